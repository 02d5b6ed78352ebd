//! Holiday feeds: an iCalendar file (RFC 5545) is shown first, then applied as
//! a new version of a calendar.
//!
//! Only whole days close a calendar. What is timed, cancelled, marked as free
//! time, or repeats by a rule that is not plainly yearly is left out, each
//! with its reason.

use std::collections::{BTreeMap, BTreeSet};

use icalendar::parser::{Component, read_components, unfold};
use jiff::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use surety_domain::calendar::{CalendarSpec, EXCEPTION_NAME_CHARS_MAX, EXCEPTION_YEARS};
use surety_domain::ids::CalendarId;
use surety_domain::lint::{self, Because, Closing, OfFeed};
use surety_domain::permission::{Permission, Subject};
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::promises;
use utoipa::ToSchema;

use super::versioned::{self, CalendarInput, CalendarView};
use crate::core::{App, Call};
use crate::error::AppError;
use crate::lint::{FINDINGS_MAX, FindingView};

/// Most bytes of a feed.
pub const ICS_BYTES_MAX: usize = 1024 * 1024;
/// Most events of a feed.
pub const EVENTS_MAX: usize = 5_000;
/// Most days of one event.
pub const EVENT_DAYS_MAX: i32 = 366;
/// Yearly events are written out from this year to so many years ahead.
pub const YEARS_AHEAD: i16 = 5;
/// Most dates that are applied at once.
pub const DATES_MAX: usize = 2_000;

/// A closed day.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"date": "2026-12-25", "name": "Christmas Day"}))]
pub struct Holiday {
    /// Local date, `YYYY-MM-DD`.
    pub date: String,
    /// What it is called; may be empty.
    #[serde(default)]
    pub name: String,
}

/// An entry of the feed that closes no day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Skipped {
    /// What it is called.
    pub summary: String,
    /// `timed`, `cancelled`, `transparent`, `too_long`, `bad_date`,
    /// `unsupported_rule`, `out_of_range` or `own_hours`.
    pub reason: String,
}

/// A feed to look at.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"ics": "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261225\r\nSUMMARY:Christmas Day\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"}))]
pub struct FeedInput {
    /// The text of the iCalendar file.
    pub ics: String,
}

/// What applying a feed would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FeedPreview {
    /// Days that would close.
    pub added: Vec<Holiday>,
    /// Days that are holidays of the calendar already.
    pub unchanged: Vec<Holiday>,
    /// What closes no day, and why.
    pub skipped: Vec<Skipped>,
    /// Days that would close and are hardly days off: `holiday_observance`,
    /// `holiday_long`. Paths point into this answer, e.g. `/added/3`.
    pub findings: Vec<FindingView>,
}

/// Days to close.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"dates": [{"date": "2026-12-25", "name": "Christmas Day"}]}))]
pub struct HolidaysInput {
    /// Which days.
    pub dates: Vec<Holiday>,
}

/// What a feed says, apart from any calendar.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Feed {
    /// Whole days with their names, by date; the first name of a day counts.
    pub days: BTreeMap<Date, String>,
    /// Those of them that say of themselves, or by their name, that people
    /// work on them.
    pub observances: BTreeMap<Date, Because>,
    /// What closes no day.
    pub skipped: Vec<Skipped>,
}

fn broken(why: &str) -> AppError {
    AppError::invalid("invalid_ics", "ics", why)
}

