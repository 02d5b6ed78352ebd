//! The OpenAPI 3.1 document: put together from the handlers' own
//! descriptions, completed with what holds for all of them.

use axum::Json;
use axum::http::header;
use axum::response::{Html, IntoResponse};
use utoipa::openapi::path::{Operation, ParameterBuilder, ParameterIn, PathItem};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{
    ContentBuilder, InfoBuilder, LicenseBuilder, ObjectBuilder, OpenApi, OpenApiBuilder, Ref,
    RefOr, Required, ResponseBuilder, SecurityRequirement, Type,
};
use utoipa::{PartialSchema, ToSchema};
use utoipa_axum::router::OpenApiRouter;

use crate::headers::PAGE_CSP;
use crate::problem::{FieldProblem, ProblemBody};
use crate::state::Web;

/// POSTs that take no `Idempotency-Key`: nothing is repeated by them, or a
/// one-time link or the mail's own content is the key.
const WITHOUT_KEY: &[&str] = &[
    "/api/v1/session",
    "/api/v1/session/second_factor",
    "/api/v1/setup",
    "/api/v1/invites/accept",
    "/api/v1/intake/mail",
];

/// Writes that ask for no `If-Match`: what they end has no version, and whoever
/// ends it twice has changed nothing the second time; a mark of what was read
/// only goes forward.
const WITHOUT_VERSION: &[(&str, &str)] = &[
    ("delete", "/api/v1/session"),
    ("delete", "/api/v1/me/sessions/{session}"),
    ("delete", "/api/v1/me/totp"),
    ("delete", "/api/v1/tokens/{token}"),
    ("put", "/api/v1/tickets/{ticket}/seen"),
];

/// Whether a write is of a version that the caller must have seen.
pub(crate) fn asks_for_a_version(method: &str, path: &str) -> bool {
    matches!(method, "put" | "patch" | "delete") && !WITHOUT_VERSION.contains(&(method, path))
}

/// The document without paths.
fn base() -> OpenApi {
    OpenApiBuilder::new()
        .info(
            InfoBuilder::new()
                .title("Surety")
                .version("v1")
                .description(Some(
                    "Errors are `application/problem+json` with a stable `code`. Every POST takes an \
                     `Idempotency-Key`; PATCH, PUT and DELETE of versioned objects take `If-Match`. \
                     Lists are keyset pages. Unknown fields are refused.",
                ))
                .license(Some(LicenseBuilder::new().name("Apache-2.0").build()))
                .build(),
        )
        .security(Some([
            SecurityRequirement::new("token", Vec::<String>::new()),
            SecurityRequirement::new("session", Vec::<String>::new()),
        ]))
        .build()
}

/// Adds what holds for every operation.
fn finish(mut document: OpenApi) -> OpenApi {
    let components = document.components.get_or_insert_default();
    for (name, schema) in [
        (ProblemBody::name(), ProblemBody::schema()),
        (FieldProblem::name(), FieldProblem::schema()),
    ] {
        components.schemas.insert(name.into_owned(), schema);
    }
    components.add_security_scheme(
        "token",
        SecurityScheme::Http(
            HttpBuilder::new()
                .scheme(HttpAuthScheme::Bearer)
                .description(Some("An API token: `Authorization: Bearer srt_…`"))
                .build(),
        ),
    );
    components.add_security_scheme(
        "session",
        SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::with_description(
            crate::extract::SESSION_COOKIE,
            "A browser's session; writes also need `X-CSRF-Token`",
        ))),
    );
    for (path, item) in &mut document.paths.paths {
        for (method, operation) in operations(item) {
            complete(path, method, operation);
        }
    }
    document
}

/// The operations of a path with their methods.
fn operations(item: &mut PathItem) -> impl Iterator<Item = (&'static str, &mut Operation)> {
    [
        ("get", &mut item.get),
        ("post", &mut item.post),
        ("put", &mut item.put),
        ("patch", &mut item.patch),
        ("delete", &mut item.delete),
    ]
    .into_iter()
    .filter_map(|(method, operation)| operation.as_mut().map(|operation| (method, operation)))
}

