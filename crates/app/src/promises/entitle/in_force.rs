//! The decision that a ticket has, read back.

use std::sync::Arc;

use surety_domain::entitlement::{Decision, Outcome};
use surety_domain::ids::{ContractId, PlanId};
use surety_domain::plan::PlanSpec;
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::{decisions, ledger, promises, tickets};

use super::super::{contracts, credits};
use super::load::Decided;
use crate::core::Cx;
use crate::error::AppError;
use crate::tickets::work::Work;

/// Reads the decision in force back.
///
/// # Errors
/// `Internal` when it does not read, or the store's.
pub fn in_force(tx: &mut Tx<'_>, ticket: &tickets::Ticket) -> Result<Option<Decision>, AppError> {
    let Some(id) = ticket.decision_id else {
        return Ok(None);
    };
    let Some(stored) = decisions::get(tx, id)? else {
        return Ok(None);
    };
    serde_json::from_str(&stored.trace)
        .map(Some)
        .map_err(|e| AppError::Internal(format!("decision {id} does not read: {e}")))
}

/// The decision in force of a ticket under work, also when this very work has
/// made it and not written it yet.
///
/// # Errors
/// As [`in_force`].
pub fn in_force_of(tx: &mut Tx<'_>, work: &Work) -> Result<Option<Decision>, AppError> {
    match work.ticket.decision_id.and_then(|id| work.kept_trace(id)) {
        Some(trace) => serde_json::from_str(trace)
            .map(Some)
            .map_err(|e| AppError::Internal(format!("a decision does not read: {e}"))),
        None => in_force(tx, &work.ticket),
    }
}

/// Takes back a request for approval that nobody has decided: the ticket is
/// finished, spam, or decided anew.
///
/// # Errors
/// As the store reports.
pub fn withdraw_request(tx: &mut Tx<'_>, cx: &Cx<'_>, work: &mut Work) -> Result<(), AppError> {
    work.withdraw_approval();
    if work.ticket.admission != "held" {
        return Ok(());
    }
    if let Some(waiting) = ledger::approval_of_ticket(tx, work.ticket.id)?
        && waiting.state == "waiting"
    {
        ledger::decide_approval(tx, waiting.id, "withdrawn", cx.actor_id(), "", cx.now)?;
    }
    Ok(())
}

pub(super) fn stored(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    work: &Work,
) -> Result<Option<Decided>, AppError> {
    let Some(decision) = in_force_of(tx, work)? else {
        return Ok(None);
    };
    let holder = holder_of(tx, cx, &work.ticket, &decision)?;
    Ok(Some(Decided {
        decision,
        holder,
        purse: None,
        contract: None,
    }))
}

/// The holder and plan version that a stored decision drew on.
///
/// # Errors
/// As the store reports.
pub fn holder_of(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    ticket: &tickets::Ticket,
    decision: &Decision,
) -> Result<Option<(credits::Holder, Arc<PlanSpec>)>, AppError> {
    let Some(plan_key) = &decision.plan else {
        return Ok(None);
    };
    let plan: PlanId = plan_key
        .id()
        .map_err(|_| AppError::Internal("a plan's id".into()))?;
    let spec = cx
        .specs
        .plan(tx, plan, i64::from(decision.plan_version.unwrap_or(1)))?;
    let holder = match &decision.contract {
        Some(contract) => {
            let id: ContractId = contract
                .id()
                .map_err(|_| AppError::Internal("a contract's id".into()))?;
            promises::get_contract(tx, id)?.map(|row| credits::Holder::of_contract(&row))
        }
        None => match ticket.account_id {
            Some(account) => credits::Holder::of_account(tx, account)?,
            None => None,
        },
    };
    Ok(holder.map(|h| (h, spec)))
}

/// The holder that a stored decision drew on, with the terms that hold for it
/// now: what is granted, drawn and shown now goes by these. With `write` an
/// amendment whose day has come is put in force first.
///
/// # Errors
/// As the store reports.
pub fn holder_now(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    ticket: &tickets::Ticket,
    decision: &Decision,
    write: bool,
) -> Result<Option<(credits::Holder, Arc<PlanSpec>)>, AppError> {
    if decision.plan.is_none() {
        return Ok(None);
    }
    let Some(contract) = &decision.contract else {
        // Free support follows the default plan.
        return match ticket.account_id {
            None => Ok(None),
            Some(account) => match credits::free_support(tx, cx, account, cx.now)? {
                Some(found) => Ok(Some(found)),
                None => holder_of(tx, cx, ticket, decision),
            },
        };
    };
    let id: ContractId = contract
        .id()
        .map_err(|_| AppError::Internal("a contract's id".into()))?;
    let Some(row) = promises::get_contract(tx, id)? else {
        return Ok(None);
    };
    let (row, holder) = if write {
        let row = contracts::bring_into_force(tx, cx, row)?;
        let holder = credits::Holder::of_contract(&row);
        (row, holder)
    } else {
        contracts::as_in_force(tx, cx, row, cx.now)?
    };
    let plan = cx.specs.plan(tx, row.plan_id, row.plan_version)?;
    Ok(Some((holder, plan)))
}

/// Whether a reopen now costs nothing.
///
/// # Errors
/// As the store reports.
pub fn reopen_is_free(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    work: &Work,
    finished_at: Option<Instant>,
) -> Result<bool, AppError> {
    let Some(decided) = stored(tx, cx, work)? else {
        return Ok(true);
    };
    if decided.decision.outcome == Outcome::Uncovered {
        return Ok(true);
    }
    let Some((_, plan)) = &decided.holder else {
        return Ok(true);
    };
    let seconds = finished_at.map_or(0, |at| {
        cx.now.micros_since(at) / surety_domain::time::MICROS_PER_SECOND
    });
    Ok(plan.limits.is_empty() || plan.reopen_is_free(seconds))
}
