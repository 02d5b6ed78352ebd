//! Drawing credits: at creation, at the first answer or at resolution, and past the limit.

use std::sync::Arc;

use serde_json::json;
use surety_domain::credit::{ChargeStatus, Credits, consume, draw, overage, serving};
use surety_domain::entitlement::{Decision, LedgerEffect, OverLimit, short_when_due};
use surety_domain::ids::ChargeId;
use surety_domain::plan::{ConsumeAt, Key, PlanSpec};
use surety_domain::ticket::TicketEvent;
use surety_store::Tx;
use surety_store::records::ledger;

use super::super::entitle;
use super::alerts::{Drawn, count_use};
use super::balance::{LeftBooks, Purse, left_in_all, period_of, purse as purse_now};
use super::holder::Holder;
use super::posting::{Movement, bring_up_to_date, open_lots, post};
use crate::core::{Cx, LiveSubject};
use crate::error::AppError;
use crate::tickets::work::Work;

/// Books what a decision costs, at once or, when the plan says so, later.
///
/// # Errors
/// `Internal` when credits fall short of a decision made under the lock, or the store's.
pub fn book(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    work: &mut Work,
    holder: &Holder,
    plan: &Arc<PlanSpec>,
    decision: &Decision,
    purse: Option<&Purse>,
) -> Result<(), AppError> {
    match decision.ledger_effect() {
        LedgerEffect::Nothing => Ok(()),
        LedgerEffect::Overage => book_overage(tx, cx, work, holder, plan, decision),
        LedgerEffect::Consume if plan.consume_at == ConsumeAt::Creation => {
            take(tx, cx, work, holder, plan, decision.cost(), purse)
        }
        LedgerEffect::Consume => Ok(()),
    }
}

/// Draws a cost from every bucket under the lock that is held, or books the
/// overage when a late consumption finds nothing left. `purse` serves the ticket
/// and was read under that lock, for a decision that has taken nothing yet;
/// without it the lots are read now.
fn take(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    work: &mut Work,
    holder: &Holder,
    plan: &PlanSpec,
    cost: Credits,
    purse: Option<&Purse>,
) -> Result<(), AppError> {
    let Some(decision) = work.ticket.decision_id else {
        return Ok(());
    };
    if cost <= Credits::ZERO {
        return Ok(());
    }
    let read;
    let (lots, left) = match purse {
        Some(purse) => (&purse.lots, &purse.left_in_all),
        None => {
            let lots = open_lots(tx, holder)?;
            let left = left_in_all(plan, &lots, cx.now);
            read = (serving(lots, entitle::about(tx, &work.ticket)?), left);
            (&read.0, &read.1)
        }
    };
    let buckets: Vec<Key> = plan.limits.iter().map(|l| l.bucket.clone()).collect();
    let takes = draw(lots, &buckets, cost, cx.now)
        .map_err(|short| AppError::Internal(format!("decided under the lock and yet {short}")))?;
    let movement = Movement {
        reason: "ticket",
        ticket: Some(work.ticket.id),
        decision: Some(decision),
        is_new: purse.is_some(),
    };
    let written = post(
        tx,
        cx,
        holder,
        &consume(&takes, cx.now, &decision.to_string()),
        movement,
    )?;
    if !written.is_empty() {
        work.happened(
            cx,
            TicketEvent::CreditConsumed {
                hundredths: cost.0,
                decision,
            },
        );
        let drawn = Drawn {
            cost,
            left,
            buckets: purse.map(|purse| purse.buckets.as_slice()),
        };
        let used = count_use(tx, cx, work, holder, plan, &drawn)?;
        work.learned
            .left(purse.map(|purse| LeftBooks::after(purse, holder, &takes, &used)));
        cx.live(
            tx,
            "credits",
            &LiveSubject::Account { id: holder.account },
            &json!({ "account_id": holder.account }),
        )?;
    }
    work.learned.booked(written);
    Ok(())
}

