//! One file per kind of record: its statements, its row, its few functions.
//!
//! To add one: a table in the next migration, a file here with its
//! statements in `sql!`, a line below. The statement test prepares every
//! registered statement on both engines.

pub mod audit;
pub mod clocks;
pub mod decisions;
pub mod history;
pub mod idempotency;
pub mod ledger;
pub mod live;
pub mod login;
pub mod promises;
pub mod sessions;
pub mod ticket_list;
pub mod tickets;
pub mod tokens;
pub mod users;
