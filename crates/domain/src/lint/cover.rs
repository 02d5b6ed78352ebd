//! When somebody is there: the hours of people and teams over the next two
//! weeks, and the first stretch in which a clock runs and nobody is.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::calendar::Calendar;
use crate::ids::{RoleId, TeamId, UserId};
use crate::routing::Absence;
use crate::time::Instant;

/// Days from now over which hours are compared with a clock's: two weeks see
/// every weekday and leave one week of holidays harmless.
const LOOK_AHEAD_SECONDS: i64 = 14 * 86_400;

/// Open stretches that are compared, at most.
const SPANS_MAX: usize = 1_000;

/// Stretches in their order that do not touch.
pub(super) type Cover = Vec<(Instant, Instant)>;

/// Somebody who can sign in.
#[derive(Debug, Clone)]
pub struct Worker {
    /// Who.
    pub user: UserId,
    /// Their role.
    pub role: RoleId,
    /// Their own hours; none is their team's, or always.
    pub hours: Option<Arc<Calendar>>,
    /// When they are not there.
    pub absences: Vec<Absence>,
}

/// A team in use.
#[derive(Debug, Clone)]
pub struct WorkingTeam {
    /// Which.
    pub id: TeamId,
    /// Its name.
    pub name: String,
    /// Who is in it, also those who cannot sign in.
    pub people: Vec<UserId>,
    /// When it works; none is always.
    pub hours: Option<Arc<Calendar>>,
}

/// A team as steps reach it.
#[derive(Debug, Clone)]
pub(super) struct Team {
    pub(super) name: String,
    pub(super) has_people: bool,
    pub(super) hours: Option<Arc<Calendar>>,
    pub(super) cover: Cover,
}

/// Who can be told, and when they are there; nobody else is.
#[derive(Debug, Clone, Default)]
pub struct People {
    users: BTreeMap<UserId, Cover>,
    roles: BTreeMap<RoleId, Cover>,
    pub(super) teams: BTreeMap<TeamId, Team>,
}

/// The end of what is looked at.
pub(super) fn horizon(now: Instant) -> Instant {
    now.plus_seconds(LOOK_AHEAD_SECONDS)
}

/// When hours are open; none is always.
pub(super) fn open(hours: Option<&Calendar>, now: Instant) -> Cover {
    match hours {
        Some(hours) => hours.open_spans(now, horizon(now), SPANS_MAX),
        None => vec![(now, horizon(now))],
    }
}

/// What is left of stretches without absences.
fn without(spans: Cover, absences: &[Absence]) -> Cover {
    absences.iter().fold(spans, |spans, a| {
        spans
            .into_iter()
            .flat_map(|(from, to)| [(from, to.min(a.from)), (from.max(a.until), to)])
            .filter(|(from, to)| from < to)
            .collect()
    })
}

/// Stretches in which at least one of them holds.
fn union(covers: impl IntoIterator<Item = Cover>) -> Cover {
    let all: BTreeSet<_> = covers.into_iter().flatten().collect();
    let mut joined: Cover = Vec::new();
    for (from, to) in all {
        match joined.last_mut() {
            Some((_, end)) if *end >= from => *end = to.max(*end),
            _ => joined.push((from, to)),
        }
    }
    joined
}

impl People {
    /// These people and teams, over the two weeks from `now` on.
    pub fn new(workers: &[Worker], teams: Vec<WorkingTeam>, now: Instant) -> Self {
        let at = |worker: &Worker, of_team: Option<&Arc<Calendar>>| {
            let hours = worker.hours.as_ref().or(of_team);
            without(open(hours.map(AsRef::as_ref), now), &worker.absences)
        };
        let mut of_role: BTreeMap<RoleId, Vec<Cover>> = BTreeMap::new();
        for worker in workers {
            of_role
                .entry(worker.role)
                .or_default()
                .push(at(worker, None));
        }
        let by_id: BTreeMap<_, _> = workers.iter().map(|w| (w.user, w)).collect();
        let teams = teams
            .into_iter()
            .map(|team| {
                let people: Vec<_> = team.people.iter().filter_map(|u| by_id.get(u)).collect();
                let reached = Team {
                    name: team.name,
                    has_people: !people.is_empty(),
                    cover: union(people.iter().map(|w| at(w, team.hours.as_ref()))),
                    hours: team.hours,
                };
                (team.id, reached)
            })
            .collect();
        Self {
            users: workers.iter().map(|w| (w.user, at(w, None))).collect(),
            roles: of_role
                .into_iter()
                .map(|(role, covers)| (role, union(covers)))
                .collect(),
            teams,
        }
    }

    pub(super) fn user(&self, user: UserId) -> Option<&Cover> {
        self.users.get(&user)
    }

    pub(super) fn role(&self, role: RoleId) -> Option<&Cover> {
        self.roles.get(&role)
    }
}

/// The first stretch of `running` in which nobody is there.
pub(super) fn gap(running: &Cover, there: &Cover) -> Option<(Instant, Instant)> {
    for (from, to) in running {
        let mut at = *from;
        for (open_from, open_to) in there.iter().filter(|(_, open_to)| open_to > from) {
            if open_from >= to || at >= *to {
                break;
            }
            if at < *open_from {
                return Some((at, *open_from));
            }
            at = at.max(*open_to);
        }
        if at < *to {
            return Some((at, *to));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn spans() -> impl Strategy<Value = Cover> {
        prop::collection::vec((0i64..60, 1i64..20), 0..5).prop_map(|all| {
            all.into_iter()
                .map(|(from, length)| (Instant(from), Instant(from + length)))
                .collect()
        })
    }

    fn holds(spans: &Cover, at: i64) -> bool {
        spans.iter().any(|(from, to)| from.0 <= at && at < to.0)
    }

    proptest! {
        /// Against asking at every instant.
        #[test]
        fn stretches_are_joined_and_taken_out_as_instants_are(a in spans(), b in spans(), away in spans()) {
            let joined = union([a.clone(), b.clone()]);
            prop_assert!(joined.windows(2).all(|w| w[0].1 < w[1].0), "{joined:?}");
            let absences: Vec<_> = away
                .iter()
                .map(|(from, until)| Absence { from: *from, until: *until, reason: String::new() })
                .collect();
            let left = without(joined.clone(), &absences);
            for at in 0..90 {
                prop_assert_eq!(holds(&joined, at), holds(&a, at) || holds(&b, at));
                prop_assert_eq!(holds(&left, at), holds(&joined, at) && !holds(&away, at));
            }
        }

        /// The first instant of a gap is the first at which the clock runs and nobody is there.
        #[test]
        fn a_gap_is_the_first_instant_that_nobody_answers(running in spans(), there in spans()) {
            let (running, there) = (union([running]), union([there]));
            let first = (0..90).find(|at| holds(&running, *at) && !holds(&there, *at));
            let found = gap(&running, &there);
            prop_assert_eq!(found.map(|(from, _)| from.0), first);
            if let Some((from, to)) = found {
                prop_assert!((from.0..to.0).all(|at| holds(&running, at) && !holds(&there, at)));
                prop_assert!(!holds(&running, to.0) || holds(&there, to.0));
            }
        }
    }
}
