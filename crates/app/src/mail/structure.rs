//! The MIME tree of a message (RFC 2045, 2046), read with budgets.
//!
//! Own code and not a library's, because the budgets must hold inside of the
//! walk: every multipart is cut by its own boundary within the bytes that its
//! parent gave it, so the cost is at most depth × size, and a missing inner
//! boundary cannot swallow the parts that follow.

use super::header::{self, Headers};
use super::limits::{MAX_DEPTH, MAX_PARTS};
use super::params::Parameterised;
use super::transfer::TransferEncoding;

/// One node of the tree.
#[derive(Debug)]
pub struct Part {
    /// The fields of this part.
    pub headers: Headers,
    /// Content-Type; its value is never empty.
    pub content_type: Parameterised,
    /// Content-Disposition, empty when absent.
    pub disposition: Parameterised,
    /// What is inside.
    pub body: Body,
}

/// What a part holds.
#[derive(Debug)]
pub enum Body {
    /// Parts, as indexes into [`Tree::parts`].
    Multipart(Vec<usize>),
    /// An embedded message: its root part and its raw bytes.
    Message(usize, Vec<u8>),
    /// Content with its transfer encoding removed.
    Leaf(Vec<u8>),
}

impl Part {
    /// The file name, from the disposition or else the content type.
    pub fn file_name(&self) -> Option<&str> {
        self.disposition
            .param("filename")
            .or_else(|| self.content_type.param("name"))
            .or_else(|| self.disposition.param("name"))
            .map(str::trim)
            .filter(|n| !n.is_empty())
    }

    /// Whether the part says that it is an attachment.
    pub fn is_attachment(&self) -> bool {
        self.disposition.value == "attachment"
    }
}

/// A message taken apart; part 0 is the message itself.
#[derive(Debug, Default)]
pub struct Tree {
    /// All parts, parents before children.
    pub parts: Vec<Part>,
    /// What was wrong, as stable names, each once.
    pub problems: Vec<&'static str>,
}

impl Tree {
    /// Takes a raw message apart.
    pub fn read(raw: &[u8]) -> Self {
        let mut tree = Self::default();
        // Empty lines before the header are dirt of the transport.
        let start = raw
            .iter()
            .position(|b| !matches!(b, b'\r' | b'\n'))
            .unwrap_or(0);
        let trimmed = &raw[start..];
        let raw = if start > 0 && header::starts_with_field(trimmed) {
            trimmed
        } else {
            raw
        };
        tree.entity(raw, 0, "text/plain");
        tree
    }

    fn note(&mut self, problem: &'static str) {
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }

    /// Reads one entity and everything below it; returns its index.
    fn entity(&mut self, bytes: &[u8], depth: usize, default_type: &str) -> usize {
        let split = header::split(bytes);
        for problem in split.problems {
            self.note(problem);
        }
        let body = &bytes[split.body..];
        let headers = split.headers;
        let (content_type, bad) = content_type(&headers, default_type);
        if bad {
            self.note("bad_content_type");
        }
        if headers.count("content-type") > 1 {
            self.note("duplicate_content_type");
        }
        let disposition = headers
            .raw("content-disposition")
            .map(Parameterised::parse)
            .unwrap_or_default();
        let encoding =
            TransferEncoding::parse(headers.raw("content-transfer-encoding").unwrap_or_default());
        let index = self.parts.len();
        self.parts.push(Part {
            headers,
            content_type,
            disposition,
            body: Body::Leaf(Vec::new()),
        });
        let kind = self.parts[index].content_type.value.clone();
        let content = if kind.starts_with("multipart/") {
            self.multipart(index, body, encoding, depth)
        } else if matches!(
            kind.as_str(),
            "message/rfc822" | "message/global" | "message/news"
        ) {
            self.embedded(body, encoding, depth)
        } else {
            self.leaf(body, encoding)
        };
        self.parts[index].body = content;
        index
    }

    fn leaf(&mut self, body: &[u8], encoding: TransferEncoding) -> Body {
        let (data, wrong) = encoding.decode(body);
        if wrong {
            self.note(if encoding == TransferEncoding::Unknown {
                "unknown_transfer_encoding"
            } else {
                "broken_transfer_encoding"
            });
        }
        Body::Leaf(data)
    }

    fn embedded(&mut self, body: &[u8], encoding: TransferEncoding, depth: usize) -> Body {
        let (data, wrong) = match encoding {
            // RFC 2046 §5.2.1 forbids an encoding here; mailers use it all the
            // same, or say it without doing it.
            TransferEncoding::Base64 | TransferEncoding::QuotedPrintable
                if !looks_like_header(body) =>
            {
                encoding.decode(body)
            }
            _ => (body.to_vec(), false),
        };
        if wrong {
            self.note("broken_transfer_encoding");
        }
        if depth + 1 >= MAX_DEPTH {
            self.note("nesting_too_deep");
            return Body::Leaf(data);
        }
        if self.parts.len() >= MAX_PARTS {
            self.note("too_many_parts");
            return Body::Leaf(data);
        }
        let start = data
            .iter()
            .position(|b| !matches!(b, b'\r' | b'\n'))
            .unwrap_or(data.len());
        let child = self.entity(&data[start..], depth + 1, "text/plain");
        Body::Message(child, data)
    }