/// Books a ticket past the limit and drafts its charge.
///
/// # Errors
/// As the store reports.
pub fn book_overage(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    work: &mut Work,
    holder: &Holder,
    plan: &PlanSpec,
    decision: &Decision,
) -> Result<(), AppError> {
    let (Some(id), Some(bucket)) = (work.ticket.decision_id, decision.short_bucket().cloned())
    else {
        return Ok(());
    };
    let terms = holder.terms(tx, plan)?;
    let period = match plan.limits.iter().find(|l| l.bucket == bucket) {
        Some(limit) => period_of(&terms, limit, cx.now)?.map(|p| p.index),
        None => None,
    };
    let posting = overage(bucket, period, decision.cost(), cx.now, &id.to_string());
    let movement = Movement {
        reason: "over_limit",
        ticket: Some(work.ticket.id),
        decision: Some(id),
        is_new: false,
    };
    let written = post(tx, cx, holder, &[posting], movement)?;
    work.learned.left(None);
    // Tolerance, urgency and what an agent lets in past a block are ours to
    // give; a charge is for the plan's policy and for what was approved.
    let charged = !matches!(
        decision.limit_action,
        Some(OverLimit::Tolerated | OverLimit::UrgentAccepted)
    );
    if let (true, Some(price), Some(entry)) = (charged, &decision.price, written.first()) {
        let cost = decision.cost().0;
        let charge = ledger::Charge {
            id: cx.new_id(ChargeId::new),
            contract_id: holder.id,
            account_id: holder.account,
            ticket_id: Some(work.ticket.id),
            entry_id: entry.id,
            quantity: cost,
            unit_price: price.amount,
            amount: price.amount,
            currency: price.currency.clone(),
            status: ChargeStatus::Draft.as_str().into(),
            reason: None,
            invoice_reference: None,
            version: 1,
            created_at: cx.now,
            updated_at: cx.now,
        };
        ledger::insert_charge(tx, &charge)?;
        work.happened(cx, TicketEvent::Charged { charge: charge.id });
    }
    work.learned.booked(written);
    Ok(())
}

/// Consumes at the first public human answer, where the plan says so.
///
/// # Errors
/// As the store reports.
pub fn at_first_response(tx: &mut Tx<'_>, cx: &Cx<'_>, work: &mut Work) -> Result<(), AppError> {
    consume_late(tx, cx, work, ConsumeAt::FirstResponse)
}

/// Consumes at resolution, where the plan says so.
///
/// # Errors
/// As the store reports.
pub fn at_resolution(tx: &mut Tx<'_>, cx: &Cx<'_>, work: &mut Work) -> Result<(), AppError> {
    consume_late(tx, cx, work, ConsumeAt::Resolution)
}

fn consume_late(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    work: &mut Work,
    moment: ConsumeAt,
) -> Result<(), AppError> {
    // Spam and what went into another ticket is nobody's to pay.
    if work.ticket.is_spam || work.ticket.merged_into.is_some() {
        return Ok(());
    }
    let Some(decision) = entitle::in_force_of(tx, work)? else {
        return Ok(());
    };
    if decision.consume_at != Some(moment) || decision.ledger_effect() != LedgerEffect::Consume {
        return Ok(());
    }
    let Some((mut holder, plan)) = entitle::holder_now(tx, cx, &work.ticket, &decision, true)?
    else {
        return Ok(());
    };
    let already = ledger::entries_of_ticket(tx, work.ticket.id)?
        .iter()
        .any(|e| {
            e.decision_id == work.ticket.decision_id
                && matches!(e.kind.as_str(), "consume" | "overage")
        });
    if already {
        return Ok(());
    }
    bring_up_to_date(tx, cx, &mut holder, &plan)?;
    ledger::lock_buckets(tx, holder.id)?;
    let about = entitle::about(tx, &work.ticket)?;
    let purse = purse_now(tx, cx, &holder, &plan, about)?;
    let cost = decision.cost();
    if purse.balance.left.values().all(|left| *left >= cost) {
        return take(tx, cx, work, &holder, &plan, cost, Some(&purse));
    }
    // Promised when it was opened, used up since: the work is done, so it is
    // booked past the limit, by what the plan says of that now.
    let facts = entitle::facts_of(tx, &work.ticket)?;
    let short = short_when_due(&decision, &plan, &purse.balance, &facts);
    book_overage(tx, cx, work, &holder, &plan, &short)
}
