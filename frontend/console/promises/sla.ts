/* An SLA as the screen holds it: a table of metric × priority, rows with further conditions, and rules. */
import type { MessageId } from "../lib/i18n";
import { type Encoded, rowKey } from "./draft";
import { type DurationWords, EN_WORDS, parseDuration, parseWhole, writeDuration } from "./duration";

export const METRICS = ["first_response", "next_response", "update", "resolution"] as const;
export type MetricKey = (typeof METRICS)[number];
/** `any` is every priority that has no target of its own. */
export const COLUMNS = ["urgent", "high", "normal", "low", "none", "any"] as const;
export type Column = (typeof COLUMNS)[number];
export const CONDITIONS = ["priority", "product", "type", "segment", "licence_band", "channel"] as const;
export type Condition = (typeof CONDITIONS)[number];
export type Conditions = Partial<Record<Condition, string[]>>;
export const CLOCKS = ["calendar", "24x7"] as const;
export type ClockKind = (typeof CLOCKS)[number];
export const LAYERS = ["contract", "plan", "product", "corporate"] as const;
export const PATHS = ["functional", "hierarchical", "automatic"] as const;
export const WHEN = ["percent_of_target", "before_due", "after_due"] as const;
export const ACTIONS = ["notify", "reassign", "raise_priority", "set_priority", "tag", "set_status"] as const;
export const RECIPIENTS = ["assignee", "team", "manager", "role", "user", "customer"] as const;

export interface Target {
  metric: MetricKey;
  conditions?: Conditions;
  seconds: number;
  clock?: ClockKind;
}
export interface Action {
  action: (typeof ACTIONS)[number];
  to?: string;
  role?: string;
  user?: string;
  team?: string;
  priority?: string;
  tag?: string;
  status?: string;
}
interface Step {
  id: string;
  metric: MetricKey;
  trigger: { when: (typeof WHEN)[number]; percent?: number; seconds?: number };
  path: (typeof PATHS)[number];
  actions: Action[];
}
interface Rules {
  pauses: Record<string, MetricKey[]>;
  closed_statuses: string[];
  next_response_before_first_reply: boolean;
  agent_created_first_response: boolean;
  reopen: string;
  target_change: string;
}
export interface SlaSpec {
  targets: Target[];
  rules?: Partial<Rules>;
  steps?: Step[];
}
export const DEFAULT_RULES: Rules = {
  pauses: { pending: ["update", "resolution"], on_hold: ["update", "resolution"] },
  closed_statuses: ["solved", "closed"],
  next_response_before_first_reply: false,
  agent_created_first_response: false,
  reopen: "continue",
  target_change: "carry",
};

export interface TargetRow {
  key: number;
  metric: MetricKey;
  text: string;
  clock: ClockKind;
  conditions: Record<Condition, string[]>;
}
export interface ActionRow extends Action {
  key: number;
}
export interface StepRow {
  key: number;
  id: string;
  metric: MetricKey;
  when: (typeof WHEN)[number];
  amount: string;
  path: (typeof PATHS)[number];
  actions: ActionRow[];
}
export interface SlaForm {
  name: string;
  layer: string;
  calendar_id: string;
  grid: Record<MetricKey, Record<Column, string>>;
  clocks: Record<MetricKey, ClockKind>;
  rows: TargetRow[];
  rules: Rules;
  steps: StepRow[];
}

const emptyGrid = (): SlaForm["grid"] => Object.fromEntries(METRICS.map((metric) => [metric, Object.fromEntries(COLUMNS.map((column) => [column, ""]))])) as SlaForm["grid"];
const noConditions = (): TargetRow["conditions"] => Object.fromEntries(CONDITIONS.map((name) => [name, []])) as unknown as TargetRow["conditions"];
export const newRow = (metric: MetricKey = "resolution"): TargetRow => ({ key: rowKey(), metric, text: "", clock: "calendar", conditions: noConditions() });

