//! The audit log: who did what to what.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use surety_domain::ids::{AuditId, ContactId, TokenId, UserId};
use surety_domain::permission::{Permission, Subject};
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::{agents, audit, contacts};
use utoipa::{IntoParams, ToSchema};

use crate::core::{App, Call};
use crate::error::AppError;
use crate::record::{Page, Paging, WORD_CHARS_MAX};

/// Who did it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AuditActor {
    /// `agent`, `customer` or `system`.
    pub kind: String,
    /// The user, or the contact that wrote without signing in.
    pub id: Option<String>,
    /// The name now.
    pub name: Option<String>,
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(example = json!({"id": "aud_01jz8k3m6yq5t0v9w2x4c7b1ne", "at": "2026-05-04T08:00:00Z",
    "actor": {"kind": "agent", "id": "usr_01jz8k3m6yq5t0v9w2x4c7b1ne", "name": "Mara Oduya"}, "token_id": null,
    "action": "account.updated", "object_kind": "account", "object_id": "acc_01jz8k3m6yq5t0v9w2x4c7b1ne",
    "object_name": "Halden Bank",
    "data": {"changes": {"segment": {"before": null, "after": "enterprise"}}}}))]
pub struct AuditEntry {
    /// The id.
    #[schema(value_type = String)]
    pub id: AuditId,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Instant,
    /// Who did it.
    pub actor: AuditActor,
    /// The API token used, if any.
    #[schema(value_type = Option<String>)]
    pub token_id: Option<TokenId>,
    /// What was done.
    pub action: String,
    /// The kind of object.
    pub object_kind: String,
    /// Its id.
    pub object_id: String,
    /// What it is called now; a ticket by its number and subject. Null when it
    /// has no name or is gone.
    pub object_name: Option<String>,
    /// What changed.
    #[schema(value_type = Object)]
    pub data: serde_json::Value,
}

/// Which entries.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AuditQuery {
    /// Done by this user or contact.
    pub actor: Option<String>,
    /// Done to this kind of object.
    pub object_kind: Option<String>,
    /// Done to this object.
    pub object_id: Option<String>,
    /// This action, or every one that starts with it when it ends with a dot, e.g. `account.`.
    pub action: Option<String>,
    /// Not earlier than this instant.
    #[param(value_type = Option<String>, format = DateTime)]
    pub from: Option<Instant>,
    /// Earlier than this instant.
    #[param(value_type = Option<String>, format = DateTime)]
    pub to: Option<Instant>,
    /// Rows on the page, 1 to 200.
    pub limit: Option<i64>,
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
}

/// The names behind ids of users and contacts, as far as they are there.
pub(crate) fn names(tx: &mut Tx<'_>, ids: &[String]) -> Result<HashMap<String, String>, AppError> {
    let users: Vec<UserId> = ids.iter().filter_map(|id| id.parse().ok()).collect();
    let people: Vec<ContactId> = ids.iter().filter_map(|id| id.parse().ok()).collect();
    let mut found: HashMap<String, String> = agents::names(tx, &users)?
        .into_iter()
        .map(|(id, name)| (id.to_string(), name))
        .collect();
    found.extend(
        contacts::names(tx, &people)?
            .into_iter()
            .map(|(id, name)| (id.to_string(), name)),
    );
    Ok(found)
}

/// A page of entries, newest first.
///
/// # Errors
/// `audit_read` is needed; `invalid_limit`, `invalid_cursor`, `too_long`.
pub async fn list(app: &App, call: &Call, query: AuditQuery) -> Result<Page<AuditEntry>, AppError> {
    app.query(call, move |tx, cx| {
        cx.require(Permission::AuditRead, &Subject::Desk)?;
        let paging = Paging::read(query.limit, query.cursor.as_deref())?;
        let text = |field: &str, text: &Option<String>| match text {
            Some(text) if text.chars().count() > WORD_CHARS_MAX || text.contains('\0') => {
                Err(AppError::invalid(
                    "too_long",
                    field,
                    format!("at most {WORD_CHARS_MAX} characters"),
                ))
            }
            text => Ok(text.clone().filter(|text| !text.is_empty())),
        };
        let filter = audit::Filter {
            actor: text("actor", &query.actor)?,
            object_kind: text("object_kind", &query.object_kind)?,
            object_id: text("object_id", &query.object_id)?,
            action: text("action", &query.action)?,
            from: query.from,
            to: query.to,
        };
        let rows = audit::list(tx, &filter, paging.after, paging.wanted())?;
        let (rows, next_cursor) = paging.cut(rows, |row| row.id)?;
        let ids: Vec<String> = rows.iter().filter_map(|row| row.actor_id.clone()).collect();
        let names = names(tx, &ids)?;
        let objects: Vec<String> = rows.iter().map(|row| row.object_id.clone()).collect();
        let objects = surety_store::records::names::of_any(tx, &objects)?;
        let items = rows
            .into_iter()
            .map(|row| AuditEntry {
                id: row.id,
                at: row.at,
                actor: AuditActor {
                    kind: row.actor_kind,
                    name: row.actor_id.as_ref().and_then(|id| names.get(id).cloned()),
                    id: row.actor_id,
                },
                token_id: row.token_id,
                action: row.action,
                object_kind: row.object_kind,
                object_name: objects.get(&row.object_id).cloned(),
                object_id: row.object_id,
                data: serde_json::from_str(&row.data)
                    .unwrap_or(serde_json::Value::String(row.data)),
            })
            .collect();
        Ok(Page { items, next_cursor })
    })
    .await
}
