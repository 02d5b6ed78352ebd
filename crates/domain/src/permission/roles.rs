//! Built-in roles, and what a custom role must satisfy.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::names::Permission as P;
use super::{Permission, PermissionSet};

/// On which side of the desk a role sits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// People who work at the desk.
    Agent,
    /// People of a customer.
    Customer,
}

/// A text names no built-in role.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown role {0:?}")]
pub struct UnknownRole(pub String);

/// The roles every desk has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BuiltinRole {
    /// Everything of the agent side.
    Administrator,
    /// Runs the desk: plans, contracts, SLAs, credits, teams; no settings, roles or accounts of colleagues.
    Supervisor,
    /// Works on tickets.
    Agent,
    /// Reads and writes internal notes; never answers a customer.
    LightAgent,
    /// Customer side: their own tickets.
    Customer,
    /// Customer side: everything of their accounts, and says yes to over-limit tickets.
    AccountManager,
}

const LIGHT_AGENT: PermissionSet = PermissionSet::of(&[
    P::TicketRead,
    P::TicketAll,
    P::TicketNote,
    P::InternalNoteRead,
    P::DecisionRead,
    P::AccountRead,
    P::ContactRead,
    P::ProductRead,
    P::AssetRead,
    P::CalendarRead,
    P::SlaRead,
    P::PlanRead,
    P::ContractRead,
    P::CreditRead,
    P::ViewRead,
    P::TeamRead,
    P::AgentRead,
    P::ProfileOwn,
    P::TokenManageOwn,
    P::LiveSubscribe,
]);

const AGENT: PermissionSet = PermissionSet::of(&[
    P::TicketCreate,
    P::TicketReply,
    P::TicketAssign,
    P::TicketUpdate,
    P::TicketSolve,
    P::TicketReopen,
    P::TicketEscalate,
    P::TicketMerge,
    P::TicketSpam,
    P::DecisionChange,
    P::AccountManage,
    P::ContactManage,
    P::AssetManage,
    P::ApprovalDecide,
    P::TagManage,
]);

const SUPERVISOR: PermissionSet = PermissionSet::of(&[
    P::TicketExport,
    P::ProductManage,
    P::CalendarManage,
    P::SlaManage,
    P::PlanManage,
    P::ContractManage,
    P::ContractAccept,
    P::CreditAdjust,
    P::ChargeManage,
    P::ViewManage,
    P::TeamManage,
    P::RoleRead,
    P::AuditRead,
    P::SuspendedManage,
    P::SimulateRun,
]);

const CUSTOMER: PermissionSet = PermissionSet::of(&[
    P::TicketRead,
    P::TicketCreate,
    P::TicketReply,
    P::TicketSolve,
    P::TicketReopen,
    P::TicketEscalate,
    P::AccountRead,
    P::ContactRead,
    P::ProductRead,
    P::AssetRead,
    P::ProfileOwn,
]);

const ACCOUNT_MANAGER: PermissionSet = PermissionSet::of(&[
    P::AccountAll,
    P::ContractRead,
    P::ContractAccept,
    P::CreditRead,
    P::ApprovalDecide,
    P::TokenManageOwn,
]);

impl BuiltinRole {
    /// Every built-in role, most powerful first on each side.
    pub const ALL: [Self; 6] = [
        Self::Administrator,
        Self::Supervisor,
        Self::Agent,
        Self::LightAgent,
        Self::AccountManager,
        Self::Customer,
    ];

    /// The stable name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Supervisor => "supervisor",
            Self::Agent => "agent",
            Self::LightAgent => "light_agent",
            Self::Customer => "customer",
            Self::AccountManager => "account_manager",
        }
    }

    /// Its side of the desk.
    pub const fn side(self) -> Side {
        match self {
            Self::Administrator | Self::Supervisor | Self::Agent | Self::LightAgent => Side::Agent,
            Self::Customer | Self::AccountManager => Side::Customer,
        }
    }

    /// What it gives.
    pub fn permissions(self) -> PermissionSet {
        match self {
            Self::Administrator => {
                PermissionSet::ALL - PermissionSet::of(&[Permission::AccountAll])
            }
            Self::Supervisor => LIGHT_AGENT | AGENT | SUPERVISOR,
            Self::Agent => LIGHT_AGENT | AGENT,
            Self::LightAgent => LIGHT_AGENT,
            Self::Customer => CUSTOMER,
            Self::AccountManager => CUSTOMER | ACCOUNT_MANAGER,
        }
    }
}

impl fmt::Display for BuiltinRole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for BuiltinRole {
    type Err = UnknownRole;
    fn from_str(text: &str) -> Result<Self, UnknownRole> {
        Self::ALL
            .into_iter()
            .find(|r| r.as_str() == text)
            .ok_or_else(|| UnknownRole(text.to_owned()))
    }
}

/// A custom role as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleSpec {
    /// Its name on the screens.
    pub name: String,
    /// Its side of the desk.
    pub side: Side,
    /// What it gives.
    pub permissions: PermissionSet,
}

/// Longest name of a role, in characters.
pub const ROLE_NAME_CHARS_MAX: usize = 80;

/// Why a custom role is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidRole {
    /// No name, or one that is too long.
    #[error("a role needs a name of 1 to {ROLE_NAME_CHARS_MAX} characters")]
    Name,
    /// The name belongs to a built-in role.
    #[error("{0:?} is the name of a built-in role")]
    Reserved(String),
    /// A customer-side role may not hold this.
    #[error("a customer role cannot hold {0}")]
    NotForCustomers(Permission),
    /// An agent-side role may not hold this.
    #[error("an agent role cannot hold {0}")]
    NotForAgents(Permission),
    /// Nobody can give more than they have.
    #[error("the giver does not hold {0}")]
    BeyondGiver(Permission),
}

impl InvalidRole {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Name => "role_name_invalid",
            Self::Reserved(_) => "role_name_reserved",
            Self::NotForCustomers(_) => "permission_not_for_customers",
            Self::NotForAgents(_) => "permission_not_for_agents",
            Self::BeyondGiver(_) => "permission_beyond_giver",
        }
    }
}

impl RoleSpec {
    /// Checks the role, and that whoever gives it holds all it gives, so that
    /// `role_manage` is no road to every other right.
    ///
    /// # Errors
    /// [`InvalidRole`] with the first thing that is wrong.
    pub fn validate(&self, giver: PermissionSet) -> Result<(), InvalidRole> {
        let name = self.name.trim();
        if name.is_empty() || name.chars().count() > ROLE_NAME_CHARS_MAX {
            return Err(InvalidRole::Name);
        }
        if name.parse::<BuiltinRole>().is_ok() {
            return Err(InvalidRole::Reserved(name.to_owned()));
        }
        for permission in self.permissions.iter() {
            match self.side {
                Side::Customer if !permission.customer_side() => {
                    return Err(InvalidRole::NotForCustomers(permission));
                }
                Side::Agent if permission == Permission::AccountAll => {
                    return Err(InvalidRole::NotForAgents(permission));
                }
                Side::Agent if !giver.contains(permission) => {
                    return Err(InvalidRole::BeyondGiver(permission));
                }
                _ => {}
            }
        }
        Ok(())
    }
}
