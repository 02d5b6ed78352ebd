use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use serde::Deserialize;
use serde_json::json;
use surety_store::{Db, twins};

use super::body::{fingerprint, idempotency_key, json as read_json};
use super::preconditions::version;
use crate::limits;
use crate::testing::Desk;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only read")]
struct Sample {
    name: String,
    #[serde(default)]
    limits: Vec<Limit>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only read")]
struct Limit {
    credits: i64,
}

fn typed(kind: &'static str) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, kind.parse().unwrap());
    headers
}

fn refused(kind: &'static str, body: &str) -> (u16, String, Option<String>) {
    let problem = read_json::<Sample>(&typed(kind), body.as_bytes()).unwrap_err();
    (problem.status, problem.code.clone(), problem.field.clone())
}

#[test]
fn a_body_is_refused_by_field_and_code() {
    let json = "application/json";
    let field = |field: &str| Some(field.to_owned());
    let cases = [
        (r#"{"name":"a","extra":1}"#, "unknown_field", field("extra")),
        (
            r#"{"name":"a","limits":[{"credits":1},{"credit":1}]}"#,
            "unknown_field",
            field("limits[1].credit"),
        ),
        (
            r#"{"name":"a","limits":[{"credits":"x"}]}"#,
            "invalid_body",
            field("limits[0].credits"),
        ),
        (
            r#"{"name":"a","limits":[{}]}"#,
            "invalid_body",
            field("limits[0].credits"),
        ),
        (r#"{"limits":[]}"#, "invalid_body", field("name")),
        (r#"{"name":"a","name":"b"}"#, "invalid_body", None),
        (r#"{"name":"a"} {"name":"b"}"#, "invalid_body", None),
        (r#"{"name":"a""#, "invalid_body", None),
        ("[1]", "invalid_body", None),
        ("\u{feff}{}", "invalid_body", None),
    ];
    for (body, code, field) in cases {
        let (status, answered, at) = refused(json, body);
        assert_eq!((status, answered.as_str()), (400, code), "{body}");
        if field.is_some() {
            assert_eq!(at, field, "{body}");
        }
    }
}

#[test]
fn deep_json_is_refused_without_exhausting_the_stack() {
    let deep = "[".repeat(100_000);
    assert_eq!(refused("application/json", &deep).1, "invalid_body");
}

#[test]
fn only_json_is_read_as_json() {
    for kind in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "nonsense",
    ] {
        assert_eq!(
            refused(kind, r#"{"name":"a"}"#).1,
            "unsupported_media_type",
            "{kind}"
        );
    }
    for kind in [
        "application/json",
        "application/json; charset=utf-8",
        "application/merge-patch+json",
    ] {
        assert!(
            read_json::<Sample>(&typed(kind), br#"{"name":"a"}"#).is_ok(),
            "{kind}"
        );
    }
    // A browser's fetch without a type is no JSON either.
    let untyped = read_json::<Sample>(&HeaderMap::new(), br#"{"name":"a"}"#).unwrap_err();
    assert_eq!(untyped.code, "unsupported_media_type");
    assert!(read_json::<super::Nothing>(&HeaderMap::new(), b"").is_ok());
}

#[test]
fn an_idempotency_key_has_its_limits() {
    let with = |value: &[u8]| {
        let mut headers = HeaderMap::new();
        headers.insert(
            "idempotency-key",
            http::HeaderValue::from_bytes(value).unwrap(),
        );
        idempotency_key(&headers).map_err(|problem| problem.code.clone())
    };
    assert_eq!(idempotency_key(&HeaderMap::new()).unwrap(), None);
    let longest = "k".repeat(limits::IDEMPOTENCY_KEY_CHARS);
    assert_eq!(with(longest.as_bytes()), Ok(Some(longest.clone())));
    for bad in [
        b"".as_slice(),
        b"a b",
        "ü".as_bytes(),
        format!("{longest}k").as_bytes(),
    ] {
        assert_eq!(with(bad), Err("invalid_idempotency_key".to_owned()));
    }
}

#[test]
fn a_fingerprint_tells_requests_apart() {
    let of = |method: Method, uri: &'static str, body: &[u8]| {
        fingerprint(&method, &Uri::from_static(uri), body)
    };
    let one = of(Method::POST, "/a?b", b"c");
    assert_eq!(one, of(Method::POST, "/a?b", b"c"));
    for other in [
        of(Method::PATCH, "/a?b", b"c"),
        of(Method::POST, "/a", b"c"),
        of(Method::POST, "/a?bc", b""),
        of(Method::POST, "/a?b", b"d"),
    ] {
        assert_ne!(one, other);
    }
}

#[test]
fn an_if_match_is_one_of_our_tags() {
    let with = |value: &'static str| {
        let mut headers = HeaderMap::new();
        headers.insert(header::IF_MATCH, value.parse().unwrap());
        version(&headers).map_err(|problem| problem.code.clone())
    };
    assert_eq!(version(&HeaderMap::new()).unwrap(), None);
    assert_eq!(with("\"v7\""), Ok(Some(7)));
    assert_eq!(with("W/\"v7\""), Ok(Some(7)));
    for bad in [
        "*",
        "v7",
        "\"7\"",
        "\"v\"",
        "\"v-1\"",
        "\"v7\", \"v8\"",
        "\"v99999999999999999999\"",
    ] {
        assert_eq!(with(bad), Err("invalid_if_match".to_owned()), "{bad}");
    }
}

twins! {
    async fn a_browser_writes_only_with_its_token_and_from_its_own_page(db: Db) {
        let desk = Desk::new(db).await;
        let ann = desk.agent("agent").await;
        let write = async |client: &crate::testing::Client| client.post("/views", json!({"name": "Mine"})).await;
        write(&ann).await.is(201);
        write(&ann.clone().without("x-csrf-token")).await.is_problem(403, "csrf_token_invalid");
        write(&ann.clone().with("x-csrf-token", "guess")).await.is_problem(403, "csrf_token_invalid");
        write(&ann.clone().with("origin", "https://desk.example.org")).await.is(201);
        for foreign in ["https://evil.example", "null", "https://desk.example.org.evil.example", "http://desk.example.org"] {
            write(&ann.clone().with("origin", foreign)).await.is_problem(403, "foreign_origin");
        }
        for (site, status) in [("same-origin", 201), ("none", 201), ("cross-site", 403), ("same-site", 403)] {
            write(&ann.clone().with("sec-fetch-site", site)).await.is(status);
        }
        // Sign-in too: nobody is signed in to somebody else's account.
        let body = json!({"email": "agent@example.org", "password": crate::testing::PASSWORD});
        let foreign = desk.stranger().with("origin", "https://evil.example");
        foreign.post("/session", body).await.is_problem(403, "foreign_origin");
        // Reads need no token.
        ann.without("x-csrf-token").get("/me").await.is(200);
    }

    async fn what_is_not_there_is_a_problem_too(db: Db) {
        let desk = Desk::new(db).await;
        let stranger = desk.stranger();
        stranger.get("/nonsense").await.is_problem(404, "not_found");
        stranger.get("//nonsense").await.is_problem(404, "not_found");
        let refused = stranger.send(Method::PUT, "/session", None).await;
        refused.is_problem(405, "method_not_allowed");
        assert!(refused.header("allow").is_some());
        let head = stranger.send(Method::HEAD, "/openapi.json", None).await;
        assert_eq!((head.status, head.text.as_str()), (StatusCode::OK, ""));
        // Nobody learns from a path whether it exists without signing in.
        stranger.get("/tokens/nonsense").await.is_problem(401, "unauthenticated");
        stranger.with_token("srt_guess").get("/tokens").await.is_problem(401, "unauthenticated");
    }

    async fn a_body_has_a_limit_at_its_edge(db: Db) {
        let desk = Desk::new(db).await;
        let stranger = desk.stranger();
        let sized = |bytes: usize| {
            let mut body = br#"{"email":"a","password":"#.to_vec();
            body.push(b'"');
            body.resize(bytes - 2, b'x');
            body.extend(b"\"}");
            body
        };
        let send = async |bytes: usize| {
            stranger.send_raw(Method::POST, "/session", "application/json", Some(sized(bytes))).await
        };
        send(limits::PUBLIC_BODY_BYTES).await.is_problem(401, "invalid_credentials");
        send(limits::PUBLIC_BODY_BYTES + 1).await.is_problem(413, "body_too_large");
        // Who is signed in may send more.
        desk.person("ann", "agent", None).await;
        let ann = desk.sign_in("ann").await;
        let send = async |bytes: usize| {
            ann.send_raw(Method::POST, "/tickets", "application/json", Some(sized(bytes))).await
        };
        send(limits::JSON_BODY_BYTES).await.is_problem(400, "unknown_field");
        send(limits::JSON_BODY_BYTES + 1).await.is_problem(413, "body_too_large");
    }

    async fn every_answer_has_the_headers_of_safety(db: Db) {
        let desk = Desk::new(db).await;
        let stranger = desk.stranger();
        for path in ["/session", "/openapi.json", "/reference", "//healthz", "//nonsense", "//app/"] {
            let answer = stranger.get(path).await;
            for (name, value) in [
                ("x-content-type-options", "nosniff"),
                ("referrer-policy", "no-referrer"),
                ("x-frame-options", "DENY"),
                ("cross-origin-opener-policy", "same-origin"),
                ("cache-control", "no-store"),
            ] {
                assert_eq!(answer.header(name), Some(value), "{path}");
            }
            let csp = answer.header("content-security-policy").unwrap();
            assert!(csp.contains("default-src 'none'") && csp.contains("frame-ancestors 'none'"), "{path}: {csp}");
            assert!(!csp.contains("unsafe"), "{path}: {csp}");
        }
    }
}
