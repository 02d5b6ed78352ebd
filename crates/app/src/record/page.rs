//! Keyset pages: a cursor is the last row's key, opaque to the caller.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::AppError;

/// Rows on a page when nothing is said.
pub const PAGE_DEFAULT: i64 = 50;
/// Most rows on a page.
pub const PAGE_MAX: i64 = 200;
/// Longest cursor that is looked at, characters.
pub const CURSOR_CHARS_MAX: usize = 2_048;
/// Longest text that is searched for, characters.
pub const QUERY_CHARS_MAX: usize = 200;

/// Which page is asked for: how many rows, after which key.
#[derive(Debug, Clone)]
pub struct Paging<K> {
    /// Rows on the page.
    pub limit: i64,
    /// The last key of the page before.
    pub after: Option<K>,
}

impl<K: Serialize + DeserializeOwned> Paging<K> {
    /// Reads `limit` and `cursor` as callers send them.
    ///
    /// # Errors
    /// `invalid_limit` outside 1 to [`PAGE_MAX`], `invalid_cursor` for anything
    /// that this list did not give out.
    pub fn read(limit: Option<i64>, cursor: Option<&str>) -> Result<Self, AppError> {
        let limit = limit.unwrap_or(PAGE_DEFAULT);
        if !(1..=PAGE_MAX).contains(&limit) {
            return Err(AppError::invalid(
                "invalid_limit",
                "limit",
                format!("expected 1 to {PAGE_MAX}"),
            ));
        }
        let after = cursor
            .map(|cursor| {
                Some(cursor)
                    .filter(|cursor| cursor.len() <= CURSOR_CHARS_MAX)
                    .and_then(|cursor| URL_SAFE_NO_PAD.decode(cursor).ok())
                    .and_then(|bytes| serde_json::from_slice(&bytes).ok())
                    .ok_or_else(|| {
                        AppError::invalid(
                            "invalid_cursor",
                            "cursor",
                            "take next_cursor of the same list, unchanged",
                        )
                    })
            })
            .transpose()?;
        Ok(Self { limit, after })
    }

    /// How many rows to read: one more than asked for tells whether there is a next page.
    pub const fn wanted(&self) -> i64 {
        self.limit + 1
    }

    /// A page of rows that are all at hand, in the order of their keys: for the
    /// few lists that are short by a limit of their own.
    ///
    /// # Errors
    /// As [`Paging::cut`].
    pub fn of_all<R>(
        &self,
        mut rows: Vec<R>,
        key: impl Fn(&R) -> K,
    ) -> Result<(Vec<R>, Option<String>), AppError>
    where
        K: PartialOrd,
    {
        if let Some(after) = &self.after {
            rows.retain(|row| key(row) > *after);
        }
        self.cut(rows, key)
    }

    /// Cuts the rows that were read to the page, and makes the next cursor of the last key.
    ///
    /// # Errors
    /// [`AppError::Internal`] when the key cannot be written.
    pub fn cut<R>(
        &self,
        mut rows: Vec<R>,
        key: impl Fn(&R) -> K,
    ) -> Result<(Vec<R>, Option<String>), AppError> {
        let limit = usize::try_from(self.limit).unwrap_or(usize::MAX);
        if rows.len() <= limit {
            return Ok((rows, None));
        }
        rows.truncate(limit);
        let cursor = rows
            .last()
            .map(|row| serde_json::to_vec(&key(row)))
            .transpose()
            .map_err(|e| AppError::Internal(e.to_string()))?
            .map(|bytes| URL_SAFE_NO_PAD.encode(bytes));
        Ok((rows, cursor))
    }
}

/// A text to search for, without what cannot be searched; an empty one is none.
///
/// # Errors
/// `too_long` above [`QUERY_CHARS_MAX`].
pub fn search_text(q: Option<&str>) -> Result<Option<String>, AppError> {
    let q = q
        .map(|q| q.replace('\0', ""))
        .map(|q| q.trim().to_owned())
        .filter(|q| !q.is_empty());
    match &q {
        Some(text) if text.chars().count() > QUERY_CHARS_MAX => Err(AppError::invalid(
            "too_long",
            "q",
            format!("at most {QUERY_CHARS_MAX} characters"),
        )),
        _ => Ok(q),
    }
}
