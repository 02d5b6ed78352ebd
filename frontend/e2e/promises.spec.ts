/* The editors of what a desk promises: each is worked through by hand, saved, and read back from the API. */
import type { Page } from "@playwright/test";
import { accessible, expect, pick, prefer, read, test, write } from "./fixtures";

// A refused save answers 412 or 422 here, and Chromium writes that down.
test.use({ allowed: [/4(09|12|22) \(/], bypassCSP: true });

const idOf = (page: Page): string => new URL(page.url()).pathname.split("/").at(-1) ?? "";
const save = (page: Page) => page.keyboard.press("Control+s");

test("a calendar: hours, a holiday feed, a deadline, a refusal at its field, versions", async ({ page }) => {
  const name = `Office ${Date.now() % 1_000_000}`;
  await page.goto("/app/promises/calendars");
  await page.getByRole("button", { name: "New calendar" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "New calendar" })).toBeVisible();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(name);
  await page.getByRole("combobox", { name: "Time zone" }).fill("Berlin");
  await page.getByRole("option", { name: "Europe/Berlin" }).click();
  await page.getByRole("button", { name: "Add hours on Monday" }).click();
  await page.getByRole("textbox", { name: "Monday 2 opens" }).fill("16");
  await page.getByRole("textbox", { name: "Monday 2 closes" }).fill("2030");
  await save(page);
  // The second interval overlaps the first: said there, and everything typed is still there.
  await expect(page.getByRole("alert").filter({ hasText: "1 field needs another look" })).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Monday 2 opens" })).toBeFocused();
  await expect(page.getByRole("textbox", { name: "Name", exact: true })).toHaveValue(name);
  await page.getByRole("textbox", { name: "Monday 2 opens" }).fill("18");
  await page.getByRole("button", { name: "Copy the hours of Monday" }).click();
  await page.getByRole("menuitem", { name: "Monday to Friday" }).click();
  await save(page);
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page).not.toHaveURL(/new$/);
  type Calendar = { version: number; current_version: number; spec: { hours: Record<string, string[][]>; holidays?: string[] } };
  const id = idOf(page);
  expect((await read<Calendar>(page, `/calendars/${id}`)).spec.hours).toEqual(Object.fromEntries(["mon", "tue", "wed", "thu", "fri"].map((day) => [day, [["09:00", "17:00"], ["18:00", "20:30"]]])));

  const helper = page.getByRole("region", { name: "Try a deadline" });
  await helper.getByRole("textbox", { name: "A clock of" }).fill("9 h");
  await helper.getByLabel(/that starts at/).fill("2026-05-04T09:00");
  await expect(helper.locator("output")).toContainText("May 4, 2026 at 19:00");

  const year = new Date().getFullYear() + 1;
  await page.getByRole("textbox", { name: "iCalendar text" }).fill(`BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:${year}1225\nSUMMARY:Christmas Day\nEND:VEVENT\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:${year}0214\nSUMMARY:Valentine's Day\nEND:VEVENT\nBEGIN:VEVENT\nDTSTART:${year}0101T100000Z\nSUMMARY:Brunch\nEND:VEVENT\nEND:VCALENDAR`);
  await page.getByRole("button", { name: "Show what it would change" }).click();
  await expect(page.getByText("1 left out")).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "Valentine" }).getByText("a day on which most people work")).toBeVisible();
  await page.getByRole("checkbox", { name: /Valentine/ }).uncheck();
  await page.getByRole("button", { name: "Add 1 day" }).click();
  await expect(page.getByRole("textbox", { name: "Name", exact: true }).last()).toHaveValue("Christmas Day");
  await save(page);
  await expect(page.getByRole("status").filter({ hasText: "version 2 is in force" })).toBeVisible();
  expect((await read<Calendar>(page, `/calendars/${id}`)).spec.holidays).toEqual([`${year}-12-25`]);

  await page.getByRole("link", { name: /^Version 1/ }).click();
  await expect(page.getByText("This is version 1, as it was.")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Monday 1 opens" })).toHaveJSProperty("readOnly", true);
  await expect(page.getByRole("button", { name: "Save new version" })).toHaveCount(0);
  await page.getByRole("link", { name: "Show the version in force" }).click();
  await expect(page.getByText("This is version 1, as it was.")).toHaveCount(0);
});

