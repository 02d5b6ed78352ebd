/* Handoffs, by the names of the API. */
import { queryOptions } from "@tanstack/react-query";
import { acceptTicket } from "../api/actions";
import { API, body, client, etag } from "../api/client";
import { queryClient } from "../api/queries";
import type { Schema, Ticket } from "../api/types";
import type { Translator } from "../lib/i18n";

export type Ownership = Schema<"OwnershipView">;
export type Report = Schema<"HandoffReport">;
export type Counts = Schema<"HandoffCounts">;
export type HandoffPolicy = Schema<"HandoffPolicyView">;

export const NOTE_PARTS = ["tried", "found", "next", "promised"] as const;
/** Characters of each part of the note, and of why an offer is declined, at most. */
export const NOTE_CHARS_MAX = 2000;

export const ownershipQuery = (ticket: Ticket) =>
  queryOptions({
    queryKey: ["ticket", String(ticket.number), "ownership", ticket.version],
    queryFn: () => body<Ownership>(client.GET("/api/v1/tickets/{ticket}/ownership", { params: { path: { ticket: String(ticket.number) } } })),
  });

export const handoffPolicyQuery = queryOptions({
  queryKey: ["settings", "handoff_policy"],
  queryFn: () => body<HandoffPolicy>(client.GET("/api/v1/settings/handoff_policy", {})),
});

/** The reasons that a desk begins with, in the reader's language until the desk gives them names of its own. */
const FIRST_REASONS: Readonly<Record<string, string>> = { skill: "Needs another skill", access: "Needs access we lack", wrong_team: "Came to the wrong team", end_of_shift: "End of shift", workload: "Workload" };

export function reasonName(tr: Translator, key: string, name: string): string {
  return FIRST_REASONS[key] === name ? (tr.dynamic(`handoff-first-${key.replaceAll("_", "-")}`) ?? name) : name;
}

/** Days of a report, as the page's address has them. */
export interface Span {
  from: string;
  to: string;
}

/** Before the day after the last one begins, in the reader's own zone. */
export function instants(span: Span): { from: string; before: string } {
  const at = (day: string, later: number): string => {
    const [year = 1970, month = 1, date = 1] = day.split("-").map(Number);
    return new Date(year, month - 1, date + later).toISOString();
  };
  return { from: at(span.from, 0), before: at(span.to, 1) };
}

export const reportQuery = (span: Span) =>
  queryOptions({
    queryKey: ["handoffs", span],
    queryFn: ({ signal }) => body<Report>(client.GET("/api/v1/handoffs", { params: { query: instants(span) }, signal })),
  });

export const csvOf = (span: Span): string => `${API}/handoffs.csv?${new URLSearchParams(instants(span)).toString()}`;

/** The list filter behind a number. */
export const handedOf = (report: Report, ...more: string[]): string => [report.from, report.before, ...more].join(",");

/** Sends a command about the offer of a ticket and takes the ticket as the server left it. */
export async function sendHandoff(ticket: Ticket, verb: "" | "/accept" | "/decline" | "/take_back", input: object, key: string): Promise<void> {
  try {
    const answer = await body<Ticket>(
      client.POST(`/api/v1/tickets/{ticket}/handoff${verb}`, {
        params: { path: { ticket: String(ticket.number) } },
        headers: { "If-Match": etag(ticket.version), "Idempotency-Key": key },
        body: input as never,
      }),
    );
    acceptTicket(answer);
  } finally {
    void queryClient.invalidateQueries({ queryKey: ["counts"] });
    void queryClient.invalidateQueries({ queryKey: ["handoffs"] });
    await queryClient.invalidateQueries({ queryKey: ["ticket", String(ticket.number)] });
  }
}
