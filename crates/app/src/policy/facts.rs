//! The facts of the live configuration, for the document.

use std::collections::{BTreeMap, BTreeSet};

use surety_domain::contract::Coverage;
use surety_domain::ids::{AccountId, CalendarId, SlaId};
use surety_domain::plan::PlanSpec;
use surety_domain::policy::{
    CalendarFacts, CustomerFacts, PlanFacts, PolicyFacts, PromiseFacts, SlaFacts, StatusFacts,
};
use surety_domain::ticket::{PriorityMatrix, ReopenPolicy};
use surety_store::Tx;
use surety_store::records::listing::Archived;
use surety_store::records::promises::{self, NameCursor};
use surety_store::records::{accounts, assets, products, roles, statuses, teams, ticket_types};

use crate::core::Cx;
use crate::error::AppError;
use crate::mail::compose::SENDER;
use crate::promises::contracts::{as_in_force, state_now};
use crate::setting;

/// Records of one kind that are read, at most.
const ROWS_MAX: i64 = 1_000;

/// Reads them; `as_of` is the day from which closed days are listed.
pub(super) fn read(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    as_of: String,
    account: Option<AccountId>,
) -> Result<PolicyFacts, AppError> {
    let products = products::list(tx, None, Archived::No, None, ROWS_MAX)?;
    let mut names: BTreeMap<String, String> = products
        .iter()
        .map(|p| (p.id.to_string(), p.name.clone()))
        .collect();
    let types: Vec<_> = ticket_types::list(tx)?
        .into_iter()
        .filter(|t| t.archived_at.is_none())
        .collect();
    names.extend(types.iter().map(|t| (t.id.to_string(), t.name.clone())));
    names.extend(
        teams::list(tx, Archived::No, None, ROWS_MAX)?
            .into_iter()
            .map(|t| (t.id.to_string(), t.name)),
    );
    names.extend(
        roles::list(tx)?
            .into_iter()
            .map(|r| (r.id.to_string(), r.name)),
    );
    let plans = plans(tx, cx)?;
    let customer = account
        .map(|id| customer(tx, cx, id, &mut names))
        .transpose()?;
    // Those of single contracts are nobody else's business.
    let mut wanted: BTreeSet<SlaId> = products.iter().filter_map(|p| p.sla_id).collect();
    wanted.extend(
        plans
            .iter()
            .filter_map(|p| p.sla.as_deref()?.parse::<SlaId>().ok()),
    );
    wanted.extend(promises::corporate_in_force(tx)?.map(|sla| sla.id));
    wanted.extend(customer.iter().flat_map(|c: &CustomerFacts| {
        c.contracts
            .iter()
            .filter_map(|p| p.plan.sla.as_deref()?.parse::<SlaId>().ok())
    }));
    let slas = slas(tx, cx, &wanted)?;
    let calendars = calendars(tx, cx, &slas)?;
    let policy: ReopenPolicy = setting::in_force(tx)?;
    Ok(PolicyFacts {
        as_of,
        plans,
        slas,
        calendars,
        products: products.into_iter().map(|p| p.name).collect(),
        types: types.into_iter().map(|t| t.name).collect(),
        matrix: setting::in_force(tx)?,
        reopen_days: policy.closed_reopens_days,
        names,
        customer,
        ..of_desk(tx, cx)?
    })
}

/// What every document says of the desk itself; nothing of what it promises.
///
/// # Errors
/// As the store reports.
pub(crate) fn of_desk(tx: &mut Tx<'_>, cx: &Cx<'_>) -> Result<PolicyFacts, AppError> {
    Ok(PolicyFacts {
        desk: cx.config.desk_name.clone(),
        mail: cx
            .config
            .mail_addresses
            .first()
            .cloned()
            .unwrap_or_else(|| format!("{SENDER}@{}", cx.config.mail_domain)),
        address: format!("{}/policy", cx.config.base_url),
        as_of: String::new(),
        plans: Vec::new(),
        slas: Vec::new(),
        calendars: Vec::new(),
        products: Vec::new(),
        types: Vec::new(),
        statuses: statuses::list(tx)?
            .into_iter()
            .filter(|s| s.archived_at.is_none())
            .map(|s| StatusFacts {
                name: s.name,
                category: s.category,
                pauses: s.pauses,
            })
            .collect(),
        matrix: PriorityMatrix::default(),
        reopen_days: 0,
        names: BTreeMap::new(),
        customer: None,
    })
}

