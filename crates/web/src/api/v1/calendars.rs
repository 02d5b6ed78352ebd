//! Calendars: named and versioned.

use axum::Json;
use axum::extract::State;
use surety_app::promises::versioned::{self as verbs, CalendarInput, CalendarView, VersionView};
use surety_app::record::Page;
use surety_domain::ids::CalendarId;
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

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default()
        .routes(routes!(list, create))
        .routes(routes!(get, change))
        .routes(routes!(archive))
        .routes(routes!(versions))
}
