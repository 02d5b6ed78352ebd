//! Migrations: numbered files, forward only, one source for both engines.
//!
//! To add one: a file `migrations/NNNN_name.sql` and its line in
//! [`MIGRATIONS`]. The files use `INTEGER` (64 bits), `TEXT` and `BLOB`; lines
//! between `-- only: sqlite` or `-- only: postgres` and `-- end` are for one
//! engine. A file that has been released is never edited.

use surety_domain::time::Instant;

use crate::engine::dialect;
use crate::engine::error::StoreError;
use crate::engine::postgres::{PostgresDb, connect};
use crate::engine::sqlite::SqliteDb;
use crate::engine::{Db, Engine};

/// One numbered file.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// From 1, without gaps.
    pub version: i64,
    /// The file's name without number and ending.
    pub name: &'static str,
    /// The file's text.
    pub source: &'static str,
}

macro_rules! migrations {
    ($($version:literal $name:literal $file:literal;)*) => {
        &[$(Migration {
            version: $version,
            name: $name,
            source: include_str!(concat!("../migrations/", $file)),
        }),*]
    };
}

/// All of them, in order.
pub const MIGRATIONS: &[Migration] = migrations! {
    1 "engine" "0001_engine.sql";
    2 "desk" "0002_desk.sql";
    3 "unread" "0003_unread.sql";
    4 "credit_use" "0004_credit_use.sql";
    5 "amendments" "0005_amendments.sql";
    6 "upkeep" "0006_upkeep.sql";
    7 "default_terms" "0007_default_terms.sql";
    8 "policy" "0008_policy.sql";
    9 "contract_templates" "0009_contract_templates.sql";
    10 "contract_renewals" "0010_contract_renewals.sql";
    11 "escalation" "0011_escalation.sql";
    12 "charges" "0012_charges.sql";
    13 "open_tickets" "0013_open_tickets.sql";
    14 "contract_documents" "0014_contract_documents.sql";
    15 "contracts_never_in_force" "0015_contracts_never_in_force.sql";
    16 "routing" "0016_routing.sql";
    17 "account_imports" "0017_account_imports.sql";
    18 "handoffs" "0018_handoffs.sql";
};

crate::sql! {
    /// The newest migration that was run.
    NEWEST = "SELECT CAST(COALESCE(MAX(version), 0) AS BIGINT) AS newest FROM schema_migrations";
}

/// Whether every migration of this program was run, and none of a later one.
///
/// # Errors
/// As the engine reports.
pub fn is_current(tx: &mut crate::Tx<'_>) -> Result<bool, StoreError> {
    let newest = tx.query_one(&NEWEST, &[])?.int("newest")?;
    Ok(MIGRATIONS.last().is_some_and(|last| last.version == newest))
}

/// The advisory lock nodes take before they migrate PostgreSQL.
const LOCK: i64 = 0x5355_5245_5459;

const REGISTER: &str = "CREATE TABLE IF NOT EXISTS schema_migrations (\
     version INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, \
     checksum TEXT NOT NULL, applied_at INTEGER NOT NULL)";

impl Migration {
    /// A number that changes with the text (FNV-1a, 64 bits, in hexadecimal):
    /// it is there to notice accidents.
    pub fn checksum(&self) -> String {
        let hash = self
            .source
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
                (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
            });
        format!("{hash:016x}")
    }

    /// The statements `engine` gets.
    pub fn statements(&self, engine: Engine) -> Vec<String> {
        let source = only_for(engine, self.source);
        dialect::split_script(&source)
            .into_iter()
            .map(|statement| translated(engine, statement))
            .collect()
    }
}

fn translated(engine: Engine, statement: &str) -> String {
    match engine {
        Engine::Sqlite => dialect::migration_for_sqlite(statement),
        Engine::Postgres => dialect::migration_for_postgres(statement),
    }
}

/// The lines of a file that are for `engine`.
fn only_for(engine: Engine, source: &str) -> String {
    let mut wanted = true;
    let mut kept = String::with_capacity(source.len());
    for line in source.lines() {
        match line.trim() {
            "-- only: sqlite" => wanted = engine == Engine::Sqlite,
            "-- only: postgres" => wanted = engine == Engine::Postgres,
            "-- end" => wanted = true,
            _ if wanted => {
                kept.push_str(line);
                kept.push('\n');
            }
            _ => {}
        }
    }
    kept
}

/// Compares what ran with what there is; answers what is still to be run.
fn pending(
    applied: &[(i64, String)],
    known: &'static [Migration],
) -> Result<&'static [Migration], StoreError> {
    for (at, (version, checksum)) in applied.iter().enumerate() {
        let Some(migration) = known.get(at).filter(|m| m.version == *version) else {
            return Err(StoreError::Schema {
                reason: format!(
                    "the database has schema version {version}, this program knows {} only: \
                     start the newer program, or restore a backup made before the upgrade",
                    known.len()
                ),
            });
        };
        if migration.checksum() != *checksum {
            return Err(StoreError::Schema {
                reason: format!(
                    "migration {version} ({}) was edited after it ran on this database",
                    migration.name
                ),
            });
        }
    }
    Ok(&known[applied.len()..])
}

/// Runs what is still to be run.
pub(crate) async fn run(db: &Db) -> Result<(), StoreError> {
    run_these(db, MIGRATIONS).await
}

/// As [`run`], for the tests that stop half way.
async fn run_these(db: &Db, known: &'static [Migration]) -> Result<(), StoreError> {
    match db {
        Db::Sqlite(db) => {
            let db = db.clone();
            tokio::task::spawn_blocking(move || sqlite(&db, known))
                .await
                .map_err(StoreError::unavailable)?
        }
        Db::Postgres(db) => postgres(db, known).await,
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "when a migration ran is a note for people; nothing reads it"
)]
fn now() -> i64 {
    let since = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap_or_default();
    Instant::from_seconds(i64::try_from(since.as_secs()).unwrap_or(0)).0
}

