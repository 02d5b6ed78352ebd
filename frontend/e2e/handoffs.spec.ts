/* Handoffs: offered with a note, kept as typed when refused, accepted by who is asked, and counted. */
import { expect, pick, prefer, read, accessible, test, write } from "./fixtures";
import { customer, mark, openTicket } from "./manager";

// What is refused answers 422 here, and Chromium writes that down.
test.use({ allowed: [/422 \(/], bypassCSP: true });

test("a ticket is offered with its note, accepted, and its numbers open it", async ({ page }) => {
  await page.goto("/app/handoffs");
  const session = await read<{ user: { id: string } }>(page, "/session");
  const name = `Experts ${mark()}`;
  await write(page, "POST", "/teams", { name, tier: 3, member_ids: [session.user.id] });
  const { number: ticket } = await openTicket(page, await customer(page, `Handed ${mark()}`));
  await page.goto(`/app/tickets/${ticket}`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.keyboard.press("h");
  const dialog = page.getByRole("dialog", { name: `Offer #${ticket} to others` });
  await pick(page, dialog.getByRole("combobox", { name: "Team" }), new RegExp(name));
  await dialog.getByRole("textbox", { name: "Tried" }).fill("Restarted the relay.");
  await dialog.getByRole("button", { name: "Offer", exact: true }).click();
  // What is missing is said at its field, and what was typed is kept.
  await expect(dialog.getByText("Choose a reason.")).toBeVisible();
  await expect(dialog.getByText("Say it, if only that there is nothing.")).toHaveCount(3);
  await expect(dialog.getByRole("textbox", { name: "Tried" })).toHaveValue("Restarted the relay.");
  await accessible(page, "dialog");
  await pick(page, dialog.getByRole("combobox", { name: "Reason" }), "Needs another skill");
  await dialog.getByRole("textbox", { name: "Found" }).fill("The coil is dead.");
  await dialog.getByRole("textbox", { name: "Next" }).fill("Send a new one.");
  await dialog.getByRole("textbox", { name: "Promised to the customer" }).fill("An answer by noon.");
  await dialog.getByRole("button", { name: "Offer", exact: true }).click();
  await expect(dialog).toBeHidden();

  const banner = page.getByRole("region", { name: "Handoff" });
  await expect(banner).toContainText("offers this ticket to");
  await expect(banner).toContainText("The coil is dead.");
  await accessible(page, "banner");
  await page.goto("/app/?offered=me");
  await expect(page.locator(`#row-${ticket}`)).toContainText("Offered");
  await page.goto(`/app/tickets/${ticket}`);
  await banner.getByRole("button", { name: "Accept", exact: true }).click();
  await expect(banner).toBeHidden();
  await expect(page.getByRole("complementary", { name: "Details" })).toContainText(name);

  await page.goto("/app/handoffs");
  const tiles = page.getByRole("group", { name: "All handoffs" });
  await expect(tiles.getByRole("link", { name: /Accepted/ })).toBeVisible();
  await expect(page.getByRole("region", { name: "From team to team" })).toContainText(name);
  await accessible(page, "report");
  await page.getByRole("row", { name: new RegExp(name) }).getByRole("link", { name: /Offered: 1/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Tickets of these handoffs" })).toBeVisible();
  await expect(page.locator(`#row-${ticket}`)).toBeVisible();
});

test("the policy takes another reason, and refuses a time that is none at its field", async ({ page }) => {
  await page.goto("/app/promises/handoffs");
  await expect(page.getByRole("heading", { level: 1, name: "Handoffs" })).toBeVisible();
  const label = `Hours ${mark()}`;
  await page.getByRole("button", { name: "Add a reason" }).click();
  await page.getByRole("textbox", { name: "Name", exact: true }).last().fill(label);
  await page.getByRole("textbox", { name: "Key", exact: true }).last().fill("A b");
  await page.keyboard.press("Control+s");
  await expect(page.locator("[data-wrong=true], [aria-invalid=true]").first()).toBeVisible();
  await page.getByRole("textbox", { name: "Key", exact: true }).last().fill(`hours_${mark()}`);
  await page.keyboard.press("Control+s");
  await expect(page.getByRole("status").filter({ hasText: "Saved" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("textbox", { name: "Name", exact: true }).last()).toHaveValue(label);
  await accessible(page, "policy");
});

test("dark and in Chinese, wide and on a phone, nothing is lost", async ({ page }) => {
  await prefer(page, "dark", "zh-CN");
  await page.goto("/app/handoffs");
  await expect(page.getByRole("heading", { level: 1, name: "交接" })).toBeVisible();
  await accessible(page, "report, dark, zh-CN");
  const session = await read<{ user: { id: string } }>(page, "/session");
  const team = await write<{ id: string }>(page, "POST", "/teams", { name: `专家 ${mark()}`, tier: 3, member_ids: [session.user.id] });
  const { number: ticket } = await openTicket(page, await customer(page, `交接 ${mark()}`));
  await write(page, "POST", `/tickets/${ticket}/handoff`, {
    team_id: team.id,
    reason: "skill",
    note: { tried: "重启过。", found: "线圈损坏。", next: "寄新件。", promised: "中午前答复。" },
  });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/app/tickets/${ticket}`);
  const banner = page.getByRole("region", { name: "交接" });
  await expect(banner.getByRole("button", { name: "接受", exact: true })).toBeVisible();
  await accessible(page, "banner, phone, dark, zh-CN");
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  expect(wide, "nothing runs out of the side").toBe(false);
});
