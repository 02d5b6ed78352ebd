/* Templates of contracts and their use on many accounts, by the names of the API. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { body, client, etag, newKey } from "../api/client";
import { PAGE_SIZE, queryClient } from "../api/queries";
import type { Account, Page } from "../api/types";
import type { MessageId } from "../lib/i18n";
import type { Encoded } from "../promises/draft";
import { parseMoney, parseWhole } from "../promises/duration";

export const TERM_UNITS = ["year", "half_year", "quarter", "month", "week", "day"] as const;
export type TermUnit = (typeof TERM_UNITS)[number];
/** Kinds of coverage that do not belong to one account. */
export const SHARED = ["products", "channels", "types"] as const;
export type Shared = (typeof SHARED)[number];

export interface TemplateSpec {
  plan_id: string;
  sla_id?: string | null;
  contract_name?: string | null;
  term?: { unit: TermUnit; count: number } | null;
  coverage?: Partial<Record<Shared, string[]>>;
  covers_children?: boolean;
  rank?: number;
  terms_text?: string;
}
export interface Template {
  id: string;
  name: string;
  spec: TemplateSpec;
  current_version: number;
  archived_at?: string | null;
  version: number;
  updated_at: string;
}
interface NamedRef {
  id: string;
  name: string;
}
export interface PreviewLine {
  account: NamedRef;
  outcome: "made" | "refused";
  end_date: string | null;
  code: string | null;
  detail: string | null;
  other_contract: NamedRef | null;
}
export interface ApplyLine {
  account: NamedRef;
  outcome: "waiting" | "made" | "refused";
  contract_id: string | null;
  code: string | null;
  detail: string | null;
}
export interface Apply {
  id: string;
  template_id: string;
  template_version: number;
  start_date: string;
  state: string;
  created_by: string | null;
  created_at: string;
  waiting: number;
  made: number;
  refused: number;
  accounts: ApplyLine[];
}
export interface ApplyInput {
  account_ids: string[];
  start_date: string;
  state: string;
}

const LIST_MAX = 200;
/** How often the outcome is asked for while accounts wait. */
const ASK_AGAIN_MS = 700;

const TEMPLATES = ["contract_templates"] as const;
export const templatesQuery = (archived = false) =>
  queryOptions({
    queryKey: archived ? [...TEMPLATES, "archived"] : TEMPLATES,
    queryFn: async () => (await body<Page<Template>>(client.GET("/api/v1/contract_templates", { params: { query: { limit: LIST_MAX, ...(archived ? { archived } : {}) } } }))).items,
  });
export const templateQuery = (id: string) =>
  queryOptions({
    queryKey: ["contract_templates", id],
    queryFn: () => body<Template>(client.GET("/api/v1/contract_templates/{template}", { params: { path: { template: id } } })),
  });
export const appliesQuery = (id: string) =>
  queryOptions({
    queryKey: ["contract_templates", id, "applies"],
    queryFn: async () => (await body<{ items: Apply[] }>(client.GET("/api/v1/contract_templates/{template}/applies", { params: { path: { template: id } } }))).items,
  });
export const applyQuery = (id: string) =>
  queryOptions({
    queryKey: ["contract_template_applies", id],
    queryFn: () => body<Apply>(client.GET("/api/v1/contract_template_applies/{apply}", { params: { path: { apply: id } } })),
    refetchInterval: ({ state }) => (state.data && state.data.waiting === 0 ? false : ASK_AGAIN_MS),
  });

