//! What drafts would do to the open tickets, before they are saved. Nothing
//! here writes.

use axum::Json;
use axum::extract::State;
use surety_app::promises::effects::{self as verbs, EffectInput, EffectView};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::extract::Command;
use crate::problem::Problem;
use crate::state::Web;

/// Effect on open tickets
///
/// What saving a calendar, an SLA with its escalation steps, the default plan
/// or an amendment of a contract would do to the open tickets: due instants and
/// states before and after, steps that would fire at once and whom they would
/// tell, steps that have fired and never do again, and what the accounts have
/// left of their credits. Decided by what applies the version after saving, as
/// of this moment; nothing is written. At most 20,000 open tickets are looked
/// at and 1,000 played (`more`: every figure is "at least"), and at most 200
/// are listed, those that the caller may read. A draft without an `id` has no
/// open tickets. The right to edit each draft is needed. `too_busy` while the
/// server works on others' questions.
#[utoipa::path(
    post, path = "/effects", tag = "lint", operation_id = "effect_of_drafts",
    request_body = EffectInput,
    responses((status = 200, body = EffectView)),
)]
async fn effect(
    State(web): State<Web>,
    command: Command<EffectInput>,
) -> Result<Json<EffectView>, Problem> {
    let call = command.signed.call.clone();
    Ok(Json(verbs::effects(&web.app, &call, command.input).await?))
}

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default().routes(routes!(effect))
}

#[cfg(test)]
#[path = "effects_tests.rs"]
mod tests;
