const BERLIN: &str = r#""tz":"Europe/Berlin","hours":{"mon":[["09:00","12:00"],["13:00","17:00"]],"tue":[["09:00","17:00"]],"wed":[["09:00","17:00"]],"thu":[["09:00","17:00"]],"fri":[["09:00","17:00"]]}"#;

#[track_caller]
fn check(rest: &str, expected: &str) {
    let line = format!("{{\"id\":7,{BERLIN},{rest}}}");
    let answer = super::line(&line);
    assert_eq!(answer.line, format!("{{\"id\":7,{expected}}}"));
    assert!(!answer.failed);
}

#[track_caller]
fn refuses(line: &str, code: &str) {
    let answer = super::line(line);
    let wanted = format!("\"error\":{{\"code\":\"{code}\"");
    assert!(
        answer.failed && answer.line.contains(&wanted),
        "{}",
        answer.line
    );
}

#[test]
fn add_gives_an_instant_in_utc_to_the_second() {
    check(
        r#""op":"add","start":"2026-03-27T16:00:00+01:00","minutes":120"#,
        r#""result":"2026-03-30T08:00:00Z""#,
    );
    check(
        r#""op":"add","start":"2026-03-27T15:00:00Z","seconds":7201"#,
        r#""result":"2026-03-30T08:00:01Z""#,
    );
    check(
        r#""op":"add","start":"2026-03-28T15:00:00Z","minutes":0"#,
        r#""result":"2026-03-28T15:00:00Z""#,
    );
    // Lunch is closed; half minutes are whole seconds.
    check(
        r#""op":"add","start":"2026-03-30T11:59:00+02:00","minutes":1.5"#,
        r#""result":"2026-03-30T11:00:30Z""#,
    );
    // 20,000 hours are 512 weeks of 39 hours and 32 hours more.
    check(
        r#""op":"add","start":"2026-01-05T08:00:00Z","minutes":1200000"#,
        r#""result":"2035-11-02T09:00:00Z""#,
    );
}

#[test]
fn between_gives_seconds_and_nothing_when_reversed() {
    check(
        r#""op":"between","start":"2026-03-27T16:00:00+01:00","end":"2026-03-30T10:00:00+02:00""#,
        r#""result":7200"#,
    );
    check(
        r#""op":"between","start":"2026-03-30T10:00:00+02:00","end":"2026-03-27T16:00:00+01:00""#,
        r#""result":0"#,
    );
}

#[test]
fn holidays_and_exceptions_change_their_dates() {
    let dated = r#""holidays":["2026-03-30"],"exceptions":{"2026-03-31":[["10:00","14:00"]],"2026-04-01":[]},"note":"ignored""#;
    check(
        &format!(r#"{dated},"op":"add","start":"2026-03-27T17:00:00+01:00","minutes":60"#),
        r#""result":"2026-03-31T09:00:00Z""#,
    );
    check(
        &format!(
            r#"{dated},"op":"between","start":"2026-03-30T00:00:00Z","end":"2026-04-02T00:00:00Z""#
        ),
        r#""result":14400"#,
    );
    check(
        r#""holidays":null,"exceptions":null,"op":"between","start":"2026-03-30T00:00:00Z","end":"2026-03-31T00:00:00Z""#,
        r#""result":25200"#,
    );
}

#[test]
fn every_refusal_has_its_code() {
    let add = |spec: &str| {
        format!(r#"{{"id":1,{spec},"op":"add","start":"2026-01-05T09:00:00Z","minutes":5}}"#)
    };
    refuses(
        &add(r#""tz":"Mars/Olympus","hours":{"mon":[["09:00","17:00"]]}"#),
        "unknown_zone",
    );
    refuses(
        &add(r#""tz":"UTC","hours":{"mon":[["17:00","09:00"]]}"#),
        "inverted_interval",
    );
    refuses(
        &add(r#""tz":"UTC","hours":{"mon":[["09:00","09:00"]]}"#),
        "empty_interval",
    );
    refuses(
        &add(r#""tz":"UTC","hours":{"mon":[["09:00","25:00"]]}"#),
        "bad_time",
    );
    refuses(&add(r#""tz":"UTC","hours":{}"#), "never_open");
    refuses(&add(r#""tz":"UTC","hours":{"mon":[]}"#), "never_open");
    refuses(
        &add(r#""tz":"UTC","hours":{"mon":[["09:00"]]}"#),
        "invalid_input",
    );
    refuses(&add(r#""tz":"UTC""#), "invalid_input");
    refuses(
        &add(&format!(r#"{BERLIN},"holidays":["2026-02-30"]"#)),
        "bad_date",
    );

    let rest = |rest: &str| format!(r#"{{"id":1,{BERLIN},{rest}}}"#);
    for (text, code) in [
        (
            r#""op":"add","start":"2026-01-05T09:00:00Z""#,
            "missing_duration",
        ),
        (
            r#""op":"add","start":"2026-01-05T09:00:00Z","minutes":1,"seconds":1"#,
            "bad_duration",
        ),
        (
            r#""op":"add","start":"2026-01-05T09:00:00Z","seconds":0.5"#,
            "bad_duration",
        ),
        (
            r#""op":"add","start":"2026-01-05T09:00:00Z","minutes":1e300"#,
            "bad_duration",
        ),
        (
            r#""op":"add","start":"2026-01-05T09:00:00Z","minutes":9223372036854775807"#,
            "bad_duration",
        ),
        (
            r#""op":"add","start":"2026-01-05T09:00:00Z","minutes":-1"#,
            "negative_duration",
        ),
        (
            r#""op":"add","start":"2026-01-05T09:00:00Z","minutes":"5""#,
            "invalid_input",
        ),
        (
            r#""op":"add","start":"2026-01-05T09:00:00Z","seconds":9223372036854775807"#,
            "beyond_range",
        ),
        (
            r#""op":"add","start":"2299-12-31T09:00:00Z","minutes":6000"#,
            "beyond_range",
        ),
        (
            r#""op":"add","start":"1899-12-31T09:00:00Z","minutes":1"#,
            "beyond_range",
        ),
        (
            r#""op":"add","start":"2026-01-05T09:00:00","minutes":1"#,
            "bad_instant",
        ),
        (
            r#""op":"add","start":"yesterday","minutes":1"#,
            "bad_instant",
        ),
        (r#""op":"add","minutes":1"#, "invalid_input"),
        (
            r#""op":"between","start":"2026-01-05T09:00:00Z""#,
            "missing_end",
        ),
        (
            r#""op":"between","start":"2026-01-05T09:00:00Z","end":"2026""#,
            "bad_instant",
        ),
        (
            r#""op":"subtract","start":"2026-01-05T09:00:00Z""#,
            "unknown_op",
        ),
        (r#""start":"2026-01-05T09:00:00Z""#, "invalid_input"),
    ] {
        refuses(&rest(text), code);
    }
    refuses("{}", "invalid_input");
    refuses("", "invalid_json");
}
