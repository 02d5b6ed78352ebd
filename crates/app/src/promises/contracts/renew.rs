//! Contracts that end, and how they go on.

use serde::{Deserialize, Serialize};
use serde_json::json;
use surety_domain::contract::{
    ContractState, ContractVerb, EffectiveContract, Term, TransitionError, next_end, transition,
};
use surety_domain::credit::{Unit, local_date, zone};
use surety_domain::ids::{ContractId, PlanId};
use surety_domain::permission::{ActorKind, Permission, Subject};
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::promises;
use utoipa::{IntoParams, ToSchema};

use super::change::{NewContract, create_in, take, told};
use super::steps::{Step, step_in};
use super::view::{ContractView, state_now, view};
use crate::core::{App, Call, Cx};
use crate::error::AppError;
use crate::tickets::view::Named;

/// Most contracts of the board.
pub const BOARD_ROWS_MAX: i64 = 500;
/// Furthest end that the board looks for, in days from now.
pub const BOARD_DAYS_MAX: i64 = 730;
/// How far ahead it looks unless it is told.
pub const BOARD_DAYS_DEFAULT: i64 = 90;
/// How long a contract that has ended stays on it, in days.
pub const BOARD_DAYS_PAST: i64 = 30;
/// How many renewals before a contract are looked at for its first day.
const CHAIN_MAX: usize = 200;

/// How a contract goes on.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({"term": {"unit": "year", "count": 1}, "state": "draft"}))]
pub struct RenewContract {
    /// How long: `unit` (`day`, `week`, `month`, `quarter`, `half_year`,
    /// `year`) and `count`; a year when left out.
    #[schema(value_type = Option<Object>)]
    pub term: Option<Term>,
    /// Another plan, in its version of now; the same plan when left out.
    #[schema(value_type = Option<String>)]
    pub plan_id: Option<PlanId>,
    /// How far the new contract is taken: `draft`, `awaiting_acceptance` or
    /// `active`; a draft when left out.
    pub state: Option<String>,
}

/// Makes the contract that follows one: from the day on which that ends, to
/// the next end of a term counted from the very first day, so that a year is a
/// year and the day of the month is kept.
///
/// # Errors
/// `contract_transition_invalid`, `contract_open_ended`, `already_renewed`,
/// `contract_overlap`, bad input by field, `Stale`, or the store's.
pub async fn renew(
    app: &App,
    call: &Call,
    id: ContractId,
    expected: Option<i64>,
    input: RenewContract,
) -> Result<ContractView, AppError> {
    app.command(call, move |tx, cx| renew_in(tx, cx, id, expected, &input))
        .await
}

fn renew_in(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    id: ContractId,
    expected: Option<i64>,
    input: &RenewContract,
) -> Result<ContractView, AppError> {
    let row = take(tx, cx, id, Permission::ContractManage, expected)?;
    transition(state_now(&row, cx.now)?, ContractVerb::Renew)
        .map_err(|e| AppError::conflict(TransitionError::CODE, e.to_string()))?;
    let step = match input.state.as_deref().unwrap_or("draft").parse() {
        Ok(ContractState::Draft) => None,
        Ok(ContractState::AwaitingAcceptance) => Some(Step::Offer),
        Ok(ContractState::Active) => Some(Step::Activate),
        _ => {
            return Err(AppError::invalid(
                "unknown_state",
                "state",
                "expected draft, awaiting_acceptance or active",
            ));
        }
    };
    let Some(end) = row.end_date.clone() else {
        return Err(AppError::conflict(
            "contract_open_ended",
            "a contract without an end goes on by itself",
        ));
    };
    if let Some(renewal) = promises::renewal_of(tx, id)? {
        let number = promises::get_contract(tx, renewal)?.map_or(0, |r| r.number);
        return Err(AppError::conflict(
            "already_renewed",
            format!("contract {number} follows this one already"),
        ));
    }
    let day = |text: &str| -> Result<jiff::civil::Date, AppError> {
        text.parse()
            .map_err(|e| AppError::Internal(format!("a day of contract {id}: {e}")))
    };
    let term = input.term.unwrap_or(Term {
        unit: Unit::Year,
        count: 1,
    });
    let next_end = next_end(day(&first_day(tx, &row)?)?, day(&end)?, term)
        .map_err(|e| AppError::invalid(e.code(), "term.count", e.to_string()))?;
    let made = create_in(
        tx,
        cx,
        &NewContract {
            name: Some(row.name.clone()),
            account_id: row.account_id,
            plan_id: input.plan_id.unwrap_or(row.plan_id),
            sla_id: row.sla_id,
            start_date: end,
            end_date: Some(next_end.to_string()),
            rank: row.rank,
            covers_children: row.covers_children,
            coverage: serde_json::from_str(&row.coverage)
                .map_err(|e| AppError::Internal(format!("the coverage of contract {id}: {e}")))?,
            terms_text: row.terms_text.clone(),
        },
    )?;
    promises::insert_renewal(tx, made.id, id, cx.now)?;
    if let Some(step) = step {
        step_in(tx, cx, made.id, None, &step)?;
    }
    told(
        tx,
        cx,
        &row,
        "contract.renewed",
        &json!({ "renewal_id": made.id, "end_date": next_end.to_string() }),
    )?;
    let made = promises::get_contract(tx, made.id)?.ok_or(AppError::NotFound("contract"))?;
    view(tx, cx, made)
}

