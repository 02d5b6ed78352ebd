//! The firm before its first ticket: hours, promises, people, products,
//! customers and their contracts.

use std::collections::BTreeMap;

use serde_json::json;
use surety_domain::ids::{CalendarId, PlanId, SlaId, UserId};
use surety_domain::permission::{Actor, BuiltinRole};
use surety_store::records::settings;

use super::data::{
    AGENTS, CALENDARS, CUSTOMERS, Customer, Deal, FIRST_EN, LAST_EN, NAMES_ZH, PRODUCTS, TEAMS,
};
use super::{Dice, Firm, Party, plans};
use crate::core::{App, Call};
use crate::error::AppError;
use crate::identity::people::{self, NewPerson};
use crate::identity::{SecretText, password};
use crate::promises::contracts::{self, NewContract, Step};
use crate::promises::entitle::LicenceBand;
use crate::promises::versioned::{self, CalendarInput, PlanInput, SlaInput};
use crate::setting::Setting;
use crate::{accounts, assets, contacts, products, teams, ticket_types};

/// Mail domain of the firm.
const DOMAIN: &str = "meridian.example";
/// Years of holidays from the year of founding on.
const HOLIDAY_YEARS: i16 = 3;

/// An agent's address.
pub(super) fn agent_address(local: &str) -> String {
    format!("{local}@{DOMAIN}")
}

/// Name and address of a customer's person.
pub(super) fn contact_name(
    customer: &Customer,
    customer_number: usize,
    number: usize,
) -> (String, String) {
    // Primes, so that neighbours have other names.
    let mix = customer_number * 7 + number * 3;
    if customer.locale == "zh-CN" {
        let (name, local) = NAMES_ZH[mix % NAMES_ZH.len()];
        return (name.to_owned(), format!("{local}@{}", customer.domain));
    }
    let first = FIRST_EN[mix % FIRST_EN.len()];
    let last = LAST_EN[(customer_number * 3 + number * 7) % LAST_EN.len()];
    let address = format!(
        "{}.{}@{}",
        first.to_lowercase(),
        last.to_lowercase(),
        customer.domain
    );
    (format!("{first} {last}"), address)
}

/// Reads what an administrator would send.
fn sent<T: serde::de::DeserializeOwned>(value: serde_json::Value) -> Result<T, AppError> {
    serde_json::from_value(value)
        .map_err(|e| AppError::Internal(format!("the demo desk's data: {e}")))
}

pub(super) async fn firm(app: &App, secret: &SecretText) -> Result<Firm, AppError> {
    let hash = password::hash(secret, app.random_bytes()).await?;
    let mut users = Vec::new();
    for agent in &AGENTS {
        users.push(
            person(
                app,
                agent.0,
                &agent_address(agent.1),
                agent.2,
                None,
                (agent.4, agent.5),
                &hash,
            )
            .await?,
        );
    }
    // From here on the administrator does it, as the audit log will say.
    let admin = Call::by(Actor::agent(
        users[0],
        Vec::new(),
        BuiltinRole::Administrator.permissions(),
    ));
    let calendars = make_calendars(app, &admin).await?;
    let slas = make_slas(app, &admin, &calendars).await?;
    let plans = make_plans(app, &admin, &slas).await?;
    app.command(&admin, |tx, _| {
        let bands = json!([
            { "name": "up to 49", "from": 0, "to": 49 },
            { "name": "50 to 199", "from": 50, "to": 199 },
            { "name": "200 and more", "from": 200 },
        ]);
        Ok(settings::seed(tx, Vec::<LicenceBand>::KEY, &bands)?)
    })
    .await?;

    let mut team_ids = Vec::new();
    for (name, tier, address) in TEAMS {
        let members: Vec<UserId> = AGENTS
            .iter()
            .zip(&users)
            .filter(|(a, _)| a.3 == name)
            .map(|(_, id)| *id)
            .collect();
        let calendar = match name {
            "Shanghai desk" => "Shanghai office",
            "Infrastructure" => "New York office",
            "Security" => "Around the clock",
            _ => "Berlin office",
        };
        let team = teams::create(
            app,
            &admin,
            sent(json!({
                "name": name,
                "tier": tier,
                "email": agent_address(address),
                "calendar_id": calendars.get(calendar),
                "member_ids": members,
            }))?,
        )
        .await?;
        team_ids.push((name, team.id));
    }
    let team = |name: &str| team_ids.iter().find(|(n, _)| *n == name).map(|(_, id)| *id);
    let agents = AGENTS
        .iter()
        .zip(&users)
        .filter_map(|(agent, id)| {
            let role: BuiltinRole = agent.2.parse().ok()?;
            let actor = Actor::agent(*id, team(agent.3).into_iter().collect(), role.permissions());
            Some((agent.1, actor, agent.3))
        })
        .collect();

    let mut product_ids = Vec::new();
    for (code, name, description, team_name) in PRODUCTS {
        let product = products::create(
            app,
            &admin,
            sent(json!({ "name": name, "code": code, "description": description, "team_id": team(team_name) }))?,
        )
        .await?;
        product_ids.push((code, product.id, team_name));
    }
    let types = ticket_types::list(app, &admin, Default::default())
        .await?
        .items
        .into_iter()
        .map(|t| (t.name, t.id))
        .collect();
    let mut firm = Firm {
        parties: Vec::new(),
        agents,
        products: product_ids,
        types,
        teams: team_ids,
    };
    let mut dice = Dice(0x0005_EED0_0000_0001);
    for (number, customer) in CUSTOMERS.iter().enumerate() {
        let party = make_party(app, &admin, &firm, number, customer, &mut dice).await?;
        make_contracts(app, &admin, &firm, &party, &plans, &mut dice).await?;
        firm.parties.push(party);
    }
    // Two customers who can sign in.
    for (number, role) in [(0, "account_manager"), (1, "customer")] {
        let party = &firm.parties[0];
        let (name, email) = contact_name(party.customer, 0, number);
        let contact = party.contacts[number].0;
        person(
            app,
            &name,
            &email,
            role,
            Some(contact),
            (party.customer.zone, party.customer.locale),
            &hash,
        )
        .await?;
    }
    Ok(firm)
}

