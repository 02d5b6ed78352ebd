//! Keyset pages: a limit, an opaque cursor, and how lists are cut.
//!
//! A list fetches `page.fetch()` rows after `page.after()?` in the order of
//! its key, then `page.finish(rows, key, view)`.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::error::AppError;

/// Rows of a page when the caller does not say.
pub const DEFAULT_LIMIT: u32 = 50;
/// Most rows of a page.
pub const MAX_LIMIT: u32 = 200;
/// Longest cursor, characters.
pub const MAX_CURSOR_CHARS: usize = 1024;

/// Which page is wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageRequest {
    limit: Option<u32>,
    cursor: Option<String>,
}

/// One page of a list.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Page<T> {
    /// The rows.
    pub items: Vec<T>,
    /// Send it as `cursor` for the next page; null on the last one.
    pub next_cursor: Option<String>,
}

impl PageRequest {
    /// Checks the limit and the cursor's length.
    ///
    /// # Errors
    /// `invalid_limit`, `invalid_cursor`.
    pub fn new(limit: Option<u32>, cursor: Option<String>) -> Result<Self, AppError> {
        if limit.is_some_and(|limit| !(1..=MAX_LIMIT).contains(&limit)) {
            return Err(AppError::invalid(
                "invalid_limit",
                "limit",
                format!("a page has 1 to {MAX_LIMIT} rows"),
            ));
        }
        if cursor
            .as_ref()
            .is_some_and(|cursor| cursor.len() > MAX_CURSOR_CHARS)
        {
            return Err(invalid_cursor());
        }
        Ok(Self {
            limit,
            cursor: cursor.filter(|cursor| !cursor.is_empty()),
        })
    }

    /// The same, with so many rows when the caller does not say.
    #[must_use]
    pub const fn or_limit(mut self, limit: u32) -> Self {
        if self.limit.is_none() {
            self.limit = Some(limit);
        }
        self
    }

    /// How many rows the page has at most.
    pub fn limit(&self) -> usize {
        self.limit.unwrap_or(DEFAULT_LIMIT) as usize
    }

    /// How many rows to fetch: one more than the page shows, to know whether there is a next.
    pub fn fetch(&self) -> i64 {
        self.limit() as i64 + 1
    }

    /// The key of the last row of the page before, if any.
    ///
    /// # Errors
    /// `invalid_cursor` when it is not one of this list's.
    pub fn after<K: DeserializeOwned>(&self) -> Result<Option<K>, AppError> {
        let Some(cursor) = &self.cursor else {
            return Ok(None);
        };
        let bytes = URL_SAFE_NO_PAD
            .decode(cursor)
            .map_err(|_| invalid_cursor())?;
        serde_json::from_slice(&bytes)
            .map(Some)
            .map_err(|_| invalid_cursor())
    }

    /// Cuts the rows to the page and makes the next cursor of the last one's key.
    ///
    /// # Errors
    /// [`AppError::Internal`] when the key cannot be written as JSON.
    pub fn finish<R, K: Serialize, V>(
        &self,
        mut rows: Vec<R>,
        key: impl Fn(&R) -> K,
        view: impl FnMut(R) -> V,
    ) -> Result<Page<V>, AppError> {
        let more = rows.len() > self.limit();
        rows.truncate(self.limit());
        let next_cursor = match rows.last() {
            Some(last) if more => {
                let bytes = serde_json::to_vec(&key(last))
                    .map_err(|e| AppError::Internal(format!("cursor: {e}")))?;
                Some(URL_SAFE_NO_PAD.encode(bytes))
            }
            _ => None,
        };
        Ok(Page {
            items: rows.into_iter().map(view).collect(),
            next_cursor,
        })
    }
}

fn invalid_cursor() -> AppError {
    AppError::invalid(
        "invalid_cursor",
        "cursor",
        "send next_cursor of the page before, unchanged",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_follow_each_other_without_gap_or_overlap() {
        let all: Vec<i64> = (1..=7).collect();
        let mut cursor = None;
        let mut seen = Vec::new();
        loop {
            let page = PageRequest::new(Some(3), cursor).unwrap();
            let after: Option<i64> = page.after().unwrap();
            let rows = all
                .iter()
                .copied()
                .filter(|&n| after.is_none_or(|after| n > after))
                .take(page.fetch() as usize)
                .collect();
            let page = page.finish(rows, |&n| n, |n| n).unwrap();
            seen.extend(page.items);
            cursor = page.next_cursor;
            if cursor.is_none() {
                break;
            }
        }
        assert_eq!(seen, all);
    }

    #[test]
    fn the_limit_holds_at_its_edges_and_foreign_cursors_are_refused() {
        assert!(PageRequest::new(Some(0), None).is_err());
        assert!(PageRequest::new(Some(MAX_LIMIT), None).is_ok());
        assert!(PageRequest::new(Some(MAX_LIMIT + 1), None).is_err());
        let page = PageRequest::new(None, Some("Zm9v".into())).unwrap();
        assert_eq!(page.after::<i64>().unwrap_err().code(), "invalid_cursor");
        let page = PageRequest::new(None, Some("a b".into())).unwrap();
        assert_eq!(page.after::<i64>().unwrap_err().code(), "invalid_cursor");
    }
}
