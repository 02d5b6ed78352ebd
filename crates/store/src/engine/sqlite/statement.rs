//! Running statements on a SQLite connection.

use std::cell::RefCell;
use std::sync::Arc;

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, PrepFlags, Statement, ToSql};

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

/// A connection with the statements that were prepared on it.
pub(crate) struct Session<'c> {
    conn: &'c Connection,
    /// By [`Stmt::place`].
    prepared: RefCell<Vec<Option<Statement<'c>>>>,
}

/// What a transaction does on a connection, whose lifetime is nobody's
/// business there.
pub(crate) trait Run {
    /// Runs a statement without rows; answers how many rows it changed.
    fn execute(&self, stmt: &'static Stmt, params: &[Value]) -> Result<u64, Failure>;
    /// Runs a statement with rows.
    fn query(&self, stmt: &'static Stmt, params: &[Value]) -> Result<Vec<Row>, Failure>;
    /// Runs a statement that was put together at run time.
    fn query_text(&self, text: &str, params: &[Value]) -> Result<Vec<Row>, Failure>;
    /// Runs a statement of transaction control.
    fn control(&self, text: &str) -> Result<(), Failure>;
}

impl<'c> Session<'c> {
    /// Nothing is prepared yet.
    pub(super) fn new(conn: &'c Connection) -> Self {
        Self {
            conn,
            prepared: RefCell::default(),
        }
    }

    /// Runs `work` on a statement with its parameters bound. They are let go of
    /// afterwards: one of them may be the text of a long mail.
    fn with<T>(
        &self,
        stmt: &'static Stmt,
        params: &[Value],
        work: impl FnOnce(&mut Statement<'c>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let name = stmt.name();
        let mut prepared = self.prepared.borrow_mut();
        let place = stmt.place();
        if prepared.len() <= place {
            prepared.resize_with(place + 1, || None);
        }
        let slot = &mut prepared[place];
        let statement = match slot {
            Some(statement) => statement,
            None => {
                let text = stmt.text(Engine::Sqlite);
                let flags = PrepFlags::SQLITE_PREPARE_PERSISTENT;
                let made = self.conn.prepare_with_flags(text, flags);
                slot.insert(made.map_err(|e| failure(name, &e))?)
            }
        };
        let done = bind(statement, name, params).and_then(|()| work(statement));
        statement.clear_bindings();
        done
    }
}

impl Run for Session<'_> {
    fn execute(&self, stmt: &'static Stmt, params: &[Value]) -> Result<u64, Failure> {
        self.with(stmt, params, |statement| {
            statement
                .raw_execute()
                .map(|changed| changed as u64)
                .map_err(|e| failure(stmt.name(), &e))
        })
    }

    fn query(&self, stmt: &'static Stmt, params: &[Value]) -> Result<Vec<Row>, Failure> {
        self.with(stmt, params, |statement| {
            let columns = stmt
                .sqlite_columns()
                .get_or_init(|| column_names(statement));
            rows(statement, stmt.name(), columns)
        })
    }

    fn query_text(&self, text: &str, params: &[Value]) -> Result<Vec<Row>, Failure> {
        let mut prepared = self
            .conn
            .prepare_cached(text)
            .map_err(|e| failure(DYNAMIC, &e))?;
        bind(&mut prepared, DYNAMIC, params)?;
        let columns = column_names(&prepared);
        rows(&mut prepared, DYNAMIC, &columns)
    }

    fn control(&self, text: &str) -> Result<(), Failure> {
        control(self.conn, text)
    }
}

fn bind(
    statement: &mut Statement<'_>,
    name: &'static str,
    params: &[Value],
) -> Result<(), Failure> {
    // SQLite would take a missing parameter for NULL.
    if statement.parameter_count() != params.len() {
        return Err(Failure::statement(StoreError::Sql {
            statement: name,
            reason: format!(
                "it has {} parameters and was given {}",
                statement.parameter_count(),
                params.len()
            ),
        }));
    }
    for (at, value) in params.iter().enumerate() {
        statement
            .raw_bind_parameter(at + 1, value)
            .map_err(|e| failure(name, &e))?;
    }
    Ok(())
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

fn column_names(prepared: &Statement<'_>) -> Arc<[String]> {
    prepared.column_names().map(str::to_owned).collect()
}

fn rows(
    prepared: &mut Statement<'_>,
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
