-- Amendments of contracts, credits for one product or asset, and the order in
-- which the ledger was written.

-- What will change in a contract, or did, or was to change. When its day has
-- come it becomes the next row of contract_versions.
CREATE TABLE contract_amendments (
  contract_id TEXT NOT NULL REFERENCES contracts(id),
  number INTEGER NOT NULL,            -- from 1, in the order they were made
  effective_date TEXT NOT NULL,       -- civil date in the account's zone
  effective_at INTEGER NOT NULL,      -- its midnight, or when it was made for one of the same day
  changes TEXT NOT NULL,              -- JSON: the terms that it changes, and to what
  note TEXT NOT NULL,
  state TEXT NOT NULL,                -- scheduled | applied | cancelled | lapsed
  applied_version INTEGER,
  created_by TEXT,
  created_at INTEGER NOT NULL,
  decided_by TEXT,
  decided_at INTEGER,                 -- when it was applied, cancelled, or found to be too late
  PRIMARY KEY (contract_id, number)
);
-- The earliest scheduled one, a cache: a ticket finds with the contract
-- whether there is something to apply first.
ALTER TABLE contracts ADD COLUMN next_amendment_at INTEGER;

-- A lot for one product or one asset is drawn by its tickets alone.
ALTER TABLE credit_lots ADD COLUMN product_id TEXT;
ALTER TABLE credit_lots ADD COLUMN asset_id TEXT;

-- The order of writing: several entries may count from one instant.
ALTER TABLE credit_entries ADD COLUMN seq INTEGER NOT NULL DEFAULT 0;
UPDATE credit_entries SET seq = o.seq
  FROM (SELECT id, ROW_NUMBER() OVER (ORDER BY at, id) AS seq FROM credit_entries) AS o
  WHERE o.id = credit_entries.id;
-- only: postgres
CREATE SEQUENCE credit_entry_seq AS INTEGER;
SELECT setval('credit_entry_seq', (SELECT COALESCE(MAX(seq), 0) + 1 FROM credit_entries), false);
-- end
DROP INDEX credit_entries_by_bucket;
CREATE INDEX credit_entries_by_bucket ON credit_entries (contract_id, bucket, at, seq);
DROP INDEX credit_entries_by_account;
CREATE INDEX credit_entries_by_account ON credit_entries (account_id, at, seq);
CREATE UNIQUE INDEX credit_entries_by_seq ON credit_entries (seq);
