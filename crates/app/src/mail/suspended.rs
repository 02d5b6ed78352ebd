//! The tray of suspended mails: nothing is dropped, somebody looks and decides.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use surety_domain::ids::{AccountId, MailId};
use surety_domain::mail::thread::By;
use surety_domain::permission::{Permission, Subject};
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::{mails, tickets};
use utoipa::ToSchema;

use super::place;
use super::receive::{self, Outcome};
use crate::core::{App, Call, Cx, LiveSubject};
use crate::error::AppError;
use crate::page::{Page, PageRequest};
use crate::tickets::flags::merged_end;
use crate::tickets::key::TicketKey;

/// Most characters of the reason for a discard.
pub const REASON_CHARS_MAX: usize = 500;

/// A mail that waits for somebody, or that somebody discarded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SuspendedMailView {
    /// Its id.
    #[schema(value_type = String)]
    pub id: MailId,
    /// Where it arrived.
    pub mailbox: String,
    /// The sender it claims.
    pub from_address: Option<String>,
    /// Its subject, empty when there is none.
    pub subject: String,
    /// Why it is here: `bounce`, `auto_reply`, `automatic`, `list`, `loop`,
    /// `no_sender`, `own_address`, `agent_address`, `too_many_mails`, `failed`; for a discarded
    /// one what its discarder wrote.
    pub reason: Option<String>,
    /// `suspended`, or what became of it since.
    pub state: String,
    /// When it arrived.
    #[schema(value_type = String, format = DateTime)]
    pub received_at: Instant,
    /// How its text begins.
    pub preview: Option<String>,
    /// What the intake saw; with one mail, not in lists.
    #[schema(value_type = Option<Object>)]
    pub detail: Option<Value>,
}

fn view(mail: &mails::Mail, with_detail: bool) -> SuspendedMailView {
    let detail: Value = serde_json::from_str(&mail.detail).unwrap_or_default();
    let preview = detail["reply_text"]
        .as_str()
        .map(crate::tickets::work::preview)
        .filter(|p| !p.is_empty());
    SuspendedMailView {
        id: mail.id,
        mailbox: mail.mailbox.clone(),
        from_address: mail.from_address.clone(),
        subject: mail.subject.clone(),
        reason: mail.reason.clone(),
        state: mail.state.clone(),
        received_at: mail.received_at,
        preview,
        detail: with_detail.then_some(detail),
    }
}

fn may_look(cx: &Cx<'_>) -> Result<(), AppError> {
    cx.require(Permission::SuspendedManage, &Subject::Desk)
}

/// Mails in the tray, newest first.
///
/// # Errors
/// `Denied`, `invalid_limit`, `invalid_cursor`, or the store's.
pub async fn list(
    app: &App,
    call: &Call,
    page: PageRequest,
) -> Result<Page<SuspendedMailView>, AppError> {
    app.query(call, move |tx, cx| {
        may_look(cx)?;
        let rows = mails::list(tx, "suspended", page.after()?, page.fetch())?;
        page.finish(rows, |m| (m.received_at, m.id), |m| view(&m, false))
    })
    .await
}

/// One mail with what the intake saw.
///
/// # Errors
/// `Denied`, `NotFound`, or the store's.
pub async fn get(app: &App, call: &Call, id: MailId) -> Result<SuspendedMailView, AppError> {
    app.query(call, move |tx, cx| {
        may_look(cx)?;
        Ok(view(&known(tx, id)?, true))
    })
    .await
}

fn known(tx: &mut Tx<'_>, id: MailId) -> Result<mails::Mail, AppError> {
    mails::get(tx, id)?
        .filter(|m| matches!(m.state.as_str(), "suspended" | "discarded"))
        .ok_or(AppError::NotFound("suspended mail"))
}

/// The raw bytes of a mail in the tray.
///
/// # Errors
/// `Denied`, `NotFound`, or the store's.
pub async fn raw(app: &App, call: &Call, id: MailId) -> Result<Vec<u8>, AppError> {
    app.query(call, move |tx, cx| {
        may_look(cx)?;
        known(tx, id)
    })
    .await?;
    receive::raw(app, id).await
}

