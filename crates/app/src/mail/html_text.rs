//! HTML as readable text: one pass over the tokens, no tree, so no markup can
//! make it slow. Quotations become lines that start with `>`.

use super::html_tokens::{Token, attribute, each_token, is_hidden, is_void};
use super::limits::MAX_TEXT_BYTES;

/// Deepest quotation that still adds a `>`.
const MAX_QUOTE_DEPTH: usize = 8;

#[derive(Default)]
struct Writer {
    out: String,
    /// Text of the line that is being written.
    line: String,
    /// A space is due before the next word.
    space: bool,
    /// Empty lines that are due before the next line.
    gap: bool,
    quote: usize,
    /// The depth of the line before.
    last_quote: usize,
    pre: usize,
}

impl Writer {
    fn end_line(&mut self) {
        self.space = false;
        let line = std::mem::take(&mut self.line);
        if line.trim().is_empty() {
            return;
        }
        self.push_line(line.trim_end());
    }

    fn push_line(&mut self, line: &str) {
        if self.gap && !self.out.is_empty() {
            // The gap belongs to the outer of the two lines around it.
            self.prefix(self.quote.min(self.last_quote));
            self.out.truncate(self.out.trim_end_matches(' ').len());
            self.out.push('\n');
        }
        self.gap = false;
        self.last_quote = self.quote;
        self.prefix(self.quote);
        self.out.push_str(line);
        self.out.push('\n');
    }

    fn prefix(&mut self, depth: usize) {
        for _ in 0..depth.min(MAX_QUOTE_DEPTH) {
            self.out.push_str("> ");
        }
    }

    /// A `<br>`: the second one in a row makes an empty line.
    fn break_line(&mut self) {
        if self.line.trim().is_empty() {
            self.gap = true;
            self.line.clear();
        } else {
            self.end_line();
        }
    }

    fn text(&mut self, text: &str) {
        if self.pre > 0 {
            for (i, piece) in text.split('\n').enumerate() {
                if i > 0 {
                    if self.line.trim().is_empty() {
                        self.gap = true;
                        self.line.clear();
                    } else {
                        self.end_line();
                    }
                }
                self.line.push_str(piece.trim_end_matches('\r'));
            }
            return;
        }
        for c in text.chars() {
            if c == '\u{a0}' {
                // A hard space stays one: signature marks `--&nbsp;` need it.
                if self.space && !self.line.is_empty() {
                    self.line.push(' ');
                }
                self.space = false;
                self.line.push(' ');
            } else if c.is_whitespace() {
                self.space = true;
            } else if !matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}') {
                if self.space && !self.line.is_empty() && !self.line.ends_with(' ') {
                    self.line.push(' ');
                }
                self.space = false;
                self.line.push(c);
            }
        }
    }
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "center"
            | "dd"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figure"
            | "footer"
            | "form"
            | "header"
            | "html"
            | "li"
            | "main"
            | "nav"
            | "section"
            | "table"
            | "tbody"
            | "tfoot"
            | "thead"
            | "tr"
    )
}

/// Elements that stand apart with an empty line around them.
fn is_paragraph(name: &str) -> bool {
    matches!(
        name,
        "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "ul" | "ol" | "pre" | "hr"
    )
}

/// Whether an element holds the message that is answered. `<blockquote>`, and
/// the wrappers of Gmail, Yahoo, Proton, Zoho and others.
fn is_quotation(name: &str, attributes: &[(String, String)]) -> bool {
    if name == "blockquote" {
        // Gmail and Outlook indent with this one.
        return !attribute(attributes, "style").is_some_and(|s| {
            let s: String = s
                .split_whitespace()
                .collect::<String>()
                .to_ascii_lowercase();
            s.contains("margin:00040px") && s.contains("border:none")
        });
    }
    if name != "div" {
        return false;
    }
    let class = attribute(attributes, "class").unwrap_or_default();
    class.split_whitespace().any(|c| {
        matches!(
            c,
            "gmail_quote"
                | "yahoo_quoted"
                | "protonmail_quote"
                | "zmail_extra"
                | "moz-forward-container"
                | "tutanota_quote"
                | "mail_quote"
        )
    })
}

