//! Contacts.

use axum::Json;
use axum::extract::State;
use surety_app::contacts::{self as verbs, ChangeContact, ContactQuery, ContactView, NewContact};
use surety_app::record::Page;
use surety_domain::ids::ContactId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::extract::{Caller, Command, IfMatch, Nothing, OptionalIfMatch, Path, Query};
use crate::problem::Problem;
use crate::respond::{Created, Versioned};
use crate::state::Web;

/// List contacts
///
/// By name. Customers get themselves, account managers the people of their accounts.
#[utoipa::path(
    get, path = "/contacts", tag = "contacts", operation_id = "list_contacts",
    params(ContactQuery),
    responses((status = 200, body = Page<ContactView>)),
)]
async fn list(
    State(web): State<Web>,
    caller: Caller,
    Query(query): Query<ContactQuery>,
) -> Result<Json<Page<ContactView>>, Problem> {
    Ok(Json(verbs::list(&web.app, caller.call(), query).await?))
}

/// Add a contact
///
/// An address belongs to one contact; the first is the one we write to.
#[utoipa::path(
    post, path = "/contacts", tag = "contacts", operation_id = "create_contact",
    request_body = NewContact,
    responses((status = 201, body = ContactView)),
)]
async fn create(
    State(web): State<Web>,
    command: Command<NewContact>,
) -> Result<Created<ContactView>, Problem> {
    let view = verbs::create(&web.app, &command.signed.call, command.input).await?;
    Ok(Created {
        location: format!("/api/v1/contacts/{}", view.id),
        version: Some(view.version),
        body: view,
    })
}

/// Get a contact
#[utoipa::path(
    get, path = "/contacts/{contact}", tag = "contacts", operation_id = "get_contact",
    params(("contact" = String, Path, description = "Id of the contact", example = "con_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    responses((status = 200, body = ContactView)),
)]
async fn get(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<ContactId>,
) -> Result<Versioned<ContactView>, Problem> {
    let view = verbs::get(&web.app, caller.call(), id).await?;
    Ok(Versioned(view.version, view))
}

/// Change a contact
///
/// What is left out stays, null empties; `emails` and `followed_account_ids` replace as a whole.
#[utoipa::path(
    patch, path = "/contacts/{contact}", tag = "contacts", operation_id = "update_contact",
    params(("contact" = String, Path, description = "Id of the contact", example = "con_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    request_body = ChangeContact,
    responses((status = 200, body = ContactView)),
)]
async fn update(
    State(web): State<Web>,
    Path(id): Path<ContactId>,
    IfMatch(version): IfMatch,
    command: Command<ChangeContact>,
) -> Result<Versioned<ContactView>, Problem> {
    let view = verbs::update(&web.app, &command.signed.call, id, version, command.input).await?;
    Ok(Versioned(view.version, view))
}

/// Put a contact away
///
/// Their tickets stay.
#[utoipa::path(
    post, path = "/contacts/{contact}/archive", tag = "contacts", operation_id = "archive_contact",
    params(("contact" = String, Path, description = "Id of the contact", example = "con_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    responses((status = 200, body = ContactView)),
)]
async fn archive(
    State(web): State<Web>,
    Path(id): Path<ContactId>,
    OptionalIfMatch(version): OptionalIfMatch,
    command: Command<Nothing>,
) -> Result<Versioned<ContactView>, Problem> {
    let view = verbs::archive(&web.app, &command.signed.call, id, version, true).await?;
    Ok(Versioned(view.version, view))
}

/// Take a contact back
#[utoipa::path(
    post, path = "/contacts/{contact}/restore", tag = "contacts", operation_id = "restore_contact",
    params(("contact" = String, Path, description = "Id of the contact", example = "con_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    responses((status = 200, body = ContactView)),
)]
async fn restore(
    State(web): State<Web>,
    Path(id): Path<ContactId>,
    OptionalIfMatch(version): OptionalIfMatch,
    command: Command<Nothing>,
) -> Result<Versioned<ContactView>, Problem> {
    let view = verbs::archive(&web.app, &command.signed.call, id, version, false).await?;
    Ok(Versioned(view.version, view))
}

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default()
        .routes(routes!(list, create))
        .routes(routes!(get, update))
        .routes(routes!(archive))
        .routes(routes!(restore))
}

#[cfg(test)]
#[path = "contacts_tests.rs"]
mod tests;
