/* How long after solving a customer's message opens a closed ticket again. */
import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { queryClient } from "../api/queries";
import { useI18n } from "../lib/i18n";
import { ErrorState, Skeleton, toast } from "../ui";
import { putSetting, reopenQuery } from "./api";
import { type Encoded, useDraft } from "./draft";
import { parseWhole } from "./duration";
import { Block, TextField } from "./fields";
import { SettingFrame } from "./Setting";

interface Kept {
  closed_reopens_days: number;
  version: number;
}
interface Form {
  days: string;
}

const decode = (kept: Kept): Form => ({ days: String(kept.closed_reopens_days) });

export function encodeReopen(form: Form): Encoded {
  const days = parseWhole(form.days);
  return {
    body: { closed_reopens_days: days ?? 0 },
    at: new Map([["closed_reopens_days", "days"]]),
    wrong: days === null ? { days: "promise-bad-number" } : {},
  };
}

export function Reopen() {
  const kept = useQuery({ ...reopenQuery, staleTime: 0 });
  if (kept.isError && !kept.data) return <ErrorState error={kept.error} retry={() => void kept.refetch()} />;
  if (!kept.data) return <Skeleton kind="panel" lines={3} />;
  return <Editor kept={kept.data} />;
}

function Editor({ kept }: { kept: Kept }) {
  const { tr } = useI18n();
  const t = tr.t;
  const start = useMemo(
    () => decode(kept),
    // The first look decides; what is saved later comes through the draft.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [],
  );
  const draft = useDraft<Form, Kept>({
    start,
    decode,
    encode: encodeReopen,
    version: kept.version,
    send: (input, version) => putSetting("reopen_policy", version, input),
    fetch: useCallback(() => queryClient.fetchQuery({ ...reopenQuery, staleTime: 0 }), []),
    saved: () => {
      toast({ text: t("saved") });
      return false;
    },
  });
  const days = parseWhole(draft.form.days);
  return (
    <SettingFrame title={t("promises-reopening")} text={t("reopening-text")} draft={draft}>
      <Block title={t("reopening-title")}>
        <div className="zone-field">
          <TextField k="days" label={t("reopening-days")} mode="numeric" value={draft.form.days} onChange={(text) => draft.set({ days: text })} />
        </div>
        {days !== null && (
          <p className="hint" role="status">
            {days === 0 ? t("reopening-never") : t("reopening-means", { count: days })}
          </p>
        )}
        <p className="faint">{t("reopening-credits")}</p>
      </Block>
    </SettingFrame>
  );
}
