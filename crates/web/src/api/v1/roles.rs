//! Roles and the permission matrix.

use axum::Json;
use axum::extract::State;
use surety_app::record::Page;
use surety_app::roles::{
    self as verbs, ChangeRole, NewRole, PermissionMatrix, RoleQuery, RoleView,
};
use surety_domain::ids::RoleId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::extract::{Caller, Command, IfMatch, Nothing, Path, Query};
use crate::problem::Problem;
use crate::respond::{Created, NoContent, Versioned};
use crate::state::Web;

/// List roles
///
/// Built-in ones first.
#[utoipa::path(
    get, path = "/roles", tag = "roles", operation_id = "list_roles",
    params(RoleQuery),
    responses((status = 200, body = Page<RoleView>)),
)]
async fn list(
    State(web): State<Web>,
    caller: Caller,
    Query(query): Query<RoleQuery>,
) -> Result<Json<Page<RoleView>>, Problem> {
    Ok(Json(verbs::list(&web.app, caller.call(), query).await?))
}

/// Add a role
///
/// From named permissions; nobody gives more than they hold.
#[utoipa::path(
    post, path = "/roles", tag = "roles", operation_id = "create_role",
    request_body = NewRole,
    responses((status = 201, body = RoleView)),
)]
async fn create(
    State(web): State<Web>,
    command: Command<NewRole>,
) -> Result<Created<RoleView>, Problem> {
    let view = verbs::create(&web.app, &command.signed.call, command.input).await?;
    Ok(Created {
        location: format!("/api/v1/roles/{}", view.id),
        version: Some(view.version),
        body: view,
    })
}

/// Get a role
#[utoipa::path(
    get, path = "/roles/{role}", tag = "roles", operation_id = "get_role",
    params(("role" = String, Path, description = "Id of the role", example = "rol_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    responses((status = 200, body = RoleView)),
)]
async fn get(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<RoleId>,
) -> Result<Versioned<RoleView>, Problem> {
    let view = verbs::get(&web.app, caller.call(), id).await?;
    Ok(Versioned(view.version, view))
}

/// Change a role
///
/// Who has it, has what it gives from their next request on. Built-in roles
/// cannot be changed.
#[utoipa::path(
    patch, path = "/roles/{role}", tag = "roles", operation_id = "update_role",
    params(("role" = String, Path, description = "Id of the role", example = "rol_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    request_body = ChangeRole,
    responses((status = 200, body = RoleView)),
)]
async fn update(
    State(web): State<Web>,
    Path(id): Path<RoleId>,
    IfMatch(version): IfMatch,
    command: Command<ChangeRole>,
) -> Result<Versioned<RoleView>, Problem> {
    let view = verbs::update(&web.app, &command.signed.call, id, version, command.input).await?;
    Ok(Versioned(view.version, view))
}

/// Delete a role
///
/// Only a role that nobody has.
#[utoipa::path(
    delete, path = "/roles/{role}", tag = "roles", operation_id = "delete_role",
    params(("role" = String, Path, description = "Id of the role", example = "rol_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    responses((status = 204, description = "It is gone")),
)]
async fn delete(
    State(web): State<Web>,
    Path(id): Path<RoleId>,
    IfMatch(version): IfMatch,
    command: Command<Nothing>,
) -> Result<NoContent, Problem> {
    verbs::delete(&web.app, &command.signed.call, id, version).await?;
    Ok(NoContent)
}

/// Get the permission matrix
///
/// Every permission with the kind of object it acts on, and every role with
/// what it gives.
#[utoipa::path(
    get, path = "/permissions", tag = "roles", operation_id = "get_permissions",
    responses((status = 200, body = PermissionMatrix)),
)]
async fn matrix(State(web): State<Web>, caller: Caller) -> Result<Json<PermissionMatrix>, Problem> {
    Ok(Json(verbs::matrix(&web.app, caller.call()).await?))
}

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default()
        .routes(routes!(list, create))
        .routes(routes!(get, update, delete))
        .routes(routes!(matrix))
}
