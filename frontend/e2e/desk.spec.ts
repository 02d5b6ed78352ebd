import { cursorNumber, expect, grid, openInbox, prefer, rows, test } from "./fixtures";

test("filters live in the address and can be shared", async ({ page }) => {
  await openInbox(page);
  await page.getByRole("button", { name: "Priority", exact: true }).click();
  await page.getByRole("combobox", { name: "Priority" }).fill("high");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/priority=high/);
  await page.keyboard.press("Escape");
  await expect(rows(page).first().getByText("High", { exact: true })).toBeAttached();
  const priorities = await rows(page).locator(".cell-priority .sr-only").allInnerTexts();
  expect(new Set(priorities)).toEqual(new Set(["High"]));
  await page.reload();
  await expect(page.getByRole("button", { name: /Priority\s*High/ })).toBeVisible();
  await page.getByRole("button", { name: "Clear the filter Priority" }).click();
  await expect(page).not.toHaveURL(/priority=/);
});

test("a search that finds nothing says so and leads back", async ({ page }) => {
  await openInbox(page);
  await page.keyboard.press("/");
  await page.keyboard.type("zzzz no such words zzzz");
  await expect(page.getByRole("heading", { name: "No ticket matches" })).toBeVisible();
  await page.getByRole("button", { name: "Clear the filters" }).click();
  await expect(rows(page).first()).toBeVisible();
});

test("a change to several tickets is seen at once and can be undone", async ({ page }) => {
  await openInbox(page);
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  const first = await cursorNumber(page);
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  const second = await cursorNumber(page);
  await expect(page.getByRole("toolbar", { name: "Actions for the selection" })).toContainText("2 selected");
  const before = await Promise.all([first, second].map((number) => page.locator(`#row-${number} .cell-priority .sr-only`).innerText()));
  const target = before.includes("Low") ? "Normal" : "Low";
  await page.keyboard.press("p");
  await page.getByRole("combobox", { name: "Set the priority…" }).fill(target);
  await page.keyboard.press("Enter");
  for (const number of [first, second]) await expect(page.locator(`#row-${number} .cell-priority .sr-only`)).toHaveText(target);
  await expect(page.getByText("2 tickets changed")).toBeVisible();
  await page.keyboard.press("z");
  await expect(page.getByText("Undone", { exact: true })).toBeVisible();
  for (const [index, number] of [first, second].entries()) {
    await expect(page.locator(`#row-${number} .cell-priority .sr-only`)).toHaveText(before[index] ?? "");
  }
});

