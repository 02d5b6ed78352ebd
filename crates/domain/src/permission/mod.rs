//! Who may do what to which object: one function for list, get, search,
//! merge, export, live events, mail and webhooks.
//!
//! [`permits`] answers from an [`Actor`], a named [`Permission`] and a
//! [`Subject`]. What the actor may not even see is `Denied { visible: false }`
//! and is answered as 404, so that guessing ids teaches nothing.
//!
//! # How to add one
//! 1. A line in the table of `names.rs`: the variant, its stable name, the
//!    kind of object it acts on, and whether a customer may ever hold it.
//! 2. Give it to the built-in roles that need it in `roles.rs`
//!    (administrators hold every permission of the agent side by themselves).
//! 3. Run the tests and review the difference of `matrix.txt`; accept it with
//!    `SURETY_BLESS=1 cargo test -p surety-domain permission`.
//!
//! A new kind of object is a variant of [`Subject`], a variant of
//! [`ObjectKind`] and an arm in `relation` below.

mod matrix;
mod names;
mod roles;
#[cfg(test)]
mod tests;

pub use matrix::matrix;
pub use names::{ObjectKind, Permission, PermissionSet, UnknownPermission};
pub use roles::{BuiltinRole, InvalidRole, RoleSpec, Side, UnknownRole};

use crate::ids::{AccountId, ContactId, TeamId, UserId};

/// What kind of party acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActorKind {
    /// The desk itself: timers, intake, migrations. May everything.
    System,
    /// Somebody who works at the desk.
    Agent,
    /// A contact of a customer.
    Customer,
}

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// What kind of party acts.
    pub kind: ActorKind,
    /// The user who signed in, if any.
    pub user: Option<UserId>,
    /// Customer side: the contact this user is.
    pub contact: Option<ContactId>,
    /// Customer side: the accounts this contact follows or manages.
    pub accounts: Vec<AccountId>,
    /// Agent side: the teams of this agent.
    pub teams: Vec<TeamId>,
    /// What the actor's roles give together.
    pub permissions: PermissionSet,
    /// Limits of an API token; `None` is a person without such limits.
    pub scopes: Option<PermissionSet>,
}

impl Actor {
    /// The desk itself.
    pub const fn system() -> Self {
        Self {
            kind: ActorKind::System,
            user: None,
            contact: None,
            accounts: Vec::new(),
            teams: Vec::new(),
            permissions: PermissionSet::EMPTY,
            scopes: None,
        }
    }

    /// An agent with what their roles give.
    pub const fn agent(user: UserId, teams: Vec<TeamId>, permissions: PermissionSet) -> Self {
        Self {
            kind: ActorKind::Agent,
            user: Some(user),
            contact: None,
            accounts: Vec::new(),
            teams,
            permissions,
            scopes: None,
        }
    }

    /// A customer: the contact, the accounts they follow, what their roles give.
    pub const fn customer(
        user: Option<UserId>,
        contact: ContactId,
        accounts: Vec<AccountId>,
        permissions: PermissionSet,
    ) -> Self {
        Self {
            kind: ActorKind::Customer,
            user,
            contact: Some(contact),
            accounts,
            teams: Vec::new(),
            permissions,
            scopes: None,
        }
    }

    /// The same actor through an API token with these scopes.
    #[must_use]
    pub const fn with_scopes(mut self, scopes: PermissionSet) -> Self {
        self.scopes = Some(scopes);
        self
    }

    /// What the actor can use at all: roles, cut by the token's scopes, cut to
    /// what a customer may ever hold when it is one.
    ///
    /// A scope limits verbs; how far a verb reaches (`ticket_all`,
    /// `account_all`) comes from the role, otherwise every token
    /// would need the reach spelled out to work at all.
    pub fn effective(&self) -> PermissionSet {
        let held = match self.kind {
            ActorKind::System => return PermissionSet::ALL,
            ActorKind::Agent => self.permissions,
            ActorKind::Customer => self.permissions & PermissionSet::CUSTOMER_SIDE,
        };
        match self.scopes {
            None => held,
            Some(scopes) => held & (scopes | PermissionSet::REACH),
        }
    }
}

/// What a ticket's permission depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TicketSubject {
    /// The account of the ticket.
    pub account: Option<AccountId>,
    /// Who asked.
    pub requester: Option<ContactId>,
    /// The agent who owns it.
    pub assignee: Option<UserId>,
    /// The team that owns it.
    pub team: Option<TeamId>,
    /// The team that it is offered to, until somebody accepts. Unless an agent
    /// is asked by name it may read what it is asked to take, and nothing else.
    pub offered_team: Option<TeamId>,
    /// The agent that it is offered to by name.
    pub offered_user: Option<UserId>,
}

