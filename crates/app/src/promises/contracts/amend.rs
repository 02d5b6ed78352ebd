//! Amendments: terms that change from a day on, at once or later, with the old
//! version kept readable.

use serde::Deserialize;
use serde_json::json;
use surety_domain::contract::ContractState;
use surety_domain::credit::{local_date, midnight, same_periods, zone};
use surety_domain::ids::{ContractId, PlanId, SlaId};
use surety_domain::permission::Permission;
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::{accounts, promises};
use utoipa::ToSchema;

use super::change::{ChangeContract, keep, take, told};
use super::changes::{Changes, Planned, planned};
use super::in_force::{as_in_force, put_in_force, rearm};
use super::terms::refuse_overlap;
use super::view::{ContractView, state_now, view};
use crate::core::{App, Call, Cx};
use crate::error::AppError;
use crate::patch::{Patch, present};
use crate::record::Check;

/// Most amendments of one contract that wait for their day.
pub const SCHEDULED_MAX: usize = 50;

/// New terms of a contract in force, from a day on. What is left out stays.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct AmendContract {
    /// The day from which they hold, in the account's zone: today, which is at
    /// once, or a later one, which is its midnight. Today when left out.
    pub effective_date: Option<String>,
    /// Why, for those who read the versions.
    pub note: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// What is promised, in its version of now. The plan that it has already
    /// means that plan's newest version.
    #[schema(value_type = Option<String>)]
    pub plan_id: Option<PlanId>,
    /// An SLA of its own, or null.
    #[serde(deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub sla_id: Patch<SlaId>,
    /// First day after it, or null.
    #[serde(deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub end_date: Patch<String>,
    /// Lower goes first.
    pub rank: Option<i64>,
    /// Whether it covers the accounts below its own.
    pub covers_children: Option<bool>,
    /// What it covers.
    #[schema(value_type = Option<Object>)]
    pub coverage: Option<surety_domain::contract::Coverage>,
    /// The words of the agreement.
    pub terms_text: Option<String>,
}

impl AmendContract {
    fn terms(&self) -> ChangeContract {
        ChangeContract {
            name: self.name.clone(),
            plan_id: self.plan_id,
            sla_id: self.sla_id,
            start_date: None,
            end_date: self.end_date.clone(),
            rank: self.rank,
            covers_children: self.covers_children,
            coverage: self.coverage.clone(),
            terms_text: self.terms_text.clone(),
        }
    }
}

/// Amends a contract in force, today or from a later day on. The difference of
/// the limits is granted or taken on that day.
///
/// # Errors
/// `contract_not_amendable`, `nothing_changes`, `effective_date_in_the_past`,
/// `effective_after_end`, `too_many_amendments`, `bucket_periods_changed`,
/// `contract_overlap`, bad input by field, `Stale`, or the store's.
pub async fn amend(
    app: &App,
    call: &Call,
    id: ContractId,
    expected: Option<i64>,
    input: AmendContract,
) -> Result<ContractView, AppError> {
    app.command(call, move |tx, cx| amend_in(tx, cx, id, expected, &input))
        .await
}

/// Amends a contract within a transaction.
///
/// # Errors
/// As [`amend`].
pub fn amend_in(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    id: ContractId,
    expected: Option<i64>,
    input: &AmendContract,
) -> Result<ContractView, AppError> {
    let mut row = take(tx, cx, id, Permission::ContractManage, expected)?;
    check_amendable(cx, &row)?;
    let account = account_of(tx, &row)?;
    let (amendment, changes) = asked(tx, cx, &account, input)?;
    make(tx, cx, &mut row, &account, amendment, changes)?;
    view(tx, cx, row)
}

