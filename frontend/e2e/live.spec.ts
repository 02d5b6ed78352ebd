import type { Page } from "@playwright/test";
import { expect, openInbox, rows, test } from "./fixtures";

/** Somebody else changes the ticket, by the API and not through this page. */
async function changeElsewhere(page: Page, number: string, change: Record<string, unknown>): Promise<void> {
  const session = (await (await page.request.get("/api/v1/session")).json()) as { csrf_token: string };
  const ticket = (await (await page.request.get(`/api/v1/tickets/${number}`)).json()) as { version: number };
  const answer = await page.request.patch(`/api/v1/tickets/${number}`, {
    headers: { "X-CSRF-Token": session.csrf_token, "If-Match": `"v${ticket.version}"`, Origin: new URL(page.url()).origin },
    data: change,
  });
  expect(answer.status(), await answer.text()).toBe(200);
}

test("a change made elsewhere appears in place, and nothing jumps", async ({ page }) => {
  await openInbox(page);
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  const order = await rows(page).locator(".cell-number").allInnerTexts();
  const number = order[2] ?? "";
  const before = await page.locator(`#row-${number} .cell-priority .sr-only`).innerText();
  const [priority, label] = before === "Low" ? ["high", "High"] : ["low", "Low"];
  await changeElsewhere(page, number, { priority });
  await expect(page.locator(`#row-${number} .cell-priority .sr-only`)).toHaveText(label ?? "");
  expect(await rows(page).locator(".cell-number").allInnerTexts()).toEqual(order);
});

test("eight tabs share one stream and all stay alive", async ({ page, context }) => {
  await openInbox(page);
  const number = await rows(page).nth(1).locator(".cell-number").innerText();
  const tabs: Page[] = [];
  for (let i = 0; i < 7; i += 1) {
    const tab = await context.newPage();
    await openInbox(tab);
    tabs.push(tab);
  }
  const before = await page.locator(`#row-${number} .cell-priority .sr-only`).innerText();
  const [priority, label] = before === "Low" ? ["high", "High"] : ["low", "Low"];
  await changeElsewhere(page, number, { priority });
  for (const tab of [page, ...tabs]) await expect(tab.locator(`#row-${number} .cell-priority .sr-only`)).toHaveText(label ?? "");
  // The tab that reads the stream goes; the next one takes over.
  await page.goto("about:blank");
  await expect(tabs[0]?.getByText("Live", { exact: true }) ?? page.locator("nothing")).toBeVisible();
  const heir = tabs[6];
  if (!heir) throw new Error("no tab");
  await changeElsewhere(heir, number, { priority: "urgent" });
  await expect(heir.locator(`#row-${number} .cell-priority .sr-only`)).toHaveText("Urgent");
});

test.describe("a conflict", () => {
  // The refused write is written down by Chromium.
  test.use({ allowed: [/412 \(Precondition Failed\)/] });
  test("is told, rolled back, and the latest state is shown", async ({ page }) => {
    await openInbox(page);
    const number = await rows(page).first().locator(".cell-number").innerText();
    await page.goto(`/app/tickets/${number}`);
    const side = page.getByRole("complementary", { name: "Details" });
    await expect(side.getByRole("button", { name: /^Priority:/ })).toBeVisible();
    // This page hears nothing more, so that its version grows old.
    await page.route("**/api/v1/tickets/*", async (route) => {
      if (route.request().method() !== "PATCH") return route.continue();
      const headers = { ...route.request().headers(), "if-match": '"v0"' };
      return route.continue({ headers });
    });
    const before = await side.getByRole("button", { name: /^Priority:/ }).innerText();
    await side.getByRole("button", { name: /^Priority:/ }).click();
    await page.getByRole("combobox", { name: "Priority" }).fill(/Low/.test(before) ? "high" : "low");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("alert")).toContainText("Somebody changed this in the meantime");
    await expect(side.getByRole("button", { name: /^Priority:/ })).toHaveText(before);
  });
});

test.describe("without a connection", () => {
  test.use({ allowed: [/ERR_INTERNET_DISCONNECTED|ERR_FAILED/] });
  test("the desk says so, keeps what was written, and comes back", async ({ page, context }) => {
    await openInbox(page);
    await rows(page).first().click();
    await page.getByRole("textbox", { name: "Reply" }).waitFor();
    await page.keyboard.press("r");
    await page.keyboard.type("written offline");
    await context.setOffline(true);
    await expect(page.getByText("You are offline.", { exact: false }).first()).toBeVisible();
    await page.keyboard.press("Control+Enter");
    await expect(page.getByRole("alert")).toContainText("You are offline");
    await expect(page.getByRole("textbox", { name: "Reply" })).toHaveText("written offline");
    await context.setOffline(false);
    await page.getByRole("textbox", { name: "Reply" }).click();
    await page.keyboard.press("Control+Enter");
    await expect(page.getByRole("log").getByText("written offline").last()).toBeVisible();
  });
});
