/* What used an account's credits: the panel above its ledger, in both languages. The contract's own is in the scenarios. */
import { accessible, expect, openInbox, prefer, read, rows, test } from "./fixtures";

test.use({ bypassCSP: true });

/** So many rows of the inbox are on the screen at once, whatever stands between them. */
const SEEN = 10;

for (const [theme, lang, title] of [["light", "en", "What used the credits?"], ["dark", "zh-CN", "点数用在了哪里？"]] as const) {
  test(`what used the credits of an account is told and accessible, ${theme} ${lang}`, async ({ page }) => {
    await prefer(page, theme, lang);
    await openInbox(page);
    const { items } = await read<{ items: { account: { id: string } }[] }>(page, "/contracts?limit=200");
    // An account whose tickets can be counted on one screen.
    let found: { id: string; tickets: number } | null = null;
    for (const id of new Set(items.map((each) => each.account.id))) {
      const { tickets } = await read<{ tickets: number }>(page, `/accounts/${id}/causes`);
      if (tickets > 0 && tickets <= SEEN) found = { id, tickets };
      if (found) break;
    }
    if (!found) throw new Error("no account of the demo desk has used credits");
    await page.goto(`/app/accounts/${found.id}?tab=ledger`);
    const panel = page.locator("details").filter({ hasText: title });
    await panel.locator("summary").click();
    await expect(panel.locator("a").first()).toContainText(new RegExp(`\\b${found.tickets}\\b`));
    await accessible(page, `what used the credits ${theme} ${lang}`);
    // The whole figure opens as many tickets as it says.
    await panel.locator("a").first().click();
    await expect(page).toHaveURL(/drew=/);
    await expect(rows(page)).toHaveCount(found.tickets);
  });
}
