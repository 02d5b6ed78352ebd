//! The console at `/app`, embedded in the binary. The build writes
//! `frontend/dist` with hashed names and precompressed twins.

use axum::extract::{Path, Request};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rust_embed::{EmbeddedFile, RustEmbed};

use axum::extract::State;

use crate::headers::console_csp;
use crate::problem::Problem;
use crate::state::Web;

#[derive(RustEmbed)]
#[folder = "../../frontend/dist"]
#[allow_missing = true]
struct Console;

/// What the build leaves in the page for the nonce of each response.
const NONCE_MARK: &str = "__CSP_NONCE__";
/// Bytes of a nonce.
const NONCE_BYTES: usize = 16;
/// Names with a hash never change their content.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// Other files: ask each time, an unchanged one costs a 304.
const ASK: &str = "no-cache";

/// `/` leads to the console.
pub(crate) async fn root() -> Redirect {
    Redirect::to("/app/")
}

/// `/app` and every address below it that is not a file: the page, which
/// routes by itself.
pub(crate) async fn page(State(web): State<Web>) -> Response {
    let Some(file) = Console::get("index.html") else {
        return Problem::new(
            StatusCode::NOT_FOUND,
            "console_not_built",
            "this build has no console; build it with make, or use the API",
        )
        .into_response();
    };
    let random: [u8; NONCE_BYTES] = web.app.random_bytes();
    let nonce = URL_SAFE_NO_PAD.encode(random);
    let html = String::from_utf8_lossy(&file.data).replace(NONCE_MARK, &nonce);
    let mut response = (
        [
            (header::CONTENT_TYPE, "text/html; charset=utf-8"),
            (header::CACHE_CONTROL, "no-store"),
        ],
        html,
    )
        .into_response();
    if let Ok(csp) = HeaderValue::from_str(&console_csp(&nonce)) {
        response
            .headers_mut()
            .insert(header::CONTENT_SECURITY_POLICY, csp);
    }
    response
}

/// A file of the console, or the page.
pub(crate) async fn file(
    State(web): State<Web>,
    Path(path): Path<String>,
    request: Request,
) -> Response {
    // The twins are for negotiation, not for asking.
    let known = !path.ends_with(".br") && !path.ends_with(".gz") && path != "index.html";
    match Console::get(&path).filter(|_| known) {
        Some(plain) => serve(&path, plain, request.headers()),
        // A missing script must not look like a page.
        None if path.starts_with("assets/") => Problem::not_found().into_response(),
        None => page(State(web)).await,
    }
}

fn serve(path: &str, plain: EmbeddedFile, asked: &HeaderMap) -> Response {
    let accepts = |coding: &str| {
        asked
            .get_all(header::ACCEPT_ENCODING)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|line| line.split(','))
            .any(|part| {
                let mut parts = part.split(';');
                let name = parts.next().unwrap_or_default().trim();
                let refused =
                    parts.any(|q| matches!(q.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000"));
                name.eq_ignore_ascii_case(coding) && !refused
            })
    };
    let twin = [("br", "br"), ("gzip", "gz")]
        .into_iter()
        .find_map(|(coding, suffix)| {
            let file = accepts(coding).then(|| Console::get(&format!("{path}.{suffix}")))??;
            Some((coding, file))
        });
    let (coding, file) = match twin {
        Some((coding, file)) => (Some(coding), file),
        None => (None, plain),
    };
    let hash: String = file
        .metadata
        .sha256_hash()
        .iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    // Strong per variant: a coded file is another representation.
    let etag = format!("\"{hash}-{}\"", coding.unwrap_or("plain"));
    let unchanged = asked
        .get(header::IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|tags| tags.split(',').any(|tag| tag.trim() == etag));
    let mut response = if unchanged {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        axum::body::Body::from(file.data.into_owned()).into_response()
    };
    let headers = response.headers_mut();
    let mut set = |name: header::HeaderName, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    };
    set(header::CONTENT_TYPE, content_type(path));
    set(
        header::CACHE_CONTROL,
        if path.starts_with("assets/") {
            FOR_EVER
        } else {
            ASK
        },
    );
    set(header::ETAG, &etag);
    set(header::VARY, "Accept-Encoding");
    if let Some(coding) = coding {
        set(header::CONTENT_ENCODING, coding);
    }
    response
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        "json" | "map" | "webmanifest" => "application/json",
        "txt" => "text/plain; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        _ => "application/octet-stream",
    }
}
