use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::{Strategy as _, prop_assert_eq, prop_compose, proptest};

use super::*;
use crate::calendar::{Calendar, CalendarSpec};
use crate::ids::{ProductId, TeamId, TicketId, UserId};
use crate::properties::cases;
use crate::time::Instant;

const HOUR: i64 = 3_600;
/// Monday 2026-05-04, 08:00 UTC.
const AT: Instant = Instant(1_777_881_600_000_000);

fn agent(n: u128) -> UserId {
    UserId::new(AT, n)
}

fn rule(strategy: Strategy) -> TeamRule {
    TeamRule {
        team_id: TeamId::new(AT, 1),
        strategy,
        cap: 5,
    }
}

fn candidate(n: u128) -> Candidate {
    Candidate {
        agent: agent(n),
        member: true,
        enabled: true,
        permitted: true,
        away: false,
        absences: Vec::new(),
        hours: None,
        open: 0,
        cap: None,
        skills: BTreeMap::new(),
        last_given: None,
    }
}

fn facts(candidates: Vec<Candidate>) -> Facts {
    Facts {
        required: Vec::new(),
        candidates,
    }
}

/// Takes away what one check asks for.
type Spoil = fn(&mut Candidate);

fn hours(open: &str, close: &str) -> Arc<Calendar> {
    let spec = CalendarSpec {
        tz: "UTC".into(),
        hours: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
            .into_iter()
            .map(|d| (d.to_owned(), vec![[open.to_owned(), close.to_owned()]]))
            .collect(),
        ..CalendarSpec::default()
    };
    Arc::new(Calendar::new(&spec).expect("it opens"))
}

fn failed(decision: &Decision, n: u128) -> Vec<CheckKind> {
    decision
        .considered
        .iter()
        .find(|c| c.agent == agent(n))
        .expect("they were considered")
        .checks
        .iter()
        .filter(|c| !c.passed)
        .map(|c| c.check)
        .collect()
}

#[test]
fn each_check_alone_keeps_somebody_out() {
    let cases: Vec<(CheckKind, Spoil)> = vec![
        (CheckKind::Member, |c| c.member = false),
        (CheckKind::Enabled, |c| c.enabled = false),
        (CheckKind::Permitted, |c| c.permitted = false),
        (CheckKind::Here, |c| c.away = true),
        (CheckKind::Present, |c| {
            c.absences = vec![Absence {
                from: AT,
                until: AT.plus_seconds(1),
                reason: String::new(),
            }];
        }),
        (CheckKind::Hours, |c| {
            c.hours = Some(hours("09:00", "17:00"))
        }),
        (CheckKind::Cap, |c| c.open = 5),
        (CheckKind::Skill, |c| {
            c.skills.insert("db".into(), 2);
        }),
    ];
    for (kind, spoil) in cases {
        let mut one = candidate(1);
        one.skills.insert("db".into(), 3);
        let mut facts = facts(vec![one]);
        facts.required = vec![Required {
            skill: "db".into(),
            level: 3,
        }];
        let rule = rule(Strategy::LeastLoaded);
        assert_eq!(route(&rule, &facts, AT).agent, Some(agent(1)), "{kind:?}");
        spoil(&mut facts.candidates[0]);
        let decision = route(&rule, &facts, AT);
        assert_eq!(decision.agent, None, "{kind:?}");
        assert_eq!(decision.because, Because::Nobody);
        assert_eq!(failed(&decision, 1), [kind]);
    }
}

#[test]
fn the_edges_of_absence_cap_hours_and_level() {
    let rule = rule(Strategy::RoundRobin);
    let ends = |until: Instant| {
        let mut c = candidate(1);
        c.absences = vec![Absence {
            from: AT.plus_seconds(-HOUR),
            until,
            reason: String::new(),
        }];
        route(&rule, &facts(vec![c]), AT).agent.is_some()
    };
    assert!(ends(AT), "back at the first instant after");
    assert!(!ends(Instant(AT.0 + 1)));
    let mut c = candidate(1);
    c.cap = Some(2);
    c.open = 1;
    assert!(route(&rule, &facts(vec![c.clone()]), AT).agent.is_some());
    c.open = 2;
    assert!(route(&rule, &facts(vec![c.clone()]), AT).agent.is_none());
    c.cap = Some(0);
    c.open = 0;
    assert!(
        route(&rule, &facts(vec![c]), AT).agent.is_none(),
        "a cap of 0 takes none"
    );
}

