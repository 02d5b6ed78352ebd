use proptest::prelude::*;

use super::amount::{Amount, AmountError, DecimalMark, read as amount};
use super::*;

fn cells(text: &str, separator: char) -> Vec<Vec<String>> {
    read(text, separator, 100)
        .unwrap()
        .into_iter()
        .map(|line| line.cells)
        .collect()
}

#[test]
fn quotes_line_ends_and_blank_lines_are_read_as_rfc_4180_says() {
    let text = "\u{feff}a,b\r\n\"x,\"\"y\"\"\r\nz\" ,2\n\n , \n3,4\r5,6";
    let lines = read(text, ',', 100).unwrap();
    let told: Vec<(usize, Vec<&str>)> = lines
        .iter()
        .map(|line| (line.number, line.cells.iter().map(String::as_str).collect()))
        .collect();
    assert_eq!(
        told,
        [
            (1, vec!["a", "b"]),
            (2, vec!["x,\"y\"\r\nz", "2"]),
            (6, vec!["3", "4"]),
            (7, vec!["5", "6"]),
        ]
    );
    assert!(lines.iter().all(|line| !line.broken_quote));
}

#[test]
fn what_ends_where_nobody_can_say_is_told() {
    assert_eq!(
        read("a,b\n\"x,1\ny,2\n", ',', 100),
        Err(SheetError::UnclosedQuote { line: 2 })
    );
    let lines = read("a,b\n\"x\"y,1\n5\" pipe,2\n", ',', 100).unwrap();
    assert_eq!(
        lines.iter().map(|l| l.broken_quote).collect::<Vec<_>>(),
        [false, true, false]
    );
    assert_eq!(lines[2].cells, ["5\" pipe", "2"]);
}

#[test]
fn a_space_before_a_quote_is_no_part_of_the_cell() {
    assert_eq!(
        cells("C-1, \"Foo, Inc\" , dealer\n", ','),
        [["C-1", "Foo, Inc", " dealer"]]
    );
}

#[test]
fn a_line_keeps_so_many_cells_and_one_that_says_there_were_more() {
    let cells_of = |text: String| read(&text, ',', 9).unwrap()[0].cells.len();
    assert_eq!(cells_of(format!("x{}", ",".repeat(4_000_000))), CELLS_MAX);
    assert_eq!(cells_of("x,".repeat(5_000)), CELLS_MAX + 1);
    assert_eq!(cells_of("x,".repeat(CELLS_MAX - 1) + "x"), CELLS_MAX);
}

#[test]
fn lines_past_the_limit_are_refused_and_not_left_out() {
    assert_eq!(read("a\nb\n\n", ',', 2).unwrap().len(), 2);
    assert_eq!(
        read("a\nb\nc", ',', 2),
        Err(SheetError::TooManyLines { max: 2 })
    );
}

#[test]
fn the_separator_is_the_one_that_cuts_evenly() {
    for (text, separator) in [
        ("name,revenue\nA,\"1;2;3\"\nB,2\n", ','),
        ("name;revenue\nA;1,50\nB;2,50\n", ';'),
        ("name\trevenue, a year\nA\t1,5\n", '\t'),
        ("name|revenue\nA|1\n", '|'),
        ("name\nA\n", ','),
        ("", ','),
    ] {
        assert_eq!(detect_separator(text), separator, "{text:?}");
    }
    // A quoted cell that is longer than the sample.
    let long = format!("a;b\n1;\"{}\"\n", "x\n".repeat(DETECT_LINES));
    assert_eq!(detect_separator(&long), ';');
}

#[test]
fn amounts_are_read_exactly_or_refused() {
    use DecimalMark::{Comma, Point};
    let ok = |minor, currency: Option<&str>| {
        Ok(Amount {
            minor,
            currency: currency.map(str::to_owned),
        })
    };
    for (text, mark, wanted) in [
        ("1234.5", Point, ok(123_450, None)),
        ("1,234,567.89", Point, ok(123_456_789, None)),
        ("1.234.567,89", Comma, ok(123_456_789, None)),
        ("1 234\u{a0}567", Point, Err(AmountError::Invalid)),
        ("1\u{202f}234\u{202f}567,8", Comma, ok(123_456_780, None)),
        ("1'234.00", Point, ok(123_400, None)),
        ("EUR 12", Point, ok(1_200, Some("EUR"))),
        ("12,50 eur", Comma, ok(1_250, Some("EUR"))),
        ("€12.50", Point, ok(1_250, Some("EUR"))),
        ("12.50 £", Point, ok(1_250, Some("GBP"))),
        ("JPY 1,200", Point, ok(1_200, Some("JPY"))),
        ("KWD 1.200", Point, ok(1_200, Some("KWD"))),
        ("JPY 12.5", Point, Err(AmountError::TooPrecise)),
        // Twelve thousand, or twelve and a half? Neither is guessed.
        ("12.500", Point, Err(AmountError::TooPrecise)),
        ("1.234,5", Point, Err(AmountError::Invalid)),
        ("1,23", Point, Err(AmountError::Invalid)),
        ("1234,567", Point, Err(AmountError::Invalid)),
        ("$12", Point, Err(AmountError::Invalid)),
        ("12k", Point, Err(AmountError::Invalid)),
        ("1e6", Point, Err(AmountError::Invalid)),
        ("", Point, Err(AmountError::Invalid)),
        (".5", Point, Err(AmountError::Invalid)),
        ("5.", Point, Err(AmountError::Invalid)),
        ("-5", Point, Err(AmountError::OutOfRange)),
        ("-0", Point, ok(0, None)),
        ("92233720368547758.07", Point, ok(i64::MAX, None)),
        ("92233720368547758.08", Point, Err(AmountError::OutOfRange)),
    ] {
        assert_eq!(amount(text, mark, "EUR"), wanted, "{text}");
    }
}

/// A table as another program would write it.
fn written(rows: &[Vec<String>], separator: char) -> String {
    rows.iter()
        .map(|row| {
            let cells: Vec<String> = row
                .iter()
                .map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")))
                .collect();
            cells.join(&separator.to_string()) + "\r\n"
        })
        .collect()
}

proptest! {
    #[test]
    fn every_cell_comes_back(
        rows in prop::collection::vec(prop::collection::vec("[a,;\t\"\r\n 中|']{0,6}x", 1..4), 1..6),
        separator in prop::sample::select(SEPARATORS.to_vec()),
    ) {
        prop_assert_eq!(cells(&written(&rows, separator), separator), rows);
    }

    #[test]
    fn no_text_makes_it_fail_otherwise(text in "[a,;\"\r\n 中]{0,40}", separator in prop::sample::select(SEPARATORS.to_vec())) {
        detect_separator(&text);
        if let Ok(lines) = read(&text, separator, 50) {
            // Numbers rise, so each line is known by its own.
            prop_assert!(lines.windows(2).all(|pair| pair[0].number < pair[1].number));
        }
    }

    #[test]
    fn an_amount_in_any_dress_is_the_same(minor in 0..=1_000_000_000_000_i64, currency in "EUR|JPY|KWD", comma in any::<bool>()) {
        let plain = crate::money::decimal(minor, &currency);
        let (mark, text) = if comma { (DecimalMark::Comma, plain.replace('.', ",")) } else { (DecimalMark::Point, plain) };
        prop_assert_eq!(amount(&text, mark, &currency).map(|a| a.minor), Ok(minor));
        let dressed = format!("{currency} {text}");
        prop_assert_eq!(amount(&dressed, mark, "USD"), Ok(Amount { minor, currency: Some(currency) }));
    }
}
