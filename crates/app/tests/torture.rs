//! Crashes and races of the main job, on both engines.
//!
//! `kill -9` under load: a child process (this test program again) opens
//! tickets with many callers and prints each answer. It is killed at a random
//! answer; then every key is sent again, and the database is compared with
//! what was printed: nothing answered may be lost, nothing may be there twice,
//! and every bucket must be the sum of its entries. The control answers before
//! the commit and must be found out.
//!
//! Races: many callers on three nodes want the last credit. Exactly one is
//! covered; the others get their overage in the same answer. The control draws
//! without the bucket's lock and must be found out.
//!
//! Small in `make test`, at full size with `SURETY_TORTURE=full`.

#![expect(
    clippy::disallowed_methods,
    reason = "a test program reads its size and its task from the environment"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::sync::Arc;

use serde_json::json;
use surety_app::fakes::{MovedClock, SeededEntropy, sabotage};
use surety_app::promises::contracts::{self, NewContract, Step};
use surety_app::promises::versioned::{self, PlanInput};
use surety_app::tickets::open::{self, OpenInput, RequesterInput};
use surety_app::tickets::view::TicketView;
use surety_app::{App, AppConfig, AppError, Call, Keys, accounts, contacts, seed};
use surety_domain::ids::{ContactId, ContractId};
use surety_domain::time::Instant;
use surety_store::records::ledger;
use surety_store::testing::{TestDb, test_options};
use surety_store::{Db, DbOptions, Engine, Sabotage, StoreError};

const CALLERS: u64 = 16;
const TASK: &str = "SURETY_TORTURE_TASK";
/// A Wednesday in the middle of a week and a month.
const NOW: Instant = Instant::from_seconds(1_781_697_600);

fn full() -> bool {
    std::env::var("SURETY_TORTURE").is_ok_and(|v| v == "full")
}

fn app_over(db: Db, seed: u64) -> App {
    App::new(
        db,
        Arc::new(MovedClock::new(NOW)),
        Arc::new(SeededEntropy::new(seed)),
        Keys {
            seal: [1; 32],
            reply: [2; 32],
        },
        AppConfig::default(),
    )
}

fn read<T: serde::de::DeserializeOwned>(value: serde_json::Value) -> T {
    serde_json::from_value(value).expect("the test's own input reads")
}

/// An account with a contract of `credits` a week under the policy `charge`.
async fn fill(app: &App, credits: i64) -> (ContactId, ContractId) {
    let call = Call::system();
    seed::essentials(app).await.expect("the seed");
    let unique = format!("{:032x}", u128::from_le_bytes(app.random_bytes()));
    let account = accounts::create(
        app,
        &call,
        read(json!({"name": unique, "currency": "EUR", "zone": "Europe/Berlin", "locale": "en"})),
    )
    .await
    .expect("an account");
    let contact = contacts::create(
        app,
        &call,
        read(json!({"name": "Grace", "emails": [format!("{unique}@x.example")], "account_id": account.id})),
    )
    .await
    .expect("a contact");
    let plan = versioned::create_plan(
        app,
        &call,
        read::<PlanInput>(json!({
            "name": unique,
            "spec": {
                "kind": "ticket_based", "limit_policy": "charge",
                "limits": [{"bucket": "week", "credits": credits, "unit": "week"}],
                "price_list": {"currency": "EUR", "prices": [{"amount": 5_000}]}
            }
        })),
    )
    .await
    .expect("a plan");
    let contract = contracts::create(
        app,
        &call,
        read::<NewContract>(
            json!({"account_id": account.id, "plan_id": plan.id, "start_date": "2026-01-01"}),
        ),
    )
    .await
    .expect("a contract");
    contracts::step(app, &call, contract.id, None, Step::Activate)
        .await
        .expect("in force");
    (contact.id, contract.id)
}

async fn open_one(app: &App, contact: ContactId, key: &str) -> Result<TicketView, AppError> {
    let input = OpenInput {
        subject: format!("Request {key}"),
        body_text: Some("It is down.".into()),
        requester: Some(RequesterInput {
            contact_id: Some(contact),
            ..RequesterInput::default()
        }),
        ..OpenInput::default()
    };
    open::open(app, &Call::system().with_key(key, [7; 32]), input).await
}

// ------------------------------------------------------------------ crashes

