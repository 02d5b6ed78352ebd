/* Which field of a screen a refusal speaks of. */
import type { Translator } from "../lib/i18n";
import type { Problem } from "./problem";

/** The field of a path: itself, else the nearest one around it that the screen shows. */
export function fieldOf(path: string, at: ReadonlyMap<string, string>): string {
  for (let rest = path; rest; rest = rest.replace(/(\.[^.[\]]*|\[\d+\])$/, "")) {
    const key = at.get(rest);
    if (key) return key;
    if (!/[.[]/.test(rest)) break;
  }
  return path;
}

/** `/spec/targets/2/seconds` (RFC 6901) as `spec.targets[2].seconds`. */
export function pathOf(pointer: string): string {
  return pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce((path, part) => (/^\d+$/.test(part) ? `${path}[${part}]` : path ? `${path}.${part}` : part), "");
}

/** Every field that a refusal names, in the reader's words. */
export function wrongFields(tr: Translator, problem: Problem, at: ReadonlyMap<string, string>): Record<string, string> {
  const found = problem.errors.length > 0 ? problem.errors : problem.field ? [{ field: problem.field, code: problem.code, detail: problem.detail }] : problem.code.endsWith("name_taken") ? [{ field: "name", code: problem.code, detail: problem.detail }] : [];
  const out: Record<string, string> = {};
  for (const each of found) {
    const key = fieldOf(each.field, at);
    out[key] ??= tr.dynamic(`error-${each.code.replaceAll("_", "-")}`, { seconds: 0 }) ?? each.detail;
  }
  return out;
}

export function without(wrong: Readonly<Record<string, string>>, field: string): Readonly<Record<string, string>> {
  // The ends of an interval share what is wrong with it.
  const gone = Object.keys(wrong).filter((key) => key === field || field.startsWith(`${key}.`));
  if (gone.length === 0) return wrong;
  const left = { ...wrong };
  for (const key of gone) delete left[key];
  return left;
}
