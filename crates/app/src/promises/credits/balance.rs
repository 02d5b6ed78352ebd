//! What is left, as numbers for a decision and as views. Reads only.

use std::collections::BTreeMap;

use surety_domain::credit::{
    About, CreditPeriods, CreditTerms, Credits, Lot, LotScope, Take, available, serving,
};
use surety_domain::entitlement::Balance;
use surety_domain::ids::ContractId;
use surety_domain::plan::{Key, PlanSpec};
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::{ahead, assets, ledger, products, tickets};

use super::super::entitle;
use super::holder::Holder;
use super::posting::{AsDue, Books, lots_as_due};
use crate::core::Cx;
use crate::error::AppError;
use crate::tickets::learned::Learned;
use crate::tickets::view::{BucketView, Named, ReservedView};
use crate::tickets::work::Standing;

/// What a holder has of a plan's limits, as the next draw will find it.
#[derive(Debug, Clone, Default)]
pub struct Purse {
    /// What is left, as the decision is told.
    pub balance: Balance,
    /// What it is drawn from.
    pub lots: Vec<Lot>,
    /// What each bucket has left, also for tickets about something else.
    pub left_in_all: BTreeMap<Key, Credits>,
    /// Its buckets as they are stored.
    pub buckets: Vec<ledger::Bucket>,
    /// Whether the ledger says so already: no grant, rollover or expiry is due.
    pub up_to_date: bool,
}

/// A holder's books as a draw has left them, of which those lots that serve the
/// ticket it was made for: who shows them need not read them again.
#[derive(Debug, Clone)]
pub struct LeftBooks {
    holder: ContractId,
    lots: Vec<Lot>,
    buckets: Vec<ledger::Bucket>,
}

impl LeftBooks {
    /// What `takes` left of a purse that was up to date, with what each bucket
    /// keeps as used since.
    pub(super) fn after(
        purse: &Purse,
        holder: &Holder,
        takes: &[Take],
        used: &[(Key, ledger::Used)],
    ) -> Self {
        let mut lots = purse.lots.clone();
        for take in takes {
            for lot in lots.iter_mut().filter(|lot| lot.id == take.lot) {
                lot.remaining -= take.amount;
            }
        }
        lots.retain(|lot| lot.remaining > Credits::ZERO);
        let mut buckets = purse.buckets.clone();
        for bucket in &mut buckets {
            let now = used.iter().find(|(key, _)| key.as_str() == bucket.bucket);
            bucket.used = now.map_or(bucket.used, |(_, used)| *used);
        }
        Self {
            holder: holder.id,
            lots,
            buckets,
        }
    }
}

/// What is left of a plan's limits for a holder now, and what there is to draw
/// from, for a ticket about these. Writes nothing, so that looking at a draft
/// grants it nothing.
///
/// # Errors
/// As the store reports.
pub fn purse(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    holder: &Holder,
    plan: &PlanSpec,
    about: About,
) -> Result<Purse, AppError> {
    purse_of(tx, cx, holder, plan, about, |tx| Books::read(tx, holder))
}

/// As [`purse`], with the books held until the end of the transaction; what
/// `promise` names is read in the same round trip.
///
/// # Errors
/// As the store reports.
pub fn purse_held(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    holder: &Holder,
    plan: &PlanSpec,
    about: About,
    promise: &ahead::Promise,
) -> Result<Purse, AppError> {
    purse_of(tx, cx, holder, plan, about, |tx| {
        Books::lock(tx, holder, promise)
    })
}

/// What each bucket of a plan has left, for whatever ticket.
pub(super) fn left_in_all(plan: &PlanSpec, lots: &[Lot], at: Instant) -> BTreeMap<Key, Credits> {
    plan.limits
        .iter()
        .map(|l| (l.bucket.clone(), available(lots, &l.bucket, at)))
        .collect()
}

