//! Hand-written cases: every kind of clock change, edges, refusals.

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
fn berlin_loses_an_hour_in_march_and_repeats_one_in_october() {
    let c = daily("Europe/Berlin", "00:00", "24:00");
    let local_day = |a, b, hours| elapses(&c, a, b, hours * H);
    local_day("2026-03-29T00:00:00+01:00", "2026-03-30T00:00:00+02:00", 23);
    local_day("2026-10-25T00:00:00+02:00", "2026-10-26T00:00:00+01:00", 25);
    // Hours that are skipped do not exist.
    let skipped = daily("Europe/Berlin", "02:00", "03:00");
    elapses(
        &skipped,
        "2026-03-28T00:00:00Z",
        "2026-03-31T00:00:00Z",
        2 * H,
    );
    adds(&skipped, "2026-03-28T12:00:00Z", 1, "2026-03-30T00:00:01Z");
    // Hours that are repeated count twice.
    elapses(
        &skipped,
        "2026-10-24T12:00:00Z",
        "2026-10-25T12:00:00Z",
        2 * H,
    );
    adds(
        &skipped,
        "2026-10-24T12:00:00Z",
        2 * H,
        "2026-10-25T02:00:00Z",
    );
    adds(&skipped, "2026-10-24T12:00:00Z", H, "2026-10-25T01:00:00Z");
    // A boundary inside the repeated hour opens twice: two stretches.
    let half = daily("Europe/Berlin", "02:00", "02:30");
    assert_eq!(
        half.open_spans(at("2026-10-24T12:00:00Z"), at("2026-10-25T12:00:00Z"), 9),
        [
            (at("2026-10-25T00:00:00Z"), at("2026-10-25T00:30:00Z")),
            (at("2026-10-25T01:00:00Z"), at("2026-10-25T01:30:00Z")),
        ]
    );
    // Opening inside the skipped hour: from the first minute that exists.
    let late = daily("Europe/Berlin", "02:30", "04:00");
    elapses(&late, "2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z", H);
    assert_eq!(
        late.next_open(at("2026-03-28T12:00:00Z")),
        Some(at("2026-03-29T01:00:00Z"))
    );
}

#[test]
fn a_week_with_a_clock_change_sums_to_its_real_seconds() {
    for (tz, a, b) in [
        (
            "Europe/Berlin",
            "2026-03-23T00:00:00+01:00",
            "2026-03-30T00:00:00+02:00",
        ),
        (
            "America/New_York",
            "2026-11-01T00:00:00-04:00",
            "2026-11-08T00:00:00-05:00",
        ),
        (
            "Australia/Lord_Howe",
            "2026-04-01T00:00:00+11:00",
            "2026-04-08T00:00:00+10:30",
        ),
        (
            "Africa/Casablanca",
            "2026-02-10T00:00:00+01:00",
            "2026-03-25T00:00:00+01:00",
        ),
    ] {
        let c = daily(tz, "00:00", "24:00");
        elapses(&c, a, b, at(b).micros_since(at(a)) / MICROS_PER_SECOND);
    }
}

#[test]
fn new_york_changes_at_two_and_office_hours_do_not_notice() {
    let c = calendar(&office("America/New_York"));
    adds(
        &c,
        "2026-03-06T16:00:00-05:00",
        2 * H,
        "2026-03-09T10:00:00-04:00",
    );
    adds(
        &c,
        "2026-10-30T16:00:00-04:00",
        2 * H,
        "2026-11-02T10:00:00-05:00",
    );
    let night = daily("America/New_York", "01:00", "03:00");
    elapses(
        &night,
        "2026-03-08T00:00:00-05:00",
        "2026-03-09T00:00:00-04:00",
        H,
    );
    elapses(
        &night,
        "2026-11-01T00:00:00-04:00",
        "2026-11-02T00:00:00-05:00",
        3 * H,
    );
}

#[test]
fn lord_howe_moves_by_half_an_hour() {
    // 2026-04-05 02:00 (+11) falls back to 01:30 (+10:30).
    let c = daily("Australia/Lord_Howe", "01:00", "03:00");
    elapses(
        &c,
        "2026-04-05T00:00:00+11:00",
        "2026-04-05T12:00:00+10:30",
        2 * H + H / 2,
    );
    // 2026-10-04 02:00 (+10:30) springs to 02:30 (+11).
    elapses(
        &c,
        "2026-10-04T00:00:00+10:30",
        "2026-10-04T12:00:00+11:00",
        2 * H - H / 2,
    );
    adds(
        &c,
        "2026-10-04T01:30:00+10:30",
        H,
        "2026-10-04T03:00:00+11:00",
    );
}

