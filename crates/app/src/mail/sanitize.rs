//! HTML that is safe to show.
//!
//! Two layers, because each of them will have a defect some day, and a third
//! one (a frame without scripts, a strict content policy) in front of them:
//!
//! 1. [`flatten`]: one linear pass over the tokens that writes a balanced
//!    document of allow-listed elements, at most [`MAX_HTML_DEPTH`] deep. The
//!    parser of the second layer is quadratic in depth and multiplies unclosed
//!    formatting; balanced input gives it nothing to repair.
//! 2. ammonia with its own allow-list: no SVG, MathML, styles, frames, forms or
//!    scripts; links only to http, https, mailto and tel.
//!
//! Remote images are not loaded: their address moves to `data-remote-src`,
//! from which the console can show them after the reader agreed.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::LazyLock;

use super::html_text::html_to_text;
use super::html_tokens::{Token, attribute, each_token, is_hidden};
use super::limits::{MAX_HTML_BYTES, MAX_HTML_DEPTH, MAX_HTML_ELEMENTS};
use super::parse::escape;

/// Longest text without a tag in between, in bytes.
const MAX_TEXT_RUN: usize = 16 * 1024;

/// Longest value of an attribute that is kept, in bytes.
const MAX_VALUE_BYTES: usize = 8 * 1024;

/// The attribute that keeps the address of an image that is not loaded.
pub const REMOTE_SRC: &str = "data-remote-src";

/// Clean HTML, and what was held back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sanitized {
    /// Safe to show; stable under a second cleaning.
    pub html: String,
    /// Images on other servers that were not loaded.
    pub remote_images: usize,
}

/// Makes the HTML of a mail safe to show. Never fails: what is too large or
/// makes a library panic is shown as text.
pub fn sanitize(html: &str) -> Sanitized {
    let cleaned = if html.len() > MAX_HTML_BYTES {
        None
    } else {
        catch_unwind(AssertUnwindSafe(|| clean(&flatten(html)))).ok()
    };
    let html = cleaned.unwrap_or_else(|| {
        let text = html_to_text(html);
        format!("<pre>{}</pre>", escape(text.trim_start_matches('\n')))
    });
    let remote_images = html.matches(&format!(" {REMOTE_SRC}=\"")).count();
    Sanitized {
        html,
        remote_images,
    }
}

/// The allowed element that a name stands for.
fn allowed(name: &str) -> Option<&'static str> {
    Some(match name {
        "a" => "a",
        "abbr" | "acronym" => "abbr",
        "b" => "b",
        "blockquote" => "blockquote",
        "br" => "br",
        "caption" => "caption",
        "cite" => "cite",
        "code" => "code",
        "dd" => "dd",
        "del" => "del",
        "dl" => "dl",
        "dt" => "dt",
        "em" => "em",
        "h1" => "h1",
        "h2" => "h2",
        "h3" => "h3",
        "h4" => "h4",
        "h5" => "h5",
        "h6" => "h6",
        "hr" => "hr",
        "i" => "i",
        "img" | "image" => "img",
        "ins" => "ins",
        "kbd" => "kbd",
        "li" => "li",
        "mark" => "mark",
        "ol" => "ol",
        "p" => "p",
        "pre" | "listing" => "pre",
        "q" => "q",
        "s" | "strike" => "s",
        "samp" => "samp",
        "small" => "small",
        "span" | "font" | "big" => "span",
        "strong" => "strong",
        "sub" => "sub",
        "sup" => "sup",
        "table" => "table",
        "tbody" => "tbody",
        "td" => "td",
        "tfoot" => "tfoot",
        "th" => "th",
        "thead" => "thead",
        "tr" => "tr",
        "tt" => "code",
        "u" => "u",
        "ul" | "dir" | "menu" => "ul",
        "var" => "var",
        "wbr" => "wbr",
        "address" | "article" | "aside" | "center" | "details" | "div" | "fieldset" | "figure"
        | "footer" | "form" | "header" | "main" | "nav" | "section" | "summary" => "div",
        _ => return None,
    })
}

/// Every name that [`allowed`] gives.
const TAGS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "dd",
    "del",
    "div",
    "dl",
    "dt",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
    "var",
    "wbr",
];

/// Elements that end an open paragraph.
fn closes_paragraph(name: &str) -> bool {
    matches!(
        name,
        "blockquote"
            | "div"
            | "dl"
            | "dd"
            | "dt"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "hr"
            | "li"
            | "ol"
            | "p"
            | "pre"
            | "table"
            | "ul"
    )
}

