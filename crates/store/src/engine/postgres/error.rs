//! PostgreSQL's errors in our words.

use std::error::Error as _;
use std::io;

use tokio_postgres::Error;
use tokio_postgres::error::{DbError, Severity, SqlState};

use super::session::Keys;
use super::types::Unfit;
use crate::engine::error::{ConflictKind, FOREIGN_KEY, StoreError};
use crate::engine::tx::{Failure, Trouble};

/// What a failed statement means.
pub(super) fn failure(statement: &'static str, error: &Error, keys: &Keys) -> Failure {
    if let Some(db) = error.as_db_error() {
        return server_said(statement, db, keys);
    }
    if let Some(unfit) = error.source().and_then(|s| s.downcast_ref::<Unfit>()) {
        return Failure::statement(match unfit {
            Unfit::Range => StoreError::OutOfRange { statement },
            Unfit::Type(reason) => StoreError::Sql {
                statement,
                reason: reason.clone(),
            },
        });
    }
    let io = error
        .source()
        .is_some_and(|s| s.downcast_ref::<io::Error>().is_some());
    let reason = match error.source() {
        Some(source) => format!("{error}: {source}"),
        None => error.to_string(),
    };
    if error.is_closed() || io {
        return Failure {
            error: StoreError::unavailable(reason),
            trouble: Trouble::Lost,
        };
    }
    Failure::statement(StoreError::Sql { statement, reason })
}

fn server_said(statement: &'static str, db: &DbError, keys: &Keys) -> Failure {
    let code = db.code();
    let class = code.code().get(..2).unwrap_or_default();
    // Messages of other classes may quote a value.
    let reason = if matches!(class, "42" | "57" | "53" | "55" | "28" | "3D" | "08") {
        format!("{} ({})", db.message(), code.code())
    } else {
        format!("SQLSTATE {}", code.code())
    };
    let conflict =
        |kind, constraint: String| Failure::statement(StoreError::Conflict { kind, constraint });
    let lost = |reason: String| Failure {
        error: StoreError::Unavailable { reason },
        trouble: Trouble::Lost,
    };
    let ends_the_connection = matches!(
        db.parsed_severity(),
        Some(Severity::Fatal | Severity::Panic)
    );
    let name = db.constraint().unwrap_or_default();
    match code {
        _ if ends_the_connection => lost(reason),
        c if *c == SqlState::T_R_SERIALIZATION_FAILURE || *c == SqlState::T_R_DEADLOCK_DETECTED => {
            Failure {
                error: StoreError::Contended { attempts: 1 },
                trouble: Trouble::Collision,
            }
        }
        c if *c == SqlState::UNIQUE_VIOLATION => {
            let key = keys.get(name).cloned();
            conflict(ConflictKind::Unique, key.unwrap_or_else(|| name.to_owned()))
        }
        c if *c == SqlState::FOREIGN_KEY_VIOLATION || *c == SqlState::RESTRICT_VIOLATION => {
            tracing::debug!(statement, constraint = name, "a reference was broken");
            conflict(ConflictKind::ForeignKey, FOREIGN_KEY.to_owned())
        }
        c if *c == SqlState::CHECK_VIOLATION => conflict(ConflictKind::Check, name.to_owned()),
        c if *c == SqlState::NOT_NULL_VIOLATION => conflict(
            ConflictKind::NotNull,
            format!(
                "{}.{}",
                db.table().unwrap_or_default(),
                db.column().unwrap_or_default()
            ),
        ),
        c if *c == SqlState::NUMERIC_VALUE_OUT_OF_RANGE => {
            Failure::statement(StoreError::OutOfRange { statement })
        }
        c if *c == SqlState::LOCK_NOT_AVAILABLE => Failure::statement(StoreError::Busy),
        // A plan that the last migration made stale: prepare it anew.
        c if *c == SqlState::FEATURE_NOT_SUPPORTED && db.message().contains("cached plan") => {
            lost(reason)
        }
        c if *c == SqlState::INVALID_SQL_STATEMENT_NAME => lost(reason),
        _ if class == "08" => lost(reason),
        _ if matches!(class, "53" | "57" | "58" | "28" | "3D") => {
            Failure::statement(StoreError::Unavailable { reason })
        }
        _ => Failure::statement(StoreError::Sql { statement, reason }),
    }
}