/// How a suspended mail is let in.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct AdmitInput {
    /// For which account, when not the one its sender belongs to.
    #[schema(value_type = Option<String>)]
    pub account_id: Option<AccountId>,
    /// The number or id of a ticket it belongs to; without it a new one opens.
    pub ticket: Option<String>,
    /// Whose request it is, when the mail names no sender.
    pub email: Option<String>,
}

/// Lets a suspended mail in, as a ticket of its own or into one.
///
/// # Errors
/// `Denied`, `NotFound`, `sender_missing`, `mail_not_suspended` when somebody
/// was faster, what opening a ticket refuses, or the store's.
pub async fn admit(
    app: &App,
    call: &Call,
    id: MailId,
    input: AdmitInput,
) -> Result<Outcome, AppError> {
    // Whether it still waits is asked inside: a repeated request finds it let in
    // and gets the first answer.
    app.query(call, move |tx, cx| {
        may_look(cx)?;
        mails::get(tx, id)?
            .filter(|m| m.state != "received")
            .map(|_| ())
            .ok_or(AppError::NotFound("suspended mail"))
    })
    .await?;
    let raw = receive::raw(app, id).await?;
    let parsed = Arc::new(receive::read(raw).await?);
    let key: Option<TicketKey> = input.ticket.as_deref().map(str::parse).transpose()?;
    app.command(call, move |tx, cx| {
        may_look(cx)?;
        let mut mail = waiting(tx, id)?;
        let party = place::vouched(tx, cx, &parsed, input.email.as_deref(), input.account_id)?;
        let place = match key {
            Some(key) => {
                let ticket = key.id(tx)?;
                let ticket = tickets::get(tx, ticket)?.ok_or(AppError::NotFound("ticket"))?;
                let end = merged_end(tx, ticket)?;
                place::append(tx, cx, &mail, &parsed, end.id, By::Admitted, &party)?
            }
            None => place::open(tx, cx, &mail, &parsed, party, None, Some(By::Admitted))?,
        };
        receive::finish(tx, cx, &mut mail, &parsed, &place, None)?;
        cx.live(
            tx,
            "counts",
            &LiveSubject::Desk,
            &json!({ "tray": "suspended" }),
        )?;
        let outcome = receive::outcome(tx, &mail)?;
        cx.audit(
            tx,
            "mail.admitted",
            "mail",
            &id.to_string(),
            &json!({ "ticket": outcome.ticket }),
        )?;
        Ok(outcome)
    })
    .await
}

/// Puts a suspended mail away. Its bytes are kept.
///
/// # Errors
/// `Denied`, `NotFound`, `reason_missing`, `reason_too_long`,
/// `mail_not_suspended`, or the store's.
pub async fn discard(
    app: &App,
    call: &Call,
    id: MailId,
    reason: String,
) -> Result<SuspendedMailView, AppError> {
    let reason = reason.trim().to_owned();
    if reason.is_empty() {
        return Err(AppError::invalid("reason_missing", "reason", "say why"));
    }
    if reason.chars().count() > REASON_CHARS_MAX {
        return Err(AppError::invalid(
            "reason_too_long",
            "reason",
            format!("at most {REASON_CHARS_MAX} characters"),
        ));
    }
    app.command(call, move |tx, cx| {
        may_look(cx)?;
        let mut mail = waiting(tx, id)?;
        let was = mail.reason.replace(reason.clone());
        mail.state = "discarded".into();
        if !mails::update(tx, &mut mail)? {
            return Err(AppError::Stale {
                current: mail.version,
            });
        }
        cx.audit(
            tx,
            "mail.discarded",
            "mail",
            &id.to_string(),
            &json!({ "reason": reason, "was": was }),
        )?;
        cx.live(
            tx,
            "counts",
            &LiveSubject::Desk,
            &json!({ "tray": "suspended" }),
        )?;
        Ok(view(&mail, true))
    })
    .await
}

/// The mail, held, if it is still in the tray.
fn waiting(tx: &mut Tx<'_>, id: MailId) -> Result<mails::Mail, AppError> {
    let mail = mails::lock(tx, id)?
        .filter(|m| m.state != "received")
        .ok_or(AppError::NotFound("suspended mail"))?;
    if mail.state == "suspended" {
        Ok(mail)
    } else {
        Err(AppError::conflict(
            "mail_not_suspended",
            format!("somebody was faster: it is {} now", mail.state),
        ))
    }
}
