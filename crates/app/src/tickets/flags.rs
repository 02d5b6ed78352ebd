//! Spam, merging, and the way past a limit: approve, decline, admit.

use serde_json::json;
use surety_domain::ids::{ApprovalId, ContactId};
use surety_domain::permission::{Permission, Subject};
use surety_domain::plan::RefundCause;
use surety_domain::ticket::{Category, TicketEvent};
use surety_store::Tx;
use surety_store::records::{ledger, tickets};

use super::key::TicketKey;
use super::read;
use super::status;
use super::view::TicketView;
use super::work::{Work, subject_of};
use crate::core::{App, Call, Cx};
use crate::error::AppError;
use crate::promises::{credits, entitle};
use crate::record::Check;
use crate::texts;

/// Most tickets that a chain of merges is followed through.
pub const MERGE_CHAIN_MAX: usize = 32;

/// Most characters of what is said with an answer to a request for approval.
pub const NOTE_CHARS_MAX: usize = 500;

/// What is said with an answer: one line.
///
/// # Errors
/// `too_long` or `control_character` at `note`.
pub(crate) fn clean_note(note: &str) -> Result<String, AppError> {
    let mut check = Check::new();
    let note = check.line("note", note, NOTE_CHARS_MAX);
    check.done()?;
    Ok(note)
}

/// Refuses to go on with a ticket that went into another one.
///
/// # Errors
/// `ticket_merged`.
pub fn refuse_merged(ticket: &tickets::Ticket) -> Result<(), AppError> {
    match ticket.merged_into {
        Some(_) => Err(AppError::conflict(
            "ticket_merged",
            "this ticket went into another one; go on there",
        )),
        None => Ok(()),
    }
}

/// Refuses to go on with a ticket that went into another one, or is spam.
///
/// # Errors
/// `ticket_merged`, `ticket_spam`.
pub fn refuse_flagged(ticket: &tickets::Ticket) -> Result<(), AppError> {
    refuse_merged(ticket)?;
    if ticket.is_spam {
        return Err(AppError::conflict(
            "ticket_spam",
            "this ticket is marked as spam; take the mark off first",
        ));
    }
    Ok(())
}

/// Marks a ticket as spam, or no longer: its clocks stop and its credit comes
/// back if the plan says so.
///
/// # Errors
/// As the store reports.
pub fn set_spam(tx: &mut Tx<'_>, cx: &Cx<'_>, work: &mut Work, spam: bool) -> Result<(), AppError> {
    if work.ticket.is_spam == spam {
        return Ok(());
    }
    work.ticket.is_spam = spam;
    work.happened(cx, TicketEvent::SpamMarked { spam });
    if spam {
        entitle::withdraw_request(tx, cx, work)?;
        credits::refund_for(tx, cx, work, RefundCause::Spam)?;
        entitle::reattach(tx, cx, work)
    } else {
        entitle::decide_again(tx, cx, work, "not_spam").map(|_| ())
    }
}

/// Marks a ticket as spam, or no longer.
///
/// # Errors
/// `NotFound`, `Denied`, `Stale`, `ticket_merged`, or the store's.
pub async fn mark_spam(
    app: &App,
    call: &Call,
    key: TicketKey,
    spam: bool,
    if_version: Option<i64>,
) -> Result<TicketView, AppError> {
    app.command(call, move |tx, cx| {
        let mut work = Work::take(tx, cx, key, Permission::TicketSpam, if_version)?;
        let cx = &cx.not_before(work.at());
        refuse_merged(&work.ticket)?;
        set_spam(tx, cx, &mut work, spam)?;
        cx.audit(
            tx,
            "ticket.spam",
            "ticket",
            &work.ticket.id.to_string(),
            &json!({ "spam": spam }),
        )?;
        let done = work.finish(tx, cx, "updated")?;
        read::view_of(tx, cx, done)
    })
    .await
}

