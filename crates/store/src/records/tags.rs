//! Tags: labels that exist as long as a ticket carries them.

use crate::{StoreError, Tx, params, sql};

sql! {
    /// The next tag after another one. A list of tags is a chain of these, so
    /// that a tag of a million tickets costs as much as one of a single ticket.
    NEXT = "SELECT MIN(tag) AS tag FROM ticket_tags WHERE tag > $1";
    /// The first tag from a text on.
    FIRST = "SELECT MIN(tag) AS tag FROM ticket_tags WHERE tag >= $1";
    /// How many tickets carry a tag, counted up to a limit.
    COUNT = "SELECT count(*) AS tickets FROM (SELECT 1 AS one FROM ticket_tags WHERE tag = $1 LIMIT $2) AS counted";
}

/// Tags that start with `prefix` in their order, after another tag, at most `limit`.
///
/// # Errors
/// As the engine reports.
pub fn list(
    tx: &mut Tx<'_>,
    prefix: &str,
    after: Option<&str>,
    limit: usize,
) -> Result<Vec<String>, StoreError> {
    let mut found: Vec<String> = Vec::new();
    let mut next = match after {
        Some(after) if after >= prefix => tx.query_one(&NEXT, &params![after])?,
        _ => tx.query_one(&FIRST, &params![prefix])?,
    };
    while found.len() < limit {
        let Some(tag) = next.opt_text("tag")? else {
            break;
        };
        if !tag.starts_with(prefix) {
            break;
        }
        next = tx.query_one(&NEXT, &params![tag.as_str()])?;
        found.push(tag);
    }
    Ok(found)
}

/// How many tickets carry a tag, counted up to `limit`.
///
/// # Errors
/// As the engine reports.
pub fn count(tx: &mut Tx<'_>, tag: &str, limit: i64) -> Result<i64, StoreError> {
    tx.query_one(&COUNT, &params![tag, limit])?.int("tickets")
}
