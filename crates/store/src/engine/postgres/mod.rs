//! PostgreSQL: some threads, each with a connection of its own.
//!
//! A thread drives its connection itself, so a statement costs no hand-over
//! between threads. Read committed with the row locked first; a collision
//! (serialization failure, deadlock) or a connection lost before the commit
//! runs the whole closure again.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use tokio::sync::broadcast;

use super::error::StoreError;
use super::queue::Queue;
use super::tx::{self, Trouble, Tx};
use super::work::{Verdict, Work, panic_message};
use super::{Access, DbOptions, WAKEUP_BACKLOG, Wakeup, refuse};

mod connect;
mod error;
mod notify;
mod session;
mod tls;
mod types;

use connect::Target;
pub(crate) use connect::open as connect;
pub(crate) use session::Session;

/// How often a closure is run before its caller is told
/// [`StoreError::Contended`].
pub const COLLISION_ATTEMPTS: u32 = 8;

/// How long a closure that collided lets the others go first, times the number
/// of its collisions. Run again at once, it would take the row they wait for.
const COLLISION_PAUSE: Duration = Duration::from_millis(5);

/// How many connections a closure may lose before its caller is told
/// [`StoreError::Unavailable`].
const LOST_ATTEMPTS: u32 = 3;

/// A PostgreSQL database.
#[derive(Debug, Clone)]
pub struct PostgresDb {
    inner: Arc<Inner>,
}

struct Inner {
    shared: Arc<Shared>,
    threads: Mutex<Vec<JoinHandle<()>>>,
}

/// What the threads need.
struct Shared {
    target: Target,
    no_sync: bool,
    acknowledge_first: bool,
    queue: Queue<Item>,
    notifier: notify::Notifier,
}

struct Item {
    work: Box<dyn Work>,
    access: Access,
}

impl std::fmt::Debug for Inner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Never the address: it may hold a password.
        f.debug_struct("PostgresDb").finish_non_exhaustive()
    }
}

impl PostgresDb {
    pub(super) async fn open(url: &str, options: DbOptions) -> Result<Self, StoreError> {
        let target = connect::configuration(url)?;
        let (wakeups, _) = broadcast::channel(WAKEUP_BACKLOG);
        let shared = Arc::new(Shared {
            notifier: notify::Notifier::new(target.clone(), wakeups),
            no_sync: options.no_sync(),
            acknowledge_first: options.acknowledge_before_commit(),
            queue: Queue::new(options.queue_limit),
            target,
        });
        connect::check_server(&shared.target).await?;
        let mut threads = Vec::new();
        for _ in 0..options.connections.max(1) {
            let shared = Arc::clone(&shared);
            threads.push(
                thread::Builder::new()
                    .name("db-session".to_owned())
                    .spawn(move || run(&shared))
                    .map_err(StoreError::unavailable)?,
            );
        }
        Ok(Self {
            inner: Arc::new(Inner {
                shared,
                threads: Mutex::new(threads),
            }),
        })
    }

    pub(super) fn submit(&self, work: Box<dyn Work>, access: Access) {
        if let Err((item, why)) = self.inner.shared.queue.push(Item { work, access }) {
            refuse(item.work, why);
        }
    }

    pub(super) fn wakeups(&self) -> broadcast::Receiver<Wakeup> {
        self.inner.shared.notifier.subscribe()
    }

    pub(super) fn waiting(&self) -> usize {
        self.inner.shared.queue.len()
    }

    pub(crate) fn target(&self) -> &Target {
        &self.inner.shared.target
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.shared.queue.close();
        self.shared.notifier.stop();
        let threads =
            std::mem::take(&mut *self.threads.lock().unwrap_or_else(PoisonError::into_inner));
        for thread in threads {
            // A closure may hold the last clone; a thread cannot wait for itself.
            if thread.thread().id() != thread::current().id() {
                let _ = thread.join();
            }
        }
    }
}

fn run(shared: &Shared) {
    let mut session = None;
    while let Some(item) = shared.queue.pop() {
        // A panic of our own: the caller learns that the outcome is unknown
        // (its answer is dropped), the thread serves the next.
        let served = catch_unwind(AssertUnwindSafe(|| serve(shared, &mut session, item)));
        if let Err(panic) = served {
            tracing::error!(
                reason = panic_message(&*panic),
                "a database thread panicked"
            );
            session = None;
        }
    }
}

