//! Rules of escalation steps.

use super::cover::{Cover, People, gap, open};
use super::{Findings, What};
use crate::calendar::Calendar;
use crate::escalation::{Action, Recipient, Step, Trigger};
use crate::sla::{SlaSpec, TargetClock};
use crate::time::Instant;

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
            } else if let Some(there) = answers(action, people)
                && let Some((from, to)) = gap(&running(spec, step, calendar, now), there)
            {
                let (step, from_text, to_text) =
                    (step.id.clone(), from.to_string(), to.to_string());
                let closed = match action {
                    Action::Reassign {
                        team: Some(team),
                        user: None,
                    } => people
                        .teams
                        .get(team)
                        .filter(|t| t.hours.as_ref().is_some_and(|h| !h.is_open(from)))
                        .map(|t| (team, t)),
                    _ => None,
                };
                let what = match closed {
                    Some((id, team)) => What::StepTeamClosed {
                        step,
                        team_id: id.to_string(),
                        team_name: team.name.clone(),
                        from: from_text,
                        to: to_text,
                    },
                    None => What::StepUnanswered {
                        step,
                        from: from_text,
                        to: to_text,
                    },
                };
                found.hint(path, what);
            }
        }
    }
}

/// When those are there whom an action is for; none where it is for nobody, or
/// for somebody who is known only when it is time.
fn answers<'p>(action: &Action, people: &'p People) -> Option<&'p Cover> {
    match action {
        Action::Notify {
            recipient: Recipient::Role { role },
        } => people.role(*role),
        Action::Notify {
            recipient: Recipient::User { user },
        }
        | Action::Reassign {
            user: Some(user), ..
        } => people.user(*user),
        Action::Reassign {
            team: Some(team),
            user: None,
        } => people.teams.get(team).map(|t| &t.cover),
        _ => None,
    }
}

/// When the clock of a step runs, over the next two weeks.
fn running(spec: &SlaSpec, step: &Step, calendar: &Calendar, now: Instant) -> Cover {
    let mut clocks = spec.targets.iter().filter(|t| t.metric == step.metric);
    let always = clocks.any(|t| t.clock == TargetClock::RoundTheClock);
    open(Some(calendar).filter(|_| !always), now)
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
            Recipient::Role { role } => people.role(*role).is_some(),
            Recipient::User { user } => people.user(*user).is_some(),
            Recipient::Assignee | Recipient::Team | Recipient::Manager | Recipient::Customer => {
                true
            }
        },
        Action::Reassign { team, user } => {
            user.is_none_or(|u| people.user(u).is_some())
                && team.is_none_or(|t| people.teams.get(&t).is_some_and(|t| t.has_people))
        }
        _ => true,
    }
}
