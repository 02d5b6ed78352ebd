//! Properties over random histories, and the minute-by-minute model beside
//! the engine.

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;

use crate::properties::cases;

use super::model::{HELD_PAUSES, Happening, MINUTE, Model, Status, Targets, Terms, World};
use super::*;
use crate::calendar::model::Model as Hours;
use crate::calendar::{Calendar, CalendarSpec, WEEKDAYS};

/// A Friday noon; Berlin's clock changes in the second night after it.
const START: &str = "2026-03-27T12:00:00Z";

fn spec(kind: usize) -> CalendarSpec {
    let (tz, days, hours): (_, &[&str], &[(&str, &str)]) = match kind {
        0 => ("UTC", &WEEKDAYS[..5], &[("09:00", "17:00")]),
        1 => ("Europe/Berlin", &WEEKDAYS, &[("00:00", "24:00")]),
        2 => (
            "Europe/Berlin",
            &WEEKDAYS,
            &[("01:00", "04:10"), ("12:00", "14:00"), ("22:00", "24:00")],
        ),
        _ => (
            "Australia/Lord_Howe",
            &WEEKDAYS[1..],
            &[("08:00", "12:00"), ("12:20", "18:00")],
        ),
    };
    let hours: Vec<_> = hours
        .iter()
        .map(|(a, b)| [(*a).to_owned(), (*b).to_owned()])
        .collect();
    CalendarSpec {
        tz: tz.to_owned(),
        hours: days
            .iter()
            .map(|d| ((*d).to_owned(), hours.clone()))
            .collect(),
        ..CalendarSpec::default()
    }
}

#[derive(Debug, Clone)]
struct Story {
    by: CreatedBy,
    terms: Vec<(usize, [Targets; 3])>,
    rules: Rules,
    happenings: Vec<(Instant, Happening)>,
    now: Instant,
}

fn start() -> Instant {
    Instant::parse(START).unwrap()
}

fn targets() -> impl Strategy<Value = Targets> {
    proptest::array::uniform4(prop_oneof![
        1 => Just(None),
        1 => Just(Some(0)),
        4 => (1i64..240).prop_map(Some),
        4 => (240i64..1_500).prop_map(Some),
    ])
}

fn happening(terms: usize) -> impl Strategy<Value = Happening> {
    prop_oneof![
        3 => Just(Happening::Message),
        3 => Just(Happening::Reply),
        2 => Just(Happening::Status(Status::Open)),
        2 => Just(Happening::Status(Status::Pending)),
        1 => Just(Happening::Status(Status::Held)),
        2 => Just(Happening::Status(Status::Solved)),
        3 => (0usize..3).prop_map(Happening::Priority),
        1 => (0..terms).prop_map(Happening::Terms),
    ]
}

fn stories() -> impl Strategy<Value = Story> {
    let terms = proptest::collection::vec((0usize..4, proptest::array::uniform3(targets())), 2);
    let gap = prop_oneof![2 => Just(0i64), 3 => 1i64..60, 3 => 60i64..700];
    (
        (any::<bool>(), any::<bool>()),
        terms,
        (0u8..3, any::<bool>(), any::<bool>(), any::<bool>()),
        proptest::collection::vec((gap, happening(2)), 0..14),
        0i64..900,
    )
        .prop_map(
            |(
                (agent, mixed),
                mut terms,
                (reopen, from_change, before_first, agent_created),
                gaps,
                rest,
            )| {
                // Stretches without a target are counted by the last clock that
                // there was; a second calendar would make the model guess. So
                // either both have the same hours, or no target is missing.
                if mixed {
                    for target in terms.iter_mut().flat_map(|(_, by)| by).flatten() {
                        target.get_or_insert(450);
                    }
                } else {
                    terms[1].0 = terms[0].0;
                }
                let mut at = start();
                let happenings = gaps
                    .into_iter()
                    .map(|(gap, happening)| {
                        at = at.plus_seconds(gap * MINUTE);
                        (at, happening)
                    })
                    .collect();
                Story {
                    by: if agent {
                        CreatedBy::Agent
                    } else {
                        CreatedBy::Customer
                    },
                    terms,
                    rules: Rules {
                        reopen: [Reopen::Continue, Reopen::Restart, Reopen::KeepRunning]
                            [usize::from(reopen)],
                        target_change: if from_change {
                            TargetChange::FromChange
                        } else {
                            TargetChange::Carry
                        },
                        next_response_before_first_reply: before_first,
                        agent_created_first_response: agent_created,
                        ..Rules::default()
                    },
                    happenings,
                    now: at.plus_seconds(rest * MINUTE),
                }
            },
        )
}

