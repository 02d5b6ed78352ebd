/*
 * One command that a form sends: busy while it is on its way, sent once
 * however often it is pressed, and what was wrong with it at its fields.
 */
import { useCallback, useRef, useState } from "react";
import { useI18n } from "../lib/i18n";
import { newKey } from "./client";
import { without, wrongFields } from "./fields";
import { type Problem, asProblem, isAnswer, problemText } from "./problem";

const SAME: ReadonlyMap<string, string> = new Map();

export interface Sending {
  busy: boolean;
  /** What is wrong, by the form's own names of its fields. */
  wrong: Readonly<Record<string, string>>;
  /** Why it was not done, where no field of the form is to blame. */
  refused: string | null;
  /** What was typed is another intention, and so another request; it answers what was wrong with that field, with all of them, or (`null`) with none. */
  touched: (field?: string | null) => void;
  /** Says what is wrong before anything is sent. */
  refuse: (wrong: Readonly<Record<string, string>>) => void;
  /**
   * Sends it under an idempotency key. Without an answer nobody knows whether
   * it was done: the same intention keeps its key. True when it was done.
   * Where `failed` answers with a promise it deals with the refusal itself, and
   * only what that promise is rejected with is told.
   */
  send: (work: (key: string) => Promise<void>, options?: { at?: ReadonlyMap<string, string>; failed?: (problem: Problem) => Promise<void> | void }) => Promise<boolean>;
}

/** `fields` are those that the form shows; null: it shows whatever it is told. */
export function useSending(fields: readonly string[] | null): Sending {
  const { tr } = useI18n();
  const key = useRef(newKey());
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const [refused, setRefused] = useState<string | null>(null);
  const touched = useCallback((field?: string | null) => {
    key.current = newKey();
    setRefused(null);
    if (field !== null) setWrong((old) => (field === undefined ? {} : without(old, field)));
  }, []);
  return {
    busy,
    wrong,
    refused,
    touched,
    refuse: (found) => {
      setRefused(null);
      setWrong(found);
    },
    send: async (work, { at = SAME, failed } = {}) => {
      if (busy) return false;
      setBusy(true);
      setWrong({});
      setRefused(null);
      try {
        await work(key.current);
        key.current = newKey();
        return true;
      } catch (error) {
        const problem = asProblem(error);
        if (isAnswer(problem)) key.current = newKey();
        const tell = (told: unknown): void => {
          const found = wrongFields(tr, asProblem(told), at);
          setWrong(found);
          // What no field shows is said at the foot of the form.
          const shown = Object.keys(found);
          if (shown.length === 0 || (fields && !shown.every((each) => fields.includes(each)))) setRefused(problemText(tr, told));
        };
        const dealt = failed?.(problem);
        if (dealt) await dealt.catch(tell);
        else tell(error);
        return false;
      } finally {
        setBusy(false);
      }
    },
  };
}
