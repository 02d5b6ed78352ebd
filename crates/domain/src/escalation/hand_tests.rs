use proptest::prelude::*;

use super::*;
use crate::ids::{MessageId, StatusId, TeamId, UserId};
use crate::properties::cases;
use crate::ticket::{
    Category, Channel, EscalationStep, EventActor, Priority, TicketEvent, TimelineEvent,
};
use crate::time::Instant;

const NOW: Instant = Instant(1_780_000_000_000_000);
const MINUTE: i64 = 60;

fn facts() -> HandFacts {
    HandFacts {
        is_open: true,
        priority: Some(Priority::High),
        team: Some(TeamId(1)),
        assignee: Some(UserId(1)),
        next_tier: Some(TeamId(2)),
        level: 0,
        customer_knows: false,
        now: NOW,
    }
}

fn ask(path: EscalationPath) -> Ask<'static> {
    Ask {
        path,
        team: None,
        user: None,
        reason: "Nothing moves.",
        next_update_at: None,
        from_customer: false,
    }
}

fn decide(ask: &Ask<'_>, facts: &HandFacts) -> Result<Reached, HandError> {
    by_hand(&EscalationPolicy::default(), ask, facts)
}

#[test]
fn the_functional_path_goes_one_tier_up_unless_somebody_is_named() {
    let functional = ask(EscalationPath::Functional);
    let up = decide(&functional, &facts()).unwrap();
    assert_eq!(
        (up.level, up.team, up.people.len()),
        (1, Some(TeamId(2)), 0)
    );
    assert_eq!(up.next_update_at, Some(NOW.plus_seconds(240 * MINUTE)));
    assert!(!up.customer_knows);
    let top = HandFacts {
        next_tier: None,
        ..facts()
    };
    assert_eq!(decide(&functional, &top), Err(HandError::NobodyNamed));
    let named = Ask {
        user: Some(UserId(9)),
        ..functional.clone()
    };
    let to = decide(&named, &top).unwrap();
    assert_eq!((to.team, to.people), (None, vec![UserId(9)]));
    for (team, user, refused) in [
        (Some(1), None, true),
        (None, Some(1), true),
        (Some(1), Some(1), true),
        (Some(1), Some(2), false),
        (Some(2), Some(1), false),
    ] {
        let ask = Ask {
            team: team.map(TeamId),
            user: user.map(UserId),
            ..functional.clone()
        };
        let found = decide(&ask, &facts()).err();
        assert_eq!(found, refused.then_some(HandError::SameOwner), "{ask:?}");
    }
}

#[test]
fn the_hierarchical_path_leaves_the_owner_and_goes_up_with_the_level() {
    let up = decide(&ask(EscalationPath::Hierarchical), &facts()).unwrap();
    assert_eq!((up.level, up.team, up.people.len()), (1, None, 0));
    let ups: Vec<_> = [0, 1, 2, 5, 6, u32::MAX].map(managers_up).into();
    assert_eq!(ups, [1, 1, 2, 5, MANAGER_LEVELS_MAX, MANAGER_LEVELS_MAX]);
    let again = HandFacts {
        level: u32::MAX,
        ..facts()
    };
    let top = decide(&ask(EscalationPath::Hierarchical), &again).unwrap();
    assert_eq!(top.level, u32::MAX);
}

#[test]
fn what_is_asked_for_is_checked() {
    let hierarchical = ask(EscalationPath::Hierarchical);
    let reason = |reason: &str| {
        decide(
            &Ask {
                reason,
                ..hierarchical.clone()
            },
            &facts(),
        )
        .err()
    };
    assert_eq!(reason(" \n"), Some(HandError::ReasonMissing));
    assert_eq!(reason(&"字".repeat(ESCALATION_REASON_CHARS_MAX)), None);
    let long = "字".repeat(ESCALATION_REASON_CHARS_MAX + 1);
    assert_eq!(reason(&long), Some(HandError::ReasonTooLong));
    assert_eq!(
        decide(&ask(EscalationPath::Automatic), &facts()),
        Err(HandError::Path)
    );
    let done = HandFacts {
        is_open: false,
        ..facts()
    };
    assert_eq!(decide(&hierarchical, &done), Err(HandError::NotOpen));
    let latest = i64::from(NEXT_UPDATE_MINUTES_MAX) * MINUTE;
    for (seconds, fits) in [(0, false), (1, true), (latest, true), (latest + 1, false)] {
        let ask = Ask {
            next_update_at: Some(NOW.plus_seconds(seconds)),
            ..hierarchical.clone()
        };
        let found = decide(&ask, &facts());
        assert_eq!(found.is_ok(), fits, "{seconds}");
        if let Ok(reached) = found {
            assert_eq!(reached.next_update_at, ask.next_update_at);
        }
    }
}