/// Reads a feed; yearly events are written out from `year` on.
///
/// # Errors
/// `ics_too_large`, `invalid_ics`, `too_many_events`.
pub fn read(ics: &str, year: i16) -> Result<Feed, AppError> {
    if ics.len() > ICS_BYTES_MAX {
        return Err(AppError::invalid(
            "ics_too_large",
            "ics",
            format!("at most {ICS_BYTES_MAX} bytes"),
        ));
    }
    let text = ics.strip_prefix('\u{feff}').unwrap_or(ics).trim_start();
    let is = |line: &str, what: &str| line.trim_end().eq_ignore_ascii_case(what);
    if !text
        .lines()
        .next()
        .is_some_and(|l| is(l, "BEGIN:VCALENDAR"))
    {
        return Err(broken("an iCalendar file begins with BEGIN:VCALENDAR"));
    }
    // The parser stops at what it does not understand; a feed that was cut off
    // must not pass for a short one.
    let count = |what: &str| text.lines().filter(|l| is(l, what)).count();
    for part in ["VCALENDAR", "VEVENT"] {
        if count(&format!("BEGIN:{part}")) != count(&format!("END:{part}")) {
            return Err(broken("the file is cut off: a part of it does not end"));
        }
    }
    let events = count("BEGIN:VEVENT");
    if events > EVENTS_MAX {
        return Err(AppError::invalid(
            "too_many_events",
            "ics",
            format!("at most {EVENTS_MAX} events"),
        ));
    }
    let unfolded = unfold(text);
    let roots = read_components(&unfolded)
        .map_err(|_| broken("this does not read as an iCalendar file"))?;
    let found: Vec<&Component<'_>> = roots
        .iter()
        .flat_map(|root| &root.components)
        .filter(|c| c.name.as_str().eq_ignore_ascii_case("VEVENT"))
        .collect();
    if found.len() != events {
        return Err(broken("a line of the file does not read as iCalendar"));
    }
    Ok(days(&found, year))
}

fn days(events: &[&Component<'_>], year: i16) -> Feed {
    let mut feed = Feed::default();
    // An event that stands in for one occurrence of a repeating one.
    let moved: BTreeSet<(String, Date)> = events
        .iter()
        .filter_map(|e| {
            let of = date(text(e, "RECURRENCE-ID")?)?;
            Some((text(e, "UID")?.to_owned(), of))
        })
        .collect();
    for event in events {
        let summary = name(event);
        match dates(event, year, &moved) {
            Ok(dates) => {
                let said = OfFeed {
                    categories: text(event, "CATEGORIES").unwrap_or_default(),
                    description: text(event, "DESCRIPTION").unwrap_or_default(),
                };
                let because = lint::observance(&summary, said);
                for date in dates {
                    let new = !feed.days.contains_key(&date);
                    match because {
                        // A day that another event closes for good stays one.
                        None => feed.observances.remove(&date),
                        Some(because) if new => feed.observances.insert(date, because),
                        Some(_) => None,
                    };
                    feed.days.entry(date).or_insert_with(|| summary.clone());
                }
            }
            Err(reason) => feed.skipped.push(Skipped {
                summary,
                reason: reason.to_owned(),
            }),
        }
    }
    feed
}

fn text<'c>(event: &'c Component<'_>, key: &str) -> Option<&'c str> {
    event
        .properties
        .iter()
        .find(|p| p.name.as_str().eq_ignore_ascii_case(key))
        .map(|p| p.val.as_str().trim())
}

fn name(event: &Component<'_>) -> String {
    let raw = text(event, "SUMMARY").unwrap_or_default();
    let mut plain = String::new();
    let mut chars = raw.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n' | 'N') => plain.push(' '),
                Some(other) => plain.push(other),
                None => {}
            },
            c if c.is_control() => plain.push(' '),
            c => plain.push(c),
        }
    }
    plain
        .trim()
        .chars()
        .take(EXCEPTION_NAME_CHARS_MAX)
        .collect()
}

/// `YYYYMMDD` alone; with a time it is no whole day.
fn date(text: &str) -> Option<Date> {
    if text.len() != 8 || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    Date::new(
        text[..4].parse().ok()?,
        text[4..6].parse().ok()?,
        text[6..].parse().ok()?,
    )
    .ok()
}

