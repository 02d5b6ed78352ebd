//! Calendars: named and versioned.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use surety_app::promises::holidays::{self, FeedInput, FeedPreview, HolidaysInput};
use surety_app::promises::versioned::{self as verbs, CalendarInput, CalendarView, VersionView};
use surety_app::record::Page;
use surety_domain::ids::CalendarId;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::tickets::reads::Items;
use crate::extract::{Caller, Command, IfMatch, Nothing, OptionalIfMatch, Path, Query, RowsQuery};
use crate::problem::Problem;
use crate::respond::{Created, Versioned};
use crate::state::Web;

/// List calendars
///
/// By name; those put away are left out.
#[utoipa::path(
    get, path = "/calendars", tag = "calendars", operation_id = "list_calendars",
    params(RowsQuery),
    responses((status = 200, body = Page<CalendarView>)),
)]
async fn list(
    State(web): State<Web>,
    caller: Caller,
    Query(query): Query<RowsQuery>,
) -> Result<Json<Page<CalendarView>>, Problem> {
    Ok(Json(
        verbs::list_calendars(&web.app, caller.call(), query.limit, query.cursor).await?,
    ))
}

/// Add a calendar
#[utoipa::path(
    post, path = "/calendars", tag = "calendars", operation_id = "create_calendar",
    request_body(content = CalendarInput, example = json!({"name": "Berlin office", "spec": {"tz": "Europe/Berlin", "hours": {"mon": [["09:00", "17:00"]]}}})),
    responses((status = 201, body = CalendarView)),
)]
async fn create(
    State(web): State<Web>,
    command: Command<CalendarInput>,
) -> Result<Created<CalendarView>, Problem> {
    let view = verbs::create_calendar(&web.app, &command.signed.call, command.input).await?;
    Ok(Created {
        location: format!("/api/v1/calendars/{}", view.id),
        version: Some(view.version),
        body: view,
    })
}

/// Get a calendar
#[utoipa::path(
    get, path = "/calendars/{calendar}", tag = "calendars", operation_id = "get_calendar",
    params(("calendar" = String, Path, description = "Id of the calendar", example = "cal_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    responses((status = 200, body = CalendarView)),
)]
async fn get(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<CalendarId>,
) -> Result<Versioned<CalendarView>, Problem> {
    let view = verbs::get_calendar(&web.app, caller.call(), id).await?;
    Ok(Versioned(view.version, view))
}

/// Change a calendar
///
/// Another `spec` makes another version; the old ones stay readable and keep
/// judging what they judged.
#[utoipa::path(
    patch, path = "/calendars/{calendar}", tag = "calendars", operation_id = "change_calendar",
    params(("calendar" = String, Path, description = "Id of the calendar", example = "cal_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    request_body(content = CalendarInput, example = json!({"name": "New name"})),
    responses((status = 200, body = CalendarView)),
)]
async fn change(
    State(web): State<Web>,
    Path(id): Path<CalendarId>,
    IfMatch(version): IfMatch,
    command: Command<CalendarInput>,
) -> Result<Versioned<CalendarView>, Problem> {
    let view = verbs::change_calendar(
        &web.app,
        &command.signed.call,
        id,
        Some(version),
        command.input,
        None,
    )
    .await?;
    Ok(Versioned(view.version, view))
}

/// Put a calendar away
///
/// What it promised stays promised; it is offered no more.
#[utoipa::path(
    post, path = "/calendars/{calendar}/archive", tag = "calendars", operation_id = "archive_calendar",
    params(("calendar" = String, Path, description = "Id of the calendar", example = "cal_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    request_body = Nothing,
    responses((status = 200, body = CalendarView)),
)]
async fn archive(
    State(web): State<Web>,
    Path(id): Path<CalendarId>,
    OptionalIfMatch(version): OptionalIfMatch,
    command: Command<Nothing>,
) -> Result<Versioned<CalendarView>, Problem> {
    let input = CalendarInput::default();
    let view = verbs::change_calendar(
        &web.app,
        &command.signed.call,
        id,
        version,
        input,
        Some(true),
    )
    .await?;
    Ok(Versioned(view.version, view))
}

