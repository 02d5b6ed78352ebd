//! What the desk needs from the world outside: time, randomness, effects.
//!
//! Adapters live in the binary; tests use the moved clock and the seeded
//! entropy of [`crate::fakes`].

use async_trait::async_trait;
use surety_domain::time::Instant;

/// Where "now" comes from. Nothing else in this crate may read a clock.
pub trait Clock: Send + Sync {
    /// The present instant.
    fn now(&self) -> Instant;
}

/// Where randomness comes from. Nothing else in this crate may make any.
pub trait Entropy: Send + Sync {
    /// Fills the buffer with bytes fit for keys and tokens.
    fn fill(&self, buffer: &mut [u8]);
}

/// Where the fonts of documents come from.
pub trait FontSource: Send + Sync + std::fmt::Debug {
    /// The fonts that there are, best first.
    fn fonts(&self) -> surety_paper::FontSet;
}

/// A mail that is ready to leave.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct OutgoingMail {
    /// The same for every try, so that a repeated delivery can be recognised.
    pub idempotency_key: String,
    /// Envelope sender.
    pub from: String,
    /// Envelope recipients.
    pub to: Vec<String>,
    /// The message as RFC 5322 bytes.
    pub raw: Vec<u8>,
}

/// Why an effect could not be had, and whether it is worth another try.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EffectError {
    /// The other side may take it later.
    #[error("try again later: {0}")]
    Transient(String),
    /// The other side will never take it.
    #[error("refused for good: {0}")]
    Permanent(String),
}

/// Hands mails to a mail server.
#[async_trait]
pub trait MailOut: Send + Sync {
    /// Delivers one mail.
    ///
    /// # Errors
    /// [`EffectError`] says whether another try makes sense.
    async fn send(&self, mail: OutgoingMail) -> Result<(), EffectError>;
}

/// A raw mail that a mailbox has for us.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FetchedMail {
    /// Where the mailbox stood when it gave this mail, so that the cursor can move past it.
    pub cursor: String,
    /// RFC 5322 bytes as received.
    pub raw: Vec<u8>,
}

/// Fetches mails from a mailbox by a cursor, never by the Seen flag.
#[async_trait]
pub trait MailIn: Send + Sync {
    /// Mails after `cursor`, oldest first, at most `limit`.
    ///
    /// # Errors
    /// [`EffectError`] says whether another try makes sense.
    async fn fetch_after(
        &self,
        cursor: Option<&str>,
        limit: usize,
    ) -> Result<Vec<FetchedMail>, EffectError>;
}
