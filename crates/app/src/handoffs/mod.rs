//! Handoffs: offering a ticket, answering an offer, and what it adds up to.

pub mod answer;
pub(crate) mod filter;
pub mod offer;
pub mod ownership;
pub mod policy;
pub mod report;
pub mod standing;

pub use answer::{AcceptInput, DeclineInput, TakeBackInput, accept, decline, take_back};
pub use offer::{HandoffNote, OfferInput, offer};
pub use standing::{HandoffView, OfferedBadge};
