//! What the desk's recurring work reads and takes away: tickets whose timer
//! may be missing, files that nobody sent.

use surety_domain::ids::{AttachmentId, TicketId};
use surety_domain::time::Instant;

use super::tickets::NEVER;
use crate::{StoreError, Tx, params, sql};

sql! {
    /// Open tickets that something is due for, in the order of it, and whether
    /// a timer will come. One that was given up will not.
    DUE_TICKETS = "SELECT t.id, t.next_due_at, CASE WHEN EXISTS (SELECT 1 FROM jobs j
                     WHERE j.key = 'sla_timer:' || t.id AND j.state <> 'dead') THEN 1 ELSE 0 END AS armed
                   FROM tickets t
                   WHERE t.is_open = 1 AND t.next_due_at < $4
                     AND t.next_due_at >= $1 AND (t.next_due_at > $1 OR t.id > $2)
                   ORDER BY t.next_due_at, t.id LIMIT $3";
    /// Escalated tickets without a timer of their next update, by id. The list of
    /// what is escalated is short whatever the desk's size.
    ESCALATED_UNWATCHED = "SELECT t.id, t.escalation FROM tickets t
                   WHERE t.escalation IS NOT NULL AND t.id > $1 AND NOT EXISTS (SELECT 1 FROM jobs j
                     WHERE j.key = 'escalation_update:' || t.id AND j.state <> 'dead')
                   ORDER BY t.id LIMIT $2";
    /// Bytes that an uploader has waiting for a message.
    UNCLAIMED_BYTES = "SELECT CAST(COALESCE(SUM(size), 0) AS BIGINT) AS bytes FROM attachments
                       WHERE uploaded_by = $1 AND message_id IS NULL";
    /// Files that wait for a message since before an instant, the oldest first.
    UNCLAIMED = "SELECT id, blob_hash FROM attachments WHERE message_id IS NULL AND created_at < $1
                 ORDER BY created_at LIMIT $2";
    /// Takes away a file that no message took meanwhile.
    FORGET_UNCLAIMED = "DELETE FROM attachments WHERE id = $1 AND message_id IS NULL";
    /// Takes away bytes that nothing names any more.
    FORGET_BLOB = "DELETE FROM blobs WHERE hash = $1
                   AND NOT EXISTS (SELECT 1 FROM attachments a WHERE a.blob_hash = blobs.hash)
                   AND NOT EXISTS (SELECT 1 FROM mails m WHERE m.raw_hash = blobs.hash)
                   AND NOT EXISTS (SELECT 1 FROM contract_documents d WHERE d.sha256 = blobs.hash)
                   AND NOT EXISTS (SELECT 1 FROM contract_files f WHERE f.blob_hash = blobs.hash)";
}

/// An open ticket that something is due for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueTicket {
    /// The ticket.
    pub id: TicketId,
    /// When its earliest clock is or was due.
    pub next_due_at: Instant,
    /// Whether its timer waits or runs.
    pub armed: bool,
}

/// Open tickets with a due clock after `(due, id)`, at most `limit`, the
/// earliest due first. An `id` of the empty text begins at `due` itself.
///
/// # Errors
/// As the engine reports.
pub fn due_tickets(
    tx: &mut Tx<'_>,
    due: Instant,
    id: &str,
    limit: i64,
) -> Result<Vec<DueTicket>, StoreError> {
    tx.query(&DUE_TICKETS, &params![due, id, limit, NEVER])?
        .iter()
        .map(|row| {
            Ok(DueTicket {
                id: row.id("id")?,
                next_due_at: row.instant("next_due_at")?,
                armed: row.bool("armed")?,
            })
        })
        .collect()
}

/// Escalated tickets after `after`, at most `limit`, for whose next update no
/// timer will come, with how they stand. Start with an empty id.
///
/// # Errors
/// As the engine reports.
pub fn escalated_unwatched(
    tx: &mut Tx<'_>,
    after: &str,
    limit: i64,
) -> Result<Vec<(TicketId, String)>, StoreError> {
    tx.query(&ESCALATED_UNWATCHED, &params![after, limit])?
        .iter()
        .map(|row| Ok((row.id("id")?, row.text("escalation")?)))
        .collect()
}

/// Bytes of the files that `uploader` has sent up and no message has taken.
///
/// # Errors
/// As the engine reports.
pub fn unclaimed_bytes(tx: &mut Tx<'_>, uploader: &str) -> Result<i64, StoreError> {
    tx.query_one(&UNCLAIMED_BYTES, &params![uploader])?
        .int("bytes")
}

/// Takes away at most `limit` files that no message took and that were sent up
/// before `before`, with their bytes where nothing else names them. Answers how
/// many files went away.
///
/// # Errors
/// As the engine reports.
pub fn forget_unclaimed(tx: &mut Tx<'_>, before: Instant, limit: i64) -> Result<u64, StoreError> {
    let waiting: Vec<(AttachmentId, String)> = tx
        .query(&UNCLAIMED, &params![before, limit])?
        .iter()
        .map(|row| Ok::<_, StoreError>((row.id("id")?, row.text("blob_hash")?)))
        .collect::<Result<_, _>>()?;
    let mut gone = 0;
    for (id, hash) in waiting {
        gone += tx.execute(&FORGET_UNCLAIMED, &params![id])?;
        forget_blob(tx, &hash)?;
    }
    Ok(gone)
}

/// Takes away bytes, if nothing names them any more.
///
/// # Errors
/// As the engine reports.
pub fn forget_blob(tx: &mut Tx<'_>, hash: &str) -> Result<(), StoreError> {
    match tx.attempt(|tx| tx.execute(&FORGET_BLOB, &params![hash])) {
        Ok(_) => Ok(()),
        // Somebody sent the same bytes this instant: they stay.
        Err(error) if error.is_foreign_key_conflict() => Ok(()),
        Err(error) => Err(error),
    }
}
