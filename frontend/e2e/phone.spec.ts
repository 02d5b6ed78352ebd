import { expect, openInbox, rows, test } from "./fixtures";

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

const SCREENS = ["/", "/accounts", "/suspended", "/approvals", "/audit", "/settings", "/settings?tab=security", "/settings?tab=tokens", "/new"];

test("every screen fits a phone", async ({ page }) => {
  for (const screen of SCREENS) {
    await page.goto(`/app${screen}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(over, screen).toBeLessThanOrEqual(0);
  }
});

test("a ticket is read, its details seen and answered by thumb", async ({ page }) => {
  await openInbox(page);
  await rows(page).first().tap();
  await expect(page.getByRole("log")).toBeVisible();
  await page.getByRole("button", { name: "Details" }).tap();
  await expect(page.getByRole("heading", { name: "SLA timers" })).toBeVisible();
  await page.getByRole("button", { name: "Details" }).tap();
  await page.getByRole("textbox", { name: "Reply" }).tap();
  await page.keyboard.type("from the train");
  await page.getByRole("button", { name: "Send", exact: true }).tap();
  await expect(page.getByRole("log").getByText("from the train").last()).toBeVisible();
  await page.getByRole("button", { name: "Open the menu" }).tap();
  await page.getByRole("link", { name: "Accounts" }).tap();
  await expect(page.getByRole("heading", { level: 1, name: "Accounts" })).toBeVisible();
});