/// A contract as documents name it, with the SLA that its decisions use: its
/// own, else that of the plan's version that was agreed.
pub(crate) fn promise(
    row: &promises::Contract,
    plan: &promises::Plan,
    spec: &PlanSpec,
    covers: Vec<String>,
) -> PromiseFacts {
    let of_plan = || spec.sla.as_ref().map(|k| k.as_str().to_owned());
    PromiseFacts {
        name: format!("#{} {}", row.number, row.name)
            .trim_end()
            .to_owned(),
        plan: PlanFacts {
            id: plan.head.id.to_string(),
            name: plan.head.name.clone(),
            is_default: plan.is_default,
            sla: row.sla_id.map(|id| id.to_string()).or_else(of_plan),
            spec: spec.clone(),
        },
        last_day: last_day(row),
        covers,
    }
}

/// The last day on which a contract holds; none is open-ended.
pub(crate) fn last_day(row: &promises::Contract) -> Option<String> {
    let end = row.end_date.as_deref()?.parse().ok()?;
    surety_domain::contract::last_day(end).map(|day| day.to_string())
}

fn plans(tx: &mut Tx<'_>, cx: &Cx<'_>) -> Result<Vec<PlanFacts>, AppError> {
    promises::list_plans(tx, &NameCursor::default(), ROWS_MAX, false)?
        .into_iter()
        .map(|row| {
            let spec = cx.specs.plan(tx, row.head.id, row.head.current_version)?;
            Ok(PlanFacts {
                id: row.head.id.to_string(),
                name: row.head.name,
                is_default: row.is_default,
                sla: row.sla_id.map(|id| id.to_string()),
                spec: (*spec).clone(),
            })
        })
        .collect()
}

fn slas(tx: &mut Tx<'_>, cx: &Cx<'_>, wanted: &BTreeSet<SlaId>) -> Result<Vec<SlaFacts>, AppError> {
    let mut found = Vec::new();
    for id in wanted {
        let Some(row) = promises::get_sla(tx, *id)? else {
            continue;
        };
        let version = cx.specs.sla(tx, *id, row.head.current_version)?;
        found.push(SlaFacts {
            id: id.to_string(),
            name: row.head.name,
            calendar: row.calendar_id.to_string(),
            spec: (*version.spec).clone(),
        });
    }
    found.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
    Ok(found)
}

fn calendars(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    slas: &[SlaFacts],
) -> Result<Vec<CalendarFacts>, AppError> {
    let used: BTreeSet<CalendarId> = slas
        .iter()
        .filter_map(|s| s.calendar.parse().ok())
        .collect();
    let mut found = Vec::new();
    for id in used {
        let Some(row) = promises::get_calendar(tx, id)? else {
            continue;
        };
        let version = cx.specs.calendar(tx, id, row.current_version)?;
        found.push(CalendarFacts {
            id: id.to_string(),
            name: row.name,
            spec: version.spec.clone(),
        });
    }
    found.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
    Ok(found)
}

fn customer(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    account: AccountId,
    names: &mut BTreeMap<String, String>,
) -> Result<CustomerFacts, AppError> {
    let row = accounts::get(tx, account)?.ok_or(AppError::NotFound("account"))?;
    let mut contracts = Vec::new();
    for contract in promises::contracts_of_account(tx, account)? {
        let (contract, _) = as_in_force(tx, cx, contract, cx.now)?;
        if state_now(&contract, cx.now)?.as_str() != "active" {
            continue;
        }
        let coverage: Coverage = serde_json::from_str(&contract.coverage).map_err(|e| {
            AppError::Internal(format!("the coverage of contract {}: {e}", contract.id))
        })?;
        let plan = promises::get_plan(tx, contract.plan_id)?.ok_or(AppError::NotFound("plan"))?;
        let spec = cx.specs.plan(tx, contract.plan_id, contract.plan_version)?;
        for key in &coverage.assets {
            if let Ok(id) = key.as_str().parse()
                && let Some(asset) = assets::get(tx, id)?
            {
                names.insert(key.as_str().to_owned(), asset.name);
            }
        }
        let covers = coverage
            .products
            .iter()
            .chain(&coverage.assets)
            .map(|k| {
                names
                    .get(k.as_str())
                    .cloned()
                    .unwrap_or_else(|| k.as_str().to_owned())
            })
            .collect();
        contracts.push(promise(&contract, &plan, &spec, covers));
    }
    Ok(CustomerFacts {
        name: row.name,
        contracts,
    })
}