fn priority(p: usize) -> Facts {
    Facts {
        priority: (p > 0).then(|| p.to_string()),
        ..Facts::default()
    }
}

impl Story {
    fn policies(&self) -> Vec<Policy> {
        self.terms
            .iter()
            .map(|(hours, by_priority)| {
                let mut targets = Vec::new();
                for (p, minutes) in by_priority.iter().enumerate() {
                    for metric in Metric::ALL {
                        if let Some(minutes) = minutes[metric as usize] {
                            let priority = if p == 0 {
                                "none".to_owned()
                            } else {
                                p.to_string()
                            };
                            targets.push(TargetSpec {
                                metric,
                                conditions: Conditions {
                                    priority: vec![priority],
                                    ..Conditions::default()
                                },
                                seconds: minutes * MINUTE,
                                clock: TargetClock::Calendar,
                            });
                        }
                    }
                }
                Policy::new(vec![Layer {
                    kind: LayerKind::Plan,
                    name: "p".to_owned(),
                    sla: Arc::new(SlaSpec {
                        targets,
                        rules: self.rules.clone(),
                        steps: Vec::new(),
                    }),
                    calendar: Arc::new(Calendar::new(&spec(*hours)).unwrap()),
                }])
            })
            .collect()
    }

    fn events(&self) -> Vec<SlaEvent> {
        let created = SlaEvent {
            at: start(),
            kind: SlaEventKind::Created {
                by: self.by,
                asked_at: None,
                status: "open".to_owned(),
                category: None,
                pauses: None,
                facts: priority(0),
            },
        };
        let rest = self.happenings.iter().map(|(at, happening)| SlaEvent {
            at: *at,
            kind: match happening {
                Happening::Message => SlaEventKind::CustomerMessage,
                Happening::Reply => SlaEventKind::AgentReply,
                Happening::Status(status) => SlaEventKind::Status {
                    status: match status {
                        Status::Open => "open",
                        Status::Pending => "pending",
                        Status::Held => "held",
                        Status::Solved => "solved",
                    }
                    .to_owned(),
                    category: None,
                    pauses: matches!(status, Status::Held).then(|| HELD_PAUSES.to_vec()),
                },
                Happening::Priority(p) => SlaEventKind::Facts {
                    facts: priority(*p),
                },
                Happening::Terms(t) => SlaEventKind::Policy {
                    policy: Some(*t),
                    facts: None,
                },
            },
        });
        std::iter::once(created).chain(rest).collect()
    }

    fn world(&self) -> World {
        World {
            hours: self
                .terms
                .iter()
                .map(|(h, _)| Hours::new(&spec(*h)))
                .collect(),
            terms: self
                .terms
                .iter()
                .enumerate()
                .map(|(i, (_, by_priority))| Terms {
                    // Equal hours are one clock.
                    hours: self
                        .terms
                        .iter()
                        .position(|(h, _)| *h == self.terms[i].0)
                        .unwrap(),
                    by_priority: *by_priority,
                })
                .collect(),
            reopen: self.rules.reopen,
            change: self.rules.target_change,
            before_first: self.rules.next_response_before_first_reply,
            agent_created: self.rules.agent_created_first_response,
        }
    }
}

fn states(report: &Report) -> BTreeMap<Metric, ClockState> {
    report
        .metrics
        .iter()
        .map(|(metric, m)| (*metric, m.state))
        .collect()
}

