//! Simulations: what drafts would have changed for the tickets of a past span.
//! Nothing here writes.

use axum::Json;
use axum::extract::State;
use surety_app::simulate::{self as verbs, SimulationInput, SimulationView};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::extract::Command;
use crate::problem::Problem;
use crate::state::Web;

/// Simulate drafts
///
/// The tickets of a past span (90 days up to now, unless it says otherwise)
/// under a draft SLA, calendar, plan or contract: per ticket the old and the
/// new verdict of every metric cycle, credits and money, and the figures of the
/// whole span. Nothing is written. It is answered at once, so a span has at most
/// 100,000 tickets (`simulation_too_large`), and at most 500 tickets are listed,
/// those for which anything differs; `surety simulate` prints all. Plans that
/// nobody has and SLAs that nothing promises need the `id` of a saved one whose
/// place they take (`simulation_without_place`). The right to edit each draft
/// and plans is needed.
#[utoipa::path(
    post, path = "/simulations", tag = "lint", operation_id = "simulate_drafts",
    request_body = SimulationInput,
    responses((status = 200, body = SimulationView)),
)]
async fn simulate(
    State(web): State<Web>,
    command: Command<SimulationInput>,
) -> Result<Json<SimulationView>, Problem> {
    let call = command.signed.call.clone();
    Ok(Json(verbs::answer(&web.app, &call, command.input).await?))
}

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default().routes(routes!(simulate))
}

#[cfg(test)]
#[path = "simulations_tests.rs"]
mod tests;
