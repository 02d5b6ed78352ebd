/* "A clock of 4 h that starts on … is due …", by the hours that stand in the editor, saved or not. */
import { useQuery } from "@tanstack/react-query";
import { Timer } from "lucide-react";
import { useState } from "react";
import { problemText } from "../api/problem";
import { nowMs } from "../lib/clock";
import { useFormat } from "../lib/format";
import { useI18n } from "../lib/i18n";
import { TextInput } from "../ui";
import { calculate } from "./api";
import type { CalendarSpec } from "./calendar";
import { useSettled } from "./draft";
import { durationWords, instantIn, localIn, parseDuration, writeDuration } from "./duration";

const WAIT_MS = 350;

export function Calculator({ spec }: { spec: CalendarSpec }) {
  const { tr } = useI18n();
  const t = tr.t;
  const format = useFormat();
  const [target, setTarget] = useState(() => writeDuration(4 * 3_600, durationWords(tr.lang)));
  const [start, setStart] = useState(() => localIn(spec.tz, nowMs()));
  const seconds = parseDuration(target);
  const instant = instantIn(spec.tz, start);
  const asked = useSettled(seconds !== null && instant !== null ? JSON.stringify({ spec, instant, seconds }) : null, WAIT_MS);
  const answer = useQuery({
    queryKey: ["calculate", asked],
    queryFn: () => {
      const question = JSON.parse(asked ?? "{}") as { spec: CalendarSpec; instant: string; seconds: number };
      return calculate(question.spec, question.instant, question.seconds);
    },
    enabled: asked !== null,
    retry: false,
    gcTime: 60_000,
    placeholderData: (previous) => previous,
  });
  return (
    <section className="card block calculator" aria-label={t("calculator")}>
      <header>
        <h2>{t("calculator")}</h2>
        <Timer size={15} aria-hidden="true" className="faint" />
      </header>
      <TextInput
        label={t("calculator-target")}
        value={target}
        error={seconds === null ? t("promise-bad-duration") : null}
        onChange={(event) => setTarget(event.currentTarget.value)}
        onBlur={() => {
          if (seconds !== null) setTarget(writeDuration(seconds, durationWords(tr.lang)));
        }}
      />
      <TextInput type="datetime-local" label={t("calculator-start", { zone: spec.tz })} value={start} error={instant === null ? t("error-bad-date") : null} onChange={(event) => setStart(event.currentTarget.value)} />
      <output className="calculator-due" aria-live="polite">
        {answer.isError ? (
          <span className="field-wrong">{problemText(tr, answer.error)}</span>
        ) : answer.data && seconds !== null && instant !== null ? (
          <>
            <span className="faint">{t("calculator-due")}</span>
            <b>{format.full(answer.data, spec.tz)}</b>
          </>
        ) : (
          <span className="faint">…</span>
        )}
      </output>
    </section>
  );
}
