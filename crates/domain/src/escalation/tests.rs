use std::collections::BTreeSet;
use std::sync::Arc;

use proptest::prelude::*;

use crate::properties::cases;

use super::*;
use crate::calendar::{Calendar, CalendarSpec};
use crate::ids::{TeamId, UserId};
use crate::sla::{
    Conditions, CreatedBy, Facts, Layer, LayerKind, Metric, Policy, SlaClock, SlaEvent,
    SlaEventKind, SlaSpec, TargetClock, TargetSpec,
};
use crate::ticket::Priority;
use crate::time::Instant;

const HOUR: i64 = 3_600;

/// 09:00 to 17:00 UTC on weekdays.
fn office() -> Arc<Calendar> {
    let day = || vec![["09:00".to_owned(), "17:00".to_owned()]];
    Arc::new(
        Calendar::new(&CalendarSpec {
            tz: "UTC".to_owned(),
            hours: ["mon", "tue", "wed", "thu", "fri"]
                .map(|d| (d.to_owned(), day()))
                .into(),
            ..CalendarSpec::default()
        })
        .unwrap(),
    )
}

/// `10:30` is of Monday 2026-06-01; `4 10:30` of the 4th.
fn at(text: &str) -> Instant {
    let (day, time) = text.split_once(' ').unwrap_or(("1", text));
    Instant::parse(&format!("2026-06-{day:0>2}T{time}:00Z")).unwrap()
}

fn step(id: &str, trigger: Trigger) -> Step {
    Step {
        id: id.to_owned(),
        metric: Metric::Resolution,
        trigger,
        path: EscalationPath::Hierarchical,
        actions: vec![Action::Notify {
            recipient: Recipient::Manager,
        }],
    }
}

fn percent(percent: u32) -> Trigger {
    Trigger::PercentOfTarget { percent }
}

fn before(hours: i64) -> Trigger {
    Trigger::BeforeDue {
        seconds: hours * HOUR,
    }
}

fn after(hours: i64) -> Trigger {
    Trigger::AfterDue {
        seconds: hours * HOUR,
    }
}

/// Resolution within `hours`, or within one hour when urgent.
fn policies(hours: i64, steps: Vec<Step>) -> Vec<Policy> {
    let target = |seconds, priority: &[&str]| TargetSpec {
        metric: Metric::Resolution,
        conditions: Conditions {
            priority: priority.iter().map(|p| (*p).to_owned()).collect(),
            ..Conditions::default()
        },
        seconds,
        clock: TargetClock::Calendar,
    };
    vec![Policy::new(vec![Layer {
        kind: LayerKind::Plan,
        name: "plan@1".to_owned(),
        sla: Arc::new(SlaSpec {
            targets: vec![target(hours * HOUR, &[]), target(HOUR, &["urgent"])],
            steps,
            ..SlaSpec::default()
        }),
        calendar: office(),
    }])]
}

fn events(story: &[(&str, &str)]) -> Vec<SlaEvent> {
    story
        .iter()
        .map(|(when, what)| SlaEvent {
            at: at(when),
            kind: match *what {
                "created" => SlaEventKind::Created {
                    by: CreatedBy::Customer,
                    asked_at: None,
                    status: "new".to_owned(),
                    category: None,
                    pauses: None,
                    facts: Facts::default(),
                },
                "urgent" => SlaEventKind::Facts {
                    facts: Facts {
                        priority: Some("urgent".to_owned()),
                        ..Facts::default()
                    },
                },
                "normal" => SlaEventKind::Facts {
                    facts: Facts::default(),
                },
                "detached" => SlaEventKind::Policy {
                    policy: None,
                    facts: None,
                },
                status => SlaEventKind::Status {
                    status: status.to_owned(),
                    category: None,
                    pauses: None,
                },
            },
        })
        .collect()
}

