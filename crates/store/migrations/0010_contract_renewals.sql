-- Which contract goes on as which, and which reminders of an end are behind us.

CREATE TABLE contract_renewals (
  renewal_id TEXT PRIMARY KEY NOT NULL REFERENCES contracts(id),
  contract_id TEXT NOT NULL REFERENCES contracts(id),
  created_at INTEGER NOT NULL
);
CREATE INDEX contract_renewals_by_contract ON contract_renewals (contract_id, renewal_id);

-- One row for each reminder, whether it was sent or came too late to be. By
-- end date, so that a contract that gets another end reminds of that.
CREATE TABLE contract_reminders (
  contract_id TEXT NOT NULL REFERENCES contracts(id),
  end_date TEXT NOT NULL,
  days INTEGER NOT NULL,           -- before the end: 90, 60, 30, 7 or 0
  sent INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (contract_id, end_date, days)
);
