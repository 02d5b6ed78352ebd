//! The programming interface.

pub mod v1;
