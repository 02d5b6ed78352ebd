use serde_json::{Value, json};
use surety_domain::time::Instant;
use surety_store::{Db, twins};

use crate::testing::{Client, Desk};

async fn made(client: &Client, path: &str, body: Value) -> String {
    let made = client.post(path, body).await;
    made.is(201);
    made.json()["id"].as_str().unwrap().to_owned()
}

/// An office in Berlin; resolution by priority: urgent 30 min, high 6 h,
/// normal 30 h, low a day by the wall clock.
async fn furnished(db: Db) -> (Desk, Client, String) {
    let desk = Desk::new(db).await;
    surety_app::seed::essentials(&desk.app).await.unwrap();
    desk.person("sue", "supervisor", None).await;
    let sue = desk.sign_in("sue").await;
    // What holds for everybody would put clocks of its own beside ours.
    for sla in sue.get("/slas").await.json()["items"].as_array().unwrap() {
        let path = format!("/slas/{}/archive", sla["id"].as_str().unwrap());
        sue.post(&path, json!({})).await.is(200);
    }
    let day = json!([["09:00", "17:00"]]);
    let spec = json!({"tz": "Europe/Berlin",
        "hours": {"mon": day, "tue": day, "wed": day, "thu": day, "fri": day}});
    let calendar = made(&sue, "/calendars", json!({"name": "Office", "spec": spec})).await;
    let target = |priority: &str, seconds: i64, clock: &str| {
        json!({"metric": "resolution", "seconds": seconds, "clock": clock,
            "conditions": {"priority": [priority]}})
    };
    let sla = json!({"name": "Times", "layer": "plan", "calendar_id": calendar, "spec": {"targets": [
        target("urgent", 1_800, "calendar"), target("high", 21_600, "calendar"),
        target("normal", 108_000, "calendar"), target("low", 86_400, "24x7"),
    ]}});
    let sla = made(&sue, "/slas", sla).await;
    let plan = json!({"name": "Premium", "sla_id": sla, "spec": {"kind": "unlimited"}});
    let plan = made(&sue, "/plans", plan).await;
    let account = desk.account("Nordlicht").await;
    let contract = json!({"account_id": account, "plan_id": plan, "start_date": "2026-01-01"});
    let contract = made(&sue, "/contracts", contract).await;
    sue.post(&format!("/contracts/{contract}/activate"), json!({}))
        .await
        .is(200);
    let contact =
        json!({"name": "Ola", "account_id": account, "emails": ["ola@nordlicht.example"]});
    let contact = made(&sue, "/contacts", contact).await;
    (desk, sue, contact)
}

async fn ticket(client: &Client, contact: &str, priority: &str) -> String {
    let body = json!({"subject": format!("A {priority} matter"), "body_text": "Please.", "priority": priority,
        "requester": {"contact_id": contact}});
    made(client, "/tickets", body).await
}

fn counts(of: &Value) -> [u64; 5] {
    ["breached", "hour", "today", "later", "all"].map(|band| of[band].as_u64().unwrap())
}

twins! {
    async fn what_breaches_next_stands_first_in_business_time(db: Db) {
        let (desk, sue, contact) = furnished(db).await;
        let empty = sue.get("/board").await.json();
        assert_eq!(counts(&empty["counts"]), [0; 5]);
        // Monday, 10:00 in Berlin.
        for priority in ["normal", "high", "urgent", "low"] {
            ticket(&sue, &contact, priority).await;
        }
        let board = sue.get("/board?by=priority").await;
        board.is(200);
        let board = board.json();
        assert_eq!(counts(&board["counts"]), [0, 1, 1, 2, 4]);
        let order: Vec<&str> = board["items"].as_array().unwrap().iter()
            .map(|i| i["ticket"]["priority"].as_str().unwrap()).collect();
        assert_eq!(order, ["urgent", "high", "low", "normal"]);
        let item = |n: usize| &board["items"][n];
        assert_eq!((item(0)["band"].as_str(), item(0)["business_seconds"].as_i64()), (Some("hour"), Some(1_800)));
        assert_eq!(item(1)["band"], "today");
        // By the wall clock, not by the office's hours.
        assert_eq!((item(2)["business_seconds"].as_i64(), item(2)["wall_seconds"].as_i64()), (Some(86_400), Some(86_400)));
        assert_eq!(item(3)["business_seconds"], 108_000);
        assert!(item(3)["wall_seconds"].as_i64().unwrap() > 3 * 86_400);
        let first = &board["groups"][0];
        assert_eq!((first["key"].as_str(), counts(&first["counts"])), (Some("urgent"), [0, 1, 0, 0, 1]));

        // 31 minutes later the first is late; at night nothing of the office counts.
        desk.clock.set(Instant::parse("2026-06-01T08:31:00Z").unwrap());
        let late = sue.get("/board?by=team&band=breached").await.json();
        assert_eq!(counts(&late["counts"]), [1, 0, 1, 2, 4]);
        assert_eq!(late["items"].as_array().unwrap().len(), 1);
        assert_eq!(late["items"][0]["business_seconds"], -60);
        assert_eq!(late["items"][0]["counting"], true);
        desk.clock.set(Instant::parse("2026-06-01T20:00:00Z").unwrap());
        let sue = desk.sign_in("sue").await;
        let night = sue.get("/board").await.json();
        assert_eq!(night["items"][0]["counting"], false);
        assert_eq!(night["items"][0]["business_seconds"], -(6 * 3_600 + 1_800));
    }

    async fn a_figure_opens_the_clocks_behind_it(db: Db) {
        let (desk, sue, contact) = furnished(db).await;
        desk.person("ann", "agent", None).await;
        let first = ticket(&sue, &contact, "urgent").await;
        ticket(&sue, &contact, "high").await;
        for by in ["team", "tier", "account", "plan", "priority", "assignee"] {
            let board = sue.get(&format!("/board?by={by}")).await.json();
            let sum: u64 = board["groups"].as_array().unwrap().iter().map(|g| counts(&g["counts"])[4]).sum();
            assert_eq!(sum, 2, "{by}");
            for group in board["groups"].as_array().unwrap() {
                for (at, band) in ["breached", "hour", "today", "later"].into_iter().enumerate() {
                    let path = format!("/board?by={by}&group={}&band={band}", group["key"].as_str().unwrap());
                    let items = sue.get(&path).await.json()["items"].as_array().unwrap().len() as u64;
                    assert_eq!(items, counts(&group["counts"])[at], "{path}");
                }
            }
        }
        // What is done is off the board.
        let found = sue.get(&format!("/tickets/{first}")).await;
        sue.clone().with("if-match", found.header("etag").unwrap())
            .patch(&format!("/tickets/{first}"), json!({"category": "solved"})).await.is(200);
        assert_eq!(counts(&sue.get("/board").await.json()["counts"])[4], 1);
        sue.get("/board?by=colour").await.is_problem(422, "invalid_filter");
        sue.get("/board?band=soon").await.is_problem(422, "invalid_filter");
        desk.person("cus", "customer", Some(contact.parse().unwrap())).await;
        desk.sign_in("cus").await.get("/board").await.is_problem(403, "forbidden");
        desk.sign_in("ann").await.get("/board").await.is(200);
    }
}
