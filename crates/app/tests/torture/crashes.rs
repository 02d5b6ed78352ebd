//! `kill -9` under load: a child process (this test program again) opens
//! tickets with many callers and prints each answer. It is killed at a random
//! moment, also before its first answer; then every key is sent again, and the
//! database is compared with what was printed: nothing answered may be lost,
//! nothing may be there twice, and every bucket must be the sum of its entries.
//! The control answers before the commit.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use surety_domain::ids::{ContactId, ContractId};
use surety_domain::time::Instant;
use surety_store::records::ledger;
use surety_store::testing::{TestDb, test_options};
use surety_store::{Db, DbOptions, Engine, Sabotage, StoreError};

use super::{
    Chance, TASK, app_over, block_on, durable, fill, full, kill_after, open_one, was_killed,
};

const CALLERS: u64 = 16;
/// Longest life of a child after its first request or answer, milliseconds.
const LIFE_MILLIS: u64 = 400;
/// Longest life of a child that is killed while it starts, milliseconds.
const BIRTH_MILLIS: u64 = 150;

/// Seeds of the ids of those who ask again, above those of the children.
const REPLAYS: u64 = 1_000_000;

/// When a child is killed.
#[derive(Debug, Clone, Copy)]
enum Moment {
    /// After its start.
    Start(Duration),
    /// After its first request.
    Asked(Duration),
    /// After its first answer.
    Answered(Duration),
}

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
    moment: Moment,
    journal: &mut Journal,
) {
    let mut child = Command::new(std::env::current_exe().expect("this program"))
        .args(["--ignored", "--exact", "crashes::the_child", "--nocapture"])
        .env(TASK, format!("{url} {contact} {round} {how}"))
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .expect("a child");
    let out = child.stdout.take().expect("its output");
    let child = Arc::new(Mutex::new(child));
    let mut killer = match moment {
        Moment::Start(delay) => Some(kill_after(&child, delay)),
        Moment::Asked(_) | Moment::Answered(_) => None,
    };
    // What was printed before the kill counts, however late it is read.
    for line in BufReader::new(out).lines() {
        let line = line.expect("a line");
        if let Some((_, rest)) = line.split_once("answered ") {
            let (key, number) = rest.split_once(' ').expect("key and number");
            journal
                .answered
                .insert(key.to_owned(), number.parse().expect("a number"));
            if let Moment::Answered(delay) = moment {
                killer.get_or_insert_with(|| kill_after(&child, delay));
            }
        } else if let Some((_, key)) = line.split_once("asked ") {
            journal.asked.insert(key.to_owned());
            if let Moment::Asked(delay) = moment {
                killer.get_or_insert_with(|| kill_after(&child, delay));
            }
        }
    }
    killer
        .expect("the child asked for something")
        .join()
        .expect("the kill");
    was_killed(&child);
}

/// What is wrong after all these answers. Every key is sent again first, as a
/// client would whose answer never came.
async fn damage(
    url: &str,
    contact: ContactId,
    contract: ContractId,
    journal: &Journal,
    seed: u64,
) -> Vec<String> {
    let db = Db::open(url, test_options())
        .await
        .expect("the database opens again");
    let app = app_over(db.clone(), seed);
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
    let mut chance = Chance::new("kill -9");
    for round in 0..kills {
        let moment = match round % 5 {
            1 => Moment::Start(chance.millis(BIRTH_MILLIS)),
            3 => Moment::Asked(chance.millis(LIFE_MILLIS)),
            _ => Moment::Answered(chance.millis(LIFE_MILLIS)),
        };
        let (address, mut taken) = (url.clone(), std::mem::take(&mut journal));
        journal = tokio::task::spawn_blocking(move || {
            run_and_kill(&address, contact, round, how, moment, &mut taken);
            taken
        })
        .await
        .expect("a round");
        if how == "cheat" {
            let found = damage(&url, contact, contract, &journal, REPLAYS + round).await;
            if !found.is_empty() {
                return found;
            }
        }
    }
    assert!(
        how == "cheat" || !journal.answered.is_empty(),
        "no child lived long enough to answer"
    );
    damage(&url, contact, contract, &journal, REPLAYS + kills).await
}

fn kills() -> u64 {
    if full() { 100 } else { 5 }
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

fn control(engine: Engine) {
    let found = block_on(async { crash_story(durable(engine).await, "cheat", 60).await });
    assert!(
        found.iter().any(|f| f.starts_with("LOST")),
        "the control must lose something: {found:?}"
    );
}

#[test]
fn an_answer_before_the_commit_is_found_out_sqlite() {
    control(Engine::Sqlite);
}

#[test]
fn an_answer_before_the_commit_is_found_out_postgres() {
    control(Engine::Postgres);
}
