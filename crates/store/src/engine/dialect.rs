//! Where the two engines read the same text differently, and the only place
//! that rewrites SQL.
//!
//! It works on tokens, so that what stands in a literal or a comment is never
//! touched.

/// A piece of SQL text. The pieces of a text joined give the text back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    /// A bare word: keyword, name or number.
    Word(&'a str),
    /// `'…'` or `"…"` with its quotes.
    Quoted(&'a str),
    /// `-- …` or `/* … */`.
    Comment(&'a str),
    /// `$n`.
    Param(&'a str),
    /// White space.
    Space(&'a str),
    /// One other character.
    Symbol(&'a str),
}

impl<'a> Token<'a> {
    pub(crate) fn text(self) -> &'a str {
        match self {
            Self::Word(t)
            | Self::Quoted(t)
            | Self::Comment(t)
            | Self::Param(t)
            | Self::Space(t)
            | Self::Symbol(t) => t,
        }
    }

    pub(crate) fn is_word(self, word: &str) -> bool {
        matches!(self, Self::Word(w) if w.eq_ignore_ascii_case(word))
    }

    pub(crate) fn is_blank(self) -> bool {
        matches!(self, Self::Space(_) | Self::Comment(_))
    }
}

/// Cuts SQL text into its pieces.
pub(crate) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        let end_of = |wanted: &dyn Fn(char) -> bool| {
            rest.char_indices()
                .find(|&(_, c)| !wanted(c))
                .map_or(rest.len(), |(at, _)| at)
        };
        let (length, make): (usize, fn(&str) -> Token<'_>) = match first {
            '\'' | '"' => (quoted_length(rest, first), |t| Token::Quoted(t)),
            '-' if rest.starts_with("--") => {
                (rest.find('\n').unwrap_or(rest.len()), |t| Token::Comment(t))
            }
            '/' if rest.starts_with("/*") => {
                (rest.find("*/").map_or(rest.len(), |at| at + 2), |t| {
                    Token::Comment(t)
                })
            }
            '$' if rest[1..].starts_with(|c: char| c.is_ascii_digit()) => {
                let digits = rest[1..]
                    .find(|c: char| !c.is_ascii_digit())
                    .map_or(rest.len(), |at| at + 1);
                (digits, |t| Token::Param(t))
            }
            c if is_word(c) => (end_of(&is_word), |t| Token::Word(t)),
            c if c.is_whitespace() => (end_of(&char::is_whitespace), |t| Token::Space(t)),
            c => (c.len_utf8(), |t| Token::Symbol(t)),
        };
        let (token, after) = rest.split_at(length);
        found.push(make(token));
        rest = after;
    }
    found
}

/// Bytes of the literal or quoted name that `text` starts with; a doubled
/// quote stands for itself.
fn quoted_length(text: &str, quote: char) -> usize {
    let mut chars = text.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        if c == quote {
            if chars.peek().is_some_and(|&(_, next)| next == quote) {
                chars.next();
            } else {
                return at + c.len_utf8();
            }
        }
    }
    text.len()
}

/// The next token at or after `from` that is not blank, with its position.
fn next_solid<'a>(tokens: &[Token<'a>], from: usize) -> Option<(usize, Token<'a>)> {
    tokens
        .iter()
        .enumerate()
        .skip(from)
        .find(|(_, t)| !t.is_blank())
        .map(|(at, t)| (at, *t))
}

/// A statement as SQLite gets it: `$n` becomes `?n` (SQLite would number `$n`
/// by first appearance), row locks go away (there is one writer).
pub(crate) fn statement_for_sqlite(text: &str) -> String {
    let tokens = tokens(text);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < tokens.len() {
        if let Some(after) = row_lock_end(&tokens, at) {
            at = after;
            continue;
        }
        match tokens[at] {
            Token::Param(p) => {
                out.push('?');
                out.push_str(&p[1..]);
            }
            token => out.push_str(token.text()),
        }
        at += 1;
    }
    out
}

