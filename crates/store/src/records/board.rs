//! Open clocks of open tickets, for the board of what breaches next.

use surety_domain::ids::{CalendarId, SlaId, TicketId};
use surety_domain::permission::TicketReach;
use surety_domain::time::Instant;

use super::listing::Listing;
use crate::{Row, StoreError, Tx};

const OPEN: &str = "SELECT t.id, c.metric, c.state, c.due_at, c.target_seconds, c.calendar_id, c.calendar_version, \
     c.sla_id, c.sla_version, t.priority, t.tier, t.team_id, tm.name AS team_name, t.account_id, a.name AS account_name, \
     t.plan_id, p.name AS plan_name, t.assignee_id, u.name AS assignee_name \
     FROM tickets t JOIN sla_clocks c ON c.ticket_id = t.id LEFT JOIN teams tm ON tm.id = t.team_id \
     LEFT JOIN accounts a ON a.id = t.account_id LEFT JOIN plans p ON p.id = t.plan_id \
     LEFT JOIN users u ON u.id = t.assignee_id";

/// A clock that counts, or is late and unfulfilled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenClock {
    /// Of which ticket.
    pub ticket: TicketId,
    /// Which promise.
    pub metric: String,
    /// `running` or `breached`.
    pub state: String,
    /// When it is, or was, due.
    pub due_at: Instant,
    /// How long the promise is.
    pub target_seconds: i64,
    /// The calendar it is measured in, and its version.
    pub calendar: (CalendarId, i64),
    /// The SLA that promised it, and its version.
    pub sla: (SlaId, i64),
    /// The ticket's priority.
    pub priority: Option<String>,
    /// The ticket's tier.
    pub tier: i64,
    /// The team that owns the ticket: id and name.
    pub team: Option<(String, String)>,
    /// Whose ticket it is.
    pub account: Option<(String, String)>,
    /// What covers it.
    pub plan: Option<(String, String)>,
    /// Who works on it.
    pub assignee: Option<(String, String)>,
}

fn named(row: &Row, id: &str, name: &str) -> Result<Option<(String, String)>, StoreError> {
    match row.opt_text(id)? {
        Some(id) => Ok(Some((id, row.opt_text(name)?.unwrap_or_default()))),
        None => Ok(None),
    }
}

/// Open clocks within reach, what is due first; at most `limit`.
///
/// # Errors
/// As the engine reports.
pub fn open_clocks(
    tx: &mut Tx<'_>,
    reach: &TicketReach,
    limit: i64,
) -> Result<Vec<OpenClock>, StoreError> {
    let mut listing = Listing::new(OPEN);
    listing
        .and("t.is_open = 1")
        .and("c.fulfilled_at IS NULL")
        .and("c.due_at IS NOT NULL")
        .and("c.state IN ('running', 'breached')");
    listing.and_reach(reach);
    listing
        .sql(" ORDER BY c.due_at, t.id, c.metric LIMIT ")
        .bind(limit);
    listing
        .rows(tx)?
        .iter()
        .map(|row| {
            Ok(OpenClock {
                ticket: row.id("id")?,
                metric: row.text("metric")?,
                state: row.text("state")?,
                due_at: row.instant("due_at")?,
                target_seconds: row.int("target_seconds")?,
                calendar: (row.id("calendar_id")?, row.int("calendar_version")?),
                sla: (row.id("sla_id")?, row.int("sla_version")?),
                priority: row.opt_text("priority")?,
                tier: row.int("tier")?,
                team: named(row, "team_id", "team_name")?,
                account: named(row, "account_id", "account_name")?,
                plan: named(row, "plan_id", "plan_name")?,
                assignee: named(row, "assignee_id", "assignee_name")?,
            })
        })
        .collect()
}
