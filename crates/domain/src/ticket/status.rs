//! Which status changes are allowed, and what a message does to a status.

use serde::{Deserialize, Serialize};

use super::Category;
use crate::time::Instant;

/// Most days a desk may let a closed ticket be reopened.
pub const REOPEN_DAYS_MAX: u32 = 3_650;

const SECONDS_PER_DAY: i64 = 86_400;

/// What a permitted change of status is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatusChange {
    /// Nothing changes, or only the free name does.
    Same,
    /// Work goes on, waits, or ends.
    Forward,
    /// Solved or closed work starts again.
    Reopen,
}

/// Why a change of status is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StatusError {
    /// This step does not exist.
    #[error("a {from} ticket cannot become {to}")]
    Transition {
        /// Where it is.
        from: Category,
        /// Where it should go.
        to: Category,
    },
    /// Waiting needs a reason.
    #[error("{to} needs a reason")]
    ReasonMissing {
        /// Where it should go.
        to: Category,
    },
}

impl StatusError {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Transition { .. } => "status_transition_invalid",
            Self::ReasonMissing { .. } => "pause_reason_missing",
        }
    }
}

/// Checks a change of status.
///
/// Nothing becomes `new` again; `closed` only opens again; everything else is
/// free. Entering `pending` or `on_hold` needs a reason, also when going from
/// one to the other.
///
/// # Errors
/// [`StatusError`] when the step does not exist or its reason is missing.
pub fn change_status(
    from: Category,
    to: Category,
    reason: Option<&str>,
) -> Result<StatusChange, StatusError> {
    use Category::{Closed, New, Open, Solved};
    if from == to {
        return Ok(StatusChange::Same);
    }
    let change = match (from, to) {
        (_, New) => return Err(StatusError::Transition { from, to }),
        (Closed, Open) => StatusChange::Reopen,
        (Closed, _) => return Err(StatusError::Transition { from, to }),
        (Solved, Closed) => StatusChange::Forward,
        (Solved, _) => StatusChange::Reopen,
        _ => StatusChange::Forward,
    };
    if to.is_paused() && reason.is_none_or(|r| r.trim().is_empty()) {
        return Err(StatusError::ReasonMissing { to });
    }
    Ok(change)
}

/// How long finished work can start again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReopenPolicy {
    /// Days after solving during which a customer's message reopens a closed
    /// ticket; later it becomes a new, linked ticket. A ticket that is only
    /// solved always reopens.
    pub closed_reopens_days: u32,
}

impl Default for ReopenPolicy {
    fn default() -> Self {
        Self {
            closed_reopens_days: 14,
        }
    }
}

/// What a customer's public message does to a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MessageEffect {
    /// The status stays.
    Stays,
    /// `pending` ends: the ticket is `open`.
    EndsPending,
    /// Finished work starts again: the ticket is `open`.
    Reopens,
    /// Too late: the message opens a new ticket that is linked to this one.
    FollowUp,
}

/// What a customer's message does: it ends `pending` by itself, reopens
/// finished work, and leaves everything else. `finished_at` is when the
/// ticket was last solved or closed.
pub fn on_customer_message(
    category: Category,
    finished_at: Option<Instant>,
    now: Instant,
    policy: ReopenPolicy,
) -> MessageEffect {
    match category {
        Category::New | Category::Open | Category::OnHold => MessageEffect::Stays,
        Category::Pending => MessageEffect::EndsPending,
        Category::Solved => MessageEffect::Reopens,
        Category::Closed => {
            let window = SECONDS_PER_DAY * i64::from(policy.closed_reopens_days);
            match finished_at {
                Some(at) if now >= at.plus_seconds(window) => MessageEffect::FollowUp,
                _ => MessageEffect::Reopens,
            }
        }
    }
}

/// Where a ticket goes when an agent answers publicly and says nothing of the
/// status: somebody has looked, so `new` is over.
pub const fn after_agent_reply(category: Category) -> Category {
    match category {
        Category::New => Category::Open,
        other => other,
    }
}