/// If a row lock clause starts at `start`, the position after it.
fn row_lock_end(tokens: &[Token<'_>], start: usize) -> Option<usize> {
    if !tokens[start].is_word("for") {
        return None;
    }
    let mut at = start + 1;
    let mut locks = false;
    // FOR [NO KEY] UPDATE | FOR [KEY] SHARE
    while let Some((here, token)) = next_solid(tokens, at) {
        if token.is_word("update") || token.is_word("share") {
            locks = true;
            at = here + 1;
            break;
        }
        if !(token.is_word("no") || token.is_word("key")) {
            break;
        }
        at = here + 1;
    }
    if !locks {
        return None;
    }
    // [OF table [, table …]]
    if let Some((here, token)) = next_solid(tokens, at)
        && token.is_word("of")
    {
        at = here + 1;
        while let Some((name, Token::Word(_))) = next_solid(tokens, at) {
            at = name + 1;
            match next_solid(tokens, at) {
                Some((comma, Token::Symbol(","))) => at = comma + 1,
                _ => break,
            }
        }
    }
    // [SKIP LOCKED | NOWAIT]
    while let Some((here, token)) = next_solid(tokens, at) {
        if !["skip", "locked", "nowait"]
            .iter()
            .any(|w| token.is_word(w))
        {
            break;
        }
        at = here + 1;
    }
    Some(at)
}

/// The statements of a script, each without its semicolon; blank ones left out.
pub(crate) fn split_script(script: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let (mut start, mut here) = (0, 0);
    for token in tokens(script) {
        if token == Token::Symbol(";") {
            found.push(&script[start..here]);
            start = here + 1;
        }
        here += token.text().len();
    }
    found.push(&script[start..]);
    found.retain(|s| tokens(s).iter().any(|t| !t.is_blank()));
    found
}

/// One statement of a migration as SQLite gets it: tables become `STRICT`.
pub(crate) fn migration_for_sqlite(statement: &str) -> String {
    let mut out = statement.trim_end().to_owned();
    if creates(statement, "table") {
        let tokens = tokens(statement);
        let last_words: Vec<_> = tokens
            .iter()
            .rev()
            .take_while(|t| **t != Token::Symbol(")"))
            .filter(|t| matches!(t, Token::Word(_)))
            .collect();
        if !last_words.iter().any(|t| t.is_word("strict")) {
            out.push_str(if last_words.is_empty() {
                " STRICT"
            } else {
                ", STRICT"
            });
        }
    }
    out
}

/// One statement of a migration as PostgreSQL gets it: 64-bit integers, bytes,
/// and text that compares by bytes whatever the database's locale.
pub(crate) fn migration_for_postgres(statement: &str) -> String {
    let tokens = tokens(statement);
    let defines_columns = creates(statement, "table") || creates(statement, "alter table");
    let mut out = String::with_capacity(statement.len() + 64);
    let mut before: Option<Token<'_>> = None;
    let mut at = 0;
    while at < tokens.len() {
        let token = tokens[at];
        let after_as = before.is_some_and(|b| b.is_word("as"));
        if token.is_word("integer") {
            out.push_str("BIGINT");
        } else if token.is_word("blob") {
            out.push_str("BYTEA");
        } else if token.is_word("text") && defines_columns && !after_as {
            out.push_str("TEXT COLLATE \"C\"");
        } else if token.is_word("without")
            && let Some((rowid, word)) = next_solid(&tokens, at + 1)
            && word.is_word("rowid")
        {
            at = rowid + 1;
            continue;
        } else {
            out.push_str(token.text());
        }
        if !token.is_blank() {
            before = Some(token);
        }
        at += 1;
    }
    out.trim_end().to_owned()
}

/// Whether a statement is `CREATE <what>` (or, for "alter table", that).
fn creates(statement: &str, what: &str) -> bool {
    let tokens = tokens(statement);
    let mut words = tokens.iter().filter(|t| !t.is_blank());
    if let Some(verb) = what.strip_suffix(" table") {
        return words.next().is_some_and(|t| t.is_word(verb))
            && words.next().is_some_and(|t| t.is_word("table"));
    }
    words.next().is_some_and(|t| t.is_word("create"))
        && words.next().is_some_and(|t| t.is_word(what))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_joined_give_the_text_back() {
        for text in [
            "SELECT 'it''s $1' AS \"a\"\"b\", $12 FROM t -- $3\n WHERE x>=$2 /* for update */",
            "'unclosed",
            "/* unclosed",
            "a$ $x 'ü' ünï",
        ] {
            let joined: String = tokens(text).iter().map(|t| t.text()).collect();
            assert_eq!(joined, text);
        }
    }

    #[test]
    fn parameters_are_numbered_but_literals_are_left_alone() {
        assert_eq!(
            statement_for_sqlite("SELECT '$1', $2 WHERE a = $10 -- $3"),
            "SELECT '$1', ?2 WHERE a = ?10 -- $3"
        );
    }

    #[test]
    fn row_locks_go_away_on_sqlite() {
        for (text, wanted) in [
            ("SELECT 1 FROM a FOR UPDATE", "SELECT 1 FROM a "),
            (
                "SELECT 1 FROM a FOR UPDATE SKIP LOCKED) x",
                "SELECT 1 FROM a ) x",
            ),
            (
                "SELECT 1 FROM a FOR NO KEY UPDATE OF a, b NOWAIT",
                "SELECT 1 FROM a ",
            ),
            ("SELECT 1 FROM a FOR SHARE OF a", "SELECT 1 FROM a "),
            (
                "SELECT 'for update' AS for_update",
                "SELECT 'for update' AS for_update",
            ),
            ("SELECT for FROM update", "SELECT for FROM update"),
        ] {
            assert_eq!(statement_for_sqlite(text), wanted, "{text}");
        }
    }

    #[test]
    fn scripts_split_at_semicolons_outside_literals() {
        assert_eq!(
            split_script("a ';' b; -- c;\n d; \n-- end;\n"),
            ["a ';' b", " -- c;\n d"]
        );
    }

    #[test]
    fn tables_become_strict_once() {
        for (text, wanted) in [
            (
                "CREATE TABLE a (b INTEGER)",
                "CREATE TABLE a (b INTEGER) STRICT",
            ),
            (
                "-- doc\nCREATE TABLE a (b INTEGER) WITHOUT ROWID",
                "-- doc\nCREATE TABLE a (b INTEGER) WITHOUT ROWID, STRICT",
            ),
            (
                "CREATE TABLE a (b TEXT) STRICT",
                "CREATE TABLE a (b TEXT) STRICT",
            ),
            ("CREATE INDEX a ON b (c)", "CREATE INDEX a ON b (c)"),
            (
                "CREATE VIRTUAL TABLE a USING fts5(b)",
                "CREATE VIRTUAL TABLE a USING fts5(b)",
            ),
        ] {
            assert_eq!(migration_for_sqlite(text), wanted);
        }
    }

    #[test]
    fn columns_get_postgres_types() {
        assert_eq!(
            migration_for_postgres(
                "CREATE TABLE a (b INTEGER, text_c TEXT NOT NULL DEFAULT 'TEXT', d BLOB, CONSTRAINT e CHECK (CAST(b AS TEXT) <> '')) WITHOUT ROWID"
            ),
            "CREATE TABLE a (b BIGINT, text_c TEXT COLLATE \"C\" NOT NULL DEFAULT 'TEXT', d BYTEA, CONSTRAINT e CHECK (CAST(b AS TEXT) <> ''))"
        );
        assert_eq!(
            migration_for_postgres("UPDATE a SET b = CAST(c AS INTEGER)"),
            "UPDATE a SET b = CAST(c AS BIGINT)"
        );
    }
}
