//! What is asked of a simulation and what it answers.

use serde::{Deserialize, Serialize};
use surety_domain::ids::{AccountId, ProductId, TicketId};
use surety_domain::time::Instant;
use utoipa::ToSchema;

use crate::lint::{LintCalendar, LintContract, LintPlan, LintSla};

/// Drafts, of which there is at least one, and the span that they are tried on.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"plan": {"id": "pln_01jz8k3m6yq5t0v9w2x4c7b1ne", "draft": {"spec": {"kind": "ticket_based",
    "limits": [{"bucket": "month", "credits": 10, "unit": "month"}]}}}, "from": "2026-01-01T00:00:00Z"}))]
pub struct SimulationInput {
    /// A calendar, in the place of the saved one.
    #[serde(default)]
    pub calendar: Option<LintCalendar>,
    /// An SLA, in the place of the saved one. One that is not saved needs the
    /// layer `corporate`, or a draft plan that promises it.
    #[serde(default)]
    pub sla: Option<LintSla>,
    /// A plan with its limits and limit policy, in the place of the saved one,
    /// for whoever has it in whichever version. One that is not saved needs
    /// `is_default`.
    #[serde(default)]
    pub plan: Option<LintPlan>,
    /// A contract, in the place of the saved one or beside those that are.
    #[serde(default)]
    pub contract: Option<LintContract>,
    /// The first instant; 90 days before the end when left out.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub from: Option<Instant>,
    /// The first instant after it; now when left out.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub to: Option<Instant>,
    /// Only tickets of this account are told about. Credits are used by all.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub account_id: Option<AccountId>,
    /// Only tickets about this product are told about. Credits are used by all.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub product_id: Option<ProductId>,
}

impl SimulationInput {
    pub(super) fn shows(&self, ticket: &SimulatedTicket) -> bool {
        self.account_id
            .is_none_or(|id| ticket.account_id == Some(id))
            && self
                .product_id
                .is_none_or(|id| ticket.product_id == Some(id))
    }
}

/// What became of a promise, on one side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SimulatedVerdict {
    /// `met`, `breached` or `open`.
    pub verdict: String,
    /// When it was or is due; null while it is paused.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub due_at: Option<Instant>,
    /// When it was fulfilled.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub fulfilled_at: Option<Instant>,
    /// How long was promised, in seconds of its clock.
    pub target_seconds: i64,
    /// Which SLA promises it.
    pub sla_id: String,
    /// In which version; null is the draft.
    pub sla_version: Option<i64>,
    /// In which version of its calendar; null is the draft.
    pub calendar_version: Option<i64>,
}

/// One cycle of one metric on both sides; null where nothing was promised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct VerdictPairView {
    /// `first_response`, `next_response`, `update` or `resolution`.
    pub metric: String,
    /// From 0 within its metric.
    pub cycle: u32,
    /// As it was.
    pub old: Option<SimulatedVerdict>,
    /// As it would have been.
    pub new: Option<SimulatedVerdict>,
}

/// A decision, on one side: the last one about the ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SimulatedDecision {
    /// `covered`, `over_limit` or `uncovered`.
    pub outcome: String,
    /// `admitted`, `held` or `blocked`.
    pub admission: String,
    /// Over the limit: what happens.
    pub limit_action: Option<String>,
    /// The contract.
    pub contract_id: Option<String>,
    /// The plan.
    pub plan_id: Option<String>,
}

/// Credits of one limit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SimulatedCredits {
    /// Which limit.
    pub bucket: String,
    /// Hundredths of a credit that were used, as things are.
    pub old_hundredths: i64,
    /// Hundredths of a credit that would have been used.
    pub new_hundredths: i64,
}

/// Money of one currency, in its smallest unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SimulatedMoney {
    /// ISO 4217.
    pub currency: String,
    /// Charged, as things are.
    pub old_minor: i64,
    /// What would have been charged.
    pub new_minor: i64,
    /// What waits for somebody to say yes, as things are.
    pub old_awaiting_minor: i64,
    /// What would wait for somebody to say yes.
    pub new_awaiting_minor: i64,
}

