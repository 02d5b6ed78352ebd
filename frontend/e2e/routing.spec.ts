/* Routing: a team gives out its tickets by itself, says why, and what waits goes to whoever comes back. */
import { expect, pick, prefer, read, accessible, test, write } from "./fixtures";
import { customer, look, mark, openTicket } from "./manager";

// A level that is refused answers 422 here, and Chromium writes that down.
test.use({ allowed: [/422 \(/], bypassCSP: true });

interface Kept {
  skills: object[];
  required: object[];
  plan_ranks: object[];
  teams: { team_id: string }[];
  version: number;
}
interface Person {
  agent_id: string;
  name: string;
  away: boolean;
  version: number;
}

test.describe.configure({ mode: "serial" });

test("a team is told to give out its tickets, tried, and a ticket says why it went to whom", async ({ page }) => {
  await page.goto("/app/promises/people");
  await expect(page.getByRole("heading", { level: 1, name: "Agents at work" })).toBeVisible();
  const session = await read<{ user: { id: string; name: string } }>(page, "/session");
  const me = session.user;
  const name = `Line ${mark()}`;
  const team = await write<{ id: string }>(page, "POST", "/teams", { name, tier: 2, member_ids: [me.id] });
  const kept = await read<Kept>(page, "/settings/routing");
  await write(page, "PUT", "/settings/routing", { skills: [], required: [], plan_ranks: [], teams: [] }, kept.version);

  await page.goto("/app/promises/routing");
  await expect(page.getByText("No team gives out its tickets by itself yet.").first()).toBeVisible();
  await page.getByRole("button", { name: "Add skill" }).click();
  await page.getByRole("group", { name: "Skill 1" }).getByRole("textbox", { name: "Name", exact: true }).fill("Data bases");
  await expect(page.getByRole("textbox", { name: "Short name" })).toHaveValue("data-bases");
  await page.getByRole("button", { name: "Add requirement" }).click();
  await pick(page, page.getByRole("combobox", { name: "Skill", exact: true }), "Data bases");
  await page.getByRole("textbox", { name: "Level" }).fill("9");
  await page.getByRole("button", { name: "Add team" }).click();
  const row = page.getByRole("group", { name: "Team 1" });
  const field = row.getByRole("combobox", { name: "Team" });
  await field.click();
  await page.getByRole("option", { name, exact: true }).click();
  await page.keyboard.press("Control+s");
  // The level that was refused is at its field, and nothing is lost.
  await expect(page.locator("[data-wrong=true]").first()).toBeVisible();
  await page.getByRole("textbox", { name: "Level" }).fill("3");
  await page.keyboard.press("Control+s");
  await expect(page.getByRole("status").filter({ hasText: "Saved" })).toBeVisible();
  // Nobody has the skill yet: the try says so.
  await expect(page.getByText(`Nobody of ${name} could take it`)).toBeVisible();

  await page.goto("/app/promises/people");
  await page.getByRole("button", { name: `Change how ${me.name} works` }).click();
  const dialog = page.getByRole("dialog", { name: `How ${me.name} works` });
  await dialog.getByRole("button", { name: "Add skill" }).click();
  await pick(page, dialog.getByRole("combobox", { name: "Skill" }), "Data bases");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("row", { name: new RegExp(me.name) })).toContainText("Data bases 3");

  await page.getByRole("button", { name: "Go away" }).click();
  await expect(page.getByRole("button", { name: "I am back" })).toBeVisible();
  const buyer = await customer(page, `Routed ${mark()}`);
  const ticket = await openTicket(page, buyer, { team_id: team.id });
  const side = await look(page, ticket);
  await expect(side.getByText(`Waits for somebody of ${name}`)).toBeVisible();
  await side.getByRole("button", { name: "Why this agent?" }).click();
  const why = page.getByRole("dialog", { name: "Why this agent" });
  await why.getByText(me.name).first().click();
  await expect(why.getByText("Failed: Not away").or(why.locator(".candidate-fault"))).toContainText("Not away");
  await accessible(page, "why nobody");
  await page.keyboard.press("Escape");

  await page.goto("/app/promises/people");
  await page.getByRole("button", { name: "I am back" }).click();
  await expect(page.getByRole("button", { name: "Go away" })).toBeVisible();
  await expect.poll(async () => (await read<{ assignee: { name: string } | null }>(page, `/tickets/${ticket.number}`)).assignee?.name).toBe(me.name);
  await look(page, ticket);
  await expect(side.getByText("Nobody else passed every check.")).toBeVisible();
  await expect(page.getByText(`The desk gave it to ${me.name}: Nobody else passed every check.`)).toBeVisible();
});

for (const [theme, lang] of [["light", "en"], ["dark", "zh-CN"]] as const) {
  test(`no violation in routing and people, ${theme}, ${lang}`, async ({ page }) => {
    await prefer(page, theme, lang);
    await page.goto("/app/promises/routing");
    await expect(page.locator(".candidate").first()).toBeVisible();
    await accessible(page, "routing");
    await page.goto("/app/promises/people");
    const edit = page.locator("td .icon-button").first();
    await expect(edit).toBeVisible();
    await accessible(page, "people");
    await edit.click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await accessible(page, "how somebody works");
  });
}

test("what was tried is taken back", async ({ page }) => {
  await page.goto("/app/promises/people");
  const kept = await read<Kept>(page, "/settings/routing");
  await write(page, "PUT", "/settings/routing", { skills: [], required: [], plan_ranks: [], teams: [] }, kept.version);
  const people = await read<{ items: Person[] }>(page, "/agent_work?limit=200");
  expect(people.items.every((each) => !each.away)).toBe(true);
});
