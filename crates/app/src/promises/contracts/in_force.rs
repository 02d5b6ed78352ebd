//! Amendments whose day has come.
//!
//! A job keyed by the contract runs at the local midnight. Whoever needs the
//! contract's terms to write something puts what is due in force first, so a
//! request of that midnight never finds the old terms; the contract's row is
//! held, so it happens once.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::json;
use surety_domain::contract::ContractState;
use surety_domain::ids::ContractId;
use surety_domain::plan::PlanSpec;
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::jobs::Job;
use surety_store::records::{accounts, promises};

use super::super::{credits, effects};
use super::change::{keep, told};
use super::changes::{Planned, planned};
use super::terms::spec_of;
use super::versions::row_at;
use super::view::{parse_state, state_now};
use crate::core::{App, Call, Cx};
use crate::error::AppError;
use crate::jobs::{self, Kind, end_in};

/// What a job of this kind carries.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Payload {
    contract: ContractId,
}

/// Puts what is due in force, in one transaction with the end of its job.
///
/// # Errors
/// `lease_lost` when another node has the job, or the store's.
pub async fn on_timer(app: &App, job: &Job) -> Result<(), AppError> {
    let job = job.clone();
    let payload: Payload = serde_json::from_str(&job.payload)
        .map_err(|e| AppError::Internal(format!("an amendment's payload: {e}")))?;
    app.command(&Call::system(), move |tx, cx| {
        if let Some(row) = promises::get_contract(tx, payload.contract)? {
            bring_into_force(tx, cx, row)?;
        }
        end_in(tx, &job)
    })
    .await
}

/// The contract with every amendment in force whose day has come. Costs
/// nothing when there is none.
///
/// # Errors
/// As the store reports.
pub fn bring_into_force(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    row: promises::Contract,
) -> Result<promises::Contract, AppError> {
    let due = |row: &promises::Contract| row.next_amendment_at.is_some_and(|at| at <= cx.now);
    if !due(&row) {
        return Ok(row);
    }
    let Some(mut row) = promises::lock_contract(tx, row.id)? else {
        return Ok(row);
    };
    if !due(&row) {
        return Ok(row); // somebody else was first
    }
    let cx = &cx.as_system();
    let account = accounts::get(tx, row.account_id)?.ok_or(AppError::NotFound("account"))?;
    for amendment in planned(tx, &row)? {
        if amendment.at() > cx.now {
            break;
        }
        let data = json!({
            "amendment": amendment.row.number, "effective_date": amendment.row.effective_date,
            "changes": amendment.changes,
        });
        let action = if is_in_force(&row, amendment.at())? {
            put_in_force(tx, cx, &mut row, &account, &amendment)?;
            "contract.amended"
        } else {
            promises::decide_amendment(tx, &amendment.row, "lapsed", None, None, cx.now)?;
            "contract.amendment_lapsed"
        };
        told(tx, cx, &row, action, &data)?;
    }
    rearm(tx, cx, &mut row)?;
    keep(tx, cx, &mut row)?;
    Ok(row)
}

/// A contract as it stands at an instant for whoever only looks, and the holder
/// of its credits then: also by amendments whose day has come and that nobody
/// has put in force yet, and by an old version when that is long ago.
///
/// # Errors
/// As the store reports.
pub fn as_in_force(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    row: promises::Contract,
    at: Instant,
) -> Result<(promises::Contract, credits::Holder), AppError> {
    if row.next_amendment_at.is_none_or(|next| next > at) {
        let row = if at < cx.now {
            row_at(tx, row, at)?
        } else {
            row
        };
        let holder = credits::Holder::of_contract(&row);
        return Ok((row, holder));
    }
    let account = accounts::get(tx, row.account_id)?.ok_or(AppError::NotFound("account"))?;
    let all = planned(tx, &row)?;
    let mut terms = row;
    terms.next_amendment_at = all.iter().map(Planned::at).find(|next| *next > at);
    let mut unwritten = Vec::new();
    for amendment in all.iter().filter(|a| a.at() <= at) {
        if !is_in_force(&terms, amendment.at())? {
            continue; // it lapses
        }
        let before = held(tx, cx, &terms)?;
        amendment.changes.apply(&mut terms, &account)?;
        terms.current_version += 1;
        unwritten.push(credits::Unwritten {
            before,
            after: held(tx, cx, &terms)?,
            version: terms.current_version,
            at: amendment.at(),
        });
    }
    let mut holder = credits::Holder::of_contract(&terms);
    holder.unwritten = unwritten;
    Ok((terms, holder))
}

fn held(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    row: &promises::Contract,
) -> Result<(credits::Holder, Arc<PlanSpec>), AppError> {
    let plan = cx.specs.plan(tx, row.plan_id, row.plan_version)?;
    Ok((credits::Holder::of_contract(row), plan))
}

pub(super) fn is_in_force(row: &promises::Contract, at: Instant) -> Result<bool, AppError> {
    Ok(matches!(
        state_now(row, at)?,
        ContractState::Active | ContractState::Suspended
    ))
}

/// Makes an amendment the version in force from its instant on, with the
/// difference of the limits; the caller keeps the row.
pub(super) fn put_in_force(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    row: &mut promises::Contract,
    account: &accounts::Account,
    amendment: &Planned,
) -> Result<(), AppError> {
    let old = row.clone();
    let old_plan = cx.specs.plan(tx, old.plan_id, old.plan_version)?;
    amendment.changes.apply(row, account)?;
    row.current_version += 1;
    promises::add_contract_version(
        tx,
        row.id,
        row.current_version,
        amendment.at(),
        &spec_of(row),
        amendment.row.created_by.clone(),
        cx.now,
    )?;
    let new_plan = cx.specs.plan(tx, row.plan_id, row.plan_version)?;
    if (old.sla_id, &old_plan.sla) != (row.sla_id, &new_plan.sla) {
        effects::send(tx, cx, effects::Reach::Contract { id: row.id })?;
    }
    let version = Some(row.current_version);
    promises::decide_amendment(tx, &amendment.row, "applied", version, None, cx.now)?;
    if matches!(
        parse_state(row)?,
        ContractState::Active | ContractState::Suspended
    ) {
        credits::amend(
            tx,
            cx,
            (&credits::Holder::of_contract(&old), &old_plan),
            (&credits::Holder::of_contract(row), &new_plan),
            row.current_version,
            amendment.at(),
        )?;
    }
    Ok(())
}

/// Notes in the row when the next amendment is due, and sets the job for it.
pub(super) fn rearm(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    row: &mut promises::Contract,
) -> Result<(), AppError> {
    let before = row.next_amendment_at;
    row.next_amendment_at = promises::amendments(tx, row.id)?
        .into_iter()
        .find(|a| a.state == "scheduled")
        .map(|a| a.effective_at);
    if row.next_amendment_at == before {
        return Ok(());
    }
    let payload = json!(Payload { contract: row.id });
    jobs::set_timer(
        tx,
        cx,
        Kind::ContractAmendment,
        &row.id.to_string(),
        &payload,
        row.next_amendment_at,
    )
}
