/*
 * The versions of a contract, what waits for its day, and the dialog that
 * amends it from a day on, with what would change beside it before it is saved.
 */
import { useQuery } from "@tanstack/react-query";
import { ArrowRight, X } from "lucide-react";
import { useState } from "react";
import { body, client, etag } from "../api/client";
import type { Problem } from "../api/problem";
import { accountContactsQuery, assetsQuery, plansQuery, productsQuery, queryClient, typesQuery } from "../api/queries";
import { useSending } from "../api/sending";
import type { Account, Contract, ContractVersion, Ref, Terms } from "../api/types";
import { nowMs } from "../lib/clock";
import { useFormat } from "../lib/format";
import { useI18n } from "../lib/i18n";
import { CHANNELS } from "../ticket/Matter";
import { bucketName } from "../ticket/bucket";
import { Badge, Button, Dialog, DialogForm, ErrorState, MultiSelect, Select, Skeleton, Switch, TextInput, type Tone, toast } from "../ui";
import { EffectDialog, type EffectQuestion, useAskedSave } from "../promises/Effect";
import { contractName } from "./contract";
import { COVERED, type Covered, type Draft, type Term, amendmentOf, contractSlasQuery, dayIn, differences, laidOver, lastDayOf, termsBefore, termsOn, versionsQuery } from "./terms";

const STATE_TONES: Record<ContractVersion["state"], Tone> = { in_force: "green", past: "grey", scheduled: "blue", cancelled: "red", lapsed: "amber" };

/** After a contract was changed: everything that shows it. */
export async function contractChanged(contract: Contract): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: ["account", contract.account.id] }),
    queryClient.invalidateQueries({ queryKey: ["contract", contract.id] }),
  ]);
}

/** Somebody was faster: what is written stays, what is true comes beside it. */
function refreshStale(contract: Contract, problem: Problem): void {
  if (problem.status === 412) void contractChanged(contract);
}

/** Names of everything a coverage may name. */
function useNames(account: string): Record<Covered, Ref[]> {
  const { tr } = useI18n();
  const { data: products = [] } = useQuery(productsQuery);
  const { data: types = [] } = useQuery(typesQuery);
  const { data: assets = [] } = useQuery(assetsQuery(account));
  const { data: contacts = [] } = useQuery(accountContactsQuery(account));
  return { products, assets, contacts, types, channels: CHANNELS.map((id) => ({ id, name: tr.dynamic(`channel-${id}`) ?? id })) };
}

/** How one term reads. */
function useTermText(account: string): { label: (term: Term) => string; value: (terms: Terms, term: Term) => string } {
  const { tr } = useI18n();
  const t = tr.t;
  const format = useFormat();
  const names = useNames(account);
  const labels: Record<Term, string> = {
    name: t("name-of-thing"),
    plan: t("plan"),
    limits: t("credits"),
    sla: t("sla"),
    end_date: t("amend-last-day"),
    rank: t("amend-rank"),
    covers_children: t("contract-children"),
    products: t("amend-products"),
    assets: t("amend-assets"),
    contacts: t("amend-contacts"),
    types: t("amend-types"),
    channels: t("amend-channels"),
  };
  const value = (terms: Terms, term: Term): string => {
    switch (term) {
      case "name":
        return terms.name || "–";
      case "plan":
        return t("amend-plan-version", { plan: terms.plan.name, version: terms.plan_version });
      case "limits":
        return terms.limits.length === 0
          ? t("credits-unlimited")
          : terms.limits.map((limit) => `${format.credits(Math.round(limit.credits * 100))} ${bucketName(tr, { ...limit, count: limit.count ?? 1 })}`).join(", ");
      case "sla":
        return terms.sla?.name ?? t("amend-sla-of-plan");
      case "end_date":
        return terms.end_date ? format.lastDay(terms.end_date) : t("open-ended");
      case "rank":
        return format.number(terms.rank);
      case "covers_children":
        return t(terms.covers_children ? "yes" : "no");
      default: {
        const ids = terms.coverage?.[term] ?? [];
        return ids.length === 0 ? t("amend-all") : ids.map((id) => names[term].find((each) => each.id === id)?.name ?? "…").join(", ");
      }
    }
  };
  return { label: (term) => labels[term], value };
}