fn is_heading(name: &&'static str) -> bool {
    matches!(*name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

fn is_cell(name: &str) -> bool {
    matches!(name, "td" | "th" | "caption")
}

fn is_table_frame(name: &str) -> bool {
    matches!(name, "table" | "tbody" | "thead" | "tfoot" | "tr")
}

#[derive(Default)]
struct Flat {
    out: String,
    open: Vec<&'static str>,
    elements: usize,
    /// Bytes of text since the last tag.
    run: usize,
    /// Just behind `<pre>`: a line end here would be lost by every reading.
    at_pre: bool,
}

impl Flat {
    /// Closes elements until `keep` are open.
    fn close_to(&mut self, keep: usize) {
        while self.open.len() > keep {
            if let Some(name) = self.open.pop() {
                self.out.push_str("</");
                self.out.push_str(name);
                self.out.push('>');
                self.run = 0;
            }
        }
        self.at_pre = false;
    }

    /// The innermost open `wanted` that `barrier` does not shield.
    fn find(&self, wanted: impl Fn(&str) -> bool, barrier: impl Fn(&str) -> bool) -> Option<usize> {
        for (n, name) in self.open.iter().enumerate().rev() {
            if wanted(name) {
                return Some(n);
            }
            if barrier(name) {
                return None;
            }
        }
        None
    }

    fn close(&mut self, wanted: impl Fn(&str) -> bool, barrier: impl Fn(&str) -> bool) {
        if let Some(n) = self.find(wanted, barrier) {
            self.close_to(n);
        }
    }

    fn push(&mut self, name: &'static str, attributes: &str) -> bool {
        if self.open.len() >= MAX_HTML_DEPTH || self.elements >= MAX_HTML_ELEMENTS {
            return false;
        }
        self.elements += 1;
        self.out.push('<');
        self.out.push_str(name);
        self.out.push_str(attributes);
        self.out.push('>');
        self.open.push(name);
        self.run = 0;
        self.at_pre = name == "pre";
        true
    }

    /// Content straight inside of a table's frame gets a row and a cell.
    fn enter_cell(&mut self) -> bool {
        loop {
            let needed = match self.open.last() {
                Some(&"table") => "tbody",
                Some(&("tbody" | "thead" | "tfoot")) => "tr",
                Some(&"tr") => "td",
                _ => return true,
            };
            if !self.push(needed, "") {
                return false;
            }
        }
    }

    fn text(&mut self, text: &str) {
        let mut text: Cow<'_, str> = if text.contains('\r') {
            text.replace("\r\n", "\n").replace('\r', "\n").into()
        } else {
            text.into()
        };
        if self.at_pre {
            text = text.trim_start_matches('\n').to_owned().into();
        }
        if text.is_empty() {
            return;
        }
        if self.open.last().is_some_and(|n| is_table_frame(n)) {
            // White space between rows is no content; other text gets a cell of
            // its own, or stands behind the table where no cell may be opened.
            if text.trim_matches([' ', '\n', '\t', '\u{c}']).is_empty() {
                return;
            }
            if !self.enter_cell() {
                let keep = self.open.iter().rposition(|n| !is_table_frame(n));
                self.close_to(keep.map_or(0, |n| n + 1));
            }
        }
        self.at_pre = false;
        // The writer of the second layer looks for the next `<` from every `&`,
        // so a text without tags must not be long.
        let mut rest: &str = &text;
        while !rest.is_empty() {
            if self.run >= MAX_TEXT_RUN {
                self.out.push_str("<wbr>");
                self.run = 0;
            }
            let cut = rest.floor_char_boundary((MAX_TEXT_RUN - self.run).min(rest.len()));
            if cut == 0 {
                self.run = MAX_TEXT_RUN;
                continue;
            }
            self.out.push_str(&escape(&rest[..cut]));
            self.run += cut;
            rest = &rest[cut..];
        }
    }

    fn start(&mut self, name: &'static str, attributes: &[(String, String)]) {
        let attributes = clean_attributes(name, attributes);
        match name {
            "tbody" | "thead" | "tfoot" | "caption" => {
                let Some(table) = self.find(|n| n == "table", |_| false) else {
                    return;
                };
                self.close_to(table + 1);
                self.push(name, &attributes);
                return;
            }
            "tr" => {
                let Some(table) = self.find(|n| n == "table", |_| false) else {
                    return;
                };
                let body = self.open.get(table + 1).copied();
                if matches!(body, Some("tbody" | "thead" | "tfoot")) {
                    self.close_to(table + 2);
                } else {
                    self.close_to(table + 1);
                    if !self.push("tbody", "") {
                        return;
                    }
                }
                self.push("tr", &attributes);
                return;
            }
            "td" | "th" => {
                if self.find(|n| n == "table", |_| false).is_none() {
                    // Cells without a table: keep their texts apart.
                    if !self.out.ends_with([' ', '\n']) && !self.at_pre {
                        self.out.push(' ');
                    }
                    return;
                }
                self.close(
                    |n| n == "td" || n == "th" || n == "caption",
                    |n| n == "table",
                );
                while let Some(frame) = self.open.last().copied() {
                    let needed = match frame {
                        "table" => "tbody",
                        "tbody" | "thead" | "tfoot" => "tr",
                        _ => break,
                    };
                    if !self.push(needed, "") {
                        return;
                    }
                }
                self.push(name, &attributes);
                return;
            }
            _ => {}
        }
        if !self.enter_cell() {
            return;
        }
        if closes_paragraph(name) {
            self.close(|n| n == "p", is_cell);
        }
        match name {
            "li" => self.close(
                |n| n == "li",
                |n| is_cell(n) || matches!(n, "ul" | "ol" | "blockquote"),
            ),
            "dd" | "dt" => {
                self.close(
                    |n| n == "dd" || n == "dt",
                    |n| is_cell(n) || matches!(n, "dl" | "blockquote"),
                );
            }
            "a" => self.close(|n| n == "a", is_cell),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if self.open.last().is_some_and(is_heading) => {
                self.close_to(self.open.len() - 1);
            }
            _ => {}
        }
        if matches!(name, "br" | "hr" | "img" | "wbr") {
            if self.elements < MAX_HTML_ELEMENTS {
                self.elements += 1;
                self.out.push('<');
                self.out.push_str(name);
                self.out.push_str(&attributes);
                self.out.push('>');
                self.run = 0;
                self.at_pre = false;
            }
            return;
        }
        self.push(name, &attributes);
    }

    fn end(&mut self, name: &'static str) {
        if matches!(name, "br" | "hr" | "img" | "wbr") {
            return;
        }
        if is_table_frame(name) || is_cell(name) {
            self.close(|n| n == name, |n| n == "table" && name != "table");
        } else {
            self.close(|n| n == name, |n| is_cell(n) || n == "table");
        }
    }
}

/// Rewrites HTML as balanced, allow-listed elements of bounded depth and
/// number. Linear in the input.
pub fn flatten(html: &str) -> String {
    let mut flat = Flat::default();
    // A hidden element that is open, and how often it was opened within itself.
    let mut hidden: Option<(String, usize)> = None;
    each_token(html, |token| match (&mut hidden, token) {
        (Some((name, depth)), Token::Open(opened, _)) if opened == name => *depth += 1,
        (Some((name, depth)), Token::Close(closed)) if closed == name => {
            *depth -= 1;
            if *depth == 0 {
                hidden = None;
            }
        }
        (Some(_), _) => {}
        (None, Token::Text(text)) => flat.text(text),
        (None, Token::Open(name, attributes)) => {
            if is_hidden(name) {
                hidden = Some((name.to_owned(), 1));
            } else if let Some(name) = allowed(name) {
                flat.start(name, attributes);
            }
        }
        (None, Token::Close(name)) => {
            if let Some(name) = allowed(name) {
                flat.end(name);
            }
        }
    });
    flat.close_to(0);
    flat.out
}

/// The attributes of an element that stay, written out with a leading space.
fn clean_attributes(name: &str, attributes: &[(String, String)]) -> String {
    let mut out = String::new();
    let mut put = |key: &str, value: &str| {
        if value.len() > MAX_VALUE_BYTES {
            return;
        }
        out.push(' ');
        out.push_str(key);
        out.push_str("=\"");
        out.push_str(&escape(&value.replace(['\r', '\n'], " ")));
        out.push('"');
    };
    let get = |key: &str| attribute(attributes, key);
    match name {
        "a" => {
            if let Some(href) = get("href").and_then(link) {
                put("href", &href);
            }
        }
        "img" => {
            let source = get("src").map(squeeze_url);
            match source.as_deref() {
                Some(src) if scheme_is(src, &["cid"]) => put("src", src),
                Some(src) if scheme_is(src, &["http", "https"]) => put(REMOTE_SRC, src),
                _ => {
                    // What an earlier cleaning set aside stays aside.
                    if let Some(kept) = get(REMOTE_SRC).map(squeeze_url)
                        && scheme_is(&kept, &["http", "https"])
                    {
                        put(REMOTE_SRC, &kept);
                    }
                }
            }
            if let Some(alt) = get("alt") {
                put("alt", alt);
            }
            for key in ["width", "height"] {
                if let Some(size) = get(key).and_then(length) {
                    put(key, &size);
                }
            }
        }
        "td" | "th" => {
            for key in ["colspan", "rowspan"] {
                if let Some(span) = get(key)
                    .and_then(|v| v.trim().parse::<u32>().ok())
                    .filter(|v| (2..=100).contains(v))
                {
                    put(key, &span.to_string());
                }
            }
        }
        "ol" => {
            if let Some(start) = get("start").and_then(|v| v.trim().parse::<i32>().ok()) {
                put("start", &start.to_string());
            }
        }
        _ => {}
    }
    if let Some(dir) = get("dir").map(str::to_ascii_lowercase)
        && matches!(dir.as_str(), "ltr" | "rtl" | "auto")
    {
        put("dir", &dir);
    }
    if let Some(title) = get("title") {
        put("title", title);
    }
    let align = get("align").map(|a| format!("text-align:{a}"));
    let style = [align.as_deref(), get("style")]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(";");
    let style = clean_style(&style);
    if !style.is_empty() {
        put("style", &style);
    }
    out
}

/// A size in pixels or percent, as digits.
fn length(value: &str) -> Option<String> {
    let value = value.trim().trim_end_matches("px").trim();
    let digits = value.strip_suffix('%').unwrap_or(value);
    let fits = (1..=4).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| value.to_owned())
}

