//! How a ticket stands offered: kept beside its row as a cache of its events,
//! shown, and watched until its time is over. Whatever else decides about the
//! ticket ends the offer here, in the same change.

use serde::{Deserialize, Serialize};
use serde_json::json;
use surety_domain::handoff::{
    Cause, HandoffPolicy, Open, Outcome, bounces, open_after, superseded,
};
use surety_domain::ids::{TeamId, TicketId, UserId};
use surety_domain::permission::{ActorKind, Permission, Subject};
use surety_domain::ticket::{EventActor, TicketEvent, TimelineEvent};
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::{handoffs, names, tickets};
use utoipa::ToSchema;

use super::answer::{self, receives};
use super::offer::HandoffNote;
use crate::core::Cx;
use crate::error::AppError;
use crate::jobs::{self, Kind};
use crate::setting;
use crate::tickets::escalated;
use crate::tickets::events::read_history;
use crate::tickets::view::{ActorView, Named};
use crate::tickets::work::{Work, subject_of};

/// That a ticket is offered, as lists show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OfferedBadge {
    /// To which team.
    #[schema(value_type = Option<String>)]
    pub team_id: Option<TeamId>,
    /// To which agent; null: anybody of the team.
    #[schema(value_type = Option<String>)]
    pub user_id: Option<UserId>,
    /// When it goes back unless somebody answers.
    #[schema(value_type = String, format = DateTime)]
    pub due_at: Instant,
}

/// An offer that nobody has answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HandoffView {
    /// The sequence number of its event.
    pub offer: i64,
    /// The team that has the ticket.
    pub from_team: Option<Named>,
    /// The agent who has it.
    pub from_user: Option<Named>,
    /// The team that is asked.
    pub to_team: Option<Named>,
    /// The agent who is asked; null: anybody of the team.
    pub to_user: Option<Named>,
    /// The key of the reason.
    pub reason: String,
    /// What the reason was called when it was offered.
    pub reason_name: String,
    /// What they have to know; null to whoever may not read internal notes.
    pub note: Option<HandoffNote>,
    /// Who made the offer.
    pub by: ActorView,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub offered_at: Instant,
    /// When it goes back unless somebody answers.
    #[schema(value_type = String, format = DateTime)]
    pub due_at: Instant,
    /// Whether the customer is told once it is accepted.
    pub tell_customer: bool,
    /// Whether the caller is asked.
    pub yours: bool,
}

/// What is to be watched after a change.
#[derive(Debug, Clone, Copy, Default)]
#[must_use = "the timer is to be set with the change"]
pub struct Watch {
    touched: bool,
    look_at: Option<Instant>,
}

impl Watch {
    /// The end of an offer's time.
    pub(super) const fn for_offer(open: &Open) -> Self {
        Self {
            touched: true,
            look_at: Some(open.offered.due_at),
        }
    }

    /// Sets or takes away the timer of the offer.
    ///
    /// # Errors
    /// As the store reports.
    pub fn arm(self, tx: &mut Tx<'_>, cx: &Cx<'_>, ticket: TicketId) -> Result<(), AppError> {
        if !self.touched {
            return Ok(());
        }
        let payload = json!({ "ticket": ticket });
        let subject = ticket.to_string();
        let kind = Kind::HandoffTimeout;
        jobs::set_timer(tx, cx, kind, &subject, &payload, self.look_at)
    }
}

/// Ends an offer that something else decided about, counts the ways back, and
/// puts what the history says into the ticket's row.
///
/// # Errors
/// As the store reports.
pub fn settle(tx: &mut Tx<'_>, cx: &Cx<'_>, work: &mut Work) -> Result<Watch, AppError> {
    let touched = work.ticket.handoff.is_some() || has_offer(work.news());
    if let Some(open) = touched.then(|| open_after(&work.history)).flatten() {
        let ended = !work.ticket.is_open;
        let cause = superseded(&open, &work.history).or(ended.then_some(Cause::Solved));
        if let Some(cause) = cause {
            answer::superseded(tx, cx, work, &open, cause)?;
        }
    }
    let came_back = came_back(tx, cx, work)?;
    for entry in work.news() {
        write(tx, &work.ticket, entry, came_back)?;
    }
    let open = keep(&mut work.ticket, &work.history)?;
    Ok(Watch {
        touched: touched || open.is_some(),
        look_at: open.map(|o| o.offered.due_at),
    })
}

