//! Races: many callers on three nodes want the last credit. Exactly one is
//! covered; the others get their overage in the same answer. The control draws
//! without the bucket's lock.

use std::process::Command;

use surety_app::App;
use surety_app::fakes::sabotage;
use surety_store::records::ledger;
use surety_store::testing::{TestDb, test_options};
use surety_store::{Db, Engine};

use super::{app_over, block_on, fill, full, open_one};

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
                "races::a_draw_without_the_lock_is_found_out",
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
