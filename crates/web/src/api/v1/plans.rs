//! Plans: named and versioned.

use axum::Json;
use axum::extract::State;
use surety_app::promises::versioned::{self as verbs, PlanInput, PlanView, VersionView};
use surety_app::record::Page;
use surety_domain::ids::PlanId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::tickets::reads::Items;
use crate::extract::{Caller, Command, IfMatch, Nothing, OptionalIfMatch, Path, Query, RowsQuery};
use crate::problem::Problem;
use crate::respond::{Created, Versioned};
use crate::state::Web;

/// List support plans
///
/// By name; those put away are left out.
#[utoipa::path(
    get, path = "/plans", tag = "plans", operation_id = "list_plans",
    params(RowsQuery),
    responses((status = 200, body = Page<PlanView>)),
)]
async fn list(
    State(web): State<Web>,
    caller: Caller,
    Query(query): Query<RowsQuery>,
) -> Result<Json<Page<PlanView>>, Problem> {
    Ok(Json(
        verbs::list_plans(&web.app, caller.call(), query.limit, query.cursor).await?,
    ))
}

/// Add a support plan
#[utoipa::path(
    post, path = "/plans", tag = "plans", operation_id = "create_plan",
    request_body(content = PlanInput, example = json!({"name": "25 a week", "spec": {"kind": "ticket_based", "limits": [{"bucket": "week", "credits": 25, "unit": "week"}]}})),
    responses((status = 201, body = PlanView)),
)]
async fn create(
    State(web): State<Web>,
    command: Command<PlanInput>,
) -> Result<Created<PlanView>, Problem> {
    let view = verbs::create_plan(&web.app, &command.signed.call, command.input).await?;
    Ok(Created {
        location: format!("/api/v1/plans/{}", view.id),
        version: Some(view.version),
        body: view,
    })
}

/// Get a support plan
#[utoipa::path(
    get, path = "/plans/{plan}", tag = "plans", operation_id = "get_plan",
    params(("plan" = String, Path, description = "Id of the support plan", example = "pln_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    responses((status = 200, body = PlanView)),
)]
async fn get(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<PlanId>,
) -> Result<Versioned<PlanView>, Problem> {
    let view = verbs::get_plan(&web.app, caller.call(), id).await?;
    Ok(Versioned(view.version, view))
}

/// Change a support plan
///
/// Another `spec` makes another version; the old ones stay readable and keep
/// judging what they judged.
#[utoipa::path(
    patch, path = "/plans/{plan}", tag = "plans", operation_id = "change_plan",
    params(("plan" = String, Path, description = "Id of the support plan", example = "pln_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    request_body(content = PlanInput, example = json!({"name": "New name"})),
    responses((status = 200, body = PlanView)),
)]
async fn change(
    State(web): State<Web>,
    Path(id): Path<PlanId>,
    IfMatch(version): IfMatch,
    command: Command<PlanInput>,
) -> Result<Versioned<PlanView>, Problem> {
    let view = verbs::change_plan(
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

/// Put a support plan away
///
/// What it promised stays promised; it is offered no more.
#[utoipa::path(
    post, path = "/plans/{plan}/archive", tag = "plans", operation_id = "archive_plan",
    params(("plan" = String, Path, description = "Id of the support plan", example = "pln_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    request_body = Nothing,
    responses((status = 200, body = PlanView)),
)]
async fn archive(
    State(web): State<Web>,
    Path(id): Path<PlanId>,
    OptionalIfMatch(version): OptionalIfMatch,
    command: Command<Nothing>,
) -> Result<Versioned<PlanView>, Problem> {
    let input = PlanInput::default();
    let view = verbs::change_plan(
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

/// List the versions of a support plan
///
/// Newest first.
#[utoipa::path(
    get, path = "/plans/{plan}/versions", tag = "plans", operation_id = "list_plan_versions",
    params(("plan" = String, Path, description = "Id of the support plan", example = "pln_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    responses((status = 200, body = Items<VersionView>)),
)]
async fn versions(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<PlanId>,
) -> Result<Json<Items<VersionView>>, Problem> {
    Ok(Json(Items {
        items: verbs::plan_versions(&web.app, caller.call(), id).await?,
    }))
}

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default()
        .routes(routes!(list, create))
        .routes(routes!(get, change))
        .routes(routes!(archive))
        .routes(routes!(versions))
}
