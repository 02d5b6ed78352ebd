//! The events of a ticket: one list for the timeline, the SLA clocks, replay
//! and reports.
//!
//! # How to add one
//! A variant of [`TicketEvent`] with named fields, its name in
//! [`TicketEvent::kind`], whether customers see it in
//! [`TicketEvent::customer_sees`], and, if a clock reacts to it, its arm where
//! the SLA engine reads events. Stored events are never rewritten, so a
//! variant's fields may only grow by optional ones.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Category, Channel, Derivation, Priority};
use crate::ids::{
    AccountId, ApprovalId, AssetId, CalendarId, ChargeId, ContactId, ContractId, DecisionId,
    MessageId, PlanId, ProductId, SlaId, StatusId, TeamId, TicketId, TokenId, UserId,
};
use crate::time::Instant;

/// Who caused an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum EventActor {
    /// The desk itself, and which part of it (`sla_timer`, `mail_intake`…).
    System {
        /// Which part.
        by: String,
    },
    /// An agent.
    Agent {
        /// Which one.
        user: UserId,
        /// The API token, when it was not the person at a screen.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        token: Option<TokenId>,
    },
    /// A contact.
    Customer {
        /// Which one.
        contact: ContactId,
    },
}

/// Why a status changed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StatusReason(pub String);

/// One changed field of a ticket.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FieldChange {
    /// The name of the field, e.g. `subject`, `product`, `type`.
    pub field: String,
    /// Before, as the API shows it.
    pub from: Value,
    /// After.
    pub to: Value,
}

/// Which escalation step fired.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EscalationStep {
    /// `first_response`, `next_response`, `update`, `resolution`.
    pub metric: String,
    /// Which cycle of the metric, from 0.
    pub cycle: u32,
    /// The step's stable key in its matrix.
    pub step: String,
    /// What it did: `notify`, `reassign`, `raise_priority`, `tag`…
    pub actions: Vec<String>,
    /// Where the ticket stands with it, when the step is of the functional or
    /// hierarchical path.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reached: Option<crate::escalation::Reached>,
}

/// An SLA that is in force for a ticket, by the versions that judge.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct LayerRef {
    /// How specific its promise is.
    pub layer: crate::sla::LayerKind,
    /// Which SLA.
    pub sla: SlaId,
    /// Its version.
    pub sla_version: i64,
    /// The calendar its targets are measured in.
    pub calendar: CalendarId,
    /// Its version.
    pub calendar_version: i64,
}

