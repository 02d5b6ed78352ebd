//! How both sides kept to it, from real verdicts and changes of status.

use std::collections::BTreeMap;

use surety_domain::agreement::{Standing, Tally, Waiting, reporting_periods, waited_micros};
use surety_domain::credit::{Period, PeriodError, local_date, zone};
use surety_domain::ids::TicketId;
use surety_domain::sla::Metric;
use surety_domain::ticket::{Category, Priority, TicketEvent};
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::agreement as kept;

use super::facts::Read;
use crate::core::Cx;
use crate::error::AppError;

/// Promises that were missed, listed of one period, at most.
pub(super) const MISSED_MAX: i64 = 100;

/// The standing with the spans it was counted in.
pub(super) struct Found {
    pub(super) standing: Standing,
    pub(super) current: Option<Period>,
    pub(super) last: Option<Period>,
}

/// Reads both periods of a contract.
pub(super) fn read(tx: &mut Tx<'_>, cx: &Cx<'_>, read: &Read) -> Result<Found, AppError> {
    let row = &read.row;
    let broken =
        |e: PeriodError| AppError::Internal(format!("the periods of contract {}: {e}", row.id));
    let tz = zone(&read.account.zone).map_err(broken)?;
    let first = row
        .start_date
        .parse()
        .map_err(|e| AppError::Internal(format!("the start of contract {}: {e}", row.id)))?;
    let periods = reporting_periods(first, tz.clone(), row.ends_at, cx.now).map_err(broken)?;
    let day = |at: Instant| local_date(at, &tz).map(|d| d.to_string());
    let days = |period: Option<Period>| -> Result<Option<(String, String)>, PeriodError> {
        period
            .map(|p| Ok((day(p.start)?, day(Instant(p.end.0 - 1))?)))
            .transpose()
    };
    let mut standing = Standing {
        current: days(periods.current).map_err(broken)?,
        last: days(periods.last).map_err(broken)?,
        ..Standing::default()
    };
    if let Some(period) = periods.current {
        for (key, tally) in tallies(tx, read, period)? {
            standing.tallies.entry(key).or_default().0 = tally;
        }
    }
    if let Some(period) = periods.last {
        for (key, tally) in tallies(tx, read, period)? {
            standing.tallies.entry(key).or_default().1 = tally;
        }
    }
    standing.waiting = waiting(tx, cx, read, periods.current, periods.last)?;
    Ok(Found {
        standing,
        current: periods.current,
        last: periods.last,
    })
}

type Key = (Metric, Option<Priority>);

fn tallies(tx: &mut Tx<'_>, read: &Read, period: Period) -> Result<BTreeMap<Key, Tally>, AppError> {
    let mut tallies: BTreeMap<Key, Tally> = BTreeMap::new();
    for row in kept::verdicts(tx, read.row.id, period.start, period.end)? {
        let Some(metric) = Metric::ALL.into_iter().find(|m| m.as_str() == row.metric) else {
            continue;
        };
        let priority = row.priority.as_deref().and_then(|p| p.parse().ok());
        let tally = tallies.entry((metric, priority)).or_default();
        *tally = tally.plus(Tally {
            met: row.met,
            missed: row.missed,
        });
    }
    Ok(tallies)
}

/// How long tickets waited for the customer in both periods, as far as they
/// have come.
fn waiting(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    read: &Read,
    current: Option<Period>,
    last: Option<Period>,
) -> Result<(Waiting, Waiting), AppError> {
    let mut found = (Waiting::default(), Waiting::default());
    let Some(since) = last.or(current).map(|p| p.start) else {
        return Ok(found);
    };
    let mut count = |changes: &[(Instant, Category)]| {
        let spans = [(current, &mut found.0), (last, &mut found.1)];
        for (period, waiting) in spans {
            let Some(period) = period else { continue };
            let micros = waited_micros(changes, period.start, period.end.min(cx.now));
            waiting.tickets += i64::from(micros > 0);
            waiting.micros += micros;
        }
    };
    let mut of: Option<TicketId> = None;
    let mut changes: Vec<(Instant, Category)> = Vec::new();
    for event in kept::statuses_since(tx, read.row.id, since)? {
        if of != Some(event.ticket_id) {
            count(&changes);
            changes.clear();
            of = Some(event.ticket_id);
        }
        let what: TicketEvent = serde_json::from_str(&event.data).map_err(|e| {
            AppError::Internal(format!("an event of ticket {}: {e}", event.ticket_id))
        })?;
        match what {
            TicketEvent::Created { category, .. } | TicketEvent::StatusChanged { category, .. } => {
                changes.push((event.at, category));
            }
            TicketEvent::Reopened { .. } => changes.push((event.at, Category::Open)),
            _ => {}
        }
    }
    count(&changes);
    Ok(found)
}
