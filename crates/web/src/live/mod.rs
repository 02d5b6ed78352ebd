//! Live events: one task per node reads the table and hands each event to the
//! open streams whose owner may be told.
//!
//! The table is the truth: it is read after every commit of this process (a
//! hint) and every half second. On PostgreSQL a lower number may be committed
//! after a higher one, so there a trailing window is read again; numbers that
//! were handed out are remembered.
//!
//! An event of a ticket carries the row that lists show, so that a change costs
//! one read a node and not one a subscriber. The row is of now, the event of
//! then: who may see the event and not the row gets the event alone.

mod stream;
#[cfg(test)]
mod tests;

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use bytes::Bytes;
use surety_app::identity::Signed;
use surety_app::identity::session::LIVE_REVOKED;
use surety_app::live::{self, LiveEvent, LiveRow};
use surety_app::{App, AppError, LiveSubject};
use surety_domain::ids::{TicketId, UserId};
use surety_domain::permission::Actor;
use tokio::sync::{mpsc, watch};

use crate::limits;

pub(crate) use stream::open;

/// What a stream's task is told.
#[derive(Debug, Clone)]
enum Message {
    /// An event its owner may see, as text for that owner.
    Event { seq: i64, frame: Bytes },
    /// Something about the owner changed: look again who that is.
    CheckOwner,
}

/// An event, read once.
#[derive(Debug)]
struct Event {
    seq: i64,
    kind: String,
    subject: LiveSubject,
    data: String,
    /// As it goes out.
    frame: Bytes,
    /// The same with the row, for who may read the ticket as it is now.
    with_row: Option<(LiveSubject, Bytes)>,
}

impl Event {
    fn read(event: LiveEvent, rows: &HashMap<TicketId, LiveRow>) -> Option<Self> {
        let subject = match serde_json::from_str(&event.subject) {
            Ok(subject) => subject,
            Err(error) => {
                tracing::error!(seq = event.seq, %error, "a live event's subject does not read");
                return None;
            }
        };
        let row = ticket_of(&event).and_then(|(id, data)| Some((rows.get(&id)?, data)));
        let with_row = row.map(|(found, mut data)| {
            data.insert("row".to_owned(), found.row.clone());
            let data = serde_json::Value::from(data).to_string();
            let frame = stream::frame(event.seq, &event.kind, &data);
            (found.subject.clone(), frame)
        });
        Some(Self {
            frame: stream::frame(event.seq, &event.kind, &event.data),
            seq: event.seq,
            kind: event.kind,
            subject,
            data: event.data,
            with_row,
        })
    }

    /// What `actor` is told of it, if anything.
    fn for_actor(&self, actor: &Actor) -> Option<Bytes> {
        if self.kind == LIVE_REVOKED || !live::may_see(actor, &self.subject) {
            return None;
        }
        Some(match &self.with_row {
            Some((subject, frame)) if live::may_see(actor, subject) => frame.clone(),
            _ => self.frame.clone(),
        })
    }
}

/// The ticket that an event tells of, with the event's data.
fn ticket_of(event: &LiveEvent) -> Option<(TicketId, serde_json::Map<String, serde_json::Value>)> {
    if event.kind != "ticket" {
        return None;
    }
    let data: serde_json::Map<_, _> = serde_json::from_str(&event.data).ok()?;
    let id = data.get("ticket_id")?.as_str()?.parse().ok()?;
    Some((id, data))
}

/// The rows of the tickets that events tell of; none when they cannot be read:
/// an event without its row is news all the same.
async fn rows_of(app: &App, events: &[LiveEvent]) -> HashMap<TicketId, LiveRow> {
    let ids: BTreeSet<TicketId> = events
        .iter()
        .filter_map(|event| ticket_of(event).map(|(id, _)| id))
        .collect();
    if ids.is_empty() {
        return HashMap::new();
    }
    match live::rows(app, ids.into_iter().collect()).await {
        Ok(rows) => rows,
        Err(error) => {
            tracing::warn!(%error, "rows of live events could not be read");
            HashMap::new()
        }
    }
}

#[derive(Debug)]
struct Client {
    user: UserId,
    actor: Arc<RwLock<Actor>>,
    messages: mpsc::Sender<Message>,
}

#[derive(Debug, Default)]
struct State {
    next_client: u64,
    clients: HashMap<u64, Client>,
    /// The highest number that was handed out.
    last: i64,
    /// Numbers of the trailing window that were handed out.
    known: BTreeSet<i64>,
}

/// The open streams of this node. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Hub(Arc<Mutex<State>>);

/// Why a stream was not opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Full {
    Node,
    User,
}

/// Takes the stream out of the hub when it ends.
#[derive(Debug)]
struct Registration {
    hub: Hub,
    id: u64,
}

impl Drop for Registration {
    fn drop(&mut self) {
        self.hub.lock().clients.remove(&self.id);
    }
}

