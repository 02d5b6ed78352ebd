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
#[cfg(test)]
mod tests;
mod views;
mod world;

use serde_json::json;
use surety_domain::ids::{AccountId, AccountImportId};
use surety_domain::permission::{Permission, Subject};
use surety_domain::sheet;
use surety_domain::time::Instant;
use surety_paper::{Field, csv};
use surety_store::Tx;
use surety_store::records::account_imports::{self as store, AccountImport, ImportLine};
use surety_store::records::accounts::{self, Account};

pub use decode::CHARSETS;
pub use fields::{COLUMNS_MAX, Decimal, EmptyCells, ImportField, ImportOptions, MatchBy};
pub use job::{LINES_PER_JOB, on_job};
pub use lines::LINES_MAX;
pub use views::{
    AccountImportView, FieldChange, ImportColumn, ImportCounts, ImportLineView, ImportPreviewView,
    ImportTableView, LineFault, PreviewImport,
};

use self::decide::Decision;
use self::lines::{Prepared, Table};
use self::world::World;
use crate::core::{App, Call, Cx};
use crate::error::AppError;
use crate::jobs::{self, Kind};
use crate::record::{Page, Paging};
use crate::tickets::attach::clean_file_name;

/// Most bytes of a table.
pub const IMPORT_BYTES_MAX: usize = 4 * 1024 * 1024;
/// Most bytes of the drafts of one person.
pub const DRAFT_BYTES_MAX: i64 = 5 * 4 * 1024 * 1024;
/// Lines of a preview.
pub const PREVIEW_LINES: usize = 200;
/// Imports that are listed, the newest.
pub const IMPORTS_LISTED: i64 = 50;
/// Cells that are shown of a column.
const SAMPLES: usize = 3;
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

/// How a draft reads in a charset and with a separator, or with those that it
/// seems to have.
///
/// # Errors
/// `account_manage` is needed; `NotFound`, `import_started`; what makes it no table.
pub async fn table(
    app: &App,
    call: &Call,
    id: AccountImportId,
    charset: Option<String>,
    separator: Option<String>,
) -> Result<ImportTableView, AppError> {
    app.query(call, move |tx, cx| {
        let row = seen(tx, cx, id)?;
        let bytes = draft(tx, &row)?;
        let charset = charset
            .clone()
            .unwrap_or_else(|| decode::detect(&bytes).to_owned());
        let separator = match &separator {
            Some(separator) => fields::separator(separator)?,
            None => sheet::detect_separator(&decode::decode(&bytes, &charset)?),
        };
        let table = lines::table(&bytes, &charset, separator)?;
        Ok(table_view(table, charset, separator))
    })
    .await
}

fn table_view(table: Table, charset: String, separator: char) -> ImportTableView {
    let mut taken = Vec::new();
    let columns: Vec<ImportColumn> = table
        .head
        .iter()
        .enumerate()
        .map(|(at, head)| {
            let field = ImportField::of_head(head).filter(|field| !taken.contains(field));
            taken.extend(field);
            let samples = table.lines.iter().filter_map(|line| line.cells.get(at));
            ImportColumn {
                head: head.trim().to_owned(),
                field,
                samples: samples
                    .map(|cell| cell.trim())
                    .filter(|cell| !cell.is_empty())
                    .take(SAMPLES)
                    .map(|cell| cell.chars().take(80).collect())
                    .collect(),
            }
        })
        .collect();
    let has = |field: ImportField| taken.contains(&field);
    ImportTableView {
        charset,
        separator: separator.to_string(),
        decimal: decimal_of(&table, &columns),
        match_by: if has(ImportField::ExternalRef) {
            MatchBy::ExternalRef
        } else if has(ImportField::Id) {
            MatchBy::Id
        } else {
            MatchBy::Name
        },
        lines: i64::try_from(table.lines.len()).unwrap_or(i64::MAX),
        columns,
    }
}

