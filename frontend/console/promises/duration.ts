/*
 * Durations as people write them. A day is 24 hours of its clock: in business
 * hours, three days of eight.
 */
const UNITS: readonly { seconds: number; words: readonly string[] }[] = [
  { seconds: 604_800, words: ["w", "wk", "week", "weeks", "周", "星期"] },
  { seconds: 86_400, words: ["d", "day", "days", "天", "日"] },
  { seconds: 3_600, words: ["h", "hr", "hrs", "hour", "hours", "小时", "时", "个小时"] },
  { seconds: 60, words: ["m", "min", "mins", "minute", "minutes", "分", "分钟"] },
  { seconds: 1, words: ["s", "sec", "secs", "second", "seconds", "秒", "秒钟"] },
];
const OF_WORD = new Map(UNITS.flatMap((unit) => unit.words.map((word) => [word, unit.seconds] as const)));

/**
 * `4 h`, `1 d 2 h`, `1.5h`, `90 min`, `2:30` (hours and minutes), `1 天 2 小时`;
 * null when it cannot be read. A bare number has no unit and is not guessed.
 */
export function parseDuration(text: string): number | null {
  const plain = text.normalize("NFKC").trim().toLowerCase();
  if (!plain) return null;
  const clock = /^(\d{1,5}):([0-5]\d)$/.exec(plain);
  if (clock) return Number(clock[1]) * 3_600 + Number(clock[2]) * 60;
  let seconds = 0;
  let rest = plain;
  let largest = Number.POSITIVE_INFINITY;
  while (rest) {
    const part = /^(\d+(?:[.,]\d+)?)\s*([a-z]+|[\u4e00-\u9fff]+)[\s,]*/.exec(rest);
    const unit = OF_WORD.get(part?.[2] ?? "");
    // Each unit once and the large ones first: `2 h 1 d` is more likely a slip than meant.
    if (!part || unit === undefined || unit >= largest) return null;
    largest = unit;
    seconds += Number((part[1] ?? "").replace(",", ".")) * unit;
    rest = rest.slice(part[0].length);
  }
  const whole = Math.round(seconds);
  return Math.abs(seconds - whole) < 1e-6 && Number.isSafeInteger(whole) ? whole : null;
}

export type DurationWords = Record<"d" | "h" | "min" | "s", string>;
export const EN_WORDS: DurationWords = { d: "d", h: "h", min: "min", s: "s" };

/** The exact text of a number of seconds, as `parseDuration` reads it: `1 d 2 h`. */
export function writeDuration(seconds: number, words: DurationWords = EN_WORDS): string {
  const parts: string[] = [];
  let rest = seconds;
  for (const [unit, word] of [[86_400, words.d], [3_600, words.h], [60, words.min], [1, words.s]] as const) {
    const n = Math.floor(rest / unit);
    if (n > 0) parts.push(`${n} ${word}`);
    rest -= n * unit;
  }
  return parts.join(" ") || `0 ${words.min}`;
}

export function durationWords(lang: string): DurationWords {
  return lang === "zh-CN" ? { d: "天", h: "小时", min: "分钟", s: "秒" } : EN_WORDS;
}

/** `9`, `930`, `9:30`, `09：30`, `18.30` as `HH:MM`; seconds stay; null when it is no time of a day. */
export function parseTime(text: string): string | null {
  const plain = text.normalize("NFKC").trim().replace(/[.h]/i, ":");
  const parts = /^(\d{1,2})(?::?([0-5]\d))?(?::([0-5]\d))?:?$/.exec(plain);
  if (!parts) return null;
  const [hour, minute, second] = [Number(parts[1]), Number(parts[2] ?? 0), Number(parts[3] ?? 0)];
  if (hour * 3_600 + minute * 60 + second > 86_400) return null;
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${two(hour)}:${two(minute)}${second ? `:${two(second)}` : ""}`;
}

export const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** Credits with at most two decimals, the number that a plan's specification holds; null when it is none. */
export function parseCredits(text: string): number | null {
  const plain = text.normalize("NFKC").trim().replace(",", ".");
  return /^-?\d{1,12}(\.\d{1,2})?$/.test(plain) ? Number(plain) : null;
}

/** A whole number, or null. */
export function parseWhole(text: string): number | null {
  const plain = text.normalize("NFKC").trim();
  return /^\d{1,12}$/.test(plain) ? Number(plain) : null;
}

/** The digits after the point that a currency has: 2 for EUR, 0 for JPY. */
export function currencyDigits(currency: string): number {
  try {
    return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    return 2;
  }
}
/** Money as written into the smallest unit of its currency; null when it is not an amount of it. */
export function parseMoney(text: string, currency: string): number | null {
  const digits = currencyDigits(currency);
  const plain = text.normalize("NFKC").trim().replace(",", ".");
  const parts = /^(\d{1,12})(?:\.(\d+))?$/.exec(plain);
  if (!parts || (parts[2]?.length ?? 0) > digits) return null;
  return Number(parts[1]) * 10 ** digits + Number((parts[2] ?? "").padEnd(digits, "0") || 0);
}
export const writeMoney = (minor: number, currency: string): string => (minor / 10 ** currencyDigits(currency)).toFixed(currencyDigits(currency));

/** An instant of a zone's wall clock (`2026-05-04T09:00`); of a time that a clock change skips, the one after. */
export function instantIn(zone: string, local: string): string | null {
  const naive = Date.parse(`${local}Z`);
  if (Number.isNaN(naive)) return null;
  const offset = (at: number): number => {
    const parts = new Intl.DateTimeFormat("en-CA", {
      timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit",
    }).formatToParts(new Date(at));
    const of = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
    return Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second")) - at;
  };
  try {
    const first = naive - offset(naive);
    return new Date(naive - offset(first)).toISOString();
  } catch {
    // Not a zone that this browser knows.
    return null;
  }
}
/** The wall clock of a zone at an instant, for a field of date and time. */
export function localIn(zone: string, ms: number): string {
  try {
    const text = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" }).format(new Date(ms));
    return text.replace(" ", "T");
  } catch {
    return new Date(ms).toISOString().slice(0, 16);
  }
}
