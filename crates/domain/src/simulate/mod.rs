//! What would have been: the tickets of a past span under other terms.
//!
//! Two questions, each answered by the engines that answer the live desk:
//! [`verdicts`] replays a ticket's events by other policies, and [`run`] makes
//! the entitlement decisions of many tickets again, in the order in which they
//! were made, with the credits that each left for the next. Whoever asks runs
//! both for the terms of now and for the draft, and [`compare`]s; so terms that
//! are the same make no difference, whatever happened.
//!
//! Nothing here knows a ticket's text, a database or the time of day.

mod moves;
mod purse;
mod run;
#[cfg(test)]
mod tests;
mod verdict;

pub use moves::{Asked, Booked, Made, Move, MoveKind, Reached, Run, TicketResult};
pub use run::run;
pub use verdict::{Judgement, Verdict, VerdictPair, compare, verdicts};

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::contract::{Coverage, EffectiveContract};
use crate::ids::{AccountId, ContractId};
use crate::plan::{Key, PlanSpec};
use crate::time::Instant;

/// A plan in the version that counts.
#[derive(Debug, Clone)]
pub struct PlanTerms {
    /// Which plan.
    pub plan: Key,
    /// Its version; 0 is a draft.
    pub version: u32,
    /// What it says.
    pub spec: Arc<PlanSpec>,
}

/// A contract as it is taken for the whole span.
#[derive(Debug, Clone)]
pub struct ContractTerms {
    /// Which contract.
    pub contract: Key,
    /// Its version; 0 is a draft.
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
    /// Its plan.
    pub plan: PlanTerms,
    /// First day, in the account's zone.
    pub start: Date,
    /// First day after it.
    pub end: Option<Date>,
}

/// What credits need to know of an account.
#[derive(Debug, Clone)]
pub struct Home {
    /// Where its days begin.
    pub zone: TimeZone,
    /// Its first day: free support counts its periods from there.
    pub since: Date,
    /// The accounts above it.
    pub ancestors: Vec<Key>,
}

/// The terms of a whole desk, as they are or as they would be.
#[derive(Debug, Clone, Default)]
pub struct World {
    /// Contracts by their account.
    pub contracts: HashMap<Key, Vec<ContractTerms>>,
    /// The plan of those without a contract.
    pub default: Option<PlanTerms>,
    /// Every account.
    pub homes: HashMap<Key, Home>,
}

/// The holder of an account's credits under the default plan: the account's
/// own id with the prefix of a contract, as in the ledger.
fn free_holder(account: &Key) -> Key {
    account
        .id::<AccountId>()
        .map_or_else(|_| account.clone(), |id| Key::of(ContractId(id.0)))
}
