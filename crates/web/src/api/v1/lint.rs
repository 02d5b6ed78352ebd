//! Lint: what is allowed and seldom meant, of drafts and of what is live, and
//! what a ticket would get by a draft. Nothing here writes.

use axum::Json;
use axum::extract::State;
use surety_app::lint::{
    self as verbs, LintCalendar, LintContract, LintLicenceBands, LintPlan, LintPriorityMatrix,
    LintSla, LintView, LiveLintView, TrialInput, TrialView,
};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::extract::{Caller, Command};
use crate::problem::Problem;
use crate::state::Web;

/// Lint what is live
///
/// All rules over calendars, SLAs, plans, contracts, products, licence bands
/// and the priority matrix, worst first: at most 500 findings, over at most a
/// thousand records of each kind.
#[utoipa::path(
    get, path = "/lint", tag = "lint", operation_id = "lint_live",
    responses((status = 200, body = LiveLintView)),
)]
async fn live(State(web): State<Web>, caller: Caller) -> Result<Json<LiveLintView>, Problem> {
    Ok(Json(verbs::live(&web.app, caller.call()).await?))
}

/// Lint a calendar
///
/// What saving would refuse is refused in the same words; everything else that
/// looks wrong is a finding whose `path` points into `draft`.
#[utoipa::path(
    post, path = "/lint/calendar", tag = "lint", operation_id = "lint_calendar",
    request_body = LintCalendar,
    responses((status = 200, body = LintView)),
)]
async fn calendar(
    State(web): State<Web>,
    command: Command<LintCalendar>,
) -> Result<Json<LintView>, Problem> {
    let call = command.signed.call.clone();
    Ok(Json(verbs::calendar(&web.app, &call, command.input).await?))
}

/// Lint an SLA
///
/// What saving would refuse is refused in the same words; everything else that
/// looks wrong is a finding whose `path` points into `draft`.
#[utoipa::path(
    post, path = "/lint/sla", tag = "lint", operation_id = "lint_sla",
    request_body = LintSla,
    responses((status = 200, body = LintView)),
)]
async fn sla(State(web): State<Web>, command: Command<LintSla>) -> Result<Json<LintView>, Problem> {
    let call = command.signed.call.clone();
    Ok(Json(verbs::sla(&web.app, &call, command.input).await?))
}

/// Lint a plan
///
/// What saving would refuse is refused in the same words; everything else that
/// looks wrong is a finding whose `path` points into `draft`.
#[utoipa::path(
    post, path = "/lint/plan", tag = "lint", operation_id = "lint_plan",
    request_body = LintPlan,
    responses((status = 200, body = LintView)),
)]
async fn plan(
    State(web): State<Web>,
    command: Command<LintPlan>,
) -> Result<Json<LintView>, Problem> {
    let call = command.signed.call.clone();
    Ok(Json(verbs::plan(&web.app, &call, command.input).await?))
}

/// Lint a contract
///
/// What saving would refuse is refused in the same words; everything else that
/// looks wrong is a finding whose `path` points into `draft`. Another
/// contract that holds for the same SLA is an error here, before it is put in
/// force.
#[utoipa::path(
    post, path = "/lint/contract", tag = "lint", operation_id = "lint_contract",
    request_body = LintContract,
    responses((status = 200, body = LintView)),
)]
async fn contract(
    State(web): State<Web>,
    command: Command<LintContract>,
) -> Result<Json<LintView>, Problem> {
    let call = command.signed.call.clone();
    Ok(Json(verbs::contract(&web.app, &call, command.input).await?))
}

/// Lint a priority matrix
///
/// Cells that give less priority for more impact or urgency, and priorities that
/// no cell gives.
#[utoipa::path(
    post, path = "/lint/priority_matrix", tag = "lint", operation_id = "lint_priority_matrix",
    request_body = LintPriorityMatrix,
    responses((status = 200, body = LintView)),
)]
async fn priority_matrix(
    State(web): State<Web>,
    command: Command<LintPriorityMatrix>,
) -> Result<Json<LintView>, Problem> {
    let call = command.signed.call.clone();
    Ok(Json(
        verbs::priority_matrix(&web.app, &call, command.input).await?,
    ))
}

/// Lint licence bands
///
/// What no band and what two bands have are findings, as is a band that an SLA
/// asks for and that is not there.
#[utoipa::path(
    post, path = "/lint/licence_bands", tag = "lint", operation_id = "lint_licence_bands",
    request_body = LintLicenceBands,
    responses((status = 200, body = LintView)),
)]
async fn licence_bands(
    State(web): State<Web>,
    command: Command<LintLicenceBands>,
) -> Result<Json<LintView>, Problem> {
    let call = command.signed.call.clone();
    Ok(Json(
        verbs::licence_bands(&web.app, &call, command.input).await?,
    ))
}

/// Try drafts
///
/// "A ticket like this, now, would get …": plan, SLA, targets with their due
/// instants, and what it costs, as if the drafts were in force. They are put
/// in force, looked at and taken back, so the answer is what would happen. A
/// plan that no contract of the account has is tried under one from today on
/// (`contract_assumed`), an SLA that nothing names in its layer
/// (`sla_assumed`). The right to edit each draft is needed.
#[utoipa::path(
    post, path = "/lint/try", tag = "lint", operation_id = "try_drafts",
    request_body = TrialInput,
    responses((status = 200, body = TrialView)),
)]
async fn try_drafts(
    State(web): State<Web>,
    command: Command<TrialInput>,
) -> Result<Json<TrialView>, Problem> {
    let call = command.signed.call.clone();
    Ok(Json(
        verbs::try_drafts(&web.app, &call, command.input).await?,
    ))
}

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default()
        .routes(routes!(live))
        .routes(routes!(calendar))
        .routes(routes!(sla))
        .routes(routes!(plan))
        .routes(routes!(contract))
        .routes(routes!(priority_matrix))
        .routes(routes!(licence_bands))
        .routes(routes!(try_drafts))
}

#[cfg(test)]
#[path = "lint_tests.rs"]
mod tests;
