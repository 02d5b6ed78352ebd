//! SQLite: one writer, some readers, a checkpointer; each a thread with its
//! own connection.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use tokio::sync::{broadcast, watch};

use super::error::StoreError;
use super::queue::Queue;
use super::work::Work;
use super::{Access, DbOptions, WAKEUP_BACKLOG, Wakeup, refuse};

mod checkpoint;
mod error;
mod reader;
mod statement;
mod writer;

pub(crate) use error::failure;
pub(crate) use statement::Run;

/// How long a connection waits for a lock another process holds (a backup, a
/// second program on the same file).
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// Prepared statements kept per connection; more than this program has.
const STATEMENT_CACHE: usize = 1_024;

/// Page cache of the writer, in KiB.
const WRITER_CACHE_KIB: i64 = 32_768;

/// Page cache of each reader, in KiB.
const READER_CACHE_KIB: i64 = 8_192;

/// WAL pages (4 KiB each) after which SQLite itself would checkpoint inside a
/// commit. The checkpointer keeps the WAL far below; this is the net under it.
const AUTO_CHECKPOINT_PAGES: i64 = 65_536;

/// The WAL file is cut to this size when it starts again, in bytes.
const WAL_SIZE_LIMIT: i64 = 64 << 20;

/// A SQLite database.
#[derive(Debug, Clone)]
pub struct SqliteDb {
    inner: Arc<Inner>,
}

struct Inner {
    path: PathBuf,
    no_sync: bool,
    writes: Arc<Queue<Box<dyn Work>>>,
    reads: Arc<Queue<Box<dyn Work>>>,
    wakeups: broadcast::Sender<Wakeup>,
    fatal: watch::Receiver<Option<String>>,
    checkpointer: Arc<checkpoint::Signal>,
    threads: Mutex<Vec<JoinHandle<()>>>,
}

impl std::fmt::Debug for Inner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SqliteDb")
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

impl SqliteDb {
    pub(super) async fn open(path: &str, options: DbOptions) -> Result<Self, StoreError> {
        let path = PathBuf::from(path);
        tokio::task::spawn_blocking(move || Self::open_blocking(path, &options))
            .await
            .map_err(StoreError::unavailable)?
    }

    fn open_blocking(path: PathBuf, options: &DbOptions) -> Result<Self, StoreError> {
        let no_sync = options.no_sync();
        // The writer's connection makes the file and its WAL; then readers.
        let write = connect(&path, Role::Writer { no_sync })?;
        let mut read = Vec::new();
        for _ in 0..options.readers.max(1) {
            read.push(connect(&path, Role::Reader)?);
        }
        let check = connect(&path, Role::Checkpointer { no_sync })?;

        let writes = Arc::new(Queue::new(options.queue_limit));
        let reads = Arc::new(Queue::new(options.queue_limit));
        let (wakeups, _) = broadcast::channel(WAKEUP_BACKLOG);
        let (fatal_sender, fatal) = watch::channel(None);
        let checkpointer = Arc::new(checkpoint::Signal::default());

        let mut threads = Vec::new();
        let writer = writer::Writer {
            conn: write,
            queue: Arc::clone(&writes),
            batch_limit: options.batch_limit.max(1),
            acknowledge_first: options.acknowledge_before_commit(),
            wakeups: wakeups.clone(),
            fatal: fatal_sender,
            checkpointer: Arc::clone(&checkpointer),
            wary: std::cell::Cell::new(0),
        };
        threads.push(spawn("db-writer", move || writer.run())?);
        for conn in read {
            let queue = Arc::clone(&reads);
            threads.push(spawn("db-reader", move || reader::run(&conn, &queue))?);
        }
        let signal = Arc::clone(&checkpointer);
        threads.push(spawn("db-checkpoint", move || {
            checkpoint::run(&check, &signal)
        })?);

        Ok(Self {
            inner: Arc::new(Inner {
                path,
                no_sync,
                writes,
                reads,
                wakeups,
                fatal,
                checkpointer,
                threads: Mutex::new(threads),
            }),
        })
    }

