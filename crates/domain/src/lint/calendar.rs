//! Rules of calendars and holiday feeds.

use jiff::civil::Date;

use super::{Because, Finding, Findings, What};
use crate::calendar::{Calendar, CalendarSpec};
use crate::time::Instant;

/// Days in a row under one name that still pass for a holiday: the longest
/// that states give (Spring Festival, Golden Week) have 8 or 9.
pub const HOLIDAY_RUN_DAYS_MAX: i64 = 10;

/// Days before the last holiday from which on its end is told.
const RUN_OUT_DAYS: i64 = 30;

/// What says of itself that nobody has the day off, in feeds of the field.
const OBSERVANCE_WORDS: &[&str] = &[
    "observance",
    "observation day",
    "not a public holiday",
    "working day",
    "commemoration",
    "gedenktag",
    "纪念日",
    "工作日",
];

/// Days that calendars carry and at which offices are open, in English,
/// German, French and Chinese. Names that are a day off somewhere (Carnival,
/// New Year's Eve, Children's Day) are left out.
const OBSERVED_NAMES: &[&str] = &[
    "april fool",
    "cinco de mayo",
    "daylight saving time",
    "daylight savings time",
    "earth day",
    "father's day",
    "fathers' day",
    "first day of spring",
    "flag day (united states",
    "groundhog day",
    "halloween",
    "mother's day",
    "mothers' day",
    "muttertag",
    "nikolaustag",
    "st. patrick's day",
    "tax day",
    "teachers' day",
    "valentine",
    "vatertag",
    "zeitumstellung",
    "fête des mères",
    "fête des pères",
    "saint-valentin",
    "情人节",
    "母亲节",
    "父亲节",
    "教师节",
    "植树节",
    "愚人节",
    "万圣节",
    "光棍节",
    "七夕",
];

/// What a feed says of an event beside its name.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct OfFeed<'a> {
    /// CATEGORIES.
    pub categories: &'a str,
    /// DESCRIPTION.
    pub description: &'a str,
}

/// That an event is no day off, and what says so.
pub type Observance = Option<Because>;

/// Whether an event is a day of note on which people work. What says "public
/// holiday" of itself is none, whatever its name.
pub fn observance(name: &str, of_feed: OfFeed<'_>) -> Observance {
    let says = |text: &str, words: &[&str]| {
        let text = text.to_lowercase();
        words.iter().any(|word| text.contains(word))
    };
    let off = |text: &str| {
        says(
            text,
            &["public holiday", "bank holiday", "federal holiday", "法定"],
        ) && !says(text, &["not a public holiday"])
    };
    if says(of_feed.categories, OBSERVANCE_WORDS) {
        return Some(Because::Category);
    }
    if says(of_feed.description, OBSERVANCE_WORDS) {
        return Some(Because::Description);
    }
    if off(of_feed.categories) || off(of_feed.description) || off(name) {
        return None;
    }
    // A typographic apostrophe is an apostrophe.
    let name = name.replace('\u{2019}', "'");
    (says(&name, OBSERVANCE_WORDS) || says(&name, OBSERVED_NAMES)).then_some(Because::Name)
}

/// A day that is to close, with its place in what was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closing {
    /// Where it stands.
    pub path: String,
    /// Which day.
    pub date: Date,
    /// Its name.
    pub name: String,
    /// What else was said of it.
    pub because: Observance,
}

/// Days of a feed that are probably no days off.
pub fn check_feed(days: &[Closing]) -> Vec<Finding> {
    let mut found = Findings::default();
    closings(days, &mut found);
    found.sorted()
}

fn closings(days: &[Closing], found: &mut Findings) {
    for day in days {
        if let Some(because) = day.because {
            found.warning(
                &day.path,
                What::HolidayObservance {
                    date: day.date.to_string(),
                    name: day.name.clone(),
                    because,
                },
            );
        }
    }
    let mut sorted: Vec<&Closing> = days.iter().filter(|d| !d.name.is_empty()).collect();
    sorted.sort_by(|a, b| (&a.name, a.date).cmp(&(&b.name, b.date)));
    let follows = |a: &&Closing, b: &&Closing| {
        a.name == b.name && (b.date == a.date || a.date.tomorrow().is_ok_and(|next| next == b.date))
    };
    for run in sorted.chunk_by(follows) {
        let (first, last) = (run[0], run[run.len() - 1]);
        let days = i64::from((last.date - first.date).get_days()) + 1;
        if days > HOLIDAY_RUN_DAYS_MAX {
            found.warning(
                &first.path,
                What::HolidayLong {
                    name: first.name.clone(),
                    from: first.date.to_string(),
                    to: last.date.to_string(),
                    days,
                },
            );
        }
    }
}

/// Checks a calendar that [`Calendar::new`] takes; `today` is the date of
/// `now` in its zone.
pub fn check_calendar(
    spec: &CalendarSpec,
    calendar: &Calendar,
    now: Instant,
    today: Date,
) -> Vec<Finding> {
    let mut found = Findings::default();
    if calendar.next_open(now).is_none() {
        found.error("/spec/hours", What::NeverOpensAgain {});
    }
    let days: Vec<Closing> = spec
        .holidays
        .iter()
        .enumerate()
        .filter_map(|(i, text)| {
            let date: Date = text.parse().ok()?;
            // A date with hours of its own is not closed by being a holiday.
            if spec.exceptions.contains_key(text) {
                return None;
            }
            let name = spec.exception_names.get(text).cloned().unwrap_or_default();
            // What is past closes nothing any more.
            (date >= today).then(|| Closing {
                path: format!("/spec/holidays/{i}"),
                date,
                because: observance(&name, OfFeed::default()),
                name,
            })
        })
        .collect();
    closings(&days, &mut found);
    let last = spec
        .holidays
        .iter()
        .filter_map(|text| text.parse::<Date>().ok())
        .max();
    if let Some(last) = last
        && i64::from((last - today).get_days()) < RUN_OUT_DAYS
    {
        found.hint(
            "/spec/holidays",
            What::HolidaysRunOut {
                last: last.to_string(),
            },
        );
    }
    found.sorted()
}

