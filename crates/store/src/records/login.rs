//! Tries to sign in, counted before the check, and one-time links.

use surety_domain::ids::UserId;
use surety_domain::time::Instant;

use crate::{Row, StoreError, Tx, params, sql};

sql! {
    /// Counts one more try of a subject in a window.
    COUNT = "INSERT INTO login_attempts (subject, window_start, attempts) VALUES ($1, $2, 1)
             ON CONFLICT (subject, window_start) DO UPDATE SET attempts = login_attempts.attempts + 1";
    /// Locks a subject until the transaction ends; the row of window 0 counts
    /// nothing and is there to be waited for.
    LOCK = "INSERT INTO login_attempts (subject, window_start, attempts) VALUES ($1, 0, 0)
            ON CONFLICT (subject, window_start) DO UPDATE SET attempts = 0";
    /// The tries of a subject since an instant.
    ATTEMPTS = "SELECT CAST(COALESCE(SUM(attempts), 0) AS BIGINT) AS attempts,
                  CAST(COALESCE(MIN(window_start), 0) AS BIGINT) AS first
                FROM login_attempts WHERE subject = $1 AND window_start > $2";
    /// Forgets the tries of a subject.
    FORGET = "DELETE FROM login_attempts WHERE subject = $1";
    /// Forgets windows that are long over.
    PRUNE = "DELETE FROM login_attempts WHERE window_start < $1";
    /// Adds a link.
    INSERT_LINK = "INSERT INTO link_tokens (token_hash, purpose, user_id, subject, expires_at) VALUES ($1, $2, $3, $4, $5)";
    /// A link that may have been used or have ended.
    FIND_LINK = "SELECT purpose, user_id, subject, expires_at, used_at FROM link_tokens WHERE token_hash = $1";
    /// Takes a link; only one taker sees a row changed.
    USE_LINK = "UPDATE link_tokens SET used_at = $2 WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2";
    /// Ends the unused links of a purpose.
    END_LINKS = "DELETE FROM link_tokens WHERE purpose = $1 AND used_at IS NULL";
    /// Ends the unused links of a purpose for one user.
    END_LINKS_OF_USER = "DELETE FROM link_tokens WHERE purpose = $1 AND user_id = $2 AND used_at IS NULL";
    /// Forgets links that are long over.
    PRUNE_LINKS = "DELETE FROM link_tokens WHERE expires_at < $1";
}

/// The tries of a subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attempts {
    /// How many.
    pub attempts: i64,
    /// When the oldest counted window began.
    pub first: Instant,
}

/// Counts one more try in the window that starts at `window_start`.
///
/// # Errors
/// As the engine reports.
pub fn count(tx: &mut Tx<'_>, subject: &str, window_start: Instant) -> Result<(), StoreError> {
    tx.execute(&COUNT, &params![subject, window_start])?;
    Ok(())
}

/// Makes other transactions that ask about this subject wait for this one.
///
/// # Errors
/// As the engine reports.
pub fn lock(tx: &mut Tx<'_>, subject: &str) -> Result<(), StoreError> {
    tx.execute(&LOCK, &params![subject])?;
    Ok(())
}

/// The tries of a subject in windows that started after `since`.
///
/// # Errors
/// As the engine reports.
pub fn attempts(tx: &mut Tx<'_>, subject: &str, since: Instant) -> Result<Attempts, StoreError> {
    let row = tx.query_one(&ATTEMPTS, &params![subject, since])?;
    Ok(Attempts {
        attempts: row.int("attempts")?,
        first: row.instant("first")?,
    })
}

/// Forgets the tries of a subject.
///
/// # Errors
/// As the engine reports.
pub fn forget(tx: &mut Tx<'_>, subject: &str) -> Result<(), StoreError> {
    tx.execute(&FORGET, &params![subject])?;
    Ok(())
}

/// Forgets windows that started before `before`.
///
/// # Errors
/// As the engine reports.
pub fn prune(tx: &mut Tx<'_>, before: Instant) -> Result<u64, StoreError> {
    tx.execute(&PRUNE, &params![before])
}

/// A one-time link.
#[derive(Debug, Clone)]
pub struct LinkRow {
    /// `setup`, `invite`, `reset` or `approval`.
    pub purpose: String,
    /// For whom.
    pub user_id: Option<UserId>,
    /// About what.
    pub subject: Option<String>,
    /// When it ends.
    pub expires_at: Instant,
    /// When it was used.
    pub used_at: Option<Instant>,
}

impl LinkRow {
    fn read(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            purpose: row.text("purpose")?,
            user_id: row.opt_id("user_id")?,
            subject: row.opt_text("subject")?,
            expires_at: row.instant("expires_at")?,
            used_at: row.opt_instant("used_at")?,
        })
    }
}

/// Adds a link.
///
/// # Errors
/// As the engine reports.
pub fn insert_link(tx: &mut Tx<'_>, token_hash: &[u8], link: &LinkRow) -> Result<(), StoreError> {
    tx.execute(
        &INSERT_LINK,
        &params![
            token_hash.to_vec(),
            link.purpose.as_str(),
            link.user_id,
            link.subject.clone(),
            link.expires_at
        ],
    )?;
    Ok(())
}

/// A link that may have been used or have ended.
///
/// # Errors
/// As the engine reports.
pub fn find_link(tx: &mut Tx<'_>, token_hash: &[u8]) -> Result<Option<LinkRow>, StoreError> {
    tx.query_opt(&FIND_LINK, &params![token_hash.to_vec()])?
        .as_ref()
        .map(LinkRow::read)
        .transpose()
}

/// Takes a link; `false` when it was used, has ended or never was.
///
/// # Errors
/// As the engine reports.
pub fn use_link(tx: &mut Tx<'_>, token_hash: &[u8], at: Instant) -> Result<bool, StoreError> {
    Ok(tx.execute(&USE_LINK, &params![token_hash.to_vec(), at])? == 1)
}

/// Ends the unused links of a purpose, for one user or for all.
///
/// # Errors
/// As the engine reports.
pub fn end_links(tx: &mut Tx<'_>, purpose: &str, user: Option<UserId>) -> Result<u64, StoreError> {
    match user {
        Some(user) => tx.execute(&END_LINKS_OF_USER, &params![purpose, user]),
        None => tx.execute(&END_LINKS, &params![purpose]),
    }
}

/// Forgets links that ended before `before`.
///
/// # Errors
/// As the engine reports.
pub fn prune_links(tx: &mut Tx<'_>, before: Instant) -> Result<u64, StoreError> {
    tx.execute(&PRUNE_LINKS, &params![before])
}
