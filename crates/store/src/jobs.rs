//! Jobs, outbox and timers: one table.
//!
//! Enqueueing is an insert in the caller's transaction, so what is to follow is
//! kept exactly when its cause is. A claim is a lease with a fencing number,
//! not an open transaction: a worker that was slow finds its number outdated
//! and must undo what it did. A keyed job is a timer: there is at most one of
//! a key and setting it again moves it.
//!
//! A job may be run early, late or twice (a lease ran out); what it does must
//! look at the facts and end with [`complete`] in the same transaction.

use surety_domain::ids::JobId;
use surety_domain::time::Instant;

use crate::sql;
use crate::{Row, StoreError, Tx, params};

/// How often a job is claimed before it is given up as dead.
pub const MAX_ATTEMPTS: i64 = 20;

/// Characters of an error that are kept with its job.
pub const MAX_ERROR_CHARS: usize = 2_000;

/// The channel that is woken when a job is added or moved.
pub const WAKEUP: &str = "jobs";

sql! {
    /// Adds a job without a key.
    ENQUEUE = "INSERT INTO jobs (id, kind, key, version, payload, run_at, state, attempt, fence, \
                 rearmed, created_at) \
               VALUES ($1, $2, NULL, $3, $4, $5, 'ready', 0, 0, 0, $6)";

    /// Adds or moves the job of a key. One that is running stays claimed and is
    /// run again afterwards; one that would not change is not written.
    UPSERT_TIMER = "INSERT INTO jobs (id, kind, key, version, payload, run_at, state, attempt, \
                      fence, rearmed, created_at) \
                    VALUES ($1, $2, $3, $4, $5, $6, 'ready', 0, 0, 0, $7) \
                    ON CONFLICT (key) DO UPDATE SET \
                      kind = excluded.kind, version = excluded.version, \
                      payload = excluded.payload, run_at = excluded.run_at, \
                      attempt = CASE WHEN jobs.state = 'running' THEN jobs.attempt ELSE 0 END, \
                      rearmed = CASE WHEN jobs.state = 'running' THEN 1 ELSE 0 END, \
                      last_error = CASE WHEN jobs.state = 'running' THEN jobs.last_error ELSE NULL END, \
                      state = CASE WHEN jobs.state = 'running' THEN 'running' ELSE 'ready' END \
                    WHERE jobs.state <> 'ready' OR jobs.run_at <> excluded.run_at \
                      OR jobs.payload <> excluded.payload OR jobs.kind <> excluded.kind \
                      OR jobs.version <> excluded.version";

    /// Adds the first job of a key.
    FIRST_TIMER = "INSERT INTO jobs (id, kind, key, version, payload, run_at, state, attempt, \
                     fence, rearmed, created_at) \
                   VALUES ($1, $2, $3, $4, $5, $6, 'ready', 0, 0, 0, $7)";

    /// The job of a key, if it is due or somebody is at it.
    TIMER_DUE = "SELECT id FROM jobs WHERE key = $1 AND (state = 'running' OR (state = 'ready' AND run_at <= $2))";

    /// Removes the job of a key.
    DELETE_KEYED = "DELETE FROM jobs WHERE key = $1";

    /// Removes the job of a key unless somebody is at it.
    DISARM_WAITING = "DELETE FROM jobs WHERE key = $1 AND state <> 'running'";

    /// The job of a key that somebody is at will not come again.
    DISARM_RUNNING = "UPDATE jobs SET rearmed = 0 WHERE key = $1 AND state = 'running'";

    /// Takes what is due, the longest waiting first.
    CLAIM_DUE = "WITH due AS MATERIALIZED ( \
                   SELECT id FROM jobs WHERE state = 'ready' AND run_at <= $1 \
                   ORDER BY run_at, id LIMIT $2 FOR UPDATE SKIP LOCKED) \
                 UPDATE jobs SET state = 'running', attempt = jobs.attempt + 1, \
                   fence = jobs.fence + 1, lease_until = $3, node = $4 \
                 FROM due WHERE jobs.id = due.id \
                 RETURNING jobs.id AS id, kind, key, version, payload, run_at, state, attempt, fence";

    /// Takes over what somebody claimed and did not finish in time; gives up
    /// what has been tried too often.
    CLAIM_EXPIRED = "WITH due AS MATERIALIZED ( \
                       SELECT id FROM jobs WHERE state = 'running' AND lease_until <= $1 AND lease_until IS NOT NULL \
                       ORDER BY lease_until LIMIT $2 FOR UPDATE SKIP LOCKED) \
                     UPDATE jobs SET \
                       state = CASE WHEN attempt >= $5 THEN 'dead' ELSE 'running' END, \
                       attempt = CASE WHEN attempt >= $5 THEN attempt ELSE attempt + 1 END, \
                       rearmed = CASE WHEN attempt >= $5 THEN 0 ELSE rearmed END, \
                       lease_until = CASE WHEN attempt >= $5 THEN NULL ELSE CAST($3 AS BIGINT) END, \
                       last_error = CASE WHEN attempt >= $5 THEN 'the lease ran out too often' \
                                    ELSE last_error END, \
                       fence = fence + 1, node = $4 \
                     FROM due WHERE jobs.id = due.id \
                     RETURNING jobs.id AS id, kind, key, version, payload, run_at, state, attempt, fence";

    /// A job that is done and was not moved meanwhile goes away.
    FINISH = "DELETE FROM jobs WHERE id = $1 AND fence = $2 AND state = 'running' AND rearmed = 0";

    /// One that was moved while it ran is ready for its new time.
    REARM = "UPDATE jobs SET state = 'ready', rearmed = 0, attempt = 0, lease_until = NULL, \
               node = NULL, last_error = NULL \
             WHERE id = $1 AND fence = $2 AND state = 'running' AND rearmed = 1";

    /// After a failure: ready again later, or dead. One that was moved
    /// meanwhile keeps its new time.
    FAIL = "UPDATE jobs SET \
              state = CASE WHEN rearmed = 0 AND (CAST($4 AS BIGINT) = 1 OR attempt >= $5) THEN 'dead' ELSE 'ready' END, \
              run_at = CASE WHEN rearmed = 1 THEN run_at ELSE CAST($3 AS BIGINT) END, \
              rearmed = 0, lease_until = NULL, node = NULL, last_error = $6 \
            WHERE id = $1 AND fence = $2 AND state = 'running'";

    /// More time for a job in hand.
    EXTEND_LEASE = "UPDATE jobs SET lease_until = $3 \
                    WHERE id = $1 AND fence = $2 AND state = 'running'";

    /// When the next job is due.
    NEXT_DUE = "SELECT run_at AS due_at FROM jobs WHERE state = 'ready' ORDER BY run_at, id LIMIT 1";

    /// When the next lease runs out.
    NEXT_EXPIRY = "SELECT lease_until AS due_at FROM jobs \
                   WHERE state = 'running' AND lease_until IS NOT NULL \
                   ORDER BY lease_until LIMIT 1";

    /// The job of a key.
    FIND_KEYED = "SELECT id, kind, key, version, payload, run_at, state, attempt, fence \
                  FROM jobs WHERE key = $1";

    /// What was given up, the newest first.
    LIST_DEAD = "SELECT id, kind, key, version, payload, run_at, state, attempt, fence, last_error, \
                   created_at \
                 FROM jobs WHERE state = 'dead' ORDER BY created_at DESC, id DESC LIMIT $1";

    /// Another chance for a dead job.
    REVIVE = "UPDATE jobs SET state = 'ready', attempt = 0, run_at = $2 \
              WHERE id = $1 AND state = 'dead'";

    /// How many jobs are in each state.
    COUNT_BY_STATE = "SELECT state, count(*) AS jobs FROM jobs GROUP BY state ORDER BY state";

    /// The first to insert a slot wins it.
    WIN_SLOT = "INSERT INTO cron_slots (name, slot) VALUES ($1, $2) ON CONFLICT DO NOTHING";

    /// Slots nobody asks for any more.
    FORGET_SLOTS = "DELETE FROM cron_slots WHERE name = $1 AND slot < $2";
}

