//! A message that a work says.

use serde_json::json;
use surety_domain::ids::{AttachmentId, ContactId, MailId, MessageId, UserId};
use surety_domain::ticket::{Channel, TicketEvent};
use surety_store::records::history;

use super::{ATTACHMENTS_MAX, BODY_BYTES_MAX, PREVIEW_CHARS, Work};
use crate::core::Cx;
use crate::error::AppError;

impl Work {
    /// Says something in the conversation.
    ///
    /// It is written by `finish`, which also refuses files that are not the
    /// author's.
    ///
    /// # Errors
    /// `body_too_large` or `too_many_attachments`.
    pub fn say(&mut self, cx: &Cx<'_>, draft: Draft) -> Result<MessageId, AppError> {
        if draft.text.len() > BODY_BYTES_MAX
            || draft
                .html
                .as_ref()
                .is_some_and(|h| h.len() > BODY_BYTES_MAX)
        {
            return Err(AppError::invalid(
                "body_too_large",
                "body_text",
                format!("at most {BODY_BYTES_MAX} bytes; attach the rest as a file"),
            ));
        }
        if draft.attachments.len() > ATTACHMENTS_MAX {
            return Err(AppError::invalid(
                "too_many_attachments",
                "attachments",
                format!("at most {ATTACHMENTS_MAX}"),
            ));
        }
        let id = cx.new_id(MessageId::new);
        let channel = draft.channel;
        let event = match (draft.public, &draft.automatic, draft.from_customer) {
            (false, ..) => TicketEvent::Note { message: id },
            (true, Some(cause), _) => TicketEvent::AutomaticMessage {
                message: id,
                cause: cause.clone(),
            },
            (true, None, true) => TicketEvent::CustomerMessage {
                message: id,
                channel,
            },
            (true, None, false) => TicketEvent::AgentReply {
                message: id,
                channel,
            },
        };
        let seq = self.happened(cx, event);
        let author_kind = match (draft.from_customer, &draft.automatic) {
            (true, _) => "customer",
            (false, Some(_)) => "system",
            (false, None) => "agent",
        };
        let clean = |text: String| {
            if text.contains('\0') {
                text.replace('\0', "\u{fffd}")
            } else {
                text
            }
        };
        let text = clean(draft.text);
        if draft.public && draft.automatic.is_none() {
            self.ticket.preview = preview(&text);
            if draft.from_customer {
                self.ticket.last_customer_at = Some(self.at);
                self.ticket.unanswered_seq = seq;
            } else {
                self.ticket.last_agent_at = Some(self.at);
                self.ticket.unanswered_seq = 0;
            }
        }
        self.ticket.message_count += 1;
        self.said.push(Said {
            message: history::Message {
                id,
                ticket_id: self.ticket.id,
                seq,
                at: self.at,
                visibility: if draft.public { "public" } else { "internal" }.into(),
                author_kind: author_kind.into(),
                author_user_id: draft.author_user,
                author_contact_id: draft.author_contact,
                author_name: clean(draft.author_name),
                author_address: draft.author_address.map(clean),
                automatic: draft.automatic.is_some(),
                channel: channel.as_str().into(),
                recipients: recipients(&draft.to, &draft.cc),
                body_text: text,
                body_html: draft.html.map(clean),
                full_text: draft.full_text.map(clean),
                mail_id: draft.mail,
            },
            attachments: draft.attachments,
            uploaded_by: draft.uploaded_by.unwrap_or_default(),
        });
        Ok(id)
    }

    /// Says something publicly in the desk's own name. No clock counts it.
    ///
    /// # Errors
    /// As [`Work::say`].
    pub fn announce(&mut self, cx: &Cx<'_>, cause: &str, text: String) -> Result<(), AppError> {
        self.say(
            cx,
            Draft {
                public: true,
                automatic: Some(cause.into()),
                channel: Channel::Other,
                author_user: None,
                author_contact: None,
                author_name: cx.config.desk_name.clone(),
                author_address: None,
                from_customer: false,
                to: Vec::new(),
                cc: Vec::new(),
                text,
                html: None,
                full_text: None,
                attachments: Vec::new(),
                uploaded_by: None,
                mail: None,
            },
        )
        .map(|_| ())
    }
}

/// A message that is to be said.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Whether the customer reads it.
    pub public: bool,
    /// Whether a machine wrote it; `cause` says which.
    pub automatic: Option<String>,
    /// By which road.
    pub channel: Channel,
    /// The agent or signed-in customer who wrote it.
    pub author_user: Option<UserId>,
    /// The contact who wrote it.
    pub author_contact: Option<ContactId>,
    /// The name it is signed with.
    pub author_name: String,
    /// The address it came from.
    pub author_address: Option<String>,
    /// Whether it speaks for the customer's side.
    pub from_customer: bool,
    /// To whom.
    pub to: Vec<String>,
    /// With copies to.
    pub cc: Vec<String>,
    /// The new text.
    pub text: String,
    /// The new text as sanitised HTML.
    pub html: Option<String>,
    /// With quotation and signature, where they were cut.
    pub full_text: Option<String>,
    /// Files uploaded before.
    pub attachments: Vec<AttachmentId>,
    /// Who may send those files: the user or contact that uploaded them.
    pub uploaded_by: Option<String>,
    /// The mail it came by.
    pub mail: Option<MailId>,
}

/// A message that `finish` writes, with the files it takes.
#[derive(Debug)]
pub(super) struct Said {
    pub(super) message: history::Message,
    pub(super) attachments: Vec<AttachmentId>,
    pub(super) uploaded_by: String,
}

/// To whom a message went, as it is kept. Addresses that the database cannot
/// fold by itself are there a second time, folded, so that they are found.
fn recipients(to: &[String], cc: &[String]) -> String {
    let folded: Vec<String> = to
        .iter()
        .chain(cc)
        .filter(|address| !address.is_ascii())
        .map(|address| surety_domain::text::fold(address))
        .collect();
    let mut kept = json!({ "to": to, "cc": cc });
    if !folded.is_empty() {
        kept["folded"] = json!(folded);
    }
    kept.to_string()
}

/// The start of a message on one line.
pub fn preview(text: &str) -> String {
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
        if line.chars().count() > PREVIEW_CHARS {
            return line.chars().take(PREVIEW_CHARS).chain(['…']).collect();
        }
    }
    line
}
