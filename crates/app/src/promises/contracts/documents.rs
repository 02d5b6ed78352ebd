//! The document of an offer: kept byte for byte when the contract is offered,
//! and accepted by its hash.

use serde::{Deserialize, Serialize};
use serde_json::json;
use surety_domain::contract::{Accepting, accept};
use surety_domain::digest::sha256_hex;
use surety_domain::ids::{ContactId, ContractId, UserId};
use surety_domain::permission::ActorKind;
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::{history, promises};
use utoipa::ToSchema;

use super::super::agreement;
use super::view::readable;
use crate::core::{App, Call, Cx};
use crate::error::AppError;

/// What is said when an offer is accepted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"document_sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", "name": "Grace Kim"}))]
pub struct AcceptContract {
    /// SHA-256 of the document that was read, hexadecimal.
    pub document_sha256: String,
    /// The name of the person who accepts, as they type it; 1 to 200 characters.
    pub name: String,
    /// Why the desk records it for the customer, at most 500 characters; only,
    /// and always, where the desk does.
    #[serde(default)]
    pub reason: Option<String>,
}

/// Who accepted a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AcceptanceView {
    /// The name that was typed.
    pub name: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Instant,
    /// The customer's contact; null where the desk recorded it for them.
    #[schema(value_type = Option<String>)]
    pub contact_id: Option<ContactId>,
    /// Who was signed in.
    #[schema(value_type = Option<String>)]
    pub user_id: Option<UserId>,
    /// Why the desk recorded it for them.
    pub on_behalf_reason: Option<String>,
}

/// A document that was offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DocumentView {
    /// From 1; the newest is the one that is, or was last, offered.
    pub number: i64,
    /// Which version of the terms it shows.
    pub contract_version: i64,
    /// Its language.
    pub locale: String,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
    /// Bytes.
    pub size: i64,
    /// When it was offered.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Instant,
    /// Where its bytes are.
    pub url: String,
    /// Who accepted it; null where nobody did.
    pub acceptance: Option<AcceptanceView>,
}

fn view(document: promises::Document, accepted: Option<promises::Accepted>) -> DocumentView {
    DocumentView {
        url: format!(
            "/api/v1/contracts/{}/documents/{}",
            document.contract_id, document.number
        ),
        number: document.number,
        contract_version: document.contract_version,
        locale: document.locale,
        sha256: document.sha256,
        size: document.size,
        created_at: document.created_at,
        acceptance: accepted.map(|a| AcceptanceView {
            name: a.name,
            at: a.at,
            contact_id: a.contact_id,
            user_id: a.user_id,
            on_behalf_reason: a.on_behalf_reason,
        }),
    }
}

/// Keeps the sheet as it stands as the document that is offered.
pub(super) fn offer(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    row: &promises::Contract,
) -> Result<(), AppError> {
    let offered = agreement::document(tx, cx, row.clone())?;
    let sha256 = sha256_hex(&offered.page);
    let size = i64::try_from(offered.page.len()).unwrap_or(i64::MAX);
    let last = promises::documents(tx, row.id)?
        .first()
        .map_or(0, |(d, _)| d.number);
    history::put_blob(tx, &sha256, offered.page)?;
    promises::insert_document(
        tx,
        &promises::Document {
            contract_id: row.id,
            number: last + 1,
            contract_version: row.current_version,
            locale: offered.locale,
            sha256,
            sheet_sha256: Some(offered.says),
            size,
            created_by: cx.actor_id(),
            created_at: cx.now,
        },
    )?;
    Ok(())
}

/// Accepts the document that is offered, if it is the one that was read; the
/// data of the audit entry.
pub(super) fn accept_offered(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    row: &promises::Contract,
    input: &AcceptContract,
) -> Result<serde_json::Value, AppError> {
    let Some((document, _)) = promises::documents(tx, row.id)?.into_iter().next() else {
        return Err(AppError::conflict(
            "document_missing",
            "this offer is from before documents were kept; take it back and offer it again",
        ));
    };
    // What it says may have changed behind it: the SLA, its hours, the people to
    // turn to. Drawn again as of its moment it must say the same. Documents from
    // before that was kept are compared byte for byte.
    let mut then = *cx;
    then.now = document.created_at;
    let again = agreement::document(tx, &then, row.clone())?;
    let same = match &document.sheet_sha256 {
        Some(says) => *says == again.says,
        None => sha256_hex(&again.page) == document.sha256,
    };
    if !same {
        return Err(AppError::conflict(
            "document_outdated",
            "what it says has changed since it was offered; take the offer back and offer it again",
        ));
    }
    let by = Accepting {
        contact: cx
            .actor
            .contact
            .filter(|_| cx.actor.kind == ActorKind::Customer),
        user: cx.actor.user,
        name: &input.name,
        document_sha256: &input.document_sha256,
        reason: input.reason.as_deref(),
    };
    let accepted = accept(&document.sha256, &by, cx.now).map_err(|e| match e {
        surety_domain::contract::AcceptanceError::DocumentChanged => {
            AppError::conflict(e.code(), e.to_string())
        }
        _ => AppError::invalid(e.code(), e.field(), e.to_string()),
    })?;
    let data = json!({
        "document": document.number, "document_sha256": accepted.document_sha256, "name": accepted.name,
        "contact_id": accepted.contact, "reason": accepted.on_behalf_reason,
    });
    promises::insert_acceptance(
        tx,
        &document,
        &promises::Accepted {
            name: accepted.name,
            contact_id: accepted.contact,
            user_id: accepted.user,
            on_behalf_reason: accepted.on_behalf_reason,
            at: accepted.at,
        },
    )?;
    Ok(data)
}

/// Every document of a contract with who accepted it, the newest first.
///
/// # Errors
/// `contract_read` is needed; `NotFound`, or the store's.
pub async fn documents(
    app: &App,
    call: &Call,
    id: ContractId,
) -> Result<Vec<DocumentView>, AppError> {
    app.query(call, move |tx, cx| {
        let row = readable(tx, cx, id)?;
        Ok(promises::documents(tx, row.id)?
            .into_iter()
            .map(|(document, accepted)| view(document, accepted))
            .collect())
    })
    .await
}

/// The bytes of a document, exactly as they were offered.
///
/// # Errors
/// As [`documents`].
pub async fn document(
    app: &App,
    call: &Call,
    id: ContractId,
    number: i64,
) -> Result<(DocumentView, Vec<u8>), AppError> {
    app.query(call, move |tx, cx| {
        let row = readable(tx, cx, id)?;
        let (document, accepted) = promises::documents(tx, row.id)?
            .into_iter()
            .find(|(document, _)| document.number == number)
            .ok_or(AppError::NotFound("document"))?;
        let bytes = history::blob(tx, &document.sha256)?.ok_or_else(|| {
            AppError::Internal(format!("the bytes of document {number} of {id} are gone"))
        })?;
        Ok((view(document, accepted), bytes))
    })
    .await
}
