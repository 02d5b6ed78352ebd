//! What the API and the console see of a ticket.

use serde::{Deserialize, Serialize};
use surety_domain::ids::{
    ApprovalId, AttachmentId, CalendarId, ContactId, ContractId, DecisionId, MessageId, SlaId,
    StatusId, TicketId,
};
use surety_domain::time::Instant;
use utoipa::ToSchema;

use crate::handoffs::{HandoffView, OfferedBadge};

/// An id with the name a person reads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Named {
    /// The id.
    pub id: String,
    /// The name now.
    pub name: String,
}

impl Named {
    /// Both or nothing.
    pub fn both<I: std::fmt::Display>(id: Option<I>, name: Option<String>) -> Option<Self> {
        Some(Self {
            id: id?.to_string(),
            name: name?,
        })
    }
}

/// A status with its category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StatusView {
    /// The status.
    #[schema(value_type = String)]
    pub id: StatusId,
    /// Its free name.
    pub name: String,
    /// `new`, `open`, `pending`, `on_hold`, `solved` or `closed`.
    pub category: String,
}

/// Who asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RequesterView {
    /// The contact.
    #[schema(value_type = String)]
    pub id: ContactId,
    /// Their name.
    pub name: String,
    /// Their first address.
    pub email: Option<String>,
}

/// The clock that runs out first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NextDue {
    /// `first_response`, `next_response`, `update` or `resolution`.
    pub metric: String,
    /// When it is due.
    #[schema(value_type = String, format = DateTime)]
    pub due_at: Instant,
    /// The whole target in seconds, for a bar.
    pub target_seconds: i64,
}

/// A ticket as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TicketRowView {
    /// The id.
    #[schema(value_type = String)]
    pub id: TicketId,
    /// Short and human.
    pub number: i64,
    /// What it is about.
    pub subject: String,
    /// The start of the last public message.
    pub preview: String,
    /// Where it stands.
    pub status: StatusView,
    /// `urgent`, `high`, `normal`, `low` or null.
    pub priority: Option<String>,
    /// By which road it came.
    pub channel: String,
    /// What kind of request it is.
    #[serde(rename = "type")]
    pub ticket_type: Option<Named>,
    /// What it is about.
    pub product: Option<Named>,
    /// Whose it is.
    pub account: Option<Named>,
    /// Who asked.
    pub requester: Option<RequesterView>,
    /// Who works on it.
    pub assignee: Option<Named>,
    /// Which team.
    pub team: Option<Named>,
    /// Support tier 0 to 4.
    pub tier: i64,
    /// What was promised.
    pub plan: Option<Named>,
    /// `admitted`, `held` or `blocked`.
    pub admission: String,
    /// `covered`, `over_limit` or `uncovered`.
    pub outcome: String,
    /// Labels, sorted.
    pub tags: Vec<String>,
    /// The clock that runs out first.
    pub next_due: Option<NextDue>,
    /// Whether any clock was missed.
    pub breached: bool,
    /// Whether the customer wrote something that nobody has answered and the
    /// caller has not had open. Rows of live events are for many readers and
    /// come without it.
    pub unread: bool,
    /// The event of the customer's last message that nobody has answered; 0 is none.
    pub unanswered_seq: i64,
    /// How it stands escalated; customers see it where they know of it.
    pub escalated: Option<EscalatedBadge>,
    /// To whom it is offered; null to customers.
    pub offered: Option<OfferedBadge>,
    /// How often it came back to a team that had it; 0 to customers.
    pub bounces: i64,
    /// How many messages it has.
    pub message_count: i64,
    /// Whether it is marked as spam.
    pub spam: bool,
    /// The number of the ticket it went into.
    pub merged_into: Option<i64>,
    /// When it came.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Instant,
    /// When it last changed.
    #[schema(value_type = String, format = DateTime)]
    pub updated_at: Instant,
    /// Raised by every change; the ETag is `"v<version>"`.
    pub version: i64,
}

/// That a ticket is escalated, as lists show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct EscalatedBadge {
    /// From 1.
    pub level: u32,
    /// `functional` or `hierarchical`.
    pub path: String,
    /// Until when the next update is due; null when none is asked for.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub next_update_at: Option<Instant>,
}