#[test]
fn a_customer_asks_and_the_desk_chooses() {
    let customer = Ask {
        from_customer: true,
        ..ask(EscalationPath::Hierarchical)
    };
    assert!(decide(&customer, &facts()).unwrap().customer_knows);
    for choosing in [
        Ask {
            team: Some(TeamId(2)),
            ..customer.clone()
        },
        Ask {
            user: Some(UserId(2)),
            ..customer.clone()
        },
        Ask {
            next_update_at: Some(NOW.plus_seconds(60)),
            ..customer.clone()
        },
    ] {
        assert_eq!(decide(&choosing, &facts()), Err(HandError::NotForCustomers));
    }
    let tells = EscalationPolicy {
        tell_customer: true,
        ..EscalationPolicy::default()
    };
    let told = by_hand(&tells, &ask(EscalationPath::Functional), &facts()).unwrap();
    assert!(told.customer_knows);
    // What they know stays known.
    let known = HandFacts {
        customer_knows: true,
        ..facts()
    };
    assert!(
        decide(&ask(EscalationPath::Functional), &known)
            .unwrap()
            .customer_knows
    );
}

#[test]
fn each_priority_has_its_minutes_and_zero_asks_for_none() {
    let minutes = UpdateMinutes {
        urgent: 1,
        high: 2,
        normal: 3,
        low: 4,
        none: 0,
    };
    let policy = EscalationPolicy {
        tell_customer: false,
        next_update_minutes: minutes,
    };
    let due = |priority| {
        let facts = HandFacts {
            priority,
            ..facts()
        };
        let reached = by_hand(&policy, &ask(EscalationPath::Functional), &facts).unwrap();
        reached.next_update_at.map(|at| (at.0 - NOW.0) / 60_000_000)
    };
    let all = [
        Some(Priority::Urgent),
        Some(Priority::High),
        Some(Priority::Normal),
        Some(Priority::Low),
        None,
    ];
    assert_eq!(all.map(due), [Some(1), Some(2), Some(3), Some(4), None]);
}

fn event(seq: i64, event: TicketEvent) -> TimelineEvent {
    TimelineEvent {
        seq,
        at: NOW.plus_seconds(seq * MINUTE),
        actor: EventActor::Agent {
            user: UserId(7),
            token: None,
        },
        event,
    }
}

fn by_hand_event(level: u32, update_seconds: i64) -> TicketEvent {
    TicketEvent::EscalatedByHand {
        reached: Reached {
            level,
            path: EscalationPath::Functional,
            team: Some(TeamId(2)),
            people: vec![UserId(3)],
            next_update_at: (update_seconds > 0).then(|| NOW.plus_seconds(update_seconds)),
            update_seconds,
            customer_knows: false,
        },
        reason: "Nothing moves.".into(),
    }
}

fn reply() -> TicketEvent {
    TicketEvent::AgentReply {
        message: MessageId(1),
        channel: Channel::Email,
    }
}

fn solved() -> TicketEvent {
    TicketEvent::StatusChanged {
        from: StatusId(1),
        to: StatusId(2),
        from_category: Category::Open,
        category: Category::Solved,
        reason: None,
        pauses: None,
    }
}

fn story(events: Vec<TicketEvent>) -> Option<Escalation> {
    let history: Vec<_> = (1..).zip(events).map(|(seq, e)| event(seq, e)).collect();
    escalation_after(&history)
}

#[test]
fn a_public_answer_sets_the_next_update_anew_and_a_note_does_not() {
    let first = story(vec![by_hand_event(1, 600)]).unwrap();
    assert_eq!(first.look_at(), Some(NOW.plus_seconds(600)));
    assert_eq!(first.reason.as_deref(), Some("Nothing moves."));
    let note = TicketEvent::Note {
        message: MessageId(2),
    };
    assert_eq!(story(vec![by_hand_event(1, 600), note]).unwrap(), first);
    let answered = story(vec![by_hand_event(1, 600), reply()]).unwrap();
    assert_eq!(answered.look_at(), Some(NOW.plus_seconds(2 * MINUTE + 600)));
    let never = story(vec![by_hand_event(1, 0), reply()]).unwrap();
    assert_eq!(never.look_at(), None);
}

