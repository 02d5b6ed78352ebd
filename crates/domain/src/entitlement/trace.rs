//! The decision and its trace, as stored with the ticket.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::credit::{Credits, Money};
use crate::plan::{ConsumeAt, Key};
use crate::ticket::words;
use crate::time::Instant;

words! {
    /// How a decision ended.
    Outcome {
        /// A plan covers the ticket.
        Covered = "covered",
        /// A plan would, but its credits are used up; see the limit action.
        OverLimit = "over_limit",
        /// No plan at all.
        Uncovered = "uncovered",
    }
    /// What is checked of a candidate.
    CheckKind {
        /// The contract's plan is known.
        Plan = "plan",
        /// It is active.
        State = "state",
        /// Its dates contain the instant.
        Dates = "dates",
        /// The ticket's product or asset is covered.
        ProductAsset = "product_asset",
        /// The contact may ask.
        Contact = "contact",
        /// The channel is served.
        Channel = "channel",
        /// The ticket type is served.
        Type = "type",
        /// Every bucket has the cost left.
        Credits = "credits",
    }
    /// How specifically a contract covers a ticket, most specific first.
    Specificity {
        /// By the asset.
        Asset = "asset",
        /// By the product.
        Product = "product",
        /// By the contact.
        Contact = "contact",
        /// By the account.
        Account = "account",
        /// By an account above.
        Ancestor = "ancestor",
    }
    /// Which rung of the ladder separated the winner from the next.
    TieBreak {
        /// It is more specific.
        Specificity = "specificity",
        /// Its own rank is lower.
        Rank = "rank",
        /// It ends earlier.
        EndDate = "end_date",
        /// It is older.
        Age = "age",
        /// Its id is lower.
        Id = "id",
    }
    /// The rule of the ladder that gave the answer.
    Because {
        /// One contract passed every check.
        OnlyMatch = "only_match",
        /// Of several, the most specific.
        MoreSpecific = "more_specific",
        /// Of several, the one with the lowest rank.
        ContractRank = "contract_rank",
        /// Of several, the one that ends first.
        EarlierEnd = "earlier_end",
        /// Of several, the oldest.
        OlderContract = "older_contract",
        /// Of several, the one with the lowest id.
        LowerId = "lower_id",
        /// Only credits were missing.
        CreditsUsedUp = "credits_used_up",
        /// No contract passed; the default plan did.
        DefaultPlan = "default_plan",
        /// The default plan's credits are used up.
        DefaultPlanUsedUp = "default_plan_used_up",
        /// There is no contract, and no default plan serves the ticket.
        NoContract = "no_contract",
        /// No contract passed, and no default plan serves the ticket.
        NoMatch = "no_match",
    }
    /// What happens to a ticket without credits: the plan's policy, or one of
    /// the settings above it.
    OverLimit {
        /// Accepted within the plan's tolerance, SLA as usual, free.
        Tolerated = "tolerated",
        /// Accepted because it is urgent, SLA as usual, free.
        UrgentAccepted = "urgent_accepted",
        /// Not accepted; kept, the sender is told, an agent can admit it.
        Block = "block",
        /// Accepted with the SLA as usual, and charged.
        Charge = "charge",
        /// Accepted without a promise.
        WithoutSla = "without_sla",
        /// Accepted with the plan's fallback SLA.
        FallbackSla = "fallback_sla",
        /// Held until somebody says yes.
        AskApproval = "ask_approval",
    }
    /// Whether the ticket enters the desk.
    Admission {
        /// It does.
        Admitted = "admitted",
        /// It waits for approval; the clock runs from the original request.
        Held = "held",
        /// It is kept aside and can be admitted by an agent.
        Blocked = "blocked",
    }
    /// What the ledger must book for a decision.
    LedgerEffect {
        /// Nothing.
        Nothing = "nothing",
        /// The cost, from every bucket.
        Consume = "consume",
        /// An overage entry.
        Overage = "overage",
    }
}

/// One check of one candidate.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Check {
    /// What was checked.
    pub check: CheckKind,
    /// Whether it passed.
    pub passed: bool,
    /// What would have passed; null is anything.
    pub wanted: Value,
    /// What was there.
    pub found: Value,
}

