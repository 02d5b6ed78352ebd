//! Tickets of a past span with what happened to them, for simulations: read in
//! the order of their ids, which is the order in which they were opened.

use surety_domain::ids::{
    AccountId, AssetId, CalendarId, ContactId, ContractId, DecisionId, ProductId, SlaId, TicketId,
    TicketTypeId,
};
use surety_domain::time::Instant;

use crate::{StoreError, Tx, params, sql};

sql! {
    /// Tickets from one id up to another, in their order.
    PAST_TICKETS = "SELECT t.id, t.number, t.subject, t.created_at, t.account_id, t.requester_id, t.product_id, t.asset_id,
                      a.product_id AS asset_product_id, t.type_id, t.channel, t.priority
                    FROM tickets t LEFT JOIN assets a ON a.id = t.asset_id
                    WHERE t.id > $1 AND t.id < $2 ORDER BY t.id LIMIT $3";
    /// How many there are, counted up to a limit.
    PAST_COUNT = "SELECT CAST(COUNT(*) AS BIGINT) AS tickets FROM
                    (SELECT id FROM tickets WHERE id > $1 AND id < $2 LIMIT $3) AS counted";
    /// What clocks, decisions and credits depend on, of tickets from one id to
    /// another.
    PAST_EVENTS = "SELECT ticket_id, at, data FROM ticket_events
                   WHERE ticket_id >= $1 AND ticket_id <= $2
                     AND kind IN ('created', 'customer_message', 'agent_reply', 'status_changed', 'reopened',
                       'priority_changed', 'field_changed', 'subject_matter_changed', 'promise_changed',
                       'entitlement_decided', 'spam_marked', 'merged', 'credit_refunded')
                   ORDER BY ticket_id, seq";
    /// Accounts in the order of their ids.
    PAST_ACCOUNTS = "SELECT id, name, parent_id, zone, created_at FROM accounts WHERE id > $1 ORDER BY id LIMIT $2";
    /// Products and the SLA of each.
    PAST_PRODUCTS = "SELECT id, sla_id FROM products WHERE sla_id IS NOT NULL";
    /// Every version of every SLA.
    PAST_SLAS = "SELECT sla_id, version FROM sla_versions";
    /// Every version of every calendar.
    PAST_CALENDARS = "SELECT calendar_id, version FROM calendar_versions";
    /// What the ledger says from an instant on that no ticket from an id on did:
    /// credits on top, changes by hand, and what older tickets used.
    PAST_BOOKED = "SELECT e.seq, e.contract_id, e.bucket, e.kind, e.amount, e.at, e.ticket_id, e.decision_id, l.expires_at,
                     l.product_id, l.asset_id
                   FROM credit_entries e LEFT JOIN credit_lots l ON l.id = e.lot_id
                   WHERE e.seq > $1 AND e.at >= $2
                     AND (e.kind IN ('top_up', 'adjust') OR (e.kind IN ('consume', 'refund') AND e.ticket_id < $3))
                   ORDER BY e.seq LIMIT $4";
}

/// A ticket as a simulation needs it.
#[derive(Debug, Clone)]
#[expect(
    missing_docs,
    reason = "the columns are described in the migration, the words in docs/promises.md"
)]
pub struct PastTicket {
    pub id: TicketId,
    pub number: i64,
    pub subject: String,
    pub created_at: Instant,
    pub account_id: Option<AccountId>,
    pub requester_id: Option<ContactId>,
    pub product_id: Option<ProductId>,
    pub asset_id: Option<AssetId>,
    /// The product of its asset.
    pub asset_product_id: Option<ProductId>,
    pub type_id: Option<TicketTypeId>,
    pub channel: String,
    pub priority: Option<String>,
}

/// Tickets after one id and before another, oldest first.
///
/// # Errors
/// As the engine reports.
pub fn tickets(
    tx: &mut Tx<'_>,
    after: TicketId,
    before: TicketId,
    limit: i64,
) -> Result<Vec<PastTicket>, StoreError> {
    tx.query(&PAST_TICKETS, &params![after, before, limit])?
        .iter()
        .map(|row| {
            Ok(PastTicket {
                id: row.id("id")?,
                number: row.int("number")?,
                subject: row.text("subject")?,
                created_at: row.instant("created_at")?,
                account_id: row.opt_id("account_id")?,
                requester_id: row.opt_id("requester_id")?,
                product_id: row.opt_id("product_id")?,
                asset_id: row.opt_id("asset_id")?,
                asset_product_id: row.opt_id("asset_product_id")?,
                type_id: row.opt_id("type_id")?,
                channel: row.text("channel")?,
                priority: row.opt_text("priority")?,
            })
        })
        .collect()
}

