//! `kill -9` under load: what was answered is there, nothing is there by half.
//!
//! A child process (this test program again) writes with many callers and
//! prints the number of every answered transaction. It is killed at a random
//! moment after a random answer, also before the first; then the database is
//! opened and compared with what was printed. The control answers before the
//! commit and must be found out. The moments come from a seed that is printed;
//! `SURETY_TORTURE_SEED` runs a seed again.

use std::collections::BTreeSet;
use std::hash::{BuildHasher, Hasher};
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::time::Duration;

use super::*;

/// Set for 100 kills an engine; a few otherwise.
const FULL: &str = "SURETY_TORTURE";
const FULL_KILLS: u32 = 100;
const SMALL_KILLS: u32 = 5;

/// Kills within which the control must lose something.
const CONTROL_KILLS: u32 = 200;

/// Answers after which a child is killed, at most.
const MAX_ANSWERS: u64 = 300;

/// Longest time between that answer and the kill, microseconds.
const MAX_DELAY_MICROS: u64 = 20_000;

/// Longest life of a child that is killed without an answer, microseconds.
const MAX_BIRTH_MICROS: u64 = 150_000;

const CALLERS: i64 = 32;

/// Tells the child what to do: address, first number, whether to cheat.
const TASK: &str = "SURETY_CRASH_TASK";

const CHILD: &str = "engine::tests::crash::the_child";

sql! {
    ALL = "SELECT id FROM probes ORDER BY id";
}

#[test]
#[ignore = "the process that is killed; the tests of this file start it"]
#[expect(
    clippy::disallowed_methods,
    reason = "its task comes by the environment"
)]
fn the_child() {
    let Ok(task) = std::env::var(TASK) else {
        return;
    };
    let [url, first, cheat] = task.split(' ').collect::<Vec<_>>()[..] else {
        panic!("{task}");
    };
    let (url, first, cheat) = (
        url.to_owned(),
        first.parse::<i64>().unwrap(),
        cheat == "cheat",
    );
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let options = DbOptions {
            sabotage: Sabotage {
                acknowledge_before_commit: cheat,
                no_sync: false,
            },
            ..DbOptions::default()
        };
        let db = Db::open(&url, options).await.unwrap();
        let callers: Vec<_> = (0..CALLERS)
            .map(|caller| {
                let db = db.clone();
                tokio::spawn(async move {
                    for number in (first + caller..).step_by(CALLERS as usize) {
                        write(&db, move |tx| {
                            tx.execute(&GROW_SUM, &params![caller, 1])?;
                            add(tx, number * 2)?;
                            add(tx, number * 2 + 1)
                        })
                        .await
                        .unwrap();
                        let mut out = std::io::stdout().lock();
                        out.write_all(format!("answered {number}\n").as_bytes())
                            .unwrap();
                        out.flush().unwrap();
                    }
                })
            })
            .collect();
        for caller in callers {
            caller.await.unwrap();
        }
    });
}

/// Starts a child, kills it some time after `answers` answers (or after its
/// start, for none) and tells what it answered.
fn run_and_kill(url: &str, first: i64, cheat: bool, answers: u64, delay: Duration) -> Vec<i64> {
    let how = if cheat { "cheat" } else { "honest" };
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", CHILD, "--nocapture"])
        .env(TASK, format!("{url} {first} {how}"))
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .unwrap();
    let mut answered = Vec::new();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let (begin, begun) = std::sync::mpsc::channel::<()>();
    // Its own thread: this one goes on reading, and a full pipe would hold the
    // child up. The moment is the point, so the real clock is slept by.
    let killer = std::thread::spawn(move || {
        let begun = begun.recv().is_ok();
        #[expect(clippy::disallowed_methods, reason = "a kill at a random moment")]
        std::thread::sleep(delay);
        child.kill().unwrap();
        use std::os::unix::process::ExitStatusExt;
        let status = child.wait().unwrap();
        assert!(
            begun && status.signal() == Some(9),
            "the child ended by itself: {status}"
        );
    });
    if answers == 0 {
        begin.send(()).unwrap();
    }
    // What was printed before the kill counts too, however late it is read.
    for line in lines {
        let line = line.unwrap();
        // The test program prints a word of its own before it.
        if let Some((_, number)) = line.split_once("answered ") {
            answered.push(number.parse().unwrap());
            if answered.len() as u64 == answers {
                begin.send(()).unwrap();
            }
        }
    }
    drop(begin);
    killer.join().unwrap();
    answered
}

