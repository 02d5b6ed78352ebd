//! The audit log: who did what to what, append-only.

use surety_domain::ids::{AuditId, TokenId};
use surety_domain::time::Instant;

use crate::{StoreError, Tx, params, sql};

sql! {
    /// Adds an entry.
    INSERT = "INSERT INTO audit_log (id, at, actor_kind, actor_id, token_id, action, object_kind, object_id, data)
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
}

/// An entry to be written.
#[derive(Debug)]
pub struct NewEntry<'a> {
    /// Its id.
    pub id: AuditId,
    /// When.
    pub at: Instant,
    /// `agent`, `customer` or `system`.
    pub actor_kind: &'a str,
    /// The user, or the contact that wrote without signing in.
    pub actor_id: Option<String>,
    /// The API token used, if any.
    pub token_id: Option<TokenId>,
    /// What was done, e.g. `ticket.merged`.
    pub action: &'a str,
    /// The kind of object, e.g. `ticket`.
    pub object_kind: &'a str,
    /// Its id.
    pub object_id: &'a str,
    /// What changed, as JSON.
    pub data: String,
}

/// Adds an entry.
///
/// # Errors
/// As the engine reports.
pub fn insert(tx: &mut Tx<'_>, entry: &NewEntry<'_>) -> Result<(), StoreError> {
    tx.execute(
        &INSERT,
        &params![
            entry.id,
            entry.at,
            entry.actor_kind,
            entry.actor_id.clone(),
            entry.token_id,
            entry.action,
            entry.object_kind,
            entry.object_id,
            entry.data.as_str()
        ],
    )?;
    Ok(())
}
