//! Approval by a link in a mail: the account's approvers are asked when a
//! request goes past a limit, and answer without signing in.
//!
//! A link names the request and the approver and carries their HMAC-SHA-256, so
//! nobody makes one without the installation's key and one is of no use to
//! answer another request. It gives nothing that its approver may not do: their
//! rights are looked at when it is opened and when it is used. Opening it shows;
//! only a POST answers, because scanners open every link of a mail.

use std::fmt::Write as _;

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use surety_domain::ids::{ApprovalId, UserId};
use surety_domain::permission::{Actor, Permission, Subject, permits};
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::{accounts, contacts, ledger, tickets};

use super::account::holder_ref;
use super::told;
use crate::audit_log;
use crate::core::{App, Call, Cx, Keys};
use crate::error::AppError;
use crate::identity::principal::actor_of;
use crate::mail::compose::{self, Notice};
use crate::texts::{self, ApprovalWanted};
use crate::tickets::flags;

/// How long a link answers, in days from the request; signed in, the request
/// can be answered as long as it waits.
pub const LINK_DAYS: i64 = 30;
/// Bytes of the code in a link.
const CODE_BYTES: usize = 16;
/// What the key is used for here; another purpose gives another code.
const PURPOSE: &[u8] = b"surety approval link 1\n";

struct Link {
    approval: ApprovalId,
    approver: UserId,
}

fn code(keys: &Keys, link: &Link) -> Hmac<Sha256> {
    // Any key length is valid for HMAC.
    let mut mac = Hmac::<Sha256>::new_from_slice(&keys.seal)
        .unwrap_or_else(|_| unreachable!("HMAC takes keys of any length"));
    mac.update(PURPOSE);
    mac.update(format!("{}\n{}", link.approval, link.approver).as_bytes());
    mac
}

/// The part of the address that is the link.
fn token(keys: &Keys, link: &Link) -> String {
    let code = code(keys, link).finalize().into_bytes();
    let mut token = format!("{}.{}.", link.approval, link.approver);
    for byte in code.iter().take(CODE_BYTES) {
        let _ = write!(token, "{byte:02x}");
    }
    token
}

fn read(keys: &Keys, token: &str) -> Result<Link, AppError> {
    let unknown = || AppError::NotFound("link");
    let mut parts = token.split('.');
    let (Some(approval), Some(approver), Some(_), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(unknown());
    };
    let link = Link {
        approval: approval.parse().map_err(|_| unknown())?,
        approver: approver.parse().map_err(|_| unknown())?,
    };
    let expected = self::token(keys, &link);
    // In a time that does not tell how much of it was right.
    let same = expected.len() == token.len()
        && expected
            .bytes()
            .zip(token.bytes())
            .fold(0, |diff, (a, b)| diff | (a ^ b))
            == 0;
    same.then_some(link).ok_or_else(unknown)
}

/// Asks the approvers of the account whose ticket waits.
///
/// # Errors
/// As the store reports.
pub(crate) fn ask(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    ticket: &tickets::Ticket,
    approval: ApprovalId,
) -> Result<(), AppError> {
    let Some(account) = ticket.account_id else {
        return Ok(());
    };
    for approver in told::customers(tx, account, Permission::ApprovalDecide)? {
        let link = Link {
            approval,
            approver: approver.user,
        };
        let address = format!("{}/approve/{}", cx.config.base_url, token(cx.keys, &link));
        let (subject, text) = texts::approval_wanted(
            &approver.locale,
            &ApprovalWanted {
                number: ticket.number,
                desk: &cx.config.desk_name,
                address: &address,
                days: LINK_DAYS,
            },
        );
        let notice = Notice {
            to: &approver.address,
            subject: &subject,
            text: &text,
            key: &format!("approval:{approval}:{}", approver.contact),
        };
        compose::post(tx, cx, notice)?;
    }
    Ok(())
}

/// What a link is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkView {
    /// The desk's name.
    pub desk: String,
    /// The language of the approver.
    pub locale: String,
    /// The zone of the account, in which times are told.
    pub zone: String,
    /// `waiting`, `expired`, `approved`, `declined` or `withdrawn`.
    pub state: String,
    /// The number of the ticket.
    pub number: i64,
    /// What it is about.
    pub subject: String,
    /// `urgent`, `high`, `normal`, `low` or none.
    pub priority: Option<String>,
    /// Who asks.
    pub requester: Option<String>,
    /// For which account.
    pub account: String,
    /// The contract without credits left, or the plan for all.
    pub contract: Option<String>,
    /// Since when it waits.
    pub requested_at: Instant,
    /// Until when the link answers.
    pub until: Instant,
    /// When it was decided.
    pub decided_at: Option<Instant>,
    /// By whom.
    pub decided_by: Option<String>,
    /// What they said.
    pub note: String,
}

