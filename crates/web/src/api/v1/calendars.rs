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
use super::versioned::versioned_endpoints;
use crate::extract::{Caller, Command, Nothing, Path};
use crate::problem::Problem;
use crate::respond::{Created, Versioned};
use crate::state::Web;

versioned_endpoints!(
    CalendarView, CalendarInput, CalendarId, tag "calendars",
    id "calendar" "Id of the calendar" "cal_01jz8k3m6yq5t0v9w2x4c7b1ne",
    /// List calendars
    ///
    /// By name; those put away only with `archived=true`.
    list "list_calendars" "/calendars",
    /// Add a calendar
    create "create_calendar" {"name": "Berlin office", "spec": {"tz": "Europe/Berlin", "hours": {"mon": [["09:00", "17:00"]]}}},
    /// Get a calendar
    get "get_calendar" "/calendars/{calendar}",
    /// Change a calendar
    ///
    /// Another `spec` makes another version; the old ones stay readable and keep
    /// judging what they judged.
    change "change_calendar",
    /// Put a calendar away
    ///
    /// What it promised stays promised; it is offered no more.
    archive "archive_calendar" "/calendars/{calendar}/archive",
    /// Take a calendar back
    ///
    /// It is offered again, in the version that it had.
    restore "restore_calendar" "/calendars/{calendar}/restore",
    /// List the versions of a calendar
    ///
    /// Newest first.
    versions "list_calendar_versions" "/calendars/{calendar}/versions",
);

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
    shared_routes()
        .routes(routes!(calculate))
        .routes(routes!(preview_holidays))
        .routes(routes!(add_holidays))
}
