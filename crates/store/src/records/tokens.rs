//! API tokens. The token itself is never stored, only its SHA-256.

use surety_domain::ids::{TokenId, UserId};
use surety_domain::permission::PermissionSet;
use surety_domain::time::Instant;

use crate::{Row, StoreError, Tx, params, sql};

sql! {
    /// Adds a token.
    INSERT = "INSERT INTO api_tokens (id, token_hash, user_id, name, hint, scopes, expires_at, created_at)
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    /// By what was sent.
    FIND_BY_HASH = "SELECT id, user_id, name, hint, scopes, expires_at, last_used_at, revoked_at, created_at
                    FROM api_tokens WHERE token_hash = $1";
    /// By id.
    FIND = "SELECT id, user_id, name, hint, scopes, expires_at, last_used_at, revoked_at, created_at
            FROM api_tokens WHERE id = $1";
    /// Of one user, oldest first.
    OF_USER = "SELECT id, user_id, name, hint, scopes, expires_at, last_used_at, revoked_at, created_at
               FROM api_tokens WHERE user_id = $1 AND id > $2 ORDER BY id LIMIT $3";
    /// Of everybody, oldest first.
    OF_ALL = "SELECT id, user_id, name, hint, scopes, expires_at, last_used_at, revoked_at, created_at
              FROM api_tokens WHERE id > $1 ORDER BY id LIMIT $2";
    /// How many a user has that can still be used.
    COUNT_LIVE = "SELECT count(*) AS found FROM api_tokens WHERE user_id = $1 AND revoked_at IS NULL AND expires_at > $2";
    /// Notes a use.
    USED = "UPDATE api_tokens SET last_used_at = $2 WHERE id = $1";
    /// Ends one.
    REVOKE = "UPDATE api_tokens SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL";
    /// Ends every one of a user.
    REVOKE_OF_USER = "UPDATE api_tokens SET revoked_at = $2 WHERE user_id = $1 AND revoked_at IS NULL";
}

/// A token as stored; whether it still holds is the application's to say.
#[derive(Debug, Clone)]
pub struct TokenRow {
    /// Its id.
    pub id: TokenId,
    /// On whose behalf it acts.
    pub user_id: UserId,
    /// What its owner calls it.
    pub name: String,
    /// Its last characters.
    pub hint: String,
    /// What it may do at most.
    pub scopes: PermissionSet,
    /// When it ends.
    pub expires_at: Instant,
    /// When it was last used, coarsely.
    pub last_used_at: Option<Instant>,
    /// When it was revoked.
    pub revoked_at: Option<Instant>,
    /// When it was made.
    pub created_at: Instant,
}

impl TokenRow {
    fn read(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.id("id")?,
            user_id: row.id("user_id")?,
            name: row.text("name")?,
            hint: row.text("hint")?,
            scopes: row.json("scopes")?,
            expires_at: row.instant("expires_at")?,
            last_used_at: row.opt_instant("last_used_at")?,
            revoked_at: row.opt_instant("revoked_at")?,
            created_at: row.instant("created_at")?,
        })
    }
}

/// Adds a token.
///
/// # Errors
/// As the engine reports.
pub fn insert(tx: &mut Tx<'_>, token: &TokenRow, token_hash: &[u8]) -> Result<(), StoreError> {
    tx.execute(
        &INSERT,
        &params![
            token.id,
            token_hash.to_vec(),
            token.user_id,
            token.name.as_str(),
            token.hint.as_str(),
            crate::Value::json(&token.scopes)?,
            token.expires_at,
            token.created_at
        ],
    )?;
    Ok(())
}

/// The token with this hash.
///
/// # Errors
/// As the engine reports.
pub fn find_by_hash(tx: &mut Tx<'_>, token_hash: &[u8]) -> Result<Option<TokenRow>, StoreError> {
    tx.query_opt(&FIND_BY_HASH, &params![token_hash.to_vec()])?
        .as_ref()
        .map(TokenRow::read)
        .transpose()
}

/// The token with this id.
///
/// # Errors
/// As the engine reports.
pub fn find(tx: &mut Tx<'_>, id: TokenId) -> Result<Option<TokenRow>, StoreError> {
    tx.query_opt(&FIND, &params![id])?
        .as_ref()
        .map(TokenRow::read)
        .transpose()
}

/// Tokens of one user or of all, after an id, oldest first.
///
/// # Errors
/// As the engine reports.
pub fn list(
    tx: &mut Tx<'_>,
    user: Option<UserId>,
    after: Option<TokenId>,
    limit: i64,
) -> Result<Vec<TokenRow>, StoreError> {
    let after = after.map(|id| id.to_string()).unwrap_or_default();
    let rows = match user {
        Some(user) => tx.query(&OF_USER, &params![user, after, limit])?,
        None => tx.query(&OF_ALL, &params![after, limit])?,
    };
    rows.iter().map(TokenRow::read).collect()
}

/// How many tokens a user has that can still be used.
///
/// # Errors
/// As the engine reports.
pub fn count_live(tx: &mut Tx<'_>, user: UserId, now: Instant) -> Result<i64, StoreError> {
    tx.query_one(&COUNT_LIVE, &params![user, now])?.int("found")
}

/// Notes a use.
///
/// # Errors
/// As the engine reports.
pub fn used(tx: &mut Tx<'_>, id: TokenId, at: Instant) -> Result<(), StoreError> {
    tx.execute(&USED, &params![id, at])?;
    Ok(())
}

/// Ends a token; `false` when it had ended before.
///
/// # Errors
/// As the engine reports.
pub fn revoke(tx: &mut Tx<'_>, id: TokenId, at: Instant) -> Result<bool, StoreError> {
    Ok(tx.execute(&REVOKE, &params![id, at])? == 1)
}

/// Ends every token of a user for good; returns how many.
///
/// # Errors
/// As the engine reports.
pub fn revoke_of_user(tx: &mut Tx<'_>, user: UserId, at: Instant) -> Result<u64, StoreError> {
    tx.execute(&REVOKE_OF_USER, &params![user, at])
}
