//! What only PostgreSQL does: collisions, lost connections, doubtful commits.

use super::*;

sql! {
    KILL_ME = {
        sqlite: "SELECT 1 AS gone",
        postgres: "SELECT pg_terminate_backend(pg_backend_pid()) AS gone",
    };
    KILL_OTHERS = {
        sqlite: "SELECT 1 AS gone",
        postgres: "SELECT count(pg_terminate_backend(pid)) AS gone FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
    };
}

async fn fresh(connections: usize) -> TestDb {
    let mut options = test_options();
    options.connections = connections;
    let test = TestDb::with_options(Engine::Postgres, options).await;
    run_script(&test.db(), TABLES).await;
    test
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_deadlock_runs_the_closure_again() {
    let test = fresh(2).await;
    let db = test.db();
    write(&db, |tx| {
        tx.execute(&ADD_SUM, &params![1, 0])?;
        tx.execute(&ADD_SUM, &params![2, 0])
    })
    .await
    .unwrap();
    let runs = Arc::new(AtomicU32::new(0));
    // The first run of each holds its own row until the other has too.
    let both = Arc::new(std::sync::Barrier::new(2));
    let callers: Vec<_> = [(1, 2), (2, 1)]
        .into_iter()
        .map(|(mine, other)| {
            let (runs, both) = (Arc::clone(&runs), Arc::clone(&both));
            let first = AtomicU32::new(0);
            tokio::spawn(db.write(move |tx| {
                runs.fetch_add(1, Ordering::Relaxed);
                tx.execute(&GROW_SUM, &params![mine, 1])?;
                if first.fetch_add(1, Ordering::Relaxed) == 0 {
                    both.wait();
                }
                tx.execute(&GROW_SUM, &params![other, 1])
            }))
        })
        .collect();
    for caller in callers {
        assert_eq!(caller.await.unwrap(), Ok::<_, StoreError>(1));
    }
    assert!(runs.load(Ordering::Relaxed) >= 3);
    let rows = write(&db, |tx| tx.query(&ALL_SUMS, &[])).await.unwrap();
    assert_eq!((rows[0].int("total"), rows[1].int("total")), (Ok(2), Ok(2)));
}

#[tokio::test]
async fn a_closure_that_always_collides_is_given_up() {
    let test = fresh(1).await;
    let db = test.db();
    sql! {
        COLLIDE = {
            sqlite: "SELECT 1 AS n",
            postgres: "DO $body$ BEGIN RAISE EXCEPTION USING ERRCODE = 'serialization_failure'; END $body$",
        };
    }
    let runs = Arc::new(AtomicU32::new(0));
    let counter = Arc::clone(&runs);
    let done = write(&db, move |tx| {
        counter.fetch_add(1, Ordering::Relaxed);
        // Swallowing the failure does not hide it.
        let _ = tx.attempt(|tx| tx.execute(&COLLIDE, &[]));
        Ok(())
    })
    .await;
    let attempts = crate::COLLISION_ATTEMPTS;
    assert_eq!(done, Err(StoreError::Contended { attempts }));
    assert_eq!(runs.load(Ordering::Relaxed), attempts);
    assert_eq!(write(&db, |tx| add(tx, 1)).await, Ok(()));
}

#[tokio::test]
async fn a_connection_lost_before_the_commit_costs_nothing() {
    let test = fresh(1).await;
    let db = test.db();
    let runs = Arc::new(AtomicU32::new(0));
    let counter = Arc::clone(&runs);
    write(&db, move |tx| {
        add(tx, 1)?;
        if counter.fetch_add(1, Ordering::Relaxed) == 0 {
            tx.query(&KILL_ME, &[])?;
        }
        Ok(())
    })
    .await
    .unwrap();
    assert_eq!((runs.load(Ordering::Relaxed), count(&db).await), (2, 1));
    // One that never works is given up, and the next caller is served.
    let done = write(&db, |tx| tx.query(&KILL_ME, &[]).map(|_| ())).await;
    assert_eq!(done.unwrap_err().code(), "store_unavailable");
    assert_eq!(count(&db).await, 1);
}

#[tokio::test]
async fn idle_connections_that_were_cut_are_made_anew() {
    let test = fresh(1).await;
    let db = test.db();
    assert_eq!(count(&db).await, 0);
    let other = Db::open(test.url(), test_options()).await.unwrap();
    write(&other, |tx| tx.query(&KILL_OTHERS, &[]))
        .await
        .unwrap();
    assert_eq!(write(&db, |tx| add(tx, 1)).await, Ok(()));
    assert_eq!(count(&db).await, 1);
}

#[tokio::test]
async fn a_commit_without_an_answer_is_an_unknown_outcome() {
    let test = fresh(1).await;
    let db = test.db();
    // The connection dies in the commit itself: a deferred trigger ends it.
    run_script(&db, "CREATE TABLE doomed (id INTEGER NOT NULL PRIMARY KEY)").await;
    let client = raw(test.url()).await;
    client
        .batch_execute(
            "CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
               PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$; \
             CREATE CONSTRAINT TRIGGER die AFTER INSERT ON doomed DEFERRABLE INITIALLY DEFERRED \
               FOR EACH ROW EXECUTE FUNCTION die()",
        )
        .await
        .unwrap();
    sql! { ADD_DOOMED = "INSERT INTO doomed (id) VALUES ($1)"; }
    let done = write(&db, |tx| tx.execute(&ADD_DOOMED, &params![1])).await;
    assert_eq!(done.unwrap_err().code(), "store_outcome_unknown");
    assert_eq!(write(&db, |tx| add(tx, 1)).await, Ok(()));
}

#[tokio::test]
async fn a_commit_the_server_refuses_is_no_doubt() {
    let test = fresh(1).await;
    let db = test.db();
    run_script(
        &db,
        "CREATE TABLE later (id INTEGER NOT NULL PRIMARY KEY, \
         parent INTEGER REFERENCES parents (id) DEFERRABLE INITIALLY DEFERRED)",
    )
    .await;
    sql! { ADD_LATER = "INSERT INTO later (id, parent) VALUES ($1, $2)"; }
    let done = write(&db, |tx| tx.execute(&ADD_LATER, &params![1, 99])).await;
    assert!(done.unwrap_err().is_foreign_key_conflict());
}

#[tokio::test]
async fn other_nodes_are_woken_once() {
    let test = fresh(1).await;
    let (here, there) = (
        test.db(),
        Db::open(test.url(), test_options()).await.unwrap(),
    );
    let (mut near, mut far) = (here.wakeups(), there.wakeups());
    // Listening starts in the background; knock until it is heard.
    let heard = loop {
        write(&here, |tx| {
            tx.notify("knock");
            Ok(())
        })
        .await
        .unwrap();
        let patience = std::time::Duration::from_millis(50);
        if let Ok(heard) = tokio::time::timeout(patience, far.recv()).await {
            break heard.unwrap();
        }
    };
    assert_eq!(heard.channel, "knock");
    // Nothing echoes in the process that knocked: one wake-up for each knock.
    write(&here, |tx| {
        tx.notify("end");
        Ok(())
    })
    .await
    .unwrap();
    while far.recv().await.unwrap().channel != "end" {}
    let mut ends = 0;
    while let Ok(wakeup) = near.try_recv() {
        ends += u32::from(wakeup.channel == "end");
    }
    assert_eq!(ends, 1);
}

async fn raw(url: &str) -> tokio_postgres::Client {
    let (client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls)
        .await
        .unwrap();
    tokio::spawn(connection);
    client
}
