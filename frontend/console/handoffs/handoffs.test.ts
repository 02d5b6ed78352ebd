import { expect, test } from "vitest";
import { matches } from "../inbox/matches";
import { row } from "../test/rows";
import { encodePolicy } from "./PolicyForm";
import { type Report, handedOf, instants } from "./api";

test("the last day of a span belongs to it", () => {
  const { from, before } = instants({ from: "2026-02-28", to: "2026-02-28" });
  expect(new Date(before).getTime() - new Date(from).getTime()).toBe(24 * 3_600_000);
  expect(new Date(from).getDate()).toBe(28);
});

test("a number opens the tickets of its span", () => {
  const report = { from: "2026-01-01T00:00:00Z", before: "2026-02-01T00:00:00Z" } as Report;
  expect(handedOf(report, "reason:skill", "outcome:accepted")).toBe("2026-01-01T00:00:00Z,2026-02-01T00:00:00Z,reason:skill,outcome:accepted");
});

test("a policy says what cannot be read at its field, and where each reason is", () => {
  const rows = [{ key: "skill", id: " skill ", name: " Skill ", used: false }];
  const good = encodePolicy({ rows, timeout: "4 h", bounces: "2" });
  expect(good.body).toEqual({ reasons: [{ key: "skill", name: "Skill", archived: true }], timeout_minutes: 240, bounce_limit: 2 });
  expect(good.wrong).toEqual({});
  expect(good.at.get("reasons[0].name")).toBe("rows.skill.name");
  expect(encodePolicy({ rows, timeout: "soon", bounces: "x" }).wrong).toEqual({ timeout: "promise-bad-duration", bounces: "promise-bad-number" });
  expect(encodePolicy({ rows, timeout: "90 s", bounces: "0" }).wrong).toEqual({ timeout: "promise-bad-duration" });
});

test("a ticket that comes is in a list of what is offered when it is offered to whom it says", () => {
  const me = { id: "usr_1", teams: [{ id: "tea_1" }] };
  const offered = (team: string | null, user: string | null) => row(1, { offered: { team_id: team, user_id: user, due_at: "2026-11-22T12:00:00Z" }, bounces: 2 });
  const is = (ticket: ReturnType<typeof row>, wanted: string): boolean => matches(ticket, { offered: wanted }, me, 0);
  expect([is(offered("tea_1", null), "me"), is(offered("tea_1", null), "my_teams"), is(offered("tea_2", null), "me")]).toEqual([true, true, false]);
  expect([is(offered("tea_1", "usr_1"), "me"), is(offered("tea_1", "usr_1"), "my_teams"), is(offered("tea_1", "usr_2"), "me")]).toEqual([true, false, false]);
  expect([is(offered("tea_9", null), "any"), is(row(1), "any")]).toEqual([true, false]);
  expect([matches(offered(null, null), { bounces: "2" }, me, 0), matches(offered(null, null), { bounces: "3" }, me, 0)]).toEqual([true, false]);
});
