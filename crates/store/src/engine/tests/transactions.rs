//! All or nothing, alone or among many.

use super::*;

/// An error of a caller, as `app` has them.
#[derive(Debug, PartialEq, Eq)]
enum Refusal {
    Mine,
    Store(StoreError),
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

twins! {
    async fn a_failed_closure_leaves_nothing(db: Db) {
        run_script(&db, TABLES).await;
        let refused: Result<(), Refusal> = db
            .write(|tx| {
                add(tx, 1)?;
                tx.notify("never");
                Err(Refusal::Mine)
            })
            .await;
        assert_eq!(refused, Err(Refusal::Mine));
        assert_eq!(count(&db).await, 0);
    }

    async fn a_swallowed_failure_still_keeps_nothing(db: Db) {
        run_script(&db, TABLES).await;
        let done = write(&db, |tx| {
            add(tx, 1)?;
            let twice = add(tx, 1);
            assert!(twice.unwrap_err().is_unique_conflict("probes.id"));
            assert_eq!(add(tx, 2), Err(StoreError::Poisoned));
            Ok(())
        })
        .await;
        assert_eq!(done, Err(StoreError::Poisoned));
        assert_eq!(count(&db).await, 0);
    }

    async fn an_attempt_may_fail_alone(db: Db) {
        run_script(&db, TABLES).await;
        write(&db, |tx| {
            add(tx, 1)?;
            let twice = tx.attempt(|tx| {
                add(tx, 2)?;
                add(tx, 1)
            });
            assert!(twice.unwrap_err().is_unique_conflict("probes.id"));
            let swallowed = tx.attempt(|tx| {
                let _ = add(tx, 1);
                Ok::<_, StoreError>(())
            });
            assert_eq!(swallowed, Err(StoreError::Poisoned));
            let nested: Result<(), Refusal> = tx.attempt(|tx| {
                tx.attempt(|tx| add(tx, 3))?;
                Err(Refusal::Mine)
            });
            assert_eq!(nested, Err(Refusal::Mine));
            tx.attempt(|tx| add(tx, 4))
        })
        .await
        .unwrap();
        assert_eq!(count(&db).await, 2);
    }

    /// What was read ahead is what is there: not after a write, not after a lock,
    /// not after an attempt was undone.
    async fn what_was_read_ahead_is_never_stale(db: Db) {
        run_script(&db, TABLES).await;
        let counted = |tx: &mut Tx<'_>| {
            tx.soon(&COUNT, [])?;
            // Asked for twice, it is answered twice.
            let first = tx.query_one(&COUNT, &[])?.int("n")?;
            assert_eq!(first, tx.query_one(&COUNT, &[])?.int("n")?);
            Ok::<_, StoreError>(first)
        };
        write(&db, move |tx| {
            assert_eq!(counted(tx)?, 0);
            add(tx, 1)?;
            assert_eq!(counted(tx)?, 1);
            let undone: Result<(), Refusal> = tx.attempt(|tx| {
                add(tx, 2)?;
                assert_eq!(counted(tx)?, 2);
                Err(Refusal::Mine)
            });
            assert_eq!(undone, Err(Refusal::Mine));
            assert_eq!(counted(tx)?, 1);
            tx.soon(&COUNT, [])?;
            tx.later(
                &ADD,
                params![3, Value::Null, Value::Null, Value::Null, Value::Null],
            )?;
            assert_eq!(counted(tx)?, 2);
            // What is behind a lock is read behind it.
            let steps = [(&LOCK_SUM, params![1].into()), (&COUNT, Vec::new())];
            assert_eq!(tx.query_each(&steps)?[1][0].int("n")?, 2);
            add(tx, 4)?;
            assert_eq!(tx.query_one(&COUNT, &[])?.int("n")?, 3);
            Ok::<_, StoreError>(())
        })
        .await
        .unwrap();
    }

    /// What was put off until the commit and fails there keeps nothing, and says
    /// what it failed with.
    async fn a_failure_at_the_commit_is_the_callers(db: Db) {
        run_script(&db, TABLES).await;
        let probe = |id: i64| params![id, Value::Null, Value::Null, Value::Null, Value::Null];
        write(&db, move |tx| tx.later(&ADD, probe(1))).await.unwrap();
        let done: Result<(), StoreError> = write(&db, move |tx| {
            tx.later(&ADD, probe(2))?;
            tx.later(&ADD, probe(1))
        })
        .await;
        assert!(done.unwrap_err().is_unique_conflict("probes.id"));
        assert_eq!(count(&db).await, 1);
        write(&db, move |tx| tx.later(&ADD, probe(3))).await.unwrap();
        assert_eq!(count(&db).await, 2);
    }

