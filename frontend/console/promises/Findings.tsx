/* All that the linter says of a draft, worst first; each leads to its field. */
import { CircleCheck } from "lucide-react";
import { useI18n } from "../lib/i18n";
import type { Told } from "./lint";

export function Findings({ told }: { told: readonly Told[] }) {
  const { tr } = useI18n();
  const t = tr.t;
  return (
    <section className="card block findings" aria-label={t("findings")}>
      <header>
        <h2>{t("findings")}</h2>
        {told.length > 0 && <span className="nav-count">{told.length}</span>}
      </header>
      {told.length === 0 ? (
        <p className="findings-none">
          <CircleCheck size={15} aria-hidden="true" /> {t("findings-none")}
        </p>
      ) : (
        <ul>
          {told.map((note) => (
            <li key={`${note.field} ${note.text}`}>
              <button type="button" className={`note note-${note.tone}`} onClick={() => show(note.field)}>
                {note.text}
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function show(field: string): void {
  const slot = document.querySelector<HTMLElement>(`[data-field="${CSS.escape(field)}"]`);
  slot?.scrollIntoView({ block: "center" });
  slot?.querySelector<HTMLElement>("input, button, select, textarea")?.focus();
}
