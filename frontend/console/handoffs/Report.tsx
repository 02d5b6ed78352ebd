/* The handoffs of a span: why, from whom to whom, how they ended. Every number opens its tickets. */
import "../css/pages.css";
import "../css/handoffs.css";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { ArrowLeftRight, Download } from "lucide-react";
import { nowMs } from "../lib/clock";
import { useFormat } from "../lib/format";
import { useI18n, useSection } from "../lib/i18n";
import { Button, EmptyState, ErrorState, PageTitle, Skeleton, TextInput } from "../ui";
import { type Counts, type Report, type Span, csvOf, handedOf, reasonName, reportQuery } from "./api";

const DAY_MS = 86_400_000;
const SHOWN_DAYS = 30;
const OUTCOMES = ["accepted", "declined", "timed_out", "taken_back", "superseded", "open"] as const;
const NAMES = { accepted: "handoffs-accepted", declined: "handoffs-declined", timed_out: "handoffs-timed-out", taken_back: "handoffs-taken-back", superseded: "handoffs-superseded", open: "handoffs-open" } as const;

/** `2026-11-22` of the reader's own day. */
function day(ms: number): string {
  const at = new Date(ms);
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

export function Handoffs() {
  const { tr } = useI18n();
  const t = tr.t;
  const ready = useSection("handoffs");
  const navigate = useNavigate();
  const search = useSearch({ from: "/desk/handoffs" });
  const span: Span = { from: search.from ?? day(nowMs() - (SHOWN_DAYS - 1) * DAY_MS), to: search.to ?? day(nowMs()) };
  const report = useQuery({ ...reportQuery(span), enabled: span.from <= span.to });
  if (!ready) return <Skeleton lines={10} />;
  const set = (part: Partial<Span>): void => {
    void navigate({ to: "/handoffs", search: { ...span, ...part }, replace: true });
  };
  return (
    <section className="page" aria-label={t("handoffs")}>
      <div className="page-head">
        <PageTitle>{t("handoffs")}</PageTitle>
        <div className="handoff-span">
          <TextInput type="date" size="xs" label={t("handoffs-from")} value={span.from} max={span.to} onChange={(event) => event.currentTarget.value && set({ from: event.currentTarget.value })} />
          <TextInput type="date" size="xs" label={t("handoffs-to")} value={span.to} min={span.from} onChange={(event) => event.currentTarget.value && set({ to: event.currentTarget.value })} />
          <Button component="a" href={csvOf(span)} download variant="default" size="xs" leftSection={<Download size={14} />}>
            CSV
          </Button>
        </div>
      </div>
      <div className="page-body handoffs">
        {report.isError ? <ErrorState error={report.error} retry={() => void report.refetch()} /> : report.data ? <Numbers report={report.data} /> : <Skeleton kind="panel" lines={8} />}
      </div>
    </section>
  );
}

function Numbers({ report }: { report: Report }) {
  const { tr } = useI18n();
  const t = tr.t;
  const format = useFormat();
  const { all } = report;
  if (all.offered === 0) {
    return (
      <EmptyState icon={<ArrowLeftRight size={22} />} title={t("handoffs-none")}>
        {t("handoffs-none-text")}
      </EmptyState>
    );
  }
  const median = (counts: Counts): string => (counts.median_accept_seconds == null ? "–" : format.duration(counts.median_accept_seconds));
  return (
    <>
      <p className="soft">{t("handoffs-text")}</p>
      {report.more && <p className="hint">{t("handoffs-more")}</p>}
      <div className="handoff-tiles" role="group" aria-label={t("handoffs-all")}>
        <Tile report={report} label={t("handoffs-offered")} n={all.offered} more={[]} />
        {OUTCOMES.map((outcome) => (
          <Tile key={outcome} report={report} label={t(NAMES[outcome])} n={all[outcome]} more={[`outcome:${outcome}`]} />
        ))}
        <Tile report={report} label={t("handoffs-bounced")} n={all.bounced} more={["bounced"]} />
        <div className="handoff-tile">
          <b>{median(all)}</b>
          <span>{t("handoffs-median")}</span>
        </div>
      </div>
      <Breakdown
        title={t("handoffs-reasons")}
        head={[t("handoff-reason")]}
        report={report}
        median={median}
        rows={report.reasons.map((each) => ({ key: each.reason, cells: [reasonName(tr, each.reason, each.name)], counts: each, more: [`reason:${each.reason}`] }))}
      />
      <Breakdown
        title={t("handoffs-teams")}
        head={[t("handoffs-from-team"), t("handoffs-to-team")]}
        report={report}
        median={median}
        rows={report.teams.map((each) => ({
          key: `${each.from_team?.id}-${each.to_team?.id}`,
          cells: [each.from_team?.name ?? t("ownership-no-team"), each.to_team?.name ?? t("ownership-no-team")],
          counts: each,
          more: [`from:${each.from_team?.id ?? "none"}`, `to:${each.to_team?.id ?? "none"}`],
        }))}
      />
    </>
  );
}

function Tile({ report, label, n, more }: { report: Report; label: string; n: number; more: string[] }) {
  const format = useFormat();
  const inside = (
    <>
      <b>{format.number(n)}</b>
      <span>{label}</span>
    </>
  );
  if (n === 0) return <div className="handoff-tile">{inside}</div>;
  return (
    <Link to="/" search={{ handed: handedOf(report, ...more) }} className="handoff-tile handoff-opens">
      {inside}
    </Link>
  );
}

interface BreakdownRow {
  key: string;
  cells: string[];
  counts: Counts;
  more: string[];
}

function Breakdown({ title, head, rows, report, median }: { title: string; head: string[]; rows: BreakdownRow[]; report: Report; median: (counts: Counts) => string }) {
  const { tr } = useI18n();
  const t = tr.t;
  const format = useFormat();
  const number = (n: number, label: string, row: BreakdownRow, more: string[]) =>
    n === 0 ? (
      <span className="faint">0</span>
    ) : (
      <Link className="link" to="/" search={{ handed: handedOf(report, ...row.more, ...more) }} aria-label={`${row.cells.join(" → ")}, ${label}: ${format.number(n)}`}>
        {format.number(n)}
      </Link>
    );
  return (
    <section className="card" aria-label={title}>
      <header>
        <h2>{title}</h2>
      </header>
      <div className="handoff-scroll" role="group" tabIndex={0} aria-label={title}>
        <table className="table table-rows handoff-table">
          <thead>
            <tr>
              {head.map((each) => (
                <th key={each}>{each}</th>
              ))}
              <th className="num">{t("handoffs-offered")}</th>
              {OUTCOMES.map((outcome) => (
                <th key={outcome} className="num">
                  {t(NAMES[outcome])}
                </th>
              ))}
              <th className="num">{t("handoffs-bounced")}</th>
              <th className="num">{t("handoffs-median")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key}>
                {row.cells.map((cell, at) => (
                  <td key={head[at]}>{cell}</td>
                ))}
                <td className="num">{number(row.counts.offered, t("handoffs-offered"), row, [])}</td>
                {OUTCOMES.map((outcome) => (
                  <td key={outcome} className="num">
                    {number(row.counts[outcome], t(NAMES[outcome]), row, [`outcome:${outcome}`])}
                  </td>
                ))}
                <td className="num">{number(row.counts.bounced, t("handoffs-bounced"), row, ["bounced"])}</td>
                <td className="num nowrap">{median(row.counts)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
