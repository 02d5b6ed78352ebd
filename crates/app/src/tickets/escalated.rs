//! How a ticket stands escalated: kept beside its row as a cache of its
//! events, shown, and watched until its next update.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use surety_domain::escalation::{Escalation, HandFacts, escalation_after};
use surety_domain::ids::{NotificationId, TeamId, TicketId, UserId};
use surety_domain::permission::{ActorKind, Permission, Subject, permits};
use surety_domain::ticket::{EventActor, TicketEvent, TimelineEvent};
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::{agents, names, notifications, teams, tickets, users};

use super::timer;
use super::view::{ActorView, EscalatedBadge, EscalationView, Named};
use super::work::{Work, subject_of};
use crate::core::Cx;
use crate::error::AppError;
use crate::identity::principal;
use crate::jobs::{self, Kind};

/// What is to be watched after a change.
#[derive(Debug, Clone, Copy)]
#[must_use = "the timer is to be set with the change"]
pub struct Watch {
    touched: bool,
    look_at: Option<Instant>,
}

/// Puts what the history says into the ticket's row.
///
/// # Errors
/// `Internal` when it does not write as JSON.
pub fn settle(ticket: &mut tickets::Ticket, history: &[TimelineEvent]) -> Result<Watch, AppError> {
    let standing = escalation_after(history);
    let touched = standing.is_some() || ticket.escalation.is_some();
    let look_at = standing.as_ref().and_then(Escalation::look_at);
    ticket.escalation = standing
        .map(|e| serde_json::to_string(&e))
        .transpose()
        .map_err(|e| AppError::Internal(e.to_string()))?;
    Ok(Watch { touched, look_at })
}

impl Watch {
    /// Sets or takes away the timer of the next update.
    ///
    /// # Errors
    /// As the store reports.
    pub fn arm(self, tx: &mut Tx<'_>, cx: &Cx<'_>, ticket: TicketId) -> Result<(), AppError> {
        if !self.touched {
            return Ok(());
        }
        let payload = json!({ "ticket": ticket });
        let subject = ticket.to_string();
        jobs::set_timer(
            tx,
            cx,
            Kind::EscalationUpdate,
            &subject,
            &payload,
            self.look_at,
        )
    }
}

/// Sets the timer of the next update of a ticket that has lost it.
///
/// # Errors
/// As the store reports.
pub(crate) fn watch_again(tx: &mut Tx<'_>, cx: &Cx<'_>, id: TicketId) -> Result<bool, AppError> {
    let Some(ticket) = tickets::lock(tx, id)? else {
        return Ok(false);
    };
    let look_at = read(ticket.escalation.as_deref())?.and_then(|e| e.look_at());
    let watch = Watch {
        touched: look_at.is_some(),
        look_at,
    };
    watch.arm(tx, cx, id)?;
    Ok(look_at.is_some())
}

/// Reads what a row keeps.
///
/// # Errors
/// `Internal` when it does not read: a damaged row.
pub fn read(kept: Option<&str>) -> Result<Option<Escalation>, AppError> {
    kept.map(serde_json::from_str)
        .transpose()
        .map_err(|e| AppError::Internal(format!("a stored escalation: {e}")))
}

/// As lists show it.
pub fn badge(standing: &Escalation) -> EscalatedBadge {
    EscalatedBadge {
        level: standing.reached.level,
        path: standing.reached.path.as_str().into(),
        next_update_at: standing.reached.next_update_at,
    }
}

/// As the ticket's page shows it. Customers see it where they know of it, and
/// neither who it went to nor what colleagues wrote.
///
/// # Errors
/// As the store reports.
pub fn view(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    ticket: &tickets::Ticket,
) -> Result<Option<EscalationView>, AppError> {
    let Some(standing) = read(ticket.escalation.as_deref())? else {
        return Ok(None);
    };
    let inside = cx.actor.kind != ActorKind::Customer;
    let reached = &standing.reached;
    if !inside && !reached.customer_knows {
        return Ok(None);
    }
    let (kind, by) = match &standing.by {
        EventActor::System { by } => ("system", by.clone()),
        EventActor::Agent { user, .. } => ("agent", user.to_string()),
        EventActor::Customer { contact } => ("customer", contact.to_string()),
    };
    let from_customer = kind == "customer";
    let mut ids: Vec<String> = vec![by.clone()];
    if inside {
        ids.extend(reached.team.map(|t| t.to_string()));
        ids.extend(reached.people.iter().map(ToString::to_string));
    }
    let names = names::of_any(tx, &ids)?;
    let named = |id: String| Named {
        name: names.get(&id).cloned().unwrap_or_default(),
        id,
    };
    Ok(Some(EscalationView {
        level: reached.level,
        path: reached.path.as_str().into(),
        team: reached
            .team
            .filter(|_| inside)
            .map(|t| named(t.to_string())),
        people: reached
            .people
            .iter()
            .filter(|_| inside)
            .map(|p| named(p.to_string()))
            .collect(),
        since: standing.since,
        by: ActorView {
            kind: kind.into(),
            name: names.get(&by).cloned(),
            id: Some(by),
            address: None,
        },
        reason: standing.reason.clone().filter(|_| inside || from_customer),
        next_update_at: reached.next_update_at,
        update_missed: standing.update_missed,
        customer_knows: reached.customer_knows,
    }))
}

