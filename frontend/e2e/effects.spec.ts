/* Another version and the open tickets: told before it is saved, done after; what was judged stays, then and now. */
import type { Page } from "@playwright/test";
import { accessible, expect, prefer, read, test, write } from "./fixtures";
import { type Named, type Ticket, customer, mark, openTicket, ticketNow } from "./manager";

test.use({ bypassCSP: true });

interface Made {
  sla: Named & { version: number };
  ticket: Ticket;
}

/** A customer under a contract whose SLA promises an answer within so long, and an open ticket. */
async function promisedTicket(page: Page, seconds: number): Promise<Made> {
  const n = mark();
  const hours = { tz: "UTC", hours: Object.fromEntries(["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map((day) => [day, [["00:00", "24:00"]]])) };
  const calendar = await write<Named>(page, "POST", "/calendars", { name: `Always ${n}`, spec: hours });
  const sla = await write<Named & { version: number }>(page, "POST", "/slas", { name: `Effect SLA ${n}`, layer: "plan", calendar_id: calendar.id, spec: spec(seconds) });
  const plan = await write<Named>(page, "POST", "/plans", { name: `Effect plan ${n}`, sla_id: sla.id, spec: { kind: "unlimited" } });
  const who = await customer(page, `Effect ${n}`);
  const contract = await write<Named & { version: number }>(page, "POST", "/contracts", { account_id: who.id, plan_id: plan.id, start_date: "2026-01-01" });
  await write(page, "POST", `/contracts/${contract.id}/activate`, {}, contract.version);
  return { sla, ticket: await openTicket(page, who) };
}
const spec = (seconds: number) => ({ targets: [{ metric: "first_response", seconds }, { metric: "resolution", seconds: 864_000 }] });
const due = (ticket: Ticket, metric: string): string | null => ticket.clocks.find((clock) => clock.metric === metric)?.due_at ?? null;

test("a tighter SLA says what it does to an open ticket, asks before it is saved, and then does it", async ({ page }) => {
  await page.goto("/app/promises/slas");
  const { sla, ticket } = await promisedTicket(page, 36_000);
  await page.goto(`/app/promises/slas/${sla.id}`);
  await page.getByRole("textbox", { name: "First response, All others", exact: true }).fill("2 h");
  await page.getByRole("button", { name: "Show the effect" }).click();
  const told = page.getByRole("dialog", { name: "Effect on open tickets" });
  await expect(told.getByRole("link", { name: new RegExp(`#${ticket.number}`) })).toBeVisible();
  await expect(told.getByText("1 of 1 open tickets that go by this change.")).toBeVisible();
  await accessible(page, "the effect on open tickets");
  await page.keyboard.press("Escape");
  await expect(told).toBeHidden();
  // Nothing was written by looking.
  expect(due(await ticketNow(page, ticket), "first_response")).toBe(due(ticket, "first_response"));

  await page.keyboard.press("Control+s");
  const asked = page.getByRole("dialog", { name: /^Save and change 1 open ticket/ });
  await asked.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByText("Not saved yet")).toBeVisible();
  await page.keyboard.press("Control+s");
  await asked.getByRole("button", { name: "Save and apply" }).click();
  await expect(asked).toBeHidden();
  const started = ticket.clocks.find((clock) => clock.metric === "first_response")?.started_at ?? "";
  const expected = new Date(Date.parse(started) + 7_200_000).toISOString().slice(0, 19);
  await expect.poll(async () => due(await ticketNow(page, ticket), "first_response")?.slice(0, 19)).toBe(expected);
});

test("a past verdict stays, and what today would say stands beside it, dark and in Chinese", async ({ page }) => {
  await prefer(page, "dark", "zh-CN");
  await page.goto("/app/promises/slas");
  const { sla, ticket } = await promisedTicket(page, 36_000);
  await write(page, "POST", `/tickets/${ticket.number}/replies`, { body_text: "We look at it." });
  await write(page, "PATCH", `/slas/${sla.id}`, { spec: { targets: [{ metric: "first_response", seconds: 1 }] } }, sla.version);
  const judged = await read<{ items: { then: { verdict: string } }[] }>(page, `/tickets/${ticket.number}/verdicts`);
  expect(judged.items[0]?.then.verdict).toBe("met");
  await page.goto(`/app/tickets/${ticket.number}`);
  const both = page.getByRole("region", { name: "当时与现在" });
  await expect(both).toContainText("达标");
  await expect(both).toContainText("v1");
  await expect(both).toContainText("v2");
  await accessible(page, "then and now, dark and in Chinese");
});
