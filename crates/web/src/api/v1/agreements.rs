//! The agreement sheet of a contract.

#[cfg(test)]
#[path = "agreements_tests.rs"]
mod tests;

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderValue, Response, header};
use base64::Engine as _;
use sha2::{Digest as _, Sha256};
use surety_app::AppError;
use surety_app::promises::agreement::{self as verbs, AgreementQuery, AgreementView};
use surety_domain::ids::ContractId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::credits::PDF;
use super::tickets::reads::download_as;
use crate::extract::{Caller, Path, Query};
use crate::problem::Problem;
use crate::state::Web;

/// Get the agreement sheet of a contract
///
/// What was agreed by the terms in force, the goals of both sides with how they
/// were kept in the period that runs and the one before, what follows where a
/// goal is missed, and the points of contact. Periods are months from the
/// contract's first day.
#[utoipa::path(
    get, path = "/contracts/{contract}/agreement", tag = "contracts", operation_id = "get_agreement",
    params(("contract" = String, Path, description = "Id of the contract", example = "ctr_01jz8k3m6yq5t0v9w2x4c7b1ne"), AgreementQuery),
    responses((status = 200, body = AgreementView)),
)]
async fn get(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<ContractId>,
    Query(query): Query<AgreementQuery>,
) -> Result<Json<AgreementView>, Problem> {
    Ok(Json(verbs::get(&web.app, caller.call(), id, query).await?))
}

/// Get the agreement sheet as a page
///
/// For printing: one page without scripts and without anything to fetch.
#[utoipa::path(
    get, path = "/contracts/{contract}/agreement.html", tag = "contracts", operation_id = "get_agreement_html",
    params(("contract" = String, Path, description = "Id of the contract", example = "ctr_01jz8k3m6yq5t0v9w2x4c7b1ne"), AgreementQuery),
    responses((status = 200, description = "The page", content_type = "text/html")),
)]
async fn html(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<ContractId>,
    Query(query): Query<AgreementQuery>,
) -> Result<Response<Body>, Problem> {
    let paper = verbs::paper(&web.app, caller.call(), id, query).await?;
    own_page(surety_app::papers::html(&paper).into_bytes())
}

/// Get the agreement sheet as PDF
#[utoipa::path(
    get, path = "/contracts/{contract}/agreement.pdf", tag = "contracts", operation_id = "get_agreement_pdf",
    params(("contract" = String, Path, description = "Id of the contract", example = "ctr_01jz8k3m6yq5t0v9w2x4c7b1ne"), AgreementQuery),
    responses((status = 200, description = "The document", content_type = "application/pdf")),
)]
async fn pdf(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<ContractId>,
    Query(query): Query<AgreementQuery>,
) -> Result<Response<Body>, Problem> {
    let paper = verbs::paper(&web.app, caller.call(), id, query).await?;
    download_as("agreement.pdf", PDF, web.app.pdf(paper).await?)
}

/// A page of our own making, shown by the browser: sandboxed, without scripts,
/// with its own style alone, by its hash.
pub(crate) fn own_page(bytes: Vec<u8>) -> Result<Response<Body>, Problem> {
    let internal = |e: &dyn std::fmt::Display| AppError::Internal(e.to_string());
    // Kept pages have the style of their day.
    let style = style_of(&bytes).unwrap_or_default();
    let style = Sha256::digest(style);
    let style = base64::engine::general_purpose::STANDARD.encode(style);
    let csp = format!(
        "default-src 'none'; style-src 'sha256-{style}'; base-uri 'none'; form-action 'none'; \
         frame-ancestors 'none'; sandbox"
    );
    Response::builder()
        .header(header::CONTENT_TYPE, "text/html; charset=utf-8")
        .header(
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_str(&csp).map_err(|e| internal(&e))?,
        )
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .header(header::CACHE_CONTROL, "no-store")
        .body(Body::from(bytes))
        .map_err(|e| internal(&e).into())
}

/// What stands between the first tags of a style.
fn style_of(page: &[u8]) -> Option<&[u8]> {
    let find = |from: usize, what: &[u8]| {
        let at = page
            .get(from..)?
            .windows(what.len())
            .position(|w| w == what)?;
        Some(from + at)
    };
    let start = find(0, b"<style>")? + b"<style>".len();
    page.get(start..find(start, b"</style>")?)
}

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default()
        .routes(routes!(get))
        .routes(routes!(html))
        .routes(routes!(pdf))
}
