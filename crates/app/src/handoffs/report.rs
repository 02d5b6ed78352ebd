//! What the handoffs of a span say together, as numbers and as CSV.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use surety_domain::handoff::{self, Given, HandoffPolicy, Holder, Outcome};
use surety_domain::ids::TeamId;
use surety_domain::permission::{Permission, Subject, ticket_reach};
use surety_domain::time::{Instant, MICROS_PER_SECOND};
use surety_paper::{Field, csv};
use surety_store::records::{handoffs, teams};
use utoipa::{IntoParams, ToSchema};

use crate::core::{App, Call, Cx};
use crate::error::AppError;
use crate::setting;
use crate::tickets::view::Named;

/// Days that a report spans at most.
pub const SPAN_DAYS_MAX: i64 = 366;
/// Handoffs that a report counts at most, the oldest first.
pub const HANDOFFS_MAX: i64 = 200_000;

const SECONDS_PER_DAY: i64 = 86_400;

/// Offers of which span: `[from, before)`, at most 366 days.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct HandoffSpan {
    /// Offered at or after this instant.
    #[param(value_type = String, format = DateTime, example = "2026-11-01T00:00:00Z")]
    pub from: Instant,
    /// Offered before this instant.
    #[param(value_type = String, format = DateTime, example = "2026-12-01T00:00:00Z")]
    pub before: Instant,
}

/// How many handoffs, how they ended, and how long acceptance took.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HandoffCounts {
    /// Offered.
    pub offered: u64,
    /// Accepted.
    pub accepted: u64,
    /// Declined.
    pub declined: u64,
    /// Taken back.
    pub taken_back: u64,
    /// Timed out.
    pub timed_out: u64,
    /// Superseded by something else that decided about the ticket.
    pub superseded: u64,
    /// Nobody has answered yet.
    pub open: u64,
    /// Accepted by a team that had it before.
    pub bounced: u64,
    /// The median from offer to acceptance, in seconds of the wall clock; of an
    /// even number the lower one. Null: none was accepted.
    pub median_accept_seconds: Option<i64>,
}

impl From<handoff::Line> for HandoffCounts {
    fn from(line: handoff::Line) -> Self {
        let c = line.count;
        Self {
            offered: c.offered,
            accepted: c.accepted,
            declined: c.declined,
            taken_back: c.taken_back,
            timed_out: c.timed_out,
            superseded: c.superseded,
            open: c.open,
            bounced: c.bounced,
            median_accept_seconds: line.median_accept_seconds,
        }
    }
}

/// The handoffs of one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HandoffsOfReason {
    /// Its key.
    pub reason: String,
    /// Its name now.
    pub name: String,
    /// How many.
    #[serde(flatten)]
    pub counts: HandoffCounts,
}

/// The handoffs from one team to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HandoffsBetween {
    /// The team that had the ticket; null: none.
    pub from_team: Option<Named>,
    /// The team that was asked; null: an agent without a team.
    pub to_team: Option<Named>,
    /// How many.
    #[serde(flatten)]
    pub counts: HandoffCounts,
}

/// What the handoffs of a span say together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HandoffReport {
    /// First instant.
    #[schema(value_type = String, format = DateTime)]
    pub from: Instant,
    /// First instant after it.
    #[schema(value_type = String, format = DateTime)]
    pub before: Instant,
    /// All of them.
    pub all: HandoffCounts,
    /// By reason, most first.
    pub reasons: Vec<HandoffsOfReason>,
    /// From team to team, most first.
    pub teams: Vec<HandoffsBetween>,
    /// Whether there were more than are counted.
    pub more: bool,
}

/// What the handoffs of a span say together, of the tickets that the caller may
/// read.
///
/// # Errors
/// `Denied`, also for customers; `span_invalid`; or the store's.
pub async fn report(app: &App, call: &Call, span: HandoffSpan) -> Result<HandoffReport, AppError> {
    app.query(call, move |tx, cx| {
        let (rows, more) = rows(tx, cx, &span)?;
        let given: Vec<Given> = rows.iter().map(given).collect();
        let found = handoff::report(&given);
        let names = team_names(tx, &rows)?;
        let team = |id: Option<TeamId>| {
            id.map(|id| Named {
                id: id.to_string(),
                name: names.get(&id).cloned().unwrap_or_default(),
            })
        };
        let policy = setting::in_force::<HandoffPolicy>(tx)?;
        Ok(HandoffReport {
            from: span.from,
            before: span.before,
            all: found.all.into(),
            reasons: found
                .reasons
                .into_iter()
                .map(|(reason, line)| HandoffsOfReason {
                    name: reason_name(&policy, &reason),
                    reason,
                    counts: line.into(),
                })
                .collect(),
            teams: found
                .legs
                .into_iter()
                .map(|(leg, line)| HandoffsBetween {
                    from_team: team(leg.from),
                    to_team: team(leg.to),
                    counts: line.into(),
                })
                .collect(),
            more,
        })
    })
    .await
}

