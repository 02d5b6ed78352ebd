//! What the document says of every write, asked of the router: which fields
//! must be there, and which version must have been seen.

use axum::http::Method;
use serde_json::{Map, Value};
use surety_store::{Db, twins};

use super::model::{Block, Model};
use super::world::{Relation, World};
use super::{Operation, filled, operations};
use crate::testing::{Answer, Desk};

/// A version that nothing has.
const NEVER: &str = "\"v999999\"";

async fn send(
    world: &World,
    operation: &Operation,
    seen: Option<&str>,
    body: Option<String>,
) -> Answer {
    let actor = "administrator";
    let path = filled(&operation.path, "{", "}", world, actor, Relation::Own).await;
    let mut client = world.client(actor).await;
    if let Some(seen) = seen {
        client = client.with("if-match", seen);
    }
    let body = body.map(String::into_bytes);
    let method = operation.method.clone();
    let answer = client
        .send_raw(method, &path, "application/json", body)
        .await;
    world.tidy_up().await;
    answer
}

async fn body(world: &World, block: &Block) -> Option<String> {
    let text = block.body.as_ref()?;
    Some(filled(text, "{{", "}}", world, "administrator", Relation::Own).await)
}

twins! {
    async fn every_write_of_something_versioned_asks_what_was_seen(db: Db) {
        let world = World::new(Desk::new(db).await).await;
        let model = Model::read();
        let mut wrong = Vec::new();
        let mut asked = 0;
        for operation in operations() {
            let method = operation.method.as_str().to_lowercase();
            if !matches!(operation.method, Method::PUT | Method::PATCH | Method::DELETE) {
                continue;
            }
            let block = model.block(&operation.id).expect("a block of the model");
            let versioned =
                crate::openapi::asks_for_a_version(&method, &format!("/api/v1{}", operation.path));
            let without = send(&world, &operation, None, body(&world, block).await).await;
            let stale = send(&world, &operation, Some(NEVER), body(&world, block).await).await;
            let codes = [&without, &stale].map(|answer| {
                let code = serde_json::from_str::<Value>(&answer.text).unwrap_or_default();
                (answer.status.as_u16(), code["code"].as_str().unwrap_or_default().to_owned())
            });
            let expected = [(428, "if_match_required".to_owned()), (412, "stale_version".to_owned())];
            if versioned && codes != expected {
                wrong.push(format!("{}: {codes:?}", operation.id));
            }
            // An exception that asks for it all the same is none.
            if !versioned && codes[0].0 == 428 {
                wrong.push(format!("{}: is on the list of exceptions and asks", operation.id));
            }
            asked += usize::from(versioned);
        }
        assert!(asked >= 15, "only {asked} writes were asked");
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    async fn a_field_is_required_in_the_document_exactly_when_it_is_in_truth(db: Db) {
        let world = World::new(Desk::new(db).await).await;
        let model = Model::read();
        let mut wrong = Vec::new();
        let (mut left_out, mut bare) = (0, 0);
        for operation in operations() {
            let Some(block) = model.block(&operation.id).filter(|b| b.content_type.is_none()) else {
                continue;
            };
            let (Some(text), Some(required)) = (body(&world, block).await, &operation.required) else {
                continue;
            };
            let full: Map<String, Value> = serde_json::from_str(&text).unwrap();
            let missing = async |body: &Map<String, Value>| {
                let text = Value::from(body.clone()).to_string();
                let answer = send(&world, &operation, Some(NEVER), Some(text)).await;
                let problem: Value = serde_json::from_str(&answer.text).unwrap_or_default();
                let says = problem["detail"].as_str().unwrap_or_default().to_owned();
                (says.starts_with("missing field"), problem["field"].as_str().map(str::to_owned))
            };
            for field in required {
                let mut without = full.clone();
                assert!(without.remove(field).is_some(), "{}: the model has no {field}", operation.id);
                if missing(&without).await != (true, Some(field.clone())) {
                    wrong.push(format!("{}: {field} is said to be required and is not", operation.id));
                }
                left_out += 1;
            }
            let least = full
                .iter()
                .filter(|(name, _)| required.contains(name))
                .map(|(name, value)| (name.clone(), value.clone()))
                .collect();
            if let (true, field) = missing(&least).await {
                wrong.push(format!("{}: {field:?} is required and not said to be", operation.id));
            }
            bare += 1;
        }
        assert!(left_out >= 20 && bare >= 40, "only {left_out} fields of {bare} bodies");
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

#[test]
fn what_has_a_default_is_not_required() {
    let document: Value = serde_json::from_str(&crate::openapi::json()).unwrap();
    let mut defaults = 0;
    for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
        let required = schema["required"].as_array().cloned().unwrap_or_default();
        for (field, property) in schema["properties"].as_object().into_iter().flatten() {
            if property.get("default").is_some() {
                defaults += 1;
                assert!(
                    !required.contains(&Value::from(field.as_str())),
                    "{name}.{field} has a default and is required"
                );
            }
        }
    }
    assert!(defaults > 30, "only {defaults} fields with a default");
}