test("what is not saved is not lost by leaving, nor by somebody who was faster", async ({ page }) => {
  await page.goto("/app/promises/calendars");
  const name = `Contested ${Date.now() % 1_000_000}`;
  const made = await write<{ id: string; version: number }>(page, "POST", "/calendars", { name, spec: { tz: "UTC", hours: { mon: [["09:00", "17:00"]] } } });
  await page.goto(`/app/promises/calendars/${made.id}`);
  await page.getByRole("textbox", { name: "Monday 1 closes" }).fill("18:00");
  await page.getByRole("link", { name: "Back to the calendars" }).click();
  const dialog = page.getByRole("dialog", { name: "Leave without saving?" });
  await dialog.getByRole("button", { name: "Stay here" }).click();
  await expect(page.getByRole("textbox", { name: "Monday 1 closes" })).toHaveValue("18:00");
  await write(page, "PATCH", `/calendars/${made.id}`, { spec: { tz: "UTC", hours: { mon: [["08:00", "12:00"]] } } }, made.version);
  await save(page);
  await expect(page.getByRole("alert")).toContainText("Somebody saved another version");
  await expect(page.getByRole("textbox", { name: "Monday 1 closes" })).toHaveValue("18:00");
  await page.getByRole("button", { name: "Save mine over it" }).click();
  await expect(page.getByRole("status").filter({ hasText: "version 3 is in force" })).toBeVisible();
  expect((await read<{ spec: { hours: unknown } }>(page, `/calendars/${made.id}`)).spec.hours).toEqual({ mon: [["09:00", "18:00"]] });
});

test("an SLA: the table of targets, a row with conditions, a pause, a step", async ({ page }) => {
  const name = `Gold ${Date.now() % 1_000_000}`;
  await page.goto("/app/promises/slas/new");
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(name);
  await pick(page, page.getByRole("combobox", { name: "Measured in" }), /./);
  await page.getByRole("textbox", { name: "First response, Urgent" }).fill("30min");
  await page.getByRole("textbox", { name: "Resolution, High" }).fill("1d 2h");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("textbox", { name: "Resolution, High" })).toHaveValue("1 d 2 h");
  // What is written is seen whole.
  await page.getByRole("textbox", { name: "Resolution, Low" }).fill("12 d 22 h 45 min");
  expect(await page.getByRole("textbox", { name: "Resolution, Low" }).evaluate((field: HTMLInputElement) => field.scrollWidth - field.clientWidth)).toBeLessThanOrEqual(0);
  await page.getByRole("textbox", { name: "Resolution, Low" }).fill("");
  await page.getByRole("textbox", { name: "Resolution, All others" }).fill("soon");
  await page.getByRole("button", { name: "Add target with conditions" }).click();
  const row = page.getByRole("group", { name: "Target 1 with conditions" });
  await row.getByRole("textbox", { name: "Target" }).fill("2 h");
  await pick(page, row.getByRole("combobox", { name: "Channel" }), "Phone");
  await page.keyboard.press("Escape");
  await page.getByRole("checkbox", { name: "New pauses Update" }).check();
  await page.getByRole("button", { name: "Add step" }).click();
  const step = page.getByRole("group", { name: "Step 1" });
  await step.getByRole("textbox", { name: "Percent" }).fill("75");
  await pick(page, step.getByRole("combobox", { name: "Whom" }), "the manager");
  await save(page);
  await expect(page.getByRole("textbox", { name: "Resolution, All others" })).toBeFocused();
  await expect(page.getByText("Write a duration with its unit").first()).toBeVisible();
  await page.getByRole("textbox", { name: "Resolution, All others" }).fill("5 d");
  await save(page);
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page).not.toHaveURL(/new$/);
  const kept = await read<{ layer: string; spec: { targets: { metric: string; seconds: number; conditions: object }[]; steps: { trigger: object; actions: object[] }[]; rules: { pauses: Record<string, string[]> } } }>(page, `/slas/${idOf(page)}`);
  expect(kept.layer).toBe("plan");
  expect(kept.spec.targets.map((each) => [each.metric, each.seconds, each.conditions])).toEqual([
    ["first_response", 1_800, { priority: ["urgent"] }],
    ["resolution", 93_600, { priority: ["high"] }],
    ["resolution", 432_000, {}],
    ["resolution", 7_200, { channel: ["phone"] }],
  ]);
  expect(kept.spec.rules.pauses.new).toEqual(["update"]);
  expect(kept.spec.steps[0]).toMatchObject({ trigger: { when: "percent_of_target", percent: 75 }, actions: [{ action: "notify", to: "manager" }] });
});

