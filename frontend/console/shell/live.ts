/* Live events into the query cache. */
import { acceptSeen, acceptTicket, patchLists } from "../api/actions";
import { API, body, client } from "../api/client";
import { type LiveEvent, type LiveState, startLive } from "../api/live";
import { queryClient } from "../api/queries";
import type { Ticket, TicketRow } from "../api/types";
import { useSyncExternalStore } from "react";

interface TicketNews {
  ticket_id: string;
  number: number;
  version: number;
  change: "created" | "updated" | "message" | "clock";
  /** As lists show it, but for `unread`: a row of the stream is for many readers. */
  row?: Omit<TicketRow, "unread">;
}

const COUNTS_EVERY_MS = 2_000;
/** The trays are whole lists and change seldom. */
const TRAYS_EVERY_MS = 15_000;

let state: LiveState = "connecting";
const stateListeners = new Set<() => void>();
/** Tickets that came after a list was loaded; each list asks which of them it lacks. */
let arrivals: readonly TicketRow[] = [];
const ARRIVALS_MAX = 200;
const arrivalListeners = new Set<() => void>();
let countsTimer: ReturnType<typeof setTimeout> | undefined;
let traysTimer: ReturnType<typeof setTimeout> | undefined;

function refreshCounts(): void {
  countsTimer ??= setTimeout(() => {
    countsTimer = undefined;
    void queryClient.invalidateQueries({ queryKey: ["counts"] });
    void queryClient.invalidateQueries({ queryKey: ["board"] });
  }, COUNTS_EVERY_MS);
  traysTimer ??= setTimeout(() => {
    traysTimer = undefined;
    void queryClient.invalidateQueries({ queryKey: ["approvals"] });
    void queryClient.invalidateQueries({ queryKey: ["notices"] });
    void queryClient.invalidateQueries({ queryKey: ["suspended"], exact: true });
  }, TRAYS_EVERY_MS);
}

/** News after the last known are new to this reader too; an answer ends them for everybody. */
function stillUnread(old: TicketRow, now: Pick<TicketRow, "unanswered_seq">): boolean {
  if (now.unanswered_seq === 0) return false;
  return now.unanswered_seq > old.unanswered_seq || old.unread;
}

export function applyEvents(events: readonly LiveEvent[]): void {
  const newest = new Map<number, TicketNews>();
  const changes = new Map<number, Set<string>>();
  for (const event of events) {
    if (event.kind === "resync") {
      // The gap was too long to replay: everything on screen may be old.
      void queryClient.invalidateQueries();
      return;
    }
    if (event.kind === "counts") refreshCounts();
    if (event.kind === "seen") {
      // Another window of the same person.
      const seen = event.data as { number: number; unread: boolean };
      acceptSeen(seen.number, seen.unread);
    }
    if (event.kind === "policy") void queryClient.invalidateQueries({ queryKey: ["policy", "status"] });
    if (event.kind === "account") void queryClient.invalidateQueries({ queryKey: ["account"] });
    if (event.kind === "ticket") {
      const news = event.data as TicketNews;
      const old = newest.get(news.number);
      // A later event without a row must not hide the row of an earlier one.
      newest.set(news.number, news.row || !old?.row ? news : { ...news, row: old.row });
      const kinds = changes.get(news.number) ?? new Set();
      kinds.add(news.change);
      changes.set(news.number, kinds);
    }
  }
  if (newest.size === 0) return;
  refreshCounts();
  const shown = new Set<number>();
  patchLists((row) => {
    const news = newest.get(row.number);
    if (!news) return row;
    shown.add(row.number);
    if (row.version >= news.version) return row;
    if (news.row) return news.row.version > row.version ? { ...news.row, unread: stillUnread(row, news.row) } : row;
    want(row.number);
    return row;
  });
  const fresh: TicketRow[] = [];
  for (const [number, news] of newest) {
    const key = ["ticket", String(number)];
    const open = queryClient.getQueryData<Ticket>(key);
    const kinds = changes.get(number) ?? new Set();
    if (open && (news.version > open.version || kinds.has("clock"))) void queryClient.invalidateQueries({ queryKey: key, exact: true });
    if (open && (kinds.has("message") || news.version > open.version)) {
      void queryClient.invalidateQueries({ queryKey: [...key, "messages"] });
      void queryClient.invalidateQueries({ queryKey: [...key, "events"] });
    }
    if (shown.has(number)) continue;
    if (news.row) fresh.push({ ...news.row, unread: news.row.unanswered_seq > 0 });
    else if (kinds.has("created")) want(number);
  }
  addArrivals(fresh);
}

function addArrivals(fresh: readonly TicketRow[]): void {
  if (fresh.length === 0) return;
  const numbers = new Set(fresh.map((row) => row.number));
  arrivals = [...arrivals.filter((row) => !numbers.has(row.number)), ...fresh].slice(-ARRIVALS_MAX);
  for (const each of arrivalListeners) each();
}

// ---------------------------------------------------------------- rows that events only name
/** Rows fetched at the same time; events may come faster than that and are merged meanwhile. */
const FETCHES_MAX = 4;
/** More changed rows than this are not worth fetching one by one: the lists are loaded again. */
const WANTED_MAX = 60;
const wanted = new Set<number>();
let fetching = 0;

function want(number: number): void {
  wanted.add(number);
  if (wanted.size > WANTED_MAX) {
    wanted.clear();
    void queryClient.invalidateQueries({ queryKey: ["tickets"] });
    return;
  }
  drain();
}

function drain(): void {
  for (const number of wanted) {
    if (fetching >= FETCHES_MAX) return;
    wanted.delete(number);
    fetching += 1;
    void body<Ticket>(client.GET("/api/v1/tickets/{ticket}", { params: { path: { ticket: String(number) } } }))
      .then((ticket) => {
        if (!acceptTicket(ticket)) addArrivals([ticket]);
      })
      .catch(() => {
        // Not ours to see, or no connection: the list keeps what it has until it is loaded again.
      })
      .finally(() => {
        fetching -= 1;
        drain();
      });
  }
}

export function clearArrivals(): void {
  if (arrivals.length === 0) return;
  arrivals = [];
  for (const each of arrivalListeners) each();
}

export function useArrivals(): readonly TicketRow[] {
  return useSyncExternalStore(
    (changed) => {
      arrivalListeners.add(changed);
      return () => arrivalListeners.delete(changed);
    },
    () => arrivals,
  );
}

export function useLiveState(): LiveState {
  return useSyncExternalStore(
    (changed) => {
      stateListeners.add(changed);
      return () => stateListeners.delete(changed);
    },
    () => state,
  );
}

export function connectLive(): () => void {
  let wasDown = false;
  return startLive({
    url: `${API}/events`,
    onEvents: applyEvents,
    onState: (next) => {
      state = next;
      for (const each of stateListeners) each();
      if (next === "down") wasDown = true;
      if (next === "live" && wasDown) {
        wasDown = false;
        refreshCounts();
      }
    },
  });
}