#[test]
fn a_missed_update_is_noticed_once_and_an_answer_begins_anew() {
    let missed = |due_at| TicketEvent::EscalationUpdateMissed { due_at };
    let due = NOW.plus_seconds(600);
    let noticed = story(vec![by_hand_event(1, 600), missed(due)]).unwrap();
    assert!(noticed.update_missed && noticed.look_at().is_none());
    assert_eq!(noticed.reached.next_update_at, Some(due));
    let of_before = story(vec![by_hand_event(1, 600), missed(Instant(due.0 - 1))]).unwrap();
    assert_eq!(of_before.look_at(), Some(due));
    let answered = story(vec![by_hand_event(1, 600), missed(due), reply()]).unwrap();
    assert!(!answered.update_missed && answered.look_at().is_some());
}

#[test]
fn the_end_of_the_work_and_handing_back_end_it() {
    for end in [
        solved(),
        TicketEvent::Deescalated {
            reason: "Solved at the root.".into(),
        },
        TicketEvent::SpamMarked { spam: true },
        TicketEvent::Merged {
            into: crate::ids::TicketId(1),
        },
    ] {
        assert_eq!(
            story(vec![by_hand_event(1, 600), end.clone()]),
            None,
            "{end:?}"
        );
        let again = story(vec![by_hand_event(1, 600), end, by_hand_event(1, 60)]).unwrap();
        assert_eq!(again.reached.level, 1);
    }
}

#[test]
fn steps_of_the_two_paths_leave_the_same_state() {
    let TicketEvent::EscalatedByHand { reached, .. } = by_hand_event(1, 600) else {
        unreachable!()
    };
    let step = |reached| {
        TicketEvent::Escalated(EscalationStep {
            metric: "resolution".into(),
            cycle: 0,
            step: "late".into(),
            actions: vec!["reassign".into()],
            reached,
        })
    };
    assert_eq!(story(vec![step(None)]), None);
    let found = story(vec![step(Some(reached.clone()))]).unwrap();
    assert_eq!((found.reached, found.reason), (reached, None));
    let json = serde_json::to_value(by_hand_event(2, 600)).unwrap();
    assert_eq!(
        (json["event"].as_str(), json["level"].as_u64()),
        (Some("escalated_by_hand"), Some(2))
    );
    assert_eq!(
        serde_json::from_value::<TicketEvent>(json).unwrap(),
        by_hand_event(2, 600)
    );
}

proptest! {
    #![proptest_config(cases(256))]

    /// Whatever happens in between: levels rise one by one until the end, and
    /// nothing is looked for that was noticed or ended.
    #[test]
    fn levels_only_rise_until_it_ends(moves in proptest::collection::vec(0u8..6, 0..40)) {
        let mut history: Vec<TimelineEvent> = Vec::new();
        let mut level = 0;
        for (seq, what) in (1..).zip(moves) {
            let standing = escalation_after(&history);
            prop_assert_eq!(standing.as_ref().map_or(0, |e| e.reached.level), level);
            let next = match what {
                0 | 1 => {
                    let ask = ask(if what == 0 { EscalationPath::Functional } else { EscalationPath::Hierarchical });
                    let facts = HandFacts { level, ..facts() };
                    let reached = decide(&ask, &facts).unwrap();
                    prop_assert_eq!(reached.level, level + 1);
                    level += 1;
                    TicketEvent::EscalatedByHand { reached, reason: "r".into() }
                }
                2 => reply(),
                3 => match standing.and_then(|e| e.look_at()) {
                    Some(due_at) => TicketEvent::EscalationUpdateMissed { due_at },
                    None => TicketEvent::Note { message: MessageId(1) },
                },
                4 => { level = 0; solved() }
                _ => { level = 0; TicketEvent::Deescalated { reason: "r".into() } }
            };
            let noticed = matches!(next, TicketEvent::EscalationUpdateMissed { .. });
            history.push(event(seq, next));
            if noticed {
                prop_assert_eq!(escalation_after(&history).and_then(|e| e.look_at()), None);
            }
        }
    }
}