fn complete(path: &str, method: &str, operation: &mut Operation) {
    let problem = ResponseBuilder::new()
        .description("What went wrong")
        .content(
            "application/problem+json",
            ContentBuilder::new()
                .schema(Some(RefOr::Ref(Ref::from_schema_name("Problem"))))
                .build(),
        )
        .build();
    operation
        .responses
        .responses
        .entry("default".to_owned())
        .or_insert(RefOr::T(problem));
    if method == "post" && !WITHOUT_KEY.contains(&path) {
        let schema = ObjectBuilder::new()
            .schema_type(Type::String)
            .min_length(Some(1))
            .max_length(Some(crate::limits::IDEMPOTENCY_KEY_CHARS))
            .build();
        let key = ParameterBuilder::new()
            .name("Idempotency-Key")
            .parameter_in(ParameterIn::Header)
            .required(Required::True)
            .description(Some(
                "Of your making, 1 to 255 visible ASCII characters; the same request under the same key has one effect",
            ))
            .schema(Some(schema))
            .build();
        operation
            .parameters
            .get_or_insert_default()
            .push(RefOr::T(key));
    }
    if asks_for_a_version(method, path) {
        let seen = ParameterBuilder::new()
            .name("If-Match")
            .parameter_in(ParameterIn::Header)
            .required(Required::True)
            .description(Some(
                "The ETag of the object as it was read; missing is 428, older than what is stored is 412",
            ))
            .schema(Some(ObjectBuilder::new().schema_type(Type::String).build()))
            .build();
        operation
            .parameters
            .get_or_insert_default()
            .push(RefOr::T(seen));
    }
}

/// The document.
pub(crate) fn document() -> OpenApi {
    finish(base().nest("/api/v1", crate::api::v1::described().into_openapi()))
}

/// The document as text, as it is committed.
pub fn json() -> String {
    let mut text = serde_json::to_string_pretty(&document()).unwrap_or_default();
    text.push('\n');
    text
}

async fn show() -> impl IntoResponse {
    Json(document())
}

async fn reference() -> impl IntoResponse {
    let document = serde_json::to_value(document()).unwrap_or_default();
    (
        [(header::CONTENT_SECURITY_POLICY, PAGE_CSP)],
        Html(crate::reference::page(&document)),
    )
}

async fn style() -> impl IntoResponse {
    (
        [(header::CONTENT_TYPE, "text/css; charset=utf-8")],
        crate::reference::STYLE,
    )
}

/// The document and its readable form. These three are the only addresses
/// below `/api/v1` that the document does not name.
pub(crate) fn routes() -> OpenApiRouter<Web> {
    use axum::routing::get;
    OpenApiRouter::default()
        .route("/openapi.json", get(show))
        .route("/reference", get(reference))
        .route("/reference.css", get(style))
}

#[cfg(test)]
#[expect(
    clippy::disallowed_methods,
    reason = "the snapshot is a file of this crate"
)]
mod tests {
    use super::*;

    #[test]
    fn openapi_snapshot_is_current() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/openapi.json");
        let now = json();
        if std::env::var_os("UPDATE_OPENAPI").is_some() {
            std::fs::write(path, &now).unwrap();
        }
        let committed = std::fs::read_to_string(path).unwrap_or_default();
        assert!(
            committed == now,
            "crates/web/openapi.json is stale; run UPDATE_OPENAPI=1 cargo test -p surety-web openapi"
        );
    }

    #[test]
    fn every_operation_has_what_the_conventions_ask() {
        let document: serde_json::Value = serde_json::from_str(&json()).unwrap();
        assert_eq!(document["openapi"], "3.1.0");
        let mut ids = std::collections::BTreeSet::new();
        for (path, item) in document["paths"].as_object().unwrap() {
            for (method, operation) in item.as_object().unwrap() {
                let at = format!("{method} {path}");
                let id = operation["operationId"].as_str().unwrap_or_default();
                assert!(
                    ids.insert(id.to_owned()),
                    "{at}: operation_id {id:?} is used twice"
                );
                assert!(operation["summary"].is_string(), "{at}: no summary");
                assert!(operation["tags"].is_array(), "{at}: no tag");
                assert!(
                    operation["responses"]["default"].is_object(),
                    "{at}: no problem"
                );
            }
        }
    }

    #[test]
    fn every_reference_to_a_schema_is_there() {
        fn walk(value: &serde_json::Value, schemas: &serde_json::Value) {
            match value {
                serde_json::Value::Object(map) => {
                    if let Some(target) = map.get("$ref").and_then(|r| r.as_str()) {
                        let name = target.rsplit('/').next().unwrap();
                        assert!(
                            schemas.get(name).is_some(),
                            "{target} is not in the document"
                        );
                    }
                    map.values().for_each(|v| walk(v, schemas));
                }
                serde_json::Value::Array(list) => list.iter().for_each(|v| walk(v, schemas)),
                _ => {}
            }
        }
        let document: serde_json::Value = serde_json::from_str(&json()).unwrap();
        walk(&document, &document["components"]["schemas"]);
    }
}
