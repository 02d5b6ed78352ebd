//! What breaches next: open clocks in bands of the time that is left, grouped.

use std::collections::BTreeMap;

use crate::calendar::Calendar;
use crate::ticket::words;
use crate::time::Instant;

/// "Within the hour": less open time is left than this, seconds.
pub const HOUR_SECONDS: i64 = 3_600;

words! {
    /// How soon a clock runs out.
    Band {
        /// It has.
        Breached = "breached",
        /// Within an hour of open time.
        Hour = "hour",
        /// Before midnight in the zone of its calendar.
        Today = "today",
        /// After that.
        Later = "later",
    }
    /// By what clocks are put together.
    GroupBy {
        /// The team that owns the ticket.
        Team = "team",
        /// Its tier, 0 to 4.
        Tier = "tier",
        /// The customer.
        Account = "account",
        /// The plan that covers it.
        Plan = "plan",
        /// Its priority.
        Priority = "priority",
        /// Who works on it.
        Assignee = "assignee",
    }
}

/// What is left of a clock: seconds of open time and of the wall clock, below
/// zero when it is late, and its band.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Left {
    /// Open time of its calendar.
    pub business_seconds: i64,
    /// Wall clock.
    pub wall_seconds: i64,
    /// How soon that is.
    pub band: Band,
}

/// What is left at `now` of a clock that is due at `due`. A clock that counts
/// day and night has no calendar.
pub fn left(calendar: Option<&Calendar>, now: Instant, due: Instant) -> Left {
    let wall_seconds = due.micros_since(now).div_euclid(1_000_000);
    let business_seconds = match calendar {
        None => wall_seconds,
        Some(calendar) if due >= now => calendar.elapsed(now, due),
        Some(calendar) => -calendar.elapsed(due, now),
    };
    let zone = calendar.map_or("UTC", Calendar::zone_name);
    let band = if due <= now {
        Band::Breached
    } else if business_seconds < HOUR_SECONDS {
        Band::Hour
    } else if local_day(due, zone) == local_day(now, zone) {
        Band::Today
    } else {
        Band::Later
    };
    Left {
        business_seconds,
        wall_seconds,
        band,
    }
}

fn local_day(at: Instant, zone: &str) -> Option<jiff::civil::Date> {
    let zone = jiff::tz::TimeZone::get(zone).ok()?;
    Some(
        jiff::Timestamp::from_microsecond(at.0)
            .ok()?
            .to_zoned(zone)
            .date(),
    )
}

/// How many clocks are in each band.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts([u64; 4]);

impl Counts {
    /// One more.
    pub fn add(&mut self, band: Band) {
        self.0[band as usize] += 1;
    }

    /// Of one band.
    pub const fn of(&self, band: Band) -> u64 {
        self.0[band as usize]
    }

    /// Of all.
    pub fn all(&self) -> u64 {
        self.0.iter().sum()
    }
}

/// Clocks by group; groups where more burns stand first, then by name. A group
/// is a key and a name; none is what belongs to nothing.
pub fn groups<K: Ord + Clone>(
    clocks: impl IntoIterator<Item = (Option<K>, String, Band)>,
) -> Vec<(Option<K>, String, Counts)> {
    let mut found: BTreeMap<Option<K>, (String, Counts)> = BTreeMap::new();
    for (key, name, band) in clocks {
        found
            .entry(key)
            .or_insert((name, Counts::default()))
            .1
            .add(band);
    }
    let mut groups: Vec<_> = found
        .into_iter()
        .map(|(k, (name, counts))| (k, name, counts))
        .collect();
    groups.sort_by(|a, b| b.2.0.cmp(&a.2.0).then_with(|| a.1.cmp(&b.1)));
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::CalendarSpec;

    fn at(text: &str) -> Instant {
        Instant::parse(text).unwrap()
    }

    fn office() -> Calendar {
        Calendar::new(&CalendarSpec {
            tz: "Europe/Berlin".into(),
            hours: ["mon", "tue", "wed", "thu", "fri"]
                .map(|day| {
                    (
                        day.to_owned(),
                        vec![["09:00".to_owned(), "17:00".to_owned()]],
                    )
                })
                .into(),
            ..CalendarSpec::default()
        })
        .unwrap()
    }

    #[test]
    fn bands_are_of_open_time_and_of_the_calendars_own_day() {
        let office = office();
        // Friday 16:30 in Berlin; due Monday 09:29:59, 09:30:00 there.
        let now = at("2026-11-20T15:30:00Z");
        let soon = left(Some(&office), now, at("2026-11-23T08:29:59Z"));
        assert_eq!((soon.business_seconds, soon.band), (3_599, Band::Hour));
        assert!(soon.wall_seconds > 2 * 86_400);
        let later = left(Some(&office), now, at("2026-11-23T08:30:00Z"));
        assert_eq!((later.business_seconds, later.band), (3_600, Band::Later));
        let today = left(
            Some(&office),
            at("2026-11-20T08:00:00Z"),
            at("2026-11-20T16:00:00Z"),
        );
        assert_eq!(
            (today.business_seconds, today.band),
            (8 * 3_600, Band::Today)
        );
        // Without a calendar the wall clock counts.
        let night = left(None, now, at("2026-11-20T16:30:00Z"));
        assert_eq!((night.business_seconds, night.band), (3_600, Band::Today));
    }

    #[test]
    fn a_clock_is_late_from_its_due_instant_on_and_counts_on_in_open_time() {
        let office = office();
        let due = at("2026-11-20T16:00:00Z"); // Friday, closing
        assert_eq!(left(Some(&office), due, due).band, Band::Breached);
        assert_eq!(
            left(Some(&office), Instant(due.0 - 1), due).band,
            Band::Hour
        );
        let monday = left(Some(&office), at("2026-11-23T09:00:00Z"), due);
        assert_eq!(
            monday.business_seconds, -3_600,
            "the weekend does not count"
        );
    }

    #[test]
    fn groups_where_more_burns_stand_first_and_nothing_is_lost() {
        let clocks = [
            (Some(1), "Berlin", Band::Later),
            (Some(1), "Berlin", Band::Later),
            (Some(2), "Shanghai", Band::Breached),
            (None, "", Band::Hour),
            (Some(3), "Accra", Band::Later),
        ]
        .map(|(k, n, b)| (k, n.to_owned(), b));
        let found = groups(clocks);
        let order: Vec<_> = found.iter().map(|(k, ..)| *k).collect();
        assert_eq!(order, [Some(2), None, Some(1), Some(3)]);
        assert_eq!(found.iter().map(|g| g.2.all()).sum::<u64>(), 5);
        assert_eq!(found[2].2.of(Band::Later), 2);
    }
}
