/* What was taken past a limit: lines that are approved, invoiced or waived, together or one by one. */
import "../css/pages.css";
import "../css/charges.css";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Braces, Receipt, Sheet } from "lucide-react";
import { useState } from "react";
import { contractName } from "../accounts/contract";
import { accountContractsQuery, accountQuery, accountsQuery } from "../api/queries";
import { useFormat } from "../lib/format";
import { type Translator, useI18n, useSection } from "../lib/i18n";
import { idPart } from "../lib/plaintext";
import { Badge, Button, Checkbox, EmptyState, Listed, PageTitle, Select, Skeleton, type Tone, useDebouncedValue } from "../ui";
import { TicketLink } from "../ui/ticketLink";
import { Bar } from "./Bar";
import { type Charge, type ChargeSearch, type ChargeStatus, type Outcome, STATUSES, chargesQuery, fileOf, totalsQuery } from "./api";

const TONES: Record<ChargeStatus, Tone> = { draft: "amber", approved: "blue", invoiced: "green", waived: "grey" };
const SEARCH_AFTER_MS = 250;

export function Charges() {
  const ready = useSection("credits");
  return ready ? <Page /> : <Skeleton lines={10} />;
}

function Page() {
  const { tr } = useI18n();
  const t = tr.t;
  const search = useSearch({ from: "/desk/charges" });
  const navigate = useNavigate();
  const list = useInfiniteQuery(chargesQuery(search));
  const lines = list.data?.pages.flatMap((page) => page.items) ?? [];
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [outcome, setOutcome] = useState<{ lines: Charge[]; results: Outcome[] } | null>(null);
  // What a filter hides is not decided unseen.
  const picked = lines.filter((line) => chosen.has(line.id));
  const set = (part: ChargeSearch): void => {
    const next = Object.fromEntries(Object.entries({ ...search, ...part }).filter(([, value]) => value));
    setChosen(new Set());
    void navigate({ to: "/charges", search: next, replace: true });
  };
  const filtered = Object.keys(search).length > 0;
  return (
    <section className="page">
      <div className="page-head">
        <PageTitle>{t("nav-charges")}</PageTitle>
        <span className="charge-space" />
        <a className="link icon-link" href={fileOf("csv", search)} download>
          <Sheet size={14} aria-hidden="true" /> {t("charges-csv")}
        </a>
        <a className="link icon-link" href={fileOf("json", search)} download>
          <Braces size={14} aria-hidden="true" /> {t("charges-json")}
        </a>
      </div>
      <Filters search={search} set={set} />
      <div className="page-body page-flush">
        <Totals search={search} set={set} />
        {outcome && <Outcomes lines={outcome.lines} results={outcome.results} close={() => setOutcome(null)} />}
        <Listed
          list={list}
          count={lines.length}
          lines={10}
          empty={
            <EmptyState icon={<Receipt size={22} />} title={t(filtered ? "nothing-found" : "charges-empty")}>
              {t(filtered ? "charges-none-match" : "charges-empty-text")}
            </EmptyState>
          }
        >
          <Table lines={lines} chosen={chosen} choose={setChosen} />
        </Listed>
      </div>
      {picked.length > 0 && (
        <Bar
          picked={picked}
          clear={() => setChosen(new Set())}
          done={(results) => {
            const refused = results.filter((each) => !each.ok);
            setChosen(new Set(refused.map((each) => each.id)));
            setOutcome(refused.length > 0 ? { lines: picked, results } : null);
          }}
        />
      )}
    </section>
  );
}

