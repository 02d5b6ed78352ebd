//! The board of what breaches next.

use axum::Json;
use axum::extract::State;
use surety_app::board::{self as verbs, BoardQuery, BoardView};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::extract::{Caller, Query};
use crate::problem::Problem;
use crate::state::Web;

/// Get the SLA board
///
/// Open clocks of the tickets that the caller may read, in bands of the open
/// time that is left, counted by group; those of one group or band are listed,
/// what is due first.
#[utoipa::path(
    get, path = "/board", tag = "tickets", operation_id = "get_board",
    params(BoardQuery),
    responses((status = 200, body = BoardView)),
)]
async fn get(
    State(web): State<Web>,
    caller: Caller,
    Query(query): Query<BoardQuery>,
) -> Result<Json<BoardView>, Problem> {
    Ok(Json(verbs::board(&web.app, caller.call(), query).await?))
}

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default().routes(routes!(get))
}

#[cfg(test)]
#[path = "board_tests.rs"]
mod tests;
