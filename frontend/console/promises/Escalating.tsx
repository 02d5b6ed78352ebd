/* What the desk does with every escalation: until when the next update is due, and whether the customer is told. */
import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { queryClient } from "../api/queries";
import { useI18n } from "../lib/i18n";
import { ErrorState, PriorityGlyph, Skeleton, toast } from "../ui";
import { type EscalationPolicy, escalationPolicyQuery, putSetting } from "./api";
import { type Encoded, useDraft } from "./draft";
import { durationWords, parseDuration, writeDuration } from "./duration";
import { Block, DurationField, SwitchField } from "./fields";
import { SettingFrame } from "./Setting";

const ROWS = ["urgent", "high", "normal", "low", "none"] as const;
type Row = (typeof ROWS)[number];
const MINUTE = 60;
interface Form {
  tell: boolean;
  minutes: Record<Row, string>;
}

export function encodeEscalating(form: Form): Encoded {
  const wrong: Record<string, "promise-bad-duration"> = {};
  const minutes = {} as Record<Row, number>;
  for (const row of ROWS) {
    // Empty asks for none, as zero does.
    const seconds = form.minutes[row].trim() === "" ? 0 : parseDuration(form.minutes[row]);
    if (seconds === null || seconds % MINUTE !== 0) wrong[`minutes.${row}`] = "promise-bad-duration";
    minutes[row] = Math.round((seconds ?? 0) / MINUTE);
  }
  return {
    body: { tell_customer: form.tell, next_update_minutes: minutes },
    at: new Map(ROWS.map((row) => [`next_update_minutes.${row}`, `minutes.${row}`])),
    wrong,
  };
}

export function Escalating() {
  const kept = useQuery({ ...escalationPolicyQuery, staleTime: 0 });
  if (kept.isError && !kept.data) return <ErrorState error={kept.error} retry={() => void kept.refetch()} />;
  if (!kept.data) return <Skeleton kind="panel" lines={5} />;
  return <Editor kept={kept.data} />;
}

function Editor({ kept }: { kept: EscalationPolicy }) {
  const { tr } = useI18n();
  const t = tr.t;
  const decode = useCallback(
    (policy: EscalationPolicy): Form => {
      const words = durationWords(tr.lang);
      const text = (minutes: number): string => (minutes === 0 ? "" : writeDuration(minutes * MINUTE, words));
      return { tell: policy.tell_customer, minutes: Object.fromEntries(ROWS.map((row) => [row, text(policy.next_update_minutes[row])])) as Record<Row, string> };
    },
    [tr.lang],
  );
  const start = useMemo(
    () => decode(kept),
    // The first look decides; what is saved later comes through the draft.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [],
  );
  const draft = useDraft<Form, EscalationPolicy>({
    start,
    decode,
    encode: encodeEscalating,
    version: kept.version,
    send: (input, version) => putSetting("escalation_policy", version, input),
    fetch: useCallback(() => queryClient.fetchQuery({ ...escalationPolicyQuery, staleTime: 0 }), []),
    saved: () => {
      toast({ text: t("saved") });
      return false;
    },
  });
  return (
    <SettingFrame title={t("promises-escalating")} text={t("escalating-text")} draft={draft}>
      <Block title={t("escalating-updates")}>
        <p className="faint">{t("escalating-updates-text")}</p>
        <div className="escalating-rows">
          {ROWS.map((row) => (
            <div key={row} className="escalating-row">
              <span>
                <PriorityGlyph priority={row === "none" ? null : row} /> {t(`priority-${row}`)}
              </span>
              <DurationField
                k={`minutes.${row}`}
                bare
                label={t("escalating-update-of", { priority: t(`priority-${row}`) })}
                placeholder={t("escalating-no-update")}
                value={draft.form.minutes[row]}
                onChange={(text) => draft.set((form) => ({ ...form, minutes: { ...form.minutes, [row]: text } }))}
              />
            </div>
          ))}
        </div>
      </Block>
      <Block title={t("escalating-customer")}>
        <SwitchField k="tell_customer" label={t("escalating-tell")} value={draft.form.tell} onChange={(tell) => draft.set({ tell })} />
        <p className="faint">{t("escalating-tell-text")}</p>
      </Block>
    </SettingFrame>
  );
}