/// The mark that stands before the last one or two digits of most amounts; a
/// point where none says.
fn decimal_of(table: &Table, columns: &[ImportColumn]) -> Decimal {
    let is_amount = |at: &usize| {
        matches!(
            columns[*at].field,
            Some(ImportField::AnnualRevenue | ImportField::OpenDealValue)
        )
    };
    let amounts: Vec<usize> = (0..columns.len()).filter(is_amount).collect();
    let mut comma = 0_i64;
    for line in &table.lines {
        for cell in amounts.iter().filter_map(|at| line.cells.get(*at)) {
            let digits: String = cell
                .chars()
                .filter(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
                .collect();
            let Some(at) = digits.rfind(['.', ',']) else {
                continue;
            };
            let marks = digits.matches(&digits[at..=at]).count();
            let behind = digits.len() - at - 1;
            // Three digits behind the only mark are a group, or a part of a currency
            // of a thousand smaller units: that says nothing.
            if behind == 3 && digits.matches(['.', ',']).count() == 1 {
                continue;
            }
            // A mark that comes twice stands between groups.
            let is_decimal = marks == 1;
            comma += if (digits[at..].starts_with(',')) == is_decimal {
                1
            } else {
                -1
            };
        }
    }
    if comma > 0 {
        Decimal::Comma
    } else {
        Decimal::Point
    }
}

/// An account that says nothing yet.
fn blank(cx: &Cx<'_>, id: AccountId, options: &ImportOptions) -> Account {
    Account {
        id,
        name: String::new(),
        parent_id: None,
        segment: None,
        industry: None,
        annual_revenue: None,
        open_deal_value: None,
        currency: options.currency.clone(),
        zone: "UTC".into(),
        locale: "en".into(),
        notes: String::new(),
        external_ref: None,
        archived_at: None,
        default_terms: None,
        version: 1,
        created_at: cx.now,
        updated_at: cx.now,
    }
}

/// What would become of each line. Writes nothing.
///
/// # Errors
/// `account_manage` is needed; `NotFound`, `import_started`; bad options by
/// field; what makes it no table; `too_busy`.
pub async fn preview(
    app: &App,
    call: &Call,
    id: AccountImportId,
    input: PreviewImport,
) -> Result<ImportPreviewView, AppError> {
    let place = app.heavy().take()?;
    known_outcome(input.outcome.as_deref())?;
    app.query(call, move |tx, cx| {
        let _place = &place;
        let row = seen(tx, cx, id)?;
        let options = &input.options;
        let bytes = draft(tx, &row)?;
        let prepared = options
            .separator()
            .and_then(|separator| lines::table(&bytes, &options.charset, separator))
            .and_then(|table| lines::prepare(table, options))
            .map_err(|e| e.within("options"))?;
        let mut world = World::load(
            tx,
            options,
            prepared
                .iter()
                .filter(|line| line.faults.is_empty())
                .map(|line| &line.values),
        )?;
        let mut counts = ImportCounts::default();
        let mut views = Vec::with_capacity(prepared.len());
        for line in prepared {
            let view = would_be(cx, options, &mut world, line);
            counts.add(&view.outcome, 1);
            views.push(view);
        }
        views.sort_by_key(|view| view.line);
        views.retain(|view| {
            input.after.is_none_or(|after| view.line > after)
                && input.outcome.as_ref().is_none_or(|o| view.outcome == *o)
        });
        let more = views.len() > PREVIEW_LINES;
        views.truncate(PREVIEW_LINES);
        Ok(ImportPreviewView {
            counts,
            lines: views,
            more,
        })
    })
    .await
}

/// An outcome that a list is cut to is one of those that there are.
fn known_outcome(outcome: Option<&str>) -> Result<(), AppError> {
    match outcome {
        None | Some("waiting" | "created" | "changed" | "unchanged" | "refused") => Ok(()),
        Some(_) => Err(AppError::invalid(
            "invalid_filter",
            "outcome",
            "expected waiting, created, changed, unchanged or refused",
        )),
    }
}

/// One line of a preview; what it would do is done to `world`.
fn would_be(
    cx: &Cx<'_>,
    options: &ImportOptions,
    world: &mut World,
    line: Prepared,
) -> ImportLineView {
    let decision = if line.faults.is_empty() {
        let blank = blank(cx, cx.new_id(AccountId::new), options);
        decide::decide(&line.values, options, world, blank)
    } else {
        Decision::Refused(line.faults)
    };
    let mut view = ImportLineView {
        line: line.line,
        outcome: String::new(),
        account: None,
        faults: Vec::new(),
        changes: Vec::new(),
        cells: line.cells,
    };
    view.outcome = match decision {
        Decision::Create(row, domains, changes) => {
            view.changes = changes;
            world.put(*row, domains);
            "created"
        }
        Decision::Change(row, domains, changes) => {
            view.account = Some(views::named(row.id, &row.name));
            view.changes = changes;
            world.put(*row, domains);
            "changed"
        }
        Decision::Unchanged(id) => {
            view.account = world.account(id).map(|a| views::named(id, &a.name));
            "unchanged"
        }
        Decision::Refused(faults) => {
            view.faults = faults;
            "refused"
        }
    }
    .to_owned();
    view
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

fn line_views(
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
