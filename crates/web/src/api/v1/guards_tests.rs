//! What strangers, tokens and people who lost a role cannot do.

use axum::http::{Method, header};
use serde_json::json;
use surety_app::identity::limits;
use surety_domain::time::Instant;
use surety_store::{Db, twins};
use totp_rs::{Builder, Secret};

use crate::testing::{Answer, Client, Desk, PASSWORD};

async fn try_password(client: &Client, name: &str, password: &str) -> Answer {
    let body = json!({"email": format!("{name}@example.org"), "password": password});
    client.post("/session", body).await
}

/// What the authenticator shows at an instant.
fn code(secret: &str, at: Instant) -> String {
    let secret = Secret::try_from_base32(secret).unwrap();
    let totp = Builder::new()
        .with_secret(secret.as_bytes().to_vec())
        .build()
        .unwrap();
    let step = u64::try_from(at.seconds()).unwrap();
    totp.generate(step).to_string()
}

/// `name=value` of the cookie that makes a browser known.
fn device(answer: &Answer) -> Option<String> {
    answer
        .headers
        .get_all(header::SET_COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .find(|value| value.starts_with("__Host-surety_device="))
        .map(|value| value.split(';').next().unwrap().to_owned())
}

twins! {
    async fn strangers_lock_out_each_other_and_not_a_known_device(db: Db) {
        let desk = Desk::new(db).await;
        desk.person("ann", "agent", None).await;
        desk.person("bob", "agent", None).await;
        let stranger = desk.stranger();
        let refused = try_password(&stranger, "ann", "not the password").await;
        assert_eq!(device(&refused), None, "only who signed in is known");
        let signed_in = try_password(&stranger, "ann", PASSWORD).await;
        let known = desk.stranger().with("cookie", &device(&signed_in).unwrap());
        for _ in 0..limits::LOGIN_ATTEMPTS_PER_ACCOUNT {
            try_password(&stranger, "ann", "not the password").await.is(401);
        }
        try_password(&stranger, "ann", PASSWORD).await.is(429);
        try_password(&known, "ann", PASSWORD).await.is(200);
        // Her signing in gives strangers no new tries.
        try_password(&stranger, "ann", "not the password").await.is(429);
        // The device has its own ten, and a cookie that was changed has none.
        let mut forged = device(&signed_in).unwrap();
        forged.replace_range(25..26, if forged.as_bytes()[25] == b'A' { "B" } else { "A" });
        try_password(&desk.stranger().with("cookie", &forged), "ann", PASSWORD).await.is(429);
        for _ in 0..limits::LOGIN_ATTEMPTS_PER_ACCOUNT {
            try_password(&known, "ann", "not the password").await.is(401);
        }
        try_password(&known, "ann", PASSWORD).await.is_problem(429, "too_many_requests");
        // It is known to one account: for another it is a stranger.
        for _ in 0..limits::LOGIN_ATTEMPTS_PER_ACCOUNT {
            try_password(&stranger, "bob", "not the password").await.is(401);
        }
        try_password(&known, "bob", PASSWORD).await.is(429);
    }

    async fn a_change_of_the_second_factor_ends_the_other_sessions(db: Db) {
        let desk = Desk::new(db).await;
        let here = desk.agent("agent").await;
        let there = desk.sign_in("agent").await;
        let secret = here.post("/me/totp", json!({})).await.json()["secret"].as_str().unwrap().to_owned();
        there.get("/session").await.is(200);
        here.post("/me/totp/confirm", json!({"code": code(&secret, desk.app.now())})).await.is(200);
        there.get("/session").await.is_problem(401, "unauthenticated");
        here.get("/session").await.is(200);

        desk.clock.advance(30);
        let waiting = desk.stranger().with_session(&try_password(&desk.stranger(), "agent", PASSWORD).await);
        let full = waiting.post("/session/second_factor", json!({"code": code(&secret, desk.app.now())})).await;
        let there = desk.stranger().with_session(&full);
        there.get("/session").await.is(200);
        let half = desk.stranger().with_session(&try_password(&desk.stranger(), "agent", PASSWORD).await);
        desk.clock.advance(30);
        let off = json!({"code": code(&secret, desk.app.now())});
        here.send(Method::DELETE, "/me/totp", Some(off.clone())).await.is(204);
        there.get("/session").await.is_problem(401, "unauthenticated");
        half.post("/session/second_factor", off).await.is_problem(401, "unauthenticated");
        here.get("/session").await.is(200);
    }

    async fn a_token_makes_none_that_outlives_it(db: Db) {
        let desk = Desk::new(db).await;
        let agent = desk.agent("agent").await;
        let body = |ends: &str| json!({"name": "robot", "scopes": ["token_manage_own"], "expires_at": ends});
        let made = agent.post("/tokens", body("2026-07-01T00:00:00Z")).await;
        made.is(201);
        let robot = desk.stranger().with_token(made.json()["token"].as_str().unwrap());
        robot.post("/tokens", body("2026-07-01T00:00:01Z")).await.is_problem(422, "invalid_expiry");
        let child = robot.post("/tokens", body("2026-07-01T00:00:00Z")).await;
        child.is(201);
        let child = desk.stranger().with_token(child.json()["token"].as_str().unwrap());
        child.post("/tokens", body("2026-07-01T00:00:01Z")).await.is_problem(422, "invalid_expiry");
        agent.post("/tokens", body("2026-07-01T00:00:01Z")).await.is(201);
    }

    async fn a_stored_answer_is_not_for_who_may_less_now(db: Db) {
        let desk = Desk::new(db).await;
        let admin = desk.agent("administrator").await;
        let id = desk.person("ann", "supervisor", None).await;
        let ann = desk.sign_in("ann").await.with("idempotency-key", "once");
        let body = json!({"name": "Night shift", "tier": 1});
        let first = ann.post("/teams", body.clone()).await;
        first.is(201);
        assert_eq!(ann.post("/teams", body.clone()).await.json(), first.json());
        let roles = admin.get("/roles?limit=50").await.json();
        let light = roles["items"].as_array().unwrap().iter().find(|r| r["builtin"] == "light_agent").unwrap()["id"].clone();
        let agent = admin.get(&format!("/agents/{id}")).await;
        let demoted = admin.clone().with("if-match", agent.header("etag").unwrap());
        demoted.patch(&format!("/agents/{id}"), json!({"role_id": light})).await.is(200);
        let ann = desk.sign_in("ann").await.with("idempotency-key", "once");
        let refused = ann.post("/teams", body).await;
        refused.is_problem(409, "permissions_changed");
        assert!(!refused.text.contains("Night shift"));
    }

    async fn a_new_password_ends_tokens_where_that_is_asked_for(db: Db) {
        let desk = Desk::new(db).await;
        let agent = desk.agent("agent").await;
        let token = json!({"name": "robot", "scopes": ["profile_own"], "expires_at": "2026-07-01T00:00:00Z"});
        let made = agent.post("/tokens", token).await;
        let robot = desk.stranger().with_token(made.json()["token"].as_str().unwrap());
        let first = json!({"current": PASSWORD, "new": "wrong donkey dynamo"});
        let changed = agent.post("/me/password", first).await;
        changed.is(200);
        robot.get("/me").await.is(200);
        let agent = desk.stranger().with_session(&changed);
        let second = json!({"current": "wrong donkey dynamo", "new": PASSWORD, "revoke_tokens": true});
        agent.post("/me/password", second).await.is(200);
        robot.get("/me").await.is_problem(401, "unauthenticated");
    }
}