fn has_offer(events: &[TimelineEvent]) -> bool {
    events
        .iter()
        .any(|e| matches!(e.event, TicketEvent::HandoffOffered(_)))
}

/// Puts the offer that stands into the ticket's row, and answers it.
///
/// # Errors
/// `Internal` when it does not write as JSON.
pub(super) fn keep(
    ticket: &mut tickets::Ticket,
    history: &[TimelineEvent],
) -> Result<Option<Open>, AppError> {
    // Most tickets are never offered, and most changes are no offers.
    let open = open_after(history);
    ticket.handoff = open
        .as_ref()
        .map(serde_json::to_string)
        .transpose()
        .map_err(|e| AppError::Internal(e.to_string()))?;
    ticket.offered_team_id = open.as_ref().and_then(|o| o.offered.to.team);
    ticket.offered_user_id = open.as_ref().and_then(|o| o.offered.to.user);
    Ok(open)
}

/// Writes what reports read.
fn write(
    tx: &mut Tx<'_>,
    ticket: &tickets::Ticket,
    entry: &TimelineEvent,
    came_back: bool,
) -> Result<(), AppError> {
    match &entry.event {
        TicketEvent::HandoffOffered(o) => handoffs::insert(
            tx,
            &handoffs::Handoff {
                ticket_id: ticket.id,
                ticket_number: ticket.number,
                seq: entry.seq,
                offered_at: entry.at,
                from_team_id: o.from.team,
                from_user_id: o.from.user,
                to_team_id: o.to.team,
                to_user_id: o.to.user,
                reason: o.reason.clone(),
                outcome: None,
                ended_at: None,
                bounced: false,
            },
        )?,
        TicketEvent::HandoffEnded(e) => {
            let bounced = came_back && e.outcome == Outcome::Accepted;
            let word = e.outcome.as_str();
            handoffs::end(tx, ticket.id, e.offer, word, entry.at, bounced)?;
        }
        _ => {}
    }
    Ok(())
}

/// Counts the ways back to a team that had it; whether this work brought one.
/// Past the desk's limit those above its owner are told of it, else the
/// supervisors, else the administrators.
fn came_back(tx: &mut Tx<'_>, cx: &Cx<'_>, work: &mut Work) -> Result<bool, AppError> {
    let found = bounces(&work.history);
    let count = u32::try_from(found.len()).unwrap_or(u32::MAX);
    work.ticket.bounces = i64::from(count);
    let now = work.news().first().map_or(i64::MAX, |first| first.seq);
    if found.last().is_none_or(|(seq, _)| *seq < now) {
        return Ok(false);
    }
    let limit = setting::in_force::<HandoffPolicy>(tx)?.bounce_limit;
    if count <= limit {
        return Ok(true);
    }
    let event = TicketEvent::BouncedTooOften {
        bounces: count,
        limit,
    };
    work.by_part("handoff", |work| work.happened(cx, event));
    let mut people = escalated::managers(tx, &work.ticket, 1)?;
    for role in ["supervisor", "administrator"] {
        if people.is_empty() {
            people = escalated::of_role(tx, role)?.into_iter().collect();
        }
    }
    let key = count.to_string();
    let data = json!({ "bounces": count, "limit": limit });
    escalated::tell(tx, cx, work, "bounced_too_often", &key, people, &data)?;
    Ok(true)
}

/// Reads what a row keeps.
///
/// # Errors
/// `Internal` when it does not read: a damaged row.
pub fn read(kept: Option<&str>) -> Result<Option<Open>, AppError> {
    kept.map(serde_json::from_str)
        .transpose()
        .map_err(|e| AppError::Internal(format!("a stored offer: {e}")))
}

