use std::sync::Arc;

use axum::body::Body;
use axum::http::Request;
use http_body_util::BodyExt;
use serde_json::{Value, json};
use surety_app::ports::Clock as _;
use surety_app::{Call, LiveSubject};
use surety_domain::ids::UserId;
use surety_domain::permission::{Actor, Permission, PermissionSet};
use surety_store::{Db, twins};
use tower::ServiceExt;

use crate::limits;
use crate::testing::Desk;

/// A row of an ordinary ticket is at most this long, bytes.
const ROW_BYTES: usize = 2048;

/// An open stream of a test.
struct Listening {
    body: Body,
    text: String,
}

impl Listening {
    async fn open(desk: &Desk, cookie: &str, after: Option<i64>) -> Self {
        let mut request = Request::get("/api/v1/events").header("cookie", cookie);
        if let Some(after) = after {
            request = request.header("last-event-id", after.to_string());
        }
        let response = desk
            .server
            .router()
            .oneshot(request.body(Body::empty()).unwrap())
            .await
            .unwrap();
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        assert_eq!(response.headers()["x-accel-buffering"], "no");
        assert_eq!(response.headers()["cache-control"], "no-store");
        assert!(!response.headers().contains_key("content-encoding"));
        Self {
            body: response.into_body(),
            text: String::new(),
        }
    }

    /// Reads until `wanted` was seen; panics when the stream ends before.
    async fn until(&mut self, wanted: &str) -> &mut Self {
        while !self.text.contains(wanted) {
            let frame = self.body.frame().await;
            let frame = frame
                .unwrap_or_else(|| panic!("no {wanted:?} in {:?}", self.text))
                .unwrap();
            self.text
                .push_str(&String::from_utf8_lossy(&frame.into_data().unwrap()));
        }
        self
    }

    /// Reads to the end.
    async fn rest(mut self) -> String {
        while let Some(frame) = self.body.frame().await {
            self.text.push_str(&String::from_utf8_lossy(
                &frame.unwrap().into_data().unwrap(),
            ));
        }
        self.text
    }

    fn ids(&self) -> Vec<i64> {
        self.text
            .split("\n\n")
            .filter(|event| event.contains("event: "))
            .filter_map(|event| event.lines().find_map(|line| line.strip_prefix("id: ")))
            .map(|id| id.parse().unwrap())
            .collect()
    }
}

impl Listening {
    /// The row of the last event that has one.
    fn row(&self) -> Value {
        let data = self
            .text
            .lines()
            .rfind(|line| line.contains("\"row\""))
            .unwrap();
        let data: Value = serde_json::from_str(data.strip_prefix("data: ").unwrap()).unwrap();
        data["row"].clone()
    }
}

async fn write(desk: &Desk, subject: LiveSubject, name: &str) {
    let name = name.to_owned();
    desk.app
        .command(&Call::system(), move |tx, cx| {
            cx.live(tx, "ticket", &subject, &json!({ "name": name }))
        })
        .await
        .unwrap();
}

async fn cookie(desk: &Desk, role: &'static str) -> String {
    desk.person(role, role, None).await;
    session(desk, role).await
}

async fn session(desk: &Desk, name: &str) -> String {
    let body =
        json!({"email": format!("{name}@example.org"), "password": crate::testing::PASSWORD});
    desk.stranger()
        .post("/session", body)
        .await
        .cookie()
        .unwrap()
}

