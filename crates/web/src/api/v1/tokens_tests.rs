use serde_json::json;
use surety_store::{Db, twins};

use crate::testing::Desk;

twins! {
    async fn a_token_is_shown_once_and_works_within_its_scopes(db: Db) {
        let desk = Desk::new(db).await;
        let agent = desk.agent("agent").await;
        let made = agent
            .post("/tokens", json!({"name": "robot", "scopes": ["profile_own"], "expires_at": "2026-07-01T00:00:00Z"}))
            .await;
        made.is(201);
        let secret = made.json()["token"].as_str().unwrap().to_owned();
        assert!(secret.starts_with("srt_") && secret.len() == 47);
        let place = made.header("location").unwrap().strip_prefix("/api/v1").unwrap().to_owned();
        let shown = agent.get(&place).await;
        shown.is(200);
        assert!(!shown.text.contains(&secret));
        assert_eq!(shown.json()["hint"], secret[secret.len() - 4..]);

        let robot = desk.stranger().with_token(&secret);
        robot.get("/me/sessions").await.is(200);
        // Its maker may, the token may not.
        robot.get("/tokens").await.is(404);
        agent.get("/tokens").await.is(200);
        // How far a permission reaches comes from the role, not from the scopes.
        assert_eq!(
            robot.get("/session").await.json()["user"]["permissions"],
            json!(["ticket_all", "profile_own"])
        );
        assert!(agent.get(&place).await.json()["last_used_at"].is_string());
    }

    async fn a_token_ends_by_time_by_hand_and_with_its_owner(db: Db) {
        let desk = Desk::new(db).await;
        let agent = desk.agent("agent").await;
        let make = async || {
            let body = json!({"name": "robot", "scopes": ["profile_own"], "expires_at": "2026-06-02T08:00:00Z"});
            let made = agent.post("/tokens", body).await.json();
            let id = made["id"].as_str().unwrap().to_owned();
            (id, desk.stranger().with_token(made["token"].as_str().unwrap()))
        };
        let (id, revoked) = make().await;
        revoked.get("/me").await.is(200);
        agent.delete(&format!("/tokens/{id}")).await.is(204);
        agent.delete(&format!("/tokens/{id}")).await.is(204);
        revoked.get("/me").await.is_problem(401, "unauthenticated");

        let (_, expired) = make().await;
        desk.clock.advance(24 * 3600 - 1);
        expired.get("/me").await.is(200);
        desk.clock.advance(1);
        expired.get("/me").await.is_problem(401, "unauthenticated");
    }

    async fn a_repeated_request_makes_one_token_and_the_store_keeps_no_secret(db: Db) {
        let desk = Desk::new(db).await;
        let agent = desk.agent("agent").await.with("idempotency-key", "once");
        let body = json!({"name": "robot", "scopes": ["profile_own"], "expires_at": "2026-07-01T00:00:00Z"});
        let first = agent.post("/tokens", body.clone()).await;
        first.is(201);
        assert_eq!(first.header("idempotency-replayed"), None);
        let again = agent.post("/tokens", body).await;
        again.is(201);
        assert_eq!(again.header("idempotency-replayed"), Some("true"));
        assert_eq!(first.json(), again.json());
        assert_eq!(agent.get("/tokens").await.json()["items"].as_array().unwrap().len(), 1);
        let other = json!({"name": "other", "scopes": ["profile_own"], "expires_at": "2026-07-01T00:00:00Z"});
        agent.post("/tokens", other).await.is_problem(422, "idempotency_key_reused");
        agent
            .without("idempotency-key")
            .with("idempotency-key", "")
            .post("/tokens", json!({}))
            .await
            .is_problem(400, "invalid_idempotency_key");
    }

    async fn nonsense_is_refused_field_by_field(db: Db) {
        let desk = Desk::new(db).await;
        let agent = desk.agent("agent").await;
        let refused = async |body: serde_json::Value, status: u16, code: &str, field: &str| {
            let answer = agent.post("/tokens", body).await;
            answer.is_problem(status, code);
            assert_eq!(answer.json()["field"], field, "{}", answer.text);
        };
        let good = json!({"name": "robot", "scopes": ["profile_own"], "expires_at": "2026-07-01T00:00:00Z"});
        let with = |field: &str, value: serde_json::Value| {
            let mut body = good.clone();
            body[field] = value;
            body
        };
        refused(with("scopes", json!([])), 422, "scopes_missing", "scopes").await;
        refused(with("scopes", json!(["profile_own", "nonsense"])), 422, "unknown_permission", "scopes[1]").await;
        refused(with("scopes", json!(["role_manage"])), 422, "scope_not_held", "scopes[0]").await;
        refused(with("expires_at", json!("2026-06-01T08:00:00Z")), 422, "invalid_expiry", "expires_at").await;
        refused(with("expires_at", json!("2027-06-02T08:00:01Z")), 422, "invalid_expiry", "expires_at").await;
        refused(with("name", json!(" ")), 422, "invalid_name", "name").await;
        refused(with("nmae", json!("x")), 400, "unknown_field", "nmae").await;
        refused(with("scopes", json!("profile_own")), 400, "invalid_body", "scopes").await;
        refused(json!({"name": "x"}), 400, "invalid_body", "scopes").await;
        agent.post("/tokens", with("expires_at", json!("2027-06-02T08:00:00Z"))).await.is(201);
    }

    async fn somebody_elses_tokens_are_not_there(db: Db) {
        let desk = Desk::new(db).await;
        let agent = desk.agent("agent").await;
        let supervisor = desk.agent("supervisor").await;
        let administrator = desk.agent("administrator").await;
        let body = json!({"name": "robot", "scopes": ["profile_own"], "expires_at": "2026-07-01T00:00:00Z"});
        let id = agent.post("/tokens", body).await.json()["id"].as_str().unwrap().to_owned();
        let place = format!("/tokens/{id}");
        supervisor.get(&place).await.is_problem(404, "not_found");
        supervisor.delete(&place).await.is_problem(404, "not_found");
        agent.get("/tokens?owner=all").await.is_problem(403, "forbidden");
        assert_eq!(administrator.get("/tokens?owner=all").await.json()["items"][0]["id"], id);
        administrator.delete(&place).await.is(204);
        assert!(agent.get(&place).await.json()["revoked_at"].is_string());
        agent.get("/tokens/tok_nonsense").await.is_problem(404, "not_found");
    }

    async fn tokens_come_in_pages(db: Db) {
        let desk = Desk::new(db).await;
        let agent = desk.agent("agent").await;
        for name in ["a", "b", "c"] {
            desk.clock.advance(1);
            let body = json!({"name": name, "scopes": ["profile_own"], "expires_at": "2026-07-01T00:00:00Z"});
            agent.post("/tokens", body).await.is(201);
        }
        let first = agent.get("/tokens?limit=2").await.json();
        let cursor = first["next_cursor"].as_str().unwrap();
        let second = agent.get(&format!("/tokens?limit=2&cursor={cursor}")).await.json();
        assert_eq!(second["items"][0]["name"], "c");
        assert!(second["next_cursor"].is_null());
        agent.get("/tokens?limit=0").await.is_problem(422, "invalid_limit");
        agent.get("/tokens?limit=201").await.is_problem(422, "invalid_limit");
        agent.get("/tokens?limit=x").await.is_problem(400, "invalid_query");
        agent.get("/tokens?lmit=2").await.is_problem(400, "unknown_field");
    }
}
