//! SLAs and their versions.

use surety_domain::ids::{CalendarId, SlaId};
use surety_domain::time::Instant;

use super::versions::{NameCursor, Version, Versioned, head, version};
use crate::{Row, StoreError, Tx, params, sql};

sql! {
    /// Adds an SLA.
    SLA_INSERT = "INSERT INTO slas (id, name, layer, calendar_id, current_version, archived_at, version, created_at,
                    updated_at) VALUES ($1, $2, $3, $4, 1, NULL, 1, $5, $5)";
    /// Adds a version of an SLA.
    SLA_VERSION_INSERT = "INSERT INTO sla_versions (sla_id, version, spec, calendar_id, created_by, created_at)
                          VALUES ($1, $2, $3, $4, $5, $6)";
    /// One SLA with its current version.
    SLA_GET = "SELECT s.id, s.name, s.layer, s.calendar_id, s.current_version, s.archived_at, s.version, s.created_at,
             s.updated_at, v.spec
             FROM slas s JOIN sla_versions v ON v.sla_id = s.id AND v.version = s.current_version
               WHERE s.id = $1";
    /// What an SLA promises now: its version and its calendar's.
    pub(in crate::records) SLA_IN_FORCE = "SELECT s.id, s.name, s.current_version, s.calendar_id, c.current_version AS calendar_version,
                      c.name AS calendar_name
                    FROM slas s JOIN calendars c ON c.id = s.calendar_id WHERE s.id = $1";
    /// What the corporate SLA promises now.
    pub(in crate::records) SLA_CORPORATE_IN_FORCE = "SELECT s.id, s.name, s.current_version, s.calendar_id,
                                c.current_version AS calendar_version, c.name AS calendar_name
                              FROM slas s JOIN calendars c ON c.id = s.calendar_id
                              WHERE s.layer = 'corporate' AND s.archived_at IS NULL ORDER BY s.id LIMIT 1";
    /// SLAs by name.
    SLA_LIST = "SELECT s.id, s.name, s.layer, s.calendar_id, s.current_version, s.archived_at, s.version, s.created_at,
             s.updated_at, v.spec
             FROM slas s JOIN sla_versions v ON v.sla_id = s.id AND v.version = s.current_version
                WHERE CASE WHEN s.archived_at IS NULL THEN 0 ELSE 1 END = CAST($4 AS BIGINT)
                       AND (s.name, s.id) > ($1, $2) ORDER BY s.name, s.id LIMIT $3";
    /// The corporate SLA: the oldest of that layer that is in use.
    SLA_CORPORATE = "SELECT s.id, s.name, s.layer, s.calendar_id, s.current_version, s.archived_at, s.version, s.created_at,
             s.updated_at, v.spec
             FROM slas s
                     JOIN sla_versions v ON v.sla_id = s.id AND v.version = s.current_version
                     WHERE s.layer = 'corporate' AND s.archived_at IS NULL ORDER BY s.id LIMIT 1";
    /// A version of an SLA.
    SLA_VERSION = "SELECT spec, calendar_id FROM sla_versions WHERE sla_id = $1 AND version = $2";
    /// Every version of an SLA, newest first.
    SLA_VERSIONS = "SELECT version, spec, calendar_id, created_by, created_at FROM sla_versions
                    WHERE sla_id = $1 ORDER BY version DESC";
    /// Changes an SLA if nobody else did meanwhile.
    SLA_UPDATE = "UPDATE slas SET name = $3, layer = $4, calendar_id = $5, current_version = $6, archived_at = $7,
                    version = version + 1, updated_at = $8 WHERE id = $1 AND version = $2";
}

/// An SLA with the version in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sla {
    /// The record and its version.
    pub head: Versioned<SlaId>,
    /// `contract`, `plan`, `product` or `corporate`.
    pub layer: String,
    /// The calendar its targets are measured in.
    pub calendar_id: CalendarId,
}

fn sla(row: &Row) -> Result<Sla, StoreError> {
    Ok(Sla {
        head: head(row)?,
        layer: row.text("layer")?,
        calendar_id: row.id("calendar_id")?,
    })
}

/// What is needed for a new SLA.
#[derive(Debug)]
pub struct NewSla<'a> {
    /// Its id.
    pub id: SlaId,
    /// Its name.
    pub name: &'a str,
    /// `contract`, `plan`, `product` or `corporate`.
    pub layer: &'a str,
    /// The calendar its targets are measured in.
    pub calendar_id: CalendarId,
    /// What its first version says, as JSON.
    pub spec: &'a str,
}

