-- A new version of a calendar, SLA, plan or contract walks through the open
-- tickets in the order of their ids, however many are closed.
CREATE INDEX tickets_open_by_id ON tickets (id) WHERE is_open = 1;
