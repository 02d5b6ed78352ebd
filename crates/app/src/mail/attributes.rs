//! Which attributes of an element stay, and what of their values: the rules
//! that both layers of [`super::sanitize`] keep.

use super::html_tokens::attribute;
use super::limits::MAX_ATTRIBUTE_BYTES;
use super::parse::escape;
use super::sanitize::REMOTE_SRC;

/// The attributes of an element that stay, written out with a leading space.
pub(super) fn clean_attributes(name: &str, attributes: &[(String, String)]) -> String {
    let mut out = String::new();
    let mut put = |key: &str, value: &str| {
        if value.len() > MAX_ATTRIBUTE_BYTES {
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

pub(super) fn scheme_is(url: &str, schemes: &[&str]) -> bool {
    url.split_once(':').is_some_and(|(scheme, rest)| {
        !rest.is_empty() && schemes.iter().any(|s| scheme.eq_ignore_ascii_case(s))
    })
}

/// A link that may be followed.
pub(super) fn link(href: &str) -> Option<String> {
    let url = squeeze_url(href);
    scheme_is(&url, &["http", "https", "mailto", "tel"]).then_some(url)
}

/// The few properties that carry meaning and no address, in one spelling:
/// emphasis and alignment. Colours and sizes go: they break the dark theme and
/// can hide text.
pub(super) fn clean_style(style: &str) -> String {
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
