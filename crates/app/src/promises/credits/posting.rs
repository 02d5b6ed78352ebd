//! Writing what the domain decided: entries once by their key, lots, and the
//! periods that are due.

use std::collections::BTreeMap;

use surety_domain::credit::{
    Book, CreditTerms, Credits, Entry, Lot, LotRef, LotScope, Posting, amend, settle,
};
use surety_domain::ids::{EntryId, TicketId};
use surety_domain::plan::{Key, Limit, PlanSpec};
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::{ahead, ledger};

use super::amend::write_unwritten;
use super::holder::Holder;
use crate::core::Cx;
use crate::error::AppError;

/// Which tickets a stored lot is for.
pub(in crate::promises) fn scope(stored: &ledger::Lot) -> LotScope {
    match (stored.asset_id, stored.product_id) {
        (Some(asset), _) => LotScope::Asset(asset),
        (None, Some(product)) => LotScope::Product(product),
        (None, None) => LotScope::Any,
    }
}

pub(in crate::promises) fn lot(stored: ledger::Lot) -> Result<Lot, AppError> {
    Ok(Lot {
        scope: scope(&stored),
        id: stored.id,
        bucket: Key::from(stored.bucket),
        kind: stored
            .kind
            .parse()
            .map_err(|e| AppError::Internal(format!("a lot's kind: {e}")))?,
        period: stored.period_index,
        starts_at: stored.starts_at,
        expires_at: stored.expires_at,
        remaining: Credits(stored.remaining),
    })
}

pub(super) fn entry(stored: ledger::Entry) -> Result<Entry, AppError> {
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

pub(super) fn open_lots(tx: &mut Tx<'_>, holder: &Holder) -> Result<Vec<Lot>, AppError> {
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
    /// Whether that decision has taken nothing yet, so that its entries are new
    /// for certain.
    pub is_new: bool,
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
    let ids: Vec<EntryId> = postings.iter().map(|_| cx.new_id(EntryId::new)).collect();
    let entries: Vec<ledger::Entry> = postings
        .iter()
        .zip(&ids)
        .map(|(posting, &id)| ledger::Entry {
            id,
            contract_id: holder.id,
            account_id: holder.account,
            bucket: posting.bucket.as_str().to_owned(),
            period_index: posting.period,
            lot_id: match posting.lot {
                LotRef::Existing(lot) => Some(lot),
                LotRef::Own => Some(id),
                LotRef::Posted(i) => ids.get(i).copied(),
                LotRef::Nothing => None,
            },
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
            seq: 0,
        })
        .collect();
    let new = if movement.is_new {
        ledger::insert_new_entries(tx, &entries)?;
        vec![true; entries.len()]
    } else {
        ledger::insert_entries(tx, &entries)?
    };
    let mut written = Vec::new();
    for ((posting, entry), is_new) in postings.iter().zip(entries).zip(new) {
        // Its key was applied before, and so was what it did to its lot.
        if !is_new {
            continue;
        }
        if let Some(opens) = posting.opens {
            let (product_id, asset_id) = match opens.scope {
                LotScope::Any => (None, None),
                LotScope::Product(product) => (Some(product), None),
                LotScope::Asset(asset) => (None, Some(asset)),
            };
            ledger::insert_lot(
                tx,
                &ledger::Lot {
                    id: entry.id,
                    contract_id: holder.id,
                    bucket: entry.bucket.clone(),
                    kind: entry.kind.clone(),
                    period_index: posting.period,
                    starts_at: opens.starts_at,
                    expires_at: opens.expires_at,
                    amount: posting.amount.0,
                    remaining: posting.amount.0,
                    product_id,
                    asset_id,
                },
            )?;
        } else if let Some(lot) = entry.lot_id {
            ledger::change_lot(tx, lot, posting.amount.0)?;
        }
        written.push(entry);
    }
    Ok(written)
}

/// Grants every period that has begun and carries over or expires what is
/// over, when there is anything to do; then, and only then, the holder's
/// buckets are locked. Changes of terms that hold already are written first.
///
/// # Errors
/// As the store reports.
pub fn bring_up_to_date(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    holder: &mut Holder,
    plan: &PlanSpec,
) -> Result<(), AppError> {
    write_unwritten(tx, cx, holder)?;
    bring_up_to_date_at(tx, cx, holder, plan, cx.now)
}

/// As [`bring_up_to_date`], up to an instant that may have passed.
pub(super) fn bring_up_to_date_at(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    holder: &Holder,
    plan: &PlanSpec,
    at: Instant,
) -> Result<(), AppError> {
    let terms = holder.terms(tx, plan)?;
    let due = |tx: &mut Tx<'_>, buckets: &[ledger::Bucket]| {
        let granted = granted_through(buckets);
        let lots = open_lots(tx, holder)?;
        settle(&terms, &granted, &lots, at)
            .map_err(|e| AppError::Internal(format!("{}: {e}", holder.id)))
    };
    let known = ledger::buckets(tx, holder.id)?;
    if is_complete(&plan.limits, &known) && due(tx, &known)?.is_empty() {
        return Ok(());
    }
    for (position, limit) in (0i64..).zip(&plan.limits) {
        ledger::ensure_bucket(tx, holder.id, limit.bucket.as_str(), position)?;
    }
    let locked = ledger::lock_buckets(tx, holder.id)?;
    let settlement = due(tx, &locked)?;
    let movement = Movement {
        reason: "period",
        ticket: None,
        decision: None,
        is_new: false,
    };
    post(tx, cx, holder, &settlement.postings, movement)?;
    for (bucket, index) in &settlement.granted_through {
        ledger::set_granted_through(tx, holder.id, bucket.as_str(), *index)?;
    }
    Ok(())
}

