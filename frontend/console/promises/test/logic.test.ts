import { describe, expect, it } from "vitest";
import { decodeBands, encodeBands, gapsOf, newBand } from "../bands";
import { type CalendarSpec, decodeCalendar, encodeCalendar, isAlways, isOvernight, newCalendar, PRESETS, span, splitOvernight, weekMinutes } from "../calendar";
import { fieldOf, pathOf, wrongFields } from "../../api/fields";
import { durationWords, instantIn, localIn, parseCredits, parseDuration, parseMoney, parseTime, parseWhole, writeDuration, writeMoney } from "../duration";
import { decodePlan, encodePlan, freeName, newLimit, newPlan } from "../plan";
import { type SlaSpec, decodeSla, encodeSla, newRow, newSla, stepId } from "../sla";
import { Problem } from "../../api/problem";
import type { Translator } from "../../lib/i18n";

const tr = { dynamic: (id: string) => `<${id}>`, t: (id: string) => id } as unknown as Translator;

describe("durations", () => {
  it("are read as people write them", () => {
    const hour = 3_600;
    for (const [text, seconds] of [
      ["4 h", 4 * hour], ["4h", 4 * hour], ["1 d 2 h", 26 * hour], ["1d2h", 26 * hour], ["90 min", 5_400], ["1.5 h", 5_400], ["1,5 hours", 5_400],
      ["2:30", 9_000], ["1 week", 604_800], ["1 day, 6 hours", 30 * hour], ["45 s", 45], ["4 小时", 4 * hour], ["1 天 2 小时", 26 * hour], ["1天30分钟", 88_200], ["４ h", 4 * hour],
    ] as const) expect(parseDuration(text), text).toBe(seconds);
  });
  it("are refused where they would be guessed", () => {
    for (const text of ["", " ", "4", "h", "4 x", "2 h 1 d", "1 h 1 h", "-4 h", "1:75", "0.0001 s", "four hours"]) expect(parseDuration(text), text).toBeNull();
  });
  it("are written as they are read again, in both languages", () => {
    for (const seconds of [1, 60, 61, 3_600, 5_400, 86_400, 93_600, 180_061, 5 * 366 * 86_400]) {
      for (const lang of ["en", "zh-CN"]) expect(parseDuration(writeDuration(seconds, durationWords(lang)))).toBe(seconds);
    }
    expect(writeDuration(93_600)).toBe("1 d 2 h");
    expect(writeDuration(0)).toBe("0 min");
  });
});

describe("times, numbers and money", () => {
  it("read what is typed in a hurry", () => {
    expect(["9", "930", "9:30", "09：30", "18.30", "24", "24:00", "0"].map(parseTime)).toEqual(["09:00", "09:30", "09:30", "09:30", "18:30", "24:00", "24:00", "00:00"]);
    expect(["", "25", "24:01", "9:60", "noon", "12345"].map(parseTime)).toEqual([null, null, null, null, null, null]);
  });
  it("keep two decimals of a credit and the digits of a currency", () => {
    expect(["25", "0.5", "1,25", "-1", "1.234", ""].map(parseCredits)).toEqual([25, 0.5, 1.25, -1, null, null]);
    expect(["3", "3.5", "-1", ""].map(parseWhole)).toEqual([3, null, null, null]);
    expect([parseMoney("45", "EUR"), parseMoney("45.5", "EUR"), parseMoney("45.505", "EUR"), parseMoney("45", "JPY"), parseMoney("45.5", "JPY"), parseMoney("0.001", "KWD")]).toEqual([4_500, 4_550, null, 45, null, 1]);
    expect([writeMoney(4_550, "EUR"), writeMoney(45, "JPY")]).toEqual(["45.50", "45"]);
  });
  it("know the wall clock of a zone over its changes", () => {
    expect(instantIn("Europe/Berlin", "2026-05-04T09:00")).toBe("2026-05-04T07:00:00.000Z");
    expect(instantIn("Europe/Berlin", "2026-12-04T09:00")).toBe("2026-12-04T08:00:00.000Z");
    expect(instantIn("Asia/Shanghai", "2026-05-04T09:00")).toBe("2026-05-04T01:00:00.000Z");
    expect([instantIn("Nowhere/At_All", "2026-05-04T09:00"), instantIn("UTC", "")]).toEqual([null, null]);
    expect(localIn("Asia/Shanghai", Date.UTC(2026, 4, 4, 1))).toBe("2026-05-04T09:00");
  });
});

