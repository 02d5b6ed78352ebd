//! The application: what every verb is given, and the one way to write.

use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest as _, Sha256};
use surety_domain::ids::{AuditId, TokenId};
use surety_domain::permission::{Actor, ActorKind, Permission, Subject, Verdict, permits};
use surety_domain::time::Instant;
use surety_store::records::{audit, idempotency, live};
use surety_store::{Db, Tx};

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
    fn key_owner(&self) -> String {
        match (&self.token, &self.actor.user, &self.actor.contact) {
            (Some(token), _, _) => token.to_string(),
            (None, Some(user), _) => user.to_string(),
            (None, None, Some(contact)) => contact.to_string(),
            (None, None, None) => "system".to_owned(),
        }
    }
}

/// Bytes of a request's fingerprint.
const FINGERPRINT_BYTES: usize = 32;

impl Call {
    /// What is kept with an answer: the request, and what its caller could do
    /// then. A stored answer shows objects, so it is only for a caller who
    /// stands as they stood.
    fn kept_fingerprint(&self, idempotency: &Idempotency) -> Vec<u8> {
        let mut kept = idempotency.fingerprint.to_vec();
        kept.extend_from_slice(&self.standing());
        kept
    }

    /// SHA-256 of what the caller may do, and how far it reaches.
    fn standing(&self) -> [u8; 32] {
        let actor = &self.actor;
        let held = actor.effective();
        let mut words: Vec<String> = Permission::ALL
            .iter()
            .filter(|&&permission| held.contains(permission))
            .map(|permission| permission.as_str().to_owned())
            .collect();
        let mut reach: Vec<String> = actor.teams.iter().map(ToString::to_string).collect();
        reach.extend(actor.accounts.iter().map(ToString::to_string));
        reach.extend(actor.contact.map(|contact| contact.to_string()));
        reach.sort_unstable();
        words.extend(reach);
        let mut hash = Sha256::new();
        hash.update(format!("{:?}", actor.kind));
        for word in words {
            hash.update(b"\n");
            hash.update(word);
        }
        hash.finalize().into()
    }

