//! "Open now", "opens in …": of a calendar at an instant.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::words::{say, weekday};
use super::{Lang, duration};
use crate::calendar::{Calendar, WEEKDAYS};
use crate::time::Instant;

/// How far ahead a closing is looked for, seconds. Past that it is as good as
/// never closed.
const AHEAD_SECONDS: i64 = 14 * 86_400;

/// Whether a calendar is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    /// It is; until when, if that is within two weeks.
    Open(Option<Instant>),
    /// It is not; from when on it is, if ever.
    Closed(Option<Instant>),
}

/// Whether a calendar is open at an instant, and until when that stays so.
pub fn opening(calendar: &Calendar, now: Instant) -> Opening {
    if !calendar.is_open(now) {
        return Opening::Closed(calendar.next_open(now));
    }
    let far = now.plus_seconds(AHEAD_SECONDS);
    // Spans that touch are one opening to whoever stands before the door.
    let mut until = now;
    for (from, to) in calendar.open_spans(now, far, 64) {
        if from > until {
            break;
        }
        until = to;
    }
    Opening::Open((until < far).then_some(until))
}

/// How that is said to a reader, in the calendar's own zone; a zone that is
/// not known is UTC.
pub fn opening_words(lang: Lang, opening: Opening, zone: &str, now: Instant) -> String {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let local = |at: Instant| {
        Timestamp::from_microsecond(at.0)
            .unwrap_or_default()
            .to_zoned(zone.clone())
    };
    // Rounded up: nobody comes a minute early.
    let wait = |at: Instant| {
        let minutes = (at.micros_since(now).max(0) + 59_999_999) / 60_000_000;
        duration(lang, (minutes * 60).max(60), true)
    };
    let hour = |at: Instant| local(at).strftime("%H:%M").to_string();
    let day = |at: Instant| {
        let index = usize::from(local(at).weekday().to_monday_zero_offset().unsigned_abs());
        weekday(lang, WEEKDAYS.get(index).copied().unwrap_or_default())
    };
    match opening {
        Opening::Open(None) => say!(lang, "Open now", "现在开放"),
        Opening::Open(Some(until)) => {
            let (rest, hour) = (wait(until), hour(until));
            say!(
                lang,
                "Open now, closes in {rest} (at {hour})",
                "现在开放，{rest}后结束（{hour}）"
            )
        }
        Opening::Closed(None) => say!(lang, "Closed", "已停止服务"),
        Opening::Closed(Some(at)) => {
            let (rest, day, hour) = (wait(at), day(at), hour(at));
            say!(
                lang,
                "Closed now, opens in {rest} ({day}, {hour})",
                "现在休息，{rest}后开放（{day} {hour}）"
            )
        }
    }
}
