//! Credits on the live ledger: periods granted when they are first needed,
//! draws under the bucket's lock, refunds, overage, alerts.
//!
//! Every movement is decided by `surety_domain::credit` as postings; this file
//! gives them ids, writes each once by its key, and applies it to the lots.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::json;
use surety_domain::credit::{
    CreditPeriods, CreditTerms, Credits, Entry, EntryKind, Lot, LotRef, Posting, available,
    consume, crossed, draw, overage, refund, settle, zone,
};
use surety_domain::entitlement::{Balance, Decision, LedgerEffect, OverLimit};
use surety_domain::ids::{AccountId, ChargeId, ContractId, EntryId, NotificationId, TicketId};
use surety_domain::plan::{ConsumeAt, Key, PlanSpec, RefundCause};
use surety_domain::ticket::TicketEvent;
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::{accounts, agents, ledger, notifications, promises, tickets, users};

use super::entitle;
use crate::core::{Cx, LiveSubject};
use crate::error::AppError;
use crate::tickets::view::BucketView;
use crate::tickets::work::Work;

/// Who holds credits: a contract, or an account under the default plan.
#[derive(Debug, Clone)]
pub struct Holder {
    /// The contract, or the account's id in its place.
    pub id: ContractId,
    /// Whose.
    pub account: AccountId,
    /// First day, as a civil date; none is the day the account was made.
    start: Option<String>,
    /// First day after it.
    end: Option<String>,
}

impl Holder {
    /// A contract.
    pub fn of_contract(row: &promises::Contract) -> Self {
        Self {
            id: row.id,
            account: row.account_id,
            start: Some(row.start_date.clone()),
            end: row.end_date.clone(),
        }
    }

    /// An account under the default plan; none when there is no such account.
    ///
    /// # Errors
    /// As the store reports.
    pub fn of_account(tx: &mut Tx<'_>, account: AccountId) -> Result<Option<Self>, AppError> {
        Ok(accounts::get(tx, account)?.map(|_| Self {
            id: entitle::default_holder(account),
            account,
            start: None,
            end: None,
        }))
    }

    /// The limits of a plan for this holder, in the account's zone.
    ///
    /// # Errors
    /// `Internal` when stored dates or zones do not read, or the store's.
    pub fn terms<'p>(
        &self,
        tx: &mut Tx<'_>,
        plan: &'p PlanSpec,
    ) -> Result<CreditTerms<'p>, AppError> {
        let account = accounts::get(tx, self.account)?
            .ok_or_else(|| AppError::Internal(format!("account {} is gone", self.account)))?;
        let tz = zone(&account.zone)
            .map_err(|e| AppError::Internal(format!("zone of account {}: {e}", account.id)))?;
        let read = |text: &str| {
            text.parse::<jiff::civil::Date>()
                .map_err(|e| AppError::Internal(format!("a date of contract {}: {e}", self.id)))
        };
        let start = match &self.start {
            Some(text) => read(text)?,
            None => surety_domain::credit::local_date(account.created_at, &tz)
                .map_err(|e| AppError::Internal(e.to_string()))?,
        };
        Ok(CreditTerms {
            contract: Key::of(self.id),
            limits: &plan.limits,
            start,
            end: self.end.as_deref().map(read).transpose()?,
            zone: tz,
        })
    }
}

pub(super) fn lot(stored: ledger::Lot) -> Result<Lot, AppError> {
    Ok(Lot {
        id: stored.id,
        bucket: Key::from(stored.bucket),
        kind: stored
            .kind
            .parse()
            .map_err(|e| AppError::Internal(format!("a lot's kind: {e}")))?,
        period: stored.period_index,
        starts_at: stored.starts_at,
        expires_at: stored.expires_at,
        specificity: 0,
        remaining: Credits(stored.remaining),
    })
}

fn entry(stored: ledger::Entry) -> Result<Entry, AppError> {
    Ok(Entry {
        id: stored.id,
        kind: stored
            .kind
            .parse()
            .map_err(|e| AppError::Internal(format!("an entry's kind: {e}")))?,
        bucket: Key::from(stored.bucket),
        period: stored.period_index,
        lot: stored.lot_id,
        amount: Credits(stored.amount),
        refunds: stored.refunds_id,
        at: stored.at,
    })
}

