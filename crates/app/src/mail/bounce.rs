//! Who did not get a mail, and why: RFC 3464 reports, and the texts of servers
//! that do not write one.

use serde::Serialize;

use super::automatic::own_parts;
use super::header::{self, Headers};
use super::limits::MAX_RECIPIENTS;
use super::structure::{Body, Tree};

/// How much of the text of a report is read, in bytes.
const MAX_REPORT_BYTES: usize = 64 * 1024;

/// How much is read of what a report says of one recipient, in bytes.
const MAX_REASON_BYTES: usize = 2_000;

/// A recipient that a delivery report speaks of.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct BouncedRecipient {
    /// The address, where one could be read.
    pub recipient: Option<String>,
    /// The enhanced status code (RFC 3463), e.g. `5.1.1`.
    pub status: Option<String>,
    /// `failed`, `delayed` and so on, as the report says.
    pub action: Option<String>,
    /// What the other server said.
    pub diagnostic: Option<String>,
}

/// The field blocks of all delivery-status parts of the message itself.
pub fn status_blocks(tree: &Tree) -> Vec<Headers> {
    let mut out = Vec::new();
    for index in own_parts(tree) {
        let part = &tree.parts[index];
        let report = matches!(
            part.content_type.value.as_str(),
            "message/delivery-status" | "message/global-delivery-status"
        );
        if !report {
            continue;
        }
        if let Body::Leaf(data) = &part.body {
            blocks(data, &mut out);
        }
    }
    out
}

fn blocks(data: &[u8], out: &mut Vec<Headers>) {
    let mut rest = data;
    while !rest.is_empty() && out.len() < MAX_RECIPIENTS {
        let start = rest
            .iter()
            .position(|b| !b.is_ascii_whitespace())
            .unwrap_or(rest.len());
        rest = &rest[start..];
        if rest.is_empty() {
            break;
        }
        let split = header::split(rest);
        if !split.headers.fields.is_empty() {
            out.push(split.headers);
        }
        // A block that is no field at all: go on after its line.
        let step = if split.body == 0 {
            header::line_end(rest, 0, header::is_lone_cr(rest)).1
        } else {
            split.body
        };
        rest = &rest[step.min(rest.len())..];
    }
}

/// The recipients that a delivery report names. `text` is its readable part.
pub fn recipients(tree: &Tree, text: &str) -> Vec<BouncedRecipient> {
    let mut out: Vec<BouncedRecipient> = Vec::new();
    for block in status_blocks(tree) {
        let action = block.raw("action").map(|a| {
            a.split_whitespace()
                .next()
                .unwrap_or_default()
                .to_ascii_lowercase()
        });
        if matches!(
            action.as_deref(),
            Some("delivered" | "relayed" | "expanded")
        ) {
            continue;
        }
        let recipient = [
            "original-recipient",
            "final-recipient",
            "x-actual-recipient",
        ]
        .iter()
        .filter_map(|f| block.raw(f))
        .find_map(typed_address);
        if recipient.is_none() && block.raw("status").is_none() {
            continue;
        }
        let diagnostic = block.text("diagnostic-code");
        let said = diagnostic.as_deref().and_then(status_in);
        let status = block.raw("status").and_then(status_in);
        let entry = BouncedRecipient {
            recipient,
            status: more_exact(status, said),
            action,
            diagnostic,
        };
        if !out.contains(&entry) && out.len() < MAX_RECIPIENTS {
            out.push(entry);
        }
    }
    let root = &tree.parts[0].headers;
    let body = text_part(&text[..text.floor_char_boundary(MAX_REPORT_BYTES)]);
    if out.is_empty() {
        let named: Vec<String> = root
            .all("x-failed-recipients")
            .flat_map(|v| super::address::parse_list(v).0)
            .map(|a| a.address)
            .collect();
        let named = if named.is_empty() {
            addresses_in(body)
        } else {
            named
        };
        let whole = status_of_text(body);
        let only = named.len() == 1;
        for recipient in named {
            let near = paragraph_of(body, &recipient);
            let status = near
                .and_then(status_in)
                .or_else(|| only.then(|| status_in(body)).flatten())
                .or_else(|| near.and_then(status_of_text))
                .or_else(|| whole.clone());
            out.push(BouncedRecipient {
                recipient: Some(recipient),
                status,
                action: None,
                diagnostic: near.map(|n| n.split_whitespace().collect::<Vec<_>>().join(" ")),
            });
        }
    }
    if out.is_empty()
        && let Some(status) = status_of_text(body)
    {
        out.push(BouncedRecipient {
            status: Some(status),
            ..BouncedRecipient::default()
        });
    }
    if let [only] = out.as_mut_slice()
        && only.status.is_none()
    {
        only.status = status_of_text(body);
    }
    out
}

