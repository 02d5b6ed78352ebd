/*
 * One event stream for all tabs of a browser. HTTP/1.1 allows six connections
 * to a host, so a stream per tab hangs the seventh: Web Locks elect one leader
 * that reads the stream, BroadcastChannel feeds the others. A new leader goes
 * on from the last number that any tab has seen.
 */
export type LiveState = "connecting" | "live" | "down";

export interface LiveEvent {
  seq: number;
  kind: string;
  data: unknown;
}

type Wire =
  | { type: "event"; event: LiveEvent }
  | { type: "state"; state: LiveState }
  | { type: "hello" };

/** Events are handed on in batches; a timer, because background tabs get no animation frames. */
export const BATCH_MS = 16;
const KINDS = ["ticket", "seen", "counts", "account", "policy", "resync"] as const;
const RETRY_FIRST_MS = 1_000;
const RETRY_MAX_MS = 30_000;

export interface LiveOptions {
  url: string;
  onEvents: (events: LiveEvent[]) => void;
  onState: (state: LiveState) => void;
  /** Test seams. */
  source?: (url: string) => EventSource;
  channel?: BroadcastChannel | undefined;
  locks?: LockManager | undefined;
}

/** Drops what was seen before, so that a replay after a reconnect does no harm. */
export class Deduplicator {
  #last = 0;

  /** The highest number seen. */
  get last(): number {
    return this.#last;
  }

  accept(seq: number): boolean {
    if (seq <= this.#last) return false;
    this.#last = seq;
    return true;
  }

  /** After `resync` numbers may start again. */
  reset(): void {
    this.#last = 0;
  }
}

export function startLive(options: LiveOptions): () => void {
  const seen = new Deduplicator();
  const make = options.source ?? ((url: string) => new EventSource(url));
  const channel =
    options.channel ?? (typeof BroadcastChannel === "undefined" ? undefined : new BroadcastChannel("surety-live"));
  const locks = options.locks ?? navigator.locks;
  let state: LiveState = "connecting";
  let batch: LiveEvent[] = [];
  let batchTimer: ReturnType<typeof setTimeout> | undefined;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let stream: EventSource | undefined;
  let leading = false;
  let stopped = false;
  let retryMs = RETRY_FIRST_MS;
  const abort = new AbortController();

  const setState = (next: LiveState, tell: boolean): void => {
    if (next !== state) {
      state = next;
      options.onState(next);
    }
    if (tell) channel?.postMessage({ type: "state", state: next } satisfies Wire);
  };

  const take = (event: LiveEvent): void => {
    if (event.kind === "resync") seen.reset();
    if (!seen.accept(event.seq) && event.kind !== "resync") return;
    batch.push(event);
    batchTimer ??= setTimeout(() => {
      batchTimer = undefined;
      const events = batch;
      batch = [];
      options.onEvents(events);
    }, BATCH_MS);
  };

  const open = (): void => {
    if (stopped) return;
    const url = seen.last > 0 ? `${options.url}?after=${seen.last}` : options.url;
    stream = make(url);
    stream.onopen = () => {
      retryMs = RETRY_FIRST_MS;
      setState("live", true);
    };
    stream.onerror = () => {
      // EventSource would try again by itself, but not after an HTTP error; one rule for both.
      stream?.close();
      setState("down", true);
      retryTimer = setTimeout(open, retryMs);
      retryMs = Math.min(retryMs * 2, RETRY_MAX_MS);
    };
    for (const kind of KINDS) {
      stream.addEventListener(kind, (raw) => {
        const message = raw as MessageEvent<string>;
        const seq = Number(message.lastEventId);
        let data: unknown = null;
        try {
          data = message.data ? JSON.parse(message.data) : null;
        } catch {
          return; // One broken event must not end the stream.
        }
        const event: LiveEvent = { seq: Number.isFinite(seq) ? seq : 0, kind, data };
        channel?.postMessage({ type: "event", event } satisfies Wire);
        take(event);
      });
    }
  };

  if (channel) {
    channel.onmessage = (raw: MessageEvent<Wire>) => {
      const wire = raw.data;
      if (wire.type === "event") take(wire.event);
      else if (wire.type === "state" && !leading) setState(wire.state, false);
      else if (wire.type === "hello" && leading) channel.postMessage({ type: "state", state } satisfies Wire);
    };
    channel.postMessage({ type: "hello" } satisfies Wire);
  }

  const lead = (): void => {
    leading = true;
    open();
  };
  if (locks) {
    locks
      .request("surety-live-leader", { signal: abort.signal }, () => {
        lead();
        // The lock is held until this tab is closed or signs out.
        return new Promise<void>((release) => {
          abort.signal.addEventListener("abort", () => release());
        });
      })
      .catch(() => {
        // Aborted while waiting for the lock: this tab is going away.
      });
  } else {
    lead();
  }

  const wake = (): void => {
    if (!leading || stopped || state === "live") return;
    clearTimeout(retryTimer);
    stream?.close();
    open();
  };
  window.addEventListener("online", wake);

  return () => {
    stopped = true;
    abort.abort();
    window.removeEventListener("online", wake);
    clearTimeout(retryTimer);
    clearTimeout(batchTimer);
    stream?.close();
    channel?.close();
  };
}