/// A candidate's place on the ladder; lower goes first. In JSON a list:
/// specificity from 0 (asset) to 4 (ancestor), contract rank, end or null,
/// creation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rank(
    /// Place in [`Specificity`].
    pub u8,
    /// The contract's own rank.
    pub i64,
    /// Its end; none is last.
    pub Option<Instant>,
    /// When it was made.
    pub Instant,
);

/// One candidate and why it won or lost.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CandidateTrace {
    /// The contract; none is the default plan.
    pub contract: Option<Key>,
    /// Its version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract_version: Option<u32>,
    /// Its plan.
    pub plan: Option<Key>,
    /// The plan's version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan_version: Option<u32>,
    /// Whether every check passed.
    pub passed: bool,
    /// Every check, in the order of [`CheckKind`].
    pub checks: Vec<Check>,
    /// How specifically it covers; none for the default plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub specificity: Option<Specificity>,
    /// Its place on the ladder; none for the default plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rank: Option<Rank>,
}

impl CandidateTrace {
    /// Whether credits alone stand in the way.
    pub(super) fn only_credits_missing(&self) -> bool {
        !self.passed
            && self
                .checks
                .iter()
                .all(|c| c.passed || c.check == CheckKind::Credits)
    }
}

/// What one bucket gives to a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreditLine {
    /// Left before.
    pub before: Credits,
    /// What the ticket costs.
    pub cost: Credits,
    /// Left after; the same as before when nothing is drawn.
    pub after: Credits,
}

/// Which contract, plan and SLA a ticket got, what it cost, and why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    /// How it ended.
    pub outcome: Outcome,
    /// The contract, if one covers.
    pub contract: Option<Key>,
    /// Its version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract_version: Option<u32>,
    /// The plan.
    pub plan: Option<Key>,
    /// Its version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan_version: Option<u32>,
    /// The SLA that is promised; none when there is none or the ticket is
    /// blocked.
    pub sla: Option<Key>,
    /// Every bucket of the plan; empty when it is unlimited.
    pub credits: BTreeMap<Key, CreditLine>,
    /// When the cost is booked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consume_at: Option<ConsumeAt>,
    /// Over the limit: what happens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit_action: Option<OverLimit>,
    /// Over the limit: what it costs in money if it is accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<Money>,
    /// The rule that gave the answer.
    pub because: Because,
    /// Every candidate, in the order of the ladder.
    pub candidates: Vec<CandidateTrace>,
    /// The default plan, when it was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default_plan: Option<CandidateTrace>,
    /// Which rung separated the winner from the next that would have done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tie_break: Option<TieBreak>,
}

impl Decision {
    /// Whether the ticket enters the desk.
    pub const fn admission(&self) -> Admission {
        match self.limit_action {
            Some(OverLimit::Block) => Admission::Blocked,
            Some(OverLimit::AskApproval) => Admission::Held,
            _ => Admission::Admitted,
        }
    }

    /// What the ledger books, at once or at the plan's later moment. A held
    /// ticket books its overage when it is approved.
    pub fn ledger_effect(&self) -> LedgerEffect {
        match (self.outcome, self.limit_action) {
            (Outcome::Covered, _) if !self.credits.is_empty() => LedgerEffect::Consume,
            (
                Outcome::OverLimit,
                Some(OverLimit::Tolerated | OverLimit::UrgentAccepted | OverLimit::Charge),
            ) => LedgerEffect::Overage,
            _ => LedgerEffect::Nothing,
        }
    }

    /// What the ticket costs in credits; nothing without limits.
    pub fn cost(&self) -> Credits {
        self.credits
            .values()
            .next()
            .map_or(Credits::ZERO, |c| c.cost)
    }

    /// The first bucket that has too little, when one has.
    pub fn short_bucket(&self) -> Option<&Key> {
        self.credits
            .iter()
            .find(|(_, line)| line.before < line.cost)
            .map(|(bucket, _)| bucket)
    }
}
