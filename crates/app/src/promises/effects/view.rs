//! What is asked about an effect and what is answered.

use serde::{Deserialize, Serialize};
use surety_domain::ids::{AccountId, ContractId, TicketId};
use surety_domain::time::Instant;
use utoipa::ToSchema;

use super::super::contracts::AmendContract;
use crate::lint::{LintCalendar, LintPlan, LintSla};
use crate::tickets::view::Named;

/// An amendment as its form holds it.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"id": "ctr_01jz8k3m6yq5t0v9w2x4c7b1ne", "draft": {"sla_id": null}}))]
pub struct EffectContract {
    /// The contract that is amended.
    #[schema(value_type = String)]
    pub id: ContractId,
    /// What would be sent to amend it. A later day is reckoned as if it were
    /// today.
    pub draft: AmendContract,
}

/// Drafts, of which there is at least one. One that is not saved yet has no
/// open tickets.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"sla": {"id": "sla_01jz8k3m6yq5t0v9w2x4c7b1ne",
    "draft": {"spec": {"targets": [{"metric": "first_response", "seconds": 3600}]}}}}))]
pub struct EffectInput {
    /// A calendar, in the place of the saved one.
    #[serde(default)]
    pub calendar: Option<LintCalendar>,
    /// An SLA with its escalation steps, in the place of the saved one.
    #[serde(default)]
    pub sla: Option<LintSla>,
    /// A plan. Contracts keep the version that was agreed; those without one
    /// have the default plan as it is.
    #[serde(default)]
    pub plan: Option<LintPlan>,
    /// An amendment of a contract in force.
    #[serde(default)]
    pub contract: Option<EffectContract>,
}

/// Where a clock stands, on one side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct EffectState {
    /// `running`, `paused` or `breached`.
    pub state: String,
    /// When it is or was due; null while it is paused.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub due_at: Option<Instant>,
    /// How long is promised, in seconds of its clock.
    pub target_seconds: i64,
    /// Seconds of its clock that are left; below zero it is late.
    pub remaining_seconds: i64,
    /// Whether nothing was left of the target when it came.
    pub late_attached: bool,
}

/// An open clock on both sides; null where nothing is promised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct EffectClock {
    /// `first_response`, `next_response`, `update` or `resolution`.
    pub metric: String,
    /// From 0 within its metric.
    pub cycle: u32,
    /// As it is.
    pub before: Option<EffectState>,
    /// As it would be.
    pub after: Option<EffectState>,
    /// `newly_late`, `no_longer_late`, `moved`, `attached` (promised only
    /// then), `detached` (no longer promised) or `same`.
    pub change: String,
}

/// An escalation step that would come at another time, at once, or that has
/// fired.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct EffectStep {
    /// Of which metric.
    pub metric: String,
    /// Of which of its cycles.
    pub cycle: u32,
    /// The step's id within its SLA.
    pub step: String,
    /// `fires` (at once, after saving), `fired` (it has, and never does again),
    /// `later` (it would come then) or `gone` (it would not come any more).
    pub state: String,
    /// When it comes or came, as things are.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub before_at: Option<Instant>,
    /// When it would come.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub after_at: Option<Instant>,
    /// What it does: `notify`, `reassign`, `raise_priority`, `set_priority`,
    /// `tag` or `set_status`.
    pub actions: Vec<String>,
    /// Colleagues that it would tell now.
    pub tells: Vec<Named>,
    /// Whether it tells the customer.
    pub tells_customer: bool,
}

/// An open ticket for which something changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct EffectTicket {
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
    /// Its open clocks.
    pub clocks: Vec<EffectClock>,
    /// Its steps, at most 20: those that fire at once first.
    pub steps: Vec<EffectStep>,
}

/// What an account has left of a limit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct EffectCredits {
    /// Whose.
    #[schema(value_type = String)]
    pub account_id: AccountId,
    /// Their name.
    pub account: String,
    /// The contract, or the account of free support in its place.
    #[schema(value_type = String)]
    pub contract_id: ContractId,
    /// Which limit.
    pub bucket: String,
    /// Hundredths of a credit that are left as things are; null where there is
    /// no such limit.
    pub before_hundredths: Option<i64>,
    /// Hundredths of a credit that would be left.
    pub after_hundredths: Option<i64>,
}

/// What drafts would do to the open tickets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct EffectView {
    /// The moment that was taken for that of saving.
    #[schema(value_type = String, format = DateTime)]
    pub at: Instant,
    /// Open tickets that were looked at.
    pub looked_at: i64,
    /// Tickets that would be promised by another version.
    pub touched: i64,
    /// Those of them for which anything that is told below changes.
    pub changed: i64,
    /// Tickets with a clock that is due at another instant.
    pub moved: i64,
    /// Tickets with a clock that would be late and is not.
    pub newly_late: i64,
    /// Tickets with a clock that is late and would not be.
    pub no_longer_late: i64,
    /// Escalation steps that would fire at once.
    pub fires: i64,
    /// Whether there are more open tickets than are looked at: every figure is
    /// then "at least".
    pub more: bool,
    /// Tickets of the plan whose contracts keep the version that was agreed.
    pub kept: i64,
    /// Tickets that change and that the caller may not read.
    pub hidden: i64,
    /// Tickets that change, in the order in which they were opened; at most 200.
    pub tickets: Vec<EffectTicket>,
    /// Whether more tickets change than are listed.
    pub more_tickets: bool,
    /// What the accounts of these tickets have left, where that changes; of at
    /// most 100 accounts.
    pub credits: Vec<EffectCredits>,
    /// Whether there are more accounts than were looked at.
    pub more_credits: bool,
}

impl EffectView {
    pub(super) const fn empty(at: Instant) -> Self {
        Self {
            at,
            looked_at: 0,
            touched: 0,
            changed: 0,
            moved: 0,
            newly_late: 0,
            no_longer_late: 0,
            fires: 0,
            more: false,
            kept: 0,
            hidden: 0,
            tickets: Vec::new(),
            more_tickets: false,
            credits: Vec::new(),
            more_credits: false,
        }
    }
}
