//! Credits of a contract by hand, and what an account can draw on.

use serde::Deserialize;
use serde_json::json;
use surety_domain::credit::LotScope;
use surety_domain::ids::{AccountId, AssetId, ContractId, ProductId};
use surety_domain::permission::{Permission, Subject};
use surety_domain::plan::Key;
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::{accounts, assets, products, promises};
use utoipa::ToSchema;

use super::super::{credits, entitle};
use super::change::told;
use super::in_force::{as_in_force, bring_into_force};
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
    /// For tickets about this product alone; an adjustment down takes only of
    /// what is for it.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub product_id: Option<ProductId>,
    /// For tickets about this asset alone.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub asset_id: Option<AssetId>,
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
        let scope = scope_of(tx, &row, &input)?;
        let mut holder = credits::Holder::of_contract(&row);
        credits::bring_up_to_date(tx, cx, &mut holder, &plan)?;
        credits::by_hand(tx, cx, &holder, &buckets, input.amount_hundredths, input.expires_at, &reason, is_top_up, scope)?;
        told(
            tx,
            cx,
            &row,
            if is_top_up { "contract.topped_up" } else { "contract.credits_adjusted" },
            &json!({ "buckets": buckets, "amount_hundredths": input.amount_hundredths, "reason": reason,
                "product_id": input.product_id, "asset_id": input.asset_id }),
        )?;
        view(tx, cx, row)
    })
    .await
}

/// Which tickets credits are for. With both, the asset must be of the product.
/// What is not in use any more gets nothing, and may still lose what it had.
fn scope_of(
    tx: &mut Tx<'_>,
    row: &promises::Contract,
    input: &CreditInput,
) -> Result<LotScope, AppError> {
    let in_use = |archived: Option<Instant>| archived.is_none() || input.amount_hundredths < 0;
    if let Some(product) = input.product_id
        && products::get(tx, product)?.is_none_or(|p| !in_use(p.archived_at))
    {
        return Err(AppError::invalid(
            "product_not_found",
            "product_id",
            "there is no such product in use",
        ));
    }
    let Some(asset) = input.asset_id else {
        return Ok(input.product_id.map_or(LotScope::Any, LotScope::Product));
    };
    let found = assets::get(tx, asset)?.filter(|a| in_use(a.archived_at));
    let Some(found) = found else {
        return Err(AppError::invalid(
            "asset_not_found",
            "asset_id",
            "there is no such asset in use",
        ));
    };
    // A contract that covers the accounts below its own covers their assets.
    let is_theirs = found.account_id == row.account_id
        || (row.covers_children
            && accounts::ancestors(tx, found.account_id)?.contains(&row.account_id));
    if !is_theirs {
        return Err(AppError::invalid(
            "asset_of_other_account",
            "asset_id",
            "the asset belongs to another account",
        ));
    }
    if input.product_id.is_some_and(|p| p != found.product_id) {
        return Err(AppError::invalid(
            "asset_of_other_product",
            "asset_id",
            "the asset is of another product",
        ));
    }
    Ok(LotScope::Asset(asset))
}

/// A contract (none for the default plan), who holds its credits, and the plan
/// that was agreed.
pub type HolderPlan = (
    Option<promises::Contract>,
    credits::Holder,
    std::sync::Arc<surety_domain::plan::PlanSpec>,
);

/// The holder and plan of everything an account can draw on, by the terms that
/// hold at an instant, for balances.
///
/// # Errors
/// As the store reports.
pub fn holders_of_account(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    account: AccountId,
    at: Instant,
) -> Result<Vec<HolderPlan>, AppError> {
    let mut holders = Vec::new();
    for row in promises::contracts_of_account(tx, account)? {
        let (row, holder) = as_in_force(tx, cx, row, at)?;
        let plan = cx.specs.plan(tx, row.plan_id, row.plan_version)?;
        holders.push((Some(row), holder, plan));
    }
    if let Some((holder, plan)) = credits::free_support(tx, cx, account, at)?
        && !plan.limits.is_empty()
    {
        debug_assert_eq!(holder.id, entitle::default_holder(account));
        holders.push((None, holder, plan));
    }
    Ok(holders)
}
