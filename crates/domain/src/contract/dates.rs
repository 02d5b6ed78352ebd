//! The dates of a contract: terms, renewals, amendments, reminders.

use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::credit::{PeriodError, Periods, Unit, midnight};
use crate::time::Instant;

/// Days before the end on which both sides are reminded.
pub const REMINDER_DAYS: [i32; 5] = [90, 60, 30, 7, 0];

/// Why dates are refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DatesError {
    /// The end is not after the start.
    #[error("the end date must be after the start date")]
    EndBeforeStart,
    /// A term that cannot be counted.
    #[error(transparent)]
    Term(#[from] PeriodError),
}

impl DatesError {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::EndBeforeStart => "end_before_start",
            Self::Term(e) => e.code(),
        }
    }
}

/// All-day dates in the account's zone: `[start, end)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContractDates {
    /// First day.
    pub start: Date,
    /// First day after it; none is open-ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<Date>,
}

impl ContractDates {
    /// Checks that a contract has at least one day.
    ///
    /// # Errors
    /// [`DatesError::EndBeforeStart`].
    pub fn validate(&self) -> Result<(), DatesError> {
        match self.end {
            Some(end) if end <= self.start => Err(DatesError::EndBeforeStart),
            _ => Ok(()),
        }
    }

    /// The instants at which it begins and ends: local midnights.
    ///
    /// # Errors
    /// [`PeriodError::OutOfRange`] beyond the years of the calendar.
    pub fn instants(&self, zone: &TimeZone) -> Result<(Instant, Option<Instant>), PeriodError> {
        let end = self.end.map(|end| midnight(end, zone)).transpose()?;
        Ok((midnight(self.start, zone)?, end))
    }
}

/// The last day on which a contract holds whose end, the first day after it,
/// is `end`; none before the first day of the calendar.
pub fn last_day(end: Date) -> Option<Date> {
    end.yesterday().ok()
}

/// The length of one term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// Its unit.
    pub unit: Unit,
    /// How many.
    pub count: u32,
}

/// The end date after a renewal: the first term boundary after the present
/// end, counted from the very first day, so that the anchor day is kept (a
/// contract of 29 February ends on 28 February and, in four years, on the
/// 29th again).
///
/// # Errors
/// [`DatesError`] for a term that cannot be counted.
pub fn renewed_end(first_day: Date, present_end: Date, term: Term) -> Result<Date, DatesError> {
    if present_end < first_day {
        return Err(DatesError::EndBeforeStart);
    }
    let terms = Periods::new(
        first_day.at(0, 0, 0, 0),
        TimeZone::UTC,
        term.unit,
        term.count,
    )?;
    let holding = terms.period_at(midnight(present_end, &TimeZone::UTC)?)?;
    Ok(terms.boundary_date(holding.index + 1)?)
}

/// The end after one more term that may be of another length than those before:
/// as long after the present end, on the day of the month of the very first
/// day. An end that is on no such day is counted from itself, and so are terms
/// of days and weeks.
///
/// # Errors
/// [`DatesError`] for a term that cannot be counted.
pub fn next_end(first_day: Date, present_end: Date, term: Term) -> Result<Date, DatesError> {
    let from_itself = renewed_end(present_end, present_end, term)?;
    let Some(months) = term.unit.months() else {
        return Ok(from_itself);
    };
    if present_end < first_day {
        return Ok(from_itself);
    }
    // By the month, so that a year may be followed by a quarter.
    let monthly = Periods::new(first_day.at(0, 0, 0, 0), TimeZone::UTC, Unit::Month, 1)?;
    let here = monthly
        .period_at(midnight(present_end, &TimeZone::UTC)?)?
        .index;
    if monthly.boundary_date(here)? != present_end {
        return Ok(from_itself);
    }
    let months = months * i64::from(term.count);
    Ok(monthly.boundary_date(here + months)?)
}

/// One version of a contract and from when it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amendment {
    /// Counted from 1.
    pub version: u32,
    /// From when it holds; the first version's instant is ignored.
    pub effective_at: Instant,
}

/// The version that holds at an instant: the latest that is effective, the
/// higher number among those effective at one instant, and the first before
/// all. None when there are none.
pub fn version_at(versions: &[Amendment], at: Instant) -> Option<u32> {
    versions
        .iter()
        .filter(|v| v.effective_at <= at)
        .max_by_key(|v| (v.effective_at, v.version))
        .or_else(|| versions.iter().min_by_key(|v| v.version))
        .map(|v| v.version)
}

/// A reminder of the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reminder {
    /// How many days before the end.
    pub days: i32,
    /// Midnight of that day in the account's zone.
    pub at: Instant,
}

/// When both sides are reminded that a contract ends.
///
/// # Errors
/// [`PeriodError::OutOfRange`] beyond the years of the calendar.
pub fn reminders(end: Date, zone: &TimeZone) -> Result<Vec<Reminder>, PeriodError> {
    REMINDER_DAYS
        .iter()
        .map(|&days| {
            let day = end
                .checked_sub(days.days())
                .map_err(|_| PeriodError::OutOfRange)?;
            Ok(Reminder {
                days,
                at: midnight(day, zone)?,
            })
        })
        .collect()
}
