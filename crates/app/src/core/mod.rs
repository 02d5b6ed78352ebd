//! The application: what every verb is given, and the one way to write.

mod call;
mod cx;

use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;
use surety_domain::time::Instant;
use surety_store::records::idempotency;
use surety_store::{Db, Tx};

pub use call::{Call, Idempotency};
pub use cx::{Cx, LiveSubject};

use crate::error::AppError;
use crate::heavy::Places;
use crate::ports::{Clock, Entropy, FontSource};
use crate::promises::specs::Specs;

/// Secrets of this installation, made once and kept outside the database.
#[derive(Clone)]
pub struct Keys {
    /// Seals secrets at rest (XChaCha20-Poly1305).
    pub seal: [u8; 32],
    /// Signs reply addresses and Message-IDs (HMAC-SHA-256).
    pub reply: [u8; 32],
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys(…)")
    }
}

/// What the verbs need to know of the installation.
#[derive(Debug, Clone)]
pub struct AppConfig {
    /// Where people reach the desk, without a slash at the end; every link is made from it.
    pub base_url: String,
    /// Domain of reply addresses and of our Message-IDs.
    pub mail_domain: String,
    /// Addresses this desk receives at: mail from one of them is our own.
    pub mail_addresses: Vec<String>,
    /// The desk's name on screens and in mail.
    pub desk_name: String,
    /// Where the fonts of documents come from; none makes no PDF.
    pub fonts: Option<Arc<dyn FontSource>>,
}

impl Default for AppConfig {
    fn default() -> Self {
        Self {
            base_url: "http://localhost:8480".into(),
            mail_domain: "desk.localhost".into(),
            mail_addresses: Vec::new(),
            desk_name: "Surety".into(),
            fonts: None,
        }
    }
}

struct Inner {
    db: Db,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    keys: Keys,
    config: AppConfig,
    specs: Specs,
    changed: tokio::sync::watch::Sender<u64>,
    heavy: Places,
}

/// The application. Cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Inner>);

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App")
            .field("config", &self.0.config)
            .finish_non_exhaustive()
    }
}

tokio::task_local! {
    /// Whether a command of this task answered with a stored answer.
    static REPLAYED: std::cell::Cell<bool>;
}

/// Runs `work` and says whether a command in it was a replay, for the header
/// that tells the caller.
pub async fn noting_replay<F: Future>(work: F) -> (F::Output, bool) {
    REPLAYED
        .scope(std::cell::Cell::new(false), async {
            let output = work.await;
            (output, REPLAYED.with(std::cell::Cell::get))
        })
        .await
}

fn note_replay() {
    // Outside of `noting_replay` nobody asks.
    let _nobody_asks = REPLAYED.try_with(|replayed| replayed.set(true));
}

fn stored_answer<T: DeserializeOwned>(
    call: &Call,
    asked: &Idempotency,
    stored: &idempotency::Stored,
) -> Result<T, AppError> {
    call.check_replay(asked, &stored.fingerprint)?;
    serde_json::from_str(&stored.response)
        .map_err(|e| AppError::Internal(format!("stored answer does not read: {e}")))
}

impl App {
    /// Puts the application together from its ports.
    pub fn new(
        db: Db,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
        keys: Keys,
        config: AppConfig,
    ) -> Self {
        let (changed, _) = tokio::sync::watch::channel(0);
        Self(Arc::new(Inner {
            db,
            clock,
            entropy,
            keys,
            config,
            specs: Specs::default(),
            changed,
            heavy: Places::default(),
        }))
    }

    /// The database.
    pub fn db(&self) -> &Db {
        &self.0.db
    }

    /// The present instant, by the port.
    pub fn now(&self) -> Instant {
        self.0.clock.now()
    }

    /// The installation's secrets.
    pub fn keys(&self) -> &Keys {
        &self.0.keys
    }

    /// The installation's configuration.
    pub fn config(&self) -> &AppConfig {
        &self.0.config
    }

