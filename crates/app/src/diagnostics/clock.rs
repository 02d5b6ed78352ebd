//! `surety clock`: the business-time calculator.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Number;
use surety_domain::calendar::{Calendar, CalendarSpec, Interval, RANGE_END, RANGE_START};
use surety_domain::time::Instant;

use super::{Answer, Outcome, Problem, answer};

const SECONDS_PER_MINUTE: i64 = 60;

#[derive(Deserialize)]
struct Input<'a> {
    tz: String,
    hours: BTreeMap<String, Vec<Interval>>,
    #[serde(default)]
    holidays: Option<Vec<String>>,
    #[serde(default)]
    exceptions: Option<BTreeMap<String, Vec<Interval>>>,
    #[serde(borrow)]
    op: Cow<'a, str>,
    #[serde(borrow)]
    start: Cow<'a, str>,
    #[serde(default)]
    minutes: Option<Number>,
    #[serde(default)]
    seconds: Option<Number>,
    #[serde(borrow, default)]
    end: Option<Cow<'a, str>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Reckoned {
    At(String),
    Seconds(i64),
}

/// Answers one line: `add` gives an instant, `between` gives seconds.
///
/// Error codes beside those of [`answer`]: those of a calendar
/// (`unknown_zone`, `inverted_interval`, `never_open`, …), `unknown_op`,
/// `bad_instant`, `bad_duration`, `negative_duration`, `missing_duration`,
/// `missing_end`, `beyond_range`.
pub fn line(line: &str) -> Answer {
    answer(line, reckon)
}

/// The same calculation for one JSON object, as the API offers it.
///
/// # Errors
/// As [`line`], and `invalid_input`.
pub fn calculate(input: &serde_json::Value) -> Result<serde_json::Value, Problem> {
    let input = Input::deserialize(input).map_err(|e| Problem::new("invalid_input", e))?;
    let outcome = reckon(input)?;
    serde_json::to_value(&outcome).map_err(|e| Problem::new("internal", e))
}

fn reckon(input: Input<'_>) -> Result<Outcome<Reckoned>, Problem> {
    let calendar = calendar(&CalendarSpec {
        tz: input.tz,
        hours: input.hours,
        holidays: input.holidays.unwrap_or_default(),
        exceptions: input.exceptions.unwrap_or_default(),
        exception_names: BTreeMap::new(),
    })?;
    let start = instant("start", &input.start)?;
    let result = match &*input.op {
        "add" => {
            let seconds = match (&input.minutes, &input.seconds) {
                (Some(n), None) => whole_seconds("minutes", n, SECONDS_PER_MINUTE)?,
                (None, Some(n)) => whole_seconds("seconds", n, 1)?,
                (None, None) => {
                    return Err(Problem::new(
                        "missing_duration",
                        "add needs minutes or seconds",
                    ));
                }
                (Some(_), Some(_)) => {
                    return Err(Problem::new(
                        "bad_duration",
                        "expected minutes or seconds, not both",
                    ));
                }
            };
            let due = calendar
                .add(start, seconds)
                .map_err(|e| Problem::new(e.code(), e))?;
            Reckoned::At(due.to_rfc3339_seconds())
        }
        "between" => {
            let Some(end) = &input.end else {
                return Err(Problem::new("missing_end", "between needs an end"));
            };
            let end = instant("end", end)?;
            Reckoned::Seconds(calendar.elapsed(start, end))
        }
        other => {
            return Err(Problem::new(
                "unknown_op",
                format!("expected add or between, not {other:?}"),
            ));
        }
    };
    Ok(Outcome { result })
}

/// Builds a calendar, or says which field is wrong.
pub(super) fn calendar(spec: &CalendarSpec) -> Result<Calendar, Problem> {
    Calendar::new(spec).map_err(|e| Problem::new(e.code(), e))
}

/// Reads an instant that calendars can measure.
pub(super) fn instant(field: &str, text: &str) -> Result<Instant, Problem> {
    let at =
        Instant::parse(text).map_err(|e| Problem::new("bad_instant", format!("{field}: {e}")))?;
    if !(RANGE_START..=RANGE_END).contains(&at) {
        return Err(Problem::new(
            "beyond_range",
            format!("{field}: outside the years 1900 to 2299"),
        ));
    }
    Ok(at)
}

/// Reads a number of `unit` seconds. Parts of a unit are fine as long as they
/// make whole seconds: nothing is rounded.
pub(super) fn whole_seconds(field: &str, n: &Number, unit: i64) -> Result<i64, Problem> {
    let bad = |why: &str| Problem::new("bad_duration", format!("{field}: {why}"));
    if let Some(n) = n.as_i64() {
        return n.checked_mul(unit).ok_or_else(|| bad("too large"));
    }
    // 2^53: beyond it a float no longer tells neighbouring seconds apart.
    const EXACT_MAX: f64 = 9_007_199_254_740_992.0;
    #[expect(clippy::cast_precision_loss, reason = "the unit is 1 or 60")]
    let seconds = n.as_f64().unwrap_or(f64::NAN) * unit as f64;
    if seconds.is_nan() || seconds.abs() > EXACT_MAX {
        return Err(bad("too large"));
    }
    if seconds.fract() != 0.0 {
        return Err(bad("not a whole number of seconds"));
    }
    #[expect(clippy::cast_possible_truncation, reason = "whole and within 2^53")]
    Ok(seconds as i64)
}

#[cfg(test)]
#[path = "clock_tests.rs"]
mod tests;
