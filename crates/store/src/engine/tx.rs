//! A transaction as the closure sees it.

use std::fmt;

use super::Engine;
use super::error::StoreError;
use super::postgres::Session;
use super::row::Row;
use super::sqlite;
use super::stmt::{SqlText, Stmt, sql};
use super::value::Value;

/// What a failed statement means for its transaction.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) error: StoreError,
    pub(crate) trouble: Trouble,
}

/// How far the damage goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Trouble {
    /// This statement only.
    Statement,
    /// The transaction collided with another one; all of it may run again.
    Collision,
    /// The connection is gone; nothing was committed.
    Lost,
    /// The database file is not to be trusted any more.
    Fatal,
}

impl Failure {
    pub(crate) fn statement(error: StoreError) -> Self {
        Self {
            error,
            trouble: Trouble::Statement,
        }
    }
}

/// A source of ever growing numbers. Numbers are never given twice; gaps are
/// normal, because a number taken by a failed transaction is gone on
/// PostgreSQL.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Counter {
    /// The short number of a ticket, from 1.
    TicketNumber,
    /// The short number of a contract, from 1.
    ContractNumber,
}

sql! {
    /// The next ticket number: one row on SQLite, where there is one writer; a
    /// sequence on PostgreSQL, where a hot row would make all callers queue.
    pub(crate) NEXT_TICKET_NUMBER = {
        sqlite: "UPDATE counters SET value = value + 1 WHERE name = 'ticket_number' RETURNING value AS number",
        postgres: "SELECT nextval('ticket_number') AS number",
    };
    /// The next contract number.
    pub(crate) NEXT_CONTRACT_NUMBER = {
        sqlite: "UPDATE counters SET value = value + 1 WHERE name = 'contract_number' RETURNING value AS number",
        postgres: "SELECT nextval('contract_number') AS number",
    };
}

impl Counter {
    fn next(self) -> &'static Stmt {
        match self {
            Self::TicketNumber => &NEXT_TICKET_NUMBER,
            Self::ContractNumber => &NEXT_CONTRACT_NUMBER,
        }
    }
}

pub(crate) enum Connection<'a> {
    Sqlite(&'a dyn sqlite::Run),
    Postgres(&'a mut Session),
}

/// An open transaction. Given to the closures of [`crate::Db::write`] and
/// [`crate::Db::read`].
///
/// After a statement failed the transaction is poisoned, on both engines: every
/// further statement is refused and nothing is kept, whatever the closure
/// answers. Wrap what is allowed to fail in [`Tx::attempt`].
pub struct Tx<'a> {
    connection: Connection<'a>,
    trouble: Option<Trouble>,
    first_error: Option<StoreError>,
    depth: u32,
    notices: Vec<&'static str>,
}

impl fmt::Debug for Tx<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tx")
            .field("engine", &self.engine())
            .field("trouble", &self.trouble)
            .finish_non_exhaustive()
    }
}

/// What is left of a transaction when its closure has returned.
pub(crate) struct Left {
    pub(crate) trouble: Option<Trouble>,
    pub(crate) error: Option<StoreError>,
    pub(crate) notices: Vec<&'static str>,
}

impl<'a> Tx<'a> {
    pub(crate) fn new(connection: Connection<'a>) -> Self {
        Self {
            connection,
            trouble: None,
            first_error: None,
            depth: 0,
            notices: Vec::new(),
        }
    }

    pub(crate) fn finish(self) -> Left {
        Left {
            trouble: self.trouble,
            error: self.first_error,
            notices: self.notices,
        }
    }
}

