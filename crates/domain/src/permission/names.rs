//! The named permissions and a compact set of them.

use std::fmt;
use std::ops::{BitAnd, BitOr, Sub};
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A text names no permission.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown permission {0:?}")]
pub struct UnknownPermission(pub String);

/// The kind of object a permission acts on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ObjectKind {
    /// The desk as a whole.
    Desk,
    /// A ticket.
    Ticket,
    /// An internal message.
    InternalMessage,
    /// An account.
    Account,
    /// A contact.
    Contact,
    /// A contract.
    Contract,
    /// A credit ledger.
    Ledger,
    /// An approval.
    Approval,
    /// A user.
    User,
    /// An API token.
    Token,
    /// A saved view.
    View,
}

/// Marks in the table below.
const CUSTOMER: bool = true;
const AGENTS_ONLY: bool = false;

macro_rules! permissions {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $kind:ident, $side:ident;)*) => {
        /// One named right. The names are stable: roles, tokens and the API
        /// store them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum Permission {$($(#[$doc])* $variant,)*}

        impl Permission {
            /// Every permission, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The stable name.
            pub const fn as_str(self) -> &'static str {
                match self {$(Self::$variant => $name,)*}
            }

            /// What kind of object it acts on.
            pub const fn object(self) -> ObjectKind {
                match self {$(Self::$variant => ObjectKind::$kind,)*}
            }

            /// Whether somebody on the customer's side may ever hold it.
            pub const fn customer_side(self) -> bool {
                match self {$(Self::$variant => $side,)*}
            }
        }
    };
}

permissions! {
    /// See tickets, their public messages and attachments.
    TicketRead = "ticket_read", Ticket, CUSTOMER;
    /// Agent side: tickets of every team, not only of one's own.
    TicketAll = "ticket_all", Ticket, AGENTS_ONLY;
    /// Open tickets.
    TicketCreate = "ticket_create", Ticket, CUSTOMER;
    /// Answer publicly.
    TicketReply = "ticket_reply", Ticket, CUSTOMER;
    /// Write internal notes.
    TicketNote = "ticket_note", Ticket, AGENTS_ONLY;
    /// Read internal messages.
    InternalNoteRead = "internal_note_read", InternalMessage, AGENTS_ONLY;
    /// Assign to an agent or team.
    TicketAssign = "ticket_assign", Ticket, AGENTS_ONLY;
    /// Change status, priority, type, fields and tags.
    TicketUpdate = "ticket_update", Ticket, AGENTS_ONLY;
    /// Solve and close.
    TicketSolve = "ticket_solve", Ticket, CUSTOMER;
    /// Reopen.
    TicketReopen = "ticket_reopen", Ticket, CUSTOMER;
    /// Escalate by hand, and hand an escalated ticket back.
    TicketEscalate = "ticket_escalate", Ticket, CUSTOMER;
    /// Merge one ticket into another.
    TicketMerge = "ticket_merge", Ticket, AGENTS_ONLY;
    /// Mark as spam and back.
    TicketSpam = "ticket_spam", Ticket, AGENTS_ONLY;
    /// Export tickets.
    TicketExport = "ticket_export", Ticket, AGENTS_ONLY;
    /// Read the entitlement decision with its whole trace.
    DecisionRead = "decision_read", Ticket, AGENTS_ONLY;
    /// Decide again: other contract, preview, admit a blocked request.
    DecisionChange = "decision_change", Ticket, AGENTS_ONLY;
    /// See accounts.
    AccountRead = "account_read", Account, CUSTOMER;
    /// Create and change accounts.
    AccountManage = "account_manage", Account, AGENTS_ONLY;
    /// Customer side: everything of the accounts one manages, not only one's own.
    AccountAll = "account_all", Account, CUSTOMER;
    /// See contacts.
    ContactRead = "contact_read", Contact, CUSTOMER;
    /// Create and change contacts.
    ContactManage = "contact_manage", Contact, AGENTS_ONLY;
    /// See products.
    ProductRead = "product_read", Desk, CUSTOMER;
    /// Create and change products.
    ProductManage = "product_manage", Desk, AGENTS_ONLY;
    /// See assets of an account.
    AssetRead = "asset_read", Account, CUSTOMER;
    /// Create and change assets.
    AssetManage = "asset_manage", Account, AGENTS_ONLY;
    /// See calendars.
    CalendarRead = "calendar_read", Desk, AGENTS_ONLY;
    /// Create and change calendars and holidays.
    CalendarManage = "calendar_manage", Desk, AGENTS_ONLY;
    /// See SLAs.
    SlaRead = "sla_read", Desk, AGENTS_ONLY;
    /// Create and change SLAs and the escalation matrix.
    SlaManage = "sla_manage", Desk, AGENTS_ONLY;
    /// See support plans.
    PlanRead = "plan_read", Desk, AGENTS_ONLY;
    /// Create and change support plans.
    PlanManage = "plan_manage", Desk, AGENTS_ONLY;
    /// See contracts.
    ContractRead = "contract_read", Contract, CUSTOMER;
    /// Create, amend, renew, suspend and cancel contracts.
    ContractManage = "contract_manage", Contract, AGENTS_ONLY;
    /// Accept a contract for the account.
    ContractAccept = "contract_accept", Contract, CUSTOMER;
    /// See balances and the ledger.
    CreditRead = "credit_read", Ledger, CUSTOMER;
    /// Top up, adjust and refund by hand.
    CreditAdjust = "credit_adjust", Ledger, AGENTS_ONLY;
    /// Approve, waive and export charges.
    ChargeManage = "charge_manage", Ledger, AGENTS_ONLY;
    /// Say yes or no to an over-limit ticket.
    ApprovalDecide = "approval_decide", Approval, CUSTOMER;
    /// Use saved views, and keep private ones.
    ViewRead = "view_read", View, AGENTS_ONLY;
    /// Create and change views that are shared.
    ViewManage = "view_manage", View, AGENTS_ONLY;
    /// Create, rename and delete tags.
    TagManage = "tag_manage", Desk, AGENTS_ONLY;
    /// See teams.
    TeamRead = "team_read", Desk, AGENTS_ONLY;
    /// Create and change teams.
    TeamManage = "team_manage", Desk, AGENTS_ONLY;
    /// See agents.
    AgentRead = "agent_read", User, AGENTS_ONLY;
    /// Invite, change and disable agents.
    AgentManage = "agent_manage", User, AGENTS_ONLY;
    /// See roles and the permission matrix.
    RoleRead = "role_read", Desk, AGENTS_ONLY;
    /// Create and change roles.
    RoleManage = "role_manage", Desk, AGENTS_ONLY;
    /// Change one's own profile, password, second factor and sessions.
    ProfileOwn = "profile_own", User, CUSTOMER;
    /// Make and revoke one's own API tokens.
    TokenManageOwn = "token_manage_own", Token, CUSTOMER;
    /// See and revoke everybody's API tokens.
    TokenManageAll = "token_manage_all", Token, AGENTS_ONLY;
    /// Read the audit log.
    AuditRead = "audit_read", Desk, AGENTS_ONLY;
    /// Hand raw mail to the intake.
    MailIntake = "mail_intake", Desk, AGENTS_ONLY;
    /// See, admit and discard suspended mail and requests.
    SuspendedManage = "suspended_manage", Desk, AGENTS_ONLY;
    /// Try drafts against past tickets.
    SimulateRun = "simulate_run", Desk, AGENTS_ONLY;
    /// Change the desk's settings, statuses, ticket types and mailboxes.
    SettingsManage = "settings_manage", Desk, AGENTS_ONLY;
    /// Listen to live events.
    LiveSubscribe = "live_subscribe", Desk, AGENTS_ONLY;
}

