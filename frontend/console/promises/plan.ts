/* A plan as the screen holds it: numbers as they are typed, absent parts as empty rows. */
import type { MessageId } from "../lib/i18n";
import { type Encoded, rowKey } from "./draft";
import { parseCredits, parseMoney, parseWhole, writeMoney } from "./duration";

export const UNITS = ["day", "week", "month", "quarter", "half_year", "year"] as const;
export type Unit = (typeof UNITS)[number];
export const PRORATIONS = ["none", "up", "nearest", "down"] as const;
export const CONSUME_AT = ["creation", "first_response", "resolution"] as const;
export const REFUNDS = ["spam", "merge", "duplicate", "own_defect", "wrong_routing", "cancelled"] as const;
export const LIMIT_ACTIONS = ["ask_approval", "charge", "without_sla", "fallback_sla", "block"] as const;
export const CHANNELS = ["email", "web", "portal", "api", "phone", "chat", "sms", "social", "monitoring", "other"] as const;
export const PRIORITY_KEYS = ["urgent", "high", "normal", "low", "none"] as const;
export const FACTORS = ["type", "priority", "channel"] as const;
export type Factor = (typeof FACTORS)[number];

interface Limit {
  bucket: string;
  credits: number;
  unit: Unit;
  count?: number;
  align_day?: number;
  rollover?: { periods?: number; cap?: number };
  proration?: string;
}
interface Price {
  type?: string;
  priority?: string;
  channel?: string;
  amount: number;
}
export interface PlanSpec {
  kind?: "unlimited" | "ticket_based";
  limits?: Limit[];
  weights?: Partial<Record<Factor, Record<string, number>>>;
  consume_at?: string;
  refunds?: string[];
  free_reopen_days?: number;
  limit_policy?: string;
  limit_policy_by_priority?: Record<string, string>;
  fallback_sla?: string;
  tolerance?: number;
  urgent_always_accepted?: boolean;
  channels?: string[];
  types?: string[];
  sla?: string;
  price_list?: { currency: string; prices: Price[] };
  alert_thresholds?: number[];
}

export interface LimitRow {
  key: number;
  bucket: string;
  credits: string;
  unit: Unit;
  count: string;
  /** Empty: periods begin on the contract's first day. */
  align: string;
  periods: string;
  cap: string;
  proration: string;
}
export interface WeightRow {
  key: number;
  factor: Factor;
  what: string;
  weight: string;
}
export interface PriceRow {
  key: number;
  type: string;
  priority: string;
  channel: string;
  amount: string;
}
export interface PlanForm {
  name: string;
  sla_id: string;
  is_default: boolean;
  kind: "unlimited" | "ticket_based";
  limits: LimitRow[];
  weights: WeightRow[];
  consume_at: string;
  refunds: string[];
  free_reopen_days: string;
  limit_policy: string;
  by_priority: Record<string, string>;
  fallback_sla: string;
  tolerance: string;
  urgent: boolean;
  channels: string[];
  types: string[];
  currency: string;
  prices: PriceRow[];
  thresholds: string;
}

export const newLimit = (unit: Unit, buckets: readonly string[]): LimitRow => ({
  key: rowKey(), bucket: freeName(unit, buckets), credits: "10", unit, count: "1", align: "", periods: "0", cap: "", proration: "none",
});
/** `month`, or `month-2` where there is one already. */
export function freeName(stem: string, taken: readonly string[]): string {
  if (!taken.includes(stem)) return stem;
  for (let n = 2; ; n += 1) if (!taken.includes(`${stem}-${n}`)) return `${stem}-${n}`;
}

export const DEFAULT_REFUNDS = ["spam", "merge", "duplicate", "own_defect"];
export const newPlan = (): PlanForm =>
  decodePlan({ name: "", sla_id: null, is_default: false, spec: { kind: "ticket_based", limits: [{ bucket: "month", credits: 10, unit: "month" }], refunds: DEFAULT_REFUNDS, free_reopen_days: 7, urgent_always_accepted: true } });

export function decodePlan(kept: { name: string; sla_id?: string | null; is_default: boolean; spec: PlanSpec }): PlanForm {
  const { spec } = kept;
  const currency = spec.price_list?.currency ?? "";
  return {
    name: kept.name,
    sla_id: kept.sla_id ?? "",
    is_default: kept.is_default,
    kind: spec.kind ?? "unlimited",
    limits: (spec.limits ?? []).map((limit) => ({
      key: rowKey(),
      bucket: limit.bucket,
      credits: String(limit.credits),
      unit: limit.unit,
      count: String(limit.count ?? 1),
      align: limit.align_day === undefined ? "" : String(limit.align_day),
      periods: String(limit.rollover?.periods ?? 0),
      cap: limit.rollover?.cap === undefined ? "" : String(limit.rollover.cap),
      proration: limit.proration ?? "none",
    })),
    weights: FACTORS.flatMap((factor) => Object.entries(spec.weights?.[factor] ?? {}).map(([what, weight]) => ({ key: rowKey(), factor, what, weight: String(weight) }))),
    consume_at: spec.consume_at ?? "creation",
    refunds: [...(spec.refunds ?? [])],
    free_reopen_days: String(spec.free_reopen_days ?? 0),
    limit_policy: spec.limit_policy ?? "ask_approval",
    by_priority: { ...spec.limit_policy_by_priority },
    fallback_sla: spec.fallback_sla ?? "",
    tolerance: String(spec.tolerance ?? 0),
    urgent: spec.urgent_always_accepted ?? false,
    channels: [...(spec.channels ?? [])],
    types: [...(spec.types ?? [])],
    currency,
    prices: (spec.price_list?.prices ?? []).map((price) => ({ key: rowKey(), type: price.type ?? "", priority: price.priority ?? "", channel: price.channel ?? "", amount: writeMoney(price.amount, currency) })),
    thresholds: (spec.alert_thresholds ?? [50, 80, 100]).join(", "),
  };
}