/// Takes out what browsers ignore within an address: line ends and tabs
/// anywhere, blanks and control characters around.
fn squeeze_url(url: &str) -> String {
    let inner: String = url
        .chars()
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .collect();
    inner
        .trim_matches(|c: char| c <= ' ' || c.is_whitespace())
        .to_owned()
}

fn scheme_is(url: &str, schemes: &[&str]) -> bool {
    url.split_once(':').is_some_and(|(scheme, rest)| {
        !rest.is_empty() && schemes.iter().any(|s| scheme.eq_ignore_ascii_case(s))
    })
}

/// A link that may be followed.
fn link(href: &str) -> Option<String> {
    let url = squeeze_url(href);
    scheme_is(&url, &["http", "https", "mailto", "tel"]).then_some(url)
}

/// The few properties that carry meaning and no address, in one spelling:
/// emphasis and alignment. Colours and sizes go: they break the dark theme and
/// can hide text.
fn clean_style(style: &str) -> String {
    let mut out: Vec<String> = Vec::new();
    for declaration in style.split(';') {
        let Some((property, value)) = declaration.split_once(':') else {
            continue;
        };
        let property = property.trim().to_ascii_lowercase();
        let value = value
            .trim()
            .trim_end_matches("!important")
            .trim()
            .to_ascii_lowercase();
        let fits = match property.as_str() {
            "text-align" => matches!(
                value.as_str(),
                "left" | "right" | "center" | "justify" | "start" | "end"
            ),
            "font-weight" => matches!(
                value.as_str(),
                "bold" | "bolder" | "normal" | "600" | "700" | "800" | "900"
            ),
            "font-style" => matches!(value.as_str(), "italic" | "normal" | "oblique"),
            "text-decoration" => matches!(value.as_str(), "underline" | "line-through" | "none"),
            "vertical-align" => matches!(
                value.as_str(),
                "top" | "middle" | "bottom" | "baseline" | "sub" | "super"
            ),
            _ => false,
        };
        let entry = format!("{property}:{value}");
        if fits && !out.contains(&entry) {
            // The last one of a property counts.
            out.retain(|e| !e.starts_with(&format!("{property}:")));
            out.push(entry);
        }
    }
    out.join(";")
}

