//! Open time on the wall-clock line: how much of `[-∞, l)` is open, by closed
//! forms and prefix sums, and the inverse. Zones and their clock changes are
//! not known here. All values are microseconds; a local value is the wall
//! clock read as if it were UTC.

use crate::time::MICROS_PER_SECOND;

/// A wall-clock day, in microseconds.
pub(super) const DAY: i64 = 86_400 * MICROS_PER_SECOND;

const WEEK: i64 = 7 * DAY;

/// 1970-01-01 was a Thursday: weeks are counted from the Monday before.
const MONDAY_SHIFT: i64 = 3 * DAY;

/// `[open, close)` from the start of a day or week, and what was open before
/// it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Span {
    open: i64,
    close: i64,
    before: i64,
}

/// Open time of `spans` before `at`.
fn open_before(spans: &[Span], at: i64) -> i64 {
    // A day has a handful of spans, so a scan is faster than a search.
    let mut total = spans.first().map_or(0, |s| s.before);
    for span in spans {
        if at <= span.open {
            break;
        }
        total += at.min(span.close) - span.open;
    }
    total
}

fn contains(spans: &[Span], at: i64) -> bool {
    spans.iter().any(|s| s.open <= at && at < s.close)
}

/// The least point of the spans with `value` open before it; `0 < value`.
fn least(spans: &[Span], value: i64) -> Option<i64> {
    let i = spans.partition_point(|s| s.before < value).checked_sub(1)?;
    let span = spans[i];
    Some(span.open + (value - span.before))
}

/// The point inside a span with `value` open before it, so the greatest such
/// point.
fn greatest(spans: &[Span], value: i64) -> Option<i64> {
    let i = spans
        .partition_point(|s| s.before <= value)
        .checked_sub(1)?;
    let span = spans[i];
    Some(span.open + (value - span.before))
}

fn with_sums(spans: impl Iterator<Item = (i64, i64)>) -> (Vec<Span>, i64) {
    let mut before = 0;
    let spans = spans
        .map(|(open, close)| {
            let span = Span {
                open,
                close,
                before,
            };
            before += close - open;
            span
        })
        .collect();
    (spans, before)
}

/// The hours that repeat every week.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Week {
    spans: Vec<Span>,
    /// First span of each weekday, and the end.
    first: [u16; 8],
    /// Open before each weekday.
    before: [i64; 7],
    total: i64,
}

impl Week {
    fn new(days: &[Vec<(i64, i64)>; 7]) -> Self {
        let (spans, total) = with_sums((0i64..).zip(days).flat_map(|(i, day)| {
            day.iter()
                .map(move |(open, close)| (i * DAY + open, i * DAY + close))
        }));
        let mut first = [0u16; 8];
        let mut before = [0i64; 7];
        for (i, day) in days.iter().enumerate() {
            first[i + 1] = first[i] + u16::try_from(day.len()).unwrap_or(u16::MAX);
            if i < 6 {
                before[i + 1] = before[i] + day.iter().map(|(a, b)| b - a).sum::<i64>();
            }
        }
        Self {
            spans,
            first,
            before,
            total,
        }
    }

    fn split(local: i64) -> (i64, i64, usize) {
        let shifted = local + MONDAY_SHIFT;
        let week = shifted.div_euclid(WEEK);
        let rest = shifted - week * WEEK;
        let weekday = usize::try_from(rest / DAY).unwrap_or(0);
        (week, rest, weekday)
    }

    fn day(&self, weekday: usize) -> &[Span] {
        &self.spans[usize::from(self.first[weekday])..usize::from(self.first[weekday + 1])]
    }

    fn open_before(&self, local: i64) -> i64 {
        let (week, rest, weekday) = Self::split(local);
        let spans = self.day(weekday);
        let in_week = if spans.is_empty() {
            self.before[weekday]
        } else {
            open_before(spans, rest)
        };
        week * self.total + in_week
    }

    fn least(&self, value: i64) -> Option<i64> {
        let week = (value - 1).checked_div_euclid(self.total)?;
        let in_week = least(&self.spans, value - week * self.total)?;
        Some(week * WEEK + in_week - MONDAY_SHIFT)
    }

    fn greatest(&self, value: i64) -> Option<i64> {
        let week = value.checked_div_euclid(self.total)?;
        let in_week = greatest(&self.spans, value - week * self.total)?;
        Some(week * WEEK + in_week - MONDAY_SHIFT)
    }
}

