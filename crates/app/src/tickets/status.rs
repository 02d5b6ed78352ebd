//! The one road to another status, whatever asks for it: a change, a message,
//! an escalation, a merge, a refusal. Finished work that goes on is a reopen
//! with its price; work that ends pays what is due at resolution.

use surety_domain::ids::StatusId;
use surety_domain::permission::Permission;
use surety_domain::sla::Metric;
use surety_domain::ticket::{
    Category, MessageEffect, ReopenPolicy, StatusChange, StatusError, StatusReason, TicketEvent,
    change_status, on_customer_message,
};
use surety_store::Tx;
use surety_store::records::statuses;

use super::mutate::default_status;
use super::open::tell_over_limit;
use super::work::Work;
use crate::core::Cx;
use crate::error::AppError;
use crate::promises::{credits, entitle};
use crate::setting;

/// The status that somebody wants: by its id, else the one that a category
/// stands for; none when nothing is wanted. `field` is where the category was
/// given.
///
/// # Errors
/// `status_not_found`, `category_invalid`, or the store's.
pub fn wanted(
    tx: &mut Tx<'_>,
    status: Option<StatusId>,
    category: Option<&str>,
    field: &str,
) -> Result<Option<statuses::Status>, AppError> {
    match (status, category) {
        (Some(id), _) => in_use(tx, id).map(Some),
        (None, Some(word)) => {
            let category: Category = word
                .parse()
                .map_err(|e| AppError::invalid("category_invalid", field, format!("{e}")))?;
            default_status(tx, category).map(Some)
        }
        (None, None) => Ok(None),
    }
}

/// What somebody needs to bring a ticket into a status of this category.
pub const fn permission(to: Category) -> Permission {
    if to.is_done() {
        Permission::TicketSolve
    } else {
        Permission::TicketUpdate
    }
}

fn in_use(tx: &mut Tx<'_>, id: StatusId) -> Result<statuses::Status, AppError> {
    statuses::get(tx, id)?
        .filter(|s| s.archived_at.is_none())
        .ok_or_else(|| {
            AppError::invalid(
                "status_not_found",
                "status_id",
                "there is no such status in use",
            )
        })
}

/// What a status says it pauses, as its events keep it.
pub fn pauses(status: &statuses::Status) -> Option<Vec<Metric>> {
    Some(
        Metric::ALL
            .into_iter()
            .filter(|m| status.pauses.iter().any(|name| name == m.as_str()))
            .collect(),
    )
}

/// Takes a ticket to a status.
///
/// # Errors
/// `status_transition_invalid`, `pause_reason_missing`, or the store's.
pub fn go(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    work: &mut Work,
    to: &statuses::Status,
    reason: Option<&str>,
) -> Result<StatusChange, AppError> {
    if work.category()?.is_done() && !to.category.is_done() {
        reopen(tx, cx, work, to, reason)?;
        return Ok(StatusChange::Reopen);
    }
    let change = enter(tx, cx, work, to, reason)?;
    if work.category()?.is_done() {
        credits::at_resolution(tx, cx, work)?;
    }
    Ok(change)
}

/// Takes a ticket to a status by its id.
///
/// # Errors
/// `status_not_found`, or as [`go`].
pub fn go_to(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    work: &mut Work,
    to: StatusId,
    reason: Option<&str>,
) -> Result<StatusChange, AppError> {
    if to == work.ticket.status_id {
        return Ok(StatusChange::Same);
    }
    let status = in_use(tx, to)?;
    go(tx, cx, work, &status, reason)
}

/// Takes a ticket to the status that a category stands for; one that is in the
/// category already stays where it is.
///
/// # Errors
/// As [`go`].
pub fn go_to_category(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    work: &mut Work,
    to: Category,
    reason: Option<&str>,
) -> Result<StatusChange, AppError> {
    if work.category()? == to {
        return Ok(StatusChange::Same);
    }
    let status = default_status(tx, to)?;
    go(tx, cx, work, &status, reason)
}

/// The change itself, with its event.
fn enter(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    work: &mut Work,
    to: &statuses::Status,
    reason: Option<&str>,
) -> Result<StatusChange, AppError> {
    if to.id == work.ticket.status_id {
        return Ok(StatusChange::Same);
    }
    let from = work.category()?;
    let change = change_status(from, to.category, reason).map_err(|e| {
        let field = match e {
            StatusError::Transition { .. } => "status_id",
            StatusError::ReasonMissing { .. } => "pause_reason",
        };
        AppError::invalid(e.code(), field, e.to_string())
    })?;
    let event = TicketEvent::StatusChanged {
        from: work.ticket.status_id,
        to: to.id,
        from_category: from,
        category: to.category,
        reason: reason.map(|r| StatusReason(r.to_owned())),
        pauses: pauses(to),
    };
    work.happened(cx, event);
    if to.category.is_done() {
        entitle::withdraw_request(tx, cx, work)?;
    }
    let at = work.at();
    let ticket = &mut work.ticket;
    ticket.status_id = to.id;
    ticket.category = to.category.as_str().into();
    match to.category {
        Category::Solved => ticket.solved_at = Some(at),
        Category::Closed => {
            ticket.closed_at = Some(at);
            ticket.solved_at.get_or_insert(at);
        }
        _ => {
            ticket.solved_at = None;
            ticket.closed_at = None;
        }
    }
    Ok(change)
}

/// Starts finished work again: free within the grace and the plan's days,
/// later a new decision and a new credit, by the plan's limit policy.
fn reopen(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    work: &mut Work,
    to: &statuses::Status,
    reason: Option<&str>,
) -> Result<(), AppError> {
    let finished_at = work.ticket.solved_at.or(work.ticket.closed_at);
    let free = entitle::reopen_is_free(tx, cx, work, finished_at)?;
    enter(tx, cx, work, to, reason)?;
    work.happened(cx, TicketEvent::Reopened { to: to.id, free });
    if free {
        // Versions that came while it was finished did not reach it.
        entitle::renew(tx, cx, work)?;
    } else {
        entitle::decide_again(tx, cx, work, "reopened")?;
        tell_over_limit(cx, work)?;
    }
    Ok(())
}

/// What a customer's message does to the status: `pending` ends, finished work
/// starts again. A follow-up that comes too late is the caller's to open.
///
/// # Errors
/// As the store reports.
pub fn after_customer_message(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    work: &mut Work,
) -> Result<(), AppError> {
    match message_effect(tx, work)? {
        MessageEffect::EndsPending | MessageEffect::Reopens | MessageEffect::FollowUp => {
            go_to_category(tx, cx, work, Category::Open, None)?;
        }
        MessageEffect::Stays => {}
    }
    Ok(())
}

/// What a customer's message would do to a ticket now.
///
/// # Errors
/// As the store reports.
pub fn message_effect(tx: &mut Tx<'_>, work: &Work) -> Result<MessageEffect, AppError> {
    let policy = setting::in_force::<ReopenPolicy>(tx)?;
    let finished = work.ticket.closed_at.or(work.ticket.solved_at);
    Ok(on_customer_message(
        work.category()?,
        finished,
        work.at(),
        policy,
    ))
}
