//! What is new to whom: a ticket is unread for an agent while the customer's
//! last message is neither answered nor was open before them.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use serde_json::json;
use surety_domain::ids::{TicketId, UserId};
use surety_domain::permission::ActorKind;
use surety_store::Tx;
use surety_store::records::seen;
use surety_store::records::ticket_list::TicketRow;
use utoipa::ToSchema;

use super::key::TicketKey;
use super::read::readable;
use crate::core::{App, Call, Cx, LiveSubject};
use crate::error::AppError;

/// The agent for whom rows are marked; a customer's list has no marks.
fn reader(cx: &Cx<'_>) -> Option<UserId> {
    cx.actor.user.filter(|_| cx.actor.kind == ActorKind::Agent)
}

/// Which of these rows are new to the caller: one look at the keys of those
/// that wait for an answer, however many tickets there are.
///
/// # Errors
/// As the store reports.
pub fn unread(
    tx: &mut Tx<'_>,
    cx: &Cx<'_>,
    rows: &[TicketRow],
) -> Result<HashSet<TicketId>, AppError> {
    let waiting: Vec<_> = rows
        .iter()
        .filter(|r| r.unanswered_seq > 0)
        .map(|r| r.id)
        .collect();
    let Some(me) = reader(cx).filter(|_| !waiting.is_empty()) else {
        return Ok(HashSet::new());
    };
    let read = seen::of(tx, me, &waiting)?;
    Ok(rows
        .iter()
        .filter(|r| r.unanswered_seq > read.get(&r.id).copied().unwrap_or(0))
        .map(|r| r.id)
        .collect())
}

/// How far the caller has read.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SeenInput {
    /// The last event that was on the screen; what came after it stays new.
    #[schema(minimum = 0)]
    pub seq: i64,
}

/// Where the caller's mark is asked to be.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct SeenView {
    /// The event, never past the ticket's last one.
    pub seq: i64,
    /// Whether something is new to the caller all the same.
    pub unread: bool,
}

/// Moves the caller's mark forward and tells their other windows. A mark never
/// goes back: an older window that reports late changes nothing.
///
/// # Errors
/// `NotFound`, `seq_invalid`, `Denied` for a caller that is no user, or the store's.
pub async fn mark(
    app: &App,
    call: &Call,
    key: TicketKey,
    input: SeenInput,
) -> Result<SeenView, AppError> {
    if input.seq < 0 {
        return Err(AppError::invalid(
            "seq_invalid",
            "seq",
            "the sequence number of an event of this ticket",
        ));
    }
    app.command(call, move |tx, cx| {
        let ticket = readable(tx, cx, key)?;
        let me = cx.actor.user.ok_or(AppError::Denied("ticket_read"))?;
        let seq = input.seq.min(ticket.event_seq);
        let moved = seen::put(tx, me, ticket.id, seq)?;
        let unread = ticket.unanswered_seq > seq;
        if moved && ticket.unanswered_seq > 0 {
            cx.live(
                tx,
                "seen",
                &LiveSubject::User { id: me },
                &json!({ "ticket_id": ticket.id, "number": ticket.number, "seq": seq, "unread": unread }),
            )?;
        }
        Ok(SeenView { seq, unread })
    })
    .await
}
