//! Escalations fire exactly once: workers are killed at random moments while
//! hundreds of steps are due, on PostgreSQL two nodes at once whose clocks
//! differ by more than a lease, so that one takes jobs over that the other still
//! has in hand. Afterwards every step must have one row, one event, one
//! notification and one effect. The control keeps no row of what has fired.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};

use serde_json::json;
use surety_app::fakes::sabotage;
use surety_app::identity::{people, roles};
use surety_app::jobs::{Effects, Worker, run_due};
use surety_app::promises::versioned::{self, CalendarInput, PlanInput, SlaInput};
use surety_app::tickets::open::{OpenInput, RequesterInput, open};
use surety_app::{App, Call, accounts, contacts, seed};
use surety_domain::ids::{ContactId, TicketId, UserId};
use surety_store::records::{clocks, history, notifications, tickets};
use surety_store::testing::{TestDb, test_options};
use surety_store::{Db, DbOptions, Engine};

use super::{
    Chance, NOW, TASK, app_at, app_over, block_on, durable, full, kill_after, read, was_killed,
};

/// Both steps of every ticket are due by now.
const DUE_SECONDS: i64 = 7_200;
/// A node whose clock is this far ahead finds the other's leases run out.
const LEASE_OVER_SECONDS: i64 = surety_app::jobs::LEASE_SECONDS + 1;
/// Longest life of a worker after its start, milliseconds.
const LIFE_MILLIS: u64 = 600;
/// What a worker prints when it is about to work.
const BEGUN: &str = "begun";
const STEPS: [&str; 2] = ["soon", "due"];

/// Tickets and kills.
fn size() -> (usize, u64) {
    if full() { (400, 60) } else { (40, 4) }
}

struct Fixture {
    tickets: Vec<TicketId>,
    agent: UserId,
}

async fn fixture(app: &App, count: usize) -> Fixture {
    let call = Call::system();
    roles::seed_roles(app).await.expect("the roles");
    seed::essentials(app).await.expect("the seed");
    let agent = app
        .command(&call, |tx, cx| {
            let role_id = people::builtin_role(tx, "agent")?;
            people::create(
                tx,
                cx,
                &people::NewPerson {
                    name: "Ann".into(),
                    email: "ann@x.example".into(),
                    role_id,
                    contact_id: None,
                    zone: "UTC".into(),
                    locale: "en".into(),
                    password_hash: None,
                },
            )
        })
        .await
        .expect("an agent");
    let always = json!([["00:00", "24:00"]]);
    let hours: BTreeMap<_, _> = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
        .map(|day| (day, always.clone()))
        .into();
    let calendar = versioned::create::<versioned::CalendarView>(
        app,
        &call,
        read::<CalendarInput>(json!({"name": "Torture", "spec": {"tz": "UTC", "hours": hours}})),
    )
    .await
    .expect("a calendar");
    let step = |id: &str, trigger: serde_json::Value| {
        json!({"id": id, "metric": "first_response", "path": "automatic", "trigger": trigger, "actions": [
            {"action": "notify", "to": "user", "user": agent}, {"action": "raise_priority"}]})
    };
    let sla = versioned::create::<versioned::SlaView>(
        app,
        &call,
        read::<SlaInput>(
            json!({"name": "Torture", "layer": "plan", "calendar_id": calendar.id, "spec": {
            "targets": [{"metric": "first_response", "seconds": 3_600}],
            "steps": [
                step(STEPS[0], json!({"when": "before_due", "seconds": 900})),
                step(STEPS[1], json!({"when": "percent_of_target", "percent": 100})),
            ]}}),
        ),
    )
    .await
    .expect("an SLA");
    let plan = versioned::create::<versioned::PlanView>(
        app,
        &call,
        read::<PlanInput>(json!({"name": "Torture", "sla_id": sla.id, "spec": {"kind": "unlimited", "sla": sla.id}})),
    )
    .await
    .expect("a plan");
    let account = accounts::create(
        app,
        &call,
        read(json!({"name": "Torture", "currency": "EUR", "zone": "UTC", "locale": "en"})),
    )
    .await
    .expect("an account");
    let contact = contacts::create(
        app,
        &call,
        read(json!({"name": "Grace", "emails": ["grace@x.example"], "account_id": account.id})),
    )
    .await
    .expect("a contact");
    super::in_force(app, account.id, plan.id).await;
    let mut made = Vec::new();
    for number in 0..count {
        made.push(request(app, contact.id, number).await);
    }
    Fixture {
        tickets: made,
        agent,
    }
}

