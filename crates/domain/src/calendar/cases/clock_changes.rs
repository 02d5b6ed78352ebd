//! Every kind of clock change: hours that are lost or repeated, half an hour,
//! at midnight, a day that was not, and zones that moved.

use super::*;

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