fn until(approval: &ledger::Approval) -> Instant {
    approval.requested_at.plus_seconds(LINK_DAYS * 86_400)
}

/// The request of a link and its approver, who may answer it still.
fn opened(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    token: &str,
) -> Result<(ledger::Approval, Actor), AppError> {
    let unknown = || AppError::NotFound("link");
    let link = read(cx.keys, token)?;
    let approval = ledger::get_approval(tx, link.approval)?.ok_or_else(unknown)?;
    let actor = actor_of(tx, link.approver)?.ok_or_else(unknown)?;
    let subject = Subject::Approval {
        account: approval.account_id,
    };
    if !permits(&actor, Permission::ApprovalDecide, &subject).is_allowed() {
        return Err(unknown());
    }
    Ok((approval, actor))
}

/// What a link is about. Nothing is written.
///
/// # Errors
/// `NotFound` for a link that is not ours, of a request that is gone, or of
/// somebody who may not decide any more; or the store's.
pub async fn look(app: &App, token: String) -> Result<LinkView, AppError> {
    app.query(&Call::system(), move |tx, cx| {
        let (approval, actor) = opened(tx, cx, &token)?;
        let gone = || AppError::NotFound("link");
        let ticket = tickets::get(tx, approval.ticket_id)?.ok_or_else(gone)?;
        let account = match approval.account_id {
            Some(id) => accounts::get(tx, id)?,
            None => None,
        }
        .ok_or_else(gone)?;
        let contract = match approval.contract_id {
            Some(id) => Some(holder_ref(tx, id, account.id)?.name),
            None => None,
        };
        let contact = |tx: &mut Tx<'_>, id| contacts::get(tx, id);
        let requester = match ticket.requester_id {
            Some(id) => contact(tx, id)?.map(|c| c.name),
            None => None,
        };
        let own_locale = match actor.contact {
            Some(id) => contact(tx, id)?.and_then(|c| c.locale),
            None => None,
        };
        let decided_by = match &approval.decided_by {
            Some(id) => audit_log::names(tx, std::slice::from_ref(id))?.remove(id),
            None => None,
        };
        let until = until(&approval);
        let waits = approval.state == "waiting";
        Ok(LinkView {
            desk: cx.config.desk_name.clone(),
            locale: own_locale.unwrap_or(account.locale),
            zone: account.zone,
            state: if waits && cx.now >= until {
                "expired".to_owned()
            } else {
                approval.state
            },
            number: ticket.number,
            subject: ticket.subject,
            priority: ticket.priority,
            requester,
            account: account.name,
            contract,
            requested_at: approval.requested_at,
            until,
            decided_at: approval.decided_at,
            decided_by,
            note: approval.note,
        })
    })
    .await
}

/// Answers the request of a link in the name of its approver.
///
/// # Errors
/// As [`look`]; `link_expired`, `already_decided`, `too_long` at `note`,
/// and what [`flags::decide`] refuses.
pub async fn answer(
    app: &App,
    token: String,
    approved: bool,
    note: String,
) -> Result<(), AppError> {
    let note = flags::clean_note(&note)?;
    let opening = token.clone();
    let (approval, actor) = app
        .query(&Call::system(), move |tx, cx| opened(tx, cx, &opening))
        .await?;
    let id = approval.id;
    app.command(&Call::by(actor), move |tx, cx| {
        // Under the transaction again: their rights may have gone meanwhile.
        let (approval, _) = opened(tx, cx, &token)?;
        if approval.state == "waiting" && cx.now >= until(&approval) {
            return Err(AppError::conflict(
                "link_expired",
                "this link is too old; sign in to answer",
            ));
        }
        let data = serde_json::json!({ "approved": approved });
        cx.audit(tx, "approval.link_used", "approval", &id.to_string(), &data)?;
        flags::decide_in(tx, cx, &approval, approved, &note)
    })
    .await?;
    Ok(())
}
