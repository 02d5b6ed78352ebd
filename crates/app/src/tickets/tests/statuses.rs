//! Stories of statuses: what they pause, and who may set them by which road.

use surety_domain::ids::StatusId;
use surety_domain::sla::Rules;
use surety_domain::ticket::Category;
use surety_store::twins;

use super::*;
use crate::record::testing::{code, refusal};
use crate::statuses::{self, NewStatus};
use crate::tickets::say::Then;

async fn waiting(story: &Story, name: &str, pauses: Option<&[&str]>) -> StatusId {
    let input = NewStatus {
        name: name.into(),
        category: Category::OnHold,
        pauses: pauses.map(|list| list.iter().map(|m| (*m).to_owned()).collect()),
        position: None,
        is_default: false,
    };
    statuses::create(&story.desk.app, &story.desk.admin, input)
        .await
        .unwrap()
        .id
}

async fn promised(story: &Story, rules: Rules) {
    let input = SlaInput {
        name: Some("Waiting".into()),
        layer: Some("plan".into()),
        calendar_id: Some(story.calendar),
        spec: Some(SlaSpec {
            targets: vec![
                target(Metric::FirstResponse, HOUR),
                target(Metric::Resolution, DAY),
            ],
            rules,
            ..SlaSpec::default()
        }),
    };
    let sla = versioned::create::<versioned::SlaView>(&story.desk.app, &story.desk.admin, input)
        .await
        .unwrap()
        .id;
    story
        .contract(PlanSpec::unlimited(Some(Key::of(sla))))
        .await;
}

/// The states of first response and resolution in a status.
async fn in_status(story: &Story, status: StatusId) -> (String, String) {
    let ticket = story.open().await;
    let there = story
        .change(
            &ticket,
            json!({ "status_id": status, "pause_reason": "parts" }),
        )
        .await;
    (
        clock(&there, "first_response", 0).state.clone(),
        clock(&there, "resolution", 0).state.clone(),
    )
}

fn with(then: Then) -> SayInput {
    SayInput {
        body_text: Some("Thank you.".into()),
        then: Some(then),
        ..SayInput::default()
    }
}

fn states(first: &str, resolution: &str) -> (String, String) {
    (first.to_owned(), resolution.to_owned())
}

