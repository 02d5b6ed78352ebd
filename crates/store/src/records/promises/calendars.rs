//! Calendars and their versions.

use surety_domain::ids::CalendarId;
use surety_domain::time::Instant;

use super::versions::{NameCursor, Version, Versioned, head, version};
use crate::{StoreError, Tx, params, sql};

sql! {
    /// Adds a calendar.
    CALENDAR_INSERT = "INSERT INTO calendars (id, name, current_version, archived_at, version, created_at, updated_at)
                       VALUES ($1, $2, 1, NULL, 1, $3, $3)";
    /// Adds a version of a calendar.
    CALENDAR_VERSION_INSERT = "INSERT INTO calendar_versions (calendar_id, version, spec, created_by, created_at)
                               VALUES ($1, $2, $3, $4, $5)";
    /// One calendar with its current version.
    CALENDAR_GET = "SELECT c.id, c.name, c.current_version, c.archived_at, c.version, c.created_at, c.updated_at, v.spec
             FROM calendars c
                    JOIN calendar_versions v ON v.calendar_id = c.id AND v.version = c.current_version
                    WHERE c.id = $1";
    /// A calendar's name.
    pub(in crate::records) CALENDAR_NAME = "SELECT name FROM calendars WHERE id = $1";
    /// Calendars by name.
    CALENDAR_LIST = "SELECT c.id, c.name, c.current_version, c.archived_at, c.version, c.created_at, c.updated_at, v.spec
             FROM calendars c
                     JOIN calendar_versions v ON v.calendar_id = c.id AND v.version = c.current_version
                     WHERE CASE WHEN c.archived_at IS NULL THEN 0 ELSE 1 END = CAST($4 AS BIGINT)
                       AND (c.name, c.id) > ($1, $2) ORDER BY c.name, c.id LIMIT $3";
    /// A version of a calendar.
    CALENDAR_VERSION = "SELECT spec FROM calendar_versions WHERE calendar_id = $1 AND version = $2";
    /// Every version of a calendar, newest first.
    CALENDAR_VERSIONS = "SELECT version, spec, created_by, created_at FROM calendar_versions
                         WHERE calendar_id = $1 ORDER BY version DESC";
    /// Changes a calendar if nobody else did meanwhile.
    CALENDAR_UPDATE = "UPDATE calendars SET name = $3, current_version = $4, archived_at = $5, version = version + 1,
                         updated_at = $6 WHERE id = $1 AND version = $2";
}

/// A calendar with the version in force.
pub type Calendar = Versioned<CalendarId>;

/// Adds a calendar with its first version.
///
/// # Errors
/// `Conflict` when the name is taken.
pub fn insert_calendar(
    tx: &mut Tx<'_>,
    id: CalendarId,
    name: &str,
    spec: &str,
    by: Option<String>,
    at: Instant,
) -> Result<(), StoreError> {
    tx.execute(&CALENDAR_INSERT, &params![id, name, at])?;
    add_calendar_version(tx, id, 1, spec, by, at)
}

/// Adds a version of a calendar; [`update_calendar`] makes it current.
///
/// # Errors
/// As the engine reports.
pub fn add_calendar_version(
    tx: &mut Tx<'_>,
    id: CalendarId,
    number: i64,
    spec: &str,
    by: Option<String>,
    at: Instant,
) -> Result<(), StoreError> {
    tx.execute(&CALENDAR_VERSION_INSERT, &params![id, number, spec, by, at])?;
    Ok(())
}

/// One calendar.
///
/// # Errors
/// As the engine reports.
pub fn get_calendar(tx: &mut Tx<'_>, id: CalendarId) -> Result<Option<Calendar>, StoreError> {
    tx.query_opt(&CALENDAR_GET, &params![id])?
        .as_ref()
        .map(head)
        .transpose()
}

/// The name of a calendar.
///
/// # Errors
/// As the engine reports.
pub fn calendar_name(tx: &mut Tx<'_>, id: CalendarId) -> Result<Option<String>, StoreError> {
    tx.query_opt(&CALENDAR_NAME, &params![id])?
        .map(|row| row.text("name"))
        .transpose()
}

/// Calendars in use, or those put away (`away`), in the order of their names.
///
/// # Errors
/// As the engine reports.
pub fn list_calendars(
    tx: &mut Tx<'_>,
    after: &NameCursor,
    limit: i64,
    away: bool,
) -> Result<Vec<Calendar>, StoreError> {
    tx.query(
        &CALENDAR_LIST,
        &params![after.name.as_str(), after.id.as_str(), limit, away],
    )?
    .iter()
    .map(head)
    .collect()
}

/// What a version of a calendar says, as JSON.
///
/// # Errors
/// As the engine reports.
pub fn calendar_spec(
    tx: &mut Tx<'_>,
    id: CalendarId,
    number: i64,
) -> Result<Option<String>, StoreError> {
    tx.query_opt(&CALENDAR_VERSION, &params![id, number])?
        .map(|row| row.text("spec"))
        .transpose()
}

/// Every version of a calendar, newest first.
///
/// # Errors
/// As the engine reports.
pub fn calendar_versions(tx: &mut Tx<'_>, id: CalendarId) -> Result<Vec<Version>, StoreError> {
    tx.query(&CALENDAR_VERSIONS, &params![id])?
        .iter()
        .map(version)
        .collect()
}

/// Writes name, current version and archive mark; false when somebody else changed it meanwhile.
///
/// # Errors
/// As the engine reports.
pub fn update_calendar(tx: &mut Tx<'_>, c: &Calendar, at: Instant) -> Result<bool, StoreError> {
    Ok(tx.execute(
        &CALENDAR_UPDATE,
        &params![
            c.id,
            c.version,
            c.name.as_str(),
            c.current_version,
            c.archived_at,
            at
        ],
    )? == 1)
}
