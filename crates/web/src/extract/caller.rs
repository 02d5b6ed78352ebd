//! Who asks: by cookie or by bearer token, and from where.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use surety_app::Call;
use surety_app::identity::principal::{self, SessionState};
use surety_app::identity::{Signed, Via, secret};

use crate::problem::Problem;
use crate::state::Web;

/// The session's cookie. The prefix makes browsers insist on Secure, Path=/
/// and no Domain.
pub(crate) const SESSION_COOKIE: &str = "__Host-surety_session";
/// Longest credential that is looked at, characters.
const CREDENTIAL_CHARS: usize = 200;

/// Somebody who is signed in, by a session or an API token.
#[derive(Debug, Clone)]
pub struct Caller {
    /// Who, with everything read anew for this request.
    pub signed: Box<Signed>,
}

impl Caller {
    /// For the verbs.
    pub fn call(&self) -> &Call {
        &self.signed.call
    }
}

impl FromRequestParts<Web> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &Web) -> Result<Self, Problem> {
        // Put there by `authenticate`; a route outside of it has no caller.
        parts
            .extensions
            .get::<Self>()
            .cloned()
            .ok_or_else(Problem::unauthenticated)
    }
}

/// The value of a cookie, from any of the Cookie headers.
pub(crate) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .find_map(|pair| {
            let (key, value) = pair.split_once('=')?;
            (key.trim() == name).then_some(value.trim())
        })
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then_some(token.trim())
}

