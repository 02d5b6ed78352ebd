//! Copies of a SQLite database while it is in use, and what is checked before
//! one is trusted. PostgreSQL has `pg_dump` for this.
//!
//! Everything here blocks: it is for commands, not for the server.

use std::path::{Path, PathBuf};

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use crate::migrate::MIGRATIONS;

/// Pages copied between two looks at the progress.
const PAGES_PER_STEP: i32 = 2_000;
/// Findings of an integrity check that are told; a broken file has thousands.
const FINDINGS_MAX: usize = 10;

/// Why a copy could not be made, or must not be used.
#[derive(Debug, thiserror::Error)]
pub enum SnapshotError {
    /// SQLite cannot open, read or write a file.
    #[error("{path}: {source}", path = .path.display())]
    Sqlite {
        /// Which file.
        path: PathBuf,
        /// SQLite's words.
        source: rusqlite::Error,
    },
    /// The file is damaged.
    #[error("{path} is damaged: {findings}", path = .path.display(), findings = .findings.join("; "))]
    Damaged {
        /// Which file.
        path: PathBuf,
        /// SQLite's findings, at most ten.
        findings: Vec<String>,
    },
    /// The file is a database, of something else.
    #[error("{path} is not a desk's database", path = .path.display())]
    Foreign {
        /// Which file.
        path: PathBuf,
    },
    /// The file is of a newer program.
    #[error("{path} has schema version {version}, this program knows {known} only: use the newer program", path = .path.display())]
    Newer {
        /// Which file.
        path: PathBuf,
        /// The file's schema version.
        version: i64,
        /// The newest that this program knows.
        known: i64,
    },
    /// Somebody has the database open.
    #[error("{path} is in use: stop every `surety serve` on it first", path = .path.display())]
    InUse {
        /// Which file.
        path: PathBuf,
    },
}

/// What a checked database holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contents {
    /// Pages of the file.
    pub pages: i64,
    /// Bytes of a page.
    pub page_bytes: i64,
    /// The last migration that ran on it.
    pub schema_version: i64,
    /// Rows of the tables that people ask about, by table.
    pub rows: Vec<(&'static str, i64)>,
}

/// Tables that a report counts, where the schema has them.
const COUNTED: [&str; 5] = ["accounts", "tickets", "messages", "credit_entries", "mails"];

fn at(path: &Path) -> impl Fn(rusqlite::Error) -> SnapshotError + '_ {
    |source| SnapshotError::Sqlite {
        path: path.to_path_buf(),
        source,
    }
}

fn open_existing(path: &Path, flags: OpenFlags) -> Result<Connection, SnapshotError> {
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)
        .map_err(at(path))?;
    connection
        .busy_timeout(std::time::Duration::from_secs(10))
        .map_err(at(path))?;
    Ok(connection)
}

