use surety_store::{Db, twins};

use super::holidays::{self, FeedInput, Holiday, HolidaysInput, read};
use super::versioned::{self, CalendarInput};
use crate::record::testing::{Desk, code, refusal};

fn feed(events: &[&str]) -> String {
    let events: String = events
        .iter()
        .map(|e| {
            format!(
                "BEGIN:VEVENT\r\n{}\r\nEND:VEVENT\r\n",
                e.replace('|', "\r\n")
            )
        })
        .collect();
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//example//EN\r\n{events}END:VCALENDAR\r\n")
}

fn days(events: &[&str]) -> Vec<(String, String)> {
    let feed = read(&feed(events), 2026).unwrap();
    assert!(feed.skipped.is_empty(), "{:?}", feed.skipped);
    feed.days
        .into_iter()
        .map(|(d, n)| (d.to_string(), n))
        .collect()
}

fn dates(event: &str) -> Vec<String> {
    days(&[event]).into_iter().map(|(d, _)| d).collect()
}

fn reason(event: &str) -> String {
    let feed = read(&feed(&[event]), 2026).unwrap();
    assert!(feed.days.is_empty(), "{:?}", feed.days);
    feed.skipped[0].reason.clone()
}

#[test]
fn whole_days_count_from_their_start_to_before_their_end() {
    assert_eq!(dates("DTSTART;VALUE=DATE:20261225"), ["2026-12-25"]);
    assert_eq!(
        dates("DTSTART;VALUE=DATE:20261225|DTEND;VALUE=DATE:20261227"),
        ["2026-12-25", "2026-12-26"]
    );
    assert_eq!(
        dates("DTSTART;VALUE=DATE:20261231|DURATION:P2D"),
        ["2026-12-31", "2027-01-01"]
    );
    assert_eq!(
        dates("DTSTART;VALUE=DATE:20261225|DTEND;VALUE=DATE:20261225"),
        ["2026-12-25"]
    );
    assert_eq!(dates("DTSTART;VALUE=DATE:20260301|DURATION:P1W").len(), 7);
}

#[test]
fn names_are_unfolded_and_unescaped() {
    let named = days(&["DTSTART;VALUE=DATE:20261226|SUMMARY:St. Stephen's\\, Boxing\r\n  Day"]);
    assert_eq!(
        named,
        [(
            "2026-12-26".to_owned(),
            "St. Stephen's, Boxing Day".to_owned()
        )]
    );
}

#[test]
fn yearly_rules_are_written_out_for_this_year_and_five_more() {
    let yearly = "DTSTART;VALUE=DATE:20000501|RRULE:FREQ=YEARLY";
    let found = dates(yearly);
    assert_eq!(
        (found.len(), found[0].as_str(), found[5].as_str()),
        (6, "2026-05-01", "2031-05-01")
    );
    assert_eq!(
        dates(&format!("{yearly};COUNT=28")),
        ["2026-05-01", "2027-05-01"]
    );
    assert_eq!(
        dates(&format!("{yearly};UNTIL=20280430")),
        ["2026-05-01", "2027-05-01"]
    );
    assert_eq!(dates(&format!("{yearly};UNTIL=20280501T000000Z")).len(), 3);
    assert_eq!(
        dates(&format!("{yearly};INTERVAL=2;BYMONTH=5;BYMONTHDAY=1")),
        ["2026-05-01", "2028-05-01", "2030-05-01"]
    );
    assert_eq!(
        dates(&format!("{yearly}|EXDATE;VALUE=DATE:20270501,20290501")).len(),
        4
    );
    assert_eq!(
        dates("DTSTART;VALUE=DATE:20240229|RRULE:FREQ=YEARLY"),
        ["2028-02-29"]
    );
}

#[test]
fn an_occurrence_that_was_moved_counts_where_it_went() {
    let found: Vec<_> = days(&[
        "UID:a|DTSTART;VALUE=DATE:20260501|RRULE:FREQ=YEARLY;COUNT=2",
        "UID:a|RECURRENCE-ID;VALUE=DATE:20270501|DTSTART;VALUE=DATE:20270503",
    ])
    .into_iter()
    .map(|(d, _)| d)
    .collect();
    assert_eq!(found, ["2026-05-01", "2027-05-03"]);
}

#[test]
fn what_closes_no_day_is_left_out_with_its_reason() {
    for (event, wanted) in [
        ("DTSTART:20261224T140000Z", "timed"),
        ("DTSTART;VALUE=DATE:20261224|STATUS:CANCELLED", "cancelled"),
        (
            "DTSTART;VALUE=DATE:20261224|TRANSP:TRANSPARENT",
            "transparent",
        ),
        (
            "DTSTART;VALUE=DATE:20261224|RRULE:FREQ=MONTHLY",
            "unsupported_rule",
        ),
        (
            "DTSTART;VALUE=DATE:20261126|RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH",
            "unsupported_rule",
        ),
        (
            "DTSTART;VALUE=DATE:20261224|DTEND;VALUE=DATE:20281224",
            "too_long",
        ),
        (
            "DTSTART;VALUE=DATE:20261224|DTEND;VALUE=DATE:20261223",
            "bad_date",
        ),
        ("DTSTART;VALUE=DATE:20261324", "bad_date"),
        ("SUMMARY:no date", "bad_date"),
        ("DTSTART;VALUE=DATE:24001224", "out_of_range"),
    ] {
        assert_eq!(reason(event), wanted, "{event}");
    }
}

