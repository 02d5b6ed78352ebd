//! What another version of a calendar, SLA, plan or contract does to the open
//! tickets: told before it is saved, and done after.
//!
//! Telling and doing go through the same function
//! ([`entitle::promised_now`](super::entitle::promised_now)) and the same
//! replay; telling puts the drafts among the versions that it reads, in memory,
//! and writes nothing.

mod drafts;
mod renewals;
mod ticket;
mod view;

use std::collections::BTreeMap;
use std::sync::Arc;

use surety_domain::ids::{ContractId, TicketId};
use surety_domain::permission::{Permission, Subject};
use surety_store::Tx;
use surety_store::records::{accounts, open_tickets};

use crate::core::{App, Call, Cx};
use crate::error::AppError;
use drafts::Drafts;
pub use renewals::{LOOKED_AT_AT_ONCE, RENEWED_AT_ONCE, Reach, STRAGGLERS_SECONDS, on_job, send};
pub use view::{
    EffectClock, EffectContract, EffectCredits, EffectInput, EffectState, EffectStep, EffectTicket,
    EffectView,
};

/// Open tickets that are looked at, at most; beyond that every figure is "at
/// least".
pub const EFFECT_LOOKED_AT_MAX: i64 = 20_000;
/// Tickets whose clocks are played on both sides, at most; beyond that every
/// figure is "at least".
pub const EFFECT_PLAYED_MAX: i64 = 1_000;
/// Tickets that are listed, at most.
pub const EFFECT_ROWS_MAX: usize = 200;
/// Accounts whose credits are told, at most.
pub const EFFECT_CREDITS_MAX: usize = 100;
/// Open tickets that are read in one look at the database.
const AT_ONCE: i64 = 200;

/// How far a look goes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bounds {
    /// [`EFFECT_LOOKED_AT_MAX`].
    pub(crate) looked_at: i64,
    /// [`EFFECT_PLAYED_MAX`].
    pub(crate) played: i64,
    /// [`EFFECT_ROWS_MAX`].
    pub(crate) rows: usize,
    /// [`EFFECT_CREDITS_MAX`].
    pub(crate) credits: usize,
}

impl Bounds {
    /// Those of an answer over HTTP.
    pub(crate) const USUAL: Self = Self {
        looked_at: EFFECT_LOOKED_AT_MAX,
        played: EFFECT_PLAYED_MAX,
        rows: EFFECT_ROWS_MAX,
        credits: EFFECT_CREDITS_MAX,
    };
}

/// What a look has found so far.
#[derive(Debug, Clone)]
struct Found {
    view: EffectView,
    after: TicketId,
    played: i64,
    holders: BTreeMap<ContractId, bool>,
    done: bool,
}

/// What drafts would do to the open tickets. Nothing is written.
///
/// # Errors
/// The right to edit each draft is needed; what saving it would refuse, with
/// the draft's name in front of the field; `too_busy` while too many of these
/// and of simulations run.
pub async fn effects(app: &App, call: &Call, input: EffectInput) -> Result<EffectView, AppError> {
    effects_within(app, call, input, Bounds::USUAL).await
}

/// As [`effects`], within other bounds.
///
/// # Errors
/// As [`effects`].
pub(crate) async fn effects_within(
    app: &App,
    call: &Call,
    input: EffectInput,
    bounds: Bounds,
) -> Result<EffectView, AppError> {
    let drafts = {
        let input = input.clone();
        let found = app
            .query(call, move |tx, cx| Drafts::read(tx, cx, &input))
            .await?;
        Arc::new(found)
    };
    // Only who may ask takes a place.
    let permit = Arc::new(app.heavy().take()?);
    let mut found = Found {
        view: EffectView::empty(app.now()),
        after: TicketId(0),
        played: 0,
        holders: BTreeMap::new(),
        done: drafts.reach.is_empty() && drafts.kept_plan.is_none(),
    };
    while !found.done {
        let (drafts, permit, state) = (Arc::clone(&drafts), Arc::clone(&permit), found.clone());
        found = app
            .query(call, move |tx, cx| {
                // Whoever hangs up meanwhile still has it: the work goes on.
                let _held = &permit;
                let mut cx = cx.with_specs(&drafts.specs);
                // Every ticket is looked at as of the same moment.
                cx.now = state.view.at;
                batch(tx, &cx, &drafts, bounds, state.clone())
            })
            .await?;
    }
    Ok(found.view)
}

