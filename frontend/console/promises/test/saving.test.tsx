/* How each editor saves: over which version, where a refusal goes, and that nothing typed is lost. */
import { RouterProvider, createMemoryHistory, createRootRoute, createRouter } from "@tanstack/react-router";
import { act, render, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { Problem } from "../../api/problem";
import { I18nProvider, type Translator } from "../../lib/i18n";
import { type CalendarForm, decodeCalendar, encodeCalendar, span } from "../calendar";
import { type Draft, type Encoded, useDraft } from "../draft";
import { without } from "../../api/fields";
import { type PlanForm, decodePlan, encodePlan, newPlan } from "../plan";
import { encodeMatrix } from "../PriorityMatrix";
import { type SlaForm, decodeSla, encodeSla, newSla } from "../sla";

const tr = { dynamic: (id: string) => `<${id}>`, t: (id: string) => `<${id}>` } as unknown as Translator;
interface Kept<F> {
  version: number;
  form: F;
}
interface Call {
  body: Record<string, unknown>;
  version: number;
  key: string;
}

/** A draft on a screen of its own; `outcomes` answer one save after the other. */
async function draftOf<F>(start: F, encode: (form: F) => Encoded, outcomes: (Kept<F> | Problem)[], theirs?: Kept<F> | Problem) {
  const calls: Call[] = [];
  const held: { draft: Draft<F, Kept<F>> | null } = { draft: null };
  function Probe() {
    held.draft = useDraft<F, Kept<F>>({
      start,
      decode: (kept) => kept.form,
      encode,
      version: 5,
      send: (body, version, key) => {
        calls.push({ body, version, key });
        const next = outcomes.shift();
        return next instanceof Problem ? Promise.reject(next) : Promise.resolve(next as Kept<F>);
      },
      fetch: () => (theirs instanceof Problem ? Promise.reject(theirs) : Promise.resolve(theirs as Kept<F>)),
      saved: () => false,
    });
    return null;
  }
  const root = createRootRoute({ component: Probe });
  render(
    <I18nProvider value={{ tr, setLang: () => undefined }}>
      <RouterProvider router={createRouter({ routeTree: root, history: createMemoryHistory() }) as never} />
    </I18nProvider>,
  );
  await waitFor(() => expect(held.draft).not.toBeNull());
  const now = (): Draft<F, Kept<F>> => {
    if (!held.draft) throw new Error("no draft");
    return held.draft;
  };
  return { now, calls, change: (next: Partial<F>) => act(() => now().set(next)), save: () => act(() => now().save()) };
}

describe("a calendar is saved", () => {
  const start = (): CalendarForm => decodeCalendar("Office", { tz: "UTC", hours: { mon: [["09:00", "17:00"]] } });
  const overlap = new Problem({ status: 422, code: "overlapping_interval", field: "spec.hours.mon[1]" });

  it("over the version that was seen; a refusal goes to its interval and leaves what was typed", async () => {
    const form = start();
    const { now, calls, change, save } = await draftOf(form, encodeCalendar, [overlap, { version: 6, form: start() }]);
    expect(now().dirty).toBe(false);
    const late = span("16", "20");
    await change({ hours: { ...form.hours, mon: [...form.hours.mon, late] } });
    expect(now().dirty).toBe(true);
    await save();
    expect(calls[0]).toMatchObject({ version: 5, body: { spec: { hours: { mon: [["09:00", "17:00"], ["16:00", "20:00"]] } } } });
    expect(now().wrong).toEqual({ [`hours.mon.${late.key}`]: "<error-overlapping-interval>" });
    expect(now().form.hours.mon[1]).toEqual(late);
    act(() => now().touch(`hours.mon.${late.key}.open`));
    expect(now().wrong).toEqual({});
    await save();
    expect(now().dirty).toBe(false);
    // What was answered is another intention; silence would keep its key.
    expect(calls[1]?.key).not.toBe(calls[0]?.key);
  });

  it("with the same key after silence, so that it is made once", async () => {
    const { now, calls, change, save } = await draftOf(start(), encodeCalendar, [new Problem({ status: 0, code: "offline" }), { version: 6, form: start() }]);
    await change({ name: "Other" });
    await save();
    expect(now().refused).toBe("<error-offline>");
    expect(now().form.name).toBe("Other");
    await save();
    expect(calls[1]?.key).toBe(calls[0]?.key);
  });

  it("with another key once it says something else: a calendar that was made meanwhile is not taken for it", async () => {
    const lost = (): Problem => new Problem({ status: 0, code: "offline" });
    const { now, calls, change, save } = await draftOf(start(), encodeCalendar, [lost(), lost(), { version: 6, form: start() }]);
    await change({ name: "Other" });
    await save();
    await change({ name: "Another" });
    expect(now().refused).toBeNull();
    await save();
    act(() => now().replace({ ...start(), name: "A third" }));
    await save();
    expect(new Set(calls.map((call) => call.key)).size).toBe(3);
  });

  it("and keeps what is wrong with one field while another is typed", async () => {
    const { now, change, save } = await draftOf(start(), encodeCalendar, [new Problem({ status: 422, code: "required", field: "name" })]);
    await save();
    await change({ tz: "Asia/Shanghai" });
    expect(now().wrong).toEqual({ name: "<error-required>" });
    act(() => now().touch("name"));
    expect(now().wrong).toEqual({});
  });

  it("only by a choice when somebody was faster", async () => {
    const stale = new Problem({ status: 412, code: "stale_version" });
    const theirs = { version: 7, form: { ...start(), name: "Theirs" } };
    const unheard = await draftOf(start(), encodeCalendar, [stale], new Problem({ status: 0, code: "offline" }));
    await unheard.change({ name: "Mine" });
    await unheard.save();
    expect([unheard.now().theirs, unheard.now().refused]).toEqual([null, "<error-offline>"]);
    const mine = await draftOf(start(), encodeCalendar, [stale, { version: 8, form: start() }], theirs);
    await mine.change({ name: "Mine" });
    await mine.save();
    expect([mine.now().theirs, mine.now().refused]).toEqual([theirs, null]);
    expect(mine.now().form.name).toBe("Mine");
    await act(async () => mine.now().keepMine());
    await waitFor(() => expect(mine.calls).toHaveLength(2));
    expect(mine.calls.map((call) => call.version)).toEqual([5, 7]);
    const dropped = await draftOf(start(), encodeCalendar, [stale, { version: 8, form: start() }], theirs);
    await dropped.change({ name: "Mine" });
    await dropped.save();
    act(() => dropped.now().takeTheirs());
    expect([dropped.now().form.name, dropped.now().dirty]).toEqual(["Theirs", false]);
    await dropped.change({ name: "Theirs and mine" });
    await dropped.save();
    expect(dropped.calls[1]?.version).toBe(7);
  });
});

describe("an SLA is saved", () => {
  it("once every duration can be read", async () => {
    const start: SlaForm = newSla("cal_1", "Gold");
    const { now, calls, change, save } = await draftOf(start, encodeSla, [{ version: 1, form: start }]);
    const cells = (low: string): SlaForm["grid"] => ({ ...start.grid, resolution: { ...start.grid.resolution, low } });
    await change({ grid: cells("5") });
    await save();
    expect(calls).toHaveLength(0);
    expect(now().wrong).toEqual({ "grid.resolution.low": "<promise-bad-duration>" });
    await change({ grid: cells("5 d") });
    await save();
    expect(calls[0]?.body).toMatchObject({ name: "Gold", layer: "plan", calendar_id: "cal_1", spec: { targets: [{ metric: "resolution", conditions: { priority: ["low"] }, seconds: 432_000, clock: "calendar" }] } });
  });
  it("and shows a refused target in its cell", async () => {
    const start = decodeSla({ name: "Gold", layer: "plan", calendar_id: "cal_1", spec: { targets: [{ metric: "update", seconds: 60 }] } });
    const { now, save } = await draftOf(start, encodeSla, [new Problem({ status: 422, code: "target_seconds_out_of_range", field: "spec.targets[0].seconds" })]);
    await save();
    expect(now().wrong).toEqual({ "grid.update.any": "<error-target-seconds-out-of-range>" });
  });
});

describe("a plan is saved", () => {
  it("with every wrong field of a refusal shown", async () => {
    const start: PlanForm = { ...newPlan(), name: "Fifty" };
    const refusal = new Problem({ status: 422, code: "invalid_fields", errors: [{ field: "spec.limits[0].credits", code: "out_of_range", detail: "" }, { field: "spec.fallback_sla", code: "policy_incomplete", detail: "" }] });
    const { now, calls, save } = await draftOf(start, encodePlan, [refusal]);
    await save();
    expect(now().wrong).toEqual({ [`limits.${start.limits[0]?.key}.credits`]: "<error-out-of-range>", fallback_sla: "<error-policy-incomplete>" });
    expect(calls[0]?.body).toMatchObject({ name: "Fifty", spec: { kind: "ticket_based", limits: [{ bucket: "month", credits: 10 }] } });
    expect(decodePlan({ name: "x", is_default: false, spec: calls[0]?.body.spec as never }).limits).toHaveLength(1);
  });
  it("and says above the fields what is no field's fault", async () => {
    const start: PlanForm = { ...newPlan(), name: "Fifty" };
    const { now, save } = await draftOf(start, encodePlan, [new Problem({ status: 409, code: "default_plan" })]);
    await save();
    expect([now().refused, now().wrong]).toEqual(["<error-default-plan>", {}]);
  });
});

describe("a setting is saved", () => {
  it("as a whole", async () => {
    const row = { high: "urgent", medium: "high", low: "normal" };
    const start = { high: row, medium: row, low: row };
    const { calls, change, save } = await draftOf<Record<string, Record<string, string>>>(start, encodeMatrix, [{ version: 6, form: start }]);
    await change({ low: { ...row, low: "low" } });
    await save();
    expect(calls[0]).toMatchObject({ version: 5, body: { matrix: { high: row, low: { high: "urgent", medium: "high", low: "low" } } } });
  });
});

it("a touched end answers what is wrong with its interval, and with nothing else", () => {
  const wrong = { "hours.mon.5": "a", "hours.mon.55": "b", name: "c" };
  expect(without(wrong, "hours.mon.5.open")).toEqual({ "hours.mon.55": "b", name: "c" });
  expect(without(wrong, "tz")).toBe(wrong);
});
