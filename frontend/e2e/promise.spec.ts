/* What a ticket was promised: what another product would change, what is new, what is kept of a list. */
import type { Page } from "@playwright/test";
import { expect, grid, openInbox, prefer, rows, test } from "./fixtures";

interface Row {
  id: string;
  number: number;
  unread: boolean;
}

async function write(page: Page, method: "POST" | "PUT" | "PATCH", path: string, data: unknown): Promise<unknown> {
  const session = (await (await page.request.get("/api/v1/session")).json()) as { csrf_token: string };
  const answer = await page.request.fetch(`/api/v1${path}`, {
    method,
    headers: { "X-CSRF-Token": session.csrf_token, "Idempotency-Key": crypto.randomUUID(), Origin: new URL(page.url()).origin },
    data,
  });
  expect(answer.ok(), await answer.text()).toBe(true);
  return answer.json();
}
const read = async <T>(page: Page, path: string): Promise<T> => (await (await page.request.get(`/api/v1${path}`)).json()) as T;

/** A customer with two products under two contracts of different plans, and a ticket about the first. */
async function underTwoContracts(page: Page): Promise<{ ticket: { number: number; contract: { name: string } }; other: { product: string; contract: string } }> {
  type Contract = { id: string; name: string; state: string; account: { id: string }; plan: { id: string }; coverage: { products?: string[] } };
  const contracts = (await read<{ items: Contract[] }>(page, "/contracts?limit=200")).items.filter((each) => each.state === "active");
  const products = (await read<{ items: { id: string; name: string }[] }>(page, "/products?limit=200")).items;
  for (const one of contracts) {
    const other = contracts.find((each) => each.account.id === one.account.id && each.plan.id !== one.plan.id && (each.coverage.products ?? []).length > 0);
    if (!other || (one.coverage.products ?? []).length > 0) continue;
    const special = products.find((each) => each.id === other.coverage.products?.[0]);
    const plain = products.find((each) => !(other.coverage.products ?? []).includes(each.id));
    const contacts = (await read<{ items: { id: string }[] }>(page, `/contacts?account=${one.account.id}&limit=5`)).items;
    if (!special || !plain || !contacts[0]) continue;
    const made = (await write(page, "POST", "/tickets", {
      subject: `Which contract answers? ${Date.now()}`,
      body_text: "It stopped this morning.",
      requester: { contact_id: contacts[0].id },
      product_id: plain.id,
      channel: "phone",
    })) as { number: number; contract: { name: string } };
    return { ticket: made, other: { product: special.name, contract: other.name } };
  }
  throw new Error("the demo desk has no account with two contracts");
}

test("another product is seen with its plan and deadlines before it is saved, by keyboard", async ({ page }) => {
  await openInbox(page);
  const { ticket, other } = await underTwoContracts(page);
  await page.goto(`/app/tickets/${ticket.number}`);
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await page.keyboard.press("i");
  const dialog = page.getByRole("dialog", { name: "What it is about" });
  await expect(dialog.getByRole("combobox", { name: "Contact" })).toBeFocused();
  await expect(dialog.getByRole("button", { name: "Save change" })).toBeDisabled();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(dialog.getByRole("combobox", { name: "Product" })).toBeFocused();
  await page.keyboard.press("Control+a");
  await page.keyboard.type(other.product);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const table = dialog.getByRole("table");
  const line = (name: string) => table.getByRole("row").filter({ has: page.getByRole("rowheader", { name, exact: true }) });
  await expect(line("Contract")).toContainText(ticket.contract.name);
  await expect(line("Contract")).toContainText(other.contract);
  await expect(line("Plan")).toHaveClass(/matter-changed/);
  await expect(line("First response")).toContainText("Target");
  await expect(line("Support credits")).toHaveClass(/matter-changed/);
  await expect(dialog.getByText(/parts? of the promise changes?\./)).toBeVisible();
  // Nothing is saved yet.
  expect((await read<{ contract: { name: string } }>(page, `/tickets/${ticket.number}`)).contract.name).toBe(ticket.contract.name);
  await page.keyboard.press("Control+Enter");
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("status").filter({ hasText: "entitlement decided again" })).toBeVisible();
  const side = page.getByRole("complementary", { name: "Details" });
  await expect(side.getByRole("link", { name: other.contract, exact: true })).toBeVisible();
  await expect(side.getByRole("button", { name: /^Product:/ })).toContainText(other.product);
});

