//! The difference that an amendment makes.

use std::collections::BTreeMap;

use serde_json::json;
use surety_domain::credit;
use surety_domain::plan::{Key, PlanSpec};
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::{accounts, ledger};

use super::holder::Holder;
use super::posting::{Movement, bring_up_to_date_at, granted_through, open_lots, post};
use crate::core::{Cx, LiveSubject};
use crate::error::AppError;

/// Writes the changes of terms that hold already, each once, and notes how far
/// the account's free support has come. Only free support has any here: what is
/// due of a contract is put in force with its row.
///
/// # Errors
/// As the store reports.
pub(super) fn write_unwritten(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    holder: &mut Holder,
) -> Result<(), AppError> {
    let changes = std::mem::take(&mut holder.unwritten);
    let Some(last) = changes.last().map(|c| c.version) else {
        return Ok(());
    };
    debug_assert!(holder.start.is_none(), "{} is no free support", holder.id);
    let cx = &cx.as_system();
    for (_, plan) in changes.iter().flat_map(|c| [&c.before, &c.after]) {
        for (position, limit) in (0i64..).zip(&plan.limits) {
            ledger::ensure_bucket(tx, holder.id, limit.bucket.as_str(), position)?;
        }
    }
    // A plan without limits has no buckets to hold: the account is held.
    accounts::lock(tx, holder.account)?;
    ledger::lock_buckets(tx, holder.id)?;
    // Somebody else may have been first.
    let written = accounts::get(tx, holder.account)?.and_then(|a| a.default_terms);
    for c in &changes {
        if written.is_none_or(|number| number < c.version) {
            let (before, after) = ((&c.before.0, &*c.before.1), (&c.after.0, &*c.after.1));
            amend(tx, cx, before, after, c.version, c.at)?;
        }
    }
    accounts::set_default_terms(tx, holder.account, last)?;
    Ok(())
}

/// Grants or takes, from the effective instant on, what the new limits and end
/// give more or less than the old ones in the periods of that instant; opens
/// limits that are new and closes those that are gone.
///
/// # Errors
/// `bucket_periods_changed`, or the store's.
pub fn amend(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    (old, old_plan): (&Holder, &PlanSpec),
    (new, new_plan): (&Holder, &PlanSpec),
    version: i64,
    effective: Instant,
) -> Result<(), AppError> {
    let before = old.terms(tx, old_plan)?;
    let after = new.terms(tx, new_plan)?;
    if before.limits == after.limits && before.end == after.end {
        return Ok(());
    }
    bring_up_to_date_at(tx, cx, old, old_plan, effective)?;
    for (position, limit) in (0i64..).zip(after.limits) {
        ledger::ensure_bucket(tx, new.id, limit.bucket.as_str(), position)?;
    }
    let granted: BTreeMap<Key, i64> = granted_through(&ledger::lock_buckets(tx, new.id)?);
    let lots = open_lots(tx, new)?;
    let version = u32::try_from(version).unwrap_or(u32::MAX);
    let settlement = credit::amend(&before, &after, version, &granted, &lots, effective)
        .map_err(|e| AppError::conflict(e.code(), e.to_string()))?;
    let movement = Movement {
        reason: "amendment",
        ticket: None,
        decision: None,
        is_new: false,
    };
    post(tx, cx, new, &settlement.postings, movement)?;
    for (bucket, index) in &settlement.granted_through {
        ledger::set_granted_through(tx, new.id, bucket.as_str(), *index)?;
    }
    if !settlement.postings.is_empty() {
        cx.live(
            tx,
            "credits",
            &LiveSubject::Account { id: new.account },
            &json!({ "account_id": new.account }),
        )?;
    }
    Ok(())
}
