//! Mails that the desk writes itself: plain text, in any language, marked as
//! automatic so that no other machine answers (RFC 3834).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use surety_store::Tx;

use crate::core::Cx;
use crate::error::AppError;
use crate::jobs::{self, Kind};
use crate::ports::OutgoingMail;

/// The local part of the address that automatic mails come from.
pub const SENDER: &str = "support";
/// Most bytes of text in one encoded word: 45 become 60 of Base64, with its
/// frame 72 characters, below the 75 of RFC 2047.
const ENCODED_WORD_BYTES: usize = 45;
/// Characters of a line of Base64 (RFC 2045).
const BASE64_LINE: usize = 76;

/// What is said to one address.
#[derive(Debug, Clone, Copy)]
pub struct Notice<'a> {
    /// To whom.
    pub to: &'a str,
    /// In one line.
    pub subject: &'a str,
    /// In full.
    pub text: &'a str,
    /// The same for the same thing said to the same person.
    pub key: &'a str,
}

/// A notice as a mail that is ready to leave.
///
/// # Errors
/// `Internal` when the present instant has no date.
pub fn notice(cx: &Cx<'_>, notice: Notice<'_>) -> Result<OutgoingMail, AppError> {
    let from = format!("{SENDER}@{}", cx.config.mail_domain);
    let date = jiff::Timestamp::from_microsecond(cx.now.0)
        .map_err(|e| AppError::Internal(e.to_string()))?
        .to_zoned(jiff::tz::TimeZone::UTC);
    let date =
        jiff::fmt::rfc2822::to_string(&date).map_err(|e| AppError::Internal(e.to_string()))?;
    // The key names people; what leaves the desk is a hash of it.
    let id: String = Sha256::digest(notice.key)
        .iter()
        .take(16)
        .map(|b| format!("{b:02x}"))
        .collect();
    let mut raw = format!(
        "From: {} <{from}>\r\nTo: <{}>\r\nSubject: {}\r\nDate: {date}\r\nMessage-ID: <{id}@{}>\r\n\
         Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n\
         Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n",
        words(&cx.config.desk_name),
        one_line(notice.to),
        words(notice.subject),
        cx.config.mail_domain,
    );
    let body = STANDARD.encode(notice.text.replace('\n', "\r\n"));
    let mut rest = body.as_str();
    while !rest.is_empty() {
        let (line, more) = rest.split_at(rest.len().min(BASE64_LINE));
        raw.push_str(line);
        raw.push_str("\r\n");
        rest = more;
    }
    Ok(OutgoingMail {
        idempotency_key: notice.key.to_owned(),
        from,
        to: vec![notice.to.to_owned()],
        raw: raw.into_bytes(),
    })
}

/// Has a mail of the desk leave once the transaction is kept.
///
/// # Errors
/// As the store reports.
pub(crate) fn post(tx: &mut Tx<'_>, cx: &Cx<'_>, notice: Notice<'_>) -> Result<(), AppError> {
    let mail = self::notice(cx, notice)?;
    let payload = serde_json::to_value(&mail).map_err(|e| AppError::Internal(e.to_string()))?;
    jobs::enqueue(tx, cx, Kind::MailOut, &payload, cx.now)?;
    Ok(())
}

/// Without anything that would end a header.
fn one_line(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control())
        .collect::<String>()
        .trim()
        .to_owned()
}

/// A text as encoded words; short ASCII without specials stays as it is.
fn words(text: &str) -> String {
    let text = one_line(text);
    let plain = |c: char| c.is_ascii_alphanumeric() || " -,.!#%".contains(c);
    if text.len() <= ENCODED_WORD_BYTES && text.chars().all(plain) && !text.contains(',') {
        return text;
    }
    let mut words = Vec::new();
    let mut word = String::new();
    for c in text.chars() {
        if word.len() + c.len_utf8() > ENCODED_WORD_BYTES {
            words.push(std::mem::take(&mut word));
        }
        word.push(c);
    }
    words.push(word);
    words
        .iter()
        .map(|w| format!("=?UTF-8?B?{}?=", STANDARD.encode(w)))
        .collect::<Vec<_>>()
        .join("\r\n ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_hold_any_text_and_nothing_ends_them() {
        assert_eq!(words("Credits 80% used"), "Credits 80% used");
        assert_eq!(words("a\r\nBcc: x@y"), "=?UTF-8?B?YUJjYzogeEB5?=");
        let long = "支持次数".repeat(20);
        let folded = words(&long);
        assert!(folded.split("\r\n ").all(|w| w.len() <= 75), "{folded}");
        let back: Vec<u8> = folded
            .split("\r\n ")
            .flat_map(|w| {
                let inner = w
                    .strip_prefix("=?UTF-8?B?")
                    .and_then(|w| w.strip_suffix("?="));
                STANDARD.decode(inner.unwrap()).unwrap()
            })
            .collect();
        assert_eq!(String::from_utf8(back).unwrap(), long);
    }
}
