/*
 * The scenarios of support plans as they are told in the field, each set up by
 * hand as a support manager would, and then watched on real tickets.
 */
import { expect, pick, read, test, write } from "./fixtures";
import { customer, left, look, makeCalendar, makeContract, makePlan, makeSla, mark, openTicket, promised, type Named } from "./manager";

const HOUR = 3_600;
const DAY = 24 * HOUR;
/** Setting up a promise by hand takes its time on a busy machine. */
const LONG_MS = 300_000;

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
