-- What another system knows an account by, and tables of accounts that were
-- sent up.

ALTER TABLE accounts ADD COLUMN external_ref TEXT;
CREATE UNIQUE INDEX accounts_by_external_ref ON accounts (external_ref) WHERE external_ref IS NOT NULL;

CREATE TABLE account_imports (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  state TEXT NOT NULL,             -- draft | running | done
  content BLOB,                    -- as sent up; gone once it was started
  head TEXT NOT NULL,              -- JSON: the cells of the head
  options TEXT NOT NULL,           -- JSON: how it is read, once it was started
  created_by TEXT,
  created_at INTEGER NOT NULL,
  finished_at INTEGER
);
CREATE INDEX account_imports_by_age ON account_imports (created_at);

-- A line is decided once.
CREATE TABLE account_import_lines (
  import_id TEXT NOT NULL REFERENCES account_imports(id),
  line INTEGER NOT NULL,           -- where it began in the text, from 1
  position INTEGER NOT NULL,       -- when its turn is: parents before their children
  cells TEXT NOT NULL,             -- JSON: as written
  outcome TEXT NOT NULL,           -- waiting | created | changed | unchanged | refused
  account_id TEXT REFERENCES accounts(id),
  faults TEXT NOT NULL,            -- JSON: why it was refused
  changes TEXT NOT NULL,           -- JSON: fields with what they were and are
  decided_at INTEGER,
  PRIMARY KEY (import_id, line)
);
CREATE INDEX account_import_lines_by_outcome ON account_import_lines (import_id, outcome, position);