/// The ticket that a ticket finally went into. A circle of merges, which
/// should not be, ends at its smallest number instead of never.
///
/// # Errors
/// As the store reports.
pub fn merged_end(tx: &mut Tx<'_>, ticket: tickets::Ticket) -> Result<tickets::Ticket, AppError> {
    let mut seen = vec![ticket.clone()];
    let mut current = ticket;
    while let Some(next) = current.merged_into {
        let Some(ticket) = tickets::get(tx, next)? else {
            break;
        };
        if seen.len() >= MERGE_CHAIN_MAX || seen.iter().any(|t| t.id == ticket.id) {
            return Ok(seen.into_iter().min_by_key(|t| t.number).unwrap_or(ticket));
        }
        seen.push(ticket.clone());
        current = ticket;
    }
    Ok(current)
}

/// Merges a ticket into another one: it closes, its people follow the other,
/// its credit comes back if the plan says so. Its conversation stays readable
/// where it is.
///
/// # Errors
/// `merge_into_itself`, `merge_across_accounts`, `ticket_merged`, `NotFound`,
/// `Denied`, `Stale`, or the store's.
pub async fn merge(
    app: &App,
    call: &Call,
    key: TicketKey,
    into: TicketKey,
    if_version: Option<i64>,
) -> Result<TicketView, AppError> {
    app.command(call, move |tx, cx| {
        let target = into.id(tx)?;
        let target = tickets::get(tx, target)?.ok_or(AppError::NotFound("ticket"))?;
        cx.require(
            Permission::TicketMerge,
            &Subject::Ticket(subject_of(&target)),
        )?;
        let target = merged_end(tx, target)?;
        cx.require(
            Permission::TicketMerge,
            &Subject::Ticket(subject_of(&target)),
        )?;
        let source = key.id(tx)?;
        if source == target.id {
            return Err(AppError::conflict(
                "merge_into_itself",
                "a ticket cannot go into itself",
            ));
        }
        // Rows are locked in the order of their ids, so that two merges never
        // wait for each other.
        if target.id < source {
            tickets::lock(tx, target.id)?;
        }
        let mut work = Work::take(
            tx,
            cx,
            TicketKey::Id(source),
            Permission::TicketMerge,
            if_version,
        )?;
        let mut other = Work::take(
            tx,
            cx,
            TicketKey::Id(target.id),
            Permission::TicketMerge,
            None,
        )?;
        // Both rows are held now: whatever was read before may have changed. A
        // target that is the end of its chain cannot lead back to the source.
        refuse_merged(&work.ticket)?;
        refuse_merged(&other.ticket)?;
        if work.ticket.account_id != other.ticket.account_id {
            return Err(AppError::conflict(
                "merge_across_accounts",
                "the tickets are of different accounts; nobody may read another account's request",
            ));
        }
        let cx = &cx.not_before(work.at()).not_before(other.at());
        work.ticket.merged_into = Some(target.id);
        work.happened(cx, TicketEvent::Merged { into: target.id });
        credits::refund_for(tx, cx, &mut work, RefundCause::Merge)?;
        entitle::reattach(tx, cx, &mut work)?;
        if !work.category()?.is_done() {
            status::go_to_category(tx, cx, &mut work, Category::Closed, None)?;
        }
        other.happened(cx, TicketEvent::MergedIn { from: source });
        let followers: Vec<ContactId> = tickets::followers(tx, source)?
            .into_iter()
            .chain(work.ticket.requester_id)
            .collect();
        for contact in followers {
            if other.ticket.requester_id != Some(contact) {
                tickets::follow(tx, target.id, contact)?;
            }
        }
        cx.audit(
            tx,
            "ticket.merged",
            "ticket",
            &source.to_string(),
            &json!({ "into": target.id }),
        )?;
        work.finish(tx, cx, "merged")?;
        let done = other.finish(tx, cx, "merged_in")?;
        read::view_of(tx, cx, done)
    })
    .await
}