/// One ticket on both sides.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SimulatedTicket {
    /// Its number.
    pub ticket: i64,
    /// Its id.
    #[schema(value_type = String)]
    pub ticket_id: TicketId,
    /// What it is called.
    pub subject: String,
    /// Whose it is.
    #[schema(value_type = Option<String>)]
    pub account_id: Option<AccountId>,
    /// Their name.
    pub account: Option<String>,
    /// What it is about.
    #[schema(value_type = Option<String>)]
    pub product_id: Option<ProductId>,
    /// When it was opened.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Instant,
    /// Whether anything differs: a verdict, a due instant, the decision,
    /// credits or money.
    pub changed: bool,
    /// Every cycle that was or would have been promised something.
    pub verdicts: Vec<VerdictPairView>,
    /// The decision as things are; null when only an SLA or a calendar is asked about.
    pub old_decision: Option<SimulatedDecision>,
    /// The decision as it would have been.
    pub new_decision: Option<SimulatedDecision>,
    /// What it used of each limit.
    pub credits: Vec<SimulatedCredits>,
    /// What it used past the limit, in hundredths of a credit.
    pub old_overage_hundredths: i64,
    /// What it would have used past the limit.
    pub new_overage_hundredths: i64,
    /// What it costs.
    pub money: Vec<SimulatedMoney>,
}

/// Cycles by what became of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct VerdictCounts {
    /// Kept.
    pub met: i64,
    /// Missed.
    pub breached: i64,
    /// Neither yet.
    pub open: i64,
    /// Nothing promised, where the other side promises something.
    pub none: i64,
}

/// Cycles, or tickets, that go from one word to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SimulationStep {
    /// What it was.
    pub from: String,
    /// What it would have been.
    pub to: String,
    /// How many.
    pub count: i64,
}

/// One metric over all tickets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct VerdictSummary {
    /// `first_response`, `next_response`, `update` or `resolution`.
    pub metric: String,
    /// As it was.
    pub old: VerdictCounts,
    /// As it would have been.
    pub new: VerdictCounts,
    /// Verdicts that flip, by what they were and would have been.
    pub flips: Vec<SimulationStep>,
    /// Cycles of the same verdict that are due at another instant.
    pub moved: i64,
}

/// A limit that had too little for a ticket, first in a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LimitReached {
    /// Whose credits: a contract, or the account of free support in its place.
    pub contract_id: String,
    /// The account.
    pub account: Option<String>,
    /// Which limit.
    pub bucket: String,
    /// When its period begins.
    #[schema(value_type = String, format = DateTime)]
    pub period_start: Instant,
    /// When it was reached, as things are; null is not.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub old_at: Option<Instant>,
    /// The ticket that found too little, as things are.
    pub old_ticket: Option<i64>,
    /// When it would have been reached.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub new_at: Option<Instant>,
    /// The ticket that would have found too little.
    pub new_ticket: Option<i64>,
}

/// The figures of a simulation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SimulationSummary {
    /// The first instant of the span.
    #[schema(value_type = String, format = DateTime)]
    pub from: Instant,
    /// The first instant after it.
    #[schema(value_type = String, format = DateTime)]
    pub to: Instant,
    /// The instant at which open clocks were judged.
    #[schema(value_type = String, format = DateTime)]
    pub as_of: Instant,
    /// Tickets that were looked at.
    pub tickets: i64,
    /// Tickets for which anything differs.
    pub changed: i64,
    /// Tickets with a verdict that flips.
    pub flipped: i64,
    /// Tickets whose history does not read; they are left out of all figures.
    pub unreadable: i64,
    /// By metric.
    pub verdicts: Vec<VerdictSummary>,
    /// Tickets by how the decision ended, on both sides, also where nothing
    /// changes.
    pub decisions: Vec<SimulationStep>,
    /// What was used of each limit, by its name.
    pub credits: Vec<SimulatedCredits>,
    /// What was used past the limits, in hundredths of a credit.
    pub old_overage_hundredths: i64,
    /// What would have been used past the limits.
    pub new_overage_hundredths: i64,
    /// By currency.
    pub money: Vec<SimulatedMoney>,
    /// Limits that are reached on one side or both, those first where the two
    /// differ; at most 200.
    pub limits: Vec<LimitReached>,
    /// Whether more limits are reached than are told.
    pub more_limits: bool,
    /// Whether the ledger has more beside the tickets of the span than is read,
    /// a million entries: the newest of it are left out of the credits.
    pub more_booked: bool,
}

/// A simulation as an answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SimulationView {
    /// The figures, over every ticket of the span.
    pub summary: SimulationSummary,
    /// Tickets for which anything differs, in the order in which they were
    /// opened; at most 500.
    pub tickets: Vec<SimulatedTicket>,
    /// Whether there are more of them than are told.
    pub more: bool,
}
