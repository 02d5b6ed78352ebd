//! Header blocks: where they end, unfolding, encoded words (RFC 2047), and
//! raw eight-bit values.

use super::charset;
use super::limits::{MAX_HEADER_BYTES, MAX_HEADER_FIELDS};
use super::transfer;

/// One header field as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// The name in lower case.
    pub name: String,
    /// The value, unfolded, encoded words still in place, eight-bit bytes
    /// already read as text.
    pub value: String,
}

/// The header fields of a message or part, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Headers {
    /// All fields, doubled ones included.
    pub fields: Vec<Header>,
}

impl Headers {
    /// The first field of this (lower case) name, undecoded and trimmed.
    pub fn raw(&self, name: &str) -> Option<&str> {
        self.fields
            .iter()
            .find(|h| h.name == name)
            .map(|h| h.value.trim())
    }

    /// Every field of this (lower case) name, undecoded and trimmed.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields
            .iter()
            .filter(move |h| h.name == name)
            .map(|h| h.value.trim())
    }

    /// The first field of this name that is not empty, decoded to text.
    pub fn text(&self, name: &str) -> Option<String> {
        self.all(name)
            .find(|v| !v.is_empty())
            .map(|v| decode_words(v).trim().to_owned())
    }

    /// Whether a field of this name is there, empty or not.
    pub fn has(&self, name: &str) -> bool {
        self.fields.iter().any(|h| h.name == name)
    }

    /// How many fields have this name.
    pub fn count(&self, name: &str) -> usize {
        self.all(name).count()
    }
}

/// What a header block turned out to be.
#[derive(Debug, Default)]
pub struct Split {
    /// The fields.
    pub headers: Headers,
    /// Where the body begins.
    pub body: usize,
    /// What was wrong, as stable names.
    pub problems: Vec<&'static str>,
}

/// Fields whose presence shows that a line belongs to a header block.
const KNOWN: &[&str] = &[
    "from",
    "to",
    "cc",
    "subject",
    "date",
    "message-id",
    "mime-version",
    "content-type",
    "content-transfer-encoding",
    "received",
    "return-path",
    "reply-to",
    "in-reply-to",
    "references",
    "sender",
    "delivered-to",
];

/// Where the line that starts at `at` ends, and where the next one starts.
/// A lone CR ends a line only in a text without any LF (`lone_cr`).
pub fn line_end(bytes: &[u8], at: usize, lone_cr: bool) -> (usize, usize) {
    let wanted = if lone_cr { b'\r' } else { b'\n' };
    match bytes[at..].iter().position(|b| *b == wanted) {
        Some(n) => {
            let end = at + n;
            let content = if !lone_cr && n > 0 && bytes[end - 1] == b'\r' {
                end - 1
            } else {
                end
            };
            (content, end + 1)
        }
        None => (bytes.len(), bytes.len()),
    }
}

/// Whether lines of this text end with CR alone.
pub fn is_lone_cr(bytes: &[u8]) -> bool {
    !bytes.contains(&b'\n') && bytes.contains(&b'\r')
}

/// The name of a field line, in lower case; blanks before the colon are the
/// obsolete syntax of RFC 5322 §4.5.
fn field_name(line: &[u8]) -> Option<(String, usize)> {
    let colon = line.iter().position(|b| *b == b':')?;
    let name = line[..colon].trim_ascii_end();
    let fits = !name.is_empty() && name.iter().all(|b| (33..=126).contains(b));
    fits.then(|| {
        (
            String::from_utf8_lossy(name).to_ascii_lowercase(),
            colon + 1,
        )
    })
}

/// Whether the first line is a well-known field.
pub fn starts_with_field(bytes: &[u8]) -> bool {
    let (end, _) = line_end(bytes, 0, is_lone_cr(bytes));
    field_name(&bytes[..end]).is_some_and(|(name, _)| KNOWN.contains(&name.as_str()))
}

/// Whether a well-known field follows before the next empty line. Looks at a
/// bounded stretch only.
fn header_goes_on(bytes: &[u8], mut at: usize, lone_cr: bool) -> bool {
    for _ in 0..40 {
        if at >= bytes.len() {
            return false;
        }
        let (end, next) = line_end(bytes, at, lone_cr);
        let line = &bytes[at..end];
        if line.is_empty() {
            return false;
        }
        if field_name(line).is_some_and(|(name, _)| KNOWN.contains(&name.as_str())) {
            return true;
        }
        at = next;
    }
    false
}

