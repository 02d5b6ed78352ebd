/* Contracts of many accounts: a template is written by hand, used on several accounts, and what became of each is read back. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import { expect, prefer, test } from "./fixtures";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
test.use({ bypassCSP: true });

const read = async <T>(page: Page, path: string): Promise<T> => (await (await page.request.get(`/api/v1${path}`)).json()) as T;
async function write<T>(page: Page, path: string, data: unknown): Promise<T> {
  const session = await read<{ csrf_token: string }>(page, "/session");
  const answer = await page.request.fetch(`/api/v1${path}`, {
    method: "POST",
    headers: { "X-CSRF-Token": session.csrf_token, "Idempotency-Key": crypto.randomUUID(), Origin: new URL(page.url()).origin },
    data,
  });
  expect(answer.ok(), await answer.text()).toBe(true);
  return (await answer.json()) as T;
}

async function clean(page: Page, where: string): Promise<void> {
  await page.evaluate(() => Promise.all(document.getAnimations().filter((each) => each.effect?.getComputedTiming().iterations !== Infinity).map((each) => each.finished.catch(() => null))));
  await page.evaluate(AXE);
  const found = await page.evaluate(async () => {
    const axe = (globalThis as unknown as { axe: { run: (root: Document, options: object) => Promise<{ violations: { id: string; help: string; nodes: { html: string }[] }[] }> } }).axe;
    return (await axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })).violations;
  });
  expect.soft(found.map((each) => `${each.id}: ${each.help}\n  ${each.nodes.slice(0, 2).map((node) => node.html.slice(0, 200)).join("\n  ")}`), where).toEqual([]);
}

interface Contract {
  id: string;
  state: string;
  end_date: string | null;
  terms_text: string;
  credits: { bucket: string; remaining_hundredths: number }[];
}

test("the car maker's warranty: one template, several customers, one of them refused", async ({ page }) => {
  const mark = String(Date.now() % 10_000_000);
  await page.goto("/app/promises/templates");
  await expect(page.getByRole("heading", { level: 1, name: "Contract templates" })).toBeVisible();
  const calendar = await write<{ id: string }>(page, "/calendars", { name: `Works ${mark}`, spec: { tz: "Europe/Berlin", hours: { mon: [["00:00", "24:00"]] } } });
  const targets = [["high", 21_600], ["normal", 43_200]].flatMap(([priority, seconds]) => [
    { metric: "first_response", conditions: { priority: [priority] }, seconds: 3_600 },
    { metric: "resolution", conditions: { priority: [priority] }, seconds },
  ]);
  const sla = await write<{ id: string }>(page, "/slas", { name: `Warranty ${mark}`, layer: "plan", calendar_id: calendar.id, spec: { targets } });
  const limits = [{ bucket: "week", credits: 25, unit: "week" }, { bucket: "month", credits: 50, unit: "month" }];
  const plan = await write<{ id: string }>(page, "/plans", { name: `Warranty plan ${mark}`, sla_id: sla.id, spec: { kind: "ticket_based", limits } });
  const accounts: string[] = [];
  for (const name of ["North", "South", "West"]) {
    const made = await write<{ id: string }>(page, "/accounts", { name: `${name} motors ${mark}`, segment: `maker-${mark}`, annual_revenue_minor: 50_000_000, currency: "EUR" });
    accounts.push(made.id);
  }
  // West has a contract for the same SLA already.
  const west = await write<{ id: string }>(page, "/contracts", { account_id: accounts[2], plan_id: plan.id, start_date: "2026-01-01" });
  await write(page, `/contracts/${west.id}/activate`, {});

  await page.reload();
  await page.getByRole("button", { name: "New template" }).first().click();
  const form = page.getByRole("dialog", { name: "New template" });
  await form.getByRole("button", { name: "Create" }).click();
  await expect(form.getByText("This is needed").first()).toBeVisible();
  await form.getByRole("textbox", { name: "Name", exact: true }).fill(`Car maker ${mark}`);
  await form.getByRole("combobox", { name: "Plan" }).fill(`Warranty plan ${mark}`);
  await page.getByRole("option", { name: `Warranty plan ${mark}` }).click();
  await form.getByRole("textbox", { name: "Lasts" }).fill("3");
  await form.getByRole("textbox", { name: "Words of the agreement" }).fill("Warranty as built.");
  await form.getByRole("button", { name: "Create" }).click();
  await expect(page.getByRole("heading", { level: 1, name: `Car maker ${mark}` })).toBeVisible();
  await expect(page.getByRole("region", { name: "What it says" })).toContainText("3 years");

  const apply = page.getByRole("region", { name: "Make contracts from it" });
  await apply.getByRole("textbox", { name: "Segment" }).fill(`MAKER-${mark}`);
  await expect(apply.getByRole("checkbox", { name: `North motors ${mark}` })).toBeVisible();
  // Three and the box for all: the list is cut a moment after typing.
  await expect(apply.getByRole("checkbox")).toHaveCount(4);
  await apply.getByRole("checkbox", { name: "Choose all that are shown" }).check();
  await expect(apply.getByRole("status")).toHaveText("3 accounts chosen");
  await clean(page, "choosing, light, English");
  await apply.getByRole("button", { name: "Show what would be made" }).click();
  await expect(apply.getByRole("status")).toHaveText("2 contracts fit, 1 refused");
  await expect(apply.getByRole("row", { name: new RegExp(`West motors ${mark}`) })).toContainText("would be refused");
  await clean(page, "preview, light, English");
  await apply.getByRole("button", { name: "Make 2 contracts" }).click();
  const outcome = page.getByRole("region", { name: "What became of each account" }).first();
  await expect(outcome.getByRole("status")).toContainText("2 made, 0 refused, 0 to come");

  const of = async (account: string) => (await read<{ items: Contract[] }>(page, `/contracts?account=${account}`)).items;
  const [north, south, same] = await Promise.all(accounts.map(of));
  for (const made of [north, south]) {
    expect(made?.map((each) => [each.state, each.terms_text])).toEqual([["active", "Warranty as built."]]);
    expect(made?.[0]?.credits.map((each) => [each.bucket, each.remaining_hundredths]).sort()).toEqual([["month", 5_000], ["week", 2_500]]);
  }
  expect(north?.[0]?.id).not.toBe(south?.[0]?.id);
  expect(same?.map((each) => each.id)).toEqual([west.id]);
});

test("templates in the dark, in Chinese", async ({ page }) => {
  await prefer(page, "dark", "zh-CN");
  await page.goto("/app/promises/templates");
  await expect(page.getByRole("heading", { level: 1, name: "合同模板" })).toBeVisible();
  await clean(page, "templates, dark, Chinese");
  await page.getByRole("table").getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 2, name: "由模板生成合同" })).toBeVisible();
  await clean(page, "one template, dark, Chinese");
});

test("a contract that ends is renewed from the board, and the day of the month is kept", async ({ page }) => {
  const mark = String(Date.now() % 10_000_000);
  await page.goto("/app/promises/renewals");
  await expect(page.getByRole("heading", { level: 1, name: "Renewals" })).toBeVisible();
  const plan = await write<{ id: string }>(page, "/plans", { name: `Ends ${mark}`, spec: { kind: "ticket_based", limits: [{ bucket: "month", credits: 5, unit: "month" }] } });
  const account = await write<{ id: string }>(page, "/accounts", { name: `Ending ${mark}`, annual_revenue_minor: 1_200_000, currency: "EUR" });
  const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const end = day(20);
  const contract = await write<{ id: string }>(page, "/contracts", { account_id: account.id, plan_id: plan.id, start_date: `${Number(end.slice(0, 4)) - 1}${end.slice(4)}`, end_date: end });
  await write(page, `/contracts/${contract.id}/activate`, {});
  await page.reload();
  const row = page.getByRole("row", { name: new RegExp(`Ending ${mark}`) });
  await expect(row).toContainText(/in (19|20) days/);
  await clean(page, "renewals, light, English");
  await row.getByRole("button", { name: /^Renew/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Lasts" }).fill("2");
  await dialog.getByRole("button", { name: "Renew", exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(row).toContainText("follows: Draft");
  const all = (await read<{ items: (Contract & { start_date: string })[] }>(page, `/contracts?account=${account.id}`)).items;
  expect(all.map((each) => [each.start_date, each.end_date, each.state]).at(-1)).toEqual([end, `${Number(end.slice(0, 4)) + 2}${end.slice(4)}`, "draft"]);
});

test("renewals in the dark, in Chinese", async ({ page }) => {
  await prefer(page, "dark", "zh-CN");
  await page.goto("/app/promises/renewals");
  await expect(page.getByRole("heading", { level: 1, name: "续约" })).toBeVisible();
  await expect(page.getByRole("table").or(page.getByText("这段时间内没有合同到期"))).toBeVisible();
  await clean(page, "renewals, dark, Chinese");
});
