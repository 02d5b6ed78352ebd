//! What people, mail and time do to the desk: one function per verb.
//!
//! Every verb reads: authorize, load facts, decide (pure), write everything in
//! one transaction, return what changed.

pub mod core;
pub mod diagnostics;
pub mod error;
pub mod fakes;
pub mod identity;
pub mod mail;
pub mod page;
pub mod patch;
pub mod ports;
pub mod tickets;

pub use crate::core::{App, AppConfig, Call, Cx, Idempotency, Keys, LiveSubject};
pub use crate::error::{AppError, FieldError};