/// A job to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewJob<'a> {
    /// Its id; for a timer only used when the key is new.
    pub id: JobId,
    /// Which handler runs it.
    pub kind: &'a str,
    /// The version of the payload's form.
    pub version: i64,
    /// What the handler needs, as JSON text.
    pub payload: &'a str,
    /// When it is due.
    pub run_at: Instant,
    /// Now.
    pub created_at: Instant,
}

/// The state of a job. A job that is done is no longer there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum JobState {
    /// Waits for its time.
    Ready,
    /// Somebody holds its lease.
    Running,
    /// Given up; a person decides.
    Dead,
}

impl JobState {
    /// The word that is stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Running => "running",
            Self::Dead => "dead",
        }
    }

    fn read(word: &str) -> Option<Self> {
        [Self::Ready, Self::Running, Self::Dead]
            .into_iter()
            .find(|state| state.as_str() == word)
    }
}

/// A job as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Its id.
    pub id: JobId,
    /// Which handler runs it.
    pub kind: String,
    /// The key of a timer.
    pub key: Option<String>,
    /// The version of the payload's form.
    pub version: i64,
    /// What the handler needs, as JSON text.
    pub payload: String,
    /// When it is or was due.
    pub run_at: Instant,
    /// Where it stands.
    pub state: JobState,
    /// How often it was claimed, this time included.
    pub attempt: i64,
    /// The fencing number of this claim.
    pub fence: i64,
}

