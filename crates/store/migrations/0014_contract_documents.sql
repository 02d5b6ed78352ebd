-- The document of an offer, kept byte for byte, and who accepted it; the files
-- of a contract.

CREATE TABLE contract_documents (
  contract_id TEXT NOT NULL REFERENCES contracts(id),
  number INTEGER NOT NULL,         -- from 1; the newest is the one that is offered
  contract_version INTEGER NOT NULL,
  locale TEXT NOT NULL,
  sha256 TEXT NOT NULL REFERENCES blobs(hash),
  size INTEGER NOT NULL,
  created_by TEXT,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (contract_id, number)
);
-- Bytes are taken away when nothing names them any more.
CREATE INDEX contract_documents_by_bytes ON contract_documents (sha256);

-- At most one for each document; nothing is changed or taken away.
CREATE TABLE contract_acceptances (
  contract_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  sha256 TEXT NOT NULL,            -- of what was shown: that of the document
  name TEXT NOT NULL,              -- as typed
  contact_id TEXT REFERENCES contacts(id), -- null: the desk recorded it for them
  user_id TEXT REFERENCES users(id),
  on_behalf_reason TEXT,
  at INTEGER NOT NULL,
  PRIMARY KEY (contract_id, number),
  FOREIGN KEY (contract_id, number) REFERENCES contract_documents (contract_id, number)
);

CREATE TABLE contract_files (
  id TEXT PRIMARY KEY NOT NULL,
  contract_id TEXT NOT NULL REFERENCES contracts(id),
  name TEXT NOT NULL,
  content_type TEXT NOT NULL,
  size INTEGER NOT NULL,
  blob_hash TEXT NOT NULL REFERENCES blobs(hash),
  for_customer INTEGER NOT NULL,
  uploaded_by TEXT,
  created_at INTEGER NOT NULL
);
CREATE INDEX contract_files_by_contract ON contract_files (contract_id, id);
CREATE INDEX contract_files_by_bytes ON contract_files (blob_hash);
