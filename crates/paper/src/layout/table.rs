//! Tables: widths by what stands in the columns, the head again on each page.

use super::{FOOT, LEADING, Look, MARGIN, PAGE, Rule, Sheet, WIDTH, lines, look, shade, size};
use crate::PaperError;
use crate::font::{Glyph, Weight};
use crate::model::{Align, Table};

/// Between columns, in points.
const GAP: f32 = 10.0;
/// Above and below the text of a row, in points.
const PAD: f32 = 2.0;
/// No column is narrower while another has more, in points.
const LEAST: f32 = 24.0;
/// How many rows are measured to find the widths of columns.
const MEASURED_ROWS: usize = 200;

const CELL: Look = look(Weight::Regular, size::CELL, shade::TEXT);
const HEAD: Look = look(Weight::Bold, size::CELL, shade::SOFT);
const SUM: Look = look(Weight::Bold, size::CELL, shade::TEXT);

/// The lines of every cell of one row.
type Row = Vec<Vec<Vec<Glyph>>>;

pub(super) fn put(sheet: &mut Sheet<'_, '_>, table: &Table) -> Result<(), PaperError> {
    if table.columns.is_empty() {
        return Ok(());
    }
    let widths = widths(sheet, table)?;
    let heads: Vec<&str> = table.columns.iter().map(|c| c.head.as_str()).collect();
    let head = row(sheet, &heads, HEAD, &widths)?;
    let first_sum = table.rows.len().saturating_sub(table.sums);
    // The head does not stay behind alone.
    sheet.need(height(&head) + 2.0 * CELL.leading())?;
    draw(sheet, table, &widths, &head, HEAD);
    for (n, cells) in table.rows.iter().enumerate() {
        let cells: Vec<&str> = (0..widths.len())
            .map(|i| cells.get(i).map(String::as_str).unwrap_or_default())
            .collect();
        let look = if n < first_sum { CELL } else { SUM };
        let mut rest = row(sheet, &cells, look, &widths)?;
        // A row that is higher than a page goes on over the next ones.
        loop {
            let (now, later) = cut(rest, look);
            if sheet.need(height_of(&now, look))? {
                draw(sheet, table, &widths, &head, HEAD);
            }
            draw(sheet, table, &widths, &now, look);
            match later {
                Some(later) => rest = later,
                None => break,
            }
        }
    }
    Ok(())
}

/// Columns as wide as their widest cell; where that is too much, the widest
/// give way first.
fn widths(sheet: &mut Sheet<'_, '_>, table: &Table) -> Result<Vec<f32>, PaperError> {
    let mut widths = Vec::with_capacity(table.columns.len());
    for (i, column) in table.columns.iter().enumerate() {
        let mut most = LEAST;
        let cells = table.rows.iter().take(MEASURED_ROWS).chain(
            // Sums stand at the end and are often the widest.
            table
                .rows
                .iter()
                .skip(MEASURED_ROWS.max(table.rows.len().saturating_sub(table.sums))),
        );
        let texts = cells
            .map(|row| (row.get(i).map(String::as_str).unwrap_or_default(), SUM))
            .chain([(column.head.as_str(), HEAD)]);
        for (text, look) in texts {
            for line in sheet.lines(text, look, f32::MAX)? {
                most = most.max(lines::width(&line) * look.size / 1000.0 + 0.5);
            }
        }
        widths.push(most);
    }
    let room = WIDTH - GAP * (widths.len() as f32 - 1.0);
    let wanted: f32 = widths.iter().sum();
    if wanted > room {
        fit(&mut widths, room);
    } else if let Some(first) = table.columns.iter().position(|c| c.align == Align::Left) {
        // What is left over goes to the first column of words.
        widths[first] += room - wanted;
    }
    Ok(widths)
}

/// Cuts the widest columns down to one width, so that all fit.
fn fit(widths: &mut [f32], room: f32) {
    let mut sorted: Vec<f32> = widths.to_vec();
    sorted.sort_by(f32::total_cmp);
    let mut left = room;
    let mut count = sorted.len() as f32;
    let mut cap = room / count;
    for width in sorted {
        cap = left / count;
        if width > cap {
            break;
        }
        left -= width;
        count -= 1.0;
    }
    for width in widths {
        *width = width.min(cap);
    }
}

fn row(
    sheet: &mut Sheet<'_, '_>,
    cells: &[&str],
    look: Look,
    widths: &[f32],
) -> Result<Row, PaperError> {
    cells
        .iter()
        .zip(widths)
        .map(|(text, width)| sheet.lines(text, look, *width))
        .collect()
}

fn count(row: &Row) -> usize {
    row.iter().map(Vec::len).max().unwrap_or(1)
}

fn height(row: &Row) -> f32 {
    height_of(row, HEAD)
}

fn height_of(row: &Row, look: Look) -> f32 {
    count(row) as f32 * look.leading() + 2.0 * PAD
}

/// Most lines of a row on one page, below the head.
fn most(look: Look) -> usize {
    let room = PAGE.1 - 2.0 * MARGIN - FOOT - 4.0 * HEAD.leading() - 4.0 * PAD;
    let mut n = 1;
    while (n + 1) as f32 * look.leading() <= room {
        n += 1;
    }
    n
}

/// What of a row goes on a page, and what comes after it.
fn cut(row: Row, look: Look) -> (Row, Option<Row>) {
    let most = most(look);
    if count(&row) <= most {
        return (row, None);
    }
    let (mut now, mut later) = (Vec::new(), Vec::new());
    for mut cell in row {
        let rest = if cell.len() > most {
            cell.split_off(most)
        } else {
            Vec::new()
        };
        now.push(cell);
        later.push(rest);
    }
    (now, Some(later))
}

fn draw(sheet: &mut Sheet<'_, '_>, table: &Table, widths: &[f32], row: &Row, look: Look) {
    let top = sheet.y - PAD;
    let mut x = MARGIN;
    for ((cell, width), column) in row.iter().zip(widths).zip(&table.columns) {
        for (n, line) in cell.iter().enumerate() {
            let y = top - (n as f32 + 1.0) * look.leading() + look.size * (LEADING - 1.0) / 2.0;
            let x = match column.align {
                Align::Left => x,
                Align::Right => x + width - lines::width(line) * look.size / 1000.0,
            };
            sheet.put(x, y, look, line.clone());
        }
        x += width + GAP;
    }
    sheet.y -= height_of(row, look);
    let y = sheet.y;
    sheet.page().rules.push(Rule {
        x: MARGIN,
        y,
        width: WIDTH,
        shade: shade::RULE,
    });
}
