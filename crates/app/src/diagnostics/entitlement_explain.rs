//! `surety entitlement explain`: a ticket to its decision, with the trace.
//!
//! The shapes of accounts, contracts, plans and balances are those of the API,
//! written down in docs/diagnostics.md; [`input`] reads them leniently.

mod input;

use std::collections::HashMap;

use serde::Serialize;
use serde_json::Value;
use surety_domain::entitlement::{Decision, decide};
use surety_domain::plan::Key;

use super::{Answer, Problem, answer};

/// Answers one line with the decision of the live desk.
///
/// Error codes beside those of [`answer`]: `bad_instant`, `bad_date`,
/// `unknown_zone`, `unknown_state`, `unknown_priority`, `unknown_policy`,
/// `unknown_unit`, `bad_number`, `missing_id`, `duplicate_id`,
/// `account_cycle`, `limits_missing`, `plan_invalid`.
pub fn line(line: &str) -> Answer {
    answer(line, explain)
}

/// Ids that were not text are given back as they came.
type Originals = HashMap<Key, Value>;

/// The decision as it is, or as changed JSON.
#[derive(Serialize)]
#[serde(untagged)]
enum Body {
    Decision(Box<Decision>),
    Changed(Value),
}

fn explain(input: input::Input) -> Result<Body, Problem> {
    let case = input::Case::read(input)?;
    let contracts = case.contracts();
    let default = case.default_plan();
    let decision = decide(&contracts, default.as_ref(), &case.facts, case.at);
    if case.originals.is_empty() {
        return Ok(Body::Decision(Box::new(decision)));
    }
    let mut value = serde_json::to_value(&decision).map_err(|e| Problem::new("internal", e))?;
    restore(&mut value, &case.originals);
    Ok(Body::Changed(value))
}

fn restore(value: &mut Value, originals: &Originals) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                let original = match (name.as_str(), &*field) {
                    ("contract" | "plan" | "sla", Value::String(id)) => originals.get(id.as_str()),
                    _ => None,
                };
                match original {
                    Some(original) => *field = original.clone(),
                    None => restore(field, originals),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| restore(item, originals)),
        _ => {}
    }
}

#[cfg(test)]
#[path = "entitlement_explain_tests.rs"]
mod tests;
