/* The agreement sheet of a contract, by the names of the API. */
import { queryOptions } from "@tanstack/react-query";
import { API, body, client, getCsrfToken } from "../api/client";
import { problemOf } from "../api/problem";
import { queryClient } from "../api/queries";
import type { Contract, Page, Schema } from "../api/types";
import type { Lang } from "../lib/i18n";
import type { Block } from "../policy/api";

export type Attainment = Schema<"AttainmentView">;
export type Goal = Schema<"GoalView">;
export type AgreementPeriod = Schema<"AgreementPeriod">;
export type Missed = Schema<"MissedView">;
/** Blocks are told by their kind, which the document of the server leaves open. */
export type Agreement = Omit<Schema<"AgreementView">, "sections" | "language"> & { language: Lang; sections: { id: string; title: string; blocks: Block[] }[] };

export const agreementQuery = (id: string, lang: Lang) =>
  queryOptions({
    queryKey: ["contract", id, "agreement", lang],
    queryFn: () => body<Agreement>(client.GET("/api/v1/contracts/{contract}/agreement", { params: { path: { contract: id }, query: { locale: lang } } }) as never),
  });

/** Where the sheet is as a file, in the reader's language. */
export const fileOf = (id: string, kind: "pdf" | "html", lang: Lang): string => `${API}/contracts/${id}/agreement.${kind}?locale=${lang}`;

const METRICS = ["first_response", "next_response", "update", "resolution"] as const;

/** Verdicts of both periods by metric, over all priorities; metrics without a goal are left out. */
export function byMetric(goals: readonly Goal[]): { metric: string; current: Attainment; last: Attainment }[] {
  return METRICS.filter((metric) => goals.some((goal) => goal.metric === metric)).map((metric) => {
    const of = goals.filter((goal) => goal.metric === metric);
    return { metric, current: sum(of.map((goal) => goal.current)), last: sum(of.map((goal) => goal.last)) };
  });
}

function sum(all: readonly (Attainment | null | undefined)[]): Attainment {
  let met = 0;
  let missed = 0;
  for (const each of all) {
    met += each?.met ?? 0;
    missed += each?.missed ?? 0;
  }
  // Rounded down, as the server does: all is said only where nothing was missed.
  return { met, missed, attained_basis_points: met + missed === 0 ? null : Math.floor((met * 10_000) / (met + missed)) };
}

export type OfferedDocument = Schema<"DocumentView">;
export type ContractFile = Schema<"ContractFileView">;
export interface AcceptInput {
  document_sha256: string;
  name: string;
  reason?: string;
}

const ofContract = (contract: string) => ({ params: { path: { contract } } });

export const documentsQuery = (contract: string) =>
  queryOptions({
    queryKey: ["contract", contract, "documents"],
    queryFn: async () => (await body<{ items: OfferedDocument[] }>(client.GET("/api/v1/contracts/{contract}/documents", ofContract(contract)))).items,
  });
export const filesQuery = (contract: string) =>
  queryOptions({
    queryKey: ["contract", contract, "files"],
    queryFn: async () => (await body<{ items: ContractFile[] }>(client.GET("/api/v1/contracts/{contract}/files", ofContract(contract)))).items,
  });

/** States in which a contract is nobody's offer any more. */
const SETTLED = ["cancelled", "expired"];
const WAITING = "awaiting_acceptance";
/** What waits for an answer; a customer also finds, below it, what was agreed before. */
export const offersQuery = (customer: boolean) =>
  queryOptions({
    queryKey: ["offers", customer],
    queryFn: async () => {
      // A customer sees the contracts of their own accounts alone; the desk has too many to look through.
      const asked = customer ? {} : { state: WAITING };
      const all: Contract[] = [];
      let cursor: string | null = null;
      do {
        const page: Page<Contract> = await body(client.GET("/api/v1/contracts", { params: { query: { ...asked, limit: 200, ...(cursor ? { cursor } : {}) } } }));
        all.push(...page.items);
        cursor = page.next_cursor;
      } while (cursor);
      const waits = (one: Contract): number => (one.state === WAITING ? 0 : 1);
      return all.filter((one) => !SETTLED.includes(one.state)).sort((a, b) => waits(a) - waits(b) || a.number - b.number);
    },
  });

export async function acceptOffer(agreement: Agreement, input: AcceptInput, key: string): Promise<void> {
  const contract = agreement.contract_id;
  try {
    await body(client.POST("/api/v1/contracts/{contract}/accept", { ...ofContract(contract), headers: { "Idempotency-Key": key }, body: input }));
  } finally {
    // Also when it was refused: the document may be another one now.
    void queryClient.invalidateQueries({ queryKey: ["contract", contract] });
    void queryClient.invalidateQueries({ queryKey: ["offers"] });
    void queryClient.invalidateQueries({ queryKey: ["account", agreement.account.id] });
  }
}

const filesChanged = (contract: string): void => void queryClient.invalidateQueries({ queryKey: ["contract", contract, "files"] });

export async function addFile(contract: string, file: File, forCustomer: boolean, key: string): Promise<void> {
  const query = new URLSearchParams({ name: file.name, for_customer: String(forCustomer) });
  const answer = await fetch(`${API}/contracts/${contract}/files?${query.toString()}`, {
    method: "POST",
    credentials: "same-origin",
    headers: { "X-CSRF-Token": getCsrfToken(), "Idempotency-Key": key, "Content-Type": file.type || "application/octet-stream", Accept: "application/json" },
    body: file,
  });
  if (!answer.ok) throw await problemOf(answer);
  filesChanged(contract);
}

export async function removeFile(contract: string, file: string): Promise<void> {
  await body(client.POST("/api/v1/contracts/{contract}/files/{file}/remove", { params: { path: { contract, file } }, body: {} as never }));
  filesChanged(contract);
}