/// What is wrong with the database after all these answers.
async fn damage(url: &str, answered: &BTreeSet<i64>) -> Vec<String> {
    let db = Db::open(url, test_options()).await.unwrap();
    let (ids, sums) = db
        .read(|tx| {
            let ids = tx.query(&ALL, &[])?.iter().map(|r| r.int("id")).collect();
            let sums = tx.query_one(&SUM_OF_SUMS, &[])?.int("total")?;
            Ok::<(Result<BTreeSet<i64>, _>, i64), StoreError>((ids, sums))
        })
        .await
        .unwrap();
    let ids = ids.unwrap();
    let mut damage = Vec::new();
    for number in answered {
        if !ids.contains(&(number * 2)) {
            damage.push(format!("lost {number}"));
        }
    }
    for id in &ids {
        if !ids.contains(&(id ^ 1)) {
            damage.push(format!("half of {}", id / 2));
        }
    }
    if sums * 2 != i64::try_from(ids.len()).unwrap() {
        damage.push(format!("the sums say {sums}, there are {} rows", ids.len()));
    }
    damage
}

/// Kills up to `kills` children; ends early when something is damaged.
async fn torment(engine: Engine, kills: u32, cheat: bool) -> Vec<String> {
    let test = TestDb::new(engine).await;
    run_script(&test.db(), TABLES).await;
    write(&test.db(), |tx| {
        (0..CALLERS).try_for_each(|caller| tx.execute(&ADD_SUM, &params![caller, 0]).map(|_| ()))
    })
    .await
    .unwrap();
    let url = test.url().to_owned();
    let mut all = BTreeSet::new();
    let seed = seed();
    eprintln!("SURETY_TORTURE_SEED={seed}");
    let mut random = seed;
    let mut below = move |end: u64| {
        random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (random >> 33) % end
    };
    for kill in 0..kills {
        let (answers, delay) = match below(5) {
            0 => (0, below(MAX_BIRTH_MICROS)),
            _ => (1 + below(MAX_ANSWERS), below(MAX_DELAY_MICROS)),
        };
        let first = i64::from(kill) * 1_000_000;
        let child_url = url.clone();
        let answered = tokio::task::spawn_blocking(move || {
            run_and_kill(
                &child_url,
                first,
                cheat,
                answers,
                Duration::from_micros(delay),
            )
        });
        all.extend(answered.await.unwrap());
        let damage = damage(&url, &all).await;
        if !damage.is_empty() {
            return damage;
        }
    }
    Vec::new()
}

#[expect(
    clippy::disallowed_methods,
    reason = "a seed is run again by the environment"
)]
fn seed() -> u64 {
    std::env::var("SURETY_TORTURE_SEED")
        .ok()
        .and_then(|seed| seed.parse().ok())
        .unwrap_or_else(|| std::hash::RandomState::new().build_hasher().finish())
}

#[expect(
    clippy::disallowed_methods,
    reason = "its size comes by the environment"
)]
fn kills() -> u32 {
    if std::env::var_os(FULL).is_some() {
        FULL_KILLS
    } else {
        SMALL_KILLS
    }
}

#[tokio::test]
async fn nothing_answered_is_lost_on_sqlite() {
    assert_eq!(torment(Engine::Sqlite, kills(), false).await, [""; 0]);
}

#[tokio::test]
async fn nothing_answered_is_lost_on_postgres() {
    assert_eq!(torment(Engine::Postgres, kills(), false).await, [""; 0]);
}

/// The control: whoever answers before the commit is found out.
#[tokio::test]
async fn a_lost_answer_is_found_on_sqlite() {
    assert!(
        !torment(Engine::Sqlite, CONTROL_KILLS, true)
            .await
            .is_empty()
    );
}

/// The control: whoever answers before the commit is found out.
#[tokio::test]
async fn a_lost_answer_is_found_on_postgres() {
    assert!(
        !torment(Engine::Postgres, CONTROL_KILLS, true)
            .await
            .is_empty()
    );
}
