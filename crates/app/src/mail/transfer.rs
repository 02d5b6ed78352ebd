//! Content transfer encodings (RFC 2045 §6), read generously: what can be
//! decoded is, garbage between is skipped.

/// How the bytes of a part were wrapped for transport.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TransferEncoding {
    /// 7bit, 8bit, binary, or nothing said.
    Identity,
    /// RFC 2045 §6.8.
    Base64,
    /// RFC 2045 §6.7.
    QuotedPrintable,
    /// x-uuencode and its other names.
    Uuencode,
    /// Something that nobody defined; the bytes are taken as they are.
    Unknown,
}

impl TransferEncoding {
    /// Reads the value of Content-Transfer-Encoding.
    pub fn parse(value: &str) -> Self {
        let token: String = value
            .trim()
            .trim_matches('"')
            .split([';', ',', '('])
            .next()
            .unwrap_or_default()
            .chars()
            .filter(|c| c.is_ascii_alphanumeric())
            .collect::<String>()
            .to_ascii_lowercase();
        match token.as_str() {
            "" | "7bit" | "8bit" | "binary" | "7bits" | "8bits" | "none" => Self::Identity,
            "base64" | "b" => Self::Base64,
            "quotedprintable" | "qp" => Self::QuotedPrintable,
            "xuuencode" | "uuencode" | "xuue" | "uue" => Self::Uuencode,
            _ => Self::Unknown,
        }
    }

    /// The bytes unwrapped, and whether anything in them was wrong.
    pub fn decode(self, bytes: &[u8]) -> (Vec<u8>, bool) {
        match self {
            Self::Identity => (bytes.to_vec(), false),
            Self::Unknown => (bytes.to_vec(), true),
            Self::Base64 => base64(bytes),
            Self::QuotedPrintable => quoted_printable(bytes),
            Self::Uuencode => match uuencoded(bytes) {
                Some((_, data)) => (data, false),
                None => (bytes.to_vec(), true),
            },
        }
    }
}

/// Base64 that skips foreign characters and goes on after padding, as several
/// encoded pieces in a row need it.
pub fn base64(bytes: &[u8]) -> (Vec<u8>, bool) {
    let mut out = Vec::with_capacity(bytes.len() / 4 * 3 + 3);
    let mut buffer = 0u32;
    let mut count = 0;
    let mut wrong = false;
    // After padding only another whole piece goes on; footers that lists add
    // to an encoded body must not be decoded.
    let mut ended = false;
    let mut line_ok = false;
    for (at, &b) in bytes.iter().enumerate() {
        if ended && !b.is_ascii_whitespace() && b != b'=' {
            // Once a line, not once a piece.
            let checked = line_ok && !bytes[..at].ends_with(b"\n");
            line_ok = checked || is_base64_line(&bytes[at..]);
            if !line_ok {
                wrong = true;
                break;
            }
            ended = false;
        }
        let value = match b {
            b'A'..=b'Z' => b - b'A',
            b'a'..=b'z' => b - b'a' + 26,
            b'0'..=b'9' => b - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => {
                flush(&mut out, buffer, count);
                buffer = 0;
                count = 0;
                ended = true;
                continue;
            }
            b'\r' | b'\n' | b' ' | b'\t' => continue,
            _ => {
                wrong = true;
                continue;
            }
        };
        buffer = buffer << 6 | u32::from(value);
        count += 1;
        if count == 4 {
            out.extend_from_slice(&buffer.to_be_bytes()[1..]);
            buffer = 0;
            count = 0;
        }
    }
    wrong |= count == 1;
    flush(&mut out, buffer, count);
    (out, wrong)
}

/// Whether the line at the start of `bytes` is base64 and nothing else.
fn is_base64_line(bytes: &[u8]) -> bool {
    let end = bytes
        .iter()
        .take(1_000)
        .position(|b| matches!(b, b'\r' | b'\n'))
        .unwrap_or(bytes.len().min(1_000));
    let line = bytes[..end].trim_ascii_end();
    line.len().is_multiple_of(4)
        && line
            .iter()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'='))
}

fn flush(out: &mut Vec<u8>, buffer: u32, count: u32) {
    match count {
        2 => out.push((buffer >> 4) as u8),
        3 => out.extend_from_slice(&[(buffer >> 10) as u8, (buffer >> 2) as u8]),
        _ => {}
    }
}

fn hex(b: u8) -> Option<u8> {
    (b as char).to_digit(16).map(|d| d as u8)
}

