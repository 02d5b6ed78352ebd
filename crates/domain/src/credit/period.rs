//! Credit periods: weeks, months, quarters, half-years, years and runs of
//! days, counted from an anchor without drift.
//!
//! Boundary `k` is the anchor's date moved by `k · count` units **from the
//! anchor**, clamped to the month's last day (31 Jan → 28 Feb → 31 Mar), at
//! the anchor's wall-clock time in the zone. Where a clock change skips that
//! time, it is the same distance after the change (02:30 → 03:30); where the
//! change repeats it, the first of the two. This is the "compatible" rule of
//! RFC 5545. A whole skipped day makes a period without length, which contains
//! no instant. Indices before the anchor are negative.

use jiff::civil::{Date, DateTime, Time, Weekday};
use jiff::tz::{TimeZone, TimeZoneDatabase};
use std::sync::OnceLock;

use crate::ticket::words;
use crate::time::Instant;

/// Most units in one period.
pub const PERIOD_COUNT_MAX: u32 = 10_000;

const DAYS_PER_WEEK: i64 = 7;
const MONTHS_PER_YEAR: i64 = 12;

words! {
    /// What a period is made of.
    Unit {
        /// A day of the zone, whatever its length.
        Day = "day",
        /// Seven days.
        Week = "week",
        /// A month.
        Month = "month",
        /// Three months.
        Quarter = "quarter",
        /// Six months.
        HalfYear = "half_year",
        /// Twelve months.
        Year = "year",
    }
}

/// A unit is a number of days or of months.
enum Step {
    Days(i64),
    Months(i64),
}

impl Unit {
    /// How many months it is; none for days and weeks.
    pub const fn months(self) -> Option<i64> {
        match self.step() {
            Step::Months(months) => Some(months),
            Step::Days(_) => None,
        }
    }

    const fn step(self) -> Step {
        match self {
            Self::Day => Step::Days(1),
            Self::Week => Step::Days(DAYS_PER_WEEK),
            Self::Month => Step::Months(1),
            Self::Quarter => Step::Months(3),
            Self::HalfYear => Step::Months(6),
            Self::Year => Step::Months(MONTHS_PER_YEAR),
        }
    }
}

/// Why periods cannot be counted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PeriodError {
    /// Zero units, or too many.
    #[error("a period has 1 to {PERIOD_COUNT_MAX} units")]
    Count,
    /// No such zone.
    #[error("unknown time zone {0:?}")]
    Zone(String),
    /// Not a day of that unit.
    #[error("the aligned day is 1 to 31, for weeks 1 (Monday) to 7, and periods of days have none")]
    AlignDay,
    /// Beyond the years that dates can have.
    #[error("beyond the range of dates")]
    OutOfRange,
}

impl PeriodError {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Count => "count_invalid",
            Self::Zone(_) => "unknown_zone",
            Self::AlignDay => "align_day_invalid",
            Self::OutOfRange => "out_of_range",
        }
    }
}

/// The zone of the bundled database; never the machine's own files.
///
/// # Errors
/// [`PeriodError::Zone`] when the name is not one of the IANA database.
pub fn zone(name: &str) -> Result<TimeZone, PeriodError> {
    static DATABASE: OnceLock<TimeZoneDatabase> = OnceLock::new();
    DATABASE
        .get_or_init(TimeZoneDatabase::bundled)
        .get(name)
        .ok()
        .filter(|z| !z.is_unknown())
        .ok_or_else(|| PeriodError::Zone(name.to_owned()))
}

/// The instant of a wall-clock time, by the rule of this module.
///
/// # Errors
/// [`PeriodError::OutOfRange`] beyond the years of the calendar.
pub fn wall_instant(at: DateTime, zone: &TimeZone) -> Result<Instant, PeriodError> {
    zone.to_ambiguous_timestamp(at)
        .compatible()
        .map(|t| Instant(t.as_microsecond()))
        .map_err(|_| PeriodError::OutOfRange)
}

/// The instant at which a date begins in the zone.
///
/// # Errors
/// [`PeriodError::OutOfRange`] beyond the years of the calendar.
pub fn midnight(date: Date, zone: &TimeZone) -> Result<Instant, PeriodError> {
    wall_instant(date.to_datetime(Time::midnight()), zone)
}