describe("a calendar", () => {
  const spec: CalendarSpec = {
    tz: "Europe/Berlin",
    hours: { mon: [["09:00", "12:00"], ["13:00", "17:00"]], sat: [["10:00", "14:00"]] },
    holidays: ["2026-12-25", "2027-01-01"],
    exceptions: { "2026-12-24": [["09:00", "12:00"]] },
    exception_names: { "2026-12-25": "Christmas Day" },
  };
  it("is written as it was read", () => {
    const { body, wrong } = encodeCalendar(decodeCalendar("Berlin", spec));
    expect(body).toEqual({ name: "Berlin", spec });
    expect(wrong).toEqual({});
  });
  it("keeps a date that is in both lists by its own hours", () => {
    const form = decodeCalendar("B", { ...spec, exceptions: { "2026-12-25": [["10:00", "11:00"]] } });
    expect(form.days.filter((day) => day.date === "2026-12-25")).toMatchObject([{ closed: false, name: "Christmas Day" }]);
  });
  it("leads from the server's paths to its fields", () => {
    const form = decodeCalendar("Berlin", spec);
    const { at } = encodeCalendar(form);
    const [first, second] = form.hours.mon;
    expect(fieldOf("spec.hours.mon[1]", at)).toBe(`hours.mon.${second?.key}`);
    expect(fieldOf("spec.hours.mon[0]", at)).toBe(`hours.mon.${first?.key}`);
    expect(fieldOf("spec.exceptions.2026-12-24[0]", at)).toMatch(/^days\.\d+\.\d+$/);
    expect(fieldOf("spec.hours", at)).toBe("hours");
    expect(fieldOf("spec.tz", at)).toBe("tz");
    expect(fieldOf("unheard.of", at)).toBe("unheard.of");
  });
  it("says what cannot be read before anything is sent", () => {
    const form = newCalendar("UTC");
    form.hours.tue = [span("nine", "17:00")];
    form.days = [
      { key: 1, date: "2026-02-30", name: "", closed: true, spans: [] },
      { key: 2, date: "2026-03-01", name: "", closed: true, spans: [] },
      { key: 3, date: "2026-03-01", name: "", closed: false, spans: [] },
      { key: 4, date: "2026-03-02", name: "", closed: false, spans: [] },
    ];
    expect(encodeCalendar(form).wrong).toEqual({ name: "field-needed", [`hours.tue.${form.hours.tue[0]?.key}`]: "error-bad-time", "days.3": "promise-date-twice", "days.4": "promise-hours-missing", "days.1": "error-bad-date" });
  });
  it("splits hours over midnight into the two days", () => {
    const form = newCalendar("UTC");
    form.hours.sun = [span("22:00", "06:00")];
    const night = form.hours.sun[0];
    expect(night && isOvernight(night)).toBe(true);
    const next = splitOvernight(form, "sun", night?.key ?? 0);
    expect(next.hours.sun).toMatchObject([{ open: "22:00", close: "24:00" }]);
    expect(next.hours.mon).toMatchObject([{ open: "00:00", close: "06:00" }, { open: "09:00", close: "17:00" }]);
  });
  it("counts its week and knows 24×7", () => {
    expect(weekMinutes(newCalendar("UTC").hours)).toBe(40 * 60);
    const always = { ...newCalendar("UTC"), hours: PRESETS.always() };
    expect([isAlways(always), weekMinutes(always.hours), isAlways(newCalendar("UTC"))]).toEqual([true, 168 * 60, false]);
  });
});

