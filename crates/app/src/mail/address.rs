//! Address fields (RFC 5322 §3.4) as people and programs really write them.

use serde::Serialize;
use surety_domain::text::is_invisible;

use super::header::decode_words;
use super::limits::{MAX_NAME_CHARS, MAX_RECIPIENTS};

/// A mailbox: an address and perhaps a display name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Address {
    /// The display name, decoded; what somebody claims, nothing more.
    pub name: Option<String>,
    /// `local@domain` as written, without brackets.
    pub address: String,
}

/// One entry of a list, before it is known what it is.
#[derive(Default)]
struct Item {
    /// Words outside of brackets, quoted strings unquoted.
    words: String,
    /// What stood between `<` and `>`.
    angle: Option<String>,
    /// Words that came after the bracket.
    after: Option<String>,
    /// The last comment in round brackets.
    comment: String,
    /// Whether the words held a quoted string with something in it.
    quoted: bool,
}

impl Item {
    fn is_blank(&self) -> bool {
        self.words.trim().is_empty() && self.angle.is_none()
    }
}

/// Reads a raw, unfolded address list. Group names are dropped, their members
/// kept. At most [`MAX_RECIPIENTS`] addresses; the flag tells of more.
pub fn parse_list(raw: &str) -> (Vec<Address>, bool) {
    let mut out = Vec::new();
    // `Last, First <a@b>` without quotes: the first half waits for the second.
    let mut waiting = String::new();
    let mut cut = false;
    for item in items(raw) {
        if out.len() >= MAX_RECIPIENTS {
            cut = true;
            break;
        }
        match address(item, &waiting) {
            Ok(found) => {
                waiting.clear();
                out.extend(found);
            }
            Err(words) => {
                if !waiting.is_empty() {
                    waiting.push_str(", ");
                }
                waiting.push_str(&words);
            }
        }
    }
    if out.is_empty() && waiting.contains("=?") {
        // The whole list was put into encoded words.
        let decoded = decode_words(&waiting);
        if decoded.contains('@') && !decoded.contains("=?") {
            return parse_list(&decoded);
        }
    }
    (out, cut)
}

/// Longest encoded word that is taken as one; RFC 2047 allows 75.
const MAX_WORD_CHARS: usize = 400;

/// How many characters `?charset?Q?text?=` takes at the start of a text.
fn encoded_word_chars(text: &str) -> Option<usize> {
    let mut parts = text.strip_prefix('?')?.splitn(3, '?');
    let charset = parts.next()?;
    let encoding = parts.next()?;
    let rest = parts.next()?;
    let end = rest.find("?=")?;
    let fits = !charset.is_empty()
        && matches!(encoding, "B" | "b" | "Q" | "q")
        && !rest[..end].contains(char::is_whitespace);
    // `?=` can also be the start of an escape: `?=E4`; both readings end a word.
    fits.then(|| 3 + charset.chars().count() + encoding.len() + rest[..end].chars().count() + 2)
}

