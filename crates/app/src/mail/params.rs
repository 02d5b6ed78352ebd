//! Values with parameters: Content-Type and Content-Disposition, with the
//! continuations and charsets of RFC 2231.

use super::charset;
use super::header::decode_words;

/// Most parameters of a field that are read.
const MAX_PARAMS: usize = 200;

/// `value; name=content; …`, names and value in lower case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parameterised {
    /// What stands before the first semicolon, in lower case.
    pub value: String,
    /// The parameters, decoded, in order of appearance.
    pub params: Vec<(String, String)>,
}

impl Parameterised {
    /// The first parameter of this name.
    pub fn param(&self, name: &str) -> Option<&str> {
        self.params
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, v)| v.as_str())
    }

    /// Reads a raw, unfolded field value.
    pub fn parse(raw: &str) -> Self {
        let mut pieces = pieces(raw).into_iter();
        let head = pieces.next().unwrap_or_default();
        let mut out = Self::default();
        // `application/pdf name="x.pdf"`: the semicolon was forgotten.
        let mut words = head.trim().splitn(2, char::is_whitespace);
        out.value = words
            .next()
            .unwrap_or_default()
            .trim_matches('"')
            .to_ascii_lowercase();
        let mut raws: Vec<(String, String)> = Vec::new();
        let forgotten = words.next().filter(|w| w.contains('=')).map(str::to_owned);
        for piece in forgotten.into_iter().chain(pieces).take(MAX_PARAMS) {
            if let Some((name, content)) = piece.split_once('=') {
                let name = name.trim().to_ascii_lowercase();
                if !name.is_empty() {
                    raws.push((name, unquote(content.trim())));
                }
            }
        }
        out.params = assemble(raws);
        out
    }
}

/// Splits at semicolons outside of quotes; comments in brackets are dropped.
fn pieces(raw: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut quoted = false;
    let mut escaped = false;
    let mut comment = 0u32;
    for c in raw.chars() {
        let last = out.len() - 1;
        if escaped {
            escaped = false;
        } else if quoted || comment > 0 {
            match c {
                '\\' => escaped = true,
                '"' if comment == 0 => quoted = false,
                '(' if comment > 0 => comment += 1,
                ')' if comment > 0 => {
                    comment -= 1;
                    continue;
                }
                _ => {}
            }
        } else {
            match c {
                '"' => quoted = true,
                // Only after white space: file names without quotes have brackets.
                '(' if out[last].ends_with(char::is_whitespace) && !out[last].contains('=') => {
                    comment += 1;
                }
                ';' => {
                    out.push(String::new());
                    continue;
                }
                _ => {}
            }
        }
        if comment == 0 {
            out[last].push(c);
        }
    }
    if comment > 0 || quoted {
        // An unclosed quote or comment: split plainly instead.
        return raw.split(';').map(str::to_owned).collect();
    }
    out
}

fn unquote(text: &str) -> String {
    let Some(inner) = text.strip_prefix('"') else {
        return text.trim_matches('"').to_owned();
    };
    let mut out = String::new();
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => break,
            '\\' => match chars.next() {
                // Windows paths come unescaped: keep the backslash of `C:\dir`.
                Some(e @ ('"' | '\\')) => out.push(e),
                Some(e) => {
                    out.push('\\');
                    out.push(e);
                }
                None => {}
            },
            c => out.push(c),
        }
    }
    out
}

