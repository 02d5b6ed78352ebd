//! One connection and the statements prepared on it.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::{join_all, join3};
use tokio::runtime::{Builder, Runtime};
use tokio_postgres::types::ToSql;
use tokio_postgres::{Client, Statement};

use super::connect::{Target, open};
use super::error::failure;
use super::types::Stored;
use crate::engine::Engine;
use crate::engine::error::StoreError;
use crate::engine::row::Row;
use crate::engine::stmt::Stmt;
use crate::engine::tx::{DYNAMIC, Failure, Trouble};
use crate::engine::value::Value;

/// Statements that wait to go out together.
const AHEAD_MAX: usize = 64;

/// Statements put together at run time that stay prepared on a connection.
const DYNAMIC_CACHE: usize = 256;

/// What every session starts with. A statement ends after 30 s, a wait for a
/// lock after 10 s, a transaction that does nothing after 60 s. No statement of
/// ours runs long enough to be worth compiling: the server would spend 50 ms on
/// machine code for a page that takes one. A page of tickets joins ten tables;
/// trying all their orders takes longer than the page, and the order as written
/// is the right one, so the planner looks at four at a time.
const SETTINGS: &str = "SET statement_timeout = '30s'; SET lock_timeout = '10s'; SET jit = off; \
     SET join_collapse_limit = 4; \
     SET idle_in_transaction_session_timeout = '60s'; \
     SET TIME ZONE 'UTC'; SET client_min_messages = warning; \
     SET default_transaction_isolation = 'read committed'; \
     SET standard_conforming_strings = on;";

/// Every unique index: its name and the name we give to conflicts on it.
const KEYS: &str = "SELECT c.relname::text AS index_name, \
       t.relname || '.' || string_agg(a.attname, ',' ORDER BY k.place) AS key_name, \
       bool_or(k.attnum = 0) AS has_expression \
  FROM pg_index i \
  JOIN pg_class c ON c.oid = i.indexrelid \
  JOIN pg_class t ON t.oid = i.indrelid \
  JOIN pg_namespace n ON n.oid = t.relnamespace AND n.nspname = ANY (current_schemas(false)) \
 CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY AS k (attnum, place) \
  LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.attnum AND k.attnum > 0 \
 WHERE i.indisunique \
 GROUP BY c.relname, t.relname";

/// The names of keys: by index or constraint name.
pub(super) type Keys = HashMap<String, String>;

#[derive(Clone)]
struct Prepared {
    name: &'static str,
    statement: Statement,
    columns: Arc<[String]>,
}

/// A statement that goes out with the next one.
struct Ahead {
    prepared: Prepared,
    params: Vec<Value>,
    /// Reads; the statement's identity, for whoever asks for its rows.
    read: Option<usize>,
}

/// A connection that its thread drives itself.
pub(crate) struct Session {
    runtime: Runtime,
    client: Client,
    prepared: HashMap<usize, Prepared>,
    dynamic: HashMap<String, Prepared>,
    keys: Keys,
    /// `BEGIN` that goes out with the first statement, in the same round trip.
    pending_begin: Option<&'static str>,
    /// Statements that go out before the next one, in the same round trip.
    ahead: Vec<Ahead>,
    /// Rows that were read ahead and nothing was written since.
    early: Vec<(usize, Vec<Value>, Vec<Row>)>,
    /// Whether a statement failed without the server's having a say in it.
    unsent: bool,
    lost: bool,
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session")
            .field("lost", &self.lost)
            .finish_non_exhaustive()
    }
}

impl Session {
    pub(super) fn new(target: &Target, no_sync: bool) -> Result<Self, StoreError> {
        let runtime = Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(StoreError::unavailable)?;
        let (client, keys) = runtime.block_on(async {
            let (client, connection) = open(target).await?;
            tokio::spawn(async move {
                if let Err(error) = connection.await {
                    tracing::debug!(%error, "a database connection ended");
                }
            });
            let set_up = async {
                client.batch_execute(SETTINGS).await?;
                if no_sync {
                    client.batch_execute("SET synchronous_commit = off").await?;
                }
                let mut keys = Keys::new();
                for row in client.query(KEYS, &[]).await? {
                    let (index, key): (String, Option<String>) = (row.get(0), row.get(1));
                    // SQLite names the index when it is over an expression.
                    let named = if row.get(2) { None } else { key };
                    keys.insert(index.clone(), named.unwrap_or(index));
                }
                Ok::<_, tokio_postgres::Error>(keys)
            };
            let keys = set_up
                .await
                .map_err(|e| failure("set up a connection", &e, &Keys::new()).error)?;
            Ok::<_, StoreError>((client, keys))
        })?;
        Ok(Self {
            runtime,
            client,
            prepared: HashMap::new(),
            dynamic: HashMap::new(),
            keys,
            pending_begin: None,
            ahead: Vec::new(),
            early: Vec::new(),
            unsent: false,
            lost: false,
        })
    }

