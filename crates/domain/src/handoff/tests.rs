use proptest::prelude::*;

use super::*;
use crate::ids::{StatusId, TeamId, TicketId, UserId};
use crate::properties::cases;
use crate::ticket::{Category, Channel, EventActor, TicketEvent, TimelineEvent};
use crate::time::Instant;

const NOW: Instant = Instant(1_780_000_000_000_000);

fn note() -> Note {
    Note {
        tried: " Restarted it. ".into(),
        found: "The relay is dead.".into(),
        next: "Send a new one.".into(),
        promised: "An answer by noon.".into(),
    }
}

fn facts() -> Facts {
    Facts {
        is_open: true,
        holder: Holder {
            team: Some(TeamId(1)),
            user: Some(UserId(1)),
        },
        offered: false,
        receivers: 2,
        due_at: NOW.plus_seconds(60),
    }
}

const fn team(id: u128) -> Holder {
    Holder {
        team: Some(TeamId(id)),
        user: None,
    }
}

fn try_offer(to: Holder, note: &Note, facts: &Facts) -> Result<Offered, Vec<HandoffError>> {
    let ask = Ask {
        to,
        reason: "skill",
        note,
        tell_customer: false,
    };
    offer(&HandoffPolicy::default(), &ask, facts)
}

#[test]
fn an_offer_keeps_who_has_it_and_the_name_of_its_reason() {
    let made = try_offer(team(2), &note(), &facts()).unwrap();
    assert_eq!(made.from, facts().holder);
    assert_eq!(made.to, team(2));
    assert_eq!(made.reason_name, "Needs another skill");
    assert_eq!(made.note.tried, "Restarted it.");
    assert_eq!(made.due_at, facts().due_at);
}

#[test]
fn every_part_of_the_note_is_required_and_has_a_limit() {
    let full = "x".repeat(NOTE_CHARS_MAX);
    for part in 0..NOTE_PARTS.len() {
        let with = |text: &str| {
            let mut note = note();
            *[
                &mut note.tried,
                &mut note.found,
                &mut note.next,
                &mut note.promised,
            ][part] = text.into();
            try_offer(team(2), &note, &facts())
        };
        assert_eq!(with(" \n ").unwrap_err(), [HandoffError::NoteMissing(part)]);
        assert!(with(&full).is_ok());
        let long = format!("{full}x");
        let refused = with(&long).unwrap_err();
        assert_eq!(refused, [HandoffError::NoteTooLong(part)]);
        assert_eq!(
            refused[0].field(),
            Some(format!("note.{}", NOTE_PARTS[part]).as_str())
        );
    }
}

#[test]
fn all_that_is_wrong_is_said_at_once() {
    let policy = HandoffPolicy {
        reasons: vec![Reason {
            key: "old".into(),
            name: "Old".into(),
            archived: true,
        }],
        ..HandoffPolicy::default()
    };
    let ask = Ask {
        to: Holder::default(),
        reason: "old",
        note: &Note::default(),
        tell_customer: false,
    };
    let mut wanted = vec![HandoffError::TargetMissing, HandoffError::ReasonUnknown];
    wanted.extend((0..4).map(HandoffError::NoteMissing));
    assert_eq!(offer(&policy, &ask, &facts()).unwrap_err(), wanted);
}

#[test]
fn one_offer_at_a_time_to_somebody_else_who_is_there_about_open_work() {
    let refused = |to, facts: &Facts| try_offer(to, &note(), facts).unwrap_err();
    let has = facts();
    let closed = Facts {
        is_open: false,
        ..facts()
    };
    let offered = Facts {
        offered: true,
        ..facts()
    };
    let empty = Facts {
        receivers: 0,
        ..facts()
    };
    assert_eq!(refused(team(2), &closed), [HandoffError::NotOpen]);
    assert_eq!(refused(team(2), &offered), [HandoffError::OfferedAlready]);
    assert_eq!(refused(team(2), &empty), [HandoffError::NobodyThere]);
    assert_eq!(refused(team(1), &has), [HandoffError::TargetSame]);
    let me = Holder {
        team: Some(TeamId(2)),
        user: Some(UserId(1)),
    };
    assert_eq!(refused(me, &has), [HandoffError::TargetSame]);
    let colleague = Holder {
        team: Some(TeamId(1)),
        user: Some(UserId(2)),
    };
    assert!(try_offer(colleague, &note(), &has).is_ok());
}

