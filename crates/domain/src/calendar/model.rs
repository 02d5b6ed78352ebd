//! The slow, obvious calendar: asks the time zone library for the wall clock
//! of every single step.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::{CalendarSpec, Interval, WEEKDAYS};
use crate::time::{Instant, MICROS_PER_SECOND};

type Day = Vec<(i64, i64)>;

/// A calendar that is asked step by step.
pub(crate) struct Model {
    zone: TimeZone,
    week: Vec<Day>,
    dated: HashMap<Date, Day>,
}

fn seconds(text: &str) -> i64 {
    text.split(':')
        .zip([3_600, 60, 1])
        .map(|(part, unit)| part.parse::<i64>().unwrap() * unit)
        .sum()
}

fn day(intervals: &[Interval]) -> Day {
    intervals
        .iter()
        .map(|[open, close]| (seconds(open), seconds(close)))
        .collect()
}

impl Model {
    pub(crate) fn new(spec: &CalendarSpec) -> Self {
        let mut dated: HashMap<Date, Day> = HashMap::new();
        for date in &spec.holidays {
            dated.insert(date.parse().unwrap(), Vec::new());
        }
        for (date, intervals) in &spec.exceptions {
            dated.insert(date.parse().unwrap(), day(intervals));
        }
        Self {
            zone: TimeZone::get(&spec.tz).unwrap(),
            week: WEEKDAYS
                .iter()
                .map(|key| spec.hours.get(*key).map_or_else(Vec::new, |d| day(d)))
                .collect(),
            dated,
        }
    }

    pub(crate) fn is_open(&self, at: Instant) -> bool {
        let wall = self
            .zone
            .to_datetime(Timestamp::from_microsecond(at.0).unwrap());
        let second = i64::from(wall.hour()) * 3_600
            + i64::from(wall.minute()) * 60
            + i64::from(wall.second());
        let weekday = wall.date().weekday().to_monday_zero_offset();
        self.dated
            .get(&wall.date())
            .unwrap_or(&self.week[usize::try_from(weekday).unwrap()])
            .iter()
            .any(|(open, close)| *open <= second && second < *close)
    }

    /// Open seconds of `[a, b)` in steps of `step` seconds; every boundary
    /// must fall on a step.
    pub(crate) fn elapsed(&self, a: Instant, b: Instant, step: i64) -> i64 {
        let mut open = 0;
        let mut at = a;
        while at < b {
            if self.is_open(at) {
                open += step;
            }
            at = at.plus_seconds(step);
        }
        open
    }

    /// The first instant with `wanted` open seconds since `start`, on a grid
    /// of `step` seconds; none when it is not reached before `limit`.
    pub(crate) fn add(
        &self,
        start: Instant,
        wanted: i64,
        step: i64,
        limit: Instant,
    ) -> Option<Instant> {
        let mut left = wanted;
        let mut at = start;
        while left > 0 {
            if at >= limit {
                return None;
            }
            if self.is_open(at) {
                left -= step;
            }
            at = at.plus_seconds(step);
        }
        // `left` below zero: the target lies within the last step.
        Some(Instant(at.0 + left * MICROS_PER_SECOND))
    }
}
