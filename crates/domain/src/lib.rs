//! What is true of support work. No I/O, no async, no clock and no randomness
//! of its own: time and facts come in as arguments, decisions go out as values.

pub mod agreement;
pub mod board;
pub mod calendar;
pub mod contract;
pub mod credit;
pub mod digest;
pub mod entitlement;
pub mod escalation;
pub mod handoff;
pub mod ids;
pub mod lint;
pub mod mail;
pub mod money;
pub mod permission;
pub mod plan;
pub mod policy;
#[cfg(test)]
mod properties;
pub mod routing;
pub mod sheet;
pub mod simulate;
pub mod sla;
pub mod text;
pub mod ticket;
pub mod time;
