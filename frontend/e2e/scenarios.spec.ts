/*
 * The scenarios of support plans as they are told in the field, each set up by
 * hand as a support manager would, and then watched on real tickets.
 */
import { expect, pick, read, rows, test, write } from "./fixtures";
import { customer, left, look, makeCalendar, makeContract, makePlan, makeSla, mark, openTicket, promised, ticketNow, type Named } from "./manager";

const HOUR = 3_600;
const DAY = 24 * HOUR;
/** Setting up a promise by hand takes its time on a busy machine. */
const LONG_MS = 300_000;

test("a car maker's warranty contract for several customers: 25 a week and 50 a month, by priority", async ({ page }) => {
  test.setTimeout(LONG_MS);
  const n = mark();
  await makeCalendar(page, `Workshop ${n}`);
  await makeSla(page, `Warranty SLA ${n}`, `Workshop ${n}`, {
    "First response, High": "1 h",
    "Resolution, High": "6 h",
    "First response, Normal": "1 h",
    "Resolution, Normal": "12 h",
  });
  await makePlan(page, `Warranty ${n}`, `Warranty SLA ${n}`, [[50, "months"], [25, "weeks"]]);
  const dealers = [await customer(page, `Dealer North ${n}`), await customer(page, `Dealer South ${n}`)];
  for (const dealer of dealers) {
    const card = await makeContract(page, dealer, `Warranty ${n}`, `Warranty of ${dealer.name}`);
    await expect(card).toContainText("left of 50");
    await expect(card).toContainText("left of 25");
  }
  const [north, south] = dealers;
  if (!north || !south) throw new Error("two dealers");
  const high = await openTicket(page, north, { priority: "high" });
  expect(promised(high, `Warranty SLA ${n}`)).toMatchObject({ first_response: HOUR, resolution: 6 * HOUR });
  const normal = await openTicket(page, north, { priority: "normal" });
  expect(promised(normal, `Warranty SLA ${n}`)).toMatchObject({ first_response: HOUR, resolution: 12 * HOUR });
  const none = await openTicket(page, north);
  expect(promised(none, `Warranty SLA ${n}`)).toEqual({});
  expect(none.contract?.name).toBe(`Warranty of Dealer North ${n}`);
  expect(left(none)).toEqual({ month: 47, week: 22 });

  const side = await look(page, high);
  await expect(side).toContainText(`Warranty of Dealer North ${n}`);
  await expect(side).toContainText("left of 25");
  await expect(side).toContainText("left of 50");

  // The week is used up long before the month; the next one waits for a yes, and nothing is drawn for it.
  for (let i = 0; i < 22; i += 1) await openTicket(page, north, { priority: "normal" });
  const over = await openTicket(page, north, { priority: "normal" });
  expect([over.outcome, over.admission]).toEqual(["over_limit", "held"]);
  expect(left(over)).toEqual({ month: 25, week: 0 });
  await look(page, over);
  await expect(page.getByRole("group", { name: "Held for approval" })).toContainText("The plan's credits are used up.");
  // Each customer has a balance of their own.
  expect(left(await openTicket(page, south, { priority: "high" }))).toEqual({ month: 49, week: 24 });
});

