//! The schema of a database as text, to compare and to read.

use tokio_postgres::NoTls;

use super::TestDb;
use crate::Engine;

/// Everything a migrated database is made of, the same text for the same
/// schema.
pub async fn dump(test: &TestDb) -> String {
    match test.db().engine() {
        Engine::Sqlite => sqlite(test.url()),
        Engine::Postgres => postgres(test.url()).await,
    }
}

fn sqlite(url: &str) -> String {
    let path = url.strip_prefix("sqlite:").expect("a SQLite address");
    let conn = rusqlite::Connection::open(path).expect("the file opens");
    let mut statement = conn
        .prepare(
            "SELECT sql FROM sqlite_schema \
             WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' \
             ORDER BY tbl_name, type DESC, name",
        )
        .expect("the schema is there");
    let all: Vec<String> = statement
        .query_map([], |row| row.get::<_, String>(0))
        .expect("the schema is readable")
        .map(|sql| format!("{};\n", sql.expect("a statement")))
        .collect();
    all.join("\n")
}

const POSTGRES: &str = "
SELECT line FROM (
  SELECT 1 AS part, c.relname::text AS owner, 0 AS place,
         'CREATE TABLE ' || c.relname || ' (' || string_agg(
           E'\\n    ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
           || CASE WHEN co.collname IS NULL OR co.collname = 'default' THEN ''
                   ELSE ' COLLATE ' || quote_ident(co.collname) END
           || CASE WHEN a.attgenerated <> '' THEN
                ' GENERATED ALWAYS AS (' || pg_get_expr(d.adbin, d.adrelid) || ') STORED'
              WHEN d.adbin IS NOT NULL THEN ' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid)
              ELSE '' END
           || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END,
           ',' ORDER BY a.attnum) || E'\\n);' AS line
    FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
    LEFT JOIN pg_collation co ON co.oid = a.attcollation
   WHERE c.relkind = 'r'
   GROUP BY c.relname
  UNION ALL
  SELECT 1, c.relname::text, 1,
         'ALTER TABLE ' || c.relname || ' ADD CONSTRAINT ' || con.conname || ' '
         || pg_get_constraintdef(con.oid) || ';'
    FROM pg_constraint con
    JOIN pg_class c ON c.oid = con.conrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
  UNION ALL
  SELECT 1, i.tablename::text, 2, i.indexdef || ';'
    FROM pg_indexes i
   WHERE i.schemaname = 'public'
     AND NOT EXISTS (SELECT 1 FROM pg_constraint con WHERE con.conname = i.indexname)
  UNION ALL
  SELECT 0, s.sequencename::text, 0,
         'CREATE SEQUENCE ' || s.sequencename || ' AS ' || s.data_type || ';'
    FROM pg_sequences s WHERE s.schemaname = 'public'
) AS lines
ORDER BY part, owner COLLATE \"C\", place, line COLLATE \"C\"";

async fn postgres(url: &str) -> String {
    let (client, connection) = tokio_postgres::connect(url, NoTls)
        .await
        .expect("the database answers");
    tokio::spawn(connection);
    let rows = client
        .query(POSTGRES, &[])
        .await
        .expect("the catalogue is readable");
    rows.iter()
        .map(|row| format!("{}\n", row.get::<_, &str>(0)))
        .collect()
}
