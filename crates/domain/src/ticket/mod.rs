//! Tickets: the words their fields are made of, and how a priority is derived.

mod matrix;
mod words;

pub use matrix::PriorityMatrix;
pub use words::{Category, Level, Priority, UnknownWord};
