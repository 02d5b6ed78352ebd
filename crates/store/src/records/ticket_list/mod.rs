//! Lists and counts of tickets: typed filters, keyset pages, capped counts.
//!
//! A filter is a tree of known columns; input goes in as parameters only. The
//! reach of the caller is part of the query, so that a page never leaks a row
//! and never comes back short.

mod query;

use surety_domain::ids::{
    AccountId, AssetId, ContactId, ContractId, PlanId, ProductId, StatusId, TeamId, TicketId,
    TicketTypeId, UserId,
};
use surety_domain::permission::TicketReach;
use surety_domain::time::Instant;

use super::ledger::UsedIn;
use super::tickets::NEVER;
use crate::{Row, StoreError, Tx, params, sql};
use query::Query;

/// A count stops here: beyond it a list shows "1000+".
pub const COUNT_CAP: i64 = 1_000;
/// A search by words of the subject looks at this many of the newest tickets.
pub const SUBJECT_SEARCH_WINDOW: i64 = 20_000;

/// Which tickets; empty lists and `None` do not narrow.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "each field narrows by the column of the same name"
)]
pub struct TicketFilter {
    pub open: Option<bool>,
    pub category: Vec<String>,
    pub status: Vec<StatusId>,
    /// An inner `None` is "no priority".
    pub priority: Vec<Option<String>>,
    /// An inner `None` is "nobody".
    pub assignee: Vec<Option<UserId>>,
    /// An inner `None` is "no team".
    pub team: Vec<Option<TeamId>>,
    pub account: Vec<AccountId>,
    pub requester: Vec<ContactId>,
    pub plan: Vec<PlanId>,
    pub contract: Vec<ContractId>,
    pub product: Vec<ProductId>,
    pub asset: Vec<AssetId>,
    pub ticket_type: Vec<TicketTypeId>,
    pub channel: Vec<String>,
    pub tag: Vec<String>,
    pub admission: Vec<String>,
    pub outcome: Vec<String>,
    pub breached: Option<bool>,
    pub escalated: Option<bool>,
    /// What is offered, and to whom.
    pub offered: Option<OfferedTo>,
    /// They came back to a team that had them at least so often.
    pub bounces: Option<i64>,
    /// They were offered in this span.
    pub handed: Option<HandedIn>,
    /// A clock runs and is due before this instant.
    pub due_before: Option<Instant>,
    /// Whether any clock runs.
    pub running: Option<bool>,
    /// Spam is left out unless asked for.
    pub spam: bool,
    /// Merged tickets are left out unless asked for.
    pub merged: bool,
    /// A ticket number.
    pub number: Option<i64>,
    /// Folded words of the subject.
    pub subject: Option<String>,
    pub created_from: Option<Instant>,
    pub created_before: Option<Instant>,
    /// They used credits in this span, spam and merged ones too.
    pub drew: Option<UsedIn>,
}

/// To whom a ticket is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OfferedTo {
    /// To anybody.
    Anybody,
    /// To this agent by name, or to one of these teams.
    Us {
        /// The agent; none asks for the teams alone.
        user: Option<UserId>,
        /// Offers to a team as a whole count where it is one of these.
        teams: Vec<TeamId>,
    },
}

/// Offers of a span, as a report counts them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandedIn {
    /// Offered at or after this instant.
    pub from: Instant,
    /// Offered before this instant.
    pub before: Instant,
    /// The key of the reason.
    pub reason: Option<String>,
    /// The team that had it; an inner `None` is no team.
    pub from_team: Option<Option<TeamId>>,
    /// The team that was asked; an inner `None` is no team.
    pub to_team: Option<Option<TeamId>>,
    /// How it ended; an inner `None` is not yet.
    pub outcome: Option<Option<String>>,
    /// Those whose acceptance brought a ticket back to a team that had it.
    pub bounced: bool,
}

/// In which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TicketSort {
    /// Last change first.
    UpdatedDesc,
    /// Longest without a change first.
    UpdatedAsc,
    /// Newest first.
    CreatedDesc,
    /// Oldest first.
    CreatedAsc,
    /// What breaches next first; without a running clock last.
    Due,
    /// Most urgent first, then last change first.
    Priority,
}

/// Where the next page begins: after this row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TicketCursor {
    /// The row's values of the order's columns, without the id.
    pub keys: Vec<i64>,
    /// Its id.
    pub id: TicketId,
}

