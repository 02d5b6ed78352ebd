//! What a contract covers.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::plan::Key;

/// What a contract covers. An empty list covers everything of its kind.
///
/// `products` and `assets` are one scope: a ticket is inside when its asset or
/// its product is listed. `contacts`, `channels` and `types` each narrow it
/// further.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Coverage {
    /// Products.
    pub products: BTreeSet<Key>,
    /// Assets.
    pub assets: BTreeSet<Key>,
    /// Contacts who may ask.
    pub contacts: BTreeSet<Key>,
    /// Channels by which they may ask.
    pub channels: BTreeSet<Key>,
    /// Ticket types.
    pub types: BTreeSet<Key>,
    /// Whether it covers the accounts below its own.
    pub children: bool,
}
