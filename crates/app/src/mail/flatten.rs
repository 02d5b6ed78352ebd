//! The first layer of [`super::sanitize`]: HTML rewritten as balanced,
//! allow-listed elements of bounded depth and number.

use std::borrow::Cow;

use super::attributes::clean_attributes;
use super::html_tokens::{Token, each_token, is_hidden};
use super::limits::{MAX_HTML_DEPTH, MAX_HTML_ELEMENTS, MAX_TEXT_RUN};
use super::parse::escape;

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
pub(super) const TAGS: &[&str] = &[
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
