/*
 * What the API says, by the names of the API. Instants are RFC 3339 text in
 * UTC, credits integer hundredths, money the smallest unit of its currency,
 * durations whole seconds.
 */
import type { components } from "./schema";

/** A shape that the server's own document has. */
export type Schema<Name extends keyof components["schemas"]> = components["schemas"][Name];

export interface Ref {
  id: string;
  name: string;
}
export interface Page<T> {
  items: T[];
  next_cursor: string | null;
}
export type Category = "new" | "open" | "pending" | "on_hold" | "solved" | "closed";
export const CATEGORIES: readonly Category[] = ["new", "open", "pending", "on_hold", "solved", "closed"];
export type Priority = "urgent" | "high" | "normal" | "low";
export const PRIORITIES: readonly Priority[] = ["urgent", "high", "normal", "low"];
export type Level = "high" | "medium" | "low";
export const LEVELS: readonly Level[] = ["high", "medium", "low"];
export type Metric = "first_response" | "next_response" | "update" | "resolution";
export type ClockState = "running" | "paused" | "met" | "breached" | "none";

export interface Me {
  id: string;
  name: string;
  email: string;
  kind: "agent" | "customer";
  role: { id: string; name: string; builtin: string | null };
  permissions: string[];
  teams: { id: string; name: string; tier: number }[];
  locale: string;
  zone: string;
  preferences: Record<string, unknown>;
  totp_enabled: boolean;
  version?: number;
}
export interface Session {
  csrf_token: string;
  user: Me;
  server_time: string;
}
export interface SignIn {
  stage: "full" | "second_factor";
  csrf_token: string;
  user?: Me | null;
}

