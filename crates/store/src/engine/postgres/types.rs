//! Values in PostgreSQL's binary form, by the types the server reports.

use std::error::Error;

use bytes::BytesMut;
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};

use crate::engine::value::Value;

/// A value that does not fit the type on the other side.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum Unfit {
    /// The number is too large or small, or no whole number.
    #[error("the number does not fit")]
    Range,
    /// The kind is another.
    #[error("{0}")]
    Type(String),
}

type Boxed = Box<dyn Error + Sync + Send>;

impl ToSql for Value {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Boxed> {
        match self {
            Self::Null => return Ok(IsNull::Yes),
            Self::Int(i) => return int_to_sql(*i, ty, out),
            Self::Text(text) if is_text(ty) => out.extend_from_slice(text.as_bytes()),
            Self::Blob(bytes) if *ty == Type::BYTEA => out.extend_from_slice(bytes),
            Self::Text(_) => return Err(unfit("text", ty)),
            Self::Blob(_) => return Err(unfit("bytes", ty)),
        }
        Ok(IsNull::No)
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

fn unfit(given: &str, ty: &Type) -> Boxed {
    Box::new(Unfit::Type(format!(
        "a parameter is {given} where the statement wants {ty}"
    )))
}

fn is_text(ty: &Type) -> bool {
    [
        Type::TEXT,
        Type::VARCHAR,
        Type::BPCHAR,
        Type::NAME,
        Type::UNKNOWN,
    ]
    .contains(ty)
}

fn int_to_sql(i: i64, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Boxed> {
    let range = |_| Box::new(Unfit::Range);
    if *ty == Type::INT8 {
        out.extend_from_slice(&i.to_be_bytes());
    } else if *ty == Type::INT4 {
        out.extend_from_slice(&i32::try_from(i).map_err(range)?.to_be_bytes());
    } else if *ty == Type::INT2 {
        out.extend_from_slice(&i16::try_from(i).map_err(range)?.to_be_bytes());
    } else if *ty == Type::BOOL && (i == 0 || i == 1) {
        out.extend_from_slice(&[u8::from(i == 1)]);
    } else {
        return Err(unfit("an integer", ty));
    }
    Ok(IsNull::No)
}

/// A value as read.
#[derive(Debug)]
pub(super) struct Stored(pub(super) Value);

impl<'a> FromSql<'a> for Stored {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> Result<Self, Boxed> {
        let value = if is_text(ty) {
            Value::Text(std::str::from_utf8(raw)?.to_owned())
        } else if *ty == Type::BYTEA {
            Value::Blob(raw.to_vec())
        } else if *ty == Type::INT8 {
            Value::Int(i64::from_be_bytes(raw.try_into()?))
        } else if *ty == Type::INT4 {
            Value::Int(i64::from(i32::from_be_bytes(raw.try_into()?)))
        } else if *ty == Type::INT2 {
            Value::Int(i64::from(i16::from_be_bytes(raw.try_into()?)))
        } else if *ty == Type::BOOL {
            Value::Int(i64::from(raw == [1]))
        } else if *ty == Type::NUMERIC {
            // SUM over BIGINT is NUMERIC.
            Value::Int(whole_number(raw).ok_or(Unfit::Range)?)
        } else {
            return Err(Box::new(Unfit::Type(format!(
                "a column has the type {ty}, which is not used here"
            ))));
        };
        Ok(Self(value))
    }

    fn from_sql_null(_: &Type) -> Result<Self, Boxed> {
        Ok(Self(Value::Null))
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

/// A NUMERIC that is a whole number of 64 bits.
///
/// Binary form: count of base 10,000 digits, weight of the first, sign
/// (0x4000 negative, 0xC000 not a number), scale, digits; 16 bits each.
fn whole_number(raw: &[u8]) -> Option<i64> {
    let mut words = raw
        .chunks_exact(2)
        .map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
    let count = usize::from(words.next()?);
    let weight = i32::from(words.next()?.cast_signed());
    let negative = match words.next()? {
        0x0000 => false,
        0x4000 => true,
        _ => return None,
    };
    let _scale = words.next()?;
    let digits: Vec<u16> = words.collect();
    if digits.len() != count {
        return None;
    }
    let mut number: i128 = 0;
    let places = usize::try_from(weight + 1).unwrap_or(0);
    // Four decimal digits each: five places cover 64 bits.
    if places > 5 || digits.iter().skip(places).any(|&d| d != 0) {
        return None;
    }
    for place in 0..places {
        let digit = digits.get(place).copied().unwrap_or(0);
        number = number * 10_000 + i128::from(digit);
    }
    i64::try_from(if negative { -number } else { number }).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numeric(weight: i16, sign: u16, digits: &[u16]) -> Option<i64> {
        let words = [digits.len() as u16, weight.cast_unsigned(), sign, 0];
        let raw: Vec<u8> = words
            .iter()
            .chain(digits)
            .flat_map(|w| w.to_be_bytes())
            .collect();
        whole_number(&raw)
    }

    #[test]
    fn sums_are_whole_numbers_of_64_bits() {
        assert_eq!(numeric(0, 0, &[]), Some(0));
        assert_eq!(numeric(1, 0, &[12]), Some(120_000));
        assert_eq!(numeric(1, 0x4000, &[1, 2345]), Some(-12_345));
        assert_eq!(numeric(4, 0, &[922, 3372, 368, 5477, 5807]), Some(i64::MAX));
        assert_eq!(
            numeric(4, 0x4000, &[922, 3372, 368, 5477, 5808]),
            Some(i64::MIN)
        );
        assert_eq!(numeric(4, 0, &[922, 3372, 368, 5477, 5808]), None);
        assert_eq!(numeric(5, 0, &[1]), None);
        assert_eq!(numeric(-1, 0, &[5000]), None);
        assert_eq!(numeric(0, 0xC000, &[]), None);
    }
}
