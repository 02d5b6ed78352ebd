//! The versions of a contract: what it said, says, and will say.

use serde::{Deserialize, Serialize};
use surety_domain::contract::{self, Coverage};
use surety_domain::credit::{local_date, zone};
use surety_domain::ids::ContractId;
use surety_domain::plan::Limit;
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::{accounts, promises};
use utoipa::ToSchema;

use super::changes::Changes;
use super::in_force::{as_in_force, is_in_force};
use super::terms::{Spec, set_dates};
use super::view::readable;
use crate::core::{App, Call, Cx};
use crate::error::AppError;
use crate::tickets::view::Named;

/// What a contract promises by one of its versions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct TermsView {
    /// Its name.
    pub name: String,
    /// What is promised.
    pub plan: Named,
    /// Which version of the plan was agreed.
    pub plan_version: i64,
    /// The plan's limits in that version.
    #[schema(value_type = Vec<Object>)]
    pub limits: Vec<Limit>,
    /// An SLA of its own, above the plan's.
    pub sla: Option<Named>,
    /// First day.
    pub start_date: String,
    /// First day after it; null is open-ended.
    pub end_date: Option<String>,
    /// Lower goes first when several fit equally well.
    pub rank: i64,
    /// Whether it covers the accounts below its own.
    pub covers_children: bool,
    /// What it covers.
    #[schema(value_type = Object)]
    pub coverage: Coverage,
    /// The words of the agreement.
    pub terms_text: String,
}

/// A version of a contract, or an amendment that is none yet or never was.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ContractVersionView {
    /// Its number, from 1; null for an amendment that has not come into force.
    pub version: Option<i64>,
    /// The number of the amendment that it comes from, to cancel it by.
    pub amendment: Option<i64>,
    /// `in_force`, `past`, `scheduled`, `cancelled`, or `lapsed` (the contract
    /// was over when its day came).
    pub state: String,
    /// The day from which it holds, in the account's zone.
    pub effective_date: String,
    /// The instant from which it holds.
    #[schema(value_type = String, format = DateTime)]
    pub effective_at: Instant,
    /// What it says; of a scheduled one what it will say if nothing else
    /// changes, and null for one that will never hold.
    pub terms: Option<TermsView>,
    /// What an amendment changes, as it was asked for.
    #[schema(value_type = Option<Object>)]
    pub changes: Option<serde_json::Value>,
    /// Why it was amended.
    pub note: String,
    /// Who made it.
    pub created_by: Option<String>,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Instant,
    /// When it came into force or was cancelled, for an amendment.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub decided_at: Option<Instant>,
}

/// A contract's row as a version of it says.
fn as_version(
    row: &promises::Contract,
    account: &accounts::Account,
    version: &promises::Version,
) -> Result<promises::Contract, AppError> {
    let spec: Spec = serde_json::from_str(&version.spec).map_err(|e| {
        AppError::Internal(format!(
            "version {} of contract {}: {e}",
            version.version, row.id
        ))
    })?;
    let mut then = row.clone();
    then.name = spec.name;
    then.plan_id = spec.plan_id;
    then.plan_version = spec.plan_version;
    then.sla_id = spec.sla_id;
    then.rank = spec.rank;
    then.covers_children = spec.covers_children;
    then.terms_text = spec.terms_text;
    then.coverage =
        serde_json::to_string(&spec.coverage).map_err(|e| AppError::Internal(e.to_string()))?;
    set_dates(
        &mut then,
        account,
        &spec.start_date,
        spec.end_date.as_deref(),
    )?;
    then.current_version = version.version;
    Ok(then)
}

fn number_at(versions: &[promises::Version], at: Instant) -> Option<i64> {
    let all: Vec<contract::Amendment> = versions
        .iter()
        .map(|v| contract::Amendment {
            version: u32::try_from(v.version).unwrap_or(u32::MAX),
            effective_at: v.effective_at,
        })
        .collect();
    contract::version_at(&all, at).map(i64::from)
}

/// A contract with the terms of the version that held at an instant.
///
/// # Errors
/// `Internal` when what was kept does not read, or the store's.
pub(super) fn row_at(
    tx: &mut Tx<'_>,
    row: promises::Contract,
    at: Instant,
) -> Result<promises::Contract, AppError> {
    if row.current_version <= 1 {
        return Ok(row);
    }
    let versions = promises::contract_versions(tx, row.id)?;
    let number = number_at(&versions, at);
    match versions.iter().find(|v| Some(v.version) == number) {
        Some(version) if version.version != row.current_version => {
            let account =
                accounts::get(tx, row.account_id)?.ok_or(AppError::NotFound("account"))?;
            as_version(&row, &account, version)
        }
        _ => Ok(row),
    }
}