/// How many tickets there are after one id and before another, at most `limit`.
///
/// # Errors
/// As the engine reports.
pub fn count(
    tx: &mut Tx<'_>,
    after: TicketId,
    before: TicketId,
    limit: i64,
) -> Result<i64, StoreError> {
    match tx.query_opt(&PAST_COUNT, &params![after, before, limit])? {
        Some(row) => row.int("tickets"),
        None => Ok(0),
    }
}

/// An event of a ticket, unread.
#[derive(Debug, Clone)]
pub struct PastEvent {
    /// Of which ticket.
    pub ticket_id: TicketId,
    /// When.
    pub at: Instant,
    /// JSON of the event.
    pub data: String,
}

/// What happened to the tickets from one id to another, both with them, each
/// ticket's in order.
///
/// # Errors
/// As the engine reports.
pub fn events(
    tx: &mut Tx<'_>,
    first: TicketId,
    last: TicketId,
) -> Result<Vec<PastEvent>, StoreError> {
    tx.query(&PAST_EVENTS, &params![first, last])?
        .iter()
        .map(|row| {
            Ok(PastEvent {
                ticket_id: row.id("ticket_id")?,
                at: row.instant("at")?,
                data: row.text("data")?,
            })
        })
        .collect()
}

/// An account as a simulation needs it.
#[derive(Debug, Clone)]
#[expect(
    missing_docs,
    reason = "the columns are described in the migration, the words in docs/promises.md"
)]
pub struct PastAccount {
    pub id: AccountId,
    pub name: String,
    pub parent_id: Option<AccountId>,
    pub zone: String,
    pub created_at: Instant,
}

/// Accounts after an id, in the order of their ids.
///
/// # Errors
/// As the engine reports.
pub fn accounts(tx: &mut Tx<'_>, after: &str, limit: i64) -> Result<Vec<PastAccount>, StoreError> {
    tx.query(&PAST_ACCOUNTS, &params![after, limit])?
        .iter()
        .map(|row| {
            Ok(PastAccount {
                id: row.id("id")?,
                name: row.text("name")?,
                parent_id: row.opt_id("parent_id")?,
                zone: row.text("zone")?,
                created_at: row.instant("created_at")?,
            })
        })
        .collect()
}

/// Products that have an SLA, and which.
///
/// # Errors
/// As the engine reports.
pub fn product_slas(tx: &mut Tx<'_>) -> Result<Vec<(ProductId, SlaId)>, StoreError> {
    tx.query(&PAST_PRODUCTS, &[])?
        .iter()
        .map(|row| Ok((row.id("id")?, row.id("sla_id")?)))
        .collect()
}

/// Every version of every SLA.
///
/// # Errors
/// As the engine reports.
pub fn sla_versions(tx: &mut Tx<'_>) -> Result<Vec<(SlaId, i64)>, StoreError> {
    tx.query(&PAST_SLAS, &[])?
        .iter()
        .map(|row| Ok((row.id("sla_id")?, row.int("version")?)))
        .collect()
}

/// Every version of every calendar.
///
/// # Errors
/// As the engine reports.
pub fn calendar_versions(tx: &mut Tx<'_>) -> Result<Vec<(CalendarId, i64)>, StoreError> {
    tx.query(&PAST_CALENDARS, &[])?
        .iter()
        .map(|row| Ok((row.id("calendar_id")?, row.int("version")?)))
        .collect()
}

/// An entry of the ledger that no ticket of the span wrote.
#[derive(Debug, Clone)]
#[expect(
    missing_docs,
    reason = "the columns are described in the migration, the words in docs/promises.md"
)]
pub struct BookedEntry {
    pub seq: i64,
    pub contract_id: ContractId,
    pub bucket: String,
    pub kind: String,
    pub amount: i64,
    pub at: Instant,
    pub ticket_id: Option<TicketId>,
    pub decision_id: Option<DecisionId>,
    /// When the lot ends that it changes.
    pub expires_at: Option<Instant>,
    pub product_id: Option<ProductId>,
    pub asset_id: Option<AssetId>,
}

/// Entries after a number in the order of writing that count from `since` on.
///
/// # Errors
/// As the engine reports.
pub fn booked(
    tx: &mut Tx<'_>,
    after: i64,
    since: Instant,
    first_ticket: TicketId,
    limit: i64,
) -> Result<Vec<BookedEntry>, StoreError> {
    tx.query(&PAST_BOOKED, &params![after, since, first_ticket, limit])?
        .iter()
        .map(|row| {
            Ok(BookedEntry {
                seq: row.int("seq")?,
                contract_id: row.id("contract_id")?,
                bucket: row.text("bucket")?,
                kind: row.text("kind")?,
                amount: row.int("amount")?,
                at: row.instant("at")?,
                ticket_id: row.opt_id("ticket_id")?,
                decision_id: row.opt_id("decision_id")?,
                expires_at: row.opt_instant("expires_at")?,
                product_id: row.opt_id("product_id")?,
                asset_id: row.opt_id("asset_id")?,
            })
        })
        .collect()
}
