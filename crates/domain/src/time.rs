//! Instants and durations: UTC microseconds in an `i64`, whole seconds.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Microseconds in a second.
pub const MICROS_PER_SECOND: i64 = 1_000_000;

/// An instant on the UTC time line, in microseconds since 1970-01-01T00:00:00Z.
///
/// Written and read in JSON as RFC 3339 in UTC.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(pub i64);

/// A text was not an RFC 3339 instant with an offset.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an RFC 3339 instant with a UTC offset: {0:?}")]
pub struct InvalidInstant(pub String);

impl Instant {
    /// The instant `seconds` after 1970-01-01T00:00:00Z, saturating.
    pub const fn from_seconds(seconds: i64) -> Self {
        Self(seconds.saturating_mul(MICROS_PER_SECOND))
    }

    /// Whole seconds since 1970-01-01T00:00:00Z, rounded down.
    pub const fn seconds(self) -> i64 {
        self.0.div_euclid(MICROS_PER_SECOND)
    }

    /// This instant moved by whole seconds, saturating at the ends of time.
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(
            self.0
                .saturating_add(seconds.saturating_mul(MICROS_PER_SECOND)),
        )
    }

    /// Microseconds from `earlier` to `self`, negative when reversed.
    pub const fn micros_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// Reads RFC 3339 with an offset, e.g. `2026-03-29T09:00:00+02:00`.
    ///
    /// # Errors
    /// [`InvalidInstant`] when the text is not RFC 3339 or has no offset.
    pub fn parse(text: &str) -> Result<Self, InvalidInstant> {
        text.parse::<jiff::Timestamp>()
            .map(|t| Self(t.as_microsecond()))
            .map_err(|_| InvalidInstant(text.to_owned()))
    }

    /// RFC 3339 in UTC to the second, as the diagnostics print it.
    pub fn to_rfc3339_seconds(self) -> String {
        match jiff::Timestamp::from_second(self.seconds()) {
            Ok(t) => format!("{t:.0}"),
            Err(_) => format!("{}s", self.seconds()),
        }
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match jiff::Timestamp::from_microsecond(self.0) {
            Ok(t) => write!(f, "{t}"),
            Err(_) => write!(f, "{}us", self.0),
        }
    }
}

impl fmt::Debug for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(d)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_reads_any_offset_and_prints_utc() {
        let t = Instant::parse("2026-03-29T09:00:00.25+02:00").unwrap();
        assert_eq!(t.to_string(), "2026-03-29T07:00:00.25Z");
        assert_eq!(t.to_rfc3339_seconds(), "2026-03-29T07:00:00Z");
        assert!(Instant::parse("2026-03-29T09:00:00").is_err());
    }

    #[test]
    fn seconds_round_down_before_the_epoch() {
        assert_eq!(Instant(-1).seconds(), -1);
    }
}