impl Job {
    fn read(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.id("id")?,
            kind: row.text("kind")?,
            key: row.opt_text("key")?,
            version: row.int("version")?,
            payload: row.text("payload")?,
            run_at: row.instant("run_at")?,
            state: row.parsed("state", JobState::read)?,
            attempt: row.int("attempt")?,
            fence: row.int("fence")?,
        })
    }
}

/// A job that was given up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadJob {
    /// The job.
    pub job: Job,
    /// What its last run said.
    pub last_error: Option<String>,
    /// When it was added.
    pub created_at: Instant,
}

/// What a claim gave.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Claimed {
    /// To be run now, the longest waiting first.
    pub jobs: Vec<Job>,
    /// Given up because their leases ran out too often; for the log.
    pub died: Vec<Job>,
}

/// Adds a job.
///
/// # Errors
/// Any [`StoreError`].
pub fn enqueue(tx: &mut Tx<'_>, job: &NewJob<'_>) -> Result<(), StoreError> {
    tx.notify(WAKEUP);
    tx.execute(
        &ENQUEUE,
        &params![
            job.id,
            job.kind,
            job.version,
            job.payload,
            job.run_at,
            job.created_at
        ],
    )?;
    Ok(())
}

/// Sets the timer `key`: adds its job or moves the one that is there. A job
/// that is running now is run again at the new time. Answers whether anything
/// changed.
///
/// # Errors
/// Any [`StoreError`].
pub fn upsert_timer(tx: &mut Tx<'_>, key: &str, job: &NewJob<'_>) -> Result<bool, StoreError> {
    let changed = tx.execute(
        &UPSERT_TIMER,
        &params![
            job.id,
            job.kind,
            key,
            job.version,
            job.payload,
            job.run_at,
            job.created_at
        ],
    )?;
    if changed > 0 {
        tx.notify(WAKEUP);
    }
    Ok(changed > 0)
}

