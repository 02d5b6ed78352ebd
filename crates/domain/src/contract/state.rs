//! States of a contract, and what each verb does to them.

use crate::ticket::words;
use crate::time::Instant;

/// Longest reason of a suspension, in characters.
pub const SUSPEND_REASON_CHARS_MAX: usize = 500;

words! {
    /// Where a contract stands.
    ContractState {
        /// Being written.
        Draft = "draft",
        /// Offered to the customer.
        AwaitingAcceptance = "awaiting_acceptance",
        /// In force between its dates.
        Active = "active",
        /// Interrupted, with a reason.
        Suspended = "suspended",
        /// Its end date has come.
        Expired = "expired",
        /// Ended early.
        Cancelled = "cancelled",
    }
    /// What can be done to a contract.
    ContractVerb {
        /// Show it to the customer for acceptance.
        Offer = "offer",
        /// Take the offer back to change it.
        Withdraw = "withdraw",
        /// The customer accepts.
        Accept = "accept",
        /// Put it in force without an offer, e.g. signed on paper.
        Activate = "activate",
        /// Interrupt it.
        Suspend = "suspend",
        /// End the interruption.
        Resume = "resume",
        /// Go on for another term.
        Renew = "renew",
        /// Its end date has come.
        Expire = "expire",
        /// End it early.
        Cancel = "cancel",
    }
}

/// A verb that this state does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a contract that is {from} cannot {verb}")]
pub struct TransitionError {
    /// Where it stands.
    pub from: ContractState,
    /// What was wanted.
    pub verb: ContractVerb,
}

impl TransitionError {
    /// The stable code.
    pub const CODE: &'static str = "contract_transition_invalid";
}

/// The state after a verb.
///
/// # Errors
/// [`TransitionError`] when the verb does not exist in this state.
pub const fn transition(
    from: ContractState,
    verb: ContractVerb,
) -> Result<ContractState, TransitionError> {
    use ContractState as S;
    use ContractVerb as V;
    Ok(match (from, verb) {
        (S::Draft, V::Offer) => S::AwaitingAcceptance,
        (S::AwaitingAcceptance, V::Withdraw) => S::Draft,
        (S::AwaitingAcceptance, V::Accept)
        | (S::Draft | S::AwaitingAcceptance, V::Activate)
        | (S::Suspended, V::Resume)
        | (S::Active | S::Expired, V::Renew) => S::Active,
        (S::Active, V::Suspend) | (S::Suspended, V::Renew) => S::Suspended,
        (S::Active | S::Suspended, V::Expire) => S::Expired,
        (S::Draft | S::AwaitingAcceptance | S::Active | S::Suspended, V::Cancel) => S::Cancelled,
        _ => return Err(TransitionError { from, verb }),
    })
}

/// The stored facts from which the state at any instant follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EffectiveContract {
    /// The state as last written.
    pub state: ContractState,
    /// First instant.
    pub starts_at: Instant,
    /// First instant after it; none is open-ended.
    pub ends_at: Option<Instant>,
    /// Suspended: when it resumes by itself.
    pub suspended_until: Option<Instant>,
    /// Cancelled: from when; none is from the beginning.
    pub cancelled_at: Option<Instant>,
}

impl EffectiveContract {
    /// The state at an instant, whatever the timers have written so far.
    pub fn state_at(&self, at: Instant) -> ContractState {
        use ContractState as S;
        let running = match self.state {
            S::Draft | S::AwaitingAcceptance | S::Expired => return self.state,
            S::Cancelled if self.cancelled_at.is_none_or(|c| c <= at) => return S::Cancelled,
            S::Suspended if self.suspended_until.is_none_or(|until| at < until) => S::Suspended,
            S::Suspended | S::Cancelled | S::Active => S::Active,
        };
        if self.ends_at.is_some_and(|end| end <= at) {
            S::Expired
        } else {
            running
        }
    }

    /// Whether its dates contain the instant.
    pub fn dates_contain(&self, at: Instant) -> bool {
        self.starts_at <= at && self.ends_at.is_none_or(|end| at < end)
    }

    /// The next instant at which something changes by itself, for a timer.
    pub fn next_change(&self, now: Instant) -> Option<Instant> {
        let ends = match self.state {
            ContractState::Active | ContractState::Suspended => self.ends_at,
            _ => None,
        };
        let resumes = match self.state {
            ContractState::Suspended => self.suspended_until,
            _ => None,
        };
        [Some(self.starts_at), ends, resumes]
            .into_iter()
            .flatten()
            .filter(|at| *at > now)
            .min()
    }
}
