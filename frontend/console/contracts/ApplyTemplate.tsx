/* Contracts for many accounts at once: pick, see what would be made, make it, see what became of each. */
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Search } from "lucide-react";
import { useState } from "react";
import { useSending } from "../api/sending";
import type { Account } from "../api/types";
import { nowMs } from "../lib/clock";
import { useFormat } from "../lib/format";
import { useI18n } from "../lib/i18n";
import { Badge, Button, Checkbox, ErrorState, Listed, Select, Skeleton, TextInput, useDebouncedValue } from "../ui";
import { type ApplyInput, type ApplyLine, type PreviewLine, type Template, applyQuery, leastMinor, pickAccountsQuery, previewApply, startApply } from "./templates";

const APPLY_ACCOUNTS_MAX = 200;
const FILTER_AFTER_MS = 250;
const STATES = ["active", "awaiting_acceptance", "draft"] as const;

export function ApplyTemplate({ template, shown, show }: { template: Template; shown: string | null; show: (id: string | null) => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const sending = useSending([]);
  const { busy, refused } = sending;
  const [chosen, setChosen] = useState<ReadonlyMap<string, string>>(new Map());
  const [start, setStart] = useState(() => new Date(nowMs()).toISOString().slice(0, 10));
  const [state, setState] = useState<string>("active");
  const [preview, setPreview] = useState<PreviewLine[] | null>(null);
  if (shown) return <Outcome id={shown} again={() => show(null)} />;
  const input = (accounts: string[]): ApplyInput => ({ account_ids: accounts, start_date: start, state });
  // Another choice is another request.
  const back = (): void => {
    sending.touched();
    setPreview(null);
  };
  const fits = preview?.filter((line) => line.outcome === "made") ?? [];
  return (
    <section className="card block" aria-label={t("template-apply")}>
      <header>
        <h2>{t("template-apply")}</h2>
      </header>
      <p className="block-text">{t("template-apply-text")}</p>
      <div className="form-row">
        <TextInput type="date" label={t("contract-start")} value={start} disabled={preview !== null} onChange={(event) => setStart(event.currentTarget.value)} />
        <Select label={t("template-until")} value={state} disabled={preview !== null} allowDeselect={false} data={STATES.map((each) => ({ value: each as string, label: t(`template-until-${each === "awaiting_acceptance" ? "offer" : each}`) }))} onChange={(next) => setState(next ?? "active")} />
      </div>
      {preview ? <Lines lines={preview} /> : <Pick chosen={chosen} choose={setChosen} />}
      {refused && (
        <p className="hint hint-red" role="alert">
          {refused}
        </p>
      )}
      <div className="buttons buttons-end apply-foot">
        <span className="soft" role="status">
          {preview ? t("template-fits", { count: fits.length, refused: preview.length - fits.length }) : t("template-chosen", { count: chosen.size })}
        </span>
        {preview ? (
          <>
            <Button variant="default" onClick={back}>
              {t("template-choose-back")}
            </Button>
            <Button loading={busy} disabled={fits.length === 0} onClick={() => void sending.send(async (key) => show((await startApply(template.id, input(fits.map((line) => line.account.id)), key)).id))}>
              {t("template-make", { count: fits.length })}
            </Button>
          </>
        ) : (
          <Button loading={busy} disabled={chosen.size === 0 || chosen.size > APPLY_ACCOUNTS_MAX || !start} onClick={() => void sending.send(async () => setPreview(await previewApply(template.id, input([...chosen.keys()]))))}>
            {t("template-preview")}
          </Button>
        )}
      </div>
      {chosen.size > APPLY_ACCOUNTS_MAX && <p className="hint hint-amber">{t("template-too-many", { max: APPLY_ACCOUNTS_MAX })}</p>}
    </section>
  );
}

/** Accounts by name, segment and revenue; who is chosen stays chosen while the list is cut otherwise. */
function Pick({ chosen, choose }: { chosen: ReadonlyMap<string, string>; choose: (next: ReadonlyMap<string, string>) => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const format = useFormat();
  const [filter, setFilter] = useState({ q: "", segment: "", least: "" });
  const [asked] = useDebouncedValue(filter, FILTER_AFTER_MS);
  const list = useInfiniteQuery(pickAccountsQuery(asked));
  const accounts: Account[] = list.data?.pages.flatMap((page) => page.items) ?? [];
  const set = (part: Partial<typeof filter>): void => setFilter((old) => ({ ...old, ...part }));
  const all = accounts.length > 0 && accounts.every((each) => chosen.has(each.id));
  const toggle = (these: readonly Account[], on: boolean): void => {
    const next = new Map(chosen);
    for (const each of these) {
      if (on) next.set(each.id, each.name);
      else next.delete(each.id);
    }
    choose(next);
  };
  const unread = filter.least.trim() !== "" && leastMinor(filter.least) === null;
  return (
    <div className="apply-pick">
      <div className="form-row">
        <TextInput label={t("accounts-search")} leftSection={<Search size={14} aria-hidden="true" />} value={filter.q} onChange={(event) => set({ q: event.currentTarget.value })} />
        <TextInput label={t("account-segment")} value={filter.segment} onChange={(event) => set({ segment: event.currentTarget.value })} />
        <TextInput label={t("template-revenue-least")} inputMode="decimal" value={filter.least} error={unread ? t("promise-bad-number") : undefined} onChange={(event) => set({ least: event.currentTarget.value })} />
      </div>
      <Listed list={list} count={accounts.length} kind="panel" lines={6} empty={<p className="faint">{t("accounts-none-match")}</p>}>
        <div className="apply-scroll" tabIndex={0} role="region" aria-label={t("nav-accounts")}>
          <table className="table">
            <thead>
              <tr>
                <th className="apply-check">
                  <Checkbox aria-label={t("template-choose-all")} checked={all} indeterminate={!all && accounts.some((each) => chosen.has(each.id))} onChange={(event) => toggle(accounts, event.currentTarget.checked)} />
                </th>
                <th>{t("account")}</th>
                <th className="wide-only">{t("account-segment")}</th>
                <th className="end">{t("account-revenue")}</th>
              </tr>
            </thead>
            <tbody>
              {accounts.map((each) => (
                <tr key={each.id}>
                  <td className="apply-check">
                    <Checkbox aria-label={each.name} checked={chosen.has(each.id)} onChange={(event) => toggle([each], event.currentTarget.checked)} />
                  </td>
                  <td>{each.name}</td>
                  <td className="soft wide-only">{each.segment && (tr.dynamic(`segment-${each.segment.toLowerCase().replaceAll("_", "-")}`) ?? each.segment)}</td>
                  <td className="end num soft">{each.annual_revenue_minor !== null && each.annual_revenue_minor !== undefined ? format.wholeMoney(each.annual_revenue_minor, each.currency) : "–"}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Listed>
    </div>
  );
}

const TONES = { made: "green", refused: "red", waiting: "grey" } as const;
/** What became of an account, and what would. */
const SAYS = { made: "template-made", refused: "template-refused", waiting: "template-waiting" } as const;
const WOULD = { made: "template-would-made", refused: "template-would-refused" } as const;

function Lines({ lines }: { lines: readonly (PreviewLine | ApplyLine)[] }) {
  const { tr } = useI18n();
  const t = tr.t;
  const format = useFormat();
  return (
    <div className="apply-scroll" tabIndex={0} role="region" aria-label={t("template-outcomes")}>
      <table className="table">
        <thead>
          <tr>
            <th>{t("account")}</th>
            <th>{t("template-outcome")}</th>
            <th>{t("template-why")}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => {
            const why = line.code ? (tr.dynamic(`error-${line.code.replaceAll("_", "-")}`, { seconds: 0 }) ?? line.detail) : null;
            return (
              <tr key={line.account.id}>
                <td>
                  <Link to="/accounts/$id" params={{ id: line.account.id }} search={{ tab: "contracts" }} className="link">
                    {line.account.name}
                  </Link>
                </td>
                <td>
                  <Badge tone={TONES[line.outcome]}>{t("contract_id" in line ? SAYS[line.outcome] : WOULD[line.outcome])}</Badge>
                </td>
                <td className="soft wrap">
                  {why}
                  {why && line.code === "contract_overlap" && line.detail ? ` (${line.detail})` : ""}
                  {!why && "other_contract" in line && line.other_contract && t("template-overlaps-later", { name: line.other_contract.name })}
                  {!why && "end_date" in line && !line.other_contract && (line.end_date ? t("template-to", { day: format.lastDay(line.end_date) }) : t("open-ended"))}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Outcome({ id, again }: { id: string; again: () => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const format = useFormat();
  const one = useQuery(applyQuery(id));
  if (one.isError && !one.data) return <ErrorState error={one.error} retry={() => void one.refetch()} />;
  if (!one.data) return <Skeleton kind="panel" lines={6} />;
  const apply = one.data;
  return (
    <section className="card block" aria-label={t("template-outcomes")}>
      <header>
        <h2>{t("template-outcomes")}</h2>
      </header>
      <p className="block-text" role="status">
        {t("template-from-version", { n: apply.template_version, day: format.date(apply.start_date) })} · {t("template-use-counts", { made: apply.made, refused: apply.refused, waiting: apply.waiting })}
      </p>
      <Lines lines={apply.accounts} />
      <div className="buttons buttons-end">
        <Button variant="default" onClick={again}>
          {t("template-more-accounts")}
        </Button>
      </div>
    </section>
  );
}
