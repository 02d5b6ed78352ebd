import { defineConfig } from "@playwright/test";

/** The desk under test: a running server, `make run` or the test command starts one. */
const baseURL = process.env.SURETY_URL ?? "http://127.0.0.1:8080";

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  fullyParallel: false,
  workers: 1,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: {
    baseURL,
    viewport: { width: 1440, height: 900 },
    locale: "en-US",
    timezoneId: "Europe/Berlin",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env.SURETY_CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    { name: "sign-in", testMatch: "sign-in.spec.ts" },
    { name: "desk", testIgnore: /(sign-in|axe)\.spec\.ts/, dependencies: ["sign-in"], use: { storageState: "test-results/agent.json" } },
    // axe needs to run its own script in the page, so this project alone goes without the policy.
    { name: "axe", testMatch: /axe\.spec\.ts/, dependencies: ["sign-in"], use: { storageState: "test-results/agent.json", bypassCSP: true } },
  ],
});
