//! One's own profile, password, second factor and sessions.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use surety_app::identity::me::{self, Me, UpdateMe};
use surety_app::identity::session::{self, SessionView};
use surety_app::identity::totp::{self, RecoveryCodes, TotpStart};
use surety_app::identity::{self, SecretText, change_password};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::session::begun_full;
use crate::extract::{Caller, ClientAddress, Command, IfMatch, Nothing, Path};
use crate::problem::Problem;
use crate::respond::{NoContent, Versioned};
use crate::state::Web;

/// The present and the new password.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"current": "correct horse battery", "new": "wrong donkey dynamo"}))]
pub(crate) struct ChangePassword {
    /// The present one.
    #[schema(value_type = String, format = Password)]
    current: SecretText,
    /// 12 to 128 characters.
    #[schema(value_type = String, format = Password)]
    new: SecretText,
    /// Whether every API token of yours ends with it.
    #[serde(default)]
    revoke_tokens: bool,
}

/// A code of the authenticator.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"code": "287082"}))]
pub(crate) struct Code {
    /// Six digits, or for turning off a recovery code.
    #[schema(value_type = String)]
    code: SecretText,
}

/// One's own sessions.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Sessions {
    /// Last used first.
    items: Vec<SessionView>,
}

/// Get my profile
#[utoipa::path(
    get, path = "/me", tag = "me", operation_id = "get_me",
    responses((status = 200, body = Me, headers(("ETag" = String)))),
)]
async fn get(caller: Caller) -> Versioned<Me> {
    Versioned(caller.signed.user.version, Me::from(&*caller.signed))
}

/// Change my profile
///
/// Other tabs and devices of oneself change it too, so `If-Match` is asked for.
#[utoipa::path(
    patch, path = "/me", tag = "me", operation_id = "update_me",
    request_body = UpdateMe,
    responses((status = 200, body = Me, headers(("ETag" = String)))),
)]
async fn update(
    State(web): State<Web>,
    IfMatch(expected): IfMatch,
    command: Command<UpdateMe>,
) -> Result<Versioned<Me>, Problem> {
    let me = me::update(&web.app, &command.signed, expected, command.input).await?;
    Ok(Versioned(me.version, me))
}

/// Change my password
///
/// Ends every session, and begins a new one for this browser. With
/// `revoke_tokens` your API tokens end too.
#[utoipa::path(
    post, path = "/me/password", tag = "me", operation_id = "change_password",
    request_body = ChangePassword,
    responses((status = 200, body = super::session::SessionBegun, headers(("Set-Cookie" = String)))),
)]
async fn password(
    State(web): State<Web>,
    address: ClientAddress,
    headers: HeaderMap,
    command: Command<ChangePassword>,
) -> Result<Response, Problem> {
    let from = super::session::origin(address, &headers);
    let new = change_password(
        &web.app,
        &command.signed,
        from,
        identity::ChangePassword {
            current: command.input.current,
            new: command.input.new,
            revoke_tokens: command.input.revoke_tokens,
        },
    )
    .await?;
    begun_full(&web, &new).await
}

/// Begin a second factor
///
/// Show the address as a QR code, or the secret for typing in; then confirm
/// with a first code. Until then sign-in does not ask for it.
#[utoipa::path(
    post, path = "/me/totp", tag = "me", operation_id = "start_totp",
    request_body = Nothing,
    responses((status = 200, body = TotpStart)),
)]
async fn totp_start(
    State(web): State<Web>,
    command: Command<Nothing>,
) -> Result<Json<TotpStart>, Problem> {
    Ok(Json(totp::start(&web.app, &command.signed).await?))
}

/// Confirm the second factor
///
/// From now on sign-in asks for it. The recovery codes are shown this once.
#[utoipa::path(
    post, path = "/me/totp/confirm", tag = "me", operation_id = "confirm_totp",
    request_body = Code,
    responses((status = 200, body = RecoveryCodes)),
)]
async fn totp_confirm(
    State(web): State<Web>,
    command: Command<Code>,
) -> Result<Json<RecoveryCodes>, Problem> {
    let codes = totp::confirm(&web.app, &command.signed, command.input.code.expose()).await?;
    Ok(Json(codes))
}

/// Turn the second factor off
#[utoipa::path(
    delete, path = "/me/totp", tag = "me", operation_id = "disable_totp",
    request_body = Code,
    responses((status = 204, description = "It is off")),
)]
async fn totp_disable(
    State(web): State<Web>,
    command: Command<Code>,
) -> Result<NoContent, Problem> {
    totp::disable(&web.app, &command.signed, command.input.code.expose()).await?;
    Ok(NoContent)
}

/// List my sessions
#[utoipa::path(
    get, path = "/me/sessions", tag = "me", operation_id = "list_my_sessions",
    responses((status = 200, body = Sessions)),
)]
async fn sessions(State(web): State<Web>, caller: Caller) -> Result<Json<Sessions>, Problem> {
    let items = session::list(&web.app, &caller.signed).await?;
    Ok(Json(Sessions { items }))
}

/// End one of my sessions
#[utoipa::path(
    delete, path = "/me/sessions/{session}", tag = "me", operation_id = "end_my_session",
    params(("session" = String, Path, description = "Id of the session, from the list")),
    responses((status = 204, description = "It is over")),
)]
async fn end_session(
    State(web): State<Web>,
    Path(id): Path<String>,
    command: Command<Nothing>,
) -> Result<NoContent, Problem> {
    session::end(&web.app, &command.signed, id).await?;
    Ok(NoContent)
}

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default()
        .routes(routes!(get, update))
        .routes(routes!(password))
        .routes(routes!(totp_start, totp_disable))
        .routes(routes!(totp_confirm))
        .routes(routes!(sessions))
        .routes(routes!(end_session))
}