/// `rfc822; user@host` → the address.
fn typed_address(raw: &str) -> Option<String> {
    let value = raw.split_once(';').map_or(raw, |(_, v)| v).trim();
    let value = value
        .trim_matches(|c| c == '<' || c == '>' || c == '"')
        .trim();
    let first = value.split_whitespace().next()?;
    (!first.is_empty()).then(|| first.trim_matches(|c| c == '<' || c == '>').to_owned())
}

/// The status of the report, unless it only says the class (`5.0.0`) and the
/// other server's words say more.
fn more_exact(status: Option<String>, said: Option<String>) -> Option<String> {
    let general = |s: &str| s.ends_with(".0.0");
    match (status, said) {
        (Some(s), Some(d)) if general(&s) && !general(&d) && s[..1] == d[..1] => Some(d),
        (Some(s), _) => Some(s),
        (None, said) => said,
    }
}

/// The first enhanced status code (RFC 3463) in a text.
fn status_in(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    for at in 0..bytes.len() {
        if !matches!(bytes[at], b'2' | b'4' | b'5') || bytes.get(at + 1) != Some(&b'.') {
            continue;
        }
        // `550-5.1.1` is a reply line, `v-5.1.1` a version.
        let reply = at > 3 && bytes[at - 1] == b'-' && bytes[at - 2].is_ascii_digit();
        if at > 0
            && !reply
            && (bytes[at - 1].is_ascii_alphanumeric() || matches!(bytes[at - 1], b'.' | b'-'))
        {
            continue;
        }
        let digits = |from: usize| {
            let n = bytes[from..]
                .iter()
                .take(4)
                .take_while(|b| b.is_ascii_digit())
                .count();
            (1..=3).contains(&n).then_some(from + n)
        };
        let Some(subject) = digits(at + 2) else {
            continue;
        };
        if bytes.get(subject) != Some(&b'.') {
            continue;
        }
        let Some(end) = digits(subject + 1) else {
            continue;
        };
        // `5.1.1.9` is a version or an address.
        if bytes.get(end).is_some_and(|b| b.is_ascii_alphanumeric())
            || (bytes.get(end) == Some(&b'.') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit))
        {
            continue;
        }
        return Some(text[at..end].to_owned());
    }
    None
}

/// A status code in free text, or one that its words or its SMTP reply stand for.
fn status_of_text(text: &str) -> Option<String> {
    if let Some(status) = status_in(text) {
        return Some(status);
    }
    let lower = text.to_lowercase();
    let says = |list: &[&str]| list.iter().any(|p| lower.contains(p));
    if says(&[
        "user unknown",
        "unknown user",
        "no such user",
        "unknown local",
        "unknown address",
        "mailbox unavailable",
        "does not exist",
        "not exist",
        "unrouteable",
        "no mailbox here",
        "invalid recipient",
        "recipient not found",
        "用户不存在",
        "存在しない",
    ]) {
        return Some("5.1.1".to_owned());
    }
    if says(&[
        "mailbox full",
        "mailbox is full",
        "over quota",
        "quota exceeded",
        "exceeded storage",
    ]) {
        return Some("5.2.2".to_owned());
    }
    if says(&["message size", "too large", "message too big"]) {
        return Some("5.3.4".to_owned());
    }
    if says(&[
        "host unknown",
        "domain not found",
        "host not found",
        "no such domain",
    ]) {
        return Some("5.1.2".to_owned());
    }
    if says(&[
        "spam",
        "blocked",
        "blacklist",
        "blocklist",
        "policy",
        "access denied",
        "rejected",
    ]) {
        return Some("5.7.1".to_owned());
    }
    reply_code(text).map(|class| format!("{class}.0.0"))
}