/// The second layer.
static CLEANER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut builder = ammonia::Builder::empty();
    builder
        .tags(TAGS.iter().copied().collect())
        .clean_content_tags(HashSet::from([
            "script", "style", "svg", "math", "template", "iframe", "object", "title",
        ]))
        .generic_attributes(HashSet::from(["dir", "title", "style"]))
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href"])),
            (
                "img",
                HashSet::from(["src", REMOTE_SRC, "alt", "width", "height"]),
            ),
            ("td", HashSet::from(["colspan", "rowspan"])),
            ("th", HashSet::from(["colspan", "rowspan"])),
            ("ol", HashSet::from(["start"])),
        ]))
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel", "cid"]))
        .url_relative(ammonia::UrlRelative::Deny)
        .link_rel(Some("noopener noreferrer nofollow"))
        .strip_comments(true)
        .attribute_filter(|element, name, value| match (element, name) {
            ("img", "src") => scheme_is(value, &["cid"]).then(|| value.into()),
            ("img", REMOTE_SRC) => scheme_is(value, &["http", "https"]).then(|| value.into()),
            ("a", "href") => link(value).map(Cow::Owned),
            (_, "style") => {
                let style = clean_style(value);
                (!style.is_empty()).then_some(Cow::Owned(style))
            }
            _ => Some(value.into()),
        });
    builder
});

fn clean(flat: &str) -> String {
    CLEANER.clean(flat).to_string()
}

#[cfg(test)]
#[path = "sanitize_tests.rs"]
mod tests;
