//! The stream of live events.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use surety_domain::permission::{Permission, Subject, Verdict, permits};
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::extract::{Caller, Query};
use crate::problem::Problem;
use crate::state::Web;

/// Where to go on.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Events {
    /// Go on after this number; `Last-Event-ID` counts more.
    #[param(minimum = 0)]
    after: Option<i64>,
}

/// Listen to live events
///
/// Server-sent events: `id` is a number that only says where to resume,
/// `event` is `ticket`, `counts`, `account` or `resync`, `data` is JSON. An
/// event may come twice; `resync` means that some were missed and everything
/// should be loaded again. Only what the caller may see is sent. A comment
/// comes every 15 seconds.
#[utoipa::path(
    get, path = "/events", tag = "live", operation_id = "listen",
    params(Events, ("Last-Event-ID" = Option<String>, Header, description = "Sent by browsers that reconnect")),
    responses((status = 200, content_type = "text/event-stream", body = String)),
)]
async fn listen(
    State(web): State<Web>,
    caller: Caller,
    Query(query): Query<Events>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let actor = &caller.call().actor;
    if permits(actor, Permission::LiveSubscribe, &Subject::Desk) != Verdict::Allowed {
        return Err(surety_app::AppError::Denied("live_subscribe").into());
    }
    let after = match headers.get("last-event-id") {
        None => query.after,
        Some(value) => Some(
            value
                .to_str()
                .ok()
                .and_then(|text| text.parse().ok())
                .ok_or_else(|| {
                    Problem::bad_request(
                        "invalid_last_event_id",
                        "Last-Event-ID is a number of this stream",
                    )
                })?,
        ),
    };
    crate::live::open(&web, &caller.signed, after).await
}

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default().routes(routes!(listen))
}