export interface Status extends Ref {
  category: Category;
  pauses?: Metric[];
  position?: number;
}
export interface NextDue {
  metric: Metric;
  due_at: string;
  target_seconds: number;
}
export interface EscalatedBadge {
  level: number;
  path: "functional" | "hierarchical";
  next_update_at: string | null;
}
export interface Escalation extends EscalatedBadge {
  team: Ref | null;
  people: Ref[];
  since: string;
  by: { kind: "agent" | "customer" | "system"; id: string | null; name: string | null };
  reason: string | null;
  update_missed: boolean;
  customer_knows: boolean;
}
export interface OfferedBadge {
  team_id: string | null;
  user_id: string | null;
  due_at: string;
}
/** An offer that nobody has answered. */
export interface Handoff {
  offer: number;
  from_team: Ref | null;
  from_user: Ref | null;
  to_team: Ref | null;
  to_user: Ref | null;
  reason: string;
  reason_name: string;
  /** Null to whoever may not read internal notes. */
  note: { tried: string; found: string; next: string; promised: string } | null;
  by: { kind: "agent" | "customer" | "system"; id: string | null; name: string | null };
  offered_at: string;
  due_at: string;
  tell_customer: boolean;
  /** Whether this person is asked. */
  yours: boolean;
}
export interface TicketRow {
  id: string;
  number: number;
  subject: string;
  preview: string;
  status: { id: string; name: string; category: Category };
  priority: Priority | null;
  channel: string;
  type: Ref | null;
  product: Ref | null;
  account: Ref | null;
  requester: { id: string; name: string; email: string | null } | null;
  assignee: Ref | null;
  team: Ref | null;
  tier: number;
  plan: Ref | null;
  admission: "admitted" | "held" | "blocked";
  outcome: "covered" | "over_limit" | "uncovered";
  tags: string[];
  next_due: NextDue | null;
  breached: boolean;
  /** The customer wrote, nobody has answered, and this person has not looked. */
  unread: boolean;
  /** The event of the customer's last message that nobody has answered; 0 is none. */
  unanswered_seq: number;
  escalated: EscalatedBadge | null;
  offered: OfferedBadge | null;
  /** How often it came back to a team that had it. */
  bounces: number;
  message_count: number;
  spam: boolean;
  merged_into: number | null;
  created_at: string;
  updated_at: string;
  version: number;
}
export interface Clock {
  metric: Metric;
  cycle: number;
  state: ClockState;
  layer: string;
  sla: { id: string; name: string; version: number };
  target_seconds: number;
  started_at: string;
  due_at: string | null;
  fulfilled_at: string | null;
  breached: boolean;
  elapsed_seconds: number;
  remaining_seconds: number;
  /** None: measured round the clock. */
  calendar: { id: string; name: string; zone: string } | null;
}
export interface Bucket {
  contract_id: string;
  bucket: string;
  unit: string;
  count: number;
  period_start: string;
  period_end: string;
  /** Civil days in the account's zone. */
  first_day: string;
  last_day: string;
  granted_hundredths: number;
  used_hundredths: number;
  remaining_hundredths: number;
  this_ticket_hundredths?: number;
  /** How much of what is left is for one product or asset alone. */
  reserved: Reserved[];
}
export interface Reserved {
  product: Ref | null;
  asset: Ref | null;
  remaining_hundredths: number;
  expires_at: string | null;
}
export interface ContractRef {
  id: string;
  number: number;
  name: string;
}
export interface Ticket extends TicketRow {
  asset: Ref | null;
  event_seq: number;
  impact: Level | null;
  urgency: Level | null;
  priority_source: { by: "none" | "chosen" | "matrix" | "overridden"; impact?: Level | null; urgency?: Level | null; matrix?: Priority | null };
  locale: string;
  contract: ContractRef | null;
  sla: Ref | null;
  limit_action: string | null;
  related_to: number | null;
  escalation: Escalation | null;
  handoff: Handoff | null;
  clocks: Clock[];
  credits: Bucket[];
  decision_id: string | null;
  last_customer_at: string | null;
  solved_at: string | null;
  closed_at: string | null;
  approval: { id: string; state: string } | null;
  server_time: string;
}
export interface Attachment {
  id: string;
  name: string;
  content_type: string;
  size: number;
  content_id?: string | null;
  url?: string;
}
export interface Message {
  id: string;
  seq: number;
  at: string;
  visibility: "public" | "internal";
  author: { kind: "agent" | "customer" | "system"; id: string | null; name: string | null; address?: string | null };
  automatic: boolean;
  channel: string;
  to: string[];
  cc: string[];
  body_text: string;
  body_html: string | null;
  has_full_text: boolean;
  attachments: Attachment[];
}
export interface TicketEvent {
  seq: number;
  at: string;
  kind: string;
  actor: { kind: string; id?: string | null; name?: string | null };
  data: Record<string, unknown>;
}
export interface Check {
  check: string;
  passed: boolean;
  wanted: unknown;
  found: unknown;
}
export interface Candidate {
  contract: ContractRef | null;
  plan: Ref | null;
  passed: boolean;
  checks: Check[];
  rank: unknown[] | null;
  specificity: string | null;
}
export interface Decision {
  id: string;
  at: string;
  outcome: "covered" | "over_limit" | "uncovered";
  cause: string;
  contract: ContractRef | null;
  plan: Ref | null;
  sla: Ref | null;
  limit_action: string | null;
  tie_break: string | null;
  because?: string | null;
  credits: Record<string, { before_hundredths: number; cost_hundredths: number; after_hundredths: number }>;
  candidates: Candidate[];
  plain: Schema<"PlainView">;
}
export interface Preview {
  before: Decision | null;
  after: Decision;
  ticket_before: Ticket;
  ticket_after: Ticket;
}
export interface Asset extends Ref {
  account_id: string;
  product_id: string;
  serial: string | null;
}
export interface BulkResult {
  id: string;
  ok: boolean;
  version?: number | null;
  before?: Record<string, unknown> | null;
  error?: { code: string; detail: string } | null;
}
export interface Account extends Ref {
  parent_id: string | null;
  segment: string | null;
  industry: string | null;
  annual_revenue_minor: number | null;
  open_deal_value_minor: number | null;
  currency: string;
  zone: string;
  locale: string;
  notes: string;
  domains: string[];
  archived_at?: string | null;
  version: number;
  created_at: string;
  updated_at: string;
}
export interface Contact extends Ref {
  account_id: string | null;
  emails: string[];
  phone: string | null;
  title: string | null;
  zone: string | null;
  locale: string | null;
  archived_at?: string | null;
}
export interface Contract extends ContractRef {
  account: Ref;
  plan: Ref;
  sla: Ref | null;
  state: string;
  start_date: string;
  end_date: string | null;
  rank: number;
  covers_children: boolean;
  terms_text?: string;
  suspended_reason: string | null;
  suspended_until: string | null;
  /** Empty lists cover everything of their kind. */
  coverage?: Partial<Coverage>;
  /** When the next amendment comes into force. */
  next_amendment_at: string | null;
  /** What its limits hold today. */
  credits: Bucket[];
  version: number;
}
export type Coverage = Record<"products" | "assets" | "contacts" | "channels" | "types", string[]>;
export interface PlanLimit {
  bucket: string;
  /** Whole credits, with two decimals at most. */
  credits: number;
  unit: string;
  count?: number;
}
/** What a contract says by one of its versions. */
export interface Terms {
  name: string;
  plan: Ref;
  plan_version: number;
  limits: PlanLimit[];
  sla: Ref | null;
  start_date: string;
  /** First day after it. */
  end_date: string | null;
  rank: number;
  covers_children: boolean;
  coverage?: Partial<Coverage>;
}
export interface ContractVersion {
  version: number | null;
  amendment: number | null;
  state: "in_force" | "past" | "scheduled" | "cancelled" | "lapsed";
  effective_date: string;
  effective_at: string;
  terms: Terms | null;
  note: string;
}
export interface Period {
  bucket: string;
  index: number;
  first_day: string;
  last_day: string;
  credits_hundredths: number;
  current: boolean;
}
export interface LedgerEntry {
  id: string;
  at: string;
  contract: ContractRef;
  bucket: string;
  kind: string;
  amount_hundredths: number;
  ticket_number?: number | null;
  reason: string;
  actor: { kind: string; id?: string | null; name?: string | null };
  period_index: number | null;
  expires_at?: string | null;
  /** When it brought credits for one product or asset alone. */
  product?: Ref | null;
  asset?: Ref | null;
  balance_after?: number | null;
}
export interface ForecastView {
  contract: ContractRef;
  bucket: string;
  remaining_hundredths: number;
  last_day: string;
  /** `runs_out`, `lasts`, or why nothing is said. */
  state: string;
  early_on?: string | null;
  likely_on?: string | null;
  late_on?: string | null;
  weeks: number;
}
export interface StatementLine {
  contract: ContractRef;
  bucket: string;
  period_start: string | null;
  period_end: string | null;
  opening_hundredths: number;
  granted_hundredths: number;
  rolled_over_hundredths: number;
  topped_up_hundredths: number;
  adjusted_hundredths: number;
  consumed_hundredths: number;
  refunded_hundredths: number;
  expired_hundredths: number;
  closing_hundredths: number;
  /** How much of that is for one product or asset alone. */
  reserved_hundredths: number;
  /** Used beyond the limit; charged, not part of the balance. */
  overage_hundredths: number;
}
export interface View extends Ref {
  version: number;
  owner?: string | null;
  filter: Record<string, unknown>;
  sort: string;
  icon: string;
  position: number;
}
export interface ViewCount {
  view: string;
  count: number;
  capped: boolean;
}
export interface Notice {
  id: string;
  kind: string;
  ticket_id: string | null;
  data: Record<string, unknown>;
  at: string;
  read_at: string | null;
}
export interface Agent extends Ref {
  email: string;
  disabled_at?: string | null;
}
export interface Team extends Ref {
  tier: number;
}
export interface Plan extends Ref {
  is_default?: boolean;
  current_version: number;
  spec?: { limits?: PlanLimit[] };
}
export interface AuditEntry {
  id: string;
  at: string;
  actor: { kind: string; id?: string | null; name?: string | null };
  token_id?: string | null;
  action: string;
  object_kind: string;
  object_id: string;
  /** What it is called now. */
  object_name: string | null;
  data: unknown;
}
export interface SuspendedMail {
  id: string;
  mailbox: string;
  from_address: string | null;
  subject: string;
  reason: string | null;
  state: string;
  received_at: string;
  preview?: string | null;
  detail?: Record<string, unknown> | null;
}
export interface ApiToken {
  id: string;
  name: string;
  hint: string;
  scopes: string[];
  expires_at: string;
  last_used_at: string | null;
  revoked_at?: string | null;
  created_at: string;
}
export interface DeviceSession {
  id: string;
  user_agent: string;
  created_at: string;
  seen_at: string;
  expires_at: string;
  current?: boolean;
}
export interface QuickSearch {
  tickets: { id: string; number: number; subject: string; account?: Ref | null }[];
  accounts: Ref[];
  contacts: { id: string; name: string; account_id?: string | null; emails?: string[]; email?: string | null }[];
}
