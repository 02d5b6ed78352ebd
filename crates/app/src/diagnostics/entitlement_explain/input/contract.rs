//! Contracts of a case.

use std::collections::{HashMap, HashSet};

use jiff::tz::TimeZone;
use serde_json::Value;
use surety_domain::contract::{ContractState, Coverage, EffectiveContract};
use surety_domain::plan::Key;
use surety_domain::time::Instant;

use super::super::super::Problem;
use super::super::Originals;
use super::loose::{Record, records};
use super::{Account, Left, Plan, duplicate, left, numbers, plan};

/// The rank of a contract that does not say one.
const RANK_DEFAULT: i64 = 100;

/// The start of a contract that does not say one: 0001-01-01T00:00:00Z.
const LONG_AGO: Instant = Instant::from_seconds(-62_135_596_800);

const START: [&str; 10] = [
    "start",
    "start_date",
    "starts_on",
    "starts_at",
    "start_at",
    "starts",
    "from",
    "valid_from",
    "begin",
    "effective_from",
];
const END: [&str; 11] = [
    "end",
    "end_date",
    "ends_on",
    "ends_at",
    "end_at",
    "ends",
    "until",
    "to",
    "valid_to",
    "valid_until",
    "expires_at",
];
const CREATED: [&str; 6] = [
    "created_at",
    "created",
    "created_on",
    "signed_at",
    "signed_on",
    "accepted_at",
];
const CHILDREN: [&str; 8] = [
    "children",
    "covers_children",
    "include_children",
    "includes_children",
    "cover_children",
    "covers_descendants",
    "include_descendants",
    "child_accounts",
];

/// A contract of the case.
pub(super) struct Contract {
    pub(super) id: Key,
    pub(super) version: u32,
    pub(super) account: Key,
    pub(super) plan: Option<Key>,
    pub(super) sla: Option<Key>,
    pub(super) life: EffectiveContract,
    pub(super) coverage: Coverage,
    pub(super) rank: i64,
    pub(super) created_at: Instant,
}

pub(super) fn contracts(
    value: &Value,
    accounts: &HashMap<Key, Account>,
    plans: &mut HashMap<Key, Plan>,
    balances: &mut HashMap<Key, Left>,
    originals: &mut Originals,
) -> Result<Vec<Contract>, Problem> {
    let mut seen = HashSet::new();
    let mut contracts = Vec::new();
    for (given, record) in records("contracts", value)? {
        let id = record.id(given, &["id", "contract", "contract_id"])?;
        if !seen.insert(id.clone()) {
            return Err(duplicate("contracts", &id));
        }
        numbers(record, &["id", "sla", "sla_id"], originals);
        // What is left may stand with the contract itself.
        if let Some(inline) = record.record(&["balances", "balance", "left", "remaining"]) {
            left(inline, balances.entry(id.clone()).or_default())?;
        }
        contracts.push(contract(id, record, accounts, plans)?);
    }
    Ok(contracts)
}

fn contract(
    id: Key,
    record: Record<'_>,
    accounts: &HashMap<Key, Account>,
    plans: &mut HashMap<Key, Plan>,
) -> Result<Contract, Problem> {
    let account = record
        .key(&["account", "account_id"])
        .ok_or_else(|| Problem::new("missing_id", format!("contract {id} needs its account")))?;
    let zone = match record.zone()? {
        Some(zone) => zone,
        None => accounts
            .get(&account)
            .map_or(TimeZone::UTC, |a| a.zone.clone()),
    };
    let life = life(record, &zone)?;
    let plan = match record.record(&["plan"]) {
        // The plan itself instead of its id.
        Some(inline) if inline.0.len() > 1 || inline.key(&["id"]).is_none() => {
            let plan_id = inline
                .key(&["id", "plan"])
                .unwrap_or_else(|| Key::from(format!("plan of {id}")));
            plans.insert(plan_id.clone(), plan::plan(inline)?);
            Some(plan_id)
        }
        _ => record.key(&["plan", "plan_id", "support_plan"]),
    };
    Ok(Contract {
        version: plan::version(record)?,
        account,
        plan,
        sla: record.key(&["sla", "sla_id"]),
        coverage: coverage(record),
        rank: record.number(&["rank"])?.unwrap_or(RANK_DEFAULT),
        // Without a date of its own a contract is as old as its first day.
        created_at: record.moment(&CREATED, &zone)?.unwrap_or(life.starts_at),
        life,
        id,
    })
}

fn life(record: Record<'_>, zone: &TimeZone) -> Result<EffectiveContract, Problem> {
    let dates = record
        .record(&["dates", "period", "term"])
        .unwrap_or(record);
    let state = match record.key(&["state", "status"]) {
        None if record.flag(&["suspended"]) => ContractState::Suspended,
        None => ContractState::Active,
        Some(word) => word
            .as_str()
            .to_ascii_lowercase()
            .parse()
            .map_err(|e| Problem::new("unknown_state", format!("state: {e}")))?,
    };
    let suspended_until = match record.record(&["suspension", "suspended"]) {
        Some(inner) => inner.moment(&["until", "end", "resumes_at"], zone)?,
        None => record.moment(&["suspended_until", "resumes_at", "resumes_on"], zone)?,
    };
    Ok(EffectiveContract {
        state,
        starts_at: dates.moment(&START, zone)?.unwrap_or(LONG_AGO),
        ends_at: dates.moment(&END, zone)?,
        suspended_until,
        cancelled_at: record.moment(&["cancelled_at", "cancelled_on", "canceled_at"], zone)?,
    })
}

fn coverage(record: Record<'_>) -> Coverage {
    let nested = record
        .record(&["coverage", "covers", "scope", "covered"])
        .unwrap_or(record);
    let keys = |names: &[&str]| {
        let inner = nested.keys(names);
        if inner.is_empty() {
            record.keys(names)
        } else {
            inner
        }
    };
    Coverage {
        products: keys(&["products", "product_ids", "product"]),
        assets: keys(&["assets", "asset_ids", "asset"]),
        contacts: keys(&["contacts", "contact_ids", "contact"]),
        channels: keys(&["channels", "channel"]),
        types: keys(&["types", "ticket_types", "type_ids"]),
        children: nested.flag(&CHILDREN) || record.flag(&CHILDREN),
    }
}
