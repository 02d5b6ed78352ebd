//! Fields under several names, ids of several kinds, lists or single values.

use std::collections::BTreeSet;

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use serde::Deserialize;
use serde_json::{Map, Value};
use surety_domain::credit::{Credits, midnight, wall_instant, zone};
use surety_domain::plan::Key;
use surety_domain::time::Instant;

use super::super::super::Problem;

/// An object whose fields are asked for by their possible names.
#[derive(Clone, Copy)]
pub(super) struct Record<'a>(pub(super) &'a Map<String, Value>);

/// The records of a list, or of an object `{id: record}`. Null is none.
pub(super) fn records<'a>(
    list: &str,
    value: &'a Value,
) -> Result<Vec<(Option<Key>, Record<'a>)>, Problem> {
    let record = |id: Option<Key>, item: &'a Value| match item {
        Value::Object(fields) => Ok((id, Record(fields))),
        _ => Err(Problem::new(
            "invalid_input",
            format!("{list}: expected a list of objects"),
        )),
    };
    match value {
        Value::Null => Ok(Vec::new()),
        Value::Array(items) => items.iter().map(|item| record(None, item)).collect(),
        Value::Object(by_id) => by_id
            .iter()
            .map(|(id, item)| record(Some(Key::from(id.as_str())), item))
            .collect(),
        other => record(None, other).map(|r| vec![r]),
    }
}

/// An id: text, a number, or an object that has one.
pub(super) fn key(value: &Value) -> Option<Key> {
    match value {
        Value::String(text) => Some(Key::from(text.as_str())),
        Value::Number(n) => Some(Key::of(n)),
        Value::Object(fields) => fields.get("id").and_then(key),
        _ => None,
    }
}

/// An amount of credits.
pub(super) fn credits(field: &str, value: &Value) -> Result<Credits, Problem> {
    Credits::deserialize(value).map_err(|e| Problem::new("bad_number", format!("{field}: {e}")))
}

impl<'a> Record<'a> {
    /// The first of these fields that is there and not null.
    pub(super) fn get(self, names: &[&str]) -> Option<&'a Value> {
        names
            .iter()
            .find_map(|name| self.0.get(*name).filter(|v| !v.is_null()))
    }

    pub(super) fn key(self, names: &[&str]) -> Option<Key> {
        self.get(names).and_then(key)
    }

    /// The record's own id; `given` is its key in an object of records.
    pub(super) fn id(self, given: Option<Key>, names: &[&str]) -> Result<Key, Problem> {
        self.key(names)
            .or(given)
            .ok_or_else(|| Problem::new("missing_id", format!("expected the field {}", names[0])))
    }

    /// An object within.
    pub(super) fn record(self, names: &[&str]) -> Option<Record<'a>> {
        names
            .iter()
            .find_map(|name| self.0.get(*name).and_then(Value::as_object))
            .map(Record)
    }

    pub(super) fn flag(self, names: &[&str]) -> bool {
        match self.get(names) {
            Some(Value::Bool(yes)) => *yes,
            Some(Value::Number(n)) => n.as_i64() != Some(0),
            Some(Value::String(text)) => text == "true" || text == "yes",
            _ => false,
        }
    }

    /// A whole number.
    pub(super) fn number(self, names: &[&str]) -> Result<Option<i64>, Problem> {
        /// 2^53: beyond it a float no longer tells neighbours apart.
        const EXACT_MAX: f64 = 9_007_199_254_740_992.0;
        let Some(value) = self.get(names) else {
            return Ok(None);
        };
        #[expect(clippy::cast_possible_truncation, reason = "whole and within 2^53")]
        let from_float = |n: f64| (n.fract() == 0.0 && n.abs() <= EXACT_MAX).then_some(n as i64);
        match value
            .as_i64()
            .or_else(|| value.as_f64().and_then(from_float))
        {
            Some(n) => Ok(Some(n)),
            None => Err(Problem::new(
                "bad_number",
                format!("{}: expected a whole number", names[0]),
            )),
        }
    }

    /// An amount of credits, where an object of the same name may stand.
    pub(super) fn scalar_credits(self, names: &[&str]) -> Result<Option<Credits>, Problem> {
        names
            .iter()
            .filter_map(|name| self.0.get(*name))
            .find(|v| v.is_number() || v.is_string())
            .map(|v| credits(names[0], v))
            .transpose()
    }

    /// A list of ids; a single one is a list of one.
    pub(super) fn keys(self, names: &[&str]) -> BTreeSet<Key> {
        match self.get(names) {
            Some(Value::Array(items)) => items.iter().filter_map(key).collect(),
            // What people write for "no restriction".
            Some(Value::String(text)) if text == "*" || text == "all" => BTreeSet::new(),
            Some(one) => key(one).into_iter().collect(),
            None => BTreeSet::new(),
        }
    }

    pub(super) fn zone(self) -> Result<Option<TimeZone>, Problem> {
        match self.get(&["tz", "zone", "time_zone", "timezone"]) {
            Some(Value::String(name)) => {
                zone(name).map(Some).map_err(|e| Problem::new(e.code(), e))
            }
            _ => Ok(None),
        }
    }

    /// An instant: RFC 3339, a date (its midnight in the zone), or a
    /// wall-clock time in the zone.
    pub(super) fn moment(self, names: &[&str], tz: &TimeZone) -> Result<Option<Instant>, Problem> {
        let Some(value) = self.get(names) else {
            return Ok(None);
        };
        let bad = || {
            let message = format!("{}: expected a date or an instant, not {value}", names[0]);
            Problem::new("bad_date", message)
        };
        let text = value.as_str().ok_or_else(bad)?;
        if let Ok(at) = Instant::parse(text) {
            return Ok(Some(at));
        }
        let at = if text.len() == "YYYY-MM-DD".len() {
            text.parse::<Date>().ok().map(|date| midnight(date, tz))
        } else {
            text.parse::<DateTime>().ok().map(|at| wall_instant(at, tz))
        };
        at.and_then(Result::ok).map(Some).ok_or_else(bad)
    }
}
