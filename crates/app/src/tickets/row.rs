//! A ticket as a list shows it: one way to it for lists, views and changes,
//! which leaves out what the caller may not see.

use std::collections::HashMap;

use surety_domain::ids::TicketId;
use surety_domain::permission::{ActorKind, Permission, Subject, TicketSubject};
use surety_store::Tx;
use surety_store::records::ticket_list::TicketRow;
use surety_store::records::{history, tickets};

use super::escalated;
use super::seen;
use super::view::{Named, NextDue, RequesterView, StatusView, TicketRowView};
use super::work::subject_of;
use crate::core::Cx;
use crate::error::AppError;
use crate::handoffs::standing;

/// Rows as the caller may see them. Customers see neither tags nor teams, and
/// whoever may not read internal notes does not count them either. The number
/// of a ticket that the caller may not read is left out.
///
/// # Errors
/// As the store reports.
pub fn rows_for(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    rows: Vec<TicketRow>,
) -> Result<Vec<TicketRowView>, AppError> {
    let internal: Vec<bool> = rows
        .iter()
        .map(|r| {
            let subject = Subject::InternalMessage(subject_of_row(r));
            cx.may(Permission::InternalNoteRead, &subject)
        })
        .collect();
    let outside: Vec<TicketId> = rows
        .iter()
        .zip(&internal)
        .filter(|(_, internal)| !**internal)
        .map(|(r, _)| r.id)
        .collect();
    let public: HashMap<TicketId, i64> = history::count_public(tx, &outside)?;
    let unread = seen::unread(tx, cx, &rows)?;
    let mut views = Vec::with_capacity(rows.len());
    for (row, internal) in rows.into_iter().zip(internal) {
        let standing = escalated::read(row.escalation.as_deref())?;
        let row_knows = standing.as_ref().is_some_and(|e| e.reached.customer_knows);
        let offer = standing::readable(row.id, row.handoff.as_deref());
        let mut view = whole(row);
        view.offered = offer.as_ref().map(standing::badge);
        view.escalated = standing.as_ref().map(escalated::badge);
        view.unread = unread.contains(&view.id);
        if cx.actor.kind == ActorKind::Customer {
            // What agents label and how they share the work is theirs.
            view.tags.clear();
            view.team = None;
            view.unanswered_seq = 0;
            view.offered = None;
            view.bounces = 0;
            if !row_knows {
                view.escalated = None;
            }
        }
        if !internal {
            view.message_count = public.get(&view.id).copied().unwrap_or(0);
        }
        view.merged_into = match view.merged_into {
            Some(number) => readable_number(tx, cx, number)?,
            None => None,
        };
        views.push(view);
    }
    Ok(views)
}

fn subject_of_row(r: &TicketRow) -> TicketSubject {
    TicketSubject {
        account: r.account_id,
        requester: r.requester_id,
        assignee: r.assignee_id,
        team: r.team_id,
        offered_team: r.offered_team_id,
        offered_user: r.offered_user_id,
    }
}

/// A ticket's number, if the caller may read that ticket.
fn readable_number(tx: &mut Tx<'_>, cx: &Cx<'_>, number: i64) -> Result<Option<i64>, AppError> {
    let Some(id) = tickets::id_by_number(tx, number)? else {
        return Ok(None);
    };
    Ok(tickets::get(tx, id)?
        .filter(|t| cx.may(Permission::TicketRead, &Subject::Ticket(subject_of(t))))
        .map(|t| t.number))
}

fn whole(r: TicketRow) -> TicketRowView {
    TicketRowView {
        id: r.id,
        number: r.number,
        subject: r.subject,
        preview: r.preview,
        status: StatusView {
            id: r.status_id,
            name: r.status_name,
            category: r.category,
        },
        priority: r.priority,
        channel: r.channel,
        ticket_type: Named::both(r.type_id, r.type_name),
        product: Named::both(r.product_id, r.product_name),
        account: Named::both(r.account_id, r.account_name),
        requester: r.requester_id.map(|id| RequesterView {
            id,
            name: r.requester_name.unwrap_or_default(),
            email: r.requester_email,
        }),
        assignee: Named::both(r.assignee_id, r.assignee_name),
        team: Named::both(r.team_id, r.team_name),
        tier: r.tier,
        plan: Named::both(r.plan_id, r.plan_name),
        admission: r.admission,
        outcome: r.outcome,
        tags: r.tags,
        next_due: r
            .next_due_at
            .zip(r.next_due_metric)
            .map(|(due_at, metric)| NextDue {
                metric,
                due_at,
                target_seconds: r.next_due_target.unwrap_or(0),
            }),
        breached: r.breached,
        // Who asks is not known here.
        unread: false,
        unanswered_seq: r.unanswered_seq,
        escalated: None,
        offered: None,
        bounces: r.bounces,
        message_count: r.message_count,
        spam: r.is_spam,
        merged_into: r.merged_into_number,
        created_at: r.created_at,
        updated_at: r.updated_at,
        version: r.version,
    }
}
