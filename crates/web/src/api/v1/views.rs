//! Saved views.

use axum::Json;
use axum::extract::State;
use surety_app::record::Page;
use surety_app::views::{self as verbs, ChangeView, NewView, SavedView, ViewQuery};
use surety_domain::ids::ViewId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::extract::{Caller, Command, IfMatch, Nothing, Path, Query};
use crate::problem::Problem;
use crate::respond::{Created, NoContent, Versioned};
use crate::state::Web;

/// List saved views
///
/// One's own, those of one's teams and everybody's, in the order of the screens.
#[utoipa::path(
    get, path = "/views", tag = "views", operation_id = "list_views",
    params(ViewQuery),
    responses((status = 200, body = Page<SavedView>)),
)]
async fn list(
    State(web): State<Web>,
    caller: Caller,
    Query(query): Query<ViewQuery>,
) -> Result<Json<Page<SavedView>>, Problem> {
    Ok(Json(verbs::list(&web.app, caller.call(), query).await?))
}

/// Save a view
///
/// The filter has the parameters of `GET /tickets`. Private ones are
/// everybody's right; to share one, `view_manage` is needed.
#[utoipa::path(
    post, path = "/views", tag = "views", operation_id = "create_view",
    request_body = NewView,
    responses((status = 201, body = SavedView)),
)]
async fn create(
    State(web): State<Web>,
    command: Command<NewView>,
) -> Result<Created<SavedView>, Problem> {
    let view = verbs::create(&web.app, &command.signed.call, command.input).await?;
    Ok(Created {
        location: format!("/api/v1/views/{}", view.id),
        version: Some(view.version),
        body: view,
    })
}

/// Get a saved view
#[utoipa::path(
    get, path = "/views/{view}", tag = "views", operation_id = "get_view",
    params(("view" = String, Path, description = "Id of the view", example = "viw_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    responses((status = 200, body = SavedView)),
)]
async fn get(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<ViewId>,
) -> Result<Versioned<SavedView>, Problem> {
    let view = verbs::get(&web.app, caller.call(), id).await?;
    Ok(Versioned(view.version, view))
}

/// Change a saved view
///
/// What is left out stays; `filter` replaces it as a whole.
#[utoipa::path(
    patch, path = "/views/{view}", tag = "views", operation_id = "update_view",
    params(("view" = String, Path, description = "Id of the view", example = "viw_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    request_body = ChangeView,
    responses((status = 200, body = SavedView)),
)]
async fn update(
    State(web): State<Web>,
    Path(id): Path<ViewId>,
    IfMatch(version): IfMatch,
    command: Command<ChangeView>,
) -> Result<Versioned<SavedView>, Problem> {
    let view = verbs::update(&web.app, &command.signed.call, id, version, command.input).await?;
    Ok(Versioned(view.version, view))
}

/// Delete a saved view
#[utoipa::path(
    delete, path = "/views/{view}", tag = "views", operation_id = "delete_view",
    params(("view" = String, Path, description = "Id of the view", example = "viw_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    responses((status = 204, description = "It is gone")),
)]
async fn delete(
    State(web): State<Web>,
    Path(id): Path<ViewId>,
    IfMatch(version): IfMatch,
    command: Command<Nothing>,
) -> Result<NoContent, Problem> {
    verbs::delete(&web.app, &command.signed.call, id, version).await?;
    Ok(NoContent)
}

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default()
        .routes(routes!(list, create))
        .routes(routes!(get, update, delete))
}
