import { describe, expect, it } from "vitest";
import { dayOf, startOf } from "../routing/days";

describe("days of absence are those of the agent's zone", () => {
  it("begins at the agent's midnight, whatever zone the editor is in", () => {
    expect(startOf("2026-07-01", "Asia/Tokyo")).toBe("2026-06-30T15:00:00.000Z");
    expect(startOf("2026-07-01", "Europe/Berlin")).toBe("2026-06-30T22:00:00.000Z");
    expect(startOf("2026-07-01", "America/New_York")).toBe("2026-07-01T04:00:00.000Z");
  });
  it("by the offset that holds on that day", () => {
    // Berlin's clocks go forward on 29 March and back on 25 October, both after midnight.
    expect(startOf("2026-03-29", "Europe/Berlin")).toBe("2026-03-28T23:00:00.000Z");
    expect(startOf("2026-03-30", "Europe/Berlin")).toBe("2026-03-29T22:00:00.000Z");
    expect(startOf("2026-10-25", "Europe/Berlin")).toBe("2026-10-24T22:00:00.000Z");
    expect(startOf("2026-10-26", "Europe/Berlin")).toBe("2026-10-25T23:00:00.000Z");
  });
  it("also where the clock change skips midnight", () => {
    expect(startOf("2026-09-06", "America/Santiago")).toBe("2026-09-06T04:00:00.000Z");
    expect(dayOf("2026-09-06T04:00:00.000Z", "America/Santiago")).toBe("2026-09-06");
  });
  it("and an untouched day keeps its instant", () => {
    expect(dayOf("2026-07-01T06:30:00Z", "Asia/Tokyo")).toBe("2026-07-01");
    expect(dayOf("2026-07-01T16:30:00Z", "Asia/Tokyo")).toBe("2026-07-02");
    expect(startOf("2026-07-02", "Asia/Tokyo", "2026-07-01T16:30:00Z")).toBe("2026-07-01T16:30:00Z");
  });
});
