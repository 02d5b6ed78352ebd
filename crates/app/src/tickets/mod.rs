//! Tickets: one file per verb.

pub mod list;
pub mod view;
