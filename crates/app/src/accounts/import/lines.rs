//! From the text of a table to lines that can be decided one by one.

use std::collections::HashMap;

use surety_domain::sheet::{self, Line};
use surety_domain::text::fold;
use surety_paper::unguarded;

use super::decode;
use super::fields::{COLUMNS_MAX, EmptyCells, ImportField, ImportOptions, MatchBy};
use super::views::LineFault;
use crate::error::AppError;
use crate::record::TEXT_CHARS_MAX;

/// Most lines of one import, without the head.
pub const LINES_MAX: usize = 5_000;

/// What a list of refused lines has behind their cells.
pub(super) const REFUSED_COLUMNS: [&str; 4] = [
    "import_line",
    "import_code",
    "import_column",
    "import_reason",
];

/// What the cells of one line say, by field.
#[derive(Debug, Clone, Default)]
pub(super) struct Values {
    said: HashMap<ImportField, String>,
    /// Fields with a column whose cell is empty and says so.
    cleared: Vec<ImportField>,
}

impl Values {
    /// Reads the cells of a line. An apostrophe that keeps a spreadsheet from
    /// running a cell is not part of it.
    pub(super) fn read(options: &ImportOptions, cells: &[String]) -> Self {
        let mut values = Self::default();
        for (at, field) in options.columns.iter().enumerate() {
            let Some(field) = field else { continue };
            // A line that ends before a column says nothing of it, not even that it is empty.
            let Some(cell) = cells.get(at) else { continue };
            let cell = unguarded(cell.trim());
            if !cell.is_empty() {
                values.said.insert(*field, cell);
            } else if options.empty == EmptyCells::Clear {
                values.cleared.push(*field);
            }
        }
        values
    }

    /// What a field is to be, if the line says it.
    pub(super) fn get(&self, field: ImportField) -> Option<&str> {
        self.said.get(&field).map(String::as_str)
    }

    /// Whether a field is to be empty.
    pub(super) fn clears(&self, field: ImportField) -> bool {
        self.cleared.contains(&field)
    }

    /// Cells that no field can hold, whichever it is.
    fn unkept(&self) -> Vec<LineFault> {
        let mut faults = Vec::new();
        for field in ImportField::ALL {
            let Some(said) = self.get(field) else {
                continue;
            };
            if said.contains('\0') {
                let told = "no control characters but line ends and tabs";
                faults.push(LineFault::at(field, "control_character", told));
            }
            if said.chars().count() > TEXT_CHARS_MAX {
                let told = format!("at most {TEXT_CHARS_MAX} characters");
                faults.push(LineFault::at(field, "too_long", told));
            }
        }
        faults
    }

    /// The mail domains of the line, folded as they are kept.
    pub(super) fn domains(&self) -> Option<Vec<String>> {
        let cell = self.get(ImportField::Domains)?;
        let split = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '，' | '；' | '、');
        let mut domains: Vec<String> = cell
            .split(split)
            .filter(|part| !part.is_empty())
            .map(fold)
            .collect();
        domains.sort_unstable();
        domains.dedup();
        Some(domains)
    }

    /// By what the line finds its account, comparable.
    pub(super) fn key(&self, by: MatchBy) -> Option<String> {
        let said = self.get(by.field())?;
        Some(if by == MatchBy::Name {
            fold(said)
        } else {
            said.to_owned()
        })
    }
}

/// A line with what is wrong with it whatever the desk knows.
#[derive(Debug, Clone)]
pub(super) struct Prepared {
    /// Where it began, from 1.
    pub(super) line: i64,
    /// Its cells.
    pub(super) cells: Vec<String>,
    /// What they say.
    pub(super) values: Values,
    /// Why it is refused, before anything is looked up.
    pub(super) faults: Vec<LineFault>,
}

/// A whole table.
#[derive(Debug, Clone)]
pub(super) struct Table {
    /// The cells of its head.
    pub(super) head: Vec<String>,
    /// Its lines.
    pub(super) lines: Vec<Line>,
}

