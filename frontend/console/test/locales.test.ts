import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { FluentBundle, FluentResource } from "@fluent/bundle";
import { describe, expect, it } from "vitest";

const FRONTEND = join(import.meta.dirname, "..", "..");
const LOCALES = join(FRONTEND, "..", "locales");
const LANGS = ["en", "zh-CN"] as const;
const FILES = ["agreement", "board", "common", "console", "contracts", "credits", "effects", "errors", "handoffs", "imports", "lint", "policy", "promises", "why"] as const;

/**
 * Words that come from the server (a status, an error code, an event kind):
 * they are asked for by a name made at run time, so the source holds only
 * these beginnings.
 */
const FAMILIES = [
  "import-state-", "import-separator-", "import-match-", "import-empty-", "import-field-", "point-",
  "routing-by-", "why-agent-because-", "why-agent-check-",
  "account-tab-", "actor-", "admission-", "audit-verb-", "cause-", "channel-", "check-", "contract-state-",
  "decision-cause-", "entry-", "error-", "escalation-", "field-", "group-", "level-", "limit-", "live-", "metric-",
  "object-", "outcome-", "plain-", "priority-", "prop-", "segment-", "settings-", "sla-filter-", "sort-",
  "specificity-", "status-", "suspended-reason-", "tie-", "unit-", "value-", "view-", "because-", "bucket-",
  "promises-", "promise-new-", "promise-about-", "promise-empty-", "promise-teach-", "promise-name-", "promise-back-", "promise-layer-",
  "feed-reason-", "sla-clock-", "sla-reopen-", "sla-change-", "sla-when-", "sla-path-", "sla-action-", "sla-to-", "sla-condition-",
  "plan-unit-", "plan-proration-", "plan-consume-", "plan-factor-", "plan-limit-", "plan-any-", "contract-step-", "contract-ask-", "lint-", "policy-tab-", "board-by-", "board-band-", "board-short-", "board-none-", "simulate-verdict-",
  "template-until-", "term-", "charge-", "charges-done-", "causes-kind-", "causes-no-", "effect-step-", "event-handoff-", "handoff-", "offered-", "verdicts-",
];

const text = (lang: string, file: string) => readFileSync(join(LOCALES, lang, `${file}.ftl`), "utf8");

/** Each id of a file with the names of its variables. */
function messages(lang: string, file: string): Map<string, string> {
  const out = new Map<string, string>();
  const parts = text(lang, file).split(/^(?=[a-z][a-z0-9-]*\s*=)/m);
  for (const part of parts) {
    const id = /^([a-z][a-z0-9-]*)\s*=/.exec(part)?.[1];
    if (!id) continue;
    const variables = new Set([...part.replaceAll(/^#.*$/gm, "").matchAll(/\$([a-z_]+)/g)].map((match) => match[1] ?? ""));
    expect(out.has(id), `${id} is twice in ${lang}/${file}`).toBe(false);
    out.set(id, [...variables].sort().join(","));
  }
  return out;
}

function sources(dir: string): string[] {
  return readdirSync(dir).flatMap((name) => {
    const path = join(dir, name);
    if (statSync(path).isDirectory()) return name === "test" ? [] : sources(path);
    return /\.tsx?$/.test(name) && !name.includes(".gen.") && !name.includes(".test.") ? [readFileSync(path, "utf8")] : [];
  });
}

describe("texts", () => {
  for (const file of FILES) {
    it(`${file}: both languages have the same ids and variables`, () => {
      const [en, zh] = LANGS.map((lang) => messages(lang, file));
      expect(en?.size).toBeGreaterThan(0);
      expect(Object.fromEntries(zh ?? [])).toEqual(Object.fromEntries(en ?? []));
    });
  }

  it("parse without an error and leave no variable unfilled", () => {
    for (const lang of LANGS) {
      const bundle = new FluentBundle(lang, { useIsolating: false });
      for (const file of FILES) expect(bundle.addResource(new FluentResource(text(lang, file)))).toEqual([]);
      for (const file of FILES) {
        for (const [id, variables] of messages(lang, file)) {
          const pattern = bundle.getMessage(id)?.value;
          expect(pattern, `${lang} ${id} has no text`).toBeTruthy();
          const args = Object.fromEntries(variables.split(",").filter(Boolean).map((name) => [name, name === "count" ? 2 : "x"]));
          const problems: Error[] = [];
          const formatted = bundle.formatPattern(pattern ?? "", args, problems);
          expect(problems, `${lang} ${id}`).toEqual([]);
          expect(formatted, `${lang} ${id}`).not.toMatch(/\{\s*\$/);
        }
      }
    }
  });

  it("are all used, and every text asked for exists", () => {
    const all = sources(join(FRONTEND, "console")).join("\n");
    const literals = new Set([...all.matchAll(/"([a-z][a-z0-9]*(?:-[a-z0-9]+)*)"/g)].map((match) => match[1] ?? ""));
    const ids = FILES.flatMap((file) => [...messages("en", file).keys()]);
    const unused = ids.filter((id) => !literals.has(id) && !FAMILIES.some((family) => id.startsWith(family)));
    expect(unused).toEqual([]);
    const known = new Set(ids);
    const asked = [...all.matchAll(/\bt\(\s*"([a-z0-9-]+)"/g)].map((match) => match[1] ?? "");
    expect(asked.filter((id) => !known.has(id))).toEqual([]);
    // A family that no source asks for is dead as well.
    expect(FAMILIES.filter((family) => !all.includes(`\`${family}`))).toEqual([]);
  });

  it("have their union of ids written", () => {
    const generated = readFileSync(join(FRONTEND, "console", "lib", "messages.gen.ts"), "utf8");
    const written = [...generated.matchAll(/\| "([a-z0-9-]+)"/g)].map((match) => match[1]);
    const ids = FILES.flatMap((file) => [...messages("en", file).keys()]).sort();
    expect(written, "run npm run messages").toEqual(ids);
  });

  it("count in Chinese and in English", () => {
    const ask = (lang: string, id: string, args: Record<string, number>) => {
      const bundle = new FluentBundle(lang, { useIsolating: false });
      for (const file of FILES) bundle.addResource(new FluentResource(text(lang, file)));
      return bundle.formatPattern(bundle.getMessage(id)?.value ?? "", args);
    };
    expect(ask("en", "unit-week", { count: 1 })).toBe("per week");
    expect(ask("en", "unit-week", { count: 2 })).toBe("every 2 weeks");
    expect(ask("zh-CN", "unit-week", { count: 1 })).toBe("每周");
    expect(ask("zh-CN", "unit-week", { count: 2 })).toBe("每 2 周");
  });
});
