//! Documents that were offered, who accepted them, and the files of a contract.

use surety_domain::ids::{AttachmentId, ContactId, ContractId, UserId};
use surety_domain::time::Instant;

use crate::{Row, StoreError, Tx, params, sql};

sql! {
    /// Keeps a document of an offer.
    DOCUMENT_INSERT = "INSERT INTO contract_documents (contract_id, number, contract_version, locale, sha256, size,
                         created_by, created_at, sheet_sha256)
                       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    /// Documents of a contract with their acceptance, newest first.
    DOCUMENTS = "SELECT d.contract_id, d.number, d.contract_version, d.locale, d.sha256, d.size, d.created_by, d.created_at,
                   d.sheet_sha256,
                   a.name AS accepted_name, a.contact_id AS accepted_contact, a.user_id AS accepted_user,
                   a.on_behalf_reason, a.at AS accepted_at
                 FROM contract_documents d
                 LEFT JOIN contract_acceptances a ON a.contract_id = d.contract_id AND a.number = d.number
                 WHERE d.contract_id = $1 ORDER BY d.number DESC";
    /// Records who accepted a document.
    ACCEPTANCE_INSERT = "INSERT INTO contract_acceptances (contract_id, number, sha256, name, contact_id, user_id,
                           on_behalf_reason, at)
                         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    /// Keeps a file of a contract.
    CONTRACT_FILE_INSERT = "INSERT INTO contract_files (id, contract_id, name, content_type, size, blob_hash, for_customer,
                              uploaded_by, created_at)
                            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    /// Files of a contract, oldest first.
    CONTRACT_FILES = "SELECT id, contract_id, name, content_type, size, blob_hash, for_customer, uploaded_by, created_at
                      FROM contract_files WHERE contract_id = $1 ORDER BY id";
    /// Takes a file of a contract away.
    CONTRACT_FILE_DELETE = "DELETE FROM contract_files WHERE id = $1";
}

/// A document that was offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Of which contract.
    pub contract_id: ContractId,
    /// From 1; the newest is the one that is offered.
    pub number: i64,
    /// Which version of the terms it shows.
    pub contract_version: i64,
    /// Its language.
    pub locale: String,
    /// SHA-256 of its bytes, hexadecimal: their name among the blobs.
    pub sha256: String,
    /// SHA-256 of what it says, however it is set; none: kept before this was.
    pub sheet_sha256: Option<String>,
    /// Bytes.
    pub size: i64,
    /// Who offered it.
    pub created_by: Option<String>,
    /// When it was offered.
    pub created_at: Instant,
}

/// Who accepted a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// The name that was typed.
    pub name: String,
    /// The customer's contact; none where the desk recorded it.
    pub contact_id: Option<ContactId>,
    /// Who was signed in.
    pub user_id: Option<UserId>,
    /// Why the desk recorded it.
    pub on_behalf_reason: Option<String>,
    /// When.
    pub at: Instant,
}

/// Keeps a document of an offer; its bytes are there already.
///
/// # Errors
/// As the engine reports.
pub fn insert_document(tx: &mut Tx<'_>, d: &Document) -> Result<(), StoreError> {
    tx.execute(
        &DOCUMENT_INSERT,
        &params![
            d.contract_id,
            d.number,
            d.contract_version,
            d.locale.as_str(),
            d.sha256.as_str(),
            d.size,
            d.created_by.clone(),
            d.created_at,
            d.sheet_sha256.clone()
        ],
    )?;
    Ok(())
}

fn document(row: &Row) -> Result<(Document, Option<Accepted>), StoreError> {
    let accepted = match row.opt_instant("accepted_at")? {
        Some(at) => Some(Accepted {
            name: row.opt_text("accepted_name")?.unwrap_or_default(),
            contact_id: row.opt_id("accepted_contact")?,
            user_id: row.opt_id("accepted_user")?,
            on_behalf_reason: row.opt_text("on_behalf_reason")?,
            at,
        }),
        None => None,
    };
    let document = Document {
        contract_id: row.id("contract_id")?,
        number: row.int("number")?,
        contract_version: row.int("contract_version")?,
        locale: row.text("locale")?,
        sha256: row.text("sha256")?,
        sheet_sha256: row.opt_text("sheet_sha256")?,
        size: row.int("size")?,
        created_by: row.opt_text("created_by")?,
        created_at: row.instant("created_at")?,
    };
    Ok((document, accepted))
}

/// Documents of a contract with their acceptance, newest first.
///
/// # Errors
/// As the engine reports.
pub fn documents(
    tx: &mut Tx<'_>,
    contract: ContractId,
) -> Result<Vec<(Document, Option<Accepted>)>, StoreError> {
    tx.query(&DOCUMENTS, &params![contract])?
        .iter()
        .map(document)
        .collect()
}

/// Records who accepted a document.
///
/// # Errors
/// As the engine reports.
pub fn insert_acceptance(
    tx: &mut Tx<'_>,
    document: &Document,
    accepted: &Accepted,
) -> Result<(), StoreError> {
    tx.execute(
        &ACCEPTANCE_INSERT,
        &params![
            document.contract_id,
            document.number,
            document.sha256.as_str(),
            accepted.name.as_str(),
            accepted.contact_id,
            accepted.user_id,
            accepted.on_behalf_reason.clone(),
            accepted.at
        ],
    )?;
    Ok(())
}

/// A file of a contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContractFile {
    /// Its id.
    pub id: AttachmentId,
    /// Of which contract.
    pub contract_id: ContractId,
    /// Its name as given; never a path.
    pub name: String,
    /// Its media type as declared.
    pub content_type: String,
    /// Bytes.
    pub size: i64,
    /// SHA-256 of its bytes, hexadecimal.
    pub blob_hash: String,
    /// Whether the customer sees it.
    pub for_customer: bool,
    /// Who uploaded it.
    pub uploaded_by: Option<String>,
    /// When.
    pub created_at: Instant,
}

/// Keeps a file of a contract; its bytes are there already.
///
/// # Errors
/// As the engine reports.
pub fn insert_contract_file(tx: &mut Tx<'_>, f: &ContractFile) -> Result<(), StoreError> {
    tx.execute(
        &CONTRACT_FILE_INSERT,
        &params![
            f.id,
            f.contract_id,
            f.name.as_str(),
            f.content_type.as_str(),
            f.size,
            f.blob_hash.as_str(),
            f.for_customer,
            f.uploaded_by.clone(),
            f.created_at
        ],
    )?;
    Ok(())
}

/// Files of a contract, oldest first.
///
/// # Errors
/// As the engine reports.
pub fn contract_files(
    tx: &mut Tx<'_>,
    contract: ContractId,
) -> Result<Vec<ContractFile>, StoreError> {
    tx.query(&CONTRACT_FILES, &params![contract])?
        .iter()
        .map(|row| {
            Ok(ContractFile {
                id: row.id("id")?,
                contract_id: row.id("contract_id")?,
                name: row.text("name")?,
                content_type: row.text("content_type")?,
                size: row.int("size")?,
                blob_hash: row.text("blob_hash")?,
                for_customer: row.bool("for_customer")?,
                uploaded_by: row.opt_text("uploaded_by")?,
                created_at: row.instant("created_at")?,
            })
        })
        .collect()
}

/// Takes a file of a contract away; its bytes go where nothing else names them.
///
/// # Errors
/// As the engine reports.
pub fn delete_contract_file(tx: &mut Tx<'_>, file: &ContractFile) -> Result<(), StoreError> {
    tx.execute(&CONTRACT_FILE_DELETE, &params![file.id])?;
    super::super::upkeep::forget_blob(tx, &file.blob_hash)
}
