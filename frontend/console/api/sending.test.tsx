/* One command of a form: once, and what was wrong at its place. */
import { act, renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { describe, expect, it } from "vitest";
import { I18nProvider, type Translator } from "../lib/i18n";
import { Problem } from "./problem";
import { useSending } from "./sending";

const tr = { dynamic: (id: string) => `<${id}>`, t: (id: string) => `<${id}>` } as unknown as Translator;
const Speaking = ({ children }: { children: ReactNode }) => <I18nProvider value={{ tr, setLang: () => undefined }}>{children}</I18nProvider>;

const used = async (outcomes: (Error | null)[], between?: "touched") => {
  const { result } = renderHook(() => useSending(["reason"]), { wrapper: Speaking });
  const keys: string[] = [];
  const done: boolean[] = [];
  for (const outcome of outcomes) {
    await act(async () => {
      done.push(
        await result.current.send(async (key) => {
          keys.push(key);
          if (outcome) throw outcome;
        }),
      );
    });
    if (between) act(() => result.current.touched());
  }
  return { keys, done, now: () => result.current };
};

describe("a command that a form sends", () => {
  it("keeps its key while nobody knows whether it was done, and takes another after an answer", async () => {
    const lost = new TypeError("Failed to fetch");
    const { keys, done } = await used([lost, lost, null, null]);
    expect(done).toEqual([false, false, true, true]);
    expect(keys[0]).toBe(keys[1]);
    expect(keys[1]).toBe(keys[2]);
    expect(keys[3]).not.toBe(keys[2]);
    const unknown = await used([new Problem({ status: 503, code: "store_outcome_unknown" }), null]);
    expect(unknown.keys[0]).toBe(unknown.keys[1]);
    const refused = await used([new Problem({ status: 422, code: "required", field: "reason" }), null]);
    expect(refused.keys[0]).not.toBe(refused.keys[1]);
  });

  it("is another request when something else is typed", async () => {
    const { keys } = await used([new TypeError("Failed to fetch"), null], "touched");
    expect(keys[0]).not.toBe(keys[1]);
  });

  it("says what is wrong at the field that is shown, and the rest at the foot", async () => {
    const shown = await used([new Problem({ status: 422, code: "required", field: "reason" })]);
    expect(Object.keys(shown.now().wrong)).toEqual(["reason"]);
    expect(shown.now().refused).toBeNull();
    const elsewhere = await used([new Problem({ status: 422, code: "required", field: "hidden" })]);
    expect(elsewhere.now().refused).not.toBeNull();
    const whole = await used([new Problem({ status: 409, code: "contract_overlap", detail: "contract 7" })]);
    expect(whole.now().refused).toContain("contract 7");
    act(() => whole.now().touched());
    expect(whole.now().refused).toBeNull();
  });
});
