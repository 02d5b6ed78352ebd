//! Subjects: the prefixes of replies and forwards in many languages, and our
//! ticket number.

/// Prefixes of replies, in lower case.
const REPLY: &[&str] = &[
    "re",
    "aw",
    "sv",
    "vs",
    "antw",
    "antwort",
    "odp",
    "ynt",
    "rif",
    "ref",
    "res",
    "rsp",
    "r",
    "bls",
    "vá",
    "atb",
    "отв",
    "ответ",
    "re-",
    "回复",
    "答复",
    "回覆",
    "回信",
    "返信",
    "답장",
    "회신",
    "تعقيب",
    "הודעה חוזרת",
];

/// Prefixes of forwards, in lower case.
const FORWARD: &[&str] = &[
    "fwd",
    "fw",
    "wg",
    "vb",
    "vl",
    "vs",
    "doorst",
    "tr",
    "rv",
    "enc",
    "i",
    "inoltra",
    "pd",
    "ilt",
    "továbbítás",
    "fs",
    "trs",
    "пересл",
    "转发",
    "轉寄",
    "轉發",
    "転送",
    "전달",
    "הועבר",
];

/// What the prefixes of a subject said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Prefixes {
    /// There was a prefix of a reply.
    pub reply: bool,
    /// There was a prefix of a forward.
    pub forward: bool,
}

/// Takes the prefixes off: `AW: Re[2]: 回复：Printer` → `Printer`.
pub fn strip(subject: &str) -> (&str, Prefixes) {
    let mut rest = subject.trim();
    let mut seen = Prefixes::default();
    while let Some((word, tail)) = prefix(rest) {
        seen.reply |= REPLY.contains(&word.as_str());
        seen.forward |= FORWARD.contains(&word.as_str());
        rest = tail;
    }
    (rest, seen)
}

/// One prefix, in lower case, and what follows it.
fn prefix(text: &str) -> Option<(String, &str)> {
    let (end, mark) = text.char_indices().find(|(_, c)| matches!(c, ':' | '：'))?;
    let head = text[..end].trim();
    if head.chars().count() > 24 {
        return None;
    }
    // A counter: `Re[2]`, `Re(3)`, `Re^4`, `Re*5`.
    let word = head
        .trim_end_matches(|c: char| {
            c.is_ascii_digit() || matches!(c, '[' | ']' | '(' | ')' | '^' | '*' | ' ')
        })
        .to_lowercase();
    let known = REPLY.contains(&word.as_str()) || FORWARD.contains(&word.as_str());
    known.then(|| (word, text[end + mark.len_utf8()..].trim_start()))
}

/// The ticket number in a subject, as we write it: `[#1042]`.
pub fn ticket_number(subject: &str) -> Option<i64> {
    let mut rest = subject;
    while let Some(at) = rest.find("[#") {
        let inner = &rest[at + 2..];
        let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
        if (1..=18).contains(&digits) && inner[digits..].starts_with(']') {
            return inner[..digits].parse().ok();
        }
        rest = inner;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_of_many_languages_go() {
        for subject in [
            "Printer",
            "Re: Printer",
            "RE:Printer",
            "AW: Re[2]: Printer",
            "WG: AW: Printer",
            "Fwd: FW: Printer",
            "SV: VS: Printer",
            "回复：Printer",
            "转发: 答复: Printer",
            "返信: Printer",
            "Odp: Printer",
            "TR : Printer",
            "RIF: I: Printer",
            "Ynt: Printer",
            "Antw: Printer",
        ] {
            assert_eq!(strip(subject).0, "Printer", "{subject}");
        }
        for subject in ["Error: no paper", "10:30 meeting", "Report: a", "", ":"] {
            assert_eq!(strip(subject), (subject, Prefixes::default()));
        }
        assert_eq!(
            strip("WG: x").1,
            Prefixes {
                reply: false,
                forward: true
            }
        );
        assert_eq!(
            strip("AW: x").1,
            Prefixes {
                reply: true,
                forward: false
            }
        );
        assert_eq!(strip("Re:").0, "");
    }

    #[test]
    fn only_our_own_form_is_a_number() {
        assert_eq!(ticket_number("Re: [#1042] Printer"), Some(1042));
        assert_eq!(ticket_number("[#] [#x] [#7]"), Some(7));
        for subject in ["#1042", "[1042]", "[#1042", "[#99999999999999999999]", ""] {
            assert_eq!(ticket_number(subject), None, "{subject}");
        }
    }
}