async fn request(app: &App, contact: ContactId, number: usize) -> TicketId {
    let input = OpenInput {
        subject: format!("Request {number}"),
        body_text: Some("It is down.".into()),
        priority: Some("low".into()),
        requester: Some(RequesterInput {
            contact_id: Some(contact),
            ..RequesterInput::default()
        }),
        ..OpenInput::default()
    };
    open(app, &Call::system(), input)
        .await
        .expect("a ticket")
        .row
        .id
}

#[test]
#[ignore = "the worker that is killed; the tests of this file start it"]
fn the_worker() {
    let Ok(task) = std::env::var(TASK) else {
        return;
    };
    let [url, ahead, seed, how] = task.split(' ').collect::<Vec<_>>()[..] else {
        panic!("{task}")
    };
    let ahead: i64 = ahead.parse().expect("seconds");
    if how == "cheat" {
        sabotage::keep_no_firings();
    }
    block_on(async {
        let db = Db::open(url, DbOptions::default())
            .await
            .expect("the database");
        let now = NOW.plus_seconds(DUE_SECONDS + ahead);
        let app = app_at(db, seed.parse().expect("a seed"), now);
        println!("{BEGUN}");
        let worker = Worker::new(app, Effects { mail_out: None }, format!("node-{seed}"));
        let (_stop, stopping) = tokio::sync::watch::channel(false);
        worker.run(stopping).await.expect("it is killed before");
    });
}

/// Starts workers together and kills each at its moment.
fn run_and_kill(url: &str, round: u64, nodes: u64, how: &str, chance: &mut Chance) {
    let mut running = Vec::new();
    for node in 0..nodes {
        // Each is further ahead than any before: what they left is taken over.
        let turn = round * nodes + node;
        let ahead = i64::try_from(turn).expect("small") * LEASE_OVER_SECONDS;
        let child = Command::new(std::env::current_exe().expect("this program"))
            .args([
                "--ignored",
                "--exact",
                "escalations::the_worker",
                "--nocapture",
            ])
            .env(TASK, format!("{url} {ahead} {} {how}", 1_000 + turn))
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .expect("a worker");
        running.push(child);
    }
    let mut killed = Vec::new();
    for mut child in running {
        // The test program prints words of its own before it.
        let mut out = BufReader::new(child.stdout.take().expect("its output")).lines();
        let begun = out.any(|line| line.expect("a line").contains(BEGUN));
        assert!(begun, "the worker ended by itself");
        let child = Arc::new(Mutex::new(child));
        let killer = kill_after(&child, chance.millis(LIFE_MILLIS));
        // Its output is held open until its end: writing to nobody would be
        // another end than the kill.
        killed.push((child, killer, out));
    }
    for (child, killer, _out) in killed {
        killer.join().expect("the kill");
        was_killed(&child);
    }
}

