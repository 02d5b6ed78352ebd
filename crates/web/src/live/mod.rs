//! Live events: one task per node reads the table and hands each event to the
//! open streams whose owner may be told.
//!
//! The table is the truth: it is read after every commit of this process (a
//! hint) and every half second. On PostgreSQL a lower number may be committed
//! after a higher one: a number that is missing is remembered and asked for
//! until it is there, or for so long that its transaction was undone.
//!
//! An event of a ticket carries the row that lists show, so that a change costs
//! one read a node and not one a subscriber. The row is of now, the event of
//! then: who may see the event and not the row gets the event alone.

mod stream;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use bytes::Bytes;
use surety_app::identity::Signed;
use surety_app::identity::session::LIVE_REVOKED;
use surety_app::live::{self, LiveEvent, LiveRow};
use surety_app::{App, AppError, LiveSubject};
use surety_domain::ids::{TicketId, UserId};
use surety_domain::permission::Actor;
use surety_domain::time::Instant;
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
    /// Numbers below the highest that were not there yet, and since when.
    gaps: BTreeMap<i64, Instant>,
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
        let (first, last) = live::bounds(app).await?;
        let mut gaps = BTreeMap::new();
        if live::may_come_late(app) {
            let from = (last - limits::LIVE_LOOK_BACK).max(first - 1);
            let there = live::after(app, from, limits::LIVE_LOOK_BACK).await?;
            gaps.extend((from + 1..last).map(|seq| (seq, app.now())));
            for event in there {
                gaps.remove(&event.seq);
            }
        }
        let mut state = self.lock();
        state.last = last;
        state.gaps = gaps;
        Ok(())
    }

    /// Reads what is new or came late, and hands it out.
    pub(crate) async fn read(&self, app: &App) -> Result<(), AppError> {
        let (mut from, missing) = {
            let state = self.lock();
            (state.last, state.gaps.keys().copied().collect::<Vec<_>>())
        };
        for some in missing.chunks(GAPS_PER_READ) {
            let late = live::of(app, some.to_vec()).await?;
            let rows = self.rows_for(app, &late).await;
            let mut state = self.lock();
            for event in late {
                if state.gaps.remove(&event.seq).is_some() {
                    state.hand_out(event, &rows);
                }
            }
        }
        let may_come_late = live::may_come_late(app);
        loop {
            let page = live::after(app, from, limits::LIVE_PAGE).await?;
            let Some(newest) = page.last().map(|event| event.seq) else {
                break;
            };
            let more = i64::try_from(page.len()).unwrap_or(0) >= limits::LIVE_PAGE;
            let rows = self.rows_for(app, &page).await;
            let mut state = self.lock();
            for event in page {
                if event.seq <= state.last {
                    continue;
                }
                if may_come_late {
                    state.missed(event.seq, app.now());
                }
                state.last = event.seq;
                state.hand_out(event, &rows);
            }
            drop(state);
            if !more {
                break;
            }
            from = newest;
        }
        let undone = app.now().plus_seconds(-limits::LIVE_GAP_SECONDS);
        self.lock().gaps.retain(|_, since| *since >= undone);
        Ok(())
    }

    /// The rows that events carry, if anybody listens.
    async fn rows_for(&self, app: &App, events: &[LiveEvent]) -> HashMap<TicketId, LiveRow> {
        let nobody = self.lock().clients.is_empty();
        if nobody {
            HashMap::new()
        } else {
            rows_of(app, events).await
        }
    }
}

/// Missing numbers that are asked for at once.
const GAPS_PER_READ: usize = 256;

impl State {
    /// Remembers the numbers between the highest and `seq`.
    fn missed(&mut self, seq: i64, now: Instant) {
        let missing = self.last + 1..seq;
        let many = usize::try_from(seq - self.last).unwrap_or(usize::MAX);
        if self.gaps.len().saturating_add(many) > limits::LIVE_GAPS_MAX {
            // Too many to ask for one by one: their tasks see the end of their
            // messages and tell the clients to load everything again.
            tracing::warn!(
                missing = many,
                "too many live events are missing; every client resyncs"
            );
            self.gaps.clear();
            self.clients.clear();
            return;
        }
        self.gaps.extend(missing.map(|seq| (seq, now)));
    }

    fn hand_out(&mut self, event: LiveEvent, rows: &HashMap<TicketId, LiveRow>) {
        if let Some(event) = Event::read(event, rows) {
            self.tell(&event);
        }
    }

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
