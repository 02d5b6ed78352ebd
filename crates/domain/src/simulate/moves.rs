//! What happened in a span, and what came out of playing it again.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::credit::{About, Credits, LotScope, Money};
use crate::entitlement::{Admission, Facts, Outcome, OverLimit};
use crate::plan::{Key, RefundCause};
use crate::time::Instant;

/// Something that happened and that credits or a decision depend on.
#[derive(Debug, Clone)]
pub struct Move {
    /// When. Moves of one instant happen in the order in which they are given.
    pub at: Instant,
    /// What.
    pub kind: MoveKind,
}

/// What a decision is made of, at the time.
#[derive(Debug, Clone)]
pub struct Asked {
    /// What is known of the ticket; the accounts above its own are found here.
    pub facts: Facts,
    /// What it is about.
    pub about: About,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum MoveKind {
    /// Something in the ledger that no ticket of the span did.
    Booked(Booked),
    /// A ticket was opened.
    Opened(usize, Arc<Asked>),
    /// What it is about changed: what it took comes back, and it is decided
    /// anew. Work that was let in is not locked out again.
    Changed(usize, Arc<Asked>),
    /// It was finished so many seconds ago and is wanted again.
    Reopened(usize, Arc<Asked>, i64),
    /// An agent answered.
    Answered(usize),
    /// It was solved.
    Solved(usize),
    /// Spam or merged, or no longer; such a ticket costs nobody anything.
    Nobodys(usize, bool),
    /// A cause for which a plan may give credits back.
    Refund(usize, RefundCause),
    /// Given back whatever the plan says.
    GivenBack(usize),
}

/// What the ledger says beside the tickets of the span.
#[derive(Debug, Clone)]
pub enum Booked {
    /// Used by a ticket of before the span.
    Used {
        /// Whose credits.
        holder: Key,
        /// How much of each limit.
        amounts: BTreeMap<Key, Credits>,
    },
    /// Put on top.
    Added {
        /// Whose credits.
        holder: Key,
        /// Of which limit.
        bucket: Key,
        /// How much.
        amount: Credits,
        /// When they end.
        expires_at: Option<Instant>,
        /// Which tickets they are for.
        scope: LotScope,
    },
    /// Taken by hand.
    Taken {
        /// Whose credits.
        holder: Key,
        /// Of which limit.
        bucket: Key,
        /// How much.
        amount: Credits,
        /// Which credits.
        scope: LotScope,
    },
}

/// A decision without its trace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// When.
    pub at: Instant,
    /// How it ended.
    pub outcome: Outcome,
    /// The contract, if one covers.
    pub contract: Option<Key>,
    /// The plan.
    pub plan: Option<Key>,
    /// The contract's own SLA.
    pub contract_sla: Option<Key>,
    /// The plan's SLA, or the fallback where the policy says so.
    pub plan_sla: Option<Key>,
    /// Over the limit: what happens.
    pub limit_action: Option<OverLimit>,
    /// Whether it came in.
    pub admission: Admission,
}

/// What one ticket got.
#[derive(Debug, Clone, Default)]
pub struct TicketResult {
    /// Each decision about it, oldest first.
    pub decisions: Vec<Made>,
    /// What it used of each limit, less what came back.
    pub credits: BTreeMap<Key, Credits>,
    /// What it used past the limit, less what came back.
    pub overage: Credits,
    /// What it is charged.
    pub money: Vec<Money>,
    /// What it would be charged if somebody said yes.
    pub awaiting: Vec<Money>,
}

/// A limit that had too little for a ticket, for the first time in a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reached {
    /// Whose credits.
    pub holder: Key,
    /// Which limit.
    pub bucket: Key,
    /// The period's first instant.
    pub period_start: Instant,
    /// When.
    pub at: Instant,
    /// The ticket that found too little.
    pub ticket: usize,
}

/// What came out.
#[derive(Debug, Clone, Default)]
pub struct Run {
    /// By the tickets' places.
    pub tickets: Vec<TicketResult>,
    /// Oldest first.
    pub reached: Vec<Reached>,
}
