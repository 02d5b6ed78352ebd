/* Tables of accounts, by the names of the API. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { API, body, client, getCsrfToken } from "../../api/client";
import { problemOf } from "../../api/problem";
import { PAGE_SIZE, queryClient } from "../../api/queries";
import type { Page, Schema } from "../../api/types";

export type Import = Schema<"AccountImportView">;
export type Table = Schema<"ImportTableView">;
export type Options = Schema<"ImportOptions">;
export type Field = Schema<"ImportField">;
export type Line = Schema<"ImportLineView">;
export type Preview = Schema<"ImportPreviewView">;
export const FIELDS = ["external_ref", "id", "name", "parent_ref", "segment", "industry", "annual_revenue", "open_deal_value", "currency", "zone", "locale", "notes", "domains"] as const satisfies readonly Field[];
export const CHARSETS = ["utf-8", "utf-16le", "utf-16be", "gb18030", "big5", "windows-1252", "shift_jis"] as const;
export const SEPARATORS = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "bar" } as const;
export const OUTCOMES = ["created", "changed", "unchanged", "refused"] as const;
export type Outcome = (typeof OUTCOMES)[number];
export const LINES_MAX = 5_000;
export const BYTES_MAX = 4 * 1024 * 1024;
/** How often the outcome is asked for while lines wait. */
const ASK_AGAIN_MS = 700;

const of = (id: string) => ({ params: { path: { import: id } } });

export const importsQuery = queryOptions({
  queryKey: ["account_imports"],
  queryFn: async () => (await body<{ items: Import[] }>(client.GET("/api/v1/account_imports"))).items,
});
export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ["account_imports", id],
    queryFn: () => body<Import>(client.GET("/api/v1/account_imports/{import}", of(id))),
    refetchInterval: ({ state }) => (state.data?.state === "running" ? ASK_AGAIN_MS : false),
  });
export const tableQuery = (id: string, asked: { charset?: string; separator?: string }) =>
  queryOptions({
    queryKey: ["account_imports", id, "table", asked],
    queryFn: () => body<Table>(client.GET("/api/v1/account_imports/{import}/table", { params: { path: { import: id }, query: asked } })),
    retry: false,
  });
export const linesQuery = (id: string, outcome: Outcome | null) =>
  infiniteQueryOptions({
    queryKey: ["account_imports", id, "lines", outcome],
    queryFn: ({ pageParam }) => body<Page<Line>>(client.GET("/api/v1/account_imports/{import}/lines", { params: { path: { import: id }, query: { limit: PAGE_SIZE, ...(outcome ? { outcome } : {}), ...(pageParam ? { cursor: pageParam } : {}) } } })),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
  });

export async function sendTable(name: string, bytes: Blob, key: string): Promise<Import> {
  const answer = await fetch(`${API}/account_imports?${new URLSearchParams({ name }).toString()}`, {
    method: "POST",
    credentials: "same-origin",
    headers: { "X-CSRF-Token": getCsrfToken(), "Idempotency-Key": key, "Content-Type": "application/octet-stream", Accept: "application/json" },
    body: bytes,
  });
  if (!answer.ok) throw await problemOf(answer);
  return (await answer.json()) as Import;
}
export const previewTable = (id: string, options: Options, outcome: Outcome | null, after: number | null): Promise<Preview> =>
  body<Preview>(client.POST("/api/v1/account_imports/{import}/preview", { ...of(id), body: { options, outcome, after } }));
export async function startTable(id: string, options: Options, key: string): Promise<void> {
  const started = await body<Import>(client.POST("/api/v1/account_imports/{import}/start", { ...of(id), headers: { "Idempotency-Key": key }, body: options }));
  queryClient.setQueryData(importQuery(id).queryKey, started);
  void queryClient.invalidateQueries({ queryKey: importsQuery.queryKey, exact: true });
  void queryClient.invalidateQueries({ queryKey: ["accounts"] });
}
