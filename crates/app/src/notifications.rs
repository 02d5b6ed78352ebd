//! What a person is told inside the console.

use serde::{Deserialize, Serialize};
use surety_domain::ids::{NotificationId, TicketId, UserId};
use surety_domain::permission::{Permission, Subject};
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::notifications;
use utoipa::ToSchema;

use crate::core::{App, Call, Cx};
use crate::error::AppError;
use crate::record::Paging;

/// One thing a person is told.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct NotificationView {
    /// The id.
    #[schema(value_type = String)]
    pub id: NotificationId,
    /// `escalated`, `escalated_by_hand`, `deescalated`, `escalation_update_due`,
    /// `handoff_offered`, `handoff_accepted`, `handoff_declined`,
    /// `handoff_taken_back`, `handoff_timed_out`, `handoff_superseded`,
    /// `bounced_too_often`, `credits_threshold`, `contract_ending` or `policy_review`.
    pub kind: String,
    /// About which ticket.
    #[schema(value_type = Option<String>)]
    pub ticket_id: Option<TicketId>,
    /// Its facts.
    #[schema(value_type = Object)]
    pub data: serde_json::Value,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Instant,
    /// When it was read.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub read_at: Option<Instant>,
}

/// A page of them, and how much is unread.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct NotificationPage {
    /// Newest first.
    pub items: Vec<NotificationView>,
    /// Send it as `cursor` for the next page; null on the last one.
    pub next_cursor: Option<String>,
    /// How much is unread, counted up to 100.
    pub unread: i64,
}

/// Up to where a person has read.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"up_to": "not_01jz8k3m6yq5t0v9w2x4c7b1ne"}))]
pub struct ReadInput {
    /// This one and everything before it.
    #[schema(value_type = String)]
    pub up_to: NotificationId,
}

/// What is still unread.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Unread {
    /// Counted up to 100.
    pub unread: i64,
}

fn me(cx: &Cx<'_>) -> Result<UserId, AppError> {
    cx.require(Permission::TicketRead, &Subject::Desk)?;
    cx.actor
        .user
        .ok_or(AppError::Denied(Permission::TicketRead.as_str()))
}

fn unread(tx: &mut Tx<'_>, user: UserId) -> Result<i64, AppError> {
    Ok(notifications::unread(tx, user)?)
}

/// What the caller was told, newest first.
///
/// # Errors
/// `Denied`, `invalid_limit`, `invalid_cursor`, or the store's.
pub async fn list(
    app: &App,
    call: &Call,
    limit: Option<i64>,
    cursor: Option<String>,
) -> Result<NotificationPage, AppError> {
    app.query(call, move |tx, cx| {
        let me = me(cx)?;
        let paging: Paging<NotificationId> = Paging::read(limit, cursor.as_deref())?;
        let before = paging
            .after
            .map_or_else(|| "not_~".to_owned(), |id| id.to_string());
        let rows = notifications::list(tx, me, &before, paging.wanted())?;
        let (rows, next_cursor) = paging.cut(rows, |n| n.id)?;
        let items = rows
            .into_iter()
            .map(|n| NotificationView {
                id: n.id,
                kind: n.kind,
                ticket_id: n.ticket_id,
                data: serde_json::from_str(&n.data).unwrap_or_default(),
                at: n.at,
                read_at: n.read_at,
            })
            .collect();
        Ok(NotificationPage {
            items,
            next_cursor,
            unread: unread(tx, me)?,
        })
    })
    .await
}

/// Marks everything up to one of them as read.
///
/// # Errors
/// `Denied`, or the store's.
pub async fn read(app: &App, call: &Call, input: ReadInput) -> Result<Unread, AppError> {
    app.command(call, move |tx, cx| {
        let me = me(cx)?;
        notifications::mark_read(tx, me, input.up_to, cx.now)?;
        Ok(Unread {
            unread: unread(tx, me)?,
        })
    })
    .await
}
