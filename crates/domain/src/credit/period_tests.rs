use crate::properties::cases;
use jiff::civil::{Date, DateTime, date};
use proptest::prelude::*;

use super::period::*;
use crate::time::Instant;

fn periods(anchor: &str, tz: &str, unit: Unit, count: u32) -> Periods {
    Periods::new(anchor.parse().unwrap(), zone(tz).unwrap(), unit, count).unwrap()
}

fn check(anchor: &str, tz: &str, unit: Unit, count: u32, wanted: &[&str]) {
    let p = periods(anchor, tz, unit, count);
    let got: Vec<String> = (0..wanted.len())
        .map(|k| p.boundary(k as i64).unwrap().to_rfc3339_seconds())
        .collect();
    assert_eq!(got, wanted, "{anchor} {tz} {count} {unit}");
}

fn t(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

#[test]
fn the_anchor_day_is_kept_and_clamped() {
    check(
        "2026-01-31T00:00:00",
        "UTC",
        Unit::Month,
        1,
        &[
            "2026-01-31T00:00:00Z",
            "2026-02-28T00:00:00Z",
            "2026-03-31T00:00:00Z",
            "2026-04-30T00:00:00Z",
            "2026-05-31T00:00:00Z",
        ],
    );
    check(
        "2024-02-29T00:00:00",
        "UTC",
        Unit::Year,
        1,
        &[
            "2024-02-29T00:00:00Z",
            "2025-02-28T00:00:00Z",
            "2026-02-28T00:00:00Z",
            "2027-02-28T00:00:00Z",
            "2028-02-29T00:00:00Z",
        ],
    );
    check(
        "2025-08-31T00:00:00",
        "UTC",
        Unit::HalfYear,
        1,
        &[
            "2025-08-31T00:00:00Z",
            "2026-02-28T00:00:00Z",
            "2026-08-31T00:00:00Z",
        ],
    );
    check(
        "2025-11-30T00:00:00",
        "UTC",
        Unit::Quarter,
        1,
        &[
            "2025-11-30T00:00:00Z",
            "2026-02-28T00:00:00Z",
            "2026-05-30T00:00:00Z",
        ],
    );
    check(
        "2026-01-30T00:00:00",
        "UTC",
        Unit::Month,
        2,
        &["2026-01-30T00:00:00Z", "2026-03-30T00:00:00Z"],
    );
}

#[test]
fn boundaries_keep_the_wall_clock_over_clock_changes() {
    // Berlin: summer time from 29 March, a 23 h day.
    check(
        "2026-03-22T00:00:00",
        "Europe/Berlin",
        Unit::Week,
        1,
        &[
            "2026-03-21T23:00:00Z",
            "2026-03-28T23:00:00Z",
            "2026-04-04T22:00:00Z",
        ],
    );
    // New York: 02:30 does not exist on 8 March; an hour after the gap.
    check(
        "2026-03-07T02:30:00",
        "America/New_York",
        Unit::Day,
        1,
        &[
            "2026-03-07T07:30:00Z",
            "2026-03-08T07:30:00Z",
            "2026-03-09T06:30:00Z",
        ],
    );
    // New York: 01:30 happens twice on 1 November; the first.
    check(
        "2026-10-31T01:30:00",
        "America/New_York",
        Unit::Day,
        1,
        &[
            "2026-10-31T05:30:00Z",
            "2026-11-01T05:30:00Z",
            "2026-11-02T06:30:00Z",
        ],
    );
    // Lord Howe moves by half an hour.
    check(
        "2026-10-03T00:00:00",
        "Australia/Lord_Howe",
        Unit::Day,
        1,
        &[
            "2026-10-02T13:30:00Z",
            "2026-10-03T13:30:00Z",
            "2026-10-04T13:00:00Z",
        ],
    );
    // São Paulo 2018: midnight itself did not exist on 4 November.
    check(
        "2018-11-03T00:00:00",
        "America/Sao_Paulo",
        Unit::Day,
        1,
        &[
            "2018-11-03T03:00:00Z",
            "2018-11-04T03:00:00Z",
            "2018-11-05T02:00:00Z",
        ],
    );
    check(
        "2026-01-01T00:00:00",
        "Asia/Kathmandu",
        Unit::Month,
        1,
        &["2025-12-31T18:15:00Z", "2026-01-31T18:15:00Z"],
    );
    // Casablanca leaves its summer time for Ramadan.
    check(
        "2026-02-14T00:00:00",
        "Africa/Casablanca",
        Unit::Week,
        1,
        &["2026-02-13T23:00:00Z", "2026-02-21T00:00:00Z"],
    );
}

#[test]
fn a_skipped_day_is_a_period_without_length() {
    // Apia skipped 30 December 2011.
    let p = periods("2011-12-28T00:00:00", "Pacific/Apia", Unit::Day, 1);
    let skipped = p.period(2).unwrap();
    assert_eq!(skipped.start, skipped.end);
    let found = p.period_at(skipped.start).unwrap();
    assert_eq!(found.index, 3);
    assert!(found.contains(skipped.start));
    let before = p.period_at(Instant(skipped.start.0 - 1)).unwrap();
    assert_eq!(before.index, 1);
}

#[test]
fn indices_are_negative_before_the_anchor() {
    let p = periods("2026-01-31T00:00:00", "UTC", Unit::Month, 1);
    let found = p.period_at(t("2026-01-30T23:59:59Z")).unwrap();
    assert_eq!(found.index, -1);
    assert_eq!(found.start, t("2025-12-31T00:00:00Z"));
    assert_eq!(p.period_at(t("2026-01-31T00:00:00Z")).unwrap().index, 0);
    assert_eq!(p.period_at(t("2026-02-28T00:00:00Z")).unwrap().index, 1);
}

#[test]
fn counts_and_ranges_have_edges() {
    let at: DateTime = "2026-01-01T00:00:00".parse().unwrap();
    let new = |count| Periods::new(at, zone("UTC").unwrap(), Unit::Day, count);
    assert_eq!(new(0), Err(PeriodError::Count));
    assert!(new(PERIOD_COUNT_MAX).is_ok());
    assert_eq!(new(PERIOD_COUNT_MAX + 1), Err(PeriodError::Count));
    let p = new(1).unwrap();
    for k in [i64::MAX, i64::MIN, 10_000_000] {
        assert_eq!(p.boundary(k), Err(PeriodError::OutOfRange));
    }
    assert_eq!(p.period_at(Instant(i64::MAX)), Err(PeriodError::OutOfRange));
    assert!(matches!(zone("Mars/Base"), Err(PeriodError::Zone(_))));
    assert!(zone("Etc/Unknown").is_err());
}

#[test]
fn an_aligned_start_makes_a_short_first_period() {
    let berlin = zone("Europe/Berlin").unwrap();
    let first = |start: Date, day, unit| {
        let p = aligned_first(start, day, unit, &berlin)?;
        Ok::<_, PeriodError>(format!(
            "{} {}",
            local_date(p.start, &berlin)?,
            local_date(p.end, &berlin)?
        ))
    };
    let ok = |text: &str| Ok(text.to_owned());
    assert_eq!(
        first(date(2026, 1, 17), 1, Unit::Month),
        ok("2026-01-17 2026-02-01")
    );
    assert_eq!(
        first(date(2026, 1, 17), 20, Unit::Month),
        ok("2026-01-17 2026-01-20")
    );
    assert_eq!(
        first(date(2026, 2, 17), 31, Unit::Month),
        ok("2026-02-17 2026-02-28")
    );
    assert_eq!(
        first(date(2026, 2, 28), 31, Unit::Month),
        ok("2026-02-28 2026-03-31")
    );
    assert_eq!(
        first(date(2026, 2, 1), 1, Unit::Month),
        ok("2026-02-01 2026-03-01")
    );
    assert_eq!(
        first(date(2026, 2, 17), 1, Unit::Quarter),
        ok("2026-02-17 2026-04-01")
    );
    assert_eq!(
        first(date(2026, 5, 17), 15, Unit::Quarter),
        ok("2026-05-17 2026-07-15")
    );
    assert_eq!(
        first(date(2026, 4, 10), 15, Unit::Quarter),
        ok("2026-04-10 2026-04-15")
    );
    assert_eq!(
        first(date(2026, 2, 17), 1, Unit::HalfYear),
        ok("2026-02-17 2026-07-01")
    );
    assert_eq!(
        first(date(2026, 2, 17), 1, Unit::Year),
        ok("2026-02-17 2027-01-01")
    );
    // 17 February 2026 is a Tuesday.
    assert_eq!(
        first(date(2026, 2, 17), 1, Unit::Week),
        ok("2026-02-17 2026-02-23")
    );
    assert_eq!(
        first(date(2026, 2, 17), 2, Unit::Week),
        ok("2026-02-17 2026-02-24")
    );
    assert_eq!(
        first(date(2026, 2, 17), 7, Unit::Week),
        ok("2026-02-17 2026-02-22")
    );
    for (day, unit) in [
        (0, Unit::Month),
        (32, Unit::Month),
        (0, Unit::Week),
        (8, Unit::Week),
        (1, Unit::Day),
    ] {
        assert_eq!(
            first(date(2026, 2, 17), day, unit),
            Err(PeriodError::AlignDay)
        );
    }
}

#[test]
fn a_grid_aligned_to_the_31st_keeps_it_from_february() {
    let p = Periods::aligned(date(2026, 2, 10), 31, zone("UTC").unwrap(), Unit::Month, 1).unwrap();
    let dates: Vec<String> = (-1..3)
        .map(|k| p.boundary_date(k).unwrap().to_string())
        .collect();
    assert_eq!(
        dates,
        ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"]
    );
}

/// The naive model: every boundary by its own clamped date, walked one by one.
fn walked(p: &Periods, at: Instant) -> i64 {
    let mut k = 0;
    while p.boundary(k).unwrap() <= at {
        k += 1;
    }
    while p.boundary(k).unwrap() > at {
        k -= 1;
    }
    k
}

/// The naive date rule: month by month, day by day.
fn walked_date(anchor: Date, unit: Unit, units: i64) -> Date {
    let (mut months, mut days) = (0, 0);
    match unit {
        Unit::Day => days = units,
        Unit::Week => days = 7 * units,
        Unit::Month => months = units,
        Unit::Quarter => months = 3 * units,
        Unit::HalfYear => months = 6 * units,
        Unit::Year => months = 12 * units,
    }
    let (mut y, mut m) = (anchor.year(), anchor.month());
    for _ in 0..months.abs() {
        m += if months > 0 { 1 } else { -1 };
        if m == 13 {
            (y, m) = (y + 1, 1);
        } else if m == 0 {
            (y, m) = (y - 1, 12);
        }
    }
    let mut d = anchor.day();
    while Date::new(y, m, d).is_err() {
        d -= 1;
    }
    let mut date = Date::new(y, m, d).unwrap();
    for _ in 0..days.abs() {
        date = if days > 0 {
            date.tomorrow()
        } else {
            date.yesterday()
        }
        .unwrap();
    }
    date
}

const ZONES: [&str; 9] = [
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "America/Sao_Paulo",
    "Asia/Kathmandu",
    "Africa/Casablanca",
    "Pacific/Apia",
    "Africa/Cairo",
];

fn grids() -> impl Strategy<Value = (Periods, DateTime, Unit, u32)> {
    let units = prop::sample::select(Unit::ALL);
    (
        0..ZONES.len(),
        1990i16..2040,
        1..=12i8,
        1..=31i8,
        0..24i8,
        0..60i8,
        units,
        1..5u32,
    )
        .prop_map(|(z, y, mo, d, h, mi, unit, count)| {
            let first = date(y, mo, 1);
            let anchor = date(y, mo, d.min(first.days_in_month())).at(h, mi, 0, 0);
            let p = Periods::new(anchor, zone(ZONES[z]).unwrap(), unit, count).unwrap();
            (p, anchor, unit, count)
        })
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn boundaries_never_go_back_and_follow_the_naive_date((p, anchor, unit, count) in grids(), k in -60i64..60) {
        prop_assert!(p.boundary(k).unwrap() <= p.boundary(k + 1).unwrap());
        let naive = walked_date(anchor.date(), unit, k * i64::from(count));
        prop_assert_eq!(p.boundary_date(k).unwrap(), naive);
    }

    #[test]
    fn every_instant_lies_in_exactly_its_period((p, ..) in grids(), offset in -40_000_000i64..40_000_000) {
        let at = p.boundary(0).unwrap().plus_seconds(offset);
        let found = p.period_at(at).unwrap();
        prop_assert!(found.contains(at));
        prop_assert_eq!(found, p.period(found.index).unwrap());
        prop_assert_eq!(found.index, walked(&p, at));
        // Half open: the end belongs to the next.
        let next = p.period_at(found.end).unwrap();
        prop_assert!(next.index > found.index && next.start == found.end);
        prop_assert_eq!(p.period_at(Instant(found.end.0 - 1)).unwrap().index, found.index);
    }

    #[test]
    fn far_away_is_as_exact_as_near((p, ..) in grids(), year in 1000i16..3000) {
        let at = midnight(date(year, 6, 15), p.zone()).unwrap();
        prop_assert!(p.period_at(at).unwrap().contains(at));
    }

    #[test]
    fn an_aligned_grid_has_the_first_short_period_before_boundary_0(
        days in 0i32..4_000, day in 1u8..=31, unit in prop::sample::select(&Unit::ALL[1..])
    ) {
        let day = if unit == Unit::Week { (day - 1) % 7 + 1 } else { day };
        let start = date(2024, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap();
        let tz = zone("Europe/Berlin").unwrap();
        let grid = Periods::aligned(start, day, tz.clone(), unit, 1).unwrap();
        let first = aligned_first(start, day, unit, &tz).unwrap();
        let holding = grid.period_at(first.start).unwrap();
        prop_assert_eq!(holding.end, first.end);
        prop_assert!(holding.start <= first.start);
        prop_assert_eq!(grid.boundary(0).unwrap() == first.start, holding.index == 0);
    }
}
