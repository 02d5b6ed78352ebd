/* What a contract promises, how both sides kept to it, and what was missed: to read, to print, to open the tickets behind it. */
import "../css/pages.css";
import "../css/policy.css";
import "../css/agreement.css";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { ArrowLeft, FileDown, Printer } from "lucide-react";
import { StateBadge, contractName } from "../accounts/contract";
import { useFormat } from "../lib/format";
import { type Lang, useI18n, useSection } from "../lib/i18n";
import { idPart } from "../lib/plaintext";
import { Blocks } from "../policy/DocumentView";
import { ErrorState, PageTitle, PriorityGlyph, Skeleton } from "../ui";
import { Documents } from "./Documents";
import { Files } from "./Files";
import { type Agreement, type Attainment, type Missed, agreementQuery, byMetric, fileOf } from "./api";


export function AgreementPage() {
  const { tr } = useI18n();
  const t = tr.t;
  const lang = tr.lang;
  const { id } = useParams({ from: "/desk/agreements/$id" });
  const ready = useSection("agreement");
  const sheet = useQuery(agreementQuery(id, lang));
  if (!ready) return <Skeleton lines={10} />;
  const data = sheet.data;
  return (
    <section className="page">
      <div className="page-head account-head">
        {data && (
          <Link to="/accounts/$id" params={{ id: data.account.id }} search={{ tab: "contracts" }} className="icon-button" aria-label={t("agreement-back", { account: data.account.name })}>
            <ArrowLeft size={17} aria-hidden="true" />
          </Link>
        )}
        <PageTitle className="clip">{data ? t("agreement-of", { contract: contractName(data) }) : t("agreement")}</PageTitle>
        {data && <StateBadge state={data.state} />}
        {data && (
          <span className="buttons agreement-files">
            <a className="link icon-link" href={fileOf(id, "html", lang)} target="_blank" rel="noreferrer">
              <Printer size={14} aria-hidden="true" /> {t("agreement-print")}
            </a>
            <a className="link icon-link" href={fileOf(id, "pdf", lang)} download>
              <FileDown size={14} aria-hidden="true" /> {t("agreement-pdf")}
            </a>
          </span>
        )}
      </div>
      <div className="page-body agreement">
        {sheet.isError ? (
          <ErrorState error={sheet.error} retry={() => void sheet.refetch()} />
        ) : !data ? (
          <Skeleton lines={10} />
        ) : (
          <>
            <Tiles agreement={data} />
            <div className="agreement-columns">
              <Sheet agreement={data} />
              <aside className="agreement-aside" aria-label={t("agreement-beside")}>
                <Documents agreement={data} />
                <Files agreement={data} />
                <MissedList agreement={data} />
              </aside>
            </div>
          </>
        )}
      </div>
    </section>
  );
}

const percent = (lang: Lang, attained: number | null | undefined): string => (attained == null ? "–" : new Intl.NumberFormat(lang, { style: "percent", minimumFractionDigits: 0, maximumFractionDigits: 2 }).format(attained / 10_000));

/** How each metric was kept, over all priorities. */
function Tiles({ agreement }: { agreement: Agreement }) {
  const { tr } = useI18n();
  const t = tr.t;
  const format = useFormat();
  const period = agreement.current_period;
  if (!period) return <p className="agreement-about">{t("agreement-not-begun")}</p>;
  const said = (one: Attainment): string => t("agreement-kept", { met: one.met, judged: one.met + one.missed });
  return (
    <>
      <p className="agreement-about">{t("agreement-period", { first: format.date(period.first_day), last: format.date(period.last_day) })}</p>
      <ul className="agreement-tiles" aria-label={t("agreement-kept-title")}>
        {byMetric(agreement.goals).map(({ metric, current, last }) => (
          <li key={metric} data-tone={current.attained_basis_points == null ? "none" : current.missed === 0 ? "kept" : "missed"}>
            <span>{tr.dynamic(`metric-${idPart(metric)}`) ?? metric}</span>
            <b>{percent(tr.lang, current.attained_basis_points)}</b>
            <span className="soft">{current.attained_basis_points == null ? t("agreement-no-verdict") : said(current)}</span>
            <span className="faint">{t("agreement-before", { share: percent(tr.lang, last.attained_basis_points) })}</span>
          </li>
        ))}
        <li data-tone="none">
          <span>{t("agreement-waited")}</span>
          <b>{period.waited_tickets}</b>
          <span className="soft">{t("agreement-waited-tickets", { count: period.waited_tickets })}</span>
          <span className="faint">{t("agreement-before", { share: String(agreement.last_period?.waited_tickets ?? "–") })}</span>
        </li>
      </ul>
    </>
  );
}

function Sheet({ agreement }: { agreement: Agreement }) {
  return (
    <article className="policy-sheet" lang={agreement.language}>
      <h2 className="policy-title">{agreement.title}</h2>
      <p className="soft">{agreement.subtitle}</p>
      {agreement.sections.map((section) => (
        <section key={section.id} aria-label={section.title}>
          <h3>{section.title}</h3>
          <Blocks blocks={section.blocks} />
        </section>
      ))}
    </article>
  );
}

/** The tickets behind the figures. */
function MissedList({ agreement }: { agreement: Agreement }) {
  const { tr } = useI18n();
  const t = tr.t;
  return (
    <section className="card">
      <header>
        <h2>{t("agreement-missed")}</h2>
      </header>
      {agreement.missed.length === 0 ? (
        <p className="faint">{t("agreement-missed-none")}</p>
      ) : (
        [true, false].map((current) => {
          const of = agreement.missed.filter((each) => each.current === current);
          if (of.length === 0) return null;
          return (
            <div key={String(current)}>
              <h3>{t(current ? "agreement-this-period" : "agreement-last-period")}</h3>
              <ul className="agreement-missed">
                {of.map((each) => (
                  <MissedItem key={`${each.ticket_number}${each.metric}${each.due_at ?? ""}`} missed={each} />
                ))}
              </ul>
            </div>
          );
        })
      )}
    </section>
  );
}

function MissedItem({ missed }: { missed: Missed }) {
  const { tr } = useI18n();
  const t = tr.t;
  const format = useFormat();
  return (
    <li>
      <Link to="/tickets/$number" params={{ number: String(missed.ticket_number) }} className="row-link">
        <PriorityGlyph priority={missed.priority as never} />
        <span className="faint num">#{missed.ticket_number}</span>
        <b className="clip">{missed.subject || t("no-subject")}</b>
      </Link>
      <span className="faint">
        {tr.dynamic(`metric-${idPart(missed.metric)}`) ?? missed.metric}
        {missed.due_at && ` · ${t("agreement-was-due", { at: format.dateTime(missed.due_at) })}`}
        {" · "}
        {missed.fulfilled_at ? t("agreement-done-late") : t("agreement-still-open")}
      </span>
    </li>
  );
}
