//! A moved clock, seeded randomness and captured effects, for tests and the demo desk.

use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use surety_domain::time::Instant;

use crate::ports::{Clock, EffectError, Entropy, MailOut, OutgoingMail};

/// A clock that stands still until it is moved.
#[derive(Debug)]
pub struct MovedClock(AtomicI64);

impl MovedClock {
    /// A clock that stands at `start`.
    pub const fn new(start: Instant) -> Self {
        Self(AtomicI64::new(start.0))
    }

    /// Moves it to an instant, back or forth.
    pub fn set(&self, to: Instant) {
        self.0.store(to.0, Ordering::SeqCst);
    }

    /// Moves it on by whole seconds.
    pub fn advance(&self, seconds: i64) {
        self.0.fetch_add(
            seconds * surety_domain::time::MICROS_PER_SECOND,
            Ordering::SeqCst,
        );
    }
}

impl Clock for MovedClock {
    fn now(&self) -> Instant {
        Instant(self.0.load(Ordering::SeqCst))
    }
}

/// Randomness that is the same in every run (SplitMix64). Never for keys.
#[derive(Debug)]
pub struct SeededEntropy(AtomicU64);

impl SeededEntropy {
    /// Starts at a seed.
    pub const fn new(seed: u64) -> Self {
        Self(AtomicU64::new(seed))
    }

    fn next(&self) -> u64 {
        let mut z = self
            .0
            .fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::SeqCst)
            .wrapping_add(0x9E37_79B9_7F4A_7C15);
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
}

impl Entropy for SeededEntropy {
    fn fill(&self, buffer: &mut [u8]) {
        for chunk in buffer.chunks_mut(8) {
            let bytes = self.next().to_le_bytes();
            chunk.copy_from_slice(&bytes[..chunk.len()]);
        }
    }
}

/// A mail server that keeps what it is given.
#[derive(Debug, Default)]
pub struct CapturedMail(Mutex<Vec<OutgoingMail>>);

impl CapturedMail {
    /// What was sent, oldest first.
    pub fn sent(&self) -> Vec<OutgoingMail> {
        self.0.lock().map(|sent| sent.clone()).unwrap_or_default()
    }
}

#[async_trait::async_trait]
impl MailOut for CapturedMail {
    async fn send(&self, mail: OutgoingMail) -> Result<(), EffectError> {
        self.0
            .lock()
            .map_err(|_| EffectError::Transient("the outbox of this test is poisoned".into()))?
            .push(mail);
        Ok(())
    }
}

/// Switches that take one safeguard away, for the controls of tests: what
/// guards must be seen to guard.
#[cfg(feature = "testing")]
pub mod sabotage {
    use std::sync::atomic::{AtomicBool, Ordering};

    static SKIP_LOCK: AtomicBool = AtomicBool::new(false);
    static KEEP_NO_FIRINGS: AtomicBool = AtomicBool::new(false);

    /// From now on nothing is written down of the escalation steps that fire.
    pub fn keep_no_firings() {
        KEEP_NO_FIRINGS.store(true, Ordering::SeqCst);
    }

    pub(crate) fn firings_are_lost() -> bool {
        KEEP_NO_FIRINGS.load(Ordering::SeqCst)
    }

    /// From now on credits are drawn without the bucket's lock.
    pub fn skip_the_bucket_lock() {
        SKIP_LOCK.store(true, Ordering::SeqCst);
    }

    pub(crate) fn lock_is_skipped() -> bool {
        SKIP_LOCK.load(Ordering::SeqCst)
    }
}
