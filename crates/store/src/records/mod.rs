//! One file per kind of record: its statements, its row, its few functions.
//!
//! To add one: a table in the next migration, a file here with its
//! statements in `sql!`, a line below. The statement test prepares every
//! registered statement on both engines.

pub mod account_imports;
pub mod accounts;
pub mod agents;
pub mod agreement;
pub mod ahead;
pub mod assets;
pub mod audit;
pub mod board;
pub mod clocks;
pub mod contacts;
pub mod decisions;
pub mod handoffs;
pub mod health;
pub mod history;
pub mod idempotency;
pub mod ledger;
pub mod listing;
pub mod live;
pub mod login;
pub mod mails;
pub mod names;
pub mod notifications;
pub mod open_tickets;
pub mod past;
pub mod policy;
pub mod products;
pub mod promises;
pub mod roles;
pub mod routing;
pub mod seen;
pub mod sessions;
pub mod settings;
pub mod statuses;
pub mod tags;
pub mod teams;
pub mod ticket_list;
pub mod ticket_types;
pub mod tickets;
pub mod tokens;
pub mod upkeep;
pub mod users;
pub mod views;
