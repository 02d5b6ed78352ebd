/* The agreement sheet: goals with how they were kept, in both languages, as page and file. */
import { accessible, expect, prefer, read, test, write } from "./fixtures";

// A refused acceptance answers 409, and Chromium writes that down.
test.use({ bypassCSP: true, allowed: [/409 \(Conflict\)/] });

interface Named {
  id: string;
}

test("a manager reads what was agreed and how it was kept", async ({ page }) => {
  const mark = String(Date.now() % 10_000_000);
  await page.goto("/app/accounts");
  const calendar = await write<Named>(page, "POST", "/calendars", { name: `Agreed ${mark}`, spec: { tz: "Europe/Berlin", hours: Object.fromEntries(["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map((day) => [day, [["00:00", "24:00"]]])) } });
  const targets = [
    { metric: "first_response", conditions: {}, seconds: 3_600 },
    { metric: "resolution", conditions: { priority: ["urgent"] }, seconds: 21_600 },
  ];
  const sla = await write<Named>(page, "POST", "/slas", { name: `Agreed SLA ${mark}`, layer: "plan", calendar_id: calendar.id, spec: { targets } });
  const plan = await write<Named>(page, "POST", "/plans", { name: `Agreed plan ${mark}`, sla_id: sla.id, spec: { kind: "unlimited" } });
  const account = await write<Named>(page, "POST", "/accounts", { name: `Agreed ${mark}`, zone: "Europe/Berlin" });
  const contact = await write<Named>(page, "POST", "/contacts", { name: "Grace Kim", account_id: account.id, emails: [`grace@agreed${mark}.example`] });
  const contract = await write<Named>(page, "POST", "/contracts", { account_id: account.id, plan_id: plan.id, name: `Care ${mark}`, start_date: "2026-01-01", terms_text: "As built." });
  await write(page, "POST", `/contracts/${contract.id}/activate`, {});
  const ticket = await write<{ number: number }>(page, "POST", "/tickets", { subject: "Where is the switch?", body_text: "Please tell.", requester: { contact_id: contact.id }, priority: "urgent", channel: "phone" });
  await write(page, "POST", `/tickets/${ticket.number}/replies`, { body_text: "Left of the door." });

  await page.goto(`/app/accounts/${account.id}?tab=contracts`);
  await page.getByRole("link", { name: "Agreement sheet" }).click();
  await expect(page.getByRole("heading", { level: 1, name: `Agreement: Care ${mark}` })).toBeVisible();
  const kept = page.getByRole("list", { name: "How goals were kept in this period" });
  await expect(kept.getByRole("listitem").filter({ hasText: "First response" })).toContainText("100%1 of 1 kept");
  await expect(kept.getByRole("listitem").filter({ hasText: "Resolution" })).toContainText("nothing to judge yet");
  const goals = page.getByRole("region", { name: "Goals", exact: true });
  await expect(goals.getByRole("row").filter({ hasText: "Resolution" })).toContainText("6 h");
  await expect(page.getByRole("region", { name: "Words of the agreement" })).toContainText("As built.");
  await accessible(page, "agreement, light, English");

  const sheet = await read<{ goals: { metric: string; priority: string | null; current: { met: number } | null }[] }>(page, `/contracts/${contract.id}/agreement`);
  expect(sheet.goals.find((goal) => goal.metric === "first_response" && goal.priority === "urgent")?.current?.met).toBe(1);
  const pdf = await page.request.get(`/api/v1/contracts/${contract.id}/agreement.pdf?locale=zh-CN`);
  expect([200, 409], await pdf.text()).toContain(pdf.status());
  const printed = await page.context().newPage();
  await printed.goto(`/api/v1/contracts/${contract.id}/agreement.html?locale=en`);
  await expect(printed.getByRole("heading", { level: 1, name: "Service level agreement" })).toBeVisible();
  await accessible(printed, "the page to print");
  await printed.close();

  await prefer(page, "dark", "zh-CN");
  await page.goto(`/app/agreements/${contract.id}`);
  await expect(page.getByRole("heading", { level: 1, name: `协议书：Care ${mark}` })).toBeVisible();
  await expect(page.getByRole("heading", { level: 2, name: "服务级别协议书" })).toBeVisible();
  await accessible(page, "agreement, dark, Chinese");
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.getByRole("heading", { level: 1, name: `协议书：Care ${mark}` })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
});

test("exactly the document that was read is accepted, and files lie beside it", async ({ page }) => {
  const mark = String(Date.now() % 10_000_000);
  await page.goto("/app/accounts");
  const plan = await write<Named>(page, "POST", "/plans", { name: `Offered plan ${mark}`, spec: { kind: "unlimited" } });
  const account = await write<Named>(page, "POST", "/accounts", { name: `Offered ${mark}` });
  const contract = await write<Named & { version: number }>(page, "POST", "/contracts", { account_id: account.id, plan_id: plan.id, name: `Offer ${mark}`, start_date: "2026-01-01", terms_text: "Weekdays." });
  const offered = await write<{ version: number }>(page, "POST", `/contracts/${contract.id}/offer`, {});

  await page.goto("/app/offers");
  await page.getByRole("link", { name: `Offer ${mark}` }).click();
  const documents = page.getByRole("region", { name: "Documents" });
  await expect(documents).toContainText("Waits for acceptance.");
  await accessible(page, "an offer, light, English");
  await documents.getByRole("button", { name: "Record an acceptance" }).click();
  const dialog = page.getByRole("dialog", { name: `Accept Offer ${mark}` });
  const send = dialog.getByRole("button", { name: "Accept" });
  await expect(send).toBeDisabled();
  await dialog.getByRole("textbox", { name: "Name" }).fill("Grace Kim");
  await dialog.getByRole("textbox", { name: "Why the desk records it" }).fill("Signed on paper.");
  await dialog.getByRole("checkbox", { name: "This document was read" }).check();
  await accessible(page, "accepting, light, English");

  // Meanwhile a colleague changes the offer: what was read is not accepted.
  await write(page, "PATCH", `/contracts/${contract.id}`, { terms_text: "Weekends too." }, offered.version);
  await send.click();
  await expect(dialog.getByRole("alert")).toContainText("has changed since you read it");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(documents.getByRole("link", { name: "Document 2", exact: true })).toBeVisible();
  await documents.getByRole("button", { name: "Record an acceptance" }).click();
  await dialog.getByRole("textbox", { name: "Name" }).fill("Grace Kim");
  await dialog.getByRole("textbox", { name: "Why the desk records it" }).fill("Signed on paper.");
  await dialog.getByRole("checkbox", { name: "This document was read" }).check();
  await send.click();
  await expect(documents).toContainText("Accepted by Grace Kim");
  await expect(documents).toContainText("Recorded by the desk: Signed on paper.");
  await expect(documents).toContainText("Nobody accepted it.");

  const files = page.getByRole("region", { name: "Files" });
  await files.getByRole("checkbox", { name: "The customer sees files that are added now" }).check();
  await files.getByLabel("Choose a file").setInputFiles({ name: "signed.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7") });
  await expect(files.getByRole("link", { name: "signed.pdf" })).toBeVisible();
  await expect(files).toContainText("customer sees it");
  await files.getByRole("button", { name: "Remove signed.pdf" }).click();
  await page.getByRole("dialog", { name: "Remove a file" }).getByRole("button", { name: "Remove", exact: true }).click();
  await expect(files).toContainText("No files.");

  await prefer(page, "dark", "zh-CN");
  await page.goto(`/app/agreements/${contract.id}`);
  await expect(page.getByRole("region", { name: "附件" })).toBeVisible();
  await accessible(page, "an accepted offer, dark, Chinese");
  await page.goto("/app/offers");
  await expect(page.getByRole("heading", { level: 1, name: "待接受的文件" })).toBeVisible();
  await accessible(page, "offers, dark, Chinese");
});
