//! Stories of "a ticket like this, now, would get …".

use serde_json::{Value, json};
use surety_domain::time::Instant;
use surety_store::{Db, twins};

use super::tests::{Story, of, office};
use super::*;
use crate::promises::versioned;
use crate::record::testing::{code, refusal};
use crate::tickets::open::{OpenInput, open};
use crate::tickets::view::TicketView;

impl Story {
    async fn tried(&self, input: Value) -> TrialView {
        try_drafts(&self.desk.app, &self.desk.admin, of(input))
            .await
            .unwrap()
    }

    fn about(&self, priority: &str) -> Value {
        json!({"account_id": self.desk.own.to_string(), "priority": priority})
    }

    async fn opened(&self, priority: &str) -> TicketView {
        let contact = crate::record::testing::contact(1).to_string();
        let input: OpenInput = of(json!({
            "subject": "It does not start", "body_text": "Since today.", "priority": priority,
            "requester": {"contact_id": contact}, "channel": "portal",
        }));
        open(&self.desk.app, &self.desk.agent, input).await.unwrap()
    }
}

fn limits(credits: i64, policy: &str) -> Value {
    json!({"kind": "ticket_based", "limit_policy": policy, "weights": {"priority": {"high": 2}},
           "limits": [{"bucket": "month", "credits": credits, "unit": "month"}]})
}

fn targets(response: i64, resolution: i64) -> Value {
    json!({"targets": [
        {"metric": "first_response", "seconds": response},
        {"metric": "update", "seconds": 3600},
        {"metric": "resolution", "seconds": resolution, "clock": "24x7"},
    ]})
}

fn dues(view: &TrialView) -> Vec<(&str, &str, Option<Instant>)> {
    view.targets
        .iter()
        .map(|t| (t.metric.as_str(), t.state.as_str(), t.due_at))
        .collect()
}

