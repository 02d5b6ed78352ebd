import { cursorNumber, expect, grid, openInbox, rows, test } from "./fixtures";

test("triage by keyboard: from the inbox to a sent reply, without the mouse", async ({ page }) => {
  await openInbox(page);
  await page.keyboard.press("j");
  const first = await cursorNumber(page);
  await page.keyboard.press("j");
  const second = await cursorNumber(page);
  expect(second).not.toBe(first);
  await page.keyboard.press("k");
  expect(await cursorNumber(page)).toBe(first);

  await page.keyboard.press("a");
  await page.getByRole("combobox", { name: "Assign to…" }).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status").filter({ hasText: `Ticket ${first} changed` })).toBeVisible();

  await page.keyboard.press("p");
  await page.getByRole("combobox", { name: "Set the priority…" }).fill("urgent");
  await page.keyboard.press("Enter");
  await expect(page.locator(`#row-${first}`).getByText("Urgent")).toBeAttached();

  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/app/tickets/${first}$`));
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await page.getByRole("textbox", { name: "Reply" }).waitFor();
  await page.keyboard.press("r");
  await expect(page.getByRole("textbox", { name: "Reply" })).toBeFocused();
  const words = `We have found the cause ${Date.now()}`;
  await page.keyboard.type(words);
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("log").getByText(words)).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Reply" })).toHaveText("");

  // A note in the same way, and back to the row that was left.
  await page.keyboard.press("Escape");
  await page.keyboard.press("n");
  await page.keyboard.type(`${words} noted`);
  await page.keyboard.press("Control+Enter");
  await expect(page.locator(".message-note").getByText(`${words} noted`)).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("u");
  await expect(grid(page)).toBeVisible();
  expect(await cursorNumber(page)).toBe(first);
});

test("a draft outlives a reload", async ({ page }) => {
  await openInbox(page);
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.getByRole("textbox", { name: "Reply" }).waitFor();
  await page.keyboard.press("r");
  await page.keyboard.type("half a thought");
  const kept = (): Promise<string> => page.evaluate(() => Object.entries(localStorage).filter(([name]) => name.startsWith("surety-draft-")).map(([, text]) => text).join());
  await expect.poll(kept).toContain("half a thought");
  await page.reload();
  await expect(page.getByRole("textbox", { name: "Reply" })).toHaveText("half a thought");
  await page.keyboard.press("r");
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  await expect.poll(kept).not.toContain("half a thought");
});

test("the palette finds a page, a ticket and an account", async ({ page }) => {
  await openInbox(page);
  const number = await rows(page).first().locator(".cell-number").innerText();
  await page.keyboard.press("Control+k");
  const box = page.getByRole("combobox", { name: "Command palette" });
  await expect(box).toBeFocused();
  await box.fill(number);
  await expect(page.getByRole("option", { name: new RegExp(`#${number}`) })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/tickets/${number}$`));
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Command palette" }).fill("audit");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Audit log" })).toBeVisible();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("g");
  await page.keyboard.press("i");
  await expect(grid(page)).toBeVisible();
});

test("j drops no key while held", async ({ page }) => {
  await openInbox(page);
  await page.keyboard.press("j");
  const start = Number(await page.locator(".row-active").getAttribute("aria-rowindex"));
  const total = Number(await grid(page).getAttribute("aria-rowcount"));
  const keys = 40;
  for (let i = 0; i < keys; i += 1) await page.keyboard.press("j", { delay: 5 });
  const end = Number(await page.locator(".row-active").getAttribute("aria-rowindex"));
  // Headings of groups count as rows and are passed over; the last row is the
  // end. While there are more pages the number of rows is unknown (-1).
  expect(end - start).toBeGreaterThanOrEqual(total < 0 ? keys : Math.min(keys, total - start));
  expect(end - start).toBeLessThanOrEqual(keys + 3);
});
