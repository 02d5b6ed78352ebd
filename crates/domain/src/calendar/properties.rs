//! Properties over random calendars, and the step-by-step model beside the
//! real thing.

use proptest::prelude::*;

use crate::properties::cases;

use super::model::Model;
use super::*;

const ZONES: [&str; 14] = [
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "America/Sao_Paulo",
    "Asia/Kathmandu",
    "Africa/Casablanca",
    "Pacific/Apia",
    "Asia/Shanghai",
    "America/St_Johns",
    "Africa/Monrovia",
    "Asia/Gaza",
    "Pacific/Kwajalein",
    "Antarctica/Troll",
    "UTC",
];

/// Instants near clock changes of the zones above, so that they are met often.
const CHANGES: [&str; 12] = [
    "2026-03-29T01:00:00Z",
    "2026-10-25T01:00:00Z",
    "2026-03-08T07:00:00Z",
    "2026-11-01T06:00:00Z",
    "2026-04-04T15:00:00Z",
    "2018-11-04T03:00:00Z",
    "2018-02-18T02:00:00Z",
    "2026-02-15T02:00:00Z",
    "2011-12-30T10:00:00Z",
    "1985-12-31T18:30:00Z",
    "1972-01-07T00:44:30Z",
    "1993-08-21T12:00:00Z",
];

/// A clock time on a grid of five minutes, or with `seconds` of seconds.
fn clock(seconds: i64) -> String {
    format!(
        "{:02}:{:02}:{:02}",
        seconds / 3_600,
        seconds / 60 % 60,
        seconds % 60
    )
}

/// Up to four disjoint intervals on a grid.
fn day(grid: i64) -> impl Strategy<Value = Vec<Interval>> {
    let points = proptest::collection::btree_set(0..=86_400 / grid, 0..8usize);
    prop_oneof![
        1 => Just(vec![[clock(0), clock(86_400)]]),
        2 => Just(Vec::new()),
        6 => points.prop_map(move |points| {
            let points: Vec<i64> = points.into_iter().map(|p| p * grid).collect();
            points
                .chunks_exact(2)
                .map(|pair| [clock(pair[0]), clock(pair[1])])
                .collect()
        }),
    ]
}

/// A calendar with exceptions around `near`; grid in seconds.
fn calendars(grid: i64) -> impl Strategy<Value = (CalendarSpec, Instant)> {
    let near = (0..CHANGES.len()).prop_map(|i| Instant::parse(CHANGES[i]).unwrap());
    (
        0..ZONES.len(),
        proptest::collection::vec(day(grid), 7),
        near,
        proptest::collection::vec((-6i64..6, prop::option::of(day(grid))), 0..5),
    )
        .prop_map(|(zone, days, near, dated)| {
            let mut spec = CalendarSpec {
                tz: ZONES[zone].to_owned(),
                ..CalendarSpec::default()
            };
            for (key, intervals) in WEEKDAYS.iter().zip(days) {
                if !intervals.is_empty() {
                    spec.hours.insert((*key).to_owned(), intervals);
                }
            }
            let today = near.0.div_euclid(DAY);
            for (offset, hours) in dated {
                let date = spec::date_of(today + offset).to_string();
                match hours {
                    None => spec.holidays.push(date),
                    Some(hours) => {
                        spec.exceptions.insert(date, hours);
                    }
                }
            }
            (spec, near)
        })
        .prop_filter("opens sometime", |(spec, _)| Calendar::new(spec).is_ok())
}