fn items(raw: &str) -> Vec<Item> {
    let mut out = Vec::new();
    let mut item = Item::default();
    let mut chars = raw.chars().peekable();
    // One quote that never closes makes every later one a plain character;
    // looking for the end of each again would be quadratic.
    let mut unclosed = false;
    while let Some(c) = chars.next() {
        match c {
            '"' if !unclosed => {
                let before = item.words.len();
                let mut closed = false;
                let mut text = String::new();
                let rest = chars.clone();
                while let Some(c) = chars.next() {
                    match c {
                        '"' => {
                            closed = true;
                            break;
                        }
                        '\\' => text.extend(chars.next()),
                        c => text.push(c),
                    }
                }
                if closed {
                    item.words.push_str(&text);
                    item.quoted |= item.words.len() > before;
                } else {
                    chars = rest;
                    unclosed = true;
                }
            }
            '(' => {
                let mut depth = 1;
                let mut text = String::new();
                for c in chars.by_ref() {
                    match c {
                        '(' => depth += 1,
                        ')' => depth -= 1,
                        _ => {}
                    }
                    if depth == 0 {
                        break;
                    }
                    text.push(c);
                }
                item.comment = text;
            }
            '<' => {
                // A second address without a comma before it.
                if item.angle.is_some() {
                    out.push(std::mem::take(&mut item));
                    if let Some(before) = out.last_mut() {
                        item.words = before.after.take().unwrap_or_default();
                    }
                }
                let mut text = String::new();
                let mut inner = false;
                for c in chars.by_ref() {
                    match c {
                        '<' => {
                            text.clear();
                            inner = true;
                        }
                        '>' => break,
                        c => text.push(c),
                    }
                }
                if inner && chars.peek() == Some(&'>') {
                    chars.next();
                }
                item.angle = Some(text);
            }
            '"' => {}
            ',' | ';' => out.push(std::mem::take(&mut item)),
            // `name: members;` drop the name, but not of `mailto:` and the like.
            ':' if !item.words.contains('@') && !item.quoted => {
                item.words.clear();
            }
            '=' if chars.peek() == Some(&'?') => {
                // An encoded word is one word, whatever marks are in it.
                let ahead: String = chars.clone().take(MAX_WORD_CHARS).collect();
                let length = encoded_word_chars(&ahead).unwrap_or(0);
                let target = if item.angle.is_some() {
                    item.after.get_or_insert_default()
                } else {
                    &mut item.words
                };
                target.push('=');
                target.extend(chars.by_ref().take(length));
            }
            c if item.angle.is_some() => item.after.get_or_insert_default().push(c),
            c => item.words.push(c),
        }
    }
    out.push(item);
    out.retain(|i| !i.is_blank());
    out
}

/// The addresses of one item, or its words when it holds none.
fn address(item: Item, waiting: &str) -> Result<Vec<Address>, String> {
    let words = item.words.trim();
    if let Some(angle) = &item.angle {
        let mut inner = angle.trim();
        // A source route: `<@relay,@other:user@host>` (RFC 5322 §4.4).
        if inner.starts_with('@')
            && let Some((_, user)) = inner.rsplit_once(':')
        {
            inner = user;
        }
        let inner = inner
            .strip_prefix("mailto:")
            .unwrap_or(inner)
            .trim_matches(|c: char| c == '"' || c == '\'' || c.is_whitespace());
        if inner.is_empty() {
            return Ok(Vec::new());
        }
        let whole = match (waiting.is_empty(), words.is_empty()) {
            (true, _) => words.to_owned(),
            (false, true) => waiting.to_owned(),
            (false, false) => format!("{waiting}, {words}"),
        };
        let (list, _) = if inner.contains(',') || inner.contains(';') {
            parse_list(&inner.replace(['<', '>'], ""))
        } else {
            (Vec::new(), false)
        };
        if !list.is_empty() {
            return Ok(list);
        }
        let decoded = decode_words(inner);
        let address = if decoded.contains('@') {
            decoded
        } else {
            inner.to_owned()
        };
        if !address.contains('@') && !is_local(&address) {
            return Err(address);
        }
        let mut found = vec![Address {
            name: display(&whole),
            address: clean(&address),
        }];
        if let Some(after) = &item.after
            && after.contains('@')
        {
            found.extend(parse_list(after).0);
        }
        return Ok(found);
    }
    if words.contains("=?") {
        // Name and address together in one encoded word.
        let decoded = decode_words(words);
        if decoded.contains('@') && !decoded.contains("=?") {
            return Ok(parse_list(&decoded).0);
        }
    }
    if !words.contains('@') {
        return Err(words.to_owned());
    }
    // Bare addresses, perhaps several with nothing between them.
    let found: Vec<Address> = words
        .split_whitespace()
        .filter(|w| w.contains('@'))
        .map(|w| Address {
            name: display(&item.comment),
            address: clean(w.trim_matches(|c| c == '\'' || c == '"')),
        })
        .filter(|a| a.address != "@")
        .collect();
    if found.is_empty() {
        return Err(words.to_owned());
    }
    Ok(found)
}

