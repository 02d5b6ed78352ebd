mod contracts;
mod handoffs;

use super::*;
use crate::testing::{TestDb, dump_schema};
use crate::{StoreError, twins};

/// Set to write the dumps anew after a migration was added.
const UPDATE: &str = "UPDATE_SCHEMA";

#[expect(
    clippy::disallowed_methods,
    reason = "the dumps are files of the repository"
)]
async fn compare_with_committed(engine: Engine, file: &str) {
    let test = TestDb::new(engine).await;
    let now = dump_schema(&test).await;
    let path = format!("{}/schema/{file}", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os(UPDATE).is_some() {
        std::fs::write(&path, &now).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == now,
        "schema/{file} is not what the migrations make; run the tests with {UPDATE}=1 and read the difference"
    );
}

#[tokio::test]
async fn the_committed_schema_is_what_sqlite_gets() {
    compare_with_committed(Engine::Sqlite, "sqlite.sql").await;
}

#[tokio::test]
async fn the_committed_schema_is_what_postgres_gets() {
    compare_with_committed(Engine::Postgres, "postgres.sql").await;
}

/// Stops after each migration, puts something in, and goes on.
async fn fresh_is_upgraded(engine: Engine) {
    let fresh = TestDb::new(engine).await;
    let wanted = dump_schema(&fresh).await;
    for stop in 1..=MIGRATIONS.len() {
        let test = TestDb::empty(engine).await;
        let db = test.db();
        run_these(&db, &MIGRATIONS[..stop]).await.unwrap();
        let job = crate::jobs::NewJob {
            id: surety_domain::ids::JobId(7),
            kind: "kept",
            version: 1,
            payload: "{}",
            run_at: Instant(5),
            created_at: Instant(0),
        };
        db.write(move |tx| crate::jobs::upsert_timer(tx, "kept", &job))
            .await
            .unwrap();
        db.migrate().await.unwrap();
        assert_eq!(dump_schema(&test).await, wanted, "after {stop}");
        let kept: Option<crate::jobs::Job> = db
            .read(|tx| crate::jobs::find_keyed(tx, "kept"))
            .await
            .unwrap();
        assert_eq!(kept.unwrap().run_at, Instant(5));
    }
}

#[tokio::test]
async fn fresh_is_upgraded_on_sqlite() {
    fresh_is_upgraded(Engine::Sqlite).await;
}

#[tokio::test]
async fn fresh_is_upgraded_on_postgres() {
    fresh_is_upgraded(Engine::Postgres).await;
}

crate::sql! {
    /// An entry as it was written before entries knew their order.
    OLD_ENTRY = "INSERT INTO credit_entries (id, contract_id, account_id, bucket, kind, amount, reason, actor_kind, at,
                   key) VALUES ($1, $2, $6, 'year', 'grant', $3, 'test', 'system', $4, $5)";
    /// A lot as it was written before lots knew products.
    OLD_LOT = "INSERT INTO credit_lots (id, contract_id, bucket, kind, starts_at, amount, remaining)
               VALUES ($1, $2, 'year', 'grant', 0, 300, 300)";
}

/// A ledger of the second migration is read and written on after the third.
async fn an_old_ledger_goes_on(engine: Engine) {
    use crate::params;
    use crate::records::ledger::{self, Entry};
    use surety_domain::ids::{AccountId, ContractId, EntryId};
    let test = TestDb::empty(engine).await;
    let db = test.db();
    run_these(&db, &MIGRATIONS[..2]).await.unwrap();
    db.write(|tx| {
        for (id, amount, at) in [(3_u128, 100_i64, 7_i64), (1, 50, 7), (2, 150, 5)] {
            let id = EntryId(id);
            tx.execute(
                &OLD_ENTRY,
                &params![
                    id,
                    ContractId(1),
                    amount,
                    Instant(at),
                    format!("k{id}"),
                    AccountId(1)
                ],
            )?;
        }
        tx.execute(&OLD_LOT, &params![EntryId(1), ContractId(1)])
    })
    .await
    .unwrap();
    db.migrate().await.unwrap();
    let (entries, after, lots) = db
        .write(|tx| {
            let new = Entry {
                id: EntryId(0),
                contract_id: ContractId(1),
                account_id: AccountId(1),
                bucket: "year".into(),
                period_index: None,
                lot_id: None,
                kind: "grant".into(),
                amount: 1,
                ticket_id: None,
                decision_id: None,
                refunds_id: None,
                reason: "test".into(),
                actor_kind: "system".into(),
                actor_id: None,
                at: Instant(7),
                key: "new".into(),
                seq: 0,
            };
            ledger::insert_entries(tx, &[new])?;
            let entries = ledger::entries_of_bucket(tx, ContractId(1), "year", Instant(7))?;
            let after = ledger::balance_after(tx, &entries[2])?;
            Ok::<_, StoreError>((entries, after, ledger::open_lots(tx, ContractId(1))?))
        })
        .await
        .unwrap();
    let order: Vec<_> = entries.iter().map(|e| (e.id.0, e.seq)).collect();
    // Old ones as they were shown before, the new one last whatever its id.
    assert_eq!(order, [(2, 1), (1, 2), (3, 3), (0, 4)]);
    assert_eq!(after, 300);
    assert_eq!((lots[0].product_id, lots[0].asset_id), (None, None));
}

