import { describe, expect, it } from "vitest";
import type { Contract } from "../api/types";
import { STEPS, contractFields, encodeContract, shiftDay } from "./contractForm";

describe("a contract's form", () => {
  const contract = {
    name: "Halden", plan: { id: "pln_1", name: "Gold" }, sla: null, start_date: "2026-01-31", end_date: "2027-01-31", rank: 3, covers_children: true, terms_text: "As agreed.", coverage: { products: ["prd_1"], channels: ["email"] },
  } as unknown as Contract;
  it("shows the last day and sends the first day after it", () => {
    const form = contractFields(contract, "2026-11-22");
    expect(form.last).toBe("2027-01-30");
    expect(encodeContract(form, null)).toMatchObject({
      body: { name: "Halden", plan_id: "pln_1", sla_id: null, start_date: "2026-01-31", end_date: "2027-01-31", rank: 3, covers_children: true, terms_text: "As agreed.", coverage: { products: ["prd_1"], channels: ["email"] } },
      wrong: {},
    });
    expect([shiftDay("2028-02-28", 1), shiftDay("2027-01-01", -1)]).toEqual(["2028-02-29", "2026-12-31"]);
  });
  it("begins today, open-ended and covering everything", () => {
    const { body, wrong } = encodeContract(contractFields(null, "2026-11-22"), "acc_1");
    expect(body).toMatchObject({ account_id: "acc_1", start_date: "2026-11-22", end_date: null, coverage: {} });
    expect(body).not.toHaveProperty("name");
    expect(wrong).toEqual({ plan_id: "field-needed" });
  });
  it("offers the steps that a contract can take as it stands", () => {
    expect([STEPS.draft, STEPS.awaiting_acceptance, STEPS.suspended, STEPS.cancelled]).toEqual([["activate", "offer", "cancel"], ["activate", "withdraw", "cancel"], ["resume", "cancel"], undefined]);
  });
});
