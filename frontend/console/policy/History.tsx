/* Every published version, and what it changed. */
import { useQuery } from "@tanstack/react-query";
import { ExternalLink } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useFormat } from "../lib/format";
import { type Lang, useI18n } from "../lib/i18n";
import { ErrorState, Skeleton } from "../ui";
import { Diff } from "./DocumentView";
import { type PolicyVersion, diffQuery, versionsQuery } from "./api";

export function History({ lang, languages }: { lang: Lang; languages: ReactNode }) {
  const { tr } = useI18n();
  const t = tr.t;
  const list = useQuery(versionsQuery);
  if (list.isError) return <ErrorState error={list.error} retry={() => void list.refetch()} />;
  if (!list.data) return <Skeleton kind="panel" lines={4} />;
  if (list.data.length === 0) return <p className="faint policy-none">{t("policy-first")}</p>;
  return (
    <>
      <div className="policy-tools">{languages}</div>
      <ol className="policy-history">
        {list.data.map((version) => (
          <One key={version.version} version={version} lang={lang} />
        ))}
      </ol>
    </>
  );
}

function One({ version, lang }: { version: PolicyVersion; lang: Lang }) {
  const { tr } = useI18n();
  const t = tr.t;
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const diff = useQuery({ ...diffQuery(version.version, lang), enabled: open && version.version > 1 });
  return (
    <li className="card">
      <header>
        <h2>{t("promise-version-n", { n: version.version })}</h2>
        <span className="faint">
          {format.dateTime(version.published_at)}
          {version.published_by && ` · ${version.published_by}`}
        </span>
        <a className="link" href={`/policy/${version.version}?lang=${lang}`} target="_blank" rel="noreferrer">
          {t("policy-read")} <ExternalLink size={12} aria-hidden="true" />
        </a>
      </header>
      {version.note && <p>{version.note}</p>}
      <p className="faint policy-hash">
        SHA-256 <code>{version.sha256}</code>
      </p>
      {version.version > 1 && (
        <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>{t("policy-against", { n: version.version - 1 })}</summary>
          {diff.isError ? <ErrorState error={diff.error} retry={() => void diff.refetch()} /> : diff.data ? <Diff sections={diff.data} none={t("policy-no-changes-lang")} /> : <Skeleton kind="panel" lines={2} />}
        </details>
      )}
    </li>
  );
}
