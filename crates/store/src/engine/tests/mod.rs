//! The contract of the engine, told on both engines.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::migrate::run_script;
use crate::testing::{TestDb, test_options};
use crate::{ConflictKind, Db, DbOptions, Engine, Sabotage, SqlText, StoreError, Tx, Value};
use crate::{params, sql, text, twins};

mod crash;
mod postgres;
mod registry;
mod sqlite;
mod tls;
mod transactions;
mod traps;
mod values;

/// A family of tables that breaks in every way.
const TABLES: &str = "
CREATE TABLE parents (id INTEGER NOT NULL PRIMARY KEY);
CREATE TABLE probes (
    id INTEGER NOT NULL PRIMARY KEY,
    name TEXT,
    number INTEGER,
    body BLOB,
    parent INTEGER REFERENCES parents (id),
    CONSTRAINT probes_number_small CHECK (number < 1000),
    CONSTRAINT probes_pair UNIQUE (number, name)
);
CREATE UNIQUE INDEX probes_sum ON probes ((id + number)) WHERE number IS NOT NULL;
CREATE TABLE sums (id INTEGER NOT NULL PRIMARY KEY, total INTEGER NOT NULL);
";

sql! {
    ADD = "INSERT INTO probes (id, name, number, body, parent) VALUES ($1, $2, $3, $4, $5)";
    ADD_PARENT = "INSERT INTO parents (id) VALUES ($1)";
    DELETE_PARENT = "DELETE FROM parents WHERE id = $1";
    COUNT = "SELECT count(*) AS n FROM probes";
    FIND = "SELECT id, name, number, body, parent FROM probes WHERE id = $1";
    SET_NAME = "UPDATE probes SET name = $2 WHERE id = $1";
    ADD_SUM = "INSERT INTO sums (id, total) VALUES ($1, $2)";
    LOCK_SUM = "SELECT total FROM sums WHERE id = $1 FOR UPDATE";
    SET_SUM = "UPDATE sums SET total = $2 WHERE id = $1";
    ALL_SUMS = "SELECT id, total FROM sums ORDER BY id";
    GROW_SUM = "UPDATE sums SET total = total + $2 WHERE id = $1";
    SUM_OF_SUMS = "SELECT sum(total) AS total FROM sums";
    BROKEN = "SELECT nothing FROM nowhere";
}

/// Adds a probe with an id and nothing else.
fn add(tx: &mut Tx<'_>, id: i64) -> Result<(), StoreError> {
    tx.execute(
        &ADD,
        &params![id, Value::Null, Value::Null, Value::Null, Value::Null],
    )
    .map(|_| ())
}

async fn count(db: &Db) -> i64 {
    let count: Result<_, StoreError> = db.read(|tx| tx.query_one(&COUNT, &[])?.int("n")).await;
    count.unwrap()
}

async fn write<T: Send + 'static>(
    db: &Db,
    work: impl Fn(&mut Tx<'_>) -> Result<T, StoreError> + Send + Sync + 'static,
) -> Result<T, StoreError> {
    db.write(work).await
}