/// How a ticket stands escalated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct EscalationView {
    /// From 1; it rises until the ticket is handed back.
    pub level: u32,
    /// `functional` or `hierarchical`.
    pub path: String,
    /// To which team; for agents.
    pub team: Option<Named>,
    /// To whom; for agents.
    pub people: Vec<Named>,
    /// When this level was reached.
    #[schema(value_type = String, format = DateTime)]
    pub since: Instant,
    /// By whom; steps of an SLA are by `system`.
    pub by: ActorView,
    /// Why; for agents, and what the customer's side wrote itself.
    pub reason: Option<String>,
    /// Until when the next update is due; null when none is asked for.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub next_update_at: Option<Instant>,
    /// Whether it was noticed that it did not come in time.
    pub update_missed: bool,
    /// Whether the customer asked for it or was told.
    pub customer_knows: bool,
}

/// The calendar a clock is measured in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ClockCalendar {
    /// The calendar.
    #[schema(value_type = String)]
    pub id: CalendarId,
    /// Its name.
    pub name: String,
    /// Its IANA zone.
    pub zone: String,
    /// Its version then.
    pub version: i64,
}

/// A version of an SLA.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SlaRef {
    /// The SLA.
    #[schema(value_type = String)]
    pub id: SlaId,
    /// Its name.
    pub name: String,
    /// Its version then.
    pub version: i64,
}

/// One cycle of one metric.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ClockView {
    /// `first_response`, `next_response`, `update` or `resolution`.
    pub metric: String,
    /// From 0.
    pub cycle: i64,
    /// `running`, `paused`, `met`, `breached` or `none`.
    pub state: String,
    /// `contract`, `plan`, `product` or `corporate`: which layer promised it.
    pub layer: String,
    /// Which SLA.
    pub sla: SlaRef,
    /// The calendar it is measured in.
    pub calendar: Option<ClockCalendar>,
    /// The promise in business seconds.
    pub target_seconds: i64,
    /// When it began.
    #[schema(value_type = String, format = DateTime)]
    pub started_at: Instant,
    /// When it is or was due; null while paused.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub due_at: Option<Instant>,
    /// When it was met or at last fulfilled.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub fulfilled_at: Option<Instant>,
    /// Whether it was missed.
    pub breached: bool,
    /// Business seconds used.
    pub elapsed_seconds: i64,
    /// Business seconds left, negative when late.
    pub remaining_seconds: i64,
}

/// Credits that only tickets about one product or one asset may draw.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReservedView {
    /// The product, if they are for one.
    pub product: Option<Named>,
    /// The asset, if they are for one.
    pub asset: Option<Named>,
    /// Credits left, in hundredths.
    pub remaining_hundredths: i64,
    /// When they end; null is never.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub expires_at: Option<Instant>,
}

/// A limit of a contract with the period that holds now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BucketView {
    /// The contract.
    #[schema(value_type = String)]
    pub contract_id: ContractId,
    /// Name of the limit within the contract.
    pub bucket: String,
    /// `day`, `week`, `month`, `quarter`, `half_year` or `year`.
    pub unit: String,
    /// How many units a period has.
    pub count: i64,
    /// First instant of the period.
    #[schema(value_type = String, format = DateTime)]
    pub period_start: Instant,
    /// First instant after it.
    #[schema(value_type = String, format = DateTime)]
    pub period_end: Instant,
    /// Its first day in the account's zone.
    pub first_day: String,
    /// Its last day in the account's zone.
    pub last_day: String,
    /// Credits there were for this period, in hundredths.
    pub granted_hundredths: i64,
    /// Credits used, in hundredths.
    pub used_hundredths: i64,
    /// Credits left, in hundredths: of a contract all, of a ticket those that
    /// it may draw.
    pub remaining_hundredths: i64,
    /// How much of what is left is for one product or asset alone.
    pub reserved: Vec<ReservedView>,
    /// What this ticket took, in hundredths.
    pub this_ticket_hundredths: i64,
}

/// A contract as a ticket names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ContractRef {
    /// The contract.
    #[schema(value_type = String)]
    pub id: ContractId,
    /// Its number.
    pub number: i64,
    /// Its name.
    pub name: String,
}

