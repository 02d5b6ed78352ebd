/* What a support manager does by hand in the console, for the journeys of whole scenarios. */
import type { Locator, Page } from "@playwright/test";
import { expect, pick, read, write } from "./fixtures";

export interface Named {
  id: string;
  name: string;
}
export interface Clock {
  metric: string;
  target_seconds: number;
  sla: { name: string };
  calendar: { name: string } | null;
  due_at: string | null;
  started_at: string;
}
export interface Ticket {
  id: string;
  number: number;
  version: number;
  admission: string;
  outcome: string;
  contract: { name: string } | null;
  plan: { name: string } | null;
  clocks: Clock[];
  credits: { bucket: string; granted_hundredths: number; remaining_hundredths: number }[];
}
export interface Customer extends Named {
  contact: string;
}

/** Another name each time, so that a journey can be run twice against one desk. */
export const mark = (): string => String(Date.now() % 10_000_000);

export async function saved(page: Page, name: string): Promise<string> {
  await page.keyboard.press("Control+s");
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page).not.toHaveURL(/new$/);
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}

/** Round the clock, so that what is promised can be read from the clock on the wall. */
export async function makeCalendar(page: Page, name: string): Promise<string> {
  await page.goto("/app/promises/calendars");
  await page.getByRole("button", { name: "New calendar" }).click();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(name);
  await page.getByText("24×7", { exact: true }).click();
  return saved(page, name);
}

/** An SLA by its table: `First response, High` to `1 h`. */
export async function makeSla(page: Page, name: string, calendar: string, cells: Readonly<Record<string, string>>, more?: (page: Page) => Promise<void>): Promise<string> {
  await page.goto("/app/promises/slas");
  await page.getByRole("button", { name: "New SLA" }).click();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(name);
  await pick(page, page.getByRole("combobox", { name: "Measured in" }), calendar);
  for (const [cell, text] of Object.entries(cells)) await page.getByRole("textbox", { name: cell, exact: true }).fill(text);
  await more?.(page);
  return saved(page, name);
}

/** A plan with its limits, `[25, "weeks"]` each; none is unlimited. */
export async function makePlan(page: Page, name: string, sla: string, limits: readonly (readonly [number, string])[], more?: (page: Page) => Promise<void>): Promise<string> {
  await page.goto("/app/promises/plans");
  await page.getByRole("button", { name: "New plan" }).click();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(name);
  const field = page.getByRole("combobox", { name: "SLA", exact: true });
  await field.click();
  await field.fill(sla);
  await page.getByRole("option", { name: sla, exact: true }).click();
  if (limits.length === 0) await page.getByText("Unlimited", { exact: true }).click();
  for (const [index, [credits, unit]] of limits.entries()) {
    if (index > 0) await page.getByRole("button", { name: "Add another limit" }).click();
    const limit = page.getByRole("group", { name: `Limit ${index + 1}` });
    await limit.getByRole("textbox", { name: "Support credits" }).fill(String(credits));
    await limit.getByRole("combobox", { name: "Period", exact: true }).click();
    // "half-years" has "years" in it.
    await page.getByRole("option", { name: unit, exact: true }).click();
  }
  await more?.(page);
  return saved(page, name);
}

/** An account with a contact: customers come by mail and import, not from a screen. */
export async function customer(page: Page, name: string, facts: Readonly<Record<string, unknown>> = {}): Promise<Customer> {
  const account = await write<Named>(page, "POST", "/accounts", { name, zone: "Europe/Berlin", ...facts });
  const contact = await write<Named>(page, "POST", "/contacts", { name: `Buyer of ${name}`, account_id: account.id, emails: [`buyer-${crypto.randomUUID().slice(0, 8)}@customer.example`] });
  return { ...account, contact: contact.id };
}

/** A contract drafted and put in force on the account's page; its card. */
export async function makeContract(page: Page, account: Named, plan: string, name: string, covers: { products?: readonly string[]; from?: string } = {}): Promise<Locator> {
  await page.goto(`/app/accounts/${account.id}?tab=contracts`);
  await page.getByRole("button", { name: "New contract" }).first().click();
  const dialog = page.getByRole("dialog", { name: "New contract" });
  const field = dialog.getByRole("combobox", { name: "Plan" });
  await field.click();
  await field.fill(plan);
  await page.getByRole("option", { name: plan, exact: true }).click();
  await dialog.getByRole("textbox", { name: "Name" }).fill(name);
  if (covers.from) await dialog.getByLabel("First day").fill(covers.from);
  for (const product of covers.products ?? []) {
    const products = dialog.getByRole("combobox", { name: "Products" });
    await products.click();
    await products.fill(product);
    await page.getByRole("option", { name: product, exact: true }).click();
    await page.keyboard.press("Escape");
  }
  await dialog.getByRole("button", { name: "Create draft" }).click();
  await expect(dialog).toBeHidden();
  const card = page.locator(".card").filter({ hasText: name });
  await card.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: "Put in force" }).click();
  const ask = page.getByRole("dialog", { name: "Put in force" });
  await ask.getByRole("button", { name: "Put in force" }).click();
  await expect(ask).toBeHidden();
  await expect(card).toContainText("Active");
  return card;
}

export const openTicket = (page: Page, of: Customer, facts: Readonly<Record<string, unknown>> = {}): Promise<Ticket> =>
  write<Ticket>(page, "POST", "/tickets", { subject: `A question of ${of.name}`, body_text: "It stopped this morning.", requester: { contact_id: of.contact }, channel: "phone", ...facts });

/** What a ticket was promised by one SLA: seconds by metric. */
export function promised(ticket: Ticket, sla: string): Record<string, number> {
  return Object.fromEntries(ticket.clocks.filter((clock) => clock.sla.name === sla).map((clock) => [clock.metric, clock.target_seconds]));
}

/** What is left of each limit after a ticket, in credits. */
export const left = (ticket: Ticket): Record<string, number> => Object.fromEntries(ticket.credits.map((bucket) => [bucket.bucket, bucket.remaining_hundredths / 100]));

/** The ticket's page with its panel of what was promised. */
export async function look(page: Page, ticket: Ticket): Promise<Locator> {
  await page.goto(`/app/tickets/${ticket.number}`);
  const side = page.getByRole("complementary", { name: "Details" });
  await expect(side).toBeVisible();
  return side;
}

export const ticketNow = (page: Page, ticket: Ticket): Promise<Ticket> => read<Ticket>(page, `/tickets/${ticket.number}`);
