/* A contract as the form holds it. Its last day is shown; the API keeps the first day after it. */
import type { Contract } from "../api/types";
import type { MessageId } from "../lib/i18n";
import { isDate } from "../promises/calendar";
import type { Encoded } from "../promises/draft";

export const COVERED = ["products", "assets", "contacts", "channels", "types"] as const;
export type Covered = (typeof COVERED)[number];
export interface ContractFields {
  name: string;
  plan_id: string;
  sla_id: string;
  start: string;
  /** Last day; empty is open-ended. */
  last: string;
  rank: string;
  children: boolean;
  /** The words of the agreement. */
  terms_text: string;
  coverage: Record<Covered, string[]>;
}

const DAY_MS = 86_400_000;
export const shiftDay = (day: string, days: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

export function contractFields(from: Contract | null, today: string): ContractFields {
  return {
    name: from?.name ?? "",
    plan_id: from?.plan.id ?? "",
    sla_id: from?.sla?.id ?? "",
    start: from?.start_date ?? today,
    last: from?.end_date ? shiftDay(from.end_date, -1) : "",
    rank: String(from?.rank ?? 100),
    children: from?.covers_children ?? false,
    terms_text: from?.terms_text ?? "",
    coverage: Object.fromEntries(COVERED.map((kind) => [kind, [...(from?.coverage?.[kind] ?? [])]])) as ContractFields["coverage"],
  };
}

export function encodeContract(form: ContractFields, account: string | null): Encoded {
  const at = new Map<string, string>([["plan_id", "plan_id"], ["sla_id", "sla_id"], ["name", "name"], ["start_date", "start"], ["end_date", "last"], ["rank", "rank"], ["covers_children", "children"], ["terms_text", "terms_text"], ["coverage", "coverage.products"]]);
  for (const kind of COVERED) at.set(`coverage.${kind}`, `coverage.${kind}`);
  const wrong: Record<string, MessageId> = {};
  if (!form.plan_id) wrong.plan_id = "field-needed";
  if (!isDate(form.start)) wrong.start = "error-bad-date";
  if (form.last && !isDate(form.last)) wrong.last = "error-bad-date";
  const rank = /^-?\d{1,9}$/.test(form.rank.trim()) ? Number(form.rank) : null;
  if (rank === null) wrong.rank = "promise-bad-number";
  const coverage = Object.fromEntries(COVERED.flatMap((kind) => (form.coverage[kind].length > 0 ? [[kind, form.coverage[kind]]] : [])));
  return {
    body: {
      ...(account ? { account_id: account } : {}),
      ...(form.name.trim() ? { name: form.name.trim() } : {}),
      plan_id: form.plan_id,
      sla_id: form.sla_id || null,
      start_date: form.start,
      end_date: form.last && isDate(form.last) ? shiftDay(form.last, 1) : null,
      rank: rank ?? 0,
      covers_children: form.children,
      terms_text: form.terms_text,
      coverage,
    },
    at,
    wrong,
  };
}

export type StepName = "offer" | "withdraw" | "activate" | "suspend" | "resume" | "cancel";
/** What can be done to a contract as it stands; the first is what is usually next. */
export const STEPS: Record<string, readonly StepName[]> = {
  draft: ["activate", "offer", "cancel"],
  awaiting_acceptance: ["activate", "withdraw", "cancel"],
  active: ["suspend", "cancel"],
  suspended: ["resume", "cancel"],
};
