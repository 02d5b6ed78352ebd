//! Assets.

use axum::Json;
use axum::extract::State;
use surety_app::assets::{self as verbs, AssetQuery, AssetView, ChangeAsset, NewAsset};
use surety_app::record::Page;
use surety_domain::ids::AssetId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::extract::{Caller, Command, IfMatch, Nothing, OptionalIfMatch, Path, Query};
use crate::problem::Problem;
use crate::respond::{Created, Versioned};
use crate::state::Web;

/// List assets
///
/// In the order they were made. Customers get those of the accounts they follow.
#[utoipa::path(
    get, path = "/assets", tag = "assets", operation_id = "list_assets",
    params(AssetQuery),
    responses((status = 200, body = Page<AssetView>)),
)]
async fn list(
    State(web): State<Web>,
    caller: Caller,
    Query(query): Query<AssetQuery>,
) -> Result<Json<Page<AssetView>>, Problem> {
    Ok(Json(verbs::list(&web.app, caller.call(), query).await?))
}

/// Add an asset
///
/// One sold unit or site of a product.
#[utoipa::path(
    post, path = "/assets", tag = "assets", operation_id = "create_asset",
    request_body = NewAsset,
    responses((status = 201, body = AssetView)),
)]
async fn create(
    State(web): State<Web>,
    command: Command<NewAsset>,
) -> Result<Created<AssetView>, Problem> {
    let view = verbs::create(&web.app, &command.signed.call, command.input).await?;
    Ok(Created {
        location: format!("/api/v1/assets/{}", view.id),
        version: Some(view.version),
        body: view,
    })
}

/// Get an asset
#[utoipa::path(
    get, path = "/assets/{asset}", tag = "assets", operation_id = "get_asset",
    params(("asset" = String, Path, description = "Id of the asset", example = "ast_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    responses((status = 200, body = AssetView)),
)]
async fn get(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<AssetId>,
) -> Result<Versioned<AssetView>, Problem> {
    let view = verbs::get(&web.app, caller.call(), id).await?;
    Ok(Versioned(view.version, view))
}

/// Change an asset
///
/// What is left out stays, null empties.
#[utoipa::path(
    patch, path = "/assets/{asset}", tag = "assets", operation_id = "update_asset",
    params(("asset" = String, Path, description = "Id of the asset", example = "ast_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    request_body = ChangeAsset,
    responses((status = 200, body = AssetView)),
)]
async fn update(
    State(web): State<Web>,
    Path(id): Path<AssetId>,
    IfMatch(version): IfMatch,
    command: Command<ChangeAsset>,
) -> Result<Versioned<AssetView>, Problem> {
    let view = verbs::update(&web.app, &command.signed.call, id, version, command.input).await?;
    Ok(Versioned(view.version, view))
}

/// Put an asset away
///
/// Its tickets stay.
#[utoipa::path(
    post, path = "/assets/{asset}/archive", tag = "assets", operation_id = "archive_asset",
    params(("asset" = String, Path, description = "Id of the asset", example = "ast_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    responses((status = 200, body = AssetView)),
)]
async fn archive(
    State(web): State<Web>,
    Path(id): Path<AssetId>,
    OptionalIfMatch(version): OptionalIfMatch,
    command: Command<Nothing>,
) -> Result<Versioned<AssetView>, Problem> {
    let view = verbs::archive(&web.app, &command.signed.call, id, version, true).await?;
    Ok(Versioned(view.version, view))
}

/// Take an asset back
#[utoipa::path(
    post, path = "/assets/{asset}/restore", tag = "assets", operation_id = "restore_asset",
    params(("asset" = String, Path, description = "Id of the asset", example = "ast_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    responses((status = 200, body = AssetView)),
)]
async fn restore(
    State(web): State<Web>,
    Path(id): Path<AssetId>,
    OptionalIfMatch(version): OptionalIfMatch,
    command: Command<Nothing>,
) -> Result<Versioned<AssetView>, Problem> {
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
