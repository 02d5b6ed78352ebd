/* What used the credits of a span, beside the span before, and what to do about it. Every figure opens its tickets. */
import "../css/causes.css";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { BookOpen, CirclePlus, FilePen, type LucideIcon, MessageCircle, TrendingUp } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { Account, Contract } from "../api/types";
import { useFormat } from "../lib/format";
import { type Translator, useI18n, useSection } from "../lib/i18n";
import { can, useMe } from "../shell/session";
import { bucketName } from "../ticket/bucket";
import { Button, EmptyState, ErrorState, Select, Skeleton } from "../ui";
import type { AmendStart } from "./Amendments";
import type { TopUpStart } from "./TopUp";
import { type Cause, type Causes, type CausesOf, KINDS, type Remedy, causesQuery, filterOf } from "./causes";

/** What the panel asks the card to open, filled in. */
export interface Remedied {
  amend: (start: AmendStart) => void;
  topUp: (start: TopUpStart) => void;
}

export function CausesPanel({ account, contract, remedied }: { account: Account; contract: Contract | null; remedied?: Remedied }) {
  const ready = useSection("credits");
  const { tr } = useI18n();
  const t = tr.t;
  const format = useFormat();
  const [bucket, setBucket] = useState<string | null>(null);
  const of: CausesOf = contract ? { account: account.id, contract: contract.id, bucket } : { account: account.id, contract: null };
  const found = useQuery({ ...causesQuery(of), enabled: ready });
  if (!ready || found.isPending) return <Skeleton kind="panel" lines={4} />;
  if (found.isError) return <ErrorState error={found.error} retry={() => void found.refetch()} />;
  const all = found.data;
  const zone = account.zone;
  return (
    <div className="causes">
      <div className="causes-head">
        {contract && contract.credits.length > 1 && (
          <Select aria-label={t("bucket")} size="xs" w={150} allowDeselect={false} value={all.bucket ?? null} data={contract.credits.map((each) => ({ value: each.bucket, label: bucketName(tr, each) }))} onChange={setBucket} />
        )}
        <p>
          <Link to="/" search={filterOf(all.filter)} className="link">
            <b>{t("causes-used", { count: all.tickets, credits: format.credits(all.used_hundredths) })}</b>
          </Link>{" "}
          <span className="faint">
            {t("causes-span", { from: format.date(all.from, zone), to: format.date(all.before, zone) })} · {t("causes-before", { count: all.tickets_before, credits: format.credits(all.used_before_hundredths) })}
          </span>
        </p>
      </div>
      {all.tickets === 0 ? (
        <EmptyState icon={<TrendingUp size={22} />} title={t("causes-none")}>
          {t("causes-none-text")}
        </EmptyState>
      ) : (
        <>
          {all.remedies.length > 0 && (
            <ul className="remedies" aria-label={t("causes-remedies")}>
              {all.remedies.map((remedy) => (
                <RemedyLine key={`${remedy.kind}${remedy.bucket ?? ""}${remedy.cause?.kind ?? ""}${remedy.cause?.key ?? ""}`} remedy={remedy} contract={contract} all={all} remedied={remedied} zone={zone} />
              ))}
            </ul>
          )}
          <div className="causes-kinds">
            {KINDS.map((kind) => {
              const rows = all.causes.filter((cause) => cause.kind === kind);
              // Tickets that all have none of a kind say nothing of it.
              return rows.some((cause) => cause.key != null) && <Kind key={kind} kind={kind} rows={rows} />;
            })}
          </div>
          {all.more && <p className="faint">{t("causes-more")}</p>}
        </>
      )}
    </div>
  );
}

function nameOf(tr: Translator, cause: Cause): string {
  if (cause.kind === "priority") return cause.key ? (tr.dynamic(`priority-${cause.key}`) ?? cause.key) : tr.t("causes-no-priority");
  return cause.name ?? cause.key ?? tr.t(`causes-no-${cause.kind}` as "causes-no-product");
}

function Tickets({ filter, children }: { filter: Cause["filter"]; children: ReactNode }) {
  return filter ? (
    <Link to="/" search={filterOf(filter)} className="link num">
      {children}
    </Link>
  ) : (
    <span className="num">{children}</span>
  );
}