test("a plan: two limits at once, a weight, a policy that needs more, a price", async ({ page }) => {
  const name = `25 and 50 ${Date.now() % 1_000_000}`;
  await page.goto("/app/promises/plans/new");
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(name);
  const first = page.getByRole("group", { name: "Limit 1" });
  await first.getByRole("textbox", { name: "Support credits" }).fill("50");
  await page.getByRole("button", { name: "Add another limit" }).click();
  const second = page.getByRole("group", { name: "Limit 2" });
  await second.getByRole("textbox", { name: "Support credits" }).fill("25");
  await expect(second.getByRole("textbox", { name: "Name of the limit" })).toHaveValue("week");
  await page.getByRole("button", { name: "Add weight" }).click();
  await pick(page, page.getByRole("combobox", { name: "Value" }), "Urgent");
  await pick(page, page.getByRole("combobox", { name: "A ticket over the limit" }), "is accepted and charged");
  await save(page);
  // Charging needs a price list; the server says so, the screen says where.
  await expect(page.locator(".block[data-wrong=true]").filter({ hasText: "Prices of overage" })).toBeVisible();
  await page.getByRole("button", { name: "Add price" }).click();
  await page.getByRole("textbox", { name: "Amount" }).fill("45.50");
  await save(page);
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page).not.toHaveURL(/new$/);
  const kept = await read<{ spec: Record<string, unknown> }>(page, `/plans/${idOf(page)}`);
  expect(kept.spec).toMatchObject({
    kind: "ticket_based",
    limits: [{ bucket: "month", credits: 50, unit: "month" }, { bucket: "week", credits: 25, unit: "week" }],
    weights: { priority: { urgent: 2 } },
    limit_policy: "charge",
    price_list: { currency: "EUR", prices: [{ amount: 4_550 }] },
  });
});

test("statuses, types, the matrix and the bands", async ({ page }) => {
  const mark = Date.now() % 1_000_000;
  await page.goto("/app/promises/statuses");
  await page.getByRole("button", { name: "New status" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill(`At the vendor ${mark}`);
  await pick(page, page.getByRole("combobox", { name: "Category" }), "On hold");
  await page.keyboard.press("Control+Home");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  const row = page.getByRole("row").filter({ hasText: `At the vendor ${mark}` });
  await expect(row).toContainText("Update, Resolution");
  await row.getByRole("button", { name: /^Put away/ }).click();
  await expect(row.getByRole("button", { name: /^Bring back/ })).toBeVisible();

  await page.getByRole("link", { name: "Ticket types" }).click();
  await page.getByRole("button", { name: "New type" }).first().click();
  await page.getByRole("textbox", { name: "Name" }).fill(`Audit ${mark}`);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("row").filter({ hasText: `Audit ${mark}` })).toBeVisible();

  await page.getByRole("link", { name: "Priority matrix" }).click();
  const cell = page.getByRole("combobox", { name: "Impact Low, urgency Low" });
  const before = await cell.inputValue();
  await pick(page, cell, before === "Normal" ? "Low" : "Normal");
  await save(page);
  await expect(page.getByRole("status").filter({ hasText: "Saved" }).last()).toBeVisible();
  const { matrix } = await read<{ matrix: Record<string, Record<string, string>> }>(page, "/settings/priority_matrix");
  expect(matrix.low?.low).toBe(before === "Normal" ? "low" : "normal");

  await page.getByRole("link", { name: "Licence bands" }).click();
  await expect(page.getByRole("button", { name: "Add band" })).toBeVisible();
  while ((await page.locator(".band-row").count()) > 0) await page.locator(".band-row").first().getByRole("button", { name: /^Remove/ }).click();
  for (const [at, [name, from, to]] of [["Small", "50", "100"], ["Large", "500", ""]].entries()) {
    await page.getByRole("button", { name: "Add band" }).click();
    const band = page.locator(".band-row").nth(at);
    await band.getByRole("textbox", { name: "Name" }).fill(name ?? "");
    await band.getByRole("textbox", { name: "From" }).fill(from ?? "");
    await band.getByRole("textbox", { name: "To" }).fill(to ?? "");
  }
  await expect(page.getByText("No band covers 1–49, 101–499.")).toBeVisible();
  // Left without saving, the bands are as they were.
  await page.getByRole("link", { name: "Ticket types" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Leave" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Ticket types" })).toBeVisible();
});

