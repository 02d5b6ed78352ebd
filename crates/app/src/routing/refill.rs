//! What waits goes to whoever becomes free.
//!
//! One timer a team. Whatever may give somebody room sets it to now; it gives
//! out what can be given, one ticket a transaction, and sets itself to the next
//! instant at which something changes by itself: an absence that ends, hours
//! that begin. Nothing looks at all open tickets.

use std::collections::BTreeSet;

use serde_json::json;
use surety_domain::ids::{TeamId, TicketId, UserId};
use surety_domain::routing::{Facts, RoutingPolicy, Waiting, next_change, queue_order, route};
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::jobs::Job;
use surety_store::records::routing as records;

use super::decide::{About, facts};
use super::work::{decide, is_ready, waits};
use crate::core::{App, Call, Cx};
use crate::error::AppError;
use crate::jobs::{self, Kind, end_in};
use crate::setting;
use crate::tickets::timer;

/// Tickets that one run gives out at most; what is left comes in the next run.
pub const GIVEN_AT_ONCE: usize = 20;
/// Waiting tickets of one product, type, plan and priority that a look sees,
/// the first in their order: those that one run may try, and the next.
const OF_EACH: i64 = GIVEN_AT_ONCE as i64 + 1;

#[derive(serde::Deserialize)]
struct Payload {
    team: TeamId,
}

/// Has what waits in a team looked at now.
///
/// # Errors
/// As the store reports.
pub(crate) fn soon(tx: &mut Tx<'_>, cx: &Cx<'_>, team: TeamId) -> Result<(), AppError> {
    at(tx, cx, team, Some(cx.now))
}

/// Whether what waits in a team is being looked at, or is to be now.
///
/// # Errors
/// As the store reports.
pub(super) fn is_due(tx: &mut Tx<'_>, cx: &Cx<'_>, team: TeamId) -> Result<bool, AppError> {
    jobs::timer_due(tx, cx, Kind::RoutingRefill, &team.to_string())
}

fn at(tx: &mut Tx<'_>, cx: &Cx<'_>, team: TeamId, when: Option<Instant>) -> Result<(), AppError> {
    let payload = json!({ "team": team });
    jobs::set_timer(
        tx,
        cx,
        Kind::RoutingRefill,
        &team.to_string(),
        &payload,
        when,
    )
}

/// Has what waits in the teams of somebody looked at now.
///
/// # Errors
/// As the store reports.
pub(crate) fn of_agent(tx: &mut Tx<'_>, cx: &Cx<'_>, agent: UserId) -> Result<(), AppError> {
    for team in records::teams_waiting_for(tx, agent)? {
        soon(tx, cx, team)?;
    }
    Ok(())
}

/// Has what waits anywhere looked at now: people, rights or hours have changed,
/// or the reconciler sees to what two changes of one moment did not see of each
/// other.
///
/// # Errors
/// As the store reports.
pub(crate) fn everywhere(tx: &mut Tx<'_>, cx: &Cx<'_>) -> Result<(), AppError> {
    let policy = setting::in_force::<RoutingPolicy>(tx)?;
    for team in records::teams_waiting(tx)? {
        if policy.of_team(team).is_some() {
            soon(tx, cx, team)?;
        }
    }
    Ok(())
}

/// What there is to give out in a team now.
struct Outlook {
    /// The next ticket that somebody could take.
    next: Option<TicketId>,
    /// When something changes by itself.
    change: Option<Instant>,
}

