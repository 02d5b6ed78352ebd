//! Accounts out of a table: sent up, read, looked at, then applied.
//!
//! A table is a draft until it is started. Its preview asks the same pure
//! function ([`decide`]) as the import itself, over what the desk knows; nothing
//! is written. Starting keeps every line with its turn; a job takes the lines a
//! few at a time, each in a transaction of its own. A line is decided once and
//! whole, whatever comes twice and wherever a process ended.

mod decide;
mod decode;
mod fields;
mod job;
mod lines;
mod look;
mod outcome;
#[cfg(test)]
mod tests;
mod views;
mod world;

use serde_json::json;
use surety_domain::ids::AccountImportId;
use surety_domain::permission::{Permission, Subject};
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::account_imports::{self as store, AccountImport, ImportLine};

pub use decode::CHARSETS;
pub use fields::{COLUMNS_MAX, Decimal, EmptyCells, ImportField, ImportOptions, MatchBy};
pub use job::{LINES_PER_JOB, on_job};
pub use lines::LINES_MAX;
pub use look::{PREVIEW_LINES, preview, table};
pub use outcome::{list_lines, refused_csv, template_csv};
pub use views::{
    AccountImportView, FieldChange, ImportColumn, ImportCounts, ImportLineView, ImportPreviewView,
    ImportTableView, LineFault, PreviewImport,
};

use crate::core::{App, Call, Cx};
use crate::error::AppError;
use crate::jobs::{self, Kind};
use crate::tickets::attach::clean_file_name;

/// Most bytes of a table.
pub const IMPORT_BYTES_MAX: usize = 4 * 1024 * 1024;
/// Most bytes of the drafts of one person.
pub const DRAFT_BYTES_MAX: i64 = 5 * 4 * 1024 * 1024;
/// Imports that are listed, the newest.
pub const IMPORTS_LISTED: i64 = 50;
/// How long a draft is kept, seconds.
pub const DRAFT_KEEP_SECONDS: i64 = 24 * 3_600;
/// How long an import is kept after its end, seconds: its lines hold what was written.
pub const DONE_KEEP_SECONDS: i64 = 30 * 24 * 3_600;

fn broken(id: AccountImportId, what: &str) -> AppError {
    AppError::Internal(format!("account import {id}: {what}"))
}

fn to_json<T: serde::Serialize>(value: &T) -> Result<String, AppError> {
    serde_json::to_string(value).map_err(|e| AppError::Internal(e.to_string()))
}

/// Keeps a table as a draft.
///
/// # Errors
/// `account_manage` is needed; `file_too_large`, `required`, `too_many_drafts`.
pub async fn upload(
    app: &App,
    call: &Call,
    name: String,
    bytes: Vec<u8>,
) -> Result<AccountImportView, AppError> {
    if bytes.len() > IMPORT_BYTES_MAX {
        return Err(AppError::invalid(
            "file_too_large",
            "file",
            format!("at most {IMPORT_BYTES_MAX} bytes"),
        ));
    }
    if bytes.is_empty() {
        return Err(AppError::invalid("required", "file", "the table is empty"));
    }
    app.command(call, move |tx, cx| {
        cx.require(Permission::AccountManage, &Subject::Desk)?;
        let new = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
        if store::draft_bytes(tx, cx.actor_id())? + new > DRAFT_BYTES_MAX {
            return Err(AppError::invalid(
                "too_many_drafts",
                "file",
                format!("your drafts may have {DRAFT_BYTES_MAX} bytes; start one, or wait a day"),
            ));
        }
        let id = cx.new_id(AccountImportId::new);
        let name = clean_file_name(&name);
        store::insert(tx, id, &name, bytes.clone(), cx.actor_id(), cx.now)?;
        let row = store::get(tx, id)?.ok_or_else(|| broken(id, "is gone"))?;
        view(tx, row)
    })
    .await
}

