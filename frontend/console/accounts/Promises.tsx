/* What an account was promised: its contracts with what they cover, their credits and the dates of their periods. */
import "../css/promises.css";
import { useQuery } from "@tanstack/react-query";
import { CirclePlus, Diff, FilePen, FileText, Infinity as InfinityIcon, Plus, ScrollText, TrendingDown } from "lucide-react";
import { Link } from "@tanstack/react-router";
import { type ReactNode, Suspense, lazy, useState } from "react";
import { accountContactsQuery, accountContractsQuery, assetsQuery, contractPeriodsQuery, forecastsQuery, productsQuery, typesQuery } from "../api/queries";
import type { Account, Contract } from "../api/types";
import { useFormat } from "../lib/format";
import { useI18n, useSection } from "../lib/i18n";
import { idPart } from "../lib/plaintext";
import { can, useMe } from "../shell/session";
import { bucketName } from "../ticket/bucket";
import { StateBadge, contractName } from "./contract";
import { AdjustDialog } from "./Adjust";
import { AmendDialog, type AmendStart, Versions } from "./Amendments";
import type { Remedied } from "./CausesPanel";
import { ContractForm } from "./ContractForm";
import { ContractSteps } from "./ContractSteps";
import { TopUpDialog, type TopUpStart } from "./TopUp";
import { BucketBar } from "../ticket/SidePanel";
import { Badge, Button, EmptyState, ErrorState, PlanBadge, Skeleton } from "../ui";

const CausesPanel = lazy(() => import("./CausesPanel").then((module) => ({ default: module.CausesPanel })));

/** What used the credits, read when it is opened; for the desk, which may see tags and subjects. */
export function CausesCard({ account, contract, remedied, className = "causes-of" }: { account: Account; contract: Contract | null; remedied?: Remedied; className?: string }) {
  const { tr } = useI18n();
  const ready = useSection("credits");
  const me = useMe();
  const [opened, setOpened] = useState(false);
  if (!ready || !can(me, "credit_read") || !can(me, "view_read")) return null;
  return (
    <details className={className} open={opened} onToggle={(event) => setOpened(event.currentTarget.open)}>
      <summary>{tr.t("causes-title")}</summary>
      {opened && (
        <Suspense fallback={<Skeleton kind="panel" lines={4} />}>
          <CausesPanel account={account} contract={contract} {...(remedied ? { remedied } : {})} />
        </Suspense>
      )}
    </details>
  );
}

export function Card({ title, children, action }: { title: ReactNode; children: ReactNode; action?: ReactNode }) {
  return (
    <section className="card">
      <header>
        <h2>{title}</h2>
        {action}
      </header>
      {children}
    </section>
  );
}

/** Contracts that answer now or soon come before those of the past. */
const STATE_ORDER = ["active", "suspended", "awaiting_acceptance", "draft", "expired", "cancelled"];

export function inOrder(contracts: readonly Contract[]): Contract[] {
  return [...contracts].sort((a, b) => STATE_ORDER.indexOf(a.state) - STATE_ORDER.indexOf(b.state) || a.number - b.number);
}

/** Names of what a contract covers; null where it covers everything. */
function useCoverage(contract: Contract): string | null {
  const { tr } = useI18n();
  const coverage = contract.coverage ?? {};
  const some = (key: keyof NonNullable<Contract["coverage"]>): readonly string[] => coverage[key] ?? [];
  const { data: products } = useQuery({ ...productsQuery, enabled: some("products").length > 0 });
  const { data: types } = useQuery({ ...typesQuery, enabled: some("types").length > 0 });
  const { data: assets } = useQuery({ ...assetsQuery(contract.account.id), enabled: some("assets").length > 0 });
  const { data: contacts } = useQuery({ ...accountContactsQuery(contract.account.id), enabled: some("contacts").length > 0 });
  const named = (list: readonly { id: string; name: string }[] | undefined, ids: readonly string[]): string[] => ids.map((id) => list?.find((each) => each.id === id)?.name ?? "…");
  const parts = [
    ...named(products, some("products")),
    ...named(assets, some("assets")),
    ...named(contacts, some("contacts")),
    ...named(types, some("types")),
    ...some("channels").map((channel) => tr.dynamic(`channel-${channel}`) ?? channel),
  ];
  return parts.length > 0 ? parts.join(", ") : null;
}

/** What is left of each limit, or that nothing is counted. */
function Credits({ contract }: { contract: Contract }) {
  const { tr } = useI18n();
  if (contract.credits.length === 0) {
    return (
      <p className="unlimited">
        <InfinityIcon size={15} aria-hidden="true" /> {tr.t("credits-unlimited")}
      </p>
    );
  }
  return (
    <>
      {contract.credits.map((bucket) => (
        <BucketBar key={bucket.bucket} bucket={bucket} />
      ))}
    </>
  );
}