impl fmt::Display for Permission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Permission {
    type Err = UnknownPermission;
    fn from_str(text: &str) -> Result<Self, UnknownPermission> {
        Self::ALL
            .iter()
            .copied()
            .find(|p| p.as_str() == text)
            .ok_or_else(|| UnknownPermission(text.to_owned()))
    }
}

impl Serialize for Permission {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Permission {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(d)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// A set of permissions in one word. In JSON it is a list of names.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct PermissionSet(u128);

// One bit each: more names than bits must not compile.
const _: () = assert!(Permission::ALL.len() <= 128);

impl PermissionSet {
    /// Nothing.
    pub const EMPTY: Self = Self(0);
    /// Everything.
    pub const ALL: Self = Self::of(Permission::ALL);
    /// What a customer may ever hold, whatever a role says.
    pub const CUSTOMER_SIDE: Self = Self::customer_side();
    /// Those that say how far, not what; token scopes leave them alone.
    pub const REACH: Self = Self::of(&[Permission::TicketAll, Permission::AccountAll]);

    /// The set of these.
    pub const fn of(permissions: &[Permission]) -> Self {
        let mut bits = 0;
        let mut i = 0;
        while i < permissions.len() {
            bits |= 1 << permissions[i] as u8;
            i += 1;
        }
        Self(bits)
    }

    const fn customer_side() -> Self {
        let mut bits = 0;
        let mut i = 0;
        while i < Permission::ALL.len() {
            if Permission::ALL[i].customer_side() {
                bits |= 1 << Permission::ALL[i] as u8;
            }
            i += 1;
        }
        Self(bits)
    }

    /// Whether it holds this one.
    pub const fn contains(self, permission: Permission) -> bool {
        self.0 & (1 << permission as u8) != 0
    }

    /// Whether every one of `other` is in it.
    pub const fn contains_all(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// With one more.
    #[must_use]
    pub const fn with(self, permission: Permission) -> Self {
        Self(self.0 | (1 << permission as u8))
    }

    /// Whether it is empty.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Its members in the order of the table.
    pub fn iter(self) -> impl Iterator<Item = Permission> {
        Permission::ALL
            .iter()
            .copied()
            .filter(move |p| self.contains(*p))
    }
}

impl BitOr for PermissionSet {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitAnd for PermissionSet {
    type Output = Self;
    fn bitand(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}

impl Sub for PermissionSet {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}

impl FromIterator<Permission> for PermissionSet {
    fn from_iter<I: IntoIterator<Item = Permission>>(permissions: I) -> Self {
        permissions.into_iter().fold(Self::EMPTY, Self::with)
    }
}

impl fmt::Debug for PermissionSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

impl Serialize for PermissionSet {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_seq(self.iter())
    }
}

impl<'de> Deserialize<'de> for PermissionSet {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        Vec::<Permission>::deserialize(d).map(Self::from_iter)
    }
}
