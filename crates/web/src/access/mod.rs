//! Every operation of the document × every actor × own and other object,
//! against `tests/access.model`.
//!
//! The model is written by people from `matrix.txt` of the domain and the
//! conventions, and reviewed as text. An operation without a block, and a
//! block without an operation, fail by name. `UPDATE_ACCESS=1` adds blocks
//! that are missing with what was answered, for review; it never changes one
//! that is there.
//!
//! # A new operation
//! 1. Its path parameters must be known to [`world::World::object`].
//! 2. A block in the model: `## operation_id`, then, when it takes a body,
//!    `body: {…}` on one line (`{{param}}` stands for the object), `query: …`
//!    where it needs one, and the lines `own` and `other` with one status per
//!    actor in the order of [`world::ACTORS`]. Operations without an object
//!    have the line `any`.

mod canaries;
mod contract;
mod model;
mod over_limit;
mod promises;
mod records;
mod requests;
mod world;

use std::collections::BTreeSet;

use axum::http::Method;
use surety_store::{Db, twins};

use crate::testing::Desk;
use model::{Block, Model};
use world::{ACTORS, Relation, World};

/// An operation of the document.
struct Operation {
    id: String,
    method: Method,
    /// Below `/api/v1`.
    path: String,
    /// Top-level fields of the body that the document says must be there; none
    /// when it does not describe the body.
    required: Option<Vec<String>>,
    /// From the schema of the body, for new blocks.
    example: Option<serde_json::Value>,
    params: Vec<String>,
    /// Whether it takes words to look for.
    searches: bool,
}

fn operations() -> Vec<Operation> {
    let document: serde_json::Value = serde_json::from_str(&crate::openapi::json()).unwrap();
    let mut found = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let body = &operation["requestBody"]["content"]["application/json"];
            let of_schema = body["schema"]["$ref"]
                .as_str()
                .map(|r| r.rsplit('/').next().unwrap())
                .map(|name| document["components"]["schemas"][name]["example"].clone());
            let example = Some(body["example"].clone())
                .filter(|example| !example.is_null())
                .or(of_schema)
                .filter(|example| !example.is_null());
            let required = body["schema"]["$ref"].as_str().map(|schema| {
                let name = schema.rsplit('/').next().unwrap();
                let fields = document["components"]["schemas"][name]["required"].as_array();
                let fields = fields.into_iter().flatten();
                fields.map(|f| f.as_str().unwrap().to_owned()).collect()
            });
            let searches = (operation["parameters"].as_array().into_iter().flatten())
                .any(|parameter| parameter["name"] == "q" && parameter["in"] == "query");
            found.push(Operation {
                searches,
                required,
                id: operation["operationId"].as_str().unwrap().to_owned(),
                method: method.to_uppercase().parse().unwrap(),
                path: path.strip_prefix("/api/v1").unwrap().to_owned(),
                example,
                params: path
                    .split('/')
                    .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
                    .map(str::to_owned)
                    .collect(),
            });
        }
    }
    found
}

/// Puts objects into `{param}` (paths) or `{{param}}` (bodies, queries).
async fn filled(
    text: &str,
    open: &str,
    close: &str,
    world: &World,
    actor: &str,
    relation: Relation,
) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(open) {
        let after = &rest[at + open.len()..];
        let end = after
            .find(close)
            .unwrap_or_else(|| panic!("{text}: no {close}"));
        out.push_str(&rest[..at]);
        out.push_str(&world.object(&after[..end], actor, relation).await);
        rest = &after[end + close.len()..];
    }
    out.push_str(rest);
    out
}

async fn ask(
    world: &World,
    operation: &Operation,
    block: &Block,
    actor: &'static str,
    relation: Relation,
) -> (u16, String) {
    let client = world.client(actor).await;
    let mut path = filled(&operation.path, "{", "}", world, actor, relation).await;
    if let Some(query) = &block.query {
        path.push('?');
        path.push_str(&filled(query, "{{", "}}", world, actor, relation).await);
    }
    let body = match &block.body {
        Some(body) => Some(filled(body, "{{", "}}", world, actor, relation).await),
        None => None,
    };
    let client = match operation.method {
        Method::PATCH | Method::PUT | Method::DELETE => client.with("if-match", "\"v1\""),
        _ => client,
    };
    let kind = block.content_type.as_deref().unwrap_or("application/json");
    let answer = client
        .send_raw(
            operation.method.clone(),
            &path,
            kind,
            body.map(String::into_bytes),
        )
        .await;
    let status = answer.status.as_u16();
    world.tidy_up().await;
    assert!(
        status < 500,
        "{} as {actor} on {relation:?}: {status} {}",
        operation.id,
        answer.text
    );
    assert!(
        !matches!(status, 401 | 403 | 404)
            || answer.header("content-type") == Some("application/problem+json"),
        "{} as {actor}: a refusal that is no problem",
        operation.id
    );
    (status, answer.text)
}