/// Writes change something; a browser must not be tricked into them.
fn is_write(method: &Method) -> bool {
    !matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

async fn find_caller(web: &Web, method: &Method, headers: &HeaderMap) -> Result<Caller, Problem> {
    // An Authorization header is meant; a cookie beside it is not.
    if headers.contains_key(header::AUTHORIZATION) {
        let token = bearer(headers)
            .filter(|token| token.len() <= CREDENTIAL_CHARS)
            .ok_or_else(Problem::unauthenticated)?;
        let signed = principal::by_token(&web.app, token)
            .await?
            .ok_or_else(Problem::unauthenticated)?;
        return Ok(Caller {
            signed: Box::new(signed),
        });
    }
    let token = cookie(headers, SESSION_COOKIE)
        .filter(|token| token.len() <= CREDENTIAL_CHARS)
        .ok_or_else(Problem::unauthenticated)?;
    let signed = match principal::by_session(&web.app, token).await? {
        SessionState::Full(signed) => signed,
        SessionState::SecondFactor => {
            return Err(Problem::new(
                StatusCode::UNAUTHORIZED,
                "second_factor_required",
                "send the code of the second factor first",
            ));
        }
        SessionState::None => return Err(Problem::unauthenticated()),
    };
    if is_write(method) {
        check_csrf(headers, &signed)?;
    }
    Ok(Caller { signed })
}

fn check_csrf(headers: &HeaderMap, signed: &Signed) -> Result<(), Problem> {
    let sent = headers
        .get("x-csrf-token")
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    match &signed.via {
        Via::Session { csrf, .. } if secret::same(csrf, sent) => Ok(()),
        _ => Err(Problem::new(
            StatusCode::FORBIDDEN,
            "csrf_token_invalid",
            "send csrf_token of GET /session as X-CSRF-Token",
        )),
    }
}

/// Layer of every route that needs somebody: nothing behind it runs, and no
/// path or body is looked at, before the caller is known.
pub async fn authenticate(State(web): State<Web>, mut request: Request, next: Next) -> Response {
    match find_caller(&web, request.method(), request.headers()).await {
        Ok(caller) => {
            request.extensions_mut().insert(caller);
            next.run(request).await
        }
        Err(problem) => problem.into_response(),
    }
}

/// Layer of the whole API: refuses writes that a browser sends for another site.
///
/// Programs send neither header; browsers send at least one of them with
/// every write, and no page can forge them.
pub async fn same_origin(State(web): State<Web>, request: Request, next: Next) -> Response {
    let headers = request.headers();
    if is_write(request.method()) && !headers.contains_key(header::AUTHORIZATION) {
        let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        let site_fits =
            text("sec-fetch-site").is_none_or(|site| matches!(site, "same-origin" | "none"));
        let origin_fits = match headers.get(header::ORIGIN) {
            None => true,
            Some(origin) => origin.to_str().is_ok_and(|origin| {
                is_own_origin(origin, &web.app.config().base_url, text("host"))
            }),
        };
        if !(site_fits && origin_fits) {
            return Problem::new(
                StatusCode::FORBIDDEN,
                "foreign_origin",
                "this was sent for another site; the desk's own address is set by base_url",
            )
            .into_response();
        }
    }
    next.run(request).await
}

/// The configured address, or on this machine whatever name it was reached by.
fn is_own_origin(origin: &str, base_url: &str, host: Option<&str>) -> bool {
    if origin.eq_ignore_ascii_case(base_url) {
        return true;
    }
    let Some(origin_host) = origin.strip_prefix("http://") else {
        return false;
    };
    let name = origin_host
        .rsplit_once(':')
        .map_or(origin_host, |(name, _)| name);
    let local = matches!(name, "localhost" | "127.0.0.1" | "[::1]");
    local && host == Some(origin_host)
}

/// The network address of whoever asks, as far as proxies are trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClientAddress(pub IpAddr);

impl FromRequestParts<Web> for ClientAddress {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Self::Rejection> {
        let peer = parts
            .extensions
            .get::<ConnectInfo<SocketAddr>>()
            .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |info| info.0.ip());
        let trusted = |ip: IpAddr| {
            web.config
                .trusted_proxies
                .iter()
                .any(|proxy| proxy.to_canonical() == ip.to_canonical())
        };
        let mut client = peer;
        // From the nearest hop outwards, for as long as the hop is ours.
        let hops: Vec<&str> = parts
            .headers
            .get_all("x-forwarded-for")
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|line| line.split(','))
            .collect();
        for hop in hops.iter().rev() {
            if !trusted(client) {
                break;
            }
            match hop.trim().parse() {
                Ok(ip) => client = ip,
                Err(_) => break,
            }
        }
        Ok(Self(client))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn cookies_are_found_by_their_whole_name() {
        let mut headers = HeaderMap::new();
        headers.append(
            header::COOKIE,
            HeaderValue::from_static("a=1; x__Host-surety_session=no"),
        );
        headers.append(
            header::COOKIE,
            HeaderValue::from_static(" __Host-surety_session=yes ; b=2"),
        );
        assert_eq!(cookie(&headers, SESSION_COOKIE), Some("yes"));
        assert_eq!(cookie(&headers, "session"), None);
    }

    #[test]
    fn only_the_own_origin_may_write() {
        let own = |origin: &str, host: &str| {
            is_own_origin(origin, "https://desk.example.org", Some(host))
        };
        assert!(own("https://desk.example.org", "anything"));
        assert!(own("http://localhost:8480", "localhost:8480"));
        assert!(own("http://127.0.0.1:8480", "127.0.0.1:8480"));
        assert!(!own("http://localhost:9999", "localhost:8480"));
        assert!(!own(
            "https://desk.example.org.evil.example",
            "desk.example.org"
        ));
        assert!(!own("http://desk.example.org", "desk.example.org"));
        assert!(!own("null", "localhost:8480"));
        assert!(!own("http://evil.example", "evil.example"));
    }

    #[test]
    fn a_bearer_token_is_read_whatever_the_case_of_the_scheme() {
        let with = |value: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::AUTHORIZATION, HeaderValue::from_static(value));
            bearer(&headers).map(str::to_owned)
        };
        assert_eq!(with("Bearer srt_x").as_deref(), Some("srt_x"));
        assert_eq!(with("bearer  srt_x").as_deref(), Some("srt_x"));
        assert_eq!(with("Basic srt_x"), None);
        assert_eq!(with("srt_x"), None);
    }
}
