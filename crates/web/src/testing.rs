//! A desk behind its router, for the tests of this crate: people of every
//! kind, a moved clock, and requests that read as the story.
//!
//! ```text
//! let desk = Desk::new(db).await;
//! let ann = desk.sign_in("agent").await;
//! ann.post("/tokens", json!({…})).await.is(201);
//! ```

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use surety_app::fakes::{MovedClock, SeededEntropy};
use surety_app::identity::people::{self, NewPerson};
use surety_app::identity::{SecretText, password, seed_roles};
use surety_app::ports::FontSource;
use surety_app::{App, AppConfig, Call, Keys};
use surety_domain::ids::{AccountId, ContactId, UserId};
use surety_domain::time::Instant;
use surety_store::Db;
use surety_store::records::{accounts, agents, contacts};
use tokio::sync::OnceCell;
use tower::ServiceExt;

use crate::{Server, WebConfig};

/// Everybody's password in these tests.
pub(crate) const PASSWORD: &str = "correct horse battery";
/// When these tests begin.
pub(crate) const START: &str = "2026-06-01T08:00:00Z";

/// The fonts of this machine.
#[derive(Debug)]
struct SystemFonts;

impl FontSource for SystemFonts {
    fn fonts(&self) -> surety_paper::FontSet {
        surety_paper::system_fonts(None).expect("no file is named")
    }
}

/// A desk with people.
pub(crate) struct Desk {
    pub(crate) app: App,
    pub(crate) clock: Arc<MovedClock>,
    pub(crate) server: Server,
    router: Router,
}

/// Somebody's requests.
#[derive(Clone)]
pub(crate) struct Client {
    router: Router,
    headers: HeaderMap,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

static NEXT_KEY: AtomicU64 = AtomicU64::new(0);

async fn password_hash() -> String {
    static HASH: OnceCell<String> = OnceCell::const_new();
    HASH.get_or_init(|| async {
        password::hash(&SecretText::new(PASSWORD), [5; 16])
            .await
            .unwrap()
    })
    .await
    .clone()
}

impl Desk {
    /// A desk with the built-in roles and nobody yet.
    pub(crate) async fn new(db: Db) -> Self {
        Self::with_config(db, WebConfig::default()).await
    }

    pub(crate) async fn with_config(db: Db, config: WebConfig) -> Self {
        Self::built(db, config, Some(Arc::new(SystemFonts))).await
    }

    /// A desk on a machine that has no fonts.
    pub(crate) async fn without_fonts(db: Db) -> Self {
        Self::built(db, WebConfig::default(), None).await
    }

    async fn built(db: Db, config: WebConfig, fonts: Option<Arc<dyn FontSource>>) -> Self {
        let clock = Arc::new(MovedClock::new(Instant::parse(START).unwrap()));
        let app = App::new(
            db,
            clock.clone(),
            Arc::new(SeededEntropy::new(7)),
            Keys {
                seal: [1; 32],
                reply: [2; 32],
            },
            AppConfig {
                base_url: "https://desk.example.org".into(),
                fonts,
                ..AppConfig::default()
            },
        );
        seed_roles(&app).await.unwrap();
        let server = Server::new(app.clone(), config);
        let router = server.router();
        Self {
            app,
            clock,
            server,
            router,
        }
    }

    /// Nobody.
    pub(crate) fn stranger(&self) -> Client {
        Client {
            router: self.router.clone(),
            headers: HeaderMap::new(),
        }
    }

    /// An account.
    pub(crate) async fn account(&self, name: &'static str) -> AccountId {
        self.app
            .command(&Call::system(), move |tx, cx| {
                let id = cx.new_id(AccountId::new);
                accounts::insert(
                    tx,
                    &accounts::Account {
                        id,
                        name: name.into(),
                        parent_id: None,
                        segment: None,
                        industry: None,
                        annual_revenue: None,
                        open_deal_value: None,
                        currency: "EUR".into(),
                        zone: "UTC".into(),
                        locale: "en".into(),
                        notes: String::new(),
                        archived_at: None,
                        version: 1,
                        created_at: cx.now,
                        default_terms: None,
                        external_ref: None,
                        updated_at: cx.now,
                    },
                )?;
                Ok(id)
            })
            .await
            .unwrap()
    }

    /// A contact of an account.
    pub(crate) async fn contact(&self, account: AccountId, name: &'static str) -> ContactId {
        self.app
            .command(&Call::system(), move |tx, cx| {
                let id = cx.new_id(ContactId::new);
                contacts::insert(
                    tx,
                    &contacts::Contact {
                        id,
                        account_id: Some(account),
                        name: name.into(),
                        phone: None,
                        title: None,
                        zone: None,
                        locale: None,
                        archived_at: None,
                        version: 1,
                        created_at: cx.now,
                        updated_at: cx.now,
                    },
                )?;
                Ok(id)
            })
            .await
            .unwrap()
    }

