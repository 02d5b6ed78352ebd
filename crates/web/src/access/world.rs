//! Two companies, a person of every role, and fresh objects for every question.

use std::collections::BTreeMap;
use std::sync::Mutex;

use surety_app::Call;
use surety_app::identity::secret::token_hash;
use surety_domain::ids::{AccountId, ContactId, TokenId, UserId};
use surety_domain::permission::{Permission, PermissionSet};
use surety_store::records::sessions::{self, SessionRow};
use surety_store::records::tokens::{self, TokenRow};

use crate::testing::{Client, Desk};

/// Who asks, in the order of the model's columns.
pub(super) const ACTORS: [&str; 12] = [
    "anonymous",
    "customer",
    "customer_other",
    "account_manager",
    "light_agent",
    "agent",
    "supervisor",
    "administrator",
    "token_no_scope",
    "token_expired",
    "token_revoked",
    "disabled",
];

/// Whose object it is.
///
/// `Own` is the actor's for personal things (tokens, sessions, views), and of
/// the company of `customer` and `account_manager` for everything that belongs
/// to a company. `Other` is somebody else's, or the other company's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relation {
    Any,
    Own,
    Other,
}

impl Relation {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::Own => "own",
            Self::Other => "other",
        }
    }
}

pub(super) struct World {
    pub(super) desk: Desk,
    pub(super) users: BTreeMap<&'static str, UserId>,
    contacts: BTreeMap<&'static str, ContactId>,
    /// The ticket that `object` made last, for what is below it.
    pub(super) last_ticket: Mutex<String>,
    /// The contract that `object` made last, until it is taken back.
    pub(super) last_contract: Mutex<Option<String>>,
    /// Of `customer` and `account_manager`.
    pub(super) own_account: AccountId,
    /// Of `customer_other`.
    pub(super) other_account: AccountId,
}

impl World {
    pub(super) async fn new(desk: Desk) -> Self {
        let own_account = desk.account("Own").await;
        let other_account = desk.account("Other").await;
        surety_app::seed::essentials(&desk.app).await.unwrap();
        let mut users = BTreeMap::new();
        let mut contacts = BTreeMap::new();
        for (name, role, account) in [
            ("customer", "customer", Some(own_account)),
            ("customer_other", "customer", Some(other_account)),
            ("account_manager", "account_manager", Some(own_account)),
            ("light_agent", "light_agent", None),
            ("agent", "agent", None),
            ("supervisor", "supervisor", None),
            ("administrator", "administrator", None),
            ("disabled", "administrator", None),
            // Owns the tokens below and nothing else.
            ("robot", "administrator", None),
            // Whose things are everybody's "other" ones.
            ("colleague", "administrator", None),
        ] {
            let contact = match account {
                Some(account) => Some(desk.contact(account, name).await),
                None => None,
            };
            users.insert(name, desk.person(name, role, contact).await);
            contacts.extend(contact.map(|contact| (name, contact)));
        }
        Self {
            desk,
            users,
            contacts,
            last_ticket: Mutex::default(),
            last_contract: Mutex::default(),
            own_account,
            other_account,
        }
    }

    /// A fresh client of an actor, so that no question spoils the next.
    pub(super) async fn client(&self, actor: &'static str) -> Client {
        let stranger = self.desk.stranger();
        match actor {
            "anonymous" => stranger,
            "token_no_scope" => self.with_token("robot", false, false).await,
            "token_expired" => self.with_token("robot", true, false).await,
            "token_revoked" => self.with_token("robot", false, true).await,
            "disabled" => {
                let client = self.with_session("disabled").await;
                let user = self.users["disabled"];
                self.desk.disable(user).await;
                client
            }
            name => self.with_session(name).await,
        }
    }

    async fn with_session(&self, name: &'static str) -> Client {
        let (secret, csrf) = self.add_session(self.users[name]).await;
        self.desk
            .stranger()
            .with("cookie", &format!("__Host-surety_session={secret}"))
            .with("x-csrf-token", &csrf)
    }

