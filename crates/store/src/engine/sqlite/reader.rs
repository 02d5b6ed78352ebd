//! A reader: one snapshot per closure.

use rusqlite::Connection;

use super::statement::{Session, control};
use crate::engine::error::StoreError;
use crate::engine::queue::Queue;
use crate::engine::tx::{self, Tx};
use crate::engine::work::{Verdict, Work};

pub(super) fn run(conn: &Connection, queue: &Queue<Box<dyn Work>>) {
    let session = Session::new(conn);
    while let Some(mut work) = queue.pop() {
        if work.is_abandoned() {
            continue;
        }
        let instead = read(conn, &session, work.as_mut());
        work.answer(instead);
    }
}

fn read(conn: &Connection, session: &Session<'_>, work: &mut dyn Work) -> Option<StoreError> {
    if let Err(failure) = control(conn, "BEGIN") {
        return Some(failure.error);
    }
    let mut tx = Tx::new(tx::Connection::Sqlite(session));
    let verdict = work.run(&mut tx);
    let left = tx.finish();
    // Nothing was changed, so how it ends does not matter, only that it does.
    if !conn.is_autocommit()
        && let Err(failure) = control(conn, "ROLLBACK")
    {
        tracing::warn!(error = %failure.error, "a read transaction did not end cleanly");
    }
    (verdict == Verdict::Keep && left.trouble.is_some()).then_some(StoreError::Poisoned)
}
