//! From bytes to text: the declared charset where it fits, what the bytes say
//! where it does not. Never fails.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, REPLACEMENT, UTF_8};

/// Multi-byte characters that make a text UTF-8 although it says otherwise.
/// Fewer could be an accent pair of a single-byte charset.
const UTF8_EVIDENCE: usize = 3;

/// Bytes that the guess of a charset looks at.
const DETECT_BYTES: usize = 64 * 1024;

/// A decoded text and how it was had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text.
    pub text: String,
    /// The charset used, in lower case.
    pub charset: String,
    /// Why the declared charset was not used as it stands.
    pub problem: Option<&'static str>,
}

fn used(text: impl Into<String>, charset: &str, problem: Option<&'static str>) -> Decoded {
    Decoded {
        text: text.into(),
        charset: charset.to_ascii_lowercase(),
        problem,
    }
}

/// Decodes `bytes` that were declared as `label` (or not at all).
///
/// Order: a byte order mark; valid UTF-8 where nothing or UTF-8 was declared;
/// the declared charset (WHATWG labels, then UTF-7, IBM and other old ones);
/// a guess from the bytes. Problems: `wrong_charset`, `unknown_charset`,
/// `undeclared_charset`.
pub fn decode(bytes: &[u8], label: Option<&str>) -> Decoded {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let (text, _) = encoding.decode_without_bom_handling(&bytes[length..]);
        return used(text, encoding.name(), None);
    }
    let label = label
        .map(|l| {
            l.trim_matches(|c: char| c.is_whitespace() || c == '"' || c == '\'' || c == ';')
                .to_ascii_lowercase()
        })
        .filter(|l| !l.is_empty() && !is_no_charset(l));
    let Some(label) = label else {
        if bytes.is_ascii() && !has_iso_2022(bytes) {
            return used(ascii(bytes), "us-ascii", None);
        }
        let guessed = detect(bytes);
        let problem = (guessed.charset != "utf-8").then_some("undeclared_charset");
        return Decoded { problem, ..guessed };
    };
    if is_utf8_label(&label) {
        return decode_utf8(bytes);
    }
    match Encoding::for_label(label.as_bytes()).filter(|e| *e != REPLACEMENT) {
        Some(encoding) => decode_declared(bytes, encoding),
        None => decode_unusual(bytes, &label),
    }
}

/// ISO-2022-JP without the empty shifts that joined encoded words leave, each
/// of which the decoder would show as a replacement character.
fn iso_2022_jp(bytes: &[u8]) -> String {
    let mut clean = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let shift = |at: usize| {
            bytes.get(at) == Some(&0x1b) && matches!(bytes.get(at + 1), Some(b'(' | b'$'))
        };
        if shift(at) && shift(at + 3) {
            at += 3;
            continue;
        }
        clean.push(bytes[at]);
        at += 1;
    }
    ISO_2022_JP
        .decode_without_bom_handling(&clean)
        .0
        .into_owned()
}

/// Names that declare nothing.
fn is_no_charset(label: &str) -> bool {
    matches!(
        label,
        "us-ascii"
            | "ascii"
            | "ansi_x3.4-1968"
            | "ansi_x3.4_1968"
            | "unknown-8bit"
            | "unknown"
            | "x-unknown"
            | "default"
            | "default_charset"
            | "none"
            | "8bit"
            | "7bit"
            | "binary"
    )
}

fn is_utf8_label(label: &str) -> bool {
    matches!(
        label,
        "utf-8" | "utf8" | "utf_8" | "unicode-1-1-utf-8" | "utf-8mb4" | "utf8mb4" | "cp65001"
    )
}

