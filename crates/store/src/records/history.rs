//! The history of tickets: events, messages, attachments and the bytes behind them.

use std::collections::HashMap;

use surety_domain::ids::{AttachmentId, ContactId, MailId, MessageId, TicketId, UserId};
use surety_domain::time::Instant;

use crate::{Row, SqlText, StoreError, Tx, params, sql};

sql! {
    /// Adds an event.
    EVENT_INSERT = "INSERT INTO ticket_events (ticket_id, seq, at, kind, actor_kind, actor_id, data)
                    VALUES ($1, $2, $3, $4, $5, $6, $7)";
    /// The events of a ticket in their order.
    pub(in crate::records) EVENTS = "SELECT seq, at, kind, actor_kind, actor_id, data FROM ticket_events WHERE ticket_id = $1 ORDER BY seq";
    /// Adds a message.
    MESSAGE_INSERT = "INSERT INTO messages (id, ticket_id, seq, at, visibility, author_kind, author_user_id,
                        author_contact_id, author_name, author_address, automatic, channel, recipients, body_text,
                        body_html, full_text, mail_id)
                      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)";
    /// The conversation of a ticket in its order.
    MESSAGES = "SELECT id, ticket_id, seq, at, visibility, author_kind, author_user_id, author_contact_id, author_name,
             author_address, automatic, channel, recipients, body_text, body_html, full_text, mail_id
             FROM messages WHERE ticket_id = $1 ORDER BY seq";
    /// The newest messages before one, without what only [`get_message`] gives.
    MESSAGES_BEFORE = "SELECT id, ticket_id, seq, at, visibility, author_kind, author_user_id, author_contact_id,
             author_name, author_address, automatic, channel, recipients, body_text, body_html,
             CAST(CASE WHEN full_text IS NULL THEN 0 ELSE 1 END AS BIGINT) AS has_full_text, mail_id
             FROM messages WHERE ticket_id = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3";
    /// As above, those that the customer reads.
    PUBLIC_BEFORE = "SELECT id, ticket_id, seq, at, visibility, author_kind, author_user_id, author_contact_id,
             author_name, author_address, automatic, channel, recipients, body_text, body_html,
             CAST(CASE WHEN full_text IS NULL THEN 0 ELSE 1 END AS BIGINT) AS has_full_text, mail_id
             FROM messages WHERE ticket_id = $1 AND seq < $2 AND visibility = 'public' ORDER BY seq DESC LIMIT $3";
    /// Whether a public message of a ticket names an address among its recipients.
    RECIPIENTS = "SELECT recipients FROM messages WHERE ticket_id = $1 AND visibility = 'public'
             ORDER BY seq DESC LIMIT $2";
    /// One message.
    MESSAGE_GET = "SELECT id, ticket_id, seq, at, visibility, author_kind, author_user_id, author_contact_id, author_name,
             author_address, automatic, channel, recipients, body_text, body_html, full_text, mail_id
             FROM messages WHERE id = $1";
    /// Keeps bytes under their hash; once is enough.
    BLOB_PUT = "INSERT INTO blobs (hash, size, data) VALUES ($1, $2, $3) ON CONFLICT (hash) DO NOTHING";
    /// Bytes that were there already, held until the end of the transaction, so
    /// that nobody takes them away meanwhile.
    BLOB_HOLD = "SELECT size FROM blobs WHERE hash = $1 FOR UPDATE";
    /// The bytes behind a hash.
    BLOB_GET = "SELECT data FROM blobs WHERE hash = $1";
    /// Adds an attachment, of a message or waiting for one.
    ATTACHMENT_INSERT = "INSERT INTO attachments (id, message_id, uploaded_by, name, content_type, size, blob_hash,
                           content_id, created_at)
                         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    /// One attachment.
    ATTACHMENT_GET = "SELECT id, message_id, uploaded_by, name, content_type, size, blob_hash, content_id, created_at
             FROM attachments WHERE id = $1";
    /// Gives a waiting attachment to a message, if its uploader sends it.
    ATTACHMENT_CLAIM = "UPDATE attachments SET message_id = $2
                        WHERE id = $1 AND message_id IS NULL AND uploaded_by = $3";
    /// Attachments of a stretch of a ticket's messages.
    ATTACHMENTS_BETWEEN = "SELECT a.id, a.message_id, a.uploaded_by, a.name, a.content_type, a.size, a.blob_hash, a.content_id,
             a.created_at
             FROM attachments a JOIN messages m ON m.id = a.message_id
                             WHERE m.ticket_id = $1 AND m.seq >= $2 AND m.seq <= $3 ORDER BY a.id";
    /// Attachments of one message.
    ATTACHMENTS_OF_MESSAGE = "SELECT id, message_id, uploaded_by, name, content_type, size, blob_hash, content_id, created_at
             FROM attachments WHERE message_id = $1 ORDER BY id";
}