#[test]
fn a_broken_file_is_refused_whole() {
    let good = feed(&["DTSTART;VALUE=DATE:20261225", "DTSTART;VALUE=DATE:20261226"]);
    for broken in [
        "",
        "<html>no feed</html>",
        &good[..good.len() - 20],
        &good.replace("END:VEVENT\r\nBEGIN:VEVENT", "BEGIN:VEVENT"),
    ] {
        assert_eq!(code(read(broken, 2026)), "invalid_ics", "{broken:?}");
    }
    assert_eq!(
        code(read(&"x".repeat(holidays::ICS_BYTES_MAX + 1), 2026)),
        "ics_too_large"
    );
    let many: Vec<&str> = vec!["DTSTART;VALUE=DATE:20261225"; holidays::EVENTS_MAX + 1];
    assert_eq!(code(read(&feed(&many), 2026)), "too_many_events");
    assert!(read(&feed(&many[1..]), 2026).is_ok());
}

twins! {
    async fn a_feed_is_shown_and_then_applied_as_a_version(db: Db) {
        let desk = Desk::new(db).await;
        let spec = serde_json::from_value(serde_json::json!({
            "tz": "Europe/Berlin", "hours": { "mon": [["09:00", "17:00"]] },
            "holidays": ["2026-12-25"], "exceptions": { "2026-12-24": [["09:00", "12:00"]] },
        })).unwrap();
        let input = CalendarInput { name: Some("Berlin".into()), spec: Some(spec) };
        let made = versioned::create::<versioned::CalendarView>(&desk.app, &desk.admin, input).await.unwrap();
        let ics = feed(&["DTSTART;VALUE=DATE:20261224|DTEND;VALUE=DATE:20261227|SUMMARY:Christmas", "DTSTART:20261231T120000Z|SUMMARY:Party"]);
        let shown = holidays::preview(&desk.app, &desk.admin, made.id, FeedInput { ics: ics.clone() }).await.unwrap();
        let day = |date: &str| Holiday { date: date.into(), name: "Christmas".into() };
        assert_eq!((shown.added.clone(), shown.unchanged), (vec![day("2026-12-26")], vec![day("2026-12-25")]));
        let skipped: Vec<_> = shown.skipped.iter().map(|s| s.reason.as_str()).collect();
        assert_eq!(skipped, ["timed", "own_hours"]);
        assert_eq!(shown.findings, []);
        assert_eq!(code(holidays::preview(&desk.app, &desk.agent, made.id, FeedInput { ics }).await), "forbidden");
        // What is no day off is shown as such: it says so, or its name does.
        let doubtful = feed(&[
            "DTSTART;VALUE=DATE:20270401|SUMMARY:New Year of the desk",
            "DTSTART;VALUE=DATE:20270509|SUMMARY:Mother's Day",
            "DTSTART;VALUE=DATE:20270620|SUMMARY:Flag day|DESCRIPTION:Observance\\nTo hide observances\\, go to Settings",
            "DTSTART;VALUE=DATE:20270701|DTEND;VALUE=DATE:20270801|SUMMARY:Summer",
            "DTSTART;VALUE=DATE:20271224|SUMMARY:Eve|CATEGORIES:Observance",
            "DTSTART;VALUE=DATE:20271224|SUMMARY:Closed",
        ]);
        let doubted = holidays::preview(&desk.app, &desk.admin, made.id, FeedInput { ics: doubtful }).await.unwrap();
        let found: Vec<_> = doubted.findings.iter().map(|f| (f.code.as_str(), f.path.as_str(), f.params["because"].as_str())).collect();
        assert_eq!(found, [
            ("holiday_observance", "/added/1", Some("name")),
            ("holiday_observance", "/added/2", Some("description")),
            ("holiday_long", "/added/3", None),
        ]);
        let dates = HolidaysInput { dates: shown.added };
        let changed = holidays::add(&desk.app, &desk.admin, made.id, Some(made.version), dates.clone()).await.unwrap();
        assert_eq!((changed.current_version, changed.spec.holidays.clone()), (2, vec!["2026-12-25".to_owned(), "2026-12-26".to_owned()]));
        assert_eq!(changed.spec.exception_names["2026-12-26"], "Christmas");
        let again = holidays::add(&desk.app, &desk.admin, made.id, None, dates.clone()).await.unwrap();
        assert_eq!(again.current_version, 2, "nothing new makes no version");
        assert_eq!(code(holidays::add(&desk.app, &desk.admin, made.id, Some(made.version), dates).await), "stale_version");
        let bad = HolidaysInput { dates: vec![day("2026-02-30")] };
        assert_eq!(refusal(holidays::add(&desk.app, &desk.admin, made.id, None, bad).await), ("bad_date".into(), Some("dates[0].date".into())));
    }
}
