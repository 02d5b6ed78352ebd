//! What the engine itself can do: durable transactions a second.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::{Db, Stmt, StoreError, Value};

/// A measured rate.
#[derive(Debug, Clone, Copy)]
pub struct Rate {
    /// Transactions that were answered as durable.
    pub transactions: usize,
    /// The time they took together.
    pub elapsed: Duration,
}

impl Rate {
    /// Transactions a second.
    pub fn per_second(&self) -> f64 {
        self.transactions as f64 / self.elapsed.as_secs_f64().max(f64::EPSILON)
    }
}

/// The best the engine does: `callers` at a time write what `rows` says (given
/// the number of the transaction, from 0) and nothing else, until
/// `transactions` are durable. A measure for the bench, not a test.
///
/// # Errors
/// The first [`StoreError`] of any transaction.
pub async fn grouped_commit_rate<F>(
    db: &Db,
    callers: usize,
    transactions: usize,
    rows: F,
) -> Result<Rate, StoreError>
where
    F: Fn(usize) -> Vec<(&'static Stmt, Vec<Value>)> + Send + Sync + 'static,
{
    let rows = Arc::new(rows);
    let next = Arc::new(AtomicUsize::new(0));
    let start = Instant::now();
    let tasks: Vec<_> = (0..callers)
        .map(|_| {
            let (db, rows, next) = (db.clone(), Arc::clone(&rows), Arc::clone(&next));
            tokio::spawn(async move {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= transactions {
                        return Ok::<_, StoreError>(());
                    }
                    let steps = rows(number);
                    db.write(move |tx| tx.execute_batch_of(&steps)).await?;
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.map_err(StoreError::unavailable)??;
    }
    Ok(Rate {
        transactions,
        elapsed: start.elapsed(),
    })
}