/// Takes the header block off the front of a message or part.
pub fn split(bytes: &[u8]) -> Split {
    let lone_cr = is_lone_cr(bytes);
    let mut split = Split::default();
    let mut values: Vec<(String, Vec<u8>)> = Vec::new();
    let mut kept = 0;
    let mut at = 0;
    let note = |p: &'static str, problems: &mut Vec<&'static str>| {
        if !problems.contains(&p) {
            problems.push(p);
        }
    };
    // White space and byte order marks before the first field are transport dirt.
    let mut skipping = true;
    // A line that is no field swallows its own continuation lines.
    let mut junk = false;
    while at < bytes.len() {
        let (end, next) = line_end(bytes, at, lone_cr);
        let mut line = &bytes[at..end];
        if skipping {
            skipping = false;
            line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
            if line.starts_with(b"From ") || line.starts_with(b">From ") {
                at = next;
                skipping = true;
                continue;
            }
            if line.first().is_some_and(|b| matches!(b, b' ' | b'\t')) {
                let trimmed = line.trim_ascii_start();
                if trimmed.is_empty() && starts_with_field(&bytes[next..]) {
                    at = next;
                    skipping = true;
                    continue;
                }
                if field_name(trimmed).is_some() {
                    note("folded_first_line", &mut split.problems);
                    line = trimmed;
                }
            }
        }
        if line.is_empty() {
            at = next;
            split.body = at;
            split.headers.fields = finish(values);
            return split;
        }
        let over = kept + line.len() > MAX_HEADER_BYTES || values.len() >= MAX_HEADER_FIELDS;
        if matches!(line[0], b' ' | b'\t') && (!values.is_empty() || junk) {
            if over {
                note("header_too_large", &mut split.problems);
            } else if !junk && let Some((_, value)) = values.last_mut() {
                kept += line.len();
                value.extend_from_slice(line);
            }
        } else if let Some((name, colon)) = field_name(line) {
            junk = false;
            if over {
                note("header_too_large", &mut split.problems);
                junk = true;
            } else {
                kept += line.len();
                values.push((name, line[colon..].to_vec()));
            }
        } else if line.iter().all(|b| matches!(b, b' ' | b'\t')) {
            // A line of blanks: an empty line that a gateway padded.
            at = next;
            break;
        } else if header_goes_on(bytes, next, lone_cr) {
            note("malformed_header_line", &mut split.problems);
            junk = true;
        } else {
            note("missing_header_end", &mut split.problems);
            break;
        }
        at = next;
    }
    split.body = at.min(bytes.len());
    split.headers.fields = finish(values);
    split
}

fn finish(values: Vec<(String, Vec<u8>)>) -> Vec<Header> {
    values
        .into_iter()
        .map(|(name, value)| Header {
            name,
            value: raw_text(&value),
        })
        .collect()
}

/// A header value as text: RFC 6532 UTF-8 where it is, else what the bytes say.
fn raw_text(bytes: &[u8]) -> String {
    let text = if bytes.is_ascii() && !bytes.contains(&0x1b) {
        String::from_utf8_lossy(bytes).into_owned()
    } else {
        charset::decode(bytes, None).text
    };
    if text.contains(['\r', '\0']) {
        text.replace(['\r', '\0'], " ")
    } else {
        text
    }
}

/// One encoded word.
struct Word<'a> {
    charset: &'a str,
    base64: bool,
    text: &'a str,
}

/// Reads an encoded word at the start of `text`; returns it and the rest.
fn word(text: &str) -> Option<(Word<'_>, &str)> {
    let rest = text.strip_prefix("=?")?;
    let (charset, rest) = rest.split_once('?')?;
    if charset.is_empty() || charset.len() > 60 || charset.contains(char::is_whitespace) {
        return None;
    }
    let (encoding, rest) = rest.split_once('?')?;
    let base64 = match encoding {
        "B" | "b" => true,
        "Q" | "q" => false,
        _ => return None,
    };
    let (text, rest) = match rest.find("?=") {
        // Q text may start with an escape: `=?utf-8?Q?=E4?=`.
        Some(0) if !base64 => {
            let end = rest[2..].find("?=").map(|n| n + 2);
            match end {
                Some(end) if hex_at(rest, 1) => (&rest[..end], &rest[end + 2..]),
                _ => ("", &rest[2..]),
            }
        }
        Some(end) => (&rest[..end], &rest[end + 2..]),
        // A word that was cut off still carries its text.
        None => (rest, ""),
    };
    let charset = charset.split('*').next().unwrap_or(charset);
    Some((
        Word {
            charset,
            base64,
            text,
        },
        rest,
    ))
}

fn hex_at(text: &str, at: usize) -> bool {
    text.as_bytes()
        .get(at..at + 2)
        .is_some_and(|h| h.iter().all(u8::is_ascii_hexdigit))
}

