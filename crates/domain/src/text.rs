//! Text as people type it, made comparable.

use unicode_normalization::UnicodeNormalization;

/// Folds case, width and compatibility forms, and joins white space, so that
/// `ＡＣＭＥ  gmbh` is found as `Acme GmbH`. Both database engines store and
/// compare what this made, because their own `LOWER` differs beyond ASCII.
///
/// NFKC, lower case, NFKC again (lower case can leave letters apart, e.g. of
/// `İ`), white space runs to one space, none at the ends.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let lower = text.nfkc().collect::<String>().to_lowercase();
    for word in lower.nfkc().collect::<String>().split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded
}

/// Zero-width and direction marks: they only serve to make one text look like
/// another.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::properties::cases;
    use proptest::prelude::*;

    #[test]
    fn case_width_and_space_make_no_difference() {
        for (text, folded) in [
            ("  ＡＣＭＥ \u{a0} gmbh\n", "acme gmbh"),
            ("ÄRZTE", "ärzte"),
            ("A\u{308}rzte", "ärzte"),
            ("ﬁnance", "finance"),
            ("北京　客户", "北京 客户"),
            ("Ångström", "ångström"),
            ("", ""),
        ] {
            assert_eq!(fold(text), folded);
        }
    }

    proptest! {
        #![proptest_config(cases(256))]

        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
