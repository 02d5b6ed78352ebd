//! What is promised: versions, the entitlement decision, the credit ledger, contracts.

pub mod account;
pub mod agreement;
pub mod approval_link;
pub mod approvals;
pub mod charges;
pub mod contracts;
pub mod credits;
pub mod effects;
pub mod entitle;
pub mod holidays;
#[cfg(test)]
mod holidays_tests;
pub mod periods;
pub mod specs;
pub mod statement;
pub(crate) mod told;
pub mod versioned;