fn purse_of(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    holder: &Holder,
    plan: &PlanSpec,
    about: About,
    books: impl FnOnce(&mut Tx<'_>) -> Result<Books, AppError>,
) -> Result<Purse, AppError> {
    if plan.limits.is_empty() {
        return Ok(Purse::default());
    }
    let terms = holder.terms(tx, plan)?;
    let in_force = period_of(&terms, &plan.limits[0], cx.now)?.is_some();
    if !in_force {
        // Outside its dates a contract has nothing to draw from; its date
        // check says why.
        return Ok(Purse {
            balance: Balance {
                left: plan
                    .limits
                    .iter()
                    .map(|l| (l.bucket.clone(), Credits::ZERO))
                    .collect(),
                over_limit_tickets: 0,
            },
            ..Purse::default()
        });
    }
    let AsDue {
        lots,
        buckets,
        up_to_date,
    } = {
        let books = books(tx)?;
        lots_as_due(tx, holder, &terms, books, cx.now)?
    };
    let left_in_all = left_in_all(plan, &lots, cx.now);
    let lots = serving(lots, about);
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
    Ok(Purse {
        balance: Balance {
            left,
            over_limit_tickets,
        },
        lots,
        left_in_all,
        buckets,
        up_to_date,
    })
}

pub(in crate::promises) fn period_of(
    terms: &CreditTerms<'_>,
    limit: &surety_domain::plan::Limit,
    at: Instant,
) -> Result<Option<surety_domain::credit::CreditPeriod>, AppError> {
    CreditPeriods::new(limit, terms)
        .and_then(|p| p.at(at))
        .map_err(|e| AppError::Internal(format!("the periods of {}: {e}", limit.bucket)))
}

/// The limits that a ticket draws on, with the period that holds now; `known`
/// is the decision where the caller has just made it, and `learned` what the
/// work knows that has just made the ticket.
///
/// # Errors
/// As the store reports.
pub fn of_ticket(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    ticket: &tickets::Ticket,
    known: Option<Standing>,
    learned: Option<&Learned>,
) -> Result<Vec<BucketView>, AppError> {
    let holder = match known {
        Some(standing) => standing.holder,
        None => match entitle::in_force(tx, ticket)? {
            Some(decision) => entitle::holder_now(tx, cx, ticket, &decision, false)?,
            None => None,
        },
    };
    let Some((holder, plan)) = holder else {
        return Ok(Vec::new());
    };
    if plan.limits.is_empty() {
        return Ok(Vec::new());
    }
    let read;
    let entries = match learned {
        Some(learned) => learned.entries(),
        None => {
            read = ledger::entries_of_ticket(tx, ticket.id)?;
            &read
        }
    };
    let about = entitle::about(tx, ticket)?;
    let left = learned.and_then(Learned::left_books);
    let mut views = views(tx, &holder, &plan, cx.now, Some(about), left)?;
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
/// only: a period that nobody has drawn from yet shows its whole grant. What is
/// for one product or asset alone counts, and is told apart.
///
/// # Errors
/// As the store reports.
pub fn bucket_views(
    tx: &mut Tx<'_>,
    holder: &Holder,
    plan: &PlanSpec,
    at: Instant,
) -> Result<Vec<BucketView>, AppError> {
    views(tx, holder, plan, at, None, None)
}

/// As [`bucket_views`]; with `about`, only what serves a ticket about these.
/// `left` are its books where a draw for that ticket has just left them.
fn views(
    tx: &mut Tx<'_>,
    holder: &Holder,
    plan: &PlanSpec,
    at: Instant,
    about: Option<About>,
    left: Option<&LeftBooks>,
) -> Result<Vec<BucketView>, AppError> {
    if plan.limits.is_empty() {
        return Ok(Vec::new());
    }
    let terms = holder.terms(tx, plan)?;
    let (lots, buckets) = match left.filter(|left| left.holder == holder.id) {
        Some(left) => (left.lots.clone(), left.buckets.clone()),
        None => {
            let books = Books::read(tx, holder)?;
            let AsDue { lots, buckets, .. } = lots_as_due(tx, holder, &terms, books, at)?;
            match about {
                Some(about) => (serving(lots, about), buckets),
                None => (lots, buckets),
            }
        }
    };
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
        let kept = buckets
            .iter()
            .find(|b| b.bucket == limit.bucket.as_str())
            .map(|b| b.used)
            .filter(|used| (used.from, used.until) == (period.start, period.end));
        let used = match kept {
            Some(used) => used,
            None => {
                let name = limit.bucket.as_str();
                ledger::used_between(tx, holder.id, name, period.start, period.end)?
            }
        }
        .hundredths;
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
            reserved: reserved(tx, &lots, &limit.bucket, at)?,
            this_ticket_hundredths: 0,
        });
    }
    Ok(views)
}

/// What is for one product or asset alone, each with its end, in draw order.
fn reserved(
    tx: &mut Tx<'_>,
    lots: &[Lot],
    bucket: &Key,
    at: Instant,
) -> Result<Vec<ReservedView>, AppError> {
    let mut usable: Vec<&Lot> = lots
        .iter()
        .filter(|l| l.bucket == *bucket && l.scope != LotScope::Any && l.usable_at(at))
        .collect();
    usable.sort_by(|a, b| a.draw_order(b));
    let mut views: Vec<ReservedView> = Vec::new();
    for lot in usable {
        let (product, asset) = named_scope(tx, lot.scope)?;
        let known = views
            .iter_mut()
            .find(|v| v.product == product && v.asset == asset && v.expires_at == lot.expires_at);
        match known {
            Some(view) => view.remaining_hundredths += lot.remaining.0,
            None => views.push(ReservedView {
                product,
                asset,
                remaining_hundredths: lot.remaining.0,
                expires_at: lot.expires_at,
            }),
        }
    }
    Ok(views)
}

/// The product or the asset that credits are for, by name.
pub(in crate::promises) fn named_scope(
    tx: &mut Tx<'_>,
    scope: LotScope,
) -> Result<(Option<Named>, Option<Named>), AppError> {
    Ok(match scope {
        LotScope::Any => (None, None),
        LotScope::Product(id) => {
            let name = products::get(tx, id)?.map(|p| p.name).unwrap_or_default();
            let id = id.to_string();
            (Some(Named { id, name }), None)
        }
        LotScope::Asset(id) => {
            let name = assets::get(tx, id)?.map(|a| a.name).unwrap_or_default();
            let id = id.to_string();
            (None, Some(Named { id, name }))
        }
    })
}
