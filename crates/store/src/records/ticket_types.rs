//! Ticket types: question, incident and the like.

use std::collections::HashMap;

use surety_domain::ids::TicketTypeId;
use surety_domain::time::Instant;

use crate::{Row, StoreError, Tx, params, sql};

sql! {
    /// One type.
    GET = "SELECT id, name, position, archived_at, version FROM ticket_types WHERE id = $1";
    /// One type, held until the end of the transaction.
    LOCK = "SELECT id FROM ticket_types WHERE id = $1 FOR UPDATE";
    /// Every type. There are few.
    LIST = "SELECT id, name, position, archived_at, version FROM ticket_types ORDER BY position, id";
    /// Whose name it is.
    BY_NAME = "SELECT id FROM ticket_types WHERE name = $1";
    /// Adds a type.
    INSERT = "INSERT INTO ticket_types (id, name, position, archived_at, version) VALUES ($1, $2, $3, $4, $5)";
    /// Writes every field that can change.
    UPDATE = "UPDATE ticket_types SET name = $2, position = $3, archived_at = $4, version = $5 WHERE id = $1";
}

/// How many types a desk may have, archived ones included.
pub const TICKET_TYPES_MAX: usize = 200;

/// A type as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TicketType {
    /// Its id.
    pub id: TicketTypeId,
    /// Its name.
    pub name: String,
    /// Its place in lists.
    pub position: i64,
    /// When it was put away.
    pub archived_at: Option<Instant>,
    /// Raised by every change.
    pub version: i64,
}

fn read(row: &Row) -> Result<TicketType, StoreError> {
    Ok(TicketType {
        id: row.id("id")?,
        name: row.text("name")?,
        position: row.int("position")?,
        archived_at: row.opt_instant("archived_at")?,
        version: row.int("version")?,
    })
}

/// One type.
///
/// # Errors
/// As the engine reports.
pub fn get(tx: &mut Tx<'_>, id: TicketTypeId) -> Result<Option<TicketType>, StoreError> {
    tx.query_opt(&GET, &params![id])?
        .as_ref()
        .map(read)
        .transpose()
}

/// One type, held until the end of the transaction.
///
/// # Errors
/// As the engine reports.
pub fn lock(tx: &mut Tx<'_>, id: TicketTypeId) -> Result<Option<TicketType>, StoreError> {
    tx.query(&LOCK, &params![id])?;
    get(tx, id)
}

/// Every type in the order of lists, archived ones included.
///
/// # Errors
/// As the engine reports.
pub fn list(tx: &mut Tx<'_>) -> Result<Vec<TicketType>, StoreError> {
    tx.query(&LIST, &[])?.iter().map(read).collect()
}

/// The type of this name.
///
/// # Errors
/// As the engine reports.
pub fn find_by_name(tx: &mut Tx<'_>, name: &str) -> Result<Option<TicketTypeId>, StoreError> {
    tx.query_opt(&BY_NAME, &params![name])?
        .map(|row| row.id("id"))
        .transpose()
}

/// Adds a type.
///
/// # Errors
/// As the engine reports; a name that is taken is a unique conflict on `ticket_types.name`.
pub fn insert(tx: &mut Tx<'_>, kind: &TicketType) -> Result<(), StoreError> {
    tx.execute(
        &INSERT,
        &params![
            kind.id,
            &kind.name,
            kind.position,
            kind.archived_at,
            kind.version
        ],
    )?;
    Ok(())
}

/// Writes a type that [`lock`] holds.
///
/// # Errors
/// As [`insert`].
pub fn update(tx: &mut Tx<'_>, kind: &TicketType) -> Result<(), StoreError> {
    tx.execute(
        &UPDATE,
        &params![
            kind.id,
            &kind.name,
            kind.position,
            kind.archived_at,
            kind.version
        ],
    )?;
    Ok(())
}

/// The names of these types.
///
/// # Errors
/// As the engine reports.
pub fn names(
    tx: &mut Tx<'_>,
    ids: &[TicketTypeId],
) -> Result<HashMap<TicketTypeId, String>, StoreError> {
    super::names::of(tx, "SELECT id, name FROM ticket_types", ids)
}