/// A contract in force as it is, and as an amendment would leave it if it began
/// at this moment. Nothing is written.
///
/// # Errors
/// As [`amend`], but for what stands in other contracts and amendments.
pub(crate) fn amended(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    id: ContractId,
    input: &AmendContract,
) -> Result<(promises::Contract, promises::Contract), AppError> {
    let row = promises::get_contract(tx, id)?.ok_or(AppError::NotFound("contract"))?;
    let (row, _) = as_in_force(tx, cx, row, cx.now)?;
    check_amendable(cx, &row)?;
    let account = account_of(tx, &row)?;
    let (_, changes) = asked(tx, cx, &account, input)?;
    let mut after = row.clone();
    changes.apply(&mut after, &account)?;
    let before = cx.specs.plan(tx, row.plan_id, row.plan_version)?;
    let plan = cx.specs.plan(tx, after.plan_id, after.plan_version)?;
    same_periods(&before.limits, &plan.limits)
        .map_err(|e| AppError::conflict(e.code(), e.to_string()))?;
    Ok((row, after))
}

fn check_amendable(cx: &Cx<'_>, row: &promises::Contract) -> Result<(), AppError> {
    if matches!(
        state_now(row, cx.now)?,
        ContractState::Active | ContractState::Suspended
    ) {
        return Ok(());
    }
    Err(AppError::conflict(
        "contract_not_amendable",
        "only a contract in force is amended; a draft is changed",
    ))
}

/// What is asked for, checked by itself.
fn asked(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    account: &accounts::Account,
    input: &AmendContract,
) -> Result<(Plan, Changes), AppError> {
    let tz = zone(&account.zone).map_err(|e| AppError::Internal(e.to_string()))?;
    let internal = |e: surety_domain::credit::PeriodError| AppError::Internal(e.to_string());
    let today = local_date(cx.now, &tz).map_err(internal)?;
    let date = match &input.effective_date {
        None => today,
        Some(text) => text.parse::<jiff::civil::Date>().map_err(|_| {
            AppError::invalid(
                "invalid_date",
                "effective_date",
                "expected a date as YYYY-MM-DD",
            )
        })?,
    };
    if date < today {
        return Err(AppError::invalid(
            "effective_date_in_the_past",
            "effective_date",
            "what was promised in the past stays as it was",
        ));
    }
    let effective_at = if date == today {
        cx.now
    } else {
        midnight(date, &tz)
            .map_err(|e| AppError::invalid(e.code(), "effective_date", e.to_string()))?
    };
    let mut check = Check::new();
    let note = input
        .note
        .as_ref()
        .map(|note| check.name("note", note))
        .unwrap_or_default();
    check.done()?;
    let changes = Changes::read(tx, &input.terms())?;
    if changes == Changes::default() {
        return Err(AppError::invalid(
            "nothing_changes",
            "effective_date",
            "name a term that changes",
        ));
    }
    let amendment = Plan {
        date: date.to_string(),
        effective_at,
        note,
    };
    Ok((amendment, changes))
}

/// When and why terms change.
pub(super) struct Plan {
    pub(super) date: String,
    pub(super) effective_at: Instant,
    pub(super) note: String,
}

/// Amends at once, for a change of a contract in force that names no day.
pub(super) fn amend_now(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    row: &mut promises::Contract,
    changes: Changes,
) -> Result<(), AppError> {
    let account = account_of(tx, row)?;
    let today = zone(&account.zone)
        .and_then(|tz| local_date(cx.now, &tz))
        .map_err(|e| AppError::Internal(e.to_string()))?;
    let plan = Plan {
        date: today.to_string(),
        effective_at: cx.now,
        note: String::new(),
    };
    make(tx, cx, row, &account, plan, changes)
}

fn account_of(tx: &mut Tx<'_>, row: &promises::Contract) -> Result<accounts::Account, AppError> {
    accounts::get(tx, row.account_id)?.ok_or(AppError::NotFound("account"))
}

