//! Hand-written cases: every kind of clock change, edges, refusals.

mod clock_changes;
mod refusals;

use super::*;

const OFFICE: [&str; 5] = ["mon", "tue", "wed", "thu", "fri"];

fn spec(tz: &str, days: &[&str], hours: &[(&str, &str)]) -> CalendarSpec {
    CalendarSpec {
        tz: tz.to_owned(),
        hours: days
            .iter()
            .map(|day| ((*day).to_owned(), intervals(hours)))
            .collect(),
        ..CalendarSpec::default()
    }
}

fn intervals(hours: &[(&str, &str)]) -> Vec<Interval> {
    hours
        .iter()
        .map(|(open, close)| [(*open).to_owned(), (*close).to_owned()])
        .collect()
}

fn office(tz: &str) -> CalendarSpec {
    spec(tz, &OFFICE, &[("09:00", "17:00")])
}

fn daily(tz: &str, open: &str, close: &str) -> Calendar {
    calendar(&spec(tz, &WEEKDAYS, &[(open, close)]))
}

fn calendar(spec: &CalendarSpec) -> Calendar {
    Calendar::new(spec).unwrap()
}

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

#[track_caller]
fn adds(calendar: &Calendar, start: &str, seconds: i64, wanted: &str) {
    assert_eq!(calendar.add(at(start), seconds), Ok(at(wanted)));
    assert_eq!(calendar.elapsed(at(start), at(wanted)), seconds);
}

#[track_caller]
fn elapses(calendar: &Calendar, a: &str, b: &str, seconds: i64) {
    assert_eq!(calendar.elapsed(at(a), at(b)), seconds);
}

const H: i64 = 3_600;

#[test]
fn a_target_used_up_at_closing_time_is_due_at_closing_time() {
    let c = calendar(&office("Europe/Berlin"));
    adds(
        &c,
        "2026-01-09T09:00:00+01:00",
        8 * H,
        "2026-01-09T17:00:00+01:00",
    );
    adds(
        &c,
        "2026-01-09T09:00:00+01:00",
        8 * H + 1,
        "2026-01-12T09:00:01+01:00",
    );
    adds(
        &c,
        "2026-01-09T16:00:00+01:00",
        2 * H,
        "2026-01-12T10:00:00+01:00",
    );
    // Outside hours, and by nothing.
    adds(
        &c,
        "2026-01-10T03:00:00+01:00",
        0,
        "2026-01-10T03:00:00+01:00",
    );
    adds(
        &c,
        "2026-01-10T03:00:00+01:00",
        60,
        "2026-01-12T09:01:00+01:00",
    );
    // Reversed.
    elapses(
        &c,
        "2026-01-12T12:00:00+01:00",
        "2026-01-09T12:00:00+01:00",
        0,
    );
}

#[test]
fn subtracting_is_in_business_time_and_falls_inside_hours() {
    let c = calendar(&office("Europe/Berlin"));
    let due = at("2026-01-12T10:00:00+01:00");
    assert_eq!(c.subtract(due, 2 * H), Ok(at("2026-01-09T16:00:00+01:00")));
    // One hour before: from Friday's close to Monday's opening it is the same
    // hour; the reminder is at the opening, not over the week-end.
    assert_eq!(c.subtract(due, H), Ok(at("2026-01-12T09:00:00+01:00")));
    assert_eq!(c.subtract(due, 0), Ok(due));
    assert_eq!(c.subtract(due, -1), Err(ReckoningError::NegativeDuration));
    assert_eq!(
        c.subtract(RANGE_START.plus_seconds(20 * 86_400), 1_000 * H),
        Err(ReckoningError::BeyondRange)
    );
}

