//! What became of the lines of an import, and what can be sent again.

use super::fields::ImportField;
use super::lines::LINES_MAX;
use super::views::{self, ImportLineView, LineFault};
use super::{broken, lines, seen};
use crate::core::{App, Call};
use crate::error::AppError;
use crate::record::{Page, Paging};
use surety_domain::ids::{AccountId, AccountImportId};
use surety_domain::permission::{Permission, Subject};
use surety_paper::{Field, csv};
use surety_store::Tx;
use surety_store::records::account_imports::{self as store, ImportLine};
use surety_store::records::accounts;

/// An outcome that a list is cut to is one of those that there are.
pub(super) fn known_outcome(outcome: Option<&str>) -> Result<(), AppError> {
    match outcome {
        None | Some("waiting" | "created" | "changed" | "unchanged" | "refused") => Ok(()),
        Some(_) => Err(AppError::invalid(
            "invalid_filter",
            "outcome",
            "expected waiting, created, changed, unchanged or refused",
        )),
    }
}

/// Lines of an import that was started, by where they began.
///
/// # Errors
/// `account_manage` is needed; `NotFound`, `invalid_limit`, `invalid_cursor`.
pub async fn list_lines(
    app: &App,
    call: &Call,
    id: AccountImportId,
    outcome: Option<String>,
    limit: Option<i64>,
    cursor: Option<String>,
) -> Result<Page<ImportLineView>, AppError> {
    app.query(call, move |tx, cx| {
        seen(tx, cx, id)?;
        known_outcome(outcome.as_deref())?;
        let paging = Paging::<i64>::read(limit, cursor.as_deref())?;
        let after = paging.after.unwrap_or(0);
        let rows = store::lines(tx, id, outcome.as_deref(), after, paging.wanted())?;
        let (rows, next_cursor) = paging.cut(rows, |row| row.line)?;
        Ok(Page {
            items: line_views(tx, id, rows)?,
            next_cursor,
        })
    })
    .await
}

pub(super) fn line_views(
    tx: &mut Tx<'_>,
    id: AccountImportId,
    rows: Vec<ImportLine>,
) -> Result<Vec<ImportLineView>, AppError> {
    let ids: Vec<AccountId> = rows.iter().filter_map(|row| row.account_id).collect();
    let names = accounts::names(tx, &ids)?;
    let read = |e: serde_json::Error| broken(id, &e.to_string());
    rows.into_iter()
        .map(|row| {
            Ok(ImportLineView {
                line: row.line,
                outcome: row.outcome,
                account: row
                    .account_id
                    .map(|id| views::named(id, names.get(&id).map_or("", String::as_str))),
                faults: serde_json::from_str(&row.faults).map_err(read)?,
                changes: serde_json::from_str(&row.changes).map_err(read)?,
                cells: serde_json::from_str(&row.cells).map_err(read)?,
            })
        })
        .collect()
}

/// The lines that were refused as CSV: their cells as written, and behind them
/// the line, the codes, the columns and the reasons. Mended, it can be sent up
/// again; the four columns are not read.
///
/// # Errors
/// `account_manage` is needed; `NotFound`.
pub async fn refused_csv(app: &App, call: &Call, id: AccountImportId) -> Result<String, AppError> {
    app.query(call, move |tx, cx| {
        let row = seen(tx, cx, id)?;
        let head: Vec<String> =
            serde_json::from_str(&row.head).map_err(|e| broken(id, &e.to_string()))?;
        let most = i64::try_from(LINES_MAX).unwrap_or(i64::MAX);
        let rows = store::lines(tx, id, Some("refused"), 0, most)?;
        let lines = line_views(tx, id, rows)?;
        // A line with more cells than the head keeps them, in columns without a name.
        let longest = lines.iter().map(|line| line.cells.len()).max();
        let width = head.len().max(longest.unwrap_or(0));
        let mut names: Vec<&str> = head.iter().map(String::as_str).collect();
        names.resize(width, "");
        names.extend(lines::REFUSED_COLUMNS);
        Ok(csv(
            &names,
            lines.into_iter().map(|line| refused_row(line, width)),
        ))
    })
    .await
}

fn refused_row(line: ImportLineView, width: usize) -> Vec<Field> {
    let joined = |each: fn(&LineFault) -> String| -> Field {
        Field::text(line.faults.iter().map(each).collect::<Vec<_>>().join("; "))
    };
    let behind = [
        Field::number(line.line),
        joined(|fault| fault.code.clone()),
        joined(|fault| fault.field.map_or("", ImportField::as_str).to_owned()),
        joined(|fault| fault.detail.clone()),
    ];
    let mut row: Vec<Field> = line
        .cells
        .into_iter()
        .map(|cell| Field::text(surety_paper::unguarded(&cell)))
        .collect();
    row.resize(width, Field::text(""));
    row.extend(behind);
    row
}

/// A head with every column, to be filled in.
///
/// # Errors
/// `account_manage` is needed.
pub async fn template_csv(app: &App, call: &Call) -> Result<String, AppError> {
    app.query(call, |_, cx| {
        cx.require(Permission::AccountManage, &Subject::Desk)?;
        let names: Vec<&str> = ImportField::ALL
            .into_iter()
            .filter(|field| *field != ImportField::Id)
            .map(ImportField::as_str)
            .collect();
        Ok(csv(&names, []))
    })
    .await
}
