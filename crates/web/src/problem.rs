//! Every error leaves as `application/problem+json` (RFC 9457) with a stable
//! snake_case `code` that the console translates.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use surety_app::error::AppError;
use utoipa::ToSchema;

/// When to try again after the database could not do it, seconds.
const STORE_RETRY_SECONDS: i64 = 2;

/// The body of every answer that is not a success.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(example = json!({
    "type": "/api/v1/reference#problem-stale_version",
    "title": "Precondition Failed",
    "status": 412,
    "code": "stale_version",
    "detail": "it was changed meanwhile; it is now at version 7",
    "current_version": 7
}))]
#[schema(as = Problem)]
pub struct ProblemBody {
    /// Where the code is explained; a reference relative to the server.
    #[serde(rename = "type")]
    pub kind: String,
    /// The status in words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// Stable snake_case code; programs decide by this one.
    pub code: String,
    /// What is wrong and what to do, in English.
    pub detail: String,
    /// Path of the field that is wrong, e.g. `limits[0].credits`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// Every wrong field, when there are several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
    /// With `stale_version`: the version that holds now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current_version: Option<i64>,
    /// With `too_many_requests`: seconds until another try is let through.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry_after_seconds: Option<i64>,
}

/// An answer that is not a success. Boxed, because every handler's result
/// would be as large.
#[derive(Debug, Clone)]
pub struct Problem(Box<ProblemBody>);

impl std::ops::Deref for Problem {
    type Target = ProblemBody;
    fn deref(&self) -> &ProblemBody {
        &self.0
    }
}

/// One field that is wrong.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FieldProblem {
    /// Path of the field.
    pub field: String,
    /// Stable snake_case code.
    pub code: String,
    /// What is wrong and what to do.
    pub detail: String,
}

impl Problem {
    /// A problem with this status, code and sentence.
    pub fn new(status: StatusCode, code: &str, detail: impl Into<String>) -> Self {
        Self(Box::new(ProblemBody {
            kind: format!("/api/v1/reference#problem-{code}"),
            title: status.canonical_reason().unwrap_or("Error").to_owned(),
            status: status.as_u16(),
            code: code.to_owned(),
            detail: detail.into(),
            field: None,
            errors: Vec::new(),
            current_version: None,
            retry_after_seconds: None,
        }))
    }

    /// The same at a field.
    #[must_use]
    pub fn at(mut self, field: impl Into<String>) -> Self {
        self.0.field = Some(field.into());
        self
    }

    /// The same at several fields; the first is `field` too.
    #[must_use]
    pub fn at_fields(mut self, errors: Vec<FieldProblem>) -> Self {
        self.0.field = errors.first().map(|error| error.field.clone());
        self.0.errors = errors;
        self
    }

    /// The same with when to try again.
    #[must_use]
    pub fn retry_after(mut self, seconds: i64) -> Self {
        self.0.retry_after_seconds = Some(seconds);
        self
    }

    /// 400.
    pub fn bad_request(code: &str, detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code, detail)
    }

    /// 401; nobody is signed in.
    pub fn unauthenticated() -> Self {
        Self::new(
            StatusCode::UNAUTHORIZED,
            "unauthenticated",
            "sign in, or send an API token as Authorization: Bearer",
        )
    }

    /// 404, for what does not exist and for what the caller may not know of.
    pub fn not_found() -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "not_found",
            "there is nothing here, or you may not see it",
        )
    }

    /// 500; the log knows more.
    pub fn internal() -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal_error",
            "this is a fault of the server; it has been logged",
        )
    }
}

impl From<AppError> for Problem {
    fn from(error: AppError) -> Self {
        let detail = error.to_string();
        let code = error.code().to_owned();
        let plain = |status| Self::new(status, &code, detail.clone());
        match error {
            AppError::NotFound(_) => Self::not_found(),
            AppError::Denied(_) => plain(StatusCode::FORBIDDEN),
            AppError::Unauthenticated { .. } => plain(StatusCode::UNAUTHORIZED),
            AppError::Invalid { field, .. } => {
                let mut problem = plain(StatusCode::UNPROCESSABLE_ENTITY);
                problem.0.field = field;
                problem
            }
            AppError::InvalidFields(fields) => plain(StatusCode::UNPROCESSABLE_ENTITY).at_fields(
                fields
                    .into_iter()
                    .map(|f| FieldProblem {
                        field: f.field,
                        code: f.code,
                        detail: f.message,
                    })
                    .collect(),
            ),
            AppError::Conflict { .. } => plain(StatusCode::CONFLICT),
            AppError::Stale { current } => {
                let mut problem = plain(StatusCode::PRECONDITION_FAILED);
                problem.0.current_version = Some(current);
                problem
            }
            AppError::IdempotencyMismatch => plain(StatusCode::UNPROCESSABLE_ENTITY),
            AppError::Limited {
                retry_after_seconds,
            } => plain(StatusCode::TOO_MANY_REQUESTS).retry_after(retry_after_seconds),
            AppError::Busy {
                retry_after_seconds,
            } => plain(StatusCode::SERVICE_UNAVAILABLE).retry_after(retry_after_seconds),
            // What the database said is for the log: it may quote values.
            AppError::Store(error) => {
                tracing::error!(code, error = %error, "the database did not do it");
                match code.as_str() {
                    "store_unavailable"
                    | "store_outcome_unknown"
                    | "store_busy"
                    | "store_contended" => Self::new(
                        StatusCode::SERVICE_UNAVAILABLE,
                        &code,
                        "the database could not do it now; try again with the same Idempotency-Key",
                    )
                    .retry_after(STORE_RETRY_SECONDS),
                    "store_nul_in_text" => Self::new(
                        StatusCode::UNPROCESSABLE_ENTITY,
                        "nul_in_text",
                        "a text holds the character U+0000, which cannot be kept",
                    ),
                    _ => Self::new(
                        StatusCode::INTERNAL_SERVER_ERROR,
                        &code,
                        "the database did not do it; it has been logged",
                    ),
                }
            }
            AppError::Internal(sentence) => {
                tracing::error!(error = sentence, "internal error");
                Self::internal()
            }
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_vec(&*self).unwrap_or_default();
        let mut response = Response::new(Body::from(body));
        *response.status_mut() = status;
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(
                header::WWW_AUTHENTICATE,
                HeaderValue::from_static("Bearer realm=\"surety\""),
            );
        }
        if let Some(seconds) = self.retry_after_seconds {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds.max(1)));
        }
        response
    }
}
