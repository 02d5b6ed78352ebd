//! The verb of the mail door: a raw mail becomes a ticket, a message, or a
//! suspended entry that somebody sees. Never an error that loses it.
//!
//! 1. The raw bytes are stored and committed under the mail's identity. From
//!    here on the mail cannot be lost; whoever delivers it may be told so.
//! 2. It is read within budgets, outside of any transaction.
//! 3. One transaction decides and writes: ticket or message, index of ids, and
//!    what became of the mail. A process that ends between 1 and 3 leaves a mail
//!    in the state `received`, which [`process_waiting`] takes up.
//!
//! The same mail again, at the same time or years later, is answered with what
//! it became the first time.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::json;
use surety_domain::digest::sha256_hex;
use surety_domain::ids::MailId;
use surety_domain::mail::identity;
use surety_domain::permission::{Permission, Subject};
use surety_store::Tx;
use surety_store::records::{history, mails, tickets};
use tokio::sync::Semaphore;
use utoipa::ToSchema;

use super::parse::{self, ParsedMail};
use super::place::{self, Place};
use crate::core::{App, Call, Cx, LiveSubject};
use crate::error::AppError;
use crate::tickets::people::check_address;

/// Mails that are read at the same time; the rest wait. Reading is work of the
/// processor, and other requests need it too.
pub const PARSERS: usize = 2;

/// How long a stored mail may stay untouched before [`process_waiting`] takes
/// it up, in seconds. Longer than any mail takes to be read.
pub const WAITING_SECONDS: i64 = 60;

/// How often [`process_waiting`] tries a mail that cannot be placed, before it
/// gives it into the tray as `failed`. Fewer would put mails there for a fault
/// that passes; one that does not pass holds up no other mail meanwhile.
pub const PLACE_ATTEMPTS_MAX: i64 = 5;

static READING: Semaphore = Semaphore::const_new(PARSERS);

/// What became of a mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(example = json!({"mail_id": "mal_01hzz", "state": "ticket", "ticket": 1042, "reason": null, "duplicate": false}))]
pub struct Outcome {
    /// The stored mail.
    #[schema(value_type = String)]
    pub mail_id: MailId,
    /// `ticket`, `message`, `suspended`, `discarded`; `received` only while
    /// another node works on it.
    pub state: String,
    /// The number of the ticket it opened or belongs to.
    pub ticket: Option<i64>,
    /// Why it is suspended or was discarded.
    pub reason: Option<String>,
    /// Whether this mailbox had the mail before; the rest is then what it
    /// became the first time.
    pub duplicate: bool,
}

/// The mailbox of an address: folded, without the part behind `+`.
pub fn mailbox_of(address: &str) -> String {
    let folded = surety_domain::text::fold(address);
    match folded.rsplit_once('@') {
        Some((local, domain)) => {
            let base = local.split('+').next().unwrap_or(local);
            format!("{base}@{domain}")
        }
        None => folded,
    }
}

/// Takes in a raw mail (RFC 5322) that arrived at the address `mailbox`.
///
/// # Errors
/// `Denied` without the permission to hand in mail, `email_invalid` for a
/// mailbox that is no address, or the store's. After the first step an error
/// no longer means that the mail is lost: it waits to be processed.
pub async fn receive(
    app: &App,
    call: &Call,
    mailbox: &str,
    raw: Vec<u8>,
) -> Result<Outcome, AppError> {
    take_in(app, call, mailbox, raw, false).await
}

/// Takes in a mail out of an archive, as [`receive`] does. Whoever imports it
/// vouches for how many there are: its senders have no cap.
///
/// # Errors
/// As [`receive`].
pub async fn import(
    app: &App,
    call: &Call,
    mailbox: &str,
    raw: Vec<u8>,
) -> Result<Outcome, AppError> {
    take_in(app, call, mailbox, raw, true).await
}

async fn take_in(
    app: &App,
    call: &Call,
    mailbox: &str,
    raw: Vec<u8>,
    archive: bool,
) -> Result<Outcome, AppError> {
    let (id, fresh) = keep(app, call, mailbox, &raw, archive).await?;
    let mut outcome = process(app, id, raw).await?;
    outcome.duplicate = !fresh;
    Ok(outcome)
}