#[test]
fn round_the_clock_has_no_closed_minute_at_midnight() {
    let c = daily("Europe/Berlin", "00:00", "24:00");
    elapses(
        &c,
        "2026-01-01T00:00:00Z",
        "2027-01-01T00:00:00Z",
        365 * 86_400,
    );
    elapses(&c, "2026-01-01T22:59:00Z", "2026-01-01T23:01:00Z", 120);
    assert!(c.is_open(at("2026-01-01T22:59:59Z")) && c.is_open(at("2026-01-01T23:00:00Z")));
    adds(
        &c,
        "2020-02-28T12:00:00Z",
        10 * 365 * 86_400,
        "2030-02-25T12:00:00Z",
    );
    // One open stretch over clock changes, and found without a walk.
    let (from, to) = (at("1950-01-01T00:00:00Z"), at("2290-01-01T00:00:00Z"));
    assert_eq!(c.open_spans(from, to, 10), [(from, to)]);
}

#[test]
fn exceptions_and_holidays_replace_the_weekday() {
    let mut s = office("Europe/Berlin");
    s.holidays = vec![
        "2026-01-01".to_owned(),
        "2026-01-02".to_owned(),
        "2026-01-01".to_owned(),
    ];
    s.exceptions
        .insert("2026-01-02".to_owned(), intervals(&[("10:00", "14:00")]));
    s.exceptions.insert(
        "2026-01-03".to_owned(),
        intervals(&[("10:00", "11:00"), ("08:00", "09:00")]),
    );
    s.exceptions.insert("2026-01-05".to_owned(), vec![]);
    s.exception_names
        .insert("2026-01-01".to_owned(), "Neujahr".to_owned());
    let c = calendar(&s);
    let (a, b) = ("2025-12-31T16:00:00+01:00", "2026-01-06T10:00:00+01:00");
    elapses(&c, a, b, H + 4 * H + 2 * H + H);
    adds(&c, a, H, "2025-12-31T17:00:00+01:00");
    adds(&c, a, 2 * H, "2026-01-02T11:00:00+01:00");
    adds(&c, a, 6 * H, "2026-01-03T09:00:00+01:00");
    adds(&c, a, 7 * H + 1, "2026-01-06T09:00:01+01:00");
    let listed: Vec<_> = c
        .explain(at(a), at(b))
        .days
        .into_iter()
        .map(|d| (d.date, d.reason, d.name, d.open_seconds))
        .collect();
    assert_eq!(
        listed,
        [
            (
                "2026-01-01".to_owned(),
                DayReason::Holiday,
                Some("Neujahr".to_owned()),
                0
            ),
            ("2026-01-02".to_owned(), DayReason::Exception, None, 4 * H),
            ("2026-01-03".to_owned(), DayReason::Exception, None, 2 * H),
            ("2026-01-04".to_owned(), DayReason::ClosedWeekday, None, 0),
            ("2026-01-05".to_owned(), DayReason::Exception, None, 0),
        ]
    );
}

#[test]
fn an_explanation_is_bounded() {
    let c = calendar(&office("Europe/Berlin"));
    let start = at("2026-01-05T00:00:00+01:00");
    let days = i64::try_from(EXPLAINED_DAYS_MAX).unwrap();
    let whole = c.explain(start, Instant(start.plus_seconds(days * 86_400).0));
    assert!(c.explain(start, start).days.is_empty());
    assert!(whole.truncated == (whole.days.len() > EXPLAINED_DAYS_MAX));
    let longer = c.explain(start, at("2250-01-01T00:00:00Z"));
    assert!(longer.truncated);
    assert_eq!(longer.days.len(), EXPLAINED_DAYS_MAX / 7 * 2);
    // The sum is of all days, not of the listed ones.
    assert_eq!(
        longer.open_seconds,
        c.elapsed(start, at("2250-01-01T00:00:00Z"))
    );
}

#[test]
fn a_long_closure_is_passed_at_once() {
    let mut s = office("Europe/Berlin");
    s.holidays = (0..9_000)
        .map(|d| {
            spec::date_of(spec::day_number("2026-01-01", String::new).unwrap() + d).to_string()
        })
        .collect();
    let c = calendar(&s);
    adds(
        &c,
        "2025-12-31T16:30:00+01:00",
        H,
        "2050-08-23T09:30:00+02:00",
    );
}

