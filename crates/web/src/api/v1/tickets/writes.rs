//! Opening and changing tickets, saying something, uploading files.

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use surety_app::tickets::attach::{self, FILE_BYTES_MAX};
use surety_app::tickets::bulk::{self, BulkInput, BulkResult};
use surety_app::tickets::change::{self, ChangeInput};
use surety_app::tickets::key::TicketKey;
use surety_app::tickets::open::{self, OpenInput};
use surety_app::tickets::say::{self, SayInput};
use surety_app::tickets::view::{AttachmentView, MessageView, TicketView};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::extract::{Command, IfMatch, OptionalIfMatch, Path, Query, Raw};
use crate::problem::Problem;
use crate::respond::{Created, Versioned};
use crate::state::Web;

/// Open a ticket
///
/// In one transaction the contact and account are found, the entitlement is
/// decided, credits are booked, and the SLA clocks start. A request over its
/// plan's limit is kept and answered with `held` or `blocked`, never refused.
#[utoipa::path(
    post, path = "/tickets", tag = "tickets", operation_id = "open_ticket",
    request_body(content = OpenInput, example = json!({
        "subject": "Gateway loses its connection", "body_text": "Every ten minutes since this morning.",
        "requester": {"email": "grace@halden.example", "name": "Grace Kim"}, "impact": "high", "urgency": "medium"
    })),
    responses((status = 201, body = TicketView)),
)]
pub(super) async fn open(
    State(web): State<Web>,
    command: Command<OpenInput>,
) -> Result<Created<TicketView>, Problem> {
    let call = command.signed.call.clone();
    let ticket = open::open(&web.app, &call, command.input).await?;
    Ok(Created {
        location: format!("/api/v1/tickets/{}", ticket.row.number),
        version: Some(ticket.row.version),
        body: ticket,
    })
}

/// Change a ticket
///
/// A change of account, requester, product, asset, type or channel makes a new
/// entitlement decision; try it first with the preview.
#[utoipa::path(
    patch, path = "/tickets/{ticket}", tag = "tickets", operation_id = "change_ticket",
    params(("ticket" = String, Path, description = "Number or id", example = "1042")),
    request_body(content = ChangeInput, example = json!({"priority": "high", "assignee_id": null})),
    responses((status = 200, body = TicketView)),
)]
pub(super) async fn change(
    State(web): State<Web>,
    Path(key): Path<TicketKey>,
    IfMatch(version): IfMatch,
    command: Command<ChangeInput>,
) -> Result<Versioned<TicketView>, Problem> {
    let call = command.signed.call.clone();
    let ticket = change::change(&web.app, &call, key, command.input, Some(version)).await?;
    Ok(Versioned(ticket.row.version, ticket))
}

/// Answer a ticket publicly
#[utoipa::path(
    post, path = "/tickets/{ticket}/replies", tag = "tickets", operation_id = "reply",
    params(("ticket" = String, Path, description = "Number or id", example = "1042")),
    request_body(content = SayInput, example = json!({"body_text": "We have found the cause.", "then": {"category": "solved"}})),
    responses((status = 201, body = MessageView)),
)]
async fn reply(
    State(web): State<Web>,
    Path(key): Path<TicketKey>,
    OptionalIfMatch(version): OptionalIfMatch,
    command: Command<SayInput>,
) -> Result<Created<MessageView>, Problem> {
    let call = command.signed.call.clone();
    let message = say::reply(&web.app, &call, key, command.input, version).await?;
    Ok(said(message))
}

/// Write an internal note
///
/// Customers never see it, and no clock counts it.
#[utoipa::path(
    post, path = "/tickets/{ticket}/notes", tag = "tickets", operation_id = "note",
    params(("ticket" = String, Path, description = "Number or id", example = "1042")),
    request_body(content = SayInput, example = json!({"body_text": "Same as last week, see the change log."})),
    responses((status = 201, body = MessageView)),
)]
async fn note(
    State(web): State<Web>,
    Path(key): Path<TicketKey>,
    OptionalIfMatch(version): OptionalIfMatch,
    command: Command<SayInput>,
) -> Result<Created<MessageView>, Problem> {
    let call = command.signed.call.clone();
    let message = say::note(&web.app, &call, key, command.input, version).await?;
    Ok(said(message))
}

fn said(message: MessageView) -> Created<MessageView> {
    Created {
        location: format!("/api/v1/messages/{}", message.id),
        version: None,
        body: message,
    }
}

/// What became of each ticket of a bulk change.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BulkResults {
    /// In the order they were named.
    results: Vec<BulkResult>,
}

/// Change many tickets
///
/// Each for itself: one that fails leaves the others. `before` has what to
/// send to undo.
#[utoipa::path(
    post, path = "/tickets/bulk", tag = "tickets", operation_id = "change_tickets",
    request_body(content = BulkInput, example = json!({
        "tickets": [{"id": "1042", "version": 3}], "change": {"priority": "high"}
    })),
    responses((status = 200, body = BulkResults)),
)]
async fn bulk(
    State(web): State<Web>,
    command: Command<BulkInput>,
) -> Result<Json<BulkResults>, Problem> {
    let call = command.signed.call.clone();
    Ok(Json(BulkResults {
        results: bulk::bulk(&web.app, &call, command.input).await?,
    }))
}

/// What a file is called.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct UploadFile {
    /// Its name; folders in it are dropped.
    name: String,
}

/// Upload a file
///
/// The body is the file itself, at most 25 MiB, with its own `Content-Type`.
/// Name its id in `attachments` of a ticket, reply or note.
#[utoipa::path(
    post, path = "/attachments", tag = "tickets", operation_id = "upload_attachment",
    params(UploadFile),
    request_body(content_type = "application/octet-stream", description = "The bytes of the file"),
    responses((status = 201, body = AttachmentView)),
)]
async fn upload(
    State(web): State<Web>,
    Query(query): Query<UploadFile>,
    raw: Raw<FILE_BYTES_MAX>,
) -> Result<Created<AttachmentView>, Problem> {
    raw.require_key()?;
    let content_type = raw
        .content_type
        .unwrap_or_else(|| "application/octet-stream".into());
    let file = attach::upload(
        &web.app,
        &raw.signed.call,
        query.name,
        content_type,
        raw.bytes.to_vec(),
    )
    .await?;
    Ok(Created {
        location: file.url.clone(),
        version: None,
        body: file,
    })
}

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default()
        .routes(routes!(reply))
        .routes(routes!(note))
        .routes(routes!(bulk))
        .routes(routes!(upload))
}
