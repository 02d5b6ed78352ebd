//! The account statement: what every limit had, got and gave in the period of
//! any instant, the same whenever it is asked for.
//!
//! It is made of the entries up to that instant alone. What nobody had written
//! yet then (a period's grant, credits whose time was over) follows from the
//! entries, so it is reckoned along: `settle` makes no difference between
//! early and late.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use surety_domain::contract::ContractState;
use surety_domain::credit::{Credits, EntryKind, Lot, LotScope};
use surety_domain::ids::{AccountId, EntryId};
use surety_domain::plan::{Key, Limit, PlanSpec};
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::ledger;
use utoipa::{IntoParams, ToSchema};

use super::account::{holder_ref, may_look};
use super::contracts;
use super::credits::{self, Holder, Reckoned};
use crate::core::{App, Call, Cx};
use crate::error::AppError;
use crate::tickets::view::ContractRef;

/// Of which instant.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct StatementQuery {
    /// Now when left out.
    #[param(value_type = Option<String>, format = DateTime)]
    pub at: Option<Instant>,
}

/// One limit in the period of an instant, up to that instant. `closing` is
/// what the others make: opening + granted + rolled over + topped up +
/// adjusted - consumed + refunded - expired.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StatementLine {
    /// Whose credits.
    pub contract: ContractRef,
    /// Of which limit.
    pub bucket: String,
    /// First instant of the period.
    #[schema(value_type = String, format = DateTime)]
    pub period_start: Instant,
    /// First instant after it.
    #[schema(value_type = String, format = DateTime)]
    pub period_end: Instant,
    /// What was there when the period before had ended: credits on top.
    pub opening_hundredths: i64,
    /// What the period brought.
    pub granted_hundredths: i64,
    /// What earlier periods left.
    pub rolled_over_hundredths: i64,
    /// What was put on top.
    pub topped_up_hundredths: i64,
    /// What was changed by hand, signed.
    pub adjusted_hundredths: i64,
    /// What tickets took.
    pub consumed_hundredths: i64,
    /// What came back.
    pub refunded_hundredths: i64,
    /// What ended unused.
    pub expired_hundredths: i64,
    /// What was there at the instant.
    pub closing_hundredths: i64,
    /// How much of that is for one product or asset alone.
    pub reserved_hundredths: i64,
    /// What was accepted past the limit; no part of the balance.
    pub overage_hundredths: i64,
}

/// The statement of an account at an instant.
///
/// # Errors
/// `credit_read` is needed; `NotFound`, or the store's.
pub async fn statement(
    app: &App,
    call: &Call,
    account: AccountId,
    query: StatementQuery,
) -> Result<Vec<StatementLine>, AppError> {
    app.query(call, move |tx, cx| lines_at(tx, cx, account, &query))
        .await
}

/// As [`statement`], in a transaction.
///
/// # Errors
/// As [`statement`].
pub fn lines_at(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    account: AccountId,
    query: &StatementQuery,
) -> Result<Vec<StatementLine>, AppError> {
    may_look(tx, cx, account)?;
    // The end of today is a fair question; what is not yet is not told.
    let at = query.at.unwrap_or(cx.now).min(cx.now);
    let mut lines = Vec::new();
    // Each by the terms that held then.
    for (row, holder, plan) in contracts::holders_of_account(tx, cx, account, at)? {
        if let Some(row) = row {
            // What never came into force has nothing to tell.
            let state = contracts::state_now(&row, cx.now)?;
            if matches!(
                state,
                ContractState::Draft | ContractState::AwaitingAcceptance
            ) {
                continue;
            }
        }
        of_holder(tx, &holder, &plan, at, &mut lines)?;
    }
    Ok(lines)
}

/// A movement as the statement needs it.
struct Moved {
    kind: EntryKind,
    at: Instant,
    amount: i64,
}

