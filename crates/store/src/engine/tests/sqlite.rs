//! What only SQLite's group commit does.

use std::sync::Mutex;
use std::sync::mpsc::{Receiver, Sender, channel};

use std::sync::atomic::{AtomicBool, Ordering};

use super::*;

/// A closure that says when it starts and waits until it may go on; run again,
/// it goes on at once.
struct Gate {
    started: Receiver<()>,
    go: Sender<()>,
}

impl Gate {
    fn new(
        work: impl Fn(&mut Tx<'_>) -> Result<(), StoreError> + Send + Sync + 'static,
    ) -> (
        Self,
        impl Fn(&mut Tx<'_>) -> Result<(), StoreError> + Send + Sync + 'static,
    ) {
        let (started_in, started) = channel();
        let (go, go_out) = channel();
        let (started_in, go_out) = (Mutex::new(started_in), Mutex::new(go_out));
        let passed = AtomicBool::new(false);
        let gated = move |tx: &mut Tx<'_>| {
            if !passed.swap(true, Ordering::Relaxed) {
                started_in.lock().unwrap().send(()).unwrap();
                go_out.lock().unwrap().recv().unwrap();
            }
            work(tx)
        };
        (Self { started, go }, gated)
    }
}

async fn fresh(options: DbOptions) -> TestDb {
    let test = TestDb::with_options(Engine::Sqlite, options).await;
    run_script(&test.db(), TABLES).await;
    test
}

/// Puts `first` and `second` into one batch, and answers whether the first was
/// answered while the second was still running.
async fn answered_before_the_commit(sabotage: Sabotage) -> (bool, i64) {
    let mut options = test_options();
    options.sabotage = sabotage;
    let test = fresh(options).await;
    let db = test.db();
    let (opener, opening) = Gate::new(|tx| add(tx, 1));
    let holder = db.write(opening);
    let start = tokio::task::spawn_blocking(move || opener.started.recv().map(|()| opener.go));
    let go = start.await.unwrap().unwrap();
    // Both wait in the queue now, so both come into the opener's batch.
    let mut first = tokio::spawn(db.write(|tx| add(tx, 2)));
    let (gate, gated) = Gate::new(|tx| add(tx, 3));
    let second = tokio::spawn(db.write(gated));
    // Spawning polls nothing: `write` has queued them already.
    go.send(()).unwrap();
    let start = tokio::task::spawn_blocking(move || gate.started.recv().map(|()| gate.go));
    let go = start.await.unwrap().unwrap();
    // The second runs, so the first has run; there was no commit yet.
    assert_eq!(count(&db).await, 0);
    let early = if sabotage.acknowledge_before_commit {
        (&mut first).await.unwrap().unwrap();
        true
    } else {
        first.is_finished()
    };
    let seen = count(&db).await;
    go.send(()).unwrap();
    holder.await.unwrap();
    if !early {
        first.await.unwrap().unwrap();
    }
    second.await.unwrap().unwrap();
    if !sabotage.acknowledge_before_commit {
        assert_eq!(count(&db).await, 3);
    }
    (early, seen)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_answered_before_the_commit() {
    let (early, _) = answered_before_the_commit(Sabotage::default()).await;
    assert!(!early);
}

/// The control: a writer that answers too early is seen by the same story.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_writer_that_answers_too_early_is_noticed() {
    let (early, seen) = answered_before_the_commit(Sabotage {
        acknowledge_before_commit: true,
        no_sync: true,
    })
    .await;
    assert!(early && seen == 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_failed_neighbour_takes_nobody_with_it() {
    let test = fresh(test_options()).await;
    let db = test.db();
    let (opener, opening) = Gate::new(|tx| add(tx, 1));
    let holder = db.write(opening);
    let fine: Vec<_> = (10..13).map(|id| db.write(move |tx| add(tx, id))).collect();
    let failing = db.write(|tx| {
        add(tx, 20)?;
        add(tx, 1)
    });
    let panicking = db.write(|tx| -> Result<(), StoreError> {
        add(tx, 21)?;
        panic!("neighbour")
    });
    let sees_the_first = db.write(|tx| tx.query_one(&COUNT, &[])?.int("n"));
    opener.go.send(()).unwrap();
    assert_eq!(holder.await, Ok(()));
    for one in fine {
        assert_eq!(one.await, Ok::<_, StoreError>(()));
    }
    assert!(failing.await.unwrap_err().is_unique_conflict("probes.id"));
    assert_eq!(panicking.await.unwrap_err().code(), "store_panicked");
    assert_eq!(sees_the_first.await, Ok::<_, StoreError>(4));
    assert_eq!(count(&db).await, 4);
}

/// With savepoints, without, and with again: what fails is undone, what does
/// not is kept, in every batch of a long row.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn failures_now_and_then_take_nobody_with_them() {
    let test = fresh(test_options()).await;
    let db = test.db();
    for round in 0..60i64 {
        let (opener, opening) = Gate::new(move |tx| add(tx, 1_000 * round));
        let holder = db.write(opening);
        let fine = db.write(move |tx| add(tx, 1_000 * round + 1));
        let fails = round % 20 == 3;
        let failing = db.write(move |tx| {
            add(tx, 1_000 * round + 2)?;
            add(tx, 1_000 * round + if fails { 1 } else { 3 })
        });
        let last = db.write(move |tx| add(tx, 1_000 * round + 4));
        opener.go.send(()).unwrap();
        assert_eq!(holder.await, Ok(()));
        assert_eq!(fine.await, Ok::<_, StoreError>(()));
        assert_eq!(failing.await.is_err(), fails);
        assert_eq!(last.await, Ok::<_, StoreError>(()));
    }
    assert_eq!(count(&db).await, 60 * 5 - 3 * 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_batch_ends_at_its_limit() {
    let mut options = test_options();
    options.batch_limit = 2;
    let test = fresh(options).await;
    let db = test.db();
    let (opener, opening) = Gate::new(|tx| add(tx, 1));
    let holder = db.write(opening);
    let second = db.write(|tx| add(tx, 2));
    // The third comes into the next batch, so it runs after the first commit.
    let (third, gated) = Gate::new(|tx| add(tx, 3));
    let last = db.write(gated);
    opener.go.send(()).unwrap();
    assert_eq!(
        (holder.await, second.await),
        (Ok(()), Ok::<_, StoreError>(()))
    );
    let start = tokio::task::spawn_blocking(move || third.started.recv().map(|()| third.go));
    let go = start.await.unwrap().unwrap();
    assert_eq!(count(&db).await, 2);
    go.send(()).unwrap();
    assert_eq!(last.await, Ok(()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_batch_ends_when_it_has_changed_enough() {
    let rows = i64::try_from(crate::BATCH_ROW_LIMIT).unwrap();
    for (first_rows, together) in [(rows - 1, true), (rows, false)] {
        let test = fresh(test_options()).await;
        let db = test.db();
        let (opener, opening) = Gate::new(move |tx| (0..first_rows).try_for_each(|id| add(tx, id)));
        let holder = db.write(opening);
        let (next, gated) = Gate::new(|tx| add(tx, -1));
        let last = db.write(gated);
        opener.go.send(()).unwrap();
        let start = tokio::task::spawn_blocking(move || next.started.recv().map(|()| next.go));
        let go = start.await.unwrap().unwrap();
        // The next one runs: in the same batch nothing is committed yet.
        let committed = count(&db).await > 0;
        assert_eq!(committed, !together, "{first_rows}");
        go.send(()).unwrap();
        assert_eq!(
            (holder.await, last.await),
            (Ok(()), Ok::<_, StoreError>(()))
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_keeps_exactly_what_was_answered() {
    let test = fresh(test_options()).await;
    let db = test.db();
    write(&db, |tx| {
        tx.query_dynamic(&SqlText::new("PRAGMA max_page_count = 2000"), &[])
    })
    .await
    .unwrap();
    let fill = |id: i64| {
        move |tx: &mut Tx<'_>| {
            tx.execute(
                &ADD,
                &params![
                    id,
                    None::<&str>,
                    None::<i64>,
                    vec![7_u8; 40_000],
                    None::<i64>
                ],
            )
        }
    };
    let mut kept = 0;
    let mut refused = 0;
    for round in 0..200 {
        if refused > 0 {
            break;
        }
        // Several at once, so that the full disk meets a batch.
        let batch: Vec<_> = (0..8).map(|id| db.write(fill(round * 8 + id))).collect();
        for answer in batch {
            match answer.await {
                Ok(_) => kept += 1,
                Err(StoreError::Unavailable { .. }) => refused += 1,
                Err(other) => panic!("{other}"),
            }
        }
    }
    assert!(kept > 0 && refused > 0, "{kept} {refused}");
    assert_eq!(count(&db).await, kept);
    // There is room again: work goes on.
    assert_eq!(db.fatal(), None);
    write(&db, |tx| {
        tx.query_dynamic(&SqlText::new("PRAGMA max_page_count = 10000"), &[])
    })
    .await
    .unwrap();
    write(&db, fill(-1)).await.unwrap();
    assert_eq!(count(&db).await, kept + 1);
}

#[tokio::test]
async fn production_waits_for_the_disk() {
    let test = TestDb::with_options(Engine::Sqlite, DbOptions::default()).await;
    let settings = |name: &'static str| {
        let db = test.db();
        async move {
            let text = match name {
                "synchronous" => SqlText::new("PRAGMA synchronous"),
                "journal_mode" => SqlText::new("PRAGMA journal_mode"),
                _ => SqlText::new("PRAGMA foreign_keys"),
            };
            let row = write(&db, move |tx| tx.query_dynamic(&text, &[]))
                .await
                .unwrap();
            row[0].value(name).unwrap().clone()
        }
    };
    // 2 is FULL. NORMAL (1) loses answered commits when the power fails.
    assert_eq!(settings("synchronous").await, Value::Int(2));
    assert_eq!(settings("journal_mode").await, Value::from("wal"));
    assert_eq!(settings("foreign_keys").await, Value::Int(1));
}

#[tokio::test]
async fn a_commit_that_fails_is_an_unknown_outcome_and_the_end() {
    let test = fresh(test_options()).await;
    let db = test.db();
    // A deferred reference is checked by the commit: the one failure that can
    // be had without a broken disk.
    run_script(
        &db,
        "CREATE TABLE later (id INTEGER NOT NULL PRIMARY KEY, \
         parent INTEGER REFERENCES parents (id) DEFERRABLE INITIALLY DEFERRED)",
    )
    .await;
    sql! { ADD_LATER = "INSERT INTO later (id, parent) VALUES ($1, $2)"; }
    let done = write(&db, |tx| tx.execute(&ADD_LATER, &params![1, 99])).await;
    assert_eq!(done.unwrap_err().code(), "store_outcome_unknown");
    assert!(db.until_fatal().await.contains("foreign_key"));
    let refused = write(&db, |tx| add(tx, 1)).await;
    assert_eq!(refused.unwrap_err().code(), "store_unavailable");
    // A new start finds what is true.
    drop(db);
    let again = Db::open(test.url(), test_options()).await.unwrap();
    assert_eq!(count(&again).await, 0);
}

#[tokio::test]
async fn the_log_is_moved_into_the_file_while_writing() {
    let test = fresh(test_options()).await;
    let db = test.db();
    let path = test.url().strip_prefix("sqlite:").unwrap();
    let empty = test_file_size(path);
    // The checkpointer works beside the writer, so it may come a little later;
    // without it the file would not grow before 65,536 pages.
    for round in 0..300 {
        write(&db, move |tx| {
            for id in 0..200 {
                tx.execute(
                    &ADD,
                    &params![
                        round * 200 + id,
                        None::<&str>,
                        None::<i64>,
                        vec![7_u8; 800],
                        None::<i64>
                    ],
                )?;
            }
            Ok(())
        })
        .await
        .unwrap();
        if test_file_size(path) > empty + (1 << 20) {
            return;
        }
    }
    panic!("the file did not grow");
}

#[expect(clippy::disallowed_methods, reason = "a test looks at its file")]
fn test_file_size(path: &str) -> u64 {
    std::fs::metadata(path).unwrap().len()
}

#[tokio::test]
async fn an_address_that_cannot_be_used_says_why() {
    for (url, code) in [
        ("mysql://x", "store_configuration"),
        ("sqlite:/nowhere/at/all.db", "store_unavailable"),
        ("postgres://user:secret@", "store_configuration"),
        (
            "postgres://user:secret@127.0.0.1:1/none",
            "store_unavailable",
        ),
    ] {
        let error = Db::open(url, test_options()).await.unwrap_err();
        assert_eq!(error.code(), code, "{url}: {error}");
        assert!(!error.to_string().contains("secret"), "{error}");
    }
}

/// Where the child of [`a_disk_that_is_full_at_the_commit_ends_nothing`] works.
const SMALL_DISK: &str = "SURETY_SMALL_DISK";

#[tokio::test]
#[ignore = "runs on a disk of its own; the test below starts it"]
async fn the_child_on_a_small_disk() {
    #[expect(clippy::disallowed_methods, reason = "a test program reads its task")]
    let Ok(folder) = std::env::var(SMALL_DISK) else {
        return;
    };
    let ballast = format!("{folder}/ballast");
    #[expect(clippy::disallowed_methods, reason = "a test fills its disk")]
    let fill_up = || std::fs::write(&ballast, vec![0_u8; 600_000]).unwrap();
    fill_up();
    let options = || DbOptions {
        batch_limit: 1,
        ..DbOptions::default()
    };
    let url = format!("sqlite:{folder}/desk.db");
    let db = Db::open(&url, options()).await.unwrap();
    run_script(&db, TABLES).await;
    let add_big = |id: i64| {
        move |tx: &mut Tx<'_>| {
            tx.execute(
                &ADD,
                &params![
                    id,
                    None::<&str>,
                    None::<i64>,
                    vec![7_u8; 3_000],
                    None::<i64>
                ],
            )
        }
    };
    let mut kept = 0;
    let refused = loop {
        match write(&db, add_big(kept)).await {
            Ok(_) => kept += 1,
            Err(error) => break error,
        }
        assert!(kept < 10_000, "the disk is not small");
    };
    assert_eq!(refused.code(), "store_unavailable", "{refused}");
    for more in 0..3 {
        let refused = write(&db, add_big(100_000 + more)).await.unwrap_err();
        assert_eq!(refused.code(), "store_unavailable", "{refused}");
    }
    assert_eq!(db.fatal(), None);
    assert_eq!(count(&db).await, kept, "reads go on");
    #[expect(clippy::disallowed_methods, reason = "a test makes room")]
    std::fs::remove_file(&ballast).unwrap();
    write(&db, add_big(-1)).await.unwrap();
    drop(db);
    let again = Db::open(&url, options()).await.unwrap();
    assert_eq!(
        count(&again).await,
        kept + 1,
        "nothing more and nothing less"
    );
}

/// A disk of 2 MiB that only the child sees. A limit of pages, as above, is met
/// before the commit; a full disk is met by it.
#[test]
fn a_disk_that_is_full_at_the_commit_ends_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let run = |script: &str| {
        std::process::Command::new("unshare")
            .args(["--user", "--map-root-user", "--mount", "sh", "-ec", script])
            .arg(folder.path())
            .arg(std::env::current_exe().unwrap())
            .env(SMALL_DISK, folder.path())
            .output()
    };
    const MOUNT: &str = "mount -t tmpfs -o size=2m tmpfs \"$0\"";
    if !run(MOUNT).is_ok_and(|out| out.status.success()) {
        eprintln!("skipped: this machine lets nobody mount a disk of their own");
        return;
    }
    let child = format!(
        "{MOUNT}\nexec \"$1\" --ignored --exact engine::tests::sqlite::the_child_on_a_small_disk --nocapture"
    );
    let out = run(&child).unwrap();
    let said = String::from_utf8_lossy(&out.stdout);
    assert!(
        out.status.success() && said.contains("1 passed"),
        "{said}\n{}",
        String::from_utf8_lossy(&out.stderr)
    );
}
