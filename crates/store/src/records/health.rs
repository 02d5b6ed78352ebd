//! What the doctor asks: things that are never so while all is well.

use surety_domain::ids::EntryId;
use surety_domain::time::Instant;

use crate::{StoreError, Tx, params, sql};

sql! {
    /// Migrations that ran.
    MIGRATIONS_RUN = "SELECT version, name, applied_at FROM schema_migrations ORDER BY version";
    /// Jobs that were due before an instant and that nobody took.
    JOBS_LATE = "SELECT COUNT(*) AS jobs, MIN(run_at) AS oldest FROM jobs WHERE state = 'ready' AND run_at < $1";
    /// Jobs whose holder has not come back since an instant.
    JOBS_LEFT = "SELECT COUNT(*) AS jobs, MIN(lease_until) AS oldest FROM jobs WHERE state = 'running' AND lease_until < $1";
    /// Jobs that were given up.
    JOBS_DEAD = "SELECT COUNT(*) AS jobs, MIN(created_at) AS oldest FROM jobs WHERE state = 'dead'";
    /// Mails that were stored before an instant and are neither a ticket, a
    /// message nor a suspended entry.
    MAILS_WAITING = "SELECT COUNT(*) AS mails, MIN(received_at) AS oldest FROM mails
                     WHERE state = 'received' AND received_at < $1";
    /// Running clocks that will be due and have no timer; one that was given
    /// up is none.
    CLOCKS_WITHOUT_TIMER = "SELECT COUNT(DISTINCT c.ticket_id) AS tickets FROM sla_clocks c
                            WHERE c.state = 'running' AND c.due_at > $1
                              AND NOT EXISTS (SELECT 1 FROM jobs j WHERE j.key = 'sla_timer:' || c.ticket_id
                                                AND j.state <> 'dead')";
    /// Consumptions that got back more than they took.
    OVER_REFUNDED = "SELECT c.id, c.amount, SUM(r.amount) AS refunded FROM credit_entries c
                     JOIN credit_entries r ON r.refunds_id = c.id
                     GROUP BY c.id, c.amount HAVING SUM(r.amount) + c.amount > 0 ORDER BY c.id LIMIT $1";
    /// When the newest audited act happened.
    NEWEST_AUDIT = "SELECT at FROM audit_log ORDER BY id DESC LIMIT 1";
    /// How many stored files there are, and their bytes.
    BLOBS_TOTAL = "SELECT COUNT(*) AS files, CAST(COALESCE(SUM(size), 0) AS BIGINT) AS bytes FROM blobs";
    /// Stored files in the order of their hashes.
    BLOBS_AFTER = "SELECT hash, size, data FROM blobs WHERE hash > $1 ORDER BY hash LIMIT $2";
}

/// A migration that ran.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ran {
    /// Its number.
    pub version: i64,
    /// Its name.
    pub name: String,
    /// When.
    pub applied_at: Instant,
}

/// Things that wait, and since when the oldest does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting {
    /// How many.
    pub count: i64,
    /// Since when the oldest waits.
    pub oldest: Option<Instant>,
}

/// A consumption that got back more than it took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverRefunded {
    /// The consumption's entry.
    pub id: EntryId,
    /// Hundredths it took, negative.
    pub amount: i64,
    /// Hundredths it got back.
    pub refunded: i64,
}

/// A stored file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blob {
    /// SHA-256 of what was stored, hexadecimal.
    pub hash: String,
    /// Bytes that were stored.
    pub size: i64,
    /// What is there now.
    pub data: Vec<u8>,
}

/// Migrations that ran, in order.
///
/// # Errors
/// As the engine reports; a database without the register is not a desk's.
pub fn migrations_run(tx: &mut Tx<'_>) -> Result<Vec<Ran>, StoreError> {
    tx.query(&MIGRATIONS_RUN, &[])?
        .iter()
        .map(|row| {
            Ok(Ran {
                version: row.int("version")?,
                name: row.text("name")?,
                applied_at: row.instant("applied_at")?,
            })
        })
        .collect()
}

fn waiting(row: &crate::Row, count: &str) -> Result<Waiting, StoreError> {
    Ok(Waiting {
        count: row.int(count)?,
        oldest: row.opt_instant("oldest")?,
    })
}

/// Jobs that were due before `before` and that nobody took.
///
/// # Errors
/// As the engine reports.
pub fn late_jobs(tx: &mut Tx<'_>, before: Instant) -> Result<Waiting, StoreError> {
    waiting(&tx.query_one(&JOBS_LATE, &params![before])?, "jobs")
}

/// Jobs whose lease ended before `before` and that nobody took over.
///
/// # Errors
/// As the engine reports.
pub fn left_jobs(tx: &mut Tx<'_>, before: Instant) -> Result<Waiting, StoreError> {
    waiting(&tx.query_one(&JOBS_LEFT, &params![before])?, "jobs")
}

/// Jobs that were given up.
///
/// # Errors
/// As the engine reports.
pub fn dead_jobs(tx: &mut Tx<'_>) -> Result<Waiting, StoreError> {
    waiting(&tx.query_one(&JOBS_DEAD, &[])?, "jobs")
}

/// Mails stored before `before` that have become nothing yet.
///
/// # Errors
/// As the engine reports.
pub fn waiting_mails(tx: &mut Tx<'_>, before: Instant) -> Result<Waiting, StoreError> {
    waiting(&tx.query_one(&MAILS_WAITING, &params![before])?, "mails")
}

/// Tickets with a clock that will be due after `now` and without a timer.
///
/// # Errors
/// As the engine reports.
pub fn tickets_without_timer(tx: &mut Tx<'_>, now: Instant) -> Result<i64, StoreError> {
    tx.query_one(&CLOCKS_WITHOUT_TIMER, &params![now])?
        .int("tickets")
}

/// Consumptions that got back more than they took, at most `limit`.
///
/// # Errors
/// As the engine reports.
pub fn over_refunded(tx: &mut Tx<'_>, limit: i64) -> Result<Vec<OverRefunded>, StoreError> {
    tx.query(&OVER_REFUNDED, &params![limit])?
        .iter()
        .map(|row| {
            Ok(OverRefunded {
                id: row.id("id")?,
                amount: row.int("amount")?,
                refunded: row.int("refunded")?,
            })
        })
        .collect()
}

/// When the newest audited act happened.
///
/// # Errors
/// As the engine reports.
pub fn newest_audit(tx: &mut Tx<'_>) -> Result<Option<Instant>, StoreError> {
    tx.query_opt(&NEWEST_AUDIT, &[])?
        .map(|row| row.instant("at"))
        .transpose()
}

/// How many stored files there are, and their bytes.
///
/// # Errors
/// As the engine reports.
pub fn blobs_total(tx: &mut Tx<'_>) -> Result<(i64, i64), StoreError> {
    let row = tx.query_one(&BLOBS_TOTAL, &[])?;
    Ok((row.int("files")?, row.int("bytes")?))
}

/// At most `limit` stored files whose hash comes after `after`.
///
/// # Errors
/// As the engine reports.
pub fn blobs_after(tx: &mut Tx<'_>, after: &str, limit: i64) -> Result<Vec<Blob>, StoreError> {
    tx.query(&BLOBS_AFTER, &params![after, limit])?
        .iter()
        .map(|row| {
            Ok(Blob {
                hash: row.text("hash")?,
                size: row.int("size")?,
                data: row.blob("data")?,
            })
        })
        .collect()
}