#[track_caller]
fn due(hours: i64, trigger: Trigger, story: &[(&str, &str)], expected: &[&str]) {
    let steps = [step("s", trigger)];
    let policies = policies(hours, steps.to_vec());
    let events = events(story);
    let clock = SlaClock::replay(&policies, &events, Instant(i64::MAX)).unwrap();
    let found: Vec<_> = due_instants(&clock, &steps)
        .into_iter()
        .map(|d| d.at)
        .collect();
    let expected: Vec<_> = expected.iter().map(|e| at(e)).collect();
    assert_eq!(found, expected, "{trigger:?}");
    // The same by way of the SLA that promises.
    let in_force: Vec<_> = steps_in_force(&clock)
        .into_iter()
        .map(|s| s.due.at)
        .collect();
    assert_eq!(in_force, expected);
}

#[test]
fn before_due_is_business_time_and_falls_inside_hours() {
    // Due Tuesday 10:00. Three hours before is Monday 15:00, not 07:00.
    let monday = [("10:00", "created")];
    due(8, before(3), &monday, &["15:00"]);
    // One hour before: the opening of Tuesday, not Monday's close or midnight.
    due(8, before(1), &monday, &["2 09:00"]);
    due(8, before(0), &monday, &["2 10:00"]);
    // More than there is: at the start.
    due(8, before(8), &monday, &["10:00"]);
    due(8, before(100), &monday, &["10:00"]);
    // A start outside hours: at the opening.
    due(8, before(100), &[("6 12:00", "created")], &["8 09:00"]);
    // Over the week-end.
    due(2, before(1), &[("5 16:00", "created")], &["8 09:00"]);
}

#[test]
fn percent_and_after_due_count_on_the_same_clock() {
    let monday = [("10:00", "created")];
    due(8, percent(50), &monday, &["14:00"]);
    due(8, percent(75), &monday, &["16:00"]);
    due(14, percent(50), &monday, &["2 09:00"]);
    due(8, percent(100), &monday, &["2 10:00"]);
    due(7, percent(100), &monday, &["17:00"]);
    due(8, percent(150), &monday, &["2 14:00"]);
    due(8, after(0), &monday, &["2 10:00"]);
    due(8, after(7), &monday, &["2 17:00"]);
    due(8, after(8), &monday, &["3 10:00"]);
}

#[test]
fn a_pause_holds_back_and_what_was_due_before_stays() {
    let paused = [("10:00", "created"), ("12:00", "pending")];
    due(8, before(1), &paused, &[]);
    due(8, percent(100), &paused, &[]);
    due(8, percent(10), &paused, &["10:48"]);
    due(8, after(1), &paused, &[]);
    let resumed = [
        ("10:00", "created"),
        ("12:00", "pending"),
        ("3 12:00", "open"),
    ];
    due(8, before(1), &resumed, &["4 09:00"]);
    due(8, percent(10), &resumed, &["10:48"]);
    // Late, then paused: the hours after it wait as well.
    let late = [
        ("10:00", "created"),
        ("12:00", "pending"),
        ("2 12:00", "open"),
    ];
    due(1, after(2), &late, &["2 13:00"]);
    due(1, after(0), &late, &["11:00"]);
}

#[test]
fn what_is_fulfilled_fires_nothing_more() {
    let solved = [("10:00", "created"), ("12:00", "solved")];
    due(8, before(1), &solved, &[]);
    due(8, percent(20), &solved, &["11:36"]);
    // Fulfilled at the due instant is in time: nothing fires at it.
    due(2, after(0), &solved, &[]);
    due(1, after(0), &solved, &["11:00"]);
    due(1, after(1), &solved, &[]);
    let reopened = [("10:00", "created"), ("12:00", "solved"), ("14:00", "open")];
    due(8, before(1), &reopened, &["2 11:00"]);
    due(8, percent(20), &reopened, &["11:36"]);
}

#[test]
fn a_target_that_comes_later_asks_for_nothing_before() {
    let urgent = [("10:00", "created"), ("12:00", "urgent")];
    // Nothing was left: due at the change.
    due(8, percent(50), &urgent, &["12:00"]);
    due(8, percent(100), &urgent, &["12:00"]);
    due(8, after(1), &urgent, &["13:00"]);
    let early = [("10:00", "created"), ("10:15", "urgent")];
    due(8, percent(50), &early, &["10:30"]);
    due(8, percent(10), &early, &["10:15"]);
    due(8, before(0), &early, &["11:00"]);
    due(
        8,
        before(0),
        &[("10:00", "created"), ("11:00", "detached")],
        &[],
    );
}

