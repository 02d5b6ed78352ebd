//! One ticket, its conversation, its timeline, its decisions, its files.

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderValue, Response, header};
use serde::{Deserialize, Serialize};
use surety_app::AppError;
use surety_app::page::{Page, PageRequest};
use surety_app::tickets::key::TicketKey;
use surety_app::tickets::read;
use surety_app::tickets::verdicts::{self as judged, VerdictsView};
use surety_app::tickets::view::{EventView, MessageView, TicketView};
use surety_app::tickets::why::{self, DecisionView};
use surety_domain::ids::{AttachmentId, MessageId};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::extract::{Caller, Path, Query};
use crate::problem::Problem;
use crate::respond::Versioned;
use crate::state::Web;

/// A whole list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Items<T> {
    /// The rows.
    pub(crate) items: Vec<T>,
}

/// Get a ticket
///
/// By number or id. Its clocks are replayed from its history at this moment.
#[utoipa::path(
    get, path = "/tickets/{ticket}", tag = "tickets", operation_id = "get_ticket",
    params(("ticket" = String, Path, description = "Number or id", example = "1042")),
    responses((status = 200, body = TicketView)),
)]
async fn get(
    State(web): State<Web>,
    caller: Caller,
    Path(key): Path<TicketKey>,
) -> Result<Versioned<TicketView>, Problem> {
    let ticket = read::get(&web.app, caller.call(), key).await?;
    Ok(Versioned(ticket.row.version, ticket))
}

/// Get the verdicts of a ticket
///
/// Every finished clock as it was judged, which stays (`then`), and what the
/// SLA and calendar versions of today would say of the same history (`now`).
#[utoipa::path(
    get, path = "/tickets/{ticket}/verdicts", tag = "tickets", operation_id = "ticket_verdicts",
    params(("ticket" = String, Path, description = "Number or id", example = "1042")),
    responses((status = 200, body = VerdictsView)),
)]
async fn verdicts(
    State(web): State<Web>,
    caller: Caller,
    Path(key): Path<TicketKey>,
) -> Result<Json<VerdictsView>, Problem> {
    Ok(Json(judged::verdicts(&web.app, caller.call(), key).await?))
}

/// Which part of a conversation.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct MessagesQuery {
    /// Messages of a page, 1 to 200; 200 when left out.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// Get the conversation of a ticket
///
/// The newest ones, oldest first; 200 when no limit is given. The next page
/// has those before. Customers never see internal notes.
#[utoipa::path(
    get, path = "/tickets/{ticket}/messages", tag = "tickets", operation_id = "list_messages",
    params(("ticket" = String, Path, description = "Number or id", example = "1042"), MessagesQuery),
    responses((status = 200, body = Page<MessageView>)),
)]
async fn messages(
    State(web): State<Web>,
    caller: Caller,
    Path(key): Path<TicketKey>,
    Query(query): Query<MessagesQuery>,
) -> Result<Json<Page<MessageView>>, Problem> {
    let page = PageRequest::new(query.limit, query.cursor)?;
    Ok(Json(
        read::messages(&web.app, caller.call(), key, page).await?,
    ))
}

/// The whole text of a message.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FullText {
    /// With quotation and signature.
    full_text: String,
}

/// Get the whole text of a message
///
/// With the quotation and signature that the conversation leaves out.
#[utoipa::path(
    get, path = "/tickets/{ticket}/messages/{message}/full", tag = "tickets", operation_id = "get_full_message",
    params(
        ("ticket" = String, Path, description = "Number or id", example = "1042"),
        ("message" = String, Path, description = "Id of the message"),
    ),
    responses((status = 200, body = FullText)),
)]
async fn full(
    State(web): State<Web>,
    caller: Caller,
    Path((key, message)): Path<(TicketKey, MessageId)>,
) -> Result<Json<FullText>, Problem> {
    Ok(Json(FullText {
        full_text: read::full_text(&web.app, caller.call(), key, message).await?,
    }))
}

