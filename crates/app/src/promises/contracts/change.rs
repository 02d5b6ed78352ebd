//! Making and changing contracts.

use serde::Deserialize;
use serde_json::json;
use surety_domain::contract::{ContractState, Coverage};
use surety_domain::ids::{AccountId, ContractId, PlanId, SlaId};
use surety_domain::permission::{Permission, Subject};
use surety_store::records::{accounts, promises};
use surety_store::{Counter, Tx};
use utoipa::ToSchema;

use super::amend::amend_now;
use super::changes::Changes;
use super::in_force::bring_into_force;
use super::terms::{RANK_MAX, check_coverage, check_sla, refuse_overlap, set_dates, spec_of};
use super::view::{ContractView, parse_state, seen, view};
use crate::core::{App, Call, Cx, LiveSubject};
use crate::error::AppError;
use crate::patch::{Patch, present};
use crate::record::{Check, check_version};

/// A new contract; it begins as a draft.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewContract {
    /// Its name; the plan's when left out.
    #[serde(default)]
    pub name: Option<String>,
    /// Whose.
    #[schema(value_type = String)]
    pub account_id: AccountId,
    /// What is promised, in its version of now.
    #[schema(value_type = String)]
    pub plan_id: PlanId,
    /// An SLA of its own, above the plan's.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub sla_id: Option<SlaId>,
    /// First day, in the account's zone.
    pub start_date: String,
    /// First day after it; left out is open-ended.
    #[serde(default)]
    pub end_date: Option<String>,
    /// Lower goes first.
    #[serde(default)]
    pub rank: i64,
    /// Whether it covers the accounts below its own.
    #[serde(default)]
    pub covers_children: bool,
    /// What it covers.
    #[serde(default)]
    #[schema(value_type = Object)]
    pub coverage: Coverage,
    /// The words of the agreement.
    #[serde(default)]
    pub terms_text: String,
}

/// A change of a contract. Plan, account and first day of one that is in force
/// stay as agreed.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ChangeContract {
    /// Its name.
    pub name: Option<String>,
    /// Only of a draft: what is promised, in its version of now.
    #[schema(value_type = Option<String>)]
    pub plan_id: Option<PlanId>,
    /// An SLA of its own, or null.
    #[serde(deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub sla_id: Patch<SlaId>,
    /// Only of a draft: first day.
    pub start_date: Option<String>,
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
    pub coverage: Option<Coverage>,
    /// The words of the agreement.
    pub terms_text: Option<String>,
}

/// Makes a draft.
///
/// # Errors
/// Bad input by field, `Denied`, or the store's.
pub async fn create(app: &App, call: &Call, input: NewContract) -> Result<ContractView, AppError> {
    app.command(call, move |tx, cx| create_in(tx, cx, &input))
        .await
}

/// Makes a draft within a transaction.
///
/// # Errors
/// As [`create`].
pub fn create_in(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    input: &NewContract,
) -> Result<ContractView, AppError> {
    cx.require(
        Permission::ContractManage,
        &Subject::Contract {
            account: input.account_id,
        },
    )?;
    let mut row = draft_row(tx, cx, input)?;
    row.number = tx.next_number(Counter::ContractNumber)?;
    promises::insert_contract(tx, &row, &spec_of(&row), cx.actor_id())?;
    told(
        tx,
        cx,
        &row,
        "contract.created",
        &json!({ "number": row.number, "plan_id": row.plan_id }),
    )?;
    view(tx, cx, row)
}

