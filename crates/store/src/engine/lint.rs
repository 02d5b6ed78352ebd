//! Rules for statement texts that both engines accept but understand
//! differently. Each answers complaints; none is the aim.

use std::collections::BTreeMap;

use super::dialect::{Token, tokens};

/// For each table the columns that may be NULL.
pub(crate) type Nullable = BTreeMap<String, Vec<String>>;

/// Words that mean something else on the other engine, or that belong
/// elsewhere, and what to do instead.
const BANNED: &[(&str, &str)] = &[
    (
        "lower",
        "fold in Rust (text::fold) and store the folded text",
    ),
    (
        "upper",
        "fold in Rust (text::fold) and store the folded text",
    ),
    ("ilike", "store a folded text and use LIKE"),
    ("glob", "use LIKE"),
    ("now", "take the instant as a parameter"),
    ("current_timestamp", "take the instant as a parameter"),
    ("random", "take random numbers as a parameter"),
    (
        "json_extract",
        "read JSON in Rust; SQLite's booleans are 0 and 1",
    ),
    ("jsonb", "JSON is text"),
    ("interval", "instants are integers"),
    ("real", "numbers are integers"),
    ("float", "numbers are integers"),
];

/// What is wrong with a statement's text.
pub(crate) fn complaints(text: &str, nullable: &Nullable) -> Vec<String> {
    let all = tokens(text);
    let solid: Vec<Token<'_>> = all.iter().copied().filter(|t| !t.is_blank()).collect();
    let mut found = Vec::new();
    let count = |word: &str| solid.iter().filter(|t| t.is_word(word)).count();
    if count("like") != count("escape") {
        found.push("LIKE needs ESCAPE '\\': only PostgreSQL has one by default".to_owned());
    }
    for (at, token) in solid.iter().enumerate() {
        let before = at.checked_sub(1).map(|b| solid[b]);
        let after = solid.get(at + 1);
        match token {
            Token::Word(word) => {
                for (banned, instead) in BANNED {
                    if word.eq_ignore_ascii_case(banned) && after == Some(&Token::Symbol("(")) {
                        found.push(format!("{word}: {instead}"));
                    }
                }
            }
            Token::Symbol("*") => {
                let lists_all = before.is_some_and(|b| {
                    matches!(b, Token::Symbol("." | ","))
                        || ["select", "distinct", "returning"]
                            .iter()
                            .any(|w| b.is_word(w))
                });
                if lists_all {
                    found.push("name the columns: * changes with the schema".to_owned());
                }
            }
            Token::Symbol("/" | "%") if !after.is_some_and(|t| t.is_word("nullif")) => found.push(
                "x / NULLIF(y, 0): SQLite answers NULL for a division by zero, PostgreSQL an error"
                    .to_owned(),
            ),
            Token::Symbol("?") => found.push("parameters are $1, $2, …".to_owned()),
            Token::Symbol(":") if after == Some(&Token::Symbol(":")) => {
                found.push("CAST(x AS type): SQLite has no ::".to_owned());
            }
            _ => {}
        }
    }
    found.extend(unsaid_null_orders(&solid, nullable));
    found
}