function Kind({ kind, rows }: { kind: (typeof KINDS)[number]; rows: readonly Cause[] }) {
  const { tr } = useI18n();
  const t = tr.t;
  const format = useFormat();
  return (
    <table className="table causes-table">
      <thead>
        <tr>
          <th>{t(`causes-kind-${kind}`)}</th>
          <th className="end">{t("causes-share")}</th>
          <th className="end">{t("causes-tickets")}</th>
          <th className="end">{t("charges-credits")}</th>
          <th className="end">{t("causes-was")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((cause) => (
          <tr key={cause.key ?? ""}>
            <th scope="row" className={cause.key == null ? "faint" : ""}>
              <span className="clip">{nameOf(tr, cause)}</span>
              <span className="causes-bar" aria-hidden="true">
                <i style={{ width: `${Math.min(cause.share_permille, 1000) / 10}%` }} />
              </span>
            </th>
            <td className="end num">{format.number(Math.round(cause.share_permille / 10))} %</td>
            <td className="end">
              <Tickets filter={cause.filter}>
                {format.number(cause.tickets)}
                <span className="sr-only"> {t("causes-open", { name: nameOf(tr, cause) })}</span>
              </Tickets>
            </td>
            <td className="end num">{format.credits(cause.used_hundredths)}</td>
            <td className="end num faint">{format.credits(cause.used_before_hundredths)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const ICONS: Record<string, LucideIcon> = { raise_limit: FilePen, top_up: CirclePlus, write_article: BookOpen, talk_to: MessageCircle };

function RemedyLine({ remedy, contract, all, remedied, zone }: { remedy: Remedy; contract: Contract | null; all: Causes; remedied: Remedied | undefined; zone: string }) {
  const { tr } = useI18n();
  const t = tr.t;
  const format = useFormat();
  const me = useMe();
  const Icon = ICONS[remedy.kind] ?? TrendingUp;
  const bucket = contract?.credits.find((each) => each.bucket === remedy.bucket);
  const limit = bucket ? bucketName(tr, bucket) : (remedy.bucket ?? "");
  const name = remedy.cause ? nameOf(tr, remedy.cause) : "";
  const share = format.number(Math.round((remedy.cause?.share_permille ?? 0) / 10));
  const why = t("causes-note", { credits: format.credits(all.used_hundredths), from: format.date(all.from, zone), to: format.date(all.before, zone) });
  return (
    <li>
      <Icon size={15} aria-hidden="true" />
      <span>
        {remedy.kind === "raise_limit" && t("remedy-raise-limit", { limit, from: format.credits(remedy.from_hundredths ?? 0), to: format.credits(remedy.to_hundredths ?? 0) })}
        {remedy.kind === "raise_limit" && <span className="faint"> {remedy.plan ? t("remedy-plan", { plan: remedy.plan.name }) : t("remedy-no-plan")}</span>}
        {remedy.kind === "top_up" && t("remedy-top-up", { limit, credits: format.credits(remedy.credits_hundredths ?? 0) })}
        {remedy.kind === "write_article" && t("remedy-write-article", { name, count: remedy.cause?.tickets ?? 0 })}
        {remedy.kind === "talk_to" && t("remedy-talk-to", { name, share })}
      </span>
      {remedy.kind === "raise_limit" && remedied && can(me, "contract_manage") && (
        <Button size="xs" variant="default" aria-haspopup="dialog" onClick={() => remedied.amend({ plan: remedy.plan ?? null, note: why })}>
          {t("remedy-amend")}
        </Button>
      )}
      {remedy.kind === "top_up" && remedied && remedy.bucket && can(me, "credit_adjust") && (
        <Button size="xs" variant="default" aria-haspopup="dialog" onClick={() => remedied.topUp({ bucket: remedy.bucket ?? "", hundredths: remedy.credits_hundredths ?? 0, reason: why })}>
          {t("remedy-top-up-do")}
        </Button>
      )}
      {remedy.cause && (
        <Tickets filter={remedy.cause.filter}>
          {t("remedy-tickets")}
          <span className="sr-only"> {name}</span>
        </Tickets>
      )}
    </li>
  );
}