#[test]
fn hours_that_only_exceptions_open_are_found_and_then_end() {
    let mut s = spec("Europe/Berlin", &[], &[]);
    s.exceptions
        .insert("2026-05-01".to_owned(), intervals(&[("10:00", "12:00")]));
    s.exceptions
        .insert("2027-05-01".to_owned(), intervals(&[("10:00", "12:00")]));
    let c = calendar(&s);
    adds(
        &c,
        "2020-01-01T00:00:00Z",
        2 * H + 1,
        "2027-05-01T08:00:01Z",
    );
    adds(&c, "2020-01-01T00:00:00Z", 4 * H, "2027-05-01T10:00:00Z");
    assert_eq!(
        c.add(at("2020-01-01T00:00:00Z"), 4 * H + 1),
        Err(ReckoningError::BeyondRange)
    );
    assert_eq!(c.next_open(at("2027-05-01T10:00:00Z")), None);
    assert_eq!(
        c.subtract(at("2030-01-01T00:00:00Z"), 2 * H),
        Ok(at("2027-05-01T08:00:00Z"))
    );
    assert_eq!(
        c.open_spans(RANGE_START, RANGE_END, 9),
        [
            (at("2026-05-01T08:00:00Z"), at("2026-05-01T10:00:00Z")),
            (at("2027-05-01T08:00:00Z"), at("2027-05-01T10:00:00Z")),
        ]
    );
}

#[test]
fn the_range_has_edges() {
    let c = daily("UTC", "00:00", "24:00");
    assert_eq!(c.add(RANGE_END, 0), Ok(RANGE_END));
    assert_eq!(c.add(RANGE_END.plus_seconds(-1), 1), Ok(RANGE_END));
    assert_eq!(c.add(RANGE_END, 1), Err(ReckoningError::BeyondRange));
    assert_eq!(
        c.add(RANGE_END.plus_seconds(1), 0),
        Err(ReckoningError::BeyondRange)
    );
    assert_eq!(
        c.add(RANGE_START.plus_seconds(-1), 0),
        Err(ReckoningError::BeyondRange)
    );
    assert_eq!(c.subtract(RANGE_START.plus_seconds(1), 1), Ok(RANGE_START));
    assert_eq!(c.subtract(RANGE_START, 1), Err(ReckoningError::BeyondRange));
    for seconds in [i64::MAX, i64::MAX / MICROS_PER_SECOND, i64::MIN] {
        assert!(c.add(RANGE_START, seconds).is_err());
    }
    assert_eq!(
        c.add(RANGE_START, -1),
        Err(ReckoningError::NegativeDuration)
    );
    assert!(c.is_open(RANGE_START) && !c.is_open(RANGE_END));
    assert!(!c.is_open(Instant(RANGE_START.0 - 1)));
    let whole = RANGE_END.micros_since(RANGE_START) / MICROS_PER_SECOND;
    assert_eq!(c.elapsed(Instant(i64::MIN), Instant(i64::MAX)), whole);
    assert_eq!(c.next_open(Instant(i64::MIN)), Some(RANGE_START));
    assert_eq!(c.next_open(Instant(i64::MAX)), None);
    assert_eq!(
        c.explain(Instant(i64::MIN), Instant(i64::MAX)).open_seconds,
        whole
    );
}

#[test]
fn parts_of_a_second_are_kept() {
    let c = daily("UTC", "09:00", "10:00");
    let start = at("2026-01-01T09:59:59.25Z");
    assert_eq!(
        c.elapsed_micros(start, at("2026-01-02T09:00:00.5Z")),
        1_250_000
    );
    assert_eq!(c.elapsed(start, at("2026-01-02T09:00:00.5Z")), 1);
    assert_eq!(c.add(start, 1), Ok(at("2026-01-02T09:00:00.25Z")));
    assert_eq!(c.add_micros(start, 750_000), Ok(at("2026-01-01T10:00:00Z")));
}