impl Tx<'_> {
    /// Which engine this runs on.
    pub fn engine(&self) -> Engine {
        match self.connection {
            Connection::Sqlite(_) => Engine::Sqlite,
            Connection::Postgres(_) => Engine::Postgres,
        }
    }

    fn usable(&self) -> Result<(), StoreError> {
        match self.trouble {
            None => Ok(()),
            Some(_) => Err(StoreError::Poisoned),
        }
    }

    fn note<T>(&mut self, result: Result<T, Failure>) -> Result<T, StoreError> {
        result.map_err(|failure| {
            self.trouble = self.trouble.max(Some(failure.trouble));
            self.first_error.get_or_insert(failure.error.clone());
            failure.error
        })
    }

    fn check(&self, statement: &'static str, params: &[Value]) -> Result<(), StoreError> {
        self.usable()?;
        let holds_nul =
            |value: &Value| matches!(value, Value::Text(text) if text.as_bytes().contains(&0));
        if params.iter().any(holds_nul) {
            return Err(StoreError::NulInText { statement });
        }
        Ok(())
    }

    /// Runs a statement that changes rows and answers how many it changed.
    ///
    /// # Errors
    /// Any [`StoreError`] of the statement; the transaction is then poisoned.
    pub fn execute(&mut self, stmt: &'static Stmt, params: &[Value]) -> Result<u64, StoreError> {
        self.check(stmt.name(), params)?;
        let result = match &mut self.connection {
            Connection::Sqlite(conn) => conn.execute(stmt, params),
            Connection::Postgres(session) => session.execute(stmt, params),
        };
        self.note(result)
    }

    /// Runs a statement whose answer nobody waits for: an insert of what is new,
    /// a change of what is held. PostgreSQL gets it together with the next
    /// statement, in one round trip; what it fails with is that one's failure.
    ///
    /// # Errors
    /// As [`Tx::execute`], here or at any later statement.
    pub fn later(
        &mut self,
        stmt: &'static Stmt,
        params: impl Into<Vec<Value>> + AsRef<[Value]>,
    ) -> Result<(), StoreError> {
        self.check(stmt.name(), params.as_ref())?;
        let result = match &mut self.connection {
            Connection::Sqlite(conn) => conn.execute(stmt, params.as_ref()).map(|_| ()),
            Connection::Postgres(session) => session.later(stmt, params.into()),
        };
        self.note(result)
    }

    /// Says that a query will be asked soon, before anything is written or
    /// locked: PostgreSQL answers all of them in one round trip. A query that is
    /// not asked after all costs a little and does no harm.
    ///
    /// # Errors
    /// As [`Tx::query`], here or at any later statement.
    pub fn soon(
        &mut self,
        stmt: &'static Stmt,
        params: impl Into<Vec<Value>> + AsRef<[Value]>,
    ) -> Result<(), StoreError> {
        self.check(stmt.name(), params.as_ref())?;
        let result = match &mut self.connection {
            Connection::Sqlite(_) => Ok(()),
            Connection::Postgres(session) => session.soon(stmt, params.into()),
        };
        self.note(result)
    }

    /// Runs what [`Tx::later`] put off, here and now: for whoever must know that
    /// it went well before the transaction ends.
    ///
    /// # Errors
    /// The first failure of what was put off.
    pub fn settle(&mut self) -> Result<(), StoreError> {
        self.usable()?;
        let result = match &mut self.connection {
            Connection::Sqlite(_) => Ok(()),
            Connection::Postgres(session) => session.settle(),
        };
        self.note(result)
    }

    /// Runs a statement that answers rows and reads them all.
    ///
    /// # Errors
    /// Any [`StoreError`] of the statement; the transaction is then poisoned.
    pub fn query(&mut self, stmt: &'static Stmt, params: &[Value]) -> Result<Vec<Row>, StoreError> {
        self.check(stmt.name(), params)?;
        let result = match &mut self.connection {
            Connection::Sqlite(conn) => conn.query(stmt, params),
            Connection::Postgres(session) => session.query(stmt, params),
        };
        self.note(result)
    }

    /// Like [`Tx::query`] for a statement that finds one row or none.
    ///
    /// # Errors
    /// As [`Tx::query`]; [`StoreError::RowCount`] for more than one row.
    pub fn query_opt(
        &mut self,
        stmt: &'static Stmt,
        params: &[Value],
    ) -> Result<Option<Row>, StoreError> {
        let mut rows = self.query(stmt, params)?;
        if rows.len() > 1 {
            return Err(StoreError::RowCount {
                statement: stmt.name(),
                found: rows.len(),
            });
        }
        Ok(rows.pop())
    }

    /// Like [`Tx::query`] for a statement that always finds one row.
    ///
    /// # Errors
    /// As [`Tx::query`]; [`StoreError::RowCount`] for any other number.
    pub fn query_one(&mut self, stmt: &'static Stmt, params: &[Value]) -> Result<Row, StoreError> {
        self.query_opt(stmt, params)?.ok_or(StoreError::RowCount {
            statement: stmt.name(),
            found: 0,
        })
    }

    /// Runs statements that answer no rows, one after the other; PostgreSQL
    /// gets them all at once and answers in one round trip.
    ///
    /// # Errors
    /// The first failure; the transaction is then poisoned.
    pub fn execute_batch_of(
        &mut self,
        steps: &[(&'static Stmt, Vec<Value>)],
    ) -> Result<(), StoreError> {
        self.execute_each(steps).map(|_| ())
    }

    /// As [`Tx::execute_batch_of`], and answers how many rows each changed.
    ///
    /// # Errors
    /// As [`Tx::execute_batch_of`].
    pub fn execute_each(
        &mut self,
        steps: &[(&'static Stmt, Vec<Value>)],
    ) -> Result<Vec<u64>, StoreError> {
        for (stmt, params) in steps {
            self.check(stmt.name(), params)?;
        }
        if steps.is_empty() {
            return Ok(Vec::new());
        }
        let result = match &mut self.connection {
            Connection::Sqlite(conn) => steps
                .iter()
                .map(|(stmt, params)| conn.execute(stmt, params))
                .collect(),
            Connection::Postgres(session) => session.execute_each(steps),
        };
        self.note(result)
    }

    /// Runs statements that answer rows, one after the other; PostgreSQL gets
    /// them all at once and answers in one round trip.
    ///
    /// # Errors
    /// The first failure; the transaction is then poisoned.
    pub fn query_each(
        &mut self,
        steps: &[(&'static Stmt, Vec<Value>)],
    ) -> Result<Vec<Vec<Row>>, StoreError> {
        for (stmt, params) in steps {
            self.check(stmt.name(), params)?;
        }
        if steps.is_empty() {
            return Ok(Vec::new());
        }
        let result = match &mut self.connection {
            Connection::Sqlite(conn) => steps
                .iter()
                .map(|(stmt, params)| conn.query(stmt, params))
                .collect(),
            Connection::Postgres(session) => session.query_each(steps),
        };
        self.note(result)
    }

    /// Runs a statement that was put together at run time.
    ///
    /// # Errors
    /// As [`Tx::query`].
    pub fn query_dynamic(
        &mut self,
        sql: &SqlText,
        params: &[Value],
    ) -> Result<Vec<Row>, StoreError> {
        self.check(DYNAMIC, params)?;
        let result = match &mut self.connection {
            Connection::Sqlite(conn) => conn.query_text(&sql.for_sqlite(), params),
            Connection::Postgres(session) => session.query_text(sql.as_str(), params),
        };
        self.note(result)
    }

    /// Says that the next number of `counter` will be asked for soon.
    ///
    /// # Errors
    /// As [`Tx::soon`].
    pub fn number_soon(&mut self, counter: Counter) -> Result<(), StoreError> {
        self.soon(counter.next(), [])
    }

    /// The next number of `counter`.
    ///
    /// # Errors
    /// As [`Tx::query_one`].
    pub fn next_number(&mut self, counter: Counter) -> Result<i64, StoreError> {
        self.query_one(counter.next(), &[])?.int("number")
    }

    /// Does what may fail without losing the transaction: when `work` fails,
    /// its changes are undone and the transaction goes on.
    ///
    /// # Errors
    /// What `work` answered.
    pub fn attempt<T, E>(&mut self, work: impl FnOnce(&mut Self) -> Result<T, E>) -> Result<T, E>
    where
        E: From<StoreError>,
    {
        self.usable()?;
        let notices = self.notices.len();
        self.depth += 1;
        let name = self.depth;
        self.control(&format!("SAVEPOINT attempt_{name}"))?;
        let result = work(self);
        self.depth -= 1;
        let whole = result.is_ok() && self.trouble.is_none();
        if !whole {
            self.notices.truncate(notices);
            // A collision or a lost connection ends the whole transaction.
            if self.trouble > Some(Trouble::Statement) {
                return result;
            }
            self.trouble = None;
            self.first_error = None;
            self.control(&format!("ROLLBACK TO SAVEPOINT attempt_{name}"))?;
        }
        self.control(&format!("RELEASE SAVEPOINT attempt_{name}"))?;
        if !whole && result.is_ok() {
            return Err(E::from(StoreError::Poisoned));
        }
        result
    }

    fn control(&mut self, text: &str) -> Result<(), StoreError> {
        let result = match &mut self.connection {
            Connection::Sqlite(conn) => conn.control(text),
            Connection::Postgres(session) => session.control(text),
        };
        self.note(result)
    }

    /// Wakes those who wait on `channel`, on every node, once the transaction
    /// is kept. A hint that may get lost: the poll is the truth.
    pub fn notify(&mut self, channel: &'static str) {
        if !self.notices.contains(&channel) {
            self.notices.push(channel);
        }
    }
}

/// The name errors give to statements that were put together at run time.
pub(crate) const DYNAMIC: &str = "a dynamic statement";
