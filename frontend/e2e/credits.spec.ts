/* Credits of an account: what is left and for how long, a correction by hand, the statement as a file. */
import type { Page } from "@playwright/test";
import { expect, pick, read, test } from "./fixtures";

interface Contract {
  id: string;
  name: string;
  state: string;
  account: { id: string };
  credits: { bucket: string; remaining_hundredths: number; reserved: unknown[] }[];
}

/** A contract in force that counts, and has credits for anything left. */
async function counted(page: Page): Promise<Contract> {
  const all = (await read<{ items: Contract[] }>(page, "/contracts?limit=200")).items;
  const found = all.find((each) => each.state === "active" && each.credits.some((one) => one.remaining_hundredths >= 300 && one.reserved.length === 0));
  if (!found) throw new Error("the demo desk has no contract with credits left");
  return found;
}

test("a limit is corrected with a reason, and the ledger says who and why", async ({ page }) => {
  await page.goto("/app/");
  const contract = await counted(page);
  await page.goto(`/app/accounts/${contract.account.id}?tab=contracts`);
  const card = page.locator(".card").filter({ has: page.getByRole("heading", { name: contract.name, exact: true }) });
  await card.getByRole("button", { name: "Adjust credits…" }).click();
  const dialog = page.getByRole("dialog", { name: `Adjust the credits of ${contract.name}` });
  const save = dialog.getByRole("button", { name: "Adjust", exact: true });
  const amount = dialog.getByRole("textbox", { name: "By how many credits" });
  await expect(amount).toBeFocused();
  if (contract.credits.length > 1) await pick(page, dialog.getByRole("combobox").first(), /./);
  await amount.fill("two");
  await expect(dialog.getByText("A number other than 0")).toBeVisible();
  await amount.fill("-99999");
  await expect(dialog.getByText(/^Only .* are left to take away$/)).toBeVisible();
  await expect(save).toBeDisabled();
  await amount.fill("-1.5");
  await expect(dialog.getByText(/left now, .* after this/)).toBeVisible();
  await expect(save).toBeDisabled();
  const why = `Counted twice ${Date.now()}`;
  await dialog.getByRole("textbox", { name: "Reason" }).fill(why);
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("status").filter({ hasText: "Credits adjusted by" })).toBeVisible();
  await page.goto(`/app/accounts/${contract.account.id}?tab=ledger`);
  const entry = page.getByRole("row").filter({ hasText: why }).first();
  await expect(entry).toContainText("1.5");
});

test("the statement of a day is a spreadsheet and a document", async ({ page }) => {
  await page.goto("/app/");
  const contract = await counted(page);
  await page.goto(`/app/accounts/${contract.account.id}?tab=statement`);
  await expect(page.getByRole("cell", { name: contract.name }).first()).toBeVisible();
  const file = async (name: string): Promise<{ head: string; kind: string }> => {
    const link = page.getByRole("link", { name });
    const answer = await page.request.get((await link.getAttribute("href")) ?? "");
    expect(answer.ok(), await answer.text()).toBe(true);
    return { head: (await answer.text()).slice(0, 40), kind: answer.headers()["content-type"] ?? "" };
  };
  expect(await file("Download CSV")).toMatchObject({ kind: "text/csv; charset=utf-8", head: expect.stringContaining("account,as_of,contract_number") });
  expect(await file("Download PDF")).toMatchObject({ kind: "application/pdf", head: expect.stringContaining("%PDF-1.7") });
  // Another day is another file.
  const before = await page.getByRole("link", { name: "Download CSV" }).getAttribute("href");
  await page.getByLabel("As of").fill(new Date(Date.now() - 86_400_000).toISOString().slice(0, 10));
  await expect(page.getByRole("link", { name: "Download CSV" })).not.toHaveAttribute("href", before ?? "");
});
