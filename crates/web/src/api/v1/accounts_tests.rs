use serde_json::{Value, json};
use surety_store::{Db, twins};

use crate::testing::Desk;

fn names(page: &Value) -> Vec<&str> {
    page["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["name"].as_str().unwrap())
        .collect()
}

twins! {
    async fn an_account_lives_over_http(db: Db) {
        let desk = Desk::new(db).await;
        let agent = desk.agent("agent").await;
        let made = agent.post("/accounts", json!({"name": "Nordwind", "domains": ["nordwind.example"], "zone": "Europe/Berlin"})).await;
        made.is(201);
        assert_eq!(made.header("etag"), Some("\"v1\""));
        let place = made.header("location").unwrap().strip_prefix("/api/v1").unwrap().to_owned();
        let read = agent.get(&place).await;
        assert_eq!((read.header("etag"), read.json()), (Some("\"v1\""), made.json()));

        agent.patch(&place, json!({"segment": "smb"})).await.is_problem(428, "if_match_required");
        desk.clock.advance(1);
        let changed = agent.clone().with("if-match", "\"v1\"").patch(&place, json!({"segment": "smb", "parent_id": null})).await;
        changed.is(200);
        assert_eq!((changed.header("etag"), &changed.json()["segment"]), (Some("\"v2\""), &json!("smb")));
        let stale = agent.clone().with("if-match", "\"v1\"").patch(&place, json!({"segment": null})).await;
        stale.is_problem(412, "stale_version");
        agent.clone().with("if-match", "v1").patch(&place, json!({})).await.is_problem(400, "invalid_if_match");

        agent.clone().with("if-match", "\"v1\"").post(&format!("{place}/archive"), json!({})).await.is_problem(412, "stale_version");
        desk.clock.advance(1);
        agent.post(&format!("{place}/archive"), json!({})).await.is(200);
        assert!(names(&agent.get("/accounts").await.json()).is_empty());
        assert_eq!(names(&agent.get("/accounts?archived=true&q=NORD").await.json()), ["Nordwind"]);
        desk.clock.advance(1);
        agent.post(&format!("{place}/restore"), json!({})).await.is(200);
        assert_eq!(names(&agent.get("/accounts?limit=1").await.json()), ["Nordwind"]);
        agent.get("/accounts/acc_nonsense").await.is_problem(404, "not_found");
        agent.get("/accounts?limt=1").await.is_problem(400, "unknown_field");

        let admin = desk.agent("administrator").await;
        let audit = admin.get("/audit?action=account.&limit=200").await.json();
        let actions: Vec<&str> = audit["items"].as_array().unwrap().iter().map(|e| e["action"].as_str().unwrap()).collect();
        assert_eq!(actions, ["account.restored", "account.archived", "account.updated", "account.created"]);
        assert_eq!(audit["items"][0]["actor"]["name"], "agent");
    }

    async fn a_post_has_one_effect_and_needs_its_key(db: Db) {
        let desk = Desk::new(db).await;
        let agent = desk.agent("agent").await.with("idempotency-key", "k");
        let first = agent.post("/accounts", json!({"name": "Once"})).await;
        let again = agent.post("/accounts", json!({"name": "Once"})).await;
        assert_eq!(first.json(), again.json());
        assert_eq!(again.header("idempotency-replayed"), Some("true"));
        agent.post("/accounts", json!({"name": "Twice"})).await.is_problem(422, "idempotency_key_reused");
        assert_eq!(names(&agent.get("/accounts").await.json()), ["Once"]);
    }

    async fn faults_are_named_by_field(db: Db) {
        let desk = Desk::new(db).await;
        let agent = desk.agent("agent").await;
        for (body, status, code, field) in [
            (json!({"name": ""}), 422, "required", json!("name")),
            (json!({"nmae": "x"}), 400, "unknown_field", json!("nmae")),
            (json!({"name": 5}), 400, "invalid_body", json!("name")),
            (json!({"name": "x", "parent_id": "acc_1"}), 400, "invalid_body", json!("parent_id")),
            (json!({"name": "x", "domains": ["a.example", "b"]}), 422, "invalid_domain", json!("domains[1]")),
        ] {
            let answer = agent.post("/accounts", body).await;
            answer.is_problem(status, code);
            assert_eq!(answer.json()["field"], field);
        }
        let several = agent.post("/accounts", json!({"name": "", "zone": "x"})).await;
        several.is_problem(422, "invalid_fields");
        let fields: Vec<Value> = several.json()["errors"].as_array().unwrap().iter().map(|e| e["field"].clone()).collect();
        assert_eq!(fields, ["name", "zone"]);
    }

    async fn the_other_records_live_over_http(db: Db) {
        let desk = Desk::new(db).await;
        let admin = desk.agent("administrator").await;
        let account = admin.post("/accounts", json!({"name": "Own"})).await.json()["id"].clone();
        let product = admin.post("/products", json!({"name": "Relay", "code": "R"})).await.json()["id"].clone();
        let role = admin.post("/roles", json!({"name": "Auditor", "side": "agent", "permissions": ["audit_read"]})).await.json()["id"].clone();
        let mut places = Vec::new();
        for (path, body, change) in [
            ("/contacts", json!({"name": "Ada", "account_id": account, "emails": ["ada@own.example"]}), json!({"title": "Engineer"})),
            ("/assets", json!({"account_id": account, "product_id": product, "name": "Site", "licence_count": 4}), json!({"licence_count": null})),
            ("/teams", json!({"name": "Front line", "tier": 1}), json!({"tier": 2})),
            ("/statuses", json!({"name": "Waiting for parts", "category": "on_hold"}), json!({"pauses": ["update"]})),
            ("/ticket_types", json!({"name": "Change"}), json!({"position": 3})),
            ("/views", json!({"name": "Urgent", "filter": {"priority": "urgent"}}), json!({"sort": "due"})),
            ("/roles", json!({"name": "Reader", "side": "customer", "permissions": ["ticket_read"]}), json!({"permissions": []})),
            ("/agents", json!({"name": "Mara", "email": "mara@desk.example", "role_id": role}), json!({"locale": "zh-CN"})),
        ] {
            let made = admin.post(path, body).await;
            made.is(201);
            assert_eq!(made.header("etag"), Some("\"v1\""), "{path}");
            let place = made.header("location").unwrap().strip_prefix("/api/v1").unwrap().to_owned();
            assert_eq!(admin.get(&place).await.header("etag"), Some("\"v1\""), "{path}");
            let changed = admin.clone().with("if-match", "\"v1\"").patch(&place, change).await;
            changed.is(200);
            assert_eq!(changed.header("etag"), Some("\"v2\""), "{path}");
            admin.clone().with("if-match", "\"v1\"").patch(&place, json!({})).await.is_problem(412, "stale_version");
            assert!(!admin.get(path).await.json()["items"].as_array().unwrap().is_empty(), "{path}");
            places.push(place);
        }
        for place in &places[5..7] {
            admin.delete(place).await.is_problem(428, "if_match_required");
            admin.clone().with("if-match", "\"v2\"").delete(place).await.is(204);
            admin.get(place).await.is_problem(404, "not_found");
        }
        let invited = admin.post(&format!("{}/invite", places[7]), json!({})).await;
        invited.is(200);
        let token = invited.json()["invite_url"].as_str().unwrap().split_once('#').unwrap().1.to_owned();
        let accepted = desk.stranger().post("/invites/accept", json!({"token": token, "password": "wrong donkey dynamo"})).await;
        accepted.is(200);
        let out = admin.post(&format!("{}/disable", places[7]), json!({})).await;
        assert!(out.json()["disabled_at"].is_string());
        admin.post(&format!("{}/enable", places[7]), json!({})).await.is(200);

        let matrix = admin.get("/settings/priority_matrix").await;
        matrix.is(200);
        let mut body = json!({"matrix": matrix.json()["matrix"]});
        body["matrix"]["low"]["low"] = json!("normal");
        let etag = matrix.header("etag").unwrap().to_owned();
        let set = admin.clone().with("if-match", &etag).send(axum::http::Method::PUT, "/settings/priority_matrix", Some(body.clone())).await;
        set.is(200);
        body["matrix"]["low"]["low"] = json!("never");
        let etag = set.header("etag").unwrap().to_owned();
        admin.with("if-match", &etag).send(axum::http::Method::PUT, "/settings/priority_matrix", Some(body)).await.is_problem(400, "invalid_body");
    }
}
