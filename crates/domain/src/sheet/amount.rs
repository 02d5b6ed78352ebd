//! Amounts of money as people write them in tables, read exactly or not at all.

use serde::{Deserialize, Serialize};

use crate::money;

/// Which mark stands before the part that is less than one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecimalMark {
    /// `1,234.50`
    Point,
    /// `1.234,50`
    Comma,
}

/// An amount as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amount {
    /// In the smallest unit of its currency.
    pub minor: i64,
    /// The currency that was written beside it.
    pub currency: Option<String>,
}

/// Why an amount was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AmountError {
    /// It is no number, or its marks stand where none belongs.
    #[error("expected an amount such as 1234.50, with the decimal mark that was chosen")]
    Invalid,
    /// It has more digits after the mark than its currency: nothing is rounded.
    #[error("more digits after the decimal mark than the currency has")]
    TooPrecise,
    /// It is below zero or above what is kept.
    #[error("expected zero or more, within what is kept")]
    OutOfRange,
}

impl AmountError {
    /// Stable snake_case code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Invalid => "invalid_amount",
            Self::TooPrecise => "amount_too_precise",
            Self::OutOfRange => "out_of_range",
        }
    }
}

/// Spaces that stand between groups of digits.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}

/// Takes an ISO 4217 code, `€` or `£` from an end. Other signs stand for
/// several currencies and are not read.
fn without_currency(text: &str) -> (Option<String>, &str) {
    for (sign, code) in [('€', "EUR"), ('£', "GBP")] {
        if let Some(rest) = text.strip_prefix(sign) {
            return (Some(code.into()), rest.trim_start_matches(is_space));
        }
        if let Some(rest) = text.strip_suffix(sign) {
            return (Some(code.into()), rest.trim_end_matches(is_space));
        }
    }
    let is_code = |t: &str| t.len() == 3 && t.bytes().all(|b| b.is_ascii_alphabetic());
    if let Some((code, rest)) = text.split_at_checked(3).filter(|(code, _)| is_code(code)) {
        return (
            Some(code.to_ascii_uppercase()),
            rest.trim_start_matches(is_space),
        );
    }
    let cut = text.len().saturating_sub(3);
    if let Some((rest, code)) = text.split_at_checked(cut).filter(|(_, code)| is_code(code)) {
        return (
            Some(code.to_ascii_uppercase()),
            rest.trim_end_matches(is_space),
        );
    }
    (None, text)
}

/// Reads an amount. `currency` is that of the line, for an amount without one
/// of its own. Groups of digits have three digits but the first, and one mark.
///
/// # Errors
/// [`AmountError`].
pub fn read(text: &str, mark: DecimalMark, currency: &str) -> Result<Amount, AmountError> {
    let (own, number) = without_currency(text.trim_matches(|c: char| is_space(c) || c == '\t'));
    let currency = own.as_deref().unwrap_or(currency);
    let (number, below_zero) = match number.strip_prefix(['-', '−']) {
        Some(rest) => (rest, true),
        None => (number, false),
    };
    let decimal = match mark {
        DecimalMark::Point => '.',
        DecimalMark::Comma => ',',
    };
    let (whole, part) = match number.split_once(decimal) {
        Some((whole, part)) => (whole, Some(part)),
        None => (number, None),
    };
    let is_digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    if part.is_some_and(|part| !is_digits(part)) {
        return Err(AmountError::Invalid);
    }
    let whole = ungrouped(whole, mark).ok_or(AmountError::Invalid)?;
    let digits = money::minor_digits(currency) as usize;
    if part.is_some_and(|part| part.len() > digits) {
        return Err(AmountError::TooPrecise);
    }
    let plain = match part {
        Some(part) => format!("{whole}.{part}"),
        None => whole,
    };
    let minor = money::parse_decimal(&plain, currency).ok_or(AmountError::OutOfRange)?;
    if below_zero && minor != 0 {
        return Err(AmountError::OutOfRange);
    }
    Ok(Amount {
        minor,
        currency: own,
    })
}

/// The digits of `1,234,567` without their marks.
fn ungrouped(whole: &str, mark: DecimalMark) -> Option<String> {
    let group = |c: char| {
        is_space(c)
            || matches!(c, '\'' | '’')
            || c == match mark {
                DecimalMark::Point => ',',
                DecimalMark::Comma => '.',
            }
    };
    let marks: Vec<char> = whole.chars().filter(|c| group(*c)).collect();
    if marks.windows(2).any(|pair| pair[0] != pair[1]) {
        return None;
    }
    let groups: Vec<&str> = whole.split(group).collect();
    let shaped = groups.iter().enumerate().all(|(at, digits)| {
        !digits.is_empty()
            && digits.bytes().all(|b| b.is_ascii_digit())
            && (groups.len() == 1 || digits.len() == 3 || (at == 0 && digits.len() < 3))
    });
    shaped.then(|| groups.concat())
}
