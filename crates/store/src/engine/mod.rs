//! One way to talk to SQLite and PostgreSQL.
//!
//! [`Db`] takes closures that do database work only and runs each in one
//! transaction on a thread that owns a connection. On SQLite one writer thread
//! puts all waiting closures into one commit.

use std::future::Future;

use tokio::sync::broadcast;

pub(crate) mod dialect;
pub(crate) mod error;
pub(crate) mod postgres;
mod queue;
pub(crate) mod row;
pub(crate) mod sqlite;
pub(crate) mod stmt;
pub mod text;
pub(crate) mod tx;
pub(crate) mod value;
mod work;

#[cfg(test)]
mod lint;
#[cfg(test)]
mod tests;

use error::StoreError;
use postgres::PostgresDb;
use sqlite::SqliteDb;
use tx::Tx;
use work::Work;

/// Closures that may wait for a thread before callers are refused with
/// [`StoreError::Busy`]; for reads and writes each.
pub const QUEUE_LIMIT: usize = 4_096;

/// Closures that SQLite's writer puts into one commit at most.
pub const BATCH_LIMIT: usize = 256;

/// Rows changed after which SQLite's writer closes a batch.
pub const BATCH_ROW_LIMIT: u64 = 20_000;

/// Read connections (and threads) to a SQLite file.
pub const SQLITE_READERS: usize = 4;

/// Connections (and threads) to PostgreSQL; more than 4 to 8 per two cores of
/// the server only queue up there.
pub const POSTGRES_CONNECTIONS: usize = 6;

/// Wake-ups a slow receiver may be behind before it loses the oldest.
pub(crate) const WAKEUP_BACKLOG: usize = 256;

/// The two engines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Engine {
    /// SQLite, in this process.
    Sqlite,
    /// PostgreSQL or what speaks like it.
    Postgres,
}

/// How to open a database. `DbOptions::default()` is right for production.
#[derive(Debug, Clone)]
pub struct DbOptions {
    /// SQLite: read connections. At least 1.
    pub readers: usize,
    /// PostgreSQL: connections. At least 1.
    pub connections: usize,
    /// Closures that may wait, see [`QUEUE_LIMIT`].
    pub queue_limit: usize,
    /// SQLite: closures in one commit, see [`BATCH_LIMIT`]. At least 1.
    pub batch_limit: usize,
    /// What a test breaks on purpose.
    #[cfg(feature = "testing")]
    pub sabotage: Sabotage,
}

impl Default for DbOptions {
    fn default() -> Self {
        Self {
            readers: SQLITE_READERS,
            connections: POSTGRES_CONNECTIONS,
            queue_limit: QUEUE_LIMIT,
            batch_limit: BATCH_LIMIT,
            #[cfg(feature = "testing")]
            sabotage: Sabotage::default(),
        }
    }
}

/// Controls taken away on purpose, so that the crash and race tests can show
/// that they would notice. Not in any release: feature `testing` only.
#[cfg(feature = "testing")]
#[derive(Debug, Clone, Copy, Default)]
pub struct Sabotage {
    /// Answers callers before the commit.
    pub acknowledge_before_commit: bool,
    /// Does not wait for the disk (`synchronous=OFF`, `synchronous_commit=off`).
    pub no_sync: bool,
}

impl DbOptions {
    #[cfg(feature = "testing")]
    fn acknowledge_before_commit(&self) -> bool {
        self.sabotage.acknowledge_before_commit
    }

    #[cfg(not(feature = "testing"))]
    fn acknowledge_before_commit(&self) -> bool {
        false
    }

    #[cfg(feature = "testing")]
    fn no_sync(&self) -> bool {
        self.sabotage.no_sync
    }

    #[cfg(not(feature = "testing"))]
    fn no_sync(&self) -> bool {
        false
    }
}

/// Somebody called [`Tx::notify`] and the transaction was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wakeup {
    /// The channel that was named.
    pub channel: String,
}

/// A database. Clones share it; the last one to go closes it.
#[derive(Debug, Clone)]
pub enum Db {
    /// A SQLite file.
    Sqlite(SqliteDb),
    /// A PostgreSQL server.
    Postgres(PostgresDb),
}

