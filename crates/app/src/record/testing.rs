//! A desk with one person per role, for the stories of this crate.

use std::sync::Arc;

use surety_domain::ids::{AccountId, ContactId, RoleId, UserId};
use surety_domain::permission::{Actor, BuiltinRole};
use surety_domain::time::Instant;
use surety_store::records::{accounts, agents, contacts, roles, users};
use surety_store::{Db, StoreError};

use crate::core::{App, AppConfig, Call, Keys};
use crate::error::AppError;
use crate::fakes::{MovedClock, SeededEntropy};

/// When the stories begin: Monday 2026-05-04, 08:00 UTC.
pub(crate) const START: Instant = Instant(1_777_881_600_000_000);

/// A desk, its clock, and who is there.
pub(crate) struct Desk {
    pub(crate) app: App,
    pub(crate) clock: Arc<MovedClock>,
    pub(crate) admin: Call,
    pub(crate) supervisor: Call,
    pub(crate) agent: Call,
    pub(crate) light: Call,
    /// A customer of `own`, who sees what is theirs.
    pub(crate) customer: Call,
    /// A customer who manages `own`.
    pub(crate) manager: Call,
    /// A customer of `other`.
    pub(crate) stranger: Call,
    /// Account of `customer` and `manager`.
    pub(crate) own: AccountId,
    /// Account of `stranger`.
    pub(crate) other: AccountId,
}

impl Desk {
    /// The invitation was used: they can sign in.
    pub(crate) async fn let_in(&self, who: UserId) {
        self.app
            .db()
            .write(move |tx| users::set_password(tx, who, "$hash", START))
            .await
            .unwrap();
    }

    pub(crate) async fn new(db: Db) -> Self {
        let clock = Arc::new(MovedClock::new(START));
        let keys = Keys {
            seal: [1; 32],
            reply: [2; 32],
        };
        let app = App::new(
            db,
            clock.clone(),
            Arc::new(SeededEntropy::new(7)),
            keys,
            AppConfig::default(),
        );
        let own = AccountId::new(START, 1);
        let other = AccountId::new(START, 2);
        app.db()
            .write(move |tx| {
                for (number, role) in (1_u128..).zip(BuiltinRole::ALL) {
                    roles::insert(tx, &role_row(RoleId::new(START, number), role))?;
                }
                for (id, name) in [(own, "Own account"), (other, "Other account")] {
                    accounts::insert(tx, &account_row(id, name))?;
                }
                for (number, account) in [(1, own), (2, own), (3, other)] {
                    contacts::insert(tx, &contact_row(contact(number), account, number))?;
                }
                for number in 1..=4 {
                    agents::insert(tx, &agent_row(number))?;
                }
                Ok::<_, StoreError>(())
            })
            .await
            .expect("the desk is furnished");
        let agent = |number: u128, role: BuiltinRole| {
            Call::by(Actor::agent(user(number), Vec::new(), role.permissions()))
        };
        let customer = |number: u128, account: AccountId, role: BuiltinRole| {
            Call::by(Actor::customer(
                None,
                contact(number),
                vec![account],
                role.permissions(),
            ))
        };
        Self {
            admin: agent(1, BuiltinRole::Administrator),
            supervisor: agent(2, BuiltinRole::Supervisor),
            agent: agent(3, BuiltinRole::Agent),
            light: agent(4, BuiltinRole::LightAgent),
            customer: customer(1, own, BuiltinRole::Customer),
            manager: customer(2, own, BuiltinRole::AccountManager),
            stranger: customer(3, other, BuiltinRole::Customer),
            app,
            clock,
            own,
            other,
        }
    }

    /// How many audit entries there are of this action.
    pub(crate) async fn audited(&self, action: &str) -> usize {
        let filter = surety_store::records::audit::Filter {
            action: Some(action.to_owned()),
            ..Default::default()
        };
        self.app
            .db()
            .read(move |tx| surety_store::records::audit::list(tx, &filter, None, 200))
            .await
            .expect("the audit log reads")
            .len()
    }
}

/// The user with this number: 1 administrator, 2 supervisor, 3 agent, 4 light agent.
pub(crate) fn user(number: u128) -> UserId {
    UserId::new(START, number)
}

/// The contact with this number: 1 customer, 2 manager, 3 stranger.
pub(crate) fn contact(number: u128) -> ContactId {
    ContactId::new(START, number)
}

/// The role in the order of the most powerful.
pub(crate) fn role(role: BuiltinRole) -> RoleId {
    let at = BuiltinRole::ALL
        .iter()
        .position(|r| *r == role)
        .expect("it is built in");
    RoleId::new(START, at as u128 + 1)
}

fn role_row(id: RoleId, role: BuiltinRole) -> roles::Role {
    roles::Role {
        id,
        name: role.as_str().to_owned(),
        side: role.side(),
        builtin: Some(role),
        permissions: role.permissions(),
        version: 1,
        created_at: START,
        updated_at: START,
    }
}

fn account_row(id: AccountId, name: &str) -> accounts::Account {
    accounts::Account {
        id,
        name: name.to_owned(),
        parent_id: None,
        segment: None,
        industry: None,
        annual_revenue: None,
        open_deal_value: None,
        currency: "EUR".into(),
        zone: "Europe/Berlin".into(),
        locale: "en".into(),
        notes: "for our eyes".into(),
        archived_at: None,
        version: 1,
        created_at: START,
        default_terms: None,
        external_ref: None,
        updated_at: START,
    }
}

fn contact_row(id: ContactId, account: AccountId, number: u128) -> contacts::Contact {
    contacts::Contact {
        id,
        account_id: Some(account),
        name: format!("Contact {number}"),
        phone: None,
        title: None,
        zone: None,
        locale: None,
        archived_at: None,
        version: 1,
        created_at: START,
        updated_at: START,
    }
}

fn agent_row(number: u128) -> agents::Agent {
    let roles = [
        BuiltinRole::Administrator,
        BuiltinRole::Supervisor,
        BuiltinRole::Agent,
        BuiltinRole::LightAgent,
    ];
    agents::Agent {
        id: user(number),
        role_id: role(roles[number as usize - 1]),
        name: format!("Agent {number}"),
        email: format!("agent{number}@desk.example"),
        manager_id: None,
        zone: "UTC".into(),
        locale: "en".into(),
        has_password: false,
        has_totp: false,
        disabled_at: None,
        last_seen_at: None,
        version: 1,
        created_at: START,
        updated_at: START,
    }
}

/// The code and the field of a refusal.
pub(crate) fn refusal<T: std::fmt::Debug>(result: Result<T, AppError>) -> (String, Option<String>) {
    match result.expect_err("it is refused") {
        AppError::Invalid { code, field, .. } => (code, field),
        AppError::InvalidFields(fields) => {
            let names: Vec<String> = fields
                .iter()
                .map(|f| format!("{}:{}", f.field, f.code))
                .collect();
            ("invalid_fields".into(), Some(names.join(",")))
        }
        other => (other.code().to_owned(), None),
    }
}

/// Only the code of a refusal.
pub(crate) fn code<T: std::fmt::Debug>(result: Result<T, AppError>) -> String {
    refusal(result).0
}
