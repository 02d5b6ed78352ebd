-- The offer that stands, with its note: a cache of the ticket's events, as
-- JSON; none: it is not offered. Beside it to whom, for the lists of those who
-- are asked; and how often the ticket came back to a team that had it, counted
-- anew with every change of the ticket.
ALTER TABLE tickets ADD COLUMN handoff TEXT;
ALTER TABLE tickets ADD COLUMN offered_team_id TEXT;
ALTER TABLE tickets ADD COLUMN offered_user_id TEXT;
ALTER TABLE tickets ADD COLUMN bounces INTEGER NOT NULL DEFAULT 0;
-- What is offered, and what bounces, is little whatever the desk's size.
CREATE INDEX tickets_offered ON tickets (updated_at, id) WHERE handoff IS NOT NULL;
CREATE INDEX tickets_by_offered_team ON tickets (offered_team_id) WHERE offered_team_id IS NOT NULL;
CREATE INDEX tickets_by_offered_user ON tickets (offered_user_id) WHERE offered_user_id IS NOT NULL;
CREATE INDEX tickets_bounced ON tickets (updated_at, id) WHERE bounces > 0;

-- One row per offer, for reports and the lists behind their figures.
CREATE TABLE handoffs (
  ticket_id TEXT NOT NULL REFERENCES tickets(id),
  seq INTEGER NOT NULL,
  offered_at INTEGER NOT NULL,
  from_team_id TEXT,
  from_user_id TEXT,
  to_team_id TEXT,
  to_user_id TEXT,
  reason TEXT NOT NULL,
  outcome TEXT,
  ended_at INTEGER,
  bounced INTEGER NOT NULL,
  PRIMARY KEY (ticket_id, seq)
);
CREATE INDEX handoffs_by_offer ON handoffs (offered_at, ticket_id);
