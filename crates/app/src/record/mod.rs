//! What the plain desk records share: checked input, keyset pages, versions,
//! and what the audit log keeps of a change.
//!
//! To add a record: its rows in `store/src/records/<subject>.rs`, its verbs in
//! `app/src/<subject>.rs` (view, input, list, get, create, update, archive), its
//! endpoints in `web/src/api/v1/<subject>.rs`, and a line in each `mod`.

use std::collections::HashMap;
use std::hash::Hash;

use crate::tickets::view::Named;

mod change;
mod input;
#[cfg(test)]
mod lists_tests;
mod page;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;

pub use crate::page::Page;
pub use change::{Changes, changes, check_version, created};
pub use input::{ADDRESS_CHARS_MAX, Check, NAME_CHARS_MAX, TEXT_CHARS_MAX, WORD_CHARS_MAX};
pub use page::{CURSOR_CHARS_MAX, PAGE_DEFAULT, PAGE_MAX, Paging, QUERY_CHARS_MAX, search_text};

/// An id with its name, if it has one.
pub(crate) fn named<I: Copy + Eq + Hash + std::fmt::Display>(
    id: Option<I>,
    names: &HashMap<I, String>,
) -> Option<Named> {
    let id = id?;
    Some(Named {
        id: id.to_string(),
        name: names.get(&id)?.clone(),
    })
}
