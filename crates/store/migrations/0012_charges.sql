-- What was said when a charge was decided: why it was waived, and on which
-- invoice it stands.
ALTER TABLE charge_lines ADD COLUMN reason TEXT;
ALTER TABLE charge_lines ADD COLUMN invoice_reference TEXT;
-- What waits for a decision is read every day; what is settled grows for ever.
CREATE INDEX charge_lines_by_status ON charge_lines (status, id);
CREATE INDEX charge_lines_by_contract ON charge_lines (contract_id, id);
