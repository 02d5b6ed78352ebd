//! Wake-ups between nodes.
//!
//! They are sent after the commit, on a connection of their own and many at
//! once: NOTIFY inside a transaction makes all commits of the server queue up
//! behind one lock. One that gets lost is no fault, it is a hint.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, Once, PoisonError};
use std::time::Duration;

use futures_util::{StreamExt, stream};
use tokio::runtime::Builder;
use tokio::sync::{Notify, broadcast};
use tokio_postgres::AsyncMessage;

use super::connect::{Target, open};
use crate::engine::Wakeup;
use crate::engine::error::StoreError;

/// The one channel all nodes listen on.
const CHANNEL: &str = "surety";

/// How long to wait before connecting again.
const RECONNECT_AFTER: Duration = Duration::from_secs(2);

/// Wake-ups of one channel within this time are sent as one.
const GATHER: Duration = Duration::from_millis(10);

pub(super) struct Notifier {
    shared: Arc<Shared>,
    started: Once,
}

struct Shared {
    target: Target,
    wakeups: broadcast::Sender<Wakeup>,
    outgoing: Mutex<Outgoing>,
    changed: Notify,
}

#[derive(Default)]
struct Outgoing {
    channels: BTreeSet<&'static str>,
    stopped: bool,
}

impl Notifier {
    pub(super) fn new(target: Target, wakeups: broadcast::Sender<Wakeup>) -> Self {
        Self {
            shared: Arc::new(Shared {
                target,
                wakeups,
                outgoing: Mutex::default(),
                changed: Notify::new(),
            }),
            started: Once::new(),
        }
    }

    /// Receives from now on; the first call starts listening.
    pub(super) fn subscribe(&self) -> broadcast::Receiver<Wakeup> {
        let receiver = self.shared.wakeups.subscribe();
        self.start();
        receiver
    }

    /// Wakes this process at once and the other nodes soon.
    pub(super) fn send(&self, channels: &[&'static str]) {
        if channels.is_empty() {
            return;
        }
        for channel in channels {
            // No receiver is no fault.
            let _ = self.shared.wakeups.send(Wakeup {
                channel: (*channel).to_owned(),
            });
        }
        self.shared.outgoing().channels.extend(channels);
        self.start();
        self.shared.changed.notify_one();
    }

    pub(super) fn stop(&self) {
        self.shared.outgoing().stopped = true;
        self.shared.changed.notify_one();
    }

    fn start(&self) {
        self.started.call_once(|| {
            let shared = Arc::clone(&self.shared);
            let started = std::thread::Builder::new()
                .name("db-notify".to_owned())
                .spawn(move || run(&shared));
            if let Err(error) = started {
                tracing::warn!(%error, "wake-ups stay inside this process");
            }
        });
    }
}

impl Shared {
    fn outgoing(&self) -> std::sync::MutexGuard<'_, Outgoing> {
        self.outgoing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_stopped(&self) -> bool {
        self.outgoing().stopped
    }
}

fn run(shared: &Shared) {
    let runtime = match Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            tracing::warn!(%error, "wake-ups stay inside this process");
            return;
        }
    };
    runtime.block_on(async {
        while !shared.is_stopped() {
            if let Err(error) = listen(shared).await {
                tracing::debug!(%error, "the wake-up connection ended");
                tokio::select! {
                    () = tokio::time::sleep(RECONNECT_AFTER) => {}
                    () = until_stopped(shared) => {}
                }
            }
        }
    });
}

async fn until_stopped(shared: &Shared) {
    while !shared.is_stopped() {
        shared.changed.notified().await;
    }
}

async fn listen(shared: &Shared) -> Result<(), StoreError> {
    let (client, mut connection) = open(&shared.target).await?;
    let mut messages = stream::poll_fn(move |cx| connection.poll_message(cx));
    let wakeups = shared.wakeups.clone();
    // What this connection sends comes back to it; the process was woken
    // already. Nothing comes before LISTEN, and by then the number is known.
    let own = Cell::new(0);
    let receive = async {
        while let Some(message) = messages.next().await {
            match message {
                Ok(AsyncMessage::Notification(n)) => {
                    if n.process_id() != own.get() {
                        let _ = wakeups.send(Wakeup {
                            channel: n.payload().to_owned(),
                        });
                    }
                }
                Ok(_) => {}
                Err(error) => return StoreError::unavailable(error),
            }
        }
        StoreError::unavailable("the server closed the connection")
    };
    let send = async {
        let lost = |e: tokio_postgres::Error| StoreError::unavailable(e);
        let row = client
            .query_one("SELECT pg_backend_pid()", &[])
            .await
            .map_err(lost)?;
        own.set(row.get(0));
        client
            .batch_execute(&format!("LISTEN {CHANNEL}"))
            .await
            .map_err(lost)?;
        let notify = client
            .prepare("SELECT pg_notify($1, $2)")
            .await
            .map_err(lost)?;
        loop {
            let channels = {
                let mut outgoing = shared.outgoing();
                if outgoing.stopped {
                    return Ok(());
                }
                std::mem::take(&mut outgoing.channels)
            };
            if channels.is_empty() {
                shared.changed.notified().await;
                tokio::time::sleep(GATHER).await;
                continue;
            }
            for channel in channels {
                client
                    .execute(&notify, &[&CHANNEL, &channel])
                    .await
                    .map_err(lost)?;
            }
        }
    };
    tokio::select! {
        error = receive => Err(error),
        ended = send => ended,
    }
}