describe("an SLA", () => {
  const rules = { pauses: { pending: ["resolution" as const] }, closed_statuses: ["solved"], next_response_before_first_reply: false, agent_created_first_response: true, reopen: "restart", target_change: "carry" };
  const spec: SlaSpec = {
    targets: [
      { metric: "first_response", conditions: { priority: ["urgent"] }, seconds: 3_600, clock: "24x7" },
      { metric: "first_response", seconds: 14_400, clock: "24x7" },
      { metric: "resolution", conditions: { priority: ["high"] }, seconds: 93_600, clock: "calendar" },
      { metric: "resolution", conditions: { product: ["prd_1"], segment: ["enterprise"] }, seconds: 7_200, clock: "calendar" },
    ],
    rules,
    steps: [{ id: "warn", metric: "resolution", trigger: { when: "percent_of_target", percent: 80 }, path: "automatic", actions: [{ action: "notify", to: "role", role: "rol_1" }, { action: "raise_priority" }] }],
  };
  it("is written as it was read", () => {
    const form = decodeSla({ name: "Gold", layer: "plan", calendar_id: "cal_1", spec });
    expect(form.grid.first_response).toMatchObject({ urgent: "1 h", any: "4 h", high: "" });
    expect(form.clocks).toMatchObject({ first_response: "24x7", resolution: "calendar" });
    expect(form.rows).toHaveLength(1);
    const { body, wrong } = encodeSla(form);
    expect(body).toEqual({ name: "Gold", layer: "plan", calendar_id: "cal_1", spec });
    expect(wrong).toEqual({});
  });
  it("never changes which of two targets counts by putting one into the table", () => {
    // A product's target that stands before a priority's wins where both fit; both ask for one thing.
    const targets: SlaSpec["targets"] = [
      { metric: "resolution", conditions: { product: ["prd_1"] }, seconds: 60, clock: "calendar" },
      { metric: "resolution", conditions: { priority: ["high"] }, seconds: 120, clock: "calendar" },
      { metric: "resolution", conditions: { priority: ["high"] }, seconds: 180, clock: "calendar" },
      { metric: "resolution", seconds: 240, clock: "calendar" },
    ];
    const form = decodeSla({ name: "S", layer: "plan", calendar_id: "c", spec: { targets } });
    expect(form.grid.resolution).toMatchObject({ high: "", any: "4 min" });
    expect(form.rows.map((row) => row.text)).toEqual(["1 min", "2 min", "3 min"]);
    const written = (encodeSla(form).body.spec as SlaSpec).targets.map((target) => target.seconds);
    expect(written.filter((seconds) => seconds !== 240)).toEqual([60, 120, 180]);
  });
  it("leads from the server's paths to the cell, the row and the step", () => {
    const form = decodeSla({ name: "Gold", layer: "plan", calendar_id: "cal_1", spec });
    const { at } = encodeSla(form);
    expect(fieldOf("spec.targets[0].seconds", at)).toBe("grid.first_response.urgent");
    expect(fieldOf("spec.targets[3].seconds", at)).toBe(`rows.${form.rows[0]?.key}.text`);
    expect(fieldOf("spec.targets[3].conditions.segment", at)).toBe(`rows.${form.rows[0]?.key}.segment`);
    expect(fieldOf("spec.steps[0].trigger.percent", at)).toBe(`steps.${form.steps[0]?.key}.amount`);
    expect(fieldOf("spec.steps[0].actions[1].tag", at)).toBe(`steps.${form.steps[0]?.key}.${form.steps[0]?.actions[1]?.key}`);
  });
  it("says what cannot be read before anything is sent", () => {
    const form = newSla("", "");
    form.grid.update.low = "soon";
    form.rows = [{ ...newRow(), key: 9, text: "" }];
    form.steps = [{ key: 5, id: "a", metric: "update", when: "percent_of_target", amount: "most", path: "automatic", actions: [{ key: 6, action: "notify", to: "user" }] }];
    expect(encodeSla(form).wrong).toEqual({ name: "field-needed", calendar_id: "field-needed", "grid.update.low": "promise-bad-duration", "rows.9.text": "promise-bad-duration", "steps.5.amount": "promise-bad-number", "steps.5.6": "field-needed" });
  });
  it("gives a new step an id that is free", () => {
    expect(stepId("first_response", [{ id: "first-response-1" }])).toBe("first-response-2");
  });
});

