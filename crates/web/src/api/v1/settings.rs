//! Settings of the desk.

use axum::extract::State;
use surety_app::escalation_policy::{self, EscalationPolicyView, SetEscalationPolicy};
use surety_app::licence_bands::{self, LicenceBandsView, SetLicenceBands};
use surety_app::priority_matrix::{self as verbs, PriorityMatrixView, SetPriorityMatrix};
use surety_app::reopen_policy::{self, ReopenPolicyView, SetReopenPolicy};
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

/// Get the licence bands
///
/// Named ranges of licence counts, for targets of SLAs that depend on them.
/// `gaps` warns of counts that no band covers.
#[utoipa::path(
    get, path = "/settings/licence_bands", tag = "settings", operation_id = "get_licence_bands",
    responses((status = 200, body = LicenceBandsView)),
)]
async fn get_bands(
    State(web): State<Web>,
    caller: Caller,
) -> Result<Versioned<LicenceBandsView>, Problem> {
    let view = licence_bands::get(&web.app, caller.call()).await?;
    Ok(Versioned(view.version, view))
}

/// Replace the licence bands
///
/// Bands that overlap are refused. Tickets keep what they were promised.
#[utoipa::path(
    put, path = "/settings/licence_bands", tag = "settings", operation_id = "set_licence_bands",
    request_body = SetLicenceBands,
    responses((status = 200, body = LicenceBandsView)),
)]
async fn set_bands(
    State(web): State<Web>,
    IfMatch(version): IfMatch,
    command: Command<SetLicenceBands>,
) -> Result<Versioned<LicenceBandsView>, Problem> {
    let view = licence_bands::set(&web.app, &command.signed.call, version, command.input).await?;
    Ok(Versioned(view.version, view))
}

/// Get the reopen policy
///
/// How long a customer's message reopens a closed ticket.
#[utoipa::path(
    get, path = "/settings/reopen_policy", tag = "settings", operation_id = "get_reopen_policy",
    responses((status = 200, body = ReopenPolicyView)),
)]
async fn get_reopen(
    State(web): State<Web>,
    caller: Caller,
) -> Result<Versioned<ReopenPolicyView>, Problem> {
    let view = reopen_policy::get(&web.app, caller.call()).await?;
    Ok(Versioned(view.version, view))
}

/// Replace the reopen policy
///
/// It holds for messages from now on.
#[utoipa::path(
    put, path = "/settings/reopen_policy", tag = "settings", operation_id = "set_reopen_policy",
    request_body = SetReopenPolicy,
    responses((status = 200, body = ReopenPolicyView)),
)]
async fn set_reopen(
    State(web): State<Web>,
    IfMatch(version): IfMatch,
    command: Command<SetReopenPolicy>,
) -> Result<Versioned<ReopenPolicyView>, Problem> {
    let view = reopen_policy::set(&web.app, &command.signed.call, version, command.input).await?;
    Ok(Versioned(view.version, view))
}

/// Get the escalation policy
///
/// Whether the customer is told of an escalation by hand, and when the next
/// update of an escalated ticket is due.
#[utoipa::path(
    get, path = "/settings/escalation_policy", tag = "settings", operation_id = "get_escalation_policy",
    responses((status = 200, body = EscalationPolicyView)),
)]
async fn get_escalation(
    State(web): State<Web>,
    caller: Caller,
) -> Result<Versioned<EscalationPolicyView>, Problem> {
    let view = escalation_policy::get(&web.app, caller.call()).await?;
    Ok(Versioned(view.version, view))
}

/// Replace the escalation policy
///
/// It holds for escalations from now on.
#[utoipa::path(
    put, path = "/settings/escalation_policy", tag = "settings", operation_id = "set_escalation_policy",
    request_body = SetEscalationPolicy,
    responses((status = 200, body = EscalationPolicyView)),
)]
async fn set_escalation(
    State(web): State<Web>,
    IfMatch(version): IfMatch,
    command: Command<SetEscalationPolicy>,
) -> Result<Versioned<EscalationPolicyView>, Problem> {
    let call = &command.signed.call;
    let view = escalation_policy::set(&web.app, call, version, command.input).await?;
    Ok(Versioned(view.version, view))
}

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default()
        .routes(routes!(get, set))
        .routes(routes!(get_bands, set_bands))
        .routes(routes!(get_reopen, set_reopen))
        .routes(routes!(get_escalation, set_escalation))
}

#[cfg(test)]
#[path = "settings_tests.rs"]
mod tests;