/// Get the timeline of a ticket
#[utoipa::path(
    get, path = "/tickets/{ticket}/events", tag = "tickets", operation_id = "list_ticket_events",
    params(("ticket" = String, Path, description = "Number or id", example = "1042")),
    responses((status = 200, body = Items<EventView>)),
)]
async fn events(
    State(web): State<Web>,
    caller: Caller,
    Path(key): Path<TicketKey>,
) -> Result<Json<Items<EventView>>, Problem> {
    Ok(Json(Items {
        items: read::events(&web.app, caller.call(), key).await?,
    }))
}

/// Get the entitlement decision in force
///
/// "Why this plan": for staff every candidate with every check, for customers
/// the plain version.
#[utoipa::path(
    get, path = "/tickets/{ticket}/decision", tag = "tickets", operation_id = "get_decision",
    params(("ticket" = String, Path, description = "Number or id", example = "1042")),
    responses((status = 200, body = DecisionView)),
)]
async fn decision(
    State(web): State<Web>,
    caller: Caller,
    Path(key): Path<TicketKey>,
) -> Result<Json<DecisionView>, Problem> {
    Ok(Json(why::decision(&web.app, caller.call(), key).await?))
}

/// List every decision of a ticket
///
/// Newest first. Past decisions stay as they were made.
#[utoipa::path(
    get, path = "/tickets/{ticket}/decisions", tag = "tickets", operation_id = "list_decisions",
    params(("ticket" = String, Path, description = "Number or id", example = "1042")),
    responses((status = 200, body = Items<DecisionView>)),
)]
async fn decisions(
    State(web): State<Web>,
    caller: Caller,
    Path(key): Path<TicketKey>,
) -> Result<Json<Items<DecisionView>>, Problem> {
    Ok(Json(Items {
        items: why::history(&web.app, caller.call(), key).await?,
    }))
}

/// Download a file
///
/// Always as a download, never shown by the browser as a page of ours.
#[utoipa::path(
    get, path = "/attachments/{attachment}", tag = "tickets", operation_id = "get_attachment",
    params(("attachment" = String, Path, description = "Id of the file")),
    responses((status = 200, description = "The bytes", content_type = "application/octet-stream")),
)]
async fn attachment(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<AttachmentId>,
) -> Result<Response<Body>, Problem> {
    let (file, bytes) = read::attachment(&web.app, caller.call(), id).await?;
    download(&file.name, bytes)
}

/// Bytes as a download: no type that a browser would run, no name that could
/// leave the header (RFC 6266, RFC 8187).
pub(crate) fn download(name: &str, bytes: Vec<u8>) -> Result<Response<Body>, Problem> {
    download_as(name, "application/octet-stream", bytes)
}

/// As [`download`], for files of our own making, whose type is known.
pub(crate) fn download_as(
    name: &str,
    kind: &'static str,
    bytes: Vec<u8>,
) -> Result<Response<Body>, Problem> {
    let ascii: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || "._- ".contains(c) {
                c
            } else {
                '_'
            }
        })
        .collect();
    let encoded: String = name
        .bytes()
        .map(|b| {
            if b.is_ascii_alphanumeric() || b"._-".contains(&b) {
                char::from(b).to_string()
            } else {
                format!("%{b:02X}")
            }
        })
        .collect();
    let disposition = format!("attachment; filename=\"{ascii}\"; filename*=UTF-8''{encoded}");
    Response::builder()
        .header(header::CONTENT_TYPE, kind)
        .header(
            header::CONTENT_DISPOSITION,
            HeaderValue::from_str(&disposition).map_err(|e| AppError::Internal(e.to_string()))?,
        )
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .header(
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; sandbox",
        )
        .header(header::CACHE_CONTROL, "no-store")
        .body(Body::from(bytes))
        .map_err(|e| AppError::Internal(e.to_string()).into())
}

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default()
        .routes(routes!(get, super::writes::change))
        .routes(routes!(verdicts))
        .routes(routes!(messages))
        .routes(routes!(full))
        .routes(routes!(events))
        .routes(routes!(decision))
        .routes(routes!(decisions))
        .routes(routes!(attachment))
}