#[cfg(test)]
mod tests {
    use super::super::codes;
    use super::*;
    use std::collections::BTreeMap;

    fn spec(holidays: &[(&str, &str)]) -> CalendarSpec {
        CalendarSpec {
            tz: "Europe/Berlin".into(),
            hours: BTreeMap::from([("mon".into(), vec![["09:00".into(), "17:00".into()]])]),
            holidays: holidays.iter().map(|(d, _)| (*d).to_owned()).collect(),
            exceptions: BTreeMap::new(),
            exception_names: holidays
                .iter()
                .filter(|(_, n)| !n.is_empty())
                .map(|(d, n)| ((*d).to_owned(), (*n).to_owned()))
                .collect(),
        }
    }

    fn found(spec: &CalendarSpec) -> Vec<(String, String)> {
        let calendar = Calendar::new(spec).unwrap();
        let now = Instant::parse("2026-11-23T09:00:00Z").unwrap();
        codes(&check_calendar(
            spec,
            &calendar,
            now,
            "2026-11-23".parse().unwrap(),
        ))
    }

    #[test]
    fn holiday_observance_by_name_and_not_a_day_off() {
        let bad = spec(&[
            ("2027-01-01", "New Year's Day"),
            ("2027-02-14", "Valentine\u{2019}s Day"),
            ("2027-05-09", "母亲节"),
            ("2027-06-01", "Staff day (Observance)"),
        ]);
        let at = |i: usize| ("holiday_observance".into(), format!("/spec/holidays/{i}"));
        assert_eq!(found(&bad), [at(1), at(2), at(3)]);
        let good = spec(&[
            ("2027-01-01", "New Year's Day"),
            ("2027-05-01", "劳动节"),
            ("2027-12-25", ""),
            ("2027-03-17", "St. Patrick's Day (public holiday)"),
        ]);
        assert_eq!(found(&good), []);
        // One that is over closes nothing any more.
        let past = spec(&[
            ("2026-02-14", "Valentine's Day"),
            ("2027-12-25", "Christmas"),
        ]);
        assert_eq!(found(&past), []);
    }

    #[test]
    fn holiday_observance_by_what_the_feed_says() {
        let of = |name, categories, description| {
            observance(
                name,
                OfFeed {
                    categories,
                    description,
                },
            )
        };
        assert_eq!(
            of("Flag day", "Observance", "Public holiday"),
            Some(Because::Category)
        );
        assert_eq!(
            of(
                "Reformation Day",
                "",
                "Observance\\nTo hide observances, go to Settings"
            ),
            Some(Because::Description)
        );
        assert_eq!(of("Mother's Day", "", "Public holiday"), None);
        assert_eq!(of("Christmas Day", "Holidays", "Public holiday"), None);
        assert_eq!(of("Christmas Day", "", ""), None);
    }

    #[test]
    fn holiday_long_and_at_its_edge() {
        let run = |days: i8| {
            let days: Vec<(String, &str)> = (1..=days)
                .map(|d| (format!("2027-08-{d:02}"), "Summer"))
                .collect();
            let days: Vec<(&str, &str)> = days.iter().map(|(d, n)| (d.as_str(), *n)).collect();
            found(&spec(&days))
        };
        assert_eq!(run(10), []);
        assert_eq!(
            run(11),
            [("holiday_long".into(), "/spec/holidays/0".into())]
        );
        // Eleven days of one name that are no run.
        let apart: Vec<(String, &str)> = (1..=11)
            .map(|d| (format!("2027-08-{:02}", 2 * d), "Friday off"))
            .collect();
        let apart: Vec<(&str, &str)> = apart.iter().map(|(d, n)| (d.as_str(), *n)).collect();
        assert_eq!(found(&spec(&apart)), []);
    }

    #[test]
    fn holidays_run_out_and_none_is_not_run_out() {
        let hint = |s: &CalendarSpec| found(s).iter().any(|(c, _)| c == "holidays_run_out");
        assert!(hint(&spec(&[("2026-12-22", "")])));
        assert!(!hint(&spec(&[("2026-12-23", "")])));
        assert!(!hint(&spec(&[])));
    }

    #[test]
    fn never_opens_again_when_only_past_dates_open() {
        let mut s = spec(&[]);
        s.hours.clear();
        s.exceptions = BTreeMap::from([(
            "2026-01-05".into(),
            vec![["09:00".into(), "10:00".to_string()]],
        )]);
        assert_eq!(
            found(&s),
            [("never_opens_again".into(), "/spec/hours".into())]
        );
        s.exceptions.insert(
            "2027-01-05".into(),
            vec![["09:00".into(), "10:00".to_string()]],
        );
        assert_eq!(found(&s), []);
    }

    #[test]
    fn holiday_with_hours_of_its_own_is_not_asked() {
        let mut s = spec(&[("2027-02-14", "Valentine's Day")]);
        s.exceptions.insert(
            "2027-02-14".into(),
            vec![["09:00".into(), "10:00".to_string()]],
        );
        assert_eq!(found(&s), []);
    }
}