    async fn a_batch_of_steps_is_all_or_nothing(db: Db) {
        run_script(&db, TABLES).await;
        let done = write(&db, |tx| {
            tx.execute_batch_of(&[
                (&ADD_SUM, params![1, 10].into()),
                (&ADD_SUM, params![2, 20].into()),
                (&ADD_SUM, params![1, 30].into()),
                (&ADD_SUM, params![3, 40].into()),
            ])
        })
        .await;
        assert!(done.unwrap_err().is_unique_conflict("sums.id"));
        write(&db, |tx| {
            tx.execute_batch_of(&[])?;
            tx.execute_batch_of(&[
                (&ADD_SUM, params![1, 10].into()),
                (&GROW_SUM, params![1, 5].into()),
            ])
        })
        .await
        .unwrap();
        let rows = write(&db, |tx| tx.query(&ALL_SUMS, &[])).await.unwrap();
        assert_eq!((rows.len(), rows[0].int("total")), (1, Ok(15)));
    }

    async fn a_panic_is_an_error_and_the_next_caller_is_served(db: Db) {
        run_script(&db, TABLES).await;
        for _ in 0..8 {
            let done: Result<(), _> = write(&db, |tx| {
                add(tx, 1)?;
                panic!("out of order")
            })
            .await;
            assert_eq!(done, Err(StoreError::Panicked { reason: "out of order".to_owned() }));
            let read: Result<(), StoreError> = db.read(|_| panic!("here too")).await;
            assert_eq!(read.unwrap_err().code(), "store_panicked");
        }
        assert_eq!(count(&db).await, 0);
    }

    async fn a_reader_cannot_write(db: Db) {
        run_script(&db, TABLES).await;
        let done: Result<(), StoreError> = db.read(|tx| add(tx, 1)).await;
        assert_eq!(done.unwrap_err().code(), "store_statement_failed");
        assert_eq!(count(&db).await, 0);
    }

    async fn a_reader_sees_one_moment(db: Db) {
        run_script(&db, TABLES).await;
        let (started, start) = std::sync::mpsc::channel();
        let (finish, finished) = std::sync::mpsc::channel();
        let (started, finished) = (std::sync::Mutex::new(started), std::sync::Mutex::new(finished));
        let reader = {
            let db = db.clone();
            tokio::spawn(async move {
                db.read(move |tx| {
                    let before = tx.query_one(&COUNT, &[])?.int("n")?;
                    started.lock().unwrap().send(()).unwrap();
                    finished.lock().unwrap().recv().unwrap();
                    Ok::<_, StoreError>((before, tx.query_one(&COUNT, &[])?.int("n")?))
                })
                .await
            })
        };
        tokio::task::spawn_blocking(move || start.recv().unwrap()).await.unwrap();
        write(&db, |tx| add(tx, 1)).await.unwrap();
        // What was answered is seen by every later reader …
        assert_eq!(count(&db).await, 1);
        finish.send(()).unwrap();
        // … and not by the one that was there before.
        assert_eq!(reader.await.unwrap(), Ok((0, 0)));
    }

    async fn callers_at_once_never_lose_an_increment(db: Db) {
        const CALLERS: i64 = 16;
        const ROUNDS: i64 = 20;
        run_script(&db, TABLES).await;
        write(&db, |tx| tx.execute(&ADD_SUM, &params![1, 0])).await.unwrap();
        let callers: Vec<_> = (0..CALLERS)
            .map(|caller| {
                let db = db.clone();
                tokio::spawn(async move {
                    for round in 0..ROUNDS {
                        let id = 10 + caller * ROUNDS + round;
                        let done: Result<(), Refusal> = db
                            .write(move |tx| {
                                // Every third one fails after its change.
                                let total = tx.query_one(&LOCK_SUM, &params![1])?.int("total")?;
                                tx.execute(&SET_SUM, &params![1, total + 1])?;
                                add(tx, id)?;
                                if id % 3 == 0 { Err(Refusal::Mine) } else { Ok(()) }
                            })
                            .await;
                        assert_eq!(done.is_err(), id % 3 == 0, "{done:?}");
                    }
                })
            })
            .collect();
        for caller in callers {
            caller.await.unwrap();
        }
        let kept = (10..10 + CALLERS * ROUNDS).filter(|id| id % 3 != 0).count();
        let total = write(&db, |tx| tx.query_one(&LOCK_SUM, &params![1])?.int("total")).await;
        assert_eq!(total, Ok(i64::try_from(kept).unwrap()));
        assert_eq!(count(&db).await, i64::try_from(kept).unwrap());
    }

