import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import { expect, openInbox, prefer, rows, test } from "./fixtures";

const require = createRequire(import.meta.url);
const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

interface Violation {
  id: string;
  impact: string | null;
  help: string;
  nodes: { html: string; failureSummary?: string }[];
}

async function check(page: Page, where: string): Promise<void> {
  await page.evaluate(AXE);
  const violations = await page.evaluate(async () => {
    const axe = (globalThis as unknown as { axe: { run: (root: Document, options: object) => Promise<{ violations: Violation[] }> } }).axe;
    const result = await axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] });
    return result.violations;
  });
  const told = violations.map((each) => `${each.id}: ${each.help}\n    ${each.nodes.slice(0, 3).map((node) => `${node.html.slice(0, 180)}\n      ${node.failureSummary?.split("\n")[1]?.trim() ?? ""}`).join("\n    ")}`);
  expect.soft(told, where).toEqual([]);
}

const SCREENS = ["/accounts", "/suspended", "/approvals", "/audit", "/settings", "/settings?tab=security", "/settings?tab=tokens", "/new"];

for (const theme of ["light", "dark"] as const) {
  for (const lang of ["en", "zh-CN"] as const) {
    test(`no violation on any screen, ${theme}, ${lang}`, async ({ page }) => {
      test.setTimeout(180_000);
      await prefer(page, theme, lang);
      await openInbox(page);
      await page.keyboard.press("j");
      await page.keyboard.press("x");
      await check(page, "inbox with a selection");
      await page.keyboard.press("Escape");
      await page.keyboard.press("Control+k");
      await expect(page.getByRole("combobox")).toBeVisible();
      await page.waitForTimeout(250);
      await check(page, "palette");
      await page.keyboard.press("Escape");
      await rows(page).first().click();
      await expect(page.getByRole("complementary")).toBeVisible();
      await page.getByRole("textbox").first().waitFor();
      await check(page, "ticket");
      await page.keyboard.press("n");
      await check(page, "ticket with a note");
      await page.keyboard.press("Escape");
      await page.keyboard.press("w");
      await expect(page.getByRole("dialog").locator(".why-answer")).toBeVisible();
      await page.waitForTimeout(250);
      await check(page, "why this plan");
      for (const screen of SCREENS) {
        await page.goto(`/app${screen}`);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await page.waitForTimeout(400);
        await check(page, screen);
      }
      await page.goto("/app/accounts");
      await page.locator("tbody tr a").first().click();
      for (const tab of await page.getByRole("tab").all()) {
        await tab.click();
        await page.waitForTimeout(400);
        await check(page, `account, ${await tab.innerText()}`);
      }
    });
  }
}

test("no violation where nobody is signed in", async ({ browser }) => {
  for (const colorScheme of ["light", "dark"] as const) {
    const context = await browser.newContext({ bypassCSP: true, colorScheme, storageState: { cookies: [], origins: [] } });
    const page = await context.newPage();
    for (const screen of ["/app/signin", "/app/setup#token", "/app/setup"]) {
      await page.goto(screen);
      await expect(page.getByRole("heading").first()).toBeVisible();
      await check(page, `${screen} ${colorScheme}`);
    }
    await context.close();
  }
});