twins! {
    async fn what_is_tried_is_what_then_happens(db: Db) {
        let story = Story::new(db).await;
        let (app, admin) = (&story.desk.app, &story.desk.admin);
        let sla = story.sla("plan", targets(3_600, 7_200)).await;
        let plan = story.plan("Gold", Some(sla), limits(10, "block")).await;
        let contract = story.contract(story.contract_body(plan)).await;
        // An hour more to answer, and what costs two costs three.
        let mut draft = limits(10, "block");
        draft["weights"] = json!({"priority": {"high": 3}});
        let sla_draft = json!({"id": sla.to_string(), "draft": {"name": "Gold SLA", "layer": "plan",
            "calendar_id": story.calendar.to_string(), "spec": targets(7_200, 7_200)}});
        let plan_draft = json!({"id": plan.to_string(), "draft": {"name": "Gold", "sla_id": sla.to_string(), "spec": draft}});
        let seen = story.tried(json!({"sla": sla_draft, "plan": plan_draft, "ticket": story.about("high")})).await;
        assert_eq!((seen.draft_used, seen.contract_assumed, seen.sla_assumed), (true, false, false));
        assert_eq!((seen.outcome.as_str(), seen.admission.as_str()), ("covered", "admitted"));
        assert_eq!(seen.contract.as_ref().unwrap().id, Some(contract.to_string()));
        let credits = &seen.credits[0];
        assert_eq!((credits.before_hundredths, credits.cost_hundredths, credits.after_hundredths), (1_000, 300, 700));
        // Monday 10:00 in Berlin: two office hours, and an update only after an answer.
        let at = |hours: i64| Some(seen.at.plus_seconds(hours * 3_600));
        assert_eq!(dues(&seen), [("first_response", "running", at(2)), ("update", "later", None), ("resolution", "running", at(2))]);
        assert_eq!(seen.targets[0].calendar.as_ref().unwrap().name, "Office");
        assert_eq!((&seen.targets[2].calendar, seen.targets[2].clock.as_str()), (&None, "24x7"));

        // Nothing stayed: today's ticket gets today's promise.
        let today = story.opened("high").await;
        assert_eq!((today.credits[0].this_ticket_hundredths, today.credits[0].remaining_hundredths), (200, 800));
        assert_eq!(today.clocks.iter().find(|c| c.metric == "first_response").unwrap().due_at, at(1));
        assert_eq!(versioned::get::<versioned::PlanView>(app, admin, plan).await.unwrap().current_version, 1);
        assert_eq!(versioned::get::<versioned::SlaView>(app, admin, sla).await.unwrap().current_version, 1);
        // A version written later under the number that was tried says its own.
        let other = of(json!({"spec": targets(10_800, 7_200)}));
        versioned::change::<versioned::SlaView>(app, admin, sla, Some(1), other, None).await.unwrap();
        let later = story.opened("high").await;
        assert_eq!(later.clocks.iter().find(|c| c.metric == "first_response").unwrap().due_at, at(3));
    }

    async fn a_plan_without_contract_is_tried_under_one_from_today(db: Db) {
        let story = Story::new(db).await;
        let sla = story.sla("plan", targets(3_600, 7_200)).await;
        // Another contract of the account stands in nobody's way.
        let old = story.plan("Old", None, limits(5, "block")).await;
        story.contract(story.contract_body(old)).await;
        let draft = json!({"name": " New plan ", "sla_id": sla.to_string(), "spec": limits(1, "charge")});
        let mut priced = draft.clone();
        priced["spec"]["price_list"] = json!({"currency": "EUR", "prices": [{"amount": 4_500}]});
        let seen = story.tried(json!({"plan": {"draft": priced}, "ticket": story.about("high")})).await;
        assert_eq!((seen.draft_used, seen.contract_assumed), (true, true));
        assert_eq!(seen.contract, Some(TriedContract { id: None, number: None, name: "New plan".into() }));
        assert_eq!(seen.plan, Some(TriedNamed { id: None, name: "New plan".into() }));
        // It costs two and there is one: the policy speaks, and names its price.
        assert_eq!((seen.outcome.as_str(), seen.limit_action.as_deref()), ("over_limit", Some("charge")));
        assert_eq!(seen.price, Some(TrialPrice { amount_minor: 4_500, currency: "EUR".into() }));
        assert_eq!(seen.targets.len(), 3);
        // Blocked, nothing is promised.
        let mut blocked = draft;
        blocked["spec"]["limit_policy"] = json!("block");
        let seen = story.tried(json!({"plan": {"draft": blocked}, "ticket": story.about("high")})).await;
        assert_eq!((seen.admission.as_str(), seen.targets.len()), ("blocked", 0));
        let seen = story.tried(json!({"plan": {"draft": {"spec": limits(2, "block")}}, "ticket": {"impact": "high", "urgency": "medium"}})).await;
        assert_eq!((seen.priority.as_deref(), seen.outcome.as_str(), seen.contract_assumed), (Some("high"), "covered", false));
        assert_eq!(seen.plan, Some(TriedNamed { id: None, name: String::new() }));
    }

    async fn an_sla_that_nothing_names_is_put_in_its_layer(db: Db) {
        let story = Story::new(db).await;
        let sla = json!({"draft": {"layer": "product", "calendar_id": story.calendar.to_string(),
            "spec": {"targets": [{"metric": "first_response", "seconds": 60, "conditions": {"priority": ["high"]}}]}}});
        let seen = story.tried(json!({"sla": sla, "ticket": story.about("high")})).await;
        assert_eq!((seen.draft_used, seen.sla_assumed, seen.targets[0].layer.as_str()), (true, true, "product"));
        let seen = story.tried(json!({"sla": sla, "ticket": story.about("low")})).await;
        assert_eq!(seen.targets, []);
    }

    async fn a_calendar_and_a_contract_are_tried_where_they_count(db: Db) {
        let story = Story::new(db).await;
        let sla = story.sla("plan", targets(3_600, 7_200)).await;
        let plan = story.plan("Gold", Some(sla), limits(10, "block")).await;
        // Closed today: due tomorrow at ten.
        let mut spec = office();
        spec["holidays"] = json!(["2026-05-04"]);
        let calendar = json!({"id": story.calendar.to_string(), "draft": {"spec": spec}});
        let contract = json!({"draft": story.contract_body(plan)});
        let seen = story.tried(json!({"calendar": calendar, "contract": contract, "ticket": story.about("low")})).await;
        assert_eq!((seen.draft_used, seen.contract_assumed, seen.outcome.as_str()), (true, false, "covered"));
        assert_eq!(seen.contract.unwrap().id, None);
        assert_eq!(seen.targets[0].due_at, Instant::parse("2026-05-05T08:00:00Z").ok());
        // Of another account's ticket the contract says nothing.
        let stranger = json!({"account_id": story.desk.other.to_string()});
        let seen = story.tried(json!({"contract": contract, "ticket": stranger})).await;
        assert!(!seen.draft_used);
        assert_eq!(seen.contract, None);
    }

    async fn what_cannot_be_tried_is_refused_at_its_field(db: Db) {
        let story = Story::new(db).await;
        let (app, admin) = (&story.desk.app, &story.desk.admin);
        let refused = async |input: Value| refusal(try_drafts(app, admin, of(input)).await);
        let plan = json!({"draft": {"spec": limits(1, "block")}});
        assert_eq!(refused(json!({})).await, ("required".into(), Some("plan".into())));
        let mars = json!({"calendar": {"draft": {"spec": {"tz": "Mars/Olympus", "hours": {}}}}});
        assert_eq!(refused(mars).await, ("unknown_zone".into(), Some("calendar.draft.spec.tz".into())));
        for (field, value, code) in [
            ("account_id", json!("acc_00000000000000000000000000"), "account_not_found"),
            ("contact_id", json!("cnt_00000000000000000000000000"), "contact_not_found"),
            ("channel", json!("pigeon"), "channel_invalid"),
        ] {
            let id = value.as_str().unwrap().replace("cnt_", &format!("{}_", surety_domain::ids::ContactId::PREFIX));
            let mut ticket = json!({});
            ticket[field] = json!(id);
            let answer = refused(json!({"plan": plan, "ticket": ticket})).await;
            assert_eq!(answer, (code.into(), Some(format!("ticket.{field}"))));
        }
        // Each draft needs the right to edit it.
        let by = async |call| code(try_drafts(app, call, of(json!({"plan": plan}))).await);
        assert_eq!(by(&story.desk.agent).await, "forbidden");
        assert_eq!(code(try_drafts(app, &story.desk.agent, of(json!({}))).await), "forbidden");
    }
}
