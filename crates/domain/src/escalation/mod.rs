//! Escalation: what happens before and after a promise is due, and the matrix
//! that says who is asked next.
//!
//! A step fires at most once per ticket, metric, cycle and step: whoever fires
//! one first stores its [`DueStep::key`], which depends on nothing that is
//! recomputed. Instants are in the time of the clock that they belong to.

mod due;
mod hand;
mod matrix;
mod step;

#[cfg(test)]
mod hand_tests;
#[cfg(test)]
mod tests;

pub use due::{DueStep, StepInForce, due_instants, next_timer, steps_in_force};
pub use hand::{
    Ask, ESCALATED_TO_MAX, ESCALATION_REASON_CHARS_MAX, Escalation, EscalationPolicy, HandError,
    HandFacts, MANAGER_LEVELS_MAX, NEXT_UPDATE_MINUTES_MAX, Reached, UpdateMinutes, by_hand,
    check_reason, escalation_after, managers_up, next_level,
};
pub use matrix::{Cell, Gap, GapKind, LEVELS_MAX, Matrix, MatrixFacts, TIERS, step};
pub use step::{
    ACTIONS_MAX, Action, EscalationPath, PERCENT_MAX, Recipient, STEP_ID_CHARS_MAX, STEPS_MAX,
    Step, TAG_CHARS_MAX, Trigger, check_actions, check_steps,
};