/// What happened to a ticket.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum TicketEvent {
    /// The ticket began.
    Created {
        /// By which road.
        channel: Channel,
        /// Whether an agent opened it outward, without a customer asking.
        #[serde(default)]
        outbound: bool,
        /// A logged call: when it began. The promise runs from here.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        began_at: Option<Instant>,
        /// Its first status.
        status: StatusId,
        /// The category of that status.
        category: Category,
        /// Its first priority.
        #[serde(default)]
        priority: Option<Priority>,
        /// What its first status said it pauses, when the ticket began.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pauses: Option<Vec<crate::sla::Metric>>,
    },
    /// A contact wrote publicly.
    CustomerMessage {
        /// What.
        message: MessageId,
        /// By which road.
        channel: Channel,
    },
    /// A human agent wrote publicly.
    AgentReply {
        /// What.
        message: MessageId,
        /// By which road.
        channel: Channel,
    },
    /// The desk wrote publicly by itself; no clock counts it.
    AutomaticMessage {
        /// What.
        message: MessageId,
        /// `acknowledgement`, `over_limit`, `macro`…
        cause: String,
    },
    /// An internal note.
    Note {
        /// What.
        message: MessageId,
    },
    /// The status changed.
    StatusChanged {
        /// Before.
        from: StatusId,
        /// After.
        to: StatusId,
        /// Category before.
        from_category: Category,
        /// Category after.
        category: Category,
        /// Why; a pause always has one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<StatusReason>,
        /// What the status said it pauses, when it was entered. A later edit of
        /// the status judges nothing anew. Events of before this field have
        /// none: their category pauses.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pauses: Option<Vec<crate::sla::Metric>>,
    },
    /// Finished work started again.
    Reopened {
        /// Which status it has now.
        to: StatusId,
        /// Whether the plan's free days covered it.
        free: bool,
    },
    /// The priority changed.
    PriorityChanged {
        /// Before.
        from: Option<Priority>,
        /// After.
        to: Option<Priority>,
        /// How it came about.
        derivation: Derivation,
    },
    /// Another agent owns it.
    Assigned {
        /// Before.
        from: Option<UserId>,
        /// After.
        to: Option<UserId>,
    },
    /// Another team owns it.
    TeamChanged {
        /// Before.
        from: Option<TeamId>,
        /// After.
        to: Option<TeamId>,
    },
    /// Routing decided who gets it.
    Routed {
        /// The team that it was given to.
        team: TeamId,
        /// Who, and everything that was compared.
        decision: crate::routing::Decision,
    },
    /// Other fields changed.
    FieldChanged {
        /// Which, all of one save.
        changes: Vec<FieldChange>,
    },
    /// What the ticket is about changed.
    SubjectMatterChanged {
        /// The account now.
        account: Option<AccountId>,
        /// The contact now.
        contact: Option<ContactId>,
        /// The product now.
        product: Option<ProductId>,
        /// The asset now.
        asset: Option<AssetId>,
    },
    /// Contract, plan or SLA of the ticket changed.
    PromiseChanged {
        /// The contract now.
        contract: Option<ContractId>,
        /// The plan now.
        plan: Option<PlanId>,
        /// The plan's version.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        plan_version: Option<u32>,
        /// The SLA now.
        sla: Option<SlaId>,
        /// The SLA's version.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sla_version: Option<u32>,
        /// Every SLA that promises something now, with the versions that
        /// judge; none at all detaches every clock.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        layers: Vec<LayerRef>,
        /// What targets were chosen by at the time; changes after it are
        /// events of their own.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        facts: Option<crate::sla::Facts>,
    },
    /// An entitlement decision was made.
    EntitlementDecided {
        /// Which.
        decision: DecisionId,
        /// `covered`, `over_limit`, `uncovered`.
        outcome: String,
    },
    /// Credits were used.
    CreditConsumed {
        /// Hundredths of a credit.
        hundredths: i64,
        /// The decision it belongs to.
        decision: DecisionId,
    },
    /// Credits came back.
    CreditRefunded {
        /// Hundredths of a credit.
        hundredths: i64,
        /// Why: `spam`, `merge`, `duplicate`…
        cause: String,
        /// What who gave it back wrote.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// A charge line was drafted for an over-limit ticket.
    Charged {
        /// Which.
        charge: ChargeId,
    },
    /// Held until somebody decides.
    Held {
        /// The request for approval.
        approval: ApprovalId,
    },
    /// Somebody said yes.
    Approved {
        /// The request for approval.
        approval: ApprovalId,
    },
    /// Somebody said no.
    Declined {
        /// The request for approval.
        approval: ApprovalId,
        /// Why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// This ticket went into another one.
    Merged {
        /// Which one.
        into: TicketId,
    },
    /// Another ticket went into this one.
    MergedIn {
        /// Which one.
        from: TicketId,
    },
    /// Marked as spam, or no longer.
    SpamMarked {
        /// Whether it is spam now.
        spam: bool,
    },
    /// Linked to another ticket.
    Linked {
        /// Which one.
        ticket: TicketId,
        /// `follow_up`, `related`…
        relation: String,
    },
    /// An escalation step fired.
    Escalated(EscalationStep),
    /// Somebody escalated it.
    EscalatedByHand {
        /// To which level, and to whom.
        #[serde(flatten)]
        reached: crate::escalation::Reached,
        /// Why.
        reason: String,
    },
    /// Handed back: it is no longer escalated.
    Deescalated {
        /// Why.
        reason: String,
    },
    /// The update that an escalated ticket was promised did not come in time,
    /// and those who answer for it were told.
    EscalationUpdateMissed {
        /// When it was due.
        due_at: Instant,
    },
    /// Offered to another team or agent; until they accept, it stays with whom
    /// it is.
    HandoffOffered(crate::handoff::Offered),
    /// An offer came to its end.
    HandoffEnded(crate::handoff::Ended),
    /// It came back to a team that had it, more often than the desk lets pass
    /// in silence.
    BouncedTooOften {
        /// How often by now.
        bounces: u32,
        /// How often passes in silence.
        limit: u32,
    },
    /// A tag was put on.
    TagAdded {
        /// Which.
        tag: String,
    },
    /// A tag was taken off.
    TagRemoved {
        /// Which.
        tag: String,
    },
}

impl TicketEvent {
    /// The stable name, the same as in JSON.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Created { .. } => "created",
            Self::CustomerMessage { .. } => "customer_message",
            Self::AgentReply { .. } => "agent_reply",
            Self::AutomaticMessage { .. } => "automatic_message",
            Self::Note { .. } => "note",
            Self::StatusChanged { .. } => "status_changed",
            Self::Reopened { .. } => "reopened",
            Self::PriorityChanged { .. } => "priority_changed",
            Self::Assigned { .. } => "assigned",
            Self::TeamChanged { .. } => "team_changed",
            Self::Routed { .. } => "routed",
            Self::FieldChanged { .. } => "field_changed",
            Self::SubjectMatterChanged { .. } => "subject_matter_changed",
            Self::PromiseChanged { .. } => "promise_changed",
            Self::EntitlementDecided { .. } => "entitlement_decided",
            Self::CreditConsumed { .. } => "credit_consumed",
            Self::CreditRefunded { .. } => "credit_refunded",
            Self::Charged { .. } => "charged",
            Self::Held { .. } => "held",
            Self::Approved { .. } => "approved",
            Self::Declined { .. } => "declined",
            Self::Merged { .. } => "merged",
            Self::MergedIn { .. } => "merged_in",
            Self::SpamMarked { .. } => "spam_marked",
            Self::Linked { .. } => "linked",
            Self::Escalated(_) => "escalated",
            Self::EscalatedByHand { .. } => "escalated_by_hand",
            Self::Deescalated { .. } => "deescalated",
            Self::EscalationUpdateMissed { .. } => "escalation_update_missed",
            Self::HandoffOffered(_) => "handoff_offered",
            Self::HandoffEnded(_) => "handoff_ended",
            Self::BouncedTooOften { .. } => "bounced_too_often",
            Self::TagAdded { .. } => "tag_added",
            Self::TagRemoved { .. } => "tag_removed",
        }
    }

    /// Whether the customer's timeline shows it. Notes, escalations, handoffs,
    /// tags, owners, spam marks and links to tickets that may be somebody else's
    /// stay inside.
    pub const fn customer_sees(&self) -> bool {
        matches!(
            self,
            Self::Created { .. }
                | Self::CustomerMessage { .. }
                | Self::AgentReply { .. }
                | Self::AutomaticMessage { .. }
                | Self::StatusChanged { .. }
                | Self::Reopened { .. }
                | Self::PriorityChanged { .. }
                | Self::Held { .. }
                | Self::Approved { .. }
                | Self::Declined { .. }
        )
    }

    /// Whether an SLA clock can react to it.
    pub const fn moves_clocks(&self) -> bool {
        matches!(
            self,
            Self::Created { .. }
                | Self::CustomerMessage { .. }
                | Self::AgentReply { .. }
                | Self::StatusChanged { .. }
                | Self::Reopened { .. }
                | Self::PriorityChanged { .. }
                | Self::SubjectMatterChanged { .. }
                | Self::FieldChanged { .. }
                | Self::PromiseChanged { .. }
        )
    }
}

/// One event with its place in the history. Events at one instant are ordered
/// by `seq`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TimelineEvent {
    /// The place in this ticket's history, from 1.
    pub seq: i64,
    /// When.
    pub at: Instant,
    /// By whom.
    pub actor: EventActor,
    /// What.
    #[serde(flatten)]
    pub event: TicketEvent,
}
