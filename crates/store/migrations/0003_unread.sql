-- What is new to whom: the customer's last message that nobody has answered,
-- and how far each person has read a ticket.

ALTER TABLE tickets ADD COLUMN unanswered_seq INTEGER NOT NULL DEFAULT 0;  -- event of the customer's last message that nobody has answered since; 0 is none
UPDATE tickets SET unanswered_seq = COALESCE((
  SELECT MAX(m.seq) FROM messages m
  WHERE m.ticket_id = tickets.id AND m.author_kind = 'customer' AND m.visibility = 'public' AND m.automatic = 0
    AND m.seq > COALESCE((
      SELECT MAX(a.seq) FROM messages a
      WHERE a.ticket_id = m.ticket_id AND a.author_kind = 'agent' AND a.visibility = 'public' AND a.automatic = 0
    ), 0)
), 0);

CREATE TABLE ticket_seen (
  user_id TEXT NOT NULL REFERENCES users(id),
  ticket_id TEXT NOT NULL REFERENCES tickets(id),
  seq INTEGER NOT NULL,            -- the ticket's last event when they last had it open
  PRIMARY KEY (user_id, ticket_id)
);
