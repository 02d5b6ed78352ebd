//! `surety mail inspect`: what the mail intake sees in a raw message.

use serde_json::{Value, json};

use crate::mail::parse::{self, ParsedMail};
use crate::mail::sanitize::sanitize;

/// What the intake reads out of one raw message, in the format of
/// docs/diagnostics.md. Never fails: what is wrong with the message stands in
/// `problems`.
pub fn inspect(name: &str, raw: &[u8]) -> Value {
    let mail = parse::parse(raw);
    describe(name, &mail)
}

fn describe(name: &str, mail: &ParsedMail) -> Value {
    let addresses = |list: &[crate::mail::address::Address]| -> Vec<String> {
        list.iter().map(|a| a.address.clone()).collect()
    };
    let attachments: Vec<Value> = mail
        .attachments
        .iter()
        .filter(|a| a.listed)
        .map(|a| json!({"name": a.name, "content_type": a.content_type, "size": a.data.len()}))
        .collect();
    let mut out = json!({
        "file": name,
        "from": mail.from.as_ref().map(|a| &a.address),
        "to": addresses(&mail.to),
        "cc": addresses(&mail.cc),
        "subject": mail.subject,
        "message_id": mail.message_id,
        "in_reply_to": mail.in_reply_to.first(),
        "references": mail.references,
        "date": mail.date,
        "charset": mail.charset,
        "has_html": mail.has_html,
        "has_plain": mail.has_plain,
        "attachments": attachments,
        "plain": mail.plain,
        "is_auto_reply": mail.automatic.is_auto_reply,
        "is_bounce": mail.automatic.is_bounce,
        "is_list": mail.automatic.is_list,
        "is_feedback_report": mail.automatic.is_feedback_report,
        "reply_text": surety_domain::mail::reply_trim::new_text(&mail.plain),
        "problems": mail.problems,
    });
    if let Some(html) = &mail.html
        && let Some(map) = out.as_object_mut()
    {
        map.insert("html".to_owned(), json!(sanitize(html).html));
    }
    if mail.automatic.is_bounce
        && let Some(map) = out.as_object_mut()
    {
        map.insert("bounce".to_owned(), json!(mail.bounce));
    }
    out
}