fn batch(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    drafts: &Drafts,
    bounds: Bounds,
    mut found: Found,
) -> Result<Found, AppError> {
    let page = open_tickets::after(tx, found.after, AT_ONCE)?;
    found.done = page.len() < AT_ONCE as usize;
    for open in &page {
        if found.view.looked_at == bounds.looked_at || found.played == bounds.played {
            found.view.more = true;
            found.done = true;
            break;
        }
        found.after = open.id;
        found.view.looked_at += 1;
        if drafts.kept_plan.is_some()
            && open.plan_id == drafts.kept_plan
            && open.contract_id.is_some()
        {
            found.view.kept += 1;
        }
        let mut touched = false;
        for reach in &drafts.reach {
            touched = touched
                || match reach.touches(open) {
                    Ok(touches) => touches,
                    Err(AppError::Internal(reason)) => {
                        tracing::error!(ticket = %open.id, reason, "a promise does not read");
                        false
                    }
                    Err(error) => return Err(error),
                };
        }
        if touched {
            found.played += 1;
            one(tx, cx, drafts, bounds, open.id, &mut found)?;
        }
    }
    Ok(found)
}

fn one(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    drafts: &Drafts,
    bounds: Bounds,
    id: TicketId,
    found: &mut Found,
) -> Result<(), AppError> {
    let told = match ticket::look(tx, cx, drafts, id) {
        Ok(Some(told)) => told,
        Ok(None) => return Ok(()),
        // Applying it would leave this one as it is, too.
        Err(AppError::Internal(reason)) => {
            tracing::error!(ticket = %id, reason, "what a draft does to a ticket cannot be told");
            return Ok(());
        }
        Err(error) => return Err(error),
    };
    let view = &mut found.view;
    view.touched += 1;
    if let Some(holder) = &told.holder
        && !found.holders.contains_key(&holder.0)
    {
        let listed = found.holders.len() < bounds.credits;
        if listed {
            credits(tx, cx, drafts, holder, view)?;
        }
        view.more_credits = view.more_credits || !listed;
        found.holders.insert(holder.0, listed);
    }
    if !told.changed() {
        return Ok(());
    }
    view.changed += 1;
    let moved =
        |c: &EffectClock| c.before.as_ref().map(|b| b.due_at) != c.after.as_ref().map(|a| a.due_at);
    view.moved += i64::from(told.clocks.iter().any(moved));
    view.newly_late += i64::from(told.clocks.iter().any(|c| c.change == "newly_late"));
    view.no_longer_late += i64::from(told.clocks.iter().any(|c| c.change == "no_longer_late"));
    view.fires += told.fires();
    if !cx.may(Permission::TicketRead, &told.subject()) {
        view.hidden += 1;
    } else if view.tickets.len() < bounds.rows {
        let row = told.row(tx)?;
        view.tickets.push(row);
    } else {
        view.more_tickets = true;
    }
    Ok(())
}

/// What the holder of a ticket's credits has before and after.
fn credits(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    drafts: &Drafts,
    holder: &(ContractId, surety_domain::ids::AccountId),
    view: &mut EffectView,
) -> Result<(), AppError> {
    let account = holder.1;
    if !cx.may(Permission::CreditRead, &Subject::Ledger { account }) {
        return Ok(());
    }
    let sides = drafts.credits(tx, cx, holder)?;
    if sides.is_empty() {
        return Ok(());
    }
    let name = accounts::get(tx, account)?.map(|a| a.name);
    view.credits.extend(
        sides
            .into_iter()
            .map(|(bucket, before, after)| EffectCredits {
                account_id: account,
                account: name.clone().unwrap_or_default(),
                contract_id: holder.0,
                bucket,
                before_hundredths: before,
                after_hundredths: after,
            }),
    );
    Ok(())
}
