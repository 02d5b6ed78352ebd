//! Bodies: JSON with our own problems, raw bytes, and the idempotency key.

use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::{HeaderMap, Method, StatusCode, header};
use bytes::Bytes;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use surety_app::Call;
use surety_app::identity::Signed;
use utoipa::ToSchema;

use super::caller::Caller;
use crate::limits;
use crate::problem::Problem;
use crate::server::{BodyError, read_body};
use crate::state::Web;

/// A write: who asks, under which idempotency key, with which JSON body.
///
/// A POST without `Idempotency-Key` is refused. The key goes into the call
/// together with a fingerprint of method, path, query and body, so that the
/// verb runs once however often the request comes.
#[derive(Debug, Clone)]
pub struct Command<T> {
    /// Who, with the idempotency key in `signed.call`.
    pub signed: Box<Signed>,
    /// The body.
    pub input: T,
}

impl<T> Command<T> {
    /// For the verbs.
    pub fn call(&self) -> &Call {
        &self.signed.call
    }
}

/// The input of a write without a body, or with `{}`.
#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Nothing {}

/// A JSON body of somebody who is not signed in: sign-in, set-up, invitation.
#[derive(Debug, Clone)]
pub struct Public<T>(pub T);

/// A write with bytes of at most `LIMIT`: files and mails. The idempotency
/// key is taken when there is one; whether it must be is the handler's to say.
#[derive(Debug, Clone)]
pub struct Raw<const LIMIT: usize> {
    /// Who, with the idempotency key in `signed.call`.
    pub signed: Box<Signed>,
    /// The body.
    pub bytes: Bytes,
    /// The `Content-Type` as sent.
    pub content_type: Option<String>,
}

impl<T: DeserializeOwned> FromRequest<Web> for Command<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, web: &Web) -> Result<Self, Problem> {
        let (mut parts, body) = request.into_parts();
        let Caller { mut signed } = Caller::from_request_parts(&mut parts, web).await?;
        let key = idempotency_key(&parts.headers)?;
        if parts.method == Method::POST && key.is_none() {
            return Err(key_required());
        }
        let bytes = read_body(body, limits::JSON_BODY_BYTES, &web.bodies)
            .await
            .map_err(|error| body_problem(error, limits::JSON_BODY_BYTES))?;
        let input = json(&parts.headers, &bytes)?;
        if let Some(key) = key {
            let fingerprint = fingerprint(&parts.method, &parts.uri, &bytes);
            signed.call = signed.call.with_key(key, fingerprint);
        }
        Ok(Self { signed, input })
    }
}

impl<T: DeserializeOwned> FromRequest<Web> for Public<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, web: &Web) -> Result<Self, Problem> {
        let (parts, body) = request.into_parts();
        let bytes = read_body(body, limits::PUBLIC_BODY_BYTES, &web.bodies)
            .await
            .map_err(|error| body_problem(error, limits::PUBLIC_BODY_BYTES))?;
        json(&parts.headers, &bytes).map(Self)
    }
}

impl<const LIMIT: usize> FromRequest<Web> for Raw<LIMIT> {
    type Rejection = Problem;

    async fn from_request(request: Request, web: &Web) -> Result<Self, Problem> {
        let (mut parts, body) = request.into_parts();
        let Caller { mut signed } = Caller::from_request_parts(&mut parts, web).await?;
        let key = idempotency_key(&parts.headers)?;
        let bytes = read_body(body, LIMIT, &web.bodies)
            .await
            .map_err(|error| body_problem(error, LIMIT))?;
        if let Some(key) = key {
            let fingerprint = fingerprint(&parts.method, &parts.uri, &bytes);
            signed.call = signed.call.with_key(key, fingerprint);
        }
        let content_type = parts
            .headers
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .map(str::to_owned);
        Ok(Self {
            signed,
            bytes,
            content_type,
        })
    }
}

impl<const LIMIT: usize> Raw<LIMIT> {
    /// Refuses a write without an idempotency key.
    ///
    /// # Errors
    /// `idempotency_key_required`.
    pub fn require_key(&self) -> Result<(), Problem> {
        if self.signed.call.idempotency.is_some() {
            Ok(())
        } else {
            Err(key_required())
        }
    }
}

/// When to try again after a refusal for want of memory, seconds.
const BUSY_RETRY_SECONDS: i64 = 2;

