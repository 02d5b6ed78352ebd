//! What happened under a contract, for its agreement sheet: verdicts, what was
//! missed, and when its tickets waited.

use surety_domain::ids::{AccountId, ContactId, ContractId, TeamId, TicketId, UserId};
use surety_domain::time::Instant;

use crate::{StoreError, Tx, params, sql};

sql! {
    /// Verdicts of a contract's tickets in a span, by metric and priority. A
    /// clock counts when it was kept, or when it was due and missed. A ticket
    /// with such an instant was changed since, or is still open.
    VERDICTS = "SELECT c.metric, t.priority,
                  CAST(SUM(CASE WHEN c.breached = 1 THEN 0 ELSE 1 END) AS BIGINT) AS met,
                  CAST(SUM(CASE WHEN c.breached = 1 THEN 1 ELSE 0 END) AS BIGINT) AS missed
                FROM tickets t JOIN sla_clocks c ON c.ticket_id = t.id
                WHERE t.contract_id = $1 AND t.is_spam = 0 AND t.merged_into IS NULL
                  AND (t.updated_at >= $2 OR t.is_open = 1)
                  AND ((c.breached = 1 AND c.due_at >= $2 AND c.due_at < $3)
                    OR (c.breached = 0 AND c.fulfilled_at >= $2 AND c.fulfilled_at < $3))
                GROUP BY c.metric, t.priority";
    /// What was missed in a span, the latest first.
    MISSED = "SELECT t.id, t.number, t.subject, t.priority, t.account_id, t.requester_id, t.assignee_id, t.team_id,
                c.metric, c.cycle, c.due_at, c.fulfilled_at
              FROM tickets t JOIN sla_clocks c ON c.ticket_id = t.id
              WHERE t.contract_id = $1 AND t.is_spam = 0 AND t.merged_into IS NULL
                AND (t.updated_at >= $2 OR t.is_open = 1)
                AND c.breached = 1 AND c.due_at >= $2 AND c.due_at < $3
              ORDER BY c.due_at DESC NULLS LAST, t.id, c.metric, c.cycle LIMIT $4";
    /// Changes of status of a contract's tickets that were changed since, or
    /// are open; each ticket's in order.
    STATUSES_SINCE = "SELECT e.ticket_id, e.at, e.data FROM tickets t JOIN ticket_events e ON e.ticket_id = t.id
                      WHERE t.contract_id = $1 AND t.is_spam = 0 AND t.merged_into IS NULL
                        AND (t.updated_at >= $2 OR t.is_open = 1)
                        AND e.kind IN ('created', 'status_changed', 'reopened')
                      ORDER BY e.ticket_id, e.seq";
}

/// Verdicts of one metric and priority.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdicts {
    /// Of which metric.
    pub metric: String,
    /// Of tickets with which priority.
    pub priority: Option<String>,
    /// Kept in time.
    pub met: i64,
    /// Late.
    pub missed: i64,
}

/// Verdicts of a contract's tickets in `[from, to)`, in no order.
///
/// # Errors
/// As the engine reports.
pub fn verdicts(
    tx: &mut Tx<'_>,
    contract: ContractId,
    from: Instant,
    to: Instant,
) -> Result<Vec<Verdicts>, StoreError> {
    tx.query(&VERDICTS, &params![contract, from, to])?
        .iter()
        .map(|row| {
            Ok(Verdicts {
                metric: row.text("metric")?,
                priority: row.opt_text("priority")?,
                met: row.int("met")?,
                missed: row.int("missed")?,
            })
        })
        .collect()
}

/// A promise that was missed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the columns are described in the migration, the words in docs/promises.md"
)]
pub struct Missed {
    pub ticket_id: TicketId,
    pub number: i64,
    pub subject: String,
    pub priority: Option<String>,
    pub account_id: Option<AccountId>,
    pub requester_id: Option<ContactId>,
    pub assignee_id: Option<UserId>,
    pub team_id: Option<TeamId>,
    pub metric: String,
    pub cycle: i64,
    pub due_at: Option<Instant>,
    pub fulfilled_at: Option<Instant>,
}

/// What was missed in `[from, to)`, the latest first, at most `limit`.
///
/// # Errors
/// As the engine reports.
pub fn missed(
    tx: &mut Tx<'_>,
    contract: ContractId,
    from: Instant,
    to: Instant,
    limit: i64,
) -> Result<Vec<Missed>, StoreError> {
    tx.query(&MISSED, &params![contract, from, to, limit])?
        .iter()
        .map(|row| {
            Ok(Missed {
                ticket_id: row.id("id")?,
                number: row.int("number")?,
                subject: row.text("subject")?,
                priority: row.opt_text("priority")?,
                account_id: row.opt_id("account_id")?,
                requester_id: row.opt_id("requester_id")?,
                assignee_id: row.opt_id("assignee_id")?,
                team_id: row.opt_id("team_id")?,
                metric: row.text("metric")?,
                cycle: row.int("cycle")?,
                due_at: row.opt_instant("due_at")?,
                fulfilled_at: row.opt_instant("fulfilled_at")?,
            })
        })
        .collect()
}

/// A change of status, unread.
#[derive(Debug, Clone)]
pub struct StatusEvent {
    /// Of which ticket.
    pub ticket_id: TicketId,
    /// When.
    pub at: Instant,
    /// JSON of the event.
    pub data: String,
}

/// Every change of status of the contract's tickets that were changed since an
/// instant or are open, each ticket's in order.
///
/// # Errors
/// As the engine reports.
pub fn statuses_since(
    tx: &mut Tx<'_>,
    contract: ContractId,
    since: Instant,
) -> Result<Vec<StatusEvent>, StoreError> {
    tx.query(&STATUSES_SINCE, &params![contract, since])?
        .iter()
        .map(|row| {
            Ok(StatusEvent {
                ticket_id: row.id("ticket_id")?,
                at: row.instant("at")?,
                data: row.text("data")?,
            })
        })
        .collect()
}
