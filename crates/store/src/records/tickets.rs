//! Tickets: the row that lists show and every verb changes.

use surety_domain::ids::{
    AccountId, AssetId, ContactId, ContractId, DecisionId, PlanId, ProductId, SlaId, StatusId,
    TeamId, TicketId, TicketTypeId, UserId,
};
use surety_domain::time::Instant;

use crate::{Row, StoreError, Tx, Value, params, sql};

sql! {
    /// Adds a ticket.
    INSERT = "INSERT INTO tickets (id, number, subject, subject_folded, preview, status_id, category, is_open, priority, priority_rank,
                priority_source, impact, urgency, type_id, channel, product_id, asset_id, requester_id, account_id,
                assignee_id, team_id, tier, locale, contract_id, plan_id, sla_id, decision_id, admission, outcome,
                limit_action, is_spam, merged_into, related_to, next_due_at, next_due_metric, breached,
                last_customer_at, last_agent_at, solved_at, closed_at, message_count, event_seq, version,
                created_at, updated_at, unanswered_seq)
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
                $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41,
                $42, $43, $44, $45, $46)";
    /// Writes every field that can change, if nobody else did meanwhile.
    UPDATE = "UPDATE tickets SET subject = $3, subject_folded = $4, preview = $5, status_id = $6, category = $7, is_open = $8,
                priority = $9, priority_rank = $10, priority_source = $11, impact = $12, urgency = $13,
                type_id = $14, channel = $15, product_id = $16, asset_id = $17, requester_id = $18,
                account_id = $19, assignee_id = $20, team_id = $21, tier = $22, locale = $23,
                contract_id = $24, plan_id = $25, sla_id = $26, decision_id = $27, admission = $28,
                outcome = $29, limit_action = $30, is_spam = $31, merged_into = $32, related_to = $33,
                next_due_at = $34, next_due_metric = $35, breached = $36, last_customer_at = $37,
                last_agent_at = $38, solved_at = $39, closed_at = $40, message_count = $41, event_seq = $42,
                version = version + 1, updated_at = $43, unanswered_seq = $44, escalation = $45,
                handoff = $46, offered_team_id = $47, offered_user_id = $48, bounces = $49
              WHERE id = $1 AND version = $2";
    /// One ticket by id.
    GET = "SELECT id, number, subject, subject_folded, preview, status_id, category, is_open, priority, priority_rank,
             priority_source, impact, urgency, type_id, channel, product_id, asset_id, requester_id, account_id,
             assignee_id, team_id, tier, locale, contract_id, plan_id, sla_id, decision_id, admission, outcome,
             limit_action, is_spam, merged_into, related_to, next_due_at, next_due_metric, breached,
             last_customer_at, last_agent_at, solved_at, closed_at, message_count, event_seq, version,
             created_at, updated_at, unanswered_seq, escalation, handoff, offered_team_id, offered_user_id, bounces
             FROM tickets WHERE id = $1";
    /// One ticket by id, held until the end of the transaction.
    LOCK = "SELECT id, number, subject, subject_folded, preview, status_id, category, is_open, priority, priority_rank,
             priority_source, impact, urgency, type_id, channel, product_id, asset_id, requester_id, account_id,
             assignee_id, team_id, tier, locale, contract_id, plan_id, sla_id, decision_id, admission, outcome,
             limit_action, is_spam, merged_into, related_to, next_due_at, next_due_metric, breached,
             last_customer_at, last_agent_at, solved_at, closed_at, message_count, event_seq, version,
             created_at, updated_at, unanswered_seq, escalation, handoff, offered_team_id, offered_user_id, bounces
             FROM tickets WHERE id = $1 FOR UPDATE";
    /// The id behind a number.
    ID_BY_NUMBER = "SELECT id FROM tickets WHERE number = $1";
    /// Tags of a ticket.
    TAGS = "SELECT tag FROM ticket_tags WHERE ticket_id = $1 ORDER BY tag";
    /// Adds a tag.
    TAG_ADD = "INSERT INTO ticket_tags (ticket_id, tag) VALUES ($1, $2) ON CONFLICT (ticket_id, tag) DO NOTHING";
    /// Takes a tag away.
    TAG_REMOVE = "DELETE FROM ticket_tags WHERE ticket_id = $1 AND tag = $2";
    /// Adds a follower.
    FOLLOW = "INSERT INTO ticket_followers (ticket_id, contact_id) VALUES ($1, $2)
              ON CONFLICT (ticket_id, contact_id) DO NOTHING";
    /// Whether a contact follows a ticket.
    FOLLOWS = "SELECT 1 AS yes FROM ticket_followers WHERE ticket_id = $1 AND contact_id = $2";
    /// Followers of a ticket.
    pub(in crate::records) FOLLOWERS = "SELECT contact_id FROM ticket_followers WHERE ticket_id = $1 ORDER BY contact_id";
    /// Whether a contact has written in a ticket.
    WROTE = "SELECT 1 AS yes FROM messages WHERE ticket_id = $1 AND author_contact_id = $2 LIMIT 1";
    /// Tickets merged into this one.
    MERGED_FROM = "SELECT id, number, subject FROM tickets WHERE merged_into = $1 ORDER BY number";
}