#[test]
fn sao_paulo_once_had_days_that_began_at_one() {
    // 2018-11-04 00:00 (-03) did not exist; the day began at 01:00 (-02).
    let c = daily("America/Sao_Paulo", "00:00", "24:00");
    elapses(
        &c,
        "2018-11-03T00:00:00-03:00",
        "2018-11-04T01:00:00-02:00",
        24 * H,
    );
    let early = daily("America/Sao_Paulo", "00:00", "02:00");
    elapses(
        &early,
        "2018-11-03T12:00:00-03:00",
        "2018-11-04T12:00:00-02:00",
        H,
    );
    assert_eq!(
        early.next_open(at("2018-11-03T12:00:00-03:00")),
        Some(at("2018-11-04T01:00:00-02:00"))
    );
    // 2018-02-18 00:00 (-02) fell back to 23:00 of the day before.
    let late = daily("America/Sao_Paulo", "23:00", "24:00");
    elapses(
        &late,
        "2018-02-17T12:00:00-02:00",
        "2018-02-18T12:00:00-03:00",
        2 * H,
    );
}

#[test]
fn kathmandu_is_at_five_forty_five_and_was_at_five_thirty() {
    let c = calendar(&office("Asia/Kathmandu"));
    adds(&c, "2026-05-04T03:00:00Z", H, "2026-05-04T04:15:00Z");
    // 1986-01-01 00:00 (+05:30) became 00:15 (+05:45).
    let night = daily("Asia/Kathmandu", "00:00", "01:00");
    elapses(
        &night,
        "1985-12-31T12:00:00Z",
        "1986-01-01T12:00:00Z",
        H * 3 / 4,
    );
}

#[test]
fn casablanca_leaves_its_summer_time_for_ramadan() {
    // 2026-02-15 03:00 (+01) fell back to 02:00 (+00); 2026-03-22 02:00 (+00)
    // sprang to 03:00 (+01).
    let c = daily("Africa/Casablanca", "02:00", "03:00");
    elapses(&c, "2026-02-14T12:00:00Z", "2026-02-15T12:00:00Z", 2 * H);
    elapses(&c, "2026-03-21T12:00:00Z", "2026-03-22T12:00:00Z", 0);
    let office = calendar(&office("Africa/Casablanca"));
    adds(&office, "2026-02-20T09:00:00Z", H, "2026-02-20T10:00:00Z");
    adds(&office, "2026-04-20T08:00:00Z", H, "2026-04-20T09:00:00Z");
}

#[test]
fn apia_had_no_thirtieth_of_december_2011() {
    let c = daily("Pacific/Apia", "09:00", "17:00");
    // Thursday 29th (-10) to Saturday 31st (+14).
    adds(
        &c,
        "2011-12-29T16:00:00-10:00",
        2 * H,
        "2011-12-31T10:00:00+14:00",
    );
    elapses(
        &c,
        "2011-12-29T00:00:00-10:00",
        "2012-01-01T00:00:00+14:00",
        16 * H,
    );
    let explained = c.explain(
        at("2011-12-29T12:00:00-10:00"),
        at("2011-12-31T12:00:00+14:00"),
    );
    assert_eq!(explained.days.len(), 1);
    assert_eq!(explained.days[0].date, "2011-12-30");
    assert_eq!(explained.days[0].reason, DayReason::SkippedByZone);
    // Open on that date only: never.
    let mut never = spec("Pacific/Apia", &[], &[]);
    never
        .exceptions
        .insert("2011-12-30".to_owned(), intervals(&[("00:00", "24:00")]));
    assert_eq!(Calendar::new(&never).unwrap_err().code(), "never_open");
}

