//! Rules of escalation steps.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Findings, What};
use crate::calendar::Calendar;
use crate::escalation::{Action, Recipient, Step, Trigger};
use crate::ids::{RoleId, TeamId, UserId};
use crate::sla::{SlaSpec, TargetClock};
use crate::time::Instant;

/// Days from now over which a team's hours are compared with a clock's: two
/// weeks see every weekday and leave one week of holidays harmless.
const LOOK_AHEAD_SECONDS: i64 = 14 * 86_400;

/// Open stretches that are compared, at most.
const SPANS_MAX: usize = 1_000;

/// A team in use.
#[derive(Debug, Clone)]
pub struct TeamFacts {
    /// Its name.
    pub name: String,
    /// Whether somebody of it can work.
    pub has_people: bool,
    /// When it works; none is not said.
    pub calendar: Option<Arc<Calendar>>,
}

/// Who can be told; nobody else is there.
#[derive(Debug, Clone, Default)]
pub struct People {
    /// Agents who can sign in.
    pub users: BTreeSet<UserId>,
    /// Roles that one of them has.
    pub roles: BTreeSet<RoleId>,
    /// Teams in use.
    pub teams: BTreeMap<TeamId, TeamFacts>,
}

pub(super) fn check_steps(
    spec: &SlaSpec,
    calendar: &Calendar,
    now: Instant,
    people: &People,
    found: &mut Findings,
) {
    for (i, step) in spec.steps.iter().enumerate() {
        timing(spec, step, i, found);
        for (k, action) in step.actions.iter().enumerate() {
            let path = format!("/spec/steps/{i}/actions/{k}");
            if !reaches(action, people) {
                let step = step.id.clone();
                found.warning(path, What::StepReachesNobody { step });
            } else if let Action::Reassign {
                team: Some(team), ..
            } = action
                && let Some(facts) = people.teams.get(team)
                && let Some(hours) = &facts.calendar
                && let Some((from, to)) = unanswered(spec, step, calendar, hours, now)
            {
                found.hint(
                    path,
                    What::StepTeamClosed {
                        step: step.id.clone(),
                        team_id: team.to_string(),
                        team_name: facts.name.clone(),
                        from: from.to_string(),
                        to: to.to_string(),
                    },
                );
            }
        }
    }
}

fn timing(spec: &SlaSpec, step: &Step, i: usize, found: &mut Findings) {
    let seconds = || {
        spec.targets
            .iter()
            .filter(|t| t.metric == step.metric)
            .map(|t| t.seconds)
    };
    let (Some(least), Some(most)) = (seconds().min(), seconds().max()) else {
        found.warning(
            format!("/spec/steps/{i}/metric"),
            What::StepWithoutTarget {
                step: step.id.clone(),
                metric: step.metric,
            },
        );
        return;
    };
    let Trigger::BeforeDue { seconds: left } = step.trigger else {
        return;
    };
    let path = format!("/spec/steps/{i}/trigger/seconds");
    let (step, metric) = (step.id.clone(), step.metric);
    if left >= most {
        found.warning(
            path,
            What::StepBeforeStart {
                step,
                metric,
                left_seconds: left,
                target_seconds: most,
            },
        );
    } else if left >= least {
        found.hint(
            path,
            What::StepBeforeSomeStarts {
                step,
                metric,
                left_seconds: left,
                target_seconds: least,
            },
        );
    }
}

/// Whether an action that is for somebody finds anybody. Who owns the ticket,
/// and their manager, is known only when it is time.
fn reaches(action: &Action, people: &People) -> bool {
    match action {
        Action::Notify { recipient } => match recipient {
            Recipient::Role { role } => people.roles.contains(role),
            Recipient::User { user } => people.users.contains(user),
            Recipient::Assignee | Recipient::Team | Recipient::Manager | Recipient::Customer => {
                true
            }
        },
        Action::Reassign { team, user } => {
            user.is_none_or(|u| people.users.contains(&u))
                && team.is_none_or(|t| people.teams.get(&t).is_some_and(|t| t.has_people))
        }
        _ => true,
    }
}

/// The first stretch in which the step's clock runs and the team is closed.
fn unanswered(
    spec: &SlaSpec,
    step: &Step,
    calendar: &Calendar,
    hours: &Calendar,
    now: Instant,
) -> Option<(Instant, Instant)> {
    let end = now.plus_seconds(LOOK_AHEAD_SECONDS);
    let mut clocks = spec.targets.iter().filter(|t| t.metric == step.metric);
    let running = if clocks.any(|t| t.clock == TargetClock::RoundTheClock) {
        vec![(now, end)]
    } else {
        calendar.open_spans(now, end, SPANS_MAX)
    };
    let open = hours.open_spans(now, end, SPANS_MAX);
    for (from, to) in running {
        let mut at = from;
        for (open_from, open_to) in open.iter().filter(|(_, open_to)| *open_to > from) {
            if *open_from >= to || at >= to {
                break;
            }
            if at < *open_from {
                return Some((at, *open_from));
            }
            at = at.max(*open_to);
        }
        if at < to {
            return Some((at, to));
        }
    }
    None
}
