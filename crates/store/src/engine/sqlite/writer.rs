//! The writer: everything that waits goes into one commit.
//!
//! A closure that fails leaves nothing behind and its neighbours are kept. Most
//! do not fail, and a savepoint costs a copy of every page that is touched, so
//! closures run without; when one fails, the transaction is undone and all of
//! it runs again, each closure under its savepoint, and so do the next batches.
//!
//! Nobody is answered before the commit has returned, not even those that
//! failed: what they saw may have been a neighbour's change.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use rusqlite::Connection;
use tokio::sync::{broadcast, watch};

use super::checkpoint;
use super::statement::{Session, commit, control};
use crate::engine::error::StoreError;
use crate::engine::queue::Queue;
use crate::engine::tx::{self, Failure, Trouble, Tx};
use crate::engine::work::{Verdict, Work, panic_message};
use crate::engine::{BATCH_ROW_LIMIT, Wakeup};

/// Batches under savepoints after one that failed without.
const WARY_BATCHES: u32 = 16;

pub(super) struct Writer {
    pub(super) conn: Connection,
    pub(super) queue: Arc<Queue<Box<dyn Work>>>,
    pub(super) batch_limit: usize,
    pub(super) acknowledge_first: bool,
    pub(super) wakeups: broadcast::Sender<Wakeup>,
    pub(super) fatal: watch::Sender<Option<String>>,
    pub(super) checkpointer: Arc<checkpoint::Signal>,
    /// Batches that are still to run under savepoints.
    pub(super) wary: Cell<u32>,
}

/// Closures that were run and wait for the commit.
#[derive(Default)]
struct Batch {
    run: Vec<(Box<dyn Work>, Option<StoreError>)>,
    notices: Vec<&'static str>,
    /// Why the transaction cannot be committed.
    broken: Option<Broken>,
}

struct Broken {
    reason: String,
    fatal: bool,
}

/// What a closure is told that did not notice its transaction's failure.
fn poisoned(verdict: Verdict, left: &tx::Left) -> Option<StoreError> {
    (verdict == Verdict::Keep && left.trouble.is_some()).then_some(StoreError::Poisoned)
}

impl Broken {
    fn by(left: &tx::Left) -> Self {
        Self {
            reason: left.error.as_ref().map_or_else(
                || "the transaction ended early".to_owned(),
                ToString::to_string,
            ),
            fatal: left.trouble == Some(Trouble::Fatal),
        }
    }
}

impl Batch {
    fn notice(&mut self, notices: Vec<&'static str>) {
        for notice in notices {
            if !self.notices.contains(&notice) {
                self.notices.push(notice);
            }
        }
    }
}

impl Writer {
    pub(super) fn run(self) {
        let session = Session::new(&self.conn);
        while let Some(first) = self.queue.pop() {
            if let Some(reason) = self.fatal.borrow().clone() {
                first.answer(Some(StoreError::Unavailable { reason }));
                continue;
            }
            // A panic of our own leaves a transaction in an unknown state; the
            // callers of the batch learn that (their answers are dropped).
            if let Err(panic) = catch_unwind(AssertUnwindSafe(|| self.batch(&session, first))) {
                self.give_up(&panic_message(&*panic));
            }
            if self.checkpointer.wants_the_writer() {
                checkpoint::passive(&self.conn);
            }
        }
    }

    fn batch(&self, session: &Session<'_>, first: Box<dyn Work>) {
        let wary = self.wary.get();
        if wary > 0 || self.acknowledge_first {
            self.wary.set(wary.saturating_sub(1));
            self.guarded(session, vec![first]);
        } else if let Some(again) = self.unguarded(session, first) {
            self.wary.set(WARY_BATCHES);
            self.guarded(session, again);
        }
    }

    /// Starts a transaction; otherwise all of `works` are told why not.
    fn begin(&self, works: Vec<Box<dyn Work>>) -> Result<Vec<Box<dyn Work>>, ()> {
        let Err(failure) = control(&self.conn, "BEGIN IMMEDIATE") else {
            return Ok(works);
        };
        for work in works {
            work.answer(Some(failure.error.clone()));
        }
        if failure.trouble == Trouble::Fatal {
            self.give_up(&failure.error.to_string());
        }
        Err(())
    }

    /// Runs closures without savepoints. Answers with all of them, undone, when
    /// one failed and they are to run again.
    fn unguarded(&self, session: &Session<'_>, first: Box<dyn Work>) -> Option<Vec<Box<dyn Work>>> {
        let mut next = self.begin(vec![first]).ok()?.pop();
        let start = self.conn.total_changes();
        let mut batch = Batch::default();
        while let Some(mut work) = next.take() {
            if !work.is_abandoned() {
                let mut tx = Tx::new(tx::Connection::Sqlite(session));
                let verdict = work.run(&mut tx);
                let left = tx.finish();
                batch.run.push((work, None));
                if left.trouble == Some(Trouble::Fatal) || self.conn.is_autocommit() {
                    batch.broken = Some(Broken::by(&left));
                } else if verdict == Verdict::Undo || left.trouble.is_some() {
                    if let Err(failure) = control(&self.conn, "ROLLBACK") {
                        batch.broken = Some(Broken {
                            reason: failure.error.to_string(),
                            fatal: true,
                        });
                    } else {
                        return self.undone(batch, poisoned(verdict, &left));
                    }
                } else {
                    batch.notice(left.notices);
                }
            }
            next = self.next_of(&batch, start);
        }
        let rows = self.conn.total_changes().saturating_sub(start);
        self.settle(batch, rows);
        None
    }

