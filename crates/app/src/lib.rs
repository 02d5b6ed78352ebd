//! What people, mail and time do to the desk: one function per verb.
//!
//! Every verb reads: authorize, load facts, decide (pure), write everything in
//! one transaction, return what changed.

pub mod accounts;
pub mod agents;
pub mod assets;
pub mod audit_log;
pub mod board;
pub mod contacts;
pub mod core;
pub mod demo;
pub mod diagnostics;
pub mod error;
pub mod escalation_policy;
pub mod fakes;
pub mod handoffs;
pub mod heavy;
pub mod identity;
pub mod jobs;
pub mod licence_bands;
pub mod lint;
pub mod live;
pub mod mail;
pub mod notifications;
pub mod page;
pub mod papers;
pub mod patch;
pub mod policy;
pub mod ports;
pub mod priority_matrix;
pub mod products;
pub mod promises;
pub mod quick_search;
pub mod record;
pub mod reopen_policy;
pub mod roles;
pub mod routing;
pub mod seed;
mod setting;
pub mod simulate;
pub mod statuses;
pub mod tags;
pub mod teams;
pub mod ticket_types;

pub mod texts;
pub mod tickets;
pub mod views;

pub use crate::core::{App, AppConfig, Call, Cx, Idempotency, Keys, LiveSubject};
pub use crate::error::{AppError, FieldError};
