//! Handoffs: a ticket is offered by whoever has it to another team or agent,
//! with what was tried, found, is next and was promised.
//!
//! Until the offer is accepted the offering side stays the owner. How an offer
//! stands, who owned the ticket when, and how often it came back are folds over
//! the ticket's history: what is stored beside it is a cache.

mod bounce;
mod offer;
mod ownership;
mod policy;
mod report;
#[cfg(test)]
mod tests;

pub use bounce::bounces;
pub use offer::{
    Ask, Cause, Ended, Facts, HandoffError, Holder, NOTE_CHARS_MAX, NOTE_PARTS, Note, Offered,
    Open, Outcome, WORD_CHARS_MAX, check_word, offer, open_after, superseded,
};
pub use ownership::{Stretch, ownership};
pub use policy::{
    BOUNCE_LIMIT_MAX, HandoffPolicy, REASON_KEY_CHARS_MAX, REASON_NAME_CHARS_MAX, REASONS_MAX,
    Reason, TIMEOUT_MINUTES_MAX,
};
pub use report::{Count, Given, Leg, Line, Report, report};
