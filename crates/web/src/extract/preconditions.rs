//! `If-Match`: which version the caller has seen.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};

use crate::problem::Problem;
use crate::state::Web;

/// The version that must still hold. Every PATCH, PUT and DELETE of a
/// versioned object takes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IfMatch(pub i64);

/// As [`IfMatch`], where the caller may leave it out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OptionalIfMatch(pub Option<i64>);

/// `"v7"` as our answers write it. `W/"v7"` too: proxies that compress weaken it.
pub(super) fn version(headers: &HeaderMap) -> Result<Option<i64>, Problem> {
    let Some(value) = headers.get(header::IF_MATCH) else {
        return Ok(None);
    };
    value
        .to_str()
        .ok()
        .map(str::trim)
        .map(|text| text.strip_prefix("W/").unwrap_or(text))
        .and_then(|text| text.strip_prefix("\"v")?.strip_suffix('"'))
        .filter(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
        .and_then(|digits| digits.parse().ok())
        .map(Some)
        .ok_or_else(|| {
            Problem::bad_request(
                "invalid_if_match",
                "send the ETag of the object as you read it, e.g. If-Match: \"v7\"",
            )
        })
}

impl FromRequestParts<Web> for IfMatch {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &Web) -> Result<Self, Problem> {
        version(&parts.headers)?.map(Self).ok_or_else(|| {
            Problem::new(
                StatusCode::PRECONDITION_REQUIRED,
                "if_match_required",
                "send the ETag of the object as you read it in If-Match",
            )
        })
    }
}

impl FromRequestParts<Web> for OptionalIfMatch {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &Web) -> Result<Self, Problem> {
        version(&parts.headers).map(Self)
    }
}
