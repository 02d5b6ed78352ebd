import { readFileSync } from "node:fs";
import { join } from "node:path";
import { FluentBundle, FluentResource } from "@fluent/bundle";
import { describe, expect, it } from "vitest";
import { makeFormats } from "../../lib/format";
import { type Lang, Translator } from "../../lib/i18n";
import { type Finding, lintArgs, lintText, notesByField, tellFindings } from "../lint";
import { decodeSla, encodeSla } from "../sla";

function speaker(lang: Lang): Translator {
  const bundle = new FluentBundle(lang, { useIsolating: false });
  for (const file of ["common", "console", "contracts", "errors", "lint", "promises"]) {
    bundle.addResource(new FluentResource(readFileSync(join(import.meta.dirname, "..", "..", "..", "..", "locales", lang, `${file}.ftl`), "utf8")));
  }
  return new Translator(lang, bundle);
}
const tr = speaker("en");
const format = makeFormats("en", tr.t);
const finding = (code: string, params: Finding["params"], path = "", severity = "warning"): Finding => ({ code, severity, path, params });

describe("findings", () => {
  it("are told with durations, credits, dates and words written out", () => {
    expect(lintArgs(tr, format, { target_seconds: 93_600, by_credits_hundredths: 2_550, metric: "first_response", priorities: ["low", "none"], date: "2026-12-24", name: "X" })).toEqual({
      target: "1 d 2 h", by_credits: "25.5", metric: "First response", priorities: "Low, No priority", date: "Dec 24, 2026", name: "X",
    });
    expect(lintText(tr, format, finding("priority_without_target", { metric: "resolution", priorities: ["low", "none"] }))).toBe("Resolution: nothing is promised for priority Low, No priority.");
    const zh = speaker("zh-CN");
    expect(lintText(zh, makeFormats("zh-CN", zh.t), finding("priority_without_target", { metric: "resolution", priorities: ["low", "none"] }))).toContain("低、无优先级");
  });
  it("have a text of their own for a gap without an end, and never none at all", () => {
    expect(lintText(tr, format, finding("band_gap", { from: 501 }))).toBe("No band covers 501 licences and more.");
    expect(lintText(tr, format, finding("band_gap", { from: 101, to: 499 }))).toBe("No band covers 101 to 499 licences.");
    expect(lintText(tr, format, finding("never_heard_of", {}))).toBe("never heard of");
  });
  it("stand at the field that their pointer means", () => {
    const form = decodeSla({ name: "Gold", layer: "plan", calendar_id: "c", spec: { targets: [{ metric: "update", conditions: { priority: ["low"] }, seconds: 60 }], steps: [{ id: "warn", metric: "update", trigger: { when: "before_due", seconds: 7_200 }, path: "automatic", actions: [{ action: "notify", to: "team" }] }] } });
    const told = tellFindings(tr, format, [finding("target_hidden", { metric: "update", by: [0] }, "/spec/targets/0"), finding("step_before_start", { step: "warn", metric: "update", left_seconds: 7_200, target_seconds: 60 }, "/spec/steps/0/trigger/seconds", "error"), finding("no_targets", {}, "")], encodeSla(form).at);
    expect(told.map((each) => [each.field, each.tone])).toEqual([["grid.update.low", "amber"], [`steps.${form.steps[0]?.key}.amount`, "red"], ["", "amber"]]);
    expect(notesByField(told)["grid.update.low"]).toHaveLength(1);
  });
});