    async fn numbers_are_never_given_twice(db: Db) {
        let callers: Vec<_> = (0..10)
            .map(|caller| {
                let db = db.clone();
                tokio::spawn(async move {
                    let number: Result<i64, Refusal> = db
                        .write(move |tx| {
                            let number = tx.next_number(crate::Counter::TicketNumber)?;
                            if caller % 4 == 0 { Err(Refusal::Mine) } else { Ok(number) }
                        })
                        .await;
                    number.ok()
                })
            })
            .collect();
        let mut numbers = Vec::new();
        for caller in callers {
            numbers.extend(caller.await.unwrap());
        }
        numbers.sort_unstable();
        let given = numbers.len();
        numbers.dedup();
        assert_eq!((given, numbers.len()), (7, 7));
        assert!(numbers[0] >= 1);
    }

    async fn only_what_is_kept_wakes(db: Db) {
        run_script(&db, TABLES).await;
        let mut wakeups = db.wakeups();
        let refused: Result<(), Refusal> = db
            .write(|tx| {
                tx.notify("undone");
                Err(Refusal::Mine)
            })
            .await;
        assert_eq!(refused, Err(Refusal::Mine));
        write(&db, |tx| {
            let _: Result<(), _> = tx.attempt(|tx| {
                tx.notify("undone");
                add(tx, 1)?;
                add(tx, 1)
            });
            tx.notify("kept");
            tx.notify("kept");
            add(tx, 2)
        })
        .await
        .unwrap();
        write(&db, |tx| {
            tx.notify("last");
            add(tx, 3)
        })
        .await
        .unwrap();
        for wanted in ["kept", "last"] {
            assert_eq!(wakeups.recv().await.unwrap().channel, wanted);
        }
    }

    async fn a_statement_that_does_not_exist_names_itself(db: Db) {
        let error = write(&db, |tx| tx.query(&BROKEN, &[])).await.unwrap_err();
        assert!(matches!(&error, StoreError::Sql { statement: "BROKEN", .. }), "{error}");
        // The engine is none the worse for it.
        assert!(db.fatal().is_none());
        assert_eq!(db.waiting(), (0, 0));
    }

    async fn a_full_queue_refuses_and_says_so(db: Db) {
        let engine = db.engine();
        let mut options = test_options();
        (options.queue_limit, options.connections) = (2, 1);
        let test = TestDb::with_options(engine, options).await;
        let db = test.db();
        run_script(&db, TABLES).await;
        let (started, start) = std::sync::mpsc::channel();
        let (finish, finished) = std::sync::mpsc::channel::<()>();
        let (started, finished) = (std::sync::Mutex::new(started), std::sync::Mutex::new(finished));
        let holder = db.write(move |tx| {
            started.lock().unwrap().send(()).unwrap();
            finished.lock().unwrap().recv().unwrap();
            add(tx, 1)
        });
        tokio::task::spawn_blocking(move || start.recv().unwrap()).await.unwrap();
        // SQLite's writer takes what waits only when it looks again.
        let waiting: Vec<_> = (2..4).map(|id| db.write(move |tx| add(tx, id))).collect();
        let refused: Result<(), StoreError> = db.write(|tx| add(tx, 9)).await;
        assert_eq!(refused, Err(StoreError::Busy));
        finish.send(()).unwrap();
        assert_eq!(holder.await, Ok(()));
        for one in waiting {
            assert_eq!(one.await, Ok::<_, StoreError>(()));
        }
        assert_eq!(count(&db).await, 3);
    }

    async fn an_answer_nobody_waits_for_is_not_worked_for(db: Db) {
        let mut options = test_options();
        options.connections = 1;
        let test = TestDb::with_options(db.engine(), options).await;
        let db = test.db();
        run_script(&db, TABLES).await;
        let (finish, finished) = std::sync::mpsc::channel::<()>();
        let finished = std::sync::Mutex::new(finished);
        let holder = db.write(move |tx| {
            finished.lock().unwrap().recv().unwrap();
            add(tx, 1)
        });
        let ran = Arc::new(AtomicU32::new(0));
        let counter = Arc::clone(&ran);
        drop(db.write(move |tx| {
            counter.fetch_add(1, Ordering::Relaxed);
            add(tx, 2)
        }));
        finish.send(()).unwrap();
        let done: Result<(), StoreError> = holder.await;
        assert_eq!(done, Ok(()));
        assert_eq!(write(&db, |tx| add(tx, 3)).await, Ok(()));
        assert_eq!((ran.load(Ordering::Relaxed), count(&db).await), (0, 2));
    }
}
