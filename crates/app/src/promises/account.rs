//! What an account has left, and every movement of it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use surety_domain::contract::ContractState;
use surety_domain::ids::{AccountId, ContractId, EntryId};
use surety_domain::permission::{Permission, Subject};
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::{accounts, ledger, promises, tickets};
use utoipa::{IntoParams, ToSchema};

use super::{contracts, credits, entitle};
use crate::audit_log::{self, AuditActor};
use crate::core::{App, Call, Cx};
use crate::error::AppError;
use crate::record::{Page, Paging};
use crate::tickets::view::{BucketView, ContractRef, Named};

/// A limit of an account with the period that holds now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BalanceView {
    /// The limit.
    #[serde(flatten)]
    pub limit: BucketView,
    /// The contract; for free support its number is 0 and its name the plan's.
    pub contract: ContractRef,
}

/// Asks whether the caller may see the credits of an account.
pub(super) fn may_look(tx: &mut Tx<'_>, cx: &Cx<'_>, account: AccountId) -> Result<(), AppError> {
    cx.require(Permission::CreditRead, &Subject::Ledger { account })?;
    accounts::get(tx, account)?
        .map(|_| ())
        .ok_or(AppError::NotFound("account"))
}

/// How a holder of credits is named.
pub(super) fn holder_ref(
    tx: &mut Tx<'_>,
    id: ContractId,
    account: AccountId,
) -> Result<ContractRef, AppError> {
    if id == entitle::default_holder(account) {
        return Ok(ContractRef {
            id,
            number: 0,
            name: promises::default_plan(tx)?
                .map(|p| p.head.name)
                .unwrap_or_default(),
        });
    }
    let row = promises::get_contract(tx, id)?;
    Ok(ContractRef {
        id,
        number: row.as_ref().map_or(0, |c| c.number),
        name: row.map(|c| c.name).unwrap_or_default(),
    })
}

/// What an account can draw on now: the limits of its contracts in force and
/// of the free plan.
///
/// # Errors
/// `credit_read` is needed; `NotFound`, or the store's.
pub async fn balances(
    app: &App,
    call: &Call,
    account: AccountId,
) -> Result<Vec<BalanceView>, AppError> {
    app.query(call, move |tx, cx| {
        may_look(tx, cx, account)?;
        let mut views = Vec::new();
        for (row, holder, plan) in contracts::holders_of_account(tx, cx, account, cx.now)? {
            if let Some(row) = &row {
                let state = contracts::state_now(row, cx.now)?;
                if !matches!(state, ContractState::Active | ContractState::Suspended) {
                    continue;
                }
            }
            let contract = holder_ref(tx, holder.id, account)?;
            for limit in credits::bucket_views(tx, &holder, &plan, cx.now)? {
                views.push(BalanceView {
                    limit,
                    contract: contract.clone(),
                });
            }
        }
        Ok(views)
    })
    .await
}

/// Which entries of the ledger.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct LedgerQuery {
    /// Of this contract.
    #[param(value_type = Option<String>)]
    pub contract: Option<ContractId>,
    /// Of limits with this name.
    pub bucket: Option<String>,
    /// Rows on the page, 1 to 200.
    pub limit: Option<i64>,
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
}

/// One movement of credits. Entries are never changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct EntryView {
    /// The id.
    #[schema(value_type = String)]
    pub id: EntryId,
    /// From when it counts.
    #[schema(value_type = String, format = DateTime)]
    pub at: Instant,
    /// Whose credits.
    pub contract: ContractRef,
    /// Of which limit.
    pub bucket: String,
    /// `grant`, `consume`, `refund`, `expire`, `roll_over`, `top_up`, `adjust` or `overage`.
    pub kind: String,
    /// Hundredths of a credit, signed. Overage is no part of the balance.
    pub amount_hundredths: i64,
    /// For which ticket.
    pub ticket_number: Option<i64>,
    /// Why.
    pub reason: String,
    /// Who did it.
    pub actor: AuditActor,
    /// Of which period of the limit, from 0.
    pub period_index: Option<i64>,
    /// When the credits that it brought end.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub expires_at: Option<Instant>,
    /// When they are for tickets about one product alone: which.
    pub product: Option<Named>,
    /// When they are for tickets about one asset alone: which.
    pub asset: Option<Named>,
    /// The limit's balance right after it, in hundredths.
    pub balance_after: i64,
}

