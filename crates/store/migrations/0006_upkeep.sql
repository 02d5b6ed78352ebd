-- What the hourly clean-up asks: files that no message took, and whether
-- anything still names some bytes.

CREATE INDEX attachments_unclaimed ON attachments (created_at) WHERE message_id IS NULL;
CREATE INDEX attachments_unclaimed_by ON attachments (uploaded_by) WHERE message_id IS NULL;
CREATE INDEX attachments_by_blob ON attachments (blob_hash);
CREATE INDEX mails_by_raw ON mails (raw_hash);
