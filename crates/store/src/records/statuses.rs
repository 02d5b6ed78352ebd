//! Ticket statuses: free names over fixed categories.

use std::collections::HashMap;

use surety_domain::ids::StatusId;
use surety_domain::ticket::Category;
use surety_domain::time::Instant;

use crate::{Row, StoreError, Tx, Value, params, sql};

sql! {
    /// One status.
    GET = "SELECT id, name, category, pauses, position, is_default, archived_at, version FROM statuses WHERE id = $1";
    /// One status, held until the end of the transaction.
    LOCK = "SELECT id FROM statuses WHERE id = $1 FOR UPDATE";
    /// The status that a category stands for.
    pub(in crate::records) DEFAULT_FOR = "SELECT id, name, category, pauses, position, is_default, archived_at, version FROM statuses
                   WHERE category = $1 AND is_default = 1";
    /// Every status. There are few.
    LIST = "SELECT id, name, category, pauses, position, is_default, archived_at, version FROM statuses
            ORDER BY position, id";
    /// Whose name it is.
    BY_NAME = "SELECT id FROM statuses WHERE name = $1";
    /// Adds a status.
    INSERT = "INSERT INTO statuses (id, name, category, pauses, position, is_default, archived_at, version)
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    /// Writes every field that can change.
    UPDATE = "UPDATE statuses SET name = $2, pauses = $3, position = $4, is_default = $5, archived_at = $6, version = $7
              WHERE id = $1";
    /// Takes the place of default from whoever has it.
    CLEAR_DEFAULT = "UPDATE statuses SET is_default = 0, version = version + 1 WHERE category = $1 AND is_default = 1";
}

/// How many statuses a desk may have, archived ones included.
pub const STATUSES_MAX: usize = 200;

/// A status as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// Its id.
    pub id: StatusId,
    /// Its name.
    pub name: String,
    /// What it means.
    pub category: Category,
    /// The metrics it pauses, by name.
    pub pauses: Vec<String>,
    /// Its place in lists.
    pub position: i64,
    /// Whether it is the one its category stands for.
    pub is_default: bool,
    /// When it was put away.
    pub archived_at: Option<Instant>,
    /// Raised by every change.
    pub version: i64,
}

fn read(row: &Row) -> Result<Status, StoreError> {
    Ok(Status {
        id: row.id("id")?,
        name: row.text("name")?,
        category: row.id("category")?,
        pauses: row.json("pauses")?,
        position: row.int("position")?,
        is_default: row.bool("is_default")?,
        archived_at: row.opt_instant("archived_at")?,
        version: row.int("version")?,
    })
}

/// One status.
///
/// # Errors
/// As the engine reports.
pub fn get(tx: &mut Tx<'_>, id: StatusId) -> Result<Option<Status>, StoreError> {
    tx.query_opt(&GET, &params![id])?
        .as_ref()
        .map(read)
        .transpose()
}

/// One status, held until the end of the transaction.
///
/// # Errors
/// As the engine reports.
pub fn lock(tx: &mut Tx<'_>, id: StatusId) -> Result<Option<Status>, StoreError> {
    tx.query(&LOCK, &params![id])?;
    get(tx, id)
}

/// The status that a category stands for; none before the first start has seeded them.
///
/// # Errors
/// As the engine reports.
pub fn default_for(tx: &mut Tx<'_>, category: Category) -> Result<Option<Status>, StoreError> {
    tx.query_opt(&DEFAULT_FOR, &params![category.as_str()])?
        .as_ref()
        .map(read)
        .transpose()
}

/// Every status in the order of lists, archived ones included.
///
/// # Errors
/// As the engine reports.
pub fn list(tx: &mut Tx<'_>) -> Result<Vec<Status>, StoreError> {
    tx.query(&LIST, &[])?.iter().map(read).collect()
}

/// The status of this name.
///
/// # Errors
/// As the engine reports.
pub fn find_by_name(tx: &mut Tx<'_>, name: &str) -> Result<Option<StatusId>, StoreError> {
    tx.query_opt(&BY_NAME, &params![name])?
        .map(|row| row.id("id"))
        .transpose()
}

/// Adds a status.
///
/// # Errors
/// As the engine reports; a name that is taken is a unique conflict on `statuses.name`.
pub fn insert(tx: &mut Tx<'_>, status: &Status) -> Result<(), StoreError> {
    tx.execute(
        &INSERT,
        &params![
            status.id,
            &status.name,
            status.category.as_str(),
            Value::json(&status.pauses)?,
            status.position,
            status.is_default,
            status.archived_at,
            status.version
        ],
    )?;
    Ok(())
}

/// Writes a status that [`lock`] holds; its category never changes.
///
/// # Errors
/// As [`insert`].
pub fn update(tx: &mut Tx<'_>, status: &Status) -> Result<(), StoreError> {
    tx.execute(
        &UPDATE,
        &params![
            status.id,
            &status.name,
            Value::json(&status.pauses)?,
            status.position,
            status.is_default,
            status.archived_at,
            status.version
        ],
    )?;
    Ok(())
}

/// Takes the place of default in a category from whoever has it.
///
/// # Errors
/// As the engine reports.
pub fn clear_default(tx: &mut Tx<'_>, category: Category) -> Result<(), StoreError> {
    tx.execute(&CLEAR_DEFAULT, &params![category.as_str()])?;
    Ok(())
}

/// The names of these statuses.
///
/// # Errors
/// As the engine reports.
pub fn names(tx: &mut Tx<'_>, ids: &[StatusId]) -> Result<HashMap<StatusId, String>, StoreError> {
    super::names::of(tx, "SELECT id, name FROM statuses", ids)
}
