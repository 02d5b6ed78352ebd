import { Copy, Plus } from "lucide-react";
import { useMemo, useState } from "react";
import { nowMs } from "../lib/clock";
import { useI18n } from "../lib/i18n";
import { useMe } from "../shell/session";
import { Menu, SegmentedControl } from "../ui";
import type { CalendarKept } from "./api";
import {
  type CalendarForm, type CalendarSpec, type Day, type Span, WEEKDAYS, type Weekday, PRESETS, copySpans, decodeCalendar, encodeCalendar, isOvernight, newCalendar, openMinutes, span, splitOvernight, weekMinutes,
} from "./calendar";
import { Calculator } from "./Calculator";
import { rowKey } from "./draft";
import { AddButton, Block, ChoiceField, RemoveButton, TextField, TimeField, useEdit, useField } from "./fields";
import { type EditorProps, Frame } from "./Frame";
import { HolidayFeed } from "./HolidayFeed";
import { useKept } from "./useKept";

const zones = (): string[] => {
  const all = typeof Intl.supportedValuesOf === "function" ? Intl.supportedValuesOf("timeZone") : [];
  return all.includes("UTC") ? all : ["UTC", ...all];
};

const decode = (kept: CalendarKept): CalendarForm => decodeCalendar(kept.name, kept.spec);

export function CalendarEditor({ kept, old }: EditorProps<"calendars">) {
  const { tr } = useI18n();
  const t = tr.t;
  const me = useMe();
  const start = useMemo(
    () => (old && kept ? decodeCalendar(kept.name, old.spec as CalendarSpec) : kept ? decode(kept) : newCalendar(me.zone || "UTC")),
    // The first look decides; what is saved later comes through the draft.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [],
  );
  const draft = useKept("calendars", kept, start, decode, encodeCalendar);
  const { form, set } = draft;
  const spec = useMemo(() => encodeCalendar(form).spec, [form]);
  return (
    <Frame kind="calendars" kept={kept} old={old} draft={draft as never} name={form.name} setName={(name) => set({ name })} aside={<Calculator spec={spec} />}>
      <Block title={t("calendar-week")} text={t("calendar-week-text")} k="hours" action={<Presets form={form} set={set} />}>
        <ChoiceField k="tz" label={t("account-zone")} className="zone-field" value={form.tz} onChange={(tz) => set({ tz: tz ?? "UTC" })} data={[...new Set([form.tz, ...zones()])].map((zone) => ({ value: zone, label: zone }))} />
        <div className="week">
          {WEEKDAYS.map((day) => (
            <WeekRow key={day} day={day} form={form} set={set} />
          ))}
        </div>
        <p className="faint week-sum">{t("promise-hours-a-week", { hours: String(Math.round(weekMinutes(form.hours) / 6) / 10) })}</p>
      </Block>
      <SpecialDays form={form} set={set} />
      <HolidayFeed id={kept?.id ?? null} form={form} set={set} />
    </Frame>
  );
}

type Set = (change: Partial<CalendarForm> | ((form: CalendarForm) => CalendarForm)) => void;

function Presets({ form, set }: { form: CalendarForm; set: Set }) {
  const { tr } = useI18n();
  const { readOnly } = useEdit();
  if (readOnly) return null;
  const shape = JSON.stringify(WEEKDAYS.map((day) => openMinutes(form.hours[day])));
  const found = (Object.keys(PRESETS) as (keyof typeof PRESETS)[]).find((name) => {
    const hours = PRESETS[name]();
    return JSON.stringify(WEEKDAYS.map((day) => openMinutes(hours[day]))) === shape;
  });
  return (
    <SegmentedControl
      size="xs"
      aria-label={tr.t("calendar-preset")}
      value={found ?? "own"}
      onChange={(name) => {
        if (name !== "own") set({ hours: PRESETS[name as keyof typeof PRESETS]() });
      }}
      data={[
        { value: "weekdays", label: tr.t("calendar-preset-weekdays") },
        { value: "extended", label: tr.t("calendar-preset-extended") },
        { value: "always", label: tr.t("calendar-preset-always") },
        { value: "own", label: tr.t("calendar-preset-own") },
      ]}
    />
  );
}

