//! Ticket types.

use axum::Json;
use axum::extract::State;
use surety_app::record::Page;
use surety_app::ticket_types::{
    self as verbs, ChangeTicketType, NewTicketType, TicketTypeQuery, TicketTypeView,
};
use surety_domain::ids::TicketTypeId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::extract::{Caller, Command, IfMatch, Nothing, OptionalIfMatch, Path, Query};
use crate::problem::Problem;
use crate::respond::{Created, Versioned};
use crate::state::Web;

/// List ticket types
///
/// In the order of the screens.
#[utoipa::path(
    get, path = "/ticket_types", tag = "ticket_types", operation_id = "list_ticket_types",
    params(TicketTypeQuery),
    responses((status = 200, body = Page<TicketTypeView>)),
)]
async fn list(
    State(web): State<Web>,
    caller: Caller,
    Query(query): Query<TicketTypeQuery>,
) -> Result<Json<Page<TicketTypeView>>, Problem> {
    Ok(Json(verbs::list(&web.app, caller.call(), query).await?))
}

/// Add a ticket type
///
/// The name is unique.
#[utoipa::path(
    post, path = "/ticket_types", tag = "ticket_types", operation_id = "create_ticket_type",
    request_body = NewTicketType,
    responses((status = 201, body = TicketTypeView)),
)]
async fn create(
    State(web): State<Web>,
    command: Command<NewTicketType>,
) -> Result<Created<TicketTypeView>, Problem> {
    let view = verbs::create(&web.app, &command.signed.call, command.input).await?;
    Ok(Created {
        location: format!("/api/v1/ticket_types/{}", view.id),
        version: Some(view.version),
        body: view,
    })
}

/// Get a ticket type
#[utoipa::path(
    get, path = "/ticket_types/{ticket_type}", tag = "ticket_types", operation_id = "get_ticket_type",
    params(("ticket_type" = String, Path, description = "Id of the ticket type", example = "typ_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    responses((status = 200, body = TicketTypeView)),
)]
async fn get(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<TicketTypeId>,
) -> Result<Versioned<TicketTypeView>, Problem> {
    let view = verbs::get(&web.app, caller.call(), id).await?;
    Ok(Versioned(view.version, view))
}

/// Change a ticket type
///
/// What is left out stays.
#[utoipa::path(
    patch, path = "/ticket_types/{ticket_type}", tag = "ticket_types", operation_id = "update_ticket_type",
    params(("ticket_type" = String, Path, description = "Id of the ticket type", example = "typ_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    request_body = ChangeTicketType,
    responses((status = 200, body = TicketTypeView)),
)]
async fn update(
    State(web): State<Web>,
    Path(id): Path<TicketTypeId>,
    IfMatch(version): IfMatch,
    command: Command<ChangeTicketType>,
) -> Result<Versioned<TicketTypeView>, Problem> {
    let view = verbs::update(&web.app, &command.signed.call, id, version, command.input).await?;
    Ok(Versioned(view.version, view))
}

/// Put a ticket type away
///
/// Tickets that have it keep it.
#[utoipa::path(
    post, path = "/ticket_types/{ticket_type}/archive", tag = "ticket_types", operation_id = "archive_ticket_type",
    params(("ticket_type" = String, Path, description = "Id of the ticket type", example = "typ_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    responses((status = 200, body = TicketTypeView)),
)]
async fn archive(
    State(web): State<Web>,
    Path(id): Path<TicketTypeId>,
    OptionalIfMatch(version): OptionalIfMatch,
    command: Command<Nothing>,
) -> Result<Versioned<TicketTypeView>, Problem> {
    let view = verbs::archive(&web.app, &command.signed.call, id, version, true).await?;
    Ok(Versioned(view.version, view))
}

/// Take a ticket type back
#[utoipa::path(
    post, path = "/ticket_types/{ticket_type}/restore", tag = "ticket_types", operation_id = "restore_ticket_type",
    params(("ticket_type" = String, Path, description = "Id of the ticket type", example = "typ_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    responses((status = 200, body = TicketTypeView)),
)]
async fn restore(
    State(web): State<Web>,
    Path(id): Path<TicketTypeId>,
    OptionalIfMatch(version): OptionalIfMatch,
    command: Command<Nothing>,
) -> Result<Versioned<TicketTypeView>, Problem> {
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