test("the preview speaks Chinese and is left without a trace by Escape", async ({ page }) => {
  await prefer(page, "dark", "zh-CN");
  await openInbox(page);
  const { ticket } = await underTwoContracts(page);
  await page.goto(`/app/tickets/${ticket.number}`);
  await page.getByRole("button", { name: /^渠道/ }).click();
  const dialog = page.getByRole("dialog", { name: "工单所涉内容" });
  await expect(dialog.getByRole("combobox", { name: "渠道" })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("columnheader", { name: "更改后" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  expect((await read<{ channel: string }>(page, `/tickets/${ticket.number}`)).channel).toBe("phone");
});

test("what the customer wrote is marked until it was read, here and in the other window", async ({ page, context }) => {
  await openInbox(page);
  const contacts = (await read<{ items: { id: string }[] }>(page, "/contacts?limit=1")).items;
  const made = (await write(page, "POST", "/tickets", {
    subject: `News ${Date.now()}`,
    body_text: "Please look at this.",
    requester: { contact_id: contacts[0]?.id },
    channel: "phone",
    priority: "urgent",
  })) as Row;
  expect((await read<Row>(page, `/tickets/${made.number}`)).unread).toBe(true);
  const list = `/?q=${made.number}`;
  await openInbox(page, list.slice(1));
  const other = await context.newPage();
  await openInbox(other, list.slice(1));
  for (const window of [page, other]) await expect(window.locator(`#row-${made.number} .unread-dot`)).toBeVisible();
  await expect(page.locator(`#row-${made.number}`)).toContainText("New message");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("log")).toContainText("Please look at this.");
  // The other window is told by the stream.
  await expect(other.locator(`#row-${made.number} .unread-dot`)).toHaveCount(0);
  await page.getByRole("button", { name: "Back to the list" }).click();
  await expect(page.locator(`#row-${made.number}`)).toBeVisible();
  await expect(page.locator(`#row-${made.number} .unread-dot`)).toHaveCount(0);
});

test("a filtered list is kept as a view, with its count, and taken away again", async ({ page }) => {
  await openInbox(page);
  await page.getByRole("button", { name: "Priority", exact: true }).click();
  await page.getByRole("combobox", { name: "Priority" }).fill("high");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Save view" }).click();
  const name = `High ${Date.now() % 100_000}`;
  await expect(page.getByRole("textbox", { name: "Name" })).toBeFocused();
  await page.keyboard.type(name);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(grid(page)).toBeVisible();
  const link = page.getByRole("navigation", { name: "Main navigation" }).getByRole("link", { name: new RegExp(name) });
  await expect(link.locator(".nav-count")).toHaveText(/\d/);
  expect(new Set(await rows(page).locator(".cell-priority .sr-only").allInnerTexts())).toEqual(new Set(["High"]));
  await page.getByRole("button", { name: "Actions for this view" }).click();
  await page.getByRole("menuitem", { name: "Delete view" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete view" }).click();
  await expect(link).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 1, name: "Inbox" })).toBeVisible();
});

test("single keys can be switched off", async ({ page }) => {
  await openInbox(page);
  await page.keyboard.press("?");
  await page.getByRole("switch", { name: "Single-key shortcuts" }).click();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await expect(page.locator(".row-active")).toHaveCount(0);
  await expect(page.getByRole("toolbar", { name: "Actions for the selection" })).toHaveCount(0);
  // The keys with a modifier stay.
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("combobox", { name: "Command palette" })).toBeFocused();
  await page.keyboard.press("Escape");
  await page.goto("/app/settings");
  await page.getByRole("switch", { name: "Single-key shortcuts" }).click();
  await page.keyboard.press("g");
  await page.keyboard.press("i");
  await expect(grid(page)).toBeVisible();
});
