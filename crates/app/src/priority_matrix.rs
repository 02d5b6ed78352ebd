//! The setting impact × urgency → priority.

use serde::{Deserialize, Serialize};
use surety_domain::permission::{Permission, Subject};
use surety_domain::ticket::PriorityMatrix;
use surety_store::Tx;
use surety_store::records::settings;
use utoipa::ToSchema;

use crate::core::{App, Call};
use crate::error::AppError;
use crate::record::{changes, check_version};

/// The key in the settings.
pub(crate) const KEY: &str = "priority_matrix";

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

/// The matrix in force, for the verbs that derive a priority.
///
/// # Errors
/// As the store reports.
pub fn current(tx: &mut Tx<'_>) -> Result<PriorityMatrix, AppError> {
    Ok(settings::get(tx, KEY)?.map_or_else(PriorityMatrix::default, |(matrix, _)| matrix))
}

/// The matrix in force.
///
/// # Errors
/// `view_read` is needed: it is for those who work at the desk.
pub async fn get(app: &App, call: &Call) -> Result<PriorityMatrixView, AppError> {
    app.query(call, |tx, cx| {
        cx.require(Permission::ViewRead, &Subject::Desk)?;
        let (matrix, version) = settings::get(tx, KEY)?.unwrap_or((PriorityMatrix::default(), 1));
        Ok(PriorityMatrixView { matrix, version })
    })
    .await
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
    app.command(call, move |tx, cx| {
        cx.require(Permission::SettingsManage, &Subject::Desk)?;
        // Nothing set yet is the default at version 1; the row is what is locked.
        settings::seed(tx, KEY, &PriorityMatrix::default())?;
        let (old, version): (PriorityMatrix, i64) = settings::lock(tx, KEY)?
            .ok_or_else(|| AppError::Internal("the priority matrix is gone".into()))?;
        check_version(version, Some(expected))?;
        let changed = changes(&old, &input.matrix)?;
        if changed.is_empty() {
            return Ok(PriorityMatrixView {
                matrix: old,
                version,
            });
        }
        settings::update(tx, KEY, &input.matrix)?;
        cx.audit(
            tx,
            "settings.priority_matrix_changed",
            "settings",
            KEY,
            &changed.to_value(),
        )?;
        Ok(PriorityMatrixView {
            matrix: input.matrix,
            version: version + 1,
        })
    })
    .await
}

/// Puts the default in place if nobody set one.
///
/// # Errors
/// As the store reports.
pub(crate) fn seed(tx: &mut Tx<'_>) -> Result<(), AppError> {
    settings::seed(tx, KEY, &PriorityMatrix::default())?;
    Ok(())
}