/// A request for approval as a ticket names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ApprovalRef {
    /// The request.
    #[schema(value_type = String)]
    pub id: ApprovalId,
    /// `waiting`, `approved`, `declined` or `withdrawn`.
    pub state: String,
}

/// A ticket with all that is known of its promise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TicketView {
    /// What lists show.
    #[serde(flatten)]
    pub row: TicketRowView,
    /// The thing it is about.
    pub asset: Option<Named>,
    /// The sequence number of its last event.
    pub event_seq: i64,
    /// `high`, `medium`, `low` or null.
    pub impact: Option<String>,
    /// `high`, `medium`, `low` or null.
    pub urgency: Option<String>,
    /// How the priority came about.
    #[schema(value_type = Object)]
    pub priority_source: serde_json::Value,
    /// The customer's language.
    pub locale: String,
    /// The contract that answers.
    pub contract: Option<ContractRef>,
    /// The SLA of the most specific layer.
    pub sla: Option<Named>,
    /// What the limit policy said when no credit was left.
    pub limit_action: Option<String>,
    /// A ticket this one possibly belongs to.
    pub related_to: Option<i64>,
    /// How it stands escalated; customers see it where they know of it.
    pub escalation: Option<EscalationView>,
    /// The offer that stands; null to customers.
    pub handoff: Option<HandoffView>,
    /// Every cycle of every metric.
    pub clocks: Vec<ClockView>,
    /// The limits this ticket draws on.
    pub credits: Vec<BucketView>,
    /// The decision in force.
    #[schema(value_type = Option<String>)]
    pub decision_id: Option<DecisionId>,
    /// The request for approval, if there was one.
    pub approval: Option<ApprovalRef>,
    /// Contacts who follow it.
    #[schema(value_type = Vec<String>)]
    pub followers: Vec<ContactId>,
    /// When the customer last wrote.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub last_customer_at: Option<Instant>,
    /// When it was solved.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub solved_at: Option<Instant>,
    /// When it was closed.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub closed_at: Option<Instant>,
    /// The server's clock when this was read, for countdowns.
    #[schema(value_type = String, format = DateTime)]
    pub server_time: Instant,
}

/// Who wrote or did something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ActorView {
    /// `agent`, `customer` or `system`.
    pub kind: String,
    /// The user or contact.
    pub id: Option<String>,
    /// The name.
    pub name: Option<String>,
    /// The address a message came from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

/// A file of a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AttachmentView {
    /// The id.
    #[schema(value_type = String)]
    pub id: AttachmentId,
    /// Its name as given.
    pub name: String,
    /// Its media type as declared.
    pub content_type: String,
    /// Bytes.
    pub size: i64,
    /// Content-ID, for images inside a message.
    pub content_id: Option<String>,
    /// Where to get it.
    pub url: String,
}

/// One entry of the conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MessageView {
    /// The id.
    #[schema(value_type = String)]
    pub id: MessageId,
    /// Its place in the ticket's history.
    pub seq: i64,
    /// When it was said.
    #[schema(value_type = String, format = DateTime)]
    pub at: Instant,
    /// `public` or `internal`.
    pub visibility: String,
    /// Who said it.
    pub author: ActorView,
    /// Whether a machine wrote it.
    pub automatic: bool,
    /// By which road.
    pub channel: String,
    /// To whom.
    pub to: Vec<String>,
    /// With copies to.
    pub cc: Vec<String>,
    /// The new text.
    pub body_text: String,
    /// The new text as sanitised HTML.
    pub body_html: Option<String>,
    /// Whether quotation or a signature was cut.
    pub has_full_text: bool,
    /// Its files.
    pub attachments: Vec<AttachmentView>,
    /// In the answer to a reply: the number of the new ticket that it opened,
    /// because the one it was written to ended too long ago.
    #[serde(default)]
    pub follow_up: Option<i64>,
}

/// One entry of the timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct EventView {
    /// Its place in the order.
    pub seq: i64,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Instant,
    /// What happened.
    pub kind: String,
    /// Who did it.
    pub actor: ActorView,
    /// Its facts.
    #[schema(value_type = Object)]
    pub data: serde_json::Value,
}
