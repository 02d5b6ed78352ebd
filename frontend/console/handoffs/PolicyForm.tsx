/* What the desk says about handoffs: reasons, how long an offer stands, and how often a ticket may come back. */
import "../css/handoffs.css";
import "../css/routing.css";
import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { queryClient } from "../api/queries";
import { useI18n, useSection } from "../lib/i18n";
import { putSetting } from "../promises/api";
import { type Encoded, useDraft } from "../promises/draft";
import { durationWords, parseDuration, parseWhole, writeDuration } from "../promises/duration";
import { AddButton, Block, DurationField, SwitchField, TextField } from "../promises/fields";
import { SettingFrame } from "../promises/Setting";
import { ErrorState, Skeleton, toast } from "../ui";
import { type HandoffPolicy, handoffPolicyQuery } from "./api";

const MINUTE = 60;

interface Row {
  /** React's, so that rows keep their fields. */
  key: string;
  id: string;
  name: string;
  used: boolean;
}
interface Form {
  rows: Row[];
  timeout: string;
  bounces: string;
}

export function encodePolicy(form: Form): Encoded {
  const seconds = parseDuration(form.timeout);
  const bounces = parseWhole(form.bounces);
  const at = new Map([
    ["timeout_minutes", "timeout"],
    ["bounce_limit", "bounces"],
  ]);
  form.rows.forEach((row, n) => {
    at.set(`reasons[${n}].key`, `rows.${row.key}.id`);
    at.set(`reasons[${n}].name`, `rows.${row.key}.name`);
  });
  const wrong: Record<string, "promise-bad-duration" | "promise-bad-number"> = {};
  if (seconds === null || seconds % MINUTE !== 0) wrong.timeout = "promise-bad-duration";
  if (bounces === null) wrong.bounces = "promise-bad-number";
  return {
    body: {
      reasons: form.rows.map((row) => ({ key: row.id.trim(), name: row.name.trim(), archived: !row.used })),
      timeout_minutes: Math.round((seconds ?? 0) / MINUTE),
      bounce_limit: bounces ?? 0,
    },
    at,
    wrong,
  };
}

export function HandoffPolicyForm() {
  const ready = useSection("handoffs");
  const kept = useQuery({ ...handoffPolicyQuery, staleTime: 0 });
  if (kept.isError && !kept.data) return <ErrorState error={kept.error} retry={() => void kept.refetch()} />;
  if (!kept.data || !ready) return <Skeleton kind="panel" lines={6} />;
  return <Editor kept={kept.data} />;
}

function Editor({ kept }: { kept: HandoffPolicy }) {
  const { tr } = useI18n();
  const t = tr.t;
  const decode = useCallback(
    (policy: HandoffPolicy): Form => ({
      rows: policy.reasons.map((each) => ({ key: each.key, id: each.key, name: each.name, used: !each.archived })),
      timeout: writeDuration(policy.timeout_minutes * MINUTE, durationWords(tr.lang)),
      bounces: String(policy.bounce_limit),
    }),
    [tr.lang],
  );
  const start = useMemo(
    () => decode(kept),
    // The first look decides; what is saved later comes through the draft.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [],
  );
  const draft = useDraft<Form, HandoffPolicy>({
    start,
    decode,
    encode: encodePolicy,
    version: kept.version,
    send: (input, version) => putSetting("handoff_policy", version, input),
    fetch: useCallback(() => queryClient.fetchQuery({ ...handoffPolicyQuery, staleTime: 0 }), []),
    saved: () => {
      toast({ text: t("saved") });
      return false;
    },
  });
  const known = useMemo(() => new Set(kept.reasons.map((each) => each.key)), [kept]);
  const change = (key: string, part: Partial<Row>): void => draft.set((form) => ({ ...form, rows: form.rows.map((row) => (row.key === key ? { ...row, ...part } : row)) }));
  return (
    <SettingFrame title={t("promises-handoffs")} text={t("handoff-policy-text")} draft={draft}>
      <Block k="reasons" title={t("handoffs-reasons")} text={t("handoff-reasons-text")}>
        {draft.form.rows.map((row) => (
          <div key={row.key} className="routing-row">
            <div className="slot">
              <TextField k={`rows.${row.key}.name`} label={t("handoff-reason-name")} value={row.name} onChange={(name) => change(row.key, { name })} />
            </div>
            <div className="slot">
              {known.has(row.key) ? (
                <p className="faint handoff-key">{row.id}</p>
              ) : (
                <TextField k={`rows.${row.key}.id`} label={t("handoff-reason-key")} value={row.id} onChange={(id) => change(row.key, { id })} />
              )}
            </div>
            <div className="routing-switch">
              <SwitchField k={`rows.${row.key}.used`} label={t("handoff-reason-used")} value={row.used} onChange={(used) => change(row.key, { used })} />
            </div>
          </div>
        ))}
        <AddButton onClick={() => draft.set((form) => ({ ...form, rows: [...form.rows, { key: `new${form.rows.length}`, id: "", name: "", used: true }] }))}>{t("handoff-reason-add")}</AddButton>
      </Block>
      <Block title={t("handoff-timeout")} text={t("handoff-timeout-text")}>
        <div className="zone-field">
          <DurationField k="timeout" label={t("handoff-timeout-label")} value={draft.form.timeout} onChange={(timeout) => draft.set({ timeout })} />
        </div>
      </Block>
      <Block title={t("handoff-bouncing")} text={t("handoff-bouncing-text")}>
        <div className="zone-field">
          <TextField k="bounces" label={t("handoff-bounce-limit")} mode="numeric" value={draft.form.bounces} onChange={(bounces) => draft.set({ bounces })} />
        </div>
      </Block>
    </SettingFrame>
  );
}