#[test]
fn a_word_is_needed_to_decline_and_has_a_limit() {
    assert_eq!(check_word("  "), Err(HandoffError::WordMissing));
    assert_eq!(check_word(" no "), Ok("no"));
    assert!(check_word(&"x".repeat(WORD_CHARS_MAX)).is_ok());
    assert_eq!(
        check_word(&"x".repeat(WORD_CHARS_MAX + 1)),
        Err(HandoffError::WordTooLong)
    );
}

fn entry(seq: i64, at: Instant, event: TicketEvent) -> TimelineEvent {
    TimelineEvent {
        seq,
        at,
        actor: EventActor::System { by: "desk".into() },
        event,
    }
}

fn created() -> TicketEvent {
    TicketEvent::Created {
        channel: Channel::Email,
        outbound: false,
        began_at: None,
        status: StatusId(1),
        category: Category::New,
        priority: None,
        pauses: None,
    }
}

fn status(from: Category, to: Category) -> TicketEvent {
    TicketEvent::StatusChanged {
        from: StatusId(1),
        to: StatusId(1),
        from_category: from,
        category: to,
        reason: None,
        pauses: None,
    }
}

fn offered() -> TicketEvent {
    TicketEvent::HandoffOffered(try_offer(team(2), &note(), &facts()).unwrap())
}

fn ended(offer: i64, outcome: Outcome) -> TicketEvent {
    TicketEvent::HandoffEnded(Ended {
        offer,
        outcome,
        reason: None,
        cause: None,
    })
}

fn told(events: Vec<TicketEvent>) -> Vec<TimelineEvent> {
    (1..)
        .zip(events)
        .map(|(seq, event)| entry(seq, NOW.plus_seconds(seq), event))
        .collect()
}

#[test]
fn an_offer_stands_until_it_ends_and_whatever_decides_about_the_ticket_ends_it() {
    assert_eq!(open_after(&told(vec![created()])), None);
    let open = open_after(&told(vec![created(), offered()])).unwrap();
    assert_eq!((open.seq, open.at), (2, NOW.plus_seconds(2)));
    let over = told(vec![created(), offered(), ended(2, Outcome::Declined)]);
    assert_eq!(open_after(&over), None);
    let team_changed = TicketEvent::TeamChanged {
        from: None,
        to: Some(TeamId(3)),
    };
    let assigned = TicketEvent::Assigned {
        from: None,
        to: Some(UserId(3)),
    };
    for (event, cause) in [
        (TicketEvent::TagAdded { tag: "a".into() }, None),
        (status(Category::Open, Category::Pending), None),
        (assigned.clone(), Some(Cause::Assigned)),
        (team_changed.clone(), Some(Cause::TeamChanged)),
        (
            status(Category::Open, Category::Solved),
            Some(Cause::Solved),
        ),
        (
            TicketEvent::Merged { into: TicketId(9) },
            Some(Cause::Merged),
        ),
        (TicketEvent::SpamMarked { spam: true }, Some(Cause::Spam)),
    ] {
        // What came before the offer is nothing to it.
        let history = told(vec![event.clone(), offered(), event]);
        let open = open_after(&history).unwrap();
        assert_eq!(superseded(&open, &history), cause);
    }
    let escalated = TicketEvent::EscalatedByHand {
        reached: crate::escalation::Reached {
            level: 1,
            path: crate::escalation::EscalationPath::Functional,
            team: Some(TeamId(3)),
            people: Vec::new(),
            next_update_at: None,
            update_seconds: 0,
            customer_knows: false,
        },
        reason: "Now".into(),
    };
    let mut history = told(vec![created(), offered(), escalated, team_changed]);
    let open = open_after(&history).unwrap();
    // A change of hands that comes later is no part of the escalation.
    assert_eq!(superseded(&open, &history), Some(Cause::TeamChanged));
    history[3].at = history[2].at;
    assert_eq!(superseded(&open, &history), Some(Cause::Escalated));
    history.pop();
    assert_eq!(superseded(&open, &history), None);
}