/** What the server takes for a plan without any: told apart from one that was emptied. */
export function encodePlan(form: PlanForm): Encoded {
  const at = new Map<string, string>(
    ["name", "sla_id", "is_default"].map((each) => [each, each] as [string, string]).concat([
      ["spec.limits", "limits"], ["spec.weights", "weights"], ["spec.fallback_sla", "fallback_sla"], ["spec.price_list", "prices"], ["spec.price_list.currency", "currency"],
      ["spec.tolerance", "tolerance"], ["spec.free_reopen_days", "free_reopen_days"], ["spec.alert_thresholds", "thresholds"], ["spec.channels", "channels"], ["spec.types", "types"],
      ["spec.limit_policy", "limit_policy"], ["spec.refunds", "refunds"], ["spec.kind", "kind"], ["spec.consume_at", "consume_at"], ["spec.urgent_always_accepted", "urgent"],
    ]),
  );
  const wrong: Record<string, MessageId> = {};
  const read = (key: string, text: string, parse: (text: string) => number | null, id: MessageId = "promise-bad-number"): number => {
    const value = parse(text);
    if (value === null) wrong[key] = id;
    return value ?? 0;
  };
  if (!form.name.trim()) wrong.name = "field-needed";
  const limits = (form.kind === "unlimited" ? [] : form.limits).map((row, index): Limit => {
    const path = `spec.limits[${index}]`;
    const key = `limits.${row.key}`;
    at.set(path, `${key}.credits`);
    for (const [name, field] of [["bucket", "bucket"], ["credits", "credits"], ["unit", "unit"], ["count", "count"], ["align_day", "align"], ["rollover.periods", "periods"], ["rollover.cap", "cap"], ["rollover", "periods"], ["proration", "proration"]] as const) {
      at.set(`${path}.${name}`, `${key}.${field}`);
    }
    const periods = read(`${key}.periods`, row.periods || "0", parseWhole);
    return {
      bucket: row.bucket.trim(),
      credits: read(`${key}.credits`, row.credits, parseCredits),
      unit: row.unit,
      count: read(`${key}.count`, row.count, parseWhole),
      ...(row.align ? { align_day: read(`${key}.align`, row.align, parseWhole) } : {}),
      rollover: { periods, ...(row.cap.trim() ? { cap: read(`${key}.cap`, row.cap, parseCredits) } : {}) },
      proration: row.proration,
    };
  });
  const weights: Record<Factor, Record<string, number>> = { type: {}, priority: {}, channel: {} };
  for (const row of form.weights) {
    const key = `weights.${row.key}`;
    if (!row.what) wrong[`${key}.what`] = "field-needed";
    else if (row.what in weights[row.factor]) wrong[`${key}.what`] = "error-duplicate";
    at.set(`spec.weights.${row.factor}.${row.what}`, `${key}.weight`);
    weights[row.factor][row.what] = read(`${key}.weight`, row.weight, parseCredits);
  }
  const byPriority: Record<string, string> = {};
  for (const priority of PRIORITY_KEYS) {
    at.set(`spec.limit_policy_by_priority.${priority}`, `by_priority.${priority}`);
    const action = form.by_priority[priority];
    if (action) byPriority[priority] = action;
  }
  const prices = form.prices.map((row, index): Price => {
    const path = `spec.price_list.prices[${index}]`;
    const key = `prices.${row.key}`;
    at.set(path, `${key}.amount`);
    for (const name of ["type", "priority", "channel"] as const) at.set(`${path}.${name}`, `${key}.${name}`);
    return {
      ...(row.type ? { type: row.type } : {}),
      ...(row.priority ? { priority: row.priority } : {}),
      ...(row.channel ? { channel: row.channel } : {}),
      amount: read(`${key}.amount`, row.amount, (text) => parseMoney(text, form.currency), "promise-bad-money"),
    };
  });
  const thresholds = form.thresholds.split(/[\s,，、;%]+/).filter(Boolean).map((part) => read("thresholds", part, parseWhole));
  const hasPrices = prices.length > 0 || form.currency.trim() !== "";
  return {
    body: {
      name: form.name.trim(),
      sla_id: form.sla_id || null,
      is_default: form.is_default,
      spec: {
        kind: form.kind,
        limits,
        weights,
        consume_at: form.consume_at,
        refunds: form.refunds,
        free_reopen_days: read("free_reopen_days", form.free_reopen_days || "0", parseWhole),
        limit_policy: form.limit_policy,
        limit_policy_by_priority: byPriority,
        ...(form.fallback_sla ? { fallback_sla: form.fallback_sla } : {}),
        tolerance: read("tolerance", form.tolerance || "0", parseWhole),
        urgent_always_accepted: form.urgent,
        channels: form.channels,
        types: form.types,
        ...(hasPrices ? { price_list: { currency: form.currency.trim().toUpperCase(), prices } } : {}),
        alert_thresholds: [...new Set(thresholds)].sort((a, b) => a - b),
      },
    },
    at,
    wrong,
  };
}