/// A ticket as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the columns are described in the migration")]
pub struct TicketRow {
    pub id: TicketId,
    pub number: i64,
    pub subject: String,
    pub preview: String,
    pub status_id: StatusId,
    pub status_name: String,
    pub category: String,
    pub is_open: bool,
    pub priority: Option<String>,
    pub priority_rank: i64,
    pub channel: String,
    pub type_id: Option<TicketTypeId>,
    pub type_name: Option<String>,
    pub product_id: Option<ProductId>,
    pub product_name: Option<String>,
    pub account_id: Option<AccountId>,
    pub account_name: Option<String>,
    pub requester_id: Option<ContactId>,
    pub requester_name: Option<String>,
    pub requester_email: Option<String>,
    pub assignee_id: Option<UserId>,
    pub assignee_name: Option<String>,
    pub team_id: Option<TeamId>,
    pub team_name: Option<String>,
    pub tier: i64,
    pub plan_id: Option<PlanId>,
    pub plan_name: Option<String>,
    pub admission: String,
    pub outcome: String,
    pub is_spam: bool,
    pub merged_into_number: Option<i64>,
    pub next_due_at: Option<Instant>,
    pub next_due_metric: Option<String>,
    pub next_due_target: Option<i64>,
    pub breached: bool,
    pub message_count: i64,
    pub unanswered_seq: i64,
    pub escalation: Option<String>,
    pub handoff: Option<String>,
    pub offered_team_id: Option<TeamId>,
    pub offered_user_id: Option<UserId>,
    pub bounces: i64,
    pub created_at: Instant,
    pub updated_at: Instant,
    pub version: i64,
    pub tags: Vec<String>,
}

macro_rules! columns {
    () => {
        "t.id, t.number, t.subject, t.preview, t.status_id, s.name AS status_name, t.category, t.is_open, \
    t.priority, t.priority_rank, t.channel, t.type_id, ty.name AS type_name, t.product_id, p.name AS product_name, \
    t.account_id, a.name AS account_name, t.requester_id, c.name AS requester_name, \
    (SELECT e.address FROM contact_emails e WHERE e.contact_id = t.requester_id ORDER BY e.position LIMIT 1) \
      AS requester_email, \
    t.assignee_id, u.name AS assignee_name, t.team_id, te.name AS team_name, t.tier, t.plan_id, pl.name AS plan_name, \
    t.admission, t.outcome, t.is_spam, m.number AS merged_into_number, t.next_due_at, t.next_due_metric, \
    (SELECT k.target_seconds FROM sla_clocks k WHERE k.ticket_id = t.id AND k.metric = t.next_due_metric \
       ORDER BY k.cycle DESC LIMIT 1) AS next_due_target, \
    t.breached, t.message_count, t.unanswered_seq, t.escalation, t.handoff, t.offered_team_id, \
    t.offered_user_id, t.bounces, t.created_at, t.updated_at, t.version"
    };
}

macro_rules! joins {
    () => {
        " JOIN statuses s ON s.id = t.status_id \
    LEFT JOIN ticket_types ty ON ty.id = t.type_id LEFT JOIN products p ON p.id = t.product_id \
    LEFT JOIN accounts a ON a.id = t.account_id LEFT JOIN contacts c ON c.id = t.requester_id \
    LEFT JOIN users u ON u.id = t.assignee_id LEFT JOIN teams te ON te.id = t.team_id \
    LEFT JOIN plans pl ON pl.id = t.plan_id LEFT JOIN tickets m ON m.id = t.merged_into"
    };
}

sql! {
    /// One ticket as a list shows it.
    pub(crate) TICKET_ROW = {
        both: concat!("SELECT ", columns!(), " FROM tickets t", joins!(), " WHERE t.id = $1")
    };
    /// Its tags.
    pub(crate) TICKET_ROW_TAGS = "SELECT tag FROM ticket_tags WHERE ticket_id = $1 ORDER BY tag";
}

fn row(row: &Row) -> Result<TicketRow, StoreError> {
    Ok(TicketRow {
        id: row.id("id")?,
        number: row.int("number")?,
        subject: row.text("subject")?,
        preview: row.text("preview")?,
        status_id: row.id("status_id")?,
        status_name: row.text("status_name")?,
        category: row.text("category")?,
        is_open: row.bool("is_open")?,
        priority: row.opt_text("priority")?,
        priority_rank: row.int("priority_rank")?,
        channel: row.text("channel")?,
        type_id: row.opt_id("type_id")?,
        type_name: row.opt_text("type_name")?,
        product_id: row.opt_id("product_id")?,
        product_name: row.opt_text("product_name")?,
        account_id: row.opt_id("account_id")?,
        account_name: row.opt_text("account_name")?,
        requester_id: row.opt_id("requester_id")?,
        requester_name: row.opt_text("requester_name")?,
        requester_email: row.opt_text("requester_email")?,
        assignee_id: row.opt_id("assignee_id")?,
        assignee_name: row.opt_text("assignee_name")?,
        team_id: row.opt_id("team_id")?,
        team_name: row.opt_text("team_name")?,
        tier: row.int("tier")?,
        plan_id: row.opt_id("plan_id")?,
        plan_name: row.opt_text("plan_name")?,
        admission: row.text("admission")?,
        outcome: row.text("outcome")?,
        is_spam: row.bool("is_spam")?,
        merged_into_number: row.opt_int("merged_into_number")?,
        next_due_at: Some(row.instant("next_due_at")?).filter(|due| *due != NEVER),
        next_due_metric: row.opt_text("next_due_metric")?,
        next_due_target: row.opt_int("next_due_target")?,
        breached: row.bool("breached")?,
        message_count: row.int("message_count")?,
        unanswered_seq: row.int("unanswered_seq")?,
        escalation: row.opt_text("escalation")?,
        handoff: row.opt_text("handoff")?,
        offered_team_id: row.opt_id("offered_team_id")?,
        offered_user_id: row.opt_id("offered_user_id")?,
        bounces: row.int("bounces")?,
        created_at: row.instant("created_at")?,
        updated_at: row.instant("updated_at")?,
        version: row.int("version")?,
        tags: Vec::new(),
    })
}

