//! How well both sides kept to it, in exact integers.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::credit::{Period, PeriodError, Periods, Unit};
use crate::ticket::Category;
use crate::time::Instant;

/// A whole, in the hundredths of a percent in which attainment is told.
const WHOLE: i64 = 10_000;

/// Verdicts of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tally {
    /// Kept in time.
    pub met: i64,
    /// Late.
    pub missed: i64,
}

impl Tally {
    /// The share that was kept, in hundredths of a percent, rounded down: 100 %
    /// is said only where nothing was missed. None without a verdict.
    pub fn attained(self) -> Option<i64> {
        let judged = self.met + self.missed;
        (judged > 0).then(|| self.met * WHOLE / judged)
    }

    /// Both together.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self {
            met: self.met + other.met,
            missed: self.missed + other.missed,
        }
    }
}

/// The two periods that a sheet tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ReportingPeriods {
    /// The one that runs, or the last of a contract that is over.
    pub current: Option<Period>,
    /// The one before it.
    pub last: Option<Period>,
}

/// Months of a contract, counted from its first day at local midnight; the
/// anchor day is kept and clamped as for credits. There is none before the
/// first day.
///
/// # Errors
/// [`PeriodError`] for days out of range.
pub fn reporting_periods(
    first_day: Date,
    zone: TimeZone,
    ends_at: Option<Instant>,
    now: Instant,
) -> Result<ReportingPeriods, PeriodError> {
    let months = Periods::new(first_day.at(0, 0, 0, 0), zone, Unit::Month, 1)?;
    let at = match ends_at {
        Some(end) if end <= now => Instant(end.0 - 1),
        _ => now,
    };
    if at < months.boundary(0)? {
        return Ok(ReportingPeriods::default());
    }
    let current = months.period_at(at)?;
    let last = match current.index {
        0 => None,
        index => Some(months.period(index - 1)?),
    };
    Ok(ReportingPeriods {
        current: Some(current),
        last,
    })
}

/// Microseconds of `[from, to)` in which a ticket waited for the customer: its
/// status had the category `pending`. Changes are in their order, and each
/// holds until the next.
pub fn waited_micros(changes: &[(Instant, Category)], from: Instant, to: Instant) -> i64 {
    changes
        .iter()
        .enumerate()
        .filter(|(_, (_, category))| *category == Category::Pending)
        .map(|(n, (since, _))| {
            let until = changes.get(n + 1).map_or(to, |(next, _)| *next);
            (until.0.min(to.0) - since.0.max(from.0)).max(0)
        })
        .sum()
}