export const dayName = (lang: string, day: Weekday, width: "long" | "short" = "long"): string =>
  // 2026-05-04 is a Monday.
  new Intl.DateTimeFormat(lang, { weekday: width, timeZone: "UTC" }).format(new Date(Date.UTC(2026, 4, 4 + WEEKDAYS.indexOf(day))));

function WeekRow({ day, form, set }: { day: Weekday; form: CalendarForm; set: Set }) {
  const { tr } = useI18n();
  const t = tr.t;
  const { readOnly } = useEdit();
  const name = dayName(tr.lang, day);
  const spans = form.hours[day];
  const change = (next: Span[]): void => set((old) => ({ ...old, hours: { ...old.hours, [day]: next } }));
  const copyTo = (days: readonly Weekday[]): void =>
    set((old) => ({ ...old, hours: { ...old.hours, ...Object.fromEntries(days.filter((each) => each !== day).map((each) => [each, copySpans(old.hours[day])])) } }));
  return (
    <div className="week-row" role="group" aria-label={name}>
      <span className="week-day">{name}</span>
      <DayBar spans={spans} />
      <div className="week-spans">
        {spans.length === 0 && <span className="faint">{t("calendar-closed")}</span>}
        {spans.map((each, index) => (
          <SpanFields
            key={each.key}
            k={`hours.${day}.${each.key}`}
            span={each}
            name={`${name} ${index + 1}`}
            onChange={(next) => change(spans.map((one) => (one.key === each.key ? next : one)))}
            onRemove={() => change(spans.filter((one) => one.key !== each.key))}
            onSplit={() => set((old) => splitOvernight(old, day, each.key))}
          />
        ))}
      </div>
      <div className="week-tools">
        {!readOnly && (
          <button type="button" className="icon-button" aria-label={t("calendar-add-hours", { day: name })} title={t("calendar-add-hours", { day: name })} onClick={() => change([...spans, spans.length === 0 ? span("09:00", "17:00") : span("", "")])}>
            <Plus size={15} aria-hidden="true" />
          </button>
        )}
        {!readOnly && (
          <Menu position="bottom-end" width={200}>
            <Menu.Target>
              <button type="button" className="icon-button" aria-label={t("calendar-copy-day", { day: name })} title={t("calendar-copy-day", { day: name })}>
                <Copy size={15} aria-hidden="true" />
              </button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Label>{t("calendar-copy-to")}</Menu.Label>
              <Menu.Item onClick={() => copyTo(WEEKDAYS.slice(0, 5))}>{t("calendar-copy-weekdays")}</Menu.Item>
              <Menu.Item onClick={() => copyTo(WEEKDAYS)}>{t("calendar-copy-all")}</Menu.Item>
              <Menu.Divider />
              {WEEKDAYS.filter((each) => each !== day).map((each) => (
                <Menu.Item key={each} onClick={() => copyTo([each])}>
                  {dayName(tr.lang, each)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
    </div>
  );
}

const DAY_MINUTES = 1_440;
/** A day as a strip, open hours filled: seen at a glance, said by the fields beside it. */
function DayBar({ spans }: { spans: readonly Span[] }) {
  return (
    <svg className="day-bar" viewBox={`0 0 ${DAY_MINUTES} 10`} preserveAspectRatio="none" aria-hidden="true">
      <rect className="day-bar-ground" width={DAY_MINUTES} height="10" />
      {openMinutes(spans).map(([open, close]) => (
        <rect key={`${open}-${close}`} className="day-bar-open" x={open} width={close - open} height="10" />
      ))}
      {[360, 720, 1_080].map((at) => (
        <rect key={at} className="day-bar-tick" x={at - 1} width="3" height="10" />
      ))}
    </svg>
  );
}

function SpanFields({ k, span: each, name, onChange, onRemove, onSplit }: { k: string; span: Span; name: string; onChange: (span: Span) => void; onRemove: () => void; onSplit: (() => void) | null }) {
  const { tr } = useI18n();
  const t = tr.t;
  const { error, readOnly } = useField(k);
  return (
    <span className="span-fields" data-wrong={error ? "true" : undefined}>
      <TimeField k={`${k}.open`} label={t("calendar-opens", { name })} value={each.open} onChange={(open) => onChange({ ...each, open })} />
      <span aria-hidden="true">–</span>
      <TimeField k={`${k}.close`} label={t("calendar-closes", { name })} value={each.close} onChange={(close) => onChange({ ...each, close })} />
      <RemoveButton label={t("calendar-remove-hours", { name })} onClick={onRemove} />
      {onSplit && isOvernight(each) && !readOnly && (
        <button type="button" className="link" onClick={onSplit}>
          {t("calendar-split")}
        </button>
      )}
      {error && <span className="field-wrong">{error}</span>}
    </span>
  );
}

/** Days before today are kept and seldom looked at. */
function SpecialDays({ form, set }: { form: CalendarForm; set: Set }) {
  const { tr } = useI18n();
  const t = tr.t;
  const [past, setPast] = useState(false);
  const today = new Date(nowMs()).toISOString().slice(0, 10);
  const gone = form.days.filter((day) => day.date && day.date < today);
  const shown = past ? form.days : form.days.filter((day) => !gone.includes(day));
  const change = (day: Day): void => set((old) => ({ ...old, days: old.days.map((each) => (each.key === day.key ? day : each)) }));
  return (
    <Block
      k="days"
      title={t("calendar-days")}
      text={t("calendar-days-text")}
      action={
        gone.length > 0 ? (
          <button type="button" className="link" onClick={() => setPast((is) => !is)} aria-expanded={past}>
            {past ? t("calendar-hide-past") : t("calendar-show-past", { count: gone.length })}
          </button>
        ) : undefined
      }
    >
      {shown.length === 0 && <p className="faint">{t("calendar-days-none")}</p>}
      {shown.map((day) => (
        <DayRow key={day.key} day={day} onChange={change} onRemove={() => set((old) => ({ ...old, days: old.days.filter((each) => each.key !== day.key) }))} />
      ))}
      <AddButton onClick={() => set((old) => ({ ...old, days: [...old.days, { key: rowKey(), date: "", name: "", closed: true, spans: [] }] }))}>{t("calendar-add-day")}</AddButton>
    </Block>
  );
}

function DayRow({ day, onChange, onRemove }: { day: Day; onChange: (day: Day) => void; onRemove: () => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const k = `days.${day.key}`;
  const { error } = useField(k);
  const label = day.date || t("calendar-new-day");
  return (
    <div className="day-row" role="group" aria-label={label} data-wrong={error ? "true" : undefined}>
      <TextField k={`${k}.date`} label={t("calendar-date")} bare type="date" value={day.date} onChange={(date) => onChange({ ...day, date })} />
      <TextField k={`${k}.name`} label={t("calendar-day-name")} bare className="grow" placeholder={t("calendar-day-name")} value={day.name} onChange={(name) => onChange({ ...day, name })} />
      <ChoiceField
        k={`${k}.closed`}
        label={t("calendar-day-hours")}
        bare
        value={day.closed ? "closed" : "open"}
        onChange={(value) => onChange({ ...day, closed: value !== "open", spans: value === "open" && day.spans.length === 0 ? [span("09:00", "12:00")] : day.spans })}
        data={[
          { value: "closed", label: t("calendar-closed") },
          { value: "open", label: t("calendar-other-hours") },
        ]}
      />
      <RemoveButton label={t("calendar-remove-day", { date: label })} onClick={onRemove} />
      {!day.closed && (
        <div className="day-spans">
          {day.spans.map((each, index) => (
            <SpanFields
              key={each.key}
              k={`${k}.${each.key}`}
              span={each}
              name={`${label} ${index + 1}`}
              onChange={(next) => onChange({ ...day, spans: day.spans.map((one) => (one.key === each.key ? next : one)) })}
              onRemove={() => onChange({ ...day, spans: day.spans.filter((one) => one.key !== each.key) })}
              onSplit={null}
            />
          ))}
          <AddButton onClick={() => onChange({ ...day, spans: [...day.spans, span("", "")] })}>
            <span aria-hidden="true">{t("calendar-hours")}</span>
            <span className="sr-only">{t("calendar-add-hours", { day: label })}</span>
          </AddButton>
        </div>
      )}
      {error && <span className="field-wrong">{error}</span>}
    </div>
  );
}
