//! The entitlement decision: which contract, plan and SLA a ticket gets, what
//! it costs, and why.
//!
//! 1. Candidates are every contract of the account, and of its ancestors where
//!    the contract covers children.
//! 2. Each is checked: state and dates at the instant, product or asset,
//!    contact, channel, ticket type, credits left. Every check keeps what was
//!    wanted and what was found.
//! 3. Of those that pass all checks the first of this ladder wins: the most
//!    specific (asset, product, contact, account-wide, ancestor), the lowest
//!    contract rank, the earlier end date (open-ended last), the older
//!    contract, the lower id.
//! 4. None passes, but some fail for credits alone: the first of those by the
//!    same ladder, with its plan's limit policy.
//! 5. Otherwise the default plan, or none at all.
//!
//! [`decide`] is total and does not depend on the order of its input. Reasons
//! are codes; the screens say them in words.

mod check;
mod decide;
mod plain;
#[cfg(test)]
mod tests;
mod trace;

pub use decide::{decide, short_when_due};
pub use plain::{PlainCode, PlainPoint, PlainReason};
pub use trace::{
    Admission, Because, CandidateTrace, Check, CheckKind, CreditLine, Decision, LedgerEffect,
    Outcome, OverLimit, Rank, Specificity, TieBreak,
};

use std::collections::BTreeMap;

use crate::contract::{Coverage, EffectiveContract};
use crate::credit::Credits;
use crate::plan::{Key, PlanSpec};
use crate::ticket::Priority;
use crate::time::Instant;

/// What is known of the ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// The account, if it is known.
    pub account: Option<Key>,
    /// The accounts above it.
    pub ancestors: Vec<Key>,
    /// Who asks.
    pub contact: Option<Key>,
    /// About which product.
    pub product: Option<Key>,
    /// About which asset.
    pub asset: Option<Key>,
    /// By which channel.
    pub channel: Key,
    /// Of which type.
    pub ticket_type: Option<Key>,
    /// How much it matters.
    pub priority: Option<Priority>,
}

/// A version of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanFacts<'a> {
    /// Which plan.
    pub plan: Key,
    /// Its version.
    pub version: u32,
    /// What it says.
    pub spec: &'a PlanSpec,
}

/// What is left of a plan's limits at the instant.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Balance {
    /// Credits left in each bucket; a bucket that is not here is untouched
    /// and has its whole limit.
    pub left: BTreeMap<Key, Credits>,
    /// Tickets already accepted past the limit in the present period, for the
    /// tolerance.
    pub over_limit_tickets: u32,
}

impl Balance {
    pub(crate) fn left_in(&self, bucket: &Key, limit: Credits) -> Credits {
        self.left.get(bucket).copied().unwrap_or(limit)
    }
}

/// A contract as it may win the ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContractFacts<'a> {
    /// Which contract.
    pub contract: Key,
    /// Its version in force.
    pub version: u32,
    /// Whose.
    pub account: Key,
    /// State and dates.
    pub life: EffectiveContract,
    /// What it covers.
    pub coverage: Coverage,
    /// Lower goes first.
    pub rank: i64,
    /// For "the older contract".
    pub created_at: Instant,
    /// Its own SLA, above the plan's.
    pub sla: Option<Key>,
    /// Its plan; none when the plan is unknown, which fails a check.
    pub plan: Option<PlanFacts<'a>>,
    /// What is left.
    pub balance: Balance,
}

/// The plan for tickets that no contract covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DefaultPlan<'a> {
    /// The plan.
    pub plan: PlanFacts<'a>,
    /// What is left of it for this account.
    pub balance: Balance,
}
