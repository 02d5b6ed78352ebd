//! Quick search for the palette.

use axum::Json;
use axum::extract::State;
use surety_app::quick_search::{self as verbs, QuickFound, QuickQuery};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::extract::{Caller, Query};
use crate::problem::Problem;
use crate::state::Web;

/// Find a few things at once
///
/// Up to five tickets, accounts and contacts that the caller may see: a ticket number, or a part of a subject, a name or an address.
#[utoipa::path(
    get, path = "/search/quick", tag = "search", operation_id = "quick_search",
    params(QuickQuery),
    responses((status = 200, body = QuickFound)),
)]
async fn find(
    State(web): State<Web>,
    caller: Caller,
    Query(query): Query<QuickQuery>,
) -> Result<Json<QuickFound>, Problem> {
    Ok(Json(verbs::find(&web.app, caller.call(), query).await?))
}

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default().routes(routes!(find))
}
