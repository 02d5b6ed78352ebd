//! From raw bytes to facts. Nothing makes it fail.

use std::panic::{AssertUnwindSafe, catch_unwind};

use surety_domain::time::Instant;

use super::address::{self, Address};
use super::automatic::{self, Automatic};
use super::bounce::{self, BouncedRecipient};
use super::charset;
use super::header::Headers;
use super::html_text::html_to_text;
use super::limits::{
    MAX_ID_BYTES, MAX_MESSAGE_BYTES, MAX_NAME_CHARS, MAX_REFERENCES, MAX_TEXT_BYTES,
};
use super::structure::{Body, Part, Tree};
use super::transfer;

/// A file that came with a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParsedAttachment {
    /// The file name, decoded and without path or control characters.
    pub name: Option<String>,
    /// The declared type in lower case; a claim of the sender.
    pub content_type: String,
    /// Content-ID without angle brackets, for `cid:` links.
    pub content_id: Option<String>,
    /// Meant to be shown within the text.
    pub inline: bool,
    /// Whether a reader would call it an attachment: it has a file name, says
    /// so, is not text, or is an embedded message. Others are alternatives of
    /// the text, such as a calendar invitation without a name.
    pub listed: bool,
    /// The content, transfer encoding removed.
    pub data: Vec<u8>,
}

/// An embedded message, for the facts that bounces and forwards need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmbeddedMessage {
    /// Its subject.
    pub subject: Option<String>,
    /// Its sender.
    pub from: Option<Address>,
    /// Its Message-ID without angle brackets.
    pub message_id: Option<String>,
}

/// What a mail says, as far as it could be read.
#[derive(Debug, Clone, Default)]
pub struct ParsedMail {
    /// The first sender in From.
    pub from: Option<Address>,
    /// To.
    pub to: Vec<Address>,
    /// Cc.
    pub cc: Vec<Address>,
    /// Reply-To.
    pub reply_to: Vec<Address>,
    /// Sender, where another person or program sent it for From.
    pub sender: Option<Address>,
    /// The envelope recipient as the server noted it (Delivered-To and the like).
    pub delivered_to: Vec<String>,
    /// The subject, decoded; none when the field is missing.
    pub subject: Option<String>,
    /// Message-ID without angle brackets.
    pub message_id: Option<String>,
    /// Ids of In-Reply-To without angle brackets.
    pub in_reply_to: Vec<String>,
    /// Ids of References without angle brackets, oldest first, each once.
    pub references: Vec<String>,
    /// When it was written, by the sender's clock.
    pub date: Option<Instant>,
    /// Whether there is a readable text/plain body.
    pub has_plain: bool,
    /// Whether there is an HTML body.
    pub has_html: bool,
    /// The text: the plain body, or what the HTML reads as.
    pub plain: String,
    /// The HTML as it came, not sanitised; text parts beside it are included.
    pub html: Option<String>,
    /// Files and embedded messages, in order.
    pub attachments: Vec<ParsedAttachment>,
    /// What kind of mail it is.
    pub automatic: Automatic,
    /// Who did not get it, where this is a delivery report.
    pub bounce: Vec<BouncedRecipient>,
    /// Embedded messages, in order.
    pub embedded: Vec<EmbeddedMessage>,
    /// The charset that the text was read as.
    pub charset: Option<String>,
    /// What was wrong, as stable snake_case names, each once.
    pub problems: Vec<String>,
}

impl ParsedMail {
    fn note(&mut self, problem: &str) {
        if !self.problems.iter().any(|p| p == problem) {
            self.problems.push(problem.to_owned());
        }
    }
}

/// Reads a raw message. Never panics and never fails; what went wrong is in
/// [`ParsedMail::problems`].
pub fn parse(raw: &[u8]) -> ParsedMail {
    match catch_unwind(AssertUnwindSafe(|| read(raw))) {
        Ok(mail) => mail,
        Err(_) => {
            // A defect of ours or of a library: the bytes are still readable.
            let mut mail = ParsedMail {
                plain: charset::detect(&raw[..raw.len().min(MAX_TEXT_BYTES)]).text,
                has_plain: true,
                ..ParsedMail::default()
            };
            mail.note("parser_failed");
            mail
        }
    }
}

