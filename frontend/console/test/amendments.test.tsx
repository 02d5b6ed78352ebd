import { json, server, show } from "./desk";
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { AmendDialog, Versions } from "../accounts/Amendments";
import { amendmentOf, dayIn, differences, endAfter, endOfDay, hundredthsOf, laidOver, lastDayOf, termsBefore, termsOn } from "../accounts/terms";
import { TopUpDialog } from "../accounts/TopUp";
import { queryClient } from "../api/queries";
import type { Account, Contract, ContractVersion, Terms } from "../api/types";

const terms = (over: Partial<Terms> = {}): Terms => ({
  name: "Care",
  plan: { id: "pln_1", name: "Five a week" },
  plan_version: 1,
  limits: [{ bucket: "week", credits: 5, unit: "week", count: 1 }],
  sla: null,
  start_date: "2026-01-01",
  end_date: null,
  rank: 0,
  covers_children: false,
  coverage: { products: ["prd_1"] },
  ...over,
});
const version = (over: Partial<ContractVersion>): ContractVersion => ({ version: null, amendment: null, state: "past", effective_date: "2026-01-01", effective_at: "2026-01-01T00:00:00Z", terms: terms(), note: "", ...over });
/** As the server lists them: the one that takes effect last first. */
const VERSIONS = [
  version({ amendment: 3, state: "scheduled", effective_date: "2098-06-01", terms: terms({ rank: 7 }) }),
  version({ amendment: 2, state: "cancelled", effective_date: "2098-05-01", terms: null }),
  version({ version: 2, amendment: 1, state: "in_force", effective_date: "2026-02-01", terms: terms({ rank: 3 }) }),
  version({ version: 1 }),
];

describe("terms", () => {
  it("of a day are those of the last version that holds then", () => {
    expect([termsOn(VERSIONS, "2098-05-31")?.rank, termsOn(VERSIONS, "2098-06-01")?.rank, termsOn([], "2098-06-01")]).toEqual([3, 7, null]);
  });
  it("before a version leave out what never held", () => {
    expect(VERSIONS.map((each) => termsBefore(VERSIONS, each)?.rank ?? null)).toEqual([3, null, 0, null]);
  });
  it("differ where they say something else, not in the order of a list", () => {
    const before = terms({ coverage: { products: ["a", "b"] } });
    expect(differences(before, terms({ coverage: { products: ["b", "a"], assets: [] } }))).toEqual([]);
    expect(differences(before, terms({ plan_version: 2, end_date: "2027-01-01", coverage: {} }))).toEqual(["plan", "end_date", "products"]);
  });
  it("are asked for only where they change", () => {
    const before = terms();
    expect(amendmentOf(before, laidOver(before, { rank: 4 }), "2026-07-01", " ")).toEqual({ effective_date: "2026-07-01", rank: 4 });
    const after = laidOver(before, { plan: { id: "pln_2", name: "Eight" }, last_day: "2026-12-31", coverage: { assets: ["ast_1"] } }, [], 2);
    expect(amendmentOf(before, after, "2026-07-01", " They grow. ")).toEqual({
      effective_date: "2026-07-01",
      note: "They grow.",
      plan_id: "pln_2",
      end_date: "2027-01-01",
      coverage: { products: ["prd_1"], assets: ["ast_1"], contacts: [], types: [], channels: [] },
    });
  });
  it("end on their last day", () => {
    expect([lastDayOf("2027-01-01"), endAfter("2028-02-28"), lastDayOf(null), endAfter(null)]).toEqual(["2026-12-31", "2028-02-29", null, null]);
  });
});

describe("days of a zone", () => {
  it("are those of its wall clocks", () => {
    expect([dayIn("Asia/Tokyo", Date.UTC(2026, 4, 4, 15)), dayIn("America/New_York", Date.UTC(2026, 4, 4, 3))]).toEqual(["2026-05-05", "2026-05-03"]);
  });
  it("end at the next midnight, also where the clocks change that day", () => {
    expect([endOfDay("2026-03-29", "Europe/Berlin"), endOfDay("2026-10-25", "Europe/Berlin"), endOfDay("2026-12-31", "Asia/Kathmandu")]).toEqual([
      "2026-03-29T22:00:00.000Z",
      "2026-10-25T23:00:00.000Z",
      "2026-12-31T18:15:00.000Z",
    ]);
  });
});

describe("credits as people write them", () => {
  it("are hundredths, or no number of credits", () => {
    expect(["5", "2.5", " 0,75 ", "12.05"].map(hundredthsOf)).toEqual([500, 250, 75, 1205]);
    expect(["", "0", "-1", "1.234", "five", "1.", "0.00"].map(hundredthsOf)).toEqual([null, null, null, null, null, null, null]);
  });
});

const account = { id: "acc_1", name: "Acme", zone: "UTC" } as Account;
const contract = { id: "ctr_1", number: 4, name: "Care", account: { id: "acc_1", name: "Acme" }, plan: { id: "pln_1", name: "Five a week" }, credits: [], version: 9, next_amendment_at: "2098-06-01T00:00:00Z" } as unknown as Contract;