    /// Who is to run again of a batch that was undone because its last one
    /// failed. Alone, that one has seen what is committed and nobody else's
    /// changes: it is answered.
    fn undone(&self, mut batch: Batch, instead: Option<StoreError>) -> Option<Vec<Box<dyn Work>>> {
        if batch.run.len() > 1 {
            return Some(batch.run.into_iter().map(|(work, _)| work).collect());
        }
        for (work, _) in batch.run.drain(..) {
            work.answer(instead.clone());
        }
        None
    }

    /// The next closure of a batch, if it has room for one.
    fn next_of(&self, batch: &Batch, start: u64) -> Option<Box<dyn Work>> {
        let rows = self.conn.total_changes().saturating_sub(start);
        let has_room =
            batch.broken.is_none() && batch.run.len() < self.batch_limit && rows < BATCH_ROW_LIMIT;
        has_room.then(|| self.queue.try_pop()).flatten()
    }

    /// Runs closures, each under its savepoint: first these, then who waits.
    fn guarded(&self, session: &Session<'_>, first: Vec<Box<dyn Work>>) {
        let Ok(first) = self.begin(first) else {
            return;
        };
        let start = self.conn.total_changes();
        let mut batch = Batch::default();
        for work in first {
            match batch.broken {
                None => self.one(session, &mut batch, work),
                Some(_) => batch.run.push((work, None)),
            }
        }
        while let Some(work) = self.next_of(&batch, start) {
            self.one(session, &mut batch, work);
        }
        let rows = self.conn.total_changes().saturating_sub(start);
        self.settle(batch, rows);
    }

    /// Runs one closure under its savepoint.
    fn one(&self, session: &Session<'_>, batch: &mut Batch, mut work: Box<dyn Work>) {
        if work.is_abandoned() {
            return;
        }
        if let Err(failure) = control(&self.conn, "SAVEPOINT work") {
            work.answer(Some(failure.error));
            return;
        }
        let mut tx = Tx::new(tx::Connection::Sqlite(session));
        let verdict = work.run(&mut tx);
        let left = tx.finish();

        // SQLite gives up a whole transaction after some errors (disk full,
        // I/O): then the neighbours' changes are gone too.
        let fatal = left.trouble == Some(Trouble::Fatal);
        if fatal || self.conn.is_autocommit() {
            batch.broken = Some(Broken::by(&left));
            batch.run.push((work, None));
            return;
        }
        let keep = verdict == Verdict::Keep && left.trouble.is_none();
        let end = if keep {
            control(&self.conn, "RELEASE work")
        } else {
            control(&self.conn, "ROLLBACK TO work")
                .and_then(|()| control(&self.conn, "RELEASE work"))
        };
        if let Err(failure) = end {
            batch.broken = Some(Broken {
                reason: failure.error.to_string(),
                fatal: failure.trouble == Trouble::Fatal,
            });
        }
        let instead = poisoned(verdict, &left);
        if keep {
            batch.notice(left.notices);
        }
        if self.acknowledge_first {
            work.answer(instead);
        } else {
            batch.run.push((work, instead));
        }
    }

    fn settle(&self, batch: Batch, rows: u64) {
        if let Some(broken) = batch.broken {
            if !self.conn.is_autocommit() {
                // Nothing is committed whether this works or not; a transaction
                // that does not end would take in the next batch.
                if let Err(failure) = control(&self.conn, "ROLLBACK") {
                    self.give_up(&failure.error.to_string());
                }
            }
            if broken.fatal {
                self.give_up(&broken.reason);
            }
            for (work, _) in batch.run {
                work.answer(Some(StoreError::Unavailable {
                    reason: broken.reason.clone(),
                }));
            }
            return;
        }
        match self.commit() {
            Ok(()) => {
                for (work, instead) in batch.run {
                    work.answer(instead);
                }
                for notice in batch.notices {
                    // No receiver is no fault.
                    let _ = self.wakeups.send(Wakeup {
                        channel: notice.to_owned(),
                    });
                }
                self.checkpointer.committed(rows);
            }
            Err((failure, true)) => {
                let reason = failure.error.to_string();
                tracing::error!(reason, "the disk is full: nothing can be written");
                for (work, _) in batch.run {
                    work.answer(Some(StoreError::unavailable(&reason)));
                }
            }
            Err((failure, false)) => {
                // An error is not a rollback: the pages may be in the log
                // already and come back at the next start.
                let reason = failure.error.to_string();
                self.give_up(&reason);
                for (work, _) in batch.run {
                    work.answer(Some(StoreError::OutcomeUnknown {
                        reason: reason.clone(),
                    }));
                }
            }
        }
    }

    /// Commits; an error's flag says that nothing was kept and that work can go
    /// on. That is so when the disk was full and the transaction could be ended.
    fn commit(&self) -> Result<(), (Failure, bool)> {
        commit(&self.conn).map_err(|(failure, full)| {
            if full && !self.conn.is_autocommit() {
                let _checked_below = control(&self.conn, "ROLLBACK");
            }
            (failure, full && self.conn.is_autocommit())
        })
    }

    fn give_up(&self, reason: &str) {
        tracing::error!(reason, "the database cannot be used any more");
        self.fatal.send_if_modified(|fatal| {
            let first = fatal.is_none();
            fatal.get_or_insert_with(|| reason.to_owned());
            first
        });
    }
}