twins! {
    async fn a_status_pauses_what_it_says(db: Db) {
        let story = Story::new(db).await;
        promised(&story, Rules::default()).await;
        let usual = waiting(&story, "Waiting for parts", None).await;
        assert_eq!(in_status(&story, usual).await, states("running", "paused"));
        let nothing = waiting(&story, "With the second line", Some(&[])).await;
        assert_eq!(in_status(&story, nothing).await, states("running", "running"));
        let all = waiting(&story, "On the agreed date", Some(&["first_response", "update", "resolution"])).await;
        assert_eq!(in_status(&story, all).await, states("paused", "paused"));
        story.ends_well().await;
    }

    async fn going_from_one_status_to_another_of_its_kind_pauses_and_goes_on(db: Db) {
        let story = Story::new(db).await;
        promised(&story, Rules::default()).await;
        let (parts, line) = (waiting(&story, "Waiting for parts", None).await, waiting(&story, "With the second line", Some(&[])).await);
        let ticket = story.open().await;
        story.change(&ticket, json!({ "status_id": parts, "pause_reason": "parts" })).await;
        story.later(HOUR);
        let there = story.change(&ticket, json!({ "status_id": line, "pause_reason": "they look" })).await;
        let resolution = clock(&there, "resolution", 0);
        assert_eq!((resolution.state.as_str(), resolution.due_at), ("running", Some(START.plus_seconds(DAY + HOUR))));
        story.ends_well().await;
    }

    async fn an_sla_that_names_the_status_comes_first(db: Db) {
        let story = Story::new(db).await;
        let parts = waiting(&story, "Waiting for parts", None).await;
        let mut rules = Rules::default();
        rules.pauses.insert(parts.to_string(), vec![Metric::FirstResponse]);
        promised(&story, rules).await;
        assert_eq!(in_status(&story, parts).await, states("paused", "running"));
        story.ends_well().await;
    }

    async fn an_sla_that_never_waits_is_not_paused_by_a_status(db: Db) {
        let story = Story::new(db).await;
        let parts = waiting(&story, "Waiting for parts", None).await;
        let mut rules = Rules::default();
        rules.pauses.insert("on_hold".into(), vec![]);
        promised(&story, rules).await;
        assert_eq!(in_status(&story, parts).await, states("running", "running"));
        story.ends_well().await;
    }

    async fn what_a_status_pauses_is_settled_when_it_is_entered(db: Db) {
        let story = Story::new(db).await;
        promised(&story, Rules::default()).await;
        let parts = waiting(&story, "Waiting for parts", None).await;
        let ticket = story.open().await;
        story.change(&ticket, json!({ "status_id": parts, "pause_reason": "parts" })).await;
        let input = statuses::ChangeStatus { pauses: Some(vec![]), ..statuses::ChangeStatus::default() };
        statuses::update(&story.desk.app, &story.desk.admin, parts, 1, input).await.unwrap();
        assert_eq!(clock(&story.read(&ticket).await, "resolution", 0).state, "paused");
        assert_eq!(in_status(&story, parts).await, states("running", "running"));
        story.ends_well().await;
    }

    async fn a_message_asks_the_same_permission_as_a_change(db: Db) {
        let story = Story::new(db).await;
        let ticket = story.open().await;
        let (app, light) = (&story.desk.app, &story.desk.light);
        let count = story.read(&ticket).await.row.message_count;
        for then in [
            Then { category: Some("solved".into()), ..Then::default() },
            Then { category: Some("pending".into()), reason: Some("they answer".into()), ..Then::default() },
        ] {
            assert_eq!(code(say::note(app, light, key(&ticket), with(then), None).await), "forbidden");
        }
        let after = story.read(&ticket).await.row;
        assert_eq!((after.status.category.as_str(), after.message_count), ("new", count));
        // Without one a note is theirs to write.
        say::note(app, light, key(&ticket), SayInput { body_text: Some("Seen.".into()), ..SayInput::default() }, None).await.unwrap();
        story.ends_well().await;
    }

    async fn a_customer_ends_their_request_and_sets_nothing_else(db: Db) {
        let story = Story::new(db).await;
        let (parts, ticket) = (waiting(&story, "Waiting for parts", None).await, story.open().await);
        let (app, customer) = (&story.desk.app, &story.desk.customer);
        for then in [
            Then { category: Some("solved".into()), status_id: Some(parts), reason: Some("wait".into()) },
            Then { status_id: Some(parts), reason: Some("wait".into()), ..Then::default() },
            Then { category: Some("closed".into()), ..Then::default() },
            Then { category: Some("open".into()), ..Then::default() },
        ] {
            assert_eq!(code(say::reply(app, customer, key(&ticket), with(then), None).await), "forbidden");
        }
        assert_eq!(story.read(&ticket).await.row.status.category, "new");
        say::reply(app, customer, key(&ticket), with(Then { category: Some("solved".into()), ..Then::default() }), None).await.unwrap();
        assert_eq!(story.read(&ticket).await.row.status.category, "solved");
        story.ends_well().await;
    }

    async fn a_pause_with_an_answer_says_why(db: Db) {
        let story = Story::new(db).await;
        let ticket = story.open().await;
        let (app, agent) = (&story.desk.app, &story.desk.agent);
        for reason in [None, Some("  ".to_owned())] {
            let then = Then { category: Some("pending".into()), reason, ..Then::default() };
            let refused = refusal(say::reply(app, agent, key(&ticket), with(then), None).await);
            assert_eq!(refused, ("pause_reason_missing".into(), Some("then.reason".into())));
        }
        let then = Then { category: Some("pending".into()), reason: Some("which version?".into()), ..Then::default() };
        say::reply(app, agent, key(&ticket), with(then), None).await.unwrap();
        assert_eq!(story.read(&ticket).await.row.status.category, "pending");
        story.ends_well().await;
    }

    async fn an_answer_to_a_ticket_that_ended_long_ago_opens_a_linked_one(db: Db) {
        let story = Story::new(db).await;
        let ticket = story.open().await;
        for category in ["solved", "closed"] {
            story.change(&ticket, json!({ "category": category })).await;
        }
        let (app, customer) = (&story.desk.app, &story.desk.customer);
        let answer = || SayInput { body_text: Some("It is back.".into()), ..SayInput::default() };
        story.later(14 * DAY - 1);
        let said = say::reply(app, customer, key(&ticket), answer(), None).await.unwrap();
        assert_eq!((said.follow_up, story.read(&ticket).await.row.status.category.as_str()), (None, "open"));
        for category in ["solved", "closed"] {
            story.change(&ticket, json!({ "category": category })).await;
        }
        let count = story.read(&ticket).await.row.message_count;
        story.later(14 * DAY);
        let said = say::reply(app, customer, key(&ticket), answer(), None).await.unwrap();
        let new = crate::tickets::read::get(app, &story.desk.agent, TicketKey::Number(said.follow_up.unwrap())).await.unwrap();
        assert_eq!((new.related_to, new.row.subject.as_str(), new.row.channel.as_str()), (Some(ticket.row.number), ticket.row.subject.as_str(), "portal"));
        let old = story.read(&ticket).await;
        assert_eq!((old.row.status.category.as_str(), old.row.message_count), ("closed", count));
        // An agent's answer and a customer's thanks stay where they are.
        story.reply(&story.desk.agent, &ticket).await;
        let thanks = say::reply(app, customer, key(&ticket), with(Then { category: Some("solved".into()), ..Then::default() }), None).await.unwrap();
        assert_eq!((thanks.follow_up, story.read(&ticket).await.row.status.category.as_str()), (None, "closed"));
        story.ends_well().await;
    }
}
