//! Absent, null or a value: what a PATCH body says of a field.

use serde::{Deserialize, Deserializer};

/// A field of a PATCH body: `None` is absent, `Some(None)` is null.
pub type Patch<T> = Option<Option<T>>;

/// Reads a field that may be null as present; use with `#[serde(default, deserialize_with = "patch::present")]`.
///
/// # Errors
/// As the value's own reader.
pub fn present<'de, T: Deserialize<'de>, D: Deserializer<'de>>(d: D) -> Result<Patch<T>, D::Error> {
    Option::<T>::deserialize(d).map(Some)
}
