//! Charge lines of over-limit tickets.

use axum::Json;
use axum::extract::State;
use surety_app::promises::charges::{self as verbs, ChangeCharge, ChargeQuery, ChargeView};
use surety_app::record::Page;
use surety_domain::ids::ChargeId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::extract::{Caller, Command, IfMatch, Path, Query};
use crate::problem::Problem;
use crate::respond::Versioned;
use crate::state::Web;

/// List charges
///
/// In the order in which they were drafted.
#[utoipa::path(
    get, path = "/charges", tag = "charges", operation_id = "list_charges",
    params(ChargeQuery),
    responses((status = 200, body = Page<ChargeView>)),
)]
async fn list(
    State(web): State<Web>,
    caller: Caller,
    Query(query): Query<ChargeQuery>,
) -> Result<Json<Page<ChargeView>>, Problem> {
    Ok(Json(verbs::list(&web.app, caller.call(), query).await?))
}

/// Approve, invoice or waive a charge
///
/// A draft is approved or waived, an approved one invoiced or waived; then it
/// stays.
#[utoipa::path(
    patch, path = "/charges/{charge}", tag = "charges", operation_id = "change_charge",
    params(("charge" = String, Path, description = "Id of the charge", example = "chg_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    request_body(content = ChangeCharge, example = json!({"status": "approved"})),
    responses((status = 200, body = ChargeView)),
)]
async fn change(
    State(web): State<Web>,
    Path(id): Path<ChargeId>,
    IfMatch(version): IfMatch,
    command: Command<ChangeCharge>,
) -> Result<Versioned<ChargeView>, Problem> {
    let call = command.signed.call.clone();
    let view = verbs::change(&web.app, &call, id, version, command.input).await?;
    Ok(Versioned(view.version, view))
}

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default()
        .routes(routes!(list))
        .routes(routes!(change))
}
