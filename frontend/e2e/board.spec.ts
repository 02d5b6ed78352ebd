/* The SLA board: figures open the clocks behind them, and tickets are put right from there by keys. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import { expect, prefer, test } from "./fixtures";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
test.use({ bypassCSP: true });

async function clean(page: Page, where: string): Promise<void> {
  await page.evaluate(() => Promise.all(document.getAnimations().filter((each) => each.effect?.getComputedTiming().iterations !== Infinity).map((each) => each.finished.catch(() => null))));
  await page.evaluate(AXE);
  const found = await page.evaluate(async () => {
    const axe = (globalThis as unknown as { axe: { run: (root: Document, options: object) => Promise<{ violations: { id: string; help: string; nodes: { html: string }[] }[] }> } }).axe;
    return (await axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })).violations;
  });
  expect.soft(found.map((each) => `${each.id}: ${each.help}\n  ${each.nodes.slice(0, 2).map((node) => node.html.slice(0, 200)).join("\n  ")}`), where).toEqual([]);
}

const items = (page: Page) => page.locator(".board-item");

test("a figure opens the clocks behind it, and what stands there is assigned by key", async ({ page }) => {
  await page.goto("/app/board");
  await expect(page.getByRole("heading", { level: 1, name: "SLA board" })).toBeVisible();
  await expect(items(page).first()).toBeVisible();
  await page.getByText("Priority", { exact: true }).first().click();
  await expect(page).toHaveURL(/by=priority/);
  const figure = page.locator("button.board-count").first();
  const count = Number(await figure.textContent());
  await figure.click();
  await expect(figure).toHaveAttribute("aria-pressed", "true");
  await expect(items(page)).toHaveCount(Math.min(count, 200));
  await page.getByRole("button", { name: "Show everything" }).click();
  await expect(page).not.toHaveURL(/group=/);

  // Down one row, then to somebody, then open it.
  const second = items(page).nth(1);
  const number = ((await second.locator(".num").first().textContent()) ?? "").replace("#", "");
  await page.keyboard.press("j");
  await expect(second).toHaveAttribute("data-current", "true");
  await page.keyboard.press("a");
  const picker = page.getByRole("dialog");
  await expect(picker).toBeVisible();
  await page.keyboard.press("ArrowDown");
  const chosen = (await picker.locator("[data-active=true]").first().textContent()) ?? "";
  await page.keyboard.press("Enter");
  await expect(picker).toBeHidden();
  const session = (await (await page.request.get("/api/v1/session")).json()) as { user: { name: string } };
  expect(chosen).toContain(session.user.name);
  await expect(async () => {
    const ticket = (await (await page.request.get(`/api/v1/tickets/${number}`)).json()) as { assignee: { name: string } | null };
    expect(ticket.assignee?.name).toBe(session.user.name);
  }).toPass();
  await page.keyboard.press("o");
  await expect(page).toHaveURL(/\/tickets\/\d+$/);
});

for (const [theme, lang] of [["light", "en"], ["dark", "zh-CN"]] as const) {
  test(`no violation on the board, ${theme}, ${lang}`, async ({ page }) => {
    await prefer(page, theme, lang);
    await page.goto("/app/board?by=account");
    await expect(items(page).first()).toBeVisible();
    await clean(page, "board");
  });
}