/// The default plan of before the seventh migration is the one of always.
async fn free_support_of_before_stays(engine: Engine) {
    use crate::records::promises::{self, DefaultChange, DefaultInForce, NewPlan};
    use surety_domain::ids::PlanId;
    let test = TestDb::empty(engine).await;
    let db = test.db();
    run_these(&db, &MIGRATIONS[..6]).await.unwrap();
    db.write(|tx| {
        for (id, name, is_default) in [(1, "Gold", false), (2, "Free", true)] {
            let new = NewPlan {
                id: PlanId(id),
                name,
                sla_id: None,
                is_default,
                spec: "{}",
            };
            promises::insert_plan(tx, &new, None, Instant(9))?;
        }
        Ok::<_, StoreError>(())
    })
    .await
    .unwrap();
    db.migrate().await.unwrap();
    let (changes, now) = db
        .read(|tx| {
            Ok::<_, StoreError>((
                promises::default_changes(tx)?,
                promises::default_plan_in_force(tx)?,
            ))
        })
        .await
        .unwrap();
    let first = DefaultChange {
        number: 1,
        plan: Some((PlanId(2), 1)),
        at: Instant(0),
    };
    assert_eq!(changes, [first]);
    let wanted = DefaultInForce {
        plan: PlanId(2),
        version: 1,
        number: 1,
        since: Instant(0),
    };
    assert_eq!(now, Some(wanted));
}

#[tokio::test]
async fn free_support_of_before_stays_on_sqlite() {
    free_support_of_before_stays(Engine::Sqlite).await;
}

#[tokio::test]
async fn free_support_of_before_stays_on_postgres() {
    free_support_of_before_stays(Engine::Postgres).await;
}

#[tokio::test]
async fn an_old_ledger_goes_on_on_sqlite() {
    an_old_ledger_goes_on(Engine::Sqlite).await;
}

#[tokio::test]
async fn an_old_ledger_goes_on_on_postgres() {
    an_old_ledger_goes_on(Engine::Postgres).await;
}

const ONE: Migration = Migration {
    version: 1,
    name: "one",
    source: "CREATE TABLE one (id INTEGER NOT NULL PRIMARY KEY);",
};
const ONE_EDITED: Migration = Migration {
    source: "CREATE TABLE one (id INTEGER NOT NULL PRIMARY KEY, more TEXT);",
    ..ONE
};
const TWO: Migration = Migration {
    version: 2,
    name: "two",
    source: "CREATE TABLE two (id INTEGER NOT NULL PRIMARY KEY); -- a comment; with a semicolon
        INSERT INTO two (id) VALUES (1);",
};
const TWO_BROKEN: Migration = Migration {
    version: 2,
    name: "broken",
    source: "CREATE TABLE two (id INTEGER NOT NULL PRIMARY KEY); INSERT INTO nowhere (id) VALUES (1);",
};
const TWO_ORPHAN: Migration = Migration {
    version: 2,
    name: "orphan",
    source: "CREATE TABLE two (id INTEGER NOT NULL PRIMARY KEY, one INTEGER REFERENCES one (id)); \
             INSERT INTO two (id, one) VALUES (1, 99);",
};
const JUST_ONE: &[Migration] = &[ONE];
const EDITED: &[Migration] = &[ONE_EDITED];
const BOTH: &[Migration] = &[ONE, TWO];
const BROKEN: &[Migration] = &[ONE, TWO_BROKEN];
const ORPHAN: &[Migration] = &[ONE, TWO_ORPHAN];

