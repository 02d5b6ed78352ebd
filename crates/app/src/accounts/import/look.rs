//! Looked at before it is applied: the table as it reads, and line by line what would happen.

use super::decide::Decision;
use super::fields::{Decimal, ImportField, ImportOptions, MatchBy};
use super::lines::{Prepared, Table};
use super::outcome::known_outcome;
use super::views::{
    self, ImportColumn, ImportCounts, ImportLineView, ImportPreviewView, ImportTableView,
    PreviewImport,
};
use super::world::World;
use super::{decide, decode, draft, fields, lines, seen};
use crate::core::{App, Call, Cx};
use crate::error::AppError;
use surety_domain::ids::{AccountId, AccountImportId};
use surety_domain::sheet;
use surety_store::records::accounts::Account;

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

pub(super) fn table_view(table: Table, charset: String, separator: char) -> ImportTableView {
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
pub(super) fn blank(cx: &Cx<'_>, id: AccountId, options: &ImportOptions) -> Account {
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

/// Cells that are shown of a column.
const SAMPLES: usize = 3;

/// Lines of a preview.
pub const PREVIEW_LINES: usize = 200;
