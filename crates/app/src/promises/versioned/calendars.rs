//! Calendars, and the calculator that uses their rules.

use serde::{Deserialize, Serialize};
use serde_json::json;
use surety_domain::calendar::{Calendar, CalendarSpec};
use surety_domain::ids::CalendarId;
use surety_domain::permission::{Permission, Subject};
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::promises::{self, NameCursor};
use utoipa::ToSchema;

use super::macros::{listing, reading};
use super::shared::{VersionView, check_name, name_taken, read, required, write};
use crate::core::{App, Call, Cx};
use crate::error::AppError;
use crate::record::{Page, Paging, check_version};

/// A calendar with the version in force.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct CalendarView {
    /// The id.
    #[schema(value_type = String)]
    pub id: CalendarId,
    /// Its name.
    pub name: String,
    /// Which version is in force.
    pub current_version: i64,
    /// Zone, weekly hours, holidays and exceptions.
    #[schema(value_type = Object)]
    pub spec: CalendarSpec,
    /// When it was put away.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub archived_at: Option<Instant>,
    /// For `If-Match`.
    pub version: i64,
    /// When it was last changed.
    #[schema(value_type = String, format = DateTime)]
    pub updated_at: Instant,
}

fn calendar_view(row: promises::Calendar) -> Result<CalendarView, AppError> {
    Ok(CalendarView {
        spec: read(&format!("calendar {}", row.id), &row.spec)?,
        id: row.id,
        name: row.name,
        current_version: row.current_version,
        archived_at: row.archived_at,
        version: row.version,
        updated_at: row.updated_at,
    })
}

/// A new calendar, SLA or plan, or a change of one: what is left out stays.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CalendarInput {
    /// Its name.
    #[serde(default)]
    pub name: Option<String>,
    /// Zone, weekly hours, holidays and exceptions.
    #[serde(default)]
    #[schema(value_type = Option<Object>)]
    pub spec: Option<CalendarSpec>,
}

/// Refuses a calendar that cannot be meant, by its field.
pub(crate) fn check_calendar(spec: &CalendarSpec) -> Result<(), AppError> {
    Calendar::new(spec)
        .map(|_| ())
        .map_err(|e| AppError::invalid(e.code(), &format!("spec.{}", e.path()), e.to_string()))
}

listing!(
    /// A page of calendars by name.
    list_calendars, CalendarId, CalendarView, CalendarRead, promises::list_calendars, calendar_view,
    |c| (c.name.clone(), c.id)
);

reading!(
    get_calendar,
    calendar_versions,
    CalendarId,
    CalendarView,
    CalendarRead,
    promises::get_calendar,
    promises::calendar_versions,
    calendar_view,
    "calendar"
);

/// Adds a calendar within a transaction.
///
/// # Errors
/// `Denied`, bad input by field, `name_taken`, or the store's.
pub fn create_calendar_in(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    input: CalendarInput,
) -> Result<CalendarView, AppError> {
    cx.require(Permission::CalendarManage, &Subject::Desk)?;
    let name = check_name(&required("name", input.name)?)?;
    let spec = required("spec", input.spec)?;
    check_calendar(&spec)?;
    let id = cx.new_id(CalendarId::new);
    promises::insert_calendar(tx, id, &name, &write(&spec)?, cx.actor_id(), cx.now)
        .map_err(|e| name_taken("calendar", e, "calendars.name"))?;
    cx.audit(
        tx,
        "calendar.created",
        "calendar",
        &id.to_string(),
        &json!({ "name": name }),
    )?;
    calendar_view(promises::get_calendar(tx, id)?.ok_or(AppError::NotFound("calendar"))?)
}

/// Adds a calendar.
///
/// # Errors
/// As [`create_calendar_in`].
pub async fn create_calendar(
    app: &App,
    call: &Call,
    input: CalendarInput,
) -> Result<CalendarView, AppError> {
    app.command(call, move |tx, cx| {
        create_calendar_in(tx, cx, input.clone())
    })
    .await
}

/// Changes a calendar within a transaction; another spec makes another version.
///
/// # Errors
/// `Denied`, bad input by field, `name_taken`, `Stale`, or the store's.
pub fn change_calendar_in(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    id: CalendarId,
    expected: Option<i64>,
    input: CalendarInput,
    away: Option<bool>,
) -> Result<CalendarView, AppError> {
    cx.require(Permission::CalendarManage, &Subject::Desk)?;
    let mut row = promises::get_calendar(tx, id)?.ok_or(AppError::NotFound("calendar"))?;
    check_version(row.version, expected)?;
    if let Some(name) = &input.name {
        row.name = check_name(name)?;
    }
    if let Some(spec) = &input.spec {
        check_calendar(spec)?;
        row.current_version += 1;
        promises::add_calendar_version(
            tx,
            id,
            row.current_version,
            &write(spec)?,
            cx.actor_id(),
            cx.now,
        )?;
    }
    if let Some(away) = away {
        row.archived_at = away.then_some(cx.now);
    }
    let done = promises::update_calendar(tx, &row, cx.now)
        .map_err(|e| name_taken("calendar", e, "calendars.name"))?;
    if !done {
        return Err(AppError::Stale {
            current: row.version,
        });
    }
    cx.audit(
        tx,
        "calendar.changed",
        "calendar",
        &id.to_string(),
        &json!({ "name": row.name, "version": row.current_version, "archived": row.archived_at.is_some() }),
    )?;
    calendar_view(promises::get_calendar(tx, id)?.ok_or(AppError::NotFound("calendar"))?)
}

/// One calendar within a transaction, if it is still the version that was seen.
pub(in crate::promises) fn calendar_in(
    tx: &mut Tx<'_>,
    id: CalendarId,
    expected: Option<i64>,
) -> Result<CalendarView, AppError> {
    let row = promises::get_calendar(tx, id)?.ok_or(AppError::NotFound("calendar"))?;
    check_version(row.version, expected)?;
    calendar_view(row)
}

/// Changes a calendar.
///
/// # Errors
/// As [`change_calendar_in`].
pub async fn change_calendar(
    app: &App,
    call: &Call,
    id: CalendarId,
    expected: Option<i64>,
    input: CalendarInput,
    away: Option<bool>,
) -> Result<CalendarView, AppError> {
    app.command(call, move |tx, cx| {
        change_calendar_in(tx, cx, id, expected, input.clone(), away)
    })
    .await
}

/// Calculates with business hours, as `surety clock` does.
///
/// # Errors
/// `calendar_read` is needed; what is wrong with the question, by its code.
pub async fn calculate(
    app: &App,
    call: &Call,
    input: serde_json::Value,
) -> Result<serde_json::Value, AppError> {
    app.query(call, move |_, cx| {
        cx.require(Permission::CalendarRead, &Subject::Desk)?;
        let mut answer =
            crate::diagnostics::clock::calculate(&input).map_err(|problem| AppError::Invalid {
                code: problem.code.to_owned(),
                field: None,
                message: problem.message,
            })?;
        Ok(answer["result"].take())
    })
    .await
}