/** The contracts in force with what is left of each: the first thing an agent looks for. */
export function Balance({ account }: { account: Account }) {
  const { tr } = useI18n();
  const t = tr.t;
  const contracts = useQuery(accountContractsQuery(account.id));
  const inForce = inOrder(contracts.data ?? []).filter((contract) => contract.state === "active");
  return (
    <Card title={t("credits-balance")}>
      {contracts.isError ? (
        <ErrorState error={contracts.error} retry={() => void contracts.refetch()} />
      ) : contracts.isPending ? (
        <Skeleton kind="panel" lines={2} />
      ) : inForce.length === 0 ? (
        <p className="faint">{t("credits-none")}</p>
      ) : (
        inForce.map((contract) => <BalanceOf key={contract.id} contract={contract} />)
      )}
    </Card>
  );
}

function BalanceOf({ contract }: { contract: Contract }) {
  const { tr } = useI18n();
  const covers = useCoverage(contract);
  return (
    <div className="balance">
      <h3>
        {contractName(contract)} <span className="faint balance-covers">{covers ? tr.t("contract-covers-only", { what: covers }) : tr.t("contract-covers-all")}</span>
      </h3>
      <Credits contract={contract} />
      <RunsOut contract={contract} />
    </div>
  );
}

/** When each limit of a contract runs out at the pace of the last weeks; nothing where that cannot be known or is far away. */
function RunsOut({ contract }: { contract: Contract }) {
  const { tr } = useI18n();
  const t = tr.t;
  const format = useFormat();
  const ready = useSection("credits");
  const me = useMe();
  const { data: all = [] } = useQuery({ ...forecastsQuery(contract.account.id), enabled: ready && can(me, "credit_read") && contract.credits.length > 0 });
  if (!ready) return null;
  return all
    .filter((each) => each.contract.id === contract.id)
    .map((each) => {
      const bucket = contract.credits.find((one) => one.bucket === each.bucket);
      const limit = bucket ? bucketName(tr, bucket) : each.bucket;
      const text =
        each.state === "runs_out" && each.likely_on
          ? each.early_on && each.early_on !== each.late_on
            ? t("forecast-band", { date: format.date(each.likely_on), early: format.date(each.early_on), late: each.late_on ? format.date(each.late_on) : t("forecast-not-in-period") })
            : t("forecast-runs-out", { date: format.date(each.likely_on) })
          : each.state === "lasts" && each.early_on
            ? t("forecast-lasts-unless", { date: format.date(each.early_on) })
            : each.state === "lasts"
              ? t("forecast-lasts")
              : each.state === "not_enough_history"
                ? t("forecast-no-history")
                : null;
      if (!text) return null;
      return (
        <p key={each.bucket} className="forecast" data-state={each.state}>
          <TrendingDown size={13} aria-hidden="true" /> <b>{limit}</b> {text}
        </p>
      );
    });
}

export function Contracts({ account }: { account: Account }) {
  const { tr } = useI18n();
  const t = tr.t;
  const list = useQuery(accountContractsQuery(account.id));
  const ready = useSection("promises");
  const me = useMe();
  const [adding, setAdding] = useState(false);
  const add =
    ready && can(me, "contract_manage") && !account.archived_at ? (
      <Button size="xs" leftSection={<Plus size={14} />} onClick={() => setAdding(true)}>
        {t("contract-new")}
      </Button>
    ) : null;
  const form = adding && <ContractForm account={account} contract={null} onClose={() => setAdding(false)} />;
  if (list.isError) return <ErrorState error={list.error} retry={() => void list.refetch()} />;
  if (list.isPending) return <Skeleton kind="panel" lines={4} />;
  if (list.data.length === 0) {
    return (
      <>
        <EmptyState icon={<FileText size={22} />} title={t("contracts-empty")} action={add}>
          {t("contracts-empty-text")}
        </EmptyState>
        {form}
      </>
    );
  }
  return (
    <>
      {add && <div className="card-tools">{add}</div>}
      <div className="cards">
        {inOrder(list.data).map((contract) => (
          <ContractCard key={contract.id} contract={contract} account={account} />
        ))}
      </div>
      {form}
    </>
  );
}

/** The dialog over a contract, with what it begins with where something proposed it. */
type Opened = { kind: "amend"; start?: AmendStart } | { kind: "top_up"; start?: TopUpStart } | { kind: "adjust" };

