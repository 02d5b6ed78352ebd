//! Rows for spreadsheets and programs (RFC 4180, UTF-8).

/// A field of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Field {
    /// Words, which may have been written by anybody.
    Text(String),
    /// A figure of the desk's own making, such as `-12.50`.
    Number(String),
}

impl Field {
    /// Words.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A figure.
    pub fn number(number: impl std::fmt::Display) -> Self {
        Self::Number(number.to_string())
    }
}

/// What makes a spreadsheet run a cell as a formula when it stands first
/// (OWASP, CSV Injection), in the wide forms of East Asian keyboards too.
const RUNS: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// Where a spreadsheet of another country or another import begins a cell.
const STARTS: [char; 4] = [';', '\t', '\r', '\n'];

/// Text with an apostrophe before whatever a spreadsheet would run: at its
/// beginning, and after what somebody's settings take for the end of a cell.
fn harmless(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 1);
    let mut at_start = true;
    for c in text.chars() {
        if at_start && RUNS.contains(&c) {
            out.push('\'');
            at_start = false;
        }
        if STARTS.contains(&c) {
            at_start = true;
        } else if c != ' ' {
            at_start = false;
        }
        out.push(c);
    }
    out
}

/// A cell without the apostrophes that keep a spreadsheet from running it, as
/// [`csv`] and others write them: at its beginning, and after what begins a cell
/// elsewhere.
pub fn unguarded(cell: &str) -> String {
    let mut out = String::with_capacity(cell.len());
    let mut at_start = true;
    let mut chars = cell.chars().peekable();
    while let Some(c) = chars.next() {
        if at_start && c == '\'' && chars.peek().is_some_and(|next| RUNS.contains(next)) {
            continue;
        }
        at_start = STARTS.contains(&c) || (at_start && c == ' ');
        out.push(c);
    }
    out
}

/// A head and rows as CSV. Text that a spreadsheet would run begins with an
/// apostrophe. A mark at the beginning says that it is UTF-8, without which
/// Excel shows Chinese as noise.
pub fn csv(head: &[&str], rows: impl IntoIterator<Item = Vec<Field>>) -> String {
    let mut out = String::from("\u{feff}");
    let head = head.iter().map(|name| Field::text(*name)).collect();
    for row in std::iter::once(head).chain(rows) {
        for (n, field) in row.iter().enumerate() {
            if n > 0 {
                out.push(',');
            }
            match field {
                Field::Number(number) => quoted(&mut out, number),
                Field::Text(text) => quoted(&mut out, &harmless(text)),
            }
        }
        out.push_str("\r\n");
    }
    out
}

fn quoted(out: &mut String, text: &str) {
    if text.contains([',', '"', '\r', '\n']) || text.starts_with(' ') || text.ends_with(' ') {
        out.push('"');
        out.push_str(&text.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A plain reader of RFC 4180.
    fn read(text: &str) -> Vec<Vec<String>> {
        let (mut rows, mut row, mut field) = (Vec::new(), Vec::new(), String::new());
        let mut chars = text.strip_prefix('\u{feff}').unwrap().chars().peekable();
        let mut inside = false;
        while let Some(c) = chars.next() {
            match c {
                '"' if inside && chars.peek() == Some(&'"') => {
                    chars.next();
                    field.push('"');
                }
                '"' => inside = !inside,
                ',' if !inside => row.push(std::mem::take(&mut field)),
                '\r' if !inside => {
                    assert_eq!(chars.next(), Some('\n'));
                    row.push(std::mem::take(&mut field));
                    rows.push(std::mem::take(&mut row));
                }
                _ => field.push(c),
            }
        }
        rows
    }

    #[test]
    fn what_a_spreadsheet_would_run_is_text_and_figures_stay_figures() {
        for evil in [
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "\tx",
            "\rx",
            "＝1",
            "=cmd|' /C calc'!A0",
        ] {
            let rows = read(&csv(&["a"], [vec![Field::text(evil)]]));
            assert_eq!(rows[1][0], format!("'{evil}"));
        }
        // A spreadsheet of another country ends a cell at a semicolon.
        for (evil, kept) in [("Gold;=1", "Gold;'=1"), ("a\n @b", "a\n '@b")] {
            let rows = read(&csv(&["a"], [vec![Field::text(evil)]]));
            assert_eq!(rows[1][0], kept);
        }
        for (cell, plain) in [
            ("'=1", "=1"),
            ("'＋1", "＋1"),
            ("'s Hof", "'s Hof"),
            ("''=1", "''=1"),
            ("'", "'"),
        ] {
            assert_eq!(unguarded(cell), plain);
        }
        assert_eq!(
            csv(&["a"], [vec![Field::number("-12.50")]]),
            "\u{feff}a\r\n-12.50\r\n"
        );
    }

    proptest! {
        #[test]
        fn every_text_comes_back(texts in prop::collection::vec("[a-c,;\t\"\r\n 中=+']{0,8}", 1..5)) {
            let head: Vec<&str> = texts.iter().map(|_| "h").collect();
            let row: Vec<Field> = texts.iter().map(Field::text).collect();
            let rows = read(&csv(&head, [row]));
            prop_assert_eq!(rows.len(), 2);
            for (found, text) in rows[1].iter().zip(&texts) {
                // Read again it is what was written, but for guards of its own.
                prop_assert_eq!(unguarded(found), unguarded(text));
                // Nothing is lost, and nothing that begins a cell anywhere runs.
                let mut left = found.chars();
                prop_assert!(text.chars().all(|c| left.any(|f| f == c)));
                for cell in found.split(STARTS) {
                    prop_assert!(!cell.trim_start_matches(' ').starts_with(['=', '+']), "{found:?}");
                }
            }
        }
    }
}
