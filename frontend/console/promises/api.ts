/* What the server keeps of calendars, SLAs, plans and the desk's words, by the names of the API. */
import { queryOptions } from "@tanstack/react-query";
import { body, client, etag, newKey } from "../api/client";
import { queryClient } from "../api/queries";
import type { Page } from "../api/types";
import type { CalendarSpec } from "./calendar";
import type { Finding } from "./lint";
import type { PlanSpec } from "./plan";
import type { SlaSpec } from "./sla";

const LIST_MAX = 200;
const MINUTE_MS = 60_000;

interface Kept<S> {
  id: string;
  name: string;
  spec: S;
  current_version: number;
  archived_at?: string | null;
  version: number;
  updated_at: string;
}
export type CalendarKept = Kept<CalendarSpec>;
export interface SlaKept extends Kept<SlaSpec> {
  layer: string;
  calendar_id: string;
}
export interface PlanKept extends Kept<PlanSpec> {
  sla_id?: string | null;
  is_default: boolean;
}
export interface KeptOf {
  calendars: CalendarKept;
  slas: SlaKept;
  plans: PlanKept;
}
export type Kind = keyof KeptOf;
export const KINDS: readonly Kind[] = ["plans", "slas", "calendars"];
/** Which right an editor needs. */
export const MANAGES: Record<Kind, string> = { calendars: "calendar_manage", slas: "sla_manage", plans: "plan_manage" };

export interface Version<S = unknown> {
  version: number;
  spec: S;
  /** Of an SLA, where the server tells it: the calendar that this version is measured in. */
  calendar_id?: string | null;
  effective_at: string;
  created_by: string | null;
  created_at: string;
}
export interface StatusKept {
  id: string;
  name: string;
  category: string;
  pauses: string[];
  position: number;
  is_default: boolean;
  archived_at?: string | null;
  version: number;
}
export interface TypeKept {
  id: string;
  name: string;
  position: number;
  archived_at?: string | null;
  version: number;
}
export interface Band {
  name: string;
  from: number;
  to?: number | null;
}
export interface Bands {
  bands: Band[];
  gaps: { from: number; to?: number | null }[];
  version: number;
}
export type Matrix = Record<string, Record<string, string>>;

const PATHS = { calendars: "/api/v1/calendars", slas: "/api/v1/slas", plans: "/api/v1/plans" } as const;

/** The same verbs for all three; their paths differ in a name that the typed client wants to know beforehand. */
interface Plain {
  GET: (path: string, options?: object) => Promise<{ data?: unknown; response: Response }>;
  POST: Plain["GET"];
  PATCH: Plain["GET"];
  PUT: Plain["GET"];
}
const plain = client as unknown as Plain;

export const listQuery = <K extends Kind>(kind: K, archived = false) =>
  queryOptions({
    queryKey: archived ? ["promises", kind, "archived"] : ["promises", kind],
    queryFn: async () => {
      const items: KeptOf[K][] = [];
      let cursor: string | null = null;
      do {
        const page: Page<KeptOf[K]> = await body(plain.GET(PATHS[kind], { params: { query: { limit: LIST_MAX, ...(archived ? { archived } : {}), ...(cursor ? { cursor } : {}) } } }));
        items.push(...page.items);
        cursor = page.next_cursor;
      } while (cursor);
      return items;
    },
    staleTime: MINUTE_MS,
  });
export const oneQuery = <K extends Kind>(kind: K, id: string) =>
  queryOptions({
    queryKey: ["promises", kind, id],
    queryFn: () => body<KeptOf[K]>(plain.GET(`${PATHS[kind]}/${encodeURIComponent(id)}`)),
    staleTime: 0,
  });
export const versionsQuery = (kind: Kind, id: string) =>
  queryOptions({
    queryKey: ["promises", kind, id, "versions"],
    queryFn: async () => (await body<{ items: Version[] }>(plain.GET(`${PATHS[kind]}/${encodeURIComponent(id)}/versions`))).items,
  });

/** Writes a new one, or another version of one over the version that was seen. */
export async function keep<K extends Kind>(kind: K, id: string | null, version: number, input: object, key: string): Promise<KeptOf[K]> {
  const saved = await body<KeptOf[K]>(
    id === null
      ? plain.POST(PATHS[kind], { headers: { "Idempotency-Key": key }, body: input })
      : plain.PATCH(`${PATHS[kind]}/${encodeURIComponent(id)}`, { headers: { "If-Match": etag(version) }, body: input }),
  );
  queryClient.setQueryData(["promises", kind, saved.id], saved);
  void queryClient.invalidateQueries({ queryKey: ["promises", kind] });
  // Plans are also what tickets are filtered by.
  if (kind === "plans") void queryClient.invalidateQueries({ queryKey: ["plans"] });
  return saved;
}

