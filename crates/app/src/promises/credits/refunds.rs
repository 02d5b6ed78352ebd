//! Giving credits back.

use std::collections::BTreeMap;

use serde_json::json;
use surety_domain::credit::{EntryKind, Posting, refund};
use surety_domain::ids::{AccountId, ContractId};
use surety_domain::plan::{Key, RefundCause};
use surety_domain::ticket::TicketEvent;
use surety_store::Tx;
use surety_store::records::ledger;

use super::super::entitle;
use super::holder::Holder;
use super::posting::{Movement, entry, lot, post};
use crate::core::{Cx, LiveSubject};
use crate::error::AppError;
use crate::tickets::work::Work;

/// Gives back what a ticket took, if its plan refunds this cause.
///
/// # Errors
/// As the store reports.
pub fn refund_for(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    work: &mut Work,
    cause: RefundCause,
) -> Result<bool, AppError> {
    if !refunds(tx, cx, work, cause)? {
        return Ok(false);
    }
    give_back(tx, cx, work, cause.as_str(), None)
}

/// Whether the plan that a ticket was decided under refunds a cause.
///
/// # Errors
/// As the store reports.
pub fn refunds(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    work: &Work,
    cause: RefundCause,
) -> Result<bool, AppError> {
    let Some(decision) = entitle::in_force_of(tx, work)? else {
        return Ok(false);
    };
    Ok(entitle::holder_of(tx, cx, &work.ticket, &decision)?
        .is_some_and(|(_, plan)| plan.refunds.contains(&cause)))
}

/// Gives back whatever is still open of a ticket's consumption; says whether
/// there was anything. `reason` is what somebody wrote to it.
///
/// # Errors
/// As the store reports.
pub fn give_back(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    work: &mut Work,
    cause: &str,
    reason: Option<&str>,
) -> Result<bool, AppError> {
    let stored = ledger::entries_of_ticket(tx, work.ticket.id)?;
    // A ticket that changed hands took from several holders; each gets back
    // what is still open. In the order of their ids, so that two such
    // movements never wait for each other.
    let holders: BTreeMap<ContractId, AccountId> = stored
        .iter()
        .map(|e| (e.contract_id, e.account_id))
        .collect();
    let mut hundredths = 0;
    let mut given = false;
    for (&id, &account) in &holders {
        let holder = Holder {
            id,
            account,
            start: None,
            end: None,
            sla: None,
            home: None,
            unwritten: Vec::new(),
        };
        ledger::lock_buckets(tx, id)?;
        let mut entries = Vec::new();
        let mut lots = Vec::new();
        for e in stored.iter().filter(|e| e.contract_id == id) {
            if let Some(id) = e.lot_id
                && let Some(found) = ledger::get_lot(tx, id)?
            {
                lots.push(lot(found)?);
            }
            entries.push(entry(e.clone())?);
        }
        let key = format!("{}/{cause}", work.ticket.id);
        let postings = refund(&entries, &lots, cx.now, &key);
        if postings.is_empty() {
            continue;
        }
        given = true;
        let movement = Movement {
            reason: cause,
            ticket: Some(work.ticket.id),
            decision: work.ticket.decision_id,
            is_new: false,
        };
        for back in post(tx, cx, &holder, &postings, movement)? {
            let taken = stored.iter().find(|e| Some(e.id) == back.refunds_id);
            if let (Some(taken), true) = (taken, back.kind == EntryKind::Refund.as_str()) {
                ledger::add_use(tx, id, &[&back.bucket], taken.at, -back.amount)?;
            }
        }
        hundredths += per_bucket(&postings);
        cx.live(
            tx,
            "credits",
            &LiveSubject::Account { id: account },
            &json!({ "account_id": account }),
        )?;
    }
    if !given {
        return Ok(false);
    }
    ledger::waive_charges(tx, work.ticket.id, &format!("refund:{cause}"), cx.now)?;
    work.happened(
        cx,
        TicketEvent::CreditRefunded {
            hundredths,
            cause: cause.into(),
            reason: reason.map(str::to_owned),
        },
    );
    Ok(true)
}

/// What a refund gave back, once: every bucket gave the same cost, perhaps to
/// several lots.
fn per_bucket(postings: &[Posting]) -> i64 {
    let mut sums: BTreeMap<(&Key, bool), i64> = BTreeMap::new();
    for posting in postings {
        if matches!(posting.kind, EntryKind::Refund | EntryKind::Overage) {
            *sums
                .entry((&posting.bucket, posting.kind == EntryKind::Overage))
                .or_default() += posting.amount.0;
        }
    }
    sums.into_values().max().unwrap_or(0)
}