async fn sweep(db: Db, update: bool) {
    let desk = Desk::new(db).await;
    let world = World::new(desk).await;
    let sown = world.sow().await;
    let mut model = Model::read();
    let operations = operations();
    let ids: BTreeSet<&str> = operations.iter().map(|o| o.id.as_str()).collect();
    let mut wrong = Vec::new();
    for name in model.names() {
        if !ids.contains(name.as_str()) {
            wrong.push(format!("{name}: in the model, not in the document"));
        }
    }
    for operation in &operations {
        let relations: &[Relation] = if operation.params.is_empty() {
            &[Relation::Any]
        } else {
            &[Relation::Own, Relation::Other]
        };
        // A block without statuses holds what to send, and is filled in too.
        let known = model
            .block(&operation.id)
            .cloned()
            .filter(|block| !(update && block.lines.is_empty()));
        let block = match (&known, update) {
            (Some(block), _) => block.clone(),
            (None, true) => model
                .block(&operation.id)
                .cloned()
                .unwrap_or_else(|| Block::with_body(operation.example.as_ref())),
            (None, false) => {
                wrong.push(format!(
                    "{} ({} {}): no block in tests/access.model; UPDATE_ACCESS=1 writes one for review",
                    operation.id, operation.method, operation.path
                ));
                continue;
            }
        };
        let mut seen = block.clone();
        for &relation in relations {
            let mut line = Vec::new();
            for actor in ACTORS {
                let (status, text) = ask(&world, operation, &block, actor, relation).await;
                canaries::listen(&operation.id, actor, &text, &mut wrong);
                line.push(status);
            }
            seen.lines.insert(relation.name(), line);
        }
        if known.is_none() {
            model.add(&operation.id, seen);
            continue;
        }
        for &relation in relations {
            let answered = &seen.lines[relation.name()];
            let Some(expected) = block.lines.get(relation.name()) else {
                wrong.push(format!("{}: no line {}", operation.id, relation.name()));
                continue;
            };
            if expected.len() != ACTORS.len() {
                wrong.push(format!(
                    "{}: {} statuses for {} actors",
                    operation.id,
                    expected.len(),
                    ACTORS.len()
                ));
                continue;
            }
            for ((actor, expected), answered) in ACTORS.iter().zip(expected).zip(answered) {
                if expected != answered {
                    wrong.push(format!(
                        "{} as {actor} on {}: the model says {expected}, the answer was {answered}",
                        operation.id,
                        relation.name()
                    ));
                }
            }
        }
    }
    world
        .listen_to_reads(&operations, &model, &sown, &mut wrong)
        .await;
    if update {
        model.write();
    }
    assert!(
        wrong.is_empty(),
        "{} differences:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

twins! {
    async fn every_route_answers_every_actor_as_the_model_says(db: Db) {
        let update = model::update_wanted() && db.engine() == surety_store::Engine::Sqlite;
        sweep(db, update).await;
    }
}

/// The three addresses of the document itself are the only ones that
/// `utoipa-axum` does not know of.
#[test]
#[expect(clippy::disallowed_methods, reason = "reads this crate's own sources")]
fn no_route_is_added_past_the_document() {
    fn sources(folder: &std::path::Path, found: &mut Vec<std::path::PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, found);
            } else {
                found.push(path);
            }
        }
    }
    let mut files = Vec::new();
    sources(
        std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src/api")),
        &mut files,
    );
    assert!(files.len() > 4);
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        for way in [
            ".route(",
            ".nest(",
            "route_service",
            "nest_service",
            "axum::routing",
        ] {
            assert!(
                !text.contains(way),
                "{}: {way} passes the document by",
                file.display()
            );
        }
    }
}