#[test]
fn keys_name_metric_cycle_and_step_and_survive_recomputing() {
    let steps = vec![step("warn", percent(50)), step("late", after(0))];
    let policies = policies(2, steps);
    let story = [
        ("10:00", "created"),
        ("12:30", "pending"),
        ("13:00", "open"),
        ("13:10", "urgent"),
        ("13:20", "normal"),
        ("13:30", "urgent"),
    ];
    let mut fired = BTreeSet::new();
    let mut fired_twice = Vec::new();
    let events = events(&story);
    // Timers run at every event and after it, replaying from nothing.
    for event in &events {
        for now in [event.at, event.at.plus_seconds(HOUR / 4)] {
            let clock = SlaClock::replay(&policies, &events, now).unwrap();
            for s in steps_in_force(&clock)
                .into_iter()
                .filter(|s| s.due.at <= now)
            {
                if !fired.insert(s.due.key()) {
                    fired_twice.push(s.due.key());
                }
            }
        }
    }
    let fired: Vec<_> = fired.into_iter().collect();
    assert_eq!(fired, ["resolution:0:late", "resolution:0:warn"]);
    assert!(
        !fired_twice.is_empty(),
        "the same keys came up again and were known"
    );
}

#[test]
fn the_next_timer_is_the_next_step_or_the_next_breach() {
    let policies = policies(8, vec![step("warn", before(1)), step("more", after(2))]);
    let events = events(&[("10:00", "created")]);
    let clock = SlaClock::replay(&policies, &events, at("10:00")).unwrap();
    let breach = Instant(at("2 10:00").0 + 1);
    assert_eq!(next_timer(&clock, at("10:00")), Some(at("2 09:00")));
    assert_eq!(next_timer(&clock, at("2 09:00")), Some(breach));
    assert_eq!(next_timer(&clock, breach), Some(at("2 12:00")));
    assert_eq!(next_timer(&clock, at("2 12:00")), None);
}

proptest! {
    #![proptest_config(cases(256))]

    /// Whatever was paused: when a step fires, exactly its share was counted.
    #[test]
    fn a_step_fires_when_its_share_is_counted(
        hours in 1i64..30,
        trigger in prop_oneof![
            (1u32..300).prop_map(percent),
            (0i64..40).prop_map(before),
            (0i64..40).prop_map(after),
        ],
        gaps in proptest::collection::vec(1i64..2_000, 0..8),
    ) {
        let steps = [step("s", trigger)];
        let policies = policies(hours, steps.to_vec());
        let mut events = events(&[("10:00", "created")]);
        let mut when = at("10:00");
        for (i, gap) in gaps.iter().enumerate() {
            when = when.plus_seconds(gap * 60);
            events.push(SlaEvent {
                at: when,
                kind: SlaEventKind::Status {
                    status: ["pending", "open"][i % 2].to_owned(),
                    category: None,
                    pauses: None,
                },
            });
        }
        let clock = SlaClock::replay(&policies, &events, when).unwrap();
        let found = due_instants(&clock, &steps);
        prop_assert!(found.len() <= 1);
        let paused = gaps.len() % 2 == 1;
        prop_assert!(paused || found.len() == 1);
        for due in found {
            let before_it: Vec<_> = events.iter().filter(|e| e.at <= due.at).cloned().collect();
            let report = SlaClock::replay(&policies, &before_it, due.at).unwrap().report(due.at);
            let m = &report.metrics[&Metric::Resolution];
            let target = hours * HOUR;
            let share = match trigger {
                Trigger::PercentOfTarget { percent } => target * i64::from(percent) / 100,
                Trigger::BeforeDue { seconds } => (target - seconds).max(0),
                Trigger::AfterDue { seconds } => target + seconds,
            };
            prop_assert_eq!(m.elapsed_seconds, share);
        }
    }
}

