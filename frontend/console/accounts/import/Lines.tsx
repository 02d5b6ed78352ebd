/* Lines of a table with what becomes of each: in a preview, and afterwards. */
import { Link } from "@tanstack/react-router";
import { useI18n } from "../../lib/i18n";
import { Badge } from "../../ui";
import { type Import, type Line, OUTCOMES, type Outcome } from "./api";

const TONES = { created: "green", changed: "blue", unchanged: "grey", refused: "red", waiting: "grey" } as const;
const SAYS = { created: "import-created", changed: "import-changed", unchanged: "import-unchanged", refused: "import-refused", waiting: "import-waiting" } as const;
const said = (outcome: string): keyof typeof TONES => (outcome in TONES ? (outcome as keyof typeof TONES) : "waiting");

/** How many lines have which outcome; each figure narrows the list. */
export function Counts({ counts, shown, show }: { counts: Import["counts"]; shown: Outcome | null; show: (outcome: Outcome | null) => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const all = OUTCOMES.reduce((sum, each) => sum + counts[each], counts.waiting);
  return (
    <div className="import-counts" role="group" aria-label={t("import-outcomes")}>
      <button type="button" className="import-count" aria-pressed={shown === null} onClick={() => show(null)}>
        <b>{all}</b> {t("import-all")}
      </button>
      {OUTCOMES.map((each) => (
        <button key={each} type="button" className={`import-count import-${each}`} aria-pressed={shown === each} onClick={() => show(shown === each ? null : each)}>
          <b>{counts[each]}</b> {t(SAYS[each])}
        </button>
      ))}
      {counts.waiting > 0 && (
        <span className="import-count">
          <b>{counts.waiting}</b> {t("import-waiting")}
        </span>
      )}
    </div>
  );
}

export function Lines({ lines }: { lines: readonly Line[] }) {
  const { tr } = useI18n();
  const t = tr.t;
  return (
    <div className="import-scroll" tabIndex={0} role="region" aria-label={t("import-outcomes")}>
      <table className="table">
        <thead>
          <tr>
            <th className="end">{t("import-line")}</th>
            <th>{t("import-outcome")}</th>
            <th>{t("account")}</th>
            <th>{t("import-what")}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.line}>
              <td className="end num soft">{line.line}</td>
              <td>
                <Badge tone={TONES[said(line.outcome)]}>{t(SAYS[said(line.outcome)])}</Badge>
              </td>
              <td>
                {line.account ? (
                  <Link to="/accounts/$id" params={{ id: line.account.id }} className="link">
                    {line.account.name}
                  </Link>
                ) : (
                  <span className="soft">{line.changes.find((change) => change.field === "name")?.to ?? line.cells.find((cell) => cell.trim())}</span>
                )}
              </td>
              <td className="wrap">
                <ul className="import-told">
                  {line.faults.map((fault, at) => (
                    <li key={at} className="import-fault">
                      {fault.field && <b>{t(`import-field-${fault.field.replaceAll("_", "-") as "name"}`)}: </b>}
                      {tr.dynamic(`error-${fault.code.replaceAll("_", "-")}`, { seconds: 0 }) ?? fault.detail}
                    </li>
                  ))}
                  {line.changes.map((change) => (
                    <li key={change.field}>
                      <span className="soft">{t(`import-field-${change.field.replaceAll("_", "-") as "name"}`)}: </span>
                      {line.outcome === "created" ? (
                        change.to
                      ) : (
                        <>
                          <del>{change.from ?? t("import-nothing")}</del> → <ins>{change.to ?? t("import-nothing")}</ins>
                        </>
                      )}
                    </li>
                  ))}
                </ul>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
