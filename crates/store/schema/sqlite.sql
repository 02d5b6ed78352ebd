CREATE TABLE account_domains (
  domain TEXT PRIMARY KEY NOT NULL,
  account_id TEXT NOT NULL REFERENCES accounts(id)
) STRICT;

CREATE INDEX account_domains_by_account ON account_domains (account_id);

CREATE TABLE account_import_lines (
  import_id TEXT NOT NULL REFERENCES account_imports(id),
  line INTEGER NOT NULL,           -- where it began in the text, from 1
  position INTEGER NOT NULL,       -- when its turn is: parents before their children
  cells TEXT NOT NULL,             -- JSON: as written
  outcome TEXT NOT NULL,           -- waiting | created | changed | unchanged | refused
  account_id TEXT REFERENCES accounts(id),
  faults TEXT NOT NULL,            -- JSON: why it was refused
  changes TEXT NOT NULL,           -- JSON: fields with what they were and are
  decided_at INTEGER,
  PRIMARY KEY (import_id, line)
) STRICT;

CREATE INDEX account_import_lines_by_outcome ON account_import_lines (import_id, outcome, position);

CREATE TABLE account_imports (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  state TEXT NOT NULL,             -- draft | running | done
  content BLOB,                    -- as sent up; gone once it was started
  head TEXT NOT NULL,              -- JSON: the cells of the head
  options TEXT NOT NULL,           -- JSON: how it is read, once it was started
  created_by TEXT,
  created_at INTEGER NOT NULL,
  finished_at INTEGER
) STRICT;

CREATE INDEX account_imports_by_age ON account_imports (created_at);

CREATE TABLE accounts (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  parent_id TEXT REFERENCES accounts(id),
  segment TEXT,
  industry TEXT,
  annual_revenue INTEGER,
  open_deal_value INTEGER,
  currency TEXT NOT NULL,
  zone TEXT NOT NULL,
  locale TEXT NOT NULL,
  notes TEXT NOT NULL,
  archived_at INTEGER,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
, default_terms INTEGER, external_ref TEXT) STRICT;

CREATE UNIQUE INDEX accounts_by_external_ref ON accounts (external_ref) WHERE external_ref IS NOT NULL;

CREATE INDEX accounts_by_name ON accounts (name_folded, id);

CREATE INDEX accounts_by_parent ON accounts (parent_id) WHERE parent_id IS NOT NULL;

CREATE TABLE agent_work (
  user_id TEXT PRIMARY KEY NOT NULL REFERENCES users(id),
  spec TEXT NOT NULL,
  last_given_at INTEGER,
  version INTEGER NOT NULL
) STRICT;