/// Reads what a row keeps for people to look at: one that does not read takes
/// no list down, and is written anew by the reconciler.
pub fn readable(ticket: TicketId, kept: Option<&str>) -> Option<Open> {
    read(kept).unwrap_or_else(|reason| {
        tracing::error!(%ticket, %reason, "an offer does not read");
        None
    })
}

/// Has offers looked at now: whoever they were made to may be gone.
///
/// # Errors
/// As the store reports.
pub(crate) fn look_soon(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    offered: &[TicketId],
) -> Result<(), AppError> {
    for ticket in offered {
        let watch = Watch {
            touched: true,
            look_at: Some(cx.now),
        };
        watch.arm(tx, cx, *ticket)?;
    }
    Ok(())
}

/// Sets the timer of an offer that has lost it.
///
/// # Errors
/// As the store reports.
pub(crate) fn watch_again(tx: &mut Tx<'_>, cx: &Cx<'_>, id: TicketId) -> Result<bool, AppError> {
    let Some(mut ticket) = tickets::lock(tx, id)? else {
        return Ok(false);
    };
    let open = match read(ticket.handoff.as_deref()) {
        Ok(open) => open,
        Err(reason) => {
            // The history says all: the row is written anew from it.
            tracing::error!(ticket = %id, %reason, "an offer is read from the history again");
            let open = keep(&mut ticket, &read_history(tx, id)?)?;
            tickets::update(tx, &mut ticket)?;
            open
        }
    };
    let Some(open) = open else {
        return Ok(false);
    };
    Watch::for_offer(&open).arm(tx, cx, id)?;
    Ok(true)
}

/// As lists show it.
pub fn badge(open: &Open) -> OfferedBadge {
    OfferedBadge {
        team_id: open.offered.to.team,
        user_id: open.offered.to.user,
        due_at: open.offered.due_at,
    }
}

/// As the ticket's page shows it; customers see nothing of it.
///
/// # Errors
/// As the store reports.
pub fn view(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    ticket: &tickets::Ticket,
) -> Result<Option<HandoffView>, AppError> {
    if cx.actor.kind == ActorKind::Customer {
        return Ok(None);
    }
    let Some(open) = readable(ticket.id, ticket.handoff.as_deref()) else {
        return Ok(None);
    };
    let (kind, by) = match &open.by {
        EventActor::System { by } => ("system", by.clone()),
        EventActor::Agent { user, .. } => ("agent", user.to_string()),
        EventActor::Customer { contact } => ("customer", contact.to_string()),
    };
    let o = open.offered;
    let mut ids = vec![by.clone()];
    for holder in [o.from, o.to] {
        ids.extend(holder.team.map(|t| t.to_string()));
        ids.extend(holder.user.map(|u| u.to_string()));
    }
    let names = names::of_any(tx, &ids)?;
    let named = |id: Option<String>| {
        id.map(|id| Named {
            name: names.get(&id).cloned().unwrap_or_default(),
            id,
        })
    };
    let (team, user) = (
        |t: Option<TeamId>| named(t.map(|t| t.to_string())),
        |u: Option<UserId>| named(u.map(|u| u.to_string())),
    );
    Ok(Some(HandoffView {
        offer: open.seq,
        from_team: team(o.from.team),
        from_user: user(o.from.user),
        to_team: team(o.to.team),
        to_user: user(o.to.user),
        yours: receives(cx.actor, o.to),
        reason: o.reason,
        reason_name: o.reason_name,
        note: cx
            .may(
                Permission::InternalNoteRead,
                &Subject::InternalMessage(subject_of(ticket)),
            )
            .then(|| o.note.into()),
        by: ActorView {
            kind: kind.into(),
            name: names.get(&by).cloned(),
            id: Some(by),
            address: None,
        },
        offered_at: open.at,
        due_at: o.due_at,
        tell_customer: o.tell_customer,
    }))
}