fn view(tx: &mut Tx<'_>, row: AccountImport) -> Result<AccountImportView, AppError> {
    let mut counts = ImportCounts::default();
    for (outcome, number) in store::counts(tx, row.id)? {
        counts.add(&outcome, number);
    }
    let started = row.state != "draft";
    let read = |e: serde_json::Error| broken(row.id, &e.to_string());
    Ok(AccountImportView {
        head: serde_json::from_str(&row.head).map_err(read)?,
        options: started
            .then(|| serde_json::from_str(&row.options))
            .transpose()
            .map_err(read)?,
        id: row.id,
        name: row.name,
        state: row.state,
        counts,
        created_by: row.created_by,
        created_at: row.created_at,
        finished_at: row.finished_at,
    })
}

/// One import.
///
/// # Errors
/// `account_manage` is needed; `NotFound`.
pub async fn get(
    app: &App,
    call: &Call,
    id: AccountImportId,
) -> Result<AccountImportView, AppError> {
    app.query(call, move |tx, cx| {
        let row = seen(tx, cx, id)?;
        view(tx, row)
    })
    .await
}

/// The newest imports that were started.
///
/// # Errors
/// `account_manage` is needed.
pub async fn list(app: &App, call: &Call) -> Result<Vec<AccountImportView>, AppError> {
    app.query(call, |tx, cx| {
        cx.require(Permission::AccountManage, &Subject::Desk)?;
        let rows = store::started(tx, IMPORTS_LISTED)?;
        rows.into_iter().map(|row| view(tx, row)).collect()
    })
    .await
}

fn seen(tx: &mut Tx<'_>, cx: &Cx<'_>, id: AccountImportId) -> Result<AccountImport, AppError> {
    cx.require(Permission::AccountManage, &Subject::Desk)?;
    store::get(tx, id)?.ok_or(AppError::NotFound("import"))
}

/// The bytes of a draft.
fn draft(tx: &mut Tx<'_>, row: &AccountImport) -> Result<Vec<u8>, AppError> {
    match store::content(tx, row.id)? {
        Some(bytes) if row.state == "draft" => Ok(bytes),
        _ => Err(AppError::conflict(
            "import_started",
            "this table was started already",
        )),
    }
}

/// Starts a draft: its lines wait for their turn, and a job takes them.
///
/// # Errors
/// `account_manage` is needed; `NotFound`, `import_started`; bad options by
/// field; what makes it no table.
pub async fn start(
    app: &App,
    call: &Call,
    id: AccountImportId,
    options: ImportOptions,
) -> Result<AccountImportView, AppError> {
    app.command(call, move |tx, cx| {
        cx.require(Permission::AccountManage, &Subject::Desk)?;
        let row = store::lock(tx, id)?.ok_or(AppError::NotFound("import"))?;
        let bytes = draft(tx, &row)?;
        let table = lines::table(&bytes, &options.charset, options.separator()?)?;
        let head = table.head.clone();
        let prepared = lines::prepare(table, &options)?;
        let number = prepared.len();
        let mut rows = Vec::with_capacity(number);
        for (position, line) in (1_i64..).zip(prepared) {
            rows.push(ImportLine {
                line: line.line,
                position,
                cells: to_json(&line.cells)?,
                outcome: if line.faults.is_empty() {
                    "waiting"
                } else {
                    "refused"
                }
                .into(),
                account_id: None,
                faults: to_json(&line.faults)?,
                changes: "[]".into(),
            });
        }
        store::start(tx, id, &to_json(&head)?, &to_json(&options)?, &rows, cx.now)?;
        jobs::enqueue(tx, cx, Kind::AccountImport, &job::payload(id), cx.now)?;
        cx.audit(
            tx,
            "account_import.started",
            "account_import",
            &id.to_string(),
            &json!({ "name": row.name, "lines": number, "options": options }),
        )?;
        let row = store::get(tx, id)?.ok_or_else(|| broken(id, "is gone"))?;
        view(tx, row)
    })
    .await
}

/// Forgets old drafts and what ended long ago, a few at a time.
///
/// # Errors
/// As the store reports.
pub(crate) fn forget_old(tx: &mut Tx<'_>, now: Instant, limit: i64) -> Result<u64, AppError> {
    Ok(store::forget_old(
        tx,
        now.plus_seconds(-DRAFT_KEEP_SECONDS),
        now.plus_seconds(-DONE_KEEP_SECONDS),
        limit,
    )?)
}