// Forms with many fields take their time on a busy machine.
describe("the dialogs", { timeout: 30_000 }, () => {
  const sent: { url: string; body: unknown; headers: Headers }[] = [];
  let answer: () => Response;
  beforeEach(() => {
    sent.length = 0;
    queryClient.clear();
    answer = () => json({});
    server.answer = async (request: Request) => {
      const url = new URL(request.url).pathname;
      if (request.method === "POST") {
        sent.push({ url, body: await request.json(), headers: request.headers });
        // It changes no open ticket.
        return url.endsWith("/effects") ? json({ changed: 0, touched: 0, credits: [], more: false, tickets: [] }) : answer();
      }
      if (url.endsWith("/versions")) return json({ items: VERSIONS });
      if (url.endsWith("/products")) return json({ items: [{ id: "prd_1", name: "Relay" }] });
      return json({ items: [], next_cursor: null });
    };
  });
  it("shows what an amendment changes before it is saved, and sends that alone", async () => {
    const onClose = vi.fn();
    show(<AmendDialog contract={contract} account={account} onClose={onClose} />);
    const rank = await screen.findByLabelText("Rank");
    expect(screen.getByRole("button", { name: "Amend now" })).toHaveProperty("disabled", true);
    fireEvent.change(rank, { target: { value: "5" } });
    const preview = screen.getByRole("region", { name: "What changes" });
    expect(within(preview).getAllByRole("row")).toHaveLength(2);
    await userEvent.click(screen.getByRole("button", { name: "Amend now" }));
    await waitFor(() => expect(onClose).toHaveBeenCalled(), { timeout: 10_000 });
    const amendment = { effective_date: dayIn("UTC", Date.now()), rank: 5 };
    // What it does to open tickets is asked before.
    expect(sent.map((each) => each.url)).toEqual(["/api/v1/effects", "/api/v1/contracts/ctr_1/amendments"]);
    expect(sent[0]?.body).toEqual({ contract: { id: "ctr_1", draft: amendment } });
    expect(sent[1]?.body).toEqual(amendment);
    expect(sent[1]?.headers.get("If-Match")).toBe('"v9"');
  });

  it("says at the field what is wrong and keeps what was written", async () => {
    answer = () => json({ status: 422, code: "effective_after_end", field: "effective_date" }, 422);
    const onClose = vi.fn();
    show(<AmendDialog contract={contract} account={account} onClose={onClose} />);
    const rank = await screen.findByLabelText("Rank");
    fireEvent.change(rank, { target: { value: "5" } });
    await userEvent.click(screen.getByRole("button", { name: "Amend now" }));
    await waitFor(() => expect(screen.getByLabelText(/In force from/).getAttribute("aria-invalid")).toBe("true"), { timeout: 10_000 });
    expect(screen.getByText("The contract is over on that day.")).toBeTruthy();
    expect(rank).toHaveProperty("value", "5");
    expect(onClose).not.toHaveBeenCalled();
  });

  it("is another request once its day or its note says something else, and the same one while it does not", async () => {
    answer = () => json({}, 503);
    show(<AmendDialog contract={contract} account={account} onClose={vi.fn()} />);
    fireEvent.change(await screen.findByLabelText("Rank"), { target: { value: "5" } });
    const keys = (): (string | null)[] => sent.filter((each) => each.url.endsWith("/amendments")).map((each) => each.headers.get("Idempotency-Key"));
    const save = async (times: number): Promise<void> => {
      await userEvent.click(screen.getByRole("button", { name: /^Amend now|^Schedule/ }));
      await waitFor(() => expect(keys()).toHaveLength(times), { timeout: 10_000 });
      await screen.findByRole("alert");
    };
    await save(1);
    await save(2);
    expect(keys()[1]).toBe(keys()[0]);
    fireEvent.change(screen.getByLabelText(/In force from/), { target: { value: "2097-01-01" } });
    await save(3);
    fireEvent.change(screen.getByLabelText("Why"), { target: { value: "By mail of today" } });
    await save(4);
    expect(new Set(keys()).size).toBe(3);
  });

  it("cancels what waits for its day, and only that", async () => {
    show(<Versions contract={contract} mayManage />);
    const cancel = await screen.findAllByRole("button", { name: /Cancel the amendment of/ });
    expect(cancel).toHaveLength(1);
    await userEvent.click(cancel[0] as HTMLElement);
    await userEvent.click(await screen.findByRole("button", { name: "Cancel amendment" }));
    await waitFor(() => expect(sent.map((each) => each.url)).toEqual(["/api/v1/contracts/ctr_1/amendments/3/cancel"]), { timeout: 10_000 });
  });

  it("adds credits once they are a number with a reason", async () => {
    const onClose = vi.fn();
    show(<TopUpDialog contract={contract} account={account} onClose={onClose} />);
    const save = await screen.findByRole("button", { name: "Add credits" });
    fireEvent.change(screen.getByLabelText(/^Support credits/), { target: { value: "2,5" } });
    expect(save).toHaveProperty("disabled", true);
    fireEvent.change(screen.getByLabelText(/^Reason/), { target: { value: "Order 7" } });
    await userEvent.click(save);
    await waitFor(() => expect(onClose).toHaveBeenCalled(), { timeout: 10_000 });
    expect(sent[0]?.body).toEqual({ amount_hundredths: 250, reason: "Order 7" });
  });
});
