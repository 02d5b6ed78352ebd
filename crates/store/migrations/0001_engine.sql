-- What the engine itself needs: numbers, jobs, recurring work.

-- only: sqlite
-- There is one writer, so a row is as good as a sequence.
CREATE TABLE counters (
    name TEXT NOT NULL PRIMARY KEY,
    value INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO counters (name, value) VALUES ('ticket_number', 0);
-- end
-- only: postgres
-- A hot counter row makes every caller queue behind the commit of another.
CREATE SEQUENCE ticket_number AS INTEGER;
-- end

-- Everything that is due: effects to carry out (the outbox), timers, sweeps.
-- A row that is done is deleted.
CREATE TABLE jobs (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    -- At most one job of a key, such as the timer of a ticket.
    key TEXT UNIQUE,
    -- The version of the payload's form.
    version INTEGER NOT NULL,
    payload TEXT NOT NULL,
    run_at INTEGER NOT NULL,
    state TEXT NOT NULL,
    -- How often it was claimed since it was last set up or moved.
    attempt INTEGER NOT NULL,
    -- Grows with every claim; only the holder of the newest may finish it.
    fence INTEGER NOT NULL,
    lease_until INTEGER,
    node TEXT,
    -- 1: moved while it was running, to be run again.
    rearmed INTEGER NOT NULL,
    last_error TEXT,
    created_at INTEGER NOT NULL,
    CONSTRAINT jobs_state CHECK (state IN ('ready', 'running', 'dead')),
    CONSTRAINT jobs_lease CHECK ((state = 'running') = (lease_until IS NOT NULL)),
    CONSTRAINT jobs_rearmed CHECK (rearmed = 0 OR (rearmed = 1 AND state = 'running'))
);

CREATE INDEX jobs_due ON jobs (run_at, id) WHERE state = 'ready';
CREATE INDEX jobs_leases ON jobs (lease_until) WHERE state = 'running';
CREATE INDEX jobs_dead ON jobs (created_at) WHERE state = 'dead';

-- Recurring work: who inserts the slot does the work.
CREATE TABLE cron_slots (
    name TEXT NOT NULL,
    slot INTEGER NOT NULL,
    CONSTRAINT cron_slots_key PRIMARY KEY (name, slot)
) WITHOUT ROWID;
