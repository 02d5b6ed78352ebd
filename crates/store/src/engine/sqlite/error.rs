//! SQLite's errors in our words.

use rusqlite::ffi::{self, ErrorCode};

use crate::engine::error::{ConflictKind, FOREIGN_KEY, StoreError};
use crate::engine::tx::{Failure, Trouble};

/// What a failed statement means.
pub(crate) fn failure(statement: &'static str, error: &rusqlite::Error) -> Failure {
    let rusqlite::Error::SqliteFailure(code, message) = error else {
        return Failure::statement(StoreError::Sql {
            statement,
            reason: error.to_string(),
        });
    };
    let message = message.clone().unwrap_or_else(|| code.to_string());
    let sql = |reason: String| Failure::statement(StoreError::Sql { statement, reason });
    match code.code {
        ErrorCode::ConstraintViolation => {
            match conflict(code.extended_code, &message) {
                Some(conflict) => Failure::statement(conflict),
                // STRICT: a sum that left 64 bits became a REAL on its way.
                None if message.contains("cannot store REAL value in INTEGER column") => {
                    Failure::statement(StoreError::OutOfRange { statement })
                }
                None => sql(message),
            }
        }
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Failure::statement(StoreError::Busy),
        ErrorCode::SystemIoFailure | ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => {
            Failure {
                error: StoreError::unavailable(message),
                trouble: Trouble::Fatal,
            }
        }
        ErrorCode::DiskFull
        | ErrorCode::OutOfMemory
        | ErrorCode::CannotOpen
        | ErrorCode::FileLockingProtocolFailed => Failure {
            error: StoreError::unavailable(message),
            trouble: Trouble::Lost,
        },
        _ if message == "integer overflow" => {
            Failure::statement(StoreError::OutOfRange { statement })
        }
        _ => sql(message),
    }
}

fn conflict(extended: i32, message: &str) -> Option<StoreError> {
    let after = |prefix: &str| message.strip_prefix(prefix).map(str::to_owned);
    let (kind, constraint) = match extended {
        ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY => {
            let columns = after("UNIQUE constraint failed: ")?;
            (ConflictKind::Unique, key_name(&columns))
        }
        ffi::SQLITE_CONSTRAINT_FOREIGNKEY => (ConflictKind::ForeignKey, FOREIGN_KEY.to_owned()),
        ffi::SQLITE_CONSTRAINT_CHECK => (ConflictKind::Check, after("CHECK constraint failed: ")?),
        ffi::SQLITE_CONSTRAINT_NOTNULL => (
            ConflictKind::NotNull,
            after("NOT NULL constraint failed: ")?,
        ),
        _ => return None,
    };
    Some(StoreError::Conflict { kind, constraint })
}

/// `a.b, a.c` becomes `a.b,c`; `index 'i'` becomes `i`.
fn key_name(columns: &str) -> String {
    if let Some(index) = columns.strip_prefix("index '") {
        return index.trim_end_matches('\'').to_owned();
    }
    let mut name = String::new();
    for column in columns.split(", ") {
        if name.is_empty() {
            name.push_str(column);
        } else {
            name.push(',');
            name.push_str(column.rsplit('.').next().unwrap_or(column));
        }
    }
    name
}
