/*
 * One timer for every countdown on the screen. A chip subscribes with its due
 * instant and gets a label back; React is told only when the label changes,
 * which is every second below an hour and every minute above it.
 */
import { useCallback, useSyncExternalStore } from "react";

/** Below this much time (either side of due) the label shows seconds. */
export const SECONDS_BELOW_MS = 3_600_000;
/** From here on a chip is amber: the promise is close. */
export const SOON_MS = 3_600_000;
const TICK_MS = 1_000;

let offsetMs = 0;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** The server's clock, not this machine's: `server_time` of the session sets it. */
export function setServerTime(serverIso: string, receivedAtMs = Date.now()): void {
  const server = Date.parse(serverIso);
  if (!Number.isNaN(server)) offsetMs = server - receivedAtMs;
}

export function nowMs(): number {
  return Date.now() + offsetMs;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const each of listeners) each();
  }, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && timer !== undefined) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** Calls `read` at every tick and renders only when its (primitive) answer changed. */
export function useTicking<T extends string | number | boolean>(read: (now: number) => T): T {
  const snapshot = useCallback(() => read(nowMs()), [read]);
  return useSyncExternalStore(subscribe, snapshot, snapshot);
}

export interface Span {
  negative: boolean;
  days: number;
  hours: number;
  minutes: number;
  seconds: number;
}

/** Splits a distance in time; seconds are cut, so 59.9 s past due is still 59. */
export function splitSpan(ms: number): Span {
  const total = Math.floor(Math.abs(ms) / 1000);
  return {
    negative: ms < 0,
    days: Math.floor(total / 86_400),
    hours: Math.floor(total / 3_600) % 24,
    minutes: Math.floor(total / 60) % 60,
    seconds: total % 60,
  };
}

export type Urgency = "late" | "soon" | "calm";

export function urgencyOf(dueMs: number, now: number): Urgency {
  if (dueMs < now) return "late";
  return dueMs - now <= SOON_MS ? "soon" : "calm";
}

const two = (n: number): string => String(n).padStart(2, "0");

/** `2d 03h`, `1h 28m`, `22:58`; a minus sign (U+2212) when past due. */
export function countdown(
  ms: number,
  words: { days: (d: number, h: number) => string; hours: (h: number, m: string) => string },
): string {
  const span = splitSpan(ms);
  const sign = span.negative ? "\u2212" : "";
  if (span.days > 0) return sign + words.days(span.days, span.hours);
  if (Math.abs(ms) >= SECONDS_BELOW_MS) return sign + words.hours(span.hours, two(span.minutes));
  return `${sign}${two(span.minutes)}:${two(span.seconds)}`;
}
