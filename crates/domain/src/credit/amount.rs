//! Credits and money: integers of the smallest unit.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};

use serde::de::{self, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Hundredths in one credit.
pub const HUNDREDTHS: i64 = 100;

/// An amount of credits, in hundredths. In JSON a number with at most two
/// decimals: `25`, `1.5`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Credits(pub i64);

impl Credits {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// One credit.
    pub const ONE: Self = Self(HUNDREDTHS);

    /// Whole credits, saturating.
    pub const fn whole(credits: i64) -> Self {
        Self(credits.saturating_mul(HUNDREDTHS))
    }

    /// The amount in hundredths.
    pub const fn hundredths(self) -> i64 {
        self.0
    }

    /// Whether it is below nothing.
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// Reads `25`, `1.5`, `-0.25`: at most two decimals, no exponent.
    pub fn parse(text: &str) -> Option<Self> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
        let plain = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
        if !plain(whole) || !plain(decimals) {
            return None;
        }
        let decimals = decimals.trim_end_matches('0');
        if decimals.len() > 2 {
            return None;
        }
        let whole: i64 = whole.parse().ok()?;
        let part: i64 = format!("{decimals:0<2}").parse().ok()?;
        let amount = whole.checked_mul(HUNDREDTHS)?.checked_add(part)?;
        Some(Self(if negative { -amount } else { amount }))
    }
}

impl fmt::Display for Credits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, part) = (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
        match part {
            0 => write!(f, "{sign}{whole}"),
            p if p % 10 == 0 => write!(f, "{sign}{whole}.{}", p / 10),
            p => write!(f, "{sign}{whole}.{p:02}"),
        }
    }
}

impl fmt::Debug for Credits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Add for Credits {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Credits {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sub for Credits {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl SubAssign for Credits {
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
    }
}

impl Neg for Credits {
    type Output = Self;
    fn neg(self) -> Self {
        Self(self.0.saturating_neg())
    }
}

impl Sum for Credits {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

impl Serialize for Credits {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        if self.0 % HUNDREDTHS == 0 {
            return s.serialize_i64(self.0 / HUNDREDTHS);
        }
        // Two decimals survive a double far beyond any amount of credits.
        #[expect(clippy::cast_precision_loss, reason = "amounts are far below 2^53")]
        s.serialize_f64(self.0 as f64 / 100.0)
    }
}

impl<'de> Deserialize<'de> for Credits {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct Reader;
        impl Visitor<'_> for Reader {
            type Value = Credits;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an amount of credits with at most two decimals")
            }
            fn visit_i64<E: de::Error>(self, n: i64) -> Result<Credits, E> {
                n.checked_mul(HUNDREDTHS)
                    .map(Credits)
                    .ok_or_else(|| E::invalid_value(Unexpected::Signed(n), &self))
            }
            fn visit_u64<E: de::Error>(self, n: u64) -> Result<Credits, E> {
                i64::try_from(n)
                    .ok()
                    .and_then(|n| n.checked_mul(HUNDREDTHS))
                    .map(Credits)
                    .ok_or_else(|| E::invalid_value(Unexpected::Unsigned(n), &self))
            }
            fn visit_f64<E: de::Error>(self, n: f64) -> Result<Credits, E> {
                // Rust prints the shortest text that reads back, so a number
                // written with two decimals has two decimals here.
                Credits::parse(&n.to_string())
                    .ok_or_else(|| E::invalid_value(Unexpected::Float(n), &self))
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Credits, E> {
                Credits::parse(text).ok_or_else(|| E::invalid_value(Unexpected::Str(text), &self))
            }
        }
        d.deserialize_any(Reader)
    }
}

/// An amount of money in the smallest unit of its currency.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Money {
    /// Cents, fen, yen…
    pub amount: i64,
    /// Three letters, ISO 4217.
    pub currency: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credits_have_two_decimals_and_read_back() {
        for (json, hundredths) in [
            ("25", 2500),
            ("1.5", 150),
            ("0.01", 1),
            ("-0.25", -25),
            ("1.15", 115),
            ("2.0", 200),
            ("\"3.10\"", 310),
        ] {
            let credits: Credits = serde_json::from_str(json).unwrap();
            assert_eq!(credits.0, hundredths, "{json}");
            let again = serde_json::to_string(&credits).unwrap();
            assert_eq!(serde_json::from_str::<Credits>(&again).unwrap(), credits);
        }
        assert_eq!(Credits(150).to_string(), "1.5");
        assert_eq!(Credits(-5).to_string(), "-0.05");
        for bad in [
            "0.005",
            "1e30",
            "\"x\"",
            "\"1.\"",
            "\".5\"",
            "null",
            "\"+1\"",
            "9223372036854775807",
        ] {
            assert!(serde_json::from_str::<Credits>(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn every_hundredth_up_to_a_thousand_survives_json() {
        for n in -1_000..100_000 {
            let text = serde_json::to_string(&Credits(n)).unwrap();
            assert_eq!(serde_json::from_str::<Credits>(&text).unwrap(), Credits(n));
        }
    }
}
