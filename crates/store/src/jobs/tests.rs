use super::*;
use crate::testing::TestDb;
use crate::{Db, Engine, twins};

const KIND: &str = "probe";

fn at(second: i64) -> Instant {
    Instant::from_seconds(second)
}

fn job(number: u128, run_at: i64) -> NewJob<'static> {
    NewJob {
        id: JobId(number),
        kind: KIND,
        version: 1,
        payload: "{}",
        run_at: at(run_at),
        created_at: at(0),
    }
}

async fn claim(db: &Db, now: i64, limit: u32) -> Vec<Job> {
    let claimed: Result<_, StoreError> = db
        .write(move |tx| claim_due(tx, at(now), limit, 30, "node"))
        .await;
    claimed.unwrap().jobs
}

async fn timer(db: &Db, number: u128, run_at: i64) -> bool {
    db.write(move |tx| upsert_timer(tx, "sla:t", &job(number, run_at)))
        .await
        .unwrap()
}

async fn next(db: &Db) -> Option<i64> {
    let next: Result<_, StoreError> = db.read(next_run_at).await;
    next.unwrap().map(Instant::seconds)
}

twins! {
    async fn the_longest_waiting_are_claimed_first_and_once(db: Db) {
        db.write(|tx| {
            for (number, run_at) in [(1, 30), (2, 10), (3, 20), (4, 99)] {
                enqueue(tx, &job(number, run_at))?;
            }
            Ok::<_, StoreError>(())
        })
        .await
        .unwrap();
        assert_eq!(next(&db).await, Some(10));
        let first = claim(&db, 30, 2).await;
        assert_eq!(first.iter().map(|j| j.id.0).collect::<Vec<_>>(), [2, 3]);
        assert_eq!((first[0].attempt, first[0].fence), (1, 1));
        assert_eq!(claim(&db, 30, 9).await.iter().map(|j| j.id.0).collect::<Vec<_>>(), [1]);
        assert_eq!(claim(&db, 30, 9).await, []);
        assert_eq!(next(&db).await, Some(60));
    }

    async fn a_lease_that_ran_out_is_taken_over_and_the_slow_worker_is_fenced_off(db: Db) {
        db.write(|tx| enqueue(tx, &job(1, 0))).await.unwrap();
        let slow = claim(&db, 0, 1).await.remove(0);
        assert_eq!(claim(&db, 29, 1).await, []);
        let fast = claim(&db, 30, 1).await.remove(0);
        assert!(fast.fence > slow.fence && fast.attempt == 2);
        let (id, old, new) = (slow.id, slow.fence, fast.fence);
        let done: [bool; 5] = db
            .write(move |tx| {
                Ok::<_, StoreError>([
                    extend_lease(tx, id, old, at(99))?,
                    fail(tx, id, old, "late", None)?,
                    complete(tx, id, old)?,
                    extend_lease(tx, id, new, at(99))?,
                    complete(tx, id, new)?,
                ])
            })
            .await
            .unwrap();
        assert_eq!(done, [false, false, false, true, true]);
        assert_eq!(next(&db).await, None);
    }

    async fn a_timer_has_one_row_and_moves(db: Db) {
        assert!(timer(&db, 1, 50).await);
        assert!(timer(&db, 2, 20).await);
        // Nothing changes, nothing is written.
        assert!(!timer(&db, 3, 20).await);
        assert_eq!(next(&db).await, Some(20));
        let due = claim(&db, 60, 9).await;
        assert_eq!(due.len(), 1);
        assert_eq!((due[0].id, due[0].key.as_deref()), (JobId(1), Some("sla:t")));
    }

    async fn a_timer_moved_while_it_runs_runs_again(db: Db) {
        timer(&db, 1, 10).await;
        let running = claim(&db, 10, 1).await.remove(0);
        // Moved to the same instant still means: look again.
        assert!(timer(&db, 2, 10).await);
        assert!(claim(&db, 11, 1).await.is_empty());
        assert!(timer(&db, 2, 40).await);
        let (id, fence) = (running.id, running.fence);
        assert!(db.write(move |tx| complete(tx, id, fence)).await.unwrap());
        assert_eq!(next(&db).await, Some(40));
        let again = claim(&db, 40, 1).await.remove(0);
        assert_eq!((again.id, again.attempt), (JobId(1), 1));
    }

    async fn a_deleted_timer_cannot_be_completed(db: Db) {
        timer(&db, 1, 10).await;
        let running = claim(&db, 10, 1).await.remove(0);
        assert!(db.write(|tx| delete_keyed(tx, "sla:t")).await.unwrap());
        assert!(!db.write(|tx| delete_keyed(tx, "sla:t")).await.unwrap());
        let (id, fence) = (running.id, running.fence);
        assert!(!db.write(move |tx| complete(tx, id, fence)).await.unwrap());
    }

    async fn a_failing_job_waits_and_dies_after_its_last_attempt(db: Db) {
        db.write(|tx| enqueue(tx, &job(1, 0))).await.unwrap();
        for attempt in 1..=MAX_ATTEMPTS {
            let now = attempt * 100;
            let mine = claim(&db, now, 1).await.remove(0);
            assert_eq!(mine.attempt, attempt);
            let (id, fence) = (mine.id, mine.fence);
            assert!(
                db.write(move |tx| fail(tx, id, fence, "no\0t yet", Some(at(now + 100))))
                    .await
                    .unwrap()
            );
            assert!(claim(&db, now + 99, 1).await.is_empty());
        }
        let dead: Vec<DeadJob> = db.read(|tx| list_dead(tx, 10)).await.unwrap();
        assert_eq!(dead.len(), 1);
        assert_eq!(dead[0].last_error.as_deref(), Some("no\u{FFFD}t yet"));
        assert!(claim(&db, i64::from(u32::MAX), 1).await.is_empty());
        assert!(db.write(|tx| revive(tx, JobId(1), at(5))).await.unwrap());
        assert_eq!(claim(&db, 5, 1).await[0].attempt, 1);
    }

    async fn a_failure_that_cannot_be_helped_is_dead_at_once(db: Db) {
        db.write(|tx| enqueue(tx, &job(1, 0))).await.unwrap();
        let mine = claim(&db, 0, 1).await.remove(0);
        let (id, fence) = (mine.id, mine.fence);
        assert!(db.write(move |tx| fail(tx, id, fence, "never", None)).await.unwrap());
        let counts: Vec<_> = db.read(count_by_state).await.unwrap();
        assert_eq!(counts, [(JobState::Dead, 1)]);
    }

    async fn an_error_is_kept_up_to_its_limit(db: Db) {
        for (number, length) in [(1, MAX_ERROR_CHARS), (2, MAX_ERROR_CHARS + 1)] {
            db.write(move |tx| enqueue(tx, &job(number, 0))).await.unwrap();
            let mine = claim(&db, 0, 1).await.remove(0);
            let (id, fence) = (mine.id, mine.fence);
            db.write(move |tx| fail(tx, id, fence, &"ü".repeat(length), None)).await.unwrap();
            let dead: Vec<DeadJob> = db.read(|tx| list_dead(tx, 10)).await.unwrap();
            let kept = dead.iter().find(|d| d.job.id == id).unwrap().last_error.clone();
            assert_eq!(kept.unwrap().chars().count(), MAX_ERROR_CHARS);
        }
    }

    async fn a_failed_timer_that_was_moved_keeps_its_new_time(db: Db) {
        timer(&db, 1, 10).await;
        let mine = claim(&db, 10, 1).await.remove(0);
        timer(&db, 1, 77).await;
        let (id, fence) = (mine.id, mine.fence);
        assert!(db.write(move |tx| fail(tx, id, fence, "no", None)).await.unwrap());
        assert_eq!(next(&db).await, Some(77));
    }

    async fn a_job_that_kills_its_worker_is_given_up(db: Db) {
        db.write(|tx| enqueue(tx, &job(1, 0))).await.unwrap();
        for attempt in 0..MAX_ATTEMPTS {
            assert_eq!(claim(&db, attempt * 30, 1).await.len(), 1);
        }
        let last: Claimed = db
            .write(|tx| claim_due(tx, at(MAX_ATTEMPTS * 30), 1, 30, "node"))
            .await
            .unwrap();
        assert_eq!((last.jobs.len(), last.died.len()), (0, 1));
        let dead: Vec<DeadJob> = db.read(|tx| list_dead(tx, 10)).await.unwrap();
        assert_eq!(dead[0].job.id, JobId(1));
    }

    async fn a_slot_has_one_winner(db: Db) {
        let racers = (0..16).map(|_| {
            let db = db.clone();
            tokio::spawn(async move {
                db.write(|tx| win_slot(tx, "sweep", 7)).await.unwrap()
            })
        });
        let mut winners = 0;
        for racer in racers.collect::<Vec<_>>() {
            winners += usize::from(racer.await.unwrap());
        }
        assert_eq!(winners, 1);
        assert_eq!(db.write(|tx| forget_slots(tx, "sweep", 7)).await.unwrap(), 0);
        assert_eq!(db.write(|tx| forget_slots(tx, "sweep", 8)).await.unwrap(), 1);
    }

    async fn many_workers_never_hold_the_same_job(db: Db) {
        const JOBS: u128 = 200;
        db.write(|tx| {
            (0..JOBS).try_for_each(|number| enqueue(tx, &job(number, 0)))
        })
        .await
        .unwrap();
        let workers: Vec<_> = (0..8)
            .map(|_| {
                let db = db.clone();
                tokio::spawn(async move {
                    let mut mine = Vec::new();
                    loop {
                        let claimed = claim(&db, 0, 7).await;
                        if claimed.is_empty() {
                            return mine;
                        }
                        mine.extend(claimed.iter().map(|j| j.id.0));
                    }
                })
            })
            .collect();
        let mut all = Vec::new();
        for worker in workers {
            all.extend(worker.await.unwrap());
        }
        all.sort_unstable();
        assert_eq!(all, (0..JOBS).collect::<Vec<_>>());
    }

    async fn adding_a_job_wakes_those_who_wait(db: Db) {
        let mut wakeups = db.wakeups();
        db.write(|tx| enqueue(tx, &job(1, 0))).await.unwrap();
        assert_eq!(wakeups.recv().await.unwrap().channel, WAKEUP);
    }
}