/** The rows that differ, before and after; on a phone one below the other. */
function Differences({ before, after, account }: { before: Terms; after: Terms; account: string }) {
  const { tr } = useI18n();
  const t = tr.t;
  const text = useTermText(account);
  return (
    <table className="matter-table">
      <thead>
        <tr>
          <th scope="col">{t("amend-term")}</th>
          <th scope="col">{t("amend-before")}</th>
          <th scope="col">{t("amend-after")}</th>
        </tr>
      </thead>
      <tbody>
        {differences(before, after).map((term) => (
          <tr key={term} className="matter-changed">
            <th scope="row">{text.label(term)}</th>
            <td data-label={t("amend-before")}>{text.value(before, term)}</td>
            <td data-label={t("amend-after")}>
              <ArrowRight size={13} className="matter-arrow" aria-hidden="true" />
              {text.value(after, term)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function Versions({ contract, mayManage }: { contract: Contract; mayManage: boolean }) {
  const { tr } = useI18n();
  const t = tr.t;
  const format = useFormat();
  // What waits for its day is news; the past is looked up.
  const [opened, setOpened] = useState(contract.next_amendment_at !== null);
  const [cancelling, setCancelling] = useState<ContractVersion | null>(null);
  const versions = useQuery({ ...versionsQuery(contract.id), enabled: opened });
  const words: Record<ContractVersion["state"], string> = {
    in_force: t("version-in-force"),
    past: t("version-past"),
    scheduled: t("version-scheduled"),
    cancelled: t("version-cancelled"),
    lapsed: t("version-lapsed"),
  };
  return (
    <details className="periods" open={opened} onToggle={(event) => setOpened(event.currentTarget.open)}>
      <summary>{t("versions")}</summary>
      {!opened ? null : versions.isError ? (
        <ErrorState error={versions.error} retry={() => void versions.refetch()} />
      ) : versions.isPending ? (
        <Skeleton kind="panel" lines={2} />
      ) : (
        <ol className="versions">
          {versions.data.map((each) => {
            const before = each.terms && termsBefore(versions.data, each);
            return (
              <li key={`${each.version ?? ""}/${each.amendment ?? ""}`}>
                <div className="version-head">
                  <Badge tone={STATE_TONES[each.state]}>{words[each.state]}</Badge>
                  <b>{each.version === null ? t("amendment-n", { number: each.amendment ?? 0 }) : t("version-n", { version: each.version })}</b>
                  <span className="faint">{t("version-from", { date: format.date(each.effective_date) })}</span>
                  {mayManage && each.state === "scheduled" && each.amendment !== null && (
                    <Button size="xs" variant="default" leftSection={<X size={13} />} aria-label={t("amendment-cancel-named", { date: format.date(each.effective_date) })} onClick={() => setCancelling(each)}>
                      {t("amendment-cancel")}
                    </Button>
                  )}
                </div>
                {each.note && <p className="soft">{each.note}</p>}
                {each.terms && before && differences(before, each.terms).length > 0 && <Differences before={before} after={each.terms} account={contract.account.id} />}
              </li>
            );
          })}
        </ol>
      )}
      {cancelling && <CancelAmendment contract={contract} amendment={cancelling} onClose={() => setCancelling(null)} />}
    </details>
  );
}

function CancelAmendment({ contract, amendment, onClose }: { contract: Contract; amendment: ContractVersion; onClose: () => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const format = useFormat();
  const sending = useSending(null);
  const date = format.date(amendment.effective_date);
  const run = async (): Promise<void> => {
    const done = await sending.send(
      async (key) => {
        await body(
          client.POST("/api/v1/contracts/{contract}/amendments/{amendment}/cancel", {
            params: { path: { contract: contract.id, amendment: amendment.amendment ?? 0 } },
            headers: { "Idempotency-Key": key, "If-Match": etag(contract.version) },
            body: {},
          }),
        );
      },
      { failed: (problem) => refreshStale(contract, problem) },
    );
    if (!done) return;
    toast({ text: t("amendment-cancelled-toast", { date }) });
    await contractChanged(contract);
    onClose();
  };
  return (
    <Dialog title={t("amendment-cancel-named", { date })} onClose={onClose}>
      <DialogForm sending={sending} onSubmit={() => void run()} onClose={onClose} label={t("amendment-cancel")} off={t("amendment-keep")} danger>
        <p>{t("amendment-cancel-text")}</p>
      </DialogForm>
    </Dialog>
  );
}

/** What an amendment begins with, when something else proposes it. */
export interface AmendStart {
  plan: Ref | null;
  note: string;
}

export function AmendDialog({ contract, account, start, onClose }: { contract: Contract; account: Account; start?: AmendStart | undefined; onClose: () => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const versions = useQuery(versionsQuery(contract.id));
  return (
    <Dialog title={t("amend-title", { contract: contractName(contract) })} size={760} kept onClose={onClose}>
      {versions.isError ? <ErrorState error={versions.error} retry={() => void versions.refetch()} /> : versions.data ? <AmendForm contract={contract} account={account} versions={versions.data} start={start} onClose={onClose} /> : <Skeleton kind="panel" lines={5} />}
    </Dialog>
  );
}

const SHOWN = ["effective_date", "end_date", "name", "plan_id", "sla_id", "rank", "note", ...COVERED.map((each) => `coverage.${each}`)];
/** An entry of a list is told at its list. */
const FIELDS: ReadonlyMap<string, string> = new Map(SHOWN.map((each) => [each, each]));

function AmendForm({ contract, account, versions, start, onClose }: { contract: Contract; account: Account; versions: readonly ContractVersion[]; start: AmendStart | undefined; onClose: () => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const format = useFormat();
  const sending = useSending(SHOWN);
  const [today] = useState(() => dayIn(account.zone, nowMs()));
  const [day, setDay] = useState(today);
  const [note, setNote] = useState(start?.note ?? "");
  const [draft, setDraft] = useState<Draft>(start?.plan ? { plan: start.plan } : {});
  const { data: plans = [] } = useQuery(plansQuery);
  const { data: slas = [] } = useQuery(contractSlasQuery);
  const names = useNames(account.id);
  const [looking, setLooking] = useState(false);
  const asked = useAskedSave();
  const before = termsOn(versions, day);
  if (!before) return null;
  const plan = plans.find((each) => each.id === draft.plan?.id);
  const after = laidOver(before, draft, plan?.spec?.limits ?? (plan ? [] : undefined), plan?.current_version);
  const changed = differences(before, after);
  const set = (part: Draft): void => {
    sending.touched();
    setDraft((old) => ({ ...old, ...part }));
  };
  const typed = (put: (text: string) => void, text: string): void => {
    sending.touched();
    put(text);
  };
  const { wrong } = sending;
  const save = async (): Promise<void> => {
    const done = await sending.send(
      async (key) => {
        await body(
          client.POST("/api/v1/contracts/{contract}/amendments", {
            params: { path: { contract: contract.id } },
            headers: { "Idempotency-Key": key, "If-Match": etag(contract.version) },
            body: amendmentOf(before, after, day, note),
          }),
        );
      },
      { at: FIELDS, failed: (problem) => refreshStale(contract, problem) },
    );
    if (!done) return;
    await contractChanged(contract);
    toast({ text: day > today ? t("amend-scheduled-toast", { date: format.date(day) }) : t("amend-done-toast") });
    onClose();
  };
  const question = (): EffectQuestion => ({ contract: { id: contract.id, draft: amendmentOf(before, after, day, note) } });
  const options = (list: readonly Ref[]): { value: string; label: string }[] => list.map((each) => ({ value: each.id, label: each.name }));
  const coverage: [Covered, string][] = [
    ["products", t("amend-products")],
    ["assets", t("amend-assets")],
    ["contacts", t("amend-contacts")],
    ["types", t("amend-types")],
    ["channels", t("amend-channels")],
  ];
  return (
    <>
      <DialogForm
        className="matter-form"
        sending={{ ...sending, busy: sending.busy || asked.busy }}
        onSubmit={() => void asked.ask(question(), save)}
        onClose={onClose}
        label={t(day > today ? "amend-schedule" : "amend-now")}
        disabled={changed.length === 0 || !day}
      >
        <div className="matter-fields">
          <TextInput data-autofocus type="date" label={t("amend-from")} description={t("amend-from-text", { zone: account.zone })} min={today} value={day} error={wrong.effective_date} onChange={(event) => typed(setDay, event.currentTarget.value)} required />
          <TextInput type="date" label={t("amend-last-day")} description={t("amend-last-day-text")} min={day} value={lastDayOf(after.end_date) ?? ""} error={wrong.end_date} onChange={(event) => set({ last_day: event.currentTarget.value || null })} />
          <TextInput label={t("name-of-thing")} description={t("amend-name-text")} value={draft.name ?? before.name} error={wrong.name} onChange={(event) => set({ name: event.currentTarget.value })} />
          <Select
            label={t("plan")}
            searchable
            allowDeselect={false}
            value={after.plan.id}
            error={wrong.plan_id}
            data={options(plans.some((each) => each.id === before.plan.id) ? plans : [before.plan, ...plans])}
            onChange={(id) => {
              const found = plans.find((each) => each.id === id);
              if (found) set({ plan: found });
            }}
          />
          <Select
            label={t("amend-sla")}
            clearable
            placeholder={t("amend-sla-of-plan")}
            value={after.sla?.id ?? null}
            error={wrong.sla_id}
            data={options(before.sla && !slas.some((each) => each.id === before.sla?.id) ? [before.sla, ...slas] : slas)}
            onChange={(id) => set({ sla: slas.find((each) => each.id === id) ?? (id && id === before.sla?.id ? before.sla : null) })}
          />
          <TextInput
            type="number"
            label={t("amend-rank")}
            step={1}
            value={String(after.rank)}
            error={wrong.rank}
            onChange={(event) => {
              const rank = Number(event.currentTarget.value);
              if (Number.isInteger(rank)) set({ rank });
            }}
          />
          {coverage.map(([kind, label]) => (
            <MultiSelect key={kind} label={label} searchable clearable placeholder={(after.coverage?.[kind] ?? []).length === 0 ? t("amend-all") : ""} nothingFoundMessage={t("nothing-found")} value={after.coverage?.[kind] ?? []} error={wrong[`coverage.${kind}`]} data={options(names[kind])} onChange={(ids) => set({ coverage: { ...draft.coverage, [kind]: ids } })} />
          ))}
          <Switch className="amend-switch" label={t("contract-children")} checked={after.covers_children} onChange={(event) => set({ covers_children: event.currentTarget.checked })} />
        </div>
        <TextInput label={t("amend-note")} placeholder={t("amend-note-hint")} value={note} error={wrong.note} onChange={(event) => typed(setNote, event.currentTarget.value)} />
        <div className="matter-answer" role="region" aria-label={t("amend-preview")}>
          {changed.length === 0 ? (
            <p className="faint matter-hint">{t("amend-hint")}</p>
          ) : (
            <>
              <p className="matter-gist">{day > today ? t("amend-gist-later", { date: format.date(day) }) : t("amend-gist-now")}</p>
              <Differences before={before} after={after} account={account.id} />
              {(changed.includes("limits") || changed.includes("plan") || changed.includes("end_date")) && <p className="faint">{t("amend-credits-text")}</p>}
            </>
          )}
          {changed.length > 0 && (
            <Button variant="default" size="xs" className="amend-effect" onClick={() => setLooking(true)}>
              {t("amend-effect")}
            </Button>
          )}
        </div>
      </DialogForm>
      {asked.dialog}
      {looking && <EffectDialog question={question} onClose={() => setLooking(false)} />}
    </>
  );
}