/// Writes an amendment, and puts it in force if its day is today.
fn make(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    row: &mut promises::Contract,
    account: &accounts::Account,
    plan: Plan,
    changes: Changes,
) -> Result<(), AppError> {
    let amendment = Planned {
        row: promises::Amendment {
            contract_id: row.id,
            number: promises::next_amendment_number(tx, row.id)?,
            effective_date: plan.date,
            effective_at: plan.effective_at,
            changes: serde_json::to_string(&changes)
                .map_err(|e| AppError::Internal(e.to_string()))?,
            note: plan.note,
            state: "scheduled".into(),
            applied_version: None,
            created_by: cx.actor_id(),
            created_at: cx.now,
            decided_by: None,
            decided_at: None,
        },
        changes,
    };
    let mut all = planned(tx, row)?;
    if all.len() >= SCHEDULED_MAX {
        return Err(AppError::conflict(
            "too_many_amendments",
            format!("at most {SCHEDULED_MAX} amendments of a contract wait for their day"),
        ));
    }
    all.push(amendment.clone());
    all.sort_by_key(|p| (p.at(), p.row.number));
    check_row(tx, cx, row, account, &all)?;
    refuse_overlap(tx, cx, row, &all, Some(cx.now))?;
    promises::insert_amendment(tx, &amendment.row)?;
    let data = json!({
        "amendment": amendment.row.number, "effective_date": amendment.row.effective_date,
        "changes": amendment.changes,
    });
    let now = amendment.at() <= cx.now;
    if now {
        put_in_force(tx, cx, row, account, &amendment)?;
    }
    rearm(tx, cx, row)?;
    keep(tx, cx, row)?;
    let action = if now {
        "contract.amended"
    } else {
        "contract.amendment_scheduled"
    };
    told(tx, cx, row, action, &data)
}

/// Whether the terms fit one after the other: every amendment falls into the
/// contract as it then is, and no limit changes its periods.
fn check_row(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    row: &promises::Contract,
    account: &accounts::Account,
    all: &[Planned],
) -> Result<(), AppError> {
    let mut terms = row.clone();
    for amendment in all {
        let later = amendment.at() > cx.now;
        let over = |row: &promises::Contract| row.ends_at.is_some_and(|end| end <= amendment.at());
        let after_end = || {
            AppError::invalid(
                "effective_after_end",
                "effective_date",
                format!(
                    "the contract would be over on {}",
                    amendment.row.effective_date
                ),
            )
        };
        if later && over(&terms) {
            return Err(after_end());
        }
        let before = cx.specs.plan(tx, terms.plan_id, terms.plan_version)?;
        amendment.changes.apply(&mut terms, account)?;
        if later && over(&terms) {
            return Err(after_end());
        }
        let after = cx.specs.plan(tx, terms.plan_id, terms.plan_version)?;
        same_periods(&before.limits, &after.limits)
            .map_err(|e| AppError::conflict(e.code(), e.to_string()))?;
    }
    Ok(())
}

/// Cancels an amendment that waits for its day.
///
/// # Errors
/// `amendment_not_scheduled`, `bucket_periods_changed` when a later one does
/// not fit without it, `contract_overlap`, `Stale`, or the store's.
pub async fn cancel_amendment(
    app: &App,
    call: &Call,
    id: ContractId,
    expected: Option<i64>,
    number: i64,
) -> Result<ContractView, AppError> {
    app.command(call, move |tx, cx| {
        let mut row = take(tx, cx, id, Permission::ContractManage, expected)?;
        let found = promises::amendments(tx, id)?
            .into_iter()
            .find(|a| a.number == number)
            .ok_or(AppError::NotFound("amendment"))?;
        if !promises::decide_amendment(tx, &found, "cancelled", None, cx.actor_id(), cx.now)? {
            return Err(AppError::conflict(
                "amendment_not_scheduled",
                format!("this amendment is {}", found.state),
            ));
        }
        let account = account_of(tx, &row)?;
        let rest = planned(tx, &row)?;
        check_row(tx, cx, &row, &account, &rest)?;
        refuse_overlap(tx, cx, &row, &rest, Some(cx.now))?;
        rearm(tx, cx, &mut row)?;
        keep(tx, cx, &mut row)?;
        told(
            tx,
            cx,
            &row,
            "contract.amendment_cancelled",
            &json!({ "amendment": number }),
        )?;
        view(tx, cx, row)
    })
    .await
}

/// Cancels everything that is planned for a contract that ends early.
pub(super) fn cancel_all(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    row: &mut promises::Contract,
) -> Result<(), AppError> {
    for amendment in planned(tx, row)? {
        promises::decide_amendment(tx, &amendment.row, "cancelled", None, cx.actor_id(), cx.now)?;
    }
    rearm(tx, cx, row)
}