    fn multipart(
        &mut self,
        index: usize,
        body: &[u8],
        encoding: TransferEncoding,
        depth: usize,
    ) -> Body {
        let decoded;
        let mut body = body;
        if matches!(
            encoding,
            TransferEncoding::Base64 | TransferEncoding::QuotedPrintable
        ) && !body.starts_with(b"--")
            && !body.windows(3).any(|w| w == b"\n--")
        {
            // Forbidden as well (RFC 2045 §6.4), and seen as well.
            decoded = encoding.decode(body).0;
            body = &decoded;
            self.note("encoded_multipart");
        }
        let boundary = self.parts[index]
            .content_type
            .param("boundary")
            .map(|b| b.trim_end().as_bytes().to_vec())
            .filter(|b| !b.is_empty());
        let (slices, closed) = match &boundary {
            Some(boundary) => cut(body, boundary),
            None => (Vec::new(), false),
        };
        if boundary.is_none() {
            self.note("missing_boundary_parameter");
        } else if slices.is_empty() {
            self.note("multipart_without_parts");
        } else if !closed {
            self.note("missing_closing_boundary");
        }
        if slices.is_empty() {
            // What stands there is all there is: keep it readable.
            return Body::Leaf(body.to_vec());
        }
        if depth + 1 >= MAX_DEPTH {
            self.note("nesting_too_deep");
            return Body::Leaf(body.to_vec());
        }
        let default_type = if self.parts[index].content_type.value == "multipart/digest" {
            "message/rfc822"
        } else {
            "text/plain"
        };
        let mut children = Vec::new();
        for slice in slices {
            if self.parts.len() >= MAX_PARTS {
                self.note("too_many_parts");
                break;
            }
            children.push(self.entity(slice, depth + 1, default_type));
        }
        Body::Multipart(children)
    }
}

/// Whether the first line that is not empty is a header field.
fn looks_like_header(body: &[u8]) -> bool {
    let split = header::split(&body[..body.len().min(2_000)]);
    split.headers.fields.len() > 1
}

fn content_type(headers: &Headers, default: &str) -> (Parameterised, bool) {
    let fallback = || Parameterised {
        value: default.to_owned(),
        params: Vec::new(),
    };
    let Some(raw) = headers.raw("content-type") else {
        return (fallback(), false);
    };
    let parsed = Parameterised::parse(raw);
    let good = parsed
        .value
        .split_once('/')
        .is_some_and(|(a, b)| is_token(a) && is_token(b));
    if good {
        (parsed, false)
    } else {
        // RFC 2045 §5.2: what cannot be read is plain text. A name is kept.
        (
            Parameterised {
                value: default.to_owned(),
                params: parsed.params,
            },
            true,
        )
    }
}

fn is_token(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|b| b.is_ascii_graphic() && !b"()<>@,;:\\\"/[]?=".contains(&b))
}

/// What a line is to a multipart.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    Open,
    Close,
    Content,
}

/// Compares a line with `--boundary`. `loose` takes anything after a blank, as
/// RFC 2046 §5.1.1 tells implementors, where the strict reading finds nothing.
fn line_kind(line: &[u8], boundary: &[u8], loose: bool) -> Line {
    let Some(rest) = line
        .strip_prefix(b"--")
        .and_then(|l| l.strip_prefix(boundary))
    else {
        return Line::Content;
    };
    let (rest, kind) = match rest.strip_prefix(b"--") {
        Some(rest) => (rest, Line::Close),
        None => (rest, Line::Open),
    };
    let blank = |b: &u8| matches!(b, b' ' | b'\t' | b'\r');
    // Dirt behind a closing delimiter that no boundary may contain.
    let dirty = kind == Line::Close
        && rest
            .first()
            .is_some_and(|b| b"<>!#$%&*;@[]^{|}~\"".contains(b));
    if rest.iter().all(blank) || dirty || (loose && rest.first().is_some_and(blank)) {
        kind
    } else {
        Line::Content
    }
}

/// The bytes of each part between the delimiters, and whether the last
/// delimiter closed the multipart.
fn cut<'a>(body: &'a [u8], boundary: &[u8]) -> (Vec<&'a [u8]>, bool) {
    let strict = cut_as(body, boundary, false);
    if strict.0.is_empty() {
        cut_as(body, boundary, true)
    } else {
        strict
    }
}