fn dates(
    event: &Component<'_>,
    year: i16,
    moved: &BTreeSet<(String, Date)>,
) -> Result<Vec<Date>, &'static str> {
    let is = |key: &str, word: &str| text(event, key).is_some_and(|t| t.eq_ignore_ascii_case(word));
    if is("STATUS", "CANCELLED") {
        return Err("cancelled");
    }
    if is("TRANSP", "TRANSPARENT") {
        return Err("transparent");
    }
    let start_text = text(event, "DTSTART").ok_or("bad_date")?;
    if start_text.contains('T') {
        return Err("timed");
    }
    let start = date(start_text).ok_or("bad_date")?;
    let length = length(event, start)?;
    let starts = match text(event, "RRULE") {
        None => vec![start],
        Some(rule) => yearly(start, rule, year)?,
    };
    if text(event, "RDATE").is_some() {
        return Err("unsupported_rule");
    }
    let except = excepted(event);
    let uid = text(event, "UID").unwrap_or_default();
    let standing_in = text(event, "RECURRENCE-ID").is_some();
    let mut dates = Vec::new();
    for start in starts {
        let replaced = !standing_in && moved.contains(&(uid.to_owned(), start));
        if except.contains(&start) || replaced {
            continue;
        }
        for day in 0..length {
            let date = start
                .checked_add(Span::new().days(i64::from(day)))
                .map_err(|_| "out_of_range")?;
            if !EXCEPTION_YEARS.contains(&date.year()) {
                return Err("out_of_range");
            }
            dates.push(date);
        }
    }
    Ok(dates)
}

/// How many days an event has: to DTEND, which is not part of it any more, or
/// as long as DURATION says, or one.
fn length(event: &Component<'_>, start: Date) -> Result<i32, &'static str> {
    let days = match (text(event, "DTEND"), text(event, "DURATION")) {
        (Some(end), _) => {
            let end = date(end).ok_or("bad_date")?;
            // An end on the first day, which some programs write, is that day.
            start
                .until(end)
                .map_err(|_| "bad_date")?
                .get_days()
                .max(i32::from(end == start))
        }
        (None, Some(duration)) => {
            let count = |suffix: char| {
                duration
                    .strip_prefix('P')
                    .and_then(|d| d.strip_suffix(suffix))
                    .and_then(|d| d.parse::<i32>().ok())
            };
            match (count('D'), count('W')) {
                (Some(days), _) => days,
                (None, Some(weeks)) => weeks.checked_mul(7).ok_or("bad_date")?,
                _ => return Err("timed"),
            }
        }
        (None, None) => 1,
    };
    match days {
        1..=EVENT_DAYS_MAX => Ok(days),
        i32::MIN..=0 => Err("bad_date"),
        _ => Err("too_long"),
    }
}

fn excepted(event: &Component<'_>) -> BTreeSet<Date> {
    event
        .properties
        .iter()
        .filter(|p| p.name.as_str().eq_ignore_ascii_case("EXDATE"))
        .flat_map(|p| p.val.as_str().split(','))
        .filter_map(|d| date(d.trim().get(..8)?))
        .collect()
}

/// The occurrences of a yearly rule from `year` to [`YEARS_AHEAD`] years on.
/// A day that a year does not have (29 February) is left out, as RFC 5545 says.
fn yearly(start: Date, rule: &str, year: i16) -> Result<Vec<Date>, &'static str> {
    const UNSUPPORTED: &str = "unsupported_rule";
    let (mut interval, mut count, mut until, mut is_yearly) = (1i16, None, None, false);
    for part in rule.split(';') {
        let (key, value) = part.split_once('=').ok_or(UNSUPPORTED)?;
        let number = || value.parse::<i16>().map_err(|_| UNSUPPORTED);
        match key.to_ascii_uppercase().as_str() {
            "FREQ" => is_yearly = value.eq_ignore_ascii_case("YEARLY"),
            "INTERVAL" => interval = Some(number()?).filter(|n| *n > 0).ok_or(UNSUPPORTED)?,
            "COUNT" => count = Some(number()?),
            "UNTIL" => until = Some(value.get(..8).and_then(date).ok_or(UNSUPPORTED)?),
            // The same day said twice.
            "BYMONTH" if number()? == i16::from(start.month()) => {}
            "BYMONTHDAY" if number()? == i16::from(start.day()) => {}
            "WKST" => {}
            _ => return Err(UNSUPPORTED),
        }
    }
    if !is_yearly {
        return Err(UNSUPPORTED);
    }
    let mut dates = Vec::new();
    let mut occurred = 0;
    let mut at = start.year();
    while at <= year.saturating_add(YEARS_AHEAD) {
        if let Ok(date) = Date::new(at, start.month(), start.day()) {
            if until.is_some_and(|until| date > until) || count.is_some_and(|max| occurred >= max) {
                break;
            }
            occurred += 1;
            if at >= year {
                dates.push(date);
            }
        }
        at = match at.checked_add(interval) {
            Some(next) => next,
            None => break,
        };
    }
    Ok(dates)
}

