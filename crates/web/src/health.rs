//! `/healthz`: the process answers. `/readyz`: the desk can work.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::state::Web;

/// The process is there; says nothing about the database, so that a database
/// outage does not restart every node.
pub(crate) async fn healthz() -> Json<serde_json::Value> {
    Json(json!({ "status": "ok" }))
}

/// The database answers and has this program's schema, and the server is not stopping.
pub(crate) async fn readyz(State(web): State<Web>) -> Response {
    let not_ready = |reason: &str| {
        (
            StatusCode::SERVICE_UNAVAILABLE,
            Json(json!({ "status": "not_ready", "reason": reason })),
        )
            .into_response()
    };
    if *web.stopping.borrow() {
        return not_ready("stopping");
    }
    if web.app.db().fatal().is_some() {
        return not_ready("database_failed");
    }
    match surety_app::live::schema_is_current(&web.app).await {
        Ok(true) => Json(json!({ "status": "ready" })).into_response(),
        Ok(false) => not_ready("schema_is_not_current"),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            not_ready("database_unreachable")
        }
    }
}