fn reason(result: Result<(), StoreError>) -> String {
    match result {
        Err(StoreError::Schema { reason }) => reason,
        other => panic!("{other:?}"),
    }
}

async fn tried_on(
    db: &Db,
    first: &'static [Migration],
    then: &'static [Migration],
) -> Result<(), StoreError> {
    let test = TestDb::empty(db.engine()).await;
    let db = test.db();
    run_these(&db, first).await.unwrap();
    run_these(&db, then).await
}

twins! {
    async fn an_edited_migration_is_noticed(db: Db) {
        let said = reason(tried_on(&db, JUST_ONE, EDITED).await);
        assert!(said.contains("migration 1 (one) was edited"), "{said}");
    }

    async fn a_database_of_a_newer_program_is_refused(db: Db) {
        let said = reason(tried_on(&db, BOTH, JUST_ONE).await);
        assert!(said.contains("schema version 2") && said.contains("newer program"), "{said}");
    }

    async fn a_broken_migration_leaves_nothing_and_can_be_mended(db: Db) {
        let test = TestDb::empty(db.engine()).await;
        let db = test.db();
        let said = reason(run_these(&db, BROKEN).await);
        assert!(said.contains("migration broken failed at \"INSERT INTO nowhere"), "{said}");
        // The first one is kept, the second's table is not in the way.
        run_these(&db, BOTH).await.unwrap();
        run_these(&db, BOTH).await.unwrap();
    }

    async fn broken_references_are_refused(db: Db) {
        reason(tried_on(&db, JUST_ONE, ORPHAN).await);
    }

    async fn nodes_that_start_together_migrate_once(db: Db) {
        let test = TestDb::empty(db.engine()).await;
        let nodes: Vec<_> = (0..4)
            .map(|_| {
                let db = test.db();
                tokio::spawn(async move { run_these(&db, BOTH).await })
            })
            .collect();
        for node in nodes {
            node.await.unwrap().unwrap();
        }
    }
}

/// Puts a ticket with these messages into a desk of before `unread` came:
/// sequence number, who wrote, whether publicly, whether by a machine.
fn old_ticket(
    tx: &mut crate::Tx<'_>,
    number: i64,
    messages: &[(i64, &str, &str, i64)],
) -> Result<(), StoreError> {
    let id = format!("tkt_{number}");
    let mut text = crate::SqlText::new(
        "INSERT INTO tickets (id, number, subject, subject_folded, preview, status_id, category, is_open, priority_rank, \
         priority_source, channel, tier, locale, admission, outcome, is_spam, next_due_at, breached, message_count, \
         event_seq, version, created_at, updated_at) VALUES (",
    );
    text.param()
        .push(", ")
        .param()
        .push(", '', '', '', 'sts_1', 'open', 1, 0, '{}', 'email', 0, 'en', 'admitted', 'covered', 0, 0, 0, 0, 9, 1, 0, 0) RETURNING id");
    tx.query_dynamic(&text, &[id.as_str().into(), number.into()])?;
    for (seq, author, visibility, automatic) in messages {
        let mut text = crate::SqlText::new(
            "INSERT INTO messages (id, ticket_id, seq, at, visibility, author_kind, author_name, automatic, channel, \
             recipients, body_text) VALUES (",
        );
        text.param()
            .push(", ")
            .param()
            .push(", ")
            .param()
            .push(", 0, ");
        text.param().push(", ").param().push(", '', ").param();
        text.push(", 'email', '{}', '') RETURNING id");
        let message = format!("msg_{number}_{seq}");
        tx.query_dynamic(
            &text,
            &[
                message.as_str().into(),
                id.as_str().into(),
                (*seq).into(),
                (*visibility).into(),
                (*author).into(),
                (*automatic).into(),
            ],
        )?;
    }
    Ok(())
}

