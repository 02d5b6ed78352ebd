//! HTML as a stream of tags and text: the tokenizer of the HTML standard in
//! the parts that mail needs, with budgets. Linear in the input, whatever the
//! nesting.
//!
//! Own code, because the tokenizers at hand compare every attribute of a tag
//! with every other one, so that one tag can cost minutes. Nothing unsafe hangs
//! on reading like a browser here: what is shown is written anew from these
//! tokens, escaped, and goes through a second parser.

use html5ever::data::NAMED_ENTITIES;

/// Most attributes of a tag that are read; later ones are skipped.
pub const MAX_ATTRIBUTES: usize = 64;

/// Longest name of a character reference, in bytes.
const MAX_REFERENCE_BYTES: usize = 33;

/// One piece of HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token<'a> {
    /// A start tag: name and attributes, names in lower case, values decoded.
    Open(&'a str, &'a [(String, String)]),
    /// An end tag.
    Close(&'a str),
    /// Text with its character references resolved.
    Text(&'a str),
}

/// Calls `give` for every tag and text of `html`, in order.
pub fn each_token(html: &str, mut give: impl FnMut(Token<'_>)) {
    let mut at = 0;
    let mut text = String::new();
    let flush = |text: &mut String, give: &mut dyn FnMut(Token<'_>)| {
        if !text.is_empty() {
            give(Token::Text(text));
            text.clear();
        }
    };
    while let Some(found) = html[at..].find('<') {
        decode(&html[at..at + found], false, &mut text);
        at += found;
        let rest = &html[at..];
        let first = rest.as_bytes().get(1).copied().unwrap_or(0);
        if rest.starts_with("<!--") {
            // `<!-->` is a whole comment, so the end may begin in the beginning.
            at = after(html, at + 2, "-->");
        } else if matches!(first, b'!' | b'?') {
            at = after(html, at, ">");
        } else if first == b'/' {
            if !rest.as_bytes().get(2).is_some_and(u8::is_ascii_alphabetic) {
                at = after(html, at, ">");
                continue;
            }
            let Some(tag) = Tag::read(html, at + 2) else {
                at = html.len();
                break;
            };
            flush(&mut text, &mut give);
            give(Token::Close(&tag.name));
            at = tag.end;
        } else if first.is_ascii_alphabetic() {
            let Some(tag) = Tag::read(html, at + 1) else {
                at = html.len();
                break;
            };
            flush(&mut text, &mut give);
            give(Token::Open(&tag.name, &tag.attributes));
            at = tag.end;
            if is_raw(&tag.name) {
                let end = raw_end(html, at, &tag.name);
                if end > at {
                    give(Token::Text(&html[at..end]));
                }
                at = end;
            }
        } else {
            text.push('<');
            at += 1;
        }
    }
    decode(&html[at..], false, &mut text);
    flush(&mut text, &mut give);
}

/// Where it goes on behind the next `end`; the end of the text without one.
fn after(html: &str, from: usize, end: &str) -> usize {
    html[from..]
        .find(end)
        .map_or(html.len(), |n| from + n + end.len())
}

/// Elements whose content is text and not tags.
fn is_raw(name: &str) -> bool {
    matches!(
        name,
        "script" | "style" | "xmp" | "iframe" | "noembed" | "noframes" | "title" | "textarea"
    )
}

/// Where the end tag of a raw element begins.
fn raw_end(html: &str, from: usize, name: &str) -> usize {
    let bytes = html.as_bytes();
    let mut at = from;
    while let Some(found) = html[at..].find("</") {
        at += found + 2;
        let named = bytes
            .get(at..at + name.len())
            .is_some_and(|n| n.eq_ignore_ascii_case(name.as_bytes()));
        let ended = bytes
            .get(at + name.len())
            .is_none_or(|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>'));
        if named && ended {
            return at - 2;
        }
    }
    html.len()
}

/// A tag, and where it ends.
struct Tag {
    name: String,
    attributes: Vec<(String, String)>,
    end: usize,
}

impl Tag {
    /// Reads a tag from its name on; none when the text ends within it.
    fn read(html: &str, from: usize) -> Option<Self> {
        let bytes = html.as_bytes();
        let until = |at: usize, stop: &dyn Fn(u8) -> bool| {
            bytes[at..]
                .iter()
                .position(|b| stop(*b))
                .map_or(bytes.len(), |n| at + n)
        };
        let space = |b: u8| b.is_ascii_whitespace();
        let mut at = until(from, &|b| space(b) || matches!(b, b'/' | b'>'));
        let name = html[from..at].to_ascii_lowercase();
        let mut attributes: Vec<(String, String)> = Vec::new();
        loop {
            at = until(at, &|b| !space(b) && b != b'/');
            if at >= bytes.len() {
                return None;
            }
            if bytes[at] == b'>' {
                return Some(Self {
                    name,
                    attributes,
                    end: at + 1,
                });
            }
            // An equals sign in front belongs to the name.
            let start = at;
            at = until(at + 1, &|b| space(b) || matches!(b, b'/' | b'>' | b'='));
            let key = html.get(start..at)?;
            at = until(at, &|b| !space(b));
            let mut value = "";
            if bytes.get(at) == Some(&b'=') {
                at = until(at + 1, &|b| !space(b));
                match bytes.get(at) {
                    Some(quote @ (b'"' | b'\'')) => {
                        let end = until(at + 1, &|b| b == *quote);
                        value = html.get(at + 1..end)?;
                        at = end + 1;
                    }
                    Some(_) => {
                        let end = until(at, &|b| space(b) || b == b'>');
                        value = html.get(at..end)?;
                        at = end;
                    }
                    None => return None,
                }
            }
            if at > bytes.len() {
                return None;
            }
            if attributes.len() < MAX_ATTRIBUTES {
                let key = key.to_ascii_lowercase();
                if !attributes.iter().any(|(k, _)| *k == key) {
                    let mut decoded = String::new();
                    decode(value, true, &mut decoded);
                    attributes.push((key, decoded));
                }
            }
        }
    }
}

/// Resolves the character references of a text.
fn decode(text: &str, in_attribute: bool, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let taken = reference(rest, in_attribute, out);
        if taken == 0 {
            out.push('&');
        }
        rest = &rest[taken.max(1)..];
    }
    out.push_str(rest);
}

/// Writes the character of the reference at the start of `text`; returns how
/// many bytes it takes, 0 when it is none.
fn reference(text: &str, in_attribute: bool, out: &mut String) -> usize {
    let bytes = text.as_bytes();
    if bytes.get(1) == Some(&b'#') {
        return numeric(bytes, out);
    }
    let longest = bytes[1..]
        .iter()
        .take(MAX_REFERENCE_BYTES)
        .take_while(|b| b.is_ascii_alphanumeric())
        .count();
    let with_end = longest + usize::from(bytes.get(1 + longest) == Some(&b';'));
    for length in (2..=with_end).rev() {
        let name = &text[1..=length];
        let Some(&(first, second)) = NAMED_ENTITIES.get(name).filter(|(c, _)| *c != 0) else {
            continue;
        };
        // `?a=1&copy=2` is an address, not a copyright sign.
        let next = bytes.get(1 + length);
        if in_attribute
            && !name.ends_with(';')
            && next.is_some_and(|b| *b == b'=' || b.is_ascii_alphanumeric())
        {
            return 0;
        }
        out.extend(char::from_u32(first));
        if second != 0 {
            out.extend(char::from_u32(second));
        }
        return 1 + length;
    }
    0
}

fn numeric(bytes: &[u8], out: &mut String) -> usize {
    let hex = matches!(bytes.get(2), Some(b'x' | b'X'));
    let start = if hex { 3 } else { 2 };
    let radix = if hex { 16 } else { 10 };
    let mut value = 0u32;
    let mut at = start;
    while let Some(digit) = bytes.get(at).and_then(|b| (*b as char).to_digit(radix)) {
        value = value.saturating_mul(radix).saturating_add(digit);
        at += 1;
    }
    if at == start {
        return 0;
    }
    let c = match value {
        // What people mean by these is windows-1252.
        0x80..=0x9f => encoding_rs::WINDOWS_1252
            .decode_without_bom_handling(&[value as u8])
            .0
            .chars()
            .next(),
        0 => None,
        value => char::from_u32(value),
    };
    out.push(c.unwrap_or('\u{fffd}'));
    at + usize::from(bytes.get(at) == Some(&b';'))
}

/// The value of an attribute.
pub fn attribute<'a>(attributes: &'a [(String, String)], name: &str) -> Option<&'a str> {
    attributes
        .iter()
        .find(|(n, _)| n == name)
        .map(|(_, v)| v.as_str())
}