/// Quoted-printable: a wrong escape stays as it is, white space before a line
/// end goes (RFC 2045 §6.7 rule 3).
pub fn quoted_printable(bytes: &[u8]) -> (Vec<u8>, bool) {
    let mut out = Vec::with_capacity(bytes.len());
    let mut wrong = false;
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'=' => {
                let rest = &bytes[at + 1..];
                if let (Some(&a), Some(&b)) = (rest.first(), rest.get(1))
                    && let (Some(a), Some(b)) = (hex(a), hex(b))
                {
                    out.push(a << 4 | b);
                    at += 3;
                    continue;
                }
                // A soft line break, perhaps with white space that a gateway added.
                let blank = rest
                    .iter()
                    .position(|c| !matches!(c, b' ' | b'\t'))
                    .unwrap_or(rest.len());
                match rest.get(blank) {
                    None => at = bytes.len(),
                    Some(b'\n') => at += blank + 2,
                    Some(b'\r') => {
                        at += blank + 2 + usize::from(rest.get(blank + 1) == Some(&b'\n'))
                    }
                    Some(_) => {
                        wrong = true;
                        out.push(b'=');
                        at += 1;
                    }
                }
            }
            b'\n' | b'\r' => {
                while out.last().is_some_and(|c| matches!(c, b' ' | b'\t'))
                    && matches!(bytes[at - 1], b' ' | b'\t')
                {
                    out.pop();
                    if out.is_empty() {
                        break;
                    }
                }
                out.push(bytes[at]);
                at += 1;
            }
            b => {
                out.push(b);
                at += 1;
            }
        }
    }
    (out, wrong)
}

/// The first `begin … end` block of uuencoded data: its file name and content.
pub fn uuencoded(bytes: &[u8]) -> Option<(String, Vec<u8>)> {
    let mut lines = bytes
        .split(|b| *b == b'\n')
        .map(|l| l.strip_suffix(b"\r").unwrap_or(l));
    let name = lines.by_ref().find_map(begin_line)?;
    let mut out = Vec::new();
    for line in lines {
        if line == b"end" {
            return Some((name, out));
        }
        let Some(length) = line.first().map(|b| b.wrapping_sub(32) & 63) else {
            continue;
        };
        let wanted = out.len() + usize::from(length);
        for group in line[1..].chunks(4) {
            let v = |i: usize| u32::from(group.get(i).map_or(0, |b| b.wrapping_sub(32) & 63));
            let word = v(0) << 18 | v(1) << 12 | v(2) << 6 | v(3);
            out.extend_from_slice(&word.to_be_bytes()[1..]);
        }
        out.resize(wanted.min(out.len()), 0);
    }
    None
}

/// The file name of a line `begin 644 name`.
pub fn begin_line(line: &[u8]) -> Option<String> {
    let rest = line.strip_prefix(b"begin ")?;
    let (mode, name) = rest.split_at_checked(3)?;
    let name = name.strip_prefix(b" ")?;
    (mode.iter().all(|b| matches!(b, b'0'..=b'7')) && !name.is_empty())
        .then(|| String::from_utf8_lossy(name).trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_survives_line_ends_garbage_and_missing_padding() {
        assert_eq!(base64(b"SGVs\r\nbG8=").0, b"Hello");
        assert_eq!(base64(b"SGVs!bG8"), (b"Hello".to_vec(), true));
        assert_eq!(base64(b"SGk=SGk=").0, b"HiHi");
        assert_eq!(base64(b"SGk=\n____\nlist footer\n"), (b"Hi".to_vec(), true));
        assert_eq!(base64(b"").0, b"");
    }

    #[test]
    fn quoted_printable_joins_soft_breaks_and_keeps_wrong_escapes() {
        assert_eq!(quoted_printable(b"caf=C3=A9=\r\n!").0, "café!".as_bytes());
        assert_eq!(
            quoted_printable(b"1 = 2 =zz"),
            (b"1 = 2 =zz".to_vec(), true)
        );
        assert_eq!(quoted_printable(b"a  \r\nb=20\r\nc").0, b"a\r\nb \r\nc");
        assert_eq!(quoted_printable(b"end=").0, b"end");
    }

    #[test]
    fn uuencoded_blocks_are_read() {
        let text = b"hello\nbegin 644 a.txt\n#0V%T\n`\nend\n";
        assert_eq!(uuencoded(text), Some(("a.txt".into(), b"Cat".to_vec())));
        assert_eq!(uuencoded(b"begin the day\nend\n"), None);
    }

    #[test]
    fn misspelt_encodings_are_understood() {
        use TransferEncoding::{Base64, Identity, QuotedPrintable, Unknown};
        for (value, wanted) in [
            ("base64;", Base64),
            ("Quoted-Printable ", QuotedPrintable),
            ("quoted_printable", QuotedPrintable),
            ("8-bit", Identity),
            ("", Identity),
            ("text/html", Unknown),
        ] {
            assert_eq!(TransferEncoding::parse(value), wanted, "{value}");
        }
    }
}