twins! {
    async fn events_come_as_they_are_written_and_only_to_those_who_may_see(db: Db) {
        let desk = Desk::new(db).await;
        let hub = &desk.server.web().live;
        hub.start(&desk.app).await.unwrap();
        let cookie = cookie(&desk, "agent").await;
        let mut ann = Listening::open(&desk, &cookie, None).await;
        write(&desk, LiveSubject::Desk, "one").await;
        write(&desk, LiveSubject::Desk, "two").await;
        hub.read(&desk.app).await.unwrap();
        ann.until("\"two\"").await;
        assert!(ann.text.starts_with("retry: 2000\nid: "));
        let ids = ann.ids();
        assert_eq!(ids.len(), 2);
        assert!(ids[0] < ids[1]);
        // Reading again hands nothing out twice.
        hub.read(&desk.app).await.unwrap();
        write(&desk, LiveSubject::Desk, "three").await;
        hub.read(&desk.app).await.unwrap();
        ann.until("\"three\"").await;
        assert_eq!(ann.ids().len(), 3);
    }

    async fn a_client_that_comes_back_misses_nothing(db: Db) {
        let desk = Desk::new(db).await;
        let hub = &desk.server.web().live;
        hub.start(&desk.app).await.unwrap();
        let cookie = cookie(&desk, "agent").await;
        let mut ann = Listening::open(&desk, &cookie, None).await;
        write(&desk, LiveSubject::Desk, "seen").await;
        hub.read(&desk.app).await.unwrap();
        ann.until("\"seen\"").await;
        let last = *ann.ids().last().unwrap();
        drop(ann);
        write(&desk, LiveSubject::Desk, "missed").await;
        hub.read(&desk.app).await.unwrap();
        let mut again = Listening::open(&desk, &cookie, Some(last)).await;
        again.until("\"missed\"").await;
        write(&desk, LiveSubject::Desk, "next").await;
        hub.read(&desk.app).await.unwrap();
        again.until("\"next\"").await;
        assert_eq!(again.text.matches("\"missed\"").count(), 1);
        assert!(!again.text.contains("resync"));
    }

    async fn a_gap_that_is_too_old_or_unknown_is_a_resync(db: Db) {
        let desk = Desk::new(db).await;
        let cookie = cookie(&desk, "agent").await;
        for _ in 0..3 {
            write(&desk, LiveSubject::Desk, "old").await;
        }
        // A number that this database never gave.
        Listening::open(&desk, &cookie, Some(1_000_000)).await.until("event: resync").await;
        desk.clock.advance(limits::LIVE_KEEP_SECONDS + 1);
        surety_app::live::prune(&desk.app, limits::LIVE_KEEP_SECONDS).await.unwrap();
        write(&desk, LiveSubject::Desk, "new").await;
        let cookie = session(&desk, "agent").await;
        Listening::open(&desk, &cookie, Some(1)).await.until("event: resync").await;
    }

    async fn more_than_a_replay_holds_is_a_resync(db: Db) {
        let desk = Desk::new(db).await;
        let cookie = cookie(&desk, "agent").await;
        desk.app
            .command(&Call::system(), |tx, cx| {
                for _ in 0..=limits::LIVE_REPLAY {
                    cx.live(tx, "ticket", &LiveSubject::Desk, &json!({}))?;
                }
                Ok(())
            })
            .await
            .unwrap();
        Listening::open(&desk, &cookie, Some(0)).await.until("event: resync").await;
        let mut edge = Listening::open(&desk, &cookie, Some(1)).await;
        edge.until("retry: ").await;
        // What may have been committed late is sent again beside them.
        let new = edge.ids().into_iter().filter(|&id| id > 1).count();
        assert_eq!(new, usize::try_from(limits::LIVE_REPLAY).unwrap());
        assert!(!edge.text.contains("resync"));
    }

    async fn a_client_that_does_not_read_is_told_to_load_again(db: Db) {
        let desk = Desk::new(db).await;
        let hub = &desk.server.web().live;
        hub.start(&desk.app).await.unwrap();
        let cookie = cookie(&desk, "agent").await;
        let lagging = Listening::open(&desk, &cookie, None).await;
        for _ in 0..3 {
            desk.app
                .command(&Call::system(), |tx, cx| {
                    for _ in 0..limits::LIVE_CLIENT_BUFFER {
                        cx.live(tx, "ticket", &LiveSubject::Desk, &json!({}))?;
                    }
                    Ok(())
                })
                .await
                .unwrap();
            hub.read(&desk.app).await.unwrap();
        }
        let text = lagging.rest().await;
        assert!(text.ends_with("event: resync\ndata: {}\n\n"), "{}", &text[text.len() - 200..]);
    }

    async fn a_late_commit_with_a_lower_number_is_not_missed(db: Db) {
        if db.engine() == surety_store::Engine::Sqlite {
            // One writer: numbers are in the order of commits.
            return;
        }
        let desk = Desk::new(db).await;
        let hub = &desk.server.web().live;
        hub.start(&desk.app).await.unwrap();
        let cookie = cookie(&desk, "agent").await;
        let mut ann = Listening::open(&desk, &cookie, None).await;
        let (written, wait) = tokio::sync::oneshot::channel();
        let (written, release) = (std::sync::Mutex::new(Some(written)), Arc::new(std::sync::Barrier::new(2)));
        let (app, gate) = (desk.app.clone(), Arc::clone(&release));
        let slow = tokio::spawn(async move {
            app.command(&Call::system(), move |tx, cx| {
                cx.live(tx, "ticket", &LiveSubject::Desk, &json!({"name": "low"}))?;
                tx.settle()?;
                if let Some(written) = written.lock().unwrap().take() {
                    written.send(()).unwrap();
                    gate.wait();
                }
                Ok(())
            })
            .await
            .unwrap();
        });
        wait.await.unwrap();
        // Far more than one page of others commits meanwhile.
        for _ in 0..6 {
            desk.app
                .command(&Call::system(), |tx, cx| {
                    for _ in 0..100 {
                        cx.live(tx, "ticket", &LiveSubject::Desk, &json!({}))?;
                    }
                    Ok(())
                })
                .await
                .unwrap();
            hub.read(&desk.app).await.unwrap();
            ann.until(&format!("id: {}\n", hub.lock().last)).await;
        }
        write(&desk, LiveSubject::Desk, "high").await;
        hub.read(&desk.app).await.unwrap();
        ann.until("\"high\"").await;
        let seen = ann.ids().len();
        assert!(!ann.text.contains("\"low\""));
        tokio::task::spawn_blocking(move || release.wait()).await.unwrap();
        slow.await.unwrap();
        hub.read(&desk.app).await.unwrap();
        ann.until("\"low\"").await;
        let ids = ann.ids();
        assert_eq!(ids.len(), seen + 1, "once");
        assert!(ids[seen] < ids[0], "{ids:?}");
        assert!(hub.lock().gaps.is_empty(), "nothing is missing any more");
        // Who was away meanwhile is given it too.
        let mut again = Listening::open(&desk, &cookie, Some(ids[seen - 1])).await;
        again.until("\"low\"").await;
    }

    async fn a_stream_ends_when_its_owner_may_not_listen_any_more(db: Db) {
        let desk = Desk::new(db).await;
        let hub = &desk.server.web().live;
        hub.start(&desk.app).await.unwrap();
        let cookie = cookie(&desk, "agent").await;
        let mut open = Listening::open(&desk, &cookie, None).await;
        open.until("retry").await;
        let there = desk.sign_in("agent").await;
        let other = Listening::open(&desk, &session(&desk, "agent").await, None).await;
        let change = json!({"current": crate::testing::PASSWORD, "new": "wrong donkey dynamo"});
        there.post("/me/password", change).await.is(200);
        write(&desk, LiveSubject::Desk, "after").await;
        hub.read(&desk.app).await.unwrap();
        for stream in [open, other] {
            let text = stream.rest().await;
            assert!(!text.contains("revoked"), "{text}");
        }
    }

    async fn the_event_of_a_ticket_carries_the_row_of_the_list(db: Db) {
        let desk = Desk::new(db).await;
        surety_app::seed::essentials(&desk.app).await.unwrap();
        let hub = &desk.server.web().live;
        hub.start(&desk.app).await.unwrap();
        let cookie = cookie(&desk, "agent").await;
        let mut ann = Listening::open(&desk, &cookie, None).await;
        let boss = desk.agent("supervisor").await;
        let made = boss.post("/tickets", json!({"subject": "Gateway", "body_text": "It is down.", "requester": {"email": "cleo@nordwind.example"}})).await;
        made.is(201);
        hub.read(&desk.app).await.unwrap();
        ann.until("\"row\"").await;
        let mut listed = boss.get("/tickets").await.json()["items"][0].clone();
        // What is new differs by reader; everything else is the same row.
        assert!(listed.as_object_mut().unwrap().remove("unread").is_some());
        assert_eq!(ann.row(), listed);
        assert!(listed.to_string().len() < ROW_BYTES, "{} bytes", listed.to_string().len());
        // Who comes back later gets the row of now.
        let last = *ann.ids().last().unwrap();
        let ticket = made.json()["id"].as_str().unwrap().to_owned();
        boss.with("if-match", "\"v1\"").patch(&format!("/tickets/{ticket}"), json!({"priority": "high"})).await.is(200);
        let mut again = Listening::open(&desk, &cookie, Some(last)).await;
        again.until("\"row\"").await;
        assert_eq!(again.row()["priority"], "high");
    }

    async fn the_row_is_only_for_those_who_may_read_the_ticket_now(db: Db) {
        let desk = Desk::new(db).await;
        surety_app::seed::essentials(&desk.app).await.unwrap();
        let boss = desk.agent("supervisor").await;
        let made = boss.post("/tickets", json!({"subject": "Gateway", "body_text": "It is down.", "requester": {"email": "cleo@nordwind.example"}})).await;
        made.is(201);
        let ticket = made.json()["id"].as_str().unwrap().parse().unwrap();
        let rows = surety_app::live::rows(&desk.app, vec![ticket]).await.unwrap();
        // An event of when it was still this agent's, who sees no others.
        let (before, other) = (UserId::new(desk.clock.now(), 1), UserId::new(desk.clock.now(), 2));
        let then = LiveSubject::Ticket { account: None, requester: None, assignee: Some(before), team: None, offered_team: None, offered_user: None, internal: false };
        let event = surety_app::live::LiveEvent {
            seq: 1,
            kind: "ticket".into(),
            subject: serde_json::to_string(&then).unwrap(),
            data: json!({"ticket_id": ticket, "number": 1}).to_string(),
            at: desk.clock.now(),
        };
        let event = crate::live::Event::read(event, &rows).unwrap();
        let told = |user, more: &[Permission]| {
            let held = [&[Permission::LiveSubscribe, Permission::TicketRead], more].concat();
            let actor = Actor::agent(user, vec![], PermissionSet::of(&held));
            event.for_actor(&actor).map(|frame| String::from_utf8_lossy(&frame).into_owned())
        };
        let old = told(before, &[]).expect("it was theirs when it happened");
        assert!(old.contains("\"number\":1") && !old.contains("Gateway"), "{old}");
        assert_eq!(told(other, &[]), None);
        // The row has what colleagues write for each other.
        let outside = told(other, &[Permission::TicketAll]).expect("sees every ticket");
        assert!(!outside.contains("Gateway"), "{outside}");
        let all = told(other, &[Permission::TicketAll, Permission::InternalNoteRead]).expect("sees every ticket");
        assert!(all.contains("Gateway"), "{all}");
    }

    async fn a_number_that_never_comes_is_forgotten(db: Db) {
        if db.engine() == surety_store::Engine::Sqlite {
            return;
        }
        let desk = Desk::new(db).await;
        let hub = &desk.server.web().live;
        hub.start(&desk.app).await.unwrap();
        let system = Call::system();
        let undone = desk.app.command(&system, |tx, cx| {
            cx.live(tx, "ticket", &LiveSubject::Desk, &json!({}))?;
            tx.settle()?;
            Err::<(), _>(surety_app::AppError::NotFound("object"))
        });
        undone.await.unwrap_err();
        write(&desk, LiveSubject::Desk, "one").await;
        hub.read(&desk.app).await.unwrap();
        assert_eq!(hub.lock().gaps.len(), 1);
        desk.clock.advance(limits::LIVE_GAP_SECONDS);
        hub.read(&desk.app).await.unwrap();
        assert_eq!(hub.lock().gaps.len(), 1, "still waited for at the edge");
        desk.clock.advance(1);
        hub.read(&desk.app).await.unwrap();
        assert_eq!(hub.lock().gaps.len(), 0);
    }

    async fn too_many_missing_numbers_are_a_resync(db: Db) {
        let desk = Desk::new(db).await;
        let hub = &desk.server.web().live;
        hub.start(&desk.app).await.unwrap();
        let cookie = cookie(&desk, "agent").await;
        let mut ann = Listening::open(&desk, &cookie, None).await;
        let many = i64::try_from(limits::LIVE_GAPS_MAX).unwrap();
        let last = hub.lock().last;
        let now = desk.app.now();
        hub.lock().missed(last + many, now);
        assert_eq!(hub.lock().gaps.len(), limits::LIVE_GAPS_MAX - 1);
        hub.lock().gaps.clear();
        hub.lock().missed(last + many + 1, now);
        ann.until("event: resync").await;
    }

    async fn a_disabled_agents_stream_ends_at_once(db: Db) {
        let desk = Desk::new(db).await;
        let hub = &desk.server.web().live;
        hub.start(&desk.app).await.unwrap();
        let admin = desk.person("admin", "administrator", None).await;
        let agent = desk.person("agent", "agent", None).await;
        let admin_client = desk.sign_in("admin").await;
        let _ = &admin;
        let cookie = session(&desk, "agent").await;
        let mut open = Listening::open(&desk, &cookie, None).await;
        open.until("retry").await;
        hub.read(&desk.app).await.unwrap();
        admin_client.post(&format!("/agents/{agent}/disable"), json!({})).await.is(200);
        // The one read that the commit wakes: no tick is needed.
        hub.read(&desk.app).await.unwrap();
        open.rest().await;
    }

    async fn a_busy_stream_ends_with_its_session_too(db: Db) {
        let desk = Desk::new(db).await;
        let hub = &desk.server.web().live;
        hub.start(&desk.app).await.unwrap();
        let cookie = cookie(&desk, "agent").await;
        let mut open = Listening::open(&desk, &cookie, None).await;
        write(&desk, LiveSubject::Desk, "before").await;
        hub.read(&desk.app).await.unwrap();
        open.until("\"before\"").await;
        desk.clock.advance(surety_app::identity::limits::SESSION_ABSOLUTE_SECONDS + 1);
        write(&desk, LiveSubject::Desk, "after").await;
        hub.read(&desk.app).await.unwrap();
        let text = open.rest().await;
        assert!(!text.contains("\"after\""), "{text}");
    }

    async fn one_person_has_so_many_streams_and_no_more(db: Db) {
        let desk = Desk::new(db).await;
        let cookie = cookie(&desk, "agent").await;
        let mut open = Vec::new();
        for _ in 0..limits::LIVE_MAX_CLIENTS_PER_USER {
            open.push(Listening::open(&desk, &cookie, None).await);
        }
        let client = desk.stranger().with("cookie", &cookie);
        client.get("/events").await.is_problem(429, "too_many_streams");
        client.get("/events?after=x").await.is_problem(400, "invalid_query");
        client.with("last-event-id", "x").get("/events").await.is_problem(400, "invalid_last_event_id");
    }
}
