//! The audit log: who did what to what, append-only.

use surety_domain::ids::{AuditId, TokenId};
use surety_domain::time::Instant;

use super::listing::Listing;
use crate::text::like_prefix;
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
    tx.later(
        &INSERT,
        params![
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

/// What a list of audit entries is cut to.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Done by this user or contact.
    pub actor: Option<String>,
    /// Done to this kind of object.
    pub object_kind: Option<String>,
    /// Done to this object.
    pub object_id: Option<String>,
    /// This action, or every one that starts with it when it ends with a dot.
    pub action: Option<String>,
    /// Not earlier than.
    pub from: Option<Instant>,
    /// Earlier than.
    pub to: Option<Instant>,
}

/// An entry as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its id.
    pub id: AuditId,
    /// When.
    pub at: Instant,
    /// `agent`, `customer` or `system`.
    pub actor_kind: String,
    /// The user, or the contact that wrote without signing in.
    pub actor_id: Option<String>,
    /// The API token used, if any.
    pub token_id: Option<TokenId>,
    /// What was done.
    pub action: String,
    /// The kind of object.
    pub object_kind: String,
    /// Its id.
    pub object_id: String,
    /// What changed, as JSON.
    pub data: String,
}

/// One page, newest first, before an id, at most `limit`.
///
/// # Errors
/// As the engine reports.
pub fn list(
    tx: &mut Tx<'_>,
    filter: &Filter,
    before: Option<AuditId>,
    limit: i64,
) -> Result<Vec<Entry>, StoreError> {
    let mut listing = Listing::new(
        "SELECT id, at, actor_kind, actor_id, token_id, action, object_kind, object_id, data FROM audit_log",
    );
    if let Some(actor) = &filter.actor {
        listing.and("actor_id = ").bind(actor);
    }
    if let Some(kind) = &filter.object_kind {
        listing.and("object_kind = ").bind(kind);
    }
    if let Some(id) = &filter.object_id {
        listing.and("object_id = ").bind(id);
    }
    match &filter.action {
        None => {}
        Some(action) if action.ends_with('.') => {
            listing
                .and("action LIKE ")
                .bind(like_prefix(action))
                .sql(" ESCAPE '\\'");
        }
        Some(action) => {
            listing.and("action = ").bind(action);
        }
    }
    // Ids follow time, so the bounds on time become bounds on the key.
    if let Some(from) = filter.from {
        listing
            .and("id >= ")
            .bind(AuditId::new(from, 0))
            .and("at >= ")
            .bind(from);
    }
    if let Some(to) = filter.to {
        listing
            .and("id <= ")
            .bind(AuditId::new(to, u128::MAX))
            .and("at < ")
            .bind(to);
    }
    if let Some(before) = before {
        listing.and("id < ").bind(before);
    }
    listing.sql(" ORDER BY id DESC LIMIT ").bind(limit);
    listing
        .rows(tx)?
        .iter()
        .map(|row| {
            Ok(Entry {
                id: row.id("id")?,
                at: row.instant("at")?,
                actor_kind: row.text("actor_kind")?,
                actor_id: row.opt_text("actor_id")?,
                token_id: row.opt_id("token_id")?,
                action: row.text("action")?,
                object_kind: row.text("object_kind")?,
                object_id: row.text("object_id")?,
                data: row.text("data")?,
            })
        })
        .collect()
}
