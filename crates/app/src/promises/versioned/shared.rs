//! What the kinds have in common beside their verbs.

use serde::{Deserialize, Serialize};
use surety_domain::time::Instant;
use surety_store::records::promises::Version;
use utoipa::ToSchema;

use crate::error::AppError;
use crate::record::Check;

/// A version of a calendar, SLA, plan or contract.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct VersionView {
    /// Its number, from 1.
    pub version: i64,
    /// What it says.
    #[schema(value_type = Object)]
    pub spec: serde_json::Value,
    /// From when it holds.
    #[schema(value_type = String, format = DateTime)]
    pub effective_at: Instant,
    /// Who made it.
    pub created_by: Option<String>,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Instant,
}

impl From<Version> for VersionView {
    fn from(v: Version) -> Self {
        Self {
            version: v.version,
            spec: serde_json::from_str(&v.spec).unwrap_or_default(),
            effective_at: v.effective_at,
            created_by: v.created_by,
            created_at: v.created_at,
        }
    }
}

pub(crate) fn read<T: serde::de::DeserializeOwned>(what: &str, text: &str) -> Result<T, AppError> {
    serde_json::from_str(text).map_err(|e| AppError::Internal(format!("{what} does not read: {e}")))
}

pub(super) fn write<T: Serialize>(value: &T) -> Result<String, AppError> {
    serde_json::to_string(value).map_err(|e| AppError::Internal(e.to_string()))
}

pub(super) fn check_name(name: &str) -> Result<String, AppError> {
    let mut check = Check::new();
    let name = check.name("name", name);
    check.done()?;
    Ok(name)
}

pub(crate) fn required<T>(field: &str, value: Option<T>) -> Result<T, AppError> {
    value.ok_or_else(|| AppError::invalid("required", field, "this is needed"))
}
