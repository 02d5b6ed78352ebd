/* The agreement sheet of a contract, by the names of the API. */
import { queryOptions } from "@tanstack/react-query";
import { API, body, client } from "../api/client";
import type { Lang } from "../lib/i18n";
import type { Block } from "../policy/api";

export interface Attainment {
  met: number;
  missed: number;
  attained_basis_points: number | null;
}
export interface Goal {
  metric: string;
  priority: string | null;
  product: { id: string; name: string } | null;
  target_seconds: number;
  current: Attainment | null;
  last: Attainment | null;
}
export interface AgreementPeriod {
  first_day: string;
  last_day: string;
  waited_tickets: number;
  waited_seconds: number;
}
export interface Missed {
  ticket_number: number;
  subject: string;
  priority: string | null;
  metric: string;
  due_at: string | null;
  fulfilled_at: string | null;
  current: boolean;
}
export interface Agreement {
  contract_id: string;
  number: number;
  name: string;
  account: { id: string; name: string };
  state: string;
  version: number;
  current_period: AgreementPeriod | null;
  last_period: AgreementPeriod | null;
  goals: Goal[];
  missed: Missed[];
  language: Lang;
  title: string;
  subtitle: string;
  sections: { id: string; title: string; blocks: Block[] }[];
}

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

function sum(all: readonly (Attainment | null)[]): Attainment {
  let met = 0;
  let missed = 0;
  for (const each of all) {
    met += each?.met ?? 0;
    missed += each?.missed ?? 0;
  }
  // Rounded down, as the server does: all is said only where nothing was missed.
  return { met, missed, attained_basis_points: met + missed === 0 ? null : Math.floor((met * 10_000) / (met + missed)) };
}
