//! Products.

use axum::Json;
use axum::extract::State;
use surety_app::products::{self as verbs, ChangeProduct, NewProduct, ProductQuery, ProductView};
use surety_app::record::Page;
use surety_domain::ids::ProductId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::extract::{Caller, Command, IfMatch, Nothing, OptionalIfMatch, Path, Query};
use crate::problem::Problem;
use crate::respond::{Created, Versioned};
use crate::state::Web;

/// List products
///
/// By name. Customers do not get the team and the SLA.
#[utoipa::path(
    get, path = "/products", tag = "products", operation_id = "list_products",
    params(ProductQuery),
    responses((status = 200, body = Page<ProductView>)),
)]
async fn list(
    State(web): State<Web>,
    caller: Caller,
    Query(query): Query<ProductQuery>,
) -> Result<Json<Page<ProductView>>, Problem> {
    Ok(Json(verbs::list(&web.app, caller.call(), query).await?))
}

/// Add a product
///
/// The code is unique.
#[utoipa::path(
    post, path = "/products", tag = "products", operation_id = "create_product",
    request_body = NewProduct,
    responses((status = 201, body = ProductView)),
)]
async fn create(
    State(web): State<Web>,
    command: Command<NewProduct>,
) -> Result<Created<ProductView>, Problem> {
    let view = verbs::create(&web.app, &command.signed.call, command.input).await?;
    Ok(Created {
        location: format!("/api/v1/products/{}", view.id),
        version: Some(view.version),
        body: view,
    })
}

/// Get a product
#[utoipa::path(
    get, path = "/products/{product}", tag = "products", operation_id = "get_product",
    params(("product" = String, Path, description = "Id of the product", example = "prd_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    responses((status = 200, body = ProductView)),
)]
async fn get(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<ProductId>,
) -> Result<Versioned<ProductView>, Problem> {
    let view = verbs::get(&web.app, caller.call(), id).await?;
    Ok(Versioned(view.version, view))
}

/// Change a product
///
/// What is left out stays, null empties.
#[utoipa::path(
    patch, path = "/products/{product}", tag = "products", operation_id = "update_product",
    params(("product" = String, Path, description = "Id of the product", example = "prd_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    request_body = ChangeProduct,
    responses((status = 200, body = ProductView)),
)]
async fn update(
    State(web): State<Web>,
    Path(id): Path<ProductId>,
    IfMatch(version): IfMatch,
    command: Command<ChangeProduct>,
) -> Result<Versioned<ProductView>, Problem> {
    let view = verbs::update(&web.app, &command.signed.call, id, version, command.input).await?;
    Ok(Versioned(view.version, view))
}

/// Put a product away
///
/// Its tickets and assets stay; it is offered no more.
#[utoipa::path(
    post, path = "/products/{product}/archive", tag = "products", operation_id = "archive_product",
    params(("product" = String, Path, description = "Id of the product", example = "prd_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    responses((status = 200, body = ProductView)),
)]
async fn archive(
    State(web): State<Web>,
    Path(id): Path<ProductId>,
    OptionalIfMatch(version): OptionalIfMatch,
    command: Command<Nothing>,
) -> Result<Versioned<ProductView>, Problem> {
    let view = verbs::archive(&web.app, &command.signed.call, id, version, true).await?;
    Ok(Versioned(view.version, view))
}

/// Take a product back
#[utoipa::path(
    post, path = "/products/{product}/restore", tag = "products", operation_id = "restore_product",
    params(("product" = String, Path, description = "Id of the product", example = "prd_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    responses((status = 200, body = ProductView)),
)]
async fn restore(
    State(web): State<Web>,
    Path(id): Path<ProductId>,
    OptionalIfMatch(version): OptionalIfMatch,
    command: Command<Nothing>,
) -> Result<Versioned<ProductView>, Problem> {
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
