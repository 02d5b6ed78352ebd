//! Drafts put in force, inside of what is taken back.

use surety_domain::contract::{ContractState, Coverage};
use surety_domain::ids::{AccountId, CalendarId, ContractId, PlanId, SlaId};
use surety_domain::plan::PlanSpec;
use surety_domain::sla::LayerKind;
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::{accounts, promises};

use super::super::{LintCalendar, LintContract, LintPlan, LintSla};
use super::{TrialInput, TrialTicket};
use crate::core::Cx;
use crate::error::AppError;
use crate::lint::drafts::today;
use crate::promises::contracts::{self, spec_of, state_now};
use crate::promises::versioned::{
    check_calendar, check_plan, check_sla_input, note_default, required,
};

/// Numbers that no contract has: they begin at 1.
const DRAFT_NUMBER: i64 = -1;
/// As [`DRAFT_NUMBER`], for the contract that a plan is tried under.
const ASSUMED_NUMBER: i64 = -2;

/// What was put in force.
#[derive(Debug, Clone, Default)]
pub(super) struct Laid {
    pub(super) calendar: Option<CalendarId>,
    pub(super) sla: Option<(SlaId, LayerKind)>,
    pub(super) plan: Option<PlanId>,
    pub(super) contract: Option<ContractId>,
    /// A contract that is neither saved nor a draft.
    pub(super) assumed: Option<ContractId>,
}

fn write<T: serde::Serialize>(value: &T) -> Result<String, AppError> {
    serde_json::to_string(value).map_err(|e| AppError::Internal(e.to_string()))
}

/// Puts every draft in force.
pub(super) fn lay(tx: &mut Tx<'_>, cx: &Cx<'_>, input: &TrialInput) -> Result<Laid, AppError> {
    let mut laid = Laid::default();
    if let Some(draft) = &input.calendar {
        laid.calendar = Some(calendar(tx, cx, draft).map_err(|e| e.within("calendar.draft"))?);
    }
    if let Some(draft) = &input.sla {
        laid.sla = Some(sla(tx, cx, draft, laid.calendar).map_err(|e| e.within("sla.draft"))?);
    }
    if let Some(draft) = &input.plan {
        let id = plan(tx, cx, draft, &laid, &input.ticket).map_err(|e| e.within("plan.draft"))?;
        laid.plan = Some(id);
    }
    if let Some(draft) = &input.contract {
        laid.contract =
            Some(contract(tx, cx, draft, laid.plan).map_err(|e| e.within("contract.draft"))?);
    }
    if let (Some(plan), Some(account)) = (laid.plan, input.ticket.account_id) {
        laid.assumed = under_plan(tx, cx, plan, account)?;
    }
    Ok(laid)
}

fn calendar(tx: &mut Tx<'_>, cx: &Cx<'_>, input: &LintCalendar) -> Result<CalendarId, AppError> {
    let spec = required("spec", input.draft.spec.clone())?;
    check_calendar(&spec)?;
    let text = write(&spec)?;
    let Some(id) = input.id else {
        let id = cx.new_id(CalendarId::new);
        promises::insert_calendar(tx, id, &id.to_string(), &text, cx.actor_id(), cx.now)?;
        return Ok(id);
    };
    let mut row = promises::get_calendar(tx, id)?.ok_or(AppError::NotFound("calendar"))?;
    row.current_version += 1;
    let number = row.current_version;
    promises::add_calendar_version(tx, id, number, &text, cx.actor_id(), cx.now)?;
    promises::update_calendar(tx, &row, cx.now)?;
    Ok(id)
}

fn sla(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    input: &LintSla,
    calendar: Option<CalendarId>,
) -> Result<(SlaId, LayerKind), AppError> {
    let saved = match input.id {
        Some(id) => Some(promises::get_sla(tx, id)?.ok_or(AppError::NotFound("SLA"))?),
        None => None,
    };
    // The layer of one that is saved stays.
    let layer = match &saved {
        Some(row) => row.layer.clone(),
        None => required("layer", input.draft.layer.clone())?,
    };
    let calendar_id = required("calendar_id", input.draft.calendar_id.or(calendar))?;
    let spec = required("spec", input.draft.spec.clone())?;
    let kind = check_sla_input(tx, &layer, calendar_id, &spec)?;
    let text = write(&spec)?;
    let Some(mut row) = saved else {
        let id = cx.new_id(SlaId::new);
        let new = promises::NewSla {
            id,
            name: &id.to_string(),
            layer: &layer,
            calendar_id,
            spec: &text,
        };
        promises::insert_sla(tx, &new, cx.actor_id(), cx.now)?;
        return Ok((id, kind));
    };
    let id = row.head.id;
    row.head.current_version += 1;
    row.calendar_id = calendar_id;
    let number = row.head.current_version;
    promises::add_sla_version(tx, id, number, &text, calendar_id, cx.actor_id(), cx.now)?;
    promises::update_sla(tx, &row, cx.now)?;
    Ok((id, kind))
}

