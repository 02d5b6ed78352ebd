//! Layers and conditions, limits of a stored SLA, and a ticket's history as
//! clock events.

use std::sync::Arc;

use super::cases::{HOUR, at, calendar, of_priority, run, sla, target};
use super::*;
use crate::escalation::{Action, EscalationPath, Step, Trigger};
use crate::ids::{ContactId, MessageId, ProductId, StatusId, UserId};
use crate::ticket::{Category, Channel, Derivation, EventActor, FieldChange, Priority};
use crate::ticket::{TicketEvent, TimelineEvent};

fn layer(kind: LayerKind, name: &str, sla: SlaSpec) -> Layer {
    Layer {
        kind,
        name: name.to_owned(),
        sla: Arc::new(sla),
        calendar: calendar("UTC", "09:00", "17:00"),
    }
}

fn chosen(policy: &Policy, facts: &Facts, metric: Metric) -> Option<(String, usize, TargetReason)> {
    let mut chosen = resolve_targets(policy, facts)
        .into_iter()
        .filter(|c| c.metric == metric && c.chosen);
    let first = chosen.next().map(|c| (c.sla, c.target, c.because));
    assert!(chosen.next().is_none());
    first
}

#[test]
fn per_metric_the_most_specific_layer_wins_and_says_so() {
    let policy = Policy::new(vec![
        layer(
            LayerKind::Corporate,
            "house@1",
            sla(vec![
                target(Metric::FirstResponse, 8 * HOUR),
                target(Metric::Update, 24 * HOUR),
                target(Metric::Resolution, 40 * HOUR),
            ]),
        ),
        layer(
            LayerKind::Contract,
            "gold@3",
            sla(vec![of_priority(
                target(Metric::FirstResponse, HOUR),
                "urgent",
            )]),
        ),
        layer(
            LayerKind::Product,
            "vpn@2",
            sla(vec![target(Metric::Resolution, 4 * HOUR)]),
        ),
    ]);
    let kinds: Vec<_> = policy.layers().iter().map(|l| l.kind).collect();
    assert_eq!(
        kinds,
        [
            LayerKind::Contract,
            LayerKind::Product,
            LayerKind::Corporate
        ]
    );
    let urgent = Facts {
        priority: Some("urgent".to_owned()),
        ..Facts::default()
    };
    let get = |facts: &Facts, metric| chosen(&policy, facts, metric);
    assert_eq!(
        get(&urgent, Metric::FirstResponse),
        Some(("gold@3".to_owned(), 0, TargetReason::MostSpecificLayer))
    );
    assert_eq!(
        get(&Facts::default(), Metric::FirstResponse),
        Some(("house@1".to_owned(), 0, TargetReason::OnlyMatch))
    );
    assert_eq!(
        get(&urgent, Metric::Resolution),
        Some(("vpn@2".to_owned(), 0, TargetReason::MostSpecificLayer))
    );
    assert_eq!(
        get(&urgent, Metric::Update),
        Some(("house@1".to_owned(), 1, TargetReason::OnlyMatch))
    );
    assert_eq!(get(&urgent, Metric::NextResponse), None);
    // The clocks hold to the same, and their reports name it.
    let r = run(
        std::slice::from_ref(&policy),
        "10:00 - created, 10:00 - priority urgent",
        "10:30",
    );
    let target = r.metrics[&Metric::FirstResponse].cycles[0]
        .target
        .clone()
        .unwrap();
    assert_eq!(
        (target.layer, target.sla.as_str(), target.seconds),
        (LayerKind::Contract, "gold@3", HOUR)
    );
    let all = resolve_targets(&policy, &Facts::default());
    let lost = all.iter().find(|c| c.sla == "gold@3").unwrap();
    assert_eq!(lost.because, TargetReason::ConditionFailed);
    assert_eq!(lost.failed_condition.as_deref(), Some("priority"));
}