/// As [`upsert_timer`] for a key that cannot have a timer yet, because what it
/// names is new; nobody waits for the answer.
///
/// # Errors
/// As [`Tx::later`]; a conflict when there is one.
pub fn first_timer(tx: &mut Tx<'_>, key: &str, job: &NewJob<'_>) -> Result<(), StoreError> {
    tx.notify(WAKEUP);
    tx.later(
        &FIRST_TIMER,
        params![
            job.id,
            job.kind,
            key,
            job.version,
            job.payload,
            job.run_at,
            job.created_at
        ],
    )
}

/// Whether the job of a key is to run now, or runs.
///
/// # Errors
/// As the engine reports.
pub fn timer_due(tx: &mut Tx<'_>, key: &str, now: Instant) -> Result<bool, StoreError> {
    Ok(tx.query_opt(&TIMER_DUE, &params![key, now])?.is_some())
}

/// Nothing more is to be done for the timer `key`: one that waits goes away, one
/// that is running ends with its worker and does not come again. A job that
/// takes its own timer away uses this, or it could not end any more.
///
/// # Errors
/// Any [`StoreError`].
pub fn disarm(tx: &mut Tx<'_>, key: &str) -> Result<(), StoreError> {
    tx.execute(&DISARM_WAITING, &params![key])?;
    tx.execute(&DISARM_RUNNING, &params![key])?;
    Ok(())
}

/// Removes the timer `key`, also one that is running: its worker will find that
/// it cannot complete. Answers whether there was one.
///
/// # Errors
/// Any [`StoreError`].
pub fn delete_keyed(tx: &mut Tx<'_>, key: &str) -> Result<bool, StoreError> {
    Ok(tx.execute(&DELETE_KEYED, &params![key])? > 0)
}

/// The job of a key.
///
/// # Errors
/// Any [`StoreError`].
pub fn find_keyed(tx: &mut Tx<'_>, key: &str) -> Result<Option<Job>, StoreError> {
    tx.query_opt(&FIND_KEYED, &params![key])?
        .map(|row| Job::read(&row))
        .transpose()
}

/// Takes at most `limit` jobs that are due at `now`, those with an expired
/// lease first, and holds them for `lease_seconds` in the name of `node`.
///
/// # Errors
/// Any [`StoreError`].
pub fn claim_due(
    tx: &mut Tx<'_>,
    now: Instant,
    limit: u32,
    lease_seconds: i64,
    node: &str,
) -> Result<Claimed, StoreError> {
    let until = now.plus_seconds(lease_seconds);
    let mut claimed = Claimed::default();
    let expired = tx.query(
        &CLAIM_EXPIRED,
        &params![now, limit, until, node, MAX_ATTEMPTS],
    )?;
    for row in &expired {
        let job = Job::read(row)?;
        match job.state {
            JobState::Dead => claimed.died.push(job),
            JobState::Ready | JobState::Running => claimed.jobs.push(job),
        }
    }
    let left = limit.saturating_sub(u32::try_from(expired.len()).unwrap_or(limit));
    if left > 0 {
        for row in tx.query(&CLAIM_DUE, &params![now, left, until, node])? {
            claimed.jobs.push(Job::read(&row)?);
        }
    }
    // RETURNING promises no order.
    claimed.jobs.sort_by_key(|job| (job.run_at, job.id));
    Ok(claimed)
}

/// Ends a claim: the job is done. `false` means that the lease was lost (it ran
/// out and somebody else has the job, or the job was deleted): the caller must
/// undo its transaction.
///
/// # Errors
/// Any [`StoreError`].
pub fn complete(tx: &mut Tx<'_>, id: JobId, fence: i64) -> Result<bool, StoreError> {
    if tx.execute(&FINISH, &params![id, fence])? > 0 {
        return Ok(true);
    }
    let rearmed = tx.execute(&REARM, &params![id, fence])? > 0;
    if rearmed {
        tx.notify(WAKEUP);
    }
    Ok(rearmed)
}

