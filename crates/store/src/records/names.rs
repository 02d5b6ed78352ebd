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
