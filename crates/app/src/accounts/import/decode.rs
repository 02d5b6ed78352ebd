//! From the bytes of a table to its text. Unlike mail, a table with a character
//! that cannot be read is refused: half a name must not become a name.

use encoding_rs::Encoding;

use crate::error::AppError;
use crate::mail::charset;

/// Charsets that spreadsheets write.
pub const CHARSETS: [&str; 7] = [
    "utf-8",
    "utf-16le",
    "utf-16be",
    "gb18030",
    "big5",
    "windows-1252",
    "shift_jis",
];

/// The charset that the bytes are likely in.
pub(super) fn detect(bytes: &[u8]) -> &'static str {
    if std::str::from_utf8(bytes).is_ok() {
        return "utf-8";
    }
    let guessed = charset::decode(bytes, None).charset;
    let guessed = match guessed.as_str() {
        "gbk" => "gb18030",
        other => other,
    };
    CHARSETS
        .into_iter()
        .find(|known| *known == guessed)
        .unwrap_or("windows-1252")
}

/// The text in this charset, without its mark.
///
/// # Errors
/// `unknown_charset`, `charset_mismatch`.
pub(super) fn decode(bytes: &[u8], name: &str) -> Result<String, AppError> {
    let known = CHARSETS
        .contains(&name)
        .then(|| Encoding::for_label(name.as_bytes()))
        .flatten()
        .ok_or_else(|| {
            AppError::invalid(
                "unknown_charset",
                "charset",
                format!("one of {}", CHARSETS.join(", ")),
            )
        })?;
    let (text, broken) = known.decode_with_bom_removal(bytes);
    if broken {
        return Err(AppError::invalid(
            "charset_mismatch",
            "charset",
            format!("the file is not in {name}: some characters cannot be read"),
        ));
    }
    Ok(text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_excel_writes_is_found_and_read_whole() {
        let text = "名称,收入\n北京客户有限公司,1200\nÄrzte,3\n";
        let gb = encoding_rs::GB18030.encode(text).0.into_owned();
        assert_eq!(detect(&gb), "gb18030");
        assert_eq!(decode(&gb, "gb18030").unwrap(), text);

        let latin = "name,city\nMüller & Söhne,Köln\nGroßhandel Straße,Düsseldorf\n";
        let bytes = encoding_rs::WINDOWS_1252.encode(latin).0.into_owned();
        assert_eq!(detect(&bytes), "windows-1252");
        assert_eq!(decode(&bytes, "windows-1252").unwrap(), latin);

        let mut wide = vec![0xff, 0xfe];
        wide.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(detect(&wide), "utf-16le");
        assert_eq!(decode(&wide, "utf-16le").unwrap(), text);

        let marked = format!("\u{feff}{text}");
        assert_eq!(detect(marked.as_bytes()), "utf-8");
        assert_eq!(decode(marked.as_bytes(), "utf-8").unwrap(), text);
    }

    #[test]
    fn a_character_that_cannot_be_read_refuses_the_table() {
        for (bytes, name, code) in [
            (&b"M\xfcller"[..], "utf-8", "charset_mismatch"),
            (b"abc", "latin9", "unknown_charset"),
            (b"abc", "replacement", "unknown_charset"),
        ] {
            assert_eq!(decode(bytes, name).unwrap_err().code(), code);
        }
    }
}
