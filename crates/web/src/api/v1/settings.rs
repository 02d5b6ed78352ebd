//! Settings of the desk.

use axum::extract::State;
use surety_app::priority_matrix::{self as verbs, PriorityMatrixView, SetPriorityMatrix};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::extract::{Caller, Command, IfMatch};
use crate::problem::Problem;
use crate::respond::Versioned;
use crate::state::Web;

/// Get the priority matrix
///
/// The priority that a ticket gets from its impact and urgency.
#[utoipa::path(
    get, path = "/settings/priority_matrix", tag = "settings", operation_id = "get_priority_matrix",
    responses((status = 200, body = PriorityMatrixView)),
)]
async fn get(
    State(web): State<Web>,
    caller: Caller,
) -> Result<Versioned<PriorityMatrixView>, Problem> {
    let view = verbs::get(&web.app, caller.call()).await?;
    Ok(Versioned(view.version, view))
}

/// Replace the priority matrix
///
/// Every cell is needed. Tickets keep the priority they have.
#[utoipa::path(
    put, path = "/settings/priority_matrix", tag = "settings", operation_id = "set_priority_matrix",
    request_body = SetPriorityMatrix,
    responses((status = 200, body = PriorityMatrixView)),
)]
async fn set(
    State(web): State<Web>,
    IfMatch(version): IfMatch,
    command: Command<SetPriorityMatrix>,
) -> Result<Versioned<PriorityMatrixView>, Problem> {
    let view = verbs::set(&web.app, &command.signed.call, version, command.input).await?;
    Ok(Versioned(view.version, view))
}

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default().routes(routes!(get, set))
}
