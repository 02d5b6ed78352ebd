//! Credits on the live ledger: periods granted when they are first needed,
//! draws under the bucket's lock, refunds, overage, alerts.
//!
//! Every movement is decided by `surety_domain::credit` as postings; this
//! module gives them ids, writes each once by its key, and applies it to the
//! lots.

mod alerts;
mod amend;
mod balance;
mod by_hand;
pub mod causes;
mod draw;
pub mod forecast;
mod free_support;
mod holder;
mod posting;
mod refunds;

pub use amend::amend;
pub use balance::LeftBooks;
pub use balance::{Purse, bucket_views, of_ticket, purse, purse_held};
pub(super) use balance::{named_scope, period_of};
pub use by_hand::by_hand;
pub use draw::{at_first_response, at_resolution, book, book_overage};
pub use free_support::free_support;
pub use holder::{Holder, Home, Unwritten};
pub use posting::{Movement, bring_up_to_date, post};
pub(super) use posting::{Reckoned, lot, reckon, scope};
pub use refunds::{give_back, refund_for, refunds};
