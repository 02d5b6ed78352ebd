/* Charges past a limit: chosen together, decided each for itself, exported as filtered. */
import { expect, accessible, openInbox, prefer, read, test, write } from "./fixtures";
import { type Customer, type Named, customer, mark, openTicket } from "./manager";
import type { Page } from "@playwright/test";

test.use({ bypassCSP: true });

interface Charge {
  id: string;
  version: number;
  status: string;
  ticket_number: number;
  invoice_reference: string | null;
  reason: string | null;
}

/** A customer with one ticket a week and so many past it, at 49 euros each. */
async function past(page: Page, count: number): Promise<Customer> {
  const n = mark();
  const spec = { kind: "ticket_based", limits: [{ bucket: "week", credits: 1, unit: "week" }], limit_policy: "charge", price_list: { currency: "EUR", prices: [{ amount: 4900 }] } };
  const plan = await write<Named>(page, "POST", "/plans", { name: `One a week ${n}`, spec });
  const who = await customer(page, `Brewery ${n}`);
  const today = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  const contract = await write<Named>(page, "POST", "/contracts", { account_id: who.id, plan_id: plan.id, name: `Care of ${who.name}`, start_date: today });
  await write(page, "POST", `/contracts/${contract.id}/activate`, {});
  for (let i = 0; i <= count; i += 1) await openTicket(page, who, { priority: "normal" });
  return who;
}

const charges = async (page: Page, who: Customer): Promise<Charge[]> => (await read<{ items: Charge[] }>(page, `/charges?account=${who.id}`)).items;

test("charges are approved, invoiced and waived, and what changed meanwhile is left alone", async ({ page }) => {
  test.setTimeout(120_000);
  await openInbox(page);
  const who = await past(page, 3);
  const drafted = await charges(page, who);
  expect(drafted.map((each) => each.status)).toEqual(["draft", "draft", "draft"]);
  await page.goto(`/app/charges?account=${who.id}`);
  const bar = page.getByRole("region", { name: "Chosen charges" });
  const tile = (name: string) => page.getByRole("group", { name: "Totals by currency and status" }).getByRole("button", { name });
  await expect(tile("Draft")).toContainText("€147.00");
  await page.getByRole("checkbox", { name: "Choose all that are open" }).check();
  await expect(bar).toContainText("3 chosen €147.00");

  // A colleague waives one in the meantime.
  const [first] = drafted;
  if (!first) throw new Error("nothing was drafted");
  await write(page, "PATCH", `/charges/${first.id}`, { status: "waived", reason: "Agreed on the phone" }, first.version);
  await bar.getByRole("button", { name: "Approve" }).click();
  await expect(page.getByRole("alert")).toContainText("1 charge was left alone, 2 done");
  await expect(page.getByRole("alert").getByRole("link", { name: `#${first.ticket_number}` })).toBeVisible();
  await page.getByRole("alert").getByRole("button", { name: "Close" }).click();
  await expect(tile("Approved")).toContainText("€98.00");

  // One gets its invoice, by keyboard.
  await tile("Approved").click();
  await expect(page).toHaveURL(/status=approved/);
  const rows = page.locator("tbody tr");
  await expect(rows).toHaveCount(2);
  await rows.first().getByRole("checkbox").check();
  await bar.getByRole("button", { name: "Mark invoiced…" }).click();
  const dialog = page.getByRole("dialog", { name: "Mark 1 charge invoiced" });
  await expect(dialog.getByRole("textbox", { name: "Invoice reference" })).toBeFocused();
  await expect(dialog.getByRole("button", { name: "Mark invoiced" })).toBeDisabled();
  await page.keyboard.type("R-2026-0815");
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(rows).toHaveCount(1);
  await rows.first().getByRole("checkbox").check();
  await bar.getByRole("button", { name: "Waive…" }).click();
  const waive = page.getByRole("dialog", { name: "Waive 1 charge" });
  await waive.getByRole("textbox", { name: "Reason" }).fill("=Goodwill");
  await waive.getByRole("button", { name: "Waive", exact: true }).click();
  await expect(waive).toBeHidden();
  const after = await charges(page, who);
  expect(after.map((each) => [each.status, each.invoice_reference ?? each.reason])).toEqual([["waived", "Agreed on the phone"], ["invoiced", "R-2026-0815"], ["waived", "=Goodwill"]]);

  // What is filtered is what the files have.
  await page.goto(`/app/charges?account=${who.id}&status=waived`);
  await expect(rows).toHaveCount(2);
  const file = async (name: string): Promise<string> => (await page.request.get((await page.getByRole("link", { name }).getAttribute("href")) ?? "")).text();
  const csv = await file("Download CSV");
  expect(csv.trim().split("\r\n")).toHaveLength(3);
  expect(csv).toContain(",'=Goodwill");
  expect((JSON.parse(await file("Download JSON")) as Charge[]).map((each) => each.status)).toEqual(["waived", "waived"]);
  // A line opens its ticket.
  await rows.first().getByRole("link", { name: /^#/ }).click();
  await expect(page).toHaveURL(/tickets\/\d+/);
});

for (const [theme, lang] of [["light", "en"], ["dark", "zh-CN"]] as const) {
  test(`the page of charges is accessible, ${theme} ${lang}`, async ({ page }) => {
    await prefer(page, theme, lang);
    await openInbox(page);
    const who = await past(page, 1);
    await page.goto(`/app/charges?account=${who.id}`);
    await page.locator("tbody").getByRole("checkbox").first().check();
    await accessible(page, `charges ${theme} ${lang}`);
  });
}