/// The ledger of an account, newest first.
///
/// # Errors
/// `credit_read` is needed; `NotFound`, `invalid_limit`, `invalid_cursor`, or the store's.
pub async fn ledger(
    app: &App,
    call: &Call,
    account: AccountId,
    query: LedgerQuery,
) -> Result<Page<EntryView>, AppError> {
    app.query(call, move |tx, cx| {
        may_look(tx, cx, account)?;
        let paging: Paging<(Instant, i64)> = Paging::read(query.limit, query.cursor.as_deref())?;
        let filter = ledger::EntryFilter {
            contract: query.contract,
            bucket: query.bucket.clone().unwrap_or_default(),
        };
        let before = paging.after.unwrap_or((Instant(i64::MAX), i64::MAX));
        let rows = ledger::entries_of_account(tx, account, before, &filter, paging.wanted())?;
        let (rows, next_cursor) = paging.cut(rows, |e| (e.at, e.seq))?;
        let items = entry_views(tx, account, rows)?;
        Ok(Page { items, next_cursor })
    })
    .await
}

fn entry_views(
    tx: &mut Tx<'_>,
    account: AccountId,
    rows: Vec<ledger::Entry>,
) -> Result<Vec<EntryView>, AppError> {
    let ids: Vec<String> = rows.iter().filter_map(|e| e.actor_id.clone()).collect();
    let names = audit_log::names(tx, &ids)?;
    let mut contracts: BTreeMap<ContractId, ContractRef> = BTreeMap::new();
    let mut numbers = BTreeMap::new();
    // A page has no gaps within a limit, so its balance is read once and
    // counted on from there.
    let mut balances: BTreeMap<(ContractId, String), i64> = BTreeMap::new();
    let mut items = Vec::new();
    for e in rows {
        let contract = match contracts.get(&e.contract_id) {
            Some(known) => known.clone(),
            None => {
                let found = holder_ref(tx, e.contract_id, account)?;
                contracts.insert(e.contract_id, found.clone());
                found
            }
        };
        let ticket_number = match e.ticket_id {
            None => None,
            Some(id) => match numbers.get(&id) {
                Some(known) => *known,
                None => {
                    let found = tickets::get(tx, id)?.map(|t| t.number);
                    numbers.insert(id, found);
                    found
                }
            },
        };
        let limit = (e.contract_id, e.bucket.clone());
        let balance_after = match balances.get(&limit) {
            Some(balance) => *balance,
            None => ledger::balance_after(tx, &e)?,
        };
        let counted = if e.kind == "overage" { 0 } else { e.amount };
        balances.insert(limit, balance_after - counted);
        let lot = match e.lot_id {
            Some(lot) if lot == e.id => ledger::get_lot(tx, lot)?,
            _ => None,
        };
        let scope = lot.as_ref().map(credits::scope).unwrap_or_default();
        let (product, asset) = credits::named_scope(tx, scope)?;
        items.push(EntryView {
            id: e.id,
            at: e.at,
            contract,
            bucket: e.bucket,
            kind: e.kind,
            amount_hundredths: e.amount,
            ticket_number,
            reason: e.reason,
            actor: AuditActor {
                kind: e.actor_kind,
                name: e.actor_id.as_ref().and_then(|id| names.get(id).cloned()),
                id: e.actor_id,
            },
            period_index: e.period_index,
            expires_at: lot.and_then(|l| l.expires_at),
            product,
            asset,
            balance_after,
        });
    }
    Ok(items)
}
