//! Every statement of the program, prepared on both engines.

use std::collections::BTreeSet;

use tokio_postgres::types::Type;

use crate::Stmt;
use crate::engine::lint::{Nullable, complaints};

use super::*;

/// Statements of the program; those of tests are about tables of tests.
fn statements() -> Vec<&'static Stmt> {
    let mut all: Vec<_> = Stmt::all()
        .filter(|stmt| !stmt.file().contains("tests"))
        .collect();
    all.sort_by_key(|stmt| (stmt.file(), stmt.name()));
    assert!(all.len() >= 15, "the register is empty");
    all
}

struct Shape {
    params: usize,
    columns: Vec<String>,
}

#[tokio::test]
async fn every_statement_is_understood_alike_by_both_engines() {
    let (lite, server) = (
        TestDb::new(Engine::Sqlite).await,
        TestDb::new(Engine::Postgres).await,
    );
    let path = lite.url().strip_prefix("sqlite:").unwrap();
    let conn = rusqlite::Connection::open(path).unwrap();
    let (client, connection) = tokio_postgres::connect(server.url(), tokio_postgres::NoTls)
        .await
        .unwrap();
    tokio::spawn(connection);

    let mut faults = Vec::new();
    for stmt in statements() {
        let mut fault = |what: String| {
            faults.push(format!("{} ({}): {what}", stmt.name(), stmt.file()));
        };
        let lite = conn
            .prepare(stmt.text(Engine::Sqlite))
            .map(|s| Shape {
                params: s.parameter_count(),
                columns: s.column_names().map(str::to_owned).collect(),
            })
            .map_err(|e| fault(format!("SQLite: {e}")));
        let server = client.prepare(stmt.text(Engine::Postgres)).await;
        let server = match server {
            Ok(s) => {
                for (at, ty) in s.params().iter().enumerate() {
                    if ![Type::INT8, Type::TEXT, Type::BYTEA].contains(ty) {
                        fault(format!(
                            "PostgreSQL takes ${} for {ty}: write CAST(${} AS BIGINT) or TEXT",
                            at + 1,
                            at + 1
                        ));
                    }
                }
                let readable = [
                    Type::INT8,
                    Type::INT4,
                    Type::TEXT,
                    Type::BYTEA,
                    Type::BOOL,
                    Type::NUMERIC,
                ];
                for column in s.columns() {
                    if !readable.contains(column.type_()) {
                        fault(format!(
                            "column {} is {}, which no row can read",
                            column.name(),
                            column.type_()
                        ));
                    }
                }
                Some(Shape {
                    params: s.params().len(),
                    columns: s.columns().iter().map(|c| c.name().to_owned()).collect(),
                })
            }
            Err(e) => {
                let said = e
                    .as_db_error()
                    .map_or_else(|| e.to_string(), ToString::to_string);
                fault(format!("PostgreSQL: {said}"));
                None
            }
        };
        if let (Ok(lite), Some(server)) = (lite, server) {
            if lite.params != server.params {
                fault(format!(
                    "{} parameters on SQLite, {} on PostgreSQL",
                    lite.params, server.params
                ));
            }
            if lite.columns != server.columns {
                fault(format!(
                    "columns {:?} on SQLite, {:?} on PostgreSQL",
                    lite.columns, server.columns
                ));
            }
            let distinct: BTreeSet<_> = lite.columns.iter().collect();
            if distinct.len() != lite.columns.len() {
                fault("two columns have the same name".to_owned());
            }
        }
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[tokio::test]
async fn no_statement_means_something_else_on_the_other_engine() {
    let test = TestDb::new(Engine::Postgres).await;
    let (client, connection) = tokio_postgres::connect(test.url(), tokio_postgres::NoTls)
        .await
        .unwrap();
    tokio::spawn(connection);
    let mut nullable = Nullable::new();
    for row in client
        .query(
            "SELECT table_name::text, column_name::text FROM information_schema.columns \
             WHERE table_schema = 'public' AND is_nullable = 'YES'",
            &[],
        )
        .await
        .unwrap()
    {
        nullable.entry(row.get(0)).or_default().push(row.get(1));
    }
    assert!(nullable["jobs"].contains(&"lease_until".to_owned()));
    let mut faults = Vec::new();
    for stmt in statements() {
        // Two texts are for where the engines have nothing in common.
        // A sequence is one of them: a hot row in its place would make all wait.
        let own_text = ["engine/", "search"]
            .iter()
            .any(|f| stmt.file().contains(f))
            || stmt.source(Engine::Postgres).contains("nextval(");
        if stmt.has_two_texts() && !own_text {
            faults.push(format!(
                "{} ({}): one text for both engines",
                stmt.name(),
                stmt.file()
            ));
        }
        if stmt.has_two_texts() {
            continue;
        }
        for complaint in complaints(stmt.source(Engine::Postgres), &nullable) {
            faults.push(format!("{} ({}): {complaint}", stmt.name(), stmt.file()));
        }
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn names_are_unique() {
    let mut seen = BTreeSet::new();
    for stmt in statements() {
        assert!(
            seen.insert((stmt.file(), stmt.name())),
            "{} twice in {}",
            stmt.name(),
            stmt.file()
        );
    }
}