    /// Whether a stored answer is for this request and this caller as of now.
    fn check_replay(&self, idempotency: &Idempotency, stored: &[u8]) -> Result<(), AppError> {
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

/// The context of one transaction: who acts, when, and where ids come from.
#[derive(Clone, Copy)]
pub struct Cx<'a> {
    /// On whose behalf.
    pub actor: &'a Actor,
    /// The one "now" of this transaction.
    pub now: Instant,
    /// The installation's secrets.
    pub keys: &'a Keys,
    /// The installation's configuration.
    pub config: &'a AppConfig,
    /// Versions of calendars, SLAs and plans.
    pub specs: &'a Specs,
    token: Option<TokenId>,
    entropy: &'a dyn Entropy,
}

impl Cx<'_> {
    /// The same transaction in the name of the desk itself: for what a day
    /// brings, whoever happens to come by.
    pub fn as_system(&self) -> Cx<'_> {
        static SYSTEM: Actor = Actor::system();
        Cx {
            actor: &SYSTEM,
            token: None,
            ..*self
        }
    }

    /// The same context with versions read anew: what is written only to be
    /// looked at and taken back must not stay in memory.
    pub const fn with_specs<'s>(&'s self, specs: &'s Specs) -> Cx<'s> {
        Cx { specs, ..*self }
    }

    /// A new id, e.g. `cx.new_id(TicketId::new)`.
    pub fn new_id<I>(&self, make: impl Fn(Instant, u128) -> I) -> I {
        make(self.now, self.random_u128())
    }

    /// The same context, but not before `at`. "Now" is taken before a command
    /// waits for its turn, and another node's clock may be ahead: what is
    /// written of a ticket never lies before what happened to it last.
    #[must_use]
    pub fn not_before(mut self, at: Instant) -> Self {
        self.now = self.now.max(at);
        self
    }

    /// Random bits for ids and tokens.
    pub fn random_u128(&self) -> u128 {
        let mut bytes = [0; 16];
        self.entropy.fill(&mut bytes);
        u128::from_le_bytes(bytes)
    }

    /// Random bytes for keys and tokens.
    pub fn random_bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.entropy.fill(&mut bytes);
        bytes
    }

    /// Asks the one permission function.
    ///
    /// # Errors
    /// `NotFound` when the caller may not even know of it, else `Denied`.
    pub fn require(&self, permission: Permission, subject: &Subject) -> Result<(), AppError> {
        match permits(self.actor, permission, subject) {
            Verdict::Allowed => Ok(()),
            Verdict::Denied { visible: true } => Err(AppError::Denied(permission.as_str())),
            Verdict::Denied { visible: false } => Err(AppError::NotFound("object")),
        }
    }

    /// Whether the one permission function says yes.
    pub fn may(&self, permission: Permission, subject: &Subject) -> bool {
        permits(self.actor, permission, subject).is_allowed()
    }

    /// The API token of the call, if any.
    pub const fn token(&self) -> Option<TokenId> {
        self.token
    }

    /// `agent`, `customer` or `system`, as events and the audit log keep it.
    pub const fn actor_kind(&self) -> &'static str {
        match self.actor.kind {
            ActorKind::System => "system",
            ActorKind::Agent => "agent",
            ActorKind::Customer => "customer",
        }
    }

    /// The id that events and the audit log keep: the user, or a contact that wrote without signing in.
    pub fn actor_id(&self) -> Option<String> {
        self.actor
            .user
            .map(|u| u.to_string())
            .or_else(|| self.actor.contact.map(|c| c.to_string()))
    }

    /// Writes one entry of the audit log.
    ///
    /// # Errors
    /// As the store reports.
    pub fn audit(
        &self,
        tx: &mut Tx<'_>,
        action: &str,
        object_kind: &str,
        object_id: &str,
        data: &serde_json::Value,
    ) -> Result<(), AppError> {
        audit::insert(
            tx,
            &audit::NewEntry {
                id: self.new_id(AuditId::new),
                at: self.now,
                actor_kind: self.actor_kind(),
                actor_id: self.actor_id(),
                token_id: self.token,
                action,
                object_kind,
                object_id,
                data: data.to_string(),
            },
        )?;
        Ok(())
    }

    /// Tells whoever watches. `subject` is what their permission is asked for.
    ///
    /// # Errors
    /// As the store reports.
    pub fn live(
        &self,
        tx: &mut Tx<'_>,
        kind: &str,
        subject: &LiveSubject,
        data: &serde_json::Value,
    ) -> Result<(), AppError> {
        let subject =
            serde_json::to_string(subject).map_err(|e| AppError::Internal(e.to_string()))?;
        live::insert(tx, self.now, kind, &subject, &data.to_string())?;
        Ok(())
    }
}

/// What a live event is about, for the permission question of each subscriber.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, serde::Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum LiveSubject {
    /// Everybody who may listen at all.
    Desk,
    /// Who may read this ticket.
    Ticket {
        /// Its account.
        account: Option<surety_domain::ids::AccountId>,
        /// Who asked.
        requester: Option<surety_domain::ids::ContactId>,
        /// Who owns it.
        assignee: Option<surety_domain::ids::UserId>,
        /// The team that owns it.
        team: Option<surety_domain::ids::TeamId>,
        /// Whether all that changed is for readers of internal notes.
        #[serde(default)]
        internal: bool,
    },
    /// Who may read this account.
    Account {
        /// Which.
        id: surety_domain::ids::AccountId,
    },
    /// One person's own windows.
    User {
        /// Whose.
        id: surety_domain::ids::UserId,
    },
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
                let found = idempotency::claim(tx, &owner, &idempotency.key, &kept, now)?;
                if let Some(stored) = found {
                    return Ok((stored_answer(&call, idempotency, &stored)?, true));
                }
                let value = work(tx, &cx)?;
                let response =
                    serde_json::to_string(&value).map_err(|e| AppError::Internal(e.to_string()))?;
                idempotency::store(tx, &owner, &idempotency.key, &response)?;
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
