import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { client } from "../api/client";
import { queryClient } from "../api/queries";
import type { Page, TicketRow } from "../api/types";
import { row } from "../test/rows";
import { applyEvents } from "./live";

interface Pages {
  pages: Page<TicketRow>[];
  pageParams: unknown[];
}
const KEY = ["tickets", {}];
const shown = () => queryClient.getQueryData<Pages>(KEY)?.pages[0]?.items ?? [];
const news = (number: number, version: number, more: object = {}) => ({
  seq: version,
  kind: "ticket",
  data: { ticket_id: `tkt_${number}`, number, version, change: "updated", ...more },
});

beforeEach(() => {
  vi.useFakeTimers();
  queryClient.setQueryData<Pages>(KEY, { pages: [{ items: [row(1), row(2)], next_cursor: null }], pageParams: [null] });
});
afterEach(() => {
  queryClient.clear();
  vi.useRealTimers();
});

describe("live events into the lists", () => {
  it("put a newer row in its place and leave the others as they are", () => {
    const other = shown()[0];
    applyEvents([news(2, 5, { row: row(2, { version: 5, subject: "new" }) })]);
    expect(shown().map((each) => `${each.number} ${each.subject}`)).toEqual(["1 Ticket 1", "2 new"]);
    expect(shown()[0]).toBe(other);
  });

  it("mark what the customer wrote since, and end the mark with an answer", () => {
    const marks = () => shown().map((each) => each.unread);
    const of = (version: number, unanswered_seq: number) => {
      const { unread: _unread, ...shared } = row(2, { version, unanswered_seq });
      return shared;
    };
    applyEvents([news(2, 5, { row: of(5, 4), change: "message" })]);
    expect(marks()).toEqual([false, true]);
    applyEvents([{ seq: 6, kind: "seen", data: { number: 2, seq: 4, unread: false } }]);
    expect(marks()).toEqual([false, false]);
    // Another change of the same ticket is no news from the customer.
    applyEvents([news(2, 7, { row: of(7, 4) })]);
    expect(marks()).toEqual([false, false]);
    applyEvents([news(2, 8, { row: of(8, 8), change: "message" })]);
    expect(marks()).toEqual([false, true]);
    applyEvents([news(2, 9, { row: of(9, 0), change: "message" })]);
    expect(marks()).toEqual([false, false]);
  });

  it("do nothing for an echo or an older word", () => {
    const before = shown();
    applyEvents([news(1, 1, { row: row(1, { subject: "old" }) })]);
    expect(shown()).toBe(before);
  });

  it("fetch the row that an event only names, once", async () => {
    const fetched = vi.spyOn(client, "GET").mockResolvedValue({ data: row(2, { version: 7, subject: "fetched" }), response: new Response() } as never);
    applyEvents([news(2, 6), news(2, 7)]);
    await vi.advanceTimersByTimeAsync(0);
    expect(fetched).toHaveBeenCalledTimes(1);
    expect(shown()[1]?.subject).toBe("fetched");
  });

  it("load everything again after a resync", () => {
    const all = vi.spyOn(queryClient, "invalidateQueries");
    applyEvents([{ seq: 0, kind: "resync", data: {} }]);
    expect(all).toHaveBeenCalledWith();
  });
});
