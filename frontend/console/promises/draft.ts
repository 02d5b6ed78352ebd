/*
 * What an editor holds while it is worked on: what was typed, what is wrong
 * with which field, and what to do when somebody else was faster.
 */
import { useBlocker } from "@tanstack/react-router";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useSending } from "../api/sending";
import { type MessageId, useT } from "../lib/i18n";

/** What is sent, which field of the screen each path of it is, and what cannot be read. */
export interface Encoded {
  body: Record<string, unknown>;
  /** API path (`spec.targets[2].seconds`) to the field's own key. */
  at: ReadonlyMap<string, string>;
  wrong: Readonly<Record<string, MessageId>>;
}

/** React's keys of rows change without a change of what is said. */
const said = (form: unknown): string => JSON.stringify(form, (name, value: unknown) => (name === "key" ? undefined : value));

export interface Draft<F, V> {
  form: F;
  set: (change: Partial<F> | ((form: F) => F)) => void;
  encoded: Encoded;
  wrong: Readonly<Record<string, string>>;
  /** Why nothing was saved, where no field is to blame. */
  refused: string | null;
  dirty: boolean;
  busy: boolean;
  /** What somebody else saved meanwhile. */
  theirs: V | null;
  save: () => Promise<void>;
  /** Drops what was typed and shows what is saved now. */
  takeTheirs: () => void;
  /** Saves what was typed over what is saved now. */
  keepMine: () => void;
  replace: (form: F) => void;
  /** What was wrong with a field is answered by a change of it. */
  touch: (field: string) => void;
  guard: { leave: () => void; stay: () => void } | null;
}

export function useDraft<F, V extends { version: number }>(options: {
  start: F;
  decode: (saved: V) => F;
  encode: (form: F) => Encoded;
  version: number;
  send: (body: Record<string, unknown>, version: number, key: string) => Promise<V>;
  fetch: () => Promise<V>;
  /** Told of what was saved; true when the screen is left for another. */
  saved: (view: V) => boolean;
}): Draft<F, V> {
  const { start, decode, encode, send, fetch, saved } = options;
  const t = useT();
  const [form, setForm] = useState(start);
  const [base, setBase] = useState(() => said(start));
  const [version, setVersion] = useState(options.version);
  const sending = useSending(null);
  const { busy, wrong, refused, touched } = sending;
  const [theirs, setTheirs] = useState<V | null>(null);
  const leaving = useRef(false);
  const encoded = useMemo(() => encode(form), [encode, form]);
  const dirty = useMemo(() => said(form) !== base, [form, base]);

  // The screen shows what is wrong before the cursor goes there.
  const [refusals, setRefusals] = useState(0);
  useEffect(() => {
    if (refusals > 0) focusFirst();
  }, [refusals]);

  // What is wrong with a field stays until that field is touched.
  const set = useCallback(
    (change: Partial<F> | ((form: F) => F)) => {
      setForm((old) => (typeof change === "function" ? change(old) : { ...old, ...change }));
      touched(null);
    },
    [touched],
  );
  const replace = useCallback((next: F) => set(() => next), [set]);
  const show = (view: V): void => {
    const next = decode(view);
    setForm(next);
    setBase(said(next));
    setVersion(view.version);
    setTheirs(null);
  };

  const saveOver = async (over: number): Promise<void> => {
    if (busy) return;
    const unread = Object.entries(encoded.wrong);
    if (unread.length > 0) {
      sending.refuse(Object.fromEntries(unread.map(([field, id]) => [field, t(id)])));
      setRefusals((n) => n + 1);
      return;
    }
    await sending.send(
      async (key) => {
        const view = await send(encoded.body, over, key);
        show(view);
        leaving.current = saved(view);
      },
      {
        at: encoded.at,
        // Somebody was faster: theirs is fetched beside what is typed.
        failed: (problem) => (problem.status === 412 ? fetch().then(setTheirs) : setRefusals((n) => n + 1)),
      },
    );
  };

  const blocker = useBlocker({
    shouldBlockFn: () => dirty && !leaving.current,
    enableBeforeUnload: () => dirty,
    withResolver: true,
  });
  return {
    form,
    set,
    encoded,
    wrong,
    refused,
    dirty,
    busy,
    theirs,
    save: () => saveOver(version),
    takeTheirs: () => {
      if (!theirs) return;
      show(theirs);
      touched();
    },
    keepMine: () => {
      if (!theirs) return;
      setVersion(theirs.version);
      setTheirs(null);
      void saveOver(theirs.version);
    },
    replace,
    touch: touched,
    guard: blocker.status === "blocked" ? { leave: blocker.proceed, stay: blocker.reset } : null,
  };
}

/** To the first field that is wrong. */
function focusFirst(): void {
  const field = document.querySelector<HTMLElement>("[data-wrong=true] :is(input, select, textarea, button)");
  field?.focus();
  field?.scrollIntoView({ block: "center" });
}

/** What was asked last, a moment after the asking stopped; null while there is nothing to ask. */
export function useSettled<T>(value: T, waitMs: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), waitMs);
    return () => clearTimeout(timer);
  }, [value, waitMs]);
  return settled;
}

let last = 0;
/** A key for a row that is new on the screen. */
export const rowKey = (): number => {
  last += 1;
  return last;
};
