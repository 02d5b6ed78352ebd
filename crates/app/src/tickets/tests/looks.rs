//! What is looked at without changing anything: another entitlement, and what
//! is new to whom.

use surety_domain::ids::UserId;
use surety_store::twins;

use super::*;
use crate::record::testing::{code, user};
use crate::tickets::list::{self, PageQuery, TicketParams};
use crate::tickets::preview::{PreviewInput, PreviewView, preview};
use crate::tickets::seen::{self, SeenInput};

async fn try_out(
    story: &Story,
    ticket: &TicketView,
    input: Value,
) -> Result<PreviewView, AppError> {
    let input: PreviewInput = serde_json::from_value(input).unwrap();
    preview(&story.desk.app, &story.desk.agent, key(ticket), input).await
}

/// Everything a preview could have left behind.
async fn traces(story: &Story, ticket: &TicketView) -> (Value, Vec<(String, i64)>, usize, i64) {
    let mut now = serde_json::to_value(story.read(ticket).await).unwrap();
    now.as_object_mut().unwrap().remove("server_time");
    let id = ticket.row.id;
    let events = story
        .desk
        .app
        .db()
        .read(move |tx| surety_store::records::history::events(tx, id))
        .await
        .unwrap()
        .len();
    let live = crate::live::bounds(&story.desk.app).await.unwrap().1;
    (now, story.booked(ticket).await, events, live)
}

/// Whether the row of this ticket is marked in the caller's inbox.
async fn marked(story: &Story, call: &Call, ticket: &TicketView) -> bool {
    list::list(
        &story.desk.app,
        call,
        TicketParams::default(),
        PageQuery::default(),
    )
    .await
    .unwrap()
    .items
    .into_iter()
    .find(|row| row.id == ticket.row.id)
    .expect("the ticket is listed")
    .unread
}

async fn see(story: &Story, call: &Call, ticket: &TicketView, seq: i64) -> seen::SeenView {
    seen::mark(&story.desk.app, call, key(ticket), SeenInput { seq })
        .await
        .unwrap()
}

async fn live_kinds(story: &Story) -> Vec<String> {
    crate::live::after(&story.desk.app, 0, 1_000)
        .await
        .unwrap()
        .into_iter()
        .map(|event| event.kind)
        .collect()
}

