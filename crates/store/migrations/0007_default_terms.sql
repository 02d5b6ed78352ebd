-- What those without a contract were promised, and from when on: a change of
-- the default plan in mid-period grants each account the difference once.
CREATE TABLE default_plan_changes (
  number INTEGER PRIMARY KEY NOT NULL,  -- from 1
  plan_id TEXT,                         -- none: there was no default plan any more
  plan_version INTEGER,
  at INTEGER NOT NULL
);
-- The plan of now, as if it had been there always: what it granted is granted.
INSERT INTO default_plan_changes (number, plan_id, plan_version, at)
  SELECT 1, id, current_version, 0 FROM plans WHERE is_default = 1;
-- Up to which of them an account's ledger has come; none: as it was when the
-- account was made.
ALTER TABLE accounts ADD COLUMN default_terms INTEGER;
