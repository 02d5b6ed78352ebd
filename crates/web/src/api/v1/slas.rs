//! SLAs: named and versioned.

use axum::Json;
use axum::extract::State;
use surety_app::promises::versioned::{self as verbs, SlaInput, SlaView, VersionView};
use surety_app::record::Page;
use surety_domain::ids::SlaId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::tickets::reads::Items;
use crate::extract::{Caller, Command, IfMatch, Nothing, OptionalIfMatch, Path, Query, RowsQuery};
use crate::problem::Problem;
use crate::respond::{Created, Versioned};
use crate::state::Web;

/// List SLAs
///
/// By name; those put away are left out.
#[utoipa::path(
    get, path = "/slas", tag = "slas", operation_id = "list_slas",
    params(RowsQuery),
    responses((status = 200, body = Page<SlaView>)),
)]
async fn list(
    State(web): State<Web>,
    caller: Caller,
    Query(query): Query<RowsQuery>,
) -> Result<Json<Page<SlaView>>, Problem> {
    Ok(Json(
        verbs::list_slas(&web.app, caller.call(), query.limit, query.cursor).await?,
    ))
}

/// Add an SLA
#[utoipa::path(
    post, path = "/slas", tag = "slas", operation_id = "create_sla",
    request_body(content = SlaInput, example = json!({"name": "Gold", "layer": "plan", "calendar_id": "cal_01jz8k3m6yq5t0v9w2x4c7b1ne", "spec": {"targets": [{"metric": "first_response", "seconds": 3600}]}})),
    responses((status = 201, body = SlaView)),
)]
async fn create(
    State(web): State<Web>,
    command: Command<SlaInput>,
) -> Result<Created<SlaView>, Problem> {
    let view = verbs::create_sla(&web.app, &command.signed.call, command.input).await?;
    Ok(Created {
        location: format!("/api/v1/slas/{}", view.id),
        version: Some(view.version),
        body: view,
    })
}

/// Get an SLA
#[utoipa::path(
    get, path = "/slas/{sla}", tag = "slas", operation_id = "get_sla",
    params(("sla" = String, Path, description = "Id of the SLA", example = "sla_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    responses((status = 200, body = SlaView)),
)]
async fn get(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<SlaId>,
) -> Result<Versioned<SlaView>, Problem> {
    let view = verbs::get_sla(&web.app, caller.call(), id).await?;
    Ok(Versioned(view.version, view))
}

/// Change an SLA
///
/// Another `spec` makes another version; the old ones stay readable and keep
/// judging what they judged.
#[utoipa::path(
    patch, path = "/slas/{sla}", tag = "slas", operation_id = "change_sla",
    params(("sla" = String, Path, description = "Id of the SLA", example = "sla_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    request_body(content = SlaInput, example = json!({"name": "New name"})),
    responses((status = 200, body = SlaView)),
)]
async fn change(
    State(web): State<Web>,
    Path(id): Path<SlaId>,
    IfMatch(version): IfMatch,
    command: Command<SlaInput>,
) -> Result<Versioned<SlaView>, Problem> {
    let view = verbs::change_sla(
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

/// Put an SLA away
///
/// What it promised stays promised; it is offered no more.
#[utoipa::path(
    post, path = "/slas/{sla}/archive", tag = "slas", operation_id = "archive_sla",
    params(("sla" = String, Path, description = "Id of the SLA", example = "sla_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    request_body = Nothing,
    responses((status = 200, body = SlaView)),
)]
async fn archive(
    State(web): State<Web>,
    Path(id): Path<SlaId>,
    OptionalIfMatch(version): OptionalIfMatch,
    command: Command<Nothing>,
) -> Result<Versioned<SlaView>, Problem> {
    let input = SlaInput::default();
    let view = verbs::change_sla(
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

/// List the versions of an SLA
///
/// Newest first.
#[utoipa::path(
    get, path = "/slas/{sla}/versions", tag = "slas", operation_id = "list_sla_versions",
    params(("sla" = String, Path, description = "Id of the SLA", example = "sla_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    responses((status = 200, body = Items<VersionView>)),
)]
async fn versions(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<SlaId>,
) -> Result<Json<Items<VersionView>>, Problem> {
    Ok(Json(Items {
        items: verbs::sla_versions(&web.app, caller.call(), id).await?,
    }))
}

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default()
        .routes(routes!(list, create))
        .routes(routes!(get, change))
        .routes(routes!(archive))
        .routes(routes!(versions))
}
