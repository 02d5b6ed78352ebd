//! The business calendar: how much of a stretch of time is open, and when a
//! given amount of open time has passed.
//!
//! One rule decides everything: an instant is open if and only if its
//! wall-clock time in the zone lies in an open interval of its local date. An
//! hour that a clock change skips does not exist, and one that it repeats
//! counts twice; nothing else is said about daylight saving.
//!
//! How it works: [`local`] knows the open time before any point of the
//! wall-clock line in closed form. A zone is a list of stretches of constant
//! offset ([`zone`]); within one, open time is that of the wall-clock line
//! plus a constant. Sums of those constants are made when a calendar is
//! built, so every question is a few binary searches, for an hour as for a
//! century, and no loop walks over days.
//!
//! Instants are microseconds; clock changes and openings fall on whole
//! seconds, so nothing is rounded.

mod explain;
mod local;
mod spec;
mod zone;

#[cfg(test)]
mod cases;
#[cfg(test)]
pub(crate) mod model;
#[cfg(test)]
mod properties;

use std::sync::Arc;

use crate::time::{Instant, MICROS_PER_SECOND};
use local::{DAY, LocalHours};
use zone::ZoneTable;

pub use explain::{DayReason, EXPLAINED_DAYS_MAX, ExplainedDay, Explanation};
pub use spec::{
    CalendarError, CalendarSpec, EXCEPTION_NAME_CHARS_MAX, EXCEPTION_YEARS, EXCEPTIONS_MAX,
    INTERVALS_PER_DAY_MAX, Interval, WEEKDAYS,
};
pub use zone::{RANGE_END, RANGE_START};

/// Why a calendar cannot name an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReckoningError {
    /// The start or the result is outside [`RANGE_START`]`..=`[`RANGE_END`].
    #[error("beyond the years 1900 to 2299 that calendars can measure")]
    BeyondRange,
    /// A duration below zero.
    #[error("a duration below zero")]
    NegativeDuration,
}

impl ReckoningError {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::BeyondRange => "beyond_range",
            Self::NegativeDuration => "negative_duration",
        }
    }
}

/// Why a day has hours of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
struct DatedDay {
    day: i64,
    holiday: bool,
    name: Option<String>,
}

/// Business hours, holidays and exceptions in one zone, checked and ready to
/// measure. Cheap to clone by `Arc`; built in microseconds.
#[derive(Debug, Clone)]
pub struct Calendar {
    zone: Arc<ZoneTable>,
    hours: LocalHours,
    dated: Vec<DatedDay>,
    /// Open time before each stretch of the zone, and before the range's end.
    sums: Vec<i64>,
    /// In a stretch: open time = that of the wall-clock line plus this.
    shifts: Vec<i64>,
}

/// Equal calendars measure alike; names of holidays do not count.
impl PartialEq for Calendar {
    fn eq(&self, other: &Self) -> bool {
        self.zone.name == other.zone.name && self.hours == other.hours
    }
}

impl Eq for Calendar {}

impl Calendar {
    /// Checks and builds a calendar.
    ///
    /// # Errors
    /// [`CalendarError`] with a stable code and the field that is wrong. A
    /// calendar that never opens between 1900 and 2299 is refused.
    pub fn new(spec: &CalendarSpec) -> Result<Self, CalendarError> {
        let zone = zone::zone_table(&spec.tz).ok_or_else(|| CalendarError::UnknownZone {
            path: "tz".to_owned(),
            name: spec.tz.clone(),
        })?;
        let mut week: [Vec<(i64, i64)>; 7] = Default::default();
        for (key, intervals) in &spec.hours {
            let path = || format!("hours.{key}");
            let weekday = WEEKDAYS
                .iter()
                .position(|w| w == key)
                .ok_or_else(|| CalendarError::UnknownWeekday { path: path() })?;
            week[weekday] = spec::day_spans(intervals, path)?;
        }
        let (dated, exceptions) = dated_days(spec)?;
        let hours = LocalHours::new(&week, exceptions);
        let (sums, shifts) = sums(&zone, &hours);
        if sums.last() == Some(&0) {
            return Err(CalendarError::NeverOpen {
                path: "hours".to_owned(),
            });
        }
        Ok(Self {
            zone,
            hours,
            dated,
            sums,
            shifts,
        })
    }

    /// Canonical IANA name of the zone.
    pub fn zone_name(&self) -> &str {
        &self.zone.name
    }