fn open_lots(tx: &mut Tx<'_>, holder: &Holder) -> Result<Vec<Lot>, AppError> {
    ledger::open_lots(tx, holder.id)?
        .into_iter()
        .map(lot)
        .collect()
}

/// What a movement is for, as its entries keep it.
#[derive(Debug, Clone, Copy)]
pub struct Movement<'a> {
    /// Why.
    pub reason: &'a str,
    /// For which ticket.
    pub ticket: Option<TicketId>,
    /// By which decision.
    pub decision: Option<surety_domain::ids::DecisionId>,
}

/// Writes postings, each once by its key, and applies them to the lots.
/// Returns the entries that were written.
///
/// # Errors
/// As the store reports.
pub fn post(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    holder: &Holder,
    postings: &[Posting],
    movement: Movement<'_>,
) -> Result<Vec<ledger::Entry>, AppError> {
    let mut ids: Vec<Option<EntryId>> = Vec::with_capacity(postings.len());
    let mut written = Vec::new();
    for posting in postings {
        let id = cx.new_id(EntryId::new);
        let lot_id = match posting.lot {
            LotRef::Existing(lot) => Some(lot),
            LotRef::Own => Some(id),
            LotRef::Posted(i) => ids.get(i).copied().flatten(),
            LotRef::Nothing => None,
        };
        let stored = ledger::Entry {
            id,
            contract_id: holder.id,
            account_id: holder.account,
            bucket: posting.bucket.as_str().to_owned(),
            period_index: posting.period,
            lot_id,
            kind: posting.kind.as_str().to_owned(),
            amount: posting.amount.0,
            ticket_id: movement.ticket,
            decision_id: movement.decision,
            refunds_id: posting.refunds,
            reason: movement.reason.to_owned(),
            actor_kind: cx.actor_kind().to_owned(),
            actor_id: cx.actor_id(),
            at: posting.at,
            key: posting.key.clone(),
        };
        if !ledger::insert_entry(tx, &stored)? {
            ids.push(None);
            continue;
        }
        ids.push(Some(id));
        if let Some(opens) = posting.opens {
            ledger::insert_lot(
                tx,
                &ledger::Lot {
                    id,
                    contract_id: holder.id,
                    bucket: stored.bucket.clone(),
                    kind: stored.kind.clone(),
                    period_index: posting.period,
                    starts_at: opens.starts_at,
                    expires_at: opens.expires_at,
                    amount: posting.amount.0,
                    remaining: posting.amount.0,
                },
            )?;
        } else if let Some(lot) = lot_id {
            ledger::change_lot(tx, lot, posting.amount.0)?;
        }
        written.push(stored);
    }
    Ok(written)
}

/// Grants every period that has begun and carries over or expires what is
/// over, when there is anything to do; then, and only then, the holder's
/// buckets are locked.
///
/// # Errors
/// As the store reports.
pub fn bring_up_to_date(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    holder: &Holder,
    plan: &PlanSpec,
) -> Result<(), AppError> {
    let terms = holder.terms(tx, plan)?;
    let due = |tx: &mut Tx<'_>, buckets: Vec<ledger::Bucket>| {
        let granted: BTreeMap<Key, i64> = buckets
            .into_iter()
            .filter(|b| b.granted_through >= 0)
            .map(|b| (Key::from(b.bucket), b.granted_through))
            .collect();
        let lots = open_lots(tx, holder)?;
        settle(&terms, &granted, &lots, cx.now)
            .map_err(|e| AppError::Internal(format!("{}: {e}", holder.id)))
    };
    let known = ledger::buckets(tx, holder.id)?;
    let complete = plan
        .limits
        .iter()
        .all(|l| known.iter().any(|b| b.bucket == l.bucket.as_str()));
    if complete && due(tx, known)?.is_empty() {
        return Ok(());
    }
    for (position, limit) in (0i64..).zip(&plan.limits) {
        ledger::ensure_bucket(tx, holder.id, limit.bucket.as_str(), position)?;
    }
    let locked = ledger::lock_buckets(tx, holder.id)?;
    let settlement = due(tx, locked)?;
    let movement = Movement {
        reason: "period",
        ticket: None,
        decision: None,
    };
    post(tx, cx, holder, &settlement.postings, movement)?;
    for (bucket, index) in &settlement.granted_through {
        ledger::set_granted_through(tx, holder.id, bucket.as_str(), *index)?;
    }
    Ok(())
}

