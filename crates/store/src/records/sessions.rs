//! Server-side sessions. The cookie's value is never stored, only its SHA-256.

use surety_domain::ids::UserId;
use surety_domain::time::Instant;

use crate::{Row, StoreError, Tx, params, sql};

sql! {
    /// Adds a session.
    INSERT = "INSERT INTO sessions (token_hash, user_id, epoch, csrf, stage, user_agent, created_at, seen_at, expires_at)
              VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8)";
    /// A session that may have ended.
    FIND = "SELECT token_hash, user_id, epoch, csrf, stage, user_agent, created_at, seen_at, expires_at
            FROM sessions WHERE token_hash = $1";
    /// The sessions of a user, newest first.
    OF_USER = "SELECT token_hash, user_id, epoch, csrf, stage, user_agent, created_at, seen_at, expires_at
               FROM sessions WHERE user_id = $1 ORDER BY seen_at DESC, token_hash LIMIT $2";
    /// Slides the idle time on.
    SEEN = "UPDATE sessions SET seen_at = $2 WHERE token_hash = $1";
    /// Ends one.
    DELETE = "DELETE FROM sessions WHERE token_hash = $1";
    /// Ends every one of a user.
    DELETE_OF_USER = "DELETE FROM sessions WHERE user_id = $1";
    /// Ends every one of a user but one.
    DELETE_OTHERS = "DELETE FROM sessions WHERE user_id = $1 AND token_hash <> $2";
    /// Takes away what has ended.
    PRUNE = "DELETE FROM sessions WHERE expires_at < $1 OR seen_at < $2";
}

/// A session as stored; whether it still holds is the application's to say.
#[derive(Clone)]
pub struct SessionRow {
    /// SHA-256 of the cookie's value.
    pub token_hash: Vec<u8>,
    /// Whose.
    pub user_id: UserId,
    /// The user's epoch when it began.
    pub epoch: i64,
    /// What writes must send as `X-CSRF-Token`.
    pub csrf: String,
    /// `second_factor` or `full`.
    pub stage: String,
    /// What the browser called itself.
    pub user_agent: String,
    /// When it began.
    pub created_at: Instant,
    /// When it was last used, coarsely.
    pub seen_at: Instant,
    /// When it ends however much it is used.
    pub expires_at: Instant,
}

impl std::fmt::Debug for SessionRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SessionRow")
            .field("user_id", &self.user_id)
            .field("stage", &self.stage)
            .finish_non_exhaustive()
    }
}

impl SessionRow {
    fn read(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            token_hash: row.blob("token_hash")?,
            user_id: row.id("user_id")?,
            epoch: row.int("epoch")?,
            csrf: row.text("csrf")?,
            stage: row.text("stage")?,
            user_agent: row.text("user_agent")?,
            created_at: row.instant("created_at")?,
            seen_at: row.instant("seen_at")?,
            expires_at: row.instant("expires_at")?,
        })
    }
}

/// Adds a session.
///
/// # Errors
/// As the engine reports.
pub fn insert(tx: &mut Tx<'_>, session: &SessionRow) -> Result<(), StoreError> {
    tx.execute(
        &INSERT,
        &params![
            session.token_hash.clone(),
            session.user_id,
            session.epoch,
            session.csrf.as_str(),
            session.stage.as_str(),
            session.user_agent.as_str(),
            session.created_at,
            session.expires_at
        ],
    )?;
    Ok(())
}

/// A session that may have ended.
///
/// # Errors
/// As the engine reports.
pub fn find(tx: &mut Tx<'_>, token_hash: &[u8]) -> Result<Option<SessionRow>, StoreError> {
    tx.query_opt(&FIND, &params![token_hash.to_vec()])?
        .as_ref()
        .map(SessionRow::read)
        .transpose()
}

/// The sessions of a user, last used first.
///
/// # Errors
/// As the engine reports.
pub fn of_user(tx: &mut Tx<'_>, user: UserId, limit: i64) -> Result<Vec<SessionRow>, StoreError> {
    tx.query(&OF_USER, &params![user, limit])?
        .iter()
        .map(SessionRow::read)
        .collect()
}

/// Slides the idle time on.
///
/// # Errors
/// As the engine reports.
pub fn seen(tx: &mut Tx<'_>, token_hash: &[u8], at: Instant) -> Result<(), StoreError> {
    tx.execute(&SEEN, &params![token_hash.to_vec(), at])?;
    Ok(())
}

/// Ends one session; `false` when there was none.
///
/// # Errors
/// As the engine reports.
pub fn delete(tx: &mut Tx<'_>, token_hash: &[u8]) -> Result<bool, StoreError> {
    Ok(tx.execute(&DELETE, &params![token_hash.to_vec()])? == 1)
}

/// Ends every session of a user but one; returns how many.
///
/// # Errors
/// As the engine reports.
pub fn delete_others(tx: &mut Tx<'_>, user: UserId, kept: &[u8]) -> Result<u64, StoreError> {
    tx.execute(&DELETE_OTHERS, &params![user, kept.to_vec()])
}

/// Ends every session of a user.
///
/// # Errors
/// As the engine reports.
pub fn delete_of_user(tx: &mut Tx<'_>, user: UserId) -> Result<u64, StoreError> {
    tx.execute(&DELETE_OF_USER, &params![user])
}

/// Takes away sessions past their end, or not used since `idle_before`.
///
/// # Errors
/// As the engine reports.
pub fn prune(tx: &mut Tx<'_>, now: Instant, idle_before: Instant) -> Result<u64, StoreError> {
    tx.execute(&PRUNE, &params![now, idle_before])
}
