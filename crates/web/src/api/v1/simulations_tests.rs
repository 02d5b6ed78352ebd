use serde_json::{Value, json};
use surety_store::{Db, twins};

use crate::testing::{Client, Desk};

async fn made(client: &Client, path: &str, body: Value) -> String {
    let made = client.post(path, body).await;
    made.is(201);
    made.json()["id"].as_str().unwrap().to_owned()
}

fn limits(credits: i64) -> Value {
    json!({"kind": "ticket_based", "limit_policy": "charge",
        "limits": [{"bucket": "month", "credits": credits, "unit": "month"}],
        "price_list": {"currency": "EUR", "prices": [{"amount": 4_500}]}})
}

twins! {
    async fn a_draft_plan_is_simulated_on_what_was_and_refused_at_its_field(db: Db) {
        let desk = Desk::new(db).await;
        surety_app::seed::essentials(&desk.app).await.unwrap();
        desk.person("ann", "administrator", None).await;
        let ann = desk.sign_in("ann").await;
        let account = made(&ann, "/accounts", json!({"name": "Halden", "currency": "EUR", "zone": "UTC", "locale": "en"})).await;
        let plan = made(&ann, "/plans", json!({"name": "Free", "is_default": true, "spec": limits(5)})).await;
        for n in 0..2 {
            let ticket = json!({"subject": format!("No {n}"), "body_text": "Please look.", "account_id": account,
                "requester": {"name": "Grace Kim", "email": "grace@halden.example"}});
            ann.post("/tickets", ticket).await.is(201);
        }
        desk.clock.advance(60);
        let draft = |spec: Value| json!({"plan": {"id": plan, "draft": {"spec": spec}}});
        let same = ann.post("/simulations", draft(limits(5))).await;
        same.is(200);
        assert_eq!(same.json()["summary"]["tickets"], 2);
        assert_eq!(same.json()["tickets"], json!([]));
        let less = ann.post("/simulations", draft(limits(1))).await.json();
        assert_eq!(less["tickets"].as_array().unwrap().len(), 1);
        let ticket = &less["tickets"][0];
        assert_eq!((&ticket["old_decision"]["outcome"], &ticket["new_decision"]["limit_action"]), (&json!("covered"), &json!("charge")));
        assert_eq!(less["summary"]["money"], json!([{"currency": "EUR", "old_minor": 0, "new_minor": 4_500,
            "old_awaiting_minor": 0, "new_awaiting_minor": 0}]));

        let refused = ann.post("/simulations", draft(limits(-1))).await;
        assert_eq!(refused.status, 422, "{}", refused.text);
        let nowhere = ann.post("/simulations", json!({"plan": {"draft": {"spec": limits(1)}}})).await;
        assert_eq!(nowhere.is_problem(422, "simulation_without_place").json()["field"], "plan.id");
    }
}
