//! HTML as a stream of tags and text, by the tokenizer of html5ever alone.
//! Linear in the input, whatever the nesting.

use std::cell::RefCell;

use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, TagKind, Token as RawToken, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

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

struct Sink<F>(RefCell<F>);

impl<F: FnMut(Token<'_>)> TokenSink for Sink<F> {
    type Handle = ();

    fn process_token(&self, token: RawToken, _line: u64) -> TokenSinkResult<()> {
        let mut give = self.0.borrow_mut();
        match token {
            RawToken::TagToken(tag) => {
                let name: &str = &tag.name;
                if tag.kind == TagKind::EndTag {
                    give(Token::Close(name));
                    return TokenSinkResult::Continue;
                }
                let attributes: Vec<(String, String)> = tag
                    .attrs
                    .iter()
                    .map(|a| (a.name.local.to_string(), a.value.to_string()))
                    .collect();
                give(Token::Open(name, &attributes));
                // Where a browser reads text and not tags, so do we.
                match name {
                    "script" => TokenSinkResult::RawData(RawKind::ScriptData),
                    "style" | "xmp" | "iframe" | "noembed" | "noframes" => {
                        TokenSinkResult::RawData(RawKind::Rawtext)
                    }
                    "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
                    _ => TokenSinkResult::Continue,
                }
            }
            RawToken::CharacterTokens(text) => {
                give(Token::Text(&text));
                TokenSinkResult::Continue
            }
            _ => TokenSinkResult::Continue,
        }
    }
}

/// Calls `give` for every tag and text of `html`, in order.
pub fn each_token(html: &str, give: impl FnMut(Token<'_>)) {
    let input = BufferQueue::default();
    input.push_back(html.into());
    let tokenizer = Tokenizer::new(Sink(RefCell::new(give)), TokenizerOpts::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
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

    #[test]
    fn scripts_are_text_and_references_are_resolved() {
        let mut seen = String::new();
        each_token("<P Class=a>1 &lt; 2<script><b></script></p>", |t| match t {
            Token::Open(name, attributes) => seen += &format!("[{name} {attributes:?}]"),
            Token::Close(name) => seen += &format!("[/{name}]"),
            Token::Text(text) => seen += text,
        });
        assert_eq!(
            seen,
            "[p [(\"class\", \"a\")]]1 < 2[script []]<b>[/script][/p]"
        );
    }
}