/// Stores the raw bytes; says under which id, and whether they are new here.
async fn keep(
    app: &App,
    call: &Call,
    mailbox: &str,
    raw: &[u8],
    archive: bool,
) -> Result<(MailId, bool), AppError> {
    check_address("mailbox", mailbox)?;
    let arrived_at = surety_domain::text::fold(mailbox);
    let mailbox = mailbox_of(mailbox);
    let identity = identity::hex(&identity::identity(raw));
    let raw_hash = sha256_hex(raw);
    let raw: Arc<[u8]> = raw.into();
    // The identity is the key; the header of the request is not needed.
    let call = Call {
        idempotency: None,
        ..call.clone()
    };
    app.command(&call, move |tx, cx| {
        cx.require(Permission::MailIntake, &Subject::Desk)?;
        if let Some(known) = mails::by_identity(tx, &mailbox, &identity)? {
            return Ok((known.id, false));
        }
        let mail = mails::Mail {
            id: cx.new_id(MailId::new),
            mailbox: mailbox.clone(),
            identity: identity.clone(),
            raw_hash: raw_hash.clone(),
            state: "received".into(),
            reason: None,
            detail: json!({ "arrived_at": arrived_at, "archive": archive }).to_string(),
            ticket_id: None,
            message_id: None,
            from_address: None,
            subject: String::new(),
            version: 1,
            received_at: cx.now,
            processed_at: None,
        };
        history::put_blob(tx, &raw_hash, raw.to_vec())?;
        if mails::insert(tx, &mail)? {
            return Ok((mail.id, true));
        }
        // Its twin came in at the same moment.
        mails::by_identity(tx, &mailbox, &identity)?
            .map(|known| (known.id, false))
            .ok_or_else(|| AppError::Internal("a mail was refused and is not there".into()))
    })
    .await
}

/// Reads a stored mail and gives it its place, unless it has one.
async fn process(app: &App, id: MailId, raw: Vec<u8>) -> Result<Outcome, AppError> {
    let parsed = match read(raw).await {
        Ok(parsed) => Arc::new(parsed),
        // The same bytes would fail the next time too: somebody must look.
        Err(error) => {
            tracing::error!(mail = %id, "a mail could not be read: {error}");
            return give_up(app, id, Arc::default(), error.code()).await;
        }
    };
    let placed = {
        let parsed = parsed.clone();
        app.command(&Call::system(), move |tx, cx| settle(tx, cx, id, &parsed))
            .await
    };
    match placed {
        // The database may do it later; the mail waits.
        Err(AppError::Store(error)) => Err(AppError::Store(error)),
        // Anything else would be the same the next time: somebody must look.
        Err(error) => {
            tracing::error!(mail = %id, code = error.code(), "a mail could not be placed: {error}");
            give_up(app, id, parsed, error.code()).await
        }
        Ok(outcome) => Ok(outcome),
    }
}

/// Puts a mail that cannot be placed into the tray, with the reason.
async fn give_up(
    app: &App,
    id: MailId,
    parsed: Arc<ParsedMail>,
    code: &str,
) -> Result<Outcome, AppError> {
    let code = code.to_owned();
    app.command(&Call::system(), move |tx, cx| {
        let Some(mut mail) = mails::lock(tx, id)? else {
            return Err(AppError::NotFound("mail"));
        };
        if mail.state == "received" {
            let place = Place::suspended("failed");
            finish(tx, cx, &mut mail, &parsed, &place, Some(&code))?;
        }
        outcome(tx, &mail)
    })
    .await
}

/// Counts a failed attempt to place a mail; after the last one it goes into
/// the tray with the reason.
async fn count_failure(app: &App, id: MailId, error: &AppError) -> Result<(), AppError> {
    tracing::warn!(mail = %id, code = error.code(), "a waiting mail could not be placed: {error}");
    let code = error.code().to_owned();
    app.command(&Call::system(), move |tx, cx| {
        let Some(mut mail) = mails::lock(tx, id)?.filter(|m| m.state == "received") else {
            return Ok(());
        };
        let mut detail: serde_json::Value = serde_json::from_str(&mail.detail).unwrap_or_default();
        let attempts = detail["attempts"].as_i64().unwrap_or(0) + 1;
        detail["attempts"] = json!(attempts);
        mail.detail = detail.to_string();
        if attempts >= PLACE_ATTEMPTS_MAX {
            let place = Place::suspended("failed");
            return finish(
                tx,
                cx,
                &mut mail,
                &ParsedMail::default(),
                &place,
                Some(&code),
            );
        }
        mails::update(tx, &mut mail)?;
        Ok(())
    })
    .await
}

/// Reads within budgets, on a thread that may take its time.
pub(super) async fn read(raw: Vec<u8>) -> Result<ParsedMail, AppError> {
    let _permit = READING
        .acquire()
        .await
        .map_err(|e| AppError::Internal(e.to_string()))?;
    tokio::task::spawn_blocking(move || parse::parse(&raw))
        .await
        .map_err(|e| AppError::conflict("mail_unreadable", format!("reading a mail: {e}")))
}