export async function movePromise<K extends Kind>(kind: K, kept: KeptOf[K], to: "archive" | "restore"): Promise<void> {
  await body(plain.POST(`${PATHS[kind]}/${encodeURIComponent(kept.id)}/${to}`, { headers: { "If-Match": etag(kept.version), "Idempotency-Key": newKey() }, body: {} }));
  void queryClient.invalidateQueries({ queryKey: ["promises", kind] });
  if (kind === "plans") void queryClient.invalidateQueries({ queryKey: ["plans"] });
}

export interface FeedPreview {
  added: { date: string; name?: string }[];
  unchanged: { date: string; name?: string }[];
  skipped: { summary: string; reason: string }[];
  /** Days that are hardly days off; paths point into this answer (`/added/3`). */
  findings: Finding[];
}
export const previewFeed = (calendar: string, ics: string): Promise<FeedPreview> =>
  body(client.POST("/api/v1/calendars/{calendar}/holidays/preview", { params: { path: { calendar } }, body: { ics } }));

export const calculate = async (spec: CalendarSpec, start: string, seconds: number): Promise<string> =>
  (await body<{ result: unknown }>(client.POST("/api/v1/calendars/calculate", { body: { ...spec, exception_names: undefined, op: "add", start, seconds } as never }))).result as string;

const words = <T>(key: string, path: string) =>
  queryOptions({
    queryKey: [key, "kept"],
    queryFn: async () => (await body<Page<T>>(plain.GET(path, { params: { query: { limit: LIST_MAX, archived: true } } }))).items,
    staleTime: MINUTE_MS,
  });
export const statusesKeptQuery = words<StatusKept>("statuses", "/api/v1/statuses");
export const typesKeptQuery = words<TypeKept>("ticket_types", "/api/v1/ticket_types");
export const rolesQuery = queryOptions({
  queryKey: ["roles"],
  queryFn: async () => (await body<Page<{ id: string; name: string }>>(client.GET("/api/v1/roles", { params: { query: { limit: LIST_MAX } } }))).items,
  staleTime: MINUTE_MS,
});
export const matrixQuery = queryOptions({
  queryKey: ["settings", "priority_matrix"],
  queryFn: () => body<{ matrix: Matrix; version: number }>(client.GET("/api/v1/settings/priority_matrix", {})),
});
export const bandsQuery = queryOptions({
  queryKey: ["settings", "licence_bands"],
  queryFn: () => body<Bands>(client.GET("/api/v1/settings/licence_bands", {})),
});
export const reopenQuery = queryOptions({
  queryKey: ["settings", "reopen_policy"],
  queryFn: () => body<{ closed_reopens_days: number; version: number }>(client.GET("/api/v1/settings/reopen_policy", {})),
});

export interface EscalationPolicy {
  tell_customer: boolean;
  next_update_minutes: Record<"urgent" | "high" | "normal" | "low" | "none", number>;
  version: number;
}
export const escalationPolicyQuery = queryOptions({
  queryKey: ["settings", "escalation_policy"],
  queryFn: () => body<EscalationPolicy>(client.GET("/api/v1/settings/escalation_policy", {})),
});

/** A setting as a whole, over the version that was seen. */
export async function putSetting<T>(name: "priority_matrix" | "licence_bands" | "reopen_policy" | "escalation_policy" | "handoff_policy", version: number, input: object): Promise<T> {
  const saved = await body<T>(plain.PUT(`/api/v1/settings/${name}`, { headers: { "If-Match": etag(version) }, body: input }));
  queryClient.setQueryData(["settings", name], saved);
  return saved;
}

/** A status or ticket type: made, changed, put away or brought back. */
export async function keepWord<T>(kind: "statuses" | "ticket_types", id: string | null, version: number, input: object, key: string): Promise<T> {
  const path = `/api/v1/${kind}`;
  const saved = await body<T>(
    id === null ? plain.POST(path, { headers: { "Idempotency-Key": key }, body: input }) : plain.PATCH(`${path}/${encodeURIComponent(id)}`, { headers: { "If-Match": etag(version) }, body: input }),
  );
  void queryClient.invalidateQueries({ queryKey: [kind] });
  return saved;
}
export async function moveWord(kind: "statuses" | "ticket_types", id: string, version: number, to: "archive" | "restore"): Promise<void> {
  await body(plain.POST(`/api/v1/${kind}/${encodeURIComponent(id)}/${to}`, { headers: { "If-Match": etag(version), "Idempotency-Key": newKey() } }));
  void queryClient.invalidateQueries({ queryKey: [kind] });
}
