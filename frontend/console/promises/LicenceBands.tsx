import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { queryClient } from "../api/queries";
import { useFormat } from "../lib/format";
import { useI18n } from "../lib/i18n";
import { ErrorState, Skeleton, toast } from "../ui";
import { type Band, type Bands, bandsQuery, putSetting } from "./api";
import { type BandRow, decodeBands, encodeBands, gapsOf, newBand } from "./bands";
import { useDraft } from "./draft";
import { AddButton, Block, RemoveButton, TextField } from "./fields";
import { SettingFrame } from "./Setting";

export function LicenceBands() {
  const kept = useQuery({ ...bandsQuery, staleTime: 0 });
  if (kept.isError && !kept.data) return <ErrorState error={kept.error} retry={() => void kept.refetch()} />;
  if (!kept.data) return <Skeleton kind="panel" lines={5} />;
  return <Editor kept={kept.data} />;
}

function Editor({ kept }: { kept: Bands }) {
  const { tr } = useI18n();
  const t = tr.t;
  const format = useFormat();
  const start = useMemo(
    () => decodeBands(kept),
    // The first look decides; what is saved later comes through the draft.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [],
  );
  const draft = useDraft<BandRow[], Bands>({
    start,
    decode: decodeBands,
    encode: encodeBands,
    version: kept.version,
    send: (input, version) => putSetting("licence_bands", version, input),
    fetch: useCallback(() => queryClient.fetchQuery({ ...bandsQuery, staleTime: 0 }), []),
    saved: () => {
      toast({ text: t("saved") });
      return false;
    },
  });
  const rows = draft.form;
  const change = (key: number, part: Partial<BandRow>): void => draft.replace(rows.map((row) => (row.key === key ? { ...row, ...part } : row)));
  const readable = Object.keys(draft.encoded.wrong).every((key) => key.endsWith(".name"));
  const gaps = readable ? gapsOf(draft.encoded.body.bands as Band[]) : [];
  const highest = Math.max(0, ...(draft.encoded.body.bands as Band[]).map((band) => band.to ?? band.from));
  return (
    <SettingFrame title={t("promises-bands")} text={t("bands-text")} draft={draft} lint="licence_bands">
      <Block k="bands" title={t("bands-title")}>
        {rows.length === 0 && <p className="faint">{t("bands-none")}</p>}
        {rows.map((row, index) => (
          <div key={row.key} className="rule-head band-row" role="group" aria-label={row.name || t("band-n", { n: index + 1 })}>
            <TextField k={`bands.${row.key}.name`} label={t("promise-named")} className="grow" value={row.name} onChange={(name) => change(row.key, { name })} placeholder={t("band-name")} />
            <TextField k={`bands.${row.key}.from`} label={t("band-from")} className="short" mode="numeric" value={row.from} onChange={(from) => change(row.key, { from })} />
            <TextField k={`bands.${row.key}.to`} label={t("band-to")} className="short" mode="numeric" placeholder="∞" value={row.to} onChange={(to) => change(row.key, { to })} />
            <RemoveButton label={t("band-remove", { name: row.name || t("band-n", { n: index + 1 }) })} onClick={() => draft.replace(rows.filter((each) => each.key !== row.key))} />
          </div>
        ))}
        {gaps.length > 0 && (
          <p className="hint hint-amber" role="status">
            {t("bands-gaps", { gaps: gaps.map((gap) => (gap.to === null ? t("band-and-more", { from: format.number(gap.from) }) : gap.to === gap.from ? format.number(gap.from) : `${format.number(gap.from)}–${format.number(gap.to)}`)).join(", ") })}
          </p>
        )}
        <AddButton onClick={() => draft.replace([...rows, newBand(String(highest + 1))])}>{t("band-add")}</AddButton>
      </Block>
    </SettingFrame>
  );
}
