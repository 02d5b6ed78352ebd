//! `surety credits periods`: anchor, period and zone to boundaries and dates.

use std::borrow::Cow;

use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};
use serde_json::{Number, Value};
use surety_domain::credit::{PeriodError, Periods, Unit, aligned_first, local_date, zone};
use surety_domain::time::Instant;

use super::{Answer, Outcome, Problem, answer};

/// Most boundaries that one line can ask for.
pub const BOUNDARIES_MAX: i64 = 10_000;

#[derive(Deserialize)]
struct Input<'a> {
    #[serde(borrow)]
    op: Cow<'a, str>,
    #[serde(borrow)]
    tz: Cow<'a, str>,
    #[serde(borrow, default)]
    anchor: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    unit: Option<Cow<'a, str>>,
    #[serde(default)]
    count: Option<Number>,
    #[serde(default)]
    n: Option<Number>,
    #[serde(default)]
    k: Option<Number>,
    #[serde(borrow, default)]
    at: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    start_date: Option<Cow<'a, str>>,
    #[serde(default)]
    align_day: Option<Value>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Found {
    Boundaries(Vec<String>),
    Text(String),
    Count(i64),
    Period {
        start: String,
        end: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        index: Option<i64>,
    },
}

/// Answers one line.
///
/// Error codes beside those of [`answer`]: `unknown_op`, `unknown_zone`,
/// `unknown_unit`, `count_invalid`, `bad_anchor`, `bad_instant`, `bad_date`,
/// `bad_number`, `missing_field`, `align_day_invalid`, `out_of_range`,
/// `too_many`.
pub fn line(line: &str) -> Answer {
    answer(line, find)
}

fn find(input: Input<'_>) -> Result<Outcome<Found>, Problem> {
    let result = match &*input.op {
        "boundaries" => {
            let n = integer("n", input.n.as_ref())?;
            if n < 0 {
                return Err(Problem::new("bad_number", "n: below zero"));
            }
            if n > BOUNDARIES_MAX {
                let message = format!("at most {BOUNDARIES_MAX} boundaries a line");
                return Err(Problem::new("too_many", message));
            }
            let periods = periods(&input)?;
            let boundaries = (0..n)
                .map(|k| periods.boundary(k).map(Instant::to_rfc3339_seconds))
                .collect::<Result<_, _>>()
                .map_err(refused)?;
            Found::Boundaries(boundaries)
        }
        "boundary" => {
            let k = integer("k", input.k.as_ref())?;
            let at = periods(&input)?.boundary(k).map_err(refused)?;
            Found::Text(at.to_rfc3339_seconds())
        }
        "period_at" => {
            let at = instant(&input)?;
            let period = periods(&input)?.period_at(at).map_err(refused)?;
            Found::Period {
                start: period.start.to_rfc3339_seconds(),
                end: period.end.to_rfc3339_seconds(),
                index: Some(period.index),
            }
        }
        "elapsed" => {
            let at = instant(&input)?;
            Found::Count(periods(&input)?.period_at(at).map_err(refused)?.index)
        }
        "aligned_first" => first(&input)?,
        "local_date" => {
            let zone = zone(&input.tz).map_err(refused)?;
            let date = local_date(instant(&input)?, &zone).map_err(refused)?;
            Found::Text(date.to_string())
        }
        other => {
            return Err(Problem::new(
                "unknown_op",
                format!(
                    "expected boundaries, boundary, period_at, elapsed, aligned_first or local_date, not {other:?}"
                ),
            ));
        }
    };
    Ok(Outcome { result })
}

fn refused(error: PeriodError) -> Problem {
    Problem::new(error.code(), error)
}

fn missing(field: &str) -> Problem {
    Problem::new("missing_field", format!("this op needs {field}"))
}

fn unit(input: &Input<'_>) -> Result<Unit, Problem> {
    let text = input.unit.as_ref().ok_or_else(|| missing("unit"))?;
    text.parse()
        .map_err(|e| Problem::new("unknown_unit", format!("unit: {e}")))
}

fn count(input: &Input<'_>) -> Result<u32, Problem> {
    let Some(count) = &input.count else {
        return Ok(1);
    };
    let count = integer("count", Some(count))?;
    u32::try_from(count).map_err(|_| refused(PeriodError::Count))
}

fn periods(input: &Input<'_>) -> Result<Periods, Problem> {
    let zone = zone(&input.tz).map_err(refused)?;
    let text = input.anchor.as_ref().ok_or_else(|| missing("anchor"))?;
    let anchor: DateTime = text.parse().map_err(|_| {
        Problem::new(
            "bad_anchor",
            format!("anchor: expected YYYY-MM-DDTHH:MM:SS, not {text:?}"),
        )
    })?;
    Periods::new(anchor, zone, unit(input)?, count(input)?).map_err(refused)
}

fn first(input: &Input<'_>) -> Result<Found, Problem> {
    let zone = zone(&input.tz).map_err(refused)?;
    let text = input
        .start_date
        .as_ref()
        .ok_or_else(|| missing("start_date"))?;
    let start: Date = text.parse().map_err(|_| {
        Problem::new(
            "bad_date",
            format!("start_date: expected YYYY-MM-DD, not {text:?}"),
        )
    })?;
    count(input)?;
    // A month unless it says otherwise: what "the 1st" means to most people.
    let unit = match input.unit {
        Some(_) => unit(input)?,
        None => Unit::Month,
    };
    let day = align_day(
        input
            .align_day
            .as_ref()
            .ok_or_else(|| missing("align_day"))?,
    )?;
    let period = aligned_first(start, day, unit, &zone).map_err(refused)?;
    Ok(Found::Period {
        start: period.start.to_rfc3339_seconds(),
        end: period.end.to_rfc3339_seconds(),
        index: None,
    })
}

/// A day of the month or of the week: a number, or `mon` … `sun`.
fn align_day(value: &Value) -> Result<u8, Problem> {
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let day = match value {
        Value::Number(n) => integer("align_day", Some(n))
            .ok()
            .and_then(|n| u8::try_from(n).ok()),
        Value::String(name) => DAYS
            .iter()
            .zip(1u8..)
            .find(|(day, _)| name.get(..3).is_some_and(|n| n.eq_ignore_ascii_case(day)))
            .map(|(_, n)| n),
        _ => None,
    };
    day.ok_or_else(|| refused(PeriodError::AlignDay))
}

fn instant(input: &Input<'_>) -> Result<Instant, Problem> {
    let text = input.at.as_ref().ok_or_else(|| missing("at"))?;
    Instant::parse(text).map_err(|e| Problem::new("bad_instant", format!("at: {e}")))
}

/// A whole number, written as `3` or `3.0`.
fn integer(field: &str, number: Option<&Number>) -> Result<i64, Problem> {
    let number = number.ok_or_else(|| missing(field))?;
    if let Some(n) = number.as_i64() {
        return Ok(n);
    }
    // 2^53: beyond it a float no longer tells neighbouring integers apart.
    const EXACT_MAX: f64 = 9_007_199_254_740_992.0;
    match number.as_f64() {
        Some(n) if n.fract() == 0.0 && n.abs() <= EXACT_MAX =>
        {
            #[expect(clippy::cast_possible_truncation, reason = "whole and within 2^53")]
            Ok(n as i64)
        }
        _ => Err(Problem::new(
            "bad_number",
            format!("{field}: not a whole number that can be counted"),
        )),
    }
}

#[cfg(test)]
#[path = "credits_periods_tests.rs"]
mod tests;
