import { describe, expect, it } from "vitest";
import type { Ticket, View } from "../api/types";
import { keptFilter } from "../inbox/ViewMenu";
import { makeFormats } from "../lib/format";
import { differing } from "../ticket/Matter";
import { row } from "./rows";

const ticket = { ...row(7, { product: { id: "prd_1", name: "Relay" }, channel: "email" }), asset: null } as unknown as Ticket;

describe("what is asked of the preview", () => {
  it("is only what differs from the ticket", () => {
    expect(differing(ticket, {})).toEqual({});
    expect(differing(ticket, { product_id: "prd_1", channel: "email", asset_id: null, type_id: null })).toEqual({});
    expect(differing(ticket, { product_id: null, channel: "phone", asset_id: undefined })).toEqual({ product_id: null, channel: "phone" });
    expect(differing(ticket, { requester_id: "con_2", account_id: null })).toEqual({ requester_id: "con_2" });
  });
});

describe("what a view keeps", () => {
  const view = { filter: { open: "true", assignee: "me" } } as unknown as View;
  it("is its own filter with what was set over it", () => {
    expect(keptFilter(view, { view: "viw_1", sort: "due", assignee: "none", priority: "high" })).toEqual({ open: "true", assignee: "none", priority: "high" });
    expect(keptFilter(undefined, { q: "relay" })).toEqual({ q: "relay" });
  });
});

describe("days", () => {
  const format = makeFormats("en", (id) => id);
  it("end before the end that does not belong to them", () => {
    expect(format.lastDay("2027-01-01")).toBe("Dec 31, 2026");
    expect(format.lastDay("2026-10-31T23:00:00Z", "Europe/Berlin")).toBe("Oct 31, 2026");
    expect(format.dayAfter("2026-12-31")).toBe("Jan 1, 2027");
    expect(format.dayAfter("2028-02-28")).toBe("Feb 29, 2028");
  });
  it("speak of languages by name", () => {
    expect([format.language("en"), format.language("??")]).toEqual(["English", "??"]);
  });
});
