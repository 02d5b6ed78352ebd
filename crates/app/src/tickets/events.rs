//! Events of a ticket between its history and the store.

use surety_domain::ids::TicketId;
use surety_domain::permission::ActorKind;
use surety_domain::ticket::{EventActor, TimelineEvent};
use surety_domain::time::Instant;
use surety_store::Tx;
use surety_store::records::history;

use crate::core::Cx;
use crate::error::AppError;

/// Who an event is by.
pub(super) fn event_actor(cx: &Cx<'_>) -> EventActor {
    match (cx.actor.kind, cx.actor.user, cx.actor.contact) {
        (ActorKind::Agent, Some(user), _) => EventActor::Agent {
            user,
            token: cx.token(),
        },
        (_, _, Some(contact)) => EventActor::Customer { contact },
        _ => EventActor::System { by: "desk".into() },
    }
}

/// The kind and id that the store keeps of an actor.
fn stored_actor(actor: &EventActor) -> (String, Option<String>) {
    match actor {
        EventActor::System { by } => ("system".into(), Some(by.clone())),
        EventActor::Agent { user, .. } => ("agent".into(), Some(user.to_string())),
        EventActor::Customer { contact } => ("customer".into(), Some(contact.to_string())),
    }
}

/// An event as the store keeps it.
///
/// # Errors
/// `Internal` when it does not write as JSON.
pub(super) fn stored(event: &TimelineEvent) -> Result<history::Event, AppError> {
    let (actor_kind, actor_id) = stored_actor(&event.actor);
    Ok(history::Event {
        seq: event.seq,
        at: event.at,
        kind: event.event.kind().into(),
        actor_kind,
        actor_id,
        data: serde_json::to_string(&event.event).map_err(|e| AppError::Internal(e.to_string()))?,
    })
}

/// Reads a stored event back.
///
/// # Errors
/// `Internal` when the stored event does not read: a damaged row.
pub fn read_event(event: &history::Event) -> Result<TimelineEvent, AppError> {
    let broken =
        |what: &str| AppError::Internal(format!("event {} does not read: {what}", event.seq));
    let actor = match (event.actor_kind.as_str(), &event.actor_id) {
        ("agent", Some(id)) => EventActor::Agent {
            user: id.parse().map_err(|_| broken("its agent"))?,
            token: None,
        },
        ("customer", Some(id)) => EventActor::Customer {
            contact: id.parse().map_err(|_| broken("its contact"))?,
        },
        (_, by) => EventActor::System {
            by: by.clone().unwrap_or_else(|| "desk".into()),
        },
    };
    Ok(TimelineEvent {
        seq: event.seq,
        at: event.at,
        actor,
        event: serde_json::from_str(&event.data).map_err(|e| broken(&e.to_string()))?,
    })
}

/// A ticket's history in the order of its sequence numbers, ready to replay.
/// An event that was stored with an earlier instant than the one in front of
/// it counts at that one's: the order of the numbers is the true one.
///
/// # Errors
/// As [`read_event`], or the store's.
pub fn read_history(tx: &mut Tx<'_>, id: TicketId) -> Result<Vec<TimelineEvent>, AppError> {
    let mut last: Option<Instant> = None;
    history::events(tx, id)?
        .iter()
        .map(|stored| {
            let mut event = read_event(stored)?;
            event.at = last.map_or(event.at, |last| last.max(event.at));
            last = Some(event.at);
            Ok(event)
        })
        .collect()
}
