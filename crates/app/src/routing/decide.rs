//! The facts of a decision, gathered.

use std::collections::BTreeMap;
use std::sync::Arc;

use surety_domain::calendar::Calendar;
use surety_domain::ids::{CalendarId, PlanId, ProductId, TeamId, TicketTypeId};
use surety_domain::permission::{Actor, Permission, Subject, TicketSubject, permits};
use surety_domain::routing::{Candidate, Facts, RoutingPolicy};
use surety_store::Tx;
use surety_store::records::{promises, routing as records, teams};

use crate::core::Cx;
use crate::error::AppError;

/// What a decision asks of a ticket.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct About {
    /// For the permission function.
    pub(crate) subject: TicketSubject,
    /// About which product.
    pub(crate) product: Option<ProductId>,
    /// Of which type.
    pub(crate) kind: Option<TicketTypeId>,
    /// Under which plan.
    pub(crate) plan: Option<PlanId>,
}

/// The facts about a team's people for a ticket. Whoever decides for good holds
/// the team's rows first.
///
/// # Errors
/// As the store reports.
pub(crate) fn facts(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    policy: &RoutingPolicy,
    team: TeamId,
    about: &About,
) -> Result<Facts, AppError> {
    let row = teams::get(tx, team)?;
    let in_use = row.as_ref().is_some_and(|t| t.archived_at.is_none());
    let members = records::members(tx, team)?;
    let ids: Vec<_> = members.iter().map(|m| m.agent).collect();
    let open = records::open_tickets(tx, &ids)?;
    let mut calendars = BTreeMap::new();
    let of_team = hours(tx, cx, &mut calendars, row.and_then(|t| t.calendar_id))?;
    let mut candidates = Vec::with_capacity(members.len());
    for m in members {
        let subject = TicketSubject {
            assignee: Some(m.agent),
            team: Some(team),
            ..about.subject
        };
        let actor = Actor::agent(m.agent, vec![team], m.permissions);
        let own = hours(tx, cx, &mut calendars, m.work.calendar_id)?;
        candidates.push(Candidate {
            agent: m.agent,
            member: in_use,
            enabled: m.enabled,
            permitted: permits(&actor, Permission::TicketUpdate, &Subject::Ticket(subject))
                .is_allowed(),
            away: m.work.away,
            absences: m.work.absences,
            hours: own.or_else(|| of_team.clone()),
            open: open
                .get(&m.agent)
                .map_or(0, |n| u32::try_from(*n).unwrap_or(u32::MAX)),
            cap: m.work.cap,
            skills: m
                .work
                .skills
                .into_iter()
                .map(|s| (s.skill, s.level))
                .collect(),
            last_given: m.last_given,
        });
    }
    Ok(Facts {
        required: policy.required(about.product, about.kind, about.plan),
        candidates,
    })
}

/// The hours that a calendar says today; none when there is none.
///
/// # Errors
/// As the store reports.
pub(crate) fn hours(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    seen: &mut BTreeMap<CalendarId, Option<Arc<Calendar>>>,
    id: Option<CalendarId>,
) -> Result<Option<Arc<Calendar>>, AppError> {
    let Some(id) = id else {
        return Ok(None);
    };
    if let Some(found) = seen.get(&id) {
        return Ok(found.clone());
    }
    let found = match promises::get_calendar(tx, id)? {
        Some(row) => {
            let version = cx.specs.calendar(tx, id, row.current_version)?;
            Some(Arc::clone(&version.calendar))
        }
        None => None,
    };
    seen.insert(id, found.clone());
    Ok(found)
}