/// What is wrong with the escalations; `whole` says that all must have fired.
async fn wrong(db: &Db, fixture: &Fixture, whole: bool) -> Vec<String> {
    let (ids, agent) = (fixture.tickets.clone(), fixture.agent);
    db.read(move |tx| {
        let mut wrong = Vec::new();
        let mut told: BTreeMap<(TicketId, String), u32> = BTreeMap::new();
        let mut after = "not_~".to_owned();
        loop {
            let page = notifications::list(tx, agent, &after, 200)?;
            let Some(last) = page.last() else { break };
            after = last.id.to_string();
            for notice in &page {
                let data: serde_json::Value = serde_json::from_str(&notice.data).expect("JSON");
                let step = data["step"].as_str().unwrap_or_default().to_owned();
                if let Some(ticket) = notice.ticket_id {
                    *told.entry((ticket, step)).or_default() += 1;
                }
            }
        }
        for ((ticket, step), count) in &told {
            if *count > 1 {
                wrong.push(format!("{ticket}: {step} was told {count} times"));
            }
        }
        for id in &ids {
            let fired = clocks::fired(tx, *id)?.len();
            let mut events: BTreeMap<String, u32> = BTreeMap::new();
            for event in history::events(tx, *id)? {
                if event.kind == "escalated" {
                    let data: serde_json::Value = serde_json::from_str(&event.data).expect("JSON");
                    *events.entry(data["step"].to_string()).or_default() += 1;
                }
            }
            for (step, count) in &events {
                if *count > 1 {
                    wrong.push(format!("{id}: {step} fired {count} times"));
                }
            }
            if events.len() != fired {
                wrong.push(format!("{id}: {fired} rows for {} events", events.len()));
            }
            let notices = told.keys().filter(|(ticket, _)| ticket == id).count();
            if notices != events.len() {
                wrong.push(format!(
                    "{id}: {notices} notices for {} events",
                    events.len()
                ));
            }
            if whole && events.len() != STEPS.len() {
                wrong.push(format!(
                    "{id}: {} of {} steps fired",
                    events.len(),
                    STEPS.len()
                ));
            }
            let priority = tickets::get(tx, *id)?.and_then(|t| t.priority);
            let wanted = ["low", "normal", "high"][events.len().min(2)];
            if priority.as_deref() != Some(wanted) {
                wrong.push(format!("{id}: {priority:?} after {} raises", events.len()));
            }
        }
        Ok::<_, surety_store::StoreError>(wrong)
    })
    .await
    .expect("the database reads")
}

async fn story(db: TestDb, nodes: u64, how: &'static str) -> Vec<String> {
    let (count, kills) = size();
    let app = app_over(db.db(), 1);
    let fixture = fixture(&app, count).await;
    let url = db.url().to_owned();
    let mut chance = Chance::new("escalations");
    for round in 0..kills {
        let url = url.clone();
        chance = tokio::task::spawn_blocking(move || {
            run_and_kill(&url, round, nodes, how, &mut chance);
            chance
        })
        .await
        .expect("a round");
        let found = wrong(&db.db(), &fixture, false).await;
        if !found.is_empty() {
            return found;
        }
    }
    if how == "cheat" {
        return Vec::new();
    }
    let ids = fixture.tickets.clone();
    let fired = db
        .db()
        .read(move |tx| {
            ids.iter()
                .map(|id| Ok(clocks::fired(tx, *id)?.len()))
                .sum::<Result<usize, surety_store::StoreError>>()
        })
        .await
        .expect("the database reads");
    assert!(fired > 0, "no worker lived long enough to fire anything");
    // Whoever is left does the rest.
    let ahead = i64::try_from((kills + 1) * nodes).expect("small") * LEASE_OVER_SECONDS;
    let last = Db::open(&url, test_options())
        .await
        .expect("the database opens again");
    let app = app_at(last.clone(), 2, NOW.plus_seconds(DUE_SECONDS + ahead));
    run_due(&app, &Effects { mail_out: None })
        .await
        .expect("the rest");
    wrong(&last, &fixture, true).await
}

#[test]
fn every_step_fires_once_whoever_is_killed_sqlite() {
    let found = block_on(async { story(durable(Engine::Sqlite).await, 1, "honest").await });
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn every_step_fires_once_on_two_nodes_whoever_is_killed_postgres() {
    let found = block_on(async { story(durable(Engine::Postgres).await, 2, "honest").await });
    assert!(found.is_empty(), "{found:#?}");
}

fn control(engine: Engine) {
    let found = block_on(async { story(durable(engine).await, 1, "cheat").await });
    assert!(
        found
            .iter()
            .any(|f| f.contains("fired") || f.contains("rows for")),
        "steps that nothing keeps must fire again: {found:?}"
    );
}

#[test]
fn a_step_that_is_not_kept_is_found_out_sqlite() {
    control(Engine::Sqlite);
}

#[test]
fn a_step_that_is_not_kept_is_found_out_postgres() {
    control(Engine::Postgres);
}
