import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { BATCH_MS, Deduplicator, type LiveEvent, type LiveState, startLive } from "./live";

class FakeSource {
  static all: FakeSource[] = [];
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  closed = false;
  readonly #listeners = new Map<string, (event: unknown) => void>();
  constructor(readonly url: string) {
    FakeSource.all.push(this);
  }
  addEventListener(kind: string, listener: (event: unknown) => void): void {
    this.#listeners.set(kind, listener);
  }
  send(kind: string, seq: number, data: unknown): void {
    this.#listeners.get(kind)?.({ lastEventId: String(seq), data: typeof data === "string" ? data : JSON.stringify(data) });
  }
  close(): void {
    this.closed = true;
  }
}

/** All tabs of one browser: locks are granted in order, channels hear each other. */
class FakeBrowser {
  #queue: (() => void)[] = [];
  #held = false;
  #channels: { onmessage: ((event: { data: unknown }) => void) | null }[] = [];
  locks = {
    request: (_name: string, options: { signal: AbortSignal }, work: () => Promise<void>): Promise<void> =>
      new Promise((resolve, reject) => {
        const start = (): void => {
          this.#held = true;
          void work().then(() => {
            this.#held = false;
            this.#queue.shift()?.();
            resolve();
          });
        };
        if (!this.#held) start();
        else {
          this.#queue.push(start);
          options.signal.addEventListener("abort", () => {
            this.#queue = this.#queue.filter((each) => each !== start);
            reject(new Error("aborted"));
          });
        }
      }),
  } as unknown as LockManager;
  channel(): BroadcastChannel {
    const channel = {
      onmessage: null as ((event: { data: unknown }) => void) | null,
      postMessage: (data: unknown) => {
        for (const each of this.#channels) if (each !== channel) each.onmessage?.({ data });
      },
      close: () => {
        this.#channels = this.#channels.filter((each) => each !== channel);
      },
    };
    this.#channels.push(channel);
    return channel as unknown as BroadcastChannel;
  }
}

function tab(browser: FakeBrowser) {
  const seen: number[] = [];
  const kinds: string[] = [];
  const states: LiveState[] = [];
  const stop = startLive({
    url: "/events",
    onEvents: (events: LiveEvent[]) => {
      seen.push(...events.map((event) => event.seq));
      kinds.push(...events.map((event) => event.kind));
    },
    onState: (state) => states.push(state),
    source: (url) => new FakeSource(url) as unknown as EventSource,
    channel: browser.channel(),
    locks: browser.locks,
  });
  return { seen, kinds, states, stop };
}

beforeEach(() => {
  vi.useFakeTimers();
  FakeSource.all = [];
});
afterEach(() => {
  vi.useRealTimers();
});

describe("the live client", () => {
  it("accepts each number once and never goes back", () => {
    const seen = new Deduplicator();
    expect([1, 2, 2, 1, 5, 4, 6].map((seq) => seen.accept(seq))).toEqual([true, true, false, false, true, false, true]);
  });

  it("opens one connection for all tabs and loses nothing when the leader closes", async () => {
    const browser = new FakeBrowser();
    const tabs = [tab(browser), tab(browser), tab(browser)];
    await vi.advanceTimersByTimeAsync(0);
    expect(FakeSource.all).toHaveLength(1);
    const first = FakeSource.all[0];
    first?.onopen?.();
    for (const seq of [7, 8, 9]) first?.send("ticket", seq, { number: seq });
    await vi.advanceTimersByTimeAsync(BATCH_MS);
    for (const each of tabs) expect(each.seen).toEqual([7, 8, 9]);
    tabs[0]?.stop();
    expect(first?.closed).toBe(true);
    await vi.advanceTimersByTimeAsync(0);
    expect(FakeSource.all).toHaveLength(2);
    expect(FakeSource.all[1]?.url).toBe("/events?after=9");
    // The server replays from 9 on; one event comes twice.
    for (const seq of [9, 10, 11]) FakeSource.all[1]?.send("ticket", seq, { number: seq });
    await vi.advanceTimersByTimeAsync(BATCH_MS);
    expect(tabs[1]?.seen).toEqual([7, 8, 9, 10, 11]);
    expect(tabs[2]?.seen).toEqual([7, 8, 9, 10, 11]);
    tabs[1]?.stop();
    tabs[2]?.stop();
  });

  it("hands events on in batches", async () => {
    const browser = new FakeBrowser();
    const calls: number[] = [];
    const stop = startLive({
      url: "/events",
      onEvents: (events) => calls.push(events.length),
      onState: () => {},
      source: (url) => new FakeSource(url) as unknown as EventSource,
      channel: browser.channel(),
      locks: browser.locks,
    });
    for (let seq = 1; seq <= 200; seq += 1) FakeSource.all[0]?.send("ticket", seq, {});
    await vi.advanceTimersByTimeAsync(BATCH_MS);
    expect(calls).toEqual([200]);
    stop();
  });

  it("tries again later and later, and says so", async () => {
    const browser = new FakeBrowser();
    const one = tab(browser);
    FakeSource.all[0]?.onopen?.();
    FakeSource.all[0]?.send("ticket", 3, {});
    FakeSource.all[0]?.onerror?.();
    expect(one.states).toEqual(["live", "down"]);
    await vi.advanceTimersByTimeAsync(999);
    expect(FakeSource.all).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(FakeSource.all[1]?.url).toBe("/events?after=3");
    FakeSource.all[1]?.onerror?.();
    await vi.advanceTimersByTimeAsync(1_999);
    expect(FakeSource.all).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(FakeSource.all).toHaveLength(3);
    FakeSource.all[2]?.onopen?.();
    expect(one.states.at(-1)).toBe("live");
    one.stop();
  });

  it("survives a broken event and starts counting anew after resync", async () => {
    const browser = new FakeBrowser();
    const one = tab(browser);
    FakeSource.all[0]?.send("ticket", 50, {});
    FakeSource.all[0]?.send("ticket", 51, "{broken");
    FakeSource.all[0]?.send("resync", 0, {});
    FakeSource.all[0]?.send("ticket", 2, {});
    await vi.advanceTimersByTimeAsync(BATCH_MS);
    expect(one.kinds).toEqual(["ticket", "resync", "ticket"]);
    expect(one.seen).toEqual([50, 0, 2]);
    one.stop();
  });
});