function ContractCard({ contract, account }: { contract: Contract; account: Account }) {
  const zone = account.zone;
  const { tr } = useI18n();
  const t = tr.t;
  const format = useFormat();
  const covers = useCoverage(contract);
  const me = useMe();
  const ready = useSection("promises");
  const creditsReady = useSection("credits");
  const [dialog, open] = useState<Opened | null>(null);
  const close = (): void => open(null);
  const remedied: Remedied = {
    amend: (start) => open({ kind: "amend", start }),
    topUp: (start) => open({ kind: "top_up", start }),
  };
  const inForce = contract.state === "active" || contract.state === "suspended";
  const amends = ready && inForce && can(me, "contract_manage");
  const topsUp = ready && inForce && can(me, "credit_adjust") && contract.credits.length > 0;
  const facts: [string, ReactNode][] = [
    [t("contract-number"), <span key="number" className="num">#{contract.number}</span>],
    [t("plan"), <PlanBadge key="plan" plan={contract.plan} />],
    ...(contract.sla ? [[t("sla"), contract.sla.name] as [string, ReactNode]] : []),
    [t("contract-covers"), covers ?? t("contract-covers-all")],
    [t("contract-term"), `${format.date(contract.start_date)} – ${contract.end_date ? format.lastDay(contract.end_date) : t("open-ended")}`],
    [t("contract-children"), contract.covers_children ? t("yes") : t("no")],
    ...(contract.suspended_reason ? [[t("contract-suspended"), contract.suspended_reason] as [string, ReactNode]] : []),
    ...(contract.suspended_until ? [[t("contract-suspended-until"), format.date(contract.suspended_until, zone)] as [string, ReactNode]] : []),
  ];
  return (
    <Card title={contractName(contract)} action={
        <span className="buttons">
          <StateBadge state={contract.state} />
          <ContractSteps account={account} contract={contract} />
        </span>
      }
    >
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name} className="facts-row">
            <dt>{name}</dt>
            <dd className="wrap">{value}</dd>
          </div>
        ))}
      </dl>
      {contract.terms_text && <p className="soft contract-words">{contract.terms_text}</p>}
      {contract.state === "active" && (
        <>
          <h3>{t("credits")}</h3>
          <Credits contract={contract} />
          <RunsOut contract={contract} />
        </>
      )}
      {ready && contract.state !== "draft" && (
        <Link to="/agreements/$id" params={{ id: contract.id }} className="link icon-link">
          <ScrollText size={14} aria-hidden="true" /> {t("contract-agreement")}
        </Link>
      )}
      {(amends || topsUp) && (
        <div className="buttons contract-actions">
          {amends && (
            <Button size="xs" variant="default" leftSection={<FilePen size={14} />} aria-haspopup="dialog" onClick={() => open({ kind: "amend" })}>
              {t("amend")}
            </Button>
          )}
          {topsUp && (
            <Button size="xs" variant="default" leftSection={<CirclePlus size={14} />} aria-haspopup="dialog" onClick={() => open({ kind: "top_up" })}>
              {t("top-up-open")}
            </Button>
          )}
          {topsUp && creditsReady && (
            <Button size="xs" variant="default" leftSection={<Diff size={14} />} aria-haspopup="dialog" onClick={() => open({ kind: "adjust" })}>
              {t("credits-adjust-open")}
            </Button>
          )}
        </div>
      )}
      {contract.credits.length > 0 && <Periods contract={contract} />}
      {contract.credits.length > 0 && inForce && <CausesCard account={account} contract={contract} {...(ready ? { remedied } : {})} />}
      {ready && contract.state !== "draft" && <Versions contract={contract} mayManage={can(me, "contract_manage")} />}
      {dialog?.kind === "amend" && <AmendDialog contract={contract} account={account} start={dialog.start} onClose={close} />}
      {dialog?.kind === "top_up" && <TopUpDialog contract={contract} account={account} start={dialog.start} onClose={close} />}
      {dialog?.kind === "adjust" && <AdjustDialog contract={contract} account={account} onClose={close} />}
    </Card>
  );
}

/** The actual dates of every period, for "when does it start anew?". */
function Periods({ contract }: { contract: Contract }) {
  const { tr } = useI18n();
  const t = tr.t;
  const format = useFormat();
  const [opened, setOpened] = useState(false);
  const periods = useQuery({ ...contractPeriodsQuery(contract.id), enabled: opened });
  return (
    <details className="periods" open={opened} onToggle={(event) => setOpened(event.currentTarget.open)}>
      <summary>{t("periods")}</summary>
      {!opened ? null : periods.isError ? (
        <ErrorState error={periods.error} retry={() => void periods.refetch()} />
      ) : periods.isPending ? (
        <Skeleton kind="panel" lines={2} />
      ) : (
        <div className="periods-scroll" tabIndex={0} role="region" aria-label={t("periods")}>
          <table className="table">
            <thead>
              <tr>
                <th>{t("bucket")}</th>
                <th>{t("period")}</th>
                <th className="end">{t("credits")}</th>
              </tr>
            </thead>
            <tbody>
              {periods.data.map((period) => (
                <tr key={`${period.bucket}${period.index}`} className={period.current ? "period-now" : ""}>
                  <td className="soft">{tr.dynamic(`bucket-${idPart(period.bucket)}`) ?? period.bucket}</td>
                  <td className="num">
                    {format.date(period.first_day)} – {format.date(period.last_day)} {period.current && <Badge tone="green">{t("period-now")}</Badge>}
                  </td>
                  <td className="end num">{format.credits(period.credits_hundredths)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}