    async fn add_session(&self, user_id: UserId) -> (String, String) {
        let secret = self.random();
        let csrf = self.random();
        let (hash, kept) = (token_hash(&secret), csrf.clone());
        self.desk
            .app
            .command(&Call::system(), move |tx, cx| {
                let epoch =
                    surety_store::records::users::find(tx, user_id)?.map_or(0, |u| u.session_epoch);
                sessions::insert(
                    tx,
                    &SessionRow {
                        token_hash: hash.to_vec(),
                        user_id,
                        epoch,
                        csrf: kept.clone(),
                        stage: "full".into(),
                        user_agent: String::new(),
                        created_at: cx.now,
                        seen_at: cx.now,
                        expires_at: cx.now.plus_seconds(3600),
                    },
                )?;
                Ok(())
            })
            .await
            .unwrap();
        (secret, csrf)
    }

    /// A token that may hand in mail and nothing else.
    async fn with_token(&self, owner: &'static str, expired: bool, revoked: bool) -> Client {
        let secret = self.random();
        self.add_token(self.users[owner], &secret, expired, revoked)
            .await;
        self.desk.stranger().with_token(&secret)
    }

    async fn add_token(
        &self,
        user_id: UserId,
        secret: &str,
        expired: bool,
        revoked: bool,
    ) -> String {
        let hash = token_hash(secret);
        self.desk
            .app
            .command(&Call::system(), move |tx, cx| {
                let id = cx.new_id(TokenId::new);
                tokens::insert(
                    tx,
                    &TokenRow {
                        id,
                        user_id,
                        name: "robot".into(),
                        hint: "last".into(),
                        scopes: PermissionSet::of(&[Permission::MailIntake]),
                        expires_at: cx.now.plus_seconds(if expired { -1 } else { 3600 }),
                        last_used_at: None,
                        revoked_at: None,
                        created_at: cx.now,
                    },
                    &hash,
                )?;
                if revoked {
                    tokens::revoke(tx, id, cx.now)?;
                }
                Ok(id.to_string())
            })
            .await
            .unwrap()
    }

    pub(super) fn random(&self) -> String {
        let bytes: [u8; 16] = self.desk.app.random_bytes();
        bytes.iter().map(|b| format!("{b:02x}")).collect()
    }

    /// The user whose things are `actor`'s own; tokens' actors are their owner.
    pub(super) fn owner(&self, actor: &str, relation: Relation) -> UserId {
        match (relation, actor) {
            (Relation::Other, _) => self.users["colleague"],
            (_, "anonymous" | "token_no_scope" | "token_expired" | "token_revoked") => {
                self.users["robot"]
            }
            (_, actor) => self.users[actor],
        }
    }

    /// A fresh object for a path parameter or a `{{placeholder}}`.
    pub(super) async fn object(&self, param: &str, actor: &str, relation: Relation) -> String {
        match param {
            "token" => {
                let secret = self.random();
                self.add_token(self.owner(actor, relation), &secret, false, false)
                    .await
            }
            "session" => {
                let (secret, _) = self.add_session(self.owner(actor, relation)).await;
                token_hash(&secret)
                    .iter()
                    .take(16)
                    .map(|b| format!("{b:02x}"))
                    .collect()
            }
            "account" => match relation {
                Relation::Other => self.other_account.to_string(),
                _ => self.own_account.to_string(),
            },
            "contact" | "product" | "asset" | "team" | "agent" | "role" | "status"
            | "ticket_type" | "view" => self.record(param, actor, relation).await,
            "calendar" | "sla" | "plan" | "contract" => self.promise(param, relation).await,
            "policy" => self.policy().await,
            "template" | "apply" => self.template(param).await,
            "import" => self.import().await,
            "amendment" => self.amendment().await,
            "document" => self.document().await,
            "file" => self.contract_file().await,
            "ticket" | "message" | "attachment" | "mail" => self.request(param, relation).await,
            "approval" | "charge" => self.over_limit(param, relation).await,
            // Something new each time, for names that must be.
            "new" => self.random(),
            other => panic!("nothing makes a {{{other}}} yet: teach it to access/world.rs"),
        }
    }

    /// Whoever makes objects through the interface itself.
    pub(super) async fn admin(&self) -> Client {
        self.with_session("colleague").await
    }

    /// The contact that `customer` or `customer_other` is.
    pub(super) fn contact_of(&self, relation: Relation) -> ContactId {
        match relation {
            Relation::Other => self.contacts["customer_other"],
            Relation::Own | Relation::Any => self.contacts["customer"],
        }
    }
}
