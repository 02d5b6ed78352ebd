/*
 * Single-key shortcuts. They act only outside inputs, dialogs and menus, can
 * be switched off (WCAG 2.1.4), and each one carries the text that `?` lists.
 */
import { useEffect, useRef } from "react";
import type { MessageId } from "./i18n";

export interface Shortcut {
  /** A key as `KeyboardEvent.key` names it, lower case; `mod+k`; or a sequence as `g i`. */
  keys: string;
  label: MessageId;
  run: (event: KeyboardEvent) => void;
  /** Works while typing too, such as ⌘K and ⌘Enter. */
  always?: boolean;
}

/** A sequence such as `g i` must be finished within this time. */
export const SEQUENCE_MS = 900;
const STORAGE_KEY = "surety-keys";

interface Layer {
  name: MessageId;
  get: () => readonly Shortcut[];
}
const layers: Layer[] = [];
let pendingPrefix = "";
let pendingSince = 0;

export function singleKeysOn(): boolean {
  try {
    return localStorage.getItem(STORAGE_KEY) !== "off";
  } catch {
    return true;
  }
}

export function setSingleKeys(on: boolean): void {
  try {
    localStorage.setItem(STORAGE_KEY, on ? "on" : "off");
  } catch {
    // The choice then holds until the page is left.
  }
}

/** True where letters mean text or belong to another widget. */
export function isTypingTarget(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest("input, textarea, select, [contenteditable=''], [contenteditable='true']")) {
    // A checkbox takes no letters.
    return !target.matches("input[type=checkbox], input[type=radio]");
  }
  return target.closest("[role=menu], [role=listbox], [role=dialog], [role=combobox]") !== null;
}

/** `mod+shift+k`, `j`, `?`, `enter`. Shift is named only with `mod`, for letters alone say nothing of it. */
export function keyName(event: KeyboardEvent): string {
  const key = event.key.toLowerCase();
  if (event.metaKey || event.ctrlKey) return `mod+${event.shiftKey ? "shift+" : ""}${key}`;
  if (event.altKey) return `alt+${key}`;
  if (event.shiftKey && (key.length > 1 || /[a-z]/.test(key))) return `shift+${key}`;
  return key;
}

export function handleKey(event: KeyboardEvent, now = performance.now()): boolean {
  if (event.defaultPrevented || event.isComposing) return false;
  const name = keyName(event);
  const typing = isTypingTarget(event.target);
  // Enter and Space on a button or link belong to it.
  if ((name === "enter" || name === " ") && event.target instanceof Element && event.target.closest("button, a[href], summary")) {
    return false;
  }
  const blocked = typing || !singleKeysOn() || document.querySelector("[aria-modal=true]") !== null;
  const prefix = now - pendingSince <= SEQUENCE_MS ? pendingPrefix : "";
  pendingPrefix = "";
  // The innermost layer speaks first.
  for (let i = layers.length - 1; i >= 0; i -= 1) {
    const layer = layers[i];
    if (!layer) continue;
    for (const shortcut of layer.get()) {
      if (blocked && !shortcut.always) continue;
      const wanted = prefix ? `${prefix} ${name}` : name;
      if (shortcut.keys === wanted || (shortcut.always && shortcut.keys === name)) {
        event.preventDefault();
        shortcut.run(event);
        return true;
      }
    }
  }
  if (!blocked && !prefix && layers.some((l) => l.get().some((s) => s.keys.startsWith(`${name} `)))) {
    pendingPrefix = name;
    pendingSince = now;
    return true;
  }
  return false;
}

let installed = false;
function install(): void {
  if (installed) return;
  installed = true;
  window.addEventListener("keydown", (event) => {
    handleKey(event);
  });
}

/** Registers a layer of shortcuts while the component is mounted. */
export function useShortcuts(name: MessageId, shortcuts: readonly Shortcut[]): void {
  const ref = useRef(shortcuts);
  useEffect(() => {
    ref.current = shortcuts;
  });
  useEffect(() => {
    install();
    const layer: Layer = { name, get: () => ref.current };
    layers.push(layer);
    return () => {
      layers.splice(layers.indexOf(layer), 1);
    };
  }, [name]);
}

export function listShortcuts(): { name: MessageId; shortcuts: readonly Shortcut[] }[] {
  return layers.map((layer) => ({ name: layer.name, shortcuts: layer.get() }));
}

const isMac = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.userAgent);
const NAMES: Record<string, string> = {
  mod: isMac ? "⌘" : "Ctrl",
  enter: "↵",
  escape: "Esc",
  shift: "⇧",
  arrowup: "↑",
  arrowdown: "↓",
  " ": "Space",
};

/** `mod+k` → [[`⌘`, `K`]]; `g i` → [[`G`], [`I`]]. */
export function keyCaps(keys: string): string[][] {
  const parts = keys === " " ? [" "] : keys.split(" ");
  return parts.map((part) => {
    const caps = part === "+" ? ["+"] : part.split("+");
    return caps.map((cap) => NAMES[cap] ?? cap.toUpperCase());
  });
}
