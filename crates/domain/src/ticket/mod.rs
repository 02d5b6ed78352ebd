//! Tickets: the words their fields are made of, how a priority is derived, the
//! table of status changes, and the events of a history.

mod derivation;
mod event;
mod matrix;
mod status;
#[cfg(test)]
mod tests;
mod words;

pub use derivation::{Derivation, derive_priority};
pub use event::{
    EscalationStep, EventActor, FieldChange, LayerRef, StatusReason, TicketEvent, TimelineEvent,
};
pub use matrix::PriorityMatrix;
pub use status::{
    MessageEffect, REOPEN_DAYS_MAX, ReopenPolicy, StatusChange, StatusError, after_agent_reply,
    change_status, on_customer_message,
};
pub(crate) use words::words;
pub use words::{Category, Channel, Level, Priority, UnknownWord, Visibility};