impl Db {
    /// Opens `sqlite:PATH` (made when missing; its directory must be there) or
    /// `postgres://…`.
    ///
    /// # Errors
    /// [`StoreError::Configuration`] for an address of another kind;
    /// [`StoreError::Unavailable`] when the database does not answer.
    pub async fn open(url: &str, options: DbOptions) -> Result<Self, StoreError> {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Ok(Self::Postgres(PostgresDb::open(url, options).await?));
        }
        let Some(path) = url.strip_prefix("sqlite:") else {
            return Err(StoreError::Configuration {
                reason: "it starts with neither \"sqlite:\" nor \"postgres://\"".to_owned(),
            });
        };
        let path = path.strip_prefix("//").unwrap_or(path);
        Ok(Self::Sqlite(SqliteDb::open(path, options).await?))
    }

    /// Which engine this is.
    pub fn engine(&self) -> Engine {
        match self {
            Self::Sqlite(_) => Engine::Sqlite,
            Self::Postgres(_) => Engine::Postgres,
        }
    }

    /// Brings the schema up to this program's. Several nodes may do so at the
    /// same time.
    ///
    /// # Errors
    /// [`StoreError::Schema`] when the database is of a newer program or a
    /// migration that ran was edited since.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        crate::migrate::run(self).await
    }

    /// Runs `work` in one transaction and answers when it is durable.
    ///
    /// The work is queued by the call itself, before the answer is awaited; an
    /// answer that is dropped before the work has started cancels it.
    ///
    /// The closure does database work only. It may be run again after its
    /// changes were undone (collision with another transaction, lost
    /// connection before the commit), so it must not count on side effects.
    ///
    /// # Errors
    /// What `work` answered (its changes are undone), or `E::from` of a
    /// [`StoreError`] of the transaction itself. After
    /// [`StoreError::OutcomeUnknown`] the changes may be kept or not.
    pub fn write<T, E, F>(
        &self,
        work: F,
    ) -> impl Future<Output = Result<T, E>> + Send + use<T, E, F>
    where
        F: Fn(&mut Tx<'_>) -> Result<T, E> + Send + Sync + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.submit(work, Access::Write)
    }

    /// Runs `work` on one snapshot of the database, without changing it. A
    /// snapshot shows everything that was answered before the call.
    ///
    /// # Errors
    /// As [`Db::write`].
    pub fn read<T, E, F>(&self, work: F) -> impl Future<Output = Result<T, E>> + Send + use<T, E, F>
    where
        F: Fn(&mut Tx<'_>) -> Result<T, E> + Send + Sync + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.submit(work, Access::Read)
    }

    fn submit<T, E, F>(
        &self,
        work: F,
        access: Access,
    ) -> impl Future<Output = Result<T, E>> + Send + use<T, E, F>
    where
        F: Fn(&mut Tx<'_>) -> Result<T, E> + Send + Sync + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (work, answer) = work::wrap(work);
        match self {
            Self::Sqlite(db) => db.submit(work, access),
            Self::Postgres(db) => db.submit(work, access),
        }
        async move {
            answer.await.unwrap_or_else(|_| {
                // The thread died with the work in hand.
                Err(E::from(StoreError::OutcomeUnknown {
                    reason: "the database thread ended".to_owned(),
                }))
            })
        }
    }

    /// Wake-ups of this process and, on PostgreSQL, of the other nodes. A
    /// receiver that is slow loses the oldest; the poll is the truth.
    pub fn wakeups(&self) -> broadcast::Receiver<Wakeup> {
        match self {
            Self::Sqlite(db) => db.wakeups(),
            Self::Postgres(db) => db.wakeups(),
        }
    }

    /// Why the database must not be used any more, if so. After that every
    /// transaction is refused: stop the process, start again, reconcile.
    pub fn fatal(&self) -> Option<String> {
        match self {
            Self::Sqlite(db) => db.fatal(),
            Self::Postgres(_) => None,
        }
    }

    /// Waits until [`Db::fatal`] has something to say; for ever on PostgreSQL,
    /// where the server decides.
    pub async fn until_fatal(&self) -> String {
        match self {
            Self::Sqlite(db) => db.until_fatal().await,
            Self::Postgres(_) => std::future::pending().await,
        }
    }

    /// Closures that wait for a thread: `(reads, writes)`; on PostgreSQL both
    /// share one queue.
    pub fn waiting(&self) -> (usize, usize) {
        match self {
            Self::Sqlite(db) => db.waiting(),
            Self::Postgres(db) => (db.waiting(), db.waiting()),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Access {
    Read,
    Write,
}

/// Answers work that a queue did not take.
fn refuse(work: Box<dyn Work>, why: queue::Refused) {
    work.answer(Some(match why {
        queue::Refused::Full => StoreError::Busy,
        queue::Refused::Closed => StoreError::unavailable("the database is closed"),
    }));
}
