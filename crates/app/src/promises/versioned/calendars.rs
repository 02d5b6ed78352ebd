//! Calendars, and the calculator that uses their rules.

use serde::{Deserialize, Serialize};
use surety_domain::calendar::{Calendar, CalendarSpec};
use surety_domain::ids::CalendarId;
use surety_domain::permission::{Permission, Subject};
use surety_domain::time::Instant;
use surety_store::records::promises::{self, NameCursor, Version, Versioned};
use surety_store::{StoreError, Tx};
use utoipa::ToSchema;

use super::super::effects;
use super::record::VersionedRecord;
use super::shared::{read, required, write};
use crate::core::{App, Call, Cx};
use crate::error::AppError;

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

/// A new calendar, or a change of one: what is left out stays.
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

impl VersionedRecord for CalendarView {
    type Id = CalendarId;
    type Row = promises::Calendar;
    type Input = CalendarInput;

    const WORD: &'static str = "calendar";
    const SUBJECT: &'static str = "calendar";
    const NAME_CONSTRAINT: &'static str = "calendars.name";
    const READ: Permission = Permission::CalendarRead;
    const MANAGE: Permission = Permission::CalendarManage;

    fn name_of(input: &CalendarInput) -> Option<&str> {
        input.name.as_deref()
    }

    fn head(row: &promises::Calendar) -> &Versioned<CalendarId> {
        row
    }

    fn head_mut(row: &mut promises::Calendar) -> &mut Versioned<CalendarId> {
        row
    }

    fn view(row: promises::Calendar) -> Result<Self, AppError> {
        Ok(Self {
            spec: read(&format!("calendar {}", row.id), &row.spec)?,
            id: row.id,
            name: row.name,
            current_version: row.current_version,
            archived_at: row.archived_at,
            version: row.version,
            updated_at: row.updated_at,
        })
    }

    fn row(tx: &mut Tx<'_>, id: CalendarId) -> Result<Option<promises::Calendar>, StoreError> {
        promises::get_calendar(tx, id)
    }

    fn rows(
        tx: &mut Tx<'_>,
        after: &NameCursor,
        limit: i64,
        away: bool,
    ) -> Result<Vec<promises::Calendar>, StoreError> {
        promises::list_calendars(tx, after, limit, away)
    }

    fn versions(tx: &mut Tx<'_>, id: CalendarId) -> Result<Vec<Version>, StoreError> {
        promises::calendar_versions(tx, id)
    }

    fn insert(
        tx: &mut Tx<'_>,
        cx: &Cx<'_>,
        name: &str,
        input: CalendarInput,
    ) -> Result<CalendarId, AppError> {
        let spec = required("spec", input.spec)?;
        check_calendar(&spec)?;
        let id = cx.new_id(CalendarId::new);
        promises::insert_calendar(tx, id, name, &write(&spec)?, cx.actor_id(), cx.now)?;
        Ok(id)
    }

    fn revise(
        tx: &mut Tx<'_>,
        cx: &Cx<'_>,
        row: &mut promises::Calendar,
        input: CalendarInput,
    ) -> Result<(), AppError> {
        let Some(spec) = input.spec else {
            return Ok(());
        };
        check_calendar(&spec)?;
        if spec == read::<CalendarSpec>(&format!("calendar {}", row.id), &row.spec)? {
            return Ok(());
        }
        row.current_version += 1;
        let (number, text) = (row.current_version, write(&spec)?);
        promises::add_calendar_version(tx, row.id, number, &text, cx.actor_id(), cx.now)?;
        crate::routing::refill::everywhere(tx, cx)?;
        effects::send(tx, cx, effects::Reach::Calendar { id: row.id })
    }

    fn update(tx: &mut Tx<'_>, row: &promises::Calendar, at: Instant) -> Result<bool, StoreError> {
        promises::update_calendar(tx, row, at)
    }
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