/// The readable text of an HTML body, at most [`MAX_TEXT_BYTES`].
pub fn html_to_text(html: &str) -> String {
    let mut w = Writer::default();
    // Open elements that changed something: name, quotes, hidden.
    let mut open: Vec<(String, bool, bool)> = Vec::new();
    let mut hidden = 0usize;
    each_token(html, |token| {
        if w.out.len() > MAX_TEXT_BYTES {
            return;
        }
        match token {
            Token::Text(text) => {
                if hidden == 0 {
                    w.text(text);
                }
            }
            Token::Open(name, attributes) => {
                if is_void(name) {
                    if hidden == 0 {
                        match name {
                            "br" => w.break_line(),
                            "hr" => {
                                w.end_line();
                                w.push_line("---");
                            }
                            "img" => {
                                if let Some(alt) = attribute(attributes, "alt")
                                    && !alt.trim().is_empty()
                                {
                                    w.text(&format!("[{}]", alt.trim()));
                                }
                            }
                            _ => {}
                        }
                    }
                    return;
                }
                let hides = is_hidden(name);
                // The body starts anew, whatever was left open before it.
                if name == "body" {
                    hidden = 0;
                    open.clear();
                }
                let quotes = is_quotation(name, attributes);
                if hidden == 0 {
                    if is_block(name) || is_paragraph(name) || quotes {
                        w.end_line();
                    }
                    if is_paragraph(name) {
                        w.gap = true;
                    }
                    match name {
                        "li" => w.line.push_str("- "),
                        "td" | "th" if !w.line.trim().is_empty() => w.line.push_str("  "),
                        "pre" => w.pre += 1,
                        _ => {}
                    }
                    if quotes {
                        w.quote += 1;
                    }
                }
                // Bounded by what is worth remembering: only these change state.
                if (hides || quotes || matches!(name, "div" | "pre")) && open.len() < 10_000 {
                    open.push((name.to_owned(), quotes && hidden == 0, hides));
                    hidden += usize::from(hides);
                }
            }
            Token::Close(name) => {
                if hidden == 0 && (is_block(name) || is_paragraph(name)) {
                    w.end_line();
                    if is_paragraph(name) {
                        w.gap = true;
                    }
                }
                // Look a bounded way up for the element that this closes.
                let found = open.iter().rev().take(64).position(|(n, _, _)| n == name);
                if let Some(up) = found {
                    let hides_only = is_hidden(name);
                    for (n, quoted, hid) in open.drain(open.len() - 1 - up..) {
                        if quoted {
                            w.end_line();
                            w.quote = w.quote.saturating_sub(1);
                        }
                        hidden -= usize::from(hid);
                        if n == "pre" && !hides_only {
                            w.pre = w.pre.saturating_sub(1);
                        }
                    }
                }
            }
        }
    });
    w.end_line();
    let mut out = w.out;
    super::parse::truncate(&mut out, MAX_TEXT_BYTES);
    out.truncate(out.trim_end().len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_become_lines_and_quotations_are_marked() {
        let html = "<html><head><title>x</title><style>p{}</style></head><body><p>Hello&nbsp;there,</p>\
            <div>one<br>two</div><ul><li>a<li>b</ul><blockquote><p>old</p><blockquote>older</blockquote></blockquote>new";
        assert_eq!(
            html_to_text(html),
            "Hello there,\n\none\ntwo\n\n- a\n- b\n\n> old\n>\n> > older\nnew"
        );
    }

    #[test]
    fn unclosed_nesting_is_linear_work() {
        let html = "<div><blockquote>".repeat(30_000) + "end";
        assert!(html_to_text(&html).ends_with("end"));
        assert_eq!(html_to_text(&"<div>".repeat(100_000)), "");
    }
}
