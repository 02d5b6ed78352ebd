//! Tables of spreadsheets as text: separators, quotes, amounts as people write
//! them. Nothing is guessed away: what cannot be read is said with its line.

pub mod amount;
#[cfg(test)]
mod tests;

/// What may stand between two cells, what is rarest in words and numbers first.
pub const SEPARATORS: [char; 4] = ['\t', '|', ';', ','];
/// Cells of a line that are kept; one more says that there were others. Empty
/// ones past them are nothing.
pub const CELLS_MAX: usize = 256;
/// Lines that are looked at to find the separator.
const DETECT_LINES: usize = 20;

/// One line of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Where it begins in the text, from 1. A quoted cell may hold line ends, so
    /// this is not the number of the record.
    pub number: usize,
    /// Its cells, as written.
    pub cells: Vec<String>,
    /// A quoted cell goes on after its closing quote: where it ends is anyone's guess.
    pub broken_quote: bool,
}

impl Line {
    fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

/// Why a text is no table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    /// A quote that is never closed swallows the rest of the text.
    #[error("the quote that is opened on line {line} is never closed")]
    UnclosedQuote {
        /// Where its record begins.
        line: usize,
    },
    /// More lines than asked for.
    #[error("more than {max} lines")]
    TooManyLines {
        /// How many are read.
        max: usize,
    },
}

impl SheetError {
    /// Stable snake_case code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::UnclosedQuote { .. } => "unclosed_quote",
            Self::TooManyLines { .. } => "too_many_lines",
        }
    }
}

/// Reads a table (RFC 4180, with `\n`, `\r\n` or `\r` as line end and any
/// separator). Lines without a word are left out. At most `max` lines.
///
/// # Errors
/// [`SheetError`].
pub fn read(text: &str, separator: char, max: usize) -> Result<Vec<Line>, SheetError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut lines = Vec::new();
    let mut reader = Reader::at(1);
    let mut here = 1;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let ends = c == '\n' || (c == '\r' && chars.peek() != Some(&'\n'));
        here += usize::from(ends);
        match reader.place {
            Place::Quoted if c == '"' && chars.peek() == Some(&'"') => {
                chars.next();
                reader.cell.push('"');
            }
            Place::Quoted if c == '"' => reader.place = Place::Closed,
            Place::Quoted => reader.cell.push(c),
            _ if c == separator => reader.end_cell(),
            _ if ends => {
                keep(&mut lines, reader.end_line(), max)?;
                reader = Reader::at(here);
            }
            // The first half of `\r\n`.
            _ if c == '\r' => {}
            // Some write a space behind the separator, too.
            Place::Begin if c == ' ' => reader.cell.push(c),
            Place::Begin if c == '"' => {
                reader.cell.clear();
                reader.place = Place::Quoted;
            }
            // Some write a space before the next separator.
            Place::Closed if c == ' ' => {}
            Place::Closed => {
                reader.line.broken_quote = true;
                reader.cell.push(c);
            }
            Place::Begin | Place::Plain => {
                reader.place = Place::Plain;
                reader.cell.push(c);
            }
        }
    }
    if reader.place == Place::Quoted {
        return Err(SheetError::UnclosedQuote {
            line: reader.line.number,
        });
    }
    keep(&mut lines, reader.end_line(), max)?;
    Ok(lines)
}

fn keep(lines: &mut Vec<Line>, line: Line, max: usize) -> Result<(), SheetError> {
    if line.is_blank() {
        return Ok(());
    }
    if lines.len() == max {
        return Err(SheetError::TooManyLines { max });
    }
    lines.push(line);
    Ok(())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Begin,
    Plain,
    Quoted,
    Closed,
}

struct Reader {
    line: Line,
    cell: String,
    place: Place,
}

impl Reader {
    const fn at(number: usize) -> Self {
        Self {
            line: Line {
                number,
                cells: Vec::new(),
                broken_quote: false,
            },
            cell: String::new(),
            place: Place::Begin,
        }
    }

    fn end_cell(&mut self) {
        let cell = std::mem::take(&mut self.cell);
        let more = self.line.cells.len() < CELLS_MAX
            || (self.line.cells.len() == CELLS_MAX && !cell.trim().is_empty());
        if more {
            self.line.cells.push(cell);
        }
        self.place = Place::Begin;
    }

    fn end_line(mut self) -> Line {
        self.end_cell();
        self.line
    }
}

/// The separator that cuts the first lines into the most cells, the same
/// number in each, of equals the one that is rarer elsewhere; a comma where none does.
pub fn detect_separator(text: &str) -> char {
    let head: String = text.split_inclusive('\n').take(DETECT_LINES).collect();
    let mut best = (0, ',');
    for separator in SEPARATORS {
        // A quote that is cut off at the end of the sample closes there.
        let read = read(&head, separator, DETECT_LINES)
            .or_else(|_| read(&format!("{head}\""), separator, DETECT_LINES));
        let Ok(lines) = read else { continue };
        let Some(first) = lines.first().map(|line| line.cells.len()) else {
            continue;
        };
        let even = lines
            .iter()
            .filter(|line| line.cells.len() == first)
            .count();
        let score = if first > 1 { first.min(100) * even } else { 0 };
        if score > best.0 {
            best = (score, separator);
        }
    }
    best.1
}