/// Reads bytes as a table.
///
/// # Errors
/// `charset_mismatch`, `unclosed_quote`, `too_many_lines`, `empty_table`, `too_many_columns`.
pub(super) fn table(bytes: &[u8], charset: &str, separator: char) -> Result<Table, AppError> {
    let text = decode::decode(bytes, charset)?;
    let mut lines = sheet::read(&text, separator, LINES_MAX + 1).map_err(|e| {
        let told = match e {
            sheet::SheetError::TooManyLines { .. } => {
                format!("at most {LINES_MAX} lines below the head; send the rest as another table")
            }
            sheet::SheetError::UnclosedQuote { .. } => e.to_string(),
        };
        AppError::invalid(e.code(), "file", told)
    })?;
    if lines.len() < 2 {
        return Err(AppError::invalid(
            "empty_table",
            "file",
            "a table has a head and at least one line below it",
        ));
    }
    let head = lines.remove(0).cells;
    // What a list of refused lines has behind them is not counted.
    let ours = |cell: &&String| !REFUSED_COLUMNS.contains(&cell.as_str());
    if head.iter().filter(ours).count() > COLUMNS_MAX {
        return Err(AppError::invalid(
            "too_many_columns",
            "file",
            format!("at most {COLUMNS_MAX} columns"),
        ));
    }
    Ok(Table { head, lines })
}

/// Lines in the order in which they are decided: parents before the accounts
/// below them, else as they stand in the table.
///
/// # Errors
/// Bad options by field.
pub(super) fn prepare(table: Table, options: &ImportOptions) -> Result<Vec<Prepared>, AppError> {
    options.check(table.head.len())?;
    let columns = table.head.len();
    let mut first: HashMap<String, i64> = HashMap::new();
    let mut prepared = Vec::with_capacity(table.lines.len());
    for line in table.lines {
        let number = i64::try_from(line.number).unwrap_or(i64::MAX);
        let values = Values::read(options, &line.cells);
        let mut faults = Vec::new();
        if line.broken_quote {
            faults.push(LineFault::of_line(
                "broken_quote",
                "a cell goes on after its closing quote",
            ));
        }
        if line
            .cells
            .iter()
            .skip(columns)
            .any(|c| !c.trim().is_empty())
        {
            faults.push(LineFault::of_line(
                "too_many_cells",
                format!("the head has {columns} cells, this line more"),
            ));
        }
        faults.extend(values.unkept());
        match values.key(options.match_by) {
            None => faults.push(LineFault::at(
                options.match_by.field(),
                "required",
                "the line does not say which account it is about",
            )),
            Some(key) => {
                if let Some(other) = first.get(&key) {
                    faults.push(LineFault::at(
                        options.match_by.field(),
                        "duplicate_line",
                        format!("line {other} is about the same account"),
                    ));
                } else {
                    first.insert(key, number);
                }
            }
        }
        prepared.push(Prepared {
            line: number,
            cells: line.cells,
            values,
            faults,
        });
    }
    Ok(parents_first(prepared))
}

/// Puts each line behind the line of the account above it, where the table has
/// one. In a circle the order stays as it is; the circle is refused later.
fn parents_first(lines: Vec<Prepared>) -> Vec<Prepared> {
    let by_ref: HashMap<String, usize> = lines
        .iter()
        .enumerate()
        .filter_map(|(at, line)| {
            let known_as = line.values.get(ImportField::ExternalRef)?;
            line.faults.is_empty().then(|| (known_as.to_owned(), at))
        })
        .collect();
    let above = |at: usize| {
        let parent = lines[at].values.get(ImportField::ParentRef)?;
        by_ref.get(parent).copied()
    };
    let mut placed = vec![false; lines.len()];
    let mut order = Vec::with_capacity(lines.len());
    for at in 0..lines.len() {
        let mut chain = Vec::new();
        let mut next = Some(at);
        while let Some(here) = next.filter(|here| !placed[*here]) {
            placed[here] = true;
            chain.push(here);
            next = above(here);
        }
        order.extend(chain.into_iter().rev());
    }
    let mut slots: Vec<Option<Prepared>> = lines.into_iter().map(Some).collect();
    order
        .into_iter()
        .filter_map(|at| slots[at].take())
        .collect()
}
