//! Balances, ledger and statement of an account.

#[cfg(test)]
#[path = "credits_tests.rs"]
pub(super) mod tests;

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::Response;
use surety_app::papers::{self, statement::StatementFileQuery};
use surety_app::promises::account::{self, BalanceView, EntryView, LedgerQuery};
use surety_app::promises::credits::causes::{self, CausesQuery, CausesView};
use surety_app::promises::credits::forecast::{self, ForecastView};
use surety_app::promises::statement::{self, StatementLine, StatementQuery};
use surety_app::record::Page;
use surety_domain::ids::{AccountId, ContractId};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::tickets::reads::{Items, download_as};
use crate::extract::{Caller, Path, Query};
use crate::problem::Problem;
use crate::state::Web;

/// The types of our own files.
pub(crate) const CSV: &str = "text/csv; charset=utf-8";
pub(crate) const PDF: &str = "application/pdf";

/// Get the balances of an account
///
/// Every limit of its contracts in force and of the free plan, with the period
/// that holds now.
#[utoipa::path(
    get, path = "/accounts/{account}/balances", tag = "credits", operation_id = "list_balances",
    params(("account" = String, Path, description = "Id of the account", example = "acc_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    responses((status = 200, body = Items<BalanceView>)),
)]
async fn balances(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<AccountId>,
) -> Result<Json<Items<BalanceView>>, Problem> {
    Ok(Json(Items {
        items: account::balances(&web.app, caller.call(), id).await?,
    }))
}

/// Forecast when the limits of an account run out
///
/// From the use of the last 2 to 8 whole weeks by weekday: the likely day, and
/// a band between weeks as heavy as the heaviest and as light as the lightest.
/// With less history nothing is said.
#[utoipa::path(
    get, path = "/accounts/{account}/forecasts", tag = "credits", operation_id = "list_forecasts",
    params(("account" = String, Path, description = "Id of the account", example = "acc_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    responses((status = 200, body = Items<ForecastView>)),
)]
async fn forecasts(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<AccountId>,
) -> Result<Json<Items<ForecastView>>, Problem> {
    Ok(Json(Items {
        items: forecast::forecasts(&web.app, caller.call(), id).await?,
    }))
}

/// Find what used the credits of an account
///
/// Topics, types, products, people and priorities of the tickets that drew
/// under any of its contracts, with counts, credits and shares, beside the span
/// of the same length before. Topics are tags and words of subjects. For the
/// desk only.
#[utoipa::path(
    get, path = "/accounts/{account}/causes", tag = "credits", operation_id = "get_account_causes",
    params(("account" = String, Path, description = "Id of the account", example = "acc_01jz8k3m6yq5t0v9w2x4c7b1ne"), CausesQuery),
    responses((status = 200, body = CausesView)),
)]
async fn account_causes(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<AccountId>,
    Query(query): Query<CausesQuery>,
) -> Result<Json<CausesView>, Problem> {
    let view = causes::of_account(&web.app, caller.call(), id, query).await?;
    Ok(Json(view))
}

/// Find what used the credits of a contract
///
/// As for an account, of the contract's tightest limit in the period that
/// holds, unless a limit or a span is named; and what that limit needs at the
/// pace of its period: a larger plan, or credits on top.
#[utoipa::path(
    get, path = "/contracts/{contract}/causes", tag = "credits", operation_id = "get_contract_causes",
    params(("contract" = String, Path, description = "Id of the contract", example = "ctr_01jz8k3m6yq5t0v9w2x4c7b1ne"), CausesQuery),
    responses((status = 200, body = CausesView)),
)]
async fn contract_causes(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<ContractId>,
    Query(query): Query<CausesQuery>,
) -> Result<Json<CausesView>, Problem> {
    let view = causes::of_contract(&web.app, caller.call(), id, query).await?;
    Ok(Json(view))
}

/// List the ledger of an account
///
/// Newest first. Entries are never changed or deleted; a balance is their sum.
#[utoipa::path(
    get, path = "/accounts/{account}/ledger", tag = "credits", operation_id = "list_ledger",
    params(("account" = String, Path, description = "Id of the account", example = "acc_01jz8k3m6yq5t0v9w2x4c7b1ne"), LedgerQuery),
    responses((status = 200, body = Page<EntryView>)),
)]
async fn ledger(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<AccountId>,
    Query(query): Query<LedgerQuery>,
) -> Result<Json<Page<EntryView>>, Problem> {
    Ok(Json(
        account::ledger(&web.app, caller.call(), id, query).await?,
    ))
}

/// Get the statement of an account
///
/// What every limit had, got and gave in the period of an instant, up to that
/// instant; the same whenever it is asked for.
#[utoipa::path(
    get, path = "/accounts/{account}/statement", tag = "credits", operation_id = "get_statement",
    params(("account" = String, Path, description = "Id of the account", example = "acc_01jz8k3m6yq5t0v9w2x4c7b1ne"), StatementQuery),
    responses((status = 200, body = Items<StatementLine>)),
)]
async fn statement(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<AccountId>,
    Query(query): Query<StatementQuery>,
) -> Result<Json<Items<StatementLine>>, Problem> {
    Ok(Json(Items {
        items: statement::statement(&web.app, caller.call(), id, query).await?,
    }))
}

/// Get the statement of an account as CSV
///
/// RFC 4180 in UTF-8; the head is the same in every language. Text that a
/// spreadsheet would run as a formula begins with an apostrophe.
#[utoipa::path(
    get, path = "/accounts/{account}/statement.csv", tag = "credits", operation_id = "get_statement_csv",
    params(("account" = String, Path, description = "Id of the account", example = "acc_01jz8k3m6yq5t0v9w2x4c7b1ne"), StatementFileQuery),
    responses((status = 200, description = "The rows", content_type = "text/csv")),
)]
async fn statement_csv(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<AccountId>,
    Query(query): Query<StatementFileQuery>,
) -> Result<Response<Body>, Problem> {
    let rows = papers::statement::spreadsheet(&web.app, caller.call(), id, query).await?;
    download_as("statement.csv", CSV, rows.into_bytes())
}

/// Get the statement of an account as PDF
#[utoipa::path(
    get, path = "/accounts/{account}/statement.pdf", tag = "credits", operation_id = "get_statement_pdf",
    params(("account" = String, Path, description = "Id of the account", example = "acc_01jz8k3m6yq5t0v9w2x4c7b1ne"), StatementFileQuery),
    responses((status = 200, description = "The document", content_type = "application/pdf")),
)]
async fn statement_pdf(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<AccountId>,
    Query(query): Query<StatementFileQuery>,
) -> Result<Response<Body>, Problem> {
    let paper = papers::statement::paper(&web.app, caller.call(), id, query).await?;
    download_as("statement.pdf", PDF, web.app.pdf(paper).await?)
}

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default()
        .routes(routes!(balances))
        .routes(routes!(forecasts))
        .routes(routes!(account_causes))
        .routes(routes!(contract_causes))
        .routes(routes!(ledger))
        .routes(routes!(statement))
        .routes(routes!(statement_csv))
        .routes(routes!(statement_pdf))
}