fn of_holder(
    tx: &mut Tx<'_>,
    holder: &Holder,
    plan: &PlanSpec,
    at: Instant,
    lines: &mut Vec<StatementLine>,
) -> Result<(), AppError> {
    if plan.limits.is_empty() {
        return Ok(());
    }
    let terms = holder.terms(tx, plan)?;
    let lots = ledger::lots(tx, holder.id)?;
    let mut left: BTreeMap<EntryId, i64> = BTreeMap::new();
    let mut granted: BTreeMap<Key, i64> = BTreeMap::new();
    let mut moved: BTreeMap<Key, Vec<Moved>> = BTreeMap::new();
    for limit in &plan.limits {
        for e in ledger::entries_of_bucket(tx, holder.id, limit.bucket.as_str(), at)? {
            let kind: EntryKind = e
                .kind
                .parse()
                .map_err(|e| AppError::Internal(format!("an entry's kind: {e}")))?;
            if let Some(lot) = e.lot_id {
                *left.entry(lot).or_default() += e.amount;
            }
            if let (EntryKind::Grant, Some(period)) = (kind, e.period_index) {
                let through = granted.entry(limit.bucket.clone()).or_insert(period);
                *through = (*through).max(period);
            }
            moved.entry(limit.bucket.clone()).or_default().push(Moved {
                kind,
                at: e.at,
                amount: e.amount,
            });
        }
    }
    let mut then: Vec<Lot> = Vec::new();
    for stored in lots {
        if let Some(&remaining) = left.get(&stored.id) {
            let mut lot = credits::lot(stored)?;
            lot.remaining = Credits(remaining);
            then.push(lot);
        }
    }
    then.retain(|l| l.remaining > Credits::ZERO);
    let Reckoned { book, postings, .. } = credits::reckon(tx, holder, &terms, granted, then, at)?;
    for posting in postings {
        moved.entry(posting.bucket).or_default().push(Moved {
            kind: posting.kind,
            at: posting.at,
            amount: posting.amount.0,
        });
    }
    let contract = holder_ref(tx, holder.id, holder.account)?;
    for limit in &plan.limits {
        if let Some(mut line) = line(&terms, limit, moved.remove(&limit.bucket), &contract, at)? {
            line.reserved_hundredths = book
                .lots
                .iter()
                .filter(|l| l.bucket == limit.bucket && l.scope != LotScope::Any)
                .map(|l| l.remaining.0)
                .sum();
            lines.push(line);
        }
    }
    Ok(())
}

fn line(
    terms: &surety_domain::credit::CreditTerms<'_>,
    limit: &Limit,
    moved: Option<Vec<Moved>>,
    contract: &ContractRef,
    at: Instant,
) -> Result<Option<StatementLine>, AppError> {
    let Some(period) = credits::period_of(terms, limit, at)? else {
        return Ok(None);
    };
    let mut line = StatementLine {
        contract: contract.clone(),
        bucket: limit.bucket.as_str().to_owned(),
        period_start: period.start,
        period_end: period.end,
        opening_hundredths: 0,
        granted_hundredths: 0,
        rolled_over_hundredths: 0,
        topped_up_hundredths: 0,
        adjusted_hundredths: 0,
        consumed_hundredths: 0,
        refunded_hundredths: 0,
        expired_hundredths: 0,
        closing_hundredths: 0,
        reserved_hundredths: 0,
        overage_hundredths: 0,
    };
    for m in moved.unwrap_or_default() {
        if m.kind == EntryKind::Overage {
            if m.at >= period.start {
                line.overage_hundredths -= m.amount;
            }
            continue;
        }
        line.closing_hundredths += m.amount;
        // What ends in the moment in which the period begins ends the one before.
        let ends = m.at == period.start
            && (m.kind == EntryKind::Expire || (m.kind == EntryKind::RollOver && m.amount < 0));
        if m.at < period.start || ends {
            line.opening_hundredths += m.amount;
            continue;
        }
        match m.kind {
            EntryKind::Grant => line.granted_hundredths += m.amount,
            EntryKind::Consume => line.consumed_hundredths -= m.amount,
            EntryKind::Refund => line.refunded_hundredths += m.amount,
            EntryKind::Expire => line.expired_hundredths -= m.amount,
            EntryKind::RollOver => line.rolled_over_hundredths += m.amount,
            EntryKind::TopUp => line.topped_up_hundredths += m.amount,
            EntryKind::Adjust => line.adjusted_hundredths += m.amount,
            EntryKind::Overage => {}
        }
    }
    Ok(Some(line))
}