    pub(super) fn is_lost(&self) -> bool {
        self.lost || self.client.is_closed()
    }

    pub(super) fn lose(&mut self) {
        self.lost = true;
    }

    /// Lets time pass while the connection is served.
    pub(super) fn pause(&self, duration: Duration) {
        self.runtime
            .block_on(async { tokio::time::sleep(duration).await });
    }

    /// A transaction starts with its first statement.
    pub(super) fn begin(&mut self, read_only: bool) {
        self.forget();
        self.pending_begin = Some(if read_only {
            "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
        } else {
            "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"
        });
    }

    /// Commits, in one round trip with what waits to go out. When one of those
    /// statements fails, the server makes a rollback of the commit behind it:
    /// nothing is kept.
    pub(super) fn commit(&mut self) -> Result<(), Failure> {
        self.ahead.retain(|step| step.read.is_none());
        if self.ahead.is_empty() && self.pending_begin.take().is_some() {
            return Ok(());
        }
        self.unsent = false;
        let done = self.together("COMMIT", async |client| {
            client.batch_execute("COMMIT").await
        });
        done.map_err(|failure| Failure {
            // Only the server's own no undoes the rest: what never left here
            // for being unfit did not stop the commit.
            trouble: if self.unsent {
                Trouble::Lost
            } else {
                failure.trouble
            },
            ..failure
        })
    }

    /// Leaves out what has not gone out yet.
    fn forget(&mut self) {
        self.ahead.clear();
        self.early.clear();
    }

    pub(super) fn roll_back(&mut self) {
        self.forget();
        if self.pending_begin.take().is_some() {
            return;
        }
        if self
            .runtime
            .block_on(self.client.batch_execute("ROLLBACK"))
            .is_err()
        {
            // The server rolls back when the connection ends.
            self.lost = true;
        }
    }

    /// Runs a statement of transaction control. An attempt that is undone takes
    /// with it what was read of it.
    pub(crate) fn control(&mut self, text: &str) -> Result<(), Failure> {
        self.writes();
        self.together("transaction control", async |client| {
            client.batch_execute(text).await
        })
    }

    /// Runs `work` behind what waits to go out, all in one round trip. The
    /// first failure is the cause; what follows it says "aborted".
    fn together<T>(
        &mut self,
        name: &'static str,
        work: impl AsyncFnOnce(&Client) -> Result<T, tokio_postgres::Error>,
    ) -> Result<T, Failure> {
        let begin = self.pending_begin.take();
        let ahead = std::mem::take(&mut self.ahead);
        let client = &self.client;
        let (begun, before, done) = self.runtime.block_on(async {
            let begun = async {
                match begin {
                    Some(begin) => client.batch_execute(begin).await,
                    None => Ok(()),
                }
            };
            let before = join_all(ahead.iter().map(async |step| {
                let params = as_params(&step.params);
                match step.read {
                    None => client
                        .execute(&step.prepared.statement, &params)
                        .await
                        .map(|_| Vec::new()),
                    Some(_) => client.query(&step.prepared.statement, &params).await,
                }
            }));
            // All poll in order, so the messages leave in order.
            join3(begun, before, work(client)).await
        });
        begun.map_err(|e| failure("transaction control", &e, &self.keys))?;
        for (result, step) in before.into_iter().zip(ahead) {
            self.unsent |= result.as_ref().is_err_and(|e| e.as_db_error().is_none());
            let rows = result.map_err(|e| failure(step.prepared.name, &e, &self.keys))?;
            if let Some(key) = step.read {
                let rows = self.read(&step.prepared, &rows)?;
                self.early.push((key, step.params, rows));
            }
        }
        done.map_err(|e| failure(name, &e, &self.keys))
    }

