/* Dates, numbers, sizes and credits as the reader's language writes them. */
import { useMemo } from "react";
import { countdown, nowMs } from "./clock";
import { type Lang, type Translator, useI18n } from "./i18n";

const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;

export interface Formats {
  /** `26.5`; credits are integer hundredths everywhere else. */
  credits: (hundredths: number) => string;
  /** `+1` or `−2.5`. */
  signedCredits: (hundredths: number) => string;
  number: (n: number) => string;
  money: (minor: number, currency: string) => string;
  /** Without the cents, for revenues and deals. */
  wholeMoney: (minor: number, currency: string) => string;
  /** `Dec 30, 2026`. */
  date: (iso: string, zone?: string) => string;
  /** The day before an end that is not part of the stretch: `2026-12-31` ends on Dec 30. */
  lastDay: (end: string, zone?: string) => string;
  /** The civil day after one: a period whose last day is Dec 30 starts anew on Dec 31. */
  dayAfter: (day: string) => string;
  /** `English` of `en`, `Chinese (China)` of `zh-CN`. */
  language: (locale: string) => string;
  /** `Dec 30, 14:05`, with the year when it is not this one. */
  dateTime: (iso: string, zone?: string) => string;
  /** Everything, for titles: `Wednesday, December 30, 2026 at 14:05:11 GMT+1`. */
  full: (iso: string, zone?: string) => string;
  /** `this minute`, `5h ago`, `yesterday`. */
  ago: (iso: string, now?: number) => string;
  /** `22:58`, `1h 28m`, `2d 3h`, `−1h 28m`. */
  countdown: (ms: number) => string;
  /** `4 h`, `30 min`, `2 d`. */
  duration: (seconds: number) => string;
  size: (bytes: number) => string;
}

/** A civil date (`2026-12-30`) has no zone: it is shown as written. */
const CIVIL = /^\d{4}-\d{2}-\d{2}$/;

export function makeFormats(lang: Lang, t: Translator["t"]): Formats {
  const cache = new Map<string, Intl.DateTimeFormat>();
  const dtf = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
    const key = JSON.stringify(options);
    let made = cache.get(key);
    if (!made) {
      try {
        made = new Intl.DateTimeFormat(lang, options);
      } catch {
        // A zone this browser does not know: its own zone is better than nothing.
        made = new Intl.DateTimeFormat(lang, { ...options, timeZone: undefined });
      }
      cache.set(key, made);
    }
    return made;
  };
  const plainNumber = new Intl.NumberFormat(lang);
  const creditNumber = new Intl.NumberFormat(lang, { maximumFractionDigits: 2 });
  const relative = new Intl.RelativeTimeFormat(lang, { numeric: "auto", style: "narrow" });
  const decimal = new Intl.NumberFormat(lang, { maximumFractionDigits: 1 });
  const date = (iso: string, zone?: string): string =>
    CIVIL.test(iso)
      ? dtf({ dateStyle: "medium", timeZone: "UTC" }).format(new Date(`${iso}T00:00:00Z`))
      : dtf({ dateStyle: "medium", timeZone: zone }).format(new Date(iso));
  const words = {
    days: (days: number, hours: number) => t("countdown-days", { days, hours }),
    hours: (hours: number, minutes: string) => t("countdown-hours", { hours, minutes }),
  };
  return {
    credits: (h) => creditNumber.format(h / 100),
    signedCredits: (h) =>
      h < 0 ? `\u2212${creditNumber.format(-h / 100)}` : h > 0 ? `+${creditNumber.format(h / 100)}` : "0",
    number: (n) => plainNumber.format(n),
    money: (minor, currency) => money(lang, minor, currency, false),
    wholeMoney: (minor, currency) => money(lang, minor, currency, true),
    date,
    lastDay: (end, zone) =>
      CIVIL.test(end) ? date(new Date(Date.parse(`${end}T00:00:00Z`) - DAY).toISOString().slice(0, 10)) : date(new Date(Date.parse(end) - 1).toISOString(), zone),
    dayAfter: (day) => date(new Date(Date.parse(`${day}T00:00:00Z`) + DAY).toISOString().slice(0, 10)),
    language: (locale) => {
      try {
        return new Intl.DisplayNames([lang], { type: "language" }).of(locale) ?? locale;
      } catch {
        return locale;
      }
    },
    dateTime: (iso, zone) => {
      const date = new Date(iso);
      const sameYear = date.getFullYear() === new Date(nowMs()).getFullYear();
      return dtf({
        month: "short",
        day: "numeric",
        hour: "2-digit",
        minute: "2-digit",
        hourCycle: "h23",
        year: sameYear ? undefined : "numeric",
        timeZone: zone,
      }).format(date);
    },
    full: (iso, zone) =>
      dtf({
        weekday: "long",
        year: "numeric",
        month: "long",
        day: "numeric",
        hour: "2-digit",
        minute: "2-digit",
        second: "2-digit",
        hourCycle: "h23",
        timeZoneName: "short",
        timeZone: zone,
      }).format(new Date(iso)),
    ago: (iso, now = nowMs()) => {
      const past = now - Date.parse(iso);
      if (Math.abs(past) < MINUTE) return relative.format(0, "minute");
      if (Math.abs(past) < HOUR) return relative.format(-Math.trunc(past / MINUTE), "minute");
      if (Math.abs(past) < DAY) return relative.format(-Math.trunc(past / HOUR), "hour");
      if (Math.abs(past) < 30 * DAY) return relative.format(-Math.trunc(past / DAY), "day");
      return dtf({ dateStyle: "medium" }).format(new Date(iso));
    },
    countdown: (ms) => countdown(ms, words),
    duration: (seconds) => {
      if (seconds < 3_600) return t("duration-minutes", { n: Math.ceil(seconds / 60) });
      if (seconds < 86_400) return t("duration-hours", { n: decimal.format(seconds / 3_600) });
      return t("duration-days", { n: decimal.format(seconds / 86_400) });
    },
    size: (bytes) => {
      if (bytes < 1_000) return `${bytes} B`;
      if (bytes < 1_000_000) return `${decimal.format(bytes / 1_000)} kB`;
      return `${decimal.format(bytes / 1_000_000)} MB`;
    },
  };
}

function money(lang: Lang, minor: number, currency: string, whole: boolean): string {
  try {
    const digits = new Intl.NumberFormat(lang, { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
    return new Intl.NumberFormat(lang, { style: "currency", currency, ...(whole ? { maximumFractionDigits: 0 } : {}) }).format(minor / 10 ** digits);
  } catch {
    // Not a currency code of ISO 4217: the number and the word still tell.
    return `${new Intl.NumberFormat(lang).format(minor / 100)} ${currency}`;
  }
}

export function useFormat(): Formats {
  const { tr } = useI18n();
  return useMemo(() => makeFormats(tr.lang, tr.t), [tr]);
}