/// Decodes the encoded words of an unfolded value. Neighbouring words of one
/// charset are joined before decoding, since mailers split characters between
/// them.
pub fn decode_words(value: &str) -> String {
    if !value.contains("=?") {
        return value.to_owned();
    }
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(start) = rest.find("=?") {
        let Some((first, mut after)) = word(&rest[start..]) else {
            out.push_str(&rest[..start + 2]);
            rest = &rest[start + 2..];
            continue;
        };
        out.push_str(&rest[..start]);
        let charset_name = first.charset;
        let mut bytes = Vec::new();
        push_word(&first, &mut bytes);
        loop {
            let next = after.trim_start();
            match word(next) {
                Some((w, tail)) if w.charset.eq_ignore_ascii_case(charset_name) => {
                    push_word(&w, &mut bytes);
                    after = tail;
                }
                // White space between words of two charsets goes as well.
                Some(_) => {
                    after = next;
                    break;
                }
                None => break,
            }
        }
        let text = charset::decode(&bytes, Some(charset_name)).text;
        out.extend(text.chars().map(|c| match c {
            '\r' | '\n' | '\0' => ' ',
            c => c,
        }));
        rest = after;
    }
    out.push_str(rest);
    out
}

fn push_word(word: &Word<'_>, out: &mut Vec<u8>) {
    if word.base64 {
        out.extend(transfer::base64(word.text.as_bytes()).0);
        return;
    }
    let bytes = word.text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'_' => out.push(b' '),
            b'=' if hex_at(word.text, at + 1) => {
                let digit = |b: u8| (b as char).to_digit(16).unwrap_or(0) as u8;
                out.push(digit(bytes[at + 1]) << 4 | digit(bytes[at + 2]));
                at += 2;
            }
            b => out.push(b),
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_decoded_and_joined() {
        for (value, wanted) in [
            ("plain", "plain"),
            ("=?utf-8?Q?Gr=C3=BC=C3=9Fe?= an alle", "Grüße an alle"),
            ("=?UTF-8?B?5L2g?= =?UTF-8?B?5aW9?=", "你好"),
            // one character split between two words
            ("=?utf-8?Q?=E4=BD?= =?utf-8?Q?=A0?=", "你"),
            ("=?iso-8859-1?Q?=E9t=E9?= =?utf-8?Q?_=E2=82=AC?=", "été €"),
            ("=?iso-8859-1*fr?Q?=E9?=", "é"),
            ("=?ISO-2022-JP?B?GyRCRnxLXBsoQg==?=", "日本"),
            ("a =? b", "a =? b"),
            ("=?x?Z?abc?=", "=?x?Z?abc?="),
            ("=?utf-8?Q?cut", "cut"),
            ("=?utf-8?Q?a?b?=", "a?b"),
        ] {
            assert_eq!(decode_words(value), wanted, "{value}");
        }
    }

    #[test]
    fn a_decoded_word_cannot_smuggle_a_line_break() {
        assert_eq!(decode_words("=?utf-8?Q?a=0D=0ABcc:_x?="), "a  Bcc: x");
    }

    #[test]
    fn blocks_end_at_the_empty_line_whatever_the_line_ends() {
        for text in [
            "Subject: a\r\n b\r\nTo: x\r\n\r\nbody",
            "Subject: a\n b\nTo: x\n\nbody",
            "Subject: a\r b\rTo: x\r\rbody",
            "From x@y Mon\nSubject: a\n b\nTo: x\n\nbody",
        ] {
            let s = split(text.as_bytes());
            assert_eq!(s.headers.raw("subject"), Some("a b"), "{text:?}");
            assert_eq!(&text[s.body..], "body", "{text:?}");
        }
    }

    #[test]
    fn a_bad_line_among_fields_is_skipped_and_a_body_without_gap_is_kept() {
        let s = split(b"Subject: a\nnot a field\nFrom: b@c\n\nbody");
        assert_eq!(s.headers.raw("from"), Some("b@c"));
        assert_eq!(s.problems, ["malformed_header_line"]);
        let text = b"Subject: a\nhello there\nmore";
        let s = split(text);
        assert_eq!(&text[s.body..], b"hello there\nmore");
        assert_eq!(s.problems, ["missing_header_end"]);
    }

    #[test]
    fn header_budgets_hold_at_their_edge() {
        let field = |n: usize| format!("X: {}\n", "a".repeat(n - 3));
        let fits = format!("{}\nbody", field(MAX_HEADER_BYTES));
        assert!(split(fits.as_bytes()).problems.is_empty());
        let over = format!("{}Y: 1\n\nbody", field(MAX_HEADER_BYTES));
        let s = split(over.as_bytes());
        assert_eq!(s.problems, ["header_too_large"]);
        assert_eq!(&over[s.body..], "body");
        let many = "A: 1\n".repeat(MAX_HEADER_FIELDS + 1) + "\nbody";
        let s = split(many.as_bytes());
        assert_eq!(s.headers.fields.len(), MAX_HEADER_FIELDS);
        assert_eq!(s.problems, ["header_too_large"]);
    }
}
