//! What a person is told inside the console, once each.

use surety_domain::ids::{NotificationId, TicketId, UserId};
use surety_domain::time::Instant;

use crate::{StoreError, Tx, params, sql};

sql! {
    /// Tells somebody something; nothing happens when they were told.
    INSERT = "INSERT INTO notifications (id, key, user_id, ticket_id, kind, data, at, read_at)
              VALUES ($1, $2, $3, $4, $5, $6, $7, NULL) ON CONFLICT (key) DO NOTHING";
    /// What somebody was told, newest first.
    LIST = "SELECT id, ticket_id, kind, data, at, read_at FROM notifications
            WHERE user_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3";
    /// How much of it is unread, up to a hundred.
    UNREAD = "SELECT COUNT(*) AS unread FROM (SELECT 1 AS one FROM notifications
              WHERE user_id = $1 AND read_at IS NULL LIMIT 100) counted";
    /// Marks everything up to one of them as read.
    READ = "UPDATE notifications SET read_at = $3 WHERE user_id = $1 AND id <= $2 AND read_at IS NULL";
}

/// One thing a person is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notification {
    /// Its id.
    pub id: NotificationId,
    /// About which ticket.
    pub ticket_id: Option<TicketId>,
    /// What kind, e.g. `escalated`.
    pub kind: String,
    /// Its facts as JSON.
    pub data: String,
    /// When.
    pub at: Instant,
    /// When it was read.
    pub read_at: Option<Instant>,
}

/// Tells somebody something; false when the key was used before.
///
/// # Errors
/// As the engine reports.
pub fn insert(
    tx: &mut Tx<'_>,
    key: &str,
    user: UserId,
    n: &Notification,
) -> Result<bool, StoreError> {
    Ok(tx.execute(
        &INSERT,
        &params![
            n.id,
            key,
            user,
            n.ticket_id,
            n.kind.as_str(),
            n.data.as_str(),
            n.at
        ],
    )? == 1)
}

/// What somebody was told before an id (or the text `not_~` for the newest), newest first.
///
/// # Errors
/// As the engine reports.
pub fn list(
    tx: &mut Tx<'_>,
    user: UserId,
    before: &str,
    limit: i64,
) -> Result<Vec<Notification>, StoreError> {
    tx.query(&LIST, &params![user, before, limit])?
        .iter()
        .map(|row| {
            Ok(Notification {
                id: row.id("id")?,
                ticket_id: row.opt_id("ticket_id")?,
                kind: row.text("kind")?,
                data: row.text("data")?,
                at: row.instant("at")?,
                read_at: row.opt_instant("read_at")?,
            })
        })
        .collect()
}

/// How much is unread, up to a hundred.
///
/// # Errors
/// As the engine reports.
pub fn unread(tx: &mut Tx<'_>, user: UserId) -> Result<i64, StoreError> {
    tx.query_one(&UNREAD, &params![user])?.int("unread")
}

/// Marks everything up to one of them as read.
///
/// # Errors
/// As the engine reports.
pub fn mark_read(
    tx: &mut Tx<'_>,
    user: UserId,
    up_to: NotificationId,
    at: Instant,
) -> Result<u64, StoreError> {
    tx.execute(&READ, &params![user, up_to, at])
}