/// One entry of a ticket's history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Its place in the order of the ticket's events, from 1.
    pub seq: i64,
    /// When it happened.
    pub at: Instant,
    /// What happened; see `surety_domain::ticket`.
    pub kind: String,
    /// `agent`, `customer` or `system`.
    pub actor_kind: String,
    /// Who, if known.
    pub actor_id: Option<String>,
    /// JSON of the event.
    pub data: String,
}

/// Adds an event to a ticket's history.
///
/// # Errors
/// As the engine reports.
pub fn add_event(tx: &mut Tx<'_>, ticket: TicketId, event: &Event) -> Result<(), StoreError> {
    tx.later(
        &EVENT_INSERT,
        params![
            ticket,
            event.seq,
            event.at,
            event.kind.as_str(),
            event.actor_kind.as_str(),
            event.actor_id.clone(),
            event.data.as_str()
        ],
    )?;
    Ok(())
}

/// The events of a ticket in their order.
///
/// # Errors
/// As the engine reports.
pub fn events(tx: &mut Tx<'_>, ticket: TicketId) -> Result<Vec<Event>, StoreError> {
    tx.query(&EVENTS, &params![ticket])?
        .iter()
        .map(|row| {
            Ok(Event {
                seq: row.int("seq")?,
                at: row.instant("at")?,
                kind: row.text("kind")?,
                actor_kind: row.text("actor_kind")?,
                actor_id: row.opt_text("actor_id")?,
                data: row.text("data")?,
            })
        })
        .collect()
}

/// One entry of a conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Its id.
    pub id: MessageId,
    /// Of which ticket.
    pub ticket_id: TicketId,
    /// The sequence number of its event.
    pub seq: i64,
    /// When it was said.
    pub at: Instant,
    /// `public` or `internal`.
    pub visibility: String,
    /// `agent`, `customer` or `system`.
    pub author_kind: String,
    /// The agent or signed-in customer who wrote it.
    pub author_user_id: Option<UserId>,
    /// The contact who wrote it.
    pub author_contact_id: Option<ContactId>,
    /// The name it was signed with then.
    pub author_name: String,
    /// The address it came from.
    pub author_address: Option<String>,
    /// Whether a machine wrote it; such a message answers no clock.
    pub automatic: bool,
    /// By which channel.
    pub channel: String,
    /// JSON: `{"to": […], "cc": […]}`.
    pub recipients: String,
    /// The new text.
    pub body_text: String,
    /// The new text as sanitised HTML.
    pub body_html: Option<String>,
    /// The text with quotation and signature, where they were cut.
    pub full_text: Option<String>,
    /// The mail it came by.
    pub mail_id: Option<MailId>,
}

fn message(row: &Row) -> Result<Message, StoreError> {
    Ok(Message {
        full_text: row.opt_text("full_text")?,
        ..without_full_text(row)?
    })
}

fn without_full_text(row: &Row) -> Result<Message, StoreError> {
    Ok(Message {
        id: row.id("id")?,
        ticket_id: row.id("ticket_id")?,
        seq: row.int("seq")?,
        at: row.instant("at")?,
        visibility: row.text("visibility")?,
        author_kind: row.text("author_kind")?,
        author_user_id: row.opt_id("author_user_id")?,
        author_contact_id: row.opt_id("author_contact_id")?,
        author_name: row.text("author_name")?,
        author_address: row.opt_text("author_address")?,
        automatic: row.bool("automatic")?,
        channel: row.text("channel")?,
        recipients: row.text("recipients")?,
        body_text: row.text("body_text")?,
        body_html: row.opt_text("body_html")?,
        full_text: None,
        mail_id: row.opt_id("mail_id")?,
    })
}

