//! Throw-away databases for the tests of this crate and of the crates above.
//!
//! [`twins!`](crate::twins) makes two tests of one story, one per engine. A
//! missing PostgreSQL fails its twin; it never skips it.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "tests may touch files and the clock"
)]

use std::future::Future;
use std::sync::atomic::{AtomicU32, Ordering};

use tempfile::TempDir;

use crate::{Db, DbOptions, Engine, Sabotage};

mod bulk;
pub(crate) mod cluster;
mod rate;
mod schema;

pub use bulk::{fill_tickets, fill_timers, ticket_rows};
pub use rate::{Rate, grouped_commit_rate};
pub use schema::dump as dump_schema;

/// Makes two tests of each story: `name::sqlite` and `name::postgres`, each
/// with a fresh migrated database.
///
/// ```text
/// twins! {
///     async fn a_ticket_is_found(db: Db) { … }
/// }
/// ```
#[macro_export]
macro_rules! twins {
    ($($(#[$attr:meta])* async fn $name:ident($($db:tt)+) $body:block)*) => {$(
        mod $name {
            #[allow(unused_imports, reason = "a story may need nothing of its file")]
            use super::*;

            async fn story($($db)+) $body

            $(#[$attr])*
            #[test]
            fn sqlite() {
                $crate::testing::run_on($crate::Engine::Sqlite, story);
            }

            $(#[$attr])*
            #[test]
            fn postgres() {
                $crate::testing::run_on($crate::Engine::Postgres, story);
            }
        }
    )*};
}

/// Connections of a test's PostgreSQL database; few, because many tests share
/// one server.
const TEST_CONNECTIONS: usize = 3;

static NEXT: AtomicU32 = AtomicU32::new(0);

/// A database that goes away with this value.
#[derive(Debug)]
pub struct TestDb {
    db: Option<Db>,
    url: String,
    place: Place,
}

#[derive(Debug)]
enum Place {
    Folder(#[expect(dead_code, reason = "removed when dropped")] TempDir),
    Server(String),
}

/// Options for tests: no waiting for the disk, few connections.
pub fn test_options() -> DbOptions {
    DbOptions {
        readers: 2,
        connections: TEST_CONNECTIONS,
        sabotage: Sabotage {
            no_sync: true,
            ..Sabotage::default()
        },
        ..DbOptions::default()
    }
}

impl TestDb {
    /// A fresh migrated database.
    pub async fn new(engine: Engine) -> Self {
        Self::with_options(engine, test_options()).await
    }

    /// A fresh migrated database, opened with `options`.
    pub async fn with_options(engine: Engine, options: DbOptions) -> Self {
        let mut test = Self::place(engine, true).await;
        test.open(options).await;
        if engine == Engine::Sqlite {
            test.db().migrate().await.expect("the migrations run");
        }
        test
    }

    /// A fresh database without any table.
    pub async fn empty(engine: Engine) -> Self {
        let mut test = Self::place(engine, false).await;
        test.open(test_options()).await;
        test
    }

    async fn place(engine: Engine, migrated: bool) -> Self {
        match engine {
            Engine::Sqlite => {
                let folder = tempfile::tempdir().expect("a temporary folder");
                Self {
                    db: None,
                    url: format!("sqlite:{}", folder.path().join("test.db").display()),
                    place: Place::Folder(folder),
                }
            }
            Engine::Postgres => {
                let number = NEXT.fetch_add(1, Ordering::Relaxed);
                let name = format!("surety_test_{}_{number}", std::process::id());
                let url = cluster::create_database(&name, migrated).await;
                Self {
                    db: None,
                    url,
                    place: Place::Server(name),
                }
            }
        }
    }

    async fn open(&mut self, options: DbOptions) {
        let db = Db::open(&self.url, options).await;
        self.db = Some(db.expect("a fresh database opens"));
    }

    /// The database.
    pub fn db(&self) -> Db {
        self.db.clone().expect("it is open")
    }

    /// Its address, to open it again or from another process.
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for TestDb {
    fn drop(&mut self) {
        drop(self.db.take());
        if let Place::Server(name) = &self.place {
            cluster::drop_database(name);
        }
    }
}

/// Runs `story` on a fresh migrated database.
pub fn run_on<F, R>(engine: Engine, story: F)
where
    F: FnOnce(Db) -> R,
    R: Future<Output = ()>,
{
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime starts");
    runtime.block_on(async {
        let test = TestDb::new(engine).await;
        story(test.db()).await;
    });
}