#[test]
fn each_strategy_says_why() {
    let mut a = candidate(1);
    let mut b = candidate(2);
    a.last_given = Some(AT.plus_seconds(-1));
    b.last_given = Some(AT);
    (a.open, a.cap) = (3, Some(10));
    (b.open, b.cap) = (1, Some(5));
    a.skills.insert("db".into(), 3);
    b.skills.insert("db".into(), 5);
    let mut facts = facts(vec![a, b]);
    facts.required = vec![Required {
        skill: "db".into(),
        level: 3,
    }];
    let decide = |facts: &Facts, strategy| {
        let d = route(&rule(strategy), facts, AT);
        (d.agent, d.because)
    };
    assert_eq!(
        decide(&facts, Strategy::RoundRobin),
        (Some(agent(1)), Because::RoundRobin)
    );
    assert_eq!(
        decide(&facts, Strategy::LeastLoaded),
        (Some(agent(2)), Because::LeastLoaded),
        "1 of 5 is less than 3 of 10"
    );
    assert_eq!(
        decide(&facts, Strategy::BestSkill),
        (Some(agent(2)), Because::BestSkill)
    );
    facts.candidates[1].away = true;
    for strategy in Strategy::ALL {
        assert_eq!(decide(&facts, strategy), (Some(agent(1)), Because::OnlyOne));
    }
}

#[test]
fn who_was_never_given_one_comes_first_in_the_round() {
    let mut given = candidate(1);
    given.last_given = Some(AT.plus_seconds(-1_000));
    let d = route(
        &rule(Strategy::RoundRobin),
        &facts(vec![given, candidate(2)]),
        AT,
    );
    assert_eq!(d.agent, Some(agent(2)));
}

#[test]
fn the_next_change_is_an_absence_that_ends_or_hours_that_begin() {
    let mut a = candidate(1);
    a.absences = vec![Absence {
        from: AT,
        until: AT.plus_seconds(2 * HOUR),
        reason: String::new(),
    }];
    let mut b = candidate(2);
    b.hours = Some(hours("09:00", "17:00"));
    assert_eq!(
        next_change(&facts(vec![a.clone(), b.clone()]), AT),
        Some(AT.plus_seconds(HOUR))
    );
    b.away = true;
    assert_eq!(
        next_change(&facts(vec![a, b]), AT),
        Some(AT.plus_seconds(2 * HOUR)),
        "who is away until they say otherwise brings no change"
    );
    assert_eq!(next_change(&facts(vec![candidate(1)]), AT), None);
}

#[test]
fn the_queue_goes_by_plan_then_priority_then_due() {
    let waiting = |n: u128, plan_rank, priority_rank, due: Option<i64>| Waiting {
        ticket: TicketId::new(AT, n),
        plan_rank,
        priority_rank,
        due: due.map(|s| AT.plus_seconds(s)),
        since: AT,
    };
    let mut queue = vec![
        waiting(1, 0, 4, Some(1)),
        waiting(2, 9, 1, None),
        waiting(3, 9, 3, None),
        waiting(4, 9, 3, Some(50)),
        waiting(5, 9, 3, Some(5)),
    ];
    queue.sort_by(queue_order);
    let order: Vec<_> = queue.iter().map(|w| w.ticket).collect();
    assert_eq!(
        order,
        [5, 4, 3, 2, 1].map(|n| TicketId::new(AT, n)),
        "{queue:?}"
    );
}

#[test]
fn of_several_requirements_the_highest_level_counts_and_what_is_put_away_is_not_asked() {
    let product = ProductId::new(AT, 1);
    let need = |product_id, skill: &str, level| Requirement {
        product_id,
        type_id: None,
        plan_id: None,
        skill: skill.into(),
        level,
    };
    let skill = |key: &str, archived| Skill {
        key: key.into(),
        name: key.into(),
        archived,
    };
    let policy = RoutingPolicy {
        skills: vec![skill("db", false), skill("old", true), skill("net", false)],
        required: vec![
            need(Some(product), "db", 2),
            need(None, "db", 4),
            need(None, "old", 5),
            need(Some(ProductId::new(AT, 2)), "net", 1),
        ],
        ..RoutingPolicy::default()
    };
    let db = |level| {
        vec![Required {
            skill: "db".into(),
            level,
        }]
    };
    assert_eq!(policy.required(Some(product), None, None), db(4));
    assert_eq!(policy.required(None, None, None), db(4));
}

#[test]
fn a_large_team_keeps_those_who_came_nearest() {
    let many = (1..=60).map(|n| {
        let mut c = candidate(n);
        c.away = n != 60;
        c
    });
    let d = route(&rule(Strategy::RoundRobin), &facts(many.collect()), AT);
    assert_eq!(d.agent, Some(agent(60)));
    assert_eq!((d.considered.len(), d.left_out), (KEPT_MAX, 50));
    assert_eq!(d.considered[0].agent, agent(60));
}

