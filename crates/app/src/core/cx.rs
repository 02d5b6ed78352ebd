//! What a verb has at hand within its transaction.

use serde::Serialize;
use surety_domain::ids::{AuditId, TokenId};
use surety_domain::permission::{Actor, ActorKind, Permission, Subject, Verdict, permits};
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::{audit, live};

use super::{AppConfig, Keys};
use crate::error::AppError;
use crate::ports::Entropy;
use crate::promises::specs::Specs;

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
    pub(super) token: Option<TokenId>,
    pub(super) entropy: &'a dyn Entropy,
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
        /// The team that it is offered to.
        #[serde(default)]
        offered_team: Option<surety_domain::ids::TeamId>,
        /// The agent that it is offered to.
        #[serde(default)]
        offered_user: Option<surety_domain::ids::UserId>,
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
