//! What the pages have in common that everybody may open: the reader's
//! language and the frame.

use std::fmt::Write as _;

use axum::http::{HeaderMap, Uri, header};
use surety_domain::policy::Lang;

use crate::reference::escape;

/// `?lang`, then the first language of `Accept-Language` that we speak
/// (RFC 9110 section 12.5.4), then English.
pub(crate) fn language(uri: &Uri, headers: &HeaderMap) -> Lang {
    let asked = form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes())
        .find_map(|(key, value)| (key == "lang").then(|| Lang::of_tag(&value)));
    if let Some(lang) = asked {
        return lang;
    }
    let accepted = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let mut best: Option<(u16, Lang)> = None;
    for part in accepted.split(',') {
        let mut parts = part.split(';');
        let tag = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
        let spoken = match tag.get(..2) {
            Some("zh") => Lang::ZhCn,
            Some("en") => Lang::En,
            _ => continue,
        };
        let quality = parts
            .find_map(|p| p.trim().strip_prefix("q="))
            .map_or(Some(1000), thousandths)
            .unwrap_or(0);
        if quality > 0 && best.is_none_or(|(q, _)| quality > q) {
            best = Some((quality, spoken));
        }
    }
    best.map_or(Lang::En, |(_, lang)| lang)
}

/// A weight such as `0.8` in thousandths.
fn thousandths(text: &str) -> Option<u16> {
    let (whole, part) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
    let part = format!("{part:0<3}");
    let part: u16 = part.get(..3)?.parse().ok()?;
    Some((whole.parse::<u16>().ok()?.min(1) * 1000 + part).min(1000))
}

/// The text of a language.
pub(crate) const fn pick<'a>(lang: Lang, en: &'a str, zh: &'a str) -> &'a str {
    match lang {
        Lang::En => en,
        Lang::ZhCn => zh,
    }
}

/// The beginning of a page, up to its body, with the addresses of its styles.
pub(crate) fn open_page(out: &mut String, lang: Lang, title: &str, styles: &[&str]) {
    let _ = write!(
        out,
        "<!doctype html><html lang=\"{lang}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{}</title>",
        escape(title)
    );
    for style in styles {
        let _ = write!(out, "<link rel=\"stylesheet\" href=\"{style}\">");
    }
    out.push_str("</head><body>");
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn spoken(query: &str, accept: &str) -> Lang {
        let uri: Uri = format!("/policy{query}").parse().unwrap();
        let mut headers = HeaderMap::new();
        headers.insert(
            header::ACCEPT_LANGUAGE,
            HeaderValue::from_str(accept).unwrap(),
        );
        language(&uri, &headers)
    }

    #[test]
    fn the_address_comes_before_the_browser_and_the_better_weight_before_the_first() {
        assert_eq!(spoken("", ""), Lang::En);
        assert_eq!(spoken("", "zh-TW,en;q=0.8"), Lang::ZhCn);
        assert_eq!(spoken("", "de, zh;q=0.2, en-GB;q=0.9"), Lang::En);
        assert_eq!(spoken("", "zh;q=0, fr"), Lang::En);
        assert_eq!(spoken("", "en;q=0.85, zh;q=0.851"), Lang::ZhCn);
        assert_eq!(spoken("?lang=zh-CN", "en"), Lang::ZhCn);
        assert_eq!(spoken("?x=1&lang=en", "zh"), Lang::En);
    }
}
