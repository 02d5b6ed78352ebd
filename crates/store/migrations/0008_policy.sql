-- The support policy as it was published, whole: what it said stays readable.
-- The draft is a setting.
CREATE TABLE policy_versions (
  version INTEGER PRIMARY KEY NOT NULL,  -- from 1
  documents TEXT NOT NULL,               -- JSON: the document in both languages
  draft TEXT NOT NULL,                   -- JSON: the texts and choices it was made from
  as_of TEXT NOT NULL,                   -- the day from which closed days were listed
  sha256 TEXT NOT NULL,                  -- of `documents`, hexadecimal
  note TEXT NOT NULL,                    -- what is new, for those who are told
  published_by TEXT,
  published_at INTEGER NOT NULL
);
-- Who has acknowledged which version in the console.
CREATE TABLE policy_seen (
  user_id TEXT PRIMARY KEY NOT NULL REFERENCES users(id),
  version INTEGER NOT NULL,
  at INTEGER NOT NULL
);
