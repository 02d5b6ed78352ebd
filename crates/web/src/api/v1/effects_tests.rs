use serde_json::{Value, json};
use surety_app::jobs::{Effects, run_due};
use surety_store::{Db, twins};

use crate::testing::{Client, Desk};

async fn made(client: &Client, path: &str, body: Value) -> Value {
    let made = client.post(path, body).await;
    made.is(201);
    made.json()
}

fn promise(seconds: i64) -> Value {
    json!({"targets": [{"metric": "first_response", "seconds": seconds}, {"metric": "resolution", "seconds": 90_000}]})
}

/// Metric and due instant of each open clock.
fn due(clocks: &Value, at: impl Fn(&Value) -> Value) -> Vec<(String, Value)> {
    let clocks = clocks.as_array().unwrap().iter();
    let mut due: Vec<_> = clocks
        .map(|c| (c["metric"].as_str().unwrap().to_owned(), at(c)))
        .collect();
    due.sort_by(|a, b| a.0.cmp(&b.0));
    due
}

twins! {
    async fn what_is_told_before_saving_is_what_the_api_shows_after(db: Db) {
        let desk = Desk::new(db).await;
        surety_app::seed::essentials(&desk.app).await.unwrap();
        desk.person("ann", "administrator", None).await;
        let ann = desk.sign_in("ann").await;
        let day = || json!([["09:00", "17:00"]]);
        let hours = json!({"tz": "Europe/Berlin", "hours": {"mon": day(), "tue": day(), "wed": day(), "thu": day(), "fri": day()}});
        let calendar = made(&ann, "/calendars", json!({"name": "Office", "spec": hours})).await;
        let sla = made(&ann, "/slas", json!({"name": "All", "layer": "corporate", "calendar_id": calendar["id"], "spec": promise(14_400)})).await;
        let mut numbers = Vec::new();
        for n in 0..3 {
            let ticket = json!({"subject": format!("No {n}"), "body_text": "Please look.",
                "requester": {"name": "Grace Kim", "email": "grace@halden.example"}});
            numbers.push(made(&ann, "/tickets", ticket).await["number"].clone());
            desk.clock.advance(3_600);
        }
        let draft = json!({"sla": {"id": sla["id"], "draft": {"spec": promise(3_600)}}});
        let told = ann.post("/effects", draft).await;
        told.is(200);
        let told = told.json();
        assert_eq!((&told["touched"], &told["changed"], &told["more"]), (&json!(3), &json!(3), &json!(false)));

        let id = sla["id"].as_str().unwrap();
        desk.sign_in("ann").await.with("if-match", "\"v1\"").patch(&format!("/slas/{id}"), json!({"spec": promise(3_600)})).await.is(200);
        run_due(&desk.app, &Effects { mail_out: None }).await.unwrap();
        for (row, number) in told["tickets"].as_array().unwrap().iter().zip(&numbers) {
            assert_eq!(&row["ticket"], number);
            let now = ann.get(&format!("/tickets/{number}")).await.json();
            let told = due(&row["clocks"], |c| c["after"]["due_at"].clone());
            assert_eq!(due(&now["clocks"], |c| c["due_at"].clone()), told);
        }
        let refused = ann.post("/effects", json!({"sla": {"id": sla["id"], "draft": {"spec": promise(-1)}}})).await;
        assert_eq!(refused.status, 422);
        assert!(refused.json()["field"].as_str().unwrap().starts_with("sla.draft.spec.targets"), "{}", refused.text);
        ann.post("/effects", json!({})).await.is_problem(422, "required");
        let then = ann.get(&format!("/tickets/{}/verdicts", numbers[0])).await;
        assert_eq!(then.json(), json!({"items": [], "differs": false}));
    }
}