/// The wall-clock time at an instant.
///
/// # Errors
/// [`PeriodError::OutOfRange`] beyond the years of the calendar.
pub fn wall_time(at: Instant, zone: &TimeZone) -> Result<DateTime, PeriodError> {
    jiff::Timestamp::from_microsecond(at.0)
        .map(|t| zone.to_datetime(t))
        .map_err(|_| PeriodError::OutOfRange)
}

/// The date in the zone at an instant.
///
/// # Errors
/// [`PeriodError::OutOfRange`] beyond the years of the calendar.
pub fn local_date(at: Instant, zone: &TimeZone) -> Result<Date, PeriodError> {
    wall_time(at, zone).map(DateTime::date)
}

/// One half-open period `[start, end)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Period {
    /// Which one; 0 starts at the anchor.
    pub index: i64,
    /// Its first instant.
    pub start: Instant,
    /// The first instant after it.
    pub end: Instant,
}

impl Period {
    /// Whether it contains the instant.
    pub fn contains(&self, at: Instant) -> bool {
        self.start <= at && at < self.end
    }
}

/// Endless equal periods in both directions from an anchor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Periods {
    /// Its day is what is kept; it may be clamped in `anchor` itself, when the
    /// grid is aligned to the 31st and begins in February.
    anchor: DateTime,
    day: i8,
    zone: TimeZone,
    unit: Unit,
    count: i64,
}

impl Periods {
    /// Periods of `count` units from `anchor`, wall clock in `zone`.
    ///
    /// # Errors
    /// [`PeriodError::Count`].
    pub fn new(
        anchor: DateTime,
        zone: TimeZone,
        unit: Unit,
        count: u32,
    ) -> Result<Self, PeriodError> {
        if count == 0 || count > PERIOD_COUNT_MAX {
            return Err(PeriodError::Count);
        }
        Ok(Self {
            anchor,
            day: anchor.day(),
            zone,
            unit,
            count: i64::from(count),
        })
    }

    /// Periods of `count` units that begin on the aligned day of the
    /// calendar: boundary 0 is the first aligned midnight at or after the
    /// start of `start`.
    ///
    /// `align_day` is 1 (Monday) to 7 for weeks, and the day of the month, 1
    /// to 31, otherwise; quarters begin in January, April, July and October,
    /// half-years in January and July, years in January.
    ///
    /// # Errors
    /// [`PeriodError`] for a day or count that does not exist.
    pub fn aligned(
        start: Date,
        align_day: u8,
        zone: TimeZone,
        unit: Unit,
        count: u32,
    ) -> Result<Self, PeriodError> {
        let (date, day) = align(start, align_day, unit)?;
        let mut periods = Self::new(date.to_datetime(Time::midnight()), zone, unit, count)?;
        periods.day = day;
        Ok(periods)
    }

    /// The date of boundary `k`.
    ///
    /// # Errors
    /// [`PeriodError::OutOfRange`].
    pub fn boundary_date(&self, k: i64) -> Result<Date, PeriodError> {
        let units = k.checked_mul(self.count).ok_or(PeriodError::OutOfRange)?;
        move_date(self.anchor.date(), self.day, self.unit, units)
    }

    /// Boundary `k`: the start of period `k` and the end of period `k − 1`.
    ///
    /// # Errors
    /// [`PeriodError::OutOfRange`].
    pub fn boundary(&self, k: i64) -> Result<Instant, PeriodError> {
        let date = self.boundary_date(k)?;
        wall_instant(date.to_datetime(self.anchor.time()), &self.zone)
    }

    /// Period `k`.
    ///
    /// # Errors
    /// [`PeriodError::OutOfRange`].
    pub fn period(&self, k: i64) -> Result<Period, PeriodError> {
        Ok(Period {
            index: k,
            start: self.boundary(k)?,
            end: self.boundary(k.checked_add(1).ok_or(PeriodError::OutOfRange)?)?,
        })
    }

