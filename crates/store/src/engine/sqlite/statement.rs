//! Running statements on a SQLite connection.

use std::sync::Arc;

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Connection, ToSql};

use super::failure;
use crate::engine::Engine;
use crate::engine::error::StoreError;
use crate::engine::row::Row;
use crate::engine::stmt::Stmt;
use crate::engine::tx::{DYNAMIC, Failure};
use crate::engine::value::Value;

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::Int(i) => ValueRef::Integer(*i),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Blob(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

fn prepare<'c>(
    conn: &'c Connection,
    name: &'static str,
    text: &str,
    params: &[Value],
) -> Result<CachedStatement<'c>, Failure> {
    let mut prepared = conn.prepare_cached(text).map_err(|e| failure(name, &e))?;
    // SQLite would take a missing parameter for NULL.
    if prepared.parameter_count() != params.len() {
        return Err(Failure::statement(StoreError::Sql {
            statement: name,
            reason: format!(
                "it has {} parameters and was given {}",
                prepared.parameter_count(),
                params.len()
            ),
        }));
    }
    for (at, value) in params.iter().enumerate() {
        prepared
            .raw_bind_parameter(at + 1, value)
            .map_err(|e| failure(name, &e))?;
    }
    Ok(prepared)
}

/// Runs a statement without rows; answers how many rows it changed.
pub(crate) fn execute(
    conn: &Connection,
    stmt: &'static Stmt,
    params: &[Value],
) -> Result<u64, Failure> {
    let name = stmt.name();
    let mut prepared = prepare(conn, name, stmt.text(Engine::Sqlite), params)?;
    prepared
        .raw_execute()
        .map(|changed| changed as u64)
        .map_err(|e| failure(name, &e))
}

/// Runs a statement with rows.
pub(crate) fn query(
    conn: &Connection,
    stmt: &'static Stmt,
    params: &[Value],
) -> Result<Vec<Row>, Failure> {
    let mut prepared = prepare(conn, stmt.name(), stmt.text(Engine::Sqlite), params)?;
    let columns = Arc::clone(
        stmt.sqlite_columns()
            .get_or_init(|| column_names(&prepared)),
    );
    rows(&mut prepared, stmt.name(), &columns)
}

/// Runs a statement that was put together at run time.
pub(crate) fn query_text(
    conn: &Connection,
    text: &str,
    params: &[Value],
) -> Result<Vec<Row>, Failure> {
    let mut prepared = prepare(conn, DYNAMIC, text, params)?;
    let columns = column_names(&prepared);
    rows(&mut prepared, DYNAMIC, &columns)
}

/// Runs a statement of transaction control.
pub(crate) fn control(conn: &Connection, text: &str) -> Result<(), Failure> {
    conn.prepare_cached(text)
        .and_then(|mut prepared| prepared.raw_execute())
        .map(|_| ())
        .map_err(|e| failure("transaction control", &e))
}

/// Commits. The flag says that the disk or the file's limit was full: then the
/// record that makes a commit valid was not written, so nothing is kept.
pub(crate) fn commit(conn: &Connection) -> Result<(), (Failure, bool)> {
    conn.prepare_cached("COMMIT")
        .and_then(|mut prepared| prepared.raw_execute())
        .map(|_| ())
        .map_err(|e| {
            let full = e.sqlite_error_code() == Some(rusqlite::ErrorCode::DiskFull);
            (failure("transaction control", &e), full)
        })
}

fn column_names(prepared: &CachedStatement<'_>) -> Arc<[String]> {
    prepared.column_names().map(str::to_owned).collect()
}

fn rows(
    prepared: &mut CachedStatement<'_>,
    name: &'static str,
    columns: &Arc<[String]>,
) -> Result<Vec<Row>, Failure> {
    let mut found = Vec::new();
    let mut rows = prepared.raw_query();
    while let Some(row) = rows.next().map_err(|e| failure(name, &e))? {
        let mut values = Vec::with_capacity(columns.len());
        for (at, column) in columns.iter().enumerate() {
            let value = row.get_ref(at).map_err(|e| failure(name, &e))?;
            values.push(match value {
                ValueRef::Null => Value::Null,
                ValueRef::Integer(i) => Value::Int(i),
                ValueRef::Text(bytes) => match std::str::from_utf8(bytes) {
                    Ok(text) => Value::Text(text.to_owned()),
                    Err(_) => {
                        return Err(Failure::statement(StoreError::Inconsistent {
                            statement: name,
                            column: column.clone(),
                            reason: "is not UTF-8".to_owned(),
                        }));
                    }
                },
                ValueRef::Blob(bytes) => Value::Blob(bytes.to_vec()),
                // We keep no fractions: arithmetic that left 64 bits.
                ValueRef::Real(_) => {
                    return Err(Failure::statement(StoreError::OutOfRange {
                        statement: name,
                    }));
                }
            });
        }
        found.push(Row::new(name, Arc::clone(columns), values));
    }
    Ok(found)
}