#[test]
fn a_bounce_is_a_way_back_to_a_team_that_had_it() {
    let to = |from, to| TicketEvent::TeamChanged {
        from: Some(TeamId(from)),
        to: Some(TeamId(to)),
    };
    let nowhere = TicketEvent::TeamChanged {
        from: Some(TeamId(1)),
        to: None,
    };
    let history = told(vec![
        created(),
        to(1, 2),
        to(2, 3),
        to(3, 1),
        nowhere,
        to(1, 2),
    ]);
    assert_eq!(bounces(&history), [(4, TeamId(1)), (6, TeamId(2))]);
}

#[test]
fn ownership_is_split_at_the_acceptance_and_not_at_the_offer() {
    let second = |n| NOW.plus_seconds(n);
    let history = vec![
        entry(1, second(0), created()),
        entry(
            2,
            second(0),
            TicketEvent::TeamChanged {
                from: None,
                to: Some(TeamId(1)),
            },
        ),
        entry(3, second(10), offered()),
        entry(4, second(30), ended(3, Outcome::Accepted)),
        entry(
            5,
            second(30),
            TicketEvent::TeamChanged {
                from: Some(TeamId(1)),
                to: Some(TeamId(2)),
            },
        ),
        entry(
            6,
            second(30),
            TicketEvent::Assigned {
                from: None,
                to: Some(UserId(2)),
            },
        ),
        entry(7, second(50), status(Category::Open, Category::Solved)),
        entry(8, second(70), status(Category::Solved, Category::Open)),
    ];
    let owned: Vec<_> = ownership(&history, second(80))
        .into_iter()
        .map(|s| (s.team, s.user, s.from, s.until))
        .collect();
    let (one, two, user) = (Some(TeamId(1)), Some(TeamId(2)), Some(UserId(2)));
    assert_eq!(
        owned,
        [
            (one, None, second(0), second(30)),
            (two, user, second(30), second(50)),
            (two, user, second(70), second(80)),
        ]
    );
    // Seen earlier, what came later is not known.
    assert_eq!(ownership(&history, second(20)).len(), 1);
    assert!(ownership(&history, second(0)).is_empty());
}

fn happenings() -> impl Strategy<Value = Vec<(i64, TicketEvent)>> {
    let event = prop_oneof![
        (0..4u128).prop_map(|t| TicketEvent::TeamChanged {
            from: None,
            to: (t > 0).then_some(TeamId(t)),
        }),
        (0..3u128).prop_map(|u| TicketEvent::Assigned {
            from: None,
            to: (u > 0).then_some(UserId(u)),
        }),
        Just(status(Category::Open, Category::Solved)),
        Just(status(Category::Solved, Category::Open)),
        Just(status(Category::Open, Category::Pending)),
        any::<bool>().prop_map(|spam| TicketEvent::SpamMarked { spam }),
        Just(TicketEvent::Merged { into: TicketId(9) }),
        Just(offered()),
        Just(ended(1, Outcome::Declined)),
    ];
    prop::collection::vec((0..5i64, event), 0..24)
}

