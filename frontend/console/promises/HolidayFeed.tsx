/* Holidays from an iCalendar file: first what it would change, then into the draft. */
import { FileUp } from "lucide-react";
import { useRef, useState } from "react";
import { problemText } from "../api/problem";
import { useFormat } from "../lib/format";
import { useI18n } from "../lib/i18n";
import { idPart } from "../lib/plaintext";
import { Badge, Button, Checkbox, Textarea, toast } from "../ui";
import { type FeedPreview, previewFeed } from "./api";
import type { CalendarForm } from "./calendar";
import { rowKey } from "./draft";
import { Block, Notes, useEdit } from "./fields";
import { tellFindings } from "./lint";

export function HolidayFeed({ id, form, set }: { id: string | null; form: CalendarForm; set: (change: (form: CalendarForm) => CalendarForm) => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const format = useFormat();
  const { readOnly } = useEdit();
  const [ics, setIcs] = useState("");
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const [found, setFound] = useState<FeedPreview | null>(null);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const file = useRef<HTMLInputElement>(null);
  if (readOnly) return null;
  const look = async (text: string): Promise<void> => {
    if (!id) return;
    setBusy(true);
    setWrong(null);
    try {
      setFound(await previewFeed(id, text));
      setLeft(new Set());
    } catch (error) {
      setFound(null);
      setWrong(problemText(tr, error));
    }
    setBusy(false);
  };
  // The draft may hold days that the saved calendar does not have yet.
  const have = new Set(form.days.map((day) => day.date));
  const fresh = found?.added.filter((day) => !have.has(day.date)) ?? [];
  // Each finding stands at the day that it is about; what is said of several days at once stands above them.
  const days = new Map((found?.added ?? []).map((day, place) => [`added[${place}]`, day.date] as const));
  const told = tellFindings(tr, format, found?.findings ?? [], days);
  const chosen = fresh.filter((day) => !left.has(day.date));
  const apply = (): void => {
    set((old) => ({
      ...old,
      days: [...old.days, ...chosen.map((day) => ({ key: rowKey(), date: day.date, name: day.name ?? "", closed: true, spans: [] }))].sort((a, b) => a.date.localeCompare(b.date)),
    }));
    toast({ text: t("feed-added", { count: chosen.length }) });
    setFound(null);
    setIcs("");
  };
  return (
    <Block title={t("feed-title")} text={t("feed-text")}>
      {!id ? (
        <p className="hint">{t("feed-save-first")}</p>
      ) : (
        <>
          <Textarea label={t("feed-ics")} value={ics} error={wrong} rows={3} className="feed-ics" placeholder={"BEGIN:VCALENDAR\n…"} onChange={(event) => setIcs(event.currentTarget.value)} />
          <div className="buttons">
            <Button size="xs" variant="default" leftSection={<FileUp size={14} aria-hidden="true" />} onClick={() => file.current?.click()}>
              {t("feed-file")}
            </Button>
            <input
              ref={file}
              type="file"
              accept=".ics,text/calendar"
              hidden
              onChange={(event) => {
                const chosenFile = event.currentTarget.files?.[0];
                event.currentTarget.value = "";
                if (!chosenFile) return;
                void chosenFile.text().then((text) => {
                  setIcs(text);
                  void look(text);
                });
              }}
            />
            <Button size="xs" loading={busy} disabled={!ics.trim()} onClick={() => void look(ics)}>
              {t("feed-look")}
            </Button>
          </div>
          {found && (
            <div className="feed" role="region" aria-label={t("feed-result")}>
              <p className="feed-sum" role="status">
                <Badge tone="green">{t("feed-n-new", { count: fresh.length })}</Badge>
                <Badge>{t("feed-n-known", { count: found.unchanged.length + found.added.length - fresh.length })}</Badge>
                <Badge tone={found.skipped.length > 0 ? "amber" : "grey"}>{t("feed-n-skipped", { count: found.skipped.length })}</Badge>
              </p>
              <Notes notes={told.filter((note) => !have.has(note.field) && !fresh.some((day) => day.date === note.field))} />
              {fresh.length > 0 && (
                <ul className="feed-days">
                  {fresh.map((day) => (
                    <li key={day.date}>
                      <Checkbox
                        checked={!left.has(day.date)}
                        label={`${format.date(day.date)} · ${day.name || t("feed-unnamed")}`}
                        onChange={(event) => {
                          const next = new Set(left);
                          if (event.currentTarget.checked) next.delete(day.date);
                          else next.add(day.date);
                          setLeft(next);
                        }}
                      />
                      <Notes notes={told.filter((note) => note.field === day.date)} />
                    </li>
                  ))}
                </ul>
              )}
              {found.skipped.length > 0 && (
                <details className="periods">
                  <summary>{t("feed-skipped")}</summary>
                  <ul className="feed-days">
                    {found.skipped.map((each, index) => (
                      // The feed may say the same twice.
                      <li key={index}>
                        {each.summary || t("feed-unnamed")} <span className="faint">{tr.dynamic(`feed-reason-${idPart(each.reason)}`) ?? each.reason}</span>
                      </li>
                    ))}
                  </ul>
                </details>
              )}
              <div className="buttons">
                <Button size="xs" disabled={chosen.length === 0} onClick={apply}>
                  {t("feed-apply", { count: chosen.length })}
                </Button>
                <Button size="xs" variant="default" onClick={() => setFound(null)}>
                  {t("cancel")}
                </Button>
              </div>
            </div>
          )}
        </>
      )}
    </Block>
  );
}
