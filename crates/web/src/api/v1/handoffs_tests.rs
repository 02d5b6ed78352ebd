use axum::http::Method;
use serde_json::{Value, json};
use surety_store::{Db, twins};

use crate::testing::{Client, Desk};

fn note() -> Value {
    json!({"tried": "Restarted it.", "found": "The coil is dead.", "next": "Send a new one.", "promised": "Nothing."})
}

async fn made(client: &Client, path: &str, body: Value) -> String {
    let made = client.post(path, body).await;
    made.is(201);
    made.json()["id"].as_str().unwrap().to_owned()
}

/// An administrator, a team that she is in, and a ticket of another team.
async fn furnished(db: Db) -> (Desk, Client, String, String) {
    let desk = Desk::new(db).await;
    surety_app::seed::essentials(&desk.app).await.unwrap();
    desk.person("ann", "administrator", None).await;
    let ann = desk.sign_in("ann").await;
    let me = ann.get("/me").await.json()["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let team = json!({"name": "Second line", "tier": 2, "member_ids": [me]});
    let team = made(&ann, "/teams", team).await;
    let account = desk.account("Nordlicht").await;
    let contact =
        json!({"name": "Ola", "account_id": account, "emails": ["ola@nordlicht.example"]});
    let contact = made(&ann, "/contacts", contact).await;
    let ticket = json!({"subject": "The relay", "body_text": "Please.", "requester": {"contact_id": contact}});
    let ticket = made(&ann, "/tickets", ticket).await;
    (desk, ann, team, ticket)
}

twins! {
    async fn a_handoff_goes_through_the_api(db: Db) {
        let (_desk, ann, team, ticket) = furnished(db).await;
        let path = format!("/tickets/{ticket}/handoff");
        let wrong = ann.post(&path, json!({"team_id": team, "reason": "mood", "note": {"tried": "x"}})).await;
        let wrong = wrong.is_problem(422, "invalid_fields").json();
        let fields: Vec<_> = wrong["errors"].as_array().unwrap().iter().map(|e| e["field"].as_str().unwrap()).collect();
        assert_eq!(fields, ["reason", "note.found", "note.next", "note.promised"]);
        ann.post(&path, json!({"team": team})).await.is_problem(400, "unknown_field");
        let offer = json!({"team_id": team, "reason": "skill", "note": note()});
        let offered = ann.post(&path, offer.clone()).await;
        offered.is(200);
        let seen = offered.json();
        assert_eq!((&seen["handoff"]["yours"], &seen["handoff"]["to_team"]["name"], &seen["offered"]["team_id"]), (&json!(true), &json!("Second line"), &json!(team)));
        assert_eq!(seen["handoff"]["note"], note());
        ann.post(&path, offer).await.is_problem(409, "handoff_open");
        let stale = ann.clone().with("if-match", "\"v1\"").send(Method::POST, &format!("{path}/accept"), Some(json!({}))).await;
        stale.is_problem(412, "stale_version");
        let accepted = ann.post(&format!("{path}/accept"), json!({})).await;
        accepted.is(200);
        assert_eq!((&accepted.json()["team"]["name"], &accepted.json()["handoff"]), (&json!("Second line"), &Value::Null));
        ann.post(&format!("{path}/decline"), json!({"reason": "No."})).await.is_problem(409, "no_handoff");
        ann.post(&format!("{path}/take_back"), json!({})).await.is_problem(409, "no_handoff");
        let owned = ann.get(&format!("/tickets/{ticket}/ownership")).await;
        owned.is(200);
        assert_eq!(owned.json()["bounces"], 0);
        let span = "from=2000-01-01T00:00:00Z&before=2000-06-01T00:00:00Z";
        let none = ann.get(&format!("/handoffs?{span}")).await;
        none.is(200);
        assert_eq!(none.json()["all"]["offered"], 0);
        let wide = ann.get("/handoffs?from=2000-01-01T00:00:00Z&before=2002-01-01T00:00:00Z").await;
        assert_eq!(wide.is_problem(422, "span_invalid").json()["field"], "before");
        let csv = ann.get(&format!("/handoffs.csv?{span}")).await;
        csv.is(200);
        for wrong in ["handed=now", "handed=2000-01-01T00:00:00Z,2000-06-01T00:00:00Z,mood:x", "offered=you", "bounces=often"] {
            ann.get(&format!("/tickets?{wrong}")).await.is_problem(422, "invalid_filter");
        }
    }

    async fn the_handoff_policy_is_set_within_its_range(db: Db) {
        let desk = Desk::new(db).await;
        desk.person("ann", "administrator", None).await;
        let ann = desk.sign_in("ann").await;
        let path = "/settings/handoff_policy";
        let first = ann.get(path).await.json();
        assert_eq!((&first["timeout_minutes"], &first["bounce_limit"], first["reasons"].as_array().unwrap().len()), (&json!(240), &json!(2), 5));
        let put = async |etag: &str, reasons: Value, minutes: i64, bounces: i64| {
            let body = json!({"reasons": reasons, "timeout_minutes": minutes, "bounce_limit": bounces});
            ann.clone().with("if-match", etag).send(Method::PUT, path, Some(body)).await
        };
        let good = json!([{"key": "skill", "name": "Skill"}]);
        let many = |n: usize| Value::from((0..n).map(|i| json!({"key": format!("r{i}"), "name": "R"})).collect::<Vec<_>>());
        let long = |n: usize| json!([{"key": "k".repeat(n.min(40)), "name": "n".repeat(n)}]);
        put("\"v1\"", good.clone(), 1, 0).await.is(200);
        put("\"v2\"", many(50), 43_200, 100).await.is(200);
        put("\"v3\"", long(60), 1, 0).await.is(200);
        let two = json!([{"key": "a", "name": "A"}, {"key": "a", "name": "B"}]);
        let away = json!([{"key": "a", "name": "A", "archived": true}]);
        for (reasons, minutes, bounces, code, field) in [
            (good.clone(), 0, 0, "out_of_range", "timeout_minutes"),
            (good.clone(), 43_201, 0, "out_of_range", "timeout_minutes"),
            (good.clone(), 1, 101, "out_of_range", "bounce_limit"),
            (many(51), 1, 0, "out_of_range", "reasons"),
            (long(61), 1, 0, "too_long", "reasons[0].name"),
            (two, 1, 0, "duplicate", "reasons[1].key"),
            (away, 1, 0, "required", "reasons"),
            (json!([{"key": "A b", "name": "A"}]), 1, 0, "invalid_characters", "reasons[0].key"),
            (json!([{"key": "a", "name": " "}]), 1, 0, "required", "reasons[0].name"),
        ] {
            let refused = put("\"v4\"", reasons, minutes, bounces).await;
            assert_eq!(refused.is_problem(422, code).json()["field"], field);
        }
        put("\"v1\"", good, 1, 0).await.is_problem(412, "stale_version");
    }
}