test("licence bands: five a month for the small, fifty for the large, other times for each", async ({ page }) => {
  test.setTimeout(LONG_MS);
  const n = mark();
  await page.goto("/app/promises/bands");
  const before = await read<{ bands: unknown[] }>(page, "/settings/licence_bands");
  const [small, large] = [`Small ${n}`, `Large ${n}`];
  try {
    await expect(page.getByRole("button", { name: "Add band" })).toBeVisible();
    while ((await page.locator(".band-row").count()) > 0) await page.locator(".band-row").first().getByRole("button", { name: /^Remove/ }).click();
    for (const [at, [name, from, to]] of [[small, "1", "99"], [large, "100", ""]].entries()) {
      await page.getByRole("button", { name: "Add band" }).click();
      const band = page.locator(".band-row").nth(at);
      await band.getByRole("textbox", { name: "Name" }).fill(name ?? "");
      await band.getByRole("textbox", { name: "From" }).fill(from ?? "");
      await band.getByRole("textbox", { name: "To" }).fill(to ?? "");
    }
    await expect(page.getByText("No band covers")).toHaveCount(0);
    await page.keyboard.press("Control+s");
    await expect(page.getByRole("status").filter({ hasText: "Saved" }).last()).toBeVisible();

    await makeCalendar(page, `Licence hours ${n}`);
    await makeSla(page, `Licence SLA ${n}`, `Licence hours ${n}`, { "First response, All others": "2 d" }, async () => {
      for (const [index, [band, time]] of [[small, "8 h"], [large, "2 h"]].entries()) {
        await page.getByRole("button", { name: "Add target with conditions" }).click();
        const row = page.getByRole("group", { name: `Target ${index + 1} with conditions` });
        await pick(page, row.getByRole("combobox", { name: "Metric" }), "First response");
        await row.getByRole("textbox", { name: "Target" }).fill(time ?? "");
        const bands = row.getByRole("combobox", { name: "Licence band" });
        await bands.click();
        await bands.fill(band ?? "");
        await page.getByRole("option", { name: band ?? "", exact: true }).click();
        await page.keyboard.press("Escape");
      }
    });
    await makePlan(page, `Five a month ${n}`, `Licence SLA ${n}`, [[5, "months"]]);
    await makePlan(page, `Fifty a month ${n}`, `Licence SLA ${n}`, [[50, "months"]]);
    const product = await write<Named>(page, "POST", "/products", { name: `Suite ${n}`, code: `S${n}` });
    for (const [name, plan, licences, credits, seconds] of [["Studio", "Five", 40, 4, 8 * HOUR], ["Works", "Fifty", 400, 49, 2 * HOUR]] as const) {
      const who = await customer(page, `${name} ${n}`);
      const asset = await write<Named>(page, "POST", "/assets", { account_id: who.id, product_id: product.id, name: `Licences of ${who.name}`, licence_count: licences });
      await makeContract(page, who, `${plan} a month ${n}`, `Support of ${who.name}`);
      const ticket = await openTicket(page, who, { product_id: product.id, asset_id: asset.id, priority: "normal" });
      expect(left(ticket)).toEqual({ month: credits });
      expect(promised(ticket, `Licence SLA ${n}`)).toMatchObject({ first_response: seconds });
      // Without an asset nobody knows the band: the target of all others holds.
      expect(promised(await openTicket(page, who, { priority: "normal" }), `Licence SLA ${n}`)).toMatchObject({ first_response: 2 * DAY });
    }
  } finally {
    const now = await read<{ version: number }>(page, "/settings/licence_bands");
    await write(page, "PUT", "/settings/licence_bands", { bands: before.bands }, now.version);
  }
});

test("by revenue: premium with sixty a quarter and three hours, basic with five a month", async ({ page }) => {
  test.setTimeout(LONG_MS);
  const n = mark();
  await makeCalendar(page, `Service hours ${n}`);
  await makeSla(page, `Three hours ${n}`, `Service hours ${n}`, { "First response, All others": "3 h", "Resolution, All others": "2 d" });
  await makeSla(page, `Next day ${n}`, `Service hours ${n}`, { "First response, All others": "1 d" });
  await makePlan(page, `Premium ${n}`, `Three hours ${n}`, [[60, "quarters"]]);
  await makePlan(page, `Basic ${n}`, `Next day ${n}`, [[5, "months"]]);
  const rich = await customer(page, `Grand Hotel ${n}`, { annual_revenue_minor: 2_500_000_000, currency: "EUR" });
  const small = await customer(page, `Corner Shop ${n}`, { annual_revenue_minor: 9_000_000, currency: "EUR" });
  // The manager looks at the revenue before choosing.
  await page.goto(`/app/accounts/${rich.id}`);
  await expect(page.getByText("€25,000,000")).toBeVisible();
  await makeContract(page, rich, `Premium ${n}`, `Premium of ${rich.name}`);
  await makeContract(page, small, `Basic ${n}`, `Basic of ${small.name}`);
  const one = await openTicket(page, rich, { priority: "normal" });
  expect(left(one)).toEqual({ quarter: 59 });
  expect(promised(one, `Three hours ${n}`)).toMatchObject({ first_response: 3 * HOUR, resolution: 2 * DAY });
  const [first] = one.clocks.filter((clock) => clock.metric === "first_response");
  expect(Date.parse(first?.due_at ?? "") - Date.parse(first?.started_at ?? "")).toBe(3 * HOUR * 1_000);
  const other = await openTicket(page, small, { priority: "normal" });
  expect(left(other)).toEqual({ month: 4 });
  expect(promised(other, `Next day ${n}`)).toMatchObject({ first_response: DAY });
  const side = await look(page, one);
  await expect(side).toContainText("59");
  await expect(side).toContainText("left of 60");
});

