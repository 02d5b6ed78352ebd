//! Statuses.

use axum::Json;
use axum::extract::State;
use surety_app::record::Page;
use surety_app::statuses::{self as verbs, ChangeStatus, NewStatus, StatusQuery, StatusRecord};
use surety_domain::ids::StatusId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::extract::{Caller, Command, IfMatch, Nothing, OptionalIfMatch, Path, Query};
use crate::problem::Problem;
use crate::respond::{Created, Versioned};
use crate::state::Web;

/// List statuses
///
/// In the order of the screens.
#[utoipa::path(
    get, path = "/statuses", tag = "statuses", operation_id = "list_statuses",
    params(StatusQuery),
    responses((status = 200, body = Page<StatusRecord>)),
)]
async fn list(
    State(web): State<Web>,
    caller: Caller,
    Query(query): Query<StatusQuery>,
) -> Result<Json<Page<StatusRecord>>, Problem> {
    Ok(Json(verbs::list(&web.app, caller.call(), query).await?))
}

/// Add a status
///
/// The category is fixed for good. Pauses left out are those of the category.
#[utoipa::path(
    post, path = "/statuses", tag = "statuses", operation_id = "create_status",
    request_body = NewStatus,
    responses((status = 201, body = StatusRecord)),
)]
async fn create(
    State(web): State<Web>,
    command: Command<NewStatus>,
) -> Result<Created<StatusRecord>, Problem> {
    let view = verbs::create(&web.app, &command.signed.call, command.input).await?;
    Ok(Created {
        location: format!("/api/v1/statuses/{}", view.id),
        version: Some(view.version),
        body: view,
    })
}

/// Get a status
#[utoipa::path(
    get, path = "/statuses/{status}", tag = "statuses", operation_id = "get_status",
    params(("status" = String, Path, description = "Id of the status", example = "sts_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    responses((status = 200, body = StatusRecord)),
)]
async fn get(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<StatusId>,
) -> Result<Versioned<StatusRecord>, Problem> {
    let view = verbs::get(&web.app, caller.call(), id).await?;
    Ok(Versioned(view.version, view))
}

/// Change a status
///
/// What is left out stays. Making one the default takes the place from the one that had it.
#[utoipa::path(
    patch, path = "/statuses/{status}", tag = "statuses", operation_id = "update_status",
    params(("status" = String, Path, description = "Id of the status", example = "sts_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    request_body = ChangeStatus,
    responses((status = 200, body = StatusRecord)),
)]
async fn update(
    State(web): State<Web>,
    Path(id): Path<StatusId>,
    IfMatch(version): IfMatch,
    command: Command<ChangeStatus>,
) -> Result<Versioned<StatusRecord>, Problem> {
    let view = verbs::update(&web.app, &command.signed.call, id, version, command.input).await?;
    Ok(Versioned(view.version, view))
}

/// Put a status away
///
/// Tickets that have it keep it. The default of a category cannot be put away.
#[utoipa::path(
    post, path = "/statuses/{status}/archive", tag = "statuses", operation_id = "archive_status",
    params(("status" = String, Path, description = "Id of the status", example = "sts_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    responses((status = 200, body = StatusRecord)),
)]
async fn archive(
    State(web): State<Web>,
    Path(id): Path<StatusId>,
    OptionalIfMatch(version): OptionalIfMatch,
    command: Command<Nothing>,
) -> Result<Versioned<StatusRecord>, Problem> {
    let view = verbs::archive(&web.app, &command.signed.call, id, version, true).await?;
    Ok(Versioned(view.version, view))
}

/// Take a status back
#[utoipa::path(
    post, path = "/statuses/{status}/restore", tag = "statuses", operation_id = "restore_status",
    params(("status" = String, Path, description = "Id of the status", example = "sts_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    responses((status = 200, body = StatusRecord)),
)]
async fn restore(
    State(web): State<Web>,
    Path(id): Path<StatusId>,
    OptionalIfMatch(version): OptionalIfMatch,
    command: Command<Nothing>,
) -> Result<Versioned<StatusRecord>, Problem> {
    let view = verbs::archive(&web.app, &command.signed.call, id, version, false).await?;
    Ok(Versioned(view.version, view))
}

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default()
        .routes(routes!(list, create))
        .routes(routes!(get, update))
        .routes(routes!(archive))
        .routes(routes!(restore))
}