CREATE TABLE api_tokens (
  id TEXT PRIMARY KEY NOT NULL,
  token_hash BLOB NOT NULL UNIQUE,
  user_id TEXT NOT NULL REFERENCES users(id),
  name TEXT NOT NULL,
  hint TEXT NOT NULL,              -- the last characters, to tell tokens apart
  scopes TEXT NOT NULL,            -- JSON array of permission names
  expires_at INTEGER NOT NULL,
  last_used_at INTEGER,
  revoked_at INTEGER,
  created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX api_tokens_by_user ON api_tokens (user_id, id);

CREATE TABLE approvals (
  id TEXT PRIMARY KEY NOT NULL,
  ticket_id TEXT NOT NULL REFERENCES tickets(id),
  account_id TEXT,
  contract_id TEXT,
  state TEXT NOT NULL,                -- waiting | approved | declined | withdrawn
  requested_at INTEGER NOT NULL,
  decided_at INTEGER,
  decided_by TEXT,
  note TEXT NOT NULL,
  version INTEGER NOT NULL
) STRICT;

CREATE INDEX approvals_by_state ON approvals (state, requested_at, id);

CREATE INDEX approvals_by_ticket ON approvals (ticket_id);

CREATE TABLE assets (
  id TEXT PRIMARY KEY NOT NULL,
  account_id TEXT NOT NULL REFERENCES accounts(id),
  product_id TEXT NOT NULL REFERENCES products(id),
  name TEXT NOT NULL,
  serial TEXT,
  warranty_start TEXT,             -- civil dates
  warranty_end TEXT,
  licence_count INTEGER,
  archived_at INTEGER,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE INDEX assets_by_account ON assets (account_id, id);

CREATE INDEX assets_by_serial ON assets (serial) WHERE serial IS NOT NULL;

CREATE TABLE attachments (
  id TEXT PRIMARY KEY NOT NULL,
  message_id TEXT REFERENCES messages(id),  -- null until its message is sent
  uploaded_by TEXT,
  name TEXT NOT NULL,
  content_type TEXT NOT NULL,
  size INTEGER NOT NULL,
  blob_hash TEXT NOT NULL REFERENCES blobs(hash),
  content_id TEXT,
  created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX attachments_by_blob ON attachments (blob_hash);

CREATE INDEX attachments_by_message ON attachments (message_id, id);

CREATE INDEX attachments_unclaimed ON attachments (created_at) WHERE message_id IS NULL;

CREATE INDEX attachments_unclaimed_by ON attachments (uploaded_by) WHERE message_id IS NULL;

CREATE TABLE audit_log (
  id TEXT PRIMARY KEY NOT NULL,
  at INTEGER NOT NULL,
  actor_kind TEXT NOT NULL,
  actor_id TEXT,
  token_id TEXT,
  action TEXT NOT NULL,
  object_kind TEXT NOT NULL,
  object_id TEXT NOT NULL,
  data TEXT NOT NULL
) STRICT;

CREATE INDEX audit_log_by_actor ON audit_log (actor_id, id);

CREATE INDEX audit_log_by_object ON audit_log (object_kind, object_id, id);

CREATE TABLE blobs (
  hash TEXT PRIMARY KEY NOT NULL,  -- SHA-256, hexadecimal
  size INTEGER NOT NULL,
  data BLOB NOT NULL
) STRICT;

CREATE TABLE calendar_versions (
  calendar_id TEXT NOT NULL REFERENCES calendars(id),
  version INTEGER NOT NULL,
  spec TEXT NOT NULL,
  created_by TEXT,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (calendar_id, version)
) STRICT;

CREATE TABLE calendars (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL UNIQUE,
  current_version INTEGER NOT NULL,
  archived_at INTEGER,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE charge_lines (
  id TEXT PRIMARY KEY NOT NULL,
  contract_id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  ticket_id TEXT,
  entry_id TEXT NOT NULL UNIQUE REFERENCES credit_entries(id),
  quantity INTEGER NOT NULL,          -- hundredths of a credit
  unit_price INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  currency TEXT NOT NULL,
  status TEXT NOT NULL,               -- draft | approved | invoiced | waived
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
, reason TEXT, invoice_reference TEXT) STRICT;

CREATE INDEX charge_lines_by_account ON charge_lines (account_id, id);

CREATE INDEX charge_lines_by_contract ON charge_lines (contract_id, id);

CREATE INDEX charge_lines_by_status ON charge_lines (status, id);

CREATE TABLE contact_accounts (
  contact_id TEXT NOT NULL REFERENCES contacts(id),
  account_id TEXT NOT NULL REFERENCES accounts(id),
  PRIMARY KEY (contact_id, account_id)
) STRICT;

CREATE INDEX contact_accounts_by_account ON contact_accounts (account_id);

CREATE TABLE contact_emails (
  address_folded TEXT PRIMARY KEY NOT NULL,
  contact_id TEXT NOT NULL REFERENCES contacts(id),
  address TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT;

CREATE INDEX contact_emails_by_contact ON contact_emails (contact_id, position);

CREATE TABLE contacts (
  id TEXT PRIMARY KEY NOT NULL,
  account_id TEXT REFERENCES accounts(id),
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  phone TEXT,
  title TEXT,
  zone TEXT,
  locale TEXT,
  archived_at INTEGER,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE INDEX contacts_by_account ON contacts (account_id, name_folded, id);

CREATE INDEX contacts_by_name ON contacts (name_folded, id);

CREATE TABLE contract_acceptances (
  contract_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  sha256 TEXT NOT NULL,            -- of what was shown: that of the document
  name TEXT NOT NULL,              -- as typed
  contact_id TEXT REFERENCES contacts(id), -- null: the desk recorded it for them
  user_id TEXT REFERENCES users(id),
  on_behalf_reason TEXT,
  at INTEGER NOT NULL,
  PRIMARY KEY (contract_id, number),
  FOREIGN KEY (contract_id, number) REFERENCES contract_documents (contract_id, number)
) STRICT;

CREATE TABLE contract_amendments (
  contract_id TEXT NOT NULL REFERENCES contracts(id),
  number INTEGER NOT NULL,            -- from 1, in the order they were made
  effective_date TEXT NOT NULL,       -- civil date in the account's zone
  effective_at INTEGER NOT NULL,      -- its midnight, or when it was made for one of the same day
  changes TEXT NOT NULL,              -- JSON: the terms that it changes, and to what
  note TEXT NOT NULL,
  state TEXT NOT NULL,                -- scheduled | applied | cancelled | lapsed
  applied_version INTEGER,
  created_by TEXT,
  created_at INTEGER NOT NULL,
  decided_by TEXT,
  decided_at INTEGER,                 -- when it was applied, cancelled, or found to be too late
  PRIMARY KEY (contract_id, number)
) STRICT;

CREATE TABLE contract_documents (
  contract_id TEXT NOT NULL REFERENCES contracts(id),
  number INTEGER NOT NULL,         -- from 1; the newest is the one that is offered
  contract_version INTEGER NOT NULL,
  locale TEXT NOT NULL,
  sha256 TEXT NOT NULL REFERENCES blobs(hash),
  size INTEGER NOT NULL,
  created_by TEXT,
  created_at INTEGER NOT NULL, sheet_sha256 TEXT,
  PRIMARY KEY (contract_id, number)
) STRICT;

CREATE INDEX contract_documents_by_bytes ON contract_documents (sha256);

CREATE TABLE contract_files (
  id TEXT PRIMARY KEY NOT NULL,
  contract_id TEXT NOT NULL REFERENCES contracts(id),
  name TEXT NOT NULL,
  content_type TEXT NOT NULL,
  size INTEGER NOT NULL,
  blob_hash TEXT NOT NULL REFERENCES blobs(hash),
  for_customer INTEGER NOT NULL,
  uploaded_by TEXT,
  created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX contract_files_by_bytes ON contract_files (blob_hash);

CREATE INDEX contract_files_by_contract ON contract_files (contract_id, id);

CREATE TABLE contract_reminders (
  contract_id TEXT NOT NULL REFERENCES contracts(id),
  end_date TEXT NOT NULL,
  days INTEGER NOT NULL,           -- before the end: 90, 60, 30, 7 or 0
  sent INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (contract_id, end_date, days)
) STRICT;

CREATE TABLE contract_renewals (
  renewal_id TEXT PRIMARY KEY NOT NULL REFERENCES contracts(id),
  contract_id TEXT NOT NULL REFERENCES contracts(id),
  created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX contract_renewals_by_contract ON contract_renewals (contract_id, renewal_id);

CREATE TABLE contract_template_applies (
  id TEXT PRIMARY KEY NOT NULL,
  template_id TEXT NOT NULL REFERENCES contract_templates(id),
  template_version INTEGER NOT NULL,
  start_date TEXT NOT NULL,        -- civil date, in each account's own zone
  state TEXT NOT NULL,             -- how far each contract is taken: draft | awaiting_acceptance | active
  created_by TEXT,
  created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX contract_template_applies_by_template ON contract_template_applies (template_id, id);

CREATE TABLE contract_template_targets (
  apply_id TEXT NOT NULL REFERENCES contract_template_applies(id),
  account_id TEXT NOT NULL REFERENCES accounts(id),
  position INTEGER NOT NULL,
  outcome TEXT NOT NULL,           -- waiting | made | refused
  contract_id TEXT REFERENCES contracts(id),
  code TEXT,                       -- why it was refused
  detail TEXT,
  decided_at INTEGER,
  PRIMARY KEY (apply_id, account_id)
) STRICT;

CREATE TABLE contract_template_versions (
  template_id TEXT NOT NULL REFERENCES contract_templates(id),
  version INTEGER NOT NULL,
  spec TEXT NOT NULL,              -- JSON: plan, SLA, term, coverage, rank, words
  created_by TEXT,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (template_id, version)
) STRICT;

CREATE TABLE contract_templates (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL UNIQUE,
  current_version INTEGER NOT NULL,
  archived_at INTEGER,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE contract_versions (
  contract_id TEXT NOT NULL REFERENCES contracts(id),
  version INTEGER NOT NULL,
  effective_at INTEGER NOT NULL,
  spec TEXT NOT NULL,
  created_by TEXT,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (contract_id, version)
) STRICT;

CREATE TABLE contracts (
  id TEXT PRIMARY KEY NOT NULL,
  number INTEGER NOT NULL UNIQUE,
  name TEXT NOT NULL,
  account_id TEXT NOT NULL REFERENCES accounts(id),
  plan_id TEXT NOT NULL REFERENCES plans(id),
  plan_version INTEGER NOT NULL,
  sla_id TEXT REFERENCES slas(id), -- a customer-based SLA above the plan's
  state TEXT NOT NULL,             -- draft | awaiting_acceptance | active | suspended | expired | cancelled
  start_date TEXT NOT NULL,        -- civil date in the account's zone
  end_date TEXT,                   -- first day it no longer holds, or null: open-ended
  starts_at INTEGER NOT NULL,
  ends_at INTEGER,
  rank INTEGER NOT NULL,
  covers_children INTEGER NOT NULL,
  coverage TEXT NOT NULL,          -- JSON: products, assets, contacts, channels, types
  suspended_reason TEXT,
  suspended_until INTEGER,
  cancelled_at INTEGER,
  current_version INTEGER NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
, next_amendment_at INTEGER, terms_text TEXT NOT NULL DEFAULT '') STRICT;

CREATE INDEX contracts_by_account ON contracts (account_id, id);

CREATE INDEX contracts_by_end ON contracts (ends_at, id);

CREATE TABLE counters (
    name TEXT NOT NULL PRIMARY KEY,
    value INTEGER NOT NULL
) WITHOUT ROWID, STRICT;

CREATE TABLE credit_alerts (
  contract_id TEXT NOT NULL,
  bucket TEXT NOT NULL,
  period_index INTEGER NOT NULL,
  threshold INTEGER NOT NULL,         -- percent
  fired_at INTEGER NOT NULL,
  PRIMARY KEY (contract_id, bucket, period_index, threshold)
) STRICT;

CREATE TABLE credit_buckets (
  contract_id TEXT NOT NULL,
  bucket TEXT NOT NULL,
  position INTEGER NOT NULL,
  granted_through INTEGER NOT NULL,   -- periods up to this index have been granted
  version INTEGER NOT NULL, used_from INTEGER NOT NULL DEFAULT 0, used_until INTEGER NOT NULL DEFAULT 0, used INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (contract_id, bucket)
) STRICT;

CREATE TABLE credit_entries (
  id TEXT PRIMARY KEY NOT NULL,
  contract_id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  bucket TEXT NOT NULL,
  period_index INTEGER,
  lot_id TEXT,
  kind TEXT NOT NULL,                 -- grant | consume | refund | expire | roll_over | top_up | adjust | overage
  amount INTEGER NOT NULL,            -- hundredths, signed: what the balance changes by
  ticket_id TEXT,
  decision_id TEXT,
  refunds_id TEXT,                    -- the consumption that a refund gives back
  reason TEXT NOT NULL,
  actor_kind TEXT NOT NULL,
  actor_id TEXT,
  at INTEGER NOT NULL,
  key TEXT NOT NULL UNIQUE            -- applying a movement twice changes nothing
, seq INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE INDEX credit_entries_by_account ON credit_entries (account_id, at, seq);

CREATE INDEX credit_entries_by_bucket ON credit_entries (contract_id, bucket, at, seq);

CREATE UNIQUE INDEX credit_entries_by_seq ON credit_entries (seq);

CREATE INDEX credit_entries_by_ticket ON credit_entries (ticket_id, id) WHERE ticket_id IS NOT NULL;

CREATE TABLE credit_lots (
  id TEXT PRIMARY KEY NOT NULL,       -- the entry that made it
  contract_id TEXT NOT NULL,
  bucket TEXT NOT NULL,
  kind TEXT NOT NULL,                 -- grant | roll_over | top_up | adjust
  period_index INTEGER,
  starts_at INTEGER NOT NULL,
  expires_at INTEGER,
  amount INTEGER NOT NULL,
  remaining INTEGER NOT NULL, product_id TEXT, asset_id TEXT,
  CONSTRAINT credit_lots_remaining CHECK (remaining >= 0 AND remaining <= amount)
) STRICT;

CREATE INDEX credit_lots_by_bucket ON credit_lots (contract_id, bucket, expires_at);

CREATE TABLE cron_slots (
    name TEXT NOT NULL,
    slot INTEGER NOT NULL,
    CONSTRAINT cron_slots_key PRIMARY KEY (name, slot)
) WITHOUT ROWID, STRICT;

CREATE TABLE default_plan_changes (
  number INTEGER PRIMARY KEY NOT NULL,  -- from 1
  plan_id TEXT,                         -- none: there was no default plan any more
  plan_version INTEGER,
  at INTEGER NOT NULL
) STRICT;

CREATE TABLE entitlement_decisions (
  id TEXT PRIMARY KEY NOT NULL,
  ticket_id TEXT NOT NULL REFERENCES tickets(id),
  at INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  contract_id TEXT,
  contract_version INTEGER,
  plan_id TEXT,
  plan_version INTEGER,
  limit_action TEXT,
  cause TEXT NOT NULL,             -- created | account_changed | …
  trace TEXT NOT NULL
) STRICT;

CREATE INDEX entitlement_decisions_by_ticket ON entitlement_decisions (ticket_id, id);

CREATE TABLE escalation_firings (
  ticket_id TEXT NOT NULL REFERENCES tickets(id),
  metric TEXT NOT NULL,
  cycle INTEGER NOT NULL,
  step TEXT NOT NULL,
  due_at INTEGER NOT NULL,
  fired_at INTEGER NOT NULL,
  PRIMARY KEY (ticket_id, metric, cycle, step)
) STRICT;

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
) STRICT;

CREATE INDEX handoffs_by_offer ON handoffs (offered_at, ticket_id);

CREATE TABLE idempotency_keys (
  actor TEXT NOT NULL,
  key TEXT NOT NULL,
  fingerprint BLOB NOT NULL,          -- SHA-256 of method, route and body
  response TEXT NOT NULL,             -- JSON: status, location, etag and body
  created_at INTEGER NOT NULL,
  PRIMARY KEY (actor, key)
) STRICT;

CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);

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
) STRICT;

CREATE INDEX jobs_dead ON jobs (created_at) WHERE state = 'dead';

CREATE INDEX jobs_due ON jobs (run_at, id) WHERE state = 'ready';

CREATE INDEX jobs_leases ON jobs (lease_until) WHERE state = 'running';

CREATE TABLE link_tokens (
  token_hash BLOB PRIMARY KEY NOT NULL,
  purpose TEXT NOT NULL,           -- setup | invite | reset | approval
  user_id TEXT REFERENCES users(id),
  subject TEXT,
  expires_at INTEGER NOT NULL,
  used_at INTEGER
) STRICT;

CREATE TABLE live_events (
  seq INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,              -- JSON: what permission is asked for
  data TEXT NOT NULL
) STRICT;

CREATE INDEX live_events_by_age ON live_events (at);

CREATE TABLE login_attempts (
  subject TEXT NOT NULL,           -- account:… or address:…
  window_start INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  PRIMARY KEY (subject, window_start)
) STRICT;

CREATE TABLE mail_references (
  reference TEXT NOT NULL,            -- folded, without angle brackets
  ticket_id TEXT NOT NULL REFERENCES tickets(id),
  at INTEGER NOT NULL,
  PRIMARY KEY (reference, ticket_id)
) STRICT;

CREATE INDEX mail_references_by_ticket ON mail_references (ticket_id);

CREATE TABLE mails (
  id TEXT PRIMARY KEY NOT NULL,
  mailbox TEXT NOT NULL,
  identity TEXT NOT NULL,             -- SHA-256 without transport headers
  raw_hash TEXT NOT NULL REFERENCES blobs(hash),
  state TEXT NOT NULL,                -- received | ticket | message | suspended | discarded
  reason TEXT,                        -- why it is suspended, a code
  detail TEXT NOT NULL,               -- JSON: what the intake saw
  ticket_id TEXT,
  message_id TEXT,
  from_address TEXT,
  subject TEXT NOT NULL,
  version INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  processed_at INTEGER,
  UNIQUE (mailbox, identity)
) STRICT;

CREATE INDEX mails_by_raw ON mails (raw_hash);

CREATE INDEX mails_by_state ON mails (state, received_at, id);

CREATE TABLE messages (
  id TEXT PRIMARY KEY NOT NULL,
  ticket_id TEXT NOT NULL REFERENCES tickets(id),
  seq INTEGER NOT NULL,            -- of its event
  at INTEGER NOT NULL,
  visibility TEXT NOT NULL,        -- public | internal
  author_kind TEXT NOT NULL,       -- agent | customer | system
  author_user_id TEXT REFERENCES users(id),
  author_contact_id TEXT REFERENCES contacts(id),
  author_name TEXT NOT NULL,
  author_address TEXT,
  automatic INTEGER NOT NULL,      -- an automatic reply never answers a clock
  channel TEXT NOT NULL,
  recipients TEXT NOT NULL,        -- JSON: to and cc
  body_text TEXT NOT NULL,
  body_html TEXT,                  -- sanitised
  full_text TEXT,                  -- with quotation and signature, where they were cut
  mail_id TEXT,
  UNIQUE (ticket_id, seq)
) STRICT;

CREATE TABLE notifications (
  id TEXT PRIMARY KEY NOT NULL,
  key TEXT NOT NULL UNIQUE,           -- once each
  user_id TEXT NOT NULL REFERENCES users(id),
  ticket_id TEXT REFERENCES tickets(id),
  kind TEXT NOT NULL,
  data TEXT NOT NULL,
  at INTEGER NOT NULL,
  read_at INTEGER
) STRICT;

CREATE INDEX notifications_by_user ON notifications (user_id, id);

CREATE TABLE plan_versions (
  plan_id TEXT NOT NULL REFERENCES plans(id),
  version INTEGER NOT NULL,
  spec TEXT NOT NULL,
  created_by TEXT,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (plan_id, version)
) STRICT;

CREATE TABLE plans (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL UNIQUE,
  sla_id TEXT REFERENCES slas(id),
  is_default INTEGER NOT NULL,     -- the plan of those without a contract; at most one
  current_version INTEGER NOT NULL,
  archived_at INTEGER,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX plans_one_default ON plans (is_default) WHERE is_default = 1;

CREATE TABLE policy_seen (
  user_id TEXT PRIMARY KEY NOT NULL REFERENCES users(id),
  version INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT;

CREATE TABLE policy_versions (
  version INTEGER PRIMARY KEY NOT NULL,  -- from 1
  documents TEXT NOT NULL,               -- JSON: the document in both languages
  draft TEXT NOT NULL,                   -- JSON: the texts and choices it was made from
  as_of TEXT NOT NULL,                   -- the day from which closed days were listed
  sha256 TEXT NOT NULL,                  -- of `documents`, hexadecimal
  note TEXT NOT NULL,                    -- what is new, for those who are told
  published_by TEXT,
  published_at INTEGER NOT NULL
) STRICT;

CREATE TABLE products (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  code TEXT NOT NULL UNIQUE,
  description TEXT NOT NULL,
  sla_id TEXT,                     -- a service-based SLA
  team_id TEXT REFERENCES teams(id),
  archived_at INTEGER,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE INDEX products_by_name ON products (name_folded, id);

CREATE TABLE roles (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  side TEXT NOT NULL,              -- agent | customer
  builtin TEXT UNIQUE,             -- administrator … account_manager, or null for a custom role
  permissions TEXT NOT NULL,       -- JSON array of permission names
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE routing_waiting (
  ticket_id TEXT PRIMARY KEY NOT NULL REFERENCES tickets(id),
  team_id TEXT NOT NULL REFERENCES teams(id),
  since INTEGER NOT NULL
) STRICT;

CREATE INDEX routing_waiting_by_team ON routing_waiting (team_id, since);

CREATE TABLE schema_migrations (version INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT;

CREATE TABLE sessions (
  token_hash BLOB PRIMARY KEY NOT NULL,   -- SHA-256 of the cookie's value
  user_id TEXT NOT NULL REFERENCES users(id),
  epoch INTEGER NOT NULL,
  csrf TEXT NOT NULL,
  stage TEXT NOT NULL,             -- second_factor | full
  user_agent TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;

CREATE INDEX sessions_by_expiry ON sessions (expires_at);

CREATE INDEX sessions_by_user ON sessions (user_id);

CREATE TABLE settings (
  key TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL,
  version INTEGER NOT NULL
) STRICT;

CREATE TABLE sla_clocks (
  ticket_id TEXT NOT NULL REFERENCES tickets(id),
  metric TEXT NOT NULL,
  cycle INTEGER NOT NULL,
  state TEXT NOT NULL,             -- running | paused | met | breached | none
  layer TEXT NOT NULL,
  sla_id TEXT NOT NULL,
  sla_version INTEGER NOT NULL,
  calendar_id TEXT NOT NULL,
  calendar_version INTEGER NOT NULL,
  target_seconds INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  due_at INTEGER,
  fulfilled_at INTEGER,
  breached INTEGER NOT NULL,
  elapsed_seconds INTEGER NOT NULL,
  remaining_seconds INTEGER NOT NULL,
  PRIMARY KEY (ticket_id, metric, cycle)
) STRICT;

CREATE TABLE sla_versions (
  sla_id TEXT NOT NULL REFERENCES slas(id),
  version INTEGER NOT NULL,
  spec TEXT NOT NULL,
  calendar_id TEXT NOT NULL REFERENCES calendars(id),
  created_by TEXT,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (sla_id, version)
) STRICT;

CREATE TABLE slas (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL UNIQUE,
  layer TEXT NOT NULL,             -- contract | plan | product | corporate
  calendar_id TEXT NOT NULL REFERENCES calendars(id),
  current_version INTEGER NOT NULL,
  archived_at INTEGER,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE statuses (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL UNIQUE,
  category TEXT NOT NULL,          -- new | open | pending | on_hold | solved | closed
  pauses TEXT NOT NULL,            -- JSON array of metrics
  position INTEGER NOT NULL,
  is_default INTEGER NOT NULL,     -- the status its category stands for
  archived_at INTEGER,
  version INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX statuses_one_default ON statuses (category) WHERE is_default = 1;

CREATE TABLE team_members (
  team_id TEXT NOT NULL REFERENCES teams(id),
  user_id TEXT NOT NULL REFERENCES users(id),
  PRIMARY KEY (team_id, user_id)
) STRICT;

CREATE INDEX team_members_by_user ON team_members (user_id);

CREATE TABLE teams (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  tier INTEGER NOT NULL,           -- 0 to 4
  email TEXT,
  calendar_id TEXT,
  archived_at INTEGER,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE ticket_events (
  ticket_id TEXT NOT NULL REFERENCES tickets(id),
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  actor_kind TEXT NOT NULL,        -- agent | customer | system
  actor_id TEXT,
  data TEXT NOT NULL,
  PRIMARY KEY (ticket_id, seq)
) STRICT;

CREATE TABLE ticket_followers (
  ticket_id TEXT NOT NULL REFERENCES tickets(id),
  contact_id TEXT NOT NULL REFERENCES contacts(id),
  PRIMARY KEY (ticket_id, contact_id)
) STRICT;

CREATE TABLE ticket_seen (
  user_id TEXT NOT NULL REFERENCES users(id),
  ticket_id TEXT NOT NULL REFERENCES tickets(id),
  seq INTEGER NOT NULL,            -- the ticket's last event when they last had it open
  PRIMARY KEY (user_id, ticket_id)
) STRICT;

CREATE TABLE ticket_tags (
  ticket_id TEXT NOT NULL REFERENCES tickets(id),
  tag TEXT NOT NULL,
  PRIMARY KEY (ticket_id, tag)
) STRICT;

CREATE INDEX ticket_tags_by_tag ON ticket_tags (tag, ticket_id);

CREATE TABLE ticket_types (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL UNIQUE,
  position INTEGER NOT NULL,
  archived_at INTEGER,
  version INTEGER NOT NULL
) STRICT;

CREATE TABLE tickets (
  id TEXT PRIMARY KEY NOT NULL,
  number INTEGER NOT NULL UNIQUE,
  subject TEXT NOT NULL,
  subject_folded TEXT NOT NULL,
  preview TEXT NOT NULL,           -- the start of the last public message
  status_id TEXT NOT NULL REFERENCES statuses(id),
  category TEXT NOT NULL,
  is_open INTEGER NOT NULL,        -- category is neither solved nor closed, and not spam, merged or blocked
  priority TEXT,                   -- urgent | high | normal | low | null
  priority_rank INTEGER NOT NULL,  -- 4 urgent … 1 low, 0 none
  priority_source TEXT NOT NULL,   -- JSON: how it was derived
  impact TEXT,
  urgency TEXT,
  type_id TEXT REFERENCES ticket_types(id),
  channel TEXT NOT NULL,
  product_id TEXT REFERENCES products(id),
  asset_id TEXT REFERENCES assets(id),
  requester_id TEXT REFERENCES contacts(id),
  account_id TEXT REFERENCES accounts(id),
  assignee_id TEXT REFERENCES users(id),
  team_id TEXT REFERENCES teams(id),
  tier INTEGER NOT NULL,
  locale TEXT NOT NULL,
  contract_id TEXT REFERENCES contracts(id),
  plan_id TEXT REFERENCES plans(id),
  sla_id TEXT REFERENCES slas(id), -- of the most specific layer
  decision_id TEXT,
  admission TEXT NOT NULL,         -- admitted | held (waits for approval) | blocked (over the limit, kept)
  outcome TEXT NOT NULL,           -- covered | over_limit | uncovered
  limit_action TEXT,               -- block | charge | without_sla | fallback_sla | ask_approval
  is_spam INTEGER NOT NULL,
  merged_into TEXT REFERENCES tickets(id),
  related_to TEXT REFERENCES tickets(id),  -- "possibly belongs to"
  next_due_at INTEGER NOT NULL,    -- earliest running clock, a cache; the largest integer when there is none, so that an index sorts it last on both engines
  next_due_metric TEXT,
  breached INTEGER NOT NULL,       -- some clock has been missed, a cache
  last_customer_at INTEGER,
  last_agent_at INTEGER,
  solved_at INTEGER,
  closed_at INTEGER,
  message_count INTEGER NOT NULL,
  event_seq INTEGER NOT NULL,      -- the last event's sequence number
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
, unanswered_seq INTEGER NOT NULL DEFAULT 0, escalation TEXT, handoff TEXT, offered_team_id TEXT, offered_user_id TEXT, bounces INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE INDEX tickets_bounced ON tickets (updated_at, id) WHERE bounces > 0;

CREATE INDEX tickets_by_account ON tickets (account_id, updated_at, id);

CREATE INDEX tickets_by_assignee ON tickets (assignee_id, is_open, updated_at, id);

CREATE INDEX tickets_by_category ON tickets (category, updated_at, id);

CREATE INDEX tickets_by_contract ON tickets (contract_id, updated_at, id);

CREATE INDEX tickets_by_offered_team ON tickets (offered_team_id) WHERE offered_team_id IS NOT NULL;

CREATE INDEX tickets_by_offered_user ON tickets (offered_user_id) WHERE offered_user_id IS NOT NULL;

CREATE INDEX tickets_by_requester ON tickets (requester_id, updated_at, id);

CREATE INDEX tickets_by_team ON tickets (team_id, is_open, updated_at, id);

CREATE INDEX tickets_by_update ON tickets (updated_at, id);

CREATE INDEX tickets_escalated ON tickets (updated_at, id) WHERE escalation IS NOT NULL;

CREATE INDEX tickets_held ON tickets (admission, updated_at, id) WHERE admission <> 'admitted';

CREATE INDEX tickets_offered ON tickets (updated_at, id) WHERE handoff IS NOT NULL;

CREATE INDEX tickets_open_by_due ON tickets (is_open, next_due_at, id);

CREATE INDEX tickets_open_by_id ON tickets (id) WHERE is_open = 1;

CREATE INDEX tickets_open_by_priority ON tickets (is_open, priority_rank, updated_at, id);

CREATE INDEX tickets_open_by_update ON tickets (is_open, updated_at, id);

CREATE TABLE users (
  id TEXT PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL,              -- agent | customer
  contact_id TEXT UNIQUE REFERENCES contacts(id),
  role_id TEXT NOT NULL REFERENCES roles(id),
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  email_folded TEXT NOT NULL UNIQUE,
  manager_id TEXT REFERENCES users(id),
  zone TEXT NOT NULL,
  locale TEXT NOT NULL,
  signature TEXT NOT NULL,
  preferences TEXT NOT NULL,       -- JSON: theme and the like
  password_hash TEXT,              -- Argon2id in PHC form, or null before the first password
  totp_secret BLOB,                -- sealed
  totp_pending BLOB,               -- sealed, until confirmed
  totp_last_step INTEGER,          -- a step is accepted once
  recovery_codes TEXT NOT NULL,    -- JSON array of hashes
  session_epoch INTEGER NOT NULL,  -- raising it ends every session
  disabled_at INTEGER,
  last_seen_at INTEGER,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE INDEX users_by_kind ON users (kind, name, id);

CREATE TABLE views (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  owner_id TEXT REFERENCES users(id), -- null: shared with everybody
  team_id TEXT REFERENCES teams(id),
  filter TEXT NOT NULL,               -- JSON
  sort TEXT NOT NULL,
  icon TEXT NOT NULL,
  position INTEGER NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE INDEX views_by_owner ON views (owner_id, position, id);
