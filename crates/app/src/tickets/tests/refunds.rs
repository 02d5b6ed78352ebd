//! Stories of credits that come back, and of tickets that are decided anew.

use surety_domain::plan::{RefundCause, Weights};
use surety_store::twins;

use super::*;
use crate::record::testing::code;
use crate::tickets::preview::{self, PreviewInput};
use crate::tickets::refund::{RefundInput, refund};
use crate::tickets::why;

async fn back(
    story: &Story,
    call: &Call,
    ticket: &TicketView,
    cause: &str,
    reason: &str,
) -> Result<TicketView, AppError> {
    let input = RefundInput {
        cause: cause.into(),
        reason: reason.into(),
    };
    refund(&story.desk.app, call, key(ticket), input, None).await
}

twins! {
    async fn a_supervisor_gives_back_what_the_plan_refunds_and_once(db: Db) {
        let story = Story::new(db).await;
        let contract = story.contract(PlanSpec { refunds: [RefundCause::OwnDefect, RefundCause::Duplicate].into(), ..week_and_month(3, 9) }).await;
        let ticket = story.open().await;
        let supervisor = &story.desk.supervisor;
        for (call, cause, reason, refused) in [
            (&story.desk.agent, "own_defect", "release 4.2", "forbidden"),
            (&story.desk.customer, "own_defect", "release 4.2", "forbidden"),
            (&story.desk.stranger, "own_defect", "release 4.2", "not_found"),
            (supervisor, "kindness", "release 4.2", "refund_cause_invalid"),
            (supervisor, "spam", "release 4.2", "refund_cause_invalid"),
            (supervisor, "own_defect", " ", "reason_missing"),
            (supervisor, "cancelled", "they called", "refund_not_in_plan"),
        ] {
            assert_eq!(code(back(&story, call, &ticket, cause, reason).await), refused, "{cause}");
        }
        assert_eq!(story.left(contract.id).await, BTreeMap::from([("month".into(), 800), ("week".into(), 200)]));
        let given = back(&story, supervisor, &ticket, "own_defect", " release 4.2 ").await.unwrap();
        assert_eq!(given.credits.iter().map(|b| b.this_ticket_hundredths).sum::<i64>(), 0);
        assert_eq!(story.left(contract.id).await, BTreeMap::from([("month".into(), 900), ("week".into(), 300)]));
        assert_eq!(code(back(&story, supervisor, &ticket, "duplicate", "the same").await), "nothing_to_refund");
        let events = crate::tickets::read::events(&story.desk.app, supervisor, key(&ticket)).await.unwrap();
        let event = events.iter().find(|e| e.kind == "credit_refunded").unwrap();
        assert_eq!((&event.data["cause"], &event.data["reason"], &event.data["hundredths"]), (&json!("own_defect"), &json!("release 4.2"), &json!(100)));
        assert_eq!(story.desk.audited("ticket.refunded").await, 1);
        // Solving it takes nothing again.
        story.change(&ticket, json!({ "category": "solved" })).await;
        assert_eq!(story.left(contract.id).await["week"], 300);
        story.ends_well().await;
    }

    async fn a_corrected_channel_is_decided_anew(db: Db) {
        let story = Story::new(db).await;
        let weights = Weights { by_channel: [(Key::from("phone".to_owned()), surety_domain::credit::Credits(250))].into(), ..Weights::default() };
        let contract = story.contract(PlanSpec { weights, ..weekly(5) }).await;
        let ticket = story.open_with(OpenInput { channel: Some("email".into()), ..request() }).await;
        assert_eq!(story.left(contract.id).await["week"], 400);
        let input = PreviewInput { channel: Some("phone".into()), ..PreviewInput::default() };
        let preview = preview::preview(&story.desk.app, &story.desk.agent, key(&ticket), input).await.unwrap();
        assert_eq!(story.left(contract.id).await["week"], 400, "nothing is saved by looking: {preview:?}");
        story.later(60);
        let moved = story.change(&ticket, json!({ "channel": "phone" })).await;
        assert_eq!((moved.row.channel.as_str(), story.left(contract.id).await["week"]), ("phone", 250));
        assert_ne!(moved.decision_id, ticket.decision_id);
        let decisions = why::history(&story.desk.app, &story.desk.agent, key(&ticket)).await.unwrap();
        assert_eq!(decisions.iter().map(|d| d.cause.as_str()).collect::<Vec<_>>(), ["channel_changed", "created"]);
        // The same one again is no change.
        let same = story.change(&ticket, json!({ "channel": "phone" })).await;
        assert_eq!(same.decision_id, moved.decision_id);
        let bad: ChangeInput = serde_json::from_value(json!({ "channel": "pigeon" })).unwrap();
        assert_eq!(code(change::change(&story.desk.app, &story.desk.agent, key(&ticket), bad, None).await), "channel_invalid");
        story.ends_well().await;
    }
}