/// ORDER BY a column that may be NULL: SQLite puts NULL first, PostgreSQL last.
fn unsaid_null_orders(solid: &[Token<'_>], nullable: &Nullable) -> Vec<String> {
    let may_be_null = |column: &str| {
        nullable.iter().any(|(table, columns)| {
            solid.iter().any(|t| t.is_word(table)) && columns.iter().any(|c| c == column)
        })
    };
    // By IS NOT NULL, or by a comparison unless NULL is let in beside it.
    let excluded = |column: &str| {
        let followed_by = |words: &[&str]| {
            solid.windows(words.len() + 1).any(|w| {
                w[0].is_word(column) && w[1..].iter().zip(words).all(|(t, word)| t.is_word(word))
            })
        };
        let compared = solid
            .windows(2)
            .any(|w| w[0].is_word(column) && matches!(w[1], Token::Symbol("<" | ">" | "=")));
        followed_by(&["is", "not", "null"]) || (compared && !followed_by(&["is", "null"]))
    };
    let mut found = Vec::new();
    for (at, pair) in solid.windows(2).enumerate() {
        if !(pair[0].is_word("order") && pair[1].is_word("by")) {
            continue;
        }
        for term in order_terms(&solid[at + 2..]) {
            let column = match term {
                [Token::Word(column), rest @ ..] if !is_path(rest) => *column,
                [Token::Word(_), Token::Symbol("."), Token::Word(column), ..] => *column,
                _ => continue,
            };
            let said = term.iter().any(|t| t.is_word("nulls"));
            if may_be_null(column) && !said && !excluded(column) {
                found.push(format!(
                    "ORDER BY {column}: say NULLS FIRST or LAST, or exclude them by {column} IS NOT NULL"
                ));
            }
        }
    }
    found
}

fn is_path(rest: &[Token<'_>]) -> bool {
    matches!(rest.first(), Some(Token::Symbol("." | "(")))
}

/// The terms of an ORDER BY that starts `tokens`.
fn order_terms<'t, 'a>(tokens: &'t [Token<'a>]) -> Vec<&'t [Token<'a>]> {
    let mut terms = Vec::new();
    let (mut depth, mut start) = (0_i32, 0);
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Symbol("(") => depth += 1,
            Token::Symbol(")") => {
                depth -= 1;
                if depth < 0 {
                    terms.push(&tokens[start..at]);
                    return terms;
                }
            }
            Token::Symbol(",") if depth == 0 => {
                terms.push(&tokens[start..at]);
                start = at + 1;
            }
            _ if depth == 0
                && ["limit", "for", "offset", "union"]
                    .iter()
                    .any(|w| token.is_word(w)) =>
            {
                terms.push(&tokens[start..at]);
                return terms;
            }
            _ => {}
        }
    }
    terms.push(&tokens[start..]);
    terms
}

#[test]
fn each_rule_finds_its_fault_and_lets_the_cure_pass() {
    let nullable: Nullable = [("t".to_owned(), vec!["due".to_owned()])].into();
    for (fault, cure) in [
        ("SELECT * FROM t", "SELECT count(*) AS n FROM t"),
        ("SELECT t.* FROM t", "SELECT a * b AS n FROM t"),
        ("DELETE FROM t RETURNING *", "DELETE FROM t RETURNING a"),
        (
            "SELECT a FROM t WHERE a LIKE $1",
            "SELECT a FROM t WHERE a LIKE $1 ESCAPE '\\'",
        ),
        (
            "SELECT a / b AS n FROM t",
            "SELECT a / NULLIF(b, 0) AS n FROM t",
        ),
        ("SELECT lower(a) AS a FROM t", "SELECT lower FROM t"),
        (
            "SELECT a::text AS a FROM t",
            "SELECT CAST(a AS TEXT) AS a FROM t",
        ),
        (
            "SELECT a FROM t WHERE a = ?",
            "SELECT a FROM t WHERE a = '?'",
        ),
        (
            "SELECT a FROM t ORDER BY a, due DESC LIMIT 1",
            "SELECT a FROM t ORDER BY due NULLS LAST",
        ),
        (
            "SELECT a FROM t x ORDER BY x.due",
            "SELECT a FROM u ORDER BY due",
        ),
        (
            "SELECT a FROM t WHERE due IS NULL OR due > $1 ORDER BY due",
            "SELECT a FROM t WHERE due > $1 ORDER BY due",
        ),
        (
            "SELECT a FROM (SELECT a FROM t ORDER BY due) ORDER BY a",
            "SELECT a FROM t WHERE due IS NOT NULL ORDER BY due",
        ),
    ] {
        assert!(!complaints(fault, &nullable).is_empty(), "{fault}");
        assert_eq!(complaints(cure, &nullable), [""; 0], "{cure}");
    }
}