test("how long a closed ticket opens again: refused at its field, saved, and told in words", async ({ page }) => {
  await page.goto("/app/promises/reopening");
  const before = await read<{ closed_reopens_days: number }>(page, "/settings/reopen_policy");
  const days = page.getByRole("textbox", { name: "Days after solving" });
  await expect(days).toHaveValue(String(before.closed_reopens_days));
  await days.fill("4000");
  await save(page);
  await expect(page.locator("[data-field=days][data-wrong=true]")).toBeVisible();
  await expect(days).toHaveValue("4000");
  await days.fill("0");
  await expect(page.getByText("A closed ticket never opens again")).toBeVisible();
  const next = before.closed_reopens_days === 21 ? 20 : 21;
  await days.fill(String(next));
  await expect(page.getByText(`Within ${next} days after solving`)).toBeVisible();
  await save(page);
  await expect(page.getByRole("status").filter({ hasText: "Saved" }).last()).toBeVisible();
  expect((await read<{ closed_reopens_days: number }>(page, "/settings/reopen_policy")).closed_reopens_days).toBe(next);
});

for (const [theme, lang] of [["light", "en"], ["dark", "zh-CN"]] as const) {
  test(`no violation in any editor, ${theme}, ${lang}`, async ({ page }) => {
    test.setTimeout(180_000);
    await prefer(page, theme, lang);
    await page.goto("/app/promises");
    for (const place of ["plans", "slas", "calendars", "statuses", "types", "priorities", "bands", "reopening", "escalating"]) {
      await page.goto(`/app/promises/${place}`);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await accessible(page, place);
    }
    for (const kind of ["plans", "slas", "calendars"]) {
      const { items } = await read<{ items: { id: string }[] }>(page, `/${kind}?limit=1`);
      for (const id of [items[0]?.id, "new"]) {
        await page.goto(`/app/promises/${kind}/${id}`);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await expect(page.locator(".editor")).toBeVisible();
        await accessible(page, `${kind}/${id}`);
      }
    }
  });
}

test("a contract: drafted for an account, put in force, suspended, resumed", async ({ page }) => {
  await page.goto("/app/accounts");
  const account = await write<{ id: string }>(page, "POST", "/accounts", { name: `Halden Works ${Date.now() % 1_000_000}` });
  await page.goto(`/app/accounts/${account.id}?tab=contracts`);
  await page.getByRole("button", { name: "New contract" }).click();
  const dialog = page.getByRole("dialog", { name: "New contract" });
  await dialog.getByRole("button", { name: "Create draft" }).click();
  await expect(dialog.getByText("This is needed")).toBeVisible();
  await pick(page, dialog.getByRole("combobox", { name: "Plan" }), /./);
  await dialog.getByRole("textbox", { name: "Name" }).fill("Halden 2026");
  await pick(page, dialog.getByRole("combobox", { name: "Channels" }), "Email");
  await page.keyboard.press("Tab");
  await dialog.getByRole("button", { name: "Create draft" }).click();
  await expect(dialog).toBeHidden();
  const card = page.locator(".card").filter({ hasText: "Halden 2026" });
  await expect(card).toContainText("Draft");
  await expect(card).toContainText("CoversEmail");
  const step = async (name: string, reason?: string): Promise<void> => {
    await card.getByRole("button", { name: "Actions for Halden 2026" }).click();
    await page.getByRole("menuitem", { name }).click();
    const ask = page.getByRole("dialog", { name });
    if (reason) await ask.getByRole("textbox", { name: "Reason" }).fill(reason);
    await ask.getByRole("button", { name }).click();
    await expect(ask).toBeHidden();
  };
  await step("Put in force");
  await expect(card).toContainText("Active");
  await step("Suspend", "Unpaid since March");
  await expect(card).toContainText("Suspended");
  await expect(card).toContainText("Unpaid since March");
  await step("Resume");
  await expect(card).toContainText("Active");
});