test("backup without a limit and security with twelve a year, side by side for one customer", async ({ page }) => {
  test.setTimeout(LONG_MS);
  const n = mark();
  await makeCalendar(page, `Guard hours ${n}`);
  await makeSla(page, `Backup SLA ${n}`, `Guard hours ${n}`, { "Resolution, All others": "7 d" });
  await makeSla(page, `Security SLA ${n}`, `Guard hours ${n}`, { "Resolution, High": "6 h", "Resolution, Normal": "12 h", "Resolution, Low": "1 d" });
  await makePlan(page, `Backup ${n}`, `Backup SLA ${n}`, []);
  await makePlan(page, `Security ${n}`, `Security SLA ${n}`, [[12, "years"]]);
  const who = await customer(page, `Clinic ${n}`);
  const [backup, security] = [await write<Named>(page, "POST", "/products", { name: `Backup box ${n}`, code: `B${n}` }), await write<Named>(page, "POST", "/products", { name: `Firewall ${n}`, code: `F${n}` })];
  await makeContract(page, who, `Backup ${n}`, `Backup of ${who.name}`, { products: [backup.name] });
  await makeContract(page, who, `Security ${n}`, `Security of ${who.name}`, { products: [security.name] });

  const restored = await openTicket(page, who, { product_id: backup.id, priority: "high" });
  expect(restored.contract?.name).toBe(`Backup of ${who.name}`);
  expect(promised(restored, `Backup SLA ${n}`)).toEqual({ resolution: 7 * DAY });
  expect(left(restored)).toEqual({});
  for (const [at, [priority, seconds]] of ([["high", 6 * HOUR], ["normal", 12 * HOUR], ["low", DAY]] as const).entries()) {
    const ticket = await openTicket(page, who, { product_id: security.id, priority });
    expect(ticket.contract?.name).toBe(`Security of ${who.name}`);
    expect(promised(ticket, `Security SLA ${n}`)).toEqual({ resolution: seconds });
    expect(left(ticket)).toEqual({ year: 11 - at });
  }

  // On the first ticket the product was wrong: with the right one, the other contract answers.
  await look(page, restored);
  await page.getByRole("button", { name: /^Product:/ }).click();
  const dialog = page.getByRole("dialog", { name: "What it is about" });
  const product = dialog.getByRole("combobox", { name: "Product" });
  await product.fill(security.name);
  await page.getByRole("option", { name: security.name }).click();
  await expect(dialog.getByRole("row").filter({ has: page.getByRole("rowheader", { name: "Contract", exact: true }) })).toContainText(`Security of ${who.name}`);
  await dialog.getByRole("button", { name: "Save change" }).click();
  await expect(dialog).toBeHidden();
  const moved = await ticketNow(page, restored);
  expect(moved.contract?.name).toBe(`Security of ${who.name}`);
  expect(left(moved)).toEqual({ year: 8 });
});