/// Adds a message.
///
/// # Errors
/// As the engine reports.
pub fn add_message(tx: &mut Tx<'_>, m: &Message) -> Result<(), StoreError> {
    tx.later(
        &MESSAGE_INSERT,
        params![
            m.id,
            m.ticket_id,
            m.seq,
            m.at,
            m.visibility.as_str(),
            m.author_kind.as_str(),
            m.author_user_id,
            m.author_contact_id,
            m.author_name.as_str(),
            m.author_address.clone(),
            m.automatic,
            m.channel.as_str(),
            m.recipients.as_str(),
            m.body_text.as_str(),
            m.body_html.clone(),
            m.full_text.clone(),
            m.mail_id
        ],
    )?;
    Ok(())
}

/// The conversation of a ticket in its order.
///
/// # Errors
/// As the engine reports.
pub fn messages(tx: &mut Tx<'_>, ticket: TicketId) -> Result<Vec<Message>, StoreError> {
    tx.query(&MESSAGES, &params![ticket])?
        .iter()
        .map(message)
        .collect()
}

/// A message of a page: its `full_text` is not read, only whether it has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The message without its full text.
    pub message: Message,
    /// Whether [`get_message`] would give a full text.
    pub has_full_text: bool,
}

/// The newest messages of a ticket before a sequence number, newest first.
///
/// # Errors
/// As the engine reports.
pub fn messages_before(
    tx: &mut Tx<'_>,
    ticket: TicketId,
    before: i64,
    public_only: bool,
    limit: i64,
) -> Result<Vec<Listed>, StoreError> {
    let statement = if public_only {
        &PUBLIC_BEFORE
    } else {
        &MESSAGES_BEFORE
    };
    tx.query(statement, &params![ticket, before, limit])?
        .iter()
        .map(|row| {
            Ok(Listed {
                message: without_full_text(row)?,
                has_full_text: row.bool("has_full_text")?,
            })
        })
        .collect()
}

/// How many messages of each ticket the customer reads; one without any is left out.
///
/// # Errors
/// As the engine reports.
pub fn count_public(
    tx: &mut Tx<'_>,
    tickets: &[TicketId],
) -> Result<HashMap<TicketId, i64>, StoreError> {
    if tickets.is_empty() {
        return Ok(HashMap::new());
    }
    let mut text = SqlText::new(
        "SELECT ticket_id, COUNT(*) AS messages FROM messages WHERE visibility = 'public' AND ticket_id IN ",
    );
    let mut params = Vec::with_capacity(tickets.len());
    let mut before = "(";
    for id in tickets {
        text.push(before);
        text.param();
        params.push((*id).into());
        before = ", ";
    }
    text.push(") GROUP BY ticket_id");
    tx.query_dynamic(&text, &params)?
        .iter()
        .map(|row| Ok((row.id("ticket_id")?, row.int("messages")?)))
        .collect()
}

/// How many of a ticket's newest messages are looked through for a recipient.
pub const RECIPIENTS_LOOKED_AT: i64 = 1_000;

