/* Accounts out of a table: pasted, read, looked at, applied, and what was refused brought home. */
import { readFileSync } from "node:fs";
import { accessible, expect, openInbox, pick, prefer, read, test } from "./fixtures";
import { mark } from "./manager";

// A choice that is refused is told by the browser, too.
test.use({ bypassCSP: true, allowed: [/status of 422/] });

interface Account {
  id: string;
  name: string;
  annual_revenue_minor: number | null;
}

test("a table of accounts is read, looked at, applied and its refused lines brought home", async ({ page }) => {
  test.setTimeout(90_000);
  const n = mark();
  await openInbox(page);
  await page.goto("/app/accounts");
  await page.getByRole("link", { name: "Import…" }).click();
  await page.getByRole("textbox", { name: "Or paste lines of a table" }).fill(`CRM ID;Company;Umsatz;City\nI-${n};Hafen ${n};"1.234,50";Kiel\nJ-${n};Werft ${n};viel;Kiel\n`);
  await page.getByRole("button", { name: "Read these lines" }).click();

  // What it is was found; a column that holds nothing of an account is left out.
  const reading = page.getByRole("region", { name: "How it is read" });
  await expect(reading).toContainText("2 lines below the head");
  await expect(reading.getByRole("combobox", { name: "Separator" })).toHaveValue("Semicolon ;");
  await expect(reading.getByRole("combobox", { name: "Amounts are written as" })).toHaveValue("1.234,50");
  await expect(reading.getByRole("combobox", { name: "Holds: CRM ID" })).toHaveValue("External reference");
  await expect(reading.getByRole("combobox", { name: "Holds: City" })).toHaveValue("Not read");

  await reading.getByRole("button", { name: "Preview" }).click();
  const outcomes = page.getByRole("region", { name: "Preview" });
  await expect(outcomes).toContainText("1,234.50".replace(",", ""));
  await expect(outcomes).toContainText("Annual revenue: That is no amount");
  await outcomes.getByRole("button", { name: "1 Refused" }).click();
  await expect(outcomes.locator("tbody tr")).toHaveCount(1);
  // Looked at, nothing is there yet.
  expect((await read<{ items: Account[] }>(page, `/accounts?external_ref=I-${n}`)).items).toEqual([]);

  // A choice that makes no sense is told at its place, and nothing that was chosen is lost.
  await pick(page, reading.getByRole("combobox", { name: "A line finds its account by" }), "Id of the desk");
  await reading.getByRole("button", { name: "Preview" }).click();
  await expect(reading).toContainText("No column says which account a line is about.");
  await pick(page, reading.getByRole("combobox", { name: "A line finds its account by" }), "External reference");
  await reading.getByRole("button", { name: "Preview" }).click();
  await page.getByRole("button", { name: "Apply 1 line" }).click();
  await expect(page.getByText("Every line was decided.")).toBeVisible({ timeout: 20_000 });
  const { items } = await read<{ items: Account[] }>(page, `/accounts?external_ref=I-${n}`);
  expect(items.map((each) => [each.name, each.annual_revenue_minor])).toEqual([[`Hafen ${n}`, 123_450]]);

  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Download refused lines" }).click()]);
  const refused = readFileSync(await download.path(), "utf8");
  expect(refused).toContain(`J-${n},Werft ${n},viel,Kiel,3,invalid_amount,annual_revenue,`);
  expect(refused).not.toContain(`I-${n}`);

  // It is listed, and a page that is opened anew says the same.
  await page.getByRole("link", { name: "Import another table" }).click();
  await page.getByRole("region", { name: "Imports so far" }).getByRole("link", { name: "Pasted lines" }).first().click();
  await expect(page.getByRole("link", { name: `Hafen ${n}` })).toBeVisible();
});

for (const [theme, lang, words] of [
  ["light", "en", { paste: "Or paste lines of a table", send: "Read these lines", look: "Preview" }],
  ["dark", "zh-CN", { paste: "或粘贴表格内容", send: "读取这些内容", look: "预览" }],
] as const) {
  test(`the import of accounts is accessible, ${theme} ${lang}`, async ({ page }) => {
    await prefer(page, theme, lang);
    await openInbox(page);
    await page.goto("/app/accounts/import");
    await page.getByRole("textbox", { name: words.paste }).fill("external_ref,name,annual_revenue\nA-1,Nordwind,12.345\nA-2,Kabel,\n");
    await accessible(page, `send ${theme} ${lang}`);
    await page.getByRole("button", { name: words.send }).click();
    await page.getByRole("button", { name: words.look }).click();
    await expect(page.locator(".import-counts")).toBeVisible();
    await accessible(page, `preview ${theme} ${lang}`);
  });
}
