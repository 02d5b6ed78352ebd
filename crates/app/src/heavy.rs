//! Work that keeps a processor and a reader of the database busy for seconds:
//! simulations, and effects on open tickets. A process takes on a few at a time.

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::error::AppError;

/// Simulations and effects that a process works on at a time.
pub const HEAVY_AT_ONCE: usize = 2;
/// Seconds after which to try again when there are more.
pub const HEAVY_RETRY_SECONDS: i64 = 2;

/// The places for such work.
#[derive(Debug)]
pub struct Places(Arc<Semaphore>);

impl Default for Places {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(HEAVY_AT_ONCE)))
    }
}

impl Places {
    /// A place, held until it is dropped: by whatever does the work, which goes
    /// on when nobody waits for the answer any more.
    ///
    /// # Errors
    /// `too_busy` when [`HEAVY_AT_ONCE`] others have one.
    pub fn take(&self) -> Result<OwnedSemaphorePermit, AppError> {
        Arc::clone(&self.0)
            .try_acquire_owned()
            .map_err(|_| AppError::Busy {
                retry_after_seconds: HEAVY_RETRY_SECONDS,
            })
    }
}