/// Whether a public message of a ticket was sent or copied to a folded address.
///
/// # Errors
/// As the engine reports.
pub fn was_recipient(
    tx: &mut Tx<'_>,
    ticket: TicketId,
    address_folded: &str,
) -> Result<bool, StoreError> {
    // As the column writes it: a JSON text with its quotation marks, so that
    // no address is found inside another one.
    let quoted = serde_json::Value::from(address_folded).to_string();
    for row in tx.query(&RECIPIENTS, &params![ticket, RECIPIENTS_LOOKED_AT])? {
        if surety_domain::text::fold(&row.text("recipients")?).contains(&quoted) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// One message.
///
/// # Errors
/// As the engine reports.
pub fn get_message(tx: &mut Tx<'_>, id: MessageId) -> Result<Option<Message>, StoreError> {
    tx.query_opt(&MESSAGE_GET, &params![id])?
        .as_ref()
        .map(message)
        .transpose()
}

/// A file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its id.
    pub id: AttachmentId,
    /// Of which message; none while it waits to be sent.
    pub message_id: Option<MessageId>,
    /// Who uploaded it: a user or a contact.
    pub uploaded_by: Option<String>,
    /// Its name as given; never a path.
    pub name: String,
    /// Its media type as declared.
    pub content_type: String,
    /// Bytes.
    pub size: i64,
    /// SHA-256 of its bytes, hexadecimal.
    pub blob_hash: String,
    /// Content-ID without angle brackets, for images inside a message.
    pub content_id: Option<String>,
    /// When it came.
    pub created_at: Instant,
}

fn attachment(row: &Row) -> Result<Attachment, StoreError> {
    Ok(Attachment {
        id: row.id("id")?,
        message_id: row.opt_id("message_id")?,
        uploaded_by: row.opt_text("uploaded_by")?,
        name: row.text("name")?,
        content_type: row.text("content_type")?,
        size: row.int("size")?,
        blob_hash: row.text("blob_hash")?,
        content_id: row.opt_text("content_id")?,
        created_at: row.instant("created_at")?,
    })
}

/// Keeps bytes under their SHA-256 (hexadecimal).
///
/// # Errors
/// As the engine reports.
pub fn put_blob(tx: &mut Tx<'_>, hash: &str, data: Vec<u8>) -> Result<(), StoreError> {
    if tx.query_opt(&BLOB_HOLD, &params![hash])?.is_some() {
        return Ok(());
    }
    let size = i64::try_from(data.len()).unwrap_or(i64::MAX);
    if tx.execute(&BLOB_PUT, &params![hash, size, data])? == 0
        && tx.query_opt(&BLOB_HOLD, &params![hash])?.is_none()
    {
        // Put and taken away by others between two statements.
        return Err(StoreError::Busy);
    }
    Ok(())
}

/// The bytes behind a hash.
///
/// # Errors
/// As the engine reports.
pub fn blob(tx: &mut Tx<'_>, hash: &str) -> Result<Option<Vec<u8>>, StoreError> {
    tx.query_opt(&BLOB_GET, &params![hash])?
        .map(|row| row.blob("data"))
        .transpose()
}

/// Adds an attachment.
///
/// # Errors
/// As the engine reports.
pub fn add_attachment(tx: &mut Tx<'_>, a: &Attachment) -> Result<(), StoreError> {
    tx.execute(
        &ATTACHMENT_INSERT,
        &params![
            a.id,
            a.message_id,
            a.uploaded_by.clone(),
            a.name.as_str(),
            a.content_type.as_str(),
            a.size,
            a.blob_hash.as_str(),
            a.content_id.clone(),
            a.created_at
        ],
    )?;
    Ok(())
}

/// One attachment.
///
/// # Errors
/// As the engine reports.
pub fn get_attachment(tx: &mut Tx<'_>, id: AttachmentId) -> Result<Option<Attachment>, StoreError> {
    tx.query_opt(&ATTACHMENT_GET, &params![id])?
        .as_ref()
        .map(attachment)
        .transpose()
}

/// Gives a waiting attachment to a message; false when it is not the
/// uploader's or was sent already.
///
/// # Errors
/// As the engine reports.
pub fn claim_attachment(
    tx: &mut Tx<'_>,
    id: AttachmentId,
    message: MessageId,
    uploaded_by: &str,
) -> Result<bool, StoreError> {
    Ok(tx.execute(&ATTACHMENT_CLAIM, &params![id, message, uploaded_by])? == 1)
}

/// Attachments of a ticket's messages from one sequence number to another.
///
/// # Errors
/// As the engine reports.
pub fn attachments_between(
    tx: &mut Tx<'_>,
    ticket: TicketId,
    first: i64,
    last: i64,
) -> Result<Vec<Attachment>, StoreError> {
    tx.query(&ATTACHMENTS_BETWEEN, &params![ticket, first, last])?
        .iter()
        .map(attachment)
        .collect()
}

/// Attachments of one message.
///
/// # Errors
/// As the engine reports.
pub fn attachments_of_message(
    tx: &mut Tx<'_>,
    message: MessageId,
) -> Result<Vec<Attachment>, StoreError> {
    tx.query(&ATTACHMENTS_OF_MESSAGE, &params![message])?
        .iter()
        .map(attachment)
        .collect()
}