/// Stands for "no running clock", so that the index sorts such tickets last
/// on both engines.
pub const NEVER: Instant = Instant(i64::MAX);

/// A ticket as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the columns are described in the migration, the words in docs/promises.md"
)]
pub struct Ticket {
    pub id: TicketId,
    pub number: i64,
    pub subject: String,
    pub subject_folded: String,
    pub preview: String,
    pub status_id: StatusId,
    pub category: String,
    pub is_open: bool,
    pub priority: Option<String>,
    pub priority_rank: i64,
    pub priority_source: String,
    pub impact: Option<String>,
    pub urgency: Option<String>,
    pub type_id: Option<TicketTypeId>,
    pub channel: String,
    pub product_id: Option<ProductId>,
    pub asset_id: Option<AssetId>,
    pub requester_id: Option<ContactId>,
    pub account_id: Option<AccountId>,
    pub assignee_id: Option<UserId>,
    pub team_id: Option<TeamId>,
    pub tier: i64,
    pub locale: String,
    pub contract_id: Option<ContractId>,
    pub plan_id: Option<PlanId>,
    pub sla_id: Option<SlaId>,
    pub decision_id: Option<DecisionId>,
    pub admission: String,
    pub outcome: String,
    pub limit_action: Option<String>,
    pub is_spam: bool,
    pub merged_into: Option<TicketId>,
    pub related_to: Option<TicketId>,
    pub next_due_at: Option<Instant>,
    pub next_due_metric: Option<String>,
    pub breached: bool,
    pub last_customer_at: Option<Instant>,
    pub last_agent_at: Option<Instant>,
    pub solved_at: Option<Instant>,
    pub closed_at: Option<Instant>,
    pub message_count: i64,
    pub event_seq: i64,
    pub unanswered_seq: i64,
    pub escalation: Option<String>,
    pub handoff: Option<String>,
    pub offered_team_id: Option<TeamId>,
    pub offered_user_id: Option<UserId>,
    pub bounces: i64,
    pub version: i64,
    pub created_at: Instant,
    pub updated_at: Instant,
}

impl Ticket {
    /// A ticket that nothing is known of and nothing has happened to: what
    /// makes one says the rest.
    pub fn unopened(id: TicketId, status: StatusId, category: &str, at: Instant) -> Self {
        Self {
            id,
            number: 0,
            subject: String::new(),
            subject_folded: String::new(),
            preview: String::new(),
            status_id: status,
            category: category.to_owned(),
            is_open: true,
            priority: None,
            priority_rank: 0,
            priority_source: "{}".to_owned(),
            impact: None,
            urgency: None,
            type_id: None,
            channel: String::new(),
            product_id: None,
            asset_id: None,
            requester_id: None,
            account_id: None,
            assignee_id: None,
            team_id: None,
            tier: 1,
            locale: "en".to_owned(),
            contract_id: None,
            plan_id: None,
            sla_id: None,
            decision_id: None,
            admission: "admitted".to_owned(),
            outcome: "uncovered".to_owned(),
            limit_action: None,
            is_spam: false,
            merged_into: None,
            related_to: None,
            next_due_at: None,
            next_due_metric: None,
            breached: false,
            last_customer_at: None,
            last_agent_at: None,
            solved_at: None,
            closed_at: None,
            message_count: 0,
            event_seq: 0,
            unanswered_seq: 0,
            escalation: None,
            handoff: None,
            offered_team_id: None,
            offered_user_id: None,
            bounces: 0,
            version: 0,
            created_at: at,
            updated_at: at,
        }
    }

