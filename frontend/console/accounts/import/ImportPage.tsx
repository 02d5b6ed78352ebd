/* Accounts out of a table: sent up, read, looked at line by line, applied. */
import "../../css/pages.css";
import "../../css/imports.css";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { ArrowLeft, Download, FileUp } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { API } from "../../api/client";
import { queryClient } from "../../api/queries";
import { useSending } from "../../api/sending";
import { useFormat } from "../../lib/format";
import { useI18n, useSection } from "../../lib/i18n";
import { Badge, Button, ErrorState, Listed, PageTitle, Skeleton, Textarea } from "../../ui";
import { BYTES_MAX, LINES_MAX, type Import, type Outcome, importQuery, importsQuery, linesQuery, sendTable } from "./api";
import { Counts, Lines } from "./Lines";
import { Reading } from "./Reading";

export function ImportPage() {
  const ready = useSection("imports");
  const { tr } = useI18n();
  const t = tr.t;
  const { table } = useSearch({ from: "/desk/accounts/import" });
  if (!ready) return <Skeleton lines={10} />;
  return (
    <section className="page" aria-label={t("import-title")}>
      <div className="page-head">
        <Link to="/accounts" className="icon-link" aria-label={t("back-to-accounts")}>
          <ArrowLeft size={16} />
        </Link>
        <PageTitle>{t("import-title")}</PageTitle>
      </div>
      <div className="page-body import-body">
        <p className="soft">{t("import-text")}</p>
        {table ? <One key={table} id={table} /> : <Send />}
      </div>
    </section>
  );
}

function Send() {
  const { tr } = useI18n();
  const t = tr.t;
  const format = useFormat();
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const tried = useRef("");
  const [text, setText] = useState("");
  const sending = useSending([]);
  const send = async (name: string, bytes: Blob, of: string): Promise<void> => {
    // The same table again is the same request while nobody knows what became of it.
    if (tried.current !== of) sending.touched();
    tried.current = of;
    await sending.send(async (key) => {
      const made = await sendTable(name, bytes, key);
      await navigate({ to: "/accounts/import", search: { table: made.id } });
    });
  };
  return (
    <>
      <section className="card block" aria-label={t("import-file-label")}>
        <input
          ref={input}
          type="file"
          accept=".csv,.tsv,.txt,text/csv,text/plain"
          className="sr-only"
          tabIndex={-1}
          aria-label={t("import-file-label")}
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            event.currentTarget.value = "";
            if (file) void send(file.name, file, `${file.name} ${file.size} ${file.lastModified}`);
          }}
        />
        <div className="buttons">
          <Button leftSection={<FileUp size={15} />} loading={sending.busy} onClick={() => input.current?.click()}>
            {t("import-file")}
          </Button>
          <a className="link icon-link" href={`${API}/account_imports/template.csv`} download>
            <Download size={14} aria-hidden="true" /> {t("import-template")}
          </a>
        </div>
        <p className="faint">{t("import-limits", { lines: format.number(LINES_MAX), size: format.size(BYTES_MAX) })}</p>
        <Textarea label={t("import-paste")} autosize minRows={4} maxRows={12} value={text} classNames={{ input: "import-paste" }} onChange={(event) => setText(event.currentTarget.value)} />
        {sending.refused && (
          <p className="hint hint-red" role="alert">
            {sending.refused}
          </p>
        )}
        <div className="buttons buttons-end">
          <Button variant="default" disabled={!text.trim()} loading={sending.busy} onClick={() => void send(t("import-pasted"), new Blob([text]), text)}>
            {t("import-paste-send")}
          </Button>
        </div>
      </section>
      <Before />
    </>
  );
}

function Before() {
  const { tr } = useI18n();
  const t = tr.t;
  const format = useFormat();
  const list = useQuery(importsQuery);
  const rows = list.data ?? [];
  return (
    <section className="card block" aria-label={t("import-before")}>
      <header>
        <h2>{t("import-before")}</h2>
      </header>
      <Listed list={list} count={rows.length} kind="panel" lines={3} empty={<p className="faint">{t("import-none")}</p>}>
        <table className="table">
          <thead>
            <tr>
              <th>{t("import-table")}</th>
              <th>{t("import-when")}</th>
              <th>{t("import-outcome")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <td>
                  <Link to="/accounts/import" search={{ table: row.id }} className="link">
                    {row.name}
                  </Link>
                </td>
                <td className="soft">{format.dateTime(row.created_at)}</td>
                <td className="import-badges">
                  {row.state === "running" && <Badge tone="blue">{t("import-state-running")}</Badge>}
                  <Badge tone="green">{`${t("import-created")} ${row.counts.created}`}</Badge>
                  <Badge tone="blue">{`${t("import-changed")} ${row.counts.changed}`}</Badge>
                  {row.counts.refused > 0 && <Badge tone="red">{`${t("import-refused")} ${row.counts.refused}`}</Badge>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Listed>
    </section>
  );
}

function One({ id }: { id: string }) {
  const one = useQuery(importQuery(id));
  if (one.isError && !one.data) return <ErrorState error={one.error} retry={() => void one.refetch()} />;
  if (!one.data) return <Skeleton kind="panel" lines={6} />;
  return one.data.state === "draft" ? <Reading draft={one.data} /> : <Outcomes done={one.data} />;
}

function Outcomes({ done }: { done: Import }) {
  const { tr } = useI18n();
  const t = tr.t;
  const [shown, show] = useState<Outcome | null>(null);
  const { counts } = done;
  const decided = counts.created + counts.changed + counts.unchanged + counts.refused;
  const list = useInfiniteQuery(linesQuery(done.id, shown));
  const { refetch } = list;
  const seen = useRef(decided);
  useEffect(() => {
    if (seen.current === decided) return;
    seen.current = decided;
    void refetch();
    if (done.state === "done") {
      void queryClient.invalidateQueries({ queryKey: ["accounts"] });
      void queryClient.invalidateQueries({ queryKey: importsQuery.queryKey, exact: true });
    }
  }, [decided, done.state, refetch]);
  const lines = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className="card block" aria-label={done.name}>
      <header>
        <h2>{done.name}</h2>
        <Badge tone={done.state === "done" ? "green" : "blue"}>{t(`import-state-${done.state === "done" ? "done" : "running"}`)}</Badge>
      </header>
      <p className="block-text" role="status">
        {t(done.state === "done" ? "import-done" : "import-running")}
      </p>
      <Counts counts={counts} shown={shown} show={show} />
      <Listed list={list} count={lines.length} kind="panel" lines={6} empty={<p className="faint">{t("nothing-found")}</p>}>
        <Lines lines={lines} />
      </Listed>
      <div className="buttons buttons-end">
        {counts.refused > 0 && (
          <a className="link icon-link" href={`${API}/account_imports/${done.id}/refused.csv`} download>
            <Download size={14} aria-hidden="true" /> {t("import-refused-file")}
          </a>
        )}
        <Link to="/accounts/import" className="link">
          {t("import-again")}
        </Link>
      </div>
    </section>
  );
}