#[test]
fn old_offsets_with_seconds_are_exact() {
    // Amsterdam kept +00:19:32 until 1937-07-01, Monrovia -00:44:30 until 1972.
    let c = daily("Africa/Monrovia", "09:00", "17:00");
    adds(&c, "1971-06-01T09:44:30Z", 1, "1971-06-01T09:44:31Z");
    elapses(&c, "1971-06-01T09:44:29Z", "1971-06-01T09:44:31Z", 1);
    // 1972-01-07 00:00 (-00:44:30) became 00:44:30 (+00).
    let night = daily("Africa/Monrovia", "00:00", "01:00");
    elapses(
        &night,
        "1972-01-06T12:00:00Z",
        "1972-01-07T12:00:00Z",
        H - 44 * 60 - 30,
    );
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

#[track_caller]
fn refused(spec: &CalendarSpec, code: &str, path: &str) {
    let e = Calendar::new(spec).unwrap_err();
    assert_eq!((e.code(), e.path()), (code, path), "{e}");
    assert!(e.to_string().contains(path));
}

#[test]
fn what_cannot_be_is_refused_with_the_field_that_is_wrong() {
    refused(&office("Mars/Olympus"), "unknown_zone", "tz");
    refused(&spec("UTC", &[], &[]), "never_open", "hours");
    refused(
        &spec("UTC", &["monday"], &[("09:00", "17:00")]),
        "unknown_weekday",
        "hours.monday",
    );
    for (hours, code, path) in [
        (
            vec![("17:00", "09:00")],
            "inverted_interval",
            "hours.mon[0]",
        ),
        (
            vec![("09:00", "10:00"), ("11:00", "11:00")],
            "empty_interval",
            "hours.mon[1]",
        ),
        (
            vec![("12:00", "17:00"), ("09:00", "12:01")],
            "overlapping_interval",
            "hours.mon[0]",
        ),
        (vec![("09:00", "24:01")], "bad_time", "hours.mon[0]"),
        (vec![("24:00", "24:00")], "empty_interval", "hours.mon[0]"),
    ] {
        refused(&spec("UTC", &["mon"], &hours), code, path);
    }
    let mut s = office("UTC");
    s.holidays = vec!["2026-01-01".to_owned(), "2026-02-30".to_owned()];
    refused(&s, "bad_date", "holidays[1]");
    let mut s = office("UTC");
    s.exceptions.insert("01.05.2026".to_owned(), vec![]);
    refused(&s, "bad_date", "exceptions.01.05.2026");
    let mut s = office("UTC");
    s.exceptions
        .insert("2026-05-01".to_owned(), intervals(&[("9", "10:00")]));
    refused(&s, "bad_time", "exceptions.2026-05-01[0]");
    let mut s = office("UTC");
    s.exception_names.insert("soon".to_owned(), String::new());
    refused(&s, "bad_date", "exception_names.soon");
}

#[test]
fn limits_hold_at_their_edges() {
    let many = |n: usize| {
        let mut s = office("UTC");
        s.hours.insert(
            "mon".to_owned(),
            (0..n)
                .map(|i| {
                    [
                        format!("{:02}:{:02}", i / 6, i % 6 * 10),
                        format!("{:02}:{:02}", i / 6, i % 6 * 10 + 5),
                    ]
                })
                .collect(),
        );
        s
    };
    assert!(Calendar::new(&many(INTERVALS_PER_DAY_MAX)).is_ok());
    refused(
        &many(INTERVALS_PER_DAY_MAX + 1),
        "too_many_intervals",
        "hours.mon",
    );

    let first = spec::day_number("2026-01-01", String::new).unwrap();
    let holidays = |n: usize| {
        let mut s = office("UTC");
        s.holidays = (first..)
            .take(n)
            .map(|d| spec::date_of(d).to_string())
            .collect();
        s
    };
    assert!(Calendar::new(&holidays(EXCEPTIONS_MAX)).is_ok());
    refused(
        &holidays(EXCEPTIONS_MAX + 1),
        "too_many_exceptions",
        "holidays",
    );

    let named = |n: usize| {
        let mut s = office("UTC");
        s.exception_names
            .insert("2026-01-01".to_owned(), "é".repeat(n));
        s
    };
    assert!(Calendar::new(&named(EXCEPTION_NAME_CHARS_MAX)).is_ok());
    refused(
        &named(EXCEPTION_NAME_CHARS_MAX + 1),
        "name_too_long",
        "exception_names.2026-01-01",
    );
}

#[test]
fn touching_intervals_in_any_order_are_one_stretch() {
    let c = calendar(&spec(
        "UTC",
        &["mon", "tue"],
        &[("12:00", "24:00"), ("00:00", "12:00")],
    ));
    assert_eq!(
        c.open_spans(at("2026-01-01T00:00:00Z"), at("2026-01-10T00:00:00Z"), 5),
        [(at("2026-01-05T00:00:00Z"), at("2026-01-07T00:00:00Z"))]
    );
    assert_eq!(c.open_spans(RANGE_START, RANGE_END, 3).len(), 3);
}

#[test]
fn a_spec_reads_from_json_as_it_is_sent() {
    let text = r#"{"tz":"Europe/Berlin","hours":{"mon":[["09:00","17:00"]]},
        "holidays":["2026-01-01"],"exceptions":{"2026-01-02":[["10:00","14:00:30"]]},
        "exception_names":{"2026-01-01":"新年"},"more":1}"#;
    let spec: CalendarSpec = serde_json::from_str(text).unwrap();
    assert_eq!(calendar(&spec).zone_name(), "Europe/Berlin");
    let again: CalendarSpec = serde_json::from_str(&serde_json::to_string(&spec).unwrap()).unwrap();
    assert_eq!(again, spec);
}