/// With whom a saved view is shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ViewShare {
    /// Only its owner.
    Private,
    /// The members of one team.
    Team(TeamId),
    /// Every agent.
    Everyone,
}

/// The object that is asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// The desk as a whole: settings, and lists whose rows are then checked
    /// one by one or cut by [`ticket_reach`].
    Desk,
    /// A ticket with its public messages and attachments.
    Ticket(TicketSubject),
    /// An internal message, or an attachment of one, of this ticket.
    InternalMessage(TicketSubject),
    /// An account and its assets.
    Account(AccountId),
    /// A contact.
    Contact {
        /// Which one.
        id: ContactId,
        /// The accounts the contact follows.
        accounts: Vec<AccountId>,
    },
    /// A contract of an account.
    Contract {
        /// Whose.
        account: AccountId,
    },
    /// Balances, ledger and charges of an account.
    Ledger {
        /// Whose.
        account: AccountId,
    },
    /// A request for approval of an over-limit ticket.
    Approval {
        /// Whose; none when the ticket has no account.
        account: Option<AccountId>,
    },
    /// Somebody who can sign in.
    User(UserId),
    /// An API token.
    Token {
        /// Whose.
        owner: UserId,
    },
    /// A saved view.
    View {
        /// Who made it.
        owner: UserId,
        /// Who else uses it.
        share: ViewShare,
    },
}

/// The answer to "may they".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Go on.
    Allowed,
    /// No.
    Denied {
        /// Whether the actor may know that the object exists. `false` is
        /// answered as 404.
        visible: bool,
    },
}

impl Verdict {
    /// Whether the answer is yes.
    pub const fn is_allowed(self) -> bool {
        matches!(self, Self::Allowed)
    }
}

/// Decides whether `actor` may use `permission` on `subject`. Total: it
/// answers for every combination, and what has no rule is denied.
pub fn permits(actor: &Actor, permission: Permission, subject: &Subject) -> Verdict {
    if actor.kind == ActorKind::System {
        return Verdict::Allowed;
    }
    let held = actor.effective();
    if !relation(actor, held, subject) {
        return Verdict::Denied { visible: false };
    }
    // What one cannot read one cannot change: the answer to a write shows the
    // object. Opening is the exception, so that a web form's token can have
    // the scope `ticket_create` alone.
    let visible = readable(actor, held, subject);
    let opens = permission == Permission::TicketCreate && matches!(subject, Subject::Ticket(_));
    if !visible && !opens {
        return Verdict::Denied { visible };
    }
    let holds = held.contains(permission);
    let allowed = match (permission, subject) {
        // What is offered is read before it is accepted; it is still others' work.
        (_, Subject::Ticket(ticket) | Subject::InternalMessage(ticket))
            if !ticket_reach(actor).owns(ticket) =>
        {
            holds
                && matches!(
                    permission,
                    Permission::TicketRead | Permission::InternalNoteRead
                )
        }
        // A private view belongs to its owner; only shared ones need the right.
        (
            Permission::ViewManage,
            Subject::View {
                owner,
                share: ViewShare::Private,
            },
        ) => actor.user == Some(*owner) && held.contains(Permission::ViewRead),
        (Permission::TokenManageOwn, Subject::Token { owner }) => {
            holds && actor.user == Some(*owner) || held.contains(Permission::TokenManageAll)
        }
        (Permission::ProfileOwn, Subject::User(id)) => holds && actor.user == Some(*id),
        (Permission::ProfileOwn, Subject::Desk) => holds,
        (Permission::ProfileOwn, _) => false,
        _ => holds,
    };
    if allowed {
        Verdict::Allowed
    } else {
        Verdict::Denied { visible }
    }
}

