-- How agents work: caps, hours, absences, skills (JSON), and when routing last
-- gave them a ticket. The row is what two nodes wait for each other at, so that
-- no cap is passed.
CREATE TABLE agent_work (
  user_id TEXT PRIMARY KEY NOT NULL REFERENCES users(id),
  spec TEXT NOT NULL,
  last_given_at INTEGER,
  version INTEGER NOT NULL
);

-- Tickets for which nobody was found. Short while there is capacity: what is
-- freed is given from here, without a look at every open ticket.
CREATE TABLE routing_waiting (
  ticket_id TEXT PRIMARY KEY NOT NULL REFERENCES tickets(id),
  team_id TEXT NOT NULL REFERENCES teams(id),
  since INTEGER NOT NULL
);
CREATE INDEX routing_waiting_by_team ON routing_waiting (team_id, since);
