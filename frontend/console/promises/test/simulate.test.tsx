/* The result of a simulation: each figure shows its tickets, and nothing else. */
import { show } from "../../test/desk";
import { RouterProvider, createMemoryHistory, createRootRoute, createRouter } from "@tanstack/react-router";
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { type Narrow, Result, type SimulatedTicket, type Simulation, stands } from "../Simulate";

const decided = (outcome: string, limit_action: string | null) => ({ admission: "admitted", outcome, limit_action });
const judged = (verdict: string, due_at: string) => ({ verdict, due_at, sla_id: "sla_1", target_seconds: 3_600 });
const ticket = (number: number, part: Partial<SimulatedTicket>): SimulatedTicket => ({
  ticket: number,
  ticket_id: `tkt_${number}`,
  changed: true,
  subject: `Ticket ${number}`,
  account: "Halden",
  created_at: "2026-05-04T08:00:00Z",
  verdicts: [],
  old_decision: decided("covered", null),
  new_decision: decided("covered", null),
  credits: [],
  old_overage_hundredths: 0,
  new_overage_hundredths: 0,
  money: [],
  ...part,
});
const pair = (from: string | null, to: string | null, due = "2026-05-04T09:00:00Z") => ({
  metric: "first_response",
  cycle: 0,
  old: from === null ? null : judged(from, "2026-05-04T09:00:00Z"),
  new: to === null ? null : judged(to, due),
});
const late = ticket(1, { verdicts: [pair("met", "breached")] });
const lost = ticket(2, {
  verdicts: [pair("met", null)],
  new_decision: decided("over_limit", "block"),
  credits: [{ bucket: "month", old_hundredths: 100, new_hundredths: 0 }],
});
const dear = ticket(3, {
  verdicts: [pair("met", "met", "2026-05-04T08:30:00Z")],
  new_decision: decided("over_limit", "charge"),
  new_overage_hundredths: 100,
  money: [{ currency: "EUR", old_minor: 0, new_minor: 4_500, old_awaiting_minor: 0, new_awaiting_minor: 0 }],
});
const all = [late, lost, dear];

describe("a figure", () => {
  it("stands for the tickets that it counts", () => {
    const cases: [Narrow, number[]][] = [
      [{ by: "all" }, [1, 2, 3]],
      [{ by: "flip", metric: "first_response", from: "met", to: "breached" }, [1]],
      [{ by: "flip", metric: "first_response", from: "met", to: "none" }, [2]],
      [{ by: "flip", metric: "resolution", from: "met", to: "breached" }, []],
      [{ by: "moved", metric: "first_response" }, [3]],
      [{ by: "decision", from: "covered", to: "block" }, [2]],
      [{ by: "credits", bucket: "month" }, [2]],
      [{ by: "credits", bucket: "week" }, []],
      [{ by: "overage" }, [3]],
      [{ by: "money", currency: "EUR" }, [3]],
      [{ by: "money", currency: "USD" }, []],
    ];
    for (const [narrow, numbers] of cases) expect(all.filter((each) => stands(each, narrow)).map((each) => each.ticket), JSON.stringify(narrow)).toEqual(numbers);
  });

  it("narrows the list when it is pressed", async () => {
    const simulation: Simulation = {
      summary: {
        from: "2026-02-03T00:00:00Z",
        to: "2026-05-04T00:00:00Z",
        tickets: 40,
        changed: 3,
        flipped: 2,
        verdicts: [{ metric: "first_response", flips: [{ from: "met", to: "breached", count: 1 }, { from: "met", to: "none", count: 1 }], moved: 1, old: { met: 3, breached: 0, none: 0, open: 0 }, new: { met: 1, breached: 1, none: 1, open: 0 } }],
        decisions: [{ from: "covered", to: "covered", count: 38 }, { from: "covered", to: "charge", count: 1 }, { from: "covered", to: "block", count: 1 }],
        credits: [{ bucket: "month", old_hundredths: 4_000, new_hundredths: 3_900 }],
        old_overage_hundredths: 0,
        new_overage_hundredths: 100,
        money: [{ currency: "EUR", old_minor: 0, new_minor: 4_500, old_awaiting_minor: 0, new_awaiting_minor: 0 }],
        limits: [{ contract_id: "ctr_1", account: "Halden", bucket: "month", period_start: "2026-05-01T00:00:00Z", old_at: null, old_ticket: null, new_at: "2026-05-03T08:00:00Z", new_ticket: 2 }],
        more_limits: false,
        more_booked: false,
        unreadable: 0,
        as_of: "2026-05-04T00:00:00Z",
      },
      tickets: all,
      more: false,
    };
    const root = createRootRoute({ component: () => <Result simulation={simulation} /> });
    show(<RouterProvider router={createRouter({ routeTree: root, basepath: "/app", history: createMemoryHistory({ initialEntries: ["/app/"] }) }) as never} />);
    // The editor below keeps what is typed: a ticket opens beside it.
    const first = await screen.findByRole("link", { name: "#1 Ticket 1" });
    expect([first.getAttribute("href"), first.getAttribute("target")]).toEqual(["/app/tickets/1", "_blank"]);
    const tickets = (): string[] => within(screen.getAllByRole("table").at(-1) as HTMLElement).queryAllByRole("link").map((link) => link.textContent?.trim().split(" ")[0] ?? "");
    expect(tickets()).toEqual(["#1", "#2", "#3"]);
    const figures = screen.getAllByRole("button");
    // All, two flips, one moved, two decisions, one limit, overage, money.
    expect(figures).toHaveLength(9);
    await userEvent.click(figures[1] as HTMLElement);
    expect(tickets()).toEqual(["#1"]);
    expect(figures[1]?.getAttribute("aria-pressed")).toBe("true");
    await userEvent.click(figures.at(-1) as HTMLElement);
    expect(tickets()).toEqual(["#3"]);
  });
});
