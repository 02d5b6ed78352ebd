/* A draft: how it is read, what its columns hold, and what would become of each line. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { type Problem, problemText } from "../../api/problem";
import { queryClient } from "../../api/queries";
import { useSending } from "../../api/sending";
import { useI18n } from "../../lib/i18n";
import { Button, ErrorState, Select, Skeleton, TextInput } from "../../ui";
import { CHARSETS, FIELDS, type Field, type Import, type Options, type Outcome, type Preview, SEPARATORS, type Table, importQuery, previewTable, startTable, tableQuery } from "./api";
import { Counts, Lines } from "./Lines";

export function Reading({ draft }: { draft: Import }) {
  const { tr } = useI18n();
  const [asked, ask] = useState<{ charset?: string; separator?: string }>({});
  const read = useQuery({ ...tableQuery(draft.id, asked), placeholderData: keepPreviousData });
  // What was read last stays on the screen while another way of reading fails.
  const last = useRef<Table | null>(null);
  if (read.data) last.current = read.data;
  const table = last.current;
  if (!table) {
    if (!read.isError) return <Skeleton kind="panel" lines={8} />;
    return (
      <>
        <ErrorState error={read.error} />
        <How charset={asked.charset ?? null} separator={asked.separator ?? null} ask={(next) => ask({ ...asked, ...next })} />
      </>
    );
  }
  // Other columns are another form: what was chosen for the old ones says nothing of them.
  const form = table.columns.map((column) => column.head).join("\u0000");
  return (
    <>
      {read.isError && (
        <p className="hint hint-red" role="alert">
          {problemText(tr, read.error)}
        </p>
      )}
      <Form key={form} draft={draft} table={table} ask={ask} />
    </>
  );
}

function How({ charset, separator, ask }: { charset: string | null; separator: string | null; ask: (next: { charset?: string; separator?: string }) => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  return (
    <>
      <Select label={t("import-charset")} value={charset} allowDeselect={false} data={[...CHARSETS]} onChange={(next) => next && ask({ charset: next })} />
      <Select label={t("import-separator")} value={separator} allowDeselect={false} data={Object.entries(SEPARATORS).map(([value, name]) => ({ value, label: t(`import-separator-${name}`) }))} onChange={(next) => next && ask({ separator: next })} />
    </>
  );
}

function Form({ draft, table, ask }: { draft: Import; table: Table; ask: (next: { charset?: string; separator?: string }) => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const sending = useSending(null);
  const [chosen, setChosen] = useState(() => ({
    decimal: table.decimal,
    match_by: table.match_by,
    empty: "keep" as Options["empty"],
    currency: "EUR",
    columns: table.columns.map((column) => column.field ?? null) as (Field | null)[],
  }));
  const [shown, setShown] = useState<Outcome | null>(null);
  const [preview, setPreview] = useState<Preview | null>(null);
  const options: Options = { ...chosen, charset: table.charset, separator: table.separator };
  const set = (part: Partial<typeof chosen>): void => {
    setChosen({ ...chosen, ...part });
    setPreview(null);
    sending.touched();
  };
  const hold = (at: number, field: Field | null): void =>
    // A field is in one column: another one that held it lets it go.
    set({ columns: chosen.columns.map((old, each) => (each === at ? field : field !== null && old === field ? null : old)) });
  const look = (outcome: Outcome | null, after: number | null = null): void => {
    void sending.send(async () => {
      const next = await previewTable(draft.id, options, outcome, after);
      setShown(outcome);
      setPreview(after === null ? next : { ...next, lines: [...(preview?.lines ?? []), ...next.lines] });
    }, { failed: goneOn });
  };
  // Started elsewhere: what became of it is shown in place of the form.
  const goneOn = (problem: Problem): void => {
    if (problem.code === "import_started") void queryClient.invalidateQueries({ queryKey: importQuery(draft.id).queryKey });
  };
  const works = preview ? preview.counts.created + preview.counts.changed : 0;
  // What the preview says is below `options`, what the start says is not.
  const wrong = (field: string): string | undefined => sending.wrong[field] ?? sending.wrong[`options.${field}`];
  return (
    <>
      <section className="card block" aria-label={t("import-reading")}>
        <header>
          <h2>{draft.name}</h2>
          <span className="soft">{t("import-lines", { count: table.lines })}</span>
        </header>
        <div className="import-how">
          <How
            charset={table.charset}
            separator={table.separator}
            ask={(next) => {
              setPreview(null);
              sending.touched();
              ask({ charset: table.charset, separator: table.separator, ...next });
            }}
          />
          <Select label={t("import-decimal")} value={chosen.decimal} allowDeselect={false} data={[{ value: "point", label: "1,234.50" }, { value: "comma", label: "1.234,50" }]} onChange={(next) => set({ decimal: (next ?? "point") as Options["decimal"] })} />
          <Select label={t("import-match")} value={chosen.match_by} allowDeselect={false} error={wrong("columns")} data={(["external_ref", "name", "id"] as const).map((value) => ({ value, label: t(`import-match-${value === "external_ref" ? "external-ref" : value}`) }))} onChange={(next) => set({ match_by: (next ?? "external_ref") as Options["match_by"] })} />
          <Select label={t("import-empty")} value={chosen.empty} allowDeselect={false} data={(["keep", "clear"] as const).map((value) => ({ value, label: t(`import-empty-${value}`) }))} onChange={(next) => set({ empty: (next ?? "keep") as Options["empty"] })} />
          <TextInput label={t("import-currency")} value={chosen.currency} maxLength={3} error={wrong("currency")} onChange={(event) => set({ currency: event.currentTarget.value.toUpperCase() })} />
        </div>
        <div className="import-scroll" tabIndex={0} role="region" aria-label={t("import-columns")}>
          <table className="table">
            <thead>
              <tr>
                <th>{t("import-column")}</th>
                <th>{t("import-holds")}</th>
                <th>{t("import-samples")}</th>
              </tr>
            </thead>
            <tbody>
              {table.columns.map((column, at) => (
                <tr key={at}>
                  <td>
                    <b>{column.head}</b>
                  </td>
                  <td>
                    <Select
                      size="xs"
                      aria-label={`${t("import-holds")}: ${column.head}`}
                      value={chosen.columns[at] ?? ""}
                      allowDeselect={false}
                      error={wrong(`columns[${at}]`)}
                      data={[{ value: "", label: t("import-skip") }, ...FIELDS.map((field) => ({ value: field as string, label: t(`import-field-${field.replaceAll("_", "-") as "name"}`) }))]}
                      onChange={(next) => hold(at, next ? (next as Field) : null)}
                    />
                  </td>
                  <td className="soft wrap">{column.samples.join(" · ")}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        {sending.refused && (
          <p className="hint hint-red" role="alert">
            {sending.refused}
          </p>
        )}
        <div className="buttons buttons-end">
          <Button variant={preview ? "default" : "filled"} loading={sending.busy} onClick={() => look(null)}>
            {t("import-look")}
          </Button>
        </div>
      </section>
      {preview && (
        <section className="card block" aria-label={t("import-look")}>
          <header>
            <h2>{t("import-outcomes")}</h2>
          </header>
          <Counts counts={preview.counts} shown={shown} show={(outcome) => look(outcome)} />
          <Lines lines={preview.lines} />
          {preview.more && (
            <Button variant="default" size="xs" loading={sending.busy} onClick={() => look(shown, preview.lines.at(-1)?.line ?? null)}>
              {t("import-more")}
            </Button>
          )}
          <div className="buttons buttons-end">
            <span className="soft" role="status">
              {t("import-start-text", { count: works })}
            </span>
            <Button loading={sending.busy} disabled={works === 0} onClick={() => void sending.send((key) => startTable(draft.id, options, key), { failed: goneOn })}>
              {t("import-start", { count: works })}
            </Button>
          </div>
        </section>
      )}
    </>
  );
}
