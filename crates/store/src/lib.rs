//! How it is kept: SQL, migrations and both engines. The only crate that names
//! a table.
//!
//! [`Db`] runs closures in transactions; the statements they run are written
//! once, by `sql!`, and prepared on both engines by one test.

mod engine;
pub mod jobs;
pub mod migrate;
pub mod records;
pub mod snapshot;
#[cfg(feature = "testing")]
pub mod testing;

#[cfg(feature = "testing")]
pub use engine::Sabotage;
pub use engine::error::{ConflictKind, FOREIGN_KEY, StoreError};
pub use engine::postgres::{COLLISION_ATTEMPTS, PostgresDb};
pub use engine::row::Row;
pub use engine::sqlite::SqliteDb;
pub(crate) use engine::stmt::sql;
pub use engine::stmt::{SqlText, Stmt};
pub use engine::tx::{Counter, Tx};
pub use engine::value::Value;
pub use engine::{
    BATCH_LIMIT, BATCH_ROW_LIMIT, Db, DbOptions, Engine, POSTGRES_CONNECTIONS, QUEUE_LIMIT,
    SQLITE_READERS, Wakeup, text,
};