    pub(super) fn submit(&self, work: Box<dyn Work>, access: Access) {
        let queue = match access {
            Access::Read => &self.inner.reads,
            Access::Write => &self.inner.writes,
        };
        if let Err((work, why)) = queue.push(work) {
            refuse(work, why);
        }
    }

    pub(super) fn wakeups(&self) -> broadcast::Receiver<Wakeup> {
        self.inner.wakeups.subscribe()
    }

    pub(super) fn fatal(&self) -> Option<String> {
        self.inner.fatal.borrow().clone()
    }

    pub(super) async fn until_fatal(&self) -> String {
        let mut fatal = self.inner.fatal.clone();
        match fatal.wait_for(Option::is_some).await {
            Ok(reason) => reason.clone().unwrap_or_default(),
            Err(_) => "the database thread ended".to_owned(),
        }
    }

    pub(super) fn waiting(&self) -> (usize, usize) {
        (self.inner.reads.len(), self.inner.writes.len())
    }

    /// A connection of its own, for migrations.
    pub(crate) fn migration_connection(&self) -> Result<Connection, StoreError> {
        let no_sync = self.inner.no_sync;
        connect(&self.inner.path, Role::Writer { no_sync })
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.inner.path
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.writes.close();
        self.reads.close();
        self.checkpointer.stop();
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

fn spawn(name: &str, body: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>, StoreError> {
    thread::Builder::new()
        .name(name.to_owned())
        .spawn(body)
        .map_err(StoreError::unavailable)
}

#[derive(Debug, Clone, Copy)]
enum Role {
    Writer { no_sync: bool },
    Reader,
    Checkpointer { no_sync: bool },
}

fn connect(path: &Path, role: Role) -> Result<Connection, StoreError> {
    let open = || -> Result<Connection, rusqlite::Error> {
        // No URI file names: a path is a path.
        let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        if matches!(role, Role::Writer { .. }) {
            flags |= OpenFlags::SQLITE_OPEN_CREATE;
        }
        let conn = Connection::open_with_flags(path, flags)?;
        conn.busy_timeout(BUSY_TIMEOUT)?;
        conn.set_prepared_statement_cache_capacity(STATEMENT_CACHE);
        // A plan depends on the statement alone, not on what was bound when it
        // was prepared: else SQLite prepares anew when a parameter changes.
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        let mode: String =
            conn.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
        if !mode.eq_ignore_ascii_case("wal") {
            return Err(rusqlite::Error::InvalidQuery);
        }
        let (synchronous, cache) = match role {
            Role::Writer { no_sync: true } => ("OFF", WRITER_CACHE_KIB),
            Role::Writer { no_sync: false } => ("FULL", WRITER_CACHE_KIB),
            Role::Reader => ("FULL", READER_CACHE_KIB),
            Role::Checkpointer { no_sync: true } => ("OFF", READER_CACHE_KIB),
            Role::Checkpointer { no_sync: false } => ("FULL", READER_CACHE_KIB),
        };
        conn.pragma_update(None, "synchronous", synchronous)?;
        conn.pragma_update(None, "cache_size", -cache)?;
        conn.pragma_update(None, "foreign_keys", "ON")?;
        conn.pragma_update(None, "secure_delete", "OFF")?;
        conn.pragma_update(None, "trusted_schema", "OFF")?;
        conn.pragma_update(None, "temp_store", "MEMORY")?;
        conn.pragma_update(None, "journal_size_limit", WAL_SIZE_LIMIT)?;
        conn.pragma_update(None, "wal_autocheckpoint", AUTO_CHECKPOINT_PAGES)?;
        // PostgreSQL's LIKE distinguishes case; SQLite's would not for ASCII.
        conn.pragma_update(None, "case_sensitive_like", "ON")?;
        if matches!(role, Role::Reader) {
            conn.pragma_update(None, "query_only", "ON")?;
        }
        Ok(conn)
    };
    open().map_err(|e| match e {
        rusqlite::Error::InvalidQuery => StoreError::Configuration {
            reason: "the file system does not allow SQLite's write-ahead log".to_owned(),
        },
        e => StoreError::unavailable(format!("{}: {e}", path.display())),
    })
}