impl TicketSort {
    /// How many keys beside the id a cursor of this order has.
    pub const fn keys(self) -> usize {
        match self {
            Self::UpdatedDesc | Self::UpdatedAsc | Self::Due => 1,
            Self::CreatedDesc | Self::CreatedAsc => 0,
            Self::Priority => 2,
        }
    }

    /// The cursor that stands at a row.
    pub fn cursor(self, row: &TicketRow) -> TicketCursor {
        let keys = match self {
            Self::UpdatedDesc | Self::UpdatedAsc => vec![row.updated_at.0],
            Self::CreatedDesc | Self::CreatedAsc => vec![],
            Self::Due => vec![row.next_due_at.unwrap_or(NEVER).0],
            Self::Priority => vec![row.priority_rank, row.updated_at.0],
        };
        TicketCursor { keys, id: row.id }
    }
}

/// A page of tickets.
///
/// # Errors
/// As the engine reports.
pub fn page(
    tx: &mut Tx<'_>,
    reach: &TicketReach,
    filter: &TicketFilter,
    sort: TicketSort,
    after: Option<&TicketCursor>,
    limit: i64,
) -> Result<Vec<TicketRow>, StoreError> {
    // The page is cut before anything is joined to it, so that its cost does
    // not depend on how the planner thinks about a large table.
    let mut q = Query::new("SELECT ");
    q.push(columns!());
    q.push(" FROM (SELECT t.id AS page_id FROM tickets t WHERE 1 = 1");
    q.reach(reach);
    q.filter(filter);
    if let Some(cursor) = after {
        q.after(sort, cursor);
    }
    q.order(sort);
    q.push(" LIMIT ");
    q.text.number(limit);
    q.push(") page JOIN tickets t ON t.id = page.page_id");
    q.push(joins!());
    q.order(sort);
    let mut rows: Vec<TicketRow> = tx
        .query_dynamic(&q.text, &q.params)?
        .iter()
        .map(row)
        .collect::<Result<_, _>>()?;
    add_tags(tx, &mut rows)?;
    Ok(rows)
}

/// One ticket as a list shows it.
///
/// # Errors
/// As the engine reports.
pub fn one(tx: &mut Tx<'_>, id: TicketId) -> Result<Option<TicketRow>, StoreError> {
    let Some(mut found) = tx
        .query_opt(&TICKET_ROW, &params![id])?
        .as_ref()
        .map(row)
        .transpose()?
    else {
        return Ok(None);
    };
    for tag in tx.query(&TICKET_ROW_TAGS, &params![id])? {
        found.tags.push(tag.text("tag")?);
    }
    Ok(Some(found))
}

/// These tickets as a list shows them, in no order; for live updates.
///
/// # Errors
/// As the engine reports.
pub fn of_ids(tx: &mut Tx<'_>, ids: &[TicketId]) -> Result<Vec<TicketRow>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut q = Query::new("SELECT ");
    q.push(columns!());
    q.push(" FROM tickets t");
    q.push(joins!());
    q.any_of(" WHERE t.id IN", ids.iter().copied());
    let mut rows: Vec<TicketRow> = tx
        .query_dynamic(&q.text, &q.params)?
        .iter()
        .map(row)
        .collect::<Result<_, _>>()?;
    add_tags(tx, &mut rows)?;
    Ok(rows)
}

fn add_tags(tx: &mut Tx<'_>, rows: &mut [TicketRow]) -> Result<(), StoreError> {
    if rows.is_empty() {
        return Ok(());
    }
    let mut q = Query::new("SELECT ticket_id, tag FROM ticket_tags");
    q.any_of(" WHERE ticket_id IN", rows.iter().map(|r| r.id));
    q.push(" ORDER BY ticket_id, tag");
    for found in tx.query_dynamic(&q.text, &q.params)? {
        let id: TicketId = found.id("ticket_id")?;
        if let Some(row) = rows.iter_mut().find(|r| r.id == id) {
            row.tags.push(found.text("tag")?);
        }
    }
    Ok(())
}

/// How many tickets, up to [`COUNT_CAP`]; one more means "more".
///
/// # Errors
/// As the engine reports.
pub fn count(
    tx: &mut Tx<'_>,
    reach: &TicketReach,
    filter: &TicketFilter,
) -> Result<i64, StoreError> {
    let mut q =
        Query::new("SELECT COUNT(*) AS tickets FROM (SELECT 1 AS one FROM tickets t WHERE 1 = 1");
    q.reach(reach);
    q.filter(filter);
    q.push(" LIMIT ");
    q.text.number(COUNT_CAP + 1);
    q.push(") counted");
    match tx.query_dynamic(&q.text, &q.params)?.first() {
        Some(row) => row.int("tickets"),
        None => Ok(0),
    }
}
