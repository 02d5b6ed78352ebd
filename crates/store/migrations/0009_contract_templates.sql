-- Templates of contracts, their use on many accounts at once, and the words
-- that a contract was agreed in.

CREATE TABLE contract_templates (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL UNIQUE,
  current_version INTEGER NOT NULL,
  archived_at INTEGER,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
);
CREATE TABLE contract_template_versions (
  template_id TEXT NOT NULL REFERENCES contract_templates(id),
  version INTEGER NOT NULL,
  spec TEXT NOT NULL,              -- JSON: plan, SLA, term, coverage, rank, words
  created_by TEXT,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (template_id, version)
);

-- One use of a template: which version, from when, and for whom.
CREATE TABLE contract_template_applies (
  id TEXT PRIMARY KEY NOT NULL,
  template_id TEXT NOT NULL REFERENCES contract_templates(id),
  template_version INTEGER NOT NULL,
  start_date TEXT NOT NULL,        -- civil date, in each account's own zone
  state TEXT NOT NULL,             -- how far each contract is taken: draft | awaiting_acceptance | active
  created_by TEXT,
  created_at INTEGER NOT NULL
);
CREATE INDEX contract_template_applies_by_template ON contract_template_applies (template_id, id);
-- What became of each account. A row is decided once.
CREATE TABLE contract_template_targets (
  apply_id TEXT NOT NULL REFERENCES contract_template_applies(id),
  account_id TEXT NOT NULL REFERENCES accounts(id),
  position INTEGER NOT NULL,
  outcome TEXT NOT NULL,           -- waiting | made | refused
  contract_id TEXT REFERENCES contracts(id),
  code TEXT,                       -- why it was refused
  detail TEXT,
  decided_at INTEGER,
  PRIMARY KEY (apply_id, account_id)
);

ALTER TABLE contracts ADD COLUMN terms_text TEXT NOT NULL DEFAULT '';
