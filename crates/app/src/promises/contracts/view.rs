//! What is shown of contracts, one and many.

use serde::{Deserialize, Serialize};
use surety_domain::contract::{ContractState, Coverage, EffectiveContract};
use surety_domain::ids::{AccountId, ContractId};
use surety_domain::permission::{ActorKind, Permission, Subject};
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::{accounts, promises};
use utoipa::ToSchema;

use super::super::credits;
use super::in_force::as_in_force;
use crate::core::{App, Call, Cx};
use crate::error::AppError;
use crate::record::{Page, Paging};
use crate::tickets::view::{BucketView, Named};

/// A contract.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ContractView {
    /// The id.
    #[schema(value_type = String)]
    pub id: ContractId,
    /// Short and human.
    pub number: i64,
    /// Its name.
    pub name: String,
    /// Whose.
    pub account: Named,
    /// What is promised.
    pub plan: Named,
    /// Which version of the plan was agreed.
    pub plan_version: i64,
    /// An SLA of its own, above the plan's.
    pub sla: Option<Named>,
    /// `draft`, `awaiting_acceptance`, `active`, `suspended`, `expired` or `cancelled`, as it is now.
    pub state: String,
    /// First day.
    pub start_date: String,
    /// First day after it; null is open-ended.
    pub end_date: Option<String>,
    /// Its first instant.
    #[schema(value_type = String, format = DateTime)]
    pub starts_at: Instant,
    /// The first instant after it.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub ends_at: Option<Instant>,
    /// Lower goes first when several fit equally well.
    pub rank: i64,
    /// Whether it covers the accounts below its own.
    pub covers_children: bool,
    /// What it covers; empty lists cover everything of their kind.
    #[schema(value_type = Object)]
    pub coverage: Coverage,
    /// The words of the agreement.
    pub terms_text: String,
    /// Why it is interrupted.
    pub suspended_reason: Option<String>,
    /// When it resumes by itself.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub suspended_until: Option<Instant>,
    /// Its limits with the period that holds now.
    pub credits: Vec<BucketView>,
    /// When the next scheduled amendment comes into force.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub next_amendment_at: Option<Instant>,
    /// For `If-Match`.
    pub version: i64,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Instant,
    /// When it was last changed.
    #[schema(value_type = String, format = DateTime)]
    pub updated_at: Instant,
}

pub(super) fn parse_state(row: &promises::Contract) -> Result<ContractState, AppError> {
    row.state
        .parse()
        .map_err(|e| AppError::Internal(format!("the state of contract {}: {e}", row.id)))
}

/// The state as it is now, whatever was last written.
///
/// # Errors
/// `Internal` when the stored word is unknown.
pub fn state_now(row: &promises::Contract, at: Instant) -> Result<ContractState, AppError> {
    Ok(EffectiveContract {
        state: parse_state(row)?,
        starts_at: row.starts_at,
        ends_at: row.ends_at,
        suspended_until: row.suspended_until,
        cancelled_at: row.cancelled_at,
    }
    .state_at(at))
}

/// The view of a contract, by the terms that hold now.
///
/// # Errors
/// As the store reports.
pub fn view(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    row: promises::Contract,
) -> Result<ContractView, AppError> {
    let (row, holder) = as_in_force(tx, cx, row, cx.now)?;
    let account = accounts::get(tx, row.account_id)?
        .map(|a| a.name)
        .unwrap_or_default();
    let plan_name = promises::get_plan(tx, row.plan_id)?
        .map(|p| p.head.name)
        .unwrap_or_default();
    let sla = match row.sla_id {
        Some(id) => promises::get_sla(tx, id)?.map(|s| Named {
            id: id.to_string(),
            name: s.head.name,
        }),
        None => None,
    };
    let plan = cx.specs.plan(tx, row.plan_id, row.plan_version)?;
    let credits = credits::bucket_views(tx, &holder, &plan, cx.now)?;
    Ok(ContractView {
        state: state_now(&row, cx.now)?.as_str().to_owned(),
        coverage: serde_json::from_str(&row.coverage)
            .map_err(|e| AppError::Internal(format!("the coverage of contract {}: {e}", row.id)))?,
        id: row.id,
        number: row.number,
        name: row.name,
        account: Named {
            id: row.account_id.to_string(),
            name: account,
        },
        plan: Named {
            id: row.plan_id.to_string(),
            name: plan_name,
        },
        plan_version: row.plan_version,
        sla,
        start_date: row.start_date,
        end_date: row.end_date,
        starts_at: row.starts_at,
        ends_at: row.ends_at,
        rank: row.rank,
        covers_children: row.covers_children,
        terms_text: row.terms_text,
        suspended_reason: row.suspended_reason,
        suspended_until: row.suspended_until,
        credits,
        next_amendment_at: row.next_amendment_at,
        version: row.version,
        created_at: row.created_at,
        updated_at: row.updated_at,
    })
}