    /// Runs a statement at some time before the next one, or before the end.
    pub(crate) fn later(&mut self, stmt: &'static Stmt, params: Vec<Value>) -> Result<(), Failure> {
        let prepared = self.prepared(stmt)?;
        check_count(&prepared, &params)?;
        self.writes();
        self.ahead.push(Ahead {
            prepared,
            params,
            read: None,
        });
        if self.ahead.len() < AHEAD_MAX {
            return Ok(());
        }
        self.settle()
    }

    /// Reads ahead: the same query will come before anything is written or locked.
    pub(crate) fn soon(&mut self, stmt: &'static Stmt, params: Vec<Value>) -> Result<(), Failure> {
        let prepared = self.prepared(stmt)?;
        check_count(&prepared, &params)?;
        let key = std::ptr::from_ref(stmt).addr();
        let known = self.is_ahead(key, &params)
            || self
                .early
                .iter()
                .any(|(of, with, _)| *of == key && *with == params);
        if !known && self.ahead.len() < AHEAD_MAX {
            self.ahead.push(Ahead {
                prepared,
                params,
                read: Some(key),
            });
        }
        Ok(())
    }

    fn is_ahead(&self, key: usize, params: &[Value]) -> bool {
        self.ahead
            .iter()
            .any(|step| step.read == Some(key) && step.params == params)
    }

    /// What was read ahead is not to be used after a write.
    fn writes(&mut self) {
        self.early.clear();
        self.ahead.retain(|step| step.read.is_none());
    }

    /// What was read ahead for a query, if it was. Until something is written it
    /// may be asked for again; what gives another answer each time is given once.
    fn early(
        &mut self,
        stmt: &'static Stmt,
        params: &[Value],
    ) -> Result<Option<Vec<Row>>, Failure> {
        let key = std::ptr::from_ref(stmt).addr();
        if self.is_ahead(key, params) {
            self.settle()?;
        }
        let found = self
            .early
            .iter()
            .position(|(of, with, _)| *of == key && with == params);
        Ok(found.map(|at| {
            if stmt.is_volatile() {
                self.early.swap_remove(at).2
            } else {
                self.early[at].2.clone()
            }
        }))
    }

    /// Runs what waits to go out.
    pub(crate) fn settle(&mut self) -> Result<(), Failure> {
        if self.ahead.is_empty() {
            return Ok(());
        }
        self.together("transaction control", async |_| Ok(()))
    }

    fn prepared(&mut self, stmt: &'static Stmt) -> Result<Prepared, Failure> {
        // Statements are statics: their address is their identity.
        let key = std::ptr::from_ref(stmt).addr();
        if let Some(prepared) = self.prepared.get(&key) {
            return Ok(prepared.clone());
        }
        let prepared = self.prepare(stmt.name(), stmt.text(Engine::Postgres))?;
        self.prepared.insert(key, prepared.clone());
        Ok(prepared)
    }

    fn prepare(&mut self, name: &'static str, text: &str) -> Result<Prepared, Failure> {
        let statement = self.together(name, async |client| client.prepare(text).await)?;
        let columns = statement
            .columns()
            .iter()
            .map(|column| column.name().to_owned())
            .collect();
        Ok(Prepared {
            name,
            statement,
            columns,
        })
    }

    pub(crate) fn execute(
        &mut self,
        stmt: &'static Stmt,
        params: &[Value],
    ) -> Result<u64, Failure> {
        let prepared = self.prepared(stmt)?;
        check_count(&prepared, params)?;
        self.writes();
        self.together(prepared.name, async |client| {
            client
                .execute(&prepared.statement, &as_params(params))
                .await
        })
    }

