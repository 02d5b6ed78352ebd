//! Contracts: an account, a plan, what it covers, and for how long.
//!
//! Dates are all-day dates in the account's zone and half open: the end date
//! is the first day on which the contract no longer holds.

mod acceptance;
mod coverage;
mod dates;
mod overlap;
mod reminding;
mod state;
mod template;
#[cfg(test)]
mod tests;

pub use acceptance::{
    ACCEPT_NAME_CHARS_MAX, ACCEPT_REASON_CHARS_MAX, Acceptance, AcceptanceError, Accepting, accept,
};
pub use coverage::Coverage;
pub use dates::{
    Amendment, ContractDates, DatesError, REMINDER_DAYS, Reminder, Term, last_day, next_end,
    reminders, renewed_end, version_at,
};
pub use overlap::{Overlap, Tenure, find_overlap};
pub use reminding::{DueReminders, REMINDER_LATE_SECONDS_MAX, due_reminders};
pub use state::{
    ContractState, ContractVerb, EffectiveContract, SUSPEND_REASON_CHARS_MAX, TransitionError,
    transition,
};
pub use template::{TERMS_TEXT_CHARS_MAX, TemplateError, TemplateSpec};