/// Joins `name*0*=…; name*1=…` and decodes `charset'lang'%41` (RFC 2231), and
/// the encoded words that mailers use in its place.
fn assemble(raws: Vec<(String, String)>) -> Vec<(String, String)> {
    struct Piece {
        number: u32,
        encoded: bool,
        content: String,
    }
    let mut grouped: Vec<(String, Vec<Piece>)> = Vec::new();
    for (name, content) in raws {
        let (base, rest) = name.split_once('*').unwrap_or((&name, ""));
        let extended = name.contains('*');
        let encoded = extended && (rest.is_empty() || rest.ends_with('*'));
        let number = rest.trim_end_matches('*').parse().unwrap_or(0);
        let piece = Piece {
            number,
            encoded,
            content,
        };
        // The extended form wins over a plain one of the same name.
        let key = if extended {
            format!("{base}*")
        } else {
            base.to_owned()
        };
        match grouped.iter_mut().find(|(n, _)| *n == key) {
            Some((_, pieces)) if extended => pieces.push(piece),
            Some(_) => {}
            None => grouped.push((key, vec![piece])),
        }
    }
    grouped.sort_by_key(|(name, _)| !name.ends_with('*'));
    grouped
        .into_iter()
        .map(|(name, mut pieces)| {
            pieces.sort_by_key(|p| p.number);
            let Some(base) = name.strip_suffix('*') else {
                let text = pieces.swap_remove(0).content;
                let text = if text.contains("=?") {
                    decode_words(&text)
                } else {
                    text
                };
                return (name, text);
            };
            let mut label = None;
            let mut bytes = Vec::new();
            for (i, piece) in pieces.iter().enumerate() {
                let mut content = piece.content.as_str();
                if piece.encoded {
                    if i == 0
                        && let Some((charset, rest)) = content.split_once('\'')
                        && let Some((_, rest)) = rest.split_once('\'')
                    {
                        label = Some(charset.to_owned());
                        content = rest;
                    }
                    percent(content, &mut bytes);
                } else {
                    bytes.extend_from_slice(content.as_bytes());
                }
            }
            let text = charset::decode(&bytes, label.as_deref()).text;
            let text = if text.contains("=?") {
                decode_words(&text)
            } else {
                text
            };
            (base.to_owned(), text)
        })
        .collect()
}

fn percent(text: &str, out: &mut Vec<u8>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let digits = bytes
            .get(at + 1..at + 3)
            .and_then(|h| std::str::from_utf8(h).ok())
            .and_then(|h| u8::from_str_radix(h, 16).ok());
        match (bytes[at], digits) {
            (b'%', Some(value)) => {
                out.push(value);
                at += 3;
            }
            (b, _) => {
                out.push(b);
                at += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_in_their_many_spellings() {
        for (raw, name, wanted) in [
            ("text/plain; charset=utf-8", "charset", "utf-8"),
            ("Text/Plain; Charset = \"UTF-8\" ; x=y", "charset", "UTF-8"),
            ("a/b; name=\"a;b.txt\"", "name", "a;b.txt"),
            ("a/b; name=a b.txt", "name", "a b.txt"),
            ("a/b name=\"x.pdf\"", "name", "x.pdf"),
            ("a/b; name=\"a\\\"b\"", "name", "a\"b"),
            ("a/b; name*=utf-8''%e4%bd%a0.txt", "name", "你.txt"),
            ("a/b; name*0=\"ab\"; name*1=\"cd.txt\"", "name", "abcd.txt"),
            (
                "a/b; name*1*=%A0.txt; name*0*=utf-8''%e4%bd",
                "name",
                "你.txt",
            ),
            ("a/b; name=\"=?utf-8?Q?=E4=BD=A0?=.txt\"", "name", "你.txt"),
            ("a/b; name=x; name*=utf-8''y", "name", "y"),
            ("a/b; (comment; here) name=z", "name", "z"),
            ("a/b; name=copy (1).pdf", "name", "copy (1).pdf"),
            ("a/b; name=\"open", "name", "open"),
            ("multipart/mixed; boundary=\"=_x?=y\"", "boundary", "=_x?=y"),
        ] {
            let p = Parameterised::parse(raw);
            assert_eq!(p.param(name), Some(wanted), "{raw}");
        }
        assert_eq!(Parameterised::parse("Text/HTML ;x=1").value, "text/html");
        assert_eq!(Parameterised::parse("").value, "");
    }
}
