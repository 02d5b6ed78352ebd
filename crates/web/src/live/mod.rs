//! Live events: one task per node reads the table and hands each event to the
//! open streams whose owner may be told.
//!
//! The table is the truth: it is read after every commit of this process (a
//! hint) and every half second. On PostgreSQL a lower number may be committed
//! after a higher one, so there a trailing window is read again; numbers that
//! were handed out are remembered.

mod stream;
#[cfg(test)]
mod tests;

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use surety_app::identity::Signed;
use surety_app::identity::session::LIVE_REVOKED;
use surety_app::live::{self, LiveEvent};
use surety_app::{App, AppError, LiveSubject};
use surety_domain::ids::UserId;
use surety_domain::permission::Actor;
use tokio::sync::{mpsc, watch};

use crate::limits;

pub(crate) use stream::open;

/// What a stream's task is told.
#[derive(Debug, Clone)]
enum Message {
    /// An event its owner may see.
    Event(Arc<Event>),
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
}

impl Event {
    fn read(event: LiveEvent) -> Option<Self> {
        match serde_json::from_str(&event.subject) {
            Ok(subject) => Some(Self {
                seq: event.seq,
                kind: event.kind,
                subject,
                data: event.data,
            }),
            Err(error) => {
                tracing::error!(seq = event.seq, %error, "a live event's subject does not read");
                None
            }
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
            self.hand_out(page, back);
            if !more {
                return Ok(());
            }
            from = last;
        }
    }

    fn hand_out(&self, page: Vec<LiveEvent>, back: i64) {
        let mut state = self.lock();
        for event in page {
            if event.seq <= state.last - back || !state.known.insert(event.seq) {
                continue;
            }
            state.last = state.last.max(event.seq);
            if let Some(event) = Event::read(event) {
                state.tell(Arc::new(event));
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
    fn tell(&mut self, event: Arc<Event>) {
        if event.kind == LIVE_REVOKED {
            let data: serde_json::Value = serde_json::from_str(&event.data).unwrap_or_default();
            let user: Option<UserId> = data["user_id"].as_str().and_then(|id| id.parse().ok());
            let all = data["everybody"] == true;
            self.send(|client| (all || Some(client.user) == user).then_some(Message::CheckOwner));
        } else {
            self.send(|client| {
                let actor = client.actor.read().unwrap_or_else(PoisonError::into_inner);
                live::may_see(&actor, &event.subject).then(|| Message::Event(Arc::clone(&event)))
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