fn current(tx: &mut Tx<'_>, id: CalendarId) -> Result<CalendarSpec, AppError> {
    let row = promises::get_calendar(tx, id)?.ok_or(AppError::NotFound("calendar"))?;
    serde_json::from_str(&row.spec)
        .map_err(|e| AppError::Internal(format!("calendar {id} does not read: {e}")))
}

fn year_of(now: Instant) -> Result<i16, AppError> {
    surety_domain::credit::local_date(now, &jiff::tz::TimeZone::UTC)
        .map(Date::year)
        .map_err(|e| AppError::Internal(e.to_string()))
}

/// Shows what a feed would add to a calendar. Nothing is changed.
///
/// # Errors
/// `calendar_manage` is needed; `NotFound`, those of [`read`], or the store's.
pub async fn preview(
    app: &App,
    call: &Call,
    id: CalendarId,
    input: FeedInput,
) -> Result<FeedPreview, AppError> {
    app.query(call, move |tx, cx| {
        cx.require(Permission::CalendarManage, &Subject::Desk)?;
        let spec = current(tx, id)?;
        let feed = read(&input.ics, year_of(cx.now)?)?;
        let mut preview = FeedPreview {
            added: Vec::new(),
            unchanged: Vec::new(),
            skipped: feed.skipped,
            findings: Vec::new(),
        };
        let mut closing = Vec::new();
        for (day, name) in feed.days {
            let date = day.to_string();
            if spec.exceptions.contains_key(&date) {
                preview.skipped.push(Skipped {
                    summary: format!("{date} {name}").trim().to_owned(),
                    reason: "own_hours".into(),
                });
            } else if spec.holidays.contains(&date) {
                preview.unchanged.push(Holiday { date, name });
            } else {
                closing.push(Closing {
                    path: format!("/added/{}", preview.added.len()),
                    date: day,
                    name: name.clone(),
                    because: feed.observances.get(&day).copied(),
                });
                preview.added.push(Holiday { date, name });
            }
        }
        preview.findings = lint::check_feed(&closing)
            .iter()
            .take(FINDINGS_MAX)
            .map(FindingView::of)
            .collect::<Result<_, _>>()?;
        Ok(preview)
    })
    .await
}

/// Closes days in a new version of a calendar; days that are holidays already
/// change nothing, and without a new one no version is made.
///
/// # Errors
/// `calendar_manage` is needed; `NotFound`, `Stale`, `too_many_dates`, `bad_date`, `name_too_long`, or the store's.
pub async fn add(
    app: &App,
    call: &Call,
    id: CalendarId,
    expected: Option<i64>,
    input: HolidaysInput,
) -> Result<CalendarView, AppError> {
    app.command(call, move |tx, cx| {
        cx.require(Permission::CalendarManage, &Subject::Desk)?;
        if input.dates.len() > DATES_MAX {
            return Err(AppError::invalid(
                "too_many_dates",
                "dates",
                format!("at most {DATES_MAX} at once"),
            ));
        }
        let mut spec = current(tx, id)?;
        let mut holidays: BTreeSet<String> = spec.holidays.iter().cloned().collect();
        let mut new = false;
        for (i, day) in input.dates.iter().enumerate() {
            let date: Date = day.date.parse().map_err(|_| {
                AppError::invalid(
                    "bad_date",
                    &format!("dates[{i}].date"),
                    "expected a date as YYYY-MM-DD",
                )
            })?;
            let date = date.to_string();
            if spec.exceptions.contains_key(&date) || !holidays.insert(date.clone()) {
                continue;
            }
            new = true;
            let name = day.name.trim();
            if !name.is_empty() {
                spec.exception_names.insert(date, name.to_owned());
            }
        }
        spec.holidays = holidays.into_iter().collect();
        let input = CalendarInput {
            name: None,
            spec: new.then_some(spec),
        };
        if !new {
            return versioned::seen_in::<versioned::CalendarView>(tx, id, expected);
        }
        versioned::change_in::<versioned::CalendarView>(tx, cx, id, expected, input, None)
    })
    .await
}