fn plan(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    input: &LintPlan,
    laid: &Laid,
    ticket: &TrialTicket,
) -> Result<PlanId, AppError> {
    let draft_sla = laid.sla.filter(|(_, layer)| *layer == LayerKind::Plan);
    let sla_id = input.draft.sla_id.flatten().or(draft_sla.map(|(id, _)| id));
    let mut spec: PlanSpec = required("spec", input.draft.spec.clone())?;
    check_plan(tx, sla_id, &mut spec)?;
    let text = write(&spec)?;
    // Somebody without an account has no contract: only as free support does
    // a plan say anything about them.
    let nobody = ticket.account_id.is_none();
    let Some(id) = input.id else {
        let id = cx.new_id(PlanId::new);
        let new = promises::NewPlan {
            id,
            name: &id.to_string(),
            sla_id,
            is_default: nobody || input.draft.is_default.unwrap_or(false),
            spec: &text,
        };
        promises::insert_plan(tx, &new, cx.actor_id(), cx.now)?;
        if input.draft.is_default == Some(true) {
            note_default(tx, cx)?;
        }
        return Ok(id);
    };
    let mut row = promises::get_plan(tx, id)?.ok_or(AppError::NotFound("plan"))?;
    row.head.current_version += 1;
    row.sla_id = sla_id;
    let is_default = input.draft.is_default.unwrap_or(row.is_default);
    row.is_default = nobody || is_default;
    let number = row.head.current_version;
    promises::add_plan_version(tx, id, number, &text, cx.actor_id(), cx.now)?;
    promises::update_plan(tx, &row, cx.now)?;
    if is_default {
        note_default(tx, cx)?;
    }
    Ok(id)
}

/// A draft as if it had been accepted and put in force.
fn contract(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    input: &LintContract,
    plan: Option<PlanId>,
) -> Result<ContractId, AppError> {
    let mut row = contracts::draft_row(tx, cx, &input.draft)?;
    row.state = ContractState::Active.as_str().into();
    let Some(id) = input.id else {
        row.number = DRAFT_NUMBER;
        promises::insert_contract(tx, &row, &spec_of(&row), cx.actor_id())?;
        return Ok(row.id);
    };
    let saved = promises::get_contract(tx, id)?
        .filter(|saved| saved.account_id == row.account_id)
        .ok_or(AppError::NotFound("contract"))?;
    if saved.plan_id == row.plan_id && plan != Some(row.plan_id) {
        row.plan_version = saved.plan_version;
    }
    let row = promises::Contract {
        id,
        number: saved.number,
        current_version: saved.current_version,
        version: saved.version,
        created_at: saved.created_at,
        ..row
    };
    promises::update_contract(tx, &row, cx.now)?;
    Ok(id)
}

/// Takes every contract that could serve the account out of play.
fn leave_aside(tx: &mut Tx<'_>, cx: &Cx<'_>, account: AccountId) -> Result<(), AppError> {
    let mut served = accounts::ancestors(tx, account)?;
    served.push(account);
    for account in served {
        for mut row in promises::contracts_of_account(tx, account)? {
            row.state = ContractState::Suspended.as_str().into();
            row.suspended_until = None;
            promises::update_contract(tx, &row, cx.now)?;
        }
    }
    Ok(())
}

/// The account's contracts of a draft plan take its draft. Without one that
/// holds now, a contract from today on is assumed, for everything, and its id
/// returned; the others are left aside, or one with credits left would take
/// what this plan is asked about. The free plan of an account without
/// contracts needs none.
fn under_plan(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    plan: PlanId,
    account: AccountId,
) -> Result<Option<ContractId>, AppError> {
    let saved = promises::get_plan(tx, plan)?.ok_or(AppError::NotFound("plan"))?;
    let version = saved.head.current_version;
    let holds = |row: &promises::Contract| -> Result<bool, AppError> {
        Ok(state_now(row, cx.now)? == ContractState::Active
            && row.starts_at <= cx.now
            && row.ends_at.is_none_or(|end| cx.now < end))
    };
    let (mut under, mut any) = (false, false);
    for mut row in promises::contracts_of_account(tx, account)? {
        let holds = holds(&row)?;
        any = any || holds;
        if row.plan_id == plan {
            under = under || holds;
            row.plan_version = version;
            promises::update_contract(tx, &row, cx.now)?;
        }
    }
    if under || saved.is_default && !any {
        return Ok(None);
    }
    leave_aside(tx, cx, account)?;
    let Some(home) = accounts::get(tx, account)? else {
        return Ok(None);
    };
    let zone = surety_domain::credit::zone(&home.zone)
        .map_err(|e| AppError::Internal(format!("zone of account {account}: {e}")))?;
    let start = today(cx.now, &home.zone)?;
    let starts_at: Instant = start
        .to_zoned(zone)
        .map(|z| Instant(z.timestamp().as_microsecond()))
        .map_err(|e| AppError::Internal(e.to_string()))?;
    let row = promises::Contract {
        id: cx.new_id(ContractId::new),
        number: ASSUMED_NUMBER,
        name: saved.head.name.clone(),
        account_id: account,
        plan_id: plan,
        plan_version: version,
        sla_id: None,
        state: ContractState::Active.as_str().into(),
        start_date: start.to_string(),
        end_date: None,
        starts_at,
        ends_at: None,
        rank: 0,
        covers_children: false,
        coverage: write(&Coverage::default())?,
        suspended_reason: None,
        suspended_until: None,
        cancelled_at: None,
        current_version: 1,
        next_amendment_at: None,
        terms_text: String::new(),
        version: 1,
        created_at: cx.now,
        updated_at: cx.now,
    };
    promises::insert_contract(tx, &row, &spec_of(&row), cx.actor_id())?;
    Ok(Some(row.id))
}
