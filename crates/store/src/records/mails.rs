//! Mails as received, and the index of every id that mails ever named.

use surety_domain::ids::{AccountId, ContactId, MailId, MessageId, TicketId};
use surety_domain::time::Instant;

use super::listing::Listing;
use crate::{Row, StoreError, Tx, params, sql};

sql! {
    /// Keeps a mail unless this mailbox has it.
    INSERT = "INSERT INTO mails (id, mailbox, identity, raw_hash, state, reason, detail, ticket_id, message_id,
                from_address, subject, version, received_at, processed_at)
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
              ON CONFLICT (mailbox, identity) DO NOTHING";
    /// One mail.
    GET = "SELECT id, mailbox, identity, raw_hash, state, reason, detail, ticket_id, message_id, from_address, subject,
             version, received_at, processed_at FROM mails WHERE id = $1";
    /// One mail, held until the end of the transaction.
    LOCK = "SELECT id, mailbox, identity, raw_hash, state, reason, detail, ticket_id, message_id, from_address, subject,
              version, received_at, processed_at FROM mails WHERE id = $1 FOR UPDATE";
    /// The mail of an identity.
    BY_IDENTITY = "SELECT id, mailbox, identity, raw_hash, state, reason, detail, ticket_id, message_id, from_address,
                     subject, version, received_at, processed_at FROM mails WHERE mailbox = $1 AND identity = $2";
    /// Writes what became of a mail, if nobody else did meanwhile.
    UPDATE = "UPDATE mails SET state = $3, reason = $4, detail = $5, ticket_id = $6, message_id = $7, from_address = $8,
                subject = $9, version = version + 1, processed_at = $10 WHERE id = $1 AND version = $2";
    /// Mails that were kept and not worked on, oldest first.
    WAITING = "SELECT id FROM mails WHERE state = 'received' AND received_at <= $1 ORDER BY received_at, id LIMIT $2";
    /// Remembers that an id belongs to a ticket.
    REFERENCE_ADD = "INSERT INTO mail_references (reference, ticket_id, at) VALUES ($1, $2, $3)
                     ON CONFLICT (reference, ticket_id) DO NOTHING";
    /// Tickets of an id: those that a contact takes part in, then those of their account, then others, each newest first.
    REFERENCE_FIND = "SELECT r.ticket_id FROM mail_references r JOIN tickets t ON t.id = r.ticket_id
                      WHERE r.reference = $1
                      ORDER BY CASE WHEN t.requester_id = $2 THEN 0
                                 WHEN EXISTS (SELECT 1 FROM ticket_followers f
                                              WHERE f.ticket_id = r.ticket_id AND f.contact_id = $2) THEN 0
                                 WHEN EXISTS (SELECT 1 FROM messages m
                                              WHERE m.ticket_id = r.ticket_id AND m.author_contact_id = $2) THEN 0
                                 WHEN t.account_id = $3 THEN 1 ELSE 2 END,
                               r.at DESC, r.ticket_id DESC LIMIT $4";
}

const COLUMNS: &str = "SELECT id, mailbox, identity, raw_hash, state, reason, detail, ticket_id, message_id, \
     from_address, subject, version, received_at, processed_at FROM mails";

/// A mail as received, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// Its id.
    pub id: MailId,
    /// The address it was received at, folded.
    pub mailbox: String,
    /// SHA-256 without transport fields, hexadecimal; unique within the mailbox.
    pub identity: String,
    /// SHA-256 of the raw bytes, hexadecimal; they are kept as a blob.
    pub raw_hash: String,
    /// `received`, `ticket`, `message`, `suspended` or `discarded`.
    pub state: String,
    /// Why it is suspended or was discarded, a code.
    pub reason: Option<String>,
    /// JSON: what the intake saw.
    pub detail: String,
    /// The ticket it opened or belongs to.
    pub ticket_id: Option<TicketId>,
    /// The message it became.
    pub message_id: Option<MessageId>,
    /// The sender it claims.
    pub from_address: Option<String>,
    /// Its subject, empty when there is none.
    pub subject: String,
    /// Raised by every change.
    pub version: i64,
    /// When it was kept.
    pub received_at: Instant,
    /// When it became what it is.
    pub processed_at: Option<Instant>,
}

fn mail(row: &Row) -> Result<Mail, StoreError> {
    Ok(Mail {
        id: row.id("id")?,
        mailbox: row.text("mailbox")?,
        identity: row.text("identity")?,
        raw_hash: row.text("raw_hash")?,
        state: row.text("state")?,
        reason: row.opt_text("reason")?,
        detail: row.text("detail")?,
        ticket_id: row.opt_id("ticket_id")?,
        message_id: row.opt_id("message_id")?,
        from_address: row.opt_text("from_address")?,
        subject: row.text("subject")?,
        version: row.int("version")?,
        received_at: row.instant("received_at")?,
        processed_at: row.opt_instant("processed_at")?,
    })
}

