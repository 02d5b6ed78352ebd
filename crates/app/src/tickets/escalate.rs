//! A ticket's timer: fires the escalation steps that are due, each at most once.
//!
//! The timer carries no verdict. It replays the clocks from the ticket's
//! history and acts on what is true now, so an early, late, doubled or lost
//! wake-up is harmless. That a step has fired is a row with a unique key,
//! written in the transaction of its actions.

use std::collections::BTreeSet;

use serde_json::json;
use surety_domain::escalation::{
    Action, ESCALATED_TO_MAX, EscalationPath, Reached, Recipient, Step, next_level,
};
use surety_domain::ids::{TicketId, UserId};
use surety_domain::ticket::{Derivation, EscalationStep, TicketEvent};
use surety_store::Tx;
use surety_store::records::clocks::{Firing, fire};
use surety_store::records::{agents, teams, tickets};

use super::clocks::{Promise, overdue_steps};
use super::escalated;
use super::mutate::raised;
use super::status;
use super::timer;
use super::work::Work;
use crate::core::Cx;
use crate::error::AppError;
use crate::setting;
use crate::texts;
use surety_domain::escalation::EscalationPolicy;

/// Most managers that one notice goes up to.
pub const MANAGERS_MAX: usize = 1;

/// Fires what is due for a ticket now.
///
/// # Errors
/// As the store reports.
pub fn run(tx: &mut Tx<'_>, cx: &Cx<'_>, ticket: TicketId) -> Result<(), AppError> {
    let Some(mut work) = timer::take(tx, cx, ticket, "sla_timer")? else {
        return Ok(());
    };
    let cx = &cx.not_before(work.at());
    let promise = Promise::of(tx, cx, &work.history)?;
    let due: Vec<_> = {
        let clock = promise.clock(cx.now)?;
        overdue_steps(tx, &work.ticket, &clock, cx.now, false)?
            .into_iter()
            .map(|s| (s.due, s.step.clone()))
            .collect()
    };
    let mut fired = 0;
    for (due, step) in due {
        let firing = Firing {
            metric: due.metric.as_str().into(),
            cycle: i64::from(due.cycle),
            step: due.step.clone(),
            due_at: due.at,
            fired_at: cx.now,
        };
        if !first_time(tx, ticket, &firing)? {
            continue;
        }
        fired += 1;
        let reached = reached_by(tx, &work, &step)?;
        work.happened(
            cx,
            TicketEvent::Escalated(EscalationStep {
                metric: firing.metric.clone(),
                cycle: due.cycle,
                step: due.step.clone(),
                actions: step.actions.iter().map(action_word).collect(),
                reached,
            }),
        );
        for action in &step.actions {
            act(tx, cx, &mut work, &due.key(), action)?;
        }
    }
    work.finish(tx, cx, if fired > 0 { "escalated" } else { "clock" })?;
    Ok(())
}

/// Whether a step has not fired before; it has from now on.
fn first_time(tx: &mut Tx<'_>, ticket: TicketId, firing: &Firing) -> Result<bool, AppError> {
    #[cfg(feature = "testing")]
    if crate::fakes::sabotage::firings_are_lost() {
        return Ok(true);
    }
    Ok(fire(tx, ticket, firing)?)
}

/// The word of an action, as events and the API show it.
pub(crate) fn action_word(action: &Action) -> String {
    match action {
        Action::Notify { .. } => "notify",
        Action::Reassign { .. } => "reassign",
        Action::RaisePriority => "raise_priority",
        Action::SetPriority { .. } => "set_priority",
        Action::Tag { .. } => "tag",
        Action::SetStatus { .. } => "set_status",
    }
    .to_owned()
}

fn act(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    work: &mut Work,
    key: &str,
    action: &Action,
) -> Result<(), AppError> {
    // What a step names may be gone since its SLA was written: the step still
    // fires and the rest of it is done.
    match action {
        Action::Notify {
            recipient: Recipient::Customer,
        } => tell_customer(cx, work)?,
        Action::Notify { recipient } => notify(tx, cx, work, key, recipient)?,
        Action::Reassign { team, user } => {
            let given = match team {
                Some(_) => skip_if_gone(work.set_team(tx, cx, *team))?,
                None => false,
            };
            // A team that is gone takes the ticket from nobody.
            if user.is_some() || given {
                skip_if_gone(work.set_assignee(tx, cx, *user))?;
            }
        }
        Action::RaisePriority => {
            let to = raised(work.priority()?);
            work.set_priority(cx, Some(to), Derivation::Chosen)?;
        }
        Action::SetPriority { priority } => {
            work.set_priority(cx, Some(*priority), Derivation::Chosen)?;
        }
        Action::Tag { tag } => {
            skip_if_gone(work.add_tag(tx, cx, tag))?;
        }
        Action::SetStatus { status: to } => {
            skip_if_gone(status::go_to(tx, cx, work, *to, Some("escalated")))?;
        }
    }
    Ok(())
}

