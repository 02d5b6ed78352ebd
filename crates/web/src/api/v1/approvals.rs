//! Requests for approval of over-limit tickets.

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use surety_app::promises::approvals::{self as verbs, ApprovalQuery, ApprovalView};
use surety_app::record::Page;
use surety_app::tickets::flags;
use surety_app::tickets::view::TicketView;
use surety_domain::ids::ApprovalId;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::extract::{Caller, Command, Path, Query};
use crate::problem::Problem;
use crate::respond::Versioned;
use crate::state::Web;

/// List requests for approval
///
/// Oldest first, those that the caller may decide.
#[utoipa::path(
    get, path = "/approvals", tag = "approvals", operation_id = "list_approvals",
    params(ApprovalQuery),
    responses((status = 200, body = Page<ApprovalView>)),
)]
async fn list(
    State(web): State<Web>,
    caller: Caller,
    Query(query): Query<ApprovalQuery>,
) -> Result<Json<Page<ApprovalView>>, Problem> {
    Ok(Json(verbs::list(&web.app, caller.call(), query).await?))
}

/// What is said to a request.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct DecideApproval {
    /// Why.
    #[schema(max_length = 500)]
    note: String,
}

async fn decide(
    web: Web,
    id: ApprovalId,
    command: Command<DecideApproval>,
    approved: bool,
) -> Result<Versioned<TicketView>, Problem> {
    let call = command.signed.call.clone();
    let view = flags::decide(&web.app, &call, id, approved, command.input.note).await?;
    Ok(Versioned(view.row.version, view))
}

/// Approve an over-limit ticket
///
/// It goes on; its clocks run from the original request, and what it costs is
/// booked past the limit. Answers with the ticket.
#[utoipa::path(
    post, path = "/approvals/{approval}/approve", tag = "approvals", operation_id = "approve_approval",
    params(("approval" = String, Path, description = "Id of the request", example = "apr_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    request_body(content = DecideApproval, example = json!({"note": "Go on."})),
    responses((status = 200, body = TicketView)),
)]
async fn approve(
    State(web): State<Web>,
    Path(id): Path<ApprovalId>,
    command: Command<DecideApproval>,
) -> Result<Versioned<TicketView>, Problem> {
    decide(web, id, command, true).await
}

/// Decline an over-limit ticket
///
/// It closes and costs nothing. Answers with the ticket.
#[utoipa::path(
    post, path = "/approvals/{approval}/decline", tag = "approvals", operation_id = "decline_approval",
    params(("approval" = String, Path, description = "Id of the request", example = "apr_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    request_body(content = DecideApproval, example = json!({"note": "Not this month."})),
    responses((status = 200, body = TicketView)),
)]
async fn decline(
    State(web): State<Web>,
    Path(id): Path<ApprovalId>,
    command: Command<DecideApproval>,
) -> Result<Versioned<TicketView>, Problem> {
    decide(web, id, command, false).await
}

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default()
        .routes(routes!(list))
        .routes(routes!(approve))
        .routes(routes!(decline))
}
