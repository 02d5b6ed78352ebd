//! Charge lines of over-limit tickets.

#[cfg(test)]
#[path = "charges_tests.rs"]
mod tests;

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::Response;
use surety_app::AppError;
use surety_app::papers;
use surety_app::promises::charges::{
    self as verbs, BulkChargeResult, BulkChargesInput, ChangeCharge, ChargeQuery, ChargeTotal,
    ChargeView,
};
use surety_app::record::Page;
use surety_domain::ids::ChargeId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::credits::CSV;
use super::tickets::reads::{Items, download_as};
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

/// Sum up charges
///
/// By currency and status, over all pages of the filter.
#[utoipa::path(
    get, path = "/charges/totals", tag = "charges", operation_id = "sum_charges",
    params(ChargeQuery),
    responses((status = 200, body = Items<ChargeTotal>)),
)]
async fn totals(
    State(web): State<Web>,
    caller: Caller,
    Query(query): Query<ChargeQuery>,
) -> Result<Json<Items<ChargeTotal>>, Problem> {
    Ok(Json(Items {
        items: verbs::totals(&web.app, caller.call(), query).await?,
    }))
}

/// Get charges as CSV
///
/// All lines of the filter, at most 10,000 (`too_many_rows`). RFC 4180 in
/// UTF-8; the head is the same in every language. Text that a spreadsheet
/// would run as a formula begins with an apostrophe.
#[utoipa::path(
    get, path = "/charges.csv", tag = "charges", operation_id = "get_charges_csv",
    params(ChargeQuery),
    responses((status = 200, description = "The rows", content_type = "text/csv")),
)]
async fn spreadsheet(
    State(web): State<Web>,
    caller: Caller,
    Query(query): Query<ChargeQuery>,
) -> Result<Response<Body>, Problem> {
    let rows = papers::charges::spreadsheet(&web.app, caller.call(), query).await?;
    download_as("charges.csv", CSV, rows.into_bytes())
}

/// Get charges as a JSON file
///
/// All lines of the filter, at most 10,000 (`too_many_rows`), as one array.
#[utoipa::path(
    get, path = "/charges.json", tag = "charges", operation_id = "get_charges_json",
    params(ChargeQuery),
    responses((status = 200, body = Vec<ChargeView>)),
)]
async fn file(
    State(web): State<Web>,
    caller: Caller,
    Query(query): Query<ChargeQuery>,
) -> Result<Response<Body>, Problem> {
    let lines = verbs::export(&web.app, caller.call(), query).await?;
    let bytes = serde_json::to_vec_pretty(&lines).map_err(|e| AppError::Internal(e.to_string()))?;
    download_as("charges.json", "application/json", bytes)
}

/// Approve, invoice or waive a charge
///
/// A draft is approved or waived, an approved one invoiced or waived; then it
/// stays. Waiving needs a `reason`, invoicing an `invoice_reference`.
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

/// Approve, invoice or waive many charges
///
/// Each for itself, 1 to 200: one that is refused (`stale_version`,
/// `charge_transition_invalid`, `not_found`) leaves the others. The answers
/// stand in the order of the request.
#[utoipa::path(
    post, path = "/charges/bulk", tag = "charges", operation_id = "change_charges",
    request_body = BulkChargesInput,
    responses((status = 200, body = Items<BulkChargeResult>)),
)]
async fn bulk(
    State(web): State<Web>,
    command: Command<BulkChargesInput>,
) -> Result<Json<Items<BulkChargeResult>>, Problem> {
    let call = command.signed.call.clone();
    Ok(Json(Items {
        items: verbs::bulk(&web.app, &call, command.input).await?,
    }))
}

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default()
        .routes(routes!(list))
        .routes(routes!(totals))
        .routes(routes!(spreadsheet))
        .routes(routes!(file))
        .routes(routes!(bulk))
        .routes(routes!(change))
}