#[test]
#[ignore = "the process that is killed; the tests of this file start it"]
fn the_child() {
    let Ok(task) = std::env::var(TASK) else {
        return;
    };
    let [url, contact, round, how] = task.split(' ').collect::<Vec<_>>()[..] else {
        panic!("{task}")
    };
    let contact: ContactId = contact.parse().expect("a contact");
    let round = round.to_owned();
    let options = DbOptions {
        sabotage: Sabotage {
            acknowledge_before_commit: how == "cheat",
            no_sync: false,
        },
        ..DbOptions::default()
    };
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let db = Db::open(url, options).await.expect("the database");
        let seed = round.parse::<u64>().expect("a number") + 1_000;
        let app = app_over(db, seed);
        let callers: Vec<_> = (0..CALLERS)
            .map(|caller| {
                let (app, round) = (app.clone(), round.clone());
                tokio::spawn(async move {
                    for number in 0.. {
                        let key = format!("{round}/{caller}/{number}");
                        say(&format!("asked {key}"));
                        let ticket = open_one(&app, contact, &key).await.expect("a ticket");
                        say(&format!("answered {key} {}", ticket.row.number));
                    }
                })
            })
            .collect();
        for caller in callers {
            caller.await.expect("a caller");
        }
    });
}

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    out.write_all(format!("{line}\n").as_bytes())
        .expect("the journal");
    out.flush().expect("the journal");
}

/// The journal of a child: what it asked, and what was answered.
#[derive(Default)]
struct Journal {
    asked: BTreeSet<String>,
    answered: BTreeMap<String, i64>,
}

fn run_and_kill(
    url: &str,
    contact: ContactId,
    round: u64,
    how: &str,
    answers: usize,
    journal: &mut Journal,
) {
    let mut child = Command::new(std::env::current_exe().expect("this program"))
        .args(["--ignored", "--exact", "the_child", "--nocapture"])
        .env(TASK, format!("{url} {contact} {round} {how}"))
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .expect("a child");
    let mut seen = 0;
    for line in BufReader::new(child.stdout.take().expect("its output")).lines() {
        let line = line.expect("a line");
        if let Some((_, rest)) = line.split_once("answered ") {
            let (key, number) = rest.split_once(' ').expect("key and number");
            journal
                .answered
                .insert(key.to_owned(), number.parse().expect("a number"));
            seen += 1;
            if seen == answers {
                child.kill().expect("kill -9");
            }
        } else if let Some((_, key)) = line.split_once("asked ") {
            journal.asked.insert(key.to_owned());
        }
    }
    assert!(seen >= answers, "the child ended by itself");
    child.wait().expect("it is gone");
}

/// What is wrong after all these answers. Every key is sent again first, as a
/// client would whose answer never came.
async fn damage(
    url: &str,
    contact: ContactId,
    contract: ContractId,
    journal: &Journal,
) -> Vec<String> {
    let db = Db::open(url, test_options())
        .await
        .expect("the database opens again");
    let app = app_over(db.clone(), 99);
    let mut wrong = Vec::new();
    let mut numbers = BTreeSet::new();
    for key in &journal.asked {
        let ticket = open_one(&app, contact, key).await.expect("a replay");
        if let Some(answered) = journal.answered.get(key)
            && *answered != ticket.row.number
        {
            wrong.push(format!(
                "LOST: {key} was answered {answered} and is {}",
                ticket.row.number
            ));
        }
        if !numbers.insert(ticket.row.number) {
            wrong.push(format!(
                "DOUBLED: {} stands for two keys",
                ticket.row.number
            ));
        }
    }
    let (rows, entries) = db
        .read(move |tx| {
            let rows = ledger::reconcile(tx)?;
            let entries = ledger::entries_of_bucket(tx, contract, "week", Instant(i64::MAX))?;
            Ok::<_, StoreError>((rows, entries))
        })
        .await
        .expect("the ledger");
    for row in rows.iter().filter(|r| r.cached != r.booked) {
        wrong.push(format!(
            "LEDGER: {} {} has {} and {} are booked",
            row.contract_id, row.bucket, row.cached, row.booked
        ));
    }
    let consumed = entries.iter().filter(|e| e.kind == "consume").count();
    if consumed != journal.asked.len() {
        wrong.push(format!(
            "LEDGER: {consumed} consumptions for {} tickets",
            journal.asked.len()
        ));
    }
    wrong
}

async fn crash_story(db: TestDb, how: &'static str, kills: u64) -> Vec<String> {
    let app = app_over(db.db(), 1);
    let (contact, contract) = fill(&app, 1_000_000).await;
    let url = db.url().to_owned();
    let mut journal = Journal::default();
    for round in 0..kills {
        // A different number of answers each time, without a source of chance:
        // a failure can be run again.
        let answers = 3 + usize::try_from((round * 37) % 61).expect("small");
        let (address, mut taken) = (url.clone(), std::mem::take(&mut journal));
        journal = tokio::task::spawn_blocking(move || {
            run_and_kill(&address, contact, round, how, answers, &mut taken);
            taken
        })
        .await
        .expect("a round");
        if how == "cheat" {
            let found = damage(&url, contact, contract, &journal).await;
            if !found.is_empty() {
                return found;
            }
        }
    }
    damage(&url, contact, contract, &journal).await
}

