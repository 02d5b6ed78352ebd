/* What the console changes. Edits show at once and roll back when refused. */
import { ask } from "../ui/ask";
import { toast } from "../ui/toast";
import type { Translator } from "../lib/i18n";
import { body, client, etag } from "./client";
import { Problem, asProblem, problemText } from "./problem";
import { queryClient } from "./queries";
import type { BulkResult, Page, Priority, Ticket, TicketRow } from "./types";

export interface TicketChange {
  status_id?: string;
  category?: string;
  pause_reason?: string;
  priority?: Priority | null;
  impact?: string | null;
  urgency?: string | null;
  type_id?: string | null;
  product_id?: string | null;
  asset_id?: string | null;
  account_id?: string | null;
  requester_id?: string;
  channel?: string;
  assignee_id?: string | null;
  team_id?: string | null;
  tags?: string[];
  subject?: string;
}
/** How the change looks before the server has answered. */
export type Look = Partial<Pick<Ticket, "status" | "priority" | "impact" | "urgency" | "type" | "assignee" | "team" | "tags" | "subject">>;

interface Pages {
  pages: Page<TicketRow>[];
  pageParams: unknown[];
}

/** Changes rows of every loaded list in place; a list whose rows stay alike is not touched. */
export function patchLists(change: (row: TicketRow) => TicketRow): void {
  queryClient.setQueriesData<Pages>({ queryKey: ["tickets"] }, (data) => {
    if (!data) return data;
    let touched = false;
    const pages = data.pages.map((page) => {
      let pageTouched = false;
      const items = page.items.map((row) => {
        const next = change(row);
        if (next !== row) pageTouched = true;
        return next;
      });
      if (!pageTouched) return page;
      touched = true;
      return { ...page, items };
    });
    return touched ? { ...data, pages } : data;
  });
}

/**
 * A pause needs a reason. Asks for it where the status is one that waits;
 * `false` when the change was called off.
 */
export async function pauseReason(tr: Translator, from: readonly string[], to: string): Promise<{ pause_reason?: string } | false> {
  if ((to !== "pending" && to !== "on_hold") || from.every((category) => category === to)) return {};
  const reason = await ask({
    title: tr.t(to === "pending" ? "pause-title-pending" : "pause-title-on-hold"),
    text: tr.t("pause-text"),
    label: tr.t("reason"),
    offers: to === "pending" ? [tr.t("pause-offer-answer"), tr.t("pause-offer-test")] : [tr.t("pause-offer-vendor"), tr.t("pause-offer-change")],
  });
  return reason === null ? false : { pause_reason: reason };
}

/** The server's word on a ticket, into every cache that shows it; whether a list does. */
export function acceptTicket(ticket: Ticket): boolean {
  queryClient.setQueryData<Ticket>(["ticket", String(ticket.number)], (old) => (old && old.version > ticket.version ? old : ticket));
  let listed = false;
  patchLists((row) => {
    if (row.number !== ticket.number) return row;
    listed = true;
    return row.version <= ticket.version ? { ...row, ...pickRow(ticket, row) } : row;
  });
  return listed;
}

function pickRow(ticket: Ticket, row: TicketRow): Partial<TicketRow> {
  const next: Record<string, unknown> = {};
  for (const key of Object.keys(row) as (keyof TicketRow)[]) {
    if (key in ticket) next[key] = ticket[key];
  }
  return next as Partial<TicketRow>;
}

export async function changeTicket(tr: Translator, ticket: TicketRow, change: TicketChange, look: Look): Promise<boolean> {
  const key = ["ticket", String(ticket.number)];
  const before = queryClient.getQueryData<Ticket>(key);
  if (before) queryClient.setQueryData<Ticket>(key, { ...before, ...look });
  patchLists((row) => (row.number === ticket.number ? { ...row, ...look } : row));
  try {
    const saved = await body<Ticket>(
      client.PATCH("/api/v1/tickets/{ticket}", {
        params: { path: { ticket: String(ticket.number) } },
        headers: { "If-Match": etag(before?.version ?? ticket.version) },
        body: change,
      }),
    );
    acceptTicket(saved);
    void queryClient.invalidateQueries({ queryKey: [...key, "events"] });
    return true;
  } catch (error) {
    if (before) queryClient.setQueryData<Ticket>(key, before);
    patchLists((row) => (row.number === ticket.number ? { ...row, ...oldLook(ticket, look) } : row));
    if (asProblem(error).status === 412) {
      // Somebody was faster: show what is true now, and let the agent decide anew.
      await queryClient.invalidateQueries({ queryKey: key });
    }
    toast({ text: problemText(tr, error), tone: "error" });
    return false;
  }
}

function oldLook(ticket: TicketRow, look: Look): Partial<TicketRow> {
  const old: Record<string, unknown> = {};
  for (const key of Object.keys(look)) {
    if (key in ticket) old[key] = ticket[key as keyof TicketRow];
  }
  return old as Partial<TicketRow>;
}

/** How far this person has read, into every list and page that marks what is new. */
export function acceptSeen(number: number, unread: boolean): void {
  queryClient.setQueryData<Ticket>(["ticket", String(number)], (old) => (old && old.unread !== unread ? { ...old, unread } : old));
  patchLists((row) => (row.number === number && row.unread !== unread ? { ...row, unread } : row));
}