/// Whether it was done.
fn skip_if_gone<T>(result: Result<T, AppError>) -> Result<bool, AppError> {
    match result {
        Ok(_) => Ok(true),
        Err(AppError::Invalid { code, message, .. }) => {
            tracing::warn!(
                code,
                message,
                "an escalation action could not be done; the step's other actions are"
            );
            Ok(false)
        }
        Err(error) => Err(error),
    }
}

/// Where a step of the functional or hierarchical path takes the ticket: to
/// the team and person that it gives it to, and those outside the team whom it
/// tells. Steps of the automatic path only do what they do.
fn reached_by(tx: &mut Tx<'_>, work: &Work, step: &Step) -> Result<Option<Reached>, AppError> {
    if step.path == EscalationPath::Automatic || !work.ticket.is_open {
        return Ok(None);
    }
    let policy = setting::in_force::<EscalationPolicy>(tx)?;
    let facts = escalated::facts(tx, work)?;
    let mut reached = next_level(&policy, &facts, step.path);
    let mut people: BTreeSet<UserId> = BTreeSet::new();
    let mut named = false;
    for action in &step.actions {
        match action {
            Action::Reassign { team, user } => {
                named |= team.is_some() || user.is_some();
                if let Some(team) = team
                    && teams::get(tx, *team)?.is_some_and(|t| t.archived_at.is_none())
                {
                    reached.team = reached.team.or(Some(*team));
                }
                people.extend(*user);
            }
            Action::Notify {
                recipient: Recipient::Customer,
            } => reached.customer_knows = true,
            Action::Notify {
                recipient:
                    recipient @ (Recipient::Manager | Recipient::Role { .. } | Recipient::User { .. }),
            } => people.extend(recipients(tx, &work.ticket, recipient)?),
            _ => {}
        }
    }
    reached.people = escalated::readers(tx, &work.ticket, people)?;
    reached.people.truncate(ESCALATED_TO_MAX);
    // All that it gives the ticket to is gone: it did what it could, and
    // reached nobody.
    if named && reached.team.is_none() && reached.people.is_empty() {
        return Ok(None);
    }
    Ok(Some(reached))
}

/// Who a recipient is for a ticket, in service or not.
fn recipients(
    tx: &mut Tx<'_>,
    ticket: &tickets::Ticket,
    recipient: &Recipient,
) -> Result<BTreeSet<UserId>, AppError> {
    let mut people: BTreeSet<UserId> = BTreeSet::new();
    match recipient {
        Recipient::Assignee => match ticket.assignee_id {
            Some(agent) => people.extend([agent]),
            // Nobody owns it, so its team is told: a notice never goes nowhere.
            None => people.extend(escalated::members(tx, ticket.team_id)?),
        },
        Recipient::Team => people.extend(escalated::members(tx, ticket.team_id)?),
        Recipient::Manager => people = escalated::managers(tx, ticket, MANAGERS_MAX)?,
        Recipient::Role { role } => people.extend(agents::of_role(tx, *role)?),
        Recipient::User { user } => people.extend([*user]),
        Recipient::Customer => {}
    }
    Ok(people)
}

/// Colleagues whom a step would tell now, and whether it tells the customer.
///
/// # Errors
/// As the store reports.
pub(crate) fn would_tell(
    tx: &mut Tx<'_>,
    ticket: &tickets::Ticket,
    step: &Step,
) -> Result<(Vec<UserId>, bool), AppError> {
    let mut people: BTreeSet<UserId> = BTreeSet::new();
    let mut customer = false;
    for action in &step.actions {
        match action {
            Action::Notify {
                recipient: Recipient::Customer,
            } => customer = true,
            Action::Notify { recipient } => people.extend(recipients(tx, ticket, recipient)?),
            _ => {}
        }
    }
    Ok((escalated::readers(tx, ticket, people)?, customer))
}

fn notify(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    work: &Work,
    key: &str,
    recipient: &Recipient,
) -> Result<(), AppError> {
    let ticket = &work.ticket;
    let people = recipients(tx, ticket, recipient)?;
    escalated::tell(
        tx,
        cx,
        work,
        "escalated",
        key,
        people,
        &json!({ "step": key }),
    )
}

fn tell_customer(cx: &Cx<'_>, work: &mut Work) -> Result<(), AppError> {
    let text = texts::escalated_to_customer(&work.ticket.locale, work.ticket.number);
    work.announce(cx, "escalated", text)
}
