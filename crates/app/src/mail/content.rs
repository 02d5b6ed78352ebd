//! What a message keeps of a mail: its text, its files, and the ids by which a
//! later mail finds it.

use surety_domain::digest::sha256_hex;
use surety_domain::ids::{AttachmentId, MessageId, TicketId};
use surety_domain::mail::reply_trim::new_text;
use surety_domain::mail::subject;
use surety_store::Tx;
use surety_store::records::{history, mails};

use super::address::Address;
use super::parse::{ParsedMail, truncate};
use super::sanitize::sanitize;
use crate::core::Cx;
use crate::error::AppError;
use crate::tickets::attach::clean_file_name;
use crate::tickets::work::{BODY_BYTES_MAX, SUBJECT_CHARS_MAX, preview};

/// Ids of one mail that are remembered for its ticket.
const REMEMBERED_MAX: usize = 200;

/// The bodies of a mail as a message keeps them.
pub(super) struct Bodies {
    pub(super) text: String,
    pub(super) html: Option<String>,
    pub(super) full_text: Option<String>,
}

pub(super) fn bodies(parsed: &ParsedMail) -> Bodies {
    let mut text = new_text(&parsed.plain);
    let full = parsed.plain.trim();
    let mut cut = text != full;
    cut |= truncate(&mut text, BODY_BYTES_MAX);
    // Where a quotation was cut from the text, the HTML would bring it back.
    let html = match &parsed.html {
        Some(html) if text == full => Some(sanitize(html).html),
        _ => None,
    };
    Bodies {
        text,
        html: html.filter(|h| !h.trim().is_empty() && h.len() <= BODY_BYTES_MAX),
        full_text: cut.then(|| full.to_owned()),
    }
}

pub(super) fn addresses(list: &[Address]) -> Vec<String> {
    list.iter().map(|a| a.address.clone()).collect()
}

/// The subject of a new ticket: what the mail says, or how its text begins.
pub(super) fn subject_line(parsed: &ParsedMail, text: &str) -> String {
    let said = parsed.subject.as_deref().unwrap_or_default();
    let (stripped, prefixes) = subject::strip(said);
    // A reply to something that is not here is a new matter; a forward is told.
    let line = if prefixes.forward || stripped.is_empty() {
        said
    } else {
        stripped
    };
    let line: String = line.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = if line.is_empty() { preview(text) } else { line };
    let line: String = line
        .chars()
        .filter(|c| !c.is_control())
        .take(SUBJECT_CHARS_MAX)
        .collect();
    if line.trim().is_empty() {
        "(no subject)".to_owned()
    } else {
        line
    }
}

/// Keeps the files of a mail with its message, embedded images included.
pub(super) fn attach(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    parsed: &ParsedMail,
    message: MessageId,
) -> Result<(), AppError> {
    for file in &parsed.attachments {
        let blob_hash = sha256_hex(&file.data);
        history::put_blob(tx, &blob_hash, file.data.clone())?;
        let name = match &file.name {
            Some(name) => clean_file_name(name),
            None => default_name(&file.content_type).to_owned(),
        };
        let attachment = history::Attachment {
            id: cx.new_id(AttachmentId::new),
            message_id: Some(message),
            uploaded_by: None,
            name,
            content_type: file
                .content_type
                .chars()
                .filter(char::is_ascii_graphic)
                .take(200)
                .collect(),
            size: i64::try_from(file.data.len()).unwrap_or(i64::MAX),
            blob_hash,
            content_id: file.content_id.clone(),
            created_at: cx.now,
        };
        history::add_attachment(tx, &attachment)?;
    }
    Ok(())
}

fn default_name(content_type: &str) -> &'static str {
    match content_type {
        "message/rfc822" | "message/global" => "message.eml",
        "message/delivery-status" => "delivery-status.txt",
        "text/calendar" => "invitation.ics",
        "text/rfc822-headers" => "headers.txt",
        "image/png" => "image.png",
        "image/jpeg" => "image.jpg",
        "image/gif" => "image.gif",
        "application/pdf" => "document.pdf",
        _ => "file",
    }
}

/// Every id that the mail carries or names belongs to its ticket from now on,
/// so that a reply to any mail of the conversation finds it.
pub(super) fn remember(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    parsed: &ParsedMail,
    ticket: TicketId,
) -> Result<(), AppError> {
    let ids = parsed
        .message_id
        .iter()
        .chain(&parsed.in_reply_to)
        .chain(parsed.references.iter().rev())
        .take(REMEMBERED_MAX);
    for id in ids {
        mails::add_reference(tx, id, ticket, cx.now)?;
    }
    Ok(())
}
