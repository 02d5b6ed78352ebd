//! Names of things by their ids, many at once.

use std::collections::HashMap;
use std::fmt::Display;
use std::hash::Hash;
use std::str::FromStr;

use super::listing::Listing;
use crate::{StoreError, Tx, Value};

/// Reads `id` and `name` of those among `ids`. Ids that are not there are left out.
pub(crate) fn of<I>(
    tx: &mut Tx<'_>,
    select: &'static str,
    ids: &[I],
) -> Result<HashMap<I, String>, StoreError>
where
    I: Copy + Eq + Hash + FromStr,
    I::Err: Display,
    Value: From<I>,
{
    let mut wanted: Vec<I> = Vec::with_capacity(ids.len());
    for id in ids {
        if !wanted.contains(id) {
            wanted.push(*id);
        }
    }
    if wanted.is_empty() {
        return Ok(HashMap::new());
    }
    let mut listing = Listing::new(select);
    listing.and("id IN ").bind_all(wanted);
    listing
        .rows(tx)?
        .iter()
        .map(|row| Ok((row.id("id")?, row.text("name")?)))
        .collect()
}

/// Where the name behind an id of any kind is read.
const BY_PREFIX: [(&str, &str); 18] = [
    ("acc", "SELECT id, name FROM accounts"),
    ("con", "SELECT id, name FROM contacts"),
    ("prd", "SELECT id, name FROM products"),
    ("ast", "SELECT id, name FROM assets"),
    ("cal", "SELECT id, name FROM calendars"),
    ("sla", "SELECT id, name FROM slas"),
    ("pln", "SELECT id, name FROM plans"),
    ("ctr", "SELECT id, name FROM contracts"),
    (
        "tkt",
        "SELECT id, '#' || CAST(number AS TEXT) || ' ' || subject AS name FROM tickets",
    ),
    ("usr", "SELECT id, name FROM users"),
    ("tea", "SELECT id, name FROM teams"),
    ("rol", "SELECT id, name FROM roles"),
    ("tok", "SELECT id, name FROM api_tokens"),
    ("viw", "SELECT id, name FROM views"),
    ("sts", "SELECT id, name FROM statuses"),
    ("typ", "SELECT id, name FROM ticket_types"),
    ("mal", "SELECT id, subject AS name FROM mails"),
    (
        "apr",
        "SELECT a.id, '#' || CAST(t.number AS TEXT) || ' ' || t.subject AS name FROM approvals a JOIN tickets t ON t.id = a.ticket_id",
    ),
];

/// What people call the things behind ids of any kind, with one statement for
/// each kind; a ticket by its number and subject. Ids that are not there, or
/// of a kind that has no name, are left out.
///
/// # Errors
/// As the engine reports.
pub fn of_any(tx: &mut Tx<'_>, ids: &[String]) -> Result<HashMap<String, String>, StoreError> {
    let mut names = HashMap::new();
    for (prefix, select) in BY_PREFIX {
        let mut wanted: Vec<&str> = ids
            .iter()
            .map(String::as_str)
            .filter(|id| id.split_once('_').is_some_and(|(kind, _)| kind == prefix))
            .collect();
        wanted.sort_unstable();
        wanted.dedup();
        if wanted.is_empty() {
            continue;
        }
        let mut listing = Listing::new(select);
        listing
            .and(if prefix == "apr" {
                "a.id IN "
            } else {
                "id IN "
            })
            .bind_all(wanted);
        for row in listing.rows(tx)? {
            names.insert(row.text("id")?, row.text("name")?);
        }
    }
    Ok(names)
}
