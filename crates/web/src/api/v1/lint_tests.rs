use serde_json::{Value, json};
use surety_store::{Db, twins};

use crate::testing::{Client, Desk};

fn codes(answer: &Value) -> Vec<(String, String)> {
    let findings = answer["findings"].as_array().unwrap();
    let text = |v: &Value| v.as_str().unwrap().to_owned();
    findings
        .iter()
        .map(|f| (text(&f["code"]), text(&f["path"])))
        .collect()
}

async fn made(client: &Client, path: &str, body: Value) -> String {
    let made = client.post(path, body).await;
    made.is(201);
    made.json()["id"].as_str().unwrap().to_owned()
}

fn office() -> Value {
    let day = json!([["09:00", "17:00"]]);
    json!({"tz": "Europe/Berlin", "hours": {"mon": day, "tue": day, "wed": day, "thu": day, "fri": day}})
}

twins! {
    async fn drafts_are_linted_at_their_fields_and_refused_as_saving_does(db: Db) {
        let desk = Desk::new(db).await;
        desk.person("ann", "administrator", None).await;
        desk.person("lia", "light_agent", None).await;
        let ann = desk.sign_in("ann").await;
        let calendar = made(&ann, "/calendars", json!({"name": "Office", "spec": office()})).await;

        let bands = json!({"draft": {"bands": [
            {"name": "some", "from": 50, "to": 100}, {"name": "many", "from": 500},
        ]}});
        let found = ann.post("/lint/licence_bands", bands).await;
        found.is(200);
        assert_eq!(found.json(), json!({"more": false, "findings": [
            {"code": "band_gap", "severity": "warning", "path": "/bands/0/from", "params": {"from": 1, "to": 49}},
            {"code": "band_gap", "severity": "warning", "path": "/bands/1/from", "params": {"from": 101, "to": 499}},
        ]}));

        let spec = json!({"targets": [
            {"metric": "resolution", "seconds": 3600},
            {"metric": "resolution", "seconds": 7200},
        ]});
        let sla = json!({"draft": {"layer": "plan", "calendar_id": calendar, "spec": spec}});
        let found = ann.post("/lint/sla", sla).await.json();
        assert_eq!(codes(&found), [("target_hidden".into(), "/spec/targets/1".into())]);
        assert_eq!(found["findings"][0]["params"], json!({"metric": "resolution", "by": [0]}));

        // What makes no sense is refused by its field, as saving refuses it.
        let mars = json!({"draft": {"spec": {"tz": "Mars/Olympus", "hours": {}}}});
        let refused = ann.post("/lint/calendar", mars).await;
        assert_eq!(refused.is_problem(422, "unknown_zone").json()["field"], "spec.tz");
        let plan = |credits: i64, count: i64| json!({"draft": {"spec": {"kind": "ticket_based",
            "limits": [{"bucket": "week", "credits": credits, "unit": "year", "count": count}]}}});
        let refused = ann.post("/lint/plan", plan(-1, 1)).await;
        assert_eq!(refused.status, 422, "{}", refused.text);
        assert!(refused.text.contains("spec.limits[0].credits"), "{}", refused.text);
        let endless = ann.post("/lint/plan", plan(1, 1_000_000)).await;
        assert_eq!(endless.status, 422);
        assert!(endless.text.contains("spec.limits[0].count"), "{}", endless.text);
        ann.post("/lint/plan", json!({"spec": {}})).await.is_problem(400, "unknown_field");
        ann.post("/lint/plan", json!({"id": "pln_00000000000000000000000000", "draft": {"spec": {}}}))
            .await.is_problem(404, "not_found");
        // Nothing was kept.
        assert_eq!(ann.get("/plans").await.json()["items"], json!([]));

        let lia = desk.sign_in("lia").await;
        lia.post("/lint/plan", plan(1, 1)).await.is_problem(403, "forbidden");
        lia.get("/lint").await.is_problem(403, "forbidden");
    }

    async fn what_is_live_is_linted_with_its_subject(db: Db) {
        let desk = Desk::new(db).await;
        desk.person("ann", "administrator", None).await;
        let ann = desk.sign_in("ann").await;
        let plan = json!({"name": "Basic", "spec": {"kind": "ticket_based",
            "limits": [{"bucket": "month", "credits": 0, "unit": "month"}]}});
        let plan = made(&ann, "/plans", plan).await;
        let found = ann.get("/lint").await;
        found.is(200);
        let all = found.json();
        let of_plan: Vec<&Value> = all["findings"].as_array().unwrap().iter()
            .filter(|f| f["subject"] == json!({"kind": "plan", "id": plan, "name": "Basic"}))
            .collect();
        assert!(of_plan.iter().any(|f| f["code"] == "limit_without_credits"
            && f["path"] == "/spec/limits/0/credits" && f["severity"] == "warning"), "{all}");
        assert_eq!(all["more"], json!(false));
    }

    async fn a_draft_is_tried_on_a_ticket_and_nothing_of_it_stays(db: Db) {
        let desk = Desk::new(db).await;
        surety_app::seed::essentials(&desk.app).await.unwrap();
        desk.person("ann", "administrator", None).await;
        let ann = desk.sign_in("ann").await;
        let calendar = made(&ann, "/calendars", json!({"name": "Office", "spec": office()})).await;
        let input = json!({
            "sla": {"draft": {"name": "Draft SLA", "layer": "plan", "calendar_id": calendar,
                "spec": {"targets": [{"metric": "first_response", "seconds": 3600, "clock": "24x7"}]}}},
            "plan": {"draft": {"name": "Draft plan", "spec": {"kind": "ticket_based",
                "limits": [{"bucket": "month", "credits": 10, "unit": "month"}],
                "weights": {"priority": {"high": 2}}}}},
            "ticket": {"priority": "high"},
        });
        let tried = ann.post("/lint/try", input.clone()).await;
        tried.is(200);
        let tried = tried.json();
        assert_eq!(tried["plan"], json!({"id": null, "name": "Draft plan"}));
        assert_eq!(tried["sla"], json!({"id": null, "name": "Draft SLA"}));
        assert_eq!(tried["credits"], json!([{"bucket": "month", "before_hundredths": 1000,
            "cost_hundredths": 200, "after_hundredths": 800}]));
        assert_eq!((&tried["draft_used"], &tried["outcome"]), (&json!(true), &json!("covered")));
        let target = &tried["targets"][0];
        assert_eq!((&target["metric"], &target["state"]), (&json!("first_response"), &json!("running")));
        assert!(target["due_at"].as_str().unwrap() > tried["at"].as_str().unwrap());
        for path in ["/plans", "/slas"] {
            assert!(!ann.get(path).await.text.contains("Draft"), "{path}");
        }

        let mut bad = input;
        bad["plan"]["draft"]["spec"]["limits"][0]["unit"] = json!("week");
        bad["plan"]["draft"]["spec"]["limits"][0]["align_day"] = json!(9);
        let refused = ann.post("/lint/try", bad).await;
        assert_eq!(refused.status, 422);
        assert!(refused.text.contains("plan.draft.spec.limits[0].align_day"), "{}", refused.text);
        ann.post("/lint/try", json!({"ticket": {}})).await.is_problem(422, "required");
    }
}