fn failed(
    migration: Option<&Migration>,
    statement: &str,
    error: &dyn std::fmt::Display,
) -> StoreError {
    let name = migration.map_or("the register", |m| m.name);
    let start = statement.trim().lines().next().unwrap_or_default();
    StoreError::Schema {
        reason: format!("migration {name} failed at \"{start}\": {error}"),
    }
}

fn sqlite(db: &SqliteDb, known: &'static [Migration]) -> Result<(), StoreError> {
    let conn = db.migration_connection()?;
    // Tables that are rebuilt would else take their references with them; the
    // references are checked before each commit.
    conn.pragma_update(None, "foreign_keys", "OFF")
        .map_err(StoreError::unavailable)?;
    let run = |migration: Option<&Migration>, statement: &str| {
        conn.execute_batch(statement)
            .map_err(|e| failed(migration, statement, &e))
    };
    run(None, &translated(Engine::Sqlite, REGISTER))?;
    loop {
        // Another process may migrate the same file: look again under the lock.
        run(None, "BEGIN IMMEDIATE")?;
        let step = || -> Result<bool, StoreError> {
            let applied: Vec<(i64, String)> = conn
                .prepare("SELECT version, checksum FROM schema_migrations ORDER BY version")
                .and_then(|mut s| {
                    s.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
                        .collect()
                })
                .map_err(|e| failed(None, "SELECT", &e))?;
            let Some(migration) = pending(&applied, known)?.first() else {
                return Ok(false);
            };
            for statement in migration.statements(Engine::Sqlite) {
                run(Some(migration), &statement)?;
            }
            let broken = conn
                .prepare("PRAGMA foreign_key_check")
                .and_then(|mut s| s.exists([]))
                .map_err(|e| failed(Some(migration), "PRAGMA foreign_key_check", &e))?;
            if broken {
                return Err(failed(
                    Some(migration),
                    "PRAGMA foreign_key_check",
                    &"references are broken",
                ));
            }
            conn.execute(
                "INSERT INTO schema_migrations (version, name, checksum, applied_at) VALUES (?1, ?2, ?3, ?4)",
                (migration.version, migration.name, migration.checksum(), now()),
            )
            .map_err(|e| failed(Some(migration), "INSERT", &e))?;
            Ok(true)
        };
        match step() {
            Ok(more) => {
                run(None, "COMMIT")?;
                if !more {
                    return Ok(());
                }
            }
            Err(error) => {
                // It may have ended by itself.
                let _ = conn.execute_batch("ROLLBACK");
                return Err(error);
            }
        }
    }
}

async fn postgres(db: &PostgresDb, known: &'static [Migration]) -> Result<(), StoreError> {
    let (mut client, connection) = connect(db.target()).await?;
    let driver = tokio::spawn(connection);
    let result = async {
        let unavailable = |e: tokio_postgres::Error| failed(None, "SELECT", &text(&e));
        client
            .execute("SELECT pg_advisory_lock($1)", &[&LOCK])
            .await
            .map_err(unavailable)?;
        let register = translated(Engine::Postgres, REGISTER);
        client
            .batch_execute("SET client_min_messages = warning")
            .await
            .map_err(unavailable)?;
        client
            .batch_execute(&register)
            .await
            .map_err(|e| failed(None, &register, &text(&e)))?;
        let applied: Vec<(i64, String)> = client
            .query(
                "SELECT version, checksum FROM schema_migrations ORDER BY version",
                &[],
            )
            .await
            .map_err(unavailable)?
            .iter()
            .map(|row| (row.get(0), row.get(1)))
            .collect();
        for migration in pending(&applied, known)? {
            let tx = client.transaction().await.map_err(unavailable)?;
            for statement in migration.statements(Engine::Postgres) {
                tx.batch_execute(&statement)
                    .await
                    .map_err(|e| failed(Some(migration), &statement, &text(&e)))?;
            }
            tx.execute(
                "INSERT INTO schema_migrations (version, name, checksum, applied_at) VALUES ($1, $2, $3, $4)",
                &[&migration.version, &migration.name, &migration.checksum(), &now()],
            )
            .await
            .map_err(|e| failed(Some(migration), "INSERT", &text(&e)))?;
            tx.commit()
                .await
                .map_err(|e| failed(Some(migration), "COMMIT", &text(&e)))?;
        }
        Ok(())
    }
    .await;
    // Ends the session and with it the lock.
    drop(client);
    let _ = driver.await;
    result
}

/// The server's own words; the driver's error alone says "db error".
fn text(error: &tokio_postgres::Error) -> String {
    error
        .as_db_error()
        .map_or_else(|| error.to_string(), ToString::to_string)
}

/// Runs a script in the form of a migration without registering it, for the
/// tables of tests.
#[cfg(test)]
pub(crate) async fn run_script(db: &Db, source: &str) {
    let engine = db.engine();
    let statements: Vec<String> = dialect::split_script(&only_for(engine, source))
        .into_iter()
        .map(|statement| translated(engine, statement))
        .collect();
    match db {
        Db::Sqlite(db) => {
            let conn = db.migration_connection().unwrap();
            for statement in statements {
                conn.execute_batch(&statement).unwrap();
            }
        }
        Db::Postgres(db) => {
            let (client, connection) = connect(db.target()).await.unwrap();
            tokio::spawn(connection);
            for statement in statements {
                client.batch_execute(&statement).await.unwrap();
            }
        }
    }
}

#[cfg(test)]
mod tests;
