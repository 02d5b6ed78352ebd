//! Versions, and what the audit log keeps of a change.

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::error::AppError;

/// Fields that change with every write and say nothing.
const NOISE: [&str; 3] = ["version", "created_at", "updated_at"];

/// What changed: per field its value before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes(Map<String, Value>);

impl Changes {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// As the audit log keeps it: `{"changes": {field: {"before", "after"}}}`.
    pub fn to_value(&self) -> Value {
        json!({ "changes": self.0 })
    }
}

/// Compares two states of an object field by field.
///
/// # Errors
/// [`AppError::Internal`] when a state cannot be written as a JSON object.
pub fn changes<T: Serialize>(before: &T, after: &T) -> Result<Changes, AppError> {
    let before = object(before)?;
    let mut changed = Map::new();
    for (field, after) in object(after)? {
        let before = before.get(&field).cloned().unwrap_or(Value::Null);
        if before != after && !NOISE.contains(&field.as_str()) {
            changed.insert(field, json!({ "before": before, "after": after }));
        }
    }
    Ok(Changes(changed))
}

/// What the audit log keeps of something new: `{"created": {field: value}}`.
///
/// # Errors
/// [`AppError::Internal`] when it cannot be written as a JSON object.
pub fn created<T: Serialize>(object_made: &T) -> Result<Value, AppError> {
    let mut fields = object(object_made)?;
    fields.retain(|field, value| !NOISE.contains(&field.as_str()) && !value.is_null());
    Ok(json!({ "created": fields }))
}

fn object<T: Serialize>(value: &T) -> Result<Map<String, Value>, AppError> {
    match serde_json::to_value(value) {
        Ok(Value::Object(fields)) => Ok(fields),
        Ok(_) => Err(AppError::Internal(
            "an audited value is not an object".into(),
        )),
        Err(e) => Err(AppError::Internal(e.to_string())),
    }
}

/// Refuses a write by somebody who looked at an older version.
///
/// # Errors
/// [`AppError::Stale`] with the version that holds now.
pub const fn check_version(current: i64, expected: Option<i64>) -> Result<(), AppError> {
    match expected {
        Some(expected) if expected != current => Err(AppError::Stale { current }),
        _ => Ok(()),
    }
}
