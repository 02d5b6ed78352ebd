-- What was used of the period that a bucket was last drawn in: consumption less
-- what came back of it. A cache of the entries; a period of which it says
-- nothing is summed from them.
ALTER TABLE credit_buckets ADD COLUMN used_from INTEGER NOT NULL DEFAULT 0;
ALTER TABLE credit_buckets ADD COLUMN used_until INTEGER NOT NULL DEFAULT 0;
ALTER TABLE credit_buckets ADD COLUMN used INTEGER NOT NULL DEFAULT 0;