/// The statements that run all the time, and the index each must walk: with a
/// million open timers nothing else is fast.
const BY_INDEX: [(&crate::Stmt, &str); 4] = [
    (&CLAIM_DUE, "jobs_due"),
    (&CLAIM_EXPIRED, "jobs_leases"),
    (&NEXT_DUE, "jobs_due"),
    (&NEXT_EXPIRY, "jobs_leases"),
];

#[tokio::test]
async fn claiming_walks_an_index_on_sqlite() {
    let test = TestDb::new(Engine::Sqlite).await;
    let path = test.url().strip_prefix("sqlite:").unwrap();
    let conn = rusqlite::Connection::open(path).unwrap();
    for (stmt, index) in BY_INDEX {
        let text = format!("EXPLAIN QUERY PLAN {}", stmt.text(Engine::Sqlite));
        let mut prepared = conn.prepare(&text).unwrap();
        let nothing = vec![rusqlite::types::Null; prepared.parameter_count()];
        let plan: Vec<String> = prepared
            .query_map(rusqlite::params_from_iter(nothing), |row| row.get("detail"))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        let plan = plan.join("\n");
        assert!(
            plan.contains(&format!("INDEX {index}")),
            "{}:\n{plan}",
            stmt.name()
        );
        assert!(!plan.contains("TEMP B-TREE"), "{}:\n{plan}", stmt.name());
        assert!(!plan.contains("SCAN jobs\n"), "{}:\n{plan}", stmt.name());
    }
}