/// ASCII bytes as text without a check per character.
fn ascii(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn has_iso_2022(bytes: &[u8]) -> bool {
    bytes
        .windows(3)
        .any(|w| w[0] == 0x1b && w[1] == b'$' && matches!(w[2], b'B' | b'@' | b'('))
}

fn decode_utf8(bytes: &[u8]) -> Decoded {
    match std::str::from_utf8(bytes) {
        Ok(text) if has_iso_2022(bytes) => {
            let (japanese, _, errors) = ISO_2022_JP.decode(bytes);
            if errors {
                used(text, "utf-8", None)
            } else {
                used(japanese, "iso-2022-jp", Some("wrong_charset"))
            }
        }
        Ok(text) => used(text, "utf-8", None),
        Err(_) => {
            let (good, bad) = utf8_shares(bytes);
            if good > bad {
                used(
                    String::from_utf8_lossy(bytes),
                    "utf-8",
                    Some("wrong_charset"),
                )
            } else {
                Decoded {
                    problem: Some("wrong_charset"),
                    ..detect(bytes)
                }
            }
        }
    }
}

/// Valid multi-byte characters and invalid sequences.
fn utf8_shares(bytes: &[u8]) -> (usize, usize) {
    let mut good = 0;
    let mut bad = 0;
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    (good, bad)
}

fn decode_declared(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    if encoding == ISO_2022_JP && bytes.is_ascii() {
        return used(iso_2022_jp(bytes), "iso-2022-jp", None);
    }
    if !bytes.is_ascii() {
        let (good, bad) = utf8_shares(bytes);
        // A text of one charset that happens to be whole UTF-8 as well is rare:
        // single-byte text needs accent pairs for it, and text of a double-byte
        // charset would not decode without errors.
        let certain = if encoding.is_single_byte() {
            good >= UTF8_EVIDENCE
        } else {
            good >= 1 && encoding.decode_without_bom_handling(bytes).1
        };
        if bad == 0 && certain {
            return used(
                String::from_utf8_lossy(bytes),
                "utf-8",
                Some("wrong_charset"),
            );
        }
    }
    let (text, errors) = encoding.decode_without_bom_handling(bytes);
    if errors && encoding.is_ascii_compatible() {
        let guessed = detect(bytes);
        let replaced = |t: &str| t.chars().filter(|c| *c == '\u{fffd}').count();
        // One broken character must not turn a good text into another charset.
        if replaced(&guessed.text) * 4 < replaced(&text) {
            return Decoded {
                problem: Some("wrong_charset"),
                ..guessed
            };
        }
    }
    used(text, encoding.name(), errors.then_some("wrong_charset"))
}

/// Labels that browsers do not know: UTF-7, IBM 850, x-mac-*, and misspelt ones.
fn decode_unusual(bytes: &[u8], label: &str) -> Decoded {
    let squeezed: String = label.chars().filter(char::is_ascii_alphanumeric).collect();
    let retry = match squeezed.as_str() {
        "gb23121980" | "gb2312" | "euccn" | "cp936" | "ms936" | "gbk" => Some("gb18030"),
        "big5hkscs" | "cp950" => Some("big5"),
        "ksc5601" | "ksc56011987" | "cp949" | "uhc" => Some("euc-kr"),
        "sjis" | "cp932" | "shiftjis" | "windows932" => Some("shift_jis"),
        "utf8" => Some("utf-8"),
        _ => None,
    };
    if let Some(retry) = retry {
        return decode(bytes, Some(retry));
    }
    if !matches!(squeezed.as_str(), "iso2022kr" | "iso2022cn" | "hzgb2312")
        && let Some(decoder) =
            mail_parser::decoders::charsets::map::charset_decoder(label.as_bytes())
    {
        return used(decoder(bytes), label, None);
    }
    let guessed = if bytes.is_ascii() && !has_iso_2022(bytes) {
        used(ascii(bytes), "us-ascii", None)
    } else {
        detect(bytes)
    };
    Decoded {
        problem: Some("unknown_charset"),
        ..guessed
    }
}

/// What the bytes themselves say.
pub fn detect(bytes: &[u8]) -> Decoded {
    if has_iso_2022(bytes) {
        return used(iso_2022_jp(bytes), "iso-2022-jp", None);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return used(text, "utf-8", None);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(DETECT_BYTES)], true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    let encoding = if encoding == UTF_8 {
        encoding_rs::WINDOWS_1252
    } else {
        encoding
    };
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    used(text, encoding.name(), None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_declared_charset_is_used_as_declared() {
        let d = decode(b"\xc7\xe1\xe4", Some("windows-1252"));
        assert_eq!((d.text.as_str(), d.problem), ("Çáä", None));
        let d = decode(b"+ZYeB9FH6ckh5Pg-, 1980.", Some("utf-7"));
        assert_eq!(d.text, "文致出版社, 1980.");
        let d = decode(b"\xc4\xe3\xba\xc3", Some("GB2312"));
        assert_eq!(d.text, "你好");
    }

    #[test]
    fn utf8_under_a_wrong_name_is_still_utf8() {
        let text = "größer für Ärzte";
        let d = decode(text.as_bytes(), Some("iso-8859-1"));
        assert_eq!((d.text.as_str(), d.problem), (text, Some("wrong_charset")));
        // Two characters are not enough evidence.
        let d = decode("Âé".as_bytes(), Some("iso-8859-1"));
        assert_eq!(d.problem, None);
    }

    #[test]
    fn undeclared_chinese_and_western_text_is_guessed() {
        let (bytes, _, _) =
            encoding_rs::GB18030.encode("您好，我们的打印机今天早上无法启动，请帮忙看一下，谢谢。");
        let d = decode(&bytes, None);
        assert!(d.text.starts_with("您好"), "{d:?}");
        let d = decode(b"Envoy\xe9 par le service de messagerie texte", None);
        assert!(d.text.starts_with("Envoyé"), "{d:?}");
        assert_eq!(d.problem, Some("undeclared_charset"));
    }

    #[test]
    fn an_unknown_name_is_no_error() {
        let d = decode("naïve".as_bytes(), Some("x-nothing-such"));
        assert_eq!(
            (d.text.as_str(), d.problem),
            ("naïve", Some("unknown_charset"))
        );
    }

    #[test]
    fn a_broken_character_does_not_change_the_charset() {
        let mut bytes = "Grüße aus Köln und Düsseldorf".as_bytes().to_vec();
        bytes.push(0xff);
        let d = decode(&bytes, Some("utf-8"));
        assert!(d.text.starts_with("Grüße aus Köln"), "{d:?}");
    }
}