fn key_required() -> Problem {
    Problem::bad_request(
        "idempotency_key_required",
        "send an Idempotency-Key of your making, so that a repeated request has one effect",
    )
}

pub(super) fn idempotency_key(headers: &HeaderMap) -> Result<Option<String>, Problem> {
    let Some(value) = headers.get("idempotency-key") else {
        return Ok(None);
    };
    let invalid = || {
        Problem::bad_request(
            "invalid_idempotency_key",
            format!(
                "an Idempotency-Key has 1 to {} visible ASCII characters",
                limits::IDEMPOTENCY_KEY_CHARS
            ),
        )
    };
    let key = value.to_str().map_err(|_| invalid())?;
    let fits = (1..=limits::IDEMPOTENCY_KEY_CHARS).contains(&key.len())
        && key.bytes().all(|b| b.is_ascii_graphic());
    if fits {
        Ok(Some(key.to_owned()))
    } else {
        Err(invalid())
    }
}

/// SHA-256 of method, path with query, and body; lengths keep them apart.
pub(crate) fn fingerprint(method: &Method, uri: &http::Uri, body: &[u8]) -> [u8; 32] {
    let target = uri.path_and_query().map_or("", |target| target.as_str());
    let mut hash = Sha256::new();
    for part in [method.as_str().as_bytes(), target.as_bytes(), body] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}

fn body_problem(error: BodyError, limit: usize) -> Problem {
    match error {
        BodyError::TooLarge => Problem::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "body_too_large",
            format!("the body has more than {limit} bytes"),
        ),
        BodyError::TooSlow => Problem::new(
            StatusCode::REQUEST_TIMEOUT,
            "body_too_slow",
            "the body did not come in time",
        ),
        BodyError::Busy => Problem::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "too_busy",
            "this node holds too many bodies already; try again",
        )
        .retry_after(BUSY_RETRY_SECONDS),
        BodyError::Broken => Problem::bad_request("invalid_body", "the body broke off"),
    }
}

/// Reads a JSON body; an empty one reads as `{}`.
pub(super) fn json<T: DeserializeOwned>(headers: &HeaderMap, bytes: &[u8]) -> Result<T, Problem> {
    let content_type = headers.get(header::CONTENT_TYPE);
    let bytes: &[u8] = if bytes.is_empty() { b"{}" } else { bytes };
    let is_json = content_type.is_none_or(|value| {
        value
            .to_str()
            .ok()
            .and_then(|text| text.parse::<mime::Mime>().ok())
            .is_some_and(|mime| {
                mime.type_() == mime::APPLICATION
                    && (mime.subtype() == mime::JSON || mime.suffix() == Some(mime::JSON))
            })
    });
    // Without a type, a browser's form could pass as JSON.
    let untyped = content_type.is_none() && bytes != b"{}";
    if !is_json || untyped {
        return Err(Problem::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "unsupported_media_type",
            "send the body as Content-Type: application/json",
        ));
    }
    let reader = &mut serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(reader).map_err(|error| {
        let path = error.path().to_string();
        let path = (path != ".").then_some(path);
        json_problem(path, &error.into_inner().to_string())
    })?;
    // Something after the value is as wrong as something in it.
    let mut rest = serde_json::Deserializer::from_slice(bytes).into_iter::<serde::de::IgnoredAny>();
    let _the_value = rest.next();
    if rest.next().is_some() {
        return Err(Problem::bad_request(
            "invalid_body",
            "the body is one JSON value and nothing after it",
        ));
    }
    Ok(value)
}

pub(super) fn json_problem(path: Option<String>, message: &str) -> Problem {
    let unknown = message
        .strip_prefix("unknown field `")
        .and_then(|rest| rest.split_once('`'));
    let missing = message
        .strip_prefix("missing field `")
        .and_then(|rest| rest.split_once('`'));
    let code = if unknown.is_some() {
        "unknown_field"
    } else {
        "invalid_body"
    };
    let under = |name: &str| match &path {
        // The path of an unknown field ends in the field itself.
        Some(path) if path == name || path.ends_with(&format!(".{name}")) => path.clone(),
        Some(path) => format!("{path}.{name}"),
        None => name.to_owned(),
    };
    let field = match (unknown, missing) {
        (Some((name, _)), _) | (None, Some((name, _))) => Some(under(name)),
        (None, None) => path,
    };
    let problem = Problem::bad_request(code, message);
    match field {
        Some(field) => problem.at(field),
        None => problem,
    }
}
