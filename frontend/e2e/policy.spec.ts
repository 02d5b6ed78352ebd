/* The support policy: written in both languages, published, read by everybody, out of date, acknowledged. */
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

const panel = (page: Page) => page.getByRole("tabpanel");

test("the policy is written, published, read without signing in, and acknowledged", async ({ page, browser }) => {
  const words = `We answer calmly, ${Date.now() % 1_000_000}.`;
  await page.goto("/app/promises/policy");
  await expect(page.getByRole("heading", { level: 1, name: "Support policy" })).toBeVisible();
  await page.getByRole("textbox", { name: "Introduction, English" }).fill(words);
  await page.getByRole("textbox", { name: "Introduction, 简体中文" }).fill("我们从容应对。\n\n- 先倾听\n- 再解决");
  await expect(page.getByRole("button", { name: "Publish…" })).toBeDisabled();
  await page.keyboard.press("Control+s");
  await expect(page.getByRole("button", { name: "Publish…" })).toBeEnabled();

  await page.getByRole("tab", { name: "Preview" }).click();
  await expect(panel(page).getByText(words)).toBeVisible();
  await expect(panel(page).locator("section")).toHaveCount(13);
  await panel(page).getByText("简体中文").click();
  await expect(panel(page).getByRole("heading", { name: "响应时间与保证" })).toBeVisible();

  await page.getByRole("button", { name: "Publish…" }).click();
  const dialog = page.getByRole("dialog", { name: "Publish the support policy" });
  await dialog.getByRole("textbox", { name: "What is new" }).fill("Calmer than before.");
  await dialog.getByRole("button", { name: "Publish…" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("tab", { name: "Versions" })).toBeVisible();
  await page.getByRole("tab", { name: "Preview" }).press("ArrowRight");
  await expect(page.getByRole("tab", { name: "Changes" })).toBeFocused();
  await expect(panel(page).getByText("already says exactly this")).toBeVisible();
  await page.getByRole("tab", { name: "Versions" }).click();
  await expect(panel(page).getByText("Calmer than before.").first()).toBeVisible();

  // Told until it is acknowledged.
  const notice = page.getByRole("complementary", { name: "New support policy" });
  await expect(notice).toContainText("Calmer than before.");
  await notice.getByRole("button", { name: "I have read it" }).click();
  await expect(notice).toBeHidden();

  // A stranger reads it, in their language, with the hours of this moment.
  const stranger = await browser.newContext({ storageState: { cookies: [], origins: [] }, bypassCSP: true });
  const outside = await stranger.newPage();
  const { origin } = new URL(page.url());
  await outside.goto(`${origin}/policy`);
  await expect(outside.getByText(words)).toBeVisible();
  await expect(outside.locator(".now").first()).toHaveText(/^(Open now|Closed now)/);
  await clean(outside, "public page");
  await outside.getByRole("link", { name: "简体中文" }).click();
  await expect(outside.getByText("我们从容应对。")).toBeVisible();
  await outside.emulateMedia({ colorScheme: "dark" });
  await clean(outside, "public page in Chinese, dark");
  await stranger.close();
});

for (const [theme, lang] of [["light", "en"], ["dark", "zh-CN"]] as const) {
  test(`no violation on the policy's page, ${theme}, ${lang}`, async ({ page }) => {
    await prefer(page, theme, lang);
    await page.goto("/app/promises/policy");
    for (const at of [0, 1, 2, 3]) {
      await page.getByRole("tab").nth(at).click();
      await expect(page.getByRole("tabpanel")).toBeVisible();
      await clean(page, `tab ${at}`);
    }
  });
}
