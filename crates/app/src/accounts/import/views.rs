//! What is said of an import and its lines.

use serde::{Deserialize, Serialize};
use surety_domain::ids::{AccountId, AccountImportId};
use surety_domain::time::Instant;
use utoipa::ToSchema;

use super::fields::{Decimal, ImportField, ImportOptions, MatchBy};
use crate::tickets::view::Named;

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LineFault {
    /// Stable snake_case code.
    pub code: String,
    /// The column that is wrong; null: the line as a whole.
    pub field: Option<ImportField>,
    /// The same in words.
    pub detail: String,
}

impl LineFault {
    pub(super) fn at(field: ImportField, code: &str, detail: impl Into<String>) -> Self {
        Self {
            code: code.to_owned(),
            field: Some(field),
            detail: detail.into(),
        }
    }

    pub(super) fn of_line(code: &str, detail: impl Into<String>) -> Self {
        Self {
            code: code.to_owned(),
            field: None,
            detail: detail.into(),
        }
    }
}

/// A field of an account before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FieldChange {
    /// Which.
    pub field: ImportField,
    /// What it was; null: nothing. Amounts are decimals with their currency.
    pub from: Option<String>,
    /// What it is or would be.
    pub to: Option<String>,
}

/// One line with what became of it, or would.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ImportLineView {
    /// Where it began in the text, from 1.
    pub line: i64,
    /// `waiting`, `created`, `changed`, `unchanged` or `refused`.
    pub outcome: String,
    /// The account it is about, once there is one.
    pub account: Option<Named>,
    /// Why it was refused.
    pub faults: Vec<LineFault>,
    /// Fields that changed.
    pub changes: Vec<FieldChange>,
    /// Its cells as written.
    pub cells: Vec<String>,
}

/// How many lines had which outcome.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ImportCounts {
    /// Lines that are still to come.
    pub waiting: i64,
    /// Lines that made an account.
    pub created: i64,
    /// Lines that changed one.
    pub changed: i64,
    /// Lines that said what was there already.
    pub unchanged: i64,
    /// Lines that were refused.
    pub refused: i64,
}

impl ImportCounts {
    pub(super) fn add(&mut self, outcome: &str, number: i64) {
        match outcome {
            "created" => self.created += number,
            "changed" => self.changed += number,
            "unchanged" => self.unchanged += number,
            "refused" => self.refused += number,
            _ => self.waiting += number,
        }
    }
}

/// A table of accounts that was sent up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(example = json!({"id": "imp_01jz8k3m6yq5t0v9w2x4c7b1ne", "name": "accounts.csv", "state": "done",
    "head": ["external_ref", "name"], "options": null, "counts": {"waiting": 0, "created": 1, "changed": 0,
    "unchanged": 0, "refused": 0}, "created_by": null, "created_at": "2026-05-04T08:00:00Z",
    "finished_at": "2026-05-04T08:00:01Z"}))]
pub struct AccountImportView {
    /// The id.
    #[schema(value_type = String)]
    pub id: AccountImportId,
    /// The name of its file.
    pub name: String,
    /// `draft`, `running` or `done`.
    pub state: String,
    /// The cells of its head, once it was started.
    pub head: Vec<String>,
    /// How it is read, once it was started.
    pub options: Option<ImportOptions>,
    /// What became of its lines.
    pub counts: ImportCounts,
    /// Who sent it.
    pub created_by: Option<String>,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Instant,
    /// When its last line was decided.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub finished_at: Option<Instant>,
}

/// A column of a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ImportColumn {
    /// Its head.
    pub head: String,
    /// What it is likely to hold, by its head.
    pub field: Option<ImportField>,
    /// Its first cells that are not empty, at most 3.
    pub samples: Vec<String>,
}

/// A draft as it is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(example = json!({"charset": "utf-8", "separator": ",", "decimal": "point", "match_by": "external_ref", "lines": 2,
    "columns": [{"head": "CRM ID", "field": "external_ref", "samples": ["C-1", "C-2"]}]}))]
pub struct ImportTableView {
    /// The charset it was read in.
    pub charset: String,
    /// The separator it was read with.
    pub separator: String,
    /// The mark that its amounts seem to have.
    pub decimal: Decimal,
    /// By what its lines could find their accounts.
    pub match_by: MatchBy,
    /// Lines below the head.
    pub lines: i64,
    /// Its columns.
    pub columns: Vec<ImportColumn>,
}

/// What would become of a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ImportPreviewView {
    /// Of all lines.
    pub counts: ImportCounts,
    /// The lines that were asked for, at most 200.
    pub lines: Vec<ImportLineView>,
    /// Whether more of them follow.
    pub more: bool,
}

/// What it is asked of a preview.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"options": {"charset": "utf-8", "separator": ",", "decimal": "point", "match_by": "external_ref",
    "empty": "keep", "currency": "EUR", "columns": ["external_ref", "name", null, "annual_revenue"]}, "outcome": "refused"}))]
pub struct PreviewImport {
    /// How it is read.
    pub options: ImportOptions,
    /// Only lines with this outcome.
    #[serde(default)]
    pub outcome: Option<String>,
    /// Only lines after this one.
    #[serde(default)]
    pub after: Option<i64>,
}

pub(super) fn named(id: AccountId, name: &str) -> Named {
    Named {
        id: id.to_string(),
        name: name.to_owned(),
    }
}
