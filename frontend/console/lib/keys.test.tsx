import { render } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { SEQUENCE_MS, type Shortcut, handleKey, keyCaps, listShortcuts, setSingleKeys, useShortcuts } from "./keys";

function Layer({ shortcuts, name = "keys-inbox" }: { shortcuts: Shortcut[]; name?: "keys-inbox" | "keys-ticket" }) {
  useShortcuts(name, shortcuts);
  return (
    <>
      <input aria-label="text" />
      <input type="checkbox" aria-label="tick" />
      <button type="button">button</button>
      <div role="menu">
        <span id="in-menu" />
      </div>
    </>
  );
}

const press = (key: string, target: Element = document.body, init: KeyboardEventInit = {}, now = 0): boolean => {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...init });
  Object.defineProperty(event, "target", { value: target });
  return handleKey(event, now);
};

describe("shortcuts", () => {
  const j = vi.fn();
  const k = vi.fn();
  const go = vi.fn();
  const enter = vi.fn();
  const shortcuts: Shortcut[] = [
    { keys: "j", label: "key-next", run: j },
    { keys: "mod+k", label: "key-palette", run: k, always: true },
    { keys: "g i", label: "key-go-inbox", run: go },
    { keys: "enter", label: "key-open", run: enter },
  ];
  beforeEach(() => {
    for (const each of [j, k, go, enter]) each.mockReset();
    setSingleKeys(true);
  });

  it("act outside of fields, dialogs and menus only", () => {
    const { container } = render(<Layer shortcuts={shortcuts} />);
    expect(press("j")).toBe(true);
    expect(press("j", container.querySelector("[aria-label=tick]") as Element)).toBe(true);
    expect(press("j", container.querySelector("[aria-label=text]") as Element)).toBe(false);
    expect(press("j", container.querySelector("#in-menu") as Element)).toBe(false);
    const modal = document.createElement("div");
    modal.setAttribute("aria-modal", "true");
    document.body.append(modal);
    expect(press("j")).toBe(false);
    expect(press("k", document.body, { ctrlKey: true })).toBe(true);
    modal.remove();
    expect(j).toHaveBeenCalledTimes(2);
  });

  it("leave Enter to a button and to an input method", () => {
    const { container } = render(<Layer shortcuts={shortcuts} />);
    expect(press("Enter", container.querySelector("button") as Element)).toBe(false);
    expect(press("Enter", document.body, { isComposing: true })).toBe(false);
    expect(press("Enter")).toBe(true);
    expect(enter).toHaveBeenCalledTimes(1);
  });

  it("can be switched off, but never the ones with a modifier", () => {
    render(<Layer shortcuts={shortcuts} />);
    setSingleKeys(false);
    expect(press("j")).toBe(false);
    expect(press("k", document.body, { metaKey: true })).toBe(true);
  });

  it("know sequences, up to their time", () => {
    render(<Layer shortcuts={shortcuts} />);
    press("g", document.body, {}, 1_000);
    expect(press("i", document.body, {}, 1_000 + SEQUENCE_MS)).toBe(true);
    press("g", document.body, {}, 5_000);
    expect(press("i", document.body, {}, 5_001 + SEQUENCE_MS)).toBe(false);
    expect(go).toHaveBeenCalledTimes(1);
  });

  it("of the innermost layer win, and leave with it", () => {
    const inner = vi.fn();
    render(<Layer shortcuts={shortcuts} />);
    const top = render(<Layer name="keys-ticket" shortcuts={[{ keys: "j", label: "key-next-ticket", run: inner }]} />);
    press("j");
    expect([inner.mock.calls.length, j.mock.calls.length]).toEqual([1, 0]);
    top.unmount();
    press("j");
    expect([inner.mock.calls.length, j.mock.calls.length]).toEqual([1, 1]);
    expect(listShortcuts()).toHaveLength(1);
  });

  it("are written as key caps", () => {
    expect(keyCaps("g i")).toEqual([["G"], ["I"]]);
    expect(keyCaps("enter")).toEqual([["↵"]]);
    expect(keyCaps("mod+k")[0]?.[1]).toBe("K");
  });
});