describe("a plan", () => {
  const spec = {
    kind: "ticket_based" as const,
    limits: [
      { bucket: "week", credits: 25, unit: "week" as const, count: 1, align_day: 1, rollover: { periods: 2, cap: 10.5 }, proration: "up" },
      { bucket: "month", credits: 50, unit: "month" as const, count: 1, rollover: { periods: 0 }, proration: "none" },
    ],
    weights: { type: { typ_1: 0.5 }, priority: { urgent: 2 }, channel: {} },
    consume_at: "first_response",
    refunds: ["spam", "merge"],
    free_reopen_days: 7,
    limit_policy: "charge",
    limit_policy_by_priority: { low: "block" },
    fallback_sla: "sla_2",
    tolerance: 2,
    urgent_always_accepted: true,
    channels: ["email"],
    types: [],
    price_list: { currency: "EUR", prices: [{ priority: "high", amount: 4_550 }, { amount: 3_000 }] },
    alert_thresholds: [50, 80, 100],
  };
  it("is written as it was read", () => {
    const { body, wrong } = encodePlan(decodePlan({ name: "Gold", sla_id: "sla_1", is_default: false, spec }));
    expect(body).toEqual({ name: "Gold", sla_id: "sla_1", is_default: false, spec });
    expect(wrong).toEqual({});
  });
  it("has no limits while it is unlimited, and gets them back", () => {
    const form = { ...decodePlan({ name: "Gold", sla_id: null, is_default: false, spec }), kind: "unlimited" as const };
    expect((encodePlan(form).body.spec as { limits: unknown[] }).limits).toEqual([]);
    expect(form.limits).toHaveLength(2);
  });
  it("leads from the server's paths to the limit, the weight and the price", () => {
    const form = decodePlan({ name: "Gold", sla_id: null, is_default: false, spec });
    const { at } = encodePlan(form);
    expect(fieldOf("spec.limits[0].rollover.cap", at)).toBe(`limits.${form.limits[0]?.key}.cap`);
    expect(fieldOf("spec.limits[1].credits", at)).toBe(`limits.${form.limits[1]?.key}.credits`);
    expect(fieldOf("spec.weights.priority.urgent", at)).toBe(`weights.${form.weights[1]?.key}.weight`);
    expect(fieldOf("spec.price_list.prices[1].amount", at)).toBe(`prices.${form.prices[1]?.key}.amount`);
    expect(fieldOf("spec.limit_policy_by_priority.low", at)).toBe("by_priority.low");
  });
  it("says what cannot be read before anything is sent", () => {
    const form = newPlan();
    const limit = form.limits[0];
    if (limit) Object.assign(limit, { key: 1, credits: "many", count: "", cap: "x" });
    form.weights = [{ key: 2, factor: "priority", what: "high", weight: "2" }, { key: 3, factor: "priority", what: "high", weight: "3" }, { key: 4, factor: "type", what: "", weight: "1" }];
    form.currency = "EUR";
    form.prices = [{ key: 5, type: "", priority: "", channel: "", amount: "1.999" }];
    form.thresholds = "50, most";
    expect(encodePlan(form).wrong).toEqual({
      name: "field-needed", "limits.1.credits": "promise-bad-number", "limits.1.count": "promise-bad-number", "limits.1.cap": "promise-bad-number",
      "weights.3.what": "error-duplicate", "weights.4.what": "field-needed", "prices.5.amount": "promise-bad-money", thresholds: "promise-bad-number",
    });
  });
  it("names limits by their unit, each once", () => {
    expect([newLimit("week", []).bucket, newLimit("week", ["week"]).bucket, freeName("week", ["week", "week-2"])]).toEqual(["week", "week-2", "week-3"]);
  });
});

describe("licence bands", () => {
  it("show the counts that none covers", () => {
    expect(gapsOf([])).toEqual([]);
    expect(gapsOf([{ name: "a", from: 50, to: 100 }, { name: "b", from: 500 }])).toEqual([{ from: 1, to: 49 }, { from: 101, to: 499 }]);
    expect(gapsOf([{ name: "b", from: 101, to: 500 }, { name: "a", from: 1, to: 100 }])).toEqual([{ from: 501, to: null }]);
  });
  it("are written as they were read, an open end included", () => {
    const bands = [{ name: "small", from: 1, to: 100 }, { name: "large", from: 101 }];
    expect(encodeBands(decodeBands({ bands, gaps: [], version: 1 })).body).toEqual({ bands });
    const wrong = encodeBands([{ ...newBand("x"), key: 7, to: "y" }]).wrong;
    expect(wrong).toEqual({ "bands.7.name": "field-needed", "bands.7.from": "promise-bad-number", "bands.7.to": "promise-bad-number" });
  });
});

describe("what a refusal names", () => {
  const at = new Map([["spec.limits[0].credits", "limits.1.credits"], ["spec.limits", "limits"]]);
  it("is shown at its field in the reader's words", () => {
    const problem = new Problem({ status: 422, code: "invalid_fields", errors: [{ field: "spec.limits[0].credits", code: "out_of_range", detail: "…" }, { field: "spec.limits[3]", code: "too_many", detail: "…" }] });
    expect(wrongFields(tr, problem, at)).toEqual({ "limits.1.credits": "<error-out-of-range>", limits: "<error-too-many>" });
    expect(wrongFields(tr, new Problem({ status: 422, code: "never_open", field: "spec.hours" }), new Map([["spec.hours", "hours"]]))).toEqual({ hours: "<error-never-open>" });
    expect(wrongFields(tr, new Problem({ status: 409, code: "name_taken" }), at)).toEqual({ name: "<error-name-taken>" });
    expect(wrongFields(tr, new Problem({ status: 409, code: "default_plan" }), at)).toEqual({});
  });
  it("may come as a pointer too", () => {
    expect([pathOf("/spec/targets/2/seconds"), pathOf("/calendar_id"), pathOf(""), pathOf("/spec/exceptions/2026-12-24/0")]).toEqual(["spec.targets[2].seconds", "calendar_id", "", "spec.exceptions.2026-12-24[0]"]);
  });
});