    /// Reads a row of the tickets table.
    ///
    /// # Errors
    /// [`StoreError::Inconsistent`] names the column that does not read.
    pub fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.id("id")?,
            number: row.int("number")?,
            subject: row.text("subject")?,
            subject_folded: row.text("subject_folded")?,
            preview: row.text("preview")?,
            status_id: row.id("status_id")?,
            category: row.text("category")?,
            is_open: row.bool("is_open")?,
            priority: row.opt_text("priority")?,
            priority_rank: row.int("priority_rank")?,
            priority_source: row.text("priority_source")?,
            impact: row.opt_text("impact")?,
            urgency: row.opt_text("urgency")?,
            type_id: row.opt_id("type_id")?,
            channel: row.text("channel")?,
            product_id: row.opt_id("product_id")?,
            asset_id: row.opt_id("asset_id")?,
            requester_id: row.opt_id("requester_id")?,
            account_id: row.opt_id("account_id")?,
            assignee_id: row.opt_id("assignee_id")?,
            team_id: row.opt_id("team_id")?,
            tier: row.int("tier")?,
            locale: row.text("locale")?,
            contract_id: row.opt_id("contract_id")?,
            plan_id: row.opt_id("plan_id")?,
            sla_id: row.opt_id("sla_id")?,
            decision_id: row.opt_id("decision_id")?,
            admission: row.text("admission")?,
            outcome: row.text("outcome")?,
            limit_action: row.opt_text("limit_action")?,
            is_spam: row.bool("is_spam")?,
            merged_into: row.opt_id("merged_into")?,
            related_to: row.opt_id("related_to")?,
            next_due_at: Some(row.instant("next_due_at")?).filter(|due| *due != NEVER),
            next_due_metric: row.opt_text("next_due_metric")?,
            breached: row.bool("breached")?,
            last_customer_at: row.opt_instant("last_customer_at")?,
            last_agent_at: row.opt_instant("last_agent_at")?,
            solved_at: row.opt_instant("solved_at")?,
            closed_at: row.opt_instant("closed_at")?,
            message_count: row.int("message_count")?,
            event_seq: row.int("event_seq")?,
            unanswered_seq: row.int("unanswered_seq")?,
            escalation: row.opt_text("escalation")?,
            handoff: row.opt_text("handoff")?,
            offered_team_id: row.opt_id("offered_team_id")?,
            offered_user_id: row.opt_id("offered_user_id")?,
            bounces: row.int("bounces")?,
            version: row.int("version")?,
            created_at: row.instant("created_at")?,
            updated_at: row.instant("updated_at")?,
        })
    }

    /// Values of `subject` to `event_seq`, in the order of both statements.
    fn changing(&self) -> Vec<Value> {
        params![
            self.subject.as_str(),
            self.subject_folded.as_str(),
            self.preview.as_str(),
            self.status_id,
            self.category.as_str(),
            self.is_open,
            self.priority.clone(),
            self.priority_rank,
            self.priority_source.as_str(),
            self.impact.clone(),
            self.urgency.clone(),
            self.type_id,
            self.channel.as_str(),
            self.product_id,
            self.asset_id,
            self.requester_id,
            self.account_id,
            self.assignee_id,
            self.team_id,
            self.tier,
            self.locale.as_str(),
            self.contract_id,
            self.plan_id,
            self.sla_id,
            self.decision_id,
            self.admission.as_str(),
            self.outcome.as_str(),
            self.limit_action.clone(),
            self.is_spam,
            self.merged_into,
            self.related_to,
            self.next_due_at.unwrap_or(NEVER),
            self.next_due_metric.clone(),
            self.breached,
            self.last_customer_at,
            self.last_agent_at,
            self.solved_at,
            self.closed_at,
            self.message_count,
            self.event_seq
        ]
        .into()
    }
}