    /// A person with a built-in role; the address is `<name>@example.org`.
    pub(crate) async fn person(
        &self,
        name: &str,
        role: &'static str,
        contact_id: Option<ContactId>,
    ) -> UserId {
        let name = name.to_owned();
        let hash = password_hash().await;
        self.app
            .command(&Call::system(), move |tx, cx| {
                let role_id = people::builtin_role(tx, role)?;
                people::create(
                    tx,
                    cx,
                    &NewPerson {
                        name: name.clone(),
                        email: format!("{name}@example.org"),
                        role_id,
                        contact_id,
                        zone: "UTC".into(),
                        locale: "en".into(),
                        password_hash: Some(hash.clone()),
                    },
                )
            })
            .await
            .unwrap()
    }

    /// A new person of the agent side, signed in. The role is the name.
    pub(crate) async fn agent(&self, role: &'static str) -> Client {
        self.person(role, role, None).await;
        self.sign_in(role).await
    }

    /// Disables an agent and leaves the sessions: they must not help.
    pub(crate) async fn disable(&self, user: UserId) {
        self.app
            .command(&Call::system(), move |tx, cx| {
                let mut agent = agents::lock(tx, user)?.unwrap();
                agent.disabled_at = Some(cx.now);
                agents::update(tx, &agent)?;
                Ok(())
            })
            .await
            .unwrap();
    }

    /// Signs a person in by name.
    pub(crate) async fn sign_in(&self, name: &str) -> Client {
        let answer = self
            .stranger()
            .post(
                "/session",
                json!({"email": format!("{name}@example.org"), "password": PASSWORD}),
            )
            .await;
        answer.is(200);
        self.stranger().with_session(&answer)
    }
}

impl Client {
    /// The same with a header.
    pub(crate) fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers.insert(name, value.parse().unwrap());
        self
    }

    /// The same without a header.
    pub(crate) fn without(mut self, name: &'static str) -> Self {
        self.headers.remove(name);
        self
    }

    /// With the cookie and CSRF token of an answer.
    pub(crate) fn with_session(self, answer: &Answer) -> Self {
        let cookie = answer.cookie().expect("a cookie");
        let csrf = answer.json()["csrf_token"]
            .as_str()
            .expect("a token")
            .to_owned();
        self.with("cookie", &cookie).with("x-csrf-token", &csrf)
    }

    /// With an API token.
    pub(crate) fn with_token(self, token: &str) -> Self {
        self.with("authorization", &format!("Bearer {token}"))
    }

    /// Any request; `path` is below `/api/v1` unless it starts with `//`.
    pub(crate) async fn send(&self, method: Method, path: &str, body: Option<Value>) -> Answer {
        let body = body.map(|body| body.to_string());
        self.send_raw(
            method,
            path,
            "application/json",
            body.map(String::into_bytes),
        )
        .await
    }

    pub(crate) async fn send_raw(
        &self,
        method: Method,
        path: &str,
        content_type: &str,
        body: Option<Vec<u8>>,
    ) -> Answer {
        let uri = match path.strip_prefix("//") {
            Some(path) => format!("/{path}"),
            None => format!("/api/v1{path}"),
        };
        let mut request = Request::builder().method(method.clone()).uri(uri);
        let headers = request.headers_mut().unwrap();
        headers.extend(self.headers.clone());
        if body.is_some() && !headers.contains_key(header::CONTENT_TYPE) {
            headers.insert(header::CONTENT_TYPE, content_type.parse().unwrap());
        }
        if method == Method::POST && !headers.contains_key("idempotency-key") {
            let key = NEXT_KEY.fetch_add(1, Ordering::Relaxed);
            headers.insert("idempotency-key", format!("test-{key}").parse().unwrap());
        }
        let request = request
            .body(body.map_or_else(Body::empty, Body::from))
            .unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let streams = parts
            .headers
            .get(header::CONTENT_TYPE)
            .is_some_and(|kind| kind == "text/event-stream");
        let text = if streams {
            String::new()
        } else {
            String::from_utf8_lossy(&body.collect().await.unwrap().to_bytes()).into_owned()
        };
        Answer {
            status: parts.status,
            headers: parts.headers,
            text,
        }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, None).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Answer {
        self.send(Method::POST, path, Some(body)).await
    }

    pub(crate) async fn patch(&self, path: &str, body: Value) -> Answer {
        self.send(Method::PATCH, path, Some(body)).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Answer {
        self.send(Method::DELETE, path, None).await
    }
}

impl Answer {
    /// Fails unless the status is this one.
    #[track_caller]
    pub(crate) fn is(&self, status: u16) -> &Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.text);
        self
    }

    /// Fails unless it is a problem with this status and code.
    #[track_caller]
    pub(crate) fn is_problem(&self, status: u16, code: &str) -> &Self {
        self.is(status);
        assert_eq!(
            self.header("content-type"),
            Some("application/problem+json")
        );
        assert_eq!(self.json()["code"], code, "{}", self.text);
        assert_eq!(self.json()["status"], status);
        self
    }

    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|e| panic!("{e}: {}", self.text))
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// `name=value` of the cookie that was set.
    pub(crate) fn cookie(&self) -> Option<String> {
        let set = self.header("set-cookie")?;
        set.split(';').next().map(str::to_owned)
    }
}
