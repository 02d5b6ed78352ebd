//! What the caller was told inside the console.

use axum::Json;
use axum::extract::State;
use surety_app::notifications::{self as verbs, NotificationPage, ReadInput, Unread};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::extract::{Caller, Command, Query, RowsQuery};
use crate::problem::Problem;
use crate::state::Web;

/// List notifications
///
/// The caller's own, newest first, with how much of it is unread.
#[utoipa::path(
    get, path = "/notifications", tag = "notifications", operation_id = "list_notifications",
    params(RowsQuery),
    responses((status = 200, body = NotificationPage)),
)]
async fn list(
    State(web): State<Web>,
    caller: Caller,
    Query(query): Query<RowsQuery>,
) -> Result<Json<NotificationPage>, Problem> {
    Ok(Json(
        verbs::list(&web.app, caller.call(), query.limit, query.cursor).await?,
    ))
}

/// Mark notifications as read
///
/// One of them and everything before it.
#[utoipa::path(
    post, path = "/notifications/read", tag = "notifications", operation_id = "read_notifications",
    request_body(content = ReadInput, example = json!({"up_to": "not_01jz8k3m6yq5t0v9w2x4c7b1ne"})),
    responses((status = 200, body = Unread)),
)]
async fn read(
    State(web): State<Web>,
    command: Command<ReadInput>,
) -> Result<Json<Unread>, Problem> {
    let call = command.signed.call.clone();
    Ok(Json(verbs::read(&web.app, &call, command.input).await?))
}

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default()
        .routes(routes!(list))
        .routes(routes!(read))
}