export function newSla(calendar: string, name = ""): SlaForm {
  return decodeSla({ name, layer: "plan", calendar_id: calendar, spec: { targets: [] } });
}

/** The columns that a target fills when it asks for nothing but a priority; null when it asks for more. */
function columnsOf(conditions: Conditions): Column[] | null {
  const asked = CONDITIONS.filter((name) => (conditions[name]?.length ?? 0) > 0);
  if (asked.length === 0) return ["any"];
  if (asked.length > 1 || asked[0] !== "priority") return null;
  const found = (conditions.priority ?? []).filter((each): each is Column => each !== "any" && COLUMNS.includes(each as Column));
  return found.length === conditions.priority?.length && new Set(found).size === found.length ? found : null;
}

/**
 * Of several targets that fit, the one with more conditions counts, then the
 * one that stands first. Saving writes the table before the rows, so a target
 * goes into the table only where that changes no such order.
 */
export function decodeSla(kept: { name: string; layer: string; calendar_id: string; spec: SlaSpec }, words: DurationWords = EN_WORDS): SlaForm {
  const { spec } = kept;
  const grid = emptyGrid();
  const clocks = Object.fromEntries(METRICS.map((metric) => [metric, null])) as Record<MetricKey, ClockKind | null>;
  const rows: TargetRow[] = [];
  const count = (conditions: Conditions | undefined): number => CONDITIONS.filter((name) => (conditions?.[name]?.length ?? 0) > 0).length;
  for (const target of spec.targets) {
    const conditions = target.conditions ?? {};
    const clock = target.clock ?? "calendar";
    const columns = columnsOf(conditions);
    const before = rows.some((row) => row.metric === target.metric && count(row.conditions) === count(conditions));
    const free = columns?.every((column) => grid[target.metric][column] === "") ?? false;
    if (columns && free && !before && (clocks[target.metric] ?? clock) === clock) {
      clocks[target.metric] = clock;
      for (const column of columns) grid[target.metric][column] = writeDuration(target.seconds, words);
    } else {
      rows.push({ key: rowKey(), metric: target.metric, text: writeDuration(target.seconds, words), clock, conditions: { ...noConditions(), ...conditions } });
    }
  }
  return {
    name: kept.name,
    layer: kept.layer,
    calendar_id: kept.calendar_id,
    grid,
    clocks: Object.fromEntries(METRICS.map((metric) => [metric, clocks[metric] ?? "calendar"])) as SlaForm["clocks"],
    rows,
    rules: { ...DEFAULT_RULES, ...spec.rules },
    steps: (spec.steps ?? []).map((step) => ({
      key: rowKey(),
      id: step.id,
      metric: step.metric,
      when: step.trigger.when,
      amount: step.trigger.when === "percent_of_target" ? String(step.trigger.percent ?? 80) : writeDuration(step.trigger.seconds ?? 0, words),
      path: step.path,
      actions: step.actions.map((action) => ({ ...action, key: rowKey() })),
    })),
  };
}

/** A name for a step that its SLA does not have yet; it stays, for what fired is remembered by it. */
export function stepId(metric: MetricKey, steps: readonly { id: string }[]): string {
  const stem = metric.replaceAll("_", "-");
  for (let n = 1; ; n += 1) {
    const id = `${stem}-${n}`;
    if (!steps.some((step) => step.id === id)) return id;
  }
}

/** A step as it is when somebody asks for one: told on the way there, before it is late. */
export function newStep(steps: readonly { id: string }[], metric: MetricKey, path: StepRow["path"]): StepRow {
  const action: ActionRow = path === "functional" ? { key: rowKey(), action: "reassign" } : { key: rowKey(), action: "notify", to: path === "hierarchical" ? "manager" : "assignee" };
  return { key: rowKey(), id: stepId(metric, steps), metric, when: "percent_of_target", amount: path === "hierarchical" ? "100" : "80", path, actions: [action] };
}

