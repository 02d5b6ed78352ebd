//! Stories of work that starts again: what it costs, and what the limit says.

use surety_domain::plan::{ConsumeAt, LimitAction, Price, PriceList, REOPEN_GRACE_SECONDS};
use surety_store::twins;

use super::*;
use crate::tickets::flags;
use crate::tickets::say::Then;

fn pair(kind: &str, amount: i64) -> (String, i64) {
    (kind.to_owned(), amount)
}

fn priced(policy: LimitAction, week: i64) -> PlanSpec {
    PlanSpec {
        limit_policy: policy,
        price_list: Some(PriceList {
            currency: "EUR".into(),
            prices: vec![Price {
                ticket_type: None,
                priority: None,
                channel: None,
                amount: 5_000,
            }],
        }),
        ..weekly(week)
    }
}

/// A ticket that took the only credit of the week and is solved since a day.
async fn solved_yesterday(story: &Story, policy: LimitAction) -> TicketView {
    story.contract(priced(policy, 1)).await;
    let ticket = story.open().await;
    story.reply(&story.desk.agent, &ticket).await;
    story.change(&ticket, json!({ "category": "solved" })).await;
    story.later(DAY);
    ticket
}

twins! {
    async fn a_mistaken_solve_taken_back_at_once_costs_nothing(db: Db) {
        let story = Story::new(db).await;
        let contract = story.contract(weekly(5)).await;
        let ticket = story.open().await;
        for _ in 0..2 {
            story.change(&ticket, json!({ "category": "solved" })).await;
            story.later(REOPEN_GRACE_SECONDS - 1);
            let back = story.change(&ticket, json!({ "category": "open" })).await;
            assert_eq!(back.decision_id, ticket.decision_id);
        }
        assert_eq!(story.left(contract.id).await["week"], 400);
        story.change(&ticket, json!({ "category": "solved" })).await;
        story.later(REOPEN_GRACE_SECONDS);
        story.change(&ticket, json!({ "category": "open" })).await;
        assert_eq!(story.left(contract.id).await["week"], 300, "no longer a mistake");
        story.ends_well().await;
    }

    async fn solving_again_after_a_mistake_consumes_once(db: Db) {
        let story = Story::new(db).await;
        let contract = story.contract(PlanSpec { consume_at: ConsumeAt::Resolution, ..weekly(5) }).await;
        let ticket = story.open().await;
        story.change(&ticket, json!({ "category": "solved" })).await;
        story.later(60);
        change::reopen_ticket(&story.desk.app, &story.desk.agent, key(&ticket), None).await.unwrap();
        story.change(&ticket, json!({ "category": "solved" })).await;
        assert_eq!((story.booked(&ticket).await, story.left(contract.id).await["week"]), (vec![pair("consume", -100)], 400));
        story.ends_well().await;
    }

    async fn a_block_keeps_a_late_reopen_aside_until_an_agent_admits_it(db: Db) {
        let story = Story::new(db).await;
        let ticket = solved_yesterday(&story, LimitAction::Block).await;
        let before = story.read(&ticket).await.row.message_count;
        story.reply(&story.desk.customer, &ticket).await;
        let aside = story.read(&ticket).await;
        assert_eq!((aside.row.admission.as_str(), aside.row.outcome.as_str(), aside.limit_action.as_deref()), ("blocked", "over_limit", Some("block")));
        assert_eq!(aside.row.message_count, before + 2, "what they wrote is kept and they are told");
        assert_eq!(story.booked(&ticket).await, [pair("consume", -100)]);
        assert!(aside.clocks.iter().all(|c| c.state != "running"));
        // More of it changes nothing.
        story.reply(&story.desk.customer, &ticket).await;
        assert_eq!(story.read(&ticket).await.row.admission, "blocked");
        let admitted = flags::admit(&story.desk.app, &story.desk.agent, key(&ticket), true, String::new()).await.unwrap();
        assert_eq!((admitted.row.admission.as_str(), admitted.row.status.category.as_str()), ("admitted", "open"));
        assert_eq!(story.booked(&ticket).await, [pair("consume", -100), pair("overage", -100)]);
        assert!(story.charges().await.is_empty());
        story.ends_well().await;
    }

    async fn a_late_reopen_past_the_limit_waits_for_approval_before_it_is_charged(db: Db) {
        let story = Story::new(db).await;
        let ticket = solved_yesterday(&story, LimitAction::AskApproval).await;
        story.reply(&story.desk.customer, &ticket).await;
        let held = story.read(&ticket).await;
        let approval = held.approval.clone().unwrap();
        assert_eq!((held.row.admission.as_str(), approval.state.as_str()), ("held", "waiting"));
        assert!(story.charges().await.is_empty(), "nobody has said yes");
        let approved = flags::decide(&story.desk.app, &story.desk.manager, approval.id, true, String::new()).await.unwrap();
        assert_eq!(approved.row.admission, "admitted");
        assert_eq!(story.charges().await, [("draft".to_owned(), 5_000, "EUR".to_owned())]);
        assert_eq!(story.booked(&ticket).await, [pair("consume", -100), pair("overage", -100)]);
        story.ends_well().await;
    }

    async fn a_late_reopen_past_the_limit_is_charged_where_the_plan_says_so(db: Db) {
        let story = Story::new(db).await;
        let ticket = solved_yesterday(&story, LimitAction::Charge).await;
        story.reply(&story.desk.customer, &ticket).await;
        assert_eq!(story.read(&ticket).await.row.admission, "admitted");
        assert_eq!(story.charges().await, [("draft".to_owned(), 5_000, "EUR".to_owned())]);
        story.ends_well().await;
    }

    async fn a_correction_drafts_no_charge_that_nobody_approved(db: Db) {
        let story = Story::new(db).await;
        let (cloud, relay) = (story.product().await, story.product().await);
        let unlimited = story.plan(PlanSpec::unlimited(None)).await;
        let counted = story.plan(priced(LimitAction::AskApproval, 1)).await;
        for (plan, product) in [(unlimited, cloud), (counted, relay)] {
            story.contract_for(story.desk.own, plan, Coverage { products: [Key::of(product)].into(), ..Coverage::default() }).await;
        }
        story.open_with(OpenInput { product_id: Some(relay), ..request() }).await;
        let ticket = story.open_with(OpenInput { product_id: Some(cloud), ..request() }).await;
        let moved = story.change(&ticket, json!({ "product_id": relay })).await;
        assert_eq!((moved.row.outcome.as_str(), moved.row.admission.as_str()), ("over_limit", "admitted"));
        assert_eq!(story.booked(&ticket).await, [pair("overage", -100)]);
        assert!(story.charges().await.is_empty());
        story.ends_well().await;
    }

    async fn an_answer_that_reopens_costs_like_any_reopen(db: Db) {
        let story = Story::new(db).await;
        let contract = story.contract(weekly(5)).await;
        let ticket = story.open().await;
        story.change(&ticket, json!({ "category": "solved" })).await;
        story.later(DAY);
        let input = SayInput {
            body_text: Some("We look at it again.".into()),
            then: Some(Then { category: Some("open".into()), ..Then::default() }),
            ..SayInput::default()
        };
        say::reply(&story.desk.app, &story.desk.agent, key(&ticket), input, None).await.unwrap();
        let open = story.read(&ticket).await;
        assert_eq!((open.row.status.category.as_str(), story.left(contract.id).await["week"]), ("open", 300));
        let events = crate::tickets::read::events(&story.desk.app, &story.desk.agent, key(&ticket)).await.unwrap();
        assert!(events.iter().any(|e| e.kind == "reopened" && e.data["free"] == json!(false)));
        story.ends_well().await;
    }

    async fn an_escalation_that_solves_consumes_at_resolution(db: Db) {
        let story = Story::new(db).await;
        let solved = crate::statuses::list(&story.desk.app, &story.desk.agent, crate::statuses::StatusQuery::default()).await.unwrap()
            .items.into_iter().find(|s| s.category == surety_domain::ticket::Category::Solved).unwrap().id;
        let steps = vec![serde_json::from_value(json!({
            "id": "give-up", "metric": "first_response", "path": "automatic",
            "trigger": { "when": "percent_of_target", "percent": 100 }, "actions": [{ "action": "set_status", "status": solved }],
        })).unwrap()];
        let sla = story.sla("plan", vec![target(Metric::FirstResponse, HOUR)], steps).await;
        let contract = story.contract(PlanSpec { sla: Some(Key::of(sla)), consume_at: ConsumeAt::Resolution, ..weekly(5) }).await;
        let ticket = story.open().await;
        story.later(HOUR);
        story.run_due().await;
        assert_eq!((story.read(&ticket).await.row.status.category.as_str(), story.left(contract.id).await["week"]), ("solved", 400));
        story.ends_well().await;
    }
}