/// Decides a request for approval: the held ticket goes on, or is closed.
///
/// # Errors
/// `already_decided`, `NotFound`, `Denied`, or the store's.
pub async fn decide(
    app: &App,
    call: &Call,
    id: ApprovalId,
    approved: bool,
    note: String,
) -> Result<TicketView, AppError> {
    let note = clean_note(&note)?;
    app.command(call, move |tx, cx| {
        let approval = ledger::get_approval(tx, id)?.ok_or(AppError::NotFound("approval"))?;
        cx.require(
            Permission::ApprovalDecide,
            &Subject::Approval {
                account: approval.account_id,
            },
        )?;
        decide_in(tx, cx, &approval, approved, &note)
    })
    .await
}

/// Lets a held or blocked ticket in, or sends it away, by the ticket.
///
/// # Errors
/// `not_waiting`, `ticket_merged`, `ticket_spam`, `NotFound`, `Denied`, or the store's.
pub async fn admit(
    app: &App,
    call: &Call,
    key: TicketKey,
    admitted: bool,
    note: String,
) -> Result<TicketView, AppError> {
    let note = clean_note(&note)?;
    app.command(call, move |tx, cx| {
        let ticket = read::readable(tx, cx, key)?;
        cx.require(
            Permission::ApprovalDecide,
            &Subject::Approval {
                account: ticket.account_id,
            },
        )?;
        if let Some(approval) = ledger::approval_of_ticket(tx, ticket.id)?
            && approval.state == "waiting"
        {
            return decide_in(tx, cx, &approval, admitted, &note);
        }
        // Blocked, or held and its request withdrawn: there is none to decide,
        // and only agents let it in.
        cx.require(
            Permission::DecisionChange,
            &Subject::Ticket(subject_of(&ticket)),
        )?;
        refuse_flagged(&ticket)?;
        if ticket.admission == "admitted" {
            return Err(AppError::conflict(
                "not_waiting",
                "this ticket waits for nobody's approval",
            ));
        }
        let work = Work::take(
            tx,
            cx,
            TicketKey::Id(ticket.id),
            Permission::DecisionChange,
            None,
        )?;
        let_in(tx, cx, work, None, admitted, &note)
    })
    .await
}

/// Answers a request that the caller may decide.
///
/// # Errors
/// `already_decided`, `ticket_merged`, `ticket_spam`, or the store's.
pub(crate) fn decide_in(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    approval: &ledger::Approval,
    approved: bool,
    note: &str,
) -> Result<TicketView, AppError> {
    let state = if approved { "approved" } else { "declined" };
    if !ledger::decide_approval(tx, approval.id, state, cx.actor_id(), note, cx.now)? {
        return Err(AppError::conflict(
            "already_decided",
            "somebody has decided this request before",
        ));
    }
    // Who may decide is settled above; an approver on the customer's side may
    // not change the ticket otherwise.
    let work = Work::take(
        tx,
        cx,
        TicketKey::Id(approval.ticket_id),
        Permission::TicketRead,
        None,
    )?;
    let_in(tx, cx, work, Some(approval.id), approved, note)
}

fn let_in(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    mut work: Work,
    approval: Option<ApprovalId>,
    admitted: bool,
    note: &str,
) -> Result<TicketView, AppError> {
    let cx = &cx.not_before(work.at());
    refuse_flagged(&work.ticket)?;
    let (locale, number) = (work.ticket.locale.clone(), work.ticket.number);
    if let Some(approval) = approval {
        let reason = (!note.is_empty()).then(|| note.to_owned());
        work.happened(
            cx,
            if admitted {
                TicketEvent::Approved { approval }
            } else {
                TicketEvent::Declined { approval, reason }
            },
        );
    }
    if admitted {
        entitle::admit(tx, cx, &mut work)?;
        work.announce(cx, "approved", texts::approval_granted(&locale, number))?;
    } else {
        work.announce(cx, "declined", texts::approval_declined(&locale, number))?;
        if !work.category()?.is_done() {
            status::go_to_category(tx, cx, &mut work, Category::Closed, None)?;
        }
    }
    cx.audit(
        tx,
        if admitted {
            "ticket.admitted"
        } else {
            "ticket.declined"
        },
        "ticket",
        &work.ticket.id.to_string(),
        &json!({ "note": note, "approval": approval }),
    )?;
    let done = work.finish(tx, cx, "updated")?;
    read::view_of(tx, cx, done)
}
