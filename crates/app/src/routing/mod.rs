//! Routing: the desk gives tickets to agents by itself, and says why.
//!
//! [`settings`] is what the desk says, [`people`] how agents work, [`decide`]
//! gathers the facts for the pure decision of `surety_domain::routing`,
//! [`work`] lets every change of a ticket ask it, [`refill`] gives what waits
//! to whoever becomes free, and [`shown`] is what people read of it.

pub(crate) mod decide;
pub(crate) mod findings;
pub mod people;
pub mod refill;
pub mod settings;
pub mod shown;
#[cfg(test)]
mod tests;
pub(crate) mod work;