const HEAD: &[&str] = &[
    "offered_at",
    "ticket",
    "from_team",
    "to_team",
    "reason",
    "outcome",
    "ended_at",
    "seconds_to_end",
    "bounced",
];

/// The handoffs of a span as CSV, oldest first. The head is the same in every
/// language.
///
/// # Errors
/// As [`report`], `too_many_rows`.
pub async fn spreadsheet(app: &App, call: &Call, span: HandoffSpan) -> Result<String, AppError> {
    app.query(call, move |tx, cx| {
        let (rows, more) = rows(tx, cx, &span)?;
        if more {
            return Err(AppError::invalid(
                "too_many_rows",
                "from",
                format!("at most {HANDOFFS_MAX} rows; choose fewer days"),
            ));
        }
        let names = team_names(tx, &rows)?;
        let policy = setting::in_force::<HandoffPolicy>(tx)?;
        let team = |id: Option<TeamId>| {
            Field::text(
                id.and_then(|id| names.get(&id).cloned())
                    .unwrap_or_default(),
            )
        };
        Ok(csv(
            HEAD,
            rows.iter().map(|h| {
                let ended = h.ended_at.map(Instant::to_rfc3339_seconds);
                let seconds = h
                    .ended_at
                    .map(|at| at.micros_since(h.offered_at) / MICROS_PER_SECOND);
                vec![
                    Field::text(h.offered_at.to_rfc3339_seconds()),
                    Field::number(h.ticket_number),
                    team(h.from_team_id),
                    team(h.to_team_id),
                    Field::text(reason_name(&policy, &h.reason)),
                    Field::text(h.outcome.as_deref().unwrap_or("open")),
                    Field::text(ended.unwrap_or_default()),
                    Field::text(seconds.map(|s| s.to_string()).unwrap_or_default()),
                    Field::text(if h.bounced { "yes" } else { "no" }),
                ]
            }),
        ))
    })
    .await
}

fn rows(
    tx: &mut surety_store::Tx<'_>,
    cx: &Cx<'_>,
    span: &HandoffSpan,
) -> Result<(Vec<handoffs::Handoff>, bool), AppError> {
    cx.require(Permission::TicketRead, &Subject::Desk)?;
    cx.require(Permission::ViewRead, &Subject::Desk)?;
    let longest = span.from.plus_seconds(SPAN_DAYS_MAX * SECONDS_PER_DAY);
    if span.before <= span.from || span.before > longest {
        return Err(AppError::invalid(
            "span_invalid",
            "before",
            format!("after from, and at most {SPAN_DAYS_MAX} days after it"),
        ));
    }
    let reach = ticket_reach(cx.actor);
    let mut rows = handoffs::of_span(tx, &reach, span.from, span.before, HANDOFFS_MAX + 1)?;
    let most = usize::try_from(HANDOFFS_MAX).unwrap_or(usize::MAX);
    let more = rows.len() > most;
    rows.truncate(most);
    Ok((rows, more))
}

fn given(h: &handoffs::Handoff) -> Given {
    Given {
        offered_at: h.offered_at,
        from: Holder {
            team: h.from_team_id,
            user: h.from_user_id,
        },
        to: Holder {
            team: h.to_team_id,
            user: h.to_user_id,
        },
        reason: h.reason.clone(),
        ended: h.outcome.as_deref().and_then(Outcome::read).zip(h.ended_at),
        bounced: h.bounced,
    }
}

fn team_names(
    tx: &mut surety_store::Tx<'_>,
    rows: &[handoffs::Handoff],
) -> Result<HashMap<TeamId, String>, AppError> {
    let ids: std::collections::BTreeSet<TeamId> = rows
        .iter()
        .flat_map(|h| [h.from_team_id, h.to_team_id])
        .flatten()
        .collect();
    let ids: Vec<TeamId> = ids.into_iter().collect();
    let found = teams::get_all(tx, &ids)?;
    Ok(found.into_iter().map(|t| (t.id, t.name)).collect())
}

/// The name of a reason now, also of one put away; of one that is gone its key.
fn reason_name(policy: &HandoffPolicy, key: &str) -> String {
    policy
        .reasons
        .iter()
        .find(|r| r.key == key)
        .map_or_else(|| key.to_owned(), |r| r.name.clone())
}