fn terms_view(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    row: &promises::Contract,
) -> Result<TermsView, AppError> {
    let plan = promises::get_plan(tx, row.plan_id)?;
    let sla = match row.sla_id {
        Some(id) => promises::get_sla(tx, id)?.map(|s| Named {
            id: id.to_string(),
            name: s.head.name,
        }),
        None => None,
    };
    Ok(TermsView {
        name: row.name.clone(),
        plan: Named {
            id: row.plan_id.to_string(),
            name: plan.map(|p| p.head.name).unwrap_or_default(),
        },
        plan_version: row.plan_version,
        limits: cx
            .specs
            .plan(tx, row.plan_id, row.plan_version)?
            .limits
            .clone(),
        sla,
        start_date: row.start_date.clone(),
        end_date: row.end_date.clone(),
        rank: row.rank,
        covers_children: row.covers_children,
        coverage: serde_json::from_str(&row.coverage)
            .map_err(|e| AppError::Internal(format!("the coverage of contract {}: {e}", row.id)))?,
        terms_text: row.terms_text.clone(),
    })
}

/// Every version of a contract and every amendment that is none, the one that
/// takes effect last first.
///
/// # Errors
/// `NotFound`, or the store's.
pub async fn versions(
    app: &App,
    call: &Call,
    id: ContractId,
) -> Result<Vec<ContractVersionView>, AppError> {
    app.query(call, move |tx, cx| {
        let row = readable(tx, cx, id)?;
        let account = accounts::get(tx, row.account_id)?.ok_or(AppError::NotFound("account"))?;
        let tz = zone(&account.zone).map_err(|e| AppError::Internal(e.to_string()))?;
        let versions = promises::contract_versions(tx, id)?;
        let amendments = promises::amendments(tx, id)?;
        let due = |a: &&promises::Amendment| a.state == "scheduled" && a.effective_at <= cx.now;
        // What is due holds already, whether or not its job has run.
        let in_force = match amendments.iter().filter(due).count() {
            0 => number_at(&versions, cx.now),
            _ => as_in_force(tx, cx, row.clone(), cx.now)
                .map(|(now, _)| Some(now.current_version))?,
        };
        let mut views = Vec::new();
        for version in versions.iter().rev() {
            let from = amendments
                .iter()
                .find(|a| a.applied_version == Some(version.version));
            let then = as_version(&row, &account, version)?;
            views.push(ContractVersionView {
                version: Some(version.version),
                amendment: from.map(|a| a.number),
                state: if in_force == Some(version.version) {
                    "in_force".into()
                } else {
                    "past".into()
                },
                effective_date: local_date(version.effective_at, &tz)
                    .map_err(|e| AppError::Internal(e.to_string()))?
                    .to_string(),
                effective_at: version.effective_at,
                terms: Some(terms_view(tx, cx, &then)?),
                changes: from.map(changes_of).transpose()?,
                note: from.map(|a| a.note.clone()).unwrap_or_default(),
                created_by: version.created_by.clone(),
                created_at: from.map_or(version.created_at, |a| a.created_at),
                decided_at: from.and_then(|a| a.decided_at),
            });
        }
        let mut then = row;
        for a in amendments.iter().filter(|a| a.applied_version.is_none()) {
            let changes = changes_of(a)?;
            let mut version = None;
            let mut state = a.state.clone();
            if due(&a) {
                if is_in_force(&then, a.effective_at)? {
                    then.current_version += 1;
                    version = Some(then.current_version);
                    let holds = in_force == version;
                    state = if holds { "in_force" } else { "past" }.into();
                } else {
                    state = "lapsed".into();
                }
            }
            let terms = if matches!(state.as_str(), "scheduled" | "in_force" | "past") {
                let read: Changes = serde_json::from_value(changes.clone())
                    .map_err(|e| AppError::Internal(format!("amendment {}: {e}", a.number)))?;
                read.apply(&mut then, &account)?;
                Some(terms_view(tx, cx, &then)?)
            } else {
                None
            };
            views.push(ContractVersionView {
                version,
                amendment: Some(a.number),
                state,
                effective_date: a.effective_date.clone(),
                effective_at: a.effective_at,
                terms,
                changes: Some(changes),
                note: a.note.clone(),
                created_by: a.created_by.clone(),
                created_at: a.created_at,
                decided_at: a.decided_at,
            });
        }
        // Stable, so that of one instant the later written comes first.
        views.sort_by_key(|v| v.effective_at);
        views.reverse();
        Ok(views)
    })
    .await
}

fn changes_of(a: &promises::Amendment) -> Result<serde_json::Value, AppError> {
    serde_json::from_str(&a.changes)
        .map_err(|e| AppError::Internal(format!("amendment {}: {e}", a.number)))
}
