use super::*;
use crate::ids::{MessageId, StatusId, UserId};
use crate::time::Instant;

#[test]
fn the_ticket_says_how_its_priority_came_about() {
    let m = PriorityMatrix::default();
    let (h, l) = (Some(Level::High), Some(Level::Low));
    assert_eq!(
        derive_priority(&m, None, h, l),
        (
            Some(Priority::Normal),
            Derivation::Matrix {
                impact: Level::High,
                urgency: Level::Low
            }
        )
    );
    assert_eq!(
        derive_priority(&m, Some(Priority::Urgent), h, l),
        (
            Some(Priority::Urgent),
            Derivation::Overridden {
                impact: Level::High,
                urgency: Level::Low,
                matrix: Priority::Normal
            }
        )
    );
    assert_eq!(
        derive_priority(&m, Some(Priority::Low), h, None),
        (Some(Priority::Low), Derivation::Chosen)
    );
    assert_eq!(derive_priority(&m, None, h, None), (None, Derivation::None));
}

#[test]
fn status_changes_are_a_table() {
    use Category::{Closed, New, OnHold, Open, Pending, Solved};
    let all = Category::ALL;
    for &from in all {
        for &to in all {
            let got = change_status(from, to, Some("waiting for the log file"));
            let want = match (from, to) {
                (a, b) if a == b => Ok(StatusChange::Same),
                (_, New) | (Closed, Pending | OnHold | Solved) => {
                    Err(StatusError::Transition { from, to })
                }
                (Solved, Open | Pending | OnHold) | (Closed, Open) => Ok(StatusChange::Reopen),
                _ => Ok(StatusChange::Forward),
            };
            assert_eq!(got, want, "{from} -> {to}");
        }
    }
}

#[test]
fn a_pause_needs_a_reason() {
    use Category::{OnHold, Open, Pending};
    for reason in [None, Some(""), Some("  ")] {
        assert_eq!(
            change_status(Open, Pending, reason),
            Err(StatusError::ReasonMissing { to: Pending })
        );
        assert!(change_status(Pending, OnHold, reason).is_err());
        assert!(change_status(Pending, Open, reason).is_ok());
    }
}

#[test]
fn a_customers_message_ends_pending_and_reopens_in_time() {
    let policy = ReopenPolicy {
        closed_reopens_days: 14,
    };
    let solved = Instant::from_seconds(0);
    let effect = |c, now| on_customer_message(c, Some(solved), Instant(now), policy);
    assert_eq!(effect(Category::Pending, 1), MessageEffect::EndsPending);
    assert_eq!(effect(Category::OnHold, 1), MessageEffect::Stays);
    assert_eq!(effect(Category::Solved, i64::MAX), MessageEffect::Reopens);
    let edge = 14 * 86_400 * 1_000_000;
    assert_eq!(effect(Category::Closed, edge - 1), MessageEffect::Reopens);
    assert_eq!(effect(Category::Closed, edge), MessageEffect::FollowUp);
    assert_eq!(after_agent_reply(Category::New), Category::Open);
    assert_eq!(after_agent_reply(Category::Pending), Category::Pending);
}

#[test]
fn an_event_is_stored_with_its_kind_and_reads_back() {
    let event = TimelineEvent {
        seq: 3,
        at: Instant::from_seconds(1_700_000_000),
        actor: EventActor::Agent {
            user: UserId(1),
            token: None,
        },
        event: TicketEvent::StatusChanged {
            from: StatusId(1),
            to: StatusId(2),
            from_category: Category::Open,
            category: Category::Pending,
            reason: Some(StatusReason("asked for logs".into())),
            pauses: None,
        },
    };
    let json = serde_json::to_value(&event).unwrap();
    assert_eq!(json["event"], event.event.kind());
    assert_eq!(json["reason"], "asked for logs");
    assert_eq!(
        serde_json::from_value::<TimelineEvent>(json).unwrap(),
        event
    );
    let note = TicketEvent::Note {
        message: MessageId(1),
    };
    assert!(!note.customer_sees() && !note.moves_clocks());
    let step = TicketEvent::Escalated(EscalationStep {
        metric: "resolution".into(),
        cycle: 0,
        step: "80_percent".into(),
        actions: vec!["notify".into()],
        reached: None,
    });
    let json = serde_json::to_value(&step).unwrap();
    assert_eq!(json["event"], "escalated");
    assert_eq!(serde_json::from_value::<TicketEvent>(json).unwrap(), step);
}
