//! Amounts of money: integers in the smallest unit of a currency, written as
//! decimals for people.

/// Currencies without a smaller unit (ISO 4217, minor unit 0).
const NO_DIGITS: [&str; 17] = [
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND",
    "VUV", "XAF", "XOF", "XPF",
];
/// Currencies of a thousand smaller units (ISO 4217, minor unit 3).
const THREE_DIGITS: [&str; 7] = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];

/// Digits after the point of an amount in this currency, as ISO 4217 lists
/// them; two for a code that it does not.
pub fn minor_digits(currency: &str) -> u32 {
    if NO_DIGITS.contains(&currency) {
        0
    } else if THREE_DIGITS.contains(&currency) {
        3
    } else {
        2
    }
}

/// An amount in the smallest unit as a decimal with a point: `49.00`, `-0.05`,
/// and `4900` in a currency without a smaller unit.
pub fn decimal(minor: i64, currency: &str) -> String {
    let digits = minor_digits(currency);
    let unit = 10_u64.pow(digits);
    let size = minor.unsigned_abs();
    let sign = if minor < 0 { "-" } else { "" };
    match digits {
        0 => format!("{sign}{size}"),
        digits => format!(
            "{sign}{}.{:0width$}",
            size / unit,
            size % unit,
            width = digits as usize
        ),
    }
}

/// Reads a decimal with a point as an amount in the smallest unit. No sign, no
/// grouping, no more digits than the currency has; none when it is not one or
/// too large.
pub fn parse_decimal(text: &str, currency: &str) -> Option<i64> {
    let digits = minor_digits(currency) as usize;
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let all_digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !all_digits(whole) || !all_digits(part) || part.len() > digits {
        return None;
    }
    if text.contains('.') && part.is_empty() {
        return None;
    }
    format!("{whole}{part:0<digits$}").parse().ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn amounts_have_the_digits_of_their_currency() {
        assert_eq!(decimal(4_900, "EUR"), "49.00");
        assert_eq!(decimal(-5, "EUR"), "-0.05");
        assert_eq!(decimal(4_900, "JPY"), "4900");
        assert_eq!(decimal(4_900, "KWD"), "4.900");
        assert_eq!(decimal(i64::MIN, "USD"), "-92233720368547758.08");
    }

    #[test]
    fn only_a_plain_decimal_is_read() {
        for (text, currency, minor) in [
            ("49", "EUR", Some(4_900)),
            ("49.5", "EUR", Some(4_950)),
            ("49.50", "EUR", Some(4_950)),
            ("49.505", "EUR", None),
            ("49.", "EUR", None),
            (".5", "EUR", None),
            ("1,000", "EUR", None),
            ("-1", "EUR", None),
            ("+1", "EUR", None),
            ("", "EUR", None),
            ("4900", "JPY", Some(4_900)),
            ("4900.0", "JPY", None),
            ("4.9", "KWD", Some(4_900)),
            ("92233720368547758.07", "USD", Some(i64::MAX)),
            ("92233720368547758.08", "USD", None),
        ] {
            assert_eq!(parse_decimal(text, currency), minor, "{text} {currency}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(minor in 0..=i64::MAX, currency in "EUR|JPY|KWD") {
            prop_assert_eq!(parse_decimal(&decimal(minor, &currency), &currency), Some(minor));
        }
    }
}
