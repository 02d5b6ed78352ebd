import { describe, expect, it } from "vitest";
import { coverage, escalationMatrix, stepAt, targetOf } from "../escalation";
import { type SlaForm, type StepRow, decodeSla, newStep } from "../sla";

const HOUR = 3_600;
const form = (steps: StepRow[] = []): SlaForm => ({
  ...decodeSla({
    name: "Car maker",
    layer: "contract",
    calendar_id: "cal",
    spec: {
      targets: [
        { metric: "resolution", conditions: { priority: ["urgent"] }, seconds: 4 * HOUR },
        { metric: "resolution", conditions: { priority: ["high"] }, seconds: 6 * HOUR },
        { metric: "first_response", seconds: HOUR },
      ],
    },
  }),
  steps,
});
const step = (part: Partial<StepRow>): StepRow => ({ ...newStep([], "resolution", "automatic"), ...part });

describe("when a step comes", () => {
  it("follows from the target of the priority", () => {
    expect(stepAt({ when: "percent_of_target", amount: "75" }, 4 * HOUR)).toEqual({ at: 3 * HOUR, atOnce: false });
    expect(stepAt({ when: "percent_of_target", amount: "soon" }, 4 * HOUR)).toBeNull();
    expect(stepAt({ when: "percent_of_target", amount: "150%" }, 4 * HOUR)).toEqual({ at: 6 * HOUR, atOnce: false });
    expect(stepAt({ when: "before_due", amount: "1 h" }, 4 * HOUR)).toEqual({ at: 3 * HOUR, atOnce: false });
    expect(stepAt({ when: "after_due", amount: "30 min" }, 4 * HOUR)).toEqual({ at: 4 * HOUR + 1_800, atOnce: false });
  });
  it("is never before its clock starts", () => {
    expect(stepAt({ when: "before_due", amount: "4 h" }, 4 * HOUR)).toEqual({ at: 0, atOnce: true });
    expect(stepAt({ when: "before_due", amount: "5 h" }, 4 * HOUR)).toEqual({ at: 0, atOnce: true });
    expect(stepAt({ when: "before_due", amount: "3 h 59 min" }, 4 * HOUR)).toEqual({ at: 60, atOnce: false });
  });
});

describe("the escalation matrix", () => {
  it("has the target of each priority, that of all others where it has none", () => {
    expect(targetOf(form(), "resolution", "high")).toBe(6 * HOUR);
    expect(targetOf(form(), "resolution", "none")).toBeNull();
    expect(targetOf(form(), "first_response", "low")).toBe(HOUR);
  });
  it("puts each step under its path, in the order of time, at every promised priority", () => {
    const late = step({ id: "late", path: "hierarchical", amount: "100" });
    const soon = step({ id: "soon", path: "hierarchical", amount: "50" });
    const parts = escalationMatrix(form([late, soon]));
    expect(parts.map((part) => part.metric)).toEqual(["first_response", "resolution"]);
    const high = parts[1]?.rows.find((row) => row.priority === "high");
    expect(high?.cells.hierarchical.map((each) => [each.step.id, each.at])).toEqual([["soon", 3 * HOUR], ["late", 6 * HOUR]]);
    expect(high?.cells.functional).toEqual([]);
    expect(parts[1]?.rows.find((row) => row.priority === "low")?.cells.hierarchical).toEqual([]);
  });
});

describe("coverage", () => {
  it("counts the cells of what is promised, and names what nobody watches", () => {
    const found = coverage(escalationMatrix(form([step({ path: "hierarchical" })])));
    // Five priorities have a first response, two a resolution.
    expect([found.cells, found.empty]).toEqual([21, 19]);
    expect(found.unwatched).toEqual([{ metric: "first_response", priorities: ["urgent", "high", "normal", "low", "none"] }]);
    expect(found.withoutAuthority).toEqual([]);
    expect(found.onlyLate).toEqual([]);
  });
  it("tells what comes only when it is late, and what never reaches authority", () => {
    const steps = [step({ metric: "first_response", path: "automatic", amount: "80" }), step({ path: "hierarchical", amount: "100" })];
    const found = coverage(escalationMatrix(form(steps)));
    expect(found.withoutAuthority).toEqual(["first_response"]);
    expect(found.onlyLate).toEqual(["resolution"]);
    expect(found.unwatched).toEqual([]);
  });
});