twins! {
    async fn a_preview_is_the_change_and_leaves_nothing(db: Db) {
        let story = Story::new(db).await;
        let (one, other) = (story.product().await, story.product().await);
        let slow = story.sla("plan", vec![target(Metric::FirstResponse, 8 * HOUR)], vec![]).await;
        let fast = story.sla("plan", vec![target(Metric::FirstResponse, HOUR)], vec![]).await;
        let counted = story.plan(PlanSpec { sla: Some(Key::of(slow)), ..weekly(5) }).await;
        let unlimited = story.plan(PlanSpec { sla: Some(Key::of(fast)), ..PlanSpec::default() }).await;
        let only = |product: ProductId| Coverage { products: [Key::of(product)].into(), ..Coverage::default() };
        let first = story.contract_for(story.desk.own, counted, only(one)).await;
        let second = story.contract_for(story.desk.own, unlimited, only(other)).await;
        let ticket = story.open_with(OpenInput { product_id: Some(one), ..request() }).await;
        assert_eq!(ticket.contract.as_ref().unwrap().id, first.id);
        story.later(600);

        let kept = traces(&story, &ticket).await;
        let seen = try_out(&story, &ticket, json!({ "product_id": other })).await.unwrap();
        assert_eq!(traces(&story, &ticket).await, kept, "nothing is saved");
        assert_eq!(story.left(first.id).await["week"], 400);

        assert_eq!((seen.after.id, seen.after.cause.as_str()), (None, "preview"));
        assert_eq!(seen.before.unwrap().contract.unwrap().id, first.id);
        assert_eq!(seen.after.contract.as_ref().unwrap().id, second.id);
        assert_eq!(bucket(&seen.ticket_before, "week").this_ticket_hundredths, 100);
        assert!(seen.ticket_after.credits.is_empty(), "the other plan counts nothing");
        // Ten minutes are gone of whatever is promised.
        assert_eq!(clock(&seen.ticket_before, "first_response", 0).due_at, Some(START.plus_seconds(8 * HOUR)));
        let due = clock(&seen.ticket_after, "first_response", 0).due_at;
        assert_eq!(due, Some(START.plus_seconds(HOUR)));

        // The change gives what the preview showed.
        let changed = story.change(&ticket, json!({ "product_id": other })).await;
        assert_eq!(changed.contract.as_ref().unwrap().id, second.id);
        assert_eq!(clock(&changed, "first_response", 0).due_at, due);
        assert_eq!(story.left(first.id).await["week"], 500);
        story.ends_well().await;
    }

    async fn a_preview_is_refused_as_the_change_would_be(db: Db) {
        let story = Story::new(db).await;
        story.contract(weekly(5)).await;
        let ticket = story.open().await;
        let kept = traces(&story, &ticket).await;
        for (input, wanted) in [
            (json!({ "channel": "pigeon" }), "channel_invalid"),
            (json!({ "product_id": "prd_00000000000000000000000009" }), "product_not_found"),
            (json!({ "type_id": "typ_00000000000000000000000009" }), "type_not_found"),
        ] {
            assert_eq!(code(try_out(&story, &ticket, input).await), wanted);
        }
        assert_eq!(traces(&story, &ticket).await, kept);
        // The same facts today: the credit of the ticket itself is not in its own way.
        let same = try_out(&story, &ticket, json!({})).await.unwrap();
        assert_eq!(same.after.outcome, "covered");
        assert_eq!(bucket(&same.ticket_after, "week").remaining_hundredths, 400);
        // Another channel is a new decision, with its cause.
        let changed = story.change(&ticket, json!({ "channel": "phone" })).await;
        assert_eq!(changed.row.channel, "phone");
        let decision = crate::tickets::why::decision(&story.desk.app, &story.desk.agent, key(&ticket)).await.unwrap();
        assert_eq!(decision.cause, "channel_changed");
        story.ends_well().await;
    }

    async fn what_the_customer_wrote_is_new_until_it_is_read_or_answered(db: Db) {
        let story = Story::new(db).await;
        story.contract(weekly(5)).await;
        let (agent, supervisor) = (story.desk.agent.clone(), story.desk.supervisor.clone());
        let ticket = story.open_with(OpenInput { channel: Some("phone".into()), ..request() }).await;
        story.reply(&story.desk.customer, &ticket).await;
        assert!(marked(&story, &agent, &ticket).await && marked(&story, &supervisor, &ticket).await);
        assert!(!marked(&story, &story.desk.customer, &ticket).await, "a customer's list has no marks");

        // Read by one is not read by the other; a mark never passes the end nor goes back.
        let last = story.read(&ticket).await.event_seq;
        assert_eq!(see(&story, &agent, &ticket, last + 50).await.seq, last);
        assert!(!marked(&story, &agent, &ticket).await && marked(&story, &supervisor, &ticket).await);
        see(&story, &agent, &ticket, 0).await;
        assert!(!marked(&story, &agent, &ticket).await);
        assert!(!story.read(&ticket).await.row.unread);

        // News after what was on the screen stay new.
        story.reply(&story.desk.customer, &ticket).await;
        assert!(see(&story, &agent, &ticket, last).await.unread);
        assert!(marked(&story, &agent, &ticket).await);

        // An answer is news to nobody, and ends the waiting for everybody.
        story.reply(&supervisor, &ticket).await;
        assert!(!marked(&story, &agent, &ticket).await && !marked(&story, &supervisor, &ticket).await);
        story.ends_well().await;
    }

    async fn reading_tells_the_own_windows_once(db: Db) {
        let story = Story::new(db).await;
        story.contract(weekly(5)).await;
        let ticket = story.open().await;
        story.reply(&story.desk.customer, &ticket).await;
        let told = |kinds: Vec<String>| kinds.iter().filter(|k| *k == "seen").count();
        let last = story.read(&ticket).await.event_seq;
        see(&story, &story.desk.agent, &ticket, last).await;
        see(&story, &story.desk.agent, &ticket, last).await;
        assert_eq!(told(live_kinds(&story).await), 1);
        let mine = crate::core::LiveSubject::User { id: user(3) };
        assert!(crate::live::may_see(&story.desk.agent.actor, &mine));
        assert!(!crate::live::may_see(&story.desk.supervisor.actor, &mine));
        assert_ne!(user(3), UserId(0));
        assert_eq!(code(seen::mark(&story.desk.app, &story.desk.stranger, key(&ticket), SeenInput { seq: 1 }).await), "not_found");
        assert_eq!(code(seen::mark(&story.desk.app, &story.desk.agent, key(&ticket), SeenInput { seq: -1 }).await), "seq_invalid");
        story.ends_well().await;
    }
}