#[test]
fn within_a_layer_more_conditions_win_then_the_first() {
    let mut narrow = of_priority(target(Metric::Resolution, HOUR), "urgent");
    narrow.conditions.product = vec!["prd_a".to_owned(), "prd_b".to_owned()];
    let mut banded = target(Metric::Resolution, 3 * HOUR);
    banded.conditions.licence_band = vec!["500+".to_owned()];
    let policy = Policy::new(vec![layer(
        LayerKind::Plan,
        "plan@1",
        sla(vec![
            target(Metric::Resolution, 9 * HOUR),
            of_priority(target(Metric::Resolution, 2 * HOUR), "urgent"),
            narrow,
            banded,
        ]),
    )]);
    let facts = |priority: Option<&str>, product: Option<&str>, band: Option<&str>| Facts {
        priority: priority.map(str::to_owned),
        product: product.map(str::to_owned),
        licence_band: band.map(str::to_owned),
        ..Facts::default()
    };
    let get = |f: Facts| chosen(&policy, &f, Metric::Resolution).map(|(_, i, why)| (i, why));
    assert_eq!(
        get(facts(None, None, None)),
        Some((0, TargetReason::OnlyMatch))
    );
    assert_eq!(
        get(facts(Some("urgent"), None, None)),
        Some((1, TargetReason::MostConditions))
    );
    assert_eq!(
        get(facts(Some("urgent"), Some("prd_b"), Some("500+"))),
        Some((2, TargetReason::MostConditions))
    );
    // One condition each: the first listed.
    assert_eq!(
        get(facts(Some("urgent"), Some("prd_c"), Some("500+"))),
        Some((1, TargetReason::ListedFirst))
    );
    let all = resolve_targets(&policy, &facts(Some("urgent"), None, Some("500+")));
    let why: Vec<_> = all.iter().map(|c| c.because).collect();
    assert_eq!(
        why,
        [
            TargetReason::FewerConditions,
            TargetReason::ListedFirst,
            TargetReason::ConditionFailed,
            TargetReason::ListedLater,
        ]
    );
}

#[test]
fn a_condition_can_ask_for_the_absence_of_a_fact() {
    let policy = Policy::new(vec![layer(
        LayerKind::Plan,
        "plan@1",
        sla(vec![of_priority(
            target(Metric::Resolution, HOUR),
            NO_VALUE,
        )]),
    )]);
    assert!(chosen(&policy, &Facts::default(), Metric::Resolution).is_some());
    let low = Facts {
        priority: Some("low".to_owned()),
        ..Facts::default()
    };
    assert!(chosen(&policy, &low, Metric::Resolution).is_none());
}

#[test]
fn the_rules_are_those_of_the_layer_that_promises() {
    // The contract says nothing of resolution, and its pauses do not reach it.
    let mut contract = sla(vec![target(Metric::FirstResponse, HOUR)]);
    contract.rules.pauses.clear();
    let house = sla(vec![target(Metric::Resolution, 8 * HOUR)]);
    let policy = Policy::new(vec![
        layer(LayerKind::Contract, "gold@1", contract),
        layer(LayerKind::Corporate, "house@1", house),
    ]);
    let r = run(
        &[policy],
        "10:00 - created, 11:00 - status pending",
        "12:00",
    );
    assert_eq!(r.metrics[&Metric::Resolution].state, ClockState::Paused);
}

#[test]
fn a_spec_reads_from_json_with_its_defaults_and_refuses_unknown_fields() {
    let spec: SlaSpec = serde_json::from_str(
        r#"{"targets":[{"metric":"resolution","seconds":60,"clock":"24x7","conditions":{"priority":["none"],"type":["typ_1"]}}]}"#,
    )
    .unwrap();
    assert_eq!(spec.rules, Rules::default());
    assert_eq!(spec.targets[0].clock, TargetClock::RoundTheClock);
    let again: SlaSpec = serde_json::from_str(&serde_json::to_string(&spec).unwrap()).unwrap();
    assert_eq!(again, spec);
    for bad in [
        r#"{"targets":[],"target":[]}"#,
        r#"{"targets":[{"metric":"resolution","seconds":60,"conditions":{"color":["red"]}}]}"#,
        r#"{"targets":[{"metric":"solution","seconds":60}]}"#,
    ] {
        assert!(serde_json::from_str::<SlaSpec>(bad).is_err(), "{bad}");
    }
    let pauses = &Rules::default().pauses;
    assert_eq!(pauses["pending"], [Metric::Update, Metric::Resolution]);
    assert_eq!(pauses.len(), 2);
}