test("a limit that is used up in three weeks, and the amendment that gives the difference at once", async ({ page }) => {
  test.setTimeout(LONG_MS);
  const n = mark();
  await makeCalendar(page, `Depot hours ${n}`);
  await makeSla(page, `Depot SLA ${n}`, `Depot hours ${n}`, { "First response, All others": "4 h" });
  await makePlan(page, `Ten a month ${n}`, `Depot SLA ${n}`, [[10, "months"]]);
  await makePlan(page, `Thirty a month ${n}`, `Depot SLA ${n}`, [[30, "months"]]);
  const who = await customer(page, `Haulier ${n}`);
  const from = new Date(Date.now() - 21 * 86_400_000).toISOString().slice(0, 10);
  const name = `Support of ${who.name}`;
  const card = await makeContract(page, who, `Ten a month ${n}`, name, { from });
  for (let i = 0; i < 10; i += 1) await openTicket(page, who, { priority: i < 7 ? "high" : "normal" });
  const held = await openTicket(page, who, { priority: "normal" });
  expect([held.admission, left(held).month]).toEqual(["held", 0]);

  // Three weeks in, nothing is left: the balance says so, and until when.
  await page.goto(`/app/accounts/${who.id}?tab=contracts`);
  await expect(card.getByRole("img", { name: "10 of 10 used" })).toBeVisible();

  // Its root cause: who and what used them, and each figure opens its tickets.
  const causes = card.locator("details").filter({ hasText: "What used the credits?" });
  await causes.locator("summary").click();
  await expect(causes.getByRole("link", { name: "10 tickets used 10 credits" })).toBeVisible();
  const high = causes.getByRole("row").filter({ has: page.getByRole("rowheader", { name: "High" }) });
  await expect(high).toContainText("70 %");
  await expect(causes.getByRole("row").filter({ has: page.getByRole("rowheader", { name: `Buyer of ${who.name}` }) })).toContainText("100 %");
  await high.getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1, name: "Tickets that used credits" })).toBeVisible();
  await expect(rows(page)).toHaveCount(7);
  await page.goBack();

  // The remedy is the amendment, filled in: the plan with the same SLA that is enough.
  await causes.locator("summary").click();
  const raise = causes.getByRole("listitem").filter({ hasText: "Raise the limit" });
  await expect(raise).toContainText(`Thirty a month ${n} gives as many.`);
  await raise.getByRole("button", { name: "Amend…" }).click();
  const amend = page.getByRole("dialog", { name: `Amend ${name}` });
  await expect(amend.getByRole("combobox", { name: "Plan" })).toHaveValue(`Thirty a month ${n}`);
  await expect(amend.getByRole("row").filter({ hasText: "Thirty" }).first()).toBeVisible();
  await expect(amend.getByRole("textbox", { name: "Why" })).toHaveValue(/^10 credits were used from/);
  await amend.getByRole("button", { name: "Amend now" }).click();
  // What it does to open tickets is shown before it is done.
  const ask = page.getByRole("dialog", { name: "Save and change credits of open tickets?" });
  await expect(ask.getByText("0 → 20")).toBeVisible();
  await ask.getByRole("button", { name: "Save and apply" }).click();
  await expect(amend).toBeHidden();
  await expect(card.getByRole("img", { name: "10 of 30 used" })).toBeVisible();

  // What was held is let in, and draws from what was granted.
  await look(page, held);
  await page.getByRole("button", { name: "Admit", exact: true }).click();
  await expect(page.getByRole("group", { name: "Held for approval" })).toBeHidden();
  const next = await openTicket(page, who, { priority: "normal" });
  expect(next.admission).toBe("admitted");
  const { items } = await read<{ items: { kind: string; amount_hundredths: number; reason: string }[] }>(page, `/accounts/${who.id}/ledger?limit=50`);
  expect(items.filter((entry) => entry.kind === "grant").map((entry) => entry.amount_hundredths / 100).sort((a, b) => a - b)).toEqual([10, 20]);
});
