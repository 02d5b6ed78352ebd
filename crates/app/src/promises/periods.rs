//! The actual dates of a contract's credit periods.

use serde::{Deserialize, Serialize};
use surety_domain::credit::{CreditPeriods, local_date, prorated};
use surety_domain::ids::ContractId;
use surety_domain::time::Instant;
use utoipa::ToSchema;

use super::contracts;
use crate::core::{App, Call};
use crate::error::AppError;

/// Most periods that are listed of one limit.
pub const PERIODS_MAX: i64 = 400;
/// Periods of an open-ended contract that are listed after the present one.
pub const PERIODS_AHEAD: i64 = 12;

/// One credit period with its actual dates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PeriodView {
    /// Of which limit.
    pub bucket: String,
    /// Its place, from 0.
    pub index: i64,
    /// First instant.
    #[schema(value_type = String, format = DateTime)]
    pub start: Instant,
    /// First instant after it.
    #[schema(value_type = String, format = DateTime)]
    pub end: Instant,
    /// First day in the account's zone.
    pub first_day: String,
    /// Last day in the account's zone.
    pub last_day: String,
    /// Days within the contract.
    pub days: i64,
    /// What it gives, in hundredths of a credit.
    pub credits_hundredths: i64,
    /// Whether it holds now.
    pub current: bool,
}

/// The periods of each limit from the contract's first day: to its end, or
/// [`PERIODS_AHEAD`] beyond the present one; the last [`PERIODS_MAX`] of them.
///
/// # Errors
/// `NotFound`, or the store's.
pub async fn periods(app: &App, call: &Call, id: ContractId) -> Result<Vec<PeriodView>, AppError> {
    app.query(call, move |tx, cx| {
        let row = contracts::readable(tx, cx, id)?;
        let (row, holder) = contracts::as_in_force(tx, cx, row, cx.now)?;
        let plan = cx.specs.plan(tx, row.plan_id, row.plan_version)?;
        let terms = holder.terms(tx, &plan)?;
        let broken = |e: surety_domain::credit::PeriodError| {
            AppError::Internal(format!("the periods of {id}: {e}"))
        };
        let day = |at: Instant| local_date(at, &terms.zone).map(|d| d.to_string());
        let mut views = Vec::new();
        for limit in &plan.limits {
            let periods = CreditPeriods::new(limit, &terms).map_err(broken)?;
            let present = cx.now.max(row.starts_at);
            let last = match row.ends_at {
                Some(end) => periods.at(Instant(end.0 - 1)).map_err(broken)?,
                None => periods.at(present).map_err(broken)?,
            };
            let mut last = last.map_or(0, |p| p.index);
            if row.ends_at.is_none() {
                last += PERIODS_AHEAD;
            }
            // Of a very long contract the years around now are of interest.
            let now = periods.at(cx.now).map_err(broken)?.map_or(0, |p| p.index);
            last = last.min(now + PERIODS_MAX);
            for index in (last - PERIODS_MAX + 1).max(0)..=last {
                let period = periods.nth(index).map_err(broken)?;
                let credits = prorated(
                    limit.credits,
                    period.days,
                    period.whole_days,
                    limit.proration,
                );
                views.push(PeriodView {
                    bucket: limit.bucket.as_str().to_owned(),
                    index,
                    start: period.start,
                    end: period.end,
                    first_day: day(period.start).map_err(broken)?,
                    last_day: day(Instant(period.end.0 - 1)).map_err(broken)?,
                    days: period.days,
                    credits_hundredths: credits.0,
                    current: period.start <= cx.now && cx.now < period.end,
                });
            }
        }
        Ok(views)
    })
    .await
}