fn read(raw: &[u8]) -> ParsedMail {
    let mut mail = ParsedMail::default();
    let cut = raw.len() > MAX_MESSAGE_BYTES;
    let tree = Tree::read(&raw[..raw.len().min(MAX_MESSAGE_BYTES)]);
    if cut {
        mail.note("message_too_large");
    }
    for problem in &tree.problems {
        mail.note(problem);
    }
    let Some(root) = tree.parts.first() else {
        return mail;
    };
    fields(&root.headers, &mut mail);
    let pieces = pieces(&tree, 0, false, &mut mail);
    bodies(pieces, &mut mail);
    mail.automatic = automatic::judge(&tree, mail.from.as_ref());
    if mail.automatic.is_bounce {
        mail.bounce = bounce::recipients(&tree, &mail.plain);
    }
    mail
}

fn fields(h: &Headers, mail: &mut ParsedMail) {
    let list = |name: &str, mail: &mut ParsedMail| {
        let mut out = Vec::new();
        let mut cut = false;
        for raw in h.all(name) {
            let (found, over) = address::parse_list(raw);
            cut |= over;
            out.extend(found);
        }
        if cut || out.len() > super::limits::MAX_RECIPIENTS {
            out.truncate(super::limits::MAX_RECIPIENTS);
            mail.note("too_many_recipients");
        }
        out
    };
    let from = list("from", mail);
    mail.from = from
        .into_iter()
        .find(|a| a.address.contains('@') || !a.address.is_empty());
    mail.to = list("to", mail);
    mail.cc = list("cc", mail);
    mail.reply_to = list("reply-to", mail);
    mail.sender = list("sender", mail).into_iter().next();
    for name in [
        "delivered-to",
        "x-original-to",
        "envelope-to",
        "x-envelope-to",
        "x-delivered-to",
    ] {
        for address in list(name, mail) {
            let address = address.address.to_lowercase();
            if !mail.delivered_to.contains(&address) {
                mail.delivered_to.push(address);
            }
        }
    }
    if mail.from.is_none() {
        mail.note("missing_from");
    }
    for name in ["from", "subject", "message-id", "date"] {
        if h.count(name) > 1 {
            mail.note(&format!("duplicate_{}", name.replace('-', "_")));
        }
    }
    mail.subject = if h.has("subject") {
        Some(one_line(&h.text("subject").unwrap_or_default()))
    } else {
        mail.note("missing_subject");
        None
    };
    mail.message_id = h.all("message-id").flat_map(ids).next();
    if mail.message_id.is_none() {
        mail.note("missing_message_id");
    }
    mail.in_reply_to = several_ids(h, "in-reply-to");
    mail.references = several_ids(h, "references");
    let date = h.text("date");
    mail.date = date.as_deref().and_then(parse_date);
    match (&date, &mail.date) {
        (None, _) => mail.note("missing_date"),
        (Some(_), None) => mail.note("bad_date"),
        _ => {}
    }
}

