//! What every change of a ticket asks of routing: whether the ticket has come
//! to a team that gives out tickets by itself, and whose hands became free.

use std::collections::BTreeSet;

use surety_domain::ids::{TeamId, UserId};
use surety_domain::routing::{Decision, RoutingPolicy, behind, route};
use surety_domain::ticket::{TicketEvent, TimelineEvent};
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::{routing as records, teams, tickets};

use super::decide::{About, facts};
use super::refill;
use crate::core::Cx;
use crate::error::AppError;
use crate::setting;
use crate::tickets::work::{Work, subject_of};

/// The part of the desk that gives out tickets, as events name it.
const PART: &str = "routing";

/// What is left to do once the ticket's row is written.
#[derive(Debug, Clone, Copy, Default)]
#[must_use = "the queue is written with the change"]
pub(crate) struct Settled {
    /// It waits from now on, in this team.
    waits: Option<TeamId>,
    /// It waited, and does no longer.
    left: bool,
    /// Who has one ticket less.
    freed: Option<UserId>,
}

/// Whether somebody can be given a ticket: it is open and nobody has to allow
/// it first.
pub(crate) fn is_ready(ticket: &tickets::Ticket) -> bool {
    ticket.is_open && ticket.admission != "held"
}

/// Whether a history ends with a ticket that waits for somebody.
pub(crate) fn waits(history: &[TimelineEvent]) -> bool {
    history
        .iter()
        .rev()
        .find_map(|e| match &e.event {
            TicketEvent::Routed { decision, .. } => Some(decision.agent.is_none()),
            TicketEvent::Assigned { .. } | TicketEvent::TeamChanged { .. } => Some(false),
            _ => None,
        })
        .unwrap_or(false)
}

/// What a decision asks of a ticket.
pub(super) fn about(ticket: &tickets::Ticket) -> About {
    About {
        subject: subject_of(ticket),
        product: ticket.product_id,
        kind: ticket.type_id,
        plan: ticket.plan_id,
    }
}

/// The decision about a ticket; whoever else gives out tickets to one of the
/// team waits until this transaction ends. None: people give out its tickets.
///
/// # Errors
/// As the store reports.
pub(super) fn decide(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    ticket: &tickets::Ticket,
    team: TeamId,
    at: Instant,
    its_turn: bool,
) -> Result<Option<Decision>, AppError> {
    let policy = setting::in_force::<RoutingPolicy>(tx)?;
    let Some(rule) = policy.of_team(team) else {
        return Ok(None);
    };
    // Somebody has got room and the queue is not looked at yet: who waits goes
    // before who comes.
    if !its_turn && refill::is_due(tx, cx, team)? && records::others_wait(tx, team, ticket.id)? {
        return Ok(Some(behind(
            rule,
            policy.required(ticket.product_id, ticket.type_id, ticket.plan_id),
        )));
    }
    let held = records::hold_members(tx, team)?;
    let mut facts = facts(tx, cx, &policy, team, &about(ticket))?;
    // Who joined the team since is held by nobody: they count from the next decision on.
    facts.candidates.retain(|c| held.contains(&c.agent));
    Ok(Some(route(rule, &facts, at)))
}

/// Gives the ticket out if it is to be given out with this change. A person's
/// choice in the same change stands, and an owner is replaced only when the
/// ticket goes to a team that they are not in.
///
/// # Errors
/// As the store reports.
pub(crate) fn settle(tx: &mut Tx<'_>, cx: &Cx<'_>, work: &mut Work) -> Result<Settled, AppError> {
    // What is offered to others is given to nobody until they have answered.
    let ready = is_ready(&work.ticket) && work.ticket.handoff.is_none();
    let waited = waits(work.past());
    let mut settled = Settled {
        freed: work
            .owner_before()
            .filter(|owner| !work.ticket.is_open || work.ticket.assignee_id != Some(*owner)),
        ..Settled::default()
    };
    let moved = work
        .news()
        .iter()
        .any(|e| matches!(e.event, TicketEvent::TeamChanged { .. }));
    let chosen = work.owner_named
        || work
            .news()
            .iter()
            .any(|e| matches!(e.event, TicketEvent::Assigned { to: Some(_), .. }));
    let comes = ready && (moved || waited || !work.was_ready());
    let wanted = work.ticket.team_id.filter(|_| comes && !chosen);
    if let Some(team) = wanted
        && may_replace(tx, work.ticket.assignee_id, team, moved)?
    {
        let Some(decision) = decide(tx, cx, &work.ticket, team, work.at(), work.its_turn)? else {
            // Routing is off just now: what waits keeps its place for when it is on.
            settled.waits = Some(team).filter(|_| waited && !moved);
            settled.left = waited && settled.waits.is_none();
            return Ok(settled);
        };
        let agent = decision.agent;
        let again = waited && !moved && agent.is_none();
        if !again {
            work.by_part(PART, |work| {
                // The decision comes last: what it says holds from here on.
                work.set_assignee(tx, cx, agent)?;
                work.happened(cx, TicketEvent::Routed { team, decision });
                Ok::<_, AppError>(())
            })?;
        }
        match agent {
            Some(agent) => records::given(tx, agent, work.at())?,
            None => settled.waits = Some(team),
        }
        // Who lost it to somebody of the new team has one less, too.
        settled.freed = settled.freed.or_else(|| {
            work.owner_before()
                .filter(|owner| work.ticket.assignee_id != Some(*owner))
        });
    }
    // What is offered keeps its place for when it comes back.
    settled.left = waited && settled.waits.is_none() && work.ticket.handoff.is_none();
    Ok(settled)
}

/// Whether routing may say who owns a ticket that has come to a team.
fn may_replace(
    tx: &mut Tx<'_>,
    owner: Option<UserId>,
    team: TeamId,
    moved: bool,
) -> Result<bool, AppError> {
    let Some(owner) = owner else {
        return Ok(true);
    };
    if !moved {
        return Ok(false);
    }
    let members = teams::members(tx, &[team])?;
    Ok(members.get(&team).is_none_or(|m| !m.contains(&owner)))
}

impl Settled {
    /// Writes the queue, and has it looked at where somebody became free.
    ///
    /// # Errors
    /// As the store reports.
    pub(crate) fn write(
        self,
        tx: &mut Tx<'_>,
        cx: &Cx<'_>,
        ticket: &tickets::Ticket,
    ) -> Result<(), AppError> {
        let mut teams = BTreeSet::new();
        if let Some(team) = self.waits {
            records::wait(tx, ticket.id, team, ticket.updated_at)?;
            teams.insert(team);
        }
        if self.left {
            records::leave(tx, ticket.id)?;
        }
        if let Some(agent) = self.freed {
            teams.extend(records::teams_waiting_for(tx, agent)?);
        }
        // In one order for all: two changes never wait for each other.
        for team in teams {
            refill::soon(tx, cx, team)?;
        }
        Ok(())
    }
}