/** Only what an action of its kind carries. */
function bareAction(action: ActionRow): Action {
  const { action: kind, to, role, user, team, priority, tag, status } = action;
  switch (kind) {
    case "notify":
      return { action: kind, to: to ?? "assignee", ...(to === "role" ? { role: role ?? "" } : {}), ...(to === "user" ? { user: user ?? "" } : {}) };
    case "reassign":
      return { action: kind, ...(team ? { team } : {}), ...(user ? { user } : {}) };
    case "set_priority":
      return { action: kind, priority: priority ?? "high" };
    case "tag":
      return { action: kind, tag: (tag ?? "").trim() };
    case "set_status":
      return { action: kind, status: status ?? "" };
    default:
      return { action: kind };
  }
}

export function encodeSla(form: SlaForm): Encoded {
  const at = new Map<string, string>([["name", "name"], ["layer", "layer"], ["calendar_id", "calendar_id"], ["spec.targets", "targets"], ["spec.rules.pauses", "pauses"], ["spec.rules.closed_statuses", "closed_statuses"], ["spec.steps", "steps"]]);
  const wrong: Record<string, MessageId> = {};
  if (!form.name.trim()) wrong.name = "field-needed";
  if (!form.calendar_id) wrong.calendar_id = "field-needed";
  const targets: Target[] = [];
  for (const metric of METRICS) {
    for (const column of COLUMNS) {
      const text = form.grid[metric][column];
      if (!text.trim()) continue;
      const key = `grid.${metric}.${column}`;
      const seconds = parseDuration(text);
      if (seconds === null) wrong[key] = "promise-bad-duration";
      at.set(`spec.targets[${targets.length}]`, key);
      targets.push({ metric, ...(column === "any" ? {} : { conditions: { priority: [column] } }), seconds: seconds ?? 0, clock: form.clocks[metric] });
    }
  }
  for (const row of form.rows) {
    const key = `rows.${row.key}`;
    const seconds = parseDuration(row.text);
    if (seconds === null) wrong[`${key}.text`] = "promise-bad-duration";
    const path = `spec.targets[${targets.length}]`;
    at.set(path, `${key}.text`);
    const conditions: Conditions = {};
    for (const name of CONDITIONS) {
      at.set(`${path}.conditions.${name}`, `${key}.${name}`);
      if (row.conditions[name].length > 0) conditions[name] = row.conditions[name];
    }
    targets.push({ metric: row.metric, conditions, seconds: seconds ?? 0, clock: row.clock });
  }
  const steps = form.steps.map((step, index): Step => {
    const path = `spec.steps[${index}]`;
    const key = `steps.${step.key}`;
    at.set(path, `${key}.amount`);
    at.set(`${path}.id`, `${key}.id`);
    at.set(`${path}.trigger`, `${key}.amount`);
    at.set(`${path}.actions`, `${key}.actions`);
    const number = step.when === "percent_of_target" ? parseWhole(step.amount.replace("%", "")) : parseDuration(step.amount);
    if (number === null) wrong[`${key}.amount`] = step.when === "percent_of_target" ? "promise-bad-number" : "promise-bad-duration";
    const trigger = step.when === "percent_of_target" ? { when: step.when, percent: number ?? 0 } : { when: step.when, seconds: number ?? 0 };
    const actions = step.actions.map((action, place) => {
      at.set(`${path}.actions[${place}]`, `${key}.${action.key}`);
      const bare = bareAction(action);
      if ((bare.to === "role" && !bare.role) || (bare.to === "user" && !bare.user) || (bare.action === "set_status" && !bare.status)) wrong[`${key}.${action.key}`] = "field-needed";
      return bare;
    });
    return { id: step.id.trim(), metric: step.metric, trigger, path: step.path, actions };
  });
  // A category that pauses nothing is said as such: it may usually pause something.
  const rules = form.rules;
  return {
    body: { name: form.name.trim(), layer: form.layer, calendar_id: form.calendar_id, spec: { targets, rules, ...(steps.length > 0 ? { steps } : {}) } },
    at,
    wrong,
  };
}
