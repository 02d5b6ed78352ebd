//! A batch of tickets with their histories.

use surety_domain::ids::TicketId;
use surety_domain::ticket::{EventActor, TicketEvent, TimelineEvent};
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::past as rows;

use crate::error::AppError;

/// Tickets and what happened to them, unread.
pub(crate) struct Batch {
    tickets: Vec<rows::PastTicket>,
    events: Vec<rows::PastEvent>,
}

impl Batch {
    /// The tickets after one id and before another; none when there are none.
    pub(crate) fn read(
        tx: &mut Tx<'_>,
        after: TicketId,
        before: TicketId,
        limit: i64,
    ) -> Result<Option<Self>, AppError> {
        let tickets = rows::tickets(tx, after, before, limit)?;
        let (Some(first), Some(last)) = (tickets.first(), tickets.last()) else {
            return Ok(None);
        };
        let events = rows::events(tx, first.id, last.id)?;
        Ok(Some(Self { tickets, events }))
    }

    pub(crate) fn len(&self) -> usize {
        self.tickets.len()
    }

    /// The last id.
    pub(crate) fn last(&self) -> TicketId {
        self.tickets.last().map_or(TicketId(u128::MAX), |t| t.id)
    }

    /// Each ticket with its history; none where the history does not read.
    pub(crate) fn each(
        &self,
    ) -> impl Iterator<Item = (&rows::PastTicket, Option<Vec<TimelineEvent>>)> {
        let mut rest = self.events.as_slice();
        self.tickets.iter().map(move |ticket| {
            let skip = rest.partition_point(|e| e.ticket_id < ticket.id);
            rest = &rest[skip..];
            let own = rest.partition_point(|e| e.ticket_id == ticket.id);
            let (events, following) = rest.split_at(own);
            rest = following;
            (ticket, history(events))
        })
    }
}

/// As `read_history`: what was stored with an earlier instant than the event in
/// front of it counts at that one's. Who did it makes no difference here.
fn history(events: &[rows::PastEvent]) -> Option<Vec<TimelineEvent>> {
    let mut last = Instant(i64::MIN);
    let mut read = Vec::with_capacity(events.len());
    for (seq, stored) in (1..).zip(events) {
        last = last.max(stored.at);
        read.push(TimelineEvent {
            seq,
            at: last,
            actor: EventActor::System { by: String::new() },
            event: serde_json::from_str(&stored.data).ok()?,
        });
    }
    let begins = matches!(read.first()?.event, TicketEvent::Created { .. });
    begins.then_some(read)
}
