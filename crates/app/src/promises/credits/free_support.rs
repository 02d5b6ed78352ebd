//! The default plan of those without a contract, as an account has it.
//!
//! A change of the default plan holds for every account from that instant on,
//! and is written for each when its credits are next drawn: then the difference
//! is granted or taken as of the change, once. Whoever only looks before that
//! reckons it along.

use std::sync::Arc;

use surety_domain::ids::AccountId;
use surety_domain::plan::PlanSpec;
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::accounts;
use surety_store::records::promises::{self, DefaultChange};

use super::holder::{Holder, Unwritten};
use crate::core::Cx;
use crate::error::AppError;

/// The holder of an account's free support at an instant, and the plan then;
/// none when there is no such account, or no default plan.
///
/// # Errors
/// As the store reports.
pub fn free_support(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    account: AccountId,
    at: Instant,
) -> Result<Option<(Holder, Arc<PlanSpec>)>, AppError> {
    let Some(account) = accounts::get(tx, account)? else {
        return Ok(None);
    };
    let mut holder = Holder::of_free_support(&account)?;
    let now = promises::default_plan_in_force(tx)?;
    // The usual case: everything is written, and now is asked for.
    if let Some(now) = &now
        && now.since <= at
        && account
            .default_terms
            .map_or(now.since <= account.created_at, |n| n == now.number)
    {
        let plan = cx.specs.plan(tx, now.plan, now.version)?;
        return Ok(Some((holder, plan)));
    }
    let changes = promises::default_changes(tx)?;
    let last = |at: Instant| {
        changes
            .iter()
            .rev()
            .find(|c| c.at <= at)
            .map_or(0, |c| c.number)
    };
    let first = last(account.created_at);
    let written = account.default_terms.unwrap_or(first);
    let wanted = last(at).max(first);
    let mut terms = spec_of(tx, cx, changes.iter().find(|c| c.number == written))?;
    for change in changes
        .iter()
        .filter(|c| (written + 1..=wanted).contains(&c.number))
    {
        let before = (holder.alone(), terms.unwrap_or_default());
        terms = spec_of(tx, cx, Some(change))?;
        let after = (holder.alone(), terms.clone().unwrap_or_default());
        holder.unwritten.push(Unwritten {
            before,
            after,
            version: change.number,
            at: change.at,
        });
    }
    if wanted < written {
        // Long ago, by what held then.
        terms = spec_of(tx, cx, changes.iter().find(|c| c.number == wanted))?;
    }
    Ok(terms.map(|plan| (holder, plan)))
}

fn spec_of(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    change: Option<&DefaultChange>,
) -> Result<Option<Arc<PlanSpec>>, AppError> {
    match change.and_then(|c| c.plan) {
        Some((plan, version)) => Ok(Some(cx.specs.plan(tx, plan, version)?)),
        None => Ok(None),
    }
}
