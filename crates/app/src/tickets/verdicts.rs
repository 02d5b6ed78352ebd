//! Finished clocks as they were judged ("then"), and what the versions of today
//! would say of the same history ("now"). The verdict stays as it is.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use surety_domain::ids::{CalendarId, SlaId};
use surety_domain::permission::{Permission, Subject};
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::{clocks, promises};
use utoipa::ToSchema;

use super::clocks::Promise;
use super::events::read_history;
use super::key::TicketKey;
use super::read::readable;
use crate::core::{App, Call, Cx};
use crate::error::AppError;

/// A verdict with the versions that give it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct JudgedBy {
    /// `met`, `breached`, or `open` where these versions would still wait.
    pub verdict: String,
    /// When it was due.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub due_at: Option<Instant>,
    /// When it was fulfilled.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub fulfilled_at: Option<Instant>,
    /// How long was promised, in seconds of its clock.
    pub target_seconds: i64,
    /// The SLA.
    #[schema(value_type = String)]
    pub sla_id: SlaId,
    /// Its name.
    pub sla: String,
    /// Its version.
    pub sla_version: i64,
    /// The calendar.
    #[schema(value_type = String)]
    pub calendar_id: CalendarId,
    /// Its name.
    pub calendar: String,
    /// Its version.
    pub calendar_version: i64,
}

/// A finished cycle of a clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct VerdictView {
    /// `first_response`, `next_response`, `update` or `resolution`.
    pub metric: String,
    /// From 0 within its metric.
    pub cycle: i64,
    /// As it was judged, which stays.
    pub then: JudgedBy,
    /// What the versions of today would say; null where they promise nothing.
    pub now: Option<JudgedBy>,
    /// Whether the two differ in verdict, due instant or target.
    pub differs: bool,
}

/// The finished clocks of a ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct VerdictsView {
    /// By metric and cycle.
    pub items: Vec<VerdictView>,
    /// Whether any of them differs.
    pub differs: bool,
}

/// Names of SLAs and calendars, each read once.
#[derive(Default)]
struct Names {
    slas: HashMap<SlaId, String>,
    calendars: HashMap<CalendarId, String>,
}

impl Names {
    fn judged(&mut self, tx: &mut Tx<'_>, row: &clocks::Clock) -> Result<JudgedBy, AppError> {
        let sla = match self.slas.get(&row.sla_id) {
            Some(name) => name.clone(),
            None => {
                let name = promises::sla_in_force(tx, row.sla_id)?.map(|s| s.name);
                self.slas
                    .entry(row.sla_id)
                    .or_insert(name.unwrap_or_default())
                    .clone()
            }
        };
        let calendar = match self.calendars.get(&row.calendar_id) {
            Some(name) => name.clone(),
            None => {
                let name = promises::calendar_name(tx, row.calendar_id)?;
                self.calendars
                    .entry(row.calendar_id)
                    .or_insert(name.unwrap_or_default())
                    .clone()
            }
        };
        Ok(JudgedBy {
            verdict: match (row.breached, row.fulfilled_at) {
                (true, _) => "breached",
                (false, Some(_)) => "met",
                (false, None) => "open",
            }
            .into(),
            due_at: row.due_at,
            fulfilled_at: row.fulfilled_at,
            target_seconds: row.target_seconds,
            sla_id: row.sla_id,
            sla,
            sla_version: row.sla_version,
            calendar_id: row.calendar_id,
            calendar,
            calendar_version: row.calendar_version,
        })
    }
}

/// The finished clocks of a ticket, then and now.
///
/// # Errors
/// `NotFound`; `sla_read` is needed: it is for those who work at the desk.
pub async fn verdicts(app: &App, call: &Call, key: TicketKey) -> Result<VerdictsView, AppError> {
    app.query(call, move |tx, cx| {
        let ticket = readable(tx, cx, key)?;
        cx.require(Permission::SlaRead, &Subject::Desk)?;
        let history = read_history(tx, ticket.id)?;
        let cx = &history.last().map_or(*cx, |last| cx.not_before(last.at));
        let then = Promise::of(tx, cx, &history)?;
        let now = Promise::by_now(tx, cx, &history)?;
        let finished = rows(&then, cx)?
            .into_iter()
            .filter(|row| row.fulfilled_at.is_some());
        let by_now = match then.same_versions(&now) {
            true => None,
            false => Some(rows(&now, cx)?),
        };
        let mut names = Names::default();
        let mut items = Vec::new();
        for row in finished {
            let judged = names.judged(tx, &row)?;
            let today = match &by_now {
                None => Some(judged.clone()),
                Some(rows) => rows
                    .iter()
                    .find(|r| r.metric == row.metric && r.cycle == row.cycle)
                    .map(|r| names.judged(tx, r))
                    .transpose()?,
            };
            let said = |j: &JudgedBy| (j.verdict.clone(), j.due_at, j.target_seconds);
            items.push(VerdictView {
                metric: row.metric,
                cycle: row.cycle,
                differs: today.as_ref().map(said) != Some(said(&judged)),
                then: judged,
                now: today,
            });
        }
        let differs = items.iter().any(|item| item.differs);
        Ok(VerdictsView { items, differs })
    })
    .await
}

fn rows(promise: &Promise, cx: &Cx<'_>) -> Result<Vec<clocks::Clock>, AppError> {
    Ok(promise.rows(&promise.clock(cx.now)?.report(cx.now)))
}
