//! Live events: what changed, in the order it was written, for whoever watches.

use surety_domain::time::Instant;

use crate::{Row, SqlText, StoreError, Tx, Value, params, sql};

sql! {
    /// Adds an event.
    INSERT = "INSERT INTO live_events (at, kind, subject, data) VALUES ($1, $2, $3, $4)";
    /// Events after a sequence number. On PostgreSQL a lower number may be
    /// committed later, so readers remember the gaps and ask for them again.
    AFTER = "SELECT seq, at, kind, subject, data FROM live_events WHERE seq > $1 ORDER BY seq LIMIT $2";
    /// Events up to a sequence number that began at an instant or later.
    /// What was committed after that number had been handed out is among them.
    UP_TO = "SELECT seq, at, kind, subject, data FROM live_events
             WHERE seq <= $1 AND at >= $2 ORDER BY seq LIMIT $3";
    /// When the newest event up to a sequence number began.
    BEGAN = "SELECT at FROM live_events WHERE seq <= $1 ORDER BY seq DESC LIMIT 1";
    /// The ends of what is kept.
    BOUNDS = "SELECT COALESCE(MIN(seq), 0) AS first, COALESCE(MAX(seq), 0) AS last FROM live_events";
    /// Forgets old events.
    PRUNE = "DELETE FROM live_events WHERE at < $1";
}

/// One event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiveEvent {
    /// Its number; the id that a stream resumes from.
    pub seq: i64,
    /// When.
    pub at: Instant,
    /// What kind, e.g. `ticket`.
    pub kind: String,
    /// JSON: what a subscriber's permission is asked for.
    pub subject: String,
    /// JSON: what changed.
    pub data: String,
}

impl LiveEvent {
    fn read(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            seq: row.int("seq")?,
            at: row.instant("at")?,
            kind: row.text("kind")?,
            subject: row.text("subject")?,
            data: row.text("data")?,
        })
    }
}

/// Adds an event.
///
/// # Errors
/// As the engine reports.
pub fn insert(
    tx: &mut Tx<'_>,
    at: Instant,
    kind: &str,
    subject: &str,
    data: &str,
) -> Result<(), StoreError> {
    tx.later(&INSERT, params![at, kind, subject, data])?;
    Ok(())
}

/// Events after `seq`, oldest first, at most `limit`.
///
/// # Errors
/// As the engine reports.
pub fn after(tx: &mut Tx<'_>, seq: i64, limit: i64) -> Result<Vec<LiveEvent>, StoreError> {
    tx.query(&AFTER, &params![seq, limit])?
        .iter()
        .map(LiveEvent::read)
        .collect()
}

/// Those of these sequence numbers that are there, in their order.
///
/// # Errors
/// As the engine reports.
pub fn of(tx: &mut Tx<'_>, numbers: &[i64]) -> Result<Vec<LiveEvent>, StoreError> {
    let mut text =
        SqlText::new("SELECT seq, at, kind, subject, data FROM live_events WHERE seq IN (");
    text.list(numbers.len()).push(") ORDER BY seq");
    let numbers: Vec<Value> = numbers.iter().map(|n| Value::Int(*n)).collect();
    tx.query_dynamic(&text, &numbers)?
        .iter()
        .map(LiveEvent::read)
        .collect()
}

/// Events up to `seq` that began within `seconds` before it, oldest first, at
/// most `limit`.
///
/// # Errors
/// As the engine reports.
pub fn up_to(
    tx: &mut Tx<'_>,
    seq: i64,
    seconds: i64,
    limit: i64,
) -> Result<Vec<LiveEvent>, StoreError> {
    let Some(newest) = tx.query_opt(&BEGAN, &params![seq])? else {
        return Ok(Vec::new());
    };
    let since = newest.instant("at")?.plus_seconds(-seconds);
    tx.query(&UP_TO, &params![seq, since, limit])?
        .iter()
        .map(LiveEvent::read)
        .collect()
}

/// The first and the last sequence number that are kept; zeros when there is none.
///
/// # Errors
/// As the engine reports.
pub fn bounds(tx: &mut Tx<'_>) -> Result<(i64, i64), StoreError> {
    let row = tx.query_one(&BOUNDS, &[])?;
    Ok((row.int("first")?, row.int("last")?))
}

/// Forgets events before `before`; returns how many.
///
/// # Errors
/// As the engine reports.
pub fn prune(tx: &mut Tx<'_>, before: Instant) -> Result<u64, StoreError> {
    tx.execute(&PRUNE, &params![before])
}
