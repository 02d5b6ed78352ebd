import { describe, expect, it } from "vitest";
import type { TicketRow } from "../api/types";
import { matches } from "../inbox/matches";
import { row } from "../test/rows";
import { applyChange, groupOf, withGroups } from "./order";

const NOW = Date.parse("2026-11-21T10:00:00Z");
const due = (minutes: number): TicketRow["next_due"] => ({
  metric: "resolution",
  due_at: new Date(NOW + minutes * 60_000).toISOString(),
  target_seconds: 3600,
});

describe("groups", () => {
  it("follow the due instant", () => {
    expect(groupOf({ next_due: null }, NOW)).toBe("none");
    expect(groupOf({ next_due: due(-1) }, NOW)).toBe("breached");
    expect(groupOf({ next_due: due(0) }, NOW)).toBe("soon");
    expect(groupOf({ next_due: due(60) }, NOW)).toBe("soon");
    expect(groupOf({ next_due: due(61) }, NOW)).toBe("later");
  });

  it("are not split by a row that changed its state in between", () => {
    const rows = [row(1, { next_due: due(-9) }), row(2, { next_due: null }), row(3, { next_due: due(-7) })];
    const frozen = new Map(rows.map((each) => [each.number, "breached" as const]));
    const lines = withGroups(rows, (each) => frozen.get(each.number) ?? "none", true);
    expect(lines.map((line) => (line.kind === "group" ? `${line.group} ${line.count}` : line.row.number))).toEqual(["breached 3", 1, 2, 3]);
  });

  it("keep every row once and its order when ungrouped", () => {
    const rows = [row(3), row(1), row(2)];
    expect(withGroups(rows, () => "none", false).flatMap((line) => (line.kind === "row" ? [line.row.number] : []))).toEqual([3, 1, 2]);
  });
});

describe("a live change", () => {
  const rows = [row(1, { version: 4 }), row(2, { version: 4 })];
  it("replaces in place", () => {
    const next = applyChange(rows, { number: 2, version: 5, row: row(2, { version: 5, subject: "new" }) });
    expect(next.map((each) => each.number)).toEqual([1, 2]);
    expect(next[1]?.subject).toBe("new");
    expect(next[0]).toBe(rows[0]);
  });
  it("that is old, an echo or about a stranger changes nothing", () => {
    expect(applyChange(rows, { number: 2, version: 4, row: row(2, { version: 4 }) })).toBe(rows);
    expect(applyChange(rows, { number: 2, version: 3, row: row(2, { version: 3 }) })).toBe(rows);
    expect(applyChange(rows, { number: 9, version: 9, row: row(9, { version: 9 }) })).toBe(rows);
  });
});

describe("whether a new ticket belongs to the list", () => {
  const me = { id: "usr_1", teams: [{ id: "tea_1" }] };
  it.each([
    [{}, {}, true],
    [{}, { status: { id: "s", name: "Solved", category: "solved" } }, false],
    [{ category: "solved" }, { status: { id: "s", name: "Solved", category: "solved" } }, true],
    [{ status: "s" }, { status: { id: "s", name: "Solved", category: "solved" } }, true],
    [{ status: "x" }, {}, false],
    [{ assignee: "me" }, { assignee: { id: "usr_1", name: "A" } }, true],
    [{ assignee: "me" }, { assignee: { id: "usr_2", name: "B" } }, false],
    [{ assignee: "none,me" }, { assignee: null }, true],
    [{ priority: "urgent,none" }, { priority: null }, true],
    [{ priority: "urgent" }, { priority: "low" }, false],
    [{ sla: "breached" }, { next_due: due(-5) }, true],
    [{ sla: "due_soon" }, { next_due: due(5) }, true],
    [{ sla: "due_soon" }, { next_due: due(-5) }, false],
    [{ sla: "none" }, { next_due: due(5) }, false],
    [{ q: "print" }, { subject: "Printer offline" }, true],
    [{ q: "#7" }, {}, true],
    [{}, { spam: true }, false],
    [{}, { merged_into: 3 }, false],
    [{}, { admission: "blocked" }, false],
    [{ tag: "vip" }, { tags: ["vip"] }, true],
  ] as [Parameters<typeof matches>[1], Partial<TicketRow>, boolean][])("%j of %j is %s", (filter, part, wanted) => {
    expect(matches(row(7, part), filter, me, NOW)).toBe(wanted);
  });
});
