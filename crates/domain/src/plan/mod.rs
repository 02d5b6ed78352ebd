//! Support plans: what is promised. A [`PlanSpec`] is stored as one version of
//! a plan and never edited.
//!
//! # How to add a setting
//! A field of [`PlanSpec`] with a serde default that keeps old versions as
//! they were, its rule in `validate.rs` with a typed problem, and a case in
//! the tests.

mod key;
mod spec;
#[cfg(test)]
mod tests;
mod validate;

pub use key::Key;
pub use spec::{
    ConsumeAt, Limit, LimitAction, PlanKind, PlanSpec, Price, PriceList, Proration,
    REOPEN_GRACE_SECONDS, RefundCause, Rollover, Weights, priority_key,
};
pub use validate::{
    ALERT_THRESHOLDS_MAX, CREDITS_MAX, FREE_REOPEN_DAYS_MAX, Invalid, KEY_CHARS_MAX, LIMITS_MAX,
    PERIOD_YEARS_MAX, PRICE_AMOUNT_MAX, PRICES_MAX, PlanProblem, ROLLOVER_PERIODS_MAX,
    TOLERANCE_MAX, WEIGHT_MAX,
};