/// The first day of the contract that this one goes back to.
fn first_day(tx: &mut Tx<'_>, row: &promises::Contract) -> Result<String, AppError> {
    let mut first = row.start_date.clone();
    let mut here = row.id;
    for _ in 0..CHAIN_MAX {
        let Some(before) = promises::renews(tx, here)? else {
            break;
        };
        let Some(earlier) = promises::get_contract(tx, before)? else {
            break;
        };
        first = earlier.start_date;
        here = before;
    }
    Ok(first)
}

/// Which ends the board shows.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RenewalQuery {
    /// Ends of the next so many days, 0 to 730; 90 when left out. What ended
    /// in the last 30 days and was not renewed is shown too.
    #[param(minimum = 0, maximum = 730)]
    pub days: Option<i64>,
}

/// A contract that ends, or has just ended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RenewalView {
    /// The contract.
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
    /// `active`, `suspended` or `expired`, as it is now.
    pub state: String,
    /// First day after it.
    pub end_date: String,
    /// Days until then in the account's zone; negative when it is over.
    pub days_left: i64,
    /// What the account pays a year, in the smallest unit of its currency.
    pub annual_revenue_minor: Option<i64>,
    /// ISO 4217 code.
    pub currency: String,
    /// The contract that follows.
    #[schema(value_type = Option<String>)]
    pub renewed_by: Option<ContractId>,
    /// How far that one is: `draft`, `awaiting_acceptance`, `active`, …
    pub renewed_by_state: Option<String>,
}

/// Contracts that end soon or have just ended, the earliest end first.
///
/// # Errors
/// `contract_read` is needed; `out_of_range`, or the store's.
pub async fn renewals(
    app: &App,
    call: &Call,
    query: RenewalQuery,
) -> Result<Vec<RenewalView>, AppError> {
    app.query(call, move |tx, cx| {
        if cx.actor.kind == ActorKind::Customer {
            return Err(AppError::Denied(Permission::ContractRead.as_str()));
        }
        cx.require(Permission::ContractRead, &Subject::Desk)?;
        let days = query.days.unwrap_or(BOARD_DAYS_DEFAULT);
        if !(0..=BOARD_DAYS_MAX).contains(&days) {
            return Err(AppError::invalid(
                "out_of_range",
                "days",
                format!("0 to {BOARD_DAYS_MAX}"),
            ));
        }
        let from = cx.now.plus_seconds(-BOARD_DAYS_PAST * SECONDS_PER_DAY);
        let until = cx.now.plus_seconds((days + 1) * SECONDS_PER_DAY);
        let mut views = Vec::new();
        for row in promises::renewals_board(tx, from, until, cx.now, BOARD_ROWS_MAX)? {
            let contract = row.contract;
            let Some(left) = days_left(cx, &contract, &row.zone)? else {
                continue;
            };
            // The stretch is of whole days around the world's zones.
            if left > days {
                continue;
            }
            views.push(RenewalView {
                state: state_now(&contract, cx.now)?.as_str().to_owned(),
                renewed_by_state: match &row.next {
                    Some(next) => Some(following_state(next, cx.now)?.as_str().to_owned()),
                    None => None,
                },
                renewed_by: row.next.map(|next| next.id),
                id: contract.id,
                number: contract.number,
                name: contract.name,
                account: Named {
                    id: contract.account_id.to_string(),
                    name: row.account,
                },
                plan: Named {
                    id: contract.plan_id.to_string(),
                    name: row.plan,
                },
                end_date: contract.end_date.unwrap_or_default(),
                days_left: left,
                annual_revenue_minor: row.revenue,
                currency: row.currency,
            });
        }
        Ok(views)
    })
    .await
}

fn following_state(next: &promises::Following, at: Instant) -> Result<ContractState, AppError> {
    let state = next
        .state
        .parse()
        .map_err(|_| AppError::Internal(format!("the state of contract {}", next.id)))?;
    Ok(EffectiveContract {
        state,
        starts_at: next.starts_at,
        ends_at: next.ends_at,
        suspended_until: next.suspended_until,
        cancelled_at: next.cancelled_at,
    }
    .state_at(at))
}

const SECONDS_PER_DAY: i64 = 86_400;

/// Days of the account's zone until a contract ends; none without an end.
pub(super) fn days_left(
    cx: &Cx<'_>,
    row: &promises::Contract,
    account_zone: &str,
) -> Result<Option<i64>, AppError> {
    let Some(end) = &row.end_date else {
        return Ok(None);
    };
    let end: jiff::civil::Date = end
        .parse()
        .map_err(|e| AppError::Internal(format!("the end of contract {}: {e}", row.id)))?;
    let internal = |e: surety_domain::credit::PeriodError| AppError::Internal(e.to_string());
    let tz = zone(account_zone).map_err(internal)?;
    let today = local_date(cx.now, &tz).map_err(internal)?;
    Ok(Some(i64::from((end - today).get_days())))
}
