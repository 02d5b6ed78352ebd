//! Files of a contract: the signed paper, the order. The desk puts them there;
//! customers see those that are marked for them.

use serde::{Deserialize, Serialize};
use serde_json::json;
use surety_domain::digest::sha256_hex;
use surety_domain::ids::{AttachmentId, ContractId};
use surety_domain::permission::{ActorKind, Permission};
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::{history, promises};
use utoipa::ToSchema;

use super::change::told;
use super::view::{self, readable};
use crate::core::{App, Call, Cx};
use crate::error::AppError;
use crate::tickets::attach::{FILE_BYTES_MAX, clean_file_name};

/// Most files of one contract.
pub const CONTRACT_FILES_MAX: usize = 100;
/// Longest media type that is kept, in characters.
const CONTENT_TYPE_CHARS_MAX: usize = 200;

/// A file of a contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ContractFileView {
    /// The id.
    #[schema(value_type = String)]
    pub id: AttachmentId,
    /// Its name as given; never a path.
    pub name: String,
    /// Its media type as declared.
    pub content_type: String,
    /// Bytes.
    pub size: i64,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
    /// Whether the customer sees it.
    pub for_customer: bool,
    /// When it was put there.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Instant,
    /// Where its bytes are.
    pub url: String,
}

fn view(file: promises::ContractFile) -> ContractFileView {
    ContractFileView {
        url: format!("/api/v1/contracts/{}/files/{}", file.contract_id, file.id),
        id: file.id,
        name: file.name,
        content_type: file.content_type,
        size: file.size,
        sha256: file.blob_hash,
        for_customer: file.for_customer,
        created_at: file.created_at,
    }
}

/// A file that is sent up.
#[derive(Debug, Clone)]
pub struct NewContractFile {
    /// Its name.
    pub name: String,
    /// Its media type as declared.
    pub content_type: String,
    /// Whether the customer sees it.
    pub for_customer: bool,
    /// Its bytes.
    pub data: Vec<u8>,
}

/// The contract, held, for somebody who manages it.
fn managed(tx: &mut Tx<'_>, cx: &Cx<'_>, id: ContractId) -> Result<promises::Contract, AppError> {
    let found = promises::lock_contract(tx, id)?;
    view::seen(cx, found, Permission::ContractManage)
}

/// Puts a file on a contract.
///
/// # Errors
/// `contract_manage` is needed; `file_too_large`, `too_many_files`, `NotFound`, or the store's.
pub async fn add_file(
    app: &App,
    call: &Call,
    id: ContractId,
    new: NewContractFile,
) -> Result<ContractFileView, AppError> {
    if new.data.len() > FILE_BYTES_MAX {
        return Err(AppError::invalid(
            "file_too_large",
            "file",
            format!("at most {FILE_BYTES_MAX} bytes"),
        ));
    }
    let sha256 = sha256_hex(&new.data);
    app.command(call, move |tx, cx| {
        let row = managed(tx, cx, id)?;
        if promises::contract_files(tx, id)?.len() >= CONTRACT_FILES_MAX {
            return Err(AppError::invalid(
                "too_many_files",
                "file",
                format!("a contract has at most {CONTRACT_FILES_MAX} files; remove one first"),
            ));
        }
        let file = promises::ContractFile {
            id: cx.new_id(AttachmentId::new),
            contract_id: id,
            name: clean_file_name(&new.name),
            content_type: new
                .content_type
                .chars()
                .filter(|c| c.is_ascii_graphic() || *c == ' ')
                .take(CONTENT_TYPE_CHARS_MAX)
                .collect(),
            size: i64::try_from(new.data.len()).unwrap_or(i64::MAX),
            blob_hash: sha256.clone(),
            for_customer: new.for_customer,
            uploaded_by: cx.actor_id(),
            created_at: cx.now,
        };
        history::put_blob(tx, &sha256, new.data.clone())?;
        promises::insert_contract_file(tx, &file)?;
        told(tx, cx, &row, "contract.file_added", &noted(&file))?;
        Ok(view(file))
    })
    .await
}

/// What the audit log remembers of a file, also when it is gone.
fn noted(file: &promises::ContractFile) -> serde_json::Value {
    json!({
        "file": file.id, "name": file.name, "size": file.size, "sha256": file.blob_hash,
        "for_customer": file.for_customer,
    })
}

/// Files that the caller may see.
fn seen(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    id: ContractId,
) -> Result<Vec<promises::ContractFile>, AppError> {
    let row = readable(tx, cx, id)?;
    let customer = cx.actor.kind == ActorKind::Customer;
    Ok(promises::contract_files(tx, row.id)?
        .into_iter()
        .filter(|file| file.for_customer || !customer)
        .collect())
}

/// Files of a contract, oldest first; a customer sees those marked for them.
///
/// # Errors
/// `contract_read` is needed; `NotFound`, or the store's.
pub async fn files(
    app: &App,
    call: &Call,
    id: ContractId,
) -> Result<Vec<ContractFileView>, AppError> {
    app.query(call, move |tx, cx| {
        Ok(seen(tx, cx, id)?.into_iter().map(view).collect())
    })
    .await
}

/// A file with its bytes.
///
/// # Errors
/// As [`files`].
pub async fn file(
    app: &App,
    call: &Call,
    id: ContractId,
    file: AttachmentId,
) -> Result<(ContractFileView, Vec<u8>), AppError> {
    app.query(call, move |tx, cx| {
        let found = seen(tx, cx, id)?
            .into_iter()
            .find(|f| f.id == file)
            .ok_or(AppError::NotFound("file"))?;
        let bytes = history::blob(tx, &found.blob_hash)?
            .ok_or_else(|| AppError::Internal(format!("the bytes of {file} are gone")))?;
        Ok((view(found), bytes))
    })
    .await
}

/// Takes a file off a contract. The audit log keeps its name, size and hash.
///
/// # Errors
/// `contract_manage` is needed; `NotFound`, or the store's.
pub async fn remove_file(
    app: &App,
    call: &Call,
    id: ContractId,
    file: AttachmentId,
) -> Result<ContractFileView, AppError> {
    app.command(call, move |tx, cx| {
        let row = managed(tx, cx, id)?;
        let found = promises::contract_files(tx, id)?
            .into_iter()
            .find(|f| f.id == file)
            .ok_or(AppError::NotFound("file"))?;
        promises::delete_contract_file(tx, &found)?;
        told(tx, cx, &row, "contract.file_removed", &noted(&found))?;
        Ok(view(found))
    })
    .await
}
