//! Is it the same mail? Message-ID is a claim of the sender: two mails can
//! share one, and one mail can come without. The identity is the content.

use sha2::{Digest, Sha256};

/// Fields that servers and clients on the way add, one by one, in lower case.
/// The same mail fetched twice, or by two routes, differs in them only.
const TRANSPORT: &[&str] = &[
    "received",
    "return-path",
    "delivered-to",
    "envelope-to",
    "delivery-date",
    "dkim-signature",
    "domainkey-signature",
    "authentication-results",
    "received-spf",
    "status",
    "lines",
    "content-length",
    "x-status",
    "x-keywords",
    "x-uid",
    "x-uidl",
    "x-received",
    "x-original-to",
    "x-delivered-to",
    "x-envelope-to",
    "x-envelope-from",
    "x-apparently-to",
    "x-rcpt-to",
    "x-mailgun-incoming",
    "x-forefront-antispam-report",
];

/// The same, by how they begin.
const TRANSPORT_PREFIXES: &[&str] = &[
    "arc-",
    "x-google-",
    "x-gm-",
    "x-spam",
    "x-virus",
    "x-microsoft-antispam",
    "x-ms-exchange-",
    "x-mozilla-",
    "x-rspamd",
    "x-amavis",
    "x-barracuda",
    "x-proofpoint",
];

/// SHA-256 over a raw message without transport fields, with `\n` line ends and
/// without line ends at its end. The key of a mail is this and the mailbox.
pub fn identity(raw: &[u8]) -> [u8; 32] {
    let mut hash = Sha256::new();
    let mut at = 0;
    let mut skipping = false;
    // An mbox separator is not part of the message.
    if raw.starts_with(b"From ") {
        at = next_line(raw, 0);
    }
    while at < raw.len() {
        let next = next_line(raw, at);
        let line = raw[at..next].trim_ascii_end();
        if line.is_empty() {
            break;
        }
        if !matches!(line[0], b' ' | b'\t') {
            skipping = is_transport(line);
        }
        if !skipping {
            hash.update(line);
            hash.update(b"\n");
        }
        at = next;
    }
    hash.update(b"\n");
    let body = &raw[at.min(raw.len())..];
    let end = body
        .iter()
        .rposition(|b| !matches!(b, b'\r' | b'\n'))
        .map_or(0, |n| n + 1);
    for piece in body[..end].split(|b| *b == b'\n') {
        hash.update(piece.strip_suffix(b"\r").unwrap_or(piece));
        hash.update(b"\n");
    }
    hash.finalize().into()
}

/// Lower-case hexadecimal, as it is stored.
pub fn hex(hash: &[u8; 32]) -> String {
    use std::fmt::Write;
    hash.iter().fold(String::with_capacity(64), |mut out, b| {
        let _ = write!(out, "{b:02x}");
        out
    })
}

fn next_line(raw: &[u8], at: usize) -> usize {
    raw[at..]
        .iter()
        .position(|b| *b == b'\n')
        .map_or(raw.len(), |n| at + n + 1)
}

fn is_transport(line: &[u8]) -> bool {
    let Some(colon) = line.iter().position(|b| *b == b':') else {
        return false;
    };
    let name = String::from_utf8_lossy(line[..colon].trim_ascii()).to_ascii_lowercase();
    TRANSPORT.contains(&name.as_str()) || TRANSPORT_PREFIXES.iter().any(|p| name.starts_with(p))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAIL: &str = "From: ann@example.org\nMessage-ID: <1@example.org>\nSubject: a\n\nHello\n";

    #[test]
    fn the_way_does_not_change_the_identity() {
        let wanted = identity(MAIL.as_bytes());
        for other in [
            MAIL.replace('\n', "\r\n"),
            format!(
                "Received: by x\n\tid 1\nReturn-Path: <ann@example.org>\nDelivered-To: y\n{MAIL}"
            ),
            format!("From ann@example.org Mon\n{MAIL}\n\n"),
            format!("X-Spam-Status: no\nARC-Seal: i=1;\n a=b\n{MAIL}"),
        ] {
            assert_eq!(identity(other.as_bytes()), wanted, "{other:?}");
        }
    }

    #[test]
    fn every_difference_of_the_message_changes_it() {
        let wanted = identity(MAIL.as_bytes());
        for other in [
            MAIL.replace("Hello", "Hallo"),
            MAIL.replace("Subject: a", "Subject: b"),
            MAIL.replace("<1@", "<2@"),
            MAIL.replace("\n\nHello", "\nX: 1\n\nHello"),
            MAIL.replace("Hello", "Received: by x"),
        ] {
            assert_ne!(identity(other.as_bytes()), wanted, "{other:?}");
        }
        assert_ne!(identity(b""), wanted);
    }

    #[test]
    fn hexadecimal_is_64_lower_case_digits() {
        assert_eq!(hex(&[0xab; 32]), "ab".repeat(32));
    }
}