/// Which contracts.
#[derive(Debug, Clone, Default)]
pub struct ContractQuery {
    /// Of one account only.
    pub account: Option<AccountId>,
    /// In one state only, as it was last written.
    pub state: Option<ContractState>,
    /// Rows on the page.
    pub limit: Option<i64>,
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
}

/// A page of contracts that the caller may read, oldest first.
///
/// # Errors
/// `invalid_limit`, `invalid_cursor`, or the store's.
pub async fn list(
    app: &App,
    call: &Call,
    query: ContractQuery,
) -> Result<Page<ContractView>, AppError> {
    app.query(call, move |tx, cx| {
        let paging = Paging::read(query.limit, query.cursor.as_deref())?;
        let mut rows = match query.account {
            Some(account) => {
                cx.require(Permission::ContractRead, &Subject::Contract { account })?;
                promises::contracts_of_account(tx, account)?
            }
            None if cx.actor.kind == ActorKind::Customer => {
                let mut rows = Vec::new();
                for &account in &cx.actor.accounts {
                    cx.require(Permission::ContractRead, &Subject::Contract { account })?;
                    rows.extend(promises::contracts_of_account(tx, account)?);
                }
                rows.sort_by_key(|c| c.id);
                rows
            }
            None => {
                cx.require(Permission::ContractRead, &Subject::Desk)?;
                let state = query.state.map(ContractState::as_str);
                promises::list_contracts(tx, paging.after, state, paging.wanted())?
            }
        };
        rows.retain(|c| may_see(cx, c) && query.state.is_none_or(|s| c.state == s.as_str()));
        let (rows, next_cursor) = paging.of_all(rows, |c| c.id)?;
        let items = rows
            .into_iter()
            .map(|row| view(tx, cx, row))
            .collect::<Result<_, _>>()?;
        Ok(Page { items, next_cursor })
    })
    .await
}

/// One contract.
///
/// # Errors
/// `NotFound`, or the store's.
pub async fn get(app: &App, call: &Call, id: ContractId) -> Result<ContractView, AppError> {
    app.query(call, move |tx, cx| {
        let row = readable(tx, cx, id)?;
        view(tx, cx, row)
    })
    .await
}

/// The contract, for a caller who may see it.
///
/// # Errors
/// `NotFound`, `Denied`, or the store's.
pub(crate) fn readable(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    id: ContractId,
) -> Result<promises::Contract, AppError> {
    seen(
        cx,
        promises::get_contract(tx, id)?,
        Permission::ContractRead,
    )
}

/// The contract that was found, for a caller who may see it and do this to it.
///
/// # Errors
/// `NotFound`, `Denied`.
pub(super) fn seen(
    cx: &Cx<'_>,
    found: Option<promises::Contract>,
    permission: Permission,
) -> Result<promises::Contract, AppError> {
    let row = found.ok_or(AppError::NotFound("contract"))?;
    let account = row.account_id;
    cx.require(permission, &Subject::Contract { account })?;
    if !may_see(cx, &row) {
        return Err(AppError::NotFound("contract"));
    }
    Ok(row)
}

/// A customer sees a contract while it is offered and once it was in force: a
/// draft is what the desk is still thinking about, and what was called off
/// before it began never was.
pub(super) fn may_see(cx: &Cx<'_>, row: &promises::Contract) -> bool {
    let never_was = row.state == ContractState::Cancelled.as_str() && row.cancelled_at.is_none();
    cx.actor.kind != ActorKind::Customer
        || (row.state != ContractState::Draft.as_str() && !never_was)
}