function Filters({ search, set }: { search: ChargeSearch; set: (part: ChargeSearch) => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const [typed, setTyped] = useState("");
  const [asked] = useDebouncedValue(typed, SEARCH_AFTER_MS);
  const found = useInfiniteQuery(accountsQuery(asked.trim()));
  const current = useQuery({ ...accountQuery(search.account ?? ""), enabled: Boolean(search.account) });
  const contracts = useQuery({ ...accountContractsQuery(search.account ?? ""), enabled: Boolean(search.account) });
  const accounts = new Map((found.data?.pages[0]?.items ?? []).map((each) => [each.id, each.name]));
  if (current.data) accounts.set(current.data.id, current.data.name);
  return (
    <div className="table-tools table-tools-head">
      <Select aria-label={t("charges-status")} placeholder={t("charges-any-status")} w={150} value={search.status ?? null} onChange={(value) => set({ status: value ?? "" })} clearable data={STATUSES.map((each) => ({ value: each as string, label: t(`charge-${each}`) }))} />
      <Select
        aria-label={t("account")}
        placeholder={t("charges-any-account")}
        value={search.account ?? null}
        onChange={(value) => set({ account: value ?? "", contract: "" })}
        onSearchChange={setTyped}
        nothingFoundMessage={t("nothing-found")}
        clearable
        searchable
        data={[...accounts].map(([value, label]) => ({ value, label }))}
      />
      {search.account && (
        <Select aria-label={t("contract")} placeholder={t("all-contracts")} value={search.contract ?? null} onChange={(value) => set({ contract: value ?? "" })} clearable data={(contracts.data ?? []).map((each) => ({ value: each.id, label: contractName(each) }))} />
      )}
      <label className="date-field">
        <span>{t("from-date")}</span>
        <input type="date" value={search.from ?? ""} onChange={(event) => set({ from: event.currentTarget.value })} />
      </label>
      <label className="date-field">
        <span>{t("to-date")}</span>
        <input type="date" value={search.to ?? ""} onChange={(event) => set({ to: event.currentTarget.value })} />
      </label>
    </div>
  );
}

/** What the lines make together, a row for each currency; a figure opens its lines. */
function Totals({ search, set }: { search: ChargeSearch; set: (part: ChargeSearch) => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const format = useFormat();
  const totals = useQuery(totalsQuery(search));
  if (!totals.data || totals.data.length === 0) return null;
  const currencies = [...new Set(totals.data.map((each) => each.currency))];
  return (
    <div className="charge-totals" role="group" aria-label={t("charges-totals")}>
      {currencies.map((currency) => (
        <div key={currency} className="charge-tiles">
          {STATUSES.map((status) => {
            const sum = totals.data.find((each) => each.currency === currency && each.status === status);
            const amount = format.money(sum?.amount_minor ?? 0, currency);
            const on = search.status === status && (currencies.length === 1 || search.currency === currency);
            return (
              <button key={status} type="button" className={`charge-tile charge-${status}`} aria-pressed={on} onClick={() => set(on ? { status: "", currency: "" } : { status, currency: currencies.length === 1 ? "" : currency })}>
                <span>{t(`charge-${status}`)}</span>
                <b>{amount}</b>
                <span className="faint">{t("charges-lines", { count: sum?.count ?? 0 })}</span>
              </button>
            );
          })}
        </div>
      ))}
    </div>
  );
}

/** Why a line was waived: the desk's own reasons in words. */
function reasonOf(tr: Translator, reason: string): string {
  if (!reason.startsWith("refund:")) return reason;
  const cause = reason.slice("refund:".length);
  return tr.t("charge-refunded", { cause: tr.dynamic(`cause-${idPart(cause)}`) ?? cause });
}

function Table({ lines, chosen, choose }: { lines: readonly Charge[]; chosen: ReadonlySet<string>; choose: (next: ReadonlySet<string>) => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const format = useFormat();
  const open = lines.filter((line) => line.status === "draft" || line.status === "approved");
  const all = open.length > 0 && open.every((line) => chosen.has(line.id));
  const some = open.some((line) => chosen.has(line.id));
  const toggle = (these: readonly Charge[], on: boolean): void => {
    const next = new Set(chosen);
    for (const each of these) {
      if (on) next.add(each.id);
      else next.delete(each.id);
    }
    choose(next);
  };
  return (
    <table className="table table-rows charges-table">
      <thead>
        <tr>
          <th className="charge-check">
            <Checkbox size="xs" aria-label={t("charges-choose-all")} checked={all} indeterminate={some && !all} disabled={open.length === 0} onChange={(event) => toggle(open, event.currentTarget.checked)} />
          </th>
          <th>{t("ticket")}</th>
          <th>{t("account")}</th>
          <th className="wide-only">{t("contract")}</th>
          <th className="wide-only">{t("charges-drafted")}</th>
          <th>{t("charges-status")}</th>
          <th className="end wide-only">{t("charges-credits")}</th>
          <th className="end">{t("amount")}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => {
          const settled = line.status === "invoiced" || line.status === "waived";
          const said = line.invoice_reference ?? (line.reason ? reasonOf(tr, line.reason) : null);
          return (
            <tr key={line.id}>
              <td className="charge-check">
                <Checkbox size="xs" aria-label={t("charges-choose", { number: line.ticket_number ?? "–" })} checked={chosen.has(line.id)} disabled={settled} onChange={(event) => toggle([line], event.currentTarget.checked)} />
              </td>
              <td>
                <TicketLink number={line.ticket_number} />
              </td>
              <td>
                {line.account ? (
                  <Link to="/accounts/$id" params={{ id: line.account.id }} search={{ tab: "ledger" }} className="row-link">
                    <span className="clip">{line.account.name}</span>
                  </Link>
                ) : (
                  "–"
                )}
              </td>
              <td className="soft wide-only">{contractName(line.contract)}</td>
              <td className="soft nowrap wide-only" title={format.full(line.created_at)}>
                {format.date(line.created_at)}
              </td>
              <td>
                <span className="stack">
                  <span>
                    <Badge tone={TONES[line.status] ?? "grey"}>{t(`charge-${line.status}`)}</Badge>
                  </span>
                  {said && <span className="faint charge-said wrap">{said}</span>}
                </span>
              </td>
              <td className="end num soft wide-only">{format.credits(line.quantity_hundredths)}</td>
              <td className="end num nowrap">{format.money(line.amount_minor, line.currency)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** Which lines were left alone, and why; the others are done. */
function Outcomes({ lines, results, close }: { lines: readonly Charge[]; results: readonly Outcome[]; close: () => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const refused = results.filter((each) => !each.ok);
  const numberOf = (id: string): number | null => lines.find((line) => line.id === id)?.ticket_number ?? null;
  return (
    <div className="charge-outcome" role="alert">
      <b>{t("charges-refused", { count: refused.length, done: results.length - refused.length })}</b>
      <ul>
        {refused.map((each) => {
          const number = numberOf(each.id);
          return (
            <li key={each.id}>
              {number !== null && <TicketLink number={number} />}{" "}
              {tr.dynamic(`error-${idPart(each.error?.code ?? "")}`) ?? each.error?.detail}
            </li>
          );
        })}
      </ul>
      <Button size="xs" variant="default" onClick={close}>
        {t("close")}
      </Button>
    </div>
  );
}
