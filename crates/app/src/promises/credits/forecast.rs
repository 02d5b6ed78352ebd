//! When the limits of an account run out, at the pace of the last weeks.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use surety_domain::contract::ContractState;
use surety_domain::credit::{
    CreditTerms, Credits, DAYS_AHEAD_MAX, Forecast, NoForecast, Usage, WEEKS_MAX, forecast,
    local_date, midnight,
};
use surety_domain::ids::AccountId;
use surety_domain::plan::Limit;
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::ledger;
use utoipa::ToSchema;

use super::super::account::{holder_ref, may_look};
use super::super::contracts;
use super::balance::{bucket_views, period_of};
use super::holder::Holder;
use crate::core::{App, Call};
use crate::error::AppError;
use crate::tickets::view::ContractRef;

/// What is to be expected of one limit in the period that holds now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ForecastView {
    /// The contract; for free support its number is 0 and its name the plan's.
    pub contract: ContractRef,
    /// Of which limit.
    pub bucket: String,
    /// What is left now, in hundredths.
    pub remaining_hundredths: i64,
    /// Last day of the period, in the account's zone.
    pub last_day: String,
    /// `runs_out` before the period ends, `lasts` until then, or why nothing
    /// is said: `not_enough_history`, `nothing_used`, `used_up`.
    pub state: String,
    /// The day on which the credits run out if every week is as heavy as the
    /// heaviest of the last weeks.
    pub early_on: Option<String>,
    /// The day if every week is like the average one.
    pub likely_on: Option<String>,
    /// The day if every week is as light as the lightest; none is not in this period.
    pub late_on: Option<String>,
    /// Whole weeks of history behind it, at most 8.
    pub weeks: i64,
}

fn wrong(e: surety_domain::credit::PeriodError) -> AppError {
    AppError::Internal(format!("the days of a forecast: {e}"))
}

/// The days on which a limit runs out.
pub(super) struct Expected {
    pub(super) today: Date,
    pub(super) said: Result<Forecast, NoForecast>,
}

impl Expected {
    /// A day of the answer as a date.
    pub(super) fn day(&self, ahead: Option<u32>) -> Option<String> {
        let span = jiff::Span::new().try_days(ahead?).ok()?;
        self.today.checked_add(span).ok().map(|d| d.to_string())
    }
}

/// Reads how a limit was used and says when it runs out. None outside the
/// contract's dates.
///
/// # Errors
/// As the store reports.
pub(super) fn expected(
    tx: &mut Tx<'_>,
    holder: &Holder,
    terms: &CreditTerms<'_>,
    limit: &Limit,
    left: Credits,
    now: Instant,
) -> Result<Option<Expected>, AppError> {
    let Some(period) = period_of(terms, limit, now)? else {
        return Ok(None);
    };
    let today = local_date(now, &terms.zone).map_err(wrong)?;
    let last_day = local_date(Instant(period.end.0 - 1), &terms.zone).map_err(wrong)?;
    let days_between = |from: Date, to: Date| (to - from).get_days();
    let days_left = u32::try_from(days_between(today, last_day) + 1).unwrap_or(0);
    // Days before there was a contract are not days of rest.
    let span = i32::try_from(WEEKS_MAX * 7).unwrap_or(i32::MAX);
    let days = days_between(terms.start, today).clamp(0, span);
    let first = today
        .checked_sub(jiff::Span::new().days(days))
        .map_err(|e| AppError::Internal(e.to_string()))?;
    let mut usage = Usage {
        days: vec![Credits::ZERO; usize::try_from(days).unwrap_or(0)],
        today: Credits::ZERO,
        left,
        days_left: days_left.min(DAYS_AHEAD_MAX),
    };
    let since = midnight(first, &terms.zone).map_err(wrong)?;
    for slot in ledger::use_by_quarter_hour(tx, holder.id, limit.bucket.as_str(), since, now)? {
        let day = local_date(slot.from, &terms.zone).map_err(wrong)?;
        let used = Credits(slot.hundredths);
        match usize::try_from(days_between(first, day)) {
            Ok(n) if n < usage.days.len() => usage.days[n] += used,
            _ => usage.today += used,
        }
    }
    Ok(Some(Expected {
        today,
        said: forecast(&usage),
    }))
}

/// When each limit of an account runs out: those of its contracts in force and
/// of free support.
///
/// # Errors
/// `credit_read` is needed; `NotFound`, or the store's.
pub async fn forecasts(
    app: &App,
    call: &Call,
    account: AccountId,
) -> Result<Vec<ForecastView>, AppError> {
    app.query(call, move |tx, cx| {
        may_look(tx, cx, account)?;
        let mut views = Vec::new();
        for (row, holder, plan) in contracts::holders_of_account(tx, cx, account, cx.now)? {
            if let Some(row) = &row
                && contracts::state_now(row, cx.now)? != ContractState::Active
            {
                continue;
            }
            let terms = holder.terms(tx, &plan)?;
            let contract = holder_ref(tx, holder.id, account)?;
            for balance in bucket_views(tx, &holder, &plan, cx.now)? {
                let Some(limit) = plan
                    .limits
                    .iter()
                    .find(|l| l.bucket == balance.bucket.as_str())
                else {
                    continue;
                };
                let left = Credits(balance.remaining_hundredths);
                let Some(found) = expected(tx, &holder, &terms, limit, left, cx.now)? else {
                    continue;
                };
                let days = found.said.ok();
                views.push(ForecastView {
                    contract: contract.clone(),
                    bucket: balance.bucket,
                    remaining_hundredths: balance.remaining_hundredths,
                    last_day: balance.last_day,
                    state: match found.said {
                        Ok(Forecast {
                            likely: Some(_), ..
                        }) => "runs_out",
                        Ok(_) => "lasts",
                        Err(NoForecast::NotEnoughHistory) => "not_enough_history",
                        Err(NoForecast::NothingUsed) => "nothing_used",
                        Err(NoForecast::UsedUp) => "used_up",
                    }
                    .to_owned(),
                    early_on: found.day(days.and_then(|d| d.early)),
                    likely_on: found.day(days.and_then(|d| d.likely)),
                    late_on: found.day(days.and_then(|d| d.late)),
                    weeks: days.map_or(0, |d| i64::try_from(d.weeks).unwrap_or(0)),
                });
            }
        }
        Ok(views)
    })
    .await
}
