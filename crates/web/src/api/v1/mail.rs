//! Mail by hand: raw mails in, and the tray of those that nobody may lose.

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::Response;
use serde::Deserialize;
use surety_app::mail::receive::{self, Outcome};
use surety_app::mail::suspended::{self, AdmitInput, SuspendedMailView};
use surety_app::page::Page;
use surety_domain::ids::MailId;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::tickets::reads::download;
use crate::extract::{Caller, Command, PageQuery, Path, Query, Raw};
use crate::limits::MAIL_BODY_BYTES;
use crate::problem::Problem;
use crate::state::Web;

/// Where a mail arrived.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct IntakeMail {
    /// The address it was sent to.
    #[param(example = "support@desk.example")]
    mailbox: String,
}

/// Hand in a raw mail
///
/// RFC 5322 bytes, at most 26 MiB. They are stored before anything else; the
/// mail then becomes a ticket, a message, or a suspended entry that an agent
/// sees. No key is needed: a mail is known by its own bytes, and the same one
/// again is answered with what it became the first time.
#[utoipa::path(
    post, path = "/intake/mail", tag = "mail", operation_id = "intake_mail",
    params(IntakeMail),
    request_body(content_type = "message/rfc822", description = "The raw mail"),
    responses((status = 200, body = Outcome)),
)]
async fn intake(
    State(web): State<Web>,
    Query(query): Query<IntakeMail>,
    raw: Raw<MAIL_BODY_BYTES>,
) -> Result<Json<Outcome>, Problem> {
    // The mail's own bytes are its key: an Idempotency-Key would only stand in
    // the way of the several transactions that taking it in needs.
    let mut call = raw.signed.call.clone();
    call.idempotency = None;
    Ok(Json(
        receive::receive(&web.app, &call, &query.mailbox, raw.bytes.to_vec()).await?,
    ))
}

/// List suspended mails
///
/// Newest first.
#[utoipa::path(
    get, path = "/suspended_mails", tag = "mail", operation_id = "list_suspended_mails",
    params(PageQuery),
    responses((status = 200, body = Page<SuspendedMailView>)),
)]
async fn list(
    State(web): State<Web>,
    caller: Caller,
    Query(query): Query<PageQuery>,
) -> Result<Json<Page<SuspendedMailView>>, Problem> {
    Ok(Json(
        suspended::list(&web.app, caller.call(), query.request()?).await?,
    ))
}

/// Get a suspended mail
///
/// With everything that the intake saw in it.
#[utoipa::path(
    get, path = "/suspended_mails/{mail}", tag = "mail", operation_id = "get_suspended_mail",
    params(("mail" = String, Path, description = "Id of the mail", example = "mal_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    responses((status = 200, body = SuspendedMailView)),
)]
async fn get(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<MailId>,
) -> Result<Json<SuspendedMailView>, Problem> {
    Ok(Json(suspended::get(&web.app, caller.call(), id).await?))
}

/// Download a suspended mail as it came
#[utoipa::path(
    get, path = "/suspended_mails/{mail}/raw", tag = "mail", operation_id = "get_suspended_mail_raw",
    params(("mail" = String, Path, description = "Id of the mail", example = "mal_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    responses((status = 200, description = "The raw mail", content_type = "application/octet-stream")),
)]
async fn raw(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<MailId>,
) -> Result<Response<Body>, Problem> {
    download(
        &format!("{id}.eml"),
        suspended::raw(&web.app, caller.call(), id).await?,
    )
}

/// Let a suspended mail in
///
/// As a new ticket, or into one that is named. Whoever lets it in vouches for
/// its sender.
#[utoipa::path(
    post, path = "/suspended_mails/{mail}/admit", tag = "mail", operation_id = "admit_suspended_mail",
    params(("mail" = String, Path, description = "Id of the mail", example = "mal_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    request_body(content = AdmitInput, example = json!({"ticket": "1042"})),
    responses((status = 200, body = Outcome)),
)]
async fn admit(
    State(web): State<Web>,
    Path(id): Path<MailId>,
    command: Command<AdmitInput>,
) -> Result<Json<Outcome>, Problem> {
    let call = command.signed.call.clone();
    Ok(Json(
        suspended::admit(&web.app, &call, id, command.input).await?,
    ))
}

/// Why a mail is put away.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Discard {
    /// Why.
    reason: String,
}

/// Put a suspended mail away
///
/// Its bytes are kept; it leaves the tray.
#[utoipa::path(
    post, path = "/suspended_mails/{mail}/discard", tag = "mail", operation_id = "discard_suspended_mail",
    params(("mail" = String, Path, description = "Id of the mail", example = "mal_01jz8k3m6yq5t0v9w2x4c7b1ne")),
    request_body(content = Discard, example = json!({"reason": "Advertising"})),
    responses((status = 200, body = SuspendedMailView)),
)]
async fn discard(
    State(web): State<Web>,
    Path(id): Path<MailId>,
    command: Command<Discard>,
) -> Result<Json<SuspendedMailView>, Problem> {
    let call = command.signed.call.clone();
    Ok(Json(
        suspended::discard(&web.app, &call, id, command.input.reason).await?,
    ))
}

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default()
        .routes(routes!(intake))
        .routes(routes!(list))
        .routes(routes!(get))
        .routes(routes!(raw))
        .routes(routes!(admit))
        .routes(routes!(discard))
}
