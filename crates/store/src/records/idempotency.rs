//! Answers kept under the caller's idempotency key, in the transaction that made them.

use surety_domain::time::Instant;

use crate::{Row, StoreError, Tx, params, sql};

sql! {
    /// Takes the key, or waits for whoever holds it and then does nothing.
    CLAIM = "INSERT INTO idempotency_keys (actor, key, fingerprint, response, created_at)
             VALUES ($1, $2, $3, '', $4) ON CONFLICT (actor, key) DO NOTHING";
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

/// Takes the key for this transaction, or returns what was answered under it.
///
/// # Errors
/// As the engine reports.
pub fn claim(
    tx: &mut Tx<'_>,
    actor: &str,
    key: &str,
    fingerprint: &[u8],
    at: Instant,
) -> Result<Option<Stored>, StoreError> {
    if tx.execute(&CLAIM, &params![actor, key, fingerprint.to_vec(), at])? == 1 {
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
pub fn store(tx: &mut Tx<'_>, actor: &str, key: &str, response: &str) -> Result<(), StoreError> {
    tx.later(&STORE, params![actor, key, response])?;
    Ok(())
}

/// Forgets about `limit` keys older than `before` (those of one instant go
/// together); returns how many, zero when none is left.
///
/// # Errors
/// As the engine reports.
pub fn prune(tx: &mut Tx<'_>, before: Instant, limit: i64) -> Result<u64, StoreError> {
    tx.execute(&PRUNE, &params![before, limit])
}