    /// Sends all statements at once and waits for all answers: how many rows each changed.
    pub(crate) fn execute_each(
        &mut self,
        steps: &[(&'static Stmt, Vec<Value>)],
    ) -> Result<Vec<u64>, Failure> {
        let prepared = self.prepared_each(steps)?;
        self.writes();
        let results = self.together("a batch", async |client| {
            let all = prepared
                .iter()
                .zip(steps)
                .map(async |(prepared, (_, params))| {
                    client
                        .execute(&prepared.statement, &as_params(params))
                        .await
                });
            Ok(join_all(all).await)
        })?;
        // The first failure is the cause; the rest say "aborted".
        results
            .into_iter()
            .zip(&prepared)
            .map(|(result, prepared)| result.map_err(|e| failure(prepared.name, &e, &self.keys)))
            .collect()
    }

    /// Sends all queries at once and waits for all answers. What is read behind
    /// the last one that changes or locks something is kept as read ahead.
    pub(crate) fn query_each(
        &mut self,
        steps: &[(&'static Stmt, Vec<Value>)],
    ) -> Result<Vec<Vec<Row>>, Failure> {
        let prepared = self.prepared_each(steps)?;
        let last_change = steps.iter().rposition(|(stmt, _)| stmt.may_change());
        if last_change.is_some() {
            self.writes();
        }
        let results = self.together("a batch", async |client| {
            let all = prepared
                .iter()
                .zip(steps)
                .map(async |(prepared, (_, params))| {
                    client.query(&prepared.statement, &as_params(params)).await
                });
            Ok(join_all(all).await)
        })?;
        let mut answers = Vec::with_capacity(steps.len());
        for ((at, result), prepared) in results.into_iter().enumerate().zip(&prepared) {
            let rows = result.map_err(|e| failure(prepared.name, &e, &self.keys))?;
            let rows = self.read(prepared, &rows)?;
            let (stmt, params) = &steps[at];
            if last_change.is_none_or(|last| last < at) && !stmt.is_volatile() {
                let key = std::ptr::from_ref(*stmt).addr();
                self.early.push((key, params.clone(), rows.clone()));
            }
            answers.push(rows);
        }
        Ok(answers)
    }

    fn prepared_each(
        &mut self,
        steps: &[(&'static Stmt, Vec<Value>)],
    ) -> Result<Vec<Prepared>, Failure> {
        steps
            .iter()
            .map(|(stmt, params)| {
                let prepared = self.prepared(stmt)?;
                check_count(&prepared, params)?;
                Ok(prepared)
            })
            .collect()
    }

    pub(crate) fn query(
        &mut self,
        stmt: &'static Stmt,
        params: &[Value],
    ) -> Result<Vec<Row>, Failure> {
        if stmt.may_change() {
            self.writes();
        } else if let Some(rows) = self.early(stmt, params)? {
            return Ok(rows);
        }
        let prepared = self.prepared(stmt)?;
        self.rows(&prepared, params)
    }

    pub(crate) fn query_text(&mut self, text: &str, params: &[Value]) -> Result<Vec<Row>, Failure> {
        let prepared = match self.dynamic.get(text) {
            Some(prepared) => prepared.clone(),
            None => {
                if self.dynamic.len() >= DYNAMIC_CACHE {
                    self.dynamic.clear();
                }
                let prepared = self.prepare(DYNAMIC, text)?;
                self.dynamic.insert(text.to_owned(), prepared.clone());
                prepared
            }
        };
        self.rows(&prepared, params)
    }

    fn rows(&mut self, prepared: &Prepared, params: &[Value]) -> Result<Vec<Row>, Failure> {
        check_count(prepared, params)?;
        let rows = self.together(prepared.name, async |client| {
            client.query(&prepared.statement, &as_params(params)).await
        })?;
        self.read(prepared, &rows)
    }

    fn read(&self, prepared: &Prepared, rows: &[tokio_postgres::Row]) -> Result<Vec<Row>, Failure> {
        rows.iter()
            .map(|row| {
                let values = (0..prepared.columns.len())
                    .map(|at| row.try_get::<_, Stored>(at).map(|stored| stored.0))
                    .collect::<Result<Vec<_>, _>>()
                    .map_err(|e| failure(prepared.name, &e, &self.keys))?;
                Ok(Row::new(
                    prepared.name,
                    Arc::clone(&prepared.columns),
                    values,
                ))
            })
            .collect()
    }
}

fn as_params(params: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    params.iter().map(|p| p as &(dyn ToSql + Sync)).collect()
}

fn check_count(prepared: &Prepared, params: &[Value]) -> Result<(), Failure> {
    let wanted = prepared.statement.params().len();
    if wanted == params.len() {
        return Ok(());
    }
    Err(Failure {
        error: StoreError::Sql {
            statement: prepared.name,
            reason: format!("it has {wanted} parameters and was given {}", params.len()),
        },
        trouble: Trouble::Statement,
    })
}
