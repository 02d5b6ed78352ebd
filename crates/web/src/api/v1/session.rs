//! Signing in and out.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use surety_app::identity::me::Me;
use surety_app::identity::principal::{self, SessionState};
use surety_app::identity::session::NewSession;
use surety_app::identity::sign_in::{self, From, SignedIn};
use surety_app::identity::{SecretText, Via, device, limits, session};
use surety_domain::time::Instant;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::extract::{Caller, ClientAddress, Command, Nothing, Public, SESSION_COOKIE, cookie};
use crate::problem::Problem;
use crate::state::Web;

/// Address and password.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"email": "ann@example.org", "password": "correct horse battery"}))]
pub(crate) struct SignIn {
    /// The address; case and width make no difference.
    email: String,
    /// The password.
    #[schema(value_type = String, format = Password)]
    password: SecretText,
}

/// The code of the second factor.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"code": "287082"}))]
pub(crate) struct SecondFactor {
    /// Six digits of the authenticator, or a recovery code.
    #[schema(value_type = String)]
    code: SecretText,
}

/// Tells a browser that is known from strangers, for counting wrong passwords.
const DEVICE_COOKIE: &str = "__Host-surety_device";

/// How far sign-in is.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Stage {
    /// Signed in.
    Full,
    /// Send the code of the second factor next.
    SecondFactor,
}

/// The answer to signing in. The session itself is a cookie.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SessionBegun {
    /// How far sign-in is.
    stage: Stage,
    /// Send it as `X-CSRF-Token` with every write.
    csrf_token: String,
    /// Who signed in; absent until the second factor is through.
    #[serde(skip_serializing_if = "Option::is_none")]
    user: Option<Me>,
}

/// The session that asks.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SessionShown {
    /// Send it as `X-CSRF-Token` with every write; null for an API token.
    csrf_token: Option<String>,
    /// Who it is.
    user: Me,
    /// The server's clock, so that countdowns agree with it.
    #[schema(value_type = String, format = DateTime)]
    server_time: Instant,
    /// When the session ends at the latest; null for an API token.
    #[schema(value_type = Option<String>, format = DateTime)]
    expires_at: Option<Instant>,
}

pub(super) fn origin(ClientAddress(address): ClientAddress, headers: &HeaderMap) -> From {
    From {
        address,
        user_agent: headers
            .get(header::USER_AGENT)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
            .to_owned(),
        device: cookie(headers, DEVICE_COOKIE).map(str::to_owned),
    }
}

fn set_cookie(name: &str, value: &str, max_age_seconds: i64) -> HeaderValue {
    let text = format!(
        "{name}={value}; Max-Age={max_age_seconds}; Path=/; Secure; HttpOnly; SameSite=Lax"
    );
    // Our tokens are base64url, so this always reads.
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static(""))
}

fn begun(session: &NewSession, stage: Stage, user: Option<Me>) -> Response {
    let max_age = match stage {
        Stage::Full => limits::SESSION_ABSOLUTE_SECONDS,
        Stage::SecondFactor => limits::SECOND_FACTOR_SECONDS,
    };
    let body = SessionBegun {
        stage,
        csrf_token: session.csrf.clone(),
        user,
    };
    (
        StatusCode::OK,
        [(
            header::SET_COOKIE,
            set_cookie(SESSION_COOKIE, session.token.expose(), max_age),
        )],
        Json(body),
    )
        .into_response()
}

pub(super) async fn begun_full(web: &Web, new: &NewSession) -> Result<Response, Problem> {
    match principal::by_session(&web.app, new.token.expose()).await? {
        SessionState::Full(signed) => {
            // Whoever guesses at this account from elsewhere locks out others, not this browser.
            let known = device::issue(&web.app, &signed.user.email);
            let cookie = set_cookie(DEVICE_COOKIE, known.expose(), limits::DEVICE_SECONDS);
            let mut answer = begun(new, Stage::Full, Some(Me::from(&*signed)));
            answer.headers_mut().append(header::SET_COOKIE, cookie);
            Ok(answer)
        }
        // Disabled in this very moment.
        SessionState::SecondFactor | SessionState::None => Err(Problem::unauthenticated()),
    }
}

/// Sign in
///
/// Unknown address, wrong password and disabled user give one answer. At most
/// 10 tries per account and 50 per network address in 15 minutes; a browser in
/// which the person has signed in before has 10 of its own. Nothing is
/// repeated by it, so no `Idempotency-Key` is asked for.
#[utoipa::path(
    post, path = "/session", tag = "session", operation_id = "sign_in", security(()),
    request_body = SignIn,
    responses((status = 200, body = SessionBegun, headers(("Set-Cookie" = String)))),
)]
async fn create(
    State(web): State<Web>,
    address: ClientAddress,
    headers: HeaderMap,
    Public(input): Public<SignIn>,
) -> Result<Response, Problem> {
    let from = origin(address, &headers);
    match sign_in::sign_in(&web.app, from, &input.email, input.password).await? {
        SignedIn::SecondFactor(new) => Ok(begun(&new, Stage::SecondFactor, None)),
        SignedIn::Full(new) => begun_full(&web, &new).await,
    }
}

/// Send the second factor
///
/// Within five minutes after the password. The session gets a new cookie and
/// a new CSRF token.
#[utoipa::path(
    post, path = "/session/second_factor", tag = "session", operation_id = "send_second_factor", security(()),
    request_body = SecondFactor,
    responses((status = 200, body = SessionBegun, headers(("Set-Cookie" = String)))),
)]
async fn second_factor(
    State(web): State<Web>,
    address: ClientAddress,
    headers: HeaderMap,
    Public(input): Public<SecondFactor>,
) -> Result<Response, Problem> {
    let token = cookie(&headers, SESSION_COOKIE).ok_or_else(Problem::unauthenticated)?;
    let from = origin(address, &headers);
    let new = sign_in::second_factor(&web.app, from, token, input.code.expose()).await?;
    begun_full(&web, &new).await
}

/// Who am I
#[utoipa::path(
    get, path = "/session", tag = "session", operation_id = "get_session",
    responses((status = 200, body = SessionShown)),
)]
async fn get(State(web): State<Web>, caller: Caller) -> Json<SessionShown> {
    let (csrf_token, expires_at) = match &caller.signed.via {
        Via::Session {
            csrf, expires_at, ..
        } => (Some(csrf.clone()), Some(*expires_at)),
        Via::Token(_) => (None, None),
    };
    Json(SessionShown {
        csrf_token,
        user: Me::from(&*caller.signed),
        server_time: web.app.now(),
        expires_at,
    })
}

/// Sign out
#[utoipa::path(
    delete, path = "/session", tag = "session", operation_id = "sign_out",
    responses((status = 204, description = "The session is over", headers(("Set-Cookie" = String)))),
)]
async fn delete(State(web): State<Web>, command: Command<Nothing>) -> Result<Response, Problem> {
    session::sign_out(&web.app, &command.signed).await?;
    Ok((
        StatusCode::NO_CONTENT,
        [
            (header::SET_COOKIE, set_cookie(SESSION_COOKIE, "", 0)),
            // Nothing of this desk stays in the browser after it.
            (
                header::HeaderName::from_static("clear-site-data"),
                HeaderValue::from_static("\"cache\", \"storage\""),
            ),
        ],
    )
        .into_response())
}

pub(super) fn public_routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default()
        .routes(routes!(create))
        .routes(routes!(second_factor))
}

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::default().routes(routes!(get, delete))
}

#[cfg(test)]
#[path = "session_tests.rs"]
mod tests;