/// Whether the object lies within the actor's reach, whatever the verb.
fn relation(actor: &Actor, held: PermissionSet, subject: &Subject) -> bool {
    let follows = |account: &AccountId| actor.accounts.contains(account);
    let manages = |account: &AccountId| held.contains(Permission::AccountAll) && follows(account);
    let agent = actor.kind == ActorKind::Agent;
    match subject {
        Subject::Desk => true,
        Subject::Ticket(ticket) => ticket_reach(actor).covers(ticket),
        Subject::InternalMessage(ticket) => agent && ticket_reach(actor).covers(ticket),
        Subject::Account(id) => agent || follows(id),
        Subject::Contact { id, accounts } => {
            agent || actor.contact == Some(*id) || accounts.iter().any(manages)
        }
        Subject::Contract { account } | Subject::Ledger { account } => agent || manages(account),
        Subject::Approval { account } => agent || account.as_ref().is_some_and(manages),
        Subject::User(id) => agent || actor.user == Some(*id),
        Subject::Token { owner } => {
            actor.user == Some(*owner) || agent && held.contains(Permission::TokenManageAll)
        }
        Subject::View { owner, share } => {
            actor.user == Some(*owner)
                || agent
                    && match share {
                        ViewShare::Private => false,
                        ViewShare::Everyone => true,
                        ViewShare::Team(team) => {
                            actor.teams.contains(team) || held.contains(Permission::ViewManage)
                        }
                    }
        }
    }
}

/// Whether the actor may read objects of this kind at all.
fn readable(actor: &Actor, held: PermissionSet, subject: &Subject) -> bool {
    let read = match subject {
        Subject::Desk => return true,
        Subject::Ticket(_) => Permission::TicketRead,
        Subject::InternalMessage(_) => {
            // Both: the ticket, and what is said behind the customer's back.
            return held.contains(Permission::TicketRead)
                && held.contains(Permission::InternalNoteRead);
        }
        Subject::Account(_) => Permission::AccountRead,
        Subject::Contact { .. } => Permission::ContactRead,
        Subject::Contract { .. } => Permission::ContractRead,
        Subject::Ledger { .. } => Permission::CreditRead,
        Subject::Approval { .. } => {
            return held.contains(Permission::ApprovalDecide)
                || held.contains(Permission::TicketRead);
        }
        Subject::User(id) => {
            return held.contains(Permission::AgentRead)
                || actor.user == Some(*id) && held.contains(Permission::ProfileOwn);
        }
        Subject::Token { .. } => {
            return held.contains(Permission::TokenManageOwn)
                || held.contains(Permission::TokenManageAll);
        }
        Subject::View { .. } => Permission::ViewRead,
    };
    held.contains(read)
}

/// Which tickets lie within an actor's reach, so that lists, search and counts
/// can cut rows in the query with the same rule that [`permits`] uses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TicketReach {
    /// Every ticket.
    All,
    /// Agent without `ticket_all`: assigned to them, or of one of their teams.
    Teams {
        /// The agent.
        user: Option<UserId>,
        /// Their teams.
        teams: Vec<TeamId>,
    },
    /// Customer: asked by them, or of one of the accounts they manage.
    Accounts {
        /// The contact.
        contact: Option<ContactId>,
        /// Accounts of which they may see every ticket; empty for a customer
        /// who sees only their own.
        accounts: Vec<AccountId>,
    },
}

impl TicketReach {
    /// Whether this ticket lies within it.
    pub fn covers(&self, ticket: &TicketSubject) -> bool {
        self.owns(ticket)
            || match self {
                Self::Teams { user, teams } => {
                    match ticket.offered_user {
                        // Asked by name: the rest of the team is not.
                        Some(asked) => *user == Some(asked),
                        None => ticket
                            .offered_team
                            .is_some_and(|team| teams.contains(&team)),
                    }
                }
                Self::All | Self::Accounts { .. } => false,
            }
    }

    /// Whether a ticket lies within it as work of one's own, and not because it
    /// is offered.
    fn owns(&self, ticket: &TicketSubject) -> bool {
        match self {
            Self::All => true,
            Self::Teams { user, teams } => {
                (user.is_some() && ticket.assignee == *user)
                    || ticket.team.is_some_and(|team| teams.contains(&team))
            }
            Self::Accounts { contact, accounts } => {
                (contact.is_some() && ticket.requester == *contact)
                    || ticket
                        .account
                        .is_some_and(|account| accounts.contains(&account))
            }
        }
    }
}

/// The reach of an actor over tickets. It says nothing about the verb: check
/// `ticket_read` on [`Subject::Desk`] first.
pub fn ticket_reach(actor: &Actor) -> TicketReach {
    let held = actor.effective();
    match actor.kind {
        ActorKind::System => TicketReach::All,
        ActorKind::Agent if held.contains(Permission::TicketAll) => TicketReach::All,
        ActorKind::Agent => TicketReach::Teams {
            user: actor.user,
            teams: actor.teams.clone(),
        },
        ActorKind::Customer => TicketReach::Accounts {
            contact: actor.contact,
            accounts: if held.contains(Permission::AccountAll) {
                actor.accounts.clone()
            } else {
                Vec::new()
            },
        },
    }
}
