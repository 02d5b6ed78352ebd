//! The answers to an offer: accept, decline, take back, or none in time.
//!
//! Each takes the ticket's row first and looks whether the offer still stands,
//! so of several at once, on whatever nodes, one wins and the others are told.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::json;
use surety_domain::handoff::{
    Cause, Ended, HandoffError, Holder, Open, Outcome, check_word, open_after,
};
use surety_domain::ids::{TicketId, UserId};
use surety_domain::permission::{Actor, ActorKind, Permission, Subject, TicketSubject};
use surety_domain::ticket::{EventActor, TicketEvent};
use surety_store::Tx;
use utoipa::ToSchema;

use super::offer::{in_use, receivers};
use super::standing::Watch;
use crate::core::{App, Call, Cx};
use crate::error::AppError;
use crate::texts;
use crate::tickets::key::TicketKey;
use crate::tickets::view::TicketView;
use crate::tickets::work::{Work, subject_of};
use crate::tickets::{escalated, read, timer};

/// Who gets a ticket that is accepted.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({"take": true}))]
pub struct AcceptInput {
    /// Whether whoever accepts owns it. Else it is the team's: routing gives it
    /// out where the team has it, and somebody takes it where not. An offer to
    /// an agent by name is always taken.
    pub take: bool,
}

impl Default for AcceptInput {
    fn default() -> Self {
        Self { take: true }
    }
}

/// Why an offer is declined.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reason": "The fault is in the network; ask the network team."}))]
pub struct DeclineInput {
    /// In at most 2,000 characters.
    pub reason: String,
}

/// Why an offer is taken back.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({"reason": "Solved it ourselves."}))]
pub struct TakeBackInput {
    /// In at most 2,000 characters; it need not be said.
    pub reason: Option<String>,
}

fn refused(e: HandoffError) -> AppError {
    match e.field() {
        Some(field) => AppError::invalid(e.code(), field, e.to_string()),
        None => AppError::conflict(e.code(), e.to_string()),
    }
}

/// Whether an offer is this caller's to answer.
pub(super) fn receives(actor: &Actor, to: Holder) -> bool {
    match to.user {
        Some(user) => actor.user == Some(user),
        None => to.team.is_some_and(|team| actor.teams.contains(&team)),
    }
}

/// Takes a ticket for the answer of those to whom it is offered.
fn taken(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    key: TicketKey,
    if_version: Option<i64>,
) -> Result<(Work, Open), AppError> {
    let work = Work::take(tx, cx, key, Permission::TicketRead, if_version)?;
    // Whether it is offered at all is for those who work at the desk.
    if cx.actor.kind == ActorKind::Customer {
        return Err(AppError::Denied(Permission::TicketUpdate.as_str()));
    }
    cx.require(Permission::TicketUpdate, &Subject::Desk)?;
    let open = open_after(&work.history).ok_or_else(|| refused(HandoffError::NoOffer))?;
    if !receives(cx.actor, open.offered.to) {
        return Err(refused(HandoffError::NotYours));
    }
    // Once it is theirs they must be able to work on it.
    let to = open.offered.to;
    cx.require(
        Permission::TicketUpdate,
        &Subject::Ticket(TicketSubject {
            assignee: cx.actor.user,
            team: to.team.or(work.ticket.team_id),
            ..subject_of(&work.ticket)
        }),
    )?;
    Ok((work, open))
}

/// Accepts an offer: the ticket goes to the team, and to whoever accepts.
///
/// # Errors
/// `NotFound`, `Denied`, `Stale`, `no_handoff`, `handoff_not_yours`,
/// `team_not_found` when the team was put away, or the store's.
pub async fn accept(
    app: &App,
    call: &Call,
    key: TicketKey,
    input: AcceptInput,
    if_version: Option<i64>,
) -> Result<TicketView, AppError> {
    app.command(call, move |tx, cx| {
        let (mut work, open) = taken(tx, cx, key, if_version)?;
        let cx = &cx.not_before(work.at());
        let to = open.offered.to;
        ended(cx, &mut work, &open, Outcome::Accepted, None);
        tell(tx, cx, &work, &open, Outcome::Accepted, None, false)?;
        // Asked by name they take it, also when the team that came with them is gone.
        if let Some(team) = to.team
            && (to.user.is_none() || in_use(tx, team)?)
        {
            work.set_team(tx, cx, to.team)?;
        }
        let owner = cx.actor.user.filter(|_| input.take || to.user.is_some());
        work.owner_named |= owner.is_some();
        work.set_assignee(tx, cx, owner)?;
        if open.offered.tell_customer {
            let text = texts::handed_over_to_customer(&work.ticket.locale, work.ticket.number);
            work.announce(cx, "handed_over", text)?;
        }
        done(tx, cx, work, &open, Outcome::Accepted)
    })
    .await
}

/// Declines an offer, with a reason: the ticket stays with whom it is.
///
/// # Errors
/// As [`accept`], `reason_missing`, `reason_too_long`.
pub async fn decline(
    app: &App,
    call: &Call,
    key: TicketKey,
    input: DeclineInput,
    if_version: Option<i64>,
) -> Result<TicketView, AppError> {
    app.command(call, move |tx, cx| {
        let (mut work, open) = taken(tx, cx, key, if_version)?;
        let cx = &cx.not_before(work.at());
        let reason = check_word(&input.reason).map_err(refused)?;
        ended(cx, &mut work, &open, Outcome::Declined, Some(reason));
        tell(tx, cx, &work, &open, Outcome::Declined, Some(reason), false)?;
        done(tx, cx, work, &open, Outcome::Declined)
    })
    .await
}

