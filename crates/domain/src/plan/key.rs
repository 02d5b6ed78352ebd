//! Names that stored specifications carry.

use std::borrow::Borrow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The text form of an id, or a free name where there is no database (the
/// diagnostics, a simulation). The pure engine only compares keys; whoever
/// needs the id back asks [`Key::id`].
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Key(pub Box<str>);

impl Key {
    /// The key of an id or of a word.
    pub fn of(what: impl fmt::Display) -> Self {
        Self(what.to_string().into_boxed_str())
    }

    /// As text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As an id.
    ///
    /// # Errors
    /// That of the id's own reader.
    pub fn id<T: FromStr>(&self) -> Result<T, T::Err> {
        self.0.parse()
    }
}

impl From<&str> for Key {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl From<String> for Key {
    fn from(text: String) -> Self {
        Self(text.into_boxed_str())
    }
}

impl Borrow<str> for Key {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for Key {
    fn eq(&self, other: &str) -> bool {
        *self.0 == *other
    }
}

impl PartialEq<&str> for Key {
    fn eq(&self, other: &&str) -> bool {
        *self.0 == **other
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}
