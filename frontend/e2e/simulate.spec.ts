/* A draft is played on past tickets, beside its editor: nothing is saved, each figure shows its tickets. */
import type { Page } from "@playwright/test";
import { accessible, expect, pick, prefer, read, test } from "./fixtures";

// A draft without a place is refused with 422, and Chromium writes that down.
test.use({ allowed: [/422 \(/], bypassCSP: true });

interface Slas {
  items: { id: string; name: string; layer: string; current_version: number }[];
}

/** A new SLA that promises everybody a minute. */
async function minute(page: Page): Promise<void> {
  await page.goto("/app/promises/slas/new");
  await page.locator('[data-field="name"] input').fill("One minute");
  for (const field of await page.locator(".target-grid").getByRole("textbox").all()) await field.fill("1 min");
}

test("an SLA is simulated in the place of another: what flips, ticket by ticket, and nothing is saved", async ({ page }) => {
  await page.goto("/app/promises/slas");
  const before = await read<Slas>(page, "/slas?limit=200");
  const place = before.items.find((sla) => sla.name === "Business");
  await minute(page);
  await pick(page, page.getByRole("combobox", { name: "Measured in" }), /./);
  await page.getByRole("button", { name: "Simulate on the last 90 days" }).click();
  const dialog = page.getByRole("dialog", { name: "Simulate on past tickets" });
  await dialog.getByRole("button", { name: "Simulate", exact: true }).click();
  await expect(dialog.getByText("Nothing uses this draft yet.")).toBeVisible();
  await pick(page, dialog.getByRole("combobox", { name: "Takes the place of" }), place?.name ?? /./);
  await pick(page, dialog.getByRole("combobox", { name: "Tickets of the last" }), "365 days");
  await dialog.getByRole("button", { name: "Simulate", exact: true }).click();
  await expect(dialog.getByText(/come out differently/)).toBeVisible({ timeout: 30_000 });
  const tickets = dialog.locator("table").last().locator("tbody tr");
  const all = await tickets.count();
  expect(all).toBeGreaterThan(0);
  const figure = dialog.getByRole("button", { name: /met → breached/ }).first();
  await figure.click();
  await expect(figure).toHaveAttribute("aria-pressed", "true");
  const some = await tickets.count();
  expect(some).toBeGreaterThan(0);
  expect(some).toBeLessThanOrEqual(all);
  await expect(tickets.first()).toContainText("met → breached");
  await accessible(page, "a simulation");
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  expect(await read<Slas>(page, "/slas?limit=200")).toEqual(before);
});

test("a simulation reads well in the dark and in Chinese", async ({ page }) => {
  await prefer(page, "dark", "zh-CN");
  await page.goto("/app/promises/plans");
  const plans = await read<{ items: { id: string }[] }>(page, "/plans?limit=200");
  await page.goto(`/app/promises/plans/${plans.items[0]?.id ?? ""}`);
  await page.getByRole("button", { name: "模拟最近 90 天" }).click();
  const dialog = page.getByRole("dialog", { name: "用过去的工单模拟" });
  await dialog.getByRole("button", { name: "开始模拟" }).click();
  // What is live already changes nothing.
  await expect(dialog.getByText("此草稿不会带来任何变化。")).toBeVisible({ timeout: 30_000 });
  await accessible(page, "a simulation, dark and in Chinese");
});