impl Hub {
    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn register(
        &self,
        signed: &Signed,
        actor: Arc<RwLock<Actor>>,
        messages: mpsc::Sender<Message>,
    ) -> Result<Registration, Full> {
        let user = signed.user.id;
        let mut state = self.lock();
        if state.clients.len() >= limits::LIVE_MAX_CLIENTS {
            return Err(Full::Node);
        }
        let of_user = state.clients.values().filter(|c| c.user == user).count();
        if of_user >= limits::LIVE_MAX_CLIENTS_PER_USER {
            return Err(Full::User);
        }
        let id = state.next_client;
        state.next_client += 1;
        state.clients.insert(
            id,
            Client {
                user,
                actor,
                messages,
            },
        );
        Ok(Registration {
            hub: self.clone(),
            id,
        })
    }

    /// Reads the table until `stopping` turns true.
    pub async fn run(self, app: App, mut stopping: watch::Receiver<bool>) {
        let mut changes = app.changes();
        let mut poll = tokio::time::interval(limits::LIVE_POLL_EVERY);
        poll.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        let mut prune = tokio::time::interval(limits::LIVE_PRUNE_EVERY);
        prune.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        let mut started = false;
        loop {
            tokio::select! {
                biased;
                () = crate::server::stopped(&mut stopping) => return,
                _ = prune.tick() => {
                    if let Err(error) = live::prune(&app, limits::LIVE_KEEP_SECONDS).await {
                        tracing::warn!(%error, "old live events were not deleted");
                    }
                    continue;
                }
                changed = changes.changed() => if changed.is_err() { return },
                _ = poll.tick() => {}
            }
            let read = if started {
                self.read(&app).await
            } else {
                self.start(&app).await.map(|()| started = true)
            };
            if let Err(error) = read {
                tracing::warn!(%error, "live events could not be read; trying again");
            }
        }
    }

    /// Begins at the end of the table; earlier events are for those who resume.
    pub(crate) async fn start(&self, app: &App) -> Result<(), AppError> {
        let (_, last) = live::bounds(app).await?;
        let window = live::after(app, last - look_back(app), limits::LIVE_PAGE).await?;
        let mut state = self.lock();
        state.last = last;
        state.known = window.into_iter().map(|event| event.seq).collect();
        Ok(())
    }

    /// Reads what is new and hands it out.
    pub(crate) async fn read(&self, app: &App) -> Result<(), AppError> {
        let back = look_back(app);
        let mut from = self.lock().last - back;
        loop {
            let page = live::after(app, from, limits::LIVE_PAGE).await?;
            let Some(last) = page.last().map(|event| event.seq) else {
                return Ok(());
            };
            let more = i64::try_from(page.len()).unwrap_or(0) >= limits::LIVE_PAGE;
            let new = self.new_of(page, back);
            let rows = if self.lock().clients.is_empty() {
                HashMap::new()
            } else {
                rows_of(app, &new).await
            };
            self.hand_out(new, &rows, back);
            if !more {
                return Ok(());
            }
            from = last;
        }
    }

    /// Those that were not handed out before.
    fn new_of(&self, mut page: Vec<LiveEvent>, back: i64) -> Vec<LiveEvent> {
        let state = self.lock();
        page.retain(|event| event.seq > state.last - back && !state.known.contains(&event.seq));
        page
    }

    fn hand_out(&self, new: Vec<LiveEvent>, rows: &HashMap<TicketId, LiveRow>, back: i64) {
        let mut state = self.lock();
        for event in new {
            if !state.known.insert(event.seq) {
                continue;
            }
            state.last = state.last.max(event.seq);
            if let Some(event) = Event::read(event, rows) {
                state.tell(&event);
            }
        }
        let keep_from = state.last - back;
        state.known = state.known.split_off(&keep_from);
    }
}

/// How far behind the newest number to look again. The newest itself is
/// always known, so that nothing is handed out twice.
fn look_back(app: &App) -> i64 {
    if live::may_come_late(app) {
        limits::LIVE_LOOK_BACK
    } else {
        0
    }
}

impl State {
    fn tell(&mut self, event: &Event) {
        if event.kind == LIVE_REVOKED {
            let data: serde_json::Value = serde_json::from_str(&event.data).unwrap_or_default();
            let user: Option<UserId> = data["user_id"].as_str().and_then(|id| id.parse().ok());
            let all = data["everybody"] == true;
            self.send(|client| (all || Some(client.user) == user).then_some(Message::CheckOwner));
        } else {
            self.send(|client| {
                let actor = client.actor.read().unwrap_or_else(PoisonError::into_inner);
                let frame = event.for_actor(&actor)?;
                Some(Message::Event {
                    seq: event.seq,
                    frame,
                })
            });
        }
    }

    /// A client whose buffer is full is dropped here; its task sees the end
    /// and tells it to load everything again.
    fn send(&mut self, message: impl Fn(&Client) -> Option<Message>) {
        self.clients.retain(|_, client| match message(client) {
            Some(message) => client.messages.try_send(message).is_ok(),
            None => true,
        });
    }
}