prop_compose! {
    fn anybody(n: u128)(
        flags in proptest::collection::vec(proptest::bool::weighted(0.85), 5),
        absent in proptest::option::weighted(0.2, -2_i64..3),
        open in 0_u32..6,
        cap in proptest::option::of(0_u32..7),
        skills in proptest::collection::btree_map("[ab]", 1_u8..=5, 0..3),
        last in proptest::option::of(0_i64..4),
    ) -> Candidate {
        Candidate {
            member: flags[0],
            enabled: flags[1],
            permitted: flags[2],
            away: !flags[3],
            hours: (!flags[4]).then(|| hours("09:00", "17:00")),
            absences: absent.map(|s| Absence {
                from: AT.plus_seconds(s),
                until: AT.plus_seconds(s + 1),
                reason: String::new(),
            }).into_iter().collect(),
            open,
            cap,
            skills,
            last_given: last.map(|s| AT.plus_seconds(-s)),
            ..candidate(n)
        }
    }
}

fn crowd() -> impl Strategy2 {
    (
        anybody(1),
        anybody(2),
        anybody(3),
        anybody(4),
        proptest::option::of(("[ab]", 1_u8..=5)),
        0_usize..3,
    )
        .prop_map(|(a, b, c, d, need, strategy)| {
            let facts = Facts {
                required: need
                    .map(|(skill, level)| Required { skill, level })
                    .into_iter()
                    .collect(),
                candidates: vec![a, b, c, d],
            };
            (rule(Strategy::ALL[strategy]), facts)
        })
}

trait Strategy2: proptest::strategy::Strategy<Value = (TeamRule, Facts)> {}
impl<S: proptest::strategy::Strategy<Value = (TeamRule, Facts)>> Strategy2 for S {}

/// The slow, obvious model: who may, and of those whom nobody beats.
fn model(rule: &TeamRule, facts: &Facts) -> Option<UserId> {
    let may: Vec<&Candidate> = facts
        .candidates
        .iter()
        .filter(|c| {
            c.member
                && c.enabled
                && c.permitted
                && !c.away
                && !c.absences.iter().any(|a| a.from <= AT && AT < a.until)
                && c.hours.is_none()
                && c.open < c.cap.unwrap_or(rule.cap)
                && facts
                    .required
                    .iter()
                    .all(|r| c.skills.get(&r.skill).is_some_and(|has| *has >= r.level))
        })
        .collect();
    let fit = |c: &Candidate| -> u32 {
        facts
            .required
            .iter()
            .map(|r| u32::from(c.skills[&r.skill]))
            .sum()
    };
    let load = |c: &Candidate| f64::from(c.open) / f64::from(c.cap.unwrap_or(rule.cap));
    let beats = |a: &Candidate, b: &Candidate| {
        if rule.strategy == Strategy::BestSkill && fit(a) != fit(b) {
            return fit(a) > fit(b);
        }
        if rule.strategy != Strategy::RoundRobin && (load(a) - load(b)).abs() > 1e-9 {
            return load(a) < load(b);
        }
        if a.last_given != b.last_given {
            return a.last_given < b.last_given;
        }
        a.agent < b.agent
    };
    may.iter()
        .find(|a| may.iter().all(|b| a.agent == b.agent || beats(a, b)))
        .map(|a| a.agent)
}

proptest! {
    #![proptest_config(cases(512))]

    #[test]
    fn the_decision_is_that_of_the_model((rule, facts) in crowd()) {
        prop_assert_eq!(route(&rule, &facts, AT).agent, model(&rule, &facts));
    }

    #[test]
    fn the_order_in_which_people_are_named_does_not_matter(
        (rule, facts) in crowd(), turn in 0_usize..4, flip: bool,
    ) {
        let mut other = facts.clone();
        other.candidates.rotate_left(turn);
        if flip {
            other.candidates.reverse();
        }
        prop_assert_eq!(route(&rule, &facts, AT), route(&rule, &other, AT));
    }

    #[test]
    fn everybody_is_accounted_for_and_the_first_is_the_one((rule, facts) in crowd()) {
        let d = route(&rule, &facts, AT);
        prop_assert_eq!(d.considered.len(), 4);
        let first = d.considered.first().filter(|c| c.passed).map(|c| c.agent);
        prop_assert_eq!(first, d.agent);
        let json = serde_json::to_string(&d).unwrap();
        prop_assert_eq!(serde_json::from_str::<Decision>(&json).unwrap(), d);
    }

    #[test]
    fn nothing_changes_by_itself_before_the_next_change((rule, facts) in crowd(), part in 0_i64..100) {
        // Absences that begin later take somebody away; only gains are promised.
        let before = route(&rule, &facts, AT);
        if before.agent.is_none() && let Some(change) = next_change(&facts, AT) {
            let then = Instant(AT.0 + (change.0 - AT.0 - 1) * part / 100);
            prop_assert_eq!(route(&rule, &facts, then).agent, None);
        }
    }
}