twins! {
    async fn a_desk_of_before_knows_what_waits_for_an_answer(db: Db) {
        let test = TestDb::empty(db.engine()).await;
        let db = test.db();
        run_these(&db, &MIGRATIONS[..2]).await.unwrap();
        db.write(|tx| {
            tx.query_dynamic(
                &crate::SqlText::new("INSERT INTO statuses (id, name, category, pauses, position, is_default, version) \
                    VALUES ('sts_1', 'Open', 'open', '[]', 1, 1, 1) RETURNING id"),
                &[],
            )?;
            old_ticket(tx, 1, &[(2, "customer", "public", 0)])?;
            old_ticket(tx, 2, &[(2, "customer", "public", 0), (5, "agent", "public", 0)])?;
            old_ticket(tx, 3, &[(2, "agent", "public", 0), (4, "customer", "public", 0), (6, "agent", "internal", 0), (7, "system", "public", 1)])?;
            old_ticket(tx, 4, &[(2, "customer", "public", 1)])?;
            old_ticket(tx, 5, &[])
        })
        .await
        .unwrap();
        db.migrate().await.unwrap();
        let waiting: Vec<i64> = db
            .read(|tx| {
                tx.query_dynamic(&crate::SqlText::new("SELECT unanswered_seq FROM tickets ORDER BY number"), &[])?
                    .iter()
                    .map(|row| row.int("unanswered_seq"))
                    .collect::<Result<_, StoreError>>()
            })
            .await
            .unwrap();
        assert_eq!(waiting, [2, 0, 4, 0, 0]);
    }
}

twins! {
    async fn charges_of_before_have_no_words_and_go_on(db: Db) {
        let test = TestDb::empty(db.engine()).await;
        let db = test.db();
        run_these(&db, &MIGRATIONS[..11]).await.unwrap();
        let lines = db
            .write(|tx| {
                for text in [
                    "INSERT INTO credit_entries (id, contract_id, account_id, bucket, kind, amount, reason, actor_kind, at, key, seq) \
                        VALUES ('led_00000000000000000000000001', 'ctr_00000000000000000000000001', 'acc_00000000000000000000000001', \
                        'week', 'overage', -100, 'over_limit', 'system', 5, 'k', 1) RETURNING id",
                    "INSERT INTO charge_lines (id, contract_id, account_id, entry_id, quantity, unit_price, amount, currency, status, \
                        version, created_at, updated_at) VALUES ('chg_00000000000000000000000001', 'ctr_00000000000000000000000001', \
                        'acc_00000000000000000000000001', 'led_00000000000000000000000001', 100, 4900, 4900, 'EUR', 'approved', 2, 5, 6) RETURNING id",
                ] {
                    tx.query_dynamic(&crate::SqlText::new(text), &[])?;
                }
                Ok::<_, StoreError>(())
            })
            .await;
        lines.unwrap();
        db.migrate().await.unwrap();
        let rows = db
            .read(|tx| crate::records::ledger::list_charges(tx, &Default::default(), None, 10))
            .await
            .unwrap();
        let line = &rows[0].charge;
        assert_eq!((line.status.as_str(), line.amount, line.version), ("approved", 4_900, 2));
        assert_eq!((&line.reason, &line.invoice_reference), (&None, &None));
    }
}

#[test]
fn the_list_is_the_folder() {
    #[expect(
        clippy::disallowed_methods,
        reason = "the folder is part of the repository"
    )]
    let entries = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations")).unwrap();
    let mut files: Vec<String> = entries
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    files.sort();
    let listed: Vec<String> = MIGRATIONS
        .iter()
        .map(|m| format!("{:04}_{}.sql", m.version, m.name))
        .collect();
    assert_eq!(files, listed);
    for (at, migration) in MIGRATIONS.iter().enumerate() {
        assert_eq!(migration.version, i64::try_from(at + 1).unwrap());
    }
}

#[test]
fn every_check_has_a_name() {
    // SQLite tells which check failed only by its name.
    for migration in MIGRATIONS {
        for engine in [Engine::Sqlite, Engine::Postgres] {
            for statement in migration.statements(engine) {
                let words: Vec<_> = dialect::tokens(&statement)
                    .into_iter()
                    .filter(|t| !t.is_blank())
                    .collect();
                for (at, word) in words.iter().enumerate() {
                    let named = at >= 2 && words[at - 2].is_word("constraint");
                    assert!(!word.is_word("check") || named, "{statement}");
                }
            }
        }
    }
}

#[test]
fn lines_for_the_other_engine_are_left_out() {
    let source = "a;\n-- only: sqlite\nb;\n-- end\n  -- only: postgres\nc;\n  -- end\nd;\n";
    assert_eq!(only_for(Engine::Sqlite, source), "a;\nb;\nd;\n");
    assert_eq!(only_for(Engine::Postgres, source), "a;\nc;\nd;\n");
}