#[tokio::test]
async fn claiming_walks_an_index_on_postgres() {
    let test = TestDb::new(Engine::Postgres).await;
    let (client, connection) = tokio_postgres::connect(test.url(), tokio_postgres::NoTls)
        .await
        .unwrap();
    tokio::spawn(connection);
    // The table is empty; plan as for a large one.
    client
        .batch_execute(
            "SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; \
             SET enable_bitmapscan = off; SET enable_sort = off",
        )
        .await
        .unwrap();
    for (stmt, index) in BY_INDEX {
        let name = stmt.name();
        let text = stmt.text(Engine::Postgres);
        let prepared = client.prepare(text).await.unwrap();
        let nothing = vec!["NULL"; prepared.params().len()].join(", ");
        client
            .batch_execute(&format!("PREPARE {name} AS {text}"))
            .await
            .unwrap();
        let call = match nothing.as_str() {
            "" => name.to_owned(),
            nothing => format!("{name} ({nothing})"),
        };
        let plan: Vec<String> = client
            .query(&format!("EXPLAIN EXECUTE {call}"), &[])
            .await
            .unwrap()
            .iter()
            .map(|row| row.get(0))
            .collect();
        let plan = plan.join("\n");
        assert!(plan.contains(&format!("using {index}")), "{name}:\n{plan}");
        assert!(!plan.contains("Sort"), "{name}:\n{plan}");
    }
}