/** Nothing is said when it fails: the mark simply stays until the next look. */
export async function markSeen(number: number, seq: number): Promise<void> {
  try {
    const seen = await body<{ unread: boolean }>(client.PUT("/api/v1/tickets/{ticket}/seen", { params: { path: { ticket: String(number) } }, body: { seq } }));
    acceptSeen(number, seen.unread);
  } catch {
    // Offline or signed out; both are shown elsewhere.
  }
}

export interface BulkChange {
  assignee_id?: string | null;
  team_id?: string | null;
  priority?: Priority | null;
  category?: string;
  status_id?: string;
  pause_reason?: string;
  add_tags?: string[];
  remove_tags?: string[];
  spam?: boolean;
}

/** The server takes this many tickets at once. */
export const BULK_MAX = 200;

async function sendBulk(tickets: { id: string; version?: number }[], change: BulkChange): Promise<BulkResult[]> {
  const results: BulkResult[] = [];
  for (let from = 0; from < tickets.length; from += BULK_MAX) {
    const part = await body<{ results: BulkResult[] }>(
      client.POST("/api/v1/tickets/bulk", { body: { tickets: tickets.slice(from, from + BULK_MAX), change } }),
    );
    results.push(...part.results);
  }
  return results;
}

/** One change to many tickets: seen at once, refused ones roll back, the rest can be undone. */
export async function bulkChange(
  tr: Translator,
  rows: readonly TicketRow[],
  change: BulkChange,
  look: (row: TicketRow) => Partial<TicketRow>,
  done: string,
): Promise<void> {
  const byId = new Map(rows.map((row) => [row.id, row]));
  patchLists((row) => (byId.has(row.id) ? { ...row, ...look(row) } : row));
  let results: BulkResult[];
  try {
    results = await sendBulk(rows.map((row) => ({ id: row.id })), change);
  } catch (error) {
    patchLists((row) => byId.get(row.id) ?? row);
    toast({ text: problemText(tr, error), tone: "error" });
    return;
  }
  const refused = results.filter((result) => !result.ok);
  const refusedIds = new Set(refused.map((result) => result.id));
  const versions = new Map(results.map((result) => [result.id, result.version]));
  patchLists((row) => {
    const old = byId.get(row.id);
    if (!old) return row;
    if (refusedIds.has(row.id)) return old;
    const version = versions.get(row.id);
    return version ? { ...row, version: Math.max(row.version, version) } : row;
  });
  for (const row of rows) void queryClient.invalidateQueries({ queryKey: ["ticket", String(row.number)] });
  void queryClient.invalidateQueries({ queryKey: ["counts"] });
  const accepted = results.filter((result) => result.ok);
  if (accepted.length > 0) {
    toast({
      text: done,
      action: { label: tr.t("undo"), run: () => void undoBulk(tr, rows, accepted) },
    });
  }
  const first = refused[0];
  if (first) {
    toast({
      tone: "error",
      text: tr.t("bulk-refused", {
        count: refused.length,
        reason: problemText(tr, new Problem({ status: 409, code: first.error?.code ?? "unexpected", detail: first.error?.detail ?? "" })),
      }),
    });
  }
}

/**
 * The change that brings back what was before. Nothing becomes new again, so a
 * new ticket goes back to open; a pause is entered again with its reason said.
 */
export function undoChange(before: Record<string, unknown>, old: Pick<TicketRow, "status"> | undefined, reason: string): BulkChange {
  const change: Record<string, unknown> = { ...before };
  if ("status_id" in change && old) {
    if (old.status.category === "new") {
      delete change.status_id;
      change.category = "open";
    } else if (old.status.category === "pending" || old.status.category === "on_hold") {
      change.pause_reason = reason;
    }
  }
  return change as BulkChange;
}

async function undoBulk(tr: Translator, rows: readonly TicketRow[], accepted: readonly BulkResult[]): Promise<void> {
  const byId = new Map(rows.map((row) => [row.id, row]));
  // Tickets with the same past go back in one request.
  const groups = new Map<string, { change: BulkChange; ids: string[] }>();
  for (const result of accepted) {
    const change = undoChange(result.before ?? {}, byId.get(result.id), tr.t("undo-reason"));
    const key = JSON.stringify(change);
    const group = groups.get(key) ?? { change, ids: [] };
    group.ids.push(result.id);
    groups.set(key, group);
  }
  let failed = 0;
  for (const { change, ids } of groups.values()) {
    try {
      const results = await sendBulk(ids.map((id) => ({ id })), change);
      const versions = new Map(results.map((result) => [result.id, result]));
      patchLists((row) => {
        const result = versions.get(row.id);
        const old = byId.get(row.id);
        if (!result?.ok || !old) return row;
        const status = change.category === "open" ? { status: { ...row.status, category: "open" as const, name: tr.t("status-open") } } : {};
        return { ...old, ...status, version: result.version ?? row.version };
      });
      failed += results.filter((result) => !result.ok).length;
    } catch (error) {
      failed += ids.length;
      toast({ text: problemText(tr, error), tone: "error" });
    }
  }
  for (const row of rows) void queryClient.invalidateQueries({ queryKey: ["ticket", String(row.number)] });
  void queryClient.invalidateQueries({ queryKey: ["counts"] });
  if (failed === 0) toast({ text: tr.t("undone") });
}