async fn person(
    app: &App,
    name: &str,
    email: &str,
    role: &'static str,
    contact: Option<surety_domain::ids::ContactId>,
    (zone, locale): (&str, &str),
    hash: &str,
) -> Result<UserId, AppError> {
    let (name, email) = (name.to_owned(), email.to_owned());
    let (zone, locale, hash) = (zone.to_owned(), locale.to_owned(), hash.to_owned());
    app.command(&Call::system(), move |tx, cx| {
        let person = NewPerson {
            name: name.clone(),
            email: email.clone(),
            role_id: people::builtin_role(tx, role)?,
            contact_id: contact,
            zone: zone.clone(),
            locale: locale.clone(),
            password_hash: Some(hash.clone()),
        };
        people::create(tx, cx, &person)
    })
    .await
}

async fn make_calendars(
    app: &App,
    admin: &Call,
) -> Result<BTreeMap<&'static str, CalendarId>, AppError> {
    let mut made = BTreeMap::new();
    let year: i16 = app
        .now()
        .to_string()
        .get(..4)
        .and_then(|y| y.parse().ok())
        .unwrap_or(2026);
    for (name, zone, open, close, days, holidays) in CALENDARS {
        let hours: BTreeMap<&str, [[&str; 2]; 1]> =
            days.iter().map(|d| (*d, [[open, close]])).collect();
        let dates: BTreeMap<String, &str> = (year..year + HOLIDAY_YEARS)
            .flat_map(|y| {
                holidays
                    .iter()
                    .map(move |(day, title)| (format!("{y}{day}"), *title))
            })
            .collect();
        let input: CalendarInput = sent(json!({
            "name": name,
            "spec": {
                "tz": zone,
                "hours": hours,
                "holidays": dates.keys().collect::<Vec<_>>(),
                "exception_names": dates,
            },
        }))?;
        made.insert(
            name,
            versioned::create::<versioned::CalendarView>(app, admin, input)
                .await?
                .id,
        );
    }
    Ok(made)
}

async fn make_slas(
    app: &App,
    admin: &Call,
    calendars: &BTreeMap<&'static str, CalendarId>,
) -> Result<BTreeMap<&'static str, SlaId>, AppError> {
    let mut made = BTreeMap::new();
    // The firm's own corporate SLA takes the place of a new desk's first one.
    for first in
        versioned::list::<versioned::SlaView>(app, admin, versioned::VersionedQuery::default())
            .await?
            .items
    {
        versioned::change::<versioned::SlaView>(
            app,
            admin,
            first.id,
            None,
            SlaInput::default(),
            Some(true),
        )
        .await?;
    }
    for sla in plans::slas() {
        let input: SlaInput = sent(json!({
            "name": sla.name,
            "layer": sla.layer,
            "calendar_id": calendars.get(sla.calendar),
            "spec": sla.spec,
        }))?;
        made.insert(
            sla.name,
            versioned::create::<versioned::SlaView>(app, admin, input)
                .await?
                .id,
        );
    }
    Ok(made)
}

async fn make_plans(
    app: &App,
    admin: &Call,
    slas: &BTreeMap<&'static str, SlaId>,
) -> Result<BTreeMap<&'static str, PlanId>, AppError> {
    let mut made = BTreeMap::new();
    for mut plan in plans::plans() {
        if plan.spec["limit_policy"] == "fallback_sla" {
            plan.spec["fallback_sla"] = json!(slas.get("Free"));
        }
        let input: PlanInput = sent(json!({
            "name": plan.name,
            "sla_id": slas.get(plan.sla),
            "is_default": plan.is_default,
            "spec": plan.spec,
        }))?;
        made.insert(
            plan.name,
            versioned::create::<versioned::PlanView>(app, admin, input)
                .await?
                .id,
        );
    }
    // A new desk's first plan has lost the default to the firm's own.
    for other in
        versioned::list::<versioned::PlanView>(app, admin, versioned::VersionedQuery::default())
            .await?
            .items
    {
        if !made.values().any(|id| *id == other.id) {
            versioned::change::<versioned::PlanView>(
                app,
                admin,
                other.id,
                None,
                PlanInput::default(),
                Some(true),
            )
            .await?;
        }
    }
    Ok(made)
}

