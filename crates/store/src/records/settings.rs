//! Settings of the desk: one JSON value per key.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::{StoreError, Tx, Value, params, sql};

sql! {
    /// One setting.
    pub(in crate::records) GET = "SELECT value, version FROM settings WHERE key = $1";
    /// One setting, held until the end of the transaction.
    LOCK = "SELECT value, version FROM settings WHERE key = $1 FOR UPDATE";
    /// Sets what nobody has set.
    SEED = "INSERT INTO settings (key, value, version) VALUES ($1, $2, 1) ON CONFLICT (key) DO NOTHING";
    /// Changes a setting.
    UPDATE = "UPDATE settings SET value = $2, version = version + 1 WHERE key = $1";
}

/// A setting and its version.
///
/// # Errors
/// As the engine reports, or when the value does not read.
pub fn get<T: DeserializeOwned>(
    tx: &mut Tx<'_>,
    key: &str,
) -> Result<Option<(T, i64)>, StoreError> {
    tx.query_opt(&GET, &params![key])?
        .map(|row| Ok((row.json("value")?, row.int("version")?)))
        .transpose()
}

/// A setting and its version, held until the end of the transaction.
///
/// # Errors
/// As [`get`].
pub fn lock<T: DeserializeOwned>(
    tx: &mut Tx<'_>,
    key: &str,
) -> Result<Option<(T, i64)>, StoreError> {
    tx.query_opt(&LOCK, &params![key])?
        .map(|row| Ok((row.json("value")?, row.int("version")?)))
        .transpose()
}

/// Sets what nobody has set; says whether it did.
///
/// # Errors
/// As the engine reports.
pub fn seed<T: Serialize>(tx: &mut Tx<'_>, key: &str, value: &T) -> Result<bool, StoreError> {
    Ok(tx.execute(&SEED, &params![key, Value::json(value)?])? == 1)
}

/// Changes a setting that is there.
///
/// # Errors
/// As the engine reports.
pub fn update<T: Serialize>(tx: &mut Tx<'_>, key: &str, value: &T) -> Result<(), StoreError> {
    tx.execute(&UPDATE, &params![key, Value::json(value)?])?;
    Ok(())
}