/// SQLite as it is used, not as fast tests use it.
async fn durable(engine: Engine) -> TestDb {
    TestDb::with_options(engine, DbOptions::default()).await
}

fn kills() -> u64 {
    if full() { 100 } else { 3 }
}

fn block_on<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Runtime::new()
        .expect("a runtime")
        .block_on(work)
}

#[test]
fn nothing_answered_is_lost_or_doubled_by_kill_9_sqlite() {
    let found =
        block_on(async { crash_story(durable(Engine::Sqlite).await, "honest", kills()).await });
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn nothing_answered_is_lost_or_doubled_by_kill_9_postgres() {
    let found =
        block_on(async { crash_story(durable(Engine::Postgres).await, "honest", kills()).await });
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn an_answer_before_the_commit_is_found_out() {
    let found = block_on(async { crash_story(durable(Engine::Sqlite).await, "cheat", 60).await });
    assert!(
        found.iter().any(|f| f.starts_with("LOST")),
        "the control must lose something: {found:?}"
    );
}

// -------------------------------------------------------------------- races

/// How many of the callers were covered, and everything that went wrong.
async fn race(nodes: &[App], callers: usize, round: u64) -> (usize, Vec<String>) {
    let (contact, contract) = fill(&nodes[0], 1).await;
    let tasks: Vec<_> = (0..callers)
        .map(|caller| {
            let app = nodes[caller % nodes.len()].clone();
            tokio::spawn(
                async move { open_one(&app, contact, &format!("race/{round}/{caller}")).await },
            )
        })
        .collect();
    let mut covered = 0;
    let mut wrong = Vec::new();
    for task in tasks {
        match task.await.expect("a caller") {
            Ok(t) if t.row.outcome == "covered" => covered += 1,
            Ok(t)
                if t.limit_action.as_deref() == Some("charge") && t.row.admission == "admitted" => {
            }
            Ok(t) => wrong.push(format!(
                "ticket {} is {} {:?}",
                t.row.number, t.row.outcome, t.limit_action
            )),
            Err(error) => wrong.push(format!("{}: {error}", error.code())),
        }
    }
    let rows = nodes[0]
        .db()
        .read(ledger::reconcile)
        .await
        .expect("the ledger");
    for row in rows.iter().filter(|r| r.contract_id == contract) {
        if row.cached != 0 || row.booked != 0 {
            wrong.push(format!(
                "the bucket has {} and {} booked after its only credit",
                row.cached, row.booked
            ));
        }
    }
    (covered, wrong)
}

async fn races(engine: Engine, rounds: u64, callers: usize) -> Vec<String> {
    let first = TestDb::with_options(engine, test_options()).await;
    let mut nodes = vec![app_over(first.db(), 1)];
    if engine == Engine::Postgres {
        // Nodes of their own, each with its own connections.
        for seed in [2, 3] {
            let db = Db::open(first.url(), test_options())
                .await
                .expect("another node");
            nodes.push(app_over(db, seed));
        }
    }
    let mut found = Vec::new();
    for round in 0..rounds {
        let (covered, wrong) = race(&nodes, callers, round).await;
        if covered != 1 {
            found.push(format!(
                "round {round}: {covered} were covered by one credit"
            ));
        }
        found.extend(wrong);
        if !found.is_empty() {
            break;
        }
    }
    found
}

fn size() -> (u64, usize) {
    if full() { (1_000, 64) } else { (6, 32) }
}

#[test]
fn the_last_credit_goes_to_one_caller_sqlite() {
    let (rounds, callers) = size();
    let found = block_on(races(Engine::Sqlite, rounds, callers));
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn the_last_credit_goes_to_one_caller_on_three_nodes_postgres() {
    let (rounds, callers) = size();
    let found = block_on(races(Engine::Postgres, rounds, callers));
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn a_draw_without_the_lock_is_found_out() {
    // In a process of its own: the switch holds for the whole program.
    if std::env::var("SURETY_TORTURE_UNLOCKED").is_err() {
        let status = Command::new(std::env::current_exe().expect("this program"))
            .args([
                "--exact",
                "a_draw_without_the_lock_is_found_out",
                "--nocapture",
            ])
            .env("SURETY_TORTURE_UNLOCKED", "1")
            .status()
            .expect("a child");
        assert!(status.success(), "the control must be found out");
        return;
    }
    sabotage::skip_the_bucket_lock();
    let found = block_on(races(Engine::Postgres, 40, 32));
    assert!(
        !found.is_empty(),
        "forty races without a lock and nothing went wrong"
    );
}
