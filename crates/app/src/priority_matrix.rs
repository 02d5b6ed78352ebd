//! The setting impact × urgency → priority.

use serde::{Deserialize, Serialize};
use surety_domain::ticket::PriorityMatrix;
use surety_store::Tx;
use surety_store::records::settings;
use utoipa::ToSchema;

use crate::core::{App, Call};
use crate::error::AppError;
use crate::setting::{self, Setting};

impl Setting for PriorityMatrix {
    const KEY: &'static str = "priority_matrix";
    const ACTION: &'static str = "settings.priority_matrix_changed";

    fn initial() -> Self {
        Self::default()
    }
}

/// The matrix with its version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(example = json!({"matrix": {"high": {"high": "urgent", "medium": "high", "low": "normal"},
    "medium": {"high": "high", "medium": "normal", "low": "low"},
    "low": {"high": "normal", "medium": "low", "low": "low"}}, "version": 1}))]
pub struct PriorityMatrixView {
    /// `{impact: {urgency: priority}}`; no cell is empty.
    #[schema(value_type = Object)]
    pub matrix: PriorityMatrix,
    /// For `If-Match`.
    pub version: i64,
}

/// A new matrix.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"matrix": {"high": {"high": "urgent", "medium": "high", "low": "normal"},
    "medium": {"high": "high", "medium": "normal", "low": "low"},
    "low": {"high": "normal", "medium": "low", "low": "low"}}}))]
pub struct SetPriorityMatrix {
    /// `{impact: {urgency: priority}}`; no cell is empty.
    #[schema(value_type = Object)]
    pub matrix: PriorityMatrix,
}

fn view(matrix: PriorityMatrix, version: i64) -> PriorityMatrixView {
    PriorityMatrixView { matrix, version }
}

/// The matrix in force.
///
/// # Errors
/// `view_read` is needed: it is for those who work at the desk.
pub async fn get(app: &App, call: &Call) -> Result<PriorityMatrixView, AppError> {
    setting::read(app, call, view).await
}

/// Replaces the matrix; tickets keep the priority they have. `expected` is the
/// version of `If-Match`.
///
/// # Errors
/// `settings_manage` is needed; [`AppError::Stale`].
pub async fn set(
    app: &App,
    call: &Call,
    expected: i64,
    input: SetPriorityMatrix,
) -> Result<PriorityMatrixView, AppError> {
    let make = move || Ok(input.matrix);
    setting::replace(app, call, expected, make, view).await
}

/// Puts the default in place if nobody set one.
///
/// # Errors
/// As the store reports.
pub(crate) fn seed(tx: &mut Tx<'_>) -> Result<(), AppError> {
    settings::seed(tx, PriorityMatrix::KEY, &PriorityMatrix::initial())?;
    Ok(())
}