#[test]
fn limits_hold_at_their_edges() {
    let fails = |spec: &SlaSpec| spec.check().map_err(|e| (e.code, e.path)).unwrap_err();
    let one = |seconds| sla(vec![target(Metric::Update, seconds)]);
    assert_eq!(one(1).check(), Ok(()));
    assert_eq!(one(TARGET_SECONDS_MAX).check(), Ok(()));
    let range = (
        "target_seconds_out_of_range",
        "targets[0].seconds".to_owned(),
    );
    assert_eq!(fails(&one(0)), range);
    assert_eq!(fails(&one(TARGET_SECONDS_MAX + 1)), range);

    let many = |n| sla(vec![target(Metric::Update, 60); n]);
    assert_eq!(many(TARGETS_MAX).check(), Ok(()));
    assert_eq!(fails(&many(TARGETS_MAX + 1)).0, "too_many_targets");

    let values = |n| {
        let mut spec = one(60);
        spec.targets[0].conditions.segment = vec!["a".to_owned(); n];
        spec
    };
    assert_eq!(values(CONDITION_VALUES_MAX).check(), Ok(()));
    assert_eq!(
        fails(&values(CONDITION_VALUES_MAX + 1)),
        (
            "too_many_values",
            "targets[0].conditions.segment".to_owned()
        )
    );
    let mut spec = one(60);
    spec.targets[0].conditions.ticket_type = vec![" ".to_owned()];
    assert_eq!(
        fails(&spec),
        ("empty_value", "targets[0].conditions.type".to_owned())
    );

    let pauses = |n: usize| {
        let mut spec = one(60);
        spec.rules.pauses = (0..n).map(|i| (format!("s{i}"), vec![])).collect();
        spec
    };
    assert_eq!(pauses(PAUSE_STATUSES_MAX).check(), Ok(()));
    assert_eq!(fails(&pauses(PAUSE_STATUSES_MAX + 1)).0, "too_many_pauses");
    let mut spec = one(60);
    spec.rules.closed_statuses.clear();
    assert_eq!(fails(&spec).0, "no_closed_status");
    let mut spec = one(60);
    spec.steps.push(Step {
        id: "Warn!".to_owned(),
        metric: Metric::Update,
        trigger: Trigger::AfterDue { seconds: 0 },
        path: EscalationPath::Automatic,
        actions: vec![Action::RaisePriority],
    });
    assert_eq!(fails(&spec), ("bad_step_id", "steps[0].id".to_owned()));
}

fn entry(seq: i64, when: &str, event: TicketEvent) -> TimelineEvent {
    TimelineEvent {
        seq,
        at: at(when),
        actor: EventActor::Agent {
            user: UserId(1),
            token: None,
        },
        event,
    }
}

#[test]
fn a_history_becomes_clock_events() {
    let message = MessageId(1);
    let channel = Channel::Email;
    let status = |from, to, from_category, category| TicketEvent::StatusChanged {
        from: StatusId(from),
        to: StatusId(to),
        from_category,
        category,
        reason: None,
        pauses: None,
    };
    let history = [
        entry(
            1,
            "10:00",
            TicketEvent::Created {
                channel,
                outbound: false,
                began_at: Some(at("09:50")),
                status: StatusId(1),
                category: Category::New,
                priority: Some(Priority::High),
                pauses: None,
            },
        ),
        entry(
            2,
            "10:01",
            TicketEvent::AutomaticMessage {
                message,
                cause: "acknowledgement".to_owned(),
            },
        ),
        entry(3, "10:02", TicketEvent::Note { message }),
        entry(4, "10:10", TicketEvent::AgentReply { message, channel }),
        entry(5, "10:20", status(1, 2, Category::New, Category::Pending)),
        entry(
            6,
            "10:30",
            TicketEvent::CustomerMessage { message, channel },
        ),
        entry(7, "10:30", status(2, 3, Category::Pending, Category::Open)),
        entry(
            8,
            "10:40",
            TicketEvent::PriorityChanged {
                from: Some(Priority::High),
                to: None,
                derivation: Derivation::None,
            },
        ),
        entry(
            9,
            "10:50",
            TicketEvent::FieldChanged {
                changes: vec![FieldChange {
                    field: "type".to_owned(),
                    from: serde_json::Value::Null,
                    to: "typ_1".into(),
                }],
            },
        ),
        entry(
            10,
            "11:00",
            TicketEvent::SubjectMatterChanged {
                account: None,
                contact: Some(ContactId(1)),
                product: Some(ProductId(7)),
                asset: None,
            },
        ),
        entry(
            11,
            "11:10",
            TicketEvent::PromiseChanged {
                contract: None,
                plan: None,
                plan_version: None,
                sla: None,
                sla_version: None,
                layers: Vec::new(),
                facts: None,
            },
        ),
        entry(12, "11:20", status(3, 4, Category::Open, Category::Solved)),
        entry(13, "11:30", status(4, 3, Category::Solved, Category::Open)),
        entry(
            14,
            "11:30",
            TicketEvent::Reopened {
                to: StatusId(3),
                free: true,
            },
        ),
        entry(15, "11:40", status(3, 4, Category::Open, Category::Solved)),
        entry(
            16,
            "11:50",
            TicketEvent::Reopened {
                to: StatusId(3),
                free: true,
            },
        ),
    ];
    let facts = Facts {
        segment: Some("enterprise".to_owned()),
        ..Facts::default()
    };
    let events = events_of(&history, &facts, |e| {
        assert_eq!(e.seq, 11);
        Some(None)
    });
    let kinds: Vec<_> = events
        .iter()
        .map(|e| match &e.kind {
            SlaEventKind::Created {
                asked_at, facts, ..
            } => {
                assert_eq!(*asked_at, Some(at("09:50")));
                assert_eq!(facts.priority.as_deref(), Some("high"));
                assert_eq!(facts.channel.as_deref(), Some("email"));
                assert_eq!(facts.segment.as_deref(), Some("enterprise"));
                "created".to_owned()
            }
            SlaEventKind::Status { category, .. } => category.unwrap().to_string(),
            SlaEventKind::Facts { facts } => format!(
                "{:?} {:?} {:?}",
                facts.priority.as_deref(),
                facts.ticket_type.as_deref(),
                facts.product.is_some()
            ),
            SlaEventKind::Policy { policy, .. } => format!("policy {policy:?}"),
            SlaEventKind::CustomerMessage => "message".to_owned(),
            SlaEventKind::AgentReply => "reply".to_owned(),
        })
        .collect();
    assert_eq!(
        kinds,
        [
            "policy None",
            "created",
            "reply",
            "pending",
            "message",
            "open",
            "None None false",
            "None Some(\"typ_1\") false",
            "None Some(\"typ_1\") true",
            "policy None",
            "solved",
            "open",
            "solved",
            "open",
        ]
    );
    // As they are stored.
    let json = serde_json::to_string(&events).unwrap();
    assert_eq!(
        serde_json::from_str::<Vec<SlaEvent>>(&json).unwrap(),
        events
    );
}