fn cut_as<'a>(body: &'a [u8], boundary: &[u8], loose: bool) -> (Vec<&'a [u8]>, bool) {
    let lone_cr = header::is_lone_cr(body);
    let mut slices = Vec::new();
    let mut start = None;
    let mut at = 0;
    // The end of the line before this one: the line end belongs to the delimiter.
    let mut previous_end = 0;
    while at < body.len() {
        let (end, next) = header::line_end(body, at, lone_cr);
        let kind = line_kind(&body[at..end], boundary, loose);
        if kind != Line::Content {
            if let Some(start) = start {
                slices.push(body.get(start..previous_end).unwrap_or_default());
            }
            if kind == Line::Close && (start.is_some() || !slices.is_empty()) {
                return (slices, true);
            }
            start = (kind == Line::Open).then_some(next);
        }
        previous_end = end;
        at = next;
        if slices.len() > MAX_PARTS {
            return (slices, false);
        }
    }
    if let Some(start) = start {
        slices.push(&body[start.min(body.len())..]);
    }
    (slices, false)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(raw: &str) -> Vec<String> {
        Tree::read(raw.as_bytes())
            .parts
            .iter()
            .map(|p| p.content_type.value.clone())
            .collect()
    }

    #[test]
    fn a_nested_multipart_comes_apart() {
        let raw = "Content-Type: multipart/mixed; boundary=a\r\n\r\npre\r\n--a\r\n\
            Content-Type: multipart/alternative; boundary=ab\r\n\r\n--ab\r\n\r\none\r\n--ab\r\n\
            Content-Type: text/html\r\n\r\n<p>two\r\n--ab--\r\n--a\r\nContent-Type: image/png\r\n\r\nx\r\n--a--\r\npost";
        assert_eq!(
            kinds(raw),
            [
                "multipart/mixed",
                "multipart/alternative",
                "text/plain",
                "text/html",
                "image/png"
            ]
        );
        let tree = Tree::read(raw.as_bytes());
        assert!(tree.problems.is_empty(), "{:?}", tree.problems);
        assert!(matches!(&tree.parts[2].body, Body::Leaf(d) if d == b"one"));
    }

    #[test]
    fn a_missing_inner_end_does_not_swallow_what_follows() {
        let raw = "Content-Type: multipart/mixed; boundary=a\n\n--a\n\
            Content-Type: multipart/alternative; boundary=b\n\n--b\n\none\n--a\nContent-Type: image/png\n\nx\n";
        assert_eq!(
            kinds(raw),
            [
                "multipart/mixed",
                "multipart/alternative",
                "text/plain",
                "image/png"
            ]
        );
    }

    #[test]
    fn digests_hold_messages_and_encoded_messages_are_opened() {
        let raw = "Content-Type: multipart/digest; boundary=a\n\n--a\n\nFrom: x@y\nSubject: s\n\nhi\n--a--\n";
        assert_eq!(
            kinds(raw),
            ["multipart/digest", "message/rfc822", "text/plain"]
        );
        // "Subject: inner\n\nbody\n"
        let raw = "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nU3ViamVjdDogaW5uZXIKCmJvZHkK\n";
        let tree = Tree::read(raw.as_bytes());
        assert_eq!(tree.parts[1].headers.raw("subject"), Some("inner"));
    }

    fn nested(levels: usize) -> String {
        let mut raw = String::new();
        for level in 0..levels {
            raw += &format!("Content-Type: multipart/mixed; boundary=b{level}x\n\n--b{level}x\n");
        }
        raw + "\ndeep"
    }

    #[test]
    fn depth_is_capped_at_its_edge() {
        let tree = Tree::read(nested(MAX_DEPTH - 1).as_bytes());
        assert_eq!(tree.parts.len(), MAX_DEPTH);
        assert!(!tree.problems.contains(&"nesting_too_deep"));
        let tree = Tree::read(nested(MAX_DEPTH).as_bytes());
        assert!(tree.problems.contains(&"nesting_too_deep"));
        let tree = Tree::read(nested(50_000).as_bytes());
        assert_eq!(tree.parts.len(), MAX_DEPTH);
    }

    #[test]
    fn parts_are_capped_at_their_edge() {
        let with = |n: usize| {
            format!(
                "Content-Type: multipart/mixed; boundary=a\n\n{}--a--\n",
                "--a\n\nx\n".repeat(n)
            )
        };
        let tree = Tree::read(with(MAX_PARTS - 1).as_bytes());
        assert_eq!((tree.parts.len(), tree.problems.len()), (MAX_PARTS, 0));
        let tree = Tree::read(with(50_000).as_bytes());
        assert_eq!(tree.parts.len(), MAX_PARTS);
        assert!(tree.problems.contains(&"too_many_parts"));
    }
}
