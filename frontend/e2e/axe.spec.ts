import { accessible, expect, openInbox, prefer, rows, test } from "./fixtures";

const SCREENS = ["/accounts", "/suspended", "/approvals", "/audit", "/settings", "/settings?tab=security", "/settings?tab=tokens", "/new"];

for (const theme of ["light", "dark"] as const) {
  for (const lang of ["en", "zh-CN"] as const) {
    test(`no violation on any screen, ${theme}, ${lang}`, async ({ page }) => {
      test.setTimeout(180_000);
      await prefer(page, theme, lang);
      await openInbox(page);
      await page.keyboard.press("j");
      await page.keyboard.press("x");
      await accessible(page, "inbox with a selection");
      await page.keyboard.press("Escape");
      await page.keyboard.press("Control+k");
      await expect(page.getByRole("combobox")).toBeVisible();
      await accessible(page, "palette");
      await page.keyboard.press("Escape");
      await rows(page).first().click();
      await expect(page.getByRole("complementary")).toBeVisible();
      await page.getByRole("textbox").first().waitFor();
      await accessible(page, "ticket");
      await page.keyboard.press("n");
      await accessible(page, "ticket with a note");
      await page.keyboard.press("Escape");
      await page.keyboard.press("w");
      await expect(page.getByRole("dialog").locator(".why-answer")).toBeVisible();
      await accessible(page, "why this plan");
      for (const screen of SCREENS) {
        await page.goto(`/app${screen}`);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await accessible(page, screen);
      }
      await page.goto("/app/accounts");
      await page.locator("tbody tr a").first().click();
      for (const tab of await page.getByRole("tab").all()) {
        await tab.click();
        await accessible(page, `account, ${await tab.innerText()}`);
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
      await accessible(page, `${screen} ${colorScheme}`);
    }
    await context.close();
  }
});
