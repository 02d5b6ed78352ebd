//! Which days of a stretch were skipped, and why.

use serde::Serialize;

use super::spec::date_of;
use super::{Calendar, RANGE_END, RANGE_START};
use crate::calendar::local::DAY;
use crate::time::{Instant, MICROS_PER_SECOND};

/// Days that one explanation looks at, at most.
pub const EXPLAINED_DAYS_MAX: usize = 400;

/// Why a day counted less than its weekday does, or nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DayReason {
    /// The weekday has no hours.
    ClosedWeekday,
    /// A holiday.
    Holiday,
    /// The date has hours of its own, perhaps none.
    Exception,
    /// The zone left this date out (as Samoa did with 2011-12-30).
    SkippedByZone,
}

/// One local date that is not an ordinary open day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExplainedDay {
    /// Local date, `YYYY-MM-DD`.
    pub date: String,
    /// Why it is listed.
    pub reason: DayReason,
    /// Name of the holiday or exception.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What of the stretch was open on this date, in seconds.
    pub open_seconds: i64,
}

/// What became of a stretch of time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// Real seconds of the stretch.
    pub real_seconds: i64,
    /// Open seconds of the stretch.
    pub open_seconds: i64,
    /// The days that were skipped or had other hours, in order.
    pub days: Vec<ExplainedDay>,
    /// Whether the stretch has more days than were looked at.
    pub truncated: bool,
}

impl Calendar {
    /// Which local dates of `[a, b)` were skipped or had hours of their own,
    /// and why; the first [`EXPLAINED_DAYS_MAX`] dates are looked at.
    pub fn explain(&self, a: Instant, b: Instant) -> Explanation {
        let from = a.clamp(RANGE_START, RANGE_END);
        let to = b.clamp(from, RANGE_END);
        let mut explanation = Explanation {
            real_seconds: b.max(a).micros_since(a) / MICROS_PER_SECOND,
            open_seconds: self.elapsed(a, b),
            days: Vec::new(),
            truncated: false,
        };
        if from == to {
            return explanation;
        }
        let first = self.local(from.0).div_euclid(DAY);
        let last = self.local(to.0 - 1).div_euclid(DAY).max(first);
        for (looked_at, day) in (first..=last).enumerate() {
            if looked_at == EXPLAINED_DAYS_MAX {
                explanation.truncated = true;
                break;
            }
            explanation.days.extend(self.explain_day(day, from, to));
        }
        explanation
    }

    fn explain_day(&self, day: i64, from: Instant, to: Instant) -> Option<ExplainedDay> {
        let dated = self
            .dated
            .binary_search_by_key(&day, |d| d.day)
            .ok()
            .map(|i| &self.dated[i]);
        let (start, end) = (self.instant_of(day * DAY), self.instant_of((day + 1) * DAY));
        let reason = match dated {
            _ if start == end => DayReason::SkippedByZone,
            Some(d) if d.holiday => DayReason::Holiday,
            Some(_) => DayReason::Exception,
            None if self.hours.open_before((day + 1) * DAY)
                == self.hours.open_before(day * DAY) =>
            {
                DayReason::ClosedWeekday
            }
            None => return None,
        };
        Some(ExplainedDay {
            date: date_of(day).to_string(),
            reason,
            name: dated.and_then(|d| d.name.clone()),
            open_seconds: self.elapsed(start.max(from), end.min(to)),
        })
    }

    /// The first instant whose wall clock is at or after `local`.
    fn instant_of(&self, local: i64) -> Instant {
        let reached = |i: usize| {
            let end = self.zone.starts.get(i + 1).copied().unwrap_or(RANGE_END.0);
            end + self.zone.offsets[i] > local
        };
        // Wall-clock ends of stretches ascend but for repeated hours, so the
        // search starts a few stretches early: offsets differ by at most 26 h.
        let early = self.zone.stretch_at(local - 2 * DAY);
        let i = (early..self.zone.starts.len()).find(|i| reached(*i));
        let Some(i) = i else { return RANGE_END };
        Instant((local - self.zone.offsets[i]).max(self.zone.starts[i]))
    }
}
