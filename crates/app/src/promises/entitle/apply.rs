//! Making a decision, storing it, booking what it costs, and attaching its promise.

use serde_json::json;
use surety_domain::entitlement::{Admission, Decision};
use surety_domain::ids::{ApprovalId, DecisionId};
use surety_domain::ticket::TicketEvent;
use surety_store::Tx;
use surety_store::records::{decisions, promises, tickets};

use super::super::credits;
use super::in_force::{in_force_of, stored, withdraw_request};
use super::load::{Decided, decide_for, number};
use super::promise::{layers, sla_facts};
use crate::core::Cx;
use crate::error::AppError;
use crate::tickets::work::{Standing, Work};

/// Decides, stores the decision with its trace, books what it costs, and
/// attaches the promise to the ticket.
///
/// # Errors
/// As the store reports.
pub fn apply(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    work: &mut Work,
    cause: &str,
) -> Result<Decision, AppError> {
    apply_as(tx, cx, work, cause, false)
}

/// Spam and what went into another ticket is nobody's to pay: whichever verb
/// decides about it, its books stay as they are.
fn is_nobodys(ticket: &tickets::Ticket) -> bool {
    ticket.is_spam || ticket.merged_into.is_some()
}

/// As [`apply`]; with `let_in` a ticket that the limit policy would hold or
/// block goes on all the same, and what it costs is booked past the limit.
fn apply_as(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    work: &mut Work,
    cause: &str,
    let_in: bool,
) -> Result<Decision, AppError> {
    let decided = decide_for(tx, cx, &work.ticket, true)?;
    let decision = &decided.decision;
    let let_in = let_in && decision.admission() != Admission::Admitted;
    let id = cx.new_id(DecisionId::new);
    let ticket = &mut work.ticket;
    ticket.decision_id = Some(id);
    ticket.outcome = decision.outcome.as_str().into();
    ticket.limit_action = decision.limit_action.map(|a| a.as_str().into());
    ticket.admission = if let_in {
        Admission::Admitted
    } else {
        decision.admission()
    }
    .as_str()
    .into();
    ticket.contract_id = decision.contract.as_ref().and_then(|k| k.id().ok());
    ticket.plan_id = decision.plan.as_ref().and_then(|k| k.id().ok());
    work.keep_decision(decisions::StoredDecision {
        id,
        ticket_id: work.ticket.id,
        at: cx.now,
        outcome: decision.outcome.as_str().into(),
        contract_id: decision.contract.as_ref().map(|k| k.as_str().to_owned()),
        contract_version: decision.contract_version.map(i64::from),
        plan_id: decision.plan.as_ref().map(|k| k.as_str().to_owned()),
        plan_version: decision.plan_version.map(i64::from),
        limit_action: decision.limit_action.map(|a| a.as_str().to_owned()),
        cause: cause.into(),
        trace: serde_json::to_string(decision).map_err(|e| AppError::Internal(e.to_string()))?,
    });
    work.happened(
        cx,
        TicketEvent::EntitlementDecided {
            decision: id,
            outcome: decision.outcome.as_str().into(),
        },
    );
    attach(tx, cx, work, &decided, let_in)?;
    work.learned.of_contract(decided.contract.clone());
    work.stands(Standing {
        decision: decision.clone(),
        holder: decided.holder.clone(),
    });
    if is_nobodys(&work.ticket) {
        return Ok(decided.decision);
    }
    if let Some((holder, plan)) = &decided.holder {
        if let_in {
            // A charge for what the policy would have held needs a yes that
            // nobody has said.
            let unpriced = Decision {
                price: None,
                ..decision.clone()
            };
            credits::book_overage(tx, cx, work, holder, plan, &unpriced)?;
        } else {
            credits::book(tx, cx, work, holder, plan, decision, decided.purse.as_ref())?;
        }
    }
    if decision.admission() == Admission::Held && !let_in {
        let approval = cx.new_id(ApprovalId::new);
        work.ask_approval(approval);
        work.happened(cx, TicketEvent::Held { approval });
    }
    Ok(decided.decision)
}

