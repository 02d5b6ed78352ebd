//! Takes away what has ended: sessions, tries to sign in, links, answers kept
//! under idempotency keys, files that no message took, tables of accounts.

use serde::{Deserialize, Serialize};
use surety_store::records::{idempotency, upkeep};

use crate::core::{App, Call};
use crate::error::AppError;
use crate::identity::session;

/// How long an answer is kept under its idempotency key, seconds. A client
/// must give up repeating a request before.
pub const IDEMPOTENCY_KEEP_SECONDS: i64 = 48 * 3_600;
/// How long a file waits for the message it was sent up for, seconds.
pub const UNCLAIMED_KEEP_SECONDS: i64 = 24 * 3_600;
/// Keys taken away in one transaction.
const KEYS_AT_ONCE: i64 = 2_000;
/// Files taken away in one transaction.
const FILES_AT_ONCE: i64 = 50;

/// Tables of accounts taken away in one transaction; each has its lines.
const IMPORTS_AT_ONCE: i64 = 5;

/// What went away.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pruned {
    /// Sessions, tries to sign in, and links.
    pub sign_in: u64,
    /// Answers under idempotency keys.
    pub idempotency_keys: u64,
    /// Files that no message took.
    pub files: u64,
    /// Tables of accounts: drafts, and those that ended long ago.
    pub imports: u64,
}

/// Takes away everything that has ended, in bounded transactions.
///
/// # Errors
/// As the store reports; what went away before stays away.
pub async fn all(app: &App) -> Result<Pruned, AppError> {
    let mut gone = Pruned {
        sign_in: session::prune(app).await?,
        ..Pruned::default()
    };
    loop {
        let some = app
            .command(&Call::system(), |tx, cx| {
                let before = cx.now.plus_seconds(-IDEMPOTENCY_KEEP_SECONDS);
                Ok(idempotency::prune(tx, before, KEYS_AT_ONCE)?)
            })
            .await?;
        gone.idempotency_keys += some;
        if some == 0 {
            break;
        }
    }
    loop {
        let some = app
            .command(&Call::system(), |tx, cx| {
                let before = cx.now.plus_seconds(-UNCLAIMED_KEEP_SECONDS);
                Ok(upkeep::forget_unclaimed(tx, before, FILES_AT_ONCE)?)
            })
            .await?;
        gone.files += some;
        if some == 0 {
            break;
        }
    }
    loop {
        let some = app
            .command(&Call::system(), |tx, cx| {
                crate::accounts::import::forget_old(tx, cx.now, IMPORTS_AT_ONCE)
            })
            .await?;
        gone.imports += some;
        if some == 0 {
            break;
        }
    }
    Ok(gone)
}
