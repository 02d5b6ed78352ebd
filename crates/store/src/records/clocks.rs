//! SLA clocks as last computed, and which escalation steps have fired.
//!
//! Clocks are a cache of a pure function over the ticket's events; firings are
//! facts: a step fires at most once per ticket, metric cycle and step.

use surety_domain::ids::{CalendarId, SlaId, TicketId};
use surety_domain::time::Instant;

use crate::{StoreError, Tx, params, sql};

sql! {
    /// Writes a clock.
    PUT = "INSERT INTO sla_clocks (ticket_id, metric, cycle, state, layer, sla_id, sla_version, calendar_id,
             calendar_version, target_seconds, started_at, due_at, fulfilled_at, breached, elapsed_seconds,
             remaining_seconds)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)";
    /// Clocks of a ticket.
    OF_TICKET = "SELECT ticket_id, metric, cycle, state, layer, sla_id, sla_version, calendar_id, calendar_version,
             target_seconds, started_at, due_at, fulfilled_at, breached, elapsed_seconds, remaining_seconds
             FROM sla_clocks WHERE ticket_id = $1 ORDER BY metric, cycle";
    /// Forgets the clocks of a ticket.
    CLEAR = "DELETE FROM sla_clocks WHERE ticket_id = $1";
    /// Marks a step as fired; nothing happens when it has.
    FIRE = "INSERT INTO escalation_firings (ticket_id, metric, cycle, step, due_at, fired_at)
            VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (ticket_id, metric, cycle, step) DO NOTHING";
    /// Steps that have fired for a ticket.
    FIRED = "SELECT metric, cycle, step, due_at, fired_at FROM escalation_firings WHERE ticket_id = $1
             ORDER BY fired_at, metric, cycle, step";
}

/// A metric cycle as last computed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the columns are described in the migration, the words in docs/promises.md"
)]
pub struct Clock {
    pub metric: String,
    pub cycle: i64,
    pub state: String,
    pub layer: String,
    pub sla_id: SlaId,
    pub sla_version: i64,
    pub calendar_id: CalendarId,
    pub calendar_version: i64,
    pub target_seconds: i64,
    pub started_at: Instant,
    pub due_at: Option<Instant>,
    pub fulfilled_at: Option<Instant>,
    pub breached: bool,
    pub elapsed_seconds: i64,
    pub remaining_seconds: i64,
}

/// Writes a clock of a ticket.
///
/// # Errors
/// As the engine reports.
pub fn put(tx: &mut Tx<'_>, ticket: TicketId, c: &Clock) -> Result<(), StoreError> {
    tx.later(
        &PUT,
        params![
            ticket,
            c.metric.as_str(),
            c.cycle,
            c.state.as_str(),
            c.layer.as_str(),
            c.sla_id,
            c.sla_version,
            c.calendar_id,
            c.calendar_version,
            c.target_seconds,
            c.started_at,
            c.due_at,
            c.fulfilled_at,
            c.breached,
            c.elapsed_seconds,
            c.remaining_seconds
        ],
    )?;
    Ok(())
}

/// Clocks of a ticket, by metric and cycle.
///
/// # Errors
/// As the engine reports.
pub fn of_ticket(tx: &mut Tx<'_>, ticket: TicketId) -> Result<Vec<Clock>, StoreError> {
    tx.query(&OF_TICKET, &params![ticket])?
        .iter()
        .map(|row| {
            Ok(Clock {
                metric: row.text("metric")?,
                cycle: row.int("cycle")?,
                state: row.text("state")?,
                layer: row.text("layer")?,
                sla_id: row.id("sla_id")?,
                sla_version: row.int("sla_version")?,
                calendar_id: row.id("calendar_id")?,
                calendar_version: row.int("calendar_version")?,
                target_seconds: row.int("target_seconds")?,
                started_at: row.instant("started_at")?,
                due_at: row.opt_instant("due_at")?,
                fulfilled_at: row.opt_instant("fulfilled_at")?,
                breached: row.bool("breached")?,
                elapsed_seconds: row.int("elapsed_seconds")?,
                remaining_seconds: row.int("remaining_seconds")?,
            })
        })
        .collect()
}

/// Forgets the clocks of a ticket, before they are written anew.
///
/// # Errors
/// As the engine reports.
pub fn clear(tx: &mut Tx<'_>, ticket: TicketId) -> Result<(), StoreError> {
    tx.later(&CLEAR, params![ticket])?;
    Ok(())
}

/// A step that has fired.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Firing {
    /// Of which metric.
    pub metric: String,
    /// Of which of its cycles.
    pub cycle: i64,
    /// The step's id within its SLA.
    pub step: String,
    /// When it was due.
    pub due_at: Instant,
    /// When it fired.
    pub fired_at: Instant,
}

/// Marks a step as fired; false when it has fired before.
///
/// # Errors
/// As the engine reports.
pub fn fire(tx: &mut Tx<'_>, ticket: TicketId, f: &Firing) -> Result<bool, StoreError> {
    Ok(tx.execute(
        &FIRE,
        &params![
            ticket,
            f.metric.as_str(),
            f.cycle,
            f.step.as_str(),
            f.due_at,
            f.fired_at
        ],
    )? == 1)
}

/// Steps that have fired for a ticket.
///
/// # Errors
/// As the engine reports.
pub fn fired(tx: &mut Tx<'_>, ticket: TicketId) -> Result<Vec<Firing>, StoreError> {
    tx.query(&FIRED, &params![ticket])?
        .iter()
        .map(|row| {
            Ok(Firing {
                metric: row.text("metric")?,
                cycle: row.int("cycle")?,
                step: row.text("step")?,
                due_at: row.instant("due_at")?,
                fired_at: row.instant("fired_at")?,
            })
        })
        .collect()
}