    /// The period that contains `at`. Its index is also how many whole
    /// periods have passed since the anchor.
    ///
    /// # Errors
    /// [`PeriodError::OutOfRange`].
    pub fn period_at(&self, at: Instant) -> Result<Period, PeriodError> {
        let local = local_date(at, &self.zone)?;
        // The estimate is off by the part of a period, by a clamped day, or
        // by a period that a skipped day has emptied: a step or two.
        let mut k = match self.unit.step() {
            Step::Days(days) => {
                let passed = days_between(self.anchor.date(), local);
                passed.div_euclid(days * self.count)
            }
            Step::Months(months) => {
                let passed = month_number(local) - month_number(self.anchor.date());
                passed.div_euclid(months * self.count)
            }
        };
        while self.boundary(k)? > at {
            k -= 1;
        }
        let mut period = self.period(k)?;
        while period.end <= at {
            period = self.period(period.index + 1)?;
        }
        Ok(period)
    }

    /// The zone of the boundaries.
    pub const fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// Whether the other grid has the same boundaries, index by index.
    pub fn same_grid(&self, other: &Self) -> bool {
        self == other
    }
}

/// The first period of a contract that starts inside an aligned one: from the
/// start of `start` up to the next aligned midnight. A start on the aligned
/// day begins a whole unit.
///
/// # Errors
/// [`PeriodError`] for a day that does not exist.
pub fn aligned_first(
    start: Date,
    align_day: u8,
    unit: Unit,
    zone: &TimeZone,
) -> Result<Period, PeriodError> {
    let next = start.tomorrow().map_err(|_| PeriodError::OutOfRange)?;
    let (end, _) = align(next, align_day, unit)?;
    Ok(Period {
        index: 0,
        start: midnight(start, zone)?,
        end: midnight(end, zone)?,
    })
}

/// The first aligned date at or after `from`, and the day to be kept.
fn align(from: Date, align_day: u8, unit: Unit) -> Result<(Date, i8), PeriodError> {
    let day = i8::try_from(align_day).map_err(|_| PeriodError::AlignDay)?;
    match unit.step() {
        Step::Days(DAYS_PER_WEEK) => {
            let weekday =
                Weekday::from_monday_one_offset(day).map_err(|_| PeriodError::AlignDay)?;
            let ahead = i64::from(from.weekday().until(weekday));
            let date = move_date(from, from.day(), Unit::Day, ahead)?;
            Ok((date, date.day()))
        }
        Step::Days(_) => Err(PeriodError::AlignDay),
        Step::Months(months) => {
            if !(1..=31).contains(&day) {
                return Err(PeriodError::AlignDay);
            }
            // From the calendar's own grid: January of some year, then every
            // `months` months.
            let into = month_number(from).rem_euclid(months);
            let here = move_date(from, day, Unit::Month, -into)?;
            if here >= from {
                return Ok((here, day));
            }
            Ok((move_date(from, day, Unit::Month, months - into)?, day))
        }
    }
}

/// `from` moved by `units`, with this day of the month where it exists.
fn move_date(from: Date, day: i8, unit: Unit, units: i64) -> Result<Date, PeriodError> {
    match unit.step() {
        Step::Days(days) => {
            let days = units.checked_mul(days).ok_or(PeriodError::OutOfRange)?;
            let span = jiff::Span::new()
                .try_days(days)
                .map_err(|_| PeriodError::OutOfRange)?;
            from.checked_add(span).map_err(|_| PeriodError::OutOfRange)
        }
        Step::Months(months) => {
            let number = units
                .checked_mul(months)
                .and_then(|m| m.checked_add(month_number(from)))
                .ok_or(PeriodError::OutOfRange)?;
            let year = i16::try_from(number.div_euclid(MONTHS_PER_YEAR))
                .map_err(|_| PeriodError::OutOfRange)?;
            let month = i8::try_from(number.rem_euclid(MONTHS_PER_YEAR) + 1)
                .map_err(|_| PeriodError::OutOfRange)?;
            let first = Date::new(year, month, 1).map_err(|_| PeriodError::OutOfRange)?;
            Date::new(year, month, day.min(first.days_in_month()))
                .map_err(|_| PeriodError::OutOfRange)
        }
    }
}

/// Months since January of year 0.
fn month_number(date: Date) -> i64 {
    i64::from(date.year()) * MONTHS_PER_YEAR + i64::from(date.month()) - 1
}

/// Days from one date to another.
pub(super) fn days_between(from: Date, to: Date) -> i64 {
    (to - from).get_days().into()
}