/// List the versions of a calendar
///
/// Newest first.
#[utoipa::path(
    get, path = "/calendars/{calendar}/versions", tag = "calendars", operation_id = "list_calendar_versions",
    params(("calendar" = String, Path, description = "Id of the calendar", example = "cal_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    responses((status = 200, body = Items<VersionView>)),
)]
async fn versions(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<CalendarId>,
) -> Result<Json<Items<VersionView>>, Problem> {
    Ok(Json(Items {
        items: verbs::calendar_versions(&web.app, caller.call(), id).await?,
    }))
}

/// Show what a holiday feed would add
///
/// Reads an iCalendar file: whole days, also several and yearly ones (written
/// out for this year and five more). Timed, cancelled and free-time events are
/// left out with a reason. Nothing is changed.
#[utoipa::path(
    post, path = "/calendars/{calendar}/holidays/preview", tag = "calendars", operation_id = "preview_holidays",
    params(("calendar" = String, Path, description = "Id of the calendar", example = "cal_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    request_body(content = FeedInput, example = json!({"ics": "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261225\r\nSUMMARY:Christmas Day\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"})),
    responses((status = 200, body = FeedPreview)),
)]
async fn preview_holidays(
    State(web): State<Web>,
    Path(id): Path<CalendarId>,
    command: Command<FeedInput>,
) -> Result<Json<FeedPreview>, Problem> {
    let call = command.signed.call.clone();
    Ok(Json(
        holidays::preview(&web.app, &call, id, command.input).await?,
    ))
}

/// Add holidays
///
/// Closes days in a new version of the calendar.
#[utoipa::path(
    post, path = "/calendars/{calendar}/holidays", tag = "calendars", operation_id = "add_holidays",
    params(("calendar" = String, Path, description = "Id of the calendar", example = "cal_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    request_body(content = HolidaysInput, example = json!({"dates": [{"date": "2026-12-25", "name": "Christmas Day"}]})),
    responses((status = 200, body = CalendarView)),
)]
async fn add_holidays(
    State(web): State<Web>,
    Path(id): Path<CalendarId>,
    OptionalIfMatch(version): OptionalIfMatch,
    command: Command<HolidaysInput>,
) -> Result<Versioned<CalendarView>, Problem> {
    let call = command.signed.call.clone();
    let view = holidays::add(&web.app, &call, id, version, command.input).await?;
    Ok(Versioned(view.version, view))
}

/// The answer of the business-time calculator.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Calculated {
    /// An instant for `add`, seconds for `between`.
    #[schema(value_type = Object)]
    result: serde_json::Value,
}

/// Calculate with business hours
///
/// The function of `surety clock`: the instant after so many open seconds, or
/// the open seconds between two instants. The body is a line of that command:
/// `tz`, `hours`, `holidays`, `exceptions`, `op` (`add` or `between`), `start`,
/// and `seconds` or `end`.
#[utoipa::path(
    post, path = "/calendars/calculate", tag = "calendars", operation_id = "calculate_hours",
    request_body(content = serde_json::Value, example = json!({"tz": "Europe/Berlin", "hours": {"mon": [["09:00", "17:00"]]}, "op": "add", "start": "2026-05-04T08:00:00Z", "seconds": 3600})),
    responses((status = 200, body = Calculated)),
)]
async fn calculate(
    State(web): State<Web>,
    command: Command<serde_json::Value>,
) -> Result<Json<Calculated>, Problem> {
    let call = command.signed.call.clone();
    let result = verbs::calculate(&web.app, &call, command.input).await?;
    Ok(Json(Calculated { result }))
}

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default()
        .routes(routes!(calculate))
        .routes(routes!(preview_holidays))
        .routes(routes!(add_holidays))
        .routes(routes!(list, create))
        .routes(routes!(get, change))
        .routes(routes!(archive))
        .routes(routes!(versions))
}