/// Keeps a mail; false when this mailbox has one of the same identity.
///
/// # Errors
/// As the engine reports.
pub fn insert(tx: &mut Tx<'_>, m: &Mail) -> Result<bool, StoreError> {
    let rows = tx.execute(
        &INSERT,
        &params![
            m.id,
            m.mailbox.as_str(),
            m.identity.as_str(),
            m.raw_hash.as_str(),
            m.state.as_str(),
            m.reason.clone(),
            m.detail.as_str(),
            m.ticket_id,
            m.message_id,
            m.from_address.clone(),
            m.subject.as_str(),
            m.version,
            m.received_at,
            m.processed_at
        ],
    )?;
    Ok(rows == 1)
}

/// One mail.
///
/// # Errors
/// As the engine reports.
pub fn get(tx: &mut Tx<'_>, id: MailId) -> Result<Option<Mail>, StoreError> {
    tx.query_opt(&GET, &params![id])?
        .as_ref()
        .map(mail)
        .transpose()
}

/// One mail, held until the end of the transaction.
///
/// # Errors
/// As the engine reports.
pub fn lock(tx: &mut Tx<'_>, id: MailId) -> Result<Option<Mail>, StoreError> {
    tx.query_opt(&LOCK, &params![id])?
        .as_ref()
        .map(mail)
        .transpose()
}

/// The mail of an identity in a mailbox.
///
/// # Errors
/// As the engine reports.
pub fn by_identity(
    tx: &mut Tx<'_>,
    mailbox: &str,
    identity: &str,
) -> Result<Option<Mail>, StoreError> {
    tx.query_opt(&BY_IDENTITY, &params![mailbox, identity])?
        .as_ref()
        .map(mail)
        .transpose()
}

/// Writes what became of a mail and raises its version; false when it changed
/// meanwhile.
///
/// # Errors
/// As the engine reports.
pub fn update(tx: &mut Tx<'_>, m: &mut Mail) -> Result<bool, StoreError> {
    let rows = tx.execute(
        &UPDATE,
        &params![
            m.id,
            m.version,
            m.state.as_str(),
            m.reason.clone(),
            m.detail.as_str(),
            m.ticket_id,
            m.message_id,
            m.from_address.clone(),
            m.subject.as_str(),
            m.processed_at
        ],
    )?;
    if rows == 1 {
        m.version += 1;
    }
    Ok(rows == 1)
}

/// Mails kept up to `before` that were never worked on (the process ended in
/// between), oldest first.
///
/// # Errors
/// As the engine reports.
pub fn waiting(tx: &mut Tx<'_>, before: Instant, limit: i64) -> Result<Vec<MailId>, StoreError> {
    tx.query(&WAITING, &params![before, limit])?
        .iter()
        .map(|row| row.id("id"))
        .collect()
}

/// Mails of a state, newest first, after the key of the last one seen.
///
/// # Errors
/// As the engine reports.
pub fn list(
    tx: &mut Tx<'_>,
    state: &str,
    after: Option<(Instant, MailId)>,
    limit: i64,
) -> Result<Vec<Mail>, StoreError> {
    let mut listing = Listing::new(COLUMNS);
    listing.and("state = ").bind(state);
    if let Some((at, id)) = after {
        listing
            .and("(received_at, id) < (")
            .bind(at)
            .sql(", ")
            .bind(id)
            .sql(")");
    }
    listing
        .sql(" ORDER BY received_at DESC, id DESC LIMIT ")
        .bind(limit);
    listing.rows(tx)?.iter().map(mail).collect()
}

/// The form in which ids are kept and compared: folded, without blanks.
pub fn fold_reference(id: &str) -> String {
    surety_domain::text::fold(id.trim())
}

/// Remembers that an id (without angle brackets) belongs to a ticket.
///
/// # Errors
/// As the engine reports.
pub fn add_reference(
    tx: &mut Tx<'_>,
    id: &str,
    ticket: TicketId,
    at: Instant,
) -> Result<(), StoreError> {
    tx.execute(&REFERENCE_ADD, &params![fold_reference(id), ticket, at])?;
    Ok(())
}

/// Tickets of an id that are looked at.
pub const REFERENCED_MAX: i64 = 20;

/// Tickets that an id was seen in, at most [`REFERENCED_MAX`]: those that the
/// sender takes part in first. Anybody can name an id in a mail, so other
/// people's tickets must not push out the one that it belongs to.
///
/// # Errors
/// As the engine reports.
pub fn find_reference(
    tx: &mut Tx<'_>,
    id: &str,
    contact: Option<ContactId>,
    account: Option<AccountId>,
) -> Result<Vec<TicketId>, StoreError> {
    let sender = params![fold_reference(id), contact, account, REFERENCED_MAX];
    tx.query(&REFERENCE_FIND, &sender)?
        .iter()
        .map(|row| row.id("ticket_id"))
        .collect()
}
