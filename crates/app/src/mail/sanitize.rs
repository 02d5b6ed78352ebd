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

use super::attributes::{clean_style, link, scheme_is};
use super::flatten::{TAGS, flatten};
use super::html_text::html_to_text;
use super::limits::MAX_HTML_BYTES;
use super::parse::escape;

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