async fn make_party(
    app: &App,
    admin: &Call,
    firm: &Firm,
    number: usize,
    customer: &'static Customer,
    dice: &mut Dice,
) -> Result<Party, AppError> {
    let parent = customer
        .parent
        .and_then(|name| firm.parties.iter().find(|p| p.customer.name == name))
        .map(|p| p.account);
    let account = accounts::create(
        app,
        admin,
        sent(json!({
            "name": customer.name,
            "parent_id": parent,
            "segment": customer.segment,
            "industry": customer.industry,
            "annual_revenue_minor": (customer.revenue > 0).then_some(customer.revenue * 100),
            "open_deal_value_minor": dice.percent(35).then(|| dice.between(20, 900) * 100_000),
            "currency": customer.currency,
            "zone": customer.zone,
            "locale": customer.locale,
            "domains": [customer.domain],
        }))?,
    )
    .await?
    .id;
    let people = 2 + usize::try_from(customer.share).unwrap_or(1).min(4);
    let mut contacts_made = Vec::new();
    for n in 0..people {
        let (name, email) = contact_name(customer, number, n);
        let title = if customer.locale == "zh-CN" {
            [
                "IT 经理",
                "系统管理员",
                "财务主管",
                "门店经理",
                "仓库主管",
                "工程师",
            ][n % 6]
        } else {
            [
                "IT manager",
                "Systems administrator",
                "Controller",
                "Shop manager",
                "Warehouse lead",
                "Engineer",
            ][n % 6]
        };
        let contact = contacts::create(
            app,
            admin,
            sent(
                json!({ "name": name, "account_id": account, "emails": [email], "title": title }),
            )?,
        )
        .await?;
        contacts_made.push((contact.id, name));
    }
    let mut units = Vec::new();
    for code in ["AEG", "POS", "EDG"] {
        let Some((product, _)) = firm.product(code) else {
            continue;
        };
        if !dice.percent(55) {
            continue;
        }
        let licences = match customer.segment {
            "enterprise" => dice.between(200, 900),
            "mid-market" => dice.between(50, 260),
            _ => dice.between(5, 80),
        };
        let asset = assets::create(
            app,
            admin,
            sent(json!({
                "account_id": account,
                "product_id": product,
                "name": format!("{code} {}", customer.place),
                "serial": format!("{code}-{:05}", dice.between(10_000, 99_999)),
                "licence_count": licences,
            }))?,
        )
        .await?;
        units.push((asset.id, code));
    }
    Ok(Party {
        customer,
        account,
        contacts: contacts_made,
        assets: units,
    })
}

async fn make_contracts(
    app: &App,
    admin: &Call,
    firm: &Firm,
    party: &Party,
    plan_ids: &BTreeMap<&'static str, PlanId>,
    dice: &mut Dice,
) -> Result<(), AppError> {
    let unlimited = if party.customer.locale == "zh-CN" {
        "Unlimited 中国"
    } else {
        "Premier unlimited"
    };
    // Plan, whether for the firewall and its client only.
    let wanted: &[(&str, bool)] = match party.customer.deal {
        Deal::Free => &[],
        Deal::Unlimited => &[(unlimited, false)],
        Deal::Busy => &[("25 a week, 50 a month", false)],
        Deal::Quarter => &[("60 a quarter, fixed in 3 hours", false)],
        Deal::SecurityAndUnlimited => &[("Aegis 12 a year", true), (unlimited, false)],
        Deal::Bands => &[("By licences", false)],
        Deal::SecurityOnly => &[("Aegis essential, 12 a year", true)],
    };
    let family = super::data::CUSTOMERS
        .iter()
        .any(|c| c.parent == Some(party.customer.name));
    for (rank, (plan, security)) in wanted.iter().enumerate() {
        let products: Vec<String> = ["AEG", "VPN"]
            .iter()
            .filter(|_| *security)
            .filter_map(|code| firm.product(code))
            .map(|(id, _)| id.to_string())
            .collect();
        // Some months ago, on any day: also the 31st, which February has not.
        let start = app.now().plus_seconds(-dice.between(20, 300) * 86_400);
        let input: NewContract = sent(json!({
            "account_id": party.account,
            "plan_id": plan_ids.get(plan),
            "start_date": start.to_string().get(..10),
            "rank": rank,
            "covers_children": family,
            "coverage": { "products": products, "children": family },
        }))?;
        let contract = contracts::create(app, admin, input).await?;
        contracts::step(app, admin, contract.id, None, Step::Activate).await?;
    }
    Ok(())
}