#[test]
fn steps_are_checked_before_they_are_saved() {
    let fails = |steps: &[Step]| {
        check_steps(steps, "steps")
            .map_err(|e| (e.code, e.path))
            .unwrap_err()
    };
    let good = |id: &str| step(id, percent(80));
    assert_eq!(
        check_steps(&[good("warn-80_a"), good("b")], "steps"),
        Ok(())
    );
    let long = "a".repeat(STEP_ID_CHARS_MAX);
    assert_eq!(check_steps(&[good(&long)], "steps"), Ok(()));
    for id in ["", "A", "a:b", "é", &format!("{long}a")] {
        assert_eq!(
            fails(&[good(id)]),
            ("bad_step_id", "steps[0].id".to_owned()),
            "{id}"
        );
    }
    assert_eq!(
        fails(&[good("a"), good("a")]),
        ("duplicate_step_id", "steps[1].id".to_owned())
    );
    let many: Vec<_> = (0..=STEPS_MAX).map(|i| good(&i.to_string())).collect();
    assert_eq!(check_steps(&many[..STEPS_MAX], "steps"), Ok(()));
    assert_eq!(fails(&many).0, "too_many_steps");
    for (trigger, code) in [
        (percent(0), "percent_out_of_range"),
        (percent(PERCENT_MAX + 1), "percent_out_of_range"),
        (Trigger::BeforeDue { seconds: -1 }, "seconds_out_of_range"),
        (
            Trigger::AfterDue {
                seconds: crate::sla::TARGET_SECONDS_MAX + 1,
            },
            "seconds_out_of_range",
        ),
    ] {
        assert_eq!(fails(&[step("a", trigger)]).0, code);
    }
    assert_eq!(
        check_steps(&[step("a", percent(PERCENT_MAX))], "steps"),
        Ok(())
    );
    let tag = |n: usize| Action::Tag { tag: "t".repeat(n) };
    for (actions, code) in [
        (vec![], "no_actions"),
        (
            vec![Action::RaisePriority; ACTIONS_MAX + 1],
            "too_many_actions",
        ),
        (
            vec![Action::Reassign {
                team: None,
                user: None,
            }],
            "reassign_to_nobody",
        ),
        (vec![tag(0)], "bad_tag"),
        (vec![tag(TAG_CHARS_MAX + 1)], "bad_tag"),
    ] {
        assert_eq!(check_actions(&actions, "a").unwrap_err().code, code);
    }
    assert_eq!(check_actions(&[tag(TAG_CHARS_MAX)], "a"), Ok(()));
    assert_eq!(
        check_actions(&vec![Action::RaisePriority; ACTIONS_MAX], "a"),
        Ok(())
    );
}

#[test]
fn steps_are_stored_as_plain_json() {
    let step = Step {
        id: "late".to_owned(),
        metric: Metric::FirstResponse,
        trigger: Trigger::BeforeDue { seconds: 60 },
        path: EscalationPath::Functional,
        actions: vec![
            Action::Notify {
                recipient: Recipient::User { user: UserId(1) },
            },
            Action::Notify {
                recipient: Recipient::Assignee,
            },
            Action::Reassign {
                team: Some(TeamId(2)),
                user: None,
            },
            Action::SetPriority {
                priority: Priority::Urgent,
            },
        ],
    };
    let json = serde_json::to_value(&step).unwrap();
    assert_eq!(
        json["trigger"],
        serde_json::json!({"when": "before_due", "seconds": 60})
    );
    assert_eq!(
        json["actions"][1],
        serde_json::json!({"action": "notify", "to": "assignee"})
    );
    assert_eq!(json["actions"][0]["to"], "user");
    assert_eq!(json["actions"][2]["action"], "reassign");
    assert_eq!(serde_json::from_value::<Step>(json).unwrap(), step);
}

fn cell(priority: Option<Priority>, tier: u8, level: u8, hours: i64) -> Cell {
    Cell {
        priority,
        tier,
        level,
        after_seconds: hours * HOUR,
        path: EscalationPath::Functional,
        actions: vec![Action::Notify {
            recipient: Recipient::Team,
        }],
    }
}

fn whole_matrix() -> Matrix {
    let mut cells = Vec::new();
    for priority in Priority::ALL.iter().copied().map(Some).chain([None]) {
        for tier in 1..=2 {
            for level in 1..=3 {
                cells.push(cell(priority, tier, level, 2 * i64::from(level)));
            }
        }
    }
    Matrix { levels: 3, cells }
}

