//! What a calendar is made of, as it is stored and sent, and why it can be
//! refused.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::time::MICROS_PER_SECOND;

/// Opening intervals per day, at most.
pub const INTERVALS_PER_DAY_MAX: usize = 48;

/// Holidays and exceptions of one calendar together, at most: 40 a year for
/// two centuries and a half.
pub const EXCEPTIONS_MAX: usize = 10_000;

/// Characters in the name of a holiday or exception, at most.
pub const EXCEPTION_NAME_CHARS_MAX: usize = 200;

/// The years whose dates can be holidays or exceptions.
pub const EXCEPTION_YEARS: std::ops::RangeInclusive<i16> = 1900..=2299;

/// The weekday keys of `hours`, Monday first.
pub const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// `[open, close)` in wall-clock time: `"HH:MM"` or `"HH:MM:SS"`; `"24:00"`
/// is the end of the day.
pub type Interval = [String; 2];

/// A calendar as it is written down. [`super::Calendar::new`] checks it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarSpec {
    /// IANA zone, e.g. `Europe/Berlin`.
    pub tz: String,
    /// Open intervals per weekday (`mon` … `sun`); one left out is closed.
    pub hours: BTreeMap<String, Vec<Interval>>,
    /// Local dates that are closed, `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holidays: Vec<String>,
    /// Local dates with hours of their own. A date that is a holiday too
    /// follows these.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub exceptions: BTreeMap<String, Vec<Interval>>,
    /// Names of holidays and exceptions by date; they change no result.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub exception_names: BTreeMap<String, String>,
}

/// Why a calendar is refused. `path` names the field, e.g. `hours.mon[1]`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// The zone is not in the IANA database.
    #[error("{path}: unknown time zone {name:?}")]
    UnknownZone {
        /// Field.
        path: String,
        /// What was given.
        name: String,
    },
    /// A key of `hours` is not one of [`WEEKDAYS`].
    #[error("{path}: not a weekday; expected mon, tue, wed, thu, fri, sat or sun")]
    UnknownWeekday {
        /// Field.
        path: String,
    },
    /// Not `HH:MM` or `HH:MM:SS` up to `24:00`.
    #[error("{path}: not a wall-clock time HH:MM or HH:MM:SS up to 24:00: {text:?}")]
    BadTime {
        /// Field.
        path: String,
        /// What was given.
        text: String,
    },
    /// Not `YYYY-MM-DD`, no such day, or outside [`EXCEPTION_YEARS`].
    #[error("{path}: not a date YYYY-MM-DD between 1900 and 2299: {text:?}")]
    BadDate {
        /// Field.
        path: String,
        /// What was given.
        text: String,
    },
    /// An interval that closes when it opens.
    #[error("{path}: the interval is empty")]
    EmptyInterval {
        /// Field.
        path: String,
    },
    /// An interval that closes before it opens.
    #[error("{path}: the interval closes before it opens; overnight hours are two intervals")]
    InvertedInterval {
        /// Field.
        path: String,
    },
    /// Two intervals of one day share time.
    #[error("{path}: the interval overlaps another of the same day")]
    OverlappingInterval {
        /// Field, of the later one.
        path: String,
    },
    /// More than [`INTERVALS_PER_DAY_MAX`].
    #[error("{path}: more than {INTERVALS_PER_DAY_MAX} intervals in a day")]
    TooManyIntervals {
        /// Field.
        path: String,
    },
    /// More than [`EXCEPTIONS_MAX`].
    #[error("{path}: more than {EXCEPTIONS_MAX} holidays and exceptions")]
    TooManyExceptions {
        /// Field.
        path: String,
    },
    /// Longer than [`EXCEPTION_NAME_CHARS_MAX`].
    #[error("{path}: a name is longer than {EXCEPTION_NAME_CHARS_MAX} characters")]
    NameTooLong {
        /// Field.
        path: String,
    },
    /// No instant is open.
    #[error("{path}: the calendar never opens")]
    NeverOpen {
        /// Field.
        path: String,
    },
}

impl CalendarError {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::UnknownZone { .. } => "unknown_zone",
            Self::UnknownWeekday { .. } => "unknown_weekday",
            Self::BadTime { .. } => "bad_time",
            Self::BadDate { .. } => "bad_date",
            Self::EmptyInterval { .. } => "empty_interval",
            Self::InvertedInterval { .. } => "inverted_interval",
            Self::OverlappingInterval { .. } => "overlapping_interval",
            Self::TooManyIntervals { .. } => "too_many_intervals",
            Self::TooManyExceptions { .. } => "too_many_exceptions",
            Self::NameTooLong { .. } => "name_too_long",
            Self::NeverOpen { .. } => "never_open",
        }
    }

    /// The field that is wrong, e.g. `exceptions.2026-12-24[0]`.
    pub fn path(&self) -> &str {
        match self {
            Self::UnknownZone { path, .. }
            | Self::UnknownWeekday { path }
            | Self::BadTime { path, .. }
            | Self::BadDate { path, .. }
            | Self::EmptyInterval { path }
            | Self::InvertedInterval { path }
            | Self::OverlappingInterval { path }
            | Self::TooManyIntervals { path }
            | Self::TooManyExceptions { path }
            | Self::NameTooLong { path }
            | Self::NeverOpen { path } => path,
        }
    }
}