/// How long a saboteur's answer is ahead of its commit, so that whoever kills
/// the process meets the gap.
const SABOTAGE_PAUSE: Duration = Duration::from_millis(20);

fn serve(shared: &Shared, session: &mut Option<Session>, item: Item) {
    let Item { mut work, access } = item;
    if work.is_abandoned() {
        return;
    }
    match transact(shared, session, work.as_mut(), access) {
        Outcome::Done { instead, notices } => {
            work.answer(instead);
            shared.notifier.send(&notices);
        }
        Outcome::AnswerFirst(session) => {
            work.answer(None);
            if access == Access::Write {
                session.pause(SABOTAGE_PAUSE);
            }
            if let Err(failure) = session.commit() {
                tracing::debug!(error = %failure.error, "a transaction did not end cleanly");
                session.lose();
            }
        }
    }
}

enum Outcome<'a> {
    /// The transaction has ended; `instead` is answered in place of what the
    /// closure said.
    Done {
        instead: Option<StoreError>,
        notices: Vec<&'static str>,
    },
    /// Answer first, commit later: a reader has nothing to lose. And a
    /// saboteur, see `Sabotage`.
    AnswerFirst(&'a mut Session),
}

impl Outcome<'_> {
    fn failed(error: StoreError) -> Self {
        Self::Done {
            instead: Some(error),
            notices: Vec::new(),
        }
    }
}

fn transact<'a>(
    shared: &Shared,
    slot: &'a mut Option<Session>,
    work: &mut dyn Work,
    access: Access,
) -> Outcome<'a> {
    let (mut collisions, mut lost) = (0, 0);
    loop {
        if slot.as_ref().is_none_or(Session::is_lost) {
            *slot = None;
            match Session::new(&shared.target, shared.no_sync) {
                Ok(session) => *slot = Some(session),
                Err(error) => return Outcome::failed(error),
            }
        }
        let Some(session) = slot.as_mut() else {
            return Outcome::failed(StoreError::unavailable("no connection"));
        };
        session.begin(access == Access::Read);
        let mut tx = Tx::new(tx::Connection::Postgres(session));
        let verdict = work.run(&mut tx);
        let left = tx.finish();

        let again = match left.trouble {
            Some(Trouble::Collision) => {
                session.roll_back();
                collisions += 1;
                if collisions >= COLLISION_ATTEMPTS {
                    return Outcome::failed(StoreError::Contended {
                        attempts: collisions,
                    });
                }
                session.pause(COLLISION_PAUSE * collisions);
                true
            }
            Some(Trouble::Lost | Trouble::Fatal) => {
                session.lose();
                lost += 1;
                if lost >= LOST_ATTEMPTS {
                    return Outcome::failed(
                        left.error
                            .unwrap_or_else(|| StoreError::unavailable("the connection was lost")),
                    );
                }
                true
            }
            Some(Trouble::Statement) | None => false,
        };
        if again {
            continue;
        }
        if verdict == Verdict::Undo || left.trouble.is_some() {
            session.roll_back();
            return Outcome::Done {
                instead: (verdict == Verdict::Keep).then_some(StoreError::Poisoned),
                notices: Vec::new(),
            };
        }
        if shared.acknowledge_first || access == Access::Read {
            // The borrow checker wants the session taken anew.
            return match slot.as_mut() {
                Some(session) => Outcome::AnswerFirst(session),
                None => Outcome::failed(StoreError::unavailable("no connection")),
            };
        }
        match session.commit() {
            Ok(()) => {
                return Outcome::Done {
                    instead: None,
                    notices: left.notices,
                };
            }
            Err(failure) if failure.trouble == Trouble::Collision => {
                session.roll_back();
                collisions += 1;
                if collisions >= COLLISION_ATTEMPTS {
                    return Outcome::failed(StoreError::Contended {
                        attempts: collisions,
                    });
                }
                session.pause(COLLISION_PAUSE * collisions);
            }
            // The server said no in so many words: nothing is kept.
            Err(failure) if failure.trouble == Trouble::Statement => {
                session.roll_back();
                return Outcome::failed(failure.error);
            }
            Err(failure) => {
                session.lose();
                return Outcome::failed(StoreError::OutcomeUnknown {
                    reason: failure.error.to_string(),
                });
            }
        }
    }
}
