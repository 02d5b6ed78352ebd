//! One row, read by column name.

use std::cell::Cell;
use std::str::FromStr;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use surety_domain::time::Instant;

use super::error::StoreError;
use super::value::Value;

/// A row of a result. Columns are read by the name they have in the statement
/// (`SELECT count(*) AS open`); a missing column, another type or a value that
/// cannot be read is [`StoreError::Inconsistent`].
#[derive(Debug, Clone)]
pub struct Row {
    statement: &'static str,
    columns: Arc<[String]>,
    values: Vec<Value>,
    /// Where the next column is most likely: columns are mostly read in the
    /// order of the statement.
    next: Cell<usize>,
}

impl Row {
    pub(crate) fn new(statement: &'static str, columns: Arc<[String]>, values: Vec<Value>) -> Self {
        Self {
            statement,
            columns,
            values,
            next: Cell::new(0),
        }
    }

    /// The names of the columns, in the order of the statement.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    fn wrong(&self, column: &str, reason: impl Into<String>) -> StoreError {
        StoreError::Inconsistent {
            statement: self.statement,
            column: column.to_owned(),
            reason: reason.into(),
        }
    }

    /// The stored value as it is.
    ///
    /// # Errors
    /// When the statement has no such column.
    pub fn value(&self, column: &str) -> Result<&Value, StoreError> {
        let here = self.next.get();
        let at = match self.columns.get(here) {
            Some(name) if name == column => Some(here),
            _ => self.columns.iter().position(|name| name == column),
        };
        self.next.set(at.map_or(0, |at| at + 1));
        at.and_then(|at| self.values.get(at))
            .ok_or_else(|| self.wrong(column, "the statement has no such column"))
    }

    fn some<T>(&self, column: &str, value: Option<T>) -> Result<T, StoreError> {
        value.ok_or_else(|| self.wrong(column, "is NULL"))
    }

    /// An integer or `None` for NULL.
    ///
    /// # Errors
    /// See [`Row`].
    pub fn opt_int(&self, column: &str) -> Result<Option<i64>, StoreError> {
        match self.value(column)? {
            Value::Null => Ok(None),
            Value::Int(i) => Ok(Some(*i)),
            Value::Text(_) => Err(self.wrong(column, "is text, not an integer")),
            Value::Blob(_) => Err(self.wrong(column, "is bytes, not an integer")),
        }
    }

    /// An integer.
    ///
    /// # Errors
    /// See [`Row`].
    pub fn int(&self, column: &str) -> Result<i64, StoreError> {
        let value = self.opt_int(column)?;
        self.some(column, value)
    }

    /// An integer that fits a smaller type, such as `u32`.
    ///
    /// # Errors
    /// See [`Row`]; also when it does not fit.
    pub fn int_as<T: TryFrom<i64>>(&self, column: &str) -> Result<T, StoreError> {
        T::try_from(self.int(column)?).map_err(|_| self.wrong(column, "does not fit its type"))
    }

    /// A boolean, stored as 0 or 1.
    ///
    /// # Errors
    /// See [`Row`]; also for any other number.
    pub fn bool(&self, column: &str) -> Result<bool, StoreError> {
        match self.int(column)? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(self.wrong(column, "is neither 0 nor 1")),
        }
    }

    /// A boolean or `None` for NULL.
    ///
    /// # Errors
    /// See [`Row::bool`].
    pub fn opt_bool(&self, column: &str) -> Result<Option<bool>, StoreError> {
        match self.value(column)? {
            Value::Null => Ok(None),
            _ => self.bool(column).map(Some),
        }
    }

    /// A text without copying it, or `None` for NULL.
    ///
    /// # Errors
    /// See [`Row`].
    pub fn opt_str(&self, column: &str) -> Result<Option<&str>, StoreError> {
        match self.value(column)? {
            Value::Null => Ok(None),
            Value::Text(text) => Ok(Some(text)),
            Value::Int(_) => Err(self.wrong(column, "is an integer, not text")),
            Value::Blob(_) => Err(self.wrong(column, "is bytes, not text")),
        }
    }

    /// A text without copying it.
    ///
    /// # Errors
    /// See [`Row`].
    pub fn str(&self, column: &str) -> Result<&str, StoreError> {
        let value = self.opt_str(column)?;
        self.some(column, value)
    }

    /// A text.
    ///
    /// # Errors
    /// See [`Row`].
    pub fn text(&self, column: &str) -> Result<String, StoreError> {
        self.str(column).map(str::to_owned)
    }

    /// A text or `None` for NULL.
    ///
    /// # Errors
    /// See [`Row`].
    pub fn opt_text(&self, column: &str) -> Result<Option<String>, StoreError> {
        Ok(self.opt_str(column)?.map(str::to_owned))
    }

    /// Bytes or `None` for NULL.
    ///
    /// # Errors
    /// See [`Row`].
    pub fn opt_blob(&self, column: &str) -> Result<Option<Vec<u8>>, StoreError> {
        match self.value(column)? {
            Value::Null => Ok(None),
            Value::Blob(bytes) => Ok(Some(bytes.clone())),
            Value::Int(_) => Err(self.wrong(column, "is an integer, not bytes")),
            Value::Text(_) => Err(self.wrong(column, "is text, not bytes")),
        }
    }

    /// Bytes.
    ///
    /// # Errors
    /// See [`Row`].
    pub fn blob(&self, column: &str) -> Result<Vec<u8>, StoreError> {
        let value = self.opt_blob(column)?;
        self.some(column, value)
    }

    /// An instant, stored as microseconds since 1970-01-01T00:00:00Z.
    ///
    /// # Errors
    /// See [`Row`].
    pub fn instant(&self, column: &str) -> Result<Instant, StoreError> {
        self.int(column).map(Instant)
    }

    /// An instant or `None` for NULL.
    ///
    /// # Errors
    /// See [`Row`].
    pub fn opt_instant(&self, column: &str) -> Result<Option<Instant>, StoreError> {
        Ok(self.opt_int(column)?.map(Instant))
    }

    /// An id, or anything else that is read from its text.
    ///
    /// # Errors
    /// See [`Row`].
    pub fn id<T>(&self, column: &str) -> Result<T, StoreError>
    where
        T: FromStr,
        T::Err: std::fmt::Display,
    {
        let value = self.opt_id(column)?;
        self.some(column, value)
    }

    /// An id or `None` for NULL.
    ///
    /// # Errors
    /// See [`Row`].
    pub fn opt_id<T>(&self, column: &str) -> Result<Option<T>, StoreError>
    where
        T: FromStr,
        T::Err: std::fmt::Display,
    {
        self.opt_str(column)?
            .map(|text| {
                text.parse()
                    .map_err(|e: T::Err| self.wrong(column, e.to_string()))
            })
            .transpose()
    }

    /// A value written as JSON text.
    ///
    /// # Errors
    /// See [`Row`].
    pub fn json<T: DeserializeOwned>(&self, column: &str) -> Result<T, StoreError> {
        let value = self.opt_json(column)?;
        self.some(column, value)
    }

    /// A value written as JSON text, or `None` for NULL.
    ///
    /// # Errors
    /// See [`Row`].
    pub fn opt_json<T: DeserializeOwned>(&self, column: &str) -> Result<Option<T>, StoreError> {
        self.opt_str(column)?
            .map(|text| {
                serde_json::from_str(text).map_err(|e| {
                    // serde's own message may quote the value.
                    self.wrong(
                        column,
                        format!(
                            "JSON does not read at line {} column {}",
                            e.line(),
                            e.column()
                        ),
                    )
                })
            })
            .transpose()
    }

    /// A value of one of our enums, read by a function of the caller.
    ///
    /// # Errors
    /// See [`Row`]; also when `read` answers `None`.
    pub fn parsed<T>(
        &self,
        column: &str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, StoreError> {
        read(self.str(column)?).ok_or_else(|| self.wrong(column, "is not one of the known words"))
    }
}