/// Copies the database `source`, as it is at one instant, to the new file
/// `target`, while others go on writing. `progress` is told pages copied and
/// pages in all.
///
/// # Errors
/// [`SnapshotError::Sqlite`].
pub fn take(
    source: &Path,
    target: &Path,
    mut progress: impl FnMut(u64, u64),
) -> Result<(), SnapshotError> {
    let from = open_existing(source, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    // One read transaction over all steps: without it each commit of a writer
    // would make the copy start again, and under load it would never end.
    from.execute_batch("BEGIN; SELECT count(*) FROM sqlite_master;")
        .map_err(at(source))?;
    let mut to = Connection::open(target).map_err(at(target))?;
    {
        let backup = Backup::new(&from, &mut to).map_err(at(target))?;
        loop {
            let step = backup.step(PAGES_PER_STEP).map_err(at(target))?;
            let state = backup.progress();
            let total = u64::try_from(state.pagecount).unwrap_or_default();
            let left = u64::try_from(state.remaining).unwrap_or_default();
            progress(total.saturating_sub(left), total);
            match step {
                StepResult::Done => break,
                // The reader of a WAL is never locked out for long.
                _ => std::thread::yield_now(),
            }
        }
    }
    from.execute_batch("COMMIT").map_err(at(source))?;
    // A file that stands alone, without -wal and -shm beside it.
    let mode: String = to
        .query_row("PRAGMA journal_mode = DELETE", [], |row| row.get(0))
        .map_err(at(target))?;
    debug_assert_eq!(mode, "delete");
    to.close().map_err(|(_, e)| at(target)(e))
}

/// Reads the whole file: structure, indexes, references, and that it is a
/// desk's.
///
/// # Errors
/// [`SnapshotError::Damaged`] and [`SnapshotError::Foreign`] when it must not
/// be used, [`SnapshotError::Sqlite`] when it cannot be read.
pub fn verify(path: &Path) -> Result<Contents, SnapshotError> {
    let db = open_existing(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let mut findings = Vec::new();
    {
        let mut check = db
            .prepare(&format!("PRAGMA integrity_check({FINDINGS_MAX})"))
            .map_err(|e| damaged_or(path, e))?;
        let lines = check
            .query_map([], |row| row.get::<_, String>(0))
            .map_err(|e| damaged_or(path, e))?;
        for line in lines {
            let line = line.map_err(|e| damaged_or(path, e))?;
            if line != "ok" {
                findings.push(line);
            }
        }
    }
    if findings.is_empty() {
        let mut check = db
            .prepare("PRAGMA foreign_key_check")
            .map_err(|e| damaged_or(path, e))?;
        let lines = check
            .query_map([], |row| {
                let table: String = row.get(0)?;
                let parent: String = row.get(2)?;
                Ok(format!(
                    "a row of {table} refers to a missing row of {parent}"
                ))
            })
            .map_err(|e| damaged_or(path, e))?;
        for line in lines.take(FINDINGS_MAX) {
            findings.push(line.map_err(|e| damaged_or(path, e))?);
        }
    }
    if !findings.is_empty() {
        return Err(SnapshotError::Damaged {
            path: path.to_path_buf(),
            findings,
        });
    }
    if !has_table(&db, path, "schema_migrations")? {
        return Err(SnapshotError::Foreign {
            path: path.to_path_buf(),
        });
    }
    let version: Option<i64> = db
        .query_row("SELECT max(version) FROM schema_migrations", [], |row| {
            row.get(0)
        })
        .map_err(|e| damaged_or(path, e))?;
    let version = version.unwrap_or_default();
    let known = MIGRATIONS.last().map_or(0, |m| m.version);
    if version > known {
        return Err(SnapshotError::Newer {
            path: path.to_path_buf(),
            version,
            known,
        });
    }
    let mut rows = Vec::new();
    for table in COUNTED {
        if !has_table(&db, path, table)? {
            continue;
        }
        let count = db
            .query_row(&format!("SELECT count(*) FROM {table}"), [], |row| {
                row.get(0)
            })
            .map_err(|e| damaged_or(path, e))?;
        rows.push((table, count));
    }
    let number = |pragma: &str| {
        db.query_row(&format!("PRAGMA {pragma}"), [], |row| row.get(0))
            .map_err(|e| damaged_or(path, e))
    };
    Ok(Contents {
        pages: number("page_count")?,
        page_bytes: number("page_size")?,
        schema_version: version,
        rows,
    })
}

fn has_table(db: &Connection, path: &Path, table: &str) -> Result<bool, SnapshotError> {
    db.query_row(
        "SELECT count(*) > 0 FROM sqlite_master WHERE type = 'table' AND name = ?1",
        [table],
        |row| row.get(0),
    )
    .map_err(|e| damaged_or(path, e))
}

fn damaged_or(path: &Path, e: rusqlite::Error) -> SnapshotError {
    match e.sqlite_error_code() {
        Some(rusqlite::ErrorCode::DatabaseCorrupt | rusqlite::ErrorCode::NotADatabase) => {
            SnapshotError::Damaged {
                path: path.to_path_buf(),
                findings: vec![e.to_string()],
            }
        }
        _ => at(path)(e),
    }
}

/// Makes the database at `path` one file that nobody has open, so that it can
/// be moved away.
///
/// # Errors
/// [`SnapshotError::InUse`] when somebody has it open.
pub fn close_for_good(path: &Path) -> Result<(), SnapshotError> {
    let db = open_existing(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    db.busy_timeout(std::time::Duration::from_millis(200))
        .map_err(at(path))?;
    // Leaving WAL works only for the last connection there is.
    match db.query_row("PRAGMA journal_mode = DELETE", [], |row| {
        row.get::<_, String>(0)
    }) {
        Ok(mode) if mode == "delete" => db.close().map_err(|(_, e)| at(path)(e)),
        Ok(_) => Err(SnapshotError::InUse {
            path: path.to_path_buf(),
        }),
        Err(e)
            if matches!(
                e.sqlite_error_code(),
                Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked)
            ) =>
        {
            Err(SnapshotError::InUse {
                path: path.to_path_buf(),
            })
        }
        Err(e) => Err(at(path)(e)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn desk(path: &Path, rows: u32) -> Connection {
        let db = Connection::open(path).unwrap();
        db.execute_batch(
            "PRAGMA journal_mode = WAL;
             CREATE TABLE schema_migrations (version INTEGER NOT NULL);
             INSERT INTO schema_migrations VALUES (1);
             CREATE TABLE accounts (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
             CREATE TABLE tickets (id INTEGER PRIMARY KEY, account INTEGER REFERENCES accounts (id), body TEXT);
             CREATE TABLE messages (id INTEGER PRIMARY KEY);
             CREATE TABLE credit_entries (id INTEGER PRIMARY KEY);
             CREATE TABLE mails (id INTEGER PRIMARY KEY);
             INSERT INTO accounts VALUES (1, 'Ann & Co');",
        )
        .unwrap();
        for _ in 0..rows {
            db.execute(
                "INSERT INTO tickets (account, body) VALUES (1, hex(randomblob(2000)))",
                [],
            )
            .unwrap();
        }
        db
    }

    #[test]
    fn a_copy_made_under_writes_is_whole_and_of_one_instant() {
        let dir = tempfile::tempdir().unwrap();
        let (source, target) = (dir.path().join("desk.db"), dir.path().join("copy.db"));
        let writer = desk(&source, 2_000);
        let mut seen = Vec::new();
        let mut written = 0;
        take(&source, &target, |done, total| {
            seen.push((done, total));
            // A commit between every two steps.
            writer
                .execute("INSERT INTO tickets (account, body) VALUES (1, 'late')", [])
                .unwrap();
            written += 1;
        })
        .unwrap();
        assert!(
            seen.len() > 1 && written > 1,
            "the copy took one step only: {seen:?}"
        );
        assert_eq!(seen.last().map(|(done, total)| done == total), Some(true));
        let contents = verify(&target).unwrap();
        assert!(contents.rows.contains(&("tickets", 2_000)), "{contents:?}");
        assert!(!dir.path().join("copy.db-wal").exists());
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "damages a file")]
    fn damage_is_found() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("desk.db");
        drop(desk(&path, 200));
        close_for_good(&path).unwrap();
        verify(&path).unwrap();
        let mut bytes = std::fs::read(&path).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle..middle + 4096].fill(0xa5);
        std::fs::write(&path, &bytes).unwrap();
        assert!(matches!(verify(&path), Err(SnapshotError::Damaged { .. })));
        std::fs::write(&path, b"this is not a database, whatever its name says").unwrap();
        assert!(matches!(verify(&path), Err(SnapshotError::Damaged { .. })));
    }

    #[test]
    fn broken_references_and_foreign_databases_are_refused() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("desk.db");
        let db = desk(&path, 1);
        db.execute_batch("PRAGMA foreign_keys = OFF; DELETE FROM accounts;")
            .unwrap();
        drop(db);
        let told = verify(&path).unwrap_err().to_string();
        assert!(
            told.contains("a row of tickets refers to a missing row of accounts"),
            "{told}"
        );

        let other = dir.path().join("other.db");
        Connection::open(&other)
            .unwrap()
            .execute_batch("CREATE TABLE x (y)")
            .unwrap();
        assert!(matches!(verify(&other), Err(SnapshotError::Foreign { .. })));
        let newer = dir.path().join("newer.db");
        desk(&newer, 1)
            .execute_batch("UPDATE schema_migrations SET version = 10000")
            .unwrap();
        assert!(matches!(
            verify(&newer),
            Err(SnapshotError::Newer {
                version: 10_000,
                ..
            })
        ));
        assert!(matches!(
            verify(&dir.path().join("none.db")),
            Err(SnapshotError::Sqlite { .. })
        ));
    }

    #[test]
    fn a_database_in_use_is_not_closed() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("desk.db");
        let user = desk(&path, 1);
        assert!(matches!(
            close_for_good(&path),
            Err(SnapshotError::InUse { .. })
        ));
        drop(user);
        close_for_good(&path).unwrap();
        assert!(!dir.path().join("desk.db-wal").exists());
    }
}