/// A holder's books as the next draw will find them.
pub(super) struct AsDue {
    /// What there is to draw from.
    pub(super) lots: Vec<Lot>,
    /// The buckets as they are stored.
    pub(super) buckets: Vec<ledger::Bucket>,
    /// Whether nothing was due.
    pub(super) up_to_date: bool,
}

/// A holder's books as they are stored.
pub(super) struct Books {
    /// Its buckets.
    pub(super) buckets: Vec<ledger::Bucket>,
    /// The lots with credits left.
    pub(super) lots: Vec<Lot>,
}

impl Books {
    pub(super) fn read(tx: &mut Tx<'_>, holder: &Holder) -> Result<Self, AppError> {
        ahead::books(tx, holder.id)?;
        Ok(Self {
            buckets: ledger::buckets(tx, holder.id)?,
            lots: open_lots(tx, holder)?,
        })
    }

    /// As [`Books::read`], held until the end of the transaction.
    pub(super) fn lock(
        tx: &mut Tx<'_>,
        holder: &Holder,
        promise: &ahead::Promise,
    ) -> Result<Self, AppError> {
        let (buckets, lots) = ledger::lock_books(tx, holder.id, promise)?;
        Ok(Self {
            buckets,
            lots: lots.into_iter().map(lot).collect::<Result<_, _>>()?,
        })
    }
}

/// The lots of a holder as the next draw will find them: the stored ones with
/// every grant, rollover and expiry applied that is due. Writes nothing.
pub(super) fn lots_as_due(
    tx: &mut Tx<'_>,
    holder: &Holder,
    terms: &CreditTerms<'_>,
    books: Books,
    at: Instant,
) -> Result<AsDue, AppError> {
    let Books { buckets, lots } = books;
    let complete = is_complete(terms.limits, &buckets);
    let granted = granted_through(&buckets);
    let Reckoned {
        book, nothing_due, ..
    } = reckon(tx, holder, terms, granted, lots, at)?;
    let up_to_date = complete && nothing_due && holder.unwritten.is_empty();
    Ok(AsDue {
        lots: book.lots,
        buckets,
        up_to_date,
    })
}

/// Books with everything applied that is due.
pub(in crate::promises) struct Reckoned {
    /// The books then.
    pub(in crate::promises) book: Book,
    /// What is to be written for that.
    pub(in crate::promises) postings: Vec<Posting>,
    /// Whether nothing was due.
    nothing_due: bool,
}

/// A holder's books with every change of terms, grant, rollover and expiry
/// applied that is due at an instant and not written. Writes nothing.
pub(in crate::promises) fn reckon(
    tx: &mut Tx<'_>,
    holder: &Holder,
    terms: &CreditTerms<'_>,
    granted: BTreeMap<Key, i64>,
    lots: Vec<Lot>,
    at: Instant,
) -> Result<Reckoned, AppError> {
    let broken = |e: &dyn std::fmt::Display| AppError::Internal(format!("{}: {e}", holder.id));
    let mut book = Book::default();
    book.lots = lots;
    book.granted_through = granted;
    let mut postings = Vec::new();
    for change in holder.unwritten.iter().filter(|c| c.at <= at) {
        let before = change.before.0.terms(tx, &change.before.1)?;
        let after = change.after.0.terms(tx, &change.after.1)?;
        if before.limits == after.limits && before.end == after.end {
            continue;
        }
        let version = u32::try_from(change.version).unwrap_or(u32::MAX);
        let settlement = amend(
            &before,
            &after,
            version,
            &book.granted_through,
            &book.lots,
            change.at,
        )
        .map_err(|e| broken(&e))?;
        book.settle(&settlement);
        postings.extend(settlement.postings);
    }
    let settlement =
        settle(terms, &book.granted_through, &book.lots, at).map_err(|e| broken(&e))?;
    let nothing_due = postings.is_empty() && settlement.is_empty();
    book.settle(&settlement);
    postings.extend(settlement.postings);
    Ok(Reckoned {
        book,
        postings,
        nothing_due,
    })
}

/// Up to which period each bucket was granted; one that never was is left out.
pub(super) fn granted_through(buckets: &[ledger::Bucket]) -> BTreeMap<Key, i64> {
    buckets
        .iter()
        .filter(|b| b.granted_through >= 0)
        .map(|b| (Key::from(b.bucket.as_str()), b.granted_through))
        .collect()
}

/// Whether every limit has its bucket.
fn is_complete(limits: &[Limit], buckets: &[ledger::Bucket]) -> bool {
    limits
        .iter()
        .all(|l| buckets.iter().any(|b| b.bucket == l.bucket.as_str()))
}