/// One line of text without control characters, of bounded length.
fn one_line(text: &str) -> String {
    let mut out = String::new();
    for (n, c) in text.chars().enumerate() {
        if n >= MAX_NAME_CHARS {
            break;
        }
        if c == ' ' || c == '\t' {
            // Folding leaves runs of blanks.
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else if !c.is_control() {
            out.push(c);
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// An RFC 5322 date with the deviations that occur; none when it makes no sense.
fn parse_date(text: &str) -> Option<Instant> {
    let date = mail_parser::DateTime::parse_rfc822(text)?;
    let sane =
        date.is_valid() && (1970..=2200).contains(&date.year) && date.month >= 1 && date.day >= 1;
    sane.then(|| Instant::from_seconds(date.to_timestamp()))
}

fn several_ids(h: &Headers, name: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for raw in h.all(name) {
        for id in ids(raw) {
            if seen.insert(id.to_ascii_lowercase()) {
                out.push(id);
            }
        }
    }
    if out.len() > MAX_REFERENCES {
        // The first names the thread, the last ones the answered messages.
        out.drain(1..=out.len() - MAX_REFERENCES);
    }
    out
}

/// Ids of a field: what stands in angle brackets; without any, the words.
pub fn ids(raw: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut rest = raw;
    while let Some(start) = rest.find('<') {
        let inner = &rest[start + 1..];
        let Some(end) = inner.find(['>', '<']) else {
            // Cut off: still an id if it looks like one.
            out.extend(clean_id(inner).filter(|id| id.contains('@')));
            rest = "";
            break;
        };
        out.extend(clean_id(&inner[..end]));
        rest = if inner[end..].starts_with('>') {
            &inner[end + 1..]
        } else {
            &inner[end..]
        };
    }
    if out.is_empty() {
        out.extend(
            rest.split(|c: char| c.is_whitespace() || c == ',')
                .filter(|w| !w.is_empty() && !w.contains('>'))
                .filter_map(clean_id),
        );
    }
    out
}

fn clean_id(raw: &str) -> Option<String> {
    let id: String = raw
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .collect();
    (!id.is_empty() && id.len() <= MAX_ID_BYTES).then_some(id)
}

/// A stretch of the body in up to two forms.
#[derive(Default)]
struct Piece {
    plain: Option<String>,
    html: Option<String>,
}

/// The body pieces below a part, in order; everything else goes to the
/// attachments.
fn pieces(tree: &Tree, index: usize, alternative: bool, mail: &mut ParsedMail) -> Vec<Piece> {
    let Some(part) = tree.parts.get(index) else {
        return Vec::new();
    };
    let kind = part.content_type.value.as_str();
    match &part.body {
        Body::Multipart(children) => {
            let choice = kind == "multipart/alternative";
            let mut out: Vec<Piece> = Vec::new();
            for child in children {
                out.extend(pieces(tree, *child, alternative || choice, mail));
            }
            if choice { vec![merge(out)] } else { out }
        }
        Body::Message(child, data) => {
            if let Some(inner) = tree.parts.get(*child) {
                let from = inner.headers.raw("from").map(address::parse_list);
                mail.embedded.push(EmbeddedMessage {
                    subject: inner.headers.text("subject").map(|s| one_line(&s)),
                    from: from.and_then(|(list, _)| list.into_iter().next()),
                    message_id: inner.headers.all("message-id").flat_map(ids).next(),
                });
            }
            attach(part, data.clone(), true, mail);
            Vec::new()
        }
        Body::Leaf(data) => leaf(part, data, index == 0, alternative, mail),
    }
}

/// The forms of an alternative joined into one piece.
fn merge(pieces: Vec<Piece>) -> Piece {
    let mut out = Piece::default();
    for piece in pieces {
        for (all, one) in [(&mut out.plain, piece.plain), (&mut out.html, piece.html)] {
            match (all.as_mut(), one) {
                (Some(all), Some(one)) => {
                    all.push('\n');
                    all.push_str(&one);
                }
                (None, Some(one)) => *all = Some(one),
                (_, None) => {}
            }
        }
    }
    out
}

fn leaf(
    part: &Part,
    data: &[u8],
    is_root: bool,
    alternative: bool,
    mail: &mut ParsedMail,
) -> Vec<Piece> {
    let kind = part.content_type.value.as_str();
    if kind.starts_with("multipart/") {
        // No part could be cut out of it; the text is shown, not lost. It is
        // not a text part, so it does not count as one.
        let text = text_of(part, data, mail);
        if !text.trim().is_empty() && data.len() <= MAX_TEXT_BYTES {
            return vec![Piece {
                plain: Some(format!("{RECOVERED}{text}")),
                html: None,
            }];
        }
        return Vec::new();
    }
    let listed = part.file_name().is_some() || part.is_attachment() || !kind.starts_with("text/");
    if listed || !matches!(kind, "text/plain" | "text/html") {
        if alternative && !listed && kind != "text/calendar" {
            // text/enriched, text/x-amp-html…: another form of the same text.
            return Vec::new();
        }
        // A message that is nothing but an empty part has no attachment.
        if !(is_root && data.is_empty()) {
            attach(part, data.to_vec(), listed, mail);
        }
        return Vec::new();
    }
    let mut text = text_of(part, data, mail);
    if kind == "text/html" {
        return vec![Piece {
            plain: None,
            html: Some(text),
        }];
    }
    if let Some((name, content)) = transfer::uuencoded(text.as_bytes()) {
        text = without_uuencoded(&text);
        mail.attachments.push(ParsedAttachment {
            name: file_name(&name),
            content_type: "application/octet-stream".to_owned(),
            content_id: None,
            inline: false,
            listed: true,
            data: content,
        });
    }
    vec![Piece {
        plain: Some(text),
        html: None,
    }]
}

/// Marks text that was found where no text part is; removed before use.
const RECOVERED: char = '\u{e000}';

fn without_uuencoded(text: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    let mut done = false;
    for line in text.lines() {
        if !inside && !done && transfer::begin_line(line.as_bytes()).is_some() {
            inside = true;
        } else if inside {
            if line == "end" {
                inside = false;
                done = true;
            }
        } else {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

/// A leaf's bytes as text with `\n` line ends and nothing a database refuses.
fn text_of(part: &Part, data: &[u8], mail: &mut ParsedMail) -> String {
    let declared = part.content_type.param("charset");
    let meta = if declared.is_none() && part.content_type.value == "text/html" {
        meta_charset(data)
    } else {
        None
    };
    let decoded = charset::decode(data, declared.or(meta.as_deref()));
    if let Some(problem) = decoded.problem {
        mail.note(problem);
    }
    mail.charset.get_or_insert(decoded.charset);
    let mut text = decoded.text;
    if text.contains('\r') {
        text = text.replace("\r\n", "\n").replace('\r', "\n");
    }
    if text.contains('\0') {
        text.retain(|c| c != '\0');
        mail.note("null_characters");
    }
    if truncate(&mut text, MAX_TEXT_BYTES) {
        mail.note("text_too_large");
    }
    text
}

/// `<meta charset=…>` within the first kilobyte, as browsers look for it.
fn meta_charset(data: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&data[..data.len().min(1024)]).to_ascii_lowercase();
    let at = head.find("charset=")?;
    let value: String = head[at + 8..]
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | ':'))
        .collect();
    // Bytes in which ASCII could be read are not UTF-16.
    (!value.is_empty() && !value.starts_with("utf-16")).then_some(value)
}

/// Cuts a text to at most `max` bytes at a character border.
pub fn truncate(text: &mut String, max: usize) -> bool {
    if text.len() <= max {
        return false;
    }
    text.truncate(text.floor_char_boundary(max));
    true
}

/// A file name without path, control and direction characters; none when
/// nothing is left.
pub fn file_name(raw: &str) -> Option<String> {
    let base = raw.rsplit(['/', '\\']).next().unwrap_or(raw);
    let name: String = base
        .chars()
        .filter(|c| !c.is_control() && !surety_domain::text::is_invisible(*c))
        .collect();
    let name = name.trim().trim_start_matches('.').trim();
    let name: String = name.chars().take(MAX_NAME_CHARS).collect();
    (!name.is_empty()).then_some(name)
}

fn attach(part: &Part, data: Vec<u8>, listed: bool, mail: &mut ParsedMail) {
    let content_id = part
        .headers
        .raw("content-id")
        .and_then(|raw| ids(raw).into_iter().next());
    mail.attachments.push(ParsedAttachment {
        name: part.file_name().and_then(file_name),
        content_type: part.content_type.value.clone(),
        inline: part.disposition.value == "inline"
            || (content_id.is_some() && !part.is_attachment()),
        content_id,
        listed,
        data,
    });
}

fn bodies(pieces: Vec<Piece>, mail: &mut ParsedMail) {
    let recovered = |p: &Piece| p.plain.as_ref().is_some_and(|t| t.starts_with(RECOVERED));
    mail.has_plain = pieces
        .iter()
        .any(|p| !recovered(p) && p.plain.as_ref().is_some_and(|t| !t.trim().is_empty()));
    mail.has_html = pieces.iter().any(|p| p.html.is_some());
    let mut plain = String::new();
    let mut html = String::new();
    for mut piece in pieces {
        if let Some(text) = piece.plain.as_mut()
            && text.starts_with(RECOVERED)
        {
            text.remove(0);
        }
        if mail.has_html {
            match (&piece.html, &piece.plain) {
                (Some(h), _) => html.push_str(h),
                (None, Some(p)) if !p.trim().is_empty() => {
                    html.push_str("<pre>");
                    html.push_str(&escape(p.trim_end()));
                    html.push_str("</pre>");
                }
                _ => {}
            }
        }
        let text = match (piece.plain, piece.html) {
            (Some(text), html) if !text.trim().is_empty() || html.is_none() => text,
            (_, Some(html)) => html_to_text(&html),
            _ => continue,
        };
        if !plain.is_empty() && !plain.ends_with('\n') {
            plain.push('\n');
        }
        plain.push_str(&text);
    }
    if truncate(&mut plain, MAX_TEXT_BYTES) {
        mail.note("text_too_large");
    }
    mail.plain = plain;
    mail.html = mail.has_html.then_some(html);
}

/// Text as HTML text.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}