/// One dated day with hours of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Exception {
    /// `open_before` at its midnight.
    before: i64,
    total: i64,
    /// From its end to the next exception, `open_before` is that of the week
    /// plus this.
    shift_after: i64,
    spans: Vec<Span>,
}

/// Weekly hours with dated exceptions on the wall-clock line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LocalHours {
    week: Week,
    /// Midnights of the exceptions, ascending.
    midnights: Vec<i64>,
    exceptions: Vec<Exception>,
}

impl LocalHours {
    /// `exceptions` are `(day number, spans)`, ascending, each day once.
    pub(super) fn new(
        days: &[Vec<(i64, i64)>; 7],
        exceptions: Vec<(i64, Vec<(i64, i64)>)>,
    ) -> Self {
        let week = Week::new(days);
        let mut shift = 0;
        let mut midnights = Vec::with_capacity(exceptions.len());
        let exceptions = exceptions
            .into_iter()
            .map(|(day, spans)| {
                let midnight = day * DAY;
                midnights.push(midnight);
                let (spans, total) = with_sums(spans.into_iter());
                let before = week.open_before(midnight) + shift;
                shift = before + total - week.open_before(midnight + DAY);
                Exception {
                    before,
                    total,
                    shift_after: shift,
                    spans,
                }
            })
            .collect();
        Self {
            week,
            midnights,
            exceptions,
        }
    }

    /// Whether every week is wholly open, exceptions aside.
    pub(super) fn week_is_always_open(&self) -> bool {
        self.week.total == WEEK
    }

    /// The exception day in force at `local`, or the last one before it.
    fn exception(&self, local: i64) -> Option<(i64, &Exception)> {
        let i = self
            .midnights
            .partition_point(|m| *m <= local)
            .checked_sub(1)?;
        Some((self.midnights[i], &self.exceptions[i]))
    }

    /// Whether `local` is open.
    pub(super) fn is_open(&self, local: i64) -> bool {
        let (spans, at) = self.spans_around(local);
        contains(spans, at)
    }

    /// The spans of the day of `local` and `local` on their scale.
    fn spans_around(&self, local: i64) -> (&[Span], i64) {
        if let Some((midnight, e)) = self.exception(local)
            && local < midnight + DAY
        {
            return (&e.spans, local - midnight);
        }
        let (_, rest, weekday) = Week::split(local);
        (self.week.day(weekday), rest)
    }

    /// The close of the span that contains `local`, if one does.
    pub(super) fn close_of(&self, local: i64) -> Option<i64> {
        let (spans, at) = self.spans_around(local);
        spans
            .iter()
            .find(|s| s.open <= at && at < s.close)
            .map(|s| local + (s.close - at))
    }

    /// The first exception midnight at or after `local`.
    pub(super) fn next_exception(&self, local: i64) -> Option<i64> {
        let i = self.midnights.partition_point(|m| *m < local);
        self.midnights.get(i).copied()
    }

    /// Open time before `local`, from an origin of its own: only differences
    /// mean something.
    pub(super) fn open_before(&self, local: i64) -> i64 {
        match self.exception(local) {
            None => self.week.open_before(local),
            Some((midnight, e)) if local < midnight + DAY => {
                e.before + open_before(&e.spans, local - midnight)
            }
            Some((_, e)) => self.week.open_before(local) + e.shift_after,
        }
    }

    /// The least `local` with `value` open before it; none when there is none.
    pub(super) fn least(&self, value: i64) -> Option<i64> {
        let i = self.exceptions.partition_point(|e| e.before < value);
        let Some(i) = i.checked_sub(1) else {
            return self.week.least(value);
        };
        let e = &self.exceptions[i];
        if value <= e.before + e.total {
            return least(&e.spans, value - e.before).map(|at| self.midnights[i] + at);
        }
        self.week.least(value - e.shift_after)
    }

    /// The greatest `local` with `value` open before it; none when there is
    /// none, or no greatest.
    pub(super) fn greatest(&self, value: i64) -> Option<i64> {
        let i = self.exceptions.partition_point(|e| e.before <= value);
        let Some(i) = i.checked_sub(1) else {
            return self.week.greatest(value);
        };
        let e = &self.exceptions[i];
        if value < e.before + e.total {
            return greatest(&e.spans, value - e.before).map(|at| self.midnights[i] + at);
        }
        self.week.greatest(value - e.shift_after)
    }
}
