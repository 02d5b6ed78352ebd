//! Routing: what is required and nobody can do, and hours that nobody works.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Finding, Findings, What};
use crate::calendar::Calendar;
use crate::ids::TeamId;
use crate::routing::{Candidate, RoutingPolicy};
use crate::time::{Instant, MICROS_PER_SECOND};

/// How far ahead hours are looked at.
pub const STAFFED_HOURS_AHEAD: i64 = 7 * 24;
const HOUR_SECONDS: i64 = 3_600;

/// A team that gives out tickets by itself.
#[derive(Debug, Clone)]
pub struct RoutedTeam {
    /// Its name.
    pub name: String,
    /// Its hours; none is always.
    pub hours: Option<Arc<Calendar>>,
    /// Its people.
    pub people: Vec<Candidate>,
}

/// Checks what the desk says about routing. Teams that are not in use are left
/// out of `teams`. An hour is answered when somebody is there at its begin.
pub fn check_routing(
    policy: &RoutingPolicy,
    teams: &BTreeMap<TeamId, RoutedTeam>,
    at: Instant,
) -> Vec<Finding> {
    let mut found = Findings::default();
    // The begins of hours, whenever it is asked.
    let past = at.0.rem_euclid(HOUR_SECONDS * MICROS_PER_SECOND);
    let first = Instant(at.0 - past).plus_seconds(if past == 0 { 0 } else { HOUR_SECONDS });
    let serves = |c: &&Candidate| c.enabled && c.permitted;
    for (n, r) in policy.required.iter().enumerate() {
        let Some(skill) = policy
            .skills
            .iter()
            .find(|s| s.key == r.skill && !s.archived)
        else {
            continue;
        };
        let able = teams
            .values()
            .flat_map(|t| &t.people)
            .filter(serves)
            .any(|c| c.skills.get(&r.skill).is_some_and(|has| *has >= r.level));
        if !able && !teams.is_empty() {
            found.warning(
                format!("/required/{n}"),
                What::RequiredSkillMissing {
                    skill: skill.name.clone(),
                    level: r.level,
                },
            );
        }
    }
    for (n, rule) in policy.teams.iter().enumerate() {
        let Some(team) = teams.get(&rule.team_id) else {
            continue;
        };
        let gap = (0..STAFFED_HOURS_AHEAD)
            .map(|hour| first.plus_seconds(hour * HOUR_SECONDS))
            .filter(|hour| team.hours.as_ref().is_none_or(|h| h.is_open(*hour)))
            .find(|hour| {
                !team.people.iter().filter(serves).any(|c| {
                    c.hours.as_ref().is_none_or(|h| h.is_open(*hour))
                        && !c.absences.iter().any(|a| a.holds(*hour))
                })
            });
        if let Some(from) = gap {
            found.warning(
                format!("/teams/{n}"),
                What::TeamUnstaffed {
                    team: team.name.clone(),
                    from: from.to_rfc3339_seconds(),
                },
            );
        }
    }
    found.sorted()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::CalendarSpec;
    use crate::ids::UserId;
    use crate::lint::codes;
    use crate::routing::{Absence, Requirement, Skill, Strategy, TeamRule};

    /// Monday 2026-05-04, 08:00 UTC.
    const AT: Instant = Instant(1_777_881_600_000_000);

    fn daily(open: &str, close: &str) -> Arc<Calendar> {
        let spec = CalendarSpec {
            tz: "UTC".into(),
            hours: crate::calendar::WEEKDAYS
                .iter()
                .map(|d| ((*d).to_owned(), vec![[open.to_owned(), close.to_owned()]]))
                .collect(),
            ..CalendarSpec::default()
        };
        Arc::new(Calendar::new(&spec).expect("it opens"))
    }

    fn person(hours: Option<Arc<Calendar>>, level: u8) -> Candidate {
        Candidate {
            agent: UserId::new(AT, 1),
            member: true,
            enabled: true,
            permitted: true,
            away: false,
            absences: Vec::new(),
            hours,
            open: 0,
            cap: None,
            skills: BTreeMap::from([("db".to_owned(), level)]),
            last_given: None,
        }
    }

    fn check(team: RoutedTeam) -> Vec<(String, String)> {
        let id = TeamId::new(AT, 1);
        let policy = RoutingPolicy {
            skills: vec![Skill {
                key: "db".into(),
                name: "Databases".into(),
                archived: false,
            }],
            required: vec![Requirement {
                product_id: None,
                type_id: None,
                plan_id: None,
                skill: "db".into(),
                level: 3,
            }],
            plan_ranks: Vec::new(),
            teams: vec![TeamRule {
                team_id: id,
                strategy: Strategy::RoundRobin,
                cap: 5,
            }],
        };
        let at = |minutes: i64| {
            let at = AT.plus_seconds(minutes * 60);
            codes(&check_routing(
                &policy,
                &BTreeMap::from([(id, team.clone())]),
                at,
            ))
        };
        // Hours are asked at their begins, whenever it is asked.
        assert_eq!(at(0), at(10));
        at(0)
    }

    fn team(hours: Option<Arc<Calendar>>, people: Vec<Candidate>) -> RoutedTeam {
        RoutedTeam {
            name: "Second line".into(),
            hours,
            people,
        }
    }

    #[test]
    fn a_skill_that_nobody_has_at_the_level_that_is_asked_for() {
        let missing = [(
            "required_skill_missing".to_owned(),
            "/required/0".to_owned(),
        )];
        assert_eq!(check(team(None, vec![person(None, 3)])), []);
        assert_eq!(check(team(None, vec![person(None, 2)])), missing);
        let mut out = person(None, 5);
        out.enabled = false;
        assert_eq!(check(team(None, vec![person(None, 2), out])), missing);
    }

    #[test]
    fn an_hour_that_nobody_of_the_team_works() {
        let unstaffed = [("team_unstaffed".to_owned(), "/teams/0".to_owned())];
        let early = || person(Some(daily("08:00", "12:00")), 3);
        let late = || person(Some(daily("12:00", "18:00")), 3);
        let day = || Some(daily("08:00", "18:00"));
        assert_eq!(check(team(day(), vec![early(), late()])), []);
        assert_eq!(check(team(day(), vec![early()])), unstaffed);
        assert_eq!(check(team(None, vec![early(), late()])), unstaffed);
        let mut absent = late();
        absent.absences = vec![Absence {
            from: AT.plus_seconds(24 * HOUR_SECONDS),
            until: AT.plus_seconds(48 * HOUR_SECONDS),
            reason: String::new(),
        }];
        assert_eq!(check(team(day(), vec![early(), absent])), unstaffed);
        assert_eq!(check(team(day(), Vec::new())).len(), 2);
    }
}
