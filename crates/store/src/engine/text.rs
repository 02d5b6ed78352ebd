//! Helpers for texts that the two engines would treat differently.

use std::borrow::Cow;

/// The text in the form that searches without regard to case and width
/// compare. SQLite's `LOWER` knows ASCII only and PostgreSQL's depends on the
/// locale, so folding is done in Rust, by the one function of the domain, and
/// stored.
pub use surety_domain::text::fold;

/// A `LIKE` pattern for texts that start with `text`. The statement says
/// `LIKE $n ESCAPE '\'`.
pub fn like_prefix(text: &str) -> String {
    let mut pattern = like_escape(text);
    pattern.push('%');
    pattern
}

/// A `LIKE` pattern for texts that contain `text`. The statement says
/// `LIKE $n ESCAPE '\'`.
pub fn like_contains(text: &str) -> String {
    format!("%{}%", like_escape(text))
}

fn like_escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 1);
    for c in text.chars() {
        if matches!(c, '%' | '_' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// The text without U+0000, which PostgreSQL cannot keep: each is replaced by
/// U+FFFD, so that what arrived damaged stays visibly damaged.
pub fn without_nul(text: &str) -> Cow<'_, str> {
    if text.contains('\0') {
        Cow::Owned(text.replace('\0', "\u{FFFD}"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_their_own_text_only() {
        assert_eq!(like_prefix(r"50%_\"), r"50\%\_\\%");
        assert_eq!(like_contains("a"), "%a%");
    }

    #[test]
    fn nul_becomes_visible_damage() {
        assert_eq!(without_nul("a\0b"), "a\u{FFFD}b");
        assert!(matches!(without_nul("ab"), Cow::Borrowed(_)));
    }

    #[test]
    fn folding_goes_beyond_ascii() {
        assert_eq!(fold("ÄÖÜ Ünal ИВАН"), "äöü ünal иван");
    }
}
