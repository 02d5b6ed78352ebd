//! Reading bodies: bounded in size, in time and in what they hold of memory.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use http_body_util::BodyExt;
use hyper::body::Body as HttpBody;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::Instant;

use crate::limits;

/// Bytes of the budget that are taken at a time.
const STEP: usize = 16 * 1024;

/// Bytes that the bodies of one node may hold together. Cheap to clone.
#[derive(Debug, Clone)]
pub struct BodyBudget(Arc<Semaphore>);

impl Default for BodyBudget {
    fn default() -> Self {
        Self::of(limits::BODY_BUFFERED_BYTES)
    }
}

impl BodyBudget {
    /// A budget of so many bytes, in whole steps of 16 KiB.
    pub(super) fn of(bytes: usize) -> Self {
        Self(Arc::new(Semaphore::new(bytes / STEP)))
    }

    /// Steps that are free, for tests.
    #[cfg(test)]
    pub(super) fn free(&self) -> usize {
        self.0.available_permits()
    }

    /// Takes what `bytes` need beyond what is held.
    fn hold(&self, held: &mut Option<OwnedSemaphorePermit>, bytes: usize) -> Result<(), BodyError> {
        let have = held.as_ref().map_or(0, OwnedSemaphorePermit::num_permits);
        let more = bytes.div_ceil(STEP).saturating_sub(have);
        if more == 0 {
            return Ok(());
        }
        let more = u32::try_from(more).map_err(|_| BodyError::Busy)?;
        let permit = Arc::clone(&self.0)
            .try_acquire_many_owned(more)
            .map_err(|_| BodyError::Busy)?;
        match held {
            Some(held) => held.merge(permit),
            None => *held = Some(permit),
        }
        Ok(())
    }
}

/// Why a body was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BodyError {
    /// More bytes than the limit.
    TooLarge,
    /// Slower than [`limits::BODY_MIN_BYTES_PER_SECOND`], or stalled.
    TooSlow,
    /// The node holds too many bodies.
    Busy,
    /// The connection broke.
    Broken,
}

/// A body's bytes with their part of the budget, which goes back with them.
struct Held {
    bytes: Vec<u8>,
    _permit: Option<OwnedSemaphorePermit>,
}

impl AsRef<[u8]> for Held {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

/// Reads a whole body of at most `limit` bytes that does not dawdle.
///
/// # Errors
/// [`BodyError`] says which limit was passed.
pub(crate) async fn read_body(
    body: Body,
    limit: usize,
    budget: &BodyBudget,
) -> Result<Bytes, BodyError> {
    read_body_within(body, limit, limits::BODY_GRACE, limits::BODY_STALL, budget).await
}

#[expect(
    clippy::disallowed_methods,
    reason = "times a connection by the runtime's clock, which tests can move; no rule of the desk depends on it"
)]
pub(super) async fn read_body_within(
    mut body: Body,
    limit: usize,
    grace: Duration,
    stall: Duration,
    budget: &BodyBudget,
) -> Result<Bytes, BodyError> {
    let hint = body.size_hint();
    if hint.lower() > limit as u64 {
        return Err(BodyError::TooLarge);
    }
    let started = Instant::now();
    let mut permit = None;
    let mut whole = Vec::new();
    loop {
        let earned = whole.len() as u64 / limits::BODY_MIN_BYTES_PER_SECOND;
        let deadline = started + grace + Duration::from_secs(earned);
        let deadline = deadline.min(Instant::now() + stall);
        match tokio::time::timeout_at(deadline, body.frame()).await {
            Err(_elapsed) => return Err(BodyError::TooSlow),
            Ok(None) => {
                return Ok(Bytes::from_owner(Held {
                    bytes: whole,
                    _permit: permit,
                }));
            }
            Ok(Some(Err(_))) => return Err(BodyError::Broken),
            Ok(Some(Ok(frame))) => {
                if let Ok(data) = frame.into_data() {
                    if whole.len() + data.len() > limit {
                        return Err(BodyError::TooLarge);
                    }
                    budget.hold(&mut permit, whole.len() + data.len())?;
                    whole.extend_from_slice(&data);
                }
            }
        }
    }
}