export interface AccountFilter {
  q: string;
  segment: string;
  /** In whole units, as typed. */
  least: string;
}
/** Revenues are compared in the smallest unit; most currencies have two digits. */
export const leastMinor = (typed: string): number | null => (typed.trim() ? parseMoney(typed, "EUR") : null);
export const pickAccountsQuery = (filter: AccountFilter) =>
  infiniteQueryOptions({
    queryKey: ["accounts", "pick", filter],
    queryFn: ({ pageParam, signal }) => {
      const least = leastMinor(filter.least);
      return body<Page<Account>>(
        client.GET("/api/v1/accounts", {
          params: {
            query: {
              limit: PAGE_SIZE,
              ...(filter.q.trim() ? { q: filter.q.trim() } : {}),
              ...(filter.segment.trim() ? { segment: filter.segment.trim() } : {}),
              ...(least !== null ? { annual_revenue_min_minor: least } : {}),
              ...(pageParam ? { cursor: pageParam } : {}),
            },
          },
          signal,
        }),
      );
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
  });

export const previewApply = (template: string, input: ApplyInput): Promise<PreviewLine[]> =>
  body<{ items: PreviewLine[] }>(client.POST("/api/v1/contract_templates/{template}/preview", { params: { path: { template } }, body: input })).then((list) => list.items);
export async function startApply(template: string, input: ApplyInput, key: string): Promise<Apply> {
  const made = await body<Apply>(client.POST("/api/v1/contract_templates/{template}/applies", { params: { path: { template } }, headers: { "Idempotency-Key": key }, body: input }));
  queryClient.setQueryData(applyQuery(made.id).queryKey, made);
  void queryClient.invalidateQueries({ queryKey: ["contract_templates", template, "applies"] });
  return made;
}
export async function keepTemplate(kept: Template | null, input: Record<string, unknown>, key: string): Promise<Template> {
  const saved = await body<Template>(
    kept
      ? client.PATCH("/api/v1/contract_templates/{template}", { params: { path: { template: kept.id } }, headers: { "If-Match": etag(kept.version) }, body: input as never })
      : client.POST("/api/v1/contract_templates", { headers: { "Idempotency-Key": key }, body: input as never }),
  );
  queryClient.setQueryData(templateQuery(saved.id).queryKey, saved);
  void queryClient.invalidateQueries({ queryKey: TEMPLATES, exact: true });
  return saved;
}
export async function moveTemplate(kept: Template, to: "archive" | "restore"): Promise<void> {
  await body(client.POST(`/api/v1/contract_templates/{template}/${to}`, { params: { path: { template: kept.id } }, headers: { "If-Match": etag(kept.version), "Idempotency-Key": newKey() }, body: {} as never }));
  void queryClient.invalidateQueries({ queryKey: TEMPLATES });
}

export interface TemplateFields {
  name: string;
  contract_name: string;
  plan_id: string;
  sla_id: string;
  /** Empty is open-ended. */
  count: string;
  unit: TermUnit;
  rank: string;
  children: boolean;
  terms_text: string;
  coverage: Record<Shared, string[]>;
}

export function templateFields(from: Template | null): TemplateFields {
  const spec = from?.spec;
  return {
    name: from?.name ?? "",
    contract_name: spec?.contract_name ?? "",
    plan_id: spec?.plan_id ?? "",
    sla_id: spec?.sla_id ?? "",
    count: spec ? (spec.term ? String(spec.term.count) : "") : "1",
    unit: spec?.term?.unit ?? "year",
    rank: String(spec?.rank ?? 100),
    children: spec?.covers_children ?? false,
    terms_text: spec?.terms_text ?? "",
    coverage: Object.fromEntries(SHARED.map((kind) => [kind, [...(spec?.coverage?.[kind] ?? [])]])) as Record<Shared, string[]>,
  };
}

export function encodeTemplate(form: TemplateFields): Encoded {
  const at = new Map<string, string>([["name", "name"], ["spec.contract_name", "contract_name"], ["spec.plan_id", "plan_id"], ["spec.sla_id", "sla_id"], ["spec.term", "count"], ["spec.term.count", "count"], ["spec.rank", "rank"], ["spec.terms_text", "terms_text"]]);
  for (const kind of SHARED) at.set(`spec.coverage.${kind}`, `coverage.${kind}`);
  const wrong: Record<string, MessageId> = {};
  if (!form.name.trim()) wrong.name = "field-needed";
  if (!form.plan_id) wrong.plan_id = "field-needed";
  const count = form.count.trim() ? parseWhole(form.count) : null;
  if (form.count.trim() && count === null) wrong.count = "promise-bad-number";
  const rank = /^-?\d{1,9}$/.test(form.rank.trim()) ? Number(form.rank) : null;
  if (rank === null) wrong.rank = "promise-bad-number";
  const coverage = Object.fromEntries(SHARED.flatMap((kind) => (form.coverage[kind].length > 0 ? [[kind, form.coverage[kind]]] : [])));
  return {
    body: {
      name: form.name.trim(),
      spec: {
        plan_id: form.plan_id,
        sla_id: form.sla_id || null,
        contract_name: form.contract_name.trim() || null,
        term: count === null ? null : { unit: form.unit, count },
        coverage,
        covers_children: form.children,
        rank: rank ?? 0,
        terms_text: form.terms_text,
      },
    },
    at,
    wrong,
  };
}