/// Adds a ticket; a new one is neither escalated nor offered.
///
/// # Errors
/// As the engine reports.
pub fn insert(tx: &mut Tx<'_>, ticket: &Ticket) -> Result<(), StoreError> {
    let mut values: Vec<Value> = Vec::from(params![ticket.id, ticket.number]);
    values.extend(ticket.changing());
    values.extend(Vec::from(params![
        ticket.version,
        ticket.created_at,
        ticket.updated_at,
        ticket.unanswered_seq
    ]));
    tx.later(&INSERT, values)?;
    Ok(())
}

/// Writes what changed and raises the version; false when somebody else did meanwhile.
///
/// # Errors
/// As the engine reports.
pub fn update(tx: &mut Tx<'_>, ticket: &mut Ticket) -> Result<bool, StoreError> {
    let mut values: Vec<Value> = Vec::from(params![ticket.id, ticket.version]);
    values.extend(ticket.changing());
    values.push(ticket.updated_at.into());
    values.push(ticket.unanswered_seq.into());
    values.push(ticket.escalation.clone().into());
    values.push(ticket.handoff.clone().into());
    values.push(ticket.offered_team_id.into());
    values.push(ticket.offered_user_id.into());
    values.push(ticket.bounces.into());
    let done = tx.execute(&UPDATE, &values)? == 1;
    if done {
        ticket.version += 1;
    }
    Ok(done)
}

/// One ticket.
///
/// # Errors
/// As the engine reports.
pub fn get(tx: &mut Tx<'_>, id: TicketId) -> Result<Option<Ticket>, StoreError> {
    tx.query_opt(&GET, &params![id])?
        .map(|row| Ticket::from_row(&row))
        .transpose()
}

/// One ticket, held against other writers until the end of the transaction.
///
/// # Errors
/// As the engine reports.
pub fn lock(tx: &mut Tx<'_>, id: TicketId) -> Result<Option<Ticket>, StoreError> {
    tx.query_opt(&LOCK, &params![id])?
        .map(|row| Ticket::from_row(&row))
        .transpose()
}

/// The id behind a ticket number.
///
/// # Errors
/// As the engine reports.
pub fn id_by_number(tx: &mut Tx<'_>, number: i64) -> Result<Option<TicketId>, StoreError> {
    tx.query_opt(&ID_BY_NUMBER, &params![number])?
        .map(|row| row.id("id"))
        .transpose()
}

/// Tags of a ticket, sorted.
///
/// # Errors
/// As the engine reports.
pub fn tags(tx: &mut Tx<'_>, id: TicketId) -> Result<Vec<String>, StoreError> {
    tx.query(&TAGS, &params![id])?
        .iter()
        .map(|row| row.text("tag"))
        .collect()
}

/// Adds a tag; nothing happens when it is there.
///
/// # Errors
/// As the engine reports.
pub fn tag_add(tx: &mut Tx<'_>, id: TicketId, tag: &str) -> Result<bool, StoreError> {
    Ok(tx.execute(&TAG_ADD, &params![id, tag])? == 1)
}

/// Takes a tag away; nothing happens when it is not there.
///
/// # Errors
/// As the engine reports.
pub fn tag_remove(tx: &mut Tx<'_>, id: TicketId, tag: &str) -> Result<bool, StoreError> {
    Ok(tx.execute(&TAG_REMOVE, &params![id, tag])? == 1)
}

/// Makes a contact a follower.
///
/// # Errors
/// As the engine reports.
pub fn follow(tx: &mut Tx<'_>, id: TicketId, contact: ContactId) -> Result<(), StoreError> {
    tx.later(&FOLLOW, params![id, contact])?;
    Ok(())
}

/// Contacts that follow a ticket.
///
/// # Errors
/// As the engine reports.
pub fn followers(tx: &mut Tx<'_>, id: TicketId) -> Result<Vec<ContactId>, StoreError> {
    tx.query(&FOLLOWERS, &params![id])?
        .iter()
        .map(|row| row.id("contact_id"))
        .collect()
}

/// Whether a contact takes part in a ticket: asked, follows, or has written.
///
/// # Errors
/// As the engine reports.
pub fn takes_part(
    tx: &mut Tx<'_>,
    ticket: &Ticket,
    contact: ContactId,
) -> Result<bool, StoreError> {
    Ok(ticket.requester_id == Some(contact)
        || tx
            .query_opt(&FOLLOWS, &params![ticket.id, contact])?
            .is_some()
        || tx
            .query_opt(&WROTE, &params![ticket.id, contact])?
            .is_some())
}