/// Open time of a day in microseconds from its midnight, sorted.
pub(super) type DaySpans = Vec<(i64, i64)>;

/// Reads `HH:MM` or `HH:MM:SS` as microseconds from midnight.
fn time(text: &str) -> Option<i64> {
    let bytes = text.as_bytes();
    let two = |at: usize| -> Option<i64> {
        let (a, b) = (*bytes.get(at)?, *bytes.get(at + 1)?);
        (a.is_ascii_digit() && b.is_ascii_digit())
            .then(|| i64::from(a - b'0') * 10 + i64::from(b - b'0'))
    };
    let (hour, minute) = (two(0)?, two(3)?);
    let second = match bytes.len() {
        5 => 0,
        8 if bytes[5] == b':' => two(6)?,
        _ => return None,
    };
    let seconds = hour * 3_600 + minute * 60 + second;
    (bytes[2] == b':' && minute < 60 && second < 60 && seconds <= 86_400)
        .then_some(seconds * MICROS_PER_SECOND)
}

/// Checks the intervals of one day; `path` is made only when it is needed.
pub(super) fn day_spans(
    intervals: &[Interval],
    path: impl Fn() -> String,
) -> Result<DaySpans, CalendarError> {
    if intervals.len() > INTERVALS_PER_DAY_MAX {
        return Err(CalendarError::TooManyIntervals { path: path() });
    }
    let mut spans = Vec::with_capacity(intervals.len());
    for (i, [open, close]) in intervals.iter().enumerate() {
        let read = |text: &String| {
            time(text).ok_or_else(|| CalendarError::BadTime {
                path: format!("{}[{i}]", path()),
                text: text.clone(),
            })
        };
        let (open, close) = (read(open)?, read(close)?);
        if open == close {
            return Err(CalendarError::EmptyInterval {
                path: format!("{}[{i}]", path()),
            });
        }
        if open > close {
            return Err(CalendarError::InvertedInterval {
                path: format!("{}[{i}]", path()),
            });
        }
        spans.push((open, close, i));
    }
    spans.sort_unstable();
    if let Some(pair) = spans.windows(2).find(|pair| pair[1].0 < pair[0].1) {
        return Err(CalendarError::OverlappingInterval {
            path: format!("{}[{}]", path(), pair[1].2),
        });
    }
    Ok(spans
        .into_iter()
        .map(|(open, close, _)| (open, close))
        .collect())
}

/// Reads a date as days since 1970-01-01.
pub(super) fn day_number(text: &str, path: impl Fn() -> String) -> Result<i64, CalendarError> {
    parse_date(text)
        .filter(|d| EXCEPTION_YEARS.contains(&d.year()))
        .map(day_of)
        .ok_or_else(|| CalendarError::BadDate {
            path: path(),
            text: text.to_owned(),
        })
}

/// `YYYY-MM-DD` only; a library's readers would take more shapes.
fn parse_date(text: &str) -> Option<Date> {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let number = |range: std::ops::Range<usize>| -> Option<i16> {
        bytes[range].iter().try_fold(0i16, |n, b| {
            b.is_ascii_digit().then(|| n * 10 + i16::from(b - b'0'))
        })
    };
    let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Days since 1970-01-01 of a date.
fn day_of(date: Date) -> i64 {
    // Days from the civil date, after H. Hinnant, "chrono-Compatible
    // Low-Level Date Algorithms", with the year starting in March.
    let (month, day) = (i64::from(date.month()), i64::from(date.day()));
    let year = i64::from(date.year()) - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// The date of a day number.
pub(super) fn date_of(day: i64) -> Date {
    let epoch = Date::constant(1970, 1, 1);
    epoch
        .checked_add(jiff::SignedDuration::from_hours(day * 24))
        .unwrap_or(Date::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_strictly() {
        for (text, seconds) in [
            ("00:00", 0),
            ("09:00", 32_400),
            ("09:00:30", 32_430),
            ("23:59:59", 86_399),
            ("24:00", 86_400),
            ("24:00:00", 86_400),
        ] {
            assert_eq!(time(text), Some(seconds * MICROS_PER_SECOND), "{text}");
        }
        for text in [
            "",
            "9:00",
            "09:00:",
            "09:60",
            "25:00",
            "24:01",
            "24:00:01",
            "0900",
            "09-00",
            "09:00 ",
            "+9:00",
            "٠٩:٠٠",
            "09:00:60",
            "09:00-30",
        ] {
            assert_eq!(time(text), None, "{text}");
        }
    }

    #[test]
    fn day_numbers_and_dates_are_inverse_over_the_whole_range() {
        let first = day_number("1900-01-01", String::new).unwrap();
        let last = day_number("2299-12-31", String::new).unwrap();
        assert_eq!(last - first + 1, 146_097);
        assert_eq!(day_number("1970-01-01", String::new).unwrap(), 0);
        for day in first..=last {
            let date = date_of(day);
            assert_eq!(day_of(date), day, "{date}");
            assert_eq!(parse_date(&date.to_string()), Some(date));
        }
        for text in [
            "2026-02-29",
            "1899-12-31",
            "2300-01-01",
            "2026-1-01",
            "20260101",
            "2026-13-01",
            "2026-00-10",
            "2026-01-01T00",
            "+026-01-01",
            "",
        ] {
            assert!(day_number(text, String::new).is_err(), "{text}");
        }
    }
}