proptest! {
    #![proptest_config(cases(512))]

    #[test]
    fn agrees_with_the_model_minute_by_minute(story in stories()) {
        let report = replay(&story.policies(), &story.events(), story.now).unwrap();
        let world = story.world();
        let model = Model::walk(&world, story.by, start(), &story.happenings, story.now);
        for metric in Metric::ALL {
            let real = &report.metrics[&metric];
            let shown = model.shown(metric as usize, story.now);
            prop_assert_eq!(real.state, shown.state, "{}", metric);
            prop_assert_eq!(real.elapsed_seconds, shown.elapsed * MINUTE, "{}", metric);
            prop_assert_eq!(real.breached, shown.state == ClockState::Breached);
            if real.fulfilled_at.is_none() {
                prop_assert_eq!(real.due, shown.due, "{}", metric);
            }
            // Fulfilled cycles, in order, with their verdicts.
            let judged: Vec<_> = real
                .cycles
                .iter()
                .filter_map(|c| Some((c.start, c.fulfilled_at?, c.breached)))
                .collect();
            let wanted: Vec<_> = model.tallies[metric as usize]
                .iter()
                .filter_map(|t| Some((t.start, t.end?, t.verdict?)))
                .collect();
            prop_assert_eq!(judged, wanted, "{}", metric);
        }
    }

    /// Replaying all is applying one by one, and looking changes nothing.
    #[test]
    fn replay_is_one_by_one(story in stories()) {
        let (policies, events) = (story.policies(), story.events());
        let mut clock = SlaClock::new(&policies);
        for (i, event) in events.iter().enumerate() {
            clock.apply(event).unwrap();
            let until = events.get(i + 1).map_or(story.now, |e| e.at);
            clock.report(until);
            let replayed = SlaClock::replay(&policies, &events[..=i], until).unwrap();
            prop_assert_eq!(clock.report(until), replayed.report(until));
        }
    }

    /// Events that change nothing change nothing, wherever they stand.
    #[test]
    fn events_without_a_change_leave_no_trace(story in stories(), seconds in proptest::collection::vec(0i64..400_000, 1..6)) {
        let (policies, events) = (story.policies(), story.events());
        let report = replay(&policies, &events, story.now).unwrap();
        let mut noisy = events.clone();
        for second in seconds {
            let at = start().plus_seconds(second).min(story.now);
            let i = noisy.partition_point(|e| e.at <= at);
            let (mut status, mut held) = ("open".to_owned(), None);
            let (mut facts, mut policy) = (priority(0), 0);
            for event in &noisy[..i] {
                match &event.kind {
                    SlaEventKind::Status { status: s, pauses, .. } => {
                        status.clone_from(s);
                        held.clone_from(pauses);
                    }
                    SlaEventKind::Facts { facts: f } => facts.clone_from(f),
                    SlaEventKind::Policy { policy: Some(p), .. } => policy = *p,
                    _ => {}
                }
            }
            let kinds = [
                SlaEventKind::Status { status, category: None, pauses: held },
                SlaEventKind::Facts { facts },
                SlaEventKind::Policy { policy: Some(policy), facts: None },
            ];
            noisy.splice(i..i, kinds.map(|kind| SlaEvent { at, kind }));
        }
        prop_assert_eq!(replay(&policies, &noisy, story.now).unwrap(), report);
    }

    /// What is shown stays until the next wake-up, which changes something.
    #[test]
    fn nothing_changes_before_the_next_wakeup(story in stories(), part in 0i64..1_000) {
        let policies = story.policies();
        let clock = SlaClock::replay(&policies, &story.events(), story.now).unwrap();
        let mut now = story.now;
        for _ in 0..5 {
            let Some(next) = clock.next_wakeup(now) else {
                let later = now.plus_seconds(4_000_000);
                prop_assert_eq!(states(&clock.report(now)), states(&clock.report(later)));
                break;
            };
            prop_assert!(next > now);
            let before = states(&clock.report(now));
            let between = Instant(now.0 + (next.0 - 1 - now.0) / 1_000 * part);
            prop_assert_eq!(&states(&clock.report(between)), &before);
            prop_assert_eq!(&states(&clock.report(Instant(next.0 - 1))), &before);
            prop_assert_ne!(&states(&clock.report(next)), &before);
            now = next;
        }
    }

    /// Pausing for p business seconds moves the due instant by exactly p
    /// business seconds.
    #[test]
    fn a_pause_moves_the_due_instant_by_itself(
        hours in 0usize..4,
        target in 1i64..100_000,
        until in 0i64..100_000,
        pause in 0i64..400_000,
    ) {
        let calendar = Arc::new(Calendar::new(&spec(hours)).unwrap());
        let policies = [super::cases::policy_by(
            super::cases::sla(vec![super::cases::target(Metric::Resolution, target)]),
            Arc::clone(&calendar),
        )];
        let status = |seconds: i64, status: &str| SlaEvent {
            at: start().plus_seconds(seconds),
            kind: SlaEventKind::Status { status: status.to_owned(), category: None, pauses: None },
        };
        let mut events = vec![SlaEvent {
            at: start(),
            kind: SlaEventKind::Created {
                by: CreatedBy::Customer,
                asked_at: None,
                status: "open".to_owned(),
                category: None,
                pauses: None,
                facts: Facts::default(),
            },
        }];
        let due = calendar.add(start(), target).unwrap();
        let paused_at = start().plus_seconds(until);
        prop_assume!(paused_at <= due);
        events.push(status(until, "on_hold"));
        events.push(status(until + pause, "open"));
        let resumed_at = start().plus_seconds(until + pause);
        let report = replay(&policies, &events, resumed_at).unwrap();
        let m = &report.metrics[&Metric::Resolution];
        let moved = calendar.elapsed(paused_at, resumed_at);
        prop_assert_eq!(calendar.elapsed(due, m.due.unwrap()), moved);
        prop_assert_eq!(calendar.elapsed(start(), m.due.unwrap()), target + moved);
        prop_assert_eq!(m.elapsed_seconds, calendar.elapsed(start(), paused_at));
        prop_assert_eq!(m.state, ClockState::Running);
    }

    /// Away and back, by priority or by detaching: time is neither bought nor
    /// lost.
    #[test]
    fn flapping_buys_nothing(
        hours in 0usize..4,
        target in 1i64..200_000,
        other in 1i64..200_000,
        away in 0i64..150_000,
        back in 0i64..150_000,
        look in 0i64..150_000,
        detach in any::<bool>(),
    ) {
        use super::cases::{of_priority, policy_by, sla, target as promise};
        let calendar = Arc::new(Calendar::new(&spec(hours)).unwrap());
        let policies = [policy_by(
            sla(vec![
                of_priority(promise(Metric::Resolution, target), "none"),
                of_priority(promise(Metric::Resolution, other), "1"),
            ]),
            Arc::clone(&calendar),
        )];
        let created = SlaEvent {
            at: start(),
            kind: SlaEventKind::Created {
                by: CreatedBy::Customer,
                asked_at: None,
                status: "open".to_owned(),
                category: None,
                pauses: None,
                facts: priority(0),
            },
        };
        let (away_at, back_at) = (start().plus_seconds(away), start().plus_seconds(away + back));
        let flap = |at, to: usize| SlaEvent {
            at,
            kind: if detach {
                SlaEventKind::Policy { policy: (to == 0).then_some(0), facts: None }
            } else {
                SlaEventKind::Facts { facts: priority(to) }
            },
        };
        let now = back_at.plus_seconds(look);
        let still = replay(&policies, std::slice::from_ref(&created), now).unwrap();
        let flapped = replay(&policies, &[created, flap(away_at, 1), flap(back_at, 0)], now).unwrap();
        let (still, flapped) = (&still.metrics[&Metric::Resolution], &flapped.metrics[&Metric::Resolution]);
        prop_assert_eq!(still.elapsed_seconds, flapped.elapsed_seconds);
        prop_assert_eq!(still.remaining_seconds, flapped.remaining_seconds);
        if still.due >= Some(back_at) {
            // Something was left when it came back, if only a closed night.
            prop_assert!(flapped.due <= still.due);
            if calendar.elapsed(start(), back_at) < target {
                prop_assert_eq!(still.due, flapped.due);
                prop_assert_eq!(still.state, flapped.state);
            }
        } else if look > 0 {
            prop_assert!(still.breached && flapped.breached);
        }
    }
}