/// Takes an offer back that nobody has answered.
///
/// # Errors
/// `NotFound`, `Denied`, `Stale`, `no_handoff`, `reason_too_long`, or the store's.
pub async fn take_back(
    app: &App,
    call: &Call,
    key: TicketKey,
    input: TakeBackInput,
    if_version: Option<i64>,
) -> Result<TicketView, AppError> {
    app.command(call, move |tx, cx| {
        let mut work = Work::take(tx, cx, key, Permission::TicketAssign, if_version)?;
        let cx = &cx.not_before(work.at());
        let open = open_after(&work.history).ok_or_else(|| refused(HandoffError::NoOffer))?;
        let reason = match input.reason.as_deref().map(str::trim) {
            Some("") | None => None,
            Some(reason) => Some(check_word(reason).map_err(refused)?),
        };
        ended(cx, &mut work, &open, Outcome::TakenBack, reason);
        tell(tx, cx, &work, &open, Outcome::TakenBack, reason, true)?;
        done(tx, cx, work, &open, Outcome::TakenBack)
    })
    .await
}

/// The end of an offer's time has come: it goes back, and both sides are told.
///
/// # Errors
/// As the store reports.
pub fn look(tx: &mut Tx<'_>, cx: &Cx<'_>, ticket: TicketId) -> Result<(), AppError> {
    let Some(mut work) = timer::take(tx, cx, ticket, "handoff_timer")? else {
        return Ok(());
    };
    let cx = &cx.not_before(work.at());
    let Some(open) = open_after(&work.history) else {
        return Ok(());
    };
    if receivers(tx, &work, open.offered.to)?.is_empty() {
        superseded(tx, cx, &mut work, &open, Cause::ReceiverGone)?;
        work.finish(tx, cx, "handoff")?;
        return Ok(());
    }
    if open.offered.due_at > work.at() {
        return Watch::for_offer(&open).arm(tx, cx, ticket);
    }
    ended(cx, &mut work, &open, Outcome::TimedOut, None);
    tell(tx, cx, &work, &open, Outcome::TimedOut, None, true)?;
    work.finish(tx, cx, "handoff")?;
    Ok(())
}

/// Ends an offer because something else was decided, and tells both sides.
///
/// # Errors
/// As the store reports.
pub(super) fn superseded(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    work: &mut Work,
    open: &Open,
    cause: Cause,
) -> Result<(), AppError> {
    work.happened(
        cx,
        TicketEvent::HandoffEnded(Ended {
            offer: open.seq,
            outcome: Outcome::Superseded,
            reason: None,
            cause: Some(cause),
        }),
    );
    let word = Some(cause.as_str());
    tell(tx, cx, work, open, Outcome::Superseded, word, true)
}

fn ended(cx: &Cx<'_>, work: &mut Work, open: &Open, outcome: Outcome, reason: Option<&str>) {
    work.happened(
        cx,
        TicketEvent::HandoffEnded(Ended {
            offer: open.seq,
            outcome,
            reason: reason.map(str::to_owned),
            cause: None,
        }),
    );
}

/// Tells the offering side, and with `both` those who were asked. The row still
/// says to whom it is offered, so that they may be told.
fn tell(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    work: &Work,
    open: &Open,
    outcome: Outcome,
    reason: Option<&str>,
    both: bool,
) -> Result<(), AppError> {
    let mut people = offerers(tx, open)?;
    if both {
        people.extend(asked(tx, open)?);
    }
    let data = json!({ "outcome": outcome.as_str(), "reason": reason });
    let kind = format!("handoff_{}", outcome.as_str());
    escalated::tell(tx, cx, work, &kind, &open.seq.to_string(), people, &data)
}

/// Whoever made the offer and whoever has the ticket, else its team.
fn offerers(tx: &mut Tx<'_>, open: &Open) -> Result<BTreeSet<UserId>, AppError> {
    let mut people = BTreeSet::new();
    if let EventActor::Agent { user, .. } = &open.by {
        people.insert(*user);
    }
    match open.offered.from.user {
        Some(owner) => people.extend([owner]),
        None if people.is_empty() => {
            people.extend(escalated::members(tx, open.offered.from.team)?);
        }
        None => {}
    }
    Ok(people)
}

fn asked(tx: &mut Tx<'_>, open: &Open) -> Result<Vec<UserId>, AppError> {
    Ok(match open.offered.to.user {
        Some(user) => vec![user],
        None => escalated::members(tx, open.offered.to.team)?,
    })
}

fn done(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    work: Work,
    open: &Open,
    outcome: Outcome,
) -> Result<TicketView, AppError> {
    cx.audit(
        tx,
        &format!("ticket.handoff_{}", outcome.as_str()),
        "ticket",
        &work.ticket.id.to_string(),
        &json!({ "offer": open.seq, "to": open.offered.to }),
    )?;
    // Whoever declines what is others' work may read it no longer: the answer
    // is what they saw last.
    let done = work.finish(tx, cx, "handoff")?;
    read::view_of(tx, cx, done)
}
