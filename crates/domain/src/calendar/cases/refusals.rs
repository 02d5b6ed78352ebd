//! What no calendar can say, and the limits at their edges.

use super::*;

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