/// The lots of a holder as the next draw will find them: the stored ones with
/// every grant, rollover and expiry applied that is due. Writes nothing.
fn lots_as_due(
    tx: &mut Tx<'_>,
    holder: &Holder,
    terms: &CreditTerms<'_>,
    at: Instant,
) -> Result<Vec<Lot>, AppError> {
    let granted: BTreeMap<Key, i64> = ledger::buckets(tx, holder.id)?
        .into_iter()
        .filter(|b| b.granted_through >= 0)
        .map(|b| (Key::from(b.bucket), b.granted_through))
        .collect();
    let mut book = surety_domain::credit::Book::default();
    book.lots = open_lots(tx, holder)?;
    let settlement = settle(terms, &granted, &book.lots, at)
        .map_err(|e| AppError::Internal(format!("{}: {e}", holder.id)))?;
    book.settle(&settlement);
    Ok(book.lots)
}

/// What is left of a plan's limits for a holder now. Writes nothing, so that
/// looking at a draft grants it nothing.
///
/// # Errors
/// As the store reports.
pub fn balance(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    holder: &Holder,
    plan: &PlanSpec,
) -> Result<Balance, AppError> {
    if plan.limits.is_empty() {
        return Ok(Balance::default());
    }
    let terms = holder.terms(tx, plan)?;
    let in_force = period_of(&terms, &plan.limits[0], cx.now)?.is_some();
    if !in_force {
        // Outside its dates a contract has nothing to draw from; its date
        // check says why.
        return Ok(Balance {
            left: plan
                .limits
                .iter()
                .map(|l| (l.bucket.clone(), Credits::ZERO))
                .collect(),
            over_limit_tickets: 0,
        });
    }
    let lots = lots_as_due(tx, holder, &terms, cx.now)?;
    let mut left = BTreeMap::new();
    let mut over_limit_tickets = 0;
    for limit in &plan.limits {
        left.insert(
            limit.bucket.clone(),
            available(&lots, &limit.bucket, cx.now),
        );
        if plan.tolerance > 0
            && let Some(period) = period_of(&terms, limit, cx.now)?
        {
            let tickets =
                ledger::overage_in_period(tx, holder.id, limit.bucket.as_str(), period.index)?;
            over_limit_tickets = over_limit_tickets.max(u32::try_from(tickets).unwrap_or(u32::MAX));
        }
    }
    Ok(Balance {
        left,
        over_limit_tickets,
    })
}

pub(super) fn period_of(
    terms: &CreditTerms<'_>,
    limit: &surety_domain::plan::Limit,
    at: Instant,
) -> Result<Option<surety_domain::credit::CreditPeriod>, AppError> {
    CreditPeriods::new(limit, terms)
        .and_then(|p| p.at(at))
        .map_err(|e| AppError::Internal(format!("the periods of {}: {e}", limit.bucket)))
}

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
) -> Result<(), AppError> {
    match decision.ledger_effect() {
        LedgerEffect::Nothing => Ok(()),
        LedgerEffect::Overage => book_overage(tx, cx, work, holder, plan, decision),
        LedgerEffect::Consume if plan.consume_at == ConsumeAt::Creation => {
            take(tx, cx, work, holder, plan, decision.cost())
        }
        LedgerEffect::Consume => Ok(()),
    }
}

