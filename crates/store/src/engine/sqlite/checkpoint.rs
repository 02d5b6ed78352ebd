//! Moves the write-ahead log into the database file, beside the writer.
//!
//! A checkpoint inside a commit costs a third of the throughput and triples the
//! slowest commits; so it is done from a connection of its own, and passively:
//! it never makes anybody wait.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};

use rusqlite::Connection;

/// Rows changed after which a checkpoint pays; a commit counts as one at least.
const CHANGES_BETWEEN: u64 = 2_000;

/// Pages (4 KiB each) in the log from which the writer itself does the (then small) rest
/// between two commits: only when nothing is added can the log start again.
const WRITER_PAGES: i64 = 16_384;

#[derive(Debug, Default)]
pub(super) struct Signal {
    state: Mutex<State>,
    changed: Condvar,
    wants_the_writer: AtomicBool,
}

#[derive(Debug, Default)]
struct State {
    changes: u64,
    stopped: bool,
}

impl Signal {
    /// The writer has committed `rows` changed rows.
    pub(super) fn committed(&self, rows: u64) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.changes += rows.max(1);
        if state.changes >= CHANGES_BETWEEN {
            self.changed.notify_one();
        }
    }

    pub(super) fn stop(&self) {
        self.state
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .stopped = true;
        self.changed.notify_one();
    }

    /// Whether the writer should checkpoint now; asked once per request.
    pub(super) fn wants_the_writer(&self) -> bool {
        self.wants_the_writer.swap(false, Ordering::Relaxed)
    }

    /// Waits for enough changes; `false` when it is time to end.
    fn wait(&self) -> bool {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        while state.changes < CHANGES_BETWEEN && !state.stopped {
            state = self
                .changed
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
        state.changes = 0;
        !state.stopped
    }
}

pub(super) fn run(conn: &Connection, signal: &Signal) {
    while signal.wait() {
        if let Some((log, _)) = passive(conn)
            && log > WRITER_PAGES
        {
            signal.wants_the_writer.store(true, Ordering::Relaxed);
        }
    }
}

/// A passive checkpoint; answers (pages in the log, pages moved).
pub(super) fn passive(conn: &Connection) -> Option<(i64, i64)> {
    let result = conn.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |row| {
        Ok((row.get::<_, i64>(1)?, row.get::<_, i64>(2)?))
    });
    match result {
        Ok(pages) => Some(pages),
        Err(error) => {
            tracing::warn!(%error, "the write-ahead log could not be moved into the database");
            None
        }
    }
}