    /// Whether `at` is open; outside the range nothing is.
    pub fn is_open(&self, at: Instant) -> bool {
        in_range(at) && at < RANGE_END && self.hours.is_open(self.local(at.0))
    }

    /// Open whole seconds in `[a, b)`, rounded down when an end is not on a
    /// whole second; 0 when reversed. What lies outside the range counts as
    /// closed.
    pub fn elapsed(&self, a: Instant, b: Instant) -> i64 {
        self.elapsed_micros(a, b) / MICROS_PER_SECOND
    }

    /// Open microseconds in `[a, b)`; 0 when reversed.
    pub fn elapsed_micros(&self, a: Instant, b: Instant) -> i64 {
        if b <= a {
            return 0;
        }
        self.open_before(b.0) - self.open_before(a.0)
    }

    /// The earliest `t ≥ start` with `elapsed(start, t) = seconds`. So what
    /// is used up at closing time falls on closing time, and
    /// `add(start, 0) = start`.
    ///
    /// # Errors
    /// [`ReckoningError`] when `seconds` is negative, or `start` or the result is
    /// out of range.
    pub fn add(&self, start: Instant, seconds: i64) -> Result<Instant, ReckoningError> {
        let micros = seconds
            .checked_mul(MICROS_PER_SECOND)
            .ok_or(ReckoningError::BeyondRange)?;
        self.add_micros(start, micros)
    }

    /// [`Calendar::add`] in microseconds.
    ///
    /// # Errors
    /// As [`Calendar::add`].
    pub fn add_micros(&self, start: Instant, micros: i64) -> Result<Instant, ReckoningError> {
        check(start, micros)?;
        if micros == 0 {
            return Ok(start);
        }
        let value = self
            .open_before(start.0)
            .checked_add(micros)
            .filter(|value| self.sums.last().is_some_and(|end| value <= end))
            .ok_or(ReckoningError::BeyondRange)?;
        // The stretch whose start lies before the answer: `sums[0]` is 0 and
        // `value` is above it.
        let i = self.sums.partition_point(|sum| *sum < value) - 1;
        let local = self
            .hours
            .least(value - self.shifts[i])
            .ok_or(ReckoningError::BeyondRange)?;
        Ok(Instant(local - self.zone.offsets[i]))
    }

    /// The latest `t ≤ end` with `elapsed(t, end) = seconds`: "two hours
    /// before it is due" in business time, so a reminder falls inside opening
    /// hours. `subtract(end, 0) = end`.
    ///
    /// # Errors
    /// [`ReckoningError`] when `seconds` is negative, or `end` or the result is out
    /// of range.
    pub fn subtract(&self, end: Instant, seconds: i64) -> Result<Instant, ReckoningError> {
        let micros = seconds
            .checked_mul(MICROS_PER_SECOND)
            .ok_or(ReckoningError::BeyondRange)?;
        check(end, micros)?;
        if micros == 0 {
            return Ok(end);
        }
        let value = self
            .open_before(end.0)
            .checked_sub(micros)
            .filter(|value| *value >= 0)
            .ok_or(ReckoningError::BeyondRange)?;
        self.greatest(value).ok_or(ReckoningError::BeyondRange)
    }

    /// The first open instant at or after `at`; none when nothing opens any
    /// more within the range.
    pub fn next_open(&self, at: Instant) -> Option<Instant> {
        let at = at.max(RANGE_START);
        if at >= RANGE_END {
            return None;
        }
        if self.is_open(at) {
            return Some(at);
        }
        self.greatest(self.open_before(at.0))
    }

    /// The maximal open stretches within `[from, to)`, cut to it, in order, at
    /// most `limit` of them. Stretches that touch, over midnight or a clock
    /// change, are one.
    pub fn open_spans(&self, from: Instant, to: Instant, limit: usize) -> Vec<(Instant, Instant)> {
        let mut spans = Vec::new();
        let mut at = from;
        while spans.len() < limit {
            let Some(open) = self.next_open(at).filter(|open| *open < to) else {
                break;
            };
            let close = self.close_after(open, to);
            spans.push((open, close));
            at = close;
        }
        spans
    }

    /// The first closed instant after the open instant `open`, or `to`.
    fn close_after(&self, open: Instant, to: Instant) -> Instant {
        let to = to.min(RANGE_END);
        let mut at = open.0;
        while at < to.0 {
            let i = self.zone.stretch_at(at);
            let offset = self.zone.offsets[i];
            let stretch_end = self.zone.starts.get(i + 1).copied().unwrap_or(RANGE_END.0);
            let local = at + offset;
            let Some(mut close) = self.hours.close_of(local) else {
                return Instant(at);
            };
            // Where every day of the week is wholly open, only an exception
            // can close: go there at once.
            if self.hours.week_is_always_open() && close.rem_euclid(DAY) == 0 {
                close = self.hours.next_exception(close).unwrap_or(i64::MAX);
            }
            at = close.saturating_sub(offset).min(stretch_end);
        }
        to
    }