/// Ends a claim with a failure: ready again at `retry_at`, or dead when that is
/// `None` or [`MAX_ATTEMPTS`] are used up. `false` means that the lease was
/// lost.
///
/// # Errors
/// Any [`StoreError`].
pub fn fail(
    tx: &mut Tx<'_>,
    id: JobId,
    fence: i64,
    error: &str,
    retry_at: Option<Instant>,
) -> Result<bool, StoreError> {
    let error: String = crate::text::without_nul(error)
        .chars()
        .take(MAX_ERROR_CHARS)
        .collect();
    let changed = tx.execute(
        &FAIL,
        &params![
            id,
            fence,
            retry_at.unwrap_or(Instant(0)),
            retry_at.is_none(),
            MAX_ATTEMPTS,
            error
        ],
    )?;
    if changed > 0 {
        tx.notify(WAKEUP);
    }
    Ok(changed > 0)
}

/// Holds a claim until `until`. `false` means that the lease was lost.
///
/// # Errors
/// Any [`StoreError`].
pub fn extend_lease(
    tx: &mut Tx<'_>,
    id: JobId,
    fence: i64,
    until: Instant,
) -> Result<bool, StoreError> {
    Ok(tx.execute(&EXTEND_LEASE, &params![id, fence, until])? > 0)
}

/// When there will next be something to claim: a job that is due or a lease
/// that runs out. Also in the past; `None` when there is nothing at all.
///
/// # Errors
/// Any [`StoreError`].
pub fn next_run_at(tx: &mut Tx<'_>) -> Result<Option<Instant>, StoreError> {
    let mut next = None;
    for stmt in [&NEXT_DUE, &NEXT_EXPIRY] {
        if let Some(row) = tx.query_opt(stmt, &[])? {
            let at = row.instant("due_at")?;
            next = Some(next.map_or(at, |n: Instant| n.min(at)));
        }
    }
    Ok(next)
}

/// What was given up, the newest first.
///
/// # Errors
/// Any [`StoreError`].
pub fn list_dead(tx: &mut Tx<'_>, limit: u32) -> Result<Vec<DeadJob>, StoreError> {
    tx.query(&LIST_DEAD, &params![limit])?
        .iter()
        .map(|row| {
            Ok(DeadJob {
                job: Job::read(row)?,
                last_error: row.opt_text("last_error")?,
                created_at: row.instant("created_at")?,
            })
        })
        .collect()
}

/// Gives a dead job another [`MAX_ATTEMPTS`] from `run_at` on. `false` when it
/// is not dead.
///
/// # Errors
/// Any [`StoreError`].
pub fn revive(tx: &mut Tx<'_>, id: JobId, run_at: Instant) -> Result<bool, StoreError> {
    tx.notify(WAKEUP);
    Ok(tx.execute(&REVIVE, &params![id, run_at])? > 0)
}

/// How many jobs are in each state, for metrics. Reads the whole table.
///
/// # Errors
/// Any [`StoreError`].
pub fn count_by_state(tx: &mut Tx<'_>) -> Result<Vec<(JobState, i64)>, StoreError> {
    tx.query(&COUNT_BY_STATE, &[])?
        .iter()
        .map(|row| Ok((row.parsed("state", JobState::read)?, row.int("jobs")?)))
        .collect()
}

/// Tries to win the slot `slot` of the recurring work `name`, for example the
/// number of the minute. `true` for exactly one caller.
///
/// # Errors
/// Any [`StoreError`].
pub fn win_slot(tx: &mut Tx<'_>, name: &str, slot: i64) -> Result<bool, StoreError> {
    Ok(tx.execute(&WIN_SLOT, &params![name, slot])? > 0)
}

/// Forgets the slots of `name` before `slot`; answers how many.
///
/// # Errors
/// Any [`StoreError`].
pub fn forget_slots(tx: &mut Tx<'_>, name: &str, slot: i64) -> Result<u64, StoreError> {
    tx.execute(&FORGET_SLOTS, &params![name, slot])
}

#[cfg(test)]
mod tests;