fn outlook(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    team: TeamId,
    tried: &BTreeSet<TicketId>,
) -> Result<Outlook, AppError> {
    let none = Outlook {
        next: None,
        change: None,
    };
    let policy = setting::in_force::<RoutingPolicy>(tx)?;
    let Some(rule) = policy.of_team(team) else {
        return Ok(none);
    };
    let rows = records::waiting(tx, team, OF_EACH)?;
    if rows.is_empty() {
        return Ok(none);
    }
    let people = facts(tx, cx, &policy, team, &About::default())?;
    let mut queue: Vec<_> = rows
        .into_iter()
        .map(|row| {
            let place = Waiting {
                ticket: row.id,
                plan_rank: policy.rank(row.plan_id),
                priority_rank: row.priority_rank,
                due: row.due,
                since: row.since,
            };
            let required = policy.required(row.product_id, row.type_id, row.plan_id);
            (place, required)
        })
        .collect();
    queue.sort_by(|(a, _), (b, _)| queue_order(a, b));
    let mut known: Vec<(Vec<_>, bool)> = Vec::new();
    let mut next = None;
    for (place, required) in queue {
        if tried.contains(&place.ticket) {
            continue;
        }
        let possible = match known.iter().find(|(r, _)| *r == required) {
            Some((_, possible)) => *possible,
            None => {
                let facts = Facts {
                    required: required.clone(),
                    candidates: people.candidates.clone(),
                };
                let possible = route(rule, &facts, cx.now).agent.is_some();
                known.push((required, possible));
                possible
            }
        };
        if possible {
            next = Some(place.ticket);
            break;
        }
    }
    Ok(Outlook {
        next,
        change: next_change(&people, cx.now),
    })
}

/// Gives out the next ticket of a team; says which one it tried, and whether
/// the queue is shorter now.
fn give_one(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    team: TeamId,
    tried: &BTreeSet<TicketId>,
) -> Result<Option<(TicketId, bool)>, AppError> {
    let Some(id) = outlook(tx, cx, team, tried)?.next else {
        return Ok(None);
    };
    let given = match tx.attempt(|tx| give(tx, cx, team, id)) {
        Ok(given) => given,
        // One damaged ticket keeps nobody else waiting. What ends the whole
        // transaction, a collision for instance, is met again at its commit.
        Err(error) => {
            tracing::error!(ticket = %id, %error, "a ticket that waits cannot be given out");
            false
        }
    };
    Ok(Some((id, given)))
}

/// Gives out this ticket, if it still waits; whether the queue is shorter now.
fn give(tx: &mut Tx<'_>, cx: &Cx<'_>, team: TeamId, id: TicketId) -> Result<bool, AppError> {
    let Some(mut work) = timer::take(tx, cx, id, "routing")? else {
        return Ok(false);
    };
    // Offered meanwhile: it keeps its place.
    if work.ticket.handoff.is_some() {
        return Ok(false);
    }
    // Another node, or a person, may have been faster.
    let still = is_ready(&work.ticket)
        && work.ticket.team_id == Some(team)
        && work.ticket.assignee_id.is_none()
        && waits(&work.history);
    if !still {
        records::leave(tx, id)?;
        return Ok(true);
    }
    let decision = decide(tx, cx, &work.ticket, team, work.at(), true)?;
    if decision.is_some_and(|d| d.agent.is_some()) {
        // Nothing can come between: the team's rows are held. `finish` decides.
        work.its_turn = true;
        work.finish(tx, cx, "routed")?;
        return Ok(true);
    }
    Ok(false)
}

/// A team's timer has come.
///
/// # Errors
/// `lease_lost` when another node has the job, or the store's.
pub async fn on_job(app: &App, job: &Job) -> Result<(), AppError> {
    let payload: Payload = serde_json::from_str(&job.payload)
        .map_err(|e| AppError::Internal(format!("a timer's payload: {e}")))?;
    let team = payload.team;
    let mut tried = BTreeSet::new();
    let mut shorter = false;
    while tried.len() < GIVEN_AT_ONCE {
        let seen = tried.clone();
        let given = app
            .command(&Call::system(), move |tx, cx| give_one(tx, cx, team, &seen))
            .await?;
        let Some((id, given)) = given else {
            break;
        };
        tried.insert(id);
        shorter |= given;
    }
    let job = job.clone();
    app.command(&Call::system(), move |tx, cx| {
        // The timer's row first: whoever frees somebody from here on waits for
        // this transaction and sets it anew, whoever did before is seen below.
        soon(tx, cx, team)?;
        let outlook = outlook(tx, cx, team, &tried)?;
        // A run that could give out nothing is not begun again at once.
        if outlook.next.is_none() || !shorter {
            at(tx, cx, team, outlook.change)?;
        }
        end_in(tx, &job)
    })
    .await
}