/// Draws a cost from every bucket under the lock that is held, or books the
/// overage when a late consumption finds nothing left.
fn take(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    work: &mut Work,
    holder: &Holder,
    plan: &PlanSpec,
    cost: Credits,
) -> Result<(), AppError> {
    let Some(decision) = work.ticket.decision_id else {
        return Ok(());
    };
    if cost <= Credits::ZERO {
        return Ok(());
    }
    let lots = open_lots(tx, holder)?;
    let buckets: Vec<Key> = plan.limits.iter().map(|l| l.bucket.clone()).collect();
    let takes = draw(&lots, &buckets, cost, cx.now)
        .map_err(|short| AppError::Internal(format!("decided under the lock and yet {short}")))?;
    let movement = Movement {
        reason: "ticket",
        ticket: Some(work.ticket.id),
        decision: Some(decision),
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
        alert(tx, cx, work, holder, plan, cost)?;
        cx.live(
            tx,
            "credits",
            &LiveSubject::Account { id: holder.account },
            &json!({ "account_id": holder.account }),
        )?;
    }
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
    };
    let written = post(tx, cx, holder, &[posting], movement)?;
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
            status: "draft".into(),
            version: 1,
            created_at: cx.now,
        };
        ledger::insert_charge(tx, &charge)?;
        work.happened(cx, TicketEvent::Charged { charge: charge.id });
    }
    Ok(())
}

/// Tells agents once when a threshold of a period is reached.
fn alert(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    work: &Work,
    holder: &Holder,
    plan: &PlanSpec,
    cost: Credits,
) -> Result<(), AppError> {
    let terms = holder.terms(tx, plan)?;
    for limit in &plan.limits {
        let Some(period) = period_of(&terms, limit, cx.now)? else {
            continue;
        };
        let used = Credits(ledger::used_in_period(
            tx,
            holder.id,
            limit.bucket.as_str(),
            period.index,
        )?);
        for percent in crossed(limit.credits, used - cost, used, &plan.alert_thresholds) {
            if !ledger::fire_alert(
                tx,
                holder.id,
                limit.bucket.as_str(),
                period.index,
                i64::from(percent),
                cx.now,
            )? {
                continue;
            }
            let data = json!({
                "account_id": holder.account, "contract_id": holder.id, "bucket": limit.bucket,
                "percent": percent, "number": work.ticket.number,
            });
            cx.audit(
                tx,
                "credits.threshold",
                "contract",
                &holder.id.to_string(),
                &data,
            )?;
            let Some(role) = users::builtin_role(tx, "supervisor")? else {
                continue;
            };
            for user in agents::of_role(tx, role)? {
                let key = format!(
                    "credits:{}:{}:{}:{percent}:{user}",
                    holder.id, limit.bucket, period.index
                );
                let notice = notifications::Notification {
                    id: cx.new_id(NotificationId::new),
                    ticket_id: None,
                    kind: "credits_threshold".into(),
                    data: data.to_string(),
                    at: cx.now,
                    read_at: None,
                };
                notifications::insert(tx, &key, user, &notice)?;
            }
        }
    }
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
    let Some((holder, plan)) = entitle::holder_of(tx, cx, &work.ticket, &decision)? else {
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
    bring_up_to_date(tx, cx, &holder, &plan)?;
    ledger::lock_buckets(tx, holder.id)?;
    let left = balance(tx, cx, &holder, &plan)?;
    let cost = decision.cost();
    match left.left.iter().find(|(_, left)| **left < cost) {
        None => take(tx, cx, work, &holder, &plan, cost),
        // Promised when it was opened, used up since: the work is done, so it
        // is booked past the limit and shows.
        Some((bucket, before)) => {
            let mut short = decision.clone();
            if let Some(line) = short.credits.get_mut(bucket) {
                line.before = *before;
            }
            book_overage(tx, cx, work, &holder, &plan, &short)
        }
    }
}

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
    let Some(decision) = entitle::in_force_of(tx, work)? else {
        return Ok(false);
    };
    let Some((_, plan)) = entitle::holder_of(tx, cx, &work.ticket, &decision)? else {
        return Ok(false);
    };
    if !plan.refunds.contains(&cause) {
        return Ok(false);
    }
    give_back(tx, cx, work, cause.as_str())
}

