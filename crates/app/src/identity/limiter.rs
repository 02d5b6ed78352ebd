//! Tries are counted in the database before the check, under a lock, so that
//! five hundred at once on three nodes are still ten.

use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::login;

use super::limits::{LOGIN_SLOT_SECONDS, LOGIN_WINDOW_SECONDS};
use crate::error::AppError;

/// Counts one try of `subject`, unless `limit` tries were made within the
/// window already: then nothing is counted and the seconds to wait come back.
/// The caller must commit either way.
pub(super) fn count_try(
    tx: &mut Tx<'_>,
    subject: &str,
    limit: i64,
    now: Instant,
) -> Result<Option<i64>, AppError> {
    login::lock(tx, subject)?;
    let since = now.plus_seconds(-LOGIN_WINDOW_SECONDS);
    let so_far = login::attempts(tx, subject, since)?;
    if so_far.attempts >= limit {
        let free_at = so_far.first.plus_seconds(LOGIN_WINDOW_SECONDS);
        let wait = free_at.seconds() - now.seconds() + 1;
        return Ok(Some(wait.clamp(1, LOGIN_WINDOW_SECONDS)));
    }
    let slot = now.seconds().div_euclid(LOGIN_SLOT_SECONDS) * LOGIN_SLOT_SECONDS;
    // A slot starts before its tries, so it is dated by its end: a try counts
    // for the whole window at least.
    login::count(
        tx,
        subject,
        Instant::from_seconds(slot + LOGIN_SLOT_SECONDS),
    )?;
    Ok(None)
}