/// Attaches the promise of a decision to the ticket's clocks; `approved` when
/// a held or blocked ticket goes on.
fn attach(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    work: &mut Work,
    decided: &Decided,
    approved: bool,
) -> Result<(), AppError> {
    // The answer of a new ticket names its plan.
    let named = work.ticket.plan_id.filter(|_| work.is_new());
    let promised = layers(tx, &work.ticket, decided, approved, None, named)?;
    if let Some(plan) = named {
        let name = promises::plan_name(tx, plan)?;
        work.learned.of_plan(name);
    }
    let layers = promised.refs();
    work.learned.of_slas(promised.slas());
    work.ticket.sla_id = layers.first().map(|l| l.sla);
    let facts = Some(sla_facts(tx, &work.ticket)?);
    work.happened(
        cx,
        TicketEvent::PromiseChanged {
            contract: work.ticket.contract_id,
            plan: work.ticket.plan_id,
            plan_version: decided.decision.plan_version,
            sla: work.ticket.sla_id,
            sla_version: layers.first().map(|l| number(l.sla_version)),
            layers,
            facts,
        },
    );
    Ok(())
}

/// Puts the clocks back on a ticket, or takes them off, after its flags or
/// admission changed: spam, merged, approved.
///
/// # Errors
/// As the store reports.
pub fn reattach(tx: &mut Tx<'_>, cx: &Cx<'_>, work: &mut Work) -> Result<(), AppError> {
    if let Some(decided) = stored(tx, cx, work)? {
        let approved = work.ticket.admission == "admitted";
        attach(tx, cx, work, &decided, approved)?;
    }
    Ok(())
}

/// A held or blocked ticket goes on: its promise is attached from the original
/// request, and what it costs is booked past the limit.
///
/// # Errors
/// As the store reports.
pub fn admit(tx: &mut Tx<'_>, cx: &Cx<'_>, work: &mut Work) -> Result<(), AppError> {
    work.ticket.admission = "admitted".into();
    if let Some(decided) = stored(tx, cx, work)? {
        attach(tx, cx, work, &decided, true)?;
        if let Some((holder, plan)) = &decided.holder {
            credits::book_overage(tx, cx, work, holder, plan, &decided.decision)?;
        }
    }
    Ok(())
}

/// A new decision after the facts changed; what the old one took comes back
/// first, so that a ticket never pays twice.
///
/// # Errors
/// As the store reports.
pub fn decide_again(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    work: &mut Work,
    cause: &str,
) -> Result<Decision, AppError> {
    let before = in_force_of(tx, work)?;
    let admitted = work.ticket.admission == "admitted";
    withdraw_request(tx, cx, work)?;
    let reopened = cause == "reopened";
    let answered = work.has_answer();
    if !reopened && !is_nobodys(&work.ticket) {
        credits::give_back(tx, cx, work, "decided_again", None)?;
    }
    // Work that was let in once is not locked out again by a correction of its
    // fields; the overage is booked instead. What is reopened after its free
    // days is a new request and follows the limit policy like one.
    let let_in = admitted && before.is_some() && !reopened;
    let decision = apply_as(tx, cx, work, cause, let_in)?;
    // What is consumed later than at creation is due at once where that moment
    // has passed, or a correction would make the work free.
    if !reopened && answered {
        credits::at_first_response(tx, cx, work)?;
    }
    if work.category()?.is_done() {
        credits::at_resolution(tx, cx, work)?;
    }
    cx.audit(
        tx,
        "ticket.decided_again",
        "ticket",
        &work.ticket.id.to_string(),
        &json!({
            "cause": cause,
            "before": before.map(|d| json!({ "contract": d.contract, "plan": d.plan, "outcome": d.outcome })),
            "after": { "contract": decision.contract, "plan": decision.plan, "outcome": decision.outcome },
        }),
    )?;
    Ok(decision)
}