test("why this plan shows every candidate with its checks", async ({ page }) => {
  await openInbox(page);
  // A ticket under a plan: its row carries the plan's badge.
  await rows(page).filter({ has: page.locator(".cell-account .badge") }).first().click();
  await page.getByRole("button", { name: "Why this plan?" }).click();
  const dialog = page.getByRole("dialog", { name: "Why this plan?" });
  await expect(dialog).toBeVisible();
  await expect(dialog.getByRole("heading", { name: /considered/ })).toBeVisible();
  await expect(dialog.locator(".candidate").first()).toBeVisible();
  await expect(dialog.locator(".candidate").first().locator(".checks tbody tr")).not.toHaveCount(0);
  await expect(dialog).not.toContainText("NaN");
  // The same in plain words, without what is for the desk alone.
  await dialog.getByText("As the customer reads it", { exact: true }).click();
  await expect(dialog.getByRole("list")).toContainText("It was agreed for");
  await expect(dialog.locator(".candidate")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
});

test("the side panel counts down and edits in place", async ({ page }) => {
  await openInbox(page);
  await rows(page).first().click();
  const side = page.getByRole("complementary", { name: "Details" });
  await expect(side.getByRole("heading", { name: "SLA timers" })).toBeVisible();
  await side.getByRole("button", { name: /^Priority:/ }).click();
  await page.getByRole("combobox", { name: "Priority" }).fill("high");
  await page.keyboard.press("Enter");
  await expect(side.getByRole("button", { name: /^Priority:/ })).toContainText("High");
  await side.getByRole("button", { name: "+ Add tag" }).click();
  const tag = `e2e${Date.now() % 100_000}`;
  await page.getByRole("combobox", { name: "Add tag" }).fill(tag);
  await page.getByRole("option", { name: `New tag “${tag}”` }).click();
  await expect(side.getByText(tag, { exact: true })).toBeVisible();
  await side.getByRole("button", { name: `Remove tag ${tag}` }).click();
  await expect(side.getByText(tag, { exact: true })).toBeHidden();
});

test("an account shows its contracts, balance, ledger and statement", async ({ page }) => {
  await page.goto("/app/accounts");
  await page.locator("tbody tr a").first().click();
  await expect(page.getByRole("heading", { name: "Credit balance" })).toBeVisible();
  for (const [tab, mark] of [
    ["Contracts", /Term|No contracts/],
    ["Contacts", /Email|No contacts/],
    ["Credit ledger", /only ever added/],
    ["Statement", /As of/],
    ["Tickets", /Ticket|No tickets yet/],
  ] as const) {
    await page.getByRole("tab", { name: tab }).click();
    await expect(page.getByRole("tabpanel")).toContainText(mark);
    await expect(page.getByRole("alert")).toHaveCount(0);
  }
});

test("the audit log lists what was done, with its data", async ({ page }) => {
  await page.goto("/app/audit");
  await expect(page.locator("tbody tr").first()).toBeVisible();
  await page.getByRole("button", { name: /^Details of/ }).first().click();
  await expect(page.locator(".audit-data pre")).toBeVisible();
});

test("language and theme are switched in the settings and stay", async ({ page }) => {
  await page.goto("/app/settings");
  await page.getByText("简体中文", { exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("设置");
  await page.getByText("深色", { exact: true }).click();
  await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", "dark");
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("设置");
  await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", "dark");
  await page.getByText("English", { exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Settings");
  await page.getByText("Light", { exact: true }).click();
  await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", "light");
});

test("an API token is shown once and can be revoked", async ({ page }) => {
  await page.goto("/app/settings?tab=tokens");
  const name = `journey ${Date.now()}`;
  await page.getByRole("button", { name: "Create token" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("button", { name: "Create token" }).click();
  await expect(dialog.locator(".secret")).toHaveText(/^srt_/);
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(page.locator(".secret")).toHaveCount(0);
  await expect(page.getByText(name)).toBeVisible();
  await page.getByRole("button", { name: `Revoke “${name}”` }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByText(name, { exact: true })).toHaveCount(0);
});

test("a ticket is opened for a caller", async ({ page }) => {
  await openInbox(page);
  await page.keyboard.press("c");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("New ticket");
  await page.getByRole("button", { name: "Create ticket" }).click();
  await expect(page.getByText("This is needed").first()).toBeVisible();
  await page.getByLabel("Requester").fill("caller@journeys.example");
  await page.getByLabel("Subject").fill("The printer prints blank pages");
  await page.getByLabel("What is it about?").fill("Since this morning, all of them.");
  await page.getByRole("button", { name: "Create ticket" }).click();
  await expect(page).toHaveURL(/\/app\/tickets\/\d+$/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("The printer prints blank pages");
});

test("an unknown ticket and an unknown page say so", async ({ page }) => {
  await page.goto("/app/no/such/page");
  await expect(page.getByRole("heading", { name: "There is no such page" })).toBeVisible();
});

test.describe("with an answer of 404 expected", () => {
  test.use({ allowed: [/404 \(Not Found\)/] });
  test("a ticket that is not there", async ({ page }) => {
    await page.goto("/app/tickets/999999999");
    await expect(page.getByRole("alert")).toContainText("does not exist");
  });
});

for (const theme of ["light", "dark"] as const) {
  for (const lang of ["en", "zh-CN"] as const) {
    test(`the inbox and a ticket stand in ${lang} and ${theme}`, async ({ page }) => {
      await prefer(page, theme, lang);
      await openInbox(page);
      await expect(page.locator("html")).toHaveAttribute("lang", lang);
      await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", theme);
      await expect(page.getByRole("navigation")).toContainText(lang === "en" ? "Accounts" : "客户");
      await rows(page).first().click();
      await expect(page.getByRole("heading", { level: 2, name: lang === "en" ? "SLA timers" : "SLA 计时" })).toBeVisible();
      await expect(grid(page)).toBeHidden();
    });
  }
}