/// The row of a new draft, without its number; nothing is written.
///
/// # Errors
/// Bad input by field, or the store's.
pub(crate) fn draft_row(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    input: &NewContract,
) -> Result<promises::Contract, AppError> {
    let account = accounts::get(tx, input.account_id)?.ok_or_else(|| {
        AppError::invalid(
            "account_not_found",
            "account_id",
            "there is no such account",
        )
    })?;
    let plan = promises::get_plan(tx, input.plan_id)?
        .filter(|p| p.head.archived_at.is_none())
        .ok_or_else(|| {
            AppError::invalid("plan_not_found", "plan_id", "there is no such plan in use")
        })?;
    check_sla(tx, input.sla_id)?;
    check_coverage(&input.coverage)?;
    let mut check = Check::new();
    let name = match &input.name {
        Some(name) => check.name("name", name),
        None => plan.head.name.clone(),
    };
    check.range("rank", input.rank, -RANK_MAX, RANK_MAX);
    let terms_text = check.text("terms_text", &input.terms_text);
    check.done()?;
    let mut row = promises::Contract {
        id: cx.new_id(ContractId::new),
        number: 0,
        name,
        account_id: input.account_id,
        plan_id: input.plan_id,
        plan_version: plan.head.current_version,
        sla_id: input.sla_id,
        state: ContractState::Draft.as_str().into(),
        start_date: String::new(),
        end_date: None,
        starts_at: cx.now,
        ends_at: None,
        rank: input.rank,
        covers_children: input.covers_children || input.coverage.children,
        coverage: serde_json::to_string(&input.coverage)
            .map_err(|e| AppError::Internal(e.to_string()))?,
        suspended_reason: None,
        suspended_until: None,
        cancelled_at: None,
        current_version: 1,
        next_amendment_at: None,
        terms_text,
        version: 1,
        created_at: cx.now,
        updated_at: cx.now,
    };
    set_dates(
        &mut row,
        &account,
        &input.start_date,
        input.end_date.as_deref(),
    )?;
    Ok(row)
}

pub(super) fn told(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    row: &promises::Contract,
    action: &str,
    data: &serde_json::Value,
) -> Result<(), AppError> {
    cx.audit(tx, action, "contract", &row.id.to_string(), data)?;
    cx.live(
        tx,
        "account",
        &LiveSubject::Account { id: row.account_id },
        &json!({ "account_id": row.account_id, "contract_id": row.id }),
    )
}

pub(super) fn take(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    id: ContractId,
    permission: Permission,
    expected: Option<i64>,
) -> Result<promises::Contract, AppError> {
    let row = seen(cx, promises::lock_contract(tx, id)?, permission)?;
    check_version(row.version, expected)?;
    bring_into_force(tx, cx, row)
}

pub(super) fn keep(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    row: &mut promises::Contract,
) -> Result<(), AppError> {
    if !promises::update_contract(tx, row, cx.now)? {
        return Err(AppError::Stale {
            current: row.version,
        });
    }
    row.version += 1;
    row.updated_at = cx.now;
    Ok(())
}

/// Changes a contract; every change makes a version that stays readable. Of a
/// contract in force it is an amendment of today.
///
/// # Errors
/// `contract_in_force` for what was agreed, `contract_overlap`, bad input, `Stale`, or the store's.
pub async fn change(
    app: &App,
    call: &Call,
    id: ContractId,
    expected: i64,
    input: ChangeContract,
) -> Result<ContractView, AppError> {
    app.command(call, move |tx, cx| {
        let mut row = take(tx, cx, id, Permission::ContractManage, Some(expected))?;
        let draft = parse_state(&row)? == ContractState::Draft;
        if !draft && (input.plan_id.is_some() || input.start_date.is_some()) {
            return Err(AppError::conflict(
                "contract_in_force",
                "plan and first day stay as agreed; amend the contract to give it another plan",
            ));
        }
        let changes = Changes::read(tx, &input)?;
        if matches!(
            parse_state(&row)?,
            ContractState::Active | ContractState::Suspended
        ) {
            // It is an amendment of today, with what follows for its credits.
            amend_now(tx, cx, &mut row, changes)?;
            return view(tx, cx, row);
        }
        let account = accounts::get(tx, row.account_id)?.ok_or(AppError::NotFound("account"))?;
        if let Some(start) = &input.start_date {
            let end = changes
                .end_date
                .clone()
                .unwrap_or_else(|| row.end_date.clone());
            set_dates(&mut row, &account, start, end.as_deref())?;
        }
        changes.apply(&mut row, &account)?;
        if !draft {
            refuse_overlap(tx, cx, &row, &[], None)?;
        }
        row.current_version += 1;
        promises::add_contract_version(
            tx,
            row.id,
            row.current_version,
            cx.now,
            &spec_of(&row),
            cx.actor_id(),
            cx.now,
        )?;
        keep(tx, cx, &mut row)?;
        if parse_state(&row)? == ContractState::AwaitingAcceptance {
            // Who has read the offer as it was must read it again.
            super::documents::offer(tx, cx, &row)?;
        }
        told(
            tx,
            cx,
            &row,
            "contract.changed",
            &json!({ "version": row.current_version }),
        )?;
        view(tx, cx, row)
    })
    .await
}
