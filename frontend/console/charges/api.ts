/* Charge lines, by the names of the API. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { API, body, client } from "../api/client";
import { queryClient } from "../api/queries";
import type { Schema } from "../api/types";

export const STATUSES = ["draft", "approved", "invoiced", "waived"] as const;
export type ChargeStatus = (typeof STATUSES)[number];
export type Charge = Schema<"ChargeView"> & { status: ChargeStatus };
export type ChargeTotal = Schema<"ChargeTotal">;
export type Outcome = Schema<"BulkChargeResult">;
export interface Decision {
  status: ChargeStatus;
  reason?: string;
  invoice_reference?: string;
}
/** As the page's address has it; days are the reader's own. */
export type ChargeSearch = Partial<Record<"status" | "account" | "contract" | "currency" | "from" | "to", string>>;
type ChargeFilter = Partial<Record<"status" | "account" | "contract" | "currency" | "from" | "before", string>>;

/** Most lines of one decision. */
export const CHARGES_BULK_MAX = 200;
const PAGE_SIZE = 100;

/** The end of a chosen day belongs to it: lines are asked for before the next day begins. */
export function filterOf(search: ChargeSearch): ChargeFilter {
  const { from, to, ...rest } = search;
  const instant = (day: string, later: number): string | null => {
    const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
    const at = new Date(year, month - 1, date + later);
    return Number.isNaN(at.getTime()) ? null : at.toISOString();
  };
  const start = from ? instant(from, 0) : null;
  const end = to ? instant(to, 1) : null;
  return { ...rest, ...(start ? { from: start } : {}), ...(end ? { before: end } : {}) };
}

export const chargesQuery = (search: ChargeSearch) =>
  infiniteQueryOptions({
    queryKey: ["charges", "list", search],
    queryFn: ({ pageParam, signal }) =>
      body<{ items: Charge[]; next_cursor: string | null }>(client.GET("/api/v1/charges", { params: { query: { ...filterOf(search), limit: PAGE_SIZE, ...(pageParam ? { cursor: pageParam } : {}) } }, signal })),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
  });

/** Of every status and currency, so that the figures stay when one of them is opened. */
export const totalsQuery = (search: ChargeSearch) => {
  const { status: _status, currency: _currency, ...rest } = filterOf(search);
  return queryOptions({
    queryKey: ["charges", "totals", rest],
    queryFn: async ({ signal }) => (await body<{ items: ChargeTotal[] }>(client.GET("/api/v1/charges/totals", { params: { query: rest }, signal }))).items,
  });
};

export const fileOf = (kind: "csv" | "json", search: ChargeSearch): string => {
  const query = new URLSearchParams(filterOf(search) as Record<string, string>).toString();
  return `${API}/charges.${kind}${query ? `?${query}` : ""}`;
};

export async function decide(lines: readonly Charge[], change: Decision, key: string): Promise<Outcome[]> {
  const charges = lines.map(({ id, version }) => ({ id, version }));
  const { items } = await body<{ items: Outcome[] }>(client.POST("/api/v1/charges/bulk", { headers: { "Idempotency-Key": key }, body: { charges, change } as never }));
  void queryClient.invalidateQueries({ queryKey: ["charges"] });
  return items;
}
