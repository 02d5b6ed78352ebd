/* What used an account's credits: the panel above its ledger, in both languages. The contract's own is in the scenarios. */
import { accessible, expect, openInbox, prefer, read, test } from "./fixtures";

test.use({ bypassCSP: true });

for (const [theme, lang, title] of [["light", "en", "What used the credits?"], ["dark", "zh-CN", "点数用在了哪里？"]] as const) {
  test(`what used the credits of an account is told and accessible, ${theme} ${lang}`, async ({ page }) => {
    await prefer(page, theme, lang);
    await openInbox(page);
    const { items } = await read<{ items: { state: string; account: { id: string }; credits: { used_hundredths: number }[] }[] }>(page, "/contracts?limit=200");
    const found = items.find((each) => each.state === "active" && each.credits.some((one) => one.used_hundredths > 0));
    if (!found) throw new Error("no contract of the demo desk has used credits");
    const causes = await read<{ tickets: number; used_hundredths: number }>(page, `/accounts/${found.account.id}/causes`);
    await page.goto(`/app/accounts/${found.account.id}?tab=ledger`);
    const panel = page.locator("details").filter({ hasText: title });
    await panel.locator("summary").click();
    await expect(panel.locator("a").first()).toContainText(String(causes.tickets));
    await accessible(page, `what used the credits ${theme} ${lang}`);
    // The whole figure opens as many tickets as it says.
    await panel.locator("a").first().click();
    await expect(page).toHaveURL(/drew=/);
    if (causes.tickets > 0) await expect(page.locator("[role=row][id^=row-]").first()).toBeVisible();
  });
}
