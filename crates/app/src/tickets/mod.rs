//! Tickets: one file per verb.
//!
//! Every verb that writes goes through [`work::Work`].

pub mod attach;
pub mod bulk;
pub mod change;
pub mod channel;
pub mod clocks;
pub mod escalate;
pub mod escalate_by_hand;
pub mod escalated;
pub mod events;
pub mod flags;
pub mod key;
pub mod learned;
pub mod list;
mod matter;
pub mod mutate;
pub mod open;
pub mod people;
pub mod preview;
pub mod read;
pub mod refund;
pub mod row;
pub mod say;
pub mod seen;
pub mod status;
pub mod timer;
pub mod verdicts;
pub mod view;
pub mod why;
pub mod work;

#[cfg(test)]
mod tests;
