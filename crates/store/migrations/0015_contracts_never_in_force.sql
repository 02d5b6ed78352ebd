-- A contract that was called off before it was in force never was: it has no
-- instant from which it is cancelled.
UPDATE contracts SET cancelled_at = NULL
 WHERE state = 'cancelled'
   AND EXISTS (SELECT 1 FROM audit_log a
                WHERE a.object_kind = 'contract' AND a.object_id = contracts.id AND a.action = 'contract.cancel'
                  AND (a.data LIKE '%"from":"draft"%' OR a.data LIKE '%"from":"awaiting_acceptance"%'));

-- SHA-256 of what a document says, however it is set: another style of the
-- page does not make an offer another one. Null: kept before this was.
ALTER TABLE contract_documents ADD COLUMN sheet_sha256 TEXT;
