//! The audit log.

use axum::Json;
use axum::extract::State;
use surety_app::audit_log::{self as verbs, AuditEntry, AuditQuery};
use surety_app::record::Page;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::extract::{Caller, Query};
use crate::problem::Problem;
use crate::state::Web;

/// Read the audit log
///
/// Newest first: who did what to what, and what changed.
#[utoipa::path(
    get, path = "/audit", tag = "audit", operation_id = "list_audit",
    params(AuditQuery),
    responses((status = 200, body = Page<AuditEntry>)),
)]
async fn list(
    State(web): State<Web>,
    caller: Caller,
    Query(query): Query<AuditQuery>,
) -> Result<Json<Page<AuditEntry>>, Problem> {
    Ok(Json(verbs::list(&web.app, caller.call(), query).await?))
}

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default().routes(routes!(list))
}
