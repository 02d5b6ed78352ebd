//! Tags.

use axum::Json;
use axum::extract::State;
use surety_app::record::Page;
use surety_app::tags::{self as verbs, TagQuery, TagView};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::extract::{Caller, Query};
use crate::problem::Problem;
use crate::state::Web;

/// List tags
///
/// Those that tickets carry, in their order; counts stop at 1000.
#[utoipa::path(
    get, path = "/tags", tag = "tags", operation_id = "list_tags",
    params(TagQuery),
    responses((status = 200, body = Page<TagView>)),
)]
async fn list(
    State(web): State<Web>,
    caller: Caller,
    Query(query): Query<TagQuery>,
) -> Result<Json<Page<TagView>>, Problem> {
    Ok(Json(verbs::list(&web.app, caller.call(), query).await?))
}

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default().routes(routes!(list))
}