    /// Wall clock at an instant, as microseconds of the wall-clock line.
    fn local(&self, t: i64) -> i64 {
        t + self.zone.offsets[self.zone.stretch_at(t)]
    }

    /// Open time in `[RANGE_START, t)`.
    fn open_before(&self, t: i64) -> i64 {
        let t = t.clamp(RANGE_START.0, RANGE_END.0);
        let i = self.zone.stretch_at(t);
        self.shifts[i] + self.hours.open_before(t + self.zone.offsets[i])
    }

    /// The greatest instant with `value` open before it, if it is open.
    fn greatest(&self, value: i64) -> Option<Instant> {
        let i = self.sums.partition_point(|sum| *sum <= value);
        // Past the last sum nothing opens any more.
        if i == self.sums.len() {
            return None;
        }
        let i = i.checked_sub(1)?;
        let local = self.hours.greatest(value - self.shifts[i])?;
        Some(Instant(local - self.zone.offsets[i]))
    }
}

fn in_range(at: Instant) -> bool {
    (RANGE_START..=RANGE_END).contains(&at)
}

fn check(at: Instant, micros: i64) -> Result<(), ReckoningError> {
    if micros < 0 {
        return Err(ReckoningError::NegativeDuration);
    }
    if !in_range(at) {
        return Err(ReckoningError::BeyondRange);
    }
    Ok(())
}

/// The days with hours of their own, ascending: what they are, and their open
/// time.
type Dated = (Vec<DatedDay>, Vec<(i64, spec::DaySpans)>);

fn dated_days(spec: &CalendarSpec) -> Result<Dated, CalendarError> {
    if spec.holidays.len() + spec.exceptions.len() > EXCEPTIONS_MAX {
        let path = if spec.holidays.len() > EXCEPTIONS_MAX {
            "holidays"
        } else {
            "exceptions"
        };
        return Err(CalendarError::TooManyExceptions {
            path: path.to_owned(),
        });
    }
    let mut days = Vec::with_capacity(spec.holidays.len() + spec.exceptions.len());
    for (date, intervals) in &spec.exceptions {
        let path = || format!("exceptions.{date}");
        let day = spec::day_number(date, path)?;
        days.push((day, false, spec::day_spans(intervals, path)?));
    }
    for (i, date) in spec.holidays.iter().enumerate() {
        days.push((
            spec::day_number(date, || format!("holidays[{i}]"))?,
            true,
            Vec::new(),
        ));
    }
    // Stable: of one date the exception stays in front of the holiday.
    days.sort_by_key(|(day, ..)| *day);
    days.dedup_by_key(|(day, ..)| *day);
    for (date, name) in &spec.exception_names {
        let path = || format!("exception_names.{date}");
        spec::day_number(date, path)?;
        if name.chars().count() > EXCEPTION_NAME_CHARS_MAX {
            return Err(CalendarError::NameTooLong { path: path() });
        }
    }
    Ok(days
        .into_iter()
        .map(|(day, holiday, spans)| {
            // Looking by day would need the names keyed by day; only named
            // calendars pay for the text.
            let name = (!spec.exception_names.is_empty())
                .then(|| spec.exception_names.get(&spec::date_of(day).to_string()))
                .flatten()
                .cloned();
            (DatedDay { day, holiday, name }, (day, spans))
        })
        .unzip())
}

/// Open time before each stretch of the zone and before the end, and what each
/// stretch adds to the open time of the wall-clock line.
fn sums(zone: &ZoneTable, hours: &LocalHours) -> (Vec<i64>, Vec<i64>) {
    let n = zone.starts.len();
    let mut sums = Vec::with_capacity(n + 1);
    let mut shifts = Vec::with_capacity(n);
    let mut sum = 0;
    for (i, (start, offset)) in zone.starts.iter().zip(&zone.offsets).enumerate() {
        let end = zone.starts.get(i + 1).copied().unwrap_or(RANGE_END.0);
        let shift = sum - hours.open_before(start + offset);
        sums.push(sum);
        shifts.push(shift);
        sum = shift + hours.open_before(end + offset);
    }
    sums.push(sum);
    (sums, shifts)
}