proptest! {
    #![proptest_config(cases(256))]

    /// A15 and the rule itself: second by second over a few days, with
    /// odd-second openings.
    #[test]
    fn agrees_with_the_model_second_by_second(
        (spec, near) in calendars(1),
        before in 0i64..15_000,
        length in 0i64..25_000,
    ) {
        let (real, model) = (Calendar::new(&spec).unwrap(), Model::new(&spec));
        let a = near.plus_seconds(-before);
        let b = a.plus_seconds(length);
        prop_assert_eq!(real.elapsed(a, b), model.elapsed(a, b, 1));
        let wanted = length / 3;
        let limit = b.plus_seconds(15_000);
        match model.add(a, wanted, 1, limit) {
            Some(t) => prop_assert_eq!(real.add(a, wanted), Ok(t)),
            None => prop_assert!(real.add(a, wanted).map_or(true, |t| t > limit)),
        }
        prop_assert_eq!(real.is_open(b), model.is_open(b));
    }

    /// The same in steps of five minutes over weeks (zones with odd offsets
    /// keep to the second-wise test).
    #[test]
    fn agrees_with_the_model_over_weeks(
        (spec, near) in calendars(300),
        before in 0i64..3_000,
        length in 0i64..9_000,
        share in 1i64..4,
    ) {
        prop_assume!(spec.tz != "Africa/Monrovia");
        let (real, model) = (Calendar::new(&spec).unwrap(), Model::new(&spec));
        let near = Instant::from_seconds(near.seconds().div_euclid(300) * 300);
        let a = near.plus_seconds(-before * 300);
        let b = a.plus_seconds(length * 300);
        let open = model.elapsed(a, b, 300);
        prop_assert_eq!(real.elapsed(a, b), open);
        let wanted = open / share;
        prop_assert_eq!(real.add(a, wanted).ok(), model.add(a, wanted, 300, b));
    }

    #[test]
    fn elapsed_is_additive_and_monotone(
        (spec, near) in calendars(1),
        steps in proptest::array::uniform3(-40_000_000i64..40_000_000),
    ) {
        let c = Calendar::new(&spec).unwrap();
        let mut points = steps.map(|s| near.plus_seconds(s));
        points.sort_unstable();
        let [p, q, r] = points;
        prop_assert_eq!(c.elapsed(p, r), c.elapsed(p, q) + c.elapsed(q, r));
        prop_assert!(c.elapsed(p, q) <= c.elapsed(p, r));
        prop_assert!(c.elapsed(p, r) <= r.micros_since(p) / MICROS_PER_SECOND);
        prop_assert_eq!(c.elapsed(r, p), 0);
    }

    /// `between(start, add(start, d)) = d`, and no earlier instant has it; and
    /// the mirror image for `subtract`.
    #[test]
    fn add_is_the_least_and_subtract_the_greatest(
        (spec, near) in calendars(1),
        offset in -4_000_000_000_000i64..4_000_000_000_000,
        micros in prop_oneof![0i64..100_000_000_000, Just(0), Just(1_000_000)],
    ) {
        let c = Calendar::new(&spec).unwrap();
        let start = Instant(near.0 + offset);
        if let Ok(t) = c.add_micros(start, micros) {
            prop_assert!(t >= start);
            prop_assert_eq!(c.elapsed_micros(start, t), micros);
            if micros > 0 {
                prop_assert_eq!(c.elapsed_micros(start, Instant(t.0 - 1)), micros - 1);
                // Lands inside an open stretch or at its end.
                prop_assert!(c.is_open(Instant(t.0 - 1)));
            } else {
                prop_assert_eq!(t, start);
            }
            prop_assert!(c.add_micros(start, micros + 1).map_or(true, |later| later > t));
        }
        let seconds = micros / MICROS_PER_SECOND;
        if let Ok(t) = c.subtract(start, seconds) {
            prop_assert!(t <= start);
            prop_assert_eq!(c.elapsed(t, start), seconds);
            if seconds > 0 {
                prop_assert!(c.is_open(t));
                prop_assert_eq!(
                    c.elapsed_micros(Instant(t.0 + 1), start),
                    seconds * MICROS_PER_SECOND - 1
                );
            }
        }
    }

    /// The open stretches are apart, maximal, and sum to what elapsed.
    #[test]
    fn open_spans_sum_to_what_elapsed(
        (spec, near) in calendars(1),
        length in 0i64..3_000_000,
    ) {
        let c = Calendar::new(&spec).unwrap();
        let (a, b) = (near.plus_seconds(-700_000), near.plus_seconds(length - 700_000));
        let spans = c.open_spans(a, b, 10_000);
        let sum: i64 = spans.iter().map(|(open, close)| close.micros_since(*open)).sum();
        prop_assert_eq!(sum, c.elapsed_micros(a, b));
        for (open, close) in &spans {
            prop_assert!(open < close && a <= *open && *close <= b);
            prop_assert!(c.is_open(*open) && c.is_open(Instant(close.0 - 1)));
            prop_assert!(*open == a || !c.is_open(Instant(open.0 - 1)));
            prop_assert!(*close == b || !c.is_open(*close));
            prop_assert_eq!(c.next_open(*open), Some(*open));
        }
        for pair in spans.windows(2) {
            prop_assert_eq!(c.next_open(pair[0].1), Some(pair[1].0));
        }
    }

    /// What the explanation lists plus the ordinary days is all there is:
    /// days that it calls closed have no open second.
    #[test]
    fn an_explained_closed_day_is_closed((spec, near) in calendars(1)) {
        let c = Calendar::new(&spec).unwrap();
        let (a, b) = (near.plus_seconds(-600_000), near.plus_seconds(600_000));
        let explained = c.explain(a, b);
        prop_assert_eq!(explained.open_seconds, c.elapsed(a, b));
        for day in &explained.days {
            if day.reason != DayReason::Exception {
                prop_assert_eq!(day.open_seconds, 0, "{:?}", day);
            }
            prop_assert_eq!(
                day.reason == DayReason::Exception,
                spec.exceptions.contains_key(&day.date) && day.reason != DayReason::SkippedByZone
            );
        }
    }
}