/// Decides and writes, once.
fn settle(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    id: MailId,
    parsed: &ParsedMail,
) -> Result<Outcome, AppError> {
    let Some(mut mail) = mails::lock(tx, id)? else {
        return Err(AppError::NotFound("mail"));
    };
    if mail.state == "received" {
        let place = place::place(tx, cx, &mail, parsed)?;
        finish(tx, cx, &mut mail, parsed, &place, None)?;
    }
    outcome(tx, &mail)
}

/// Writes what became of a mail.
pub(super) fn finish(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    mail: &mut mails::Mail,
    parsed: &ParsedMail,
    place: &Place,
    failure: Option<&str>,
) -> Result<(), AppError> {
    mail.state = place.state.into();
    mail.reason = place.reason.map(str::to_owned);
    mail.ticket_id = place.ticket;
    mail.message_id = place.message;
    mail.from_address = parsed.from.as_ref().map(|a| a.address.clone());
    mail.subject = parsed.subject.clone().unwrap_or_default();
    mail.processed_at = Some(cx.now);
    mail.detail = detail(mail, parsed, place, failure).to_string();
    if !mails::update(tx, mail)? {
        return Err(AppError::Stale {
            current: mail.version,
        });
    }
    if place.state == "suspended" {
        cx.live(
            tx,
            "counts",
            &LiveSubject::Desk,
            &json!({ "tray": "suspended" }),
        )?;
    }
    Ok(())
}

/// Characters of the text that a suspended entry shows.
const DETAIL_TEXT_CHARS: usize = 4_000;

/// What the intake saw, for the people who look at the tray.
fn detail(
    mail: &mails::Mail,
    parsed: &ParsedMail,
    place: &Place,
    failure: Option<&str>,
) -> serde_json::Value {
    let known: serde_json::Value = serde_json::from_str(&mail.detail).unwrap_or_default();
    let addresses = |list: &[super::address::Address]| -> Vec<String> {
        list.iter().take(50).map(|a| a.address.clone()).collect()
    };
    let text: String = surety_domain::mail::reply_trim::new_text(&parsed.plain)
        .chars()
        .take(DETAIL_TEXT_CHARS)
        .collect();
    json!({
        "arrived_at": known["arrived_at"],
        "from_name": parsed.from.as_ref().and_then(|a| a.name.clone()),
        "to": addresses(&parsed.to),
        "cc": addresses(&parsed.cc),
        "reply_text": text,
        "attachments": parsed.attachments.iter().filter(|a| a.listed).count(),
        "automatic": parsed.automatic.reasons,
        "problems": parsed.problems,
        "threaded_by": place.by,
        "failure": failure,
        "attempts": known["attempts"],
    })
}

/// The answer for a mail as it stands.
pub(super) fn outcome(tx: &mut Tx<'_>, mail: &mails::Mail) -> Result<Outcome, AppError> {
    let ticket = match mail.ticket_id {
        Some(id) => tickets::get(tx, id)?.map(|t| t.number),
        None => None,
    };
    Ok(Outcome {
        mail_id: mail.id,
        state: mail.state.clone(),
        ticket,
        reason: mail.reason.clone(),
        duplicate: false,
    })
}

/// Takes up mails that were stored and never placed, because the process ended
/// or the database was away. Returns how many found their place. Safe to run on
/// every node at any time. One that cannot be placed holds up none behind it:
/// it is tried [`PLACE_ATTEMPTS_MAX`] times and then waits in the tray.
///
/// # Errors
/// The store's; mails that were not reached wait for the next run.
pub async fn process_waiting(app: &App, limit: i64) -> Result<usize, AppError> {
    let waiting = app
        .query(&Call::system(), move |tx, cx| {
            let before = cx.now.plus_seconds(-WAITING_SECONDS);
            Ok(mails::waiting(tx, before, limit)?)
        })
        .await?;
    let mut done = 0;
    for id in waiting {
        let placed = match raw(app, id).await {
            Ok(raw) => process(app, id, raw).await,
            Err(error) => Err(error),
        };
        match placed {
            Ok(_) => done += 1,
            Err(error) if app.db().fatal().is_some() => return Err(error),
            Err(error) => count_failure(app, id, &error).await?,
        }
    }
    Ok(done)
}

/// The bytes of a stored mail, which must be those that came.
pub(super) async fn raw(app: &App, id: MailId) -> Result<Vec<u8>, AppError> {
    app.query(&Call::system(), move |tx, _| {
        let mail = mails::get(tx, id)?.ok_or(AppError::NotFound("mail"))?;
        history::blob(tx, &mail.raw_hash)?
            .filter(|bytes| sha256_hex(bytes) == mail.raw_hash)
            .ok_or_else(|| {
                AppError::conflict(
                    "mail_bytes_missing",
                    format!("the bytes of mail {id} are missing or not those that came"),
                )
            })
    })
    .await
}

#[cfg(test)]
#[path = "receive_tests.rs"]
mod tests;
