//! What can go wrong between us and a database, the same on both engines.

use std::fmt;

/// Which kind of rule a write broke.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ConflictKind {
    /// A primary key, `UNIQUE` constraint or unique index.
    Unique,
    /// A reference to a row that is not there, or a row still referred to.
    ForeignKey,
    /// A named `CHECK`.
    Check,
    /// A `NOT NULL` column was given nothing.
    NotNull,
}

impl fmt::Display for ConflictKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unique => "unique",
            Self::ForeignKey => "foreign_key",
            Self::Check => "check",
            Self::NotNull => "not_null",
        })
    }
}

/// The name every foreign key violation carries, because SQLite does not say
/// which of the references failed.
pub const FOREIGN_KEY: &str = "foreign_key";

/// A failure of the store.
///
/// Messages name statements and columns but never carry parameter values:
/// those may be a customer's text or a secret.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The database cannot be reached or refuses to work. Nothing of the
    /// transaction was kept.
    #[error("the database is not available: {reason}")]
    Unavailable {
        /// What was seen.
        reason: String,
    },
    /// The commit did not answer, so the transaction may or may not be kept.
    /// Never tell anybody that it was rolled back; look by idempotency key.
    #[error("it is not known whether the transaction was kept: {reason}")]
    OutcomeUnknown {
        /// What was seen.
        reason: String,
    },
    /// A constraint refused the write.
    ///
    /// `constraint` is the same on both engines: `table.column` or
    /// `table.column,column` for keys (in the order of the key), the index
    /// name for a unique index over an expression, the constraint's name for a
    /// check, `table.column` for a missing value, [`FOREIGN_KEY`] for every
    /// reference.
    #[error("{kind} conflict on {constraint}")]
    Conflict {
        /// Which kind of rule.
        kind: ConflictKind,
        /// Which one.
        constraint: String,
    },
    /// What is stored is not what this program wrote or can read.
    #[error("inconsistent data in column {column} of {statement}: {reason}")]
    Inconsistent {
        /// The statement's name.
        statement: &'static str,
        /// The column's name.
        column: String,
        /// What is wrong with it, without the value.
        reason: String,
    },
    /// The statement itself is wrong: a fault of this program.
    #[error("statement {statement} failed: {reason}")]
    Sql {
        /// The statement's name.
        statement: &'static str,
        /// The engine's words.
        reason: String,
    },
    /// A statement that must find one row found another number.
    #[error("statement {statement} found {found} rows where one was wanted")]
    RowCount {
        /// The statement's name.
        statement: &'static str,
        /// How many rows it found.
        found: usize,
    },
    /// A number left the range of 64 bits (or of its column).
    #[error("a number is out of range in {statement}")]
    OutOfRange {
        /// The statement's name.
        statement: &'static str,
    },
    /// A text holds U+0000, which PostgreSQL cannot keep. See
    /// [`crate::text::without_nul`].
    #[error("a text for {statement} holds the character U+0000")]
    NulInText {
        /// The statement's name.
        statement: &'static str,
    },
    /// Too much work is waiting already; nothing was done. Try again later.
    #[error("too many transactions are waiting")]
    Busy,
    /// The transaction collided with others every time it was tried; nothing
    /// was kept.
    #[error("the transaction collided with others {attempts} times")]
    Contended {
        /// How often it was tried.
        attempts: u32,
    },
    /// An earlier statement of this transaction failed and the closure went
    /// on; nothing was kept. Wrap what may fail in [`crate::Tx::attempt`].
    #[error("an earlier statement of this transaction failed")]
    Poisoned,
    /// The closure panicked; nothing was kept.
    #[error("the work of this transaction panicked: {reason}")]
    Panicked {
        /// The panic's message.
        reason: String,
    },
    /// The address or an option of the database is not usable.
    #[error("the database address is not usable: {reason}")]
    Configuration {
        /// Why.
        reason: String,
    },
    /// The schema of the database is not the one of this program.
    #[error("{reason}")]
    Schema {
        /// What differs and what to do.
        reason: String,
    },
}

impl StoreError {
    /// A stable snake_case name of the failure.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unavailable { .. } => "store_unavailable",
            Self::OutcomeUnknown { .. } => "store_outcome_unknown",
            Self::Conflict { .. } => "store_conflict",
            Self::Inconsistent { .. } => "store_inconsistent",
            Self::Sql { .. } => "store_statement_failed",
            Self::RowCount { .. } => "store_row_count",
            Self::OutOfRange { .. } => "store_out_of_range",
            Self::NulInText { .. } => "store_nul_in_text",
            Self::Busy => "store_busy",
            Self::Contended { .. } => "store_contended",
            Self::Poisoned => "store_poisoned",
            Self::Panicked { .. } => "store_panicked",
            Self::Configuration { .. } => "store_configuration",
            Self::Schema { .. } => "store_schema",
        }
    }

    /// Whether this is a violation of the unique key `constraint`, written as
    /// in [`StoreError::Conflict`].
    pub fn is_unique_conflict(&self, constraint: &str) -> bool {
        matches!(self, Self::Conflict { kind: ConflictKind::Unique, constraint: c } if c == constraint)
    }

    /// Whether a reference was broken.
    pub fn is_foreign_key_conflict(&self) -> bool {
        matches!(
            self,
            Self::Conflict {
                kind: ConflictKind::ForeignKey,
                ..
            }
        )
    }

    pub(crate) fn unavailable(reason: impl fmt::Display) -> Self {
        Self::Unavailable {
            reason: reason.to_string(),
        }
    }
}
