/* What every journey shares: a page that fails its test on any console error. */
import { type Page, test as base, expect } from "@playwright/test";

export { expect };
export const EMAIL = process.env.SURETY_EMAIL ?? "admin@surety.example";
export const PASSWORD = process.env.SURETY_PASSWORD ?? "correct horse battery";
export const STATE = "test-results/agent.json";

export const test = base.extend<{ allowed: RegExp[] }>({
  allowed: [[], { option: true }],
  page: async ({ page, allowed }, use) => {
    const problems: string[] = [];
    page.on("console", (message) => {
      if (message.type() !== "error" && !/Content Security Policy|TrustedHTML/.test(message.text())) return;
      if (allowed.some((pattern) => pattern.test(message.text()))) return;
      problems.push(`${message.type()}: ${message.text()} (${message.location().url})`);
    });
    page.on("pageerror", (error) => problems.push(`unhandled: ${error.stack ?? error.message}`));
    await use(page);
    expect(problems, "nothing may be reported in the console").toEqual([]);
  },
});

export async function prefer(page: Page, theme: "light" | "dark", lang: "en" | "zh-CN"): Promise<void> {
  await page.addInitScript(
    ([chosenTheme, chosenLang]) => {
      localStorage.setItem("surety-theme", chosenTheme);
      localStorage.setItem("surety-lang", chosenLang);
    },
    [theme, lang] as const,
  );
}

export const grid = (page: Page) => page.getByRole("grid");
export const rows = (page: Page) => page.locator("[role=row][id^=row-]");

export async function openInbox(page: Page, search = ""): Promise<void> {
  await page.goto(`/app/${search}`);
  await expect(grid(page)).toBeVisible();
  await expect(rows(page).first()).toBeVisible();
}

/** The number in the row that the cursor is on. */
export async function cursorNumber(page: Page): Promise<string> {
  const id = await grid(page).getAttribute("aria-activedescendant");
  return (id ?? "").replace("row-", "");
}
