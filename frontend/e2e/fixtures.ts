/* What every journey shares: a page that fails its test on any console error, and what all of them do. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Locator, type Page, test as base, expect } from "@playwright/test";

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

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
interface Violation {
  id: string;
  help: string;
  nodes: { html: string; failureSummary?: string }[];
}

/** When what is loading has come and what moves in has arrived: on its way it has another contrast and another place. */
export async function still(page: Page): Promise<void> {
  await expect(page.locator(".skeleton")).toHaveCount(0);
  await page.evaluate(async () => {
    const moving = (): Animation[] => document.getAnimations().filter((each) => each.playState === "running" && each.effect?.getComputedTiming().iterations !== Infinity);
    for (let round = 0; round < 20 && moving().length > 0; round += 1) await Promise.all(moving().map((each) => each.finished.catch(() => null)));
  });
}

/** No violation of WCAG 2.2 AA, nor of what axe holds for good practice. The page's content policy must let axe in. */
export async function accessible(page: Page, where: string): Promise<void> {
  await still(page);
  await page.evaluate(AXE);
  const found = await page.evaluate(async () => {
    const axe = (globalThis as unknown as { axe: { run: (root: Document, options: object) => Promise<{ violations: Violation[] }> } }).axe;
    return (await axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })).violations;
  });
  const told = found.map((each) => `${each.id}: ${each.help}\n    ${each.nodes.slice(0, 3).map((node) => `${node.html.slice(0, 180)}\n      ${node.failureSummary?.split("\n")[1]?.trim() ?? ""}`).join("\n    ")}`);
  expect.soft(told, where).toEqual([]);
}

/** What the API says, read as the person who is signed in. */
export const read = async <T>(page: Page, path: string): Promise<T> => {
  const answer = await page.request.get(`/api/v1${path}`);
  expect(answer.ok(), await answer.text()).toBe(true);
  return (await answer.json()) as T;
};

/** Writes over the API as the person who is signed in; `version` is the one that was seen. */
export async function write<T = unknown>(page: Page, method: "POST" | "PATCH" | "PUT", path: string, data: unknown, version?: number): Promise<T> {
  const session = await read<{ csrf_token: string }>(page, "/session");
  const answer = await page.request.fetch(`/api/v1${path}`, {
    method,
    headers: { "X-CSRF-Token": session.csrf_token, "Idempotency-Key": crypto.randomUUID(), Origin: new URL(page.url()).origin, ...(version ? { "If-Match": `"v${version}"` } : {}) },
    data,
  });
  expect(answer.ok(), await answer.text()).toBe(true);
  return (await answer.json()) as T;
}

/** Opens a list and takes one of it. */
export async function pick(page: Page, field: Locator, option: string | RegExp): Promise<void> {
  await field.click();
  await page.getByRole("option", { name: option }).first().click();
}