/// Adds an SLA with its first version.
///
/// # Errors
/// `Conflict` when the name is taken.
pub fn insert_sla(
    tx: &mut Tx<'_>,
    new: &NewSla<'_>,
    by: Option<String>,
    at: Instant,
) -> Result<(), StoreError> {
    tx.execute(
        &SLA_INSERT,
        &params![new.id, new.name, new.layer, new.calendar_id, at],
    )?;
    add_sla_version(tx, new.id, 1, new.spec, new.calendar_id, by, at)
}

/// Adds a version of an SLA; [`update_sla`] makes it current.
///
/// # Errors
/// As the engine reports.
pub fn add_sla_version(
    tx: &mut Tx<'_>,
    id: SlaId,
    number: i64,
    spec: &str,
    calendar: CalendarId,
    by: Option<String>,
    at: Instant,
) -> Result<(), StoreError> {
    tx.execute(
        &SLA_VERSION_INSERT,
        &params![id, number, spec, calendar, by, at],
    )?;
    Ok(())
}

/// One SLA.
///
/// # Errors
/// As the engine reports.
pub fn get_sla(tx: &mut Tx<'_>, id: SlaId) -> Result<Option<Sla>, StoreError> {
    tx.query_opt(&SLA_GET, &params![id])?
        .as_ref()
        .map(sla)
        .transpose()
}

/// The versions that an SLA promises by now, without what they say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlaInForce {
    /// Which SLA.
    pub id: SlaId,
    /// Its name.
    pub name: String,
    /// Its version in force.
    pub version: i64,
    /// The calendar its targets are measured in.
    pub calendar_id: CalendarId,
    /// The calendar's version in force.
    pub calendar_version: i64,
    /// The calendar's name.
    pub calendar_name: String,
}

fn in_force(row: &Row) -> Result<SlaInForce, StoreError> {
    Ok(SlaInForce {
        id: row.id("id")?,
        name: row.text("name")?,
        version: row.int("current_version")?,
        calendar_id: row.id("calendar_id")?,
        calendar_version: row.int("calendar_version")?,
        calendar_name: row.text("calendar_name")?,
    })
}

/// The versions that an SLA promises by now.
///
/// # Errors
/// As the engine reports.
pub fn sla_in_force(tx: &mut Tx<'_>, id: SlaId) -> Result<Option<SlaInForce>, StoreError> {
    tx.query_opt(&SLA_IN_FORCE, &params![id])?
        .as_ref()
        .map(in_force)
        .transpose()
}

/// The versions that the corporate SLA promises by now, if there is one.
///
/// # Errors
/// As the engine reports.
pub fn corporate_in_force(tx: &mut Tx<'_>) -> Result<Option<SlaInForce>, StoreError> {
    tx.query_opt(&SLA_CORPORATE_IN_FORCE, &[])?
        .as_ref()
        .map(in_force)
        .transpose()
}

/// The corporate SLA, if there is one.
///
/// # Errors
/// As the engine reports.
pub fn corporate_sla(tx: &mut Tx<'_>) -> Result<Option<Sla>, StoreError> {
    tx.query_opt(&SLA_CORPORATE, &[])?
        .as_ref()
        .map(sla)
        .transpose()
}

/// SLAs in use, or those put away (`away`), in the order of their names.
///
/// # Errors
/// As the engine reports.
pub fn list_slas(
    tx: &mut Tx<'_>,
    after: &NameCursor,
    limit: i64,
    away: bool,
) -> Result<Vec<Sla>, StoreError> {
    tx.query(
        &SLA_LIST,
        &params![after.name.as_str(), after.id.as_str(), limit, away],
    )?
    .iter()
    .map(sla)
    .collect()
}

/// What a version of an SLA says, and its calendar.
///
/// # Errors
/// As the engine reports.
pub fn sla_spec(
    tx: &mut Tx<'_>,
    id: SlaId,
    number: i64,
) -> Result<Option<(String, CalendarId)>, StoreError> {
    tx.query_opt(&SLA_VERSION, &params![id, number])?
        .map(|row| Ok((row.text("spec")?, row.id("calendar_id")?)))
        .transpose()
}

/// Every version of an SLA, newest first.
///
/// # Errors
/// As the engine reports.
pub fn sla_versions(tx: &mut Tx<'_>, id: SlaId) -> Result<Vec<Version>, StoreError> {
    tx.query(&SLA_VERSIONS, &params![id])?
        .iter()
        .map(version)
        .collect()
}

/// Writes the SLA's record; false when somebody else changed it meanwhile.
///
/// # Errors
/// As the engine reports.
pub fn update_sla(tx: &mut Tx<'_>, s: &Sla, at: Instant) -> Result<bool, StoreError> {
    Ok(tx.execute(
        &SLA_UPDATE,
        &params![
            s.head.id,
            s.head.version,
            s.head.name.as_str(),
            s.layer.as_str(),
            s.calendar_id,
            s.head.current_version,
            s.head.archived_at,
            at
        ],
    )? == 1)
}
