//! Answers kept under the caller's idempotency key, in the transaction that made them.

use surety_domain::time::Instant;

use crate::{Engine, Row, StoreError, Tx, params, sql};

sql! {
    /// Takes the key, or waits for whoever holds it and then does nothing.
    CLAIM = "INSERT INTO idempotency_keys (actor, key, fingerprint, response, created_at)
             VALUES ($1, $2, $3, '', $4) ON CONFLICT (actor, key) DO NOTHING";
    /// Keeps the answer under a key that nobody has.
    KEEP = "INSERT INTO idempotency_keys (actor, key, fingerprint, response, created_at)
            VALUES ($1, $2, $3, $4, $5)";
    /// What was answered under the key.
    FIND = "SELECT fingerprint, response FROM idempotency_keys WHERE actor = $1 AND key = $2";
    /// Keeps the answer.
    STORE = "UPDATE idempotency_keys SET response = $3 WHERE actor = $1 AND key = $2";
    /// Forgets old keys, the oldest first and not too many at once.
    PRUNE = "DELETE FROM idempotency_keys WHERE created_at < $1 AND created_at <= (
               SELECT MAX(o.created_at) FROM (
                 SELECT created_at FROM idempotency_keys ORDER BY created_at LIMIT $2) o)";
}

/// An answer given before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// SHA-256 of what was asked then.
    pub fingerprint: Vec<u8>,
    /// The answer as JSON.
    pub response: String,
}

impl Stored {
    fn read(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            fingerprint: row.blob("fingerprint")?,
            response: row.text("response")?,
        })
    }
}

/// A request under its key, as it is kept.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// Whose key.
    pub actor: &'a str,
    /// The key.
    pub key: &'a str,
    /// What was asked.
    pub fingerprint: &'a [u8],
    /// When.
    pub at: Instant,
}

/// Takes the key for this transaction, or returns what was answered under it.
///
/// PostgreSQL writes the row at once, so that a twin waits for this
/// transaction's end. SQLite has one writer, so nobody can take a key meanwhile
/// that is free now: its row is written once, with the answer.
///
/// # Errors
/// As the engine reports.
pub fn claim(tx: &mut Tx<'_>, asked: &Asked<'_>) -> Result<Option<Stored>, StoreError> {
    let Asked {
        actor,
        key,
        fingerprint,
        at,
    } = *asked;
    if tx.engine() == Engine::Sqlite {
        return find(tx, actor, key);
    }
    if tx.execute(&CLAIM, &params![actor, key, fingerprint, at])? == 1 {
        return Ok(None);
    }
    let row = tx.query_one(&FIND, &params![actor, key])?;
    Stored::read(&row).map(Some)
}

/// What was answered under a key, if anything was.
///
/// # Errors
/// As the engine reports.
pub fn find(tx: &mut Tx<'_>, actor: &str, key: &str) -> Result<Option<Stored>, StoreError> {
    tx.query_opt(&FIND, &params![actor, key])?
        .as_ref()
        .map(Stored::read)
        .transpose()
}

/// Keeps the answer under a key that [`claim`] took.
///
/// # Errors
/// As the engine reports.
pub fn store(tx: &mut Tx<'_>, asked: &Asked<'_>, response: String) -> Result<(), StoreError> {
    let Asked {
        actor,
        key,
        fingerprint,
        at,
    } = *asked;
    match tx.engine() {
        Engine::Sqlite => tx.later(&KEEP, params![actor, key, fingerprint, response, at]),
        Engine::Postgres => tx.later(&STORE, params![actor, key, response]),
    }
}

/// Forgets about `limit` keys older than `before` (those of one instant go
/// together); returns how many, zero when none is left.
///
/// # Errors
/// As the engine reports.
pub fn prune(tx: &mut Tx<'_>, before: Instant, limit: i64) -> Result<u64, StoreError> {
    tx.execute(&PRUNE, &params![before, limit])
}