/// What an escalation is decided by.
///
/// # Errors
/// As the store reports.
pub fn facts(tx: &mut Tx<'_>, work: &Work) -> Result<HandFacts, AppError> {
    let ticket = &work.ticket;
    let standing = escalation_after(&work.history);
    Ok(HandFacts {
        is_open: ticket.is_open,
        priority: work.priority()?,
        team: ticket.team_id,
        assignee: ticket.assignee_id,
        next_tier: teams::above(tx, ticket.tier)?,
        level: standing.as_ref().map_or(0, |e| e.reached.level),
        customer_knows: standing.is_some_and(|e| e.reached.customer_knows),
        now: work.at(),
    })
}

/// The members of a team.
///
/// # Errors
/// As the store reports.
pub fn members(tx: &mut Tx<'_>, team: Option<TeamId>) -> Result<Vec<UserId>, AppError> {
    let Some(team) = team else {
        return Ok(Vec::new());
    };
    Ok(teams::members(tx, &[team])?
        .remove(&team)
        .unwrap_or_default())
}

/// Those above the owner of a ticket, else above its team, so many levels up.
///
/// # Errors
/// As the store reports.
pub fn managers(
    tx: &mut Tx<'_>,
    ticket: &tickets::Ticket,
    levels: usize,
) -> Result<BTreeSet<UserId>, AppError> {
    let below = match ticket.assignee_id {
        Some(agent) => vec![agent],
        None => members(tx, ticket.team_id)?,
    };
    let mut people = BTreeSet::new();
    for agent in below {
        people.extend(agents::managers(tx, agent, levels)?);
    }
    Ok(people)
}

/// Those of `people` who are in service and may read the ticket.
///
/// # Errors
/// As the store reports.
pub fn readers(
    tx: &mut Tx<'_>,
    ticket: &tickets::Ticket,
    people: BTreeSet<UserId>,
) -> Result<Vec<UserId>, AppError> {
    let subject = Subject::Ticket(subject_of(ticket));
    let mut found = Vec::new();
    for user in agents::in_use(tx, &people.into_iter().collect::<Vec<_>>())? {
        let reads = principal::actor_of(tx, user)?
            .is_some_and(|actor| permits(&actor, Permission::TicketRead, &subject).is_allowed());
        if reads {
            found.push(user);
        } else {
            tracing::warn!(%user, ticket = ticket.number, "an escalation names somebody who may not read the ticket");
        }
    }
    Ok(found)
}

/// Everybody with a built-in role.
///
/// # Errors
/// As the store reports.
pub fn of_role(tx: &mut Tx<'_>, builtin: &str) -> Result<Vec<UserId>, AppError> {
    Ok(match users::builtin_role(tx, builtin)? {
        Some(role) => agents::of_role(tx, role)?,
        None => Vec::new(),
    })
}

/// Tells those of `people` who may read the ticket, each once for a `key`;
/// whoever does it needs no notice of it.
///
/// # Errors
/// As the store reports.
pub fn tell(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    work: &Work,
    kind: &str,
    key: &str,
    people: BTreeSet<UserId>,
    data: &Value,
) -> Result<(), AppError> {
    let ticket = &work.ticket;
    let mut facts = json!({ "number": ticket.number, "subject": ticket.subject });
    for (name, value) in data.as_object().into_iter().flatten() {
        facts[name] = value.clone();
    }
    for user in readers(tx, ticket, people)? {
        if cx.actor.user == Some(user) {
            continue;
        }
        let notice = notifications::Notification {
            id: cx.new_id(NotificationId::new),
            ticket_id: Some(ticket.id),
            kind: kind.into(),
            data: facts.to_string(),
            at: cx.now,
            read_at: None,
        };
        notifications::insert(
            tx,
            &format!("{kind}:{}:{key}:{user}", ticket.id),
            user,
            &notice,
        )?;
    }
    Ok(())
}

/// Who answers for an escalated ticket: those it went to and its owner, else
/// its team.
///
/// # Errors
/// As the store reports.
pub fn answerable(
    tx: &mut Tx<'_>,
    ticket: &tickets::Ticket,
    standing: &Escalation,
) -> Result<BTreeSet<UserId>, AppError> {
    let mut people: BTreeSet<UserId> = standing.reached.people.iter().copied().collect();
    if people.is_empty() {
        people.extend(members(tx, standing.reached.team)?);
    }
    match ticket.assignee_id {
        Some(owner) => people.extend([owner]),
        None => people.extend(members(tx, ticket.team_id)?),
    }
    Ok(people)
}

/// Tells those who answer for a ticket that its update is due, once.
///
/// # Errors
/// As the store reports.
pub fn look(tx: &mut Tx<'_>, cx: &Cx<'_>, ticket: TicketId) -> Result<(), AppError> {
    let Some(mut work) = timer::take(tx, cx, ticket, "escalation_timer")? else {
        return Ok(());
    };
    let cx = &cx.not_before(work.at());
    let Some(standing) = escalation_after(&work.history) else {
        return Ok(());
    };
    let Some(due_at) = standing.look_at() else {
        return Ok(());
    };
    if due_at > work.at() {
        // Moved meanwhile: the timer comes again.
        return Watch {
            touched: true,
            look_at: Some(due_at),
        }
        .arm(tx, cx, ticket);
    }
    work.happened(cx, TicketEvent::EscalationUpdateMissed { due_at });
    let people = answerable(tx, &work.ticket, &standing)?;
    let data = json!({ "due_at": due_at, "level": standing.reached.level });
    tell(
        tx,
        cx,
        &work,
        "escalation_update_due",
        &due_at.0.to_string(),
        people,
        &data,
    )?;
    work.finish(tx, cx, "escalation_update")?;
    Ok(())
}