#[test]
fn levels_are_taken_one_after_the_other_in_business_time() {
    let matrix = whole_matrix();
    let office = office();
    let facts = |level| MatrixFacts {
        priority: Some(Priority::High),
        tier: 1,
        level,
        since: at("14:00"),
        calendar: Some(&office),
    };
    let level = |reached, now| super::step(&matrix, &facts(reached), at(now)).map(|c| c.level);
    assert_eq!(level(0, "13:00"), None);
    assert_eq!(level(0, "15:59"), None);
    assert_eq!(level(0, "16:00"), Some(1));
    // Long away: the lowest first, then the next, none twice.
    assert_eq!(level(0, "5 12:00"), Some(1));
    assert_eq!(level(1, "5 12:00"), Some(2));
    assert_eq!(level(2, "5 12:00"), Some(3));
    assert_eq!(level(3, "5 12:00"), None);
    // Level two is after four business hours: Tuesday 10:00.
    assert_eq!(level(1, "2 09:59"), None);
    assert_eq!(level(1, "2 10:00"), Some(2));
    let always = MatrixFacts {
        calendar: None,
        ..facts(1)
    };
    assert_eq!(
        super::step(&matrix, &always, at("18:00")).map(|c| c.level),
        Some(2)
    );
    let elsewhere = MatrixFacts {
        tier: 3,
        ..facts(0)
    };
    assert_eq!(super::step(&matrix, &elsewhere, at("5 12:00")), None);
}

#[test]
fn the_matrix_answers_for_every_priority_tier_and_level() {
    let matrix = whole_matrix();
    for priority in Priority::ALL.iter().copied().map(Some).chain([None]) {
        for tier in 1..=2 {
            for level in 0..=3 {
                let facts = MatrixFacts {
                    priority,
                    tier,
                    level,
                    since: at("10:00"),
                    calendar: None,
                };
                let found = super::step(&matrix, &facts, at("30 10:00")).map(|c| c.level);
                assert_eq!(found, (level < 3).then_some(level + 1));
            }
        }
    }
    assert_eq!(matrix.coverage(&BTreeSet::from([1, 2]), |_| false), []);
}

#[test]
fn the_coverage_check_finds_every_fault() {
    let mut matrix = whole_matrix();
    let nobody = Recipient::User { user: UserId(9) };
    let find = |m: &mut Matrix, priority, level| {
        m.cells
            .iter()
            .position(|c| c.priority == priority && c.tier == 1 && c.level == level)
            .unwrap()
    };
    let i = find(&mut matrix, Some(Priority::Urgent), 2);
    matrix.cells.remove(i);
    let i = find(&mut matrix, Some(Priority::High), 1);
    matrix.cells[i].actions.clear();
    let i = find(&mut matrix, Some(Priority::Normal), 3);
    matrix.cells[i].after_seconds = HOUR;
    let i = find(&mut matrix, Some(Priority::Low), 1);
    matrix.cells[i].actions = vec![
        Action::Notify {
            recipient: nobody.clone(),
        },
        Action::RaisePriority,
    ];
    matrix.cells.push(cell(None, 1, 1, 2));
    matrix.cells.push(cell(None, 1, 4, 9));
    let gaps = matrix.coverage(&BTreeSet::from([1, 2]), |r| *r == nobody);
    let found: Vec<_> = gaps
        .into_iter()
        .map(|g| (g.priority, g.tier, g.level, g.kind))
        .collect();
    assert_eq!(
        found,
        [
            (Some(Priority::Urgent), 1, 2, GapKind::Empty),
            (Some(Priority::High), 1, 1, GapKind::NoActions),
            (Some(Priority::Normal), 1, 3, GapKind::BeforeLowerLevel),
            (Some(Priority::Low), 1, 1, GapKind::NobodyThere),
            (None, 1, 1, GapKind::Double),
            (None, 1, 4, GapKind::OutsideMatrix),
        ]
    );
    assert_eq!(
        Matrix {
            levels: 1,
            cells: vec![]
        }
        .coverage(&BTreeSet::from([0]), |_| false)
        .len(),
        5
    );
}