/// Elements that have no content and no end tag.
pub fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "basefont"
            | "bgsound"
            | "br"
            | "col"
            | "embed"
            | "frame"
            | "hr"
            | "img"
            | "image"
            | "input"
            | "keygen"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Elements whose content is never text of the mail.
pub fn is_hidden(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "title"
            | "template"
            | "noembed"
            | "noframes"
            | "iframe"
            | "object"
            | "applet"
            | "svg"
            | "math"
            | "xmp"
            | "textarea"
            | "select"
            | "audio"
            | "video"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(html: &str) -> String {
        let mut seen = String::new();
        each_token(html, |t| match t {
            Token::Open(name, attributes) => {
                seen += &format!("[{name}");
                for (key, value) in attributes {
                    seen += &format!(" {key}={value:?}");
                }
                seen += "]";
            }
            Token::Close(name) => seen += &format!("[/{name}]"),
            Token::Text(text) => seen += text,
        });
        seen
    }

    #[test]
    fn tags_text_and_references_are_read_as_browsers_do() {
        for (html, wanted) in [
            (
                "<P Class=a>1 &lt; 2<script><b></script></p>",
                "[p class=\"a\"]1 < 2[script]<b>[/script][/p]",
            ),
            ("a < b <3 <", "a < b <3 <"),
            (
                "<a href='x?a=1&copy=2&amp;b' href=y>",
                "[a href=\"x?a=1&copy=2&b\"]",
            ),
            (
                "<p a b = c d=\"e>\"f/>x",
                "[p a=\"\" b=\"c\" d=\"e>\" f=\"\"]x",
            ),
            (
                "&auml;&nbsp&#8364;&#x20ac;&#128;&notit;&nope;&#0;&",
                "ä\u{a0}€€€¬it;&nope;\u{fffd}&",
            ),
            (
                "1<!-- <b> -->2<!-->3<!doctype html>4<?xml ?>5</>6",
                "123456",
            ),
            ("<!-- open <b>", ""),
            ("x<p title=\"open", "x"),
            ("<title><b></TITLE >y", "[title]<b>[/title]y"),
            ("<script>never", "[script]never"),
            ("<ä>", "<ä>"),
            ("<p =x>", "[p =x=\"\"]"),
        ] {
            assert_eq!(written(html), wanted, "{html}");
        }
    }

    #[test]
    fn attributes_are_capped_at_their_edge() {
        let tag = |n: usize| {
            let all: String = (0..n).map(|i| format!(" a{i}=1")).collect();
            let mut count = 0;
            each_token(&format!("<p{all}>"), |t| {
                if let Token::Open(_, attributes) = t {
                    count = attributes.len();
                }
            });
            count
        };
        assert_eq!(tag(MAX_ATTRIBUTES), MAX_ATTRIBUTES);
        assert_eq!(tag(MAX_ATTRIBUTES + 1), MAX_ATTRIBUTES);
        assert_eq!(tag(100_000), MAX_ATTRIBUTES);
    }
}
