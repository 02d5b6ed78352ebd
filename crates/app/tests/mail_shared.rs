//! Real mails with what is known of them, where their folder exists: beside
//! the project, or where SURETY_SHARED_MAIL says. They are data of others and
//! never part of the project.

#![expect(
    clippy::disallowed_methods,
    reason = "the folder of real mails is read where it exists"
)]

use std::path::PathBuf;

use serde_json::Value;
use surety_app::diagnostics::mail_inspect::inspect;

/// Where we read more, or something else, than the expectation says, and why.
const JUDGED_OTHERWISE: &[(&str, &str, &str)] = &[
    (
        "talon/",
        "reply_text",
        "the mails say Hello where the expectation has the placeholder Test reply; signatures go",
    ),
    (
        "mikel/plain_emails-raw_email_incorrect_header.eml",
        "*",
        "one bad line does not end the header: the sender is recovered",
    ),
    (
        "enmime/bad-header-start.raw",
        "from",
        "a blank before the first field does not hide the sender",
    ),
    (
        "chatwoot/mail_with_invalid_to_2.eml",
        "to",
        "two words are not one address",
    ),
    (
        "mikel/rfc6532-utf8_headers.eml",
        "*",
        "UTF-8 addresses are read as UTF-8 (RFC 6532)",
    ),
    (
        "flanker/mailformed-headers.eml",
        "to",
        "an eight-bit character is read, not replaced",
    ),
    (
        "flanker/outlook-express.eml",
        "attachments",
        "an eight-bit name is read, not replaced",
    ),
    (
        "mikel/error_emails-multiple_references_with_one_invalid.eml",
        "references",
        "every References field counts",
    ),
    (
        "enmime/mime-bad-content-type.raw",
        "attachments",
        "the type is application/pdf, the rest a parameter",
    ),
    (
        "enmime/mime-blank-media-name.raw",
        "attachments",
        "the type is application/pdf, the rest a parameter",
    ),
    (
        "flanker/delayed-broken.eml",
        "is_bounce",
        "it says Action: failed",
    ),
    (
        "mime4j/ending-boundaries.msg",
        "has_plain",
        "RFC 2046: text behind a delimiter is ignored",
    ),
    (
        "sisimai/lhost-kddi-01.eml",
        "bounce",
        "5.0.922 is no RFC 3463 code: mailbox full is 5.2.2",
    ),
    (
        "sisimai/lhost-googlegroups-01.eml",
        "bounce",
        "5.0.918 is no RFC 3463 code",
    ),
    (
        "sisimai/lhost-amazonses-01.eml",
        "bounce",
        "the report's own status is 5.1.0",
    ),
];

fn folder() -> Option<PathBuf> {
    let folder = std::env::var_os("SURETY_SHARED_MAIL").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/mail")),
        PathBuf::from,
    );
    folder.join("expected.jsonl").exists().then_some(folder)
}

fn squeeze(text: &str) -> String {
    text.split_whitespace().collect()
}

fn lower(value: &Value) -> Value {
    match value {
        Value::String(s) => Value::String(s.to_lowercase()),
        Value::Array(a) => Value::Array(a.iter().map(lower).collect()),
        other => other.clone(),
    }
}

fn attachments_agree(wanted: &Value, got: &Value) -> bool {
    let (Some(wanted), Some(got)) = (wanted.as_array(), got.as_array()) else {
        return false;
    };
    wanted.len() == got.len()
        && wanted.iter().zip(got).all(|(w, g)| {
            w["name"] == g["name"]
                && w["content_type"] == g["content_type"]
                && (w["size"].is_null() || w["size"] == g["size"])
        })
}

fn agrees(field: &str, wanted: &Value, got: &Value) -> bool {
    match field {
        "from" | "to" | "cc" | "message_id" | "in_reply_to" | "references" => {
            lower(wanted) == lower(&got[field])
        }
        "subject" | "reply_text" => {
            wanted.as_str().map(squeeze) == got[field].as_str().map(squeeze)
        }
        "attachments" => attachments_agree(wanted, &got[field]),
        "plain_contains" => {
            let plain = squeeze(got["plain"].as_str().unwrap_or_default());
            wanted.as_array().is_some_and(|all| {
                all.iter()
                    .all(|t| plain.contains(&squeeze(t.as_str().unwrap_or_default())))
            })
        }
        "bounce" => {
            let statuses = |v: &Value| -> Vec<Value> {
                v.as_array()
                    .map(|a| a.iter().map(|r| r["status"].clone()).collect())
                    .unwrap_or_default()
            };
            statuses(wanted) == statuses(&got["bounce"])
        }
        _ => *wanted == got[field],
    }
}

#[test]
fn the_shared_mails_are_read_as_known() {
    let Some(folder) = folder() else {
        println!("no folder ../shared/mail: the test over real mails does not run");
        return;
    };
    let expected = std::fs::read_to_string(folder.join("expected.jsonl")).expect("readable");
    let mut compared = 0;
    let mut wrong = Vec::new();
    let mut judged = std::collections::HashSet::new();
    for line in expected.lines() {
        let known: Value = serde_json::from_str(line).expect("JSON");
        let file = known["file"].as_str().expect("file");
        let raw = std::fs::read(folder.join(file)).expect("readable");
        let got = inspect(file, &raw);
        let disputed = known["disputed"].as_array().cloned().unwrap_or_default();
        for field in [
            "from",
            "to",
            "cc",
            "subject",
            "message_id",
            "in_reply_to",
            "references",
            "has_html",
            "has_plain",
            "attachments",
            "is_auto_reply",
            "is_bounce",
            "is_list",
            "is_feedback_report",
            "plain_contains",
            "reply_text",
            "bounce",
        ] {
            let Some(wanted) = known.get(field) else {
                continue;
            };
            if disputed.iter().any(|d| d == field) {
                continue;
            }
            compared += 1;
            if agrees(field, wanted, &got) {
                continue;
            }
            let ours = JUDGED_OTHERWISE
                .iter()
                .position(|(f, k, _)| file.starts_with(f) && (*k == "*" || *k == field));
            match ours {
                Some(n) => {
                    judged.insert(n);
                }
                None => wrong.push(format!(
                    "{file} {field}: wanted {wanted}, got {}",
                    got[field]
                )),
            }
        }
    }
    println!(
        "{compared} fields compared, {} kinds judged otherwise",
        judged.len()
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // An entry that no longer stands for anything must go.
    assert_eq!(judged.len(), JUDGED_OTHERWISE.len());
}
