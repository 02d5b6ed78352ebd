//! Accounts out of a table: sent up, looked at, applied.

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use surety_app::accounts::import::{
    self as verbs, AccountImportView, IMPORT_BYTES_MAX, ImportLineView, ImportOptions,
    ImportPreviewView, ImportTableView, PreviewImport,
};
use surety_app::record::Page;
use surety_domain::ids::AccountImportId;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::credits::CSV;
use super::tickets::reads::{Items, download_as};
use crate::extract::{Caller, Command, Path, Query, Raw};
use crate::problem::Problem;
use crate::respond::Created;
use crate::state::Web;

/// What is said of a table that is sent up.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct SendTable {
    /// The name of its file.
    #[param(example = "accounts.csv")]
    name: String,
}

/// Send up a table of accounts
///
/// The bytes are the body: CSV of at most 4 MiB, with a head and at most 5,000
/// lines below it. It is a draft, seen by nobody as accounts, and forgotten
/// after 24 hours unless it is started.
#[utoipa::path(
    post, path = "/account_imports", tag = "accounts", operation_id = "send_account_import",
    params(SendTable),
    request_body(content_type = "application/octet-stream", description = "The bytes of the table"),
    responses((status = 201, body = AccountImportView)),
)]
async fn send(
    State(web): State<Web>,
    Query(query): Query<SendTable>,
    raw: Raw<IMPORT_BYTES_MAX>,
) -> Result<Created<AccountImportView>, Problem> {
    raw.require_key()?;
    let bytes = raw.bytes.to_vec();
    let view = verbs::upload(&web.app, &raw.signed.call, query.name, bytes).await?;
    Ok(Created {
        location: format!("/api/v1/account_imports/{}", view.id),
        version: None,
        body: view,
    })
}

/// List imports of accounts
///
/// The newest 50 that were started.
#[utoipa::path(
    get, path = "/account_imports", tag = "accounts", operation_id = "list_account_imports",
    responses((status = 200, body = Items<AccountImportView>)),
)]
async fn list(
    State(web): State<Web>,
    caller: Caller,
) -> Result<Json<Items<AccountImportView>>, Problem> {
    let items = verbs::list(&web.app, caller.call()).await?;
    Ok(Json(Items { items }))
}

/// Get the template of a table of accounts
///
/// A head with every column and nothing below it, as CSV.
#[utoipa::path(
    get, path = "/account_imports/template.csv", tag = "accounts", operation_id = "get_account_import_template",
    responses((status = 200, description = "The head", content_type = "text/csv")),
)]
async fn template(State(web): State<Web>, caller: Caller) -> Result<Response<Body>, Problem> {
    let text = verbs::template_csv(&web.app, caller.call()).await?;
    download_as("accounts.csv", CSV, text.into_bytes())
}

/// Get an import of accounts
///
/// `counts.waiting` says how many lines are still to come.
#[utoipa::path(
    get, path = "/account_imports/{import}", tag = "accounts", operation_id = "get_account_import",
    params(("import" = String, Path, description = "Id of the import", example = "imp_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    responses((status = 200, body = AccountImportView)),
)]
async fn get(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<AccountImportId>,
) -> Result<Json<AccountImportView>, Problem> {
    Ok(Json(verbs::get(&web.app, caller.call(), id).await?))
}

/// In what a draft is read.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ReadTable {
    /// Its charset; what it seems to be when left out.
    charset: Option<String>,
    /// Its separator; what it seems to be when left out.
    separator: Option<String>,
}

/// Read a draft as a table
///
/// Its columns with samples, and what each is likely to hold.
#[utoipa::path(
    get, path = "/account_imports/{import}/table", tag = "accounts", operation_id = "get_account_import_table",
    params(
        ("import" = String, Path, description = "Id of the import", example = "imp_01jz8k3m6yq5t0v9w2x4c7b1ne"),
        ReadTable,
    ),
    responses((status = 200, body = ImportTableView)),
)]
async fn table(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<AccountImportId>,
    Query(query): Query<ReadTable>,
) -> Result<Json<ImportTableView>, Problem> {
    let call = caller.call();
    Ok(Json(
        verbs::table(&web.app, call, id, query.charset, query.separator).await?,
    ))
}

/// What would become of each line
///
/// Writes nothing. At most 200 lines; `after` asks for those that follow.
#[utoipa::path(
    post, path = "/account_imports/{import}/preview", tag = "accounts", operation_id = "preview_account_import",
    params(("import" = String, Path, description = "Id of the import", example = "imp_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    request_body = PreviewImport,
    responses((status = 200, body = ImportPreviewView)),
)]
async fn preview(
    State(web): State<Web>,
    Path(id): Path<AccountImportId>,
    command: Command<PreviewImport>,
) -> Result<Json<ImportPreviewView>, Problem> {
    let call = command.signed.call.clone();
    Ok(Json(
        verbs::preview(&web.app, &call, id, command.input).await?,
    ))
}

/// Apply a table of accounts
///
/// Each line is decided by itself, whole, soon after the answer. A line that is
/// refused does not keep the others from theirs.
#[utoipa::path(
    post, path = "/account_imports/{import}/start", tag = "accounts", operation_id = "start_account_import",
    params(("import" = String, Path, description = "Id of the import", example = "imp_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    request_body = ImportOptions,
    responses((status = 200, body = AccountImportView)),
)]
async fn start(
    State(web): State<Web>,
    Path(id): Path<AccountImportId>,
    command: Command<ImportOptions>,
) -> Result<Json<AccountImportView>, Problem> {
    let call = command.signed.call.clone();
    Ok(Json(
        verbs::start(&web.app, &call, id, command.input).await?,
    ))
}

/// Which lines.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct WhichLines {
    /// Only `waiting`, `created`, `changed`, `unchanged` or `refused`.
    outcome: Option<String>,
    /// Rows on the page, 1 to 200.
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// List the lines of an import
///
/// By where they began, with what became of each.
#[utoipa::path(
    get, path = "/account_imports/{import}/lines", tag = "accounts", operation_id = "list_account_import_lines",
    params(
        ("import" = String, Path, description = "Id of the import", example = "imp_01jz8k3m6yq5t0v9w2x4c7b1ne"),
        WhichLines,
    ),
    responses((status = 200, body = Page<ImportLineView>)),
)]
async fn list_lines(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<AccountImportId>,
    Query(query): Query<WhichLines>,
) -> Result<Json<Page<ImportLineView>>, Problem> {
    let WhichLines {
        outcome,
        limit,
        cursor,
    } = query;
    Ok(Json(
        verbs::list_lines(&web.app, caller.call(), id, outcome, limit, cursor).await?,
    ))
}

/// Get the refused lines of an import as CSV
///
/// As they were written, and behind them the line, the codes, the columns and
/// the reasons. Text that a spreadsheet would run as a formula begins with an
/// apostrophe, which an import takes off again.
#[utoipa::path(
    get, path = "/account_imports/{import}/refused.csv", tag = "accounts", operation_id = "get_account_import_refused",
    params(("import" = String, Path, description = "Id of the import", example = "imp_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    responses((status = 200, description = "The lines", content_type = "text/csv")),
)]
async fn refused(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<AccountImportId>,
) -> Result<Response<Body>, Problem> {
    let text = verbs::refused_csv(&web.app, caller.call(), id).await?;
    download_as("refused.csv", CSV, text.into_bytes())
}

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default()
        .routes(routes!(list, send))
        .routes(routes!(template))
        .routes(routes!(get))
        .routes(routes!(table))
        .routes(routes!(preview))
        .routes(routes!(start))
        .routes(routes!(list_lines))
        .routes(routes!(refused))
}
