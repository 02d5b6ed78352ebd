import { EMAIL, PASSWORD, STATE, expect, test } from "./fixtures";

// Asking who is signed in answers 401 here, and Chromium writes that down.
test.use({ allowed: [/401 \(Unauthorized\)/] });

test("a wrong password is refused in words, the right one opens the desk that was asked for", async ({ page }) => {
  await page.goto("/app/accounts");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in to Surety");
  expect(page.url()).toContain("next=");
  await page.getByLabel("Email").fill(EMAIL);
  await page.getByLabel("Password", { exact: true }).fill("not the password at all");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toContainText("Email or password is wrong");
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/app\/accounts/);
  await expect(page.getByRole("heading", { level: 1, name: "Accounts" })).toBeVisible();
  await page.context().storageState({ path: STATE });
});

test("the language is chosen before signing in", async ({ page }) => {
  await page.goto("/app/signin");
  await page.getByRole("button", { name: "简体中文" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("登录 Surety");
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
});

test("a set-up link without its token says what to do", async ({ page }) => {
  await page.goto("/app/setup");
  await expect(page.getByRole("heading", { name: "The link is not complete" })).toBeVisible();
  await page.goto("/app/setup#a-token");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Set up Surety");
  // The token does not stay in the address.
  await expect(page).toHaveURL(/\/app\/setup$/);
});
