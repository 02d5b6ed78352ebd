//! What is promised: versions, the entitlement decision, the credit ledger, contracts.

pub mod contracts;
pub mod credits;
pub mod entitle;
pub mod specs;
pub mod versioned;