/// The class of the first SMTP reply code in a text: `550 no` → 5.
fn reply_code(text: &str) -> Option<char> {
    text.split(|c: char| !c.is_ascii_digit())
        .find(|n| n.len() == 3 && matches!(n.as_bytes()[0], b'4' | b'5') && n.as_bytes()[1] <= b'7')
        .and_then(|n| n.chars().next())
}

/// The part of a text before the returned message.
fn text_part(text: &str) -> &str {
    let lower = text.to_ascii_lowercase();
    [
        "\n------ this is a copy of",
        "\n--- below this line is a copy",
        "\n--- below the next line",
        "\n--- the header of the original message",
        "\n--- undelivered message follows",
        "\n   ----- original message",
        "\n----- original message",
        "\n----- unsent message",
        "\n------ this is a copy",
        "\nreceived: from ",
    ]
    .iter()
    .filter_map(|m| lower.find(m))
    .min()
    .map_or(text, |end| &text[..end])
}

/// Addresses that stand alone on a line or before a colon: how qmail, exim and
/// their kin name the recipients.
fn addresses_in(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for line in text.lines() {
        let line = line.trim().trim_start_matches("- ");
        let word = line
            .trim_end_matches(':')
            .trim_matches(|c| c == '<' || c == '>' || c == '"');
        // `<a@b>: host said …`, `<a@b>... User unknown`, `a@b (expanded from …)`
        let bare = match word.split_once(char::is_whitespace) {
            None => word,
            Some((first, rest)) if line.starts_with('<') || rest.starts_with('(') => first,
            Some(_) => continue,
        };
        let bare = bare.trim_matches(|c| matches!(c, '<' | '>' | ':' | '.' | ','));
        let fits = bare.split_once('@').is_some_and(|(l, d)| {
            !l.is_empty()
                && d.contains('.')
                && bare
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.@".contains(&b))
        });
        if fits && !out.iter().any(|a| a == bare) && out.len() < MAX_RECIPIENTS {
            out.push(bare.to_owned());
        }
    }
    if out.is_empty() {
        // "Could not be delivered to: <user@host>"
        let named = text
            .lines()
            .filter(|l| l.to_ascii_lowercase().contains("deliver"))
            .filter_map(|l| l.split_once('<')?.1.split_once('>').map(|(a, _)| a))
            .find(|a| a.contains('@'));
        out.extend(named.map(str::to_owned));
    }
    out
}

/// What is said of one recipient: from its line to the next empty line that
/// something else follows.
fn paragraph_of<'a>(text: &'a str, recipient: &str) -> Option<&'a str> {
    let start = text.find(recipient)?;
    let rest = &text[start..];
    let rest = &rest[..rest.floor_char_boundary(MAX_REASON_BYTES)];
    let end = rest.find("\n\n").unwrap_or(rest.len());
    Some(&rest[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_found_and_versions_are_not() {
        assert_eq!(
            status_in("550 5.1.1 <a@b> unknown").as_deref(),
            Some("5.1.1")
        );
        assert_eq!(
            status_in("smtp; 452-4.2.2 over quota").as_deref(),
            Some("4.2.2")
        );
        assert_eq!(status_in("#5.1.1 (no)").as_deref(), Some("5.1.1"));
        assert_eq!(status_in("MTA 5.5.1.9 at 10.5.2.1"), None);
        assert_eq!(status_of_text("550 go away").as_deref(), Some("5.0.0"));
        assert_eq!(status_of_text("all is well"), None);
    }

    #[test]
    fn a_general_code_gives_way_to_an_exact_one() {
        let s = |t: &str| Some(t.to_owned());
        assert_eq!(more_exact(s("5.0.0"), s("5.1.1")), s("5.1.1"));
        assert_eq!(more_exact(s("5.2.2"), s("5.1.1")), s("5.2.2"));
        assert_eq!(more_exact(s("4.0.0"), s("5.1.1")), s("4.0.0"));
        assert_eq!(more_exact(None, s("5.1.1")), s("5.1.1"));
    }
}
