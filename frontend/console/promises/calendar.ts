/* A calendar as the screen holds it, read from and written to the API's specification. */
import type { MessageId } from "../lib/i18n";
import { type Encoded, rowKey } from "./draft";
import { minutesOf, parseTime } from "./duration";

export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof WEEKDAYS)[number];
type Interval = [string, string];
export interface CalendarSpec {
  tz: string;
  hours: Partial<Record<Weekday, Interval[]>>;
  holidays?: string[];
  exceptions?: Record<string, Interval[]>;
  exception_names?: Record<string, string>;
}
/** `[open, close)` as it is typed. */
export interface Span {
  key: number;
  open: string;
  close: string;
}
/** A date that is closed or has hours of its own. */
export interface Day {
  key: number;
  date: string;
  name: string;
  closed: boolean;
  spans: Span[];
}
export interface CalendarForm {
  name: string;
  tz: string;
  hours: Record<Weekday, Span[]>;
  days: Day[];
}

export const span = (open: string, close: string): Span => ({ key: rowKey(), open, close });
const spansOf = (list: readonly Interval[] | undefined): Span[] => (list ?? []).map(([open, close]) => span(open, close));

export function decodeCalendar(name: string, spec: CalendarSpec): CalendarForm {
  const days = new Map<string, Day>();
  for (const date of spec.holidays ?? []) days.set(date, { key: rowKey(), date, name: "", closed: true, spans: [] });
  // A date in both follows its own hours.
  for (const [date, list] of Object.entries(spec.exceptions ?? {})) days.set(date, { key: rowKey(), date, name: "", closed: list.length === 0, spans: spansOf(list) });
  for (const [date, text] of Object.entries(spec.exception_names ?? {})) {
    const day = days.get(date);
    if (day) day.name = text;
  }
  return {
    name,
    tz: spec.tz,
    hours: Object.fromEntries(WEEKDAYS.map((day) => [day, spansOf(spec.hours[day])])) as CalendarForm["hours"],
    days: [...days.values()].sort((a, b) => a.date.localeCompare(b.date)),
  };
}

export const newCalendar = (zone: string): CalendarForm =>
  decodeCalendar("", { tz: zone, hours: Object.fromEntries(WEEKDAYS.slice(0, 5).map((day) => [day, [["09:00", "17:00"]]])) });

export const PRESETS = {
  weekdays: (): CalendarForm["hours"] => newCalendar("UTC").hours,
  extended: (): CalendarForm["hours"] => everyDay(6, "08:00", "20:00"),
  always: (): CalendarForm["hours"] => everyDay(7, "00:00", "24:00"),
};
const everyDay = (days: number, open: string, close: string): CalendarForm["hours"] =>
  Object.fromEntries(WEEKDAYS.map((day, index) => [day, index < days ? [span(open, close)] : []])) as CalendarForm["hours"];

export const isAlways = (form: CalendarForm): boolean =>
  form.days.length === 0 && WEEKDAYS.every((day) => form.hours[day].length === 1 && form.hours[day][0]?.open === "00:00" && form.hours[day][0].close === "24:00");

export const copySpans = (spans: readonly Span[]): Span[] => spans.map((each) => span(each.open, each.close));

/** Hours over midnight as the two intervals that they are: the rest goes to the next day. */
export function splitOvernight(form: CalendarForm, day: Weekday, key: number): CalendarForm {
  const found = form.hours[day].find((each) => each.key === key);
  const next = WEEKDAYS[(WEEKDAYS.indexOf(day) + 1) % WEEKDAYS.length];
  if (!found || !next) return form;
  const hours = { ...form.hours, [day]: form.hours[day].map((each) => (each.key === key ? { ...each, close: "24:00" } : each)) };
  if (found.close !== "00:00") hours[next] = [span("00:00", found.close), ...hours[next]];
  return { ...form, hours };
}
/** Whether an interval closes on the day after it opens. */
export function isOvernight(each: Span): boolean {
  const [open, close] = [parseTime(each.open), parseTime(each.close)];
  return open !== null && close !== null && minutesOf(close) < minutesOf(open);
}

/** Minutes of a day that are open, for the bar beside it; what cannot be read is left out. */
export function openMinutes(spans: readonly Span[]): [number, number][] {
  return spans.flatMap((each): [number, number][] => {
    const [open, close] = [parseTime(each.open), parseTime(each.close)];
    return open !== null && close !== null && minutesOf(open) < minutesOf(close) ? [[minutesOf(open), minutesOf(close)]] : [];
  });
}
export const weekMinutes = (hours: CalendarForm["hours"]): number =>
  WEEKDAYS.reduce((sum, day) => sum + openMinutes(hours[day]).reduce((all, [open, close]) => all + close - open, 0), 0);

/** A day that the calendar has: browsers read the 30th of February as a day of March. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

export function encodeCalendar(form: CalendarForm): Encoded & { spec: CalendarSpec } {
  const at = new Map<string, string>([["name", "name"], ["spec.tz", "tz"], ["spec.hours", "hours"], ["spec.holidays", "days"], ["spec.exceptions", "days"]]);
  const wrong: Record<string, MessageId> = {};
  if (!form.name.trim()) wrong.name = "field-needed";
  const intervals = (spans: readonly Span[], path: string, key: string): Interval[] =>
    spans.map((each, index) => {
      at.set(`${path}[${index}]`, `${key}.${each.key}`);
      const [open, close] = [parseTime(each.open), parseTime(each.close)];
      if (open === null || close === null) wrong[`${key}.${each.key}`] = "error-bad-time";
      return [open ?? each.open, close ?? each.close];
    });
  const spec: CalendarSpec = { tz: form.tz, hours: {} };
  for (const day of WEEKDAYS) {
    at.set(`spec.hours.${day}`, `hours.${day}`);
    if (form.hours[day].length > 0) spec.hours[day] = intervals(form.hours[day], `spec.hours.${day}`, `hours.${day}`);
  }
  const holidays: string[] = [];
  const exceptions: Record<string, Interval[]> = {};
  const names: Record<string, string> = {};
  const seen = new Set<string>();
  for (const day of form.days) {
    const key = `days.${day.key}`;
    if (!isDate(day.date)) wrong[key] = "error-bad-date";
    else if (seen.has(day.date)) wrong[key] = "promise-date-twice";
    else if (!day.closed && day.spans.length === 0) wrong[key] = "promise-hours-missing";
    seen.add(day.date);
    if (day.closed) {
      at.set(`spec.holidays[${holidays.length}]`, key);
      holidays.push(day.date);
    } else {
      at.set(`spec.exceptions.${day.date}`, key);
      exceptions[day.date] = intervals(day.spans, `spec.exceptions.${day.date}`, key);
    }
    at.set(`spec.exception_names.${day.date}`, key);
    if (day.name.trim()) names[day.date] = day.name.trim();
  }
  if (holidays.length > 0) spec.holidays = holidays;
  if (Object.keys(exceptions).length > 0) spec.exceptions = exceptions;
  if (Object.keys(names).length > 0) spec.exception_names = names;
  return { body: { name: form.name.trim(), spec }, spec, at, wrong };
}
