//! What every versioned record has in common.

use surety_domain::time::Instant;

use crate::{Row, StoreError};

/// A calendar, an SLA or a plan with the version in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Versioned<I> {
    /// Its id.
    pub id: I,
    /// Its name.
    pub name: String,
    /// The version in force.
    pub current_version: i64,
    /// What that version says, as JSON.
    pub spec: String,
    /// When it was put away.
    pub archived_at: Option<Instant>,
    /// Raised by every change of the record.
    pub version: i64,
    /// When it was made.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
}

/// One version of a calendar, SLA, plan or contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Its number, from 1.
    pub version: i64,
    /// What it says, as JSON.
    pub spec: String,
    /// From when it holds: contracts only, else when it was made.
    pub effective_at: Instant,
    /// Who made it.
    pub created_by: Option<String>,
    /// When.
    pub created_at: Instant,
}

pub(super) fn head<I: std::str::FromStr>(row: &Row) -> Result<Versioned<I>, StoreError>
where
    I::Err: std::fmt::Display,
{
    Ok(Versioned {
        id: row.id("id")?,
        name: row.text("name")?,
        current_version: row.int("current_version")?,
        spec: row.text("spec")?,
        archived_at: row.opt_instant("archived_at")?,
        version: row.int("version")?,
        created_at: row.instant("created_at")?,
        updated_at: row.instant("updated_at")?,
    })
}

pub(super) fn version(row: &Row) -> Result<Version, StoreError> {
    let created_at = row.instant("created_at")?;
    Ok(Version {
        version: row.int("version")?,
        spec: row.text("spec")?,
        effective_at: created_at,
        created_by: row.opt_text("created_by")?,
        created_at,
    })
}

/// Where a list of names goes on: after this name and id.
#[derive(Debug, Clone, Default)]
pub struct NameCursor {
    /// The last name seen.
    pub name: String,
    /// Its id.
    pub id: String,
}