#[test]
fn a_promise_made_at_creation_is_in_force_when_the_ticket_begins() {
    let (message, channel) = (MessageId(1), Channel::Phone);
    let promise = |when, segment: &str| {
        entry(
            2,
            when,
            TicketEvent::PromiseChanged {
                contract: None,
                plan: None,
                plan_version: None,
                sla: None,
                sla_version: None,
                layers: Vec::new(),
                facts: Some(Facts {
                    segment: Some(segment.to_owned()),
                    ..Facts::default()
                }),
            },
        )
    };
    let created = entry(
        1,
        "10:00",
        TicketEvent::Created {
            channel,
            outbound: true,
            began_at: None,
            status: StatusId(1),
            category: Category::New,
            priority: None,
            pauses: None,
        },
    );
    let mut small = target(Metric::FirstResponse, HOUR);
    small.conditions.segment = vec!["small".to_owned()];
    let mut spec = sla(vec![small]);
    spec.rules.agent_created_first_response = true;
    let policies = [super::cases::policy(spec)];
    let first = |history: &[TimelineEvent]| {
        let facts = Facts {
            segment: Some("small".to_owned()),
            ..Facts::default()
        };
        let events = events_of(history, &facts, |_| Some(Some(0)));
        let mut report = replay(&policies, &events, at("12:00")).unwrap();
        report.metrics.remove(&Metric::FirstResponse).unwrap()
    };
    let automatic = entry(
        3,
        "10:05",
        TicketEvent::AutomaticMessage {
            message,
            cause: "acknowledgement".to_owned(),
        },
    );
    let reply = entry(4, "10:10", TicketEvent::AgentReply { message, channel });
    // Its rules hold for the creation, and an automatic message answers nothing.
    let m = first(&[created.clone(), promise("10:00", "small"), automatic, reply]);
    assert_eq!(m.fulfilled_at, Some(at("10:10")));
    assert_eq!((m.elapsed_seconds, m.breached), (600, false));
    // Made later, it is not in force before.
    let m = first(&[created.clone(), promise("11:30", "small")]);
    assert_eq!(m.state, ClockState::None);
    // The facts that it was made by hold from then on.
    let m = first(&[created.clone(), promise("10:00", "large")]);
    assert_eq!(m.state, ClockState::None);
    let m = first(&[
        created,
        promise("10:00", "large"),
        promise("10:30", "small"),
    ]);
    assert_eq!((m.state, m.due), (ClockState::Breached, Some(at("11:00"))));
}
