-- How a ticket stands escalated: to whom, since when, until when the next
-- update is due. A cache of its events, as JSON; none: it is not escalated.
ALTER TABLE tickets ADD COLUMN escalation TEXT;
-- The list of what is escalated is short whatever the desk's size.
CREATE INDEX tickets_escalated ON tickets (updated_at, id) WHERE escalation IS NOT NULL;
