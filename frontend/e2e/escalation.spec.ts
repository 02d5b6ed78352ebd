/* The escalation matrix: read as a table, changed in it, saved as a version of its SLA, printed. */
import { expect, pick, prefer, read, accessible, test, write } from "./fixtures";

test.use({ allowed: [/4(09|12|22) \(/], bypassCSP: true });

interface Sla {
  id: string;
  current_version: number;
  spec: { steps?: { metric: string; path: string; trigger: { percent?: number }; actions: { action: string; team?: string; to?: string }[] }[] };
}

test("the matrix tells when each step comes, takes a new one, and saves it as a version of the SLA", async ({ page }) => {
  await page.goto("/app/promises");
  const calendars = await read<{ items: { id: string }[] }>(page, "/calendars?limit=1");
  const name = `Matrix ${Date.now() % 1_000_000}`;
  const sla = await write<Sla>(page, "POST", "/slas", {
    name,
    layer: "plan",
    calendar_id: calendars.items[0]?.id,
    spec: {
      targets: [
        { metric: "resolution", conditions: { priority: ["high"] }, seconds: 21_600 },
        { metric: "first_response", seconds: 3_600 },
      ],
      steps: [{ id: "resolution-75", metric: "resolution", trigger: { when: "percent_of_target", percent: 75 }, path: "automatic", actions: [{ action: "notify", to: "assignee" }] }],
    },
  });
  await page.goto(`/app/promises/slas/${sla.id}`);
  await page.getByRole("link", { name: "See as a matrix" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Escalation matrix" })).toBeVisible();
  await expect(page.getByRole("combobox", { name: "SLA" })).toHaveValue(name);
  await expect(page.getByText("1 of 18 cells have a step")).toBeVisible();
  await expect(page.getByText("First response: nobody is asked for Urgent, High, Normal, Low, No priority.")).toBeVisible();
  await expect(page.getByRole("button", { name: /after 4 h 30 min/ })).toContainText("Tell the assignee");

  await page.getByRole("button", { name: "Add step: Resolution, Functional" }).click();
  const dialog = page.getByRole("dialog", { name: "Step resolution-1" });
  await dialog.getByRole("button", { name: "Done" }).click();
  await page.keyboard.press("Control+s");
  // Handing over needs somebody to hand to: the step that was refused opens, and says what is missing.
  await expect(dialog).toBeVisible();
  await expect(dialog.locator("[data-wrong=true]").first()).toBeVisible();
  await pick(page, dialog.getByRole("combobox", { name: "Team" }), /./);
  await dialog.getByRole("textbox", { name: "Percent" }).fill("50");
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("button", { name: /after 3 h/ })).toContainText("Hand to");
  await expect(page.getByText("2 of 18 cells have a step")).toBeVisible();
  await page.keyboard.press("Control+s");
  await expect(page.getByRole("status").filter({ hasText: "version 2 is in force" })).toBeVisible();
  const kept = await read<Sla>(page, `/slas/${sla.id}`);
  expect(kept.spec.steps?.map((step) => [step.path, step.trigger.percent, step.actions[0]?.action])).toEqual([["automatic", 75, "notify"], ["functional", 50, "reassign"]]);

  // On paper there is the table and what it is, and nothing of the desk around it.
  await page.emulateMedia({ media: "print" });
  await expect(page.getByText(`Escalation matrix: ${name}`)).toBeVisible();
  await expect(page.getByRole("navigation")).toHaveCount(0);
  await expect(page.getByRole("table", { name: "" }).first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Print" })).toBeHidden();
});

for (const [theme, lang] of [["light", "en"], ["dark", "zh-CN"]] as const) {
  test(`no violation in the matrix and its dialog, ${theme}, ${lang}`, async ({ page }) => {
    await prefer(page, theme, lang);
    await page.goto("/app/promises/escalation");
    await expect(page.locator(".escalation-step").first()).toBeVisible();
    await accessible(page, "matrix");
    await page.locator(".escalation-step").first().click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await accessible(page, "a step of the matrix");
  });
}