/// Who owned it in one second, told by reading all that had happened by then.
fn model(history: &[TimelineEvent], second: Instant) -> Option<Holder> {
    let mut holder = Holder::default();
    let (mut begun, mut finished, mut spam, mut merged) = (false, false, false, false);
    for entry in history
        .iter()
        .filter(|e| e.at.seconds() <= second.seconds())
    {
        match &entry.event {
            _ if merged => {}
            TicketEvent::Created { .. } => begun = true,
            TicketEvent::StatusChanged { category, .. } => finished = category.is_done(),
            TicketEvent::SpamMarked { spam: now } => spam = *now,
            TicketEvent::Merged { .. } => merged = true,
            TicketEvent::TeamChanged { to, .. } => holder.team = *to,
            TicketEvent::Assigned { to, .. } => holder.user = *to,
            _ => {}
        }
    }
    (begun && !finished && !spam && !merged).then_some(holder)
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn pieces_of_ownership_are_what_a_slow_look_at_each_second_finds(
        steps in happenings(), micros in 0..1_000_000i64, rest in 0..6i64
    ) {
        let start = Instant(NOW.0 + micros);
        let mut at = start;
        let mut history = vec![entry(1, start, created())];
        for (seq, (wait, event)) in (2..).zip(steps) {
            at = at.plus_seconds(wait);
            history.push(entry(seq, at, event));
        }
        let until = at.plus_seconds(rest);
        let owned = ownership(&history, until);
        let mut whole = 0;
        for second in start.seconds()..until.seconds() {
            let second = Instant::from_seconds(second);
            let found: Vec<_> = owned
                .iter()
                .filter(|s| s.from <= second && second < s.until)
                .map(|s| Holder { team: s.team, user: s.user })
                .collect();
            let wanted: Vec<_> = model(&history, second).into_iter().collect();
            whole += i64::try_from(wanted.len()).unwrap();
            prop_assert_eq!(found, wanted);
        }
        let sum: i64 = owned.iter().map(|s| s.until.seconds() - s.from.seconds()).sum();
        prop_assert_eq!(sum, whole);
        for pair in owned.windows(2) {
            prop_assert!(pair[0].until <= pair[1].from);
        }
        prop_assert!(owned.iter().all(|s| s.from < s.until));
    }
}

#[test]
fn what_was_merged_as_spam_has_no_owner_when_it_is_no_spam_after_all() {
    let history = [
        entry(1, NOW, created()),
        entry(
            2,
            NOW.plus_seconds(10),
            TicketEvent::SpamMarked { spam: true },
        ),
        entry(
            3,
            NOW.plus_seconds(20),
            TicketEvent::Merged { into: TicketId(9) },
        ),
        entry(
            4,
            NOW.plus_seconds(30),
            TicketEvent::SpamMarked { spam: false },
        ),
    ];
    let owned = ownership(&history, NOW.plus_seconds(60));
    assert_eq!(owned.len(), 1);
    assert_eq!(
        owned[0].until,
        Instant::from_seconds(NOW.plus_seconds(10).seconds())
    );
}

#[test]
fn a_report_counts_by_reason_and_leg_and_finds_the_median() {
    let given = |reason: &str, to, ended: Option<(Outcome, i64)>, bounced| Given {
        offered_at: NOW,
        from: team(1),
        to: team(to),
        reason: reason.into(),
        ended: ended.map(|(outcome, seconds)| (outcome, NOW.plus_seconds(seconds))),
        bounced,
    };
    let found = report(&[
        given("skill", 2, Some((Outcome::Accepted, 30)), true),
        given("skill", 2, Some((Outcome::Accepted, 10)), false),
        given("access", 3, Some((Outcome::Accepted, 20)), false),
        given("access", 2, Some((Outcome::Declined, 5)), false),
        given("skill", 2, Some((Outcome::TimedOut, 60)), false),
        given("skill", 2, Some((Outcome::TakenBack, 1)), false),
        given("skill", 2, Some((Outcome::Superseded, 1)), false),
        given("skill", 2, None, false),
    ]);
    let all = Count {
        offered: 8,
        accepted: 3,
        declined: 1,
        taken_back: 1,
        timed_out: 1,
        superseded: 1,
        open: 1,
        bounced: 1,
    };
    assert_eq!(found.all.count, all);
    assert_eq!(found.all.median_accept_seconds, Some(20));
    let reasons: Vec<_> = found
        .reasons
        .iter()
        .map(|(key, line)| (key.as_str(), line.count.offered, line.median_accept_seconds))
        .collect();
    // Of two the lower.
    assert_eq!(reasons, [("skill", 6, Some(10)), ("access", 2, Some(20))]);
    assert_eq!(found.legs.len(), 2);
    assert_eq!(
        found.legs[0].0,
        Leg {
            from: Some(TeamId(1)),
            to: Some(TeamId(2))
        }
    );
    assert_eq!(report(&[]), Report::default());
}