/// An address of the same machine, such as `root` or `MAILER-DAEMON`.
fn is_local(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'+'))
}

/// No white space, no control characters, no invisible marks.
fn clean(address: &str) -> String {
    address
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_control() && !is_invisible(*c))
        .take(MAX_NAME_CHARS)
        .collect()
}

fn display(raw: &str) -> Option<String> {
    let decoded = decode_words(raw);
    let name: String = decoded
        .trim()
        .trim_matches(|c| c == '"' || c == '\'')
        .trim()
        .chars()
        .filter(|c| !c.is_control() && !is_invisible(*c))
        .take(MAX_NAME_CHARS)
        .collect();
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(raw: &str) -> Vec<(Option<String>, String)> {
        parse_list(raw)
            .0
            .into_iter()
            .map(|a| (a.name, a.address))
            .collect()
    }

    #[track_caller]
    fn check(raw: &str, wanted: &[(&str, &str)]) {
        let wanted: Vec<_> = wanted
            .iter()
            .map(|(n, a)| ((!n.is_empty()).then(|| (*n).to_owned()), (*a).to_owned()))
            .collect();
        assert_eq!(list(raw), wanted, "{raw}");
    }

    #[test]
    fn lists_in_their_many_spellings() {
        check("a@b.c", &[("", "a@b.c")]);
        check("Ann <a@b.c>, bob@d.e", &[("Ann", "a@b.c"), ("", "bob@d.e")]);
        check("\"Lee, Ann\" <a@b.c>", &[("Lee, Ann", "a@b.c")]);
        check("Lee, Ann <a@b.c>", &[("Lee, Ann", "a@b.c")]);
        check("a@b.c (Ann Lee)", &[("Ann Lee", "a@b.c")]);
        check("a@b.c; d@e.f", &[("", "a@b.c"), ("", "d@e.f")]);
        check(
            "team: a@b.c, Bo <d@e.f>;",
            &[("", "a@b.c"), ("Bo", "d@e.f")],
        );
        check("undisclosed-recipients:;", &[]);
        check("<@r.x,@s.x:a@b.c>", &[("", "a@b.c")]);
        check(
            "=?utf-8?Q?J=C3=B6rg=2C_M=2E?= <a@b.c>",
            &[("Jörg, M.", "a@b.c")],
        );
        check("=?utf-8?Q?Ann_<a@b.c>?=", &[("Ann", "a@b.c")]);
        check(
            "=?utf-8?Q?Lee,_A.:_x@y?= <a@b.c>",
            &[("Lee, A.: x@y", "a@b.c")],
        );
        check("<<a@b.c>>", &[("", "a@b.c")]);
        check("'Ann' <mailto:a@b.c>", &[("Ann", "a@b.c")]);
        check("\"open <a@b.c>", &[("open", "a@b.c")]);
        check(
            "Ann <a@b.c> Bo <d@e.f>",
            &[("Ann", "a@b.c"), ("Bo", "d@e.f")],
        );
        check("<a@b.c>d@e.f", &[("", "a@b.c"), ("", "d@e.f")]);
        check("Nobody", &[]);
        check("MAILER-DAEMON <>", &[]);
        check("", &[]);
    }

    #[test]
    fn invisible_marks_do_not_survive() {
        check("a\u{200b}@b.c", &[("", "a@b.c")]);
    }

    #[test]
    fn the_recipient_budget_holds_at_its_edge() {
        let raw = vec!["a@b.c"; MAX_RECIPIENTS].join(",");
        assert!(!parse_list(&raw).1);
        let (found, cut) = parse_list(&(raw + ",z@b.c"));
        assert_eq!((found.len(), cut), (MAX_RECIPIENTS, true));
    }
}
