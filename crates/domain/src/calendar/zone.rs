//! Zone tables: the stretches of constant UTC offset of one IANA zone, from
//! the bundled time zone database (never the machine's), made once per
//! process and zone.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use jiff::Timestamp;
use jiff::tz::{TimeZone, TimeZoneDatabase};

use crate::time::{Instant, MICROS_PER_SECOND};

/// The first instant that calendars can measure: 1900-01-01T00:00:00Z.
pub const RANGE_START: Instant = Instant::from_seconds(-2_208_988_800);

/// The last instant that calendars can measure: 2300-01-01T00:00:00Z.
pub const RANGE_END: Instant = Instant::from_seconds(10_413_792_000);

/// Stretches of constant offset that cover `[RANGE_START, RANGE_END]`. All
/// values are microseconds.
#[derive(Debug)]
pub(super) struct ZoneTable {
    /// Canonical IANA name.
    pub(super) name: String,
    /// Start of each stretch, ascending; the first is `RANGE_START`.
    pub(super) starts: Vec<i64>,
    /// Wall clock minus UTC in each stretch.
    pub(super) offsets: Vec<i64>,
}

impl ZoneTable {
    /// The stretch that contains `t`; before the first and after the last,
    /// the nearest.
    pub(super) fn stretch_at(&self, t: i64) -> usize {
        self.starts.partition_point(|s| *s <= t).saturating_sub(1)
    }

    fn build(name: String, zone: &TimeZone) -> Option<Self> {
        let first = Timestamp::from_microsecond(RANGE_START.0).ok()?;
        let mut starts = vec![RANGE_START.0];
        let mut offsets = vec![i64::from(zone.to_offset(first).seconds()) * MICROS_PER_SECOND];
        for transition in zone.following(first) {
            let at = transition.timestamp().as_microsecond();
            if at >= RANGE_END.0 {
                break;
            }
            let offset = i64::from(transition.offset().seconds()) * MICROS_PER_SECOND;
            if offsets.last() != Some(&offset) {
                starts.push(at);
                offsets.push(offset);
            }
        }
        Some(Self {
            name,
            starts,
            offsets,
        })
    }
}

/// The table of a zone, or none when the name is not one of the IANA
/// database. Names match without regard to ASCII case, as RFC 9557 readers do.
pub(super) fn zone_table(name: &str) -> Option<Arc<ZoneTable>> {
    // Grows by canonical names only, so it is bounded by the database.
    static TABLES: OnceLock<RwLock<HashMap<String, Arc<ZoneTable>>>> = OnceLock::new();
    static DATABASE: OnceLock<TimeZoneDatabase> = OnceLock::new();

    let tables = TABLES.get_or_init(RwLock::default);
    let cached = |name: &str| {
        let tables = tables.read().unwrap_or_else(PoisonError::into_inner);
        tables.get(name).map(Arc::clone)
    };
    if let Some(table) = cached(name) {
        return Some(table);
    }
    let database = DATABASE.get_or_init(TimeZoneDatabase::bundled);
    let zone = database.get(name).ok().filter(|z| !z.is_unknown())?;
    let canonical = zone.iana_name()?.to_owned();
    if let Some(table) = cached(&canonical) {
        return Some(table);
    }
    let table = Arc::new(ZoneTable::build(canonical.clone(), &zone)?);
    tables
        .write()
        .unwrap_or_else(PoisonError::into_inner)
        .insert(canonical, Arc::clone(&table));
    Some(table)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_range_is_what_its_names_say() {
        assert_eq!(RANGE_START.to_string(), "1900-01-01T00:00:00Z");
        assert_eq!(RANGE_END.to_string(), "2300-01-01T00:00:00Z");
    }

    #[test]
    fn a_table_is_made_once_and_agrees_with_the_zone_everywhere() {
        for name in [
            "Europe/Berlin",
            "Australia/Lord_Howe",
            "Africa/Casablanca",
            "Pacific/Apia",
            "Asia/Kathmandu",
            "UTC",
        ] {
            let table = zone_table(name).unwrap();
            assert!(Arc::ptr_eq(
                &table,
                &zone_table(&name.to_lowercase()).unwrap()
            ));
            let zone = TimeZone::get(name).unwrap();
            let mut t = RANGE_START.0;
            while t < RANGE_END.0 {
                for probe in [t, t - 1] {
                    let probe = probe.max(RANGE_START.0);
                    let wanted = zone.to_offset(Timestamp::from_microsecond(probe).unwrap());
                    assert_eq!(
                        table.offsets[table.stretch_at(probe)],
                        i64::from(wanted.seconds()) * MICROS_PER_SECOND,
                        "{name} at {probe}"
                    );
                }
                t += 5 * 86_400 * MICROS_PER_SECOND + 12_345_678;
            }
        }
    }

    #[test]
    fn what_is_not_a_zone_has_no_table() {
        for name in [
            "",
            "Mars/Olympus",
            "Etc/Unknown",
            "EST5EDT4,M3.2.0,M11.1.0",
            "+02:00",
        ] {
            assert!(zone_table(name).is_none(), "{name}");
        }
    }
}