    /// Random bytes for keys and tokens.
    pub fn random_bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.0.entropy.fill(&mut bytes);
        bytes
    }

    /// Changes after every committed write of this process: a hint to look
    /// for live events and due jobs. The poll stays the truth.
    pub fn changes(&self) -> tokio::sync::watch::Receiver<u64> {
        self.0.changed.subscribe()
    }

    fn cx<'a>(&'a self, call: &'a Call, now: Instant) -> Cx<'a> {
        Cx {
            actor: &call.actor,
            now,
            keys: &self.0.keys,
            config: &self.0.config,
            specs: &self.0.specs,
            token: call.token,
            entropy: &*self.0.entropy,
        }
    }

    /// One write transaction: idempotency, work, commit, and only then the answer.
    ///
    /// A request that comes again under its key gets the stored answer; the
    /// key's row is written first, so that a twin on another node waits for
    /// this transaction's end and then finds the answer.
    ///
    /// # Errors
    /// What `work` says, [`AppError::IdempotencyMismatch`], or the store's errors.
    pub async fn command<T>(
        &self,
        call: &Call,
        work: impl Fn(&mut Tx<'_>, &Cx<'_>) -> Result<T, AppError> + Send + Sync + 'static,
    ) -> Result<T, AppError>
    where
        T: Serialize + DeserializeOwned + Send + 'static,
    {
        Ok(self.command_replayable(call, work).await?.0)
    }

    /// As [`App::command`], and says whether the answer is a replay.
    ///
    /// # Errors
    /// As [`App::command`].
    pub async fn command_replayable<T>(
        &self,
        call: &Call,
        work: impl Fn(&mut Tx<'_>, &Cx<'_>) -> Result<T, AppError> + Send + Sync + 'static,
    ) -> Result<(T, bool), AppError>
    where
        T: Serialize + DeserializeOwned + Send + 'static,
    {
        let app = self.clone();
        let call = call.clone();
        let now = self.now();
        let done = self
            .0
            .db
            .write(move |tx| {
                let cx = app.cx(&call, now);
                let Some(idempotency) = &call.idempotency else {
                    let value = work(tx, &cx)?;
                    return Ok::<_, AppError>((value, false));
                };
                let owner = call.key_owner();
                let kept = call.kept_fingerprint(idempotency);
                let asked = idempotency::Asked {
                    actor: &owner,
                    key: &idempotency.key,
                    fingerprint: &kept,
                    at: now,
                };
                let found = idempotency::claim(tx, &asked)?;
                if let Some(stored) = found {
                    return Ok((stored_answer(&call, idempotency, &stored)?, true));
                }
                let value = work(tx, &cx)?;
                let response =
                    serde_json::to_string(&value).map_err(|e| AppError::Internal(e.to_string()))?;
                idempotency::store(tx, &asked, response)?;
                Ok((value, false))
            })
            .await?;
        self.0.changed.send_modify(|n| *n = n.wrapping_add(1));
        if done.1 {
            note_replay();
        }
        Ok(done)
    }

    /// The answer that was given under the call's key, if it has one and it
    /// was used. For verbs that check something before their transaction that
    /// their own first effect makes untrue: without asking here first, a
    /// repeated request would be refused for what it did itself.
    ///
    /// # Errors
    /// [`AppError::IdempotencyMismatch`], or the store's errors.
    pub async fn answered<T>(&self, call: &Call) -> Result<Option<T>, AppError>
    where
        T: DeserializeOwned + Send + 'static,
    {
        let Some(idempotency) = call.idempotency.clone() else {
            return Ok(None);
        };
        let call = call.clone();
        let answer = self
            .0
            .db
            .read(move |tx| {
                idempotency::find(tx, &call.key_owner(), &idempotency.key)?
                    .map(|stored| stored_answer(&call, &idempotency, &stored))
                    .transpose()
            })
            .await?;
        if answer.is_some() {
            note_replay();
        }
        Ok(answer)
    }

    /// The places for work that keeps the process busy for seconds.
    pub fn heavy(&self) -> &Places {
        &self.0.heavy
    }

    /// One read of a consistent snapshot.
    ///
    /// # Errors
    /// What `work` says, or the store's errors.
    pub async fn query<T>(
        &self,
        call: &Call,
        work: impl Fn(&mut Tx<'_>, &Cx<'_>) -> Result<T, AppError> + Send + Sync + 'static,
    ) -> Result<T, AppError>
    where
        T: Send + 'static,
    {
        let app = self.clone();
        let call = call.clone();
        let now = self.now();
        self.0
            .db
            .read(move |tx| work(tx, &app.cx(&call, now)))
            .await
    }
}
