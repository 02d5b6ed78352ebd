//! Credits of a contract by hand, and what an account can draw on.

use serde::Deserialize;
use serde_json::json;
use surety_domain::ids::{AccountId, ContractId};
use surety_domain::permission::{Permission, Subject};
use surety_domain::plan::Key;
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::promises;
use utoipa::ToSchema;

use super::super::{credits, entitle};
use super::change::told;
use super::in_force::bring_into_force;
use super::view::{ContractView, view};
use crate::core::{App, Call, Cx};
use crate::error::AppError;
use crate::record::Check;

/// Credits by hand: on top with their own end, or an adjustment.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreditInput {
    /// Which limit; a top-up that names none goes into all, because a ticket draws from all.
    #[serde(default)]
    pub bucket: Option<String>,
    /// Hundredths of a credit; only an adjustment may be negative.
    pub amount_hundredths: i64,
    /// When a top-up ends; left out is never.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub expires_at: Option<Instant>,
    /// Why.
    pub reason: String,
}

/// Most credits of one top-up or adjustment, in hundredths.
pub const CREDIT_AMOUNT_MAX_HUNDREDTHS: i64 = 100_000_000;

/// Adds credits on top, or adjusts a limit's credits.
///
/// # Errors
/// `credit_adjust` is needed; bad input by field, `nothing_to_take`, or the store's.
pub async fn credit(
    app: &App,
    call: &Call,
    id: ContractId,
    input: CreditInput,
    is_top_up: bool,
) -> Result<ContractView, AppError> {
    app.command(call, move |tx, cx| {
        let row = promises::lock_contract(tx, id)?.ok_or(AppError::NotFound("contract"))?;
        cx.require(Permission::ContractRead, &Subject::Contract { account: row.account_id })?;
        cx.require(Permission::CreditAdjust, &Subject::Ledger { account: row.account_id })?;
        let row = bring_into_force(tx, cx, row)?;
        let plan = cx.specs.plan(tx, row.plan_id, row.plan_version)?;
        let mut check = Check::new();
        let reason = check.name("reason", &input.reason);
        let least = if is_top_up { 1 } else { -CREDIT_AMOUNT_MAX_HUNDREDTHS };
        check.range("amount_hundredths", input.amount_hundredths, least, CREDIT_AMOUNT_MAX_HUNDREDTHS);
        if input.amount_hundredths == 0 {
            check.fail("amount_hundredths", "out_of_range", "nothing would change");
        }
        if input.expires_at.is_some_and(|e| e <= cx.now) {
            check.fail("expires_at", "in_the_past", "credits that have ended help nobody");
        }
        let buckets: Vec<Key> = plan
            .limits
            .iter()
            .map(|l| l.bucket.clone())
            .filter(|b| input.bucket.as_deref().is_none_or(|wanted| wanted == b.as_str()))
            .collect();
        if buckets.is_empty() || (!is_top_up && input.bucket.is_none()) {
            check.fail("bucket", "unknown_bucket", "name one of the plan's limits");
        }
        check.done()?;
        let holder = credits::Holder::of_contract(&row);
        credits::bring_up_to_date(tx, cx, &holder, &plan)?;
        credits::by_hand(tx, cx, &holder, &buckets, input.amount_hundredths, input.expires_at, &reason, is_top_up)?;
        told(
            tx,
            cx,
            &row,
            if is_top_up { "contract.topped_up" } else { "contract.credits_adjusted" },
            &json!({ "buckets": buckets, "amount_hundredths": input.amount_hundredths, "reason": reason }),
        )?;
        view(tx, cx, row)
    })
    .await
}

/// A contract (none for the default plan), who holds its credits, and the plan
/// that was agreed.
pub type HolderPlan = (
    Option<promises::Contract>,
    credits::Holder,
    std::sync::Arc<surety_domain::plan::PlanSpec>,
);

/// The holder and plan of everything an account can draw on now, for balances.
///
/// # Errors
/// As the store reports.
pub fn holders_of_account(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    account: AccountId,
) -> Result<Vec<HolderPlan>, AppError> {
    let mut holders = Vec::new();
    for row in promises::contracts_of_account(tx, account)? {
        let plan = cx.specs.plan(tx, row.plan_id, row.plan_version)?;
        let holder = credits::Holder::of_contract(&row);
        holders.push((Some(row), holder, plan));
    }
    if let Some(plan) = promises::default_plan(tx)? {
        let spec = cx.specs.plan(tx, plan.head.id, plan.head.current_version)?;
        if !spec.limits.is_empty()
            && let Some(holder) = credits::Holder::of_account(tx, account)?
        {
            debug_assert_eq!(holder.id, entitle::default_holder(account));
            holders.push((None, holder, spec));
        }
    }
    Ok(holders)
}
