/*
 * What a contract says by its versions and by amendments that wait for their
 * day, and what one amendment asks to change.
 */
import { queryOptions } from "@tanstack/react-query";
import { body, client } from "../api/client";
import type { ContractVersion, Coverage, Page, Ref, Terms } from "../api/types";

export const COVERED = ["products", "assets", "contacts", "types", "channels"] as const;
export type Covered = (typeof COVERED)[number];

export const versionsQuery = (contract: string) =>
  queryOptions({
    queryKey: ["contract", contract, "versions"],
    queryFn: async () =>
      (await body<{ items: ContractVersion[] }>(client.GET("/api/v1/contracts/{contract}/versions", { params: { path: { contract } } }))).items,
  });

/** SLAs that a contract may have of its own. */
export const contractSlasQuery = queryOptions({
  queryKey: ["slas", "contract"],
  queryFn: async () => {
    const { items } = await body<Page<Ref & { layer: string }>>(client.GET("/api/v1/slas", { params: { query: { limit: 200 } } }));
    return items.filter((each) => each.layer === "contract");
  },
});

/** What can differ between two versions, in the order in which it is told. */
export const TERMS = ["name", "plan", "limits", "sla", "end_date", "rank", "covers_children", ...COVERED] as const;
export type Term = (typeof TERMS)[number];

/** An order that means nothing is no difference. */
function plain(terms: Terms, term: Term): string {
  switch (term) {
    case "plan":
      return `${terms.plan.id} ${terms.plan_version}`;
    case "limits":
      return JSON.stringify(terms.limits.map((limit) => [limit.bucket, limit.credits, limit.unit, limit.count ?? 1]));
    case "sla":
      return terms.sla?.id ?? "";
    case "name":
    case "end_date":
    case "rank":
    case "covers_children":
      return String(terms[term] ?? "");
    default:
      return JSON.stringify([...(terms.coverage?.[term] ?? [])].sort());
  }
}

export function differences(before: Terms, after: Terms): Term[] {
  return TERMS.filter((term) => plain(before, term) !== plain(after, term));
}

/** Versions and amendments that hold or will hold, oldest first. */
function holding(versions: readonly ContractVersion[]): (ContractVersion & { terms: Terms })[] {
  const all = versions.filter((each): each is ContractVersion & { terms: Terms } => each.terms !== null && each.state !== "cancelled" && each.state !== "lapsed");
  return all.reverse();
}

/** What the contract says on a day by everything that is known today. */
export function termsOn(versions: readonly ContractVersion[], day: string): Terms | null {
  const all = holding(versions);
  let found = all[0]?.terms ?? null;
  for (const each of all) {
    if (each.state !== "scheduled" || each.effective_date <= day) found = each.terms;
  }
  return found;
}

/** What stood before a version, to tell what it changes. */
export function termsBefore(versions: readonly ContractVersion[], one: ContractVersion): Terms | null {
  const all = holding(versions);
  const at = all.findIndex((each) => each.version === one.version && each.amendment === one.amendment);
  return at > 0 ? (all[at - 1]?.terms ?? null) : null;
}

/** What is written in the dialog; what was never touched is left out. */
export interface Draft {
  name?: string;
  plan?: Ref;
  sla?: Ref | null;
  /** The last day, as people say it; none is open-ended. */
  last_day?: string | null;
  rank?: number;
  covers_children?: boolean;
  coverage?: Partial<Coverage>;
}

const DAY = 86_400_000;
const shifted = (day: string, days: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
/** The API's end is the first day after; people say the last one. */
export const lastDayOf = (end: string | null): string | null => (end ? shifted(end, -1) : null);
export const endAfter = (last: string | null): string | null => (last ? shifted(last, 1) : null);

/** The terms with the draft laid over them. */
export function laidOver(terms: Terms, draft: Draft, limits?: Terms["limits"], planVersion?: number): Terms {
  return {
    ...terms,
    ...(draft.name !== undefined ? { name: draft.name.trim() } : {}),
    ...(draft.plan ? { plan: draft.plan, plan_version: planVersion ?? terms.plan_version, limits: limits ?? terms.limits } : {}),
    ...(draft.sla !== undefined ? { sla: draft.sla } : {}),
    ...(draft.last_day !== undefined ? { end_date: endAfter(draft.last_day) } : {}),
    ...(draft.rank !== undefined ? { rank: draft.rank } : {}),
    ...(draft.covers_children !== undefined ? { covers_children: draft.covers_children } : {}),
    ...(draft.coverage ? { coverage: { ...terms.coverage, ...draft.coverage } } : {}),
  };
}

/** The body of the request: only what differs, so that nothing else is set back. */
export function amendmentOf(before: Terms, after: Terms, day: string, note: string): Record<string, unknown> {
  const changed = new Set<Term>(differences(before, after));
  const out: Record<string, unknown> = { effective_date: day };
  if (note.trim()) out.note = note.trim();
  if (changed.has("name")) out.name = after.name;
  if (changed.has("plan")) out.plan_id = after.plan.id;
  if (changed.has("sla")) out.sla_id = after.sla?.id ?? null;
  if (changed.has("end_date")) out.end_date = after.end_date;
  if (changed.has("rank")) out.rank = after.rank;
  if (changed.has("covers_children")) out.covers_children = after.covers_children;
  // The server's own mark for children lives beside the lists.
  if (COVERED.some((each) => changed.has(each))) out.coverage = Object.fromEntries(COVERED.map((each) => [each, after.coverage?.[each] ?? []]));
  return out;
}

/** The civil day in a zone. */
export function dayIn(zone: string, at: number): string {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" });
  return parts.format(at);
}

/** How far a zone is ahead of UTC at an instant, in milliseconds. */
function ahead(zone: string, at: number): number {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" }).formatToParts(at);
  const part = (type: string): number => Number(parts.find((each) => each.type === type)?.value);
  return Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second")) - Math.floor(at / 1000) * 1000;
}

/** The first instant after a civil day in a zone. */
export function endOfDay(day: string, zone: string): string {
  const wall = Date.parse(`${shifted(day, 1)}T00:00:00Z`);
  let at = wall - ahead(zone, wall);
  at = wall - ahead(zone, at);
  return new Date(at).toISOString();
}

/** Hundredths of what somebody wrote as credits; null for what is none. */
export function hundredthsOf(text: string): number | null {
  const found = /^\s*(\d{1,6})(?:[.,](\d{1,2}))?\s*$/.exec(text);
  if (!found) return null;
  const n = Number(found[1]) * 100 + Number((found[2] ?? "").padEnd(2, "0"));
  return n > 0 ? n : null;
}

/** The same with a sign before it: a correction goes up or down. */
export function signedHundredthsOf(text: string): number | null {
  const found = /^\s*([+−-]?)(.*)$/.exec(text);
  const n = hundredthsOf(found?.[2] ?? "");
  return n === null ? null : found?.[1] && found[1] !== "+" ? -n : n;
}
