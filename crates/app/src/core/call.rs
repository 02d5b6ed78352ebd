//! Who calls, and under which idempotency key.

use sha2::{Digest as _, Sha256};
use surety_domain::ids::TokenId;
use surety_domain::permission::{Actor, Permission};

use crate::error::AppError;

/// Bytes of a request's fingerprint.
const FINGERPRINT_BYTES: usize = 32;

/// A request that must have one effect however often it is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Idempotency {
    /// Chosen by the caller, 1 to 255 visible ASCII characters.
    pub key: String,
    /// SHA-256 of what was asked, so that another request under the same key is refused.
    pub fingerprint: [u8; 32],
}

/// Who calls, and how.
#[derive(Debug, Clone)]
pub struct Call {
    /// On whose behalf.
    pub actor: Actor,
    /// The API token used, if any.
    pub token: Option<TokenId>,
    /// The request's idempotency key, if any.
    pub idempotency: Option<Idempotency>,
}

impl Call {
    /// A call by a person or a token.
    pub const fn by(actor: Actor) -> Self {
        Self {
            actor,
            token: None,
            idempotency: None,
        }
    }

    /// A call by the desk itself: timers, intake, first start.
    pub const fn system() -> Self {
        Self::by(Actor::system())
    }

    /// The same call under an idempotency key.
    #[must_use]
    pub fn with_key(mut self, key: impl Into<String>, fingerprint: [u8; 32]) -> Self {
        self.idempotency = Some(Idempotency {
            key: key.into(),
            fingerprint,
        });
        self
    }

    /// Whose idempotency keys these are: two callers never share one.
    pub(super) fn key_owner(&self) -> String {
        match (&self.token, &self.actor.user, &self.actor.contact) {
            (Some(token), _, _) => token.to_string(),
            (None, Some(user), _) => user.to_string(),
            (None, None, Some(contact)) => contact.to_string(),
            (None, None, None) => "system".to_owned(),
        }
    }

    /// What is kept with an answer: the request, and what its caller could do
    /// then. A stored answer shows objects, so it is only for a caller who
    /// stands as they stood.
    pub(super) fn kept_fingerprint(&self, idempotency: &Idempotency) -> Vec<u8> {
        let mut kept = idempotency.fingerprint.to_vec();
        kept.extend_from_slice(&self.standing());
        kept
    }

    /// SHA-256 of what the caller may do, and how far it reaches.
    fn standing(&self) -> [u8; 32] {
        let actor = &self.actor;
        let held = actor.effective();
        let words = Permission::ALL
            .iter()
            .filter(|&&permission| held.contains(permission))
            .map(|permission| permission.as_str());
        let mut reach: Vec<String> = actor.teams.iter().map(ToString::to_string).collect();
        reach.extend(actor.accounts.iter().map(ToString::to_string));
        reach.extend(actor.contact.map(|contact| contact.to_string()));
        reach.sort_unstable();
        let mut hash = Sha256::new();
        hash.update(format!("{:?}", actor.kind));
        for word in words.chain(reach.iter().map(String::as_str)) {
            hash.update(b"\n");
            hash.update(word);
        }
        hash.finalize().into()
    }

    /// Whether a stored answer is for this request and this caller as of now.
    pub(super) fn check_replay(
        &self,
        idempotency: &Idempotency,
        stored: &[u8],
    ) -> Result<(), AppError> {
        let (request, standing) = stored.split_at(stored.len().min(FINGERPRINT_BYTES));
        if request != idempotency.fingerprint {
            return Err(AppError::IdempotencyMismatch);
        }
        // Keys from before this was kept have no second part.
        if !standing.is_empty() && standing != self.standing() {
            return Err(AppError::conflict(
                "permissions_changed",
                "what you may do has changed since the first request under this key; look at what became of it",
            ));
        }
        Ok(())
    }
}