/// Gives back whatever is still open of a ticket's consumption; says whether
/// there was anything.
///
/// # Errors
/// As the store reports.
pub fn give_back(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    work: &mut Work,
    cause: &str,
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
        };
        post(tx, cx, &holder, &postings, movement)?;
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
    ledger::waive_charges(tx, work.ticket.id, cx.now)?;
    work.happened(
        cx,
        TicketEvent::CreditRefunded {
            hundredths,
            cause: cause.into(),
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

/// The limits that a ticket draws on, with the period that holds now.
///
/// # Errors
/// As the store reports.
pub fn of_ticket(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    ticket: &tickets::Ticket,
) -> Result<Vec<BucketView>, AppError> {
    let Some(decision) = entitle::in_force(tx, ticket)? else {
        return Ok(Vec::new());
    };
    let Some((holder, plan)) = entitle::holder_of(tx, cx, ticket, &decision)? else {
        return Ok(Vec::new());
    };
    let entries = ledger::entries_of_ticket(tx, ticket.id)?;
    let mut views = bucket_views(tx, &holder, &plan, cx.now)?;
    for view in &mut views {
        view.this_ticket_hundredths = -entries
            .iter()
            .filter(|e| e.contract_id == holder.id && e.bucket == view.bucket)
            .filter(|e| matches!(e.kind.as_str(), "consume" | "refund"))
            .map(|e| e.amount)
            .sum::<i64>();
    }
    Ok(views)
}

/// The limits of a holder with the period that holds at an instant. Reads
/// only: a period that nobody has drawn from yet shows its whole grant.
///
/// # Errors
/// As the store reports.
pub fn bucket_views(
    tx: &mut Tx<'_>,
    holder: &Holder,
    plan: &PlanSpec,
    at: Instant,
) -> Result<Vec<BucketView>, AppError> {
    if plan.limits.is_empty() {
        return Ok(Vec::new());
    }
    let terms = holder.terms(tx, plan)?;
    let lots = lots_as_due(tx, holder, &terms, at)?;
    let day = |instant: Instant| {
        surety_domain::credit::local_date(instant, &terms.zone)
            .map(|d| d.to_string())
            .map_err(|e| AppError::Internal(e.to_string()))
    };
    let mut views = Vec::new();
    for limit in &plan.limits {
        let Some(period) = period_of(&terms, limit, at)? else {
            continue;
        };
        let remaining = available(&lots, &limit.bucket, at).0;
        let used = ledger::used_in_period(tx, holder.id, limit.bucket.as_str(), period.index)?;
        views.push(BucketView {
            contract_id: holder.id,
            bucket: limit.bucket.as_str().to_owned(),
            unit: limit.unit.as_str().to_owned(),
            count: i64::from(limit.count),
            period_start: period.start,
            period_end: period.end,
            first_day: day(period.start)?,
            last_day: day(Instant(period.end.0 - 1))?,
            granted_hundredths: remaining + used,
            used_hundredths: used,
            remaining_hundredths: remaining,
            this_ticket_hundredths: 0,
        });
    }
    Ok(views)
}

/// Credits by hand: on top, or an adjustment up or down.
///
/// # Errors
/// `nothing_to_take` when less is left than is to be taken, or the store's.
#[expect(
    clippy::too_many_arguments,
    reason = "each is a fact of one entry in the ledger"
)]
pub fn by_hand(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    holder: &Holder,
    buckets: &[Key],
    amount_hundredths: i64,
    expires_at: Option<Instant>,
    reason: &str,
    is_top_up: bool,
) -> Result<(), AppError> {
    ledger::lock_buckets(tx, holder.id)?;
    let key = format!("{}/by_hand/{:032x}", holder.id, cx.random_u128());
    let amount = Credits(amount_hundredths);
    let postings = if amount.is_negative() {
        let lots = open_lots(tx, holder)?;
        let mut postings = Vec::new();
        for bucket in buckets {
            if available(&lots, bucket, cx.now) < -amount {
                return Err(AppError::conflict(
                    "nothing_to_take",
                    format!("{bucket} has less than that left"),
                ));
            }
            postings.extend(surety_domain::credit::take_away(
                &lots, bucket, -amount, cx.now, &key,
            ));
        }
        postings
    } else {
        let mut postings = surety_domain::credit::top_up(buckets, amount, cx.now, expires_at, &key);
        if !is_top_up {
            for posting in &mut postings {
                posting.kind = EntryKind::Adjust;
            }
        }
        postings
    };
    post(
        tx,
        cx,
        holder,
        &postings,
        Movement {
            reason,
            ticket: None,
            decision: None,
        },
    )?;
    Ok(())
}
