//! Documents that were offered, and the files of a contract.

#[cfg(test)]
#[path = "contract_documents_tests.rs"]
mod tests;

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::Response;
use serde::Deserialize;
use surety_app::promises::contracts::{
    self as verbs, ContractFileView, DocumentView, NewContractFile,
};
use surety_app::tickets::attach::FILE_BYTES_MAX;
use surety_domain::ids::{AttachmentId, ContractId};
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::agreements::own_page;
use super::tickets::reads::{Items, download};
use crate::extract::{Caller, Command, Nothing, Path, Query, Raw};
use crate::problem::Problem;
use crate::respond::Created;
use crate::state::Web;

/// List the documents of a contract
///
/// Each time a contract is offered, and each time an offer is changed, its
/// agreement sheet is kept byte for byte, in the account's language. The newest
/// comes first and is the one that can be accepted.
#[utoipa::path(
    get, path = "/contracts/{contract}/documents", tag = "contracts", operation_id = "list_contract_documents",
    params(("contract" = String, Path, description = "Id of the contract", example = "ctr_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    responses((status = 200, body = Items<DocumentView>)),
)]
async fn documents(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<ContractId>,
) -> Result<Json<Items<DocumentView>>, Problem> {
    Ok(Json(Items {
        items: verbs::documents(&web.app, caller.call(), id).await?,
    }))
}

/// How a document is wanted.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
struct DocumentQuery {
    /// As a file instead of a page.
    download: bool,
}

/// Get a document of a contract
///
/// The bytes whose SHA-256 the list names: a page of HTML without scripts.
#[utoipa::path(
    get, path = "/contracts/{contract}/documents/{document}", tag = "contracts", operation_id = "get_contract_document",
    params(
        ("contract" = String, Path, description = "Id of the contract", example = "ctr_01jz8k3m6yq5t0v9w2x4c7b1ne"),
        ("document" = i64, Path, description = "Number of the document", example = 1),
        DocumentQuery,
    ),
    responses((status = 200, description = "The bytes", content_type = "text/html")),
)]
async fn document(
    State(web): State<Web>,
    caller: Caller,
    Path((id, number)): Path<(ContractId, i64)>,
    Query(query): Query<DocumentQuery>,
) -> Result<Response<Body>, Problem> {
    let (_, bytes) = verbs::document(&web.app, caller.call(), id, number).await?;
    if query.download {
        download(&format!("agreement-{number}.html"), bytes)
    } else {
        own_page(bytes)
    }
}

/// List the files of a contract
///
/// A customer sees those that are marked for them.
#[utoipa::path(
    get, path = "/contracts/{contract}/files", tag = "contracts", operation_id = "list_contract_files",
    params(("contract" = String, Path, description = "Id of the contract", example = "ctr_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    responses((status = 200, body = Items<ContractFileView>)),
)]
async fn files(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<ContractId>,
) -> Result<Json<Items<ContractFileView>>, Problem> {
    Ok(Json(Items {
        items: verbs::files(&web.app, caller.call(), id).await?,
    }))
}

/// What is said of a file that is sent up.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct AddFile {
    /// Its name.
    #[param(example = "signed.pdf")]
    name: String,
    /// Whether the customer sees it; not when left out.
    #[serde(default)]
    for_customer: bool,
}

/// Put a file on a contract
///
/// The bytes are the body, at most 25 MiB.
#[utoipa::path(
    post, path = "/contracts/{contract}/files", tag = "contracts", operation_id = "add_contract_file",
    params(
        ("contract" = String, Path, description = "Id of the contract", example = "ctr_01jz8k3m6yq5t0v9w2x4c7b1ne"),
        AddFile,
    ),
    request_body(content_type = "application/octet-stream", description = "The bytes of the file"),
    responses((status = 201, body = ContractFileView)),
)]
async fn add_file(
    State(web): State<Web>,
    Path(id): Path<ContractId>,
    Query(query): Query<AddFile>,
    raw: Raw<FILE_BYTES_MAX>,
) -> Result<Created<ContractFileView>, Problem> {
    raw.require_key()?;
    let new = NewContractFile {
        name: query.name,
        content_type: raw
            .content_type
            .clone()
            .unwrap_or_else(|| "application/octet-stream".into()),
        for_customer: query.for_customer,
        data: raw.bytes.to_vec(),
    };
    let file = verbs::add_file(&web.app, &raw.signed.call, id, new).await?;
    Ok(Created {
        location: file.url.clone(),
        version: None,
        body: file,
    })
}

/// Download a file of a contract
///
/// Always as a download, never shown by the browser as a page of ours.
#[utoipa::path(
    get, path = "/contracts/{contract}/files/{file}", tag = "contracts", operation_id = "get_contract_file",
    params(
        ("contract" = String, Path, description = "Id of the contract", example = "ctr_01jz8k3m6yq5t0v9w2x4c7b1ne"),
        ("file" = String, Path, description = "Id of the file", example = "att_01jz8k3m6yq5t0v9w2x4c7b1ne"),
    ),
    responses((status = 200, description = "The bytes", content_type = "application/octet-stream")),
)]
async fn file(
    State(web): State<Web>,
    caller: Caller,
    Path((id, file)): Path<(ContractId, AttachmentId)>,
) -> Result<Response<Body>, Problem> {
    let (file, bytes) = verbs::file(&web.app, caller.call(), id, file).await?;
    download(&file.name, bytes)
}

/// Remove a file of a contract
///
/// The audit log keeps its name, size and hash.
#[utoipa::path(
    post, path = "/contracts/{contract}/files/{file}/remove", tag = "contracts", operation_id = "remove_contract_file",
    params(
        ("contract" = String, Path, description = "Id of the contract", example = "ctr_01jz8k3m6yq5t0v9w2x4c7b1ne"),
        ("file" = String, Path, description = "Id of the file", example = "att_01jz8k3m6yq5t0v9w2x4c7b1ne"),
    ),
    request_body = Nothing,
    responses((status = 200, body = ContractFileView)),
)]
async fn remove_file(
    State(web): State<Web>,
    Path((id, file)): Path<(ContractId, AttachmentId)>,
    command: Command<Nothing>,
) -> Result<Json<ContractFileView>, Problem> {
    Ok(Json(
        verbs::remove_file(&web.app, &command.signed.call, id, file).await?,
    ))
}

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default()
        .routes(routes!(documents))
        .routes(routes!(document))
        .routes(routes!(files, add_file))
        .routes(routes!(file))
        .routes(routes!(remove_file))
}
