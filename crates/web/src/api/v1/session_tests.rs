use axum::http::Method;
use serde_json::json;
use surety_app::identity::limits;
use surety_app::identity::setup::{FirstAdministrator, FirstStart, first_start};
use surety_app::identity::{SecretText, seed_roles};
use surety_app::{App, Call};
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

async fn actions(app: &App) -> Vec<String> {
    app.query(&Call::system(), |tx, _| {
        let page = surety_store::records::audit::list(
            tx,
            &surety_store::records::audit::Filter::default(),
            None,
            200,
        )?;
        Ok(page.into_iter().map(|entry| entry.action).collect())
    })
    .await
    .unwrap()
}

twins! {
    async fn somebody_signs_in_looks_around_and_signs_out(db: Db) {
        let desk = Desk::new(db).await;
        desk.person("ann", "agent", None).await;
        let answer = try_password(&desk.stranger(), "ann", PASSWORD).await;
        answer.is(200);
        assert_eq!(answer.json()["stage"], "full");
        assert_eq!(answer.json()["user"]["role"]["builtin"], "agent");
        let cookie = answer.header("set-cookie").unwrap();
        assert!(cookie.starts_with("__Host-surety_session="), "{cookie}");
        for part in ["Path=/", "Secure", "HttpOnly", "SameSite=Lax"] {
            assert!(cookie.split("; ").any(|p| p == part), "{cookie}");
        }
        assert!(!cookie.contains("Domain"));
        // The cookie's value is in no body.
        let value = answer.cookie().unwrap().split_once('=').unwrap().1.to_owned();
        assert!(value.len() == 43 && !answer.text.contains(&value));

        let ann = desk.stranger().with_session(&answer);
        let shown = ann.get("/session").await;
        shown.is(200);
        assert_eq!(shown.json()["server_time"], "2026-06-01T08:00:00Z");
        assert_eq!(shown.json()["csrf_token"], answer.json()["csrf_token"]);
        let out = ann.delete("/session").await;
        out.is(204);
        assert!(out.header("set-cookie").unwrap().contains("Max-Age=0"));
        ann.get("/session").await.is_problem(401, "unauthenticated");
    }

    async fn every_wrong_way_in_gives_the_same_answer(db: Db) {
        let desk = Desk::new(db).await;
        desk.person("ann", "agent", None).await;
        let bob = desk.person("bob", "agent", None).await;
        desk.disable(bob).await;
        let stranger = desk.stranger();
        let wrong = try_password(&stranger, "ann", "not the password").await;
        wrong.is_problem(401, "invalid_credentials");
        for (name, password) in [("nobody", PASSWORD), ("bob", PASSWORD), ("bob", "not the password")] {
            let answer = try_password(&stranger, name, password).await;
            assert_eq!((answer.status, &answer.text), (wrong.status, &wrong.text), "{name}");
            assert_eq!(answer.headers, wrong.headers);
        }
        // Case, width and spaces around an address make no difference.
        let body = json!({"email": "  ＡＮＮ@Example.ORG ", "password": PASSWORD});
        stranger.post("/session", body).await.is(200);
    }

    async fn ten_tries_in_fifteen_minutes_also_at_once(db: Db) {
        let desk = Desk::new(db).await;
        desk.person("ann", "agent", None).await;
        desk.person("bob", "agent", None).await;
        let stranger = desk.stranger();
        let many = futures_util::future::join_all(
            (0..30).map(|_| try_password(&stranger, "ann", "not the password")),
        )
        .await;
        let checked = many.iter().filter(|a| a.status == 401).count();
        assert_eq!(checked, 10, "{:?}", many.iter().map(|a| a.status).collect::<Vec<_>>());
        let limited = many.iter().find(|a| a.status == 429).unwrap();
        limited.is_problem(429, "too_many_requests");
        // The right password does not help now, and an unknown address is limited alike.
        try_password(&stranger, "ann", PASSWORD).await.is(429);
        try_password(&stranger, "bob", PASSWORD).await.is(200);
        let wait: i64 = limited.header("retry-after").unwrap().parse().unwrap();
        assert!((1..=limits::LOGIN_WINDOW_SECONDS).contains(&wait));
        desk.clock.advance(limits::LOGIN_WINDOW_SECONDS - 1);
        try_password(&stranger, "ann", PASSWORD).await.is(429);
        desk.clock.advance(limits::LOGIN_SLOT_SECONDS + 1);
        try_password(&stranger, "ann", PASSWORD).await.is(200);
        for _ in 0..10 {
            try_password(&stranger, "nobody", "not the password").await.is(401);
        }
        try_password(&stranger, "nobody", "not the password").await.is_problem(429, "too_many_requests");
    }

    async fn one_address_has_fifty_tries_over_all_accounts(db: Db) {
        let desk = Desk::new(db).await;
        let stranger = desk.stranger();
        // Passwords that are too long are refused without hashing ten megabytes.
        try_password(&stranger, "somebody", &"x".repeat(500_000)).await.is_problem(413, "body_too_large");
        let long = "x".repeat(10_000);
        for n in 0..limits::LOGIN_ATTEMPTS_PER_ADDRESS {
            let password = if n == 0 { &long } else { "not the password" };
            try_password(&stranger, &format!("somebody{n}"), password).await.is(401);
        }
        try_password(&stranger, "another", "not the password").await.is_problem(429, "too_many_requests");
    }

    async fn a_session_ends_by_idleness_by_age_and_not_before(db: Db) {
        let desk = Desk::new(db).await;
        let ann = desk.agent("agent").await;
        desk.clock.advance(limits::SESSION_IDLE_SECONDS - 1);
        ann.get("/session").await.is(200);
        desk.clock.advance(limits::SESSION_IDLE_SECONDS - 1);
        ann.get("/session").await.is(200);
        desk.clock.advance(limits::SESSION_IDLE_SECONDS);
        ann.get("/session").await.is_problem(401, "unauthenticated");

        let ann = desk.sign_in("agent").await;
        let step = limits::SESSION_IDLE_SECONDS / 2;
        for _ in 0..(limits::SESSION_ABSOLUTE_SECONDS / step - 1) {
            desk.clock.advance(step);
            ann.get("/session").await.is(200);
        }
        desk.clock.advance(step - 1);
        ann.get("/session").await.is(200);
        desk.clock.advance(1);
        ann.get("/session").await.is(401);
    }

    async fn the_second_factor_is_asked_for_and_counts_once(db: Db) {
        let desk = Desk::new(db).await;
        let ann = desk.agent("agent").await;
        let begun = ann.post("/me/totp", json!({})).await;
        begun.is(200);
        let secret = begun.json()["secret"].as_str().unwrap().to_owned();
        assert!(begun.json()["otpauth_url"].as_str().unwrap().contains(&secret));
        // Not confirmed: sign-in does not ask yet.
        assert_eq!(try_password(&desk.stranger(), "agent", PASSWORD).await.json()["stage"], "full");
        ann.post("/me/totp/confirm", json!({"code": "000000"})).await.is_problem(422, "invalid_code");
        let codes = ann.post("/me/totp/confirm", json!({"code": code(&secret, desk.app.now())})).await;
        codes.is(200);
        let codes = codes.json()["recovery_codes"].as_array().unwrap().clone();
        assert_eq!(codes.len(), limits::RECOVERY_CODES);
        ann.post("/me/totp", json!({})).await.is_problem(409, "totp_enabled");

        let half = try_password(&desk.stranger(), "agent", PASSWORD).await;
        half.is(200);
        assert_eq!(half.json()["stage"], "second_factor");
        assert!(half.json().get("user").is_none());
        let waiting = desk.stranger().with_session(&half);
        waiting.get("/session").await.is_problem(401, "second_factor_required");
        waiting.get("/me/sessions").await.is_problem(401, "second_factor_required");
        // The code that confirmed it was used.
        let used = json!({"code": code(&secret, desk.app.now())});
        waiting.post("/session/second_factor", used).await.is_problem(401, "invalid_code");
        desk.clock.advance(30);
        let fresh = json!({"code": code(&secret, desk.app.now())});
        let full = waiting.post("/session/second_factor", fresh.clone()).await;
        full.is(200);
        assert_ne!(full.cookie(), half.cookie());
        assert_ne!(full.json()["csrf_token"], half.json()["csrf_token"]);
        desk.stranger().with_session(&full).get("/session").await.is(200);
        // The old cookie is dead, the code too.
        waiting.get("/session").await.is_problem(401, "unauthenticated");
        let again = desk.stranger().with_session(&try_password(&desk.stranger(), "agent", PASSWORD).await);
        again.post("/session/second_factor", fresh).await.is_problem(401, "invalid_code");
        // A recovery code works, once.
        let recovery = json!({"code": codes[3]});
        again.post("/session/second_factor", recovery.clone()).await.is(200);
        let again = desk.stranger().with_session(&try_password(&desk.stranger(), "agent", PASSWORD).await);
        again.post("/session/second_factor", recovery).await.is_problem(401, "invalid_code");

        desk.clock.advance(30);
        let off = json!({"code": code(&secret, desk.app.now())});
        ann.send(Method::DELETE, "/me/totp", Some(off)).await.is(204);
        assert_eq!(try_password(&desk.stranger(), "agent", PASSWORD).await.json()["stage"], "full");
    }

    async fn ten_codes_may_be_tried_and_the_password_holds_five_minutes(db: Db) {
        let desk = Desk::new(db).await;
        let ann = desk.agent("agent").await;
        let secret = ann.post("/me/totp", json!({})).await.json()["secret"].as_str().unwrap().to_owned();
        ann.post("/me/totp/confirm", json!({"code": code(&secret, desk.app.now())})).await.is(200);
        desk.clock.advance(30);
        let waiting = desk.stranger().with_session(&try_password(&desk.stranger(), "agent", PASSWORD).await);
        // One was counted by the confirmation.
        let wrong = json!({"code": "12345"});
        let many = futures_util::future::join_all(
            (0..20).map(|_| waiting.post("/session/second_factor", wrong.clone())),
        )
        .await;
        assert_eq!(many.iter().filter(|a| a.status == 401).count(), 9);
        let right = json!({"code": code(&secret, desk.app.now())});
        waiting.post("/session/second_factor", right).await.is(429);

        desk.clock.advance(limits::LOGIN_WINDOW_SECONDS + 60);
        let waiting = desk.stranger().with_session(&try_password(&desk.stranger(), "agent", PASSWORD).await);
        desk.clock.advance(limits::SECOND_FACTOR_SECONDS);
        let right = json!({"code": code(&secret, desk.app.now())});
        waiting.post("/session/second_factor", right).await.is_problem(401, "unauthenticated");
    }

    async fn a_new_password_ends_every_other_session(db: Db) {
        let desk = Desk::new(db).await;
        let here = desk.agent("agent").await;
        let there = desk.sign_in("agent").await;
        assert_eq!(here.get("/me/sessions").await.json()["items"].as_array().unwrap().len(), 2);
        let change = async |current: &str, new: &str| {
            here.post("/me/password", json!({"current": current, "new": new})).await
        };
        change("not the password", "wrong donkey dynamo").await.is_problem(422, "wrong_password");
        change(PASSWORD, "short").await.is_problem(422, "password_too_short");
        let changed = change(PASSWORD, "wrong donkey dynamo").await;
        changed.is(200);
        there.get("/session").await.is(401);
        here.get("/session").await.is(401);
        desk.stranger().with_session(&changed).get("/session").await.is(200);
        try_password(&desk.stranger(), "agent", PASSWORD).await.is(401);
        try_password(&desk.stranger(), "agent", "wrong donkey dynamo").await.is(200);
        let seen = actions(&desk.app).await;
        for action in ["user.password_changed", "session.refused", "session.signed_in"] {
            assert!(seen.iter().any(|a| a == action), "{action}: {seen:?}");
        }
    }

    async fn sessions_are_ended_one_by_one(db: Db) {
        let desk = Desk::new(db).await;
        let here = desk.agent("agent").await;
        let there = desk.sign_in("agent").await;
        let list = there.get("/me/sessions").await.json();
        let other = list["items"].as_array().unwrap().iter().find(|s| s["current"] == false).unwrap().clone();
        there.delete(&format!("/me/sessions/{}", other["id"].as_str().unwrap())).await.is(204);
        here.get("/session").await.is(401);
        there.get("/session").await.is(200);
        there.delete("/me/sessions/0000").await.is_problem(404, "not_found");
    }

    async fn a_disabled_person_is_out_at_once(db: Db) {
        let desk = Desk::new(db).await;
        let id = desk.person("ann", "agent", None).await;
        let ann = desk.sign_in("ann").await;
        ann.get("/session").await.is(200);
        desk.disable(id).await;
        ann.get("/session").await.is_problem(401, "unauthenticated");
    }

    async fn set_up_works_once_by_its_link(db: Db) {
        let desk = Desk::new(db).await;
        let FirstStart::Link(link) = first_start(&desk.app, None).await.unwrap() else {
            panic!("an empty desk prints a link");
        };
        let (place, token) = link.split_once('#').unwrap();
        assert_eq!(place, "https://desk.example.org/app/setup");
        // A second node's link does not end the first's.
        assert!(matches!(first_start(&desk.app, None).await.unwrap(), FirstStart::Link(_)));
        let stranger = desk.stranger();
        let form = |token: &str, password: &str| {
            json!({"token": token, "name": "Ann", "email": "ann@example.org", "password": password})
        };
        stranger.post("/setup", form("srs_guess", PASSWORD)).await.is_problem(404, "not_found");
        stranger.post("/setup", form(token, "short")).await.is_problem(422, "password_too_short");
        stranger.post("/setup", form(token, "ann@example.org")).await.is_problem(422, "password_too_easy");
        stranger.post("/setup", form(token, PASSWORD)).await.is(201);
        stranger.post("/setup", form(token, PASSWORD)).await.is_problem(404, "not_found");
        let ann = desk.sign_in("ann").await;
        assert_eq!(ann.get("/session").await.json()["user"]["role"]["builtin"], "administrator");
        assert_eq!(first_start(&desk.app, None).await.unwrap(), FirstStart::Ready);
    }

    async fn a_set_up_link_ends_after_a_day(db: Db) {
        let desk = Desk::new(db).await;
        let FirstStart::Link(link) = first_start(&desk.app, None).await.unwrap() else {
            panic!("an empty desk prints a link");
        };
        let token = link.split_once('#').unwrap().1;
        desk.clock.advance(limits::SETUP_LINK_SECONDS);
        let form = json!({"token": token, "name": "Ann", "email": "ann@example.org", "password": PASSWORD});
        desk.stranger().post("/setup", form).await.is_problem(404, "not_found");
    }

    async fn the_configuration_makes_an_administrator_once(db: Db) {
        let desk = Desk::new(db).await;
        let first = |password: &str| {
            Some(FirstAdministrator {
                email: "ann@example.org".into(),
                password: SecretText::new(password),
            })
        };
        assert_eq!(
            first_start(&desk.app, first("admin")).await.unwrap_err().code(),
            "password_too_short"
        );
        assert_eq!(first_start(&desk.app, first(PASSWORD)).await.unwrap(), FirstStart::Created);
        // A changed configuration does not change the password of a running desk.
        assert_eq!(first_start(&desk.app, first("another password")).await.unwrap(), FirstStart::Ready);
        try_password(&desk.stranger(), "ann", PASSWORD).await.is(200);
    }

    async fn an_invitation_sets_a_password_once(db: Db) {
        let desk = Desk::new(db).await;
        let id = desk.person("ann", "agent", None).await;
        let sealed = desk
            .app
            .command(&Call::system(), move |tx, cx| surety_app::identity::invite::issue(tx, cx, id))
            .await
            .unwrap();
        let link = surety_app::identity::invite::link(&desk.app, &sealed).unwrap();
        let token = link.expose().split_once('#').unwrap().1.to_owned();
        let form = |token: &str| json!({"token": token, "password": "wrong donkey dynamo"});
        let stranger = desk.stranger();
        stranger.post("/invites/accept", form("sri_guess")).await.is_problem(404, "not_found");
        let accepted = stranger.post("/invites/accept", form(&token)).await;
        accepted.is(200);
        assert_eq!(accepted.json()["email"], "ann@example.org");
        stranger.post("/invites/accept", form(&token)).await.is_problem(404, "not_found");
        try_password(&stranger, "ann", "wrong donkey dynamo").await.is(200);
    }

    async fn a_repeated_change_of_password_gets_the_first_answer(db: Db) {
        let desk = Desk::new(db).await;
        let ann = desk.agent("agent").await.with("idempotency-key", "change-1");
        let change = json!({"current": PASSWORD, "new": "wrong donkey dynamo"});
        let first = ann.post("/me/password", change.clone()).await;
        first.is(200);
        assert_eq!(first.header("idempotency-replayed"), None);
        // The session that asked has ended with the others.
        ann.post("/me/password", change.clone()).await.is(401);
        // From any session of hers the same request is answered the same again.
        let now = desk.stranger().with_session(&first).with("idempotency-key", "change-1");
        let again = now.post("/me/password", change.clone()).await;
        again.is(200);
        assert_eq!(again.header("idempotency-replayed"), Some("true"));
        assert_eq!(again.json(), first.json());
        assert_eq!(again.cookie(), first.cookie());
        // Replays are no tries: however many, the limit of guesses is not met.
        for _ in 0..=limits::LOGIN_ATTEMPTS_PER_ACCOUNT {
            now.post("/me/password", change.clone()).await.is(200);
        }
        let other = json!({"current": PASSWORD, "new": "another donkey dynamo"});
        now.post("/me/password", other).await.is_problem(422, "idempotency_key_reused");
        let fresh = now.with("idempotency-key", "change-2");
        fresh.post("/me/password", change).await.is_problem(422, "wrong_password");
    }

    async fn what_is_kept_of_a_change_of_password_helps_no_guesser(db: Db) {
        let desk = Desk::new(db).await;
        let ann = desk.agent("agent").await.with("idempotency-key", "change-1");
        let change = json!({"current": PASSWORD, "new": "wrong donkey dynamo"});
        let first = ann.post("/me/password", change.clone()).await;
        first.is(200);
        let uri = http::Uri::from_static("/api/v1/me/password");
        let plain = crate::extract::fingerprint(&http::Method::POST, &uri, change.to_string().as_bytes());
        let user = first.json()["user"]["id"].as_str().unwrap().to_owned();
        let kept = desk
            .app
            .query(&Call::system(), move |tx, _| {
                Ok(surety_store::records::idempotency::find(tx, &user, "change-1")?)
            })
            .await
            .unwrap()
            .expect("an answer under the key");
        assert_ne!(kept.fingerprint, plain, "a plain hash of passwords is in the database");
        let cookie = first.cookie().unwrap();
        let token = cookie.split_once('=').unwrap().1;
        assert!(!kept.response.contains(token));
    }

    async fn the_profile_is_changed_and_nonsense_refused(db: Db) {
        let desk = Desk::new(db).await;
        let ann = desk.agent("agent").await;
        let me = ann.get("/me").await;
        let etag = me.header("etag").unwrap().to_owned();
        let changed = ann
            .clone()
            .with("if-match", &etag)
            .patch("/me", json!({"zone": "Asia/Shanghai", "locale": "zh-CN", "preferences": {"theme": "dark"}}))
            .await;
        changed.is(200);
        assert_eq!(changed.json()["preferences"]["theme"], "dark");
        assert_ne!(changed.header("etag"), Some(&*etag));
        let stale = ann.clone().with("if-match", &etag).patch("/me", json!({"name": "Ann"})).await;
        stale.is_problem(412, "stale_version");
        assert_eq!(stale.json()["current_version"], changed.json()["version"]);
        for (body, code) in [
            (json!({"zone": "Mars/Olympus"}), "invalid_zone"),
            (json!({"locale": "tlh"}), "invalid_locale"),
            (json!({"name": ""}), "invalid_name"),
            (json!({"signature": "x".repeat(4001)}), "invalid_signature"),
        ] {
            ann.clone().with("if-match", changed.header("etag").unwrap()).patch("/me", body).await.is_problem(422, code);
        }
        // What one may not change is not a field: role, permissions, kind …
        for field in ["role_id", "permissions", "kind", "email", "id", "totp_enabled", "accounts"] {
            ann.clone().with("if-match", "\"v2\"").patch("/me", json!({field: "administrator"})).await.is_problem(400, "unknown_field");
        }
    }

    async fn built_in_roles_follow_the_program(db: Db) {
        let desk = Desk::new(db).await;
        seed_roles(&desk.app).await.unwrap();
        let ann = desk.agent("light_agent").await;
        let held = ann.get("/session").await.json()["user"]["permissions"].as_array().unwrap().len();
        let expected = surety_domain::permission::BuiltinRole::LightAgent.permissions();
        let expected = surety_domain::permission::Permission::ALL
            .iter()
            .filter(|&&p| expected.contains(p))
            .count();
        assert_eq!(held, expected);
    }
}
