CREATE SEQUENCE contract_number AS bigint;
CREATE SEQUENCE credit_entry_seq AS bigint;
CREATE SEQUENCE live_events_seq_seq AS bigint;
CREATE SEQUENCE ticket_number AS bigint;
CREATE TABLE account_domains (
    domain text COLLATE "C" NOT NULL,
    account_id text COLLATE "C" NOT NULL
);
ALTER TABLE account_domains ADD CONSTRAINT account_domains_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id);
ALTER TABLE account_domains ADD CONSTRAINT account_domains_pkey PRIMARY KEY (domain);
CREATE INDEX account_domains_by_account ON public.account_domains USING btree (account_id);
CREATE TABLE account_import_lines (
    import_id text COLLATE "C" NOT NULL,
    line bigint NOT NULL,
    position bigint NOT NULL,
    cells text COLLATE "C" NOT NULL,
    outcome text COLLATE "C" NOT NULL,
    account_id text COLLATE "C",
    faults text COLLATE "C" NOT NULL,
    changes text COLLATE "C" NOT NULL,
    decided_at bigint
);
ALTER TABLE account_import_lines ADD CONSTRAINT account_import_lines_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id);
ALTER TABLE account_import_lines ADD CONSTRAINT account_import_lines_import_id_fkey FOREIGN KEY (import_id) REFERENCES account_imports(id);
ALTER TABLE account_import_lines ADD CONSTRAINT account_import_lines_pkey PRIMARY KEY (import_id, line);
CREATE INDEX account_import_lines_by_outcome ON public.account_import_lines USING btree (import_id, outcome, "position");
CREATE TABLE account_imports (
    id text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    state text COLLATE "C" NOT NULL,
    content bytea,
    head text COLLATE "C" NOT NULL,
    options text COLLATE "C" NOT NULL,
    created_by text COLLATE "C",
    created_at bigint NOT NULL,
    finished_at bigint
);
ALTER TABLE account_imports ADD CONSTRAINT account_imports_pkey PRIMARY KEY (id);
CREATE INDEX account_imports_by_age ON public.account_imports USING btree (created_at);
CREATE TABLE accounts (
    id text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    name_folded text COLLATE "C" NOT NULL,
    parent_id text COLLATE "C",
    segment text COLLATE "C",
    industry text COLLATE "C",
    annual_revenue bigint,
    open_deal_value bigint,
    currency text COLLATE "C" NOT NULL,
    zone text COLLATE "C" NOT NULL,
    locale text COLLATE "C" NOT NULL,
    notes text COLLATE "C" NOT NULL,
    archived_at bigint,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    default_terms bigint,
    external_ref text COLLATE "C"
);
ALTER TABLE accounts ADD CONSTRAINT accounts_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES accounts(id);
ALTER TABLE accounts ADD CONSTRAINT accounts_pkey PRIMARY KEY (id);
CREATE INDEX accounts_by_name ON public.accounts USING btree (name_folded, id);
CREATE INDEX accounts_by_parent ON public.accounts USING btree (parent_id) WHERE (parent_id IS NOT NULL);
CREATE UNIQUE INDEX accounts_by_external_ref ON public.accounts USING btree (external_ref) WHERE (external_ref IS NOT NULL);
CREATE TABLE agent_work (
    user_id text COLLATE "C" NOT NULL,
    spec text COLLATE "C" NOT NULL,
    last_given_at bigint,
    version bigint NOT NULL
);
ALTER TABLE agent_work ADD CONSTRAINT agent_work_pkey PRIMARY KEY (user_id);
ALTER TABLE agent_work ADD CONSTRAINT agent_work_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id);
CREATE TABLE api_tokens (
    id text COLLATE "C" NOT NULL,
    token_hash bytea NOT NULL,
    user_id text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    hint text COLLATE "C" NOT NULL,
    scopes text COLLATE "C" NOT NULL,
    expires_at bigint NOT NULL,
    last_used_at bigint,
    revoked_at bigint,
    created_at bigint NOT NULL
);
ALTER TABLE api_tokens ADD CONSTRAINT api_tokens_pkey PRIMARY KEY (id);
ALTER TABLE api_tokens ADD CONSTRAINT api_tokens_token_hash_key UNIQUE (token_hash);
ALTER TABLE api_tokens ADD CONSTRAINT api_tokens_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id);
CREATE INDEX api_tokens_by_user ON public.api_tokens USING btree (user_id, id);
CREATE TABLE approvals (
    id text COLLATE "C" NOT NULL,
    ticket_id text COLLATE "C" NOT NULL,
    account_id text COLLATE "C",
    contract_id text COLLATE "C",
    state text COLLATE "C" NOT NULL,
    requested_at bigint NOT NULL,
    decided_at bigint,
    decided_by text COLLATE "C",
    note text COLLATE "C" NOT NULL,
    version bigint NOT NULL
);
ALTER TABLE approvals ADD CONSTRAINT approvals_pkey PRIMARY KEY (id);
ALTER TABLE approvals ADD CONSTRAINT approvals_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES tickets(id);
CREATE INDEX approvals_by_state ON public.approvals USING btree (state, requested_at, id);
CREATE INDEX approvals_by_ticket ON public.approvals USING btree (ticket_id);
CREATE TABLE assets (
    id text COLLATE "C" NOT NULL,
    account_id text COLLATE "C" NOT NULL,
    product_id text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    serial text COLLATE "C",
    warranty_start text COLLATE "C",
    warranty_end text COLLATE "C",
    licence_count bigint,
    archived_at bigint,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL
);
ALTER TABLE assets ADD CONSTRAINT assets_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id);
ALTER TABLE assets ADD CONSTRAINT assets_pkey PRIMARY KEY (id);
ALTER TABLE assets ADD CONSTRAINT assets_product_id_fkey FOREIGN KEY (product_id) REFERENCES products(id);
CREATE INDEX assets_by_account ON public.assets USING btree (account_id, id);
CREATE INDEX assets_by_serial ON public.assets USING btree (serial) WHERE (serial IS NOT NULL);
CREATE TABLE attachments (
    id text COLLATE "C" NOT NULL,
    message_id text COLLATE "C",
    uploaded_by text COLLATE "C",
    name text COLLATE "C" NOT NULL,
    content_type text COLLATE "C" NOT NULL,
    size bigint NOT NULL,
    blob_hash text COLLATE "C" NOT NULL,
    content_id text COLLATE "C",
    created_at bigint NOT NULL
);
ALTER TABLE attachments ADD CONSTRAINT attachments_blob_hash_fkey FOREIGN KEY (blob_hash) REFERENCES blobs(hash);
ALTER TABLE attachments ADD CONSTRAINT attachments_message_id_fkey FOREIGN KEY (message_id) REFERENCES messages(id);
ALTER TABLE attachments ADD CONSTRAINT attachments_pkey PRIMARY KEY (id);
CREATE INDEX attachments_by_blob ON public.attachments USING btree (blob_hash);
CREATE INDEX attachments_by_message ON public.attachments USING btree (message_id, id);
CREATE INDEX attachments_unclaimed ON public.attachments USING btree (created_at) WHERE (message_id IS NULL);
CREATE INDEX attachments_unclaimed_by ON public.attachments USING btree (uploaded_by) WHERE (message_id IS NULL);
CREATE TABLE audit_log (
    id text COLLATE "C" NOT NULL,
    at bigint NOT NULL,
    actor_kind text COLLATE "C" NOT NULL,
    actor_id text COLLATE "C",
    token_id text COLLATE "C",
    action text COLLATE "C" NOT NULL,
    object_kind text COLLATE "C" NOT NULL,
    object_id text COLLATE "C" NOT NULL,
    data text COLLATE "C" NOT NULL
);
ALTER TABLE audit_log ADD CONSTRAINT audit_log_pkey PRIMARY KEY (id);
CREATE INDEX audit_log_by_actor ON public.audit_log USING btree (actor_id, id);
CREATE INDEX audit_log_by_object ON public.audit_log USING btree (object_kind, object_id, id);
CREATE TABLE blobs (
    hash text COLLATE "C" NOT NULL,
    size bigint NOT NULL,
    data bytea NOT NULL
);
ALTER TABLE blobs ADD CONSTRAINT blobs_pkey PRIMARY KEY (hash);
CREATE TABLE calendar_versions (
    calendar_id text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    spec text COLLATE "C" NOT NULL,
    created_by text COLLATE "C",
    created_at bigint NOT NULL
);
ALTER TABLE calendar_versions ADD CONSTRAINT calendar_versions_calendar_id_fkey FOREIGN KEY (calendar_id) REFERENCES calendars(id);
ALTER TABLE calendar_versions ADD CONSTRAINT calendar_versions_pkey PRIMARY KEY (calendar_id, version);
CREATE TABLE calendars (
    id text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    current_version bigint NOT NULL,
    archived_at bigint,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL
);
ALTER TABLE calendars ADD CONSTRAINT calendars_name_key UNIQUE (name);
ALTER TABLE calendars ADD CONSTRAINT calendars_pkey PRIMARY KEY (id);
CREATE TABLE charge_lines (
    id text COLLATE "C" NOT NULL,
    contract_id text COLLATE "C" NOT NULL,
    account_id text COLLATE "C" NOT NULL,
    ticket_id text COLLATE "C",
    entry_id text COLLATE "C" NOT NULL,
    quantity bigint NOT NULL,
    unit_price bigint NOT NULL,
    amount bigint NOT NULL,
    currency text COLLATE "C" NOT NULL,
    status text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    reason text COLLATE "C",
    invoice_reference text COLLATE "C"
);
ALTER TABLE charge_lines ADD CONSTRAINT charge_lines_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES credit_entries(id);
ALTER TABLE charge_lines ADD CONSTRAINT charge_lines_entry_id_key UNIQUE (entry_id);
ALTER TABLE charge_lines ADD CONSTRAINT charge_lines_pkey PRIMARY KEY (id);
CREATE INDEX charge_lines_by_account ON public.charge_lines USING btree (account_id, id);
CREATE INDEX charge_lines_by_contract ON public.charge_lines USING btree (contract_id, id);
CREATE INDEX charge_lines_by_status ON public.charge_lines USING btree (status, id);
CREATE TABLE contact_accounts (
    contact_id text COLLATE "C" NOT NULL,
    account_id text COLLATE "C" NOT NULL
);
ALTER TABLE contact_accounts ADD CONSTRAINT contact_accounts_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id);
ALTER TABLE contact_accounts ADD CONSTRAINT contact_accounts_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contacts(id);
ALTER TABLE contact_accounts ADD CONSTRAINT contact_accounts_pkey PRIMARY KEY (contact_id, account_id);
CREATE INDEX contact_accounts_by_account ON public.contact_accounts USING btree (account_id);
CREATE TABLE contact_emails (
    address_folded text COLLATE "C" NOT NULL,
    contact_id text COLLATE "C" NOT NULL,
    address text COLLATE "C" NOT NULL,
    position bigint NOT NULL
);
ALTER TABLE contact_emails ADD CONSTRAINT contact_emails_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contacts(id);
ALTER TABLE contact_emails ADD CONSTRAINT contact_emails_pkey PRIMARY KEY (address_folded);
CREATE INDEX contact_emails_by_contact ON public.contact_emails USING btree (contact_id, "position");
CREATE TABLE contacts (
    id text COLLATE "C" NOT NULL,
    account_id text COLLATE "C",
    name text COLLATE "C" NOT NULL,
    name_folded text COLLATE "C" NOT NULL,
    phone text COLLATE "C",
    title text COLLATE "C",
    zone text COLLATE "C",
    locale text COLLATE "C",
    archived_at bigint,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL
);
ALTER TABLE contacts ADD CONSTRAINT contacts_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id);
ALTER TABLE contacts ADD CONSTRAINT contacts_pkey PRIMARY KEY (id);
CREATE INDEX contacts_by_account ON public.contacts USING btree (account_id, name_folded, id);
CREATE INDEX contacts_by_name ON public.contacts USING btree (name_folded, id);
CREATE TABLE contract_acceptances (
    contract_id text COLLATE "C" NOT NULL,
    number bigint NOT NULL,
    sha256 text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    contact_id text COLLATE "C",
    user_id text COLLATE "C",
    on_behalf_reason text COLLATE "C",
    at bigint NOT NULL
);
ALTER TABLE contract_acceptances ADD CONSTRAINT contract_acceptances_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contacts(id);
ALTER TABLE contract_acceptances ADD CONSTRAINT contract_acceptances_contract_id_number_fkey FOREIGN KEY (contract_id, number) REFERENCES contract_documents(contract_id, number);
ALTER TABLE contract_acceptances ADD CONSTRAINT contract_acceptances_pkey PRIMARY KEY (contract_id, number);
ALTER TABLE contract_acceptances ADD CONSTRAINT contract_acceptances_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id);
CREATE TABLE contract_amendments (
    contract_id text COLLATE "C" NOT NULL,
    number bigint NOT NULL,
    effective_date text COLLATE "C" NOT NULL,
    effective_at bigint NOT NULL,
    changes text COLLATE "C" NOT NULL,
    note text COLLATE "C" NOT NULL,
    state text COLLATE "C" NOT NULL,
    applied_version bigint,
    created_by text COLLATE "C",
    created_at bigint NOT NULL,
    decided_by text COLLATE "C",
    decided_at bigint
);
ALTER TABLE contract_amendments ADD CONSTRAINT contract_amendments_contract_id_fkey FOREIGN KEY (contract_id) REFERENCES contracts(id);
ALTER TABLE contract_amendments ADD CONSTRAINT contract_amendments_pkey PRIMARY KEY (contract_id, number);
CREATE TABLE contract_documents (
    contract_id text COLLATE "C" NOT NULL,
    number bigint NOT NULL,
    contract_version bigint NOT NULL,
    locale text COLLATE "C" NOT NULL,
    sha256 text COLLATE "C" NOT NULL,
    size bigint NOT NULL,
    created_by text COLLATE "C",
    created_at bigint NOT NULL,
    sheet_sha256 text COLLATE "C"
);
ALTER TABLE contract_documents ADD CONSTRAINT contract_documents_contract_id_fkey FOREIGN KEY (contract_id) REFERENCES contracts(id);
ALTER TABLE contract_documents ADD CONSTRAINT contract_documents_pkey PRIMARY KEY (contract_id, number);
ALTER TABLE contract_documents ADD CONSTRAINT contract_documents_sha256_fkey FOREIGN KEY (sha256) REFERENCES blobs(hash);
CREATE INDEX contract_documents_by_bytes ON public.contract_documents USING btree (sha256);
CREATE TABLE contract_files (
    id text COLLATE "C" NOT NULL,
    contract_id text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    content_type text COLLATE "C" NOT NULL,
    size bigint NOT NULL,
    blob_hash text COLLATE "C" NOT NULL,
    for_customer bigint NOT NULL,
    uploaded_by text COLLATE "C",
    created_at bigint NOT NULL
);
ALTER TABLE contract_files ADD CONSTRAINT contract_files_blob_hash_fkey FOREIGN KEY (blob_hash) REFERENCES blobs(hash);
ALTER TABLE contract_files ADD CONSTRAINT contract_files_contract_id_fkey FOREIGN KEY (contract_id) REFERENCES contracts(id);
ALTER TABLE contract_files ADD CONSTRAINT contract_files_pkey PRIMARY KEY (id);
CREATE INDEX contract_files_by_bytes ON public.contract_files USING btree (blob_hash);
CREATE INDEX contract_files_by_contract ON public.contract_files USING btree (contract_id, id);
CREATE TABLE contract_reminders (
    contract_id text COLLATE "C" NOT NULL,
    end_date text COLLATE "C" NOT NULL,
    days bigint NOT NULL,
    sent bigint NOT NULL,
    at bigint NOT NULL
);
ALTER TABLE contract_reminders ADD CONSTRAINT contract_reminders_contract_id_fkey FOREIGN KEY (contract_id) REFERENCES contracts(id);
ALTER TABLE contract_reminders ADD CONSTRAINT contract_reminders_pkey PRIMARY KEY (contract_id, end_date, days);
CREATE TABLE contract_renewals (
    renewal_id text COLLATE "C" NOT NULL,
    contract_id text COLLATE "C" NOT NULL,
    created_at bigint NOT NULL
);
ALTER TABLE contract_renewals ADD CONSTRAINT contract_renewals_contract_id_fkey FOREIGN KEY (contract_id) REFERENCES contracts(id);
ALTER TABLE contract_renewals ADD CONSTRAINT contract_renewals_pkey PRIMARY KEY (renewal_id);
ALTER TABLE contract_renewals ADD CONSTRAINT contract_renewals_renewal_id_fkey FOREIGN KEY (renewal_id) REFERENCES contracts(id);
CREATE INDEX contract_renewals_by_contract ON public.contract_renewals USING btree (contract_id, renewal_id);
CREATE TABLE contract_template_applies (
    id text COLLATE "C" NOT NULL,
    template_id text COLLATE "C" NOT NULL,
    template_version bigint NOT NULL,
    start_date text COLLATE "C" NOT NULL,
    state text COLLATE "C" NOT NULL,
    created_by text COLLATE "C",
    created_at bigint NOT NULL
);
ALTER TABLE contract_template_applies ADD CONSTRAINT contract_template_applies_pkey PRIMARY KEY (id);
ALTER TABLE contract_template_applies ADD CONSTRAINT contract_template_applies_template_id_fkey FOREIGN KEY (template_id) REFERENCES contract_templates(id);
CREATE INDEX contract_template_applies_by_template ON public.contract_template_applies USING btree (template_id, id);
CREATE TABLE contract_template_targets (
    apply_id text COLLATE "C" NOT NULL,
    account_id text COLLATE "C" NOT NULL,
    position bigint NOT NULL,
    outcome text COLLATE "C" NOT NULL,
    contract_id text COLLATE "C",
    code text COLLATE "C",
    detail text COLLATE "C",
    decided_at bigint
);
ALTER TABLE contract_template_targets ADD CONSTRAINT contract_template_targets_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id);
ALTER TABLE contract_template_targets ADD CONSTRAINT contract_template_targets_apply_id_fkey FOREIGN KEY (apply_id) REFERENCES contract_template_applies(id);
ALTER TABLE contract_template_targets ADD CONSTRAINT contract_template_targets_contract_id_fkey FOREIGN KEY (contract_id) REFERENCES contracts(id);
ALTER TABLE contract_template_targets ADD CONSTRAINT contract_template_targets_pkey PRIMARY KEY (apply_id, account_id);
CREATE TABLE contract_template_versions (
    template_id text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    spec text COLLATE "C" NOT NULL,
    created_by text COLLATE "C",
    created_at bigint NOT NULL
);
ALTER TABLE contract_template_versions ADD CONSTRAINT contract_template_versions_pkey PRIMARY KEY (template_id, version);
ALTER TABLE contract_template_versions ADD CONSTRAINT contract_template_versions_template_id_fkey FOREIGN KEY (template_id) REFERENCES contract_templates(id);
CREATE TABLE contract_templates (
    id text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    current_version bigint NOT NULL,
    archived_at bigint,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL
);
ALTER TABLE contract_templates ADD CONSTRAINT contract_templates_name_key UNIQUE (name);
ALTER TABLE contract_templates ADD CONSTRAINT contract_templates_pkey PRIMARY KEY (id);
CREATE TABLE contract_versions (
    contract_id text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    effective_at bigint NOT NULL,
    spec text COLLATE "C" NOT NULL,
    created_by text COLLATE "C",
    created_at bigint NOT NULL
);
ALTER TABLE contract_versions ADD CONSTRAINT contract_versions_contract_id_fkey FOREIGN KEY (contract_id) REFERENCES contracts(id);
ALTER TABLE contract_versions ADD CONSTRAINT contract_versions_pkey PRIMARY KEY (contract_id, version);
CREATE TABLE contracts (
    id text COLLATE "C" NOT NULL,
    number bigint NOT NULL,
    name text COLLATE "C" NOT NULL,
    account_id text COLLATE "C" NOT NULL,
    plan_id text COLLATE "C" NOT NULL,
    plan_version bigint NOT NULL,
    sla_id text COLLATE "C",
    state text COLLATE "C" NOT NULL,
    start_date text COLLATE "C" NOT NULL,
    end_date text COLLATE "C",
    starts_at bigint NOT NULL,
    ends_at bigint,
    rank bigint NOT NULL,
    covers_children bigint NOT NULL,
    coverage text COLLATE "C" NOT NULL,
    suspended_reason text COLLATE "C",
    suspended_until bigint,
    cancelled_at bigint,
    current_version bigint NOT NULL,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    next_amendment_at bigint,
    terms_text text COLLATE "C" DEFAULT ''::text NOT NULL
);
ALTER TABLE contracts ADD CONSTRAINT contracts_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id);
ALTER TABLE contracts ADD CONSTRAINT contracts_number_key UNIQUE (number);
ALTER TABLE contracts ADD CONSTRAINT contracts_pkey PRIMARY KEY (id);
ALTER TABLE contracts ADD CONSTRAINT contracts_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plans(id);
ALTER TABLE contracts ADD CONSTRAINT contracts_sla_id_fkey FOREIGN KEY (sla_id) REFERENCES slas(id);
CREATE INDEX contracts_by_account ON public.contracts USING btree (account_id, id);
CREATE INDEX contracts_by_end ON public.contracts USING btree (ends_at, id);
CREATE TABLE credit_alerts (
    contract_id text COLLATE "C" NOT NULL,
    bucket text COLLATE "C" NOT NULL,
    period_index bigint NOT NULL,
    threshold bigint NOT NULL,
    fired_at bigint NOT NULL
);
ALTER TABLE credit_alerts ADD CONSTRAINT credit_alerts_pkey PRIMARY KEY (contract_id, bucket, period_index, threshold);
CREATE TABLE credit_buckets (
    contract_id text COLLATE "C" NOT NULL,
    bucket text COLLATE "C" NOT NULL,
    position bigint NOT NULL,
    granted_through bigint NOT NULL,
    version bigint NOT NULL,
    used_from bigint DEFAULT 0 NOT NULL,
    used_until bigint DEFAULT 0 NOT NULL,
    used bigint DEFAULT 0 NOT NULL
);
ALTER TABLE credit_buckets ADD CONSTRAINT credit_buckets_pkey PRIMARY KEY (contract_id, bucket);
CREATE TABLE credit_entries (
    id text COLLATE "C" NOT NULL,
    contract_id text COLLATE "C" NOT NULL,
    account_id text COLLATE "C" NOT NULL,
    bucket text COLLATE "C" NOT NULL,
    period_index bigint,
    lot_id text COLLATE "C",
    kind text COLLATE "C" NOT NULL,
    amount bigint NOT NULL,
    ticket_id text COLLATE "C",
    decision_id text COLLATE "C",
    refunds_id text COLLATE "C",
    reason text COLLATE "C" NOT NULL,
    actor_kind text COLLATE "C" NOT NULL,
    actor_id text COLLATE "C",
    at bigint NOT NULL,
    key text COLLATE "C" NOT NULL,
    seq bigint DEFAULT 0 NOT NULL
);
ALTER TABLE credit_entries ADD CONSTRAINT credit_entries_key_key UNIQUE (key);
ALTER TABLE credit_entries ADD CONSTRAINT credit_entries_pkey PRIMARY KEY (id);
CREATE INDEX credit_entries_by_account ON public.credit_entries USING btree (account_id, at, seq);
CREATE INDEX credit_entries_by_bucket ON public.credit_entries USING btree (contract_id, bucket, at, seq);
CREATE INDEX credit_entries_by_ticket ON public.credit_entries USING btree (ticket_id, id) WHERE (ticket_id IS NOT NULL);
CREATE UNIQUE INDEX credit_entries_by_seq ON public.credit_entries USING btree (seq);
CREATE TABLE credit_lots (
    id text COLLATE "C" NOT NULL,
    contract_id text COLLATE "C" NOT NULL,
    bucket text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    period_index bigint,
    starts_at bigint NOT NULL,
    expires_at bigint,
    amount bigint NOT NULL,
    remaining bigint NOT NULL,
    product_id text COLLATE "C",
    asset_id text COLLATE "C"
);
ALTER TABLE credit_lots ADD CONSTRAINT credit_lots_pkey PRIMARY KEY (id);
ALTER TABLE credit_lots ADD CONSTRAINT credit_lots_remaining CHECK (((remaining >= 0) AND (remaining <= amount)));
CREATE INDEX credit_lots_by_bucket ON public.credit_lots USING btree (contract_id, bucket, expires_at);
CREATE TABLE cron_slots (
    name text COLLATE "C" NOT NULL,
    slot bigint NOT NULL
);
ALTER TABLE cron_slots ADD CONSTRAINT cron_slots_key PRIMARY KEY (name, slot);
CREATE TABLE default_plan_changes (
    number bigint NOT NULL,
    plan_id text COLLATE "C",
    plan_version bigint,
    at bigint NOT NULL
);
ALTER TABLE default_plan_changes ADD CONSTRAINT default_plan_changes_pkey PRIMARY KEY (number);
CREATE TABLE entitlement_decisions (
    id text COLLATE "C" NOT NULL,
    ticket_id text COLLATE "C" NOT NULL,
    at bigint NOT NULL,
    outcome text COLLATE "C" NOT NULL,
    contract_id text COLLATE "C",
    contract_version bigint,
    plan_id text COLLATE "C",
    plan_version bigint,
    limit_action text COLLATE "C",
    cause text COLLATE "C" NOT NULL,
    trace text COLLATE "C" NOT NULL
);
ALTER TABLE entitlement_decisions ADD CONSTRAINT entitlement_decisions_pkey PRIMARY KEY (id);
ALTER TABLE entitlement_decisions ADD CONSTRAINT entitlement_decisions_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES tickets(id);
CREATE INDEX entitlement_decisions_by_ticket ON public.entitlement_decisions USING btree (ticket_id, id);
CREATE TABLE escalation_firings (
    ticket_id text COLLATE "C" NOT NULL,
    metric text COLLATE "C" NOT NULL,
    cycle bigint NOT NULL,
    step text COLLATE "C" NOT NULL,
    due_at bigint NOT NULL,
    fired_at bigint NOT NULL
);
ALTER TABLE escalation_firings ADD CONSTRAINT escalation_firings_pkey PRIMARY KEY (ticket_id, metric, cycle, step);
ALTER TABLE escalation_firings ADD CONSTRAINT escalation_firings_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES tickets(id);
CREATE TABLE handoffs (
    ticket_id text COLLATE "C" NOT NULL,
    seq bigint NOT NULL,
    offered_at bigint NOT NULL,
    from_team_id text COLLATE "C",
    from_user_id text COLLATE "C",
    to_team_id text COLLATE "C",
    to_user_id text COLLATE "C",
    reason text COLLATE "C" NOT NULL,
    outcome text COLLATE "C",
    ended_at bigint,
    bounced bigint NOT NULL
);
ALTER TABLE handoffs ADD CONSTRAINT handoffs_pkey PRIMARY KEY (ticket_id, seq);
ALTER TABLE handoffs ADD CONSTRAINT handoffs_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES tickets(id);
CREATE INDEX handoffs_by_offer ON public.handoffs USING btree (offered_at, ticket_id);
CREATE TABLE idempotency_keys (
    actor text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL,
    fingerprint bytea NOT NULL,
    response text COLLATE "C" NOT NULL,
    created_at bigint NOT NULL
);
ALTER TABLE idempotency_keys ADD CONSTRAINT idempotency_keys_pkey PRIMARY KEY (actor, key);
CREATE INDEX idempotency_keys_by_age ON public.idempotency_keys USING btree (created_at);
CREATE TABLE jobs (
    id text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    key text COLLATE "C",
    version bigint NOT NULL,
    payload text COLLATE "C" NOT NULL,
    run_at bigint NOT NULL,
    state text COLLATE "C" NOT NULL,
    attempt bigint NOT NULL,
    fence bigint NOT NULL,
    lease_until bigint,
    node text COLLATE "C",
    rearmed bigint NOT NULL,
    last_error text COLLATE "C",
    created_at bigint NOT NULL
);
ALTER TABLE jobs ADD CONSTRAINT jobs_key_key UNIQUE (key);
ALTER TABLE jobs ADD CONSTRAINT jobs_lease CHECK (((state = 'running'::text) = (lease_until IS NOT NULL)));
ALTER TABLE jobs ADD CONSTRAINT jobs_pkey PRIMARY KEY (id);
ALTER TABLE jobs ADD CONSTRAINT jobs_rearmed CHECK (((rearmed = 0) OR ((rearmed = 1) AND (state = 'running'::text))));
ALTER TABLE jobs ADD CONSTRAINT jobs_state CHECK ((state = ANY (ARRAY['ready'::text, 'running'::text, 'dead'::text])));
CREATE INDEX jobs_dead ON public.jobs USING btree (created_at) WHERE (state = 'dead'::text);
CREATE INDEX jobs_due ON public.jobs USING btree (run_at, id) WHERE (state = 'ready'::text);
CREATE INDEX jobs_leases ON public.jobs USING btree (lease_until) WHERE (state = 'running'::text);
CREATE TABLE link_tokens (
    token_hash bytea NOT NULL,
    purpose text COLLATE "C" NOT NULL,
    user_id text COLLATE "C",
    subject text COLLATE "C",
    expires_at bigint NOT NULL,
    used_at bigint
);
ALTER TABLE link_tokens ADD CONSTRAINT link_tokens_pkey PRIMARY KEY (token_hash);
ALTER TABLE link_tokens ADD CONSTRAINT link_tokens_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id);
CREATE TABLE live_events (
    seq bigint DEFAULT nextval('live_events_seq_seq'::regclass) NOT NULL,
    at bigint NOT NULL,
    kind text COLLATE "C" NOT NULL,
    subject text COLLATE "C" NOT NULL,
    data text COLLATE "C" NOT NULL
);
ALTER TABLE live_events ADD CONSTRAINT live_events_pkey PRIMARY KEY (seq);
CREATE INDEX live_events_by_age ON public.live_events USING btree (at);
CREATE TABLE login_attempts (
    subject text COLLATE "C" NOT NULL,
    window_start bigint NOT NULL,
    attempts bigint NOT NULL
);
ALTER TABLE login_attempts ADD CONSTRAINT login_attempts_pkey PRIMARY KEY (subject, window_start);
CREATE TABLE mail_references (
    reference text COLLATE "C" NOT NULL,
    ticket_id text COLLATE "C" NOT NULL,
    at bigint NOT NULL
);
ALTER TABLE mail_references ADD CONSTRAINT mail_references_pkey PRIMARY KEY (reference, ticket_id);
ALTER TABLE mail_references ADD CONSTRAINT mail_references_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES tickets(id);
CREATE INDEX mail_references_by_ticket ON public.mail_references USING btree (ticket_id);
CREATE TABLE mails (
    id text COLLATE "C" NOT NULL,
    mailbox text COLLATE "C" NOT NULL,
    identity text COLLATE "C" NOT NULL,
    raw_hash text COLLATE "C" NOT NULL,
    state text COLLATE "C" NOT NULL,
    reason text COLLATE "C",
    detail text COLLATE "C" NOT NULL,
    ticket_id text COLLATE "C",
    message_id text COLLATE "C",
    from_address text COLLATE "C",
    subject text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    received_at bigint NOT NULL,
    processed_at bigint
);
ALTER TABLE mails ADD CONSTRAINT mails_mailbox_identity_key UNIQUE (mailbox, identity);
ALTER TABLE mails ADD CONSTRAINT mails_pkey PRIMARY KEY (id);
ALTER TABLE mails ADD CONSTRAINT mails_raw_hash_fkey FOREIGN KEY (raw_hash) REFERENCES blobs(hash);
CREATE INDEX mails_by_raw ON public.mails USING btree (raw_hash);
CREATE INDEX mails_by_state ON public.mails USING btree (state, received_at, id);
CREATE TABLE messages (
    id text COLLATE "C" NOT NULL,
    ticket_id text COLLATE "C" NOT NULL,
    seq bigint NOT NULL,
    at bigint NOT NULL,
    visibility text COLLATE "C" NOT NULL,
    author_kind text COLLATE "C" NOT NULL,
    author_user_id text COLLATE "C",
    author_contact_id text COLLATE "C",
    author_name text COLLATE "C" NOT NULL,
    author_address text COLLATE "C",
    automatic bigint NOT NULL,
    channel text COLLATE "C" NOT NULL,
    recipients text COLLATE "C" NOT NULL,
    body_text text COLLATE "C" NOT NULL,
    body_html text COLLATE "C",
    full_text text COLLATE "C",
    mail_id text COLLATE "C"
);
ALTER TABLE messages ADD CONSTRAINT messages_author_contact_id_fkey FOREIGN KEY (author_contact_id) REFERENCES contacts(id);
ALTER TABLE messages ADD CONSTRAINT messages_author_user_id_fkey FOREIGN KEY (author_user_id) REFERENCES users(id);
ALTER TABLE messages ADD CONSTRAINT messages_pkey PRIMARY KEY (id);
ALTER TABLE messages ADD CONSTRAINT messages_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES tickets(id);
ALTER TABLE messages ADD CONSTRAINT messages_ticket_id_seq_key UNIQUE (ticket_id, seq);
CREATE TABLE notifications (
    id text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL,
    user_id text COLLATE "C" NOT NULL,
    ticket_id text COLLATE "C",
    kind text COLLATE "C" NOT NULL,
    data text COLLATE "C" NOT NULL,
    at bigint NOT NULL,
    read_at bigint
);
ALTER TABLE notifications ADD CONSTRAINT notifications_key_key UNIQUE (key);
ALTER TABLE notifications ADD CONSTRAINT notifications_pkey PRIMARY KEY (id);
ALTER TABLE notifications ADD CONSTRAINT notifications_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES tickets(id);
ALTER TABLE notifications ADD CONSTRAINT notifications_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id);
CREATE INDEX notifications_by_user ON public.notifications USING btree (user_id, id);
CREATE TABLE plan_versions (
    plan_id text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    spec text COLLATE "C" NOT NULL,
    created_by text COLLATE "C",
    created_at bigint NOT NULL
);
ALTER TABLE plan_versions ADD CONSTRAINT plan_versions_pkey PRIMARY KEY (plan_id, version);
ALTER TABLE plan_versions ADD CONSTRAINT plan_versions_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plans(id);
CREATE TABLE plans (
    id text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    sla_id text COLLATE "C",
    is_default bigint NOT NULL,
    current_version bigint NOT NULL,
    archived_at bigint,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL
);
ALTER TABLE plans ADD CONSTRAINT plans_name_key UNIQUE (name);
ALTER TABLE plans ADD CONSTRAINT plans_pkey PRIMARY KEY (id);
ALTER TABLE plans ADD CONSTRAINT plans_sla_id_fkey FOREIGN KEY (sla_id) REFERENCES slas(id);
CREATE UNIQUE INDEX plans_one_default ON public.plans USING btree (is_default) WHERE (is_default = 1);
CREATE TABLE policy_seen (
    user_id text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    at bigint NOT NULL
);
ALTER TABLE policy_seen ADD CONSTRAINT policy_seen_pkey PRIMARY KEY (user_id);
ALTER TABLE policy_seen ADD CONSTRAINT policy_seen_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id);
CREATE TABLE policy_versions (
    version bigint NOT NULL,
    documents text COLLATE "C" NOT NULL,
    draft text COLLATE "C" NOT NULL,
    as_of text COLLATE "C" NOT NULL,
    sha256 text COLLATE "C" NOT NULL,
    note text COLLATE "C" NOT NULL,
    published_by text COLLATE "C",
    published_at bigint NOT NULL
);
ALTER TABLE policy_versions ADD CONSTRAINT policy_versions_pkey PRIMARY KEY (version);
CREATE TABLE products (
    id text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    name_folded text COLLATE "C" NOT NULL,
    code text COLLATE "C" NOT NULL,
    description text COLLATE "C" NOT NULL,
    sla_id text COLLATE "C",
    team_id text COLLATE "C",
    archived_at bigint,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL
);
ALTER TABLE products ADD CONSTRAINT products_code_key UNIQUE (code);
ALTER TABLE products ADD CONSTRAINT products_pkey PRIMARY KEY (id);
ALTER TABLE products ADD CONSTRAINT products_team_id_fkey FOREIGN KEY (team_id) REFERENCES teams(id);
CREATE INDEX products_by_name ON public.products USING btree (name_folded, id);
CREATE TABLE roles (
    id text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    side text COLLATE "C" NOT NULL,
    builtin text COLLATE "C",
    permissions text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL
);
ALTER TABLE roles ADD CONSTRAINT roles_builtin_key UNIQUE (builtin);
ALTER TABLE roles ADD CONSTRAINT roles_pkey PRIMARY KEY (id);
CREATE TABLE routing_waiting (
    ticket_id text COLLATE "C" NOT NULL,
    team_id text COLLATE "C" NOT NULL,
    since bigint NOT NULL
);
ALTER TABLE routing_waiting ADD CONSTRAINT routing_waiting_pkey PRIMARY KEY (ticket_id);
ALTER TABLE routing_waiting ADD CONSTRAINT routing_waiting_team_id_fkey FOREIGN KEY (team_id) REFERENCES teams(id);
ALTER TABLE routing_waiting ADD CONSTRAINT routing_waiting_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES tickets(id);
CREATE INDEX routing_waiting_by_team ON public.routing_waiting USING btree (team_id, since);
CREATE TABLE schema_migrations (
    version bigint NOT NULL,
    name text COLLATE "C" NOT NULL,
    checksum text COLLATE "C" NOT NULL,
    applied_at bigint NOT NULL
);
ALTER TABLE schema_migrations ADD CONSTRAINT schema_migrations_pkey PRIMARY KEY (version);
CREATE TABLE sessions (
    token_hash bytea NOT NULL,
    user_id text COLLATE "C" NOT NULL,
    epoch bigint NOT NULL,
    csrf text COLLATE "C" NOT NULL,
    stage text COLLATE "C" NOT NULL,
    user_agent text COLLATE "C" NOT NULL,
    created_at bigint NOT NULL,
    seen_at bigint NOT NULL,
    expires_at bigint NOT NULL
);
ALTER TABLE sessions ADD CONSTRAINT sessions_pkey PRIMARY KEY (token_hash);
ALTER TABLE sessions ADD CONSTRAINT sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id);
CREATE INDEX sessions_by_expiry ON public.sessions USING btree (expires_at);
CREATE INDEX sessions_by_user ON public.sessions USING btree (user_id);
CREATE TABLE settings (
    key text COLLATE "C" NOT NULL,
    value text COLLATE "C" NOT NULL,
    version bigint NOT NULL
);
ALTER TABLE settings ADD CONSTRAINT settings_pkey PRIMARY KEY (key);
CREATE TABLE sla_clocks (
    ticket_id text COLLATE "C" NOT NULL,
    metric text COLLATE "C" NOT NULL,
    cycle bigint NOT NULL,
    state text COLLATE "C" NOT NULL,
    layer text COLLATE "C" NOT NULL,
    sla_id text COLLATE "C" NOT NULL,
    sla_version bigint NOT NULL,
    calendar_id text COLLATE "C" NOT NULL,
    calendar_version bigint NOT NULL,
    target_seconds bigint NOT NULL,
    started_at bigint NOT NULL,
    due_at bigint,
    fulfilled_at bigint,
    breached bigint NOT NULL,
    elapsed_seconds bigint NOT NULL,
    remaining_seconds bigint NOT NULL
);
ALTER TABLE sla_clocks ADD CONSTRAINT sla_clocks_pkey PRIMARY KEY (ticket_id, metric, cycle);
ALTER TABLE sla_clocks ADD CONSTRAINT sla_clocks_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES tickets(id);
CREATE TABLE sla_versions (
    sla_id text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    spec text COLLATE "C" NOT NULL,
    calendar_id text COLLATE "C" NOT NULL,
    created_by text COLLATE "C",
    created_at bigint NOT NULL
);
ALTER TABLE sla_versions ADD CONSTRAINT sla_versions_calendar_id_fkey FOREIGN KEY (calendar_id) REFERENCES calendars(id);
ALTER TABLE sla_versions ADD CONSTRAINT sla_versions_pkey PRIMARY KEY (sla_id, version);
ALTER TABLE sla_versions ADD CONSTRAINT sla_versions_sla_id_fkey FOREIGN KEY (sla_id) REFERENCES slas(id);
CREATE TABLE slas (
    id text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    layer text COLLATE "C" NOT NULL,
    calendar_id text COLLATE "C" NOT NULL,
    current_version bigint NOT NULL,
    archived_at bigint,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL
);
ALTER TABLE slas ADD CONSTRAINT slas_calendar_id_fkey FOREIGN KEY (calendar_id) REFERENCES calendars(id);
ALTER TABLE slas ADD CONSTRAINT slas_name_key UNIQUE (name);
ALTER TABLE slas ADD CONSTRAINT slas_pkey PRIMARY KEY (id);
CREATE TABLE statuses (
    id text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    category text COLLATE "C" NOT NULL,
    pauses text COLLATE "C" NOT NULL,
    position bigint NOT NULL,
    is_default bigint NOT NULL,
    archived_at bigint,
    version bigint NOT NULL
);
ALTER TABLE statuses ADD CONSTRAINT statuses_name_key UNIQUE (name);
ALTER TABLE statuses ADD CONSTRAINT statuses_pkey PRIMARY KEY (id);
CREATE UNIQUE INDEX statuses_one_default ON public.statuses USING btree (category) WHERE (is_default = 1);
CREATE TABLE team_members (
    team_id text COLLATE "C" NOT NULL,
    user_id text COLLATE "C" NOT NULL
);
ALTER TABLE team_members ADD CONSTRAINT team_members_pkey PRIMARY KEY (team_id, user_id);
ALTER TABLE team_members ADD CONSTRAINT team_members_team_id_fkey FOREIGN KEY (team_id) REFERENCES teams(id);
ALTER TABLE team_members ADD CONSTRAINT team_members_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id);
CREATE INDEX team_members_by_user ON public.team_members USING btree (user_id);
CREATE TABLE teams (
    id text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    tier bigint NOT NULL,
    email text COLLATE "C",
    calendar_id text COLLATE "C",
    archived_at bigint,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL
);
ALTER TABLE teams ADD CONSTRAINT teams_pkey PRIMARY KEY (id);
CREATE TABLE ticket_events (
    ticket_id text COLLATE "C" NOT NULL,
    seq bigint NOT NULL,
    at bigint NOT NULL,
    kind text COLLATE "C" NOT NULL,
    actor_kind text COLLATE "C" NOT NULL,
    actor_id text COLLATE "C",
    data text COLLATE "C" NOT NULL
);
ALTER TABLE ticket_events ADD CONSTRAINT ticket_events_pkey PRIMARY KEY (ticket_id, seq);
ALTER TABLE ticket_events ADD CONSTRAINT ticket_events_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES tickets(id);
CREATE TABLE ticket_followers (
    ticket_id text COLLATE "C" NOT NULL,
    contact_id text COLLATE "C" NOT NULL
);
ALTER TABLE ticket_followers ADD CONSTRAINT ticket_followers_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contacts(id);
ALTER TABLE ticket_followers ADD CONSTRAINT ticket_followers_pkey PRIMARY KEY (ticket_id, contact_id);
ALTER TABLE ticket_followers ADD CONSTRAINT ticket_followers_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES tickets(id);
CREATE TABLE ticket_seen (
    user_id text COLLATE "C" NOT NULL,
    ticket_id text COLLATE "C" NOT NULL,
    seq bigint NOT NULL
);
ALTER TABLE ticket_seen ADD CONSTRAINT ticket_seen_pkey PRIMARY KEY (user_id, ticket_id);
ALTER TABLE ticket_seen ADD CONSTRAINT ticket_seen_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES tickets(id);
ALTER TABLE ticket_seen ADD CONSTRAINT ticket_seen_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id);
CREATE TABLE ticket_tags (
    ticket_id text COLLATE "C" NOT NULL,
    tag text COLLATE "C" NOT NULL
);
ALTER TABLE ticket_tags ADD CONSTRAINT ticket_tags_pkey PRIMARY KEY (ticket_id, tag);
ALTER TABLE ticket_tags ADD CONSTRAINT ticket_tags_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES tickets(id);
CREATE INDEX ticket_tags_by_tag ON public.ticket_tags USING btree (tag, ticket_id);
CREATE TABLE ticket_types (
    id text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    position bigint NOT NULL,
    archived_at bigint,
    version bigint NOT NULL
);
ALTER TABLE ticket_types ADD CONSTRAINT ticket_types_name_key UNIQUE (name);
ALTER TABLE ticket_types ADD CONSTRAINT ticket_types_pkey PRIMARY KEY (id);
CREATE TABLE tickets (
    id text COLLATE "C" NOT NULL,
    number bigint NOT NULL,
    subject text COLLATE "C" NOT NULL,
    subject_folded text COLLATE "C" NOT NULL,
    preview text COLLATE "C" NOT NULL,
    status_id text COLLATE "C" NOT NULL,
    category text COLLATE "C" NOT NULL,
    is_open bigint NOT NULL,
    priority text COLLATE "C",
    priority_rank bigint NOT NULL,
    priority_source text COLLATE "C" NOT NULL,
    impact text COLLATE "C",
    urgency text COLLATE "C",
    type_id text COLLATE "C",
    channel text COLLATE "C" NOT NULL,
    product_id text COLLATE "C",
    asset_id text COLLATE "C",
    requester_id text COLLATE "C",
    account_id text COLLATE "C",
    assignee_id text COLLATE "C",
    team_id text COLLATE "C",
    tier bigint NOT NULL,
    locale text COLLATE "C" NOT NULL,
    contract_id text COLLATE "C",
    plan_id text COLLATE "C",
    sla_id text COLLATE "C",
    decision_id text COLLATE "C",
    admission text COLLATE "C" NOT NULL,
    outcome text COLLATE "C" NOT NULL,
    limit_action text COLLATE "C",
    is_spam bigint NOT NULL,
    merged_into text COLLATE "C",
    related_to text COLLATE "C",
    next_due_at bigint NOT NULL,
    next_due_metric text COLLATE "C",
    breached bigint NOT NULL,
    last_customer_at bigint,
    last_agent_at bigint,
    solved_at bigint,
    closed_at bigint,
    message_count bigint NOT NULL,
    event_seq bigint NOT NULL,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    unanswered_seq bigint DEFAULT 0 NOT NULL,
    escalation text COLLATE "C",
    handoff text COLLATE "C",
    offered_team_id text COLLATE "C",
    offered_user_id text COLLATE "C",
    bounces bigint DEFAULT 0 NOT NULL
);
ALTER TABLE tickets ADD CONSTRAINT tickets_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id);
ALTER TABLE tickets ADD CONSTRAINT tickets_asset_id_fkey FOREIGN KEY (asset_id) REFERENCES assets(id);
ALTER TABLE tickets ADD CONSTRAINT tickets_assignee_id_fkey FOREIGN KEY (assignee_id) REFERENCES users(id);
ALTER TABLE tickets ADD CONSTRAINT tickets_contract_id_fkey FOREIGN KEY (contract_id) REFERENCES contracts(id);
ALTER TABLE tickets ADD CONSTRAINT tickets_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES tickets(id);
ALTER TABLE tickets ADD CONSTRAINT tickets_number_key UNIQUE (number);
ALTER TABLE tickets ADD CONSTRAINT tickets_pkey PRIMARY KEY (id);
ALTER TABLE tickets ADD CONSTRAINT tickets_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plans(id);
ALTER TABLE tickets ADD CONSTRAINT tickets_product_id_fkey FOREIGN KEY (product_id) REFERENCES products(id);
ALTER TABLE tickets ADD CONSTRAINT tickets_related_to_fkey FOREIGN KEY (related_to) REFERENCES tickets(id);
ALTER TABLE tickets ADD CONSTRAINT tickets_requester_id_fkey FOREIGN KEY (requester_id) REFERENCES contacts(id);
ALTER TABLE tickets ADD CONSTRAINT tickets_sla_id_fkey FOREIGN KEY (sla_id) REFERENCES slas(id);
ALTER TABLE tickets ADD CONSTRAINT tickets_status_id_fkey FOREIGN KEY (status_id) REFERENCES statuses(id);
ALTER TABLE tickets ADD CONSTRAINT tickets_team_id_fkey FOREIGN KEY (team_id) REFERENCES teams(id);
ALTER TABLE tickets ADD CONSTRAINT tickets_type_id_fkey FOREIGN KEY (type_id) REFERENCES ticket_types(id);
CREATE INDEX tickets_bounced ON public.tickets USING btree (updated_at, id) WHERE (bounces > 0);
CREATE INDEX tickets_by_account ON public.tickets USING btree (account_id, updated_at, id);
CREATE INDEX tickets_by_assignee ON public.tickets USING btree (assignee_id, is_open, updated_at, id);
CREATE INDEX tickets_by_category ON public.tickets USING btree (category, updated_at, id);
CREATE INDEX tickets_by_contract ON public.tickets USING btree (contract_id, updated_at, id);
CREATE INDEX tickets_by_offered_team ON public.tickets USING btree (offered_team_id) WHERE (offered_team_id IS NOT NULL);
CREATE INDEX tickets_by_offered_user ON public.tickets USING btree (offered_user_id) WHERE (offered_user_id IS NOT NULL);
CREATE INDEX tickets_by_requester ON public.tickets USING btree (requester_id, updated_at, id);
CREATE INDEX tickets_by_team ON public.tickets USING btree (team_id, is_open, updated_at, id);
CREATE INDEX tickets_by_update ON public.tickets USING btree (updated_at, id);
CREATE INDEX tickets_escalated ON public.tickets USING btree (updated_at, id) WHERE (escalation IS NOT NULL);
CREATE INDEX tickets_held ON public.tickets USING btree (admission, updated_at, id) WHERE (admission <> 'admitted'::text);
CREATE INDEX tickets_offered ON public.tickets USING btree (updated_at, id) WHERE (handoff IS NOT NULL);
CREATE INDEX tickets_open_by_due ON public.tickets USING btree (is_open, next_due_at, id);
CREATE INDEX tickets_open_by_id ON public.tickets USING btree (id) WHERE (is_open = 1);
CREATE INDEX tickets_open_by_priority ON public.tickets USING btree (is_open, priority_rank, updated_at, id);
CREATE INDEX tickets_open_by_update ON public.tickets USING btree (is_open, updated_at, id);
CREATE TABLE users (
    id text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    contact_id text COLLATE "C",
    role_id text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    email text COLLATE "C" NOT NULL,
    email_folded text COLLATE "C" NOT NULL,
    manager_id text COLLATE "C",
    zone text COLLATE "C" NOT NULL,
    locale text COLLATE "C" NOT NULL,
    signature text COLLATE "C" NOT NULL,
    preferences text COLLATE "C" NOT NULL,
    password_hash text COLLATE "C",
    totp_secret bytea,
    totp_pending bytea,
    totp_last_step bigint,
    recovery_codes text COLLATE "C" NOT NULL,
    session_epoch bigint NOT NULL,
    disabled_at bigint,
    last_seen_at bigint,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL
);
ALTER TABLE users ADD CONSTRAINT users_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contacts(id);
ALTER TABLE users ADD CONSTRAINT users_contact_id_key UNIQUE (contact_id);
ALTER TABLE users ADD CONSTRAINT users_email_folded_key UNIQUE (email_folded);
ALTER TABLE users ADD CONSTRAINT users_manager_id_fkey FOREIGN KEY (manager_id) REFERENCES users(id);
ALTER TABLE users ADD CONSTRAINT users_pkey PRIMARY KEY (id);
ALTER TABLE users ADD CONSTRAINT users_role_id_fkey FOREIGN KEY (role_id) REFERENCES roles(id);
CREATE INDEX users_by_kind ON public.users USING btree (kind, name, id);
CREATE TABLE views (
    id text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    owner_id text COLLATE "C",
    team_id text COLLATE "C",
    filter text COLLATE "C" NOT NULL,
    sort text COLLATE "C" NOT NULL,
    icon text COLLATE "C" NOT NULL,
    position bigint NOT NULL,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL
);
ALTER TABLE views ADD CONSTRAINT views_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES users(id);
ALTER TABLE views ADD CONSTRAINT views_pkey PRIMARY KEY (id);
ALTER TABLE views ADD CONSTRAINT views_team_id_fkey FOREIGN KEY (team_id) REFERENCES teams(id);
CREATE INDEX views_by_owner ON public.views USING btree (owner_id, "position", id);
