/*
 * Messages come from the Fluent files that the server reads too. One lazy
 * chunk per language; the ids are a generated union, so a wrong id does not
 * type-check, and a test keeps both languages complete.
 */
import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";
import { Fragment, type ReactNode, createContext, useContext, useEffect, useState } from "react";
import type { MessageId } from "./messages.gen";

export type Lang = "en" | "zh-CN";
export const LANGS: readonly Lang[] = ["en", "zh-CN"];
/** Each language in its own words, as a language switch must show it. */
export const LANG_NAMES: Record<Lang, string> = { en: "English", "zh-CN": "简体中文" };
export type Args = Record<string, FluentVariable>;
export type { MessageId };

const STORAGE_KEY = "surety-lang";

const sources = import.meta.glob<string>("../../../locales/*/{agreement,board,common,console,contracts,credits,effects,errors,handoffs,imports,lint,policy,promises,why}.ftl", {
  query: "?raw",
  import: "default",
});

type Source = [string, () => Promise<string>];
const filesOf = (lang: Lang): Source[] => Object.entries(sources).filter(([path]) => path.includes(`/locales/${lang}/`));
const nameOf = (path: string): string => /([a-z]+)\.ftl$/.exec(path)?.[1] ?? "";

async function addTo(bundle: FluentBundle, files: readonly Source[]): Promise<void> {
  for (const text of await Promise.all(files.map(([, load]) => load()))) bundle.addResource(new FluentResource(text));
}

/** Texts of parts that most people seldom open: read when the part is. */
const SECTIONS = { promises: ["promises", "lint", "contracts"], credits: ["credits"], policy: ["policy"], board: ["board"], agreement: ["agreement"], effects: ["effects"], handoffs: ["handoffs"], imports: ["imports"], why: ["why"] } as const;
export type Section = keyof typeof SECTIONS;
const SECTION_FILES: Record<string, Section> = Object.fromEntries(Object.entries(SECTIONS).flatMap(([section, files]) => files.map((file) => [file, section as Section])));
/** A text of each section, by which it is known to be there. */
const MARKS: Record<Section, string> = { promises: "promises-plans", credits: "credits-adjust", policy: "policy-text", board: "board-text", agreement: "agreement-of", effects: "effect-title", handoffs: "handoff-text", imports: "import-title", why: "why-in-full" };
/** Sections in use: another language brings their texts with it, so that nothing unmounts meanwhile. */
const opened = new Set<string>();

export async function loadBundle(lang: Lang): Promise<FluentBundle> {
  const bundle = new FluentBundle(lang, { useIsolating: false });
  const wanted = filesOf(lang).filter(([path]) => {
    const section = SECTION_FILES[nameOf(path)];
    return section === undefined || opened.has(section);
  });
  const add = (files: typeof wanted): Promise<void> => addTo(bundle, files);
  const later = ([path]: [string, unknown]): boolean => path.endsWith("/errors.ftl");
  await add(wanted.filter((file) => !later(file)));
  // What can go wrong has many words, and none is needed to show the first screen.
  add(wanted.filter(later)).catch(() => {
    // Offline: a problem is then told in the server's own words.
  });
  return bundle;
}

/** Matches a locale such as `zh-Hans-SG` to one that we speak. */
export function matchLang(locale: string | null | undefined): Lang | null {
  if (!locale) return null;
  const lower = locale.toLowerCase();
  if (lower.startsWith("zh")) return "zh-CN";
  if (lower.startsWith("en")) return "en";
  return null;
}

/** The last choice of this browser, then `?lang`, then what the browser asks for. */
export function initialLang(): Lang {
  let stored: string | null = null;
  try {
    stored = localStorage.getItem(STORAGE_KEY);
  } catch {
    // Storage may be refused; the browser's languages still answer.
  }
  const asked = new URLSearchParams(location.search).get("lang");
  for (const candidate of [asked, stored, ...navigator.languages]) {
    const lang = matchLang(candidate);
    if (lang) return lang;
  }
  return "en";
}

export function rememberLang(lang: Lang): void {
  try {
    localStorage.setItem(STORAGE_KEY, lang);
  } catch {
    // Nothing is lost but the memory of the choice.
  }
  document.documentElement.lang = lang;
}

/** Fluent groups the digits of a number, right for a count and wrong for the number of a ticket. */
function asTexts(args: Args): Args {
  const out: Args = {};
  for (const [name, value] of Object.entries(args)) {
    out[name] = typeof value === "number" && name !== "count" ? String(value) : value;
  }
  return out;
}

export class Translator {
  readonly lang: Lang;
  readonly #bundle: FluentBundle;
  /** Sections whose texts could not be read. */
  readonly #missing = new Set<Section>();

  constructor(lang: Lang, bundle: FluentBundle) {
    this.lang = lang;
    this.#bundle = bundle;
  }

  has(id: string): boolean {
    return this.#bundle.hasMessage(id);
  }

  /** Whether the texts of a section are there. */
  hasSection(name: Section): boolean {
    return this.has(MARKS[name]) || this.#missing.has(name);
  }

  async openSection(name: Section): Promise<void> {
    opened.add(name);
    if (this.hasSection(name)) return;
    try {
      await addTo(this.#bundle, filesOf(this.lang).filter(([path]) => SECTION_FILES[nameOf(path)] === name));
    } catch {
      // Offline the ids stand in for the texts: better than a screen that never comes.
      this.#missing.add(name);
    }
  }

  /** The text of `id`; `args` fill its variables. */
  t = (id: MessageId, args?: Args): string => this.dynamic(id, args) ?? id;

  /** For ids made at run time (error codes, event kinds): null when there is no such text. */
  dynamic = (id: string, args?: Args): string | null => {
    const pattern = this.#bundle.getMessage(id)?.value;
    if (!pattern) return null;
    const problems: Error[] = [];
    const text = this.#bundle.formatPattern(pattern, args ? asTexts(args) : null, problems);
    if (problems.length > 0 && import.meta.env.DEV) console.warn(id, problems);
    return text;
  };
}

const Context = createContext<{ tr: Translator; setLang: (lang: Lang) => void } | null>(null);
export const I18nProvider = Context.Provider;

export function useI18n() {
  const value = useContext(Context);
  if (!value) throw new Error("I18nProvider is missing");
  return value;
}

export function useT(): Translator["t"] {
  return useI18n().tr.t;
}

/** False until the texts of a section have come. */
export function useSection(name: Section): boolean {
  const { tr } = useI18n();
  const [, look] = useState(0);
  const has = tr.hasSection(name);
  useEffect(() => {
    if (has) return undefined;
    let wanted = true;
    void tr.openSection(name).then(() => {
      if (wanted) look((n) => n + 1);
    });
    return () => {
      wanted = false;
    };
  }, [tr, name, has]);
  return has;
}

const OPEN = "\uE000";
const CLOSE = "\uE001";

/** A message whose variables are elements (bold names, links) and not only text. */
export function T({ id, args }: { id: MessageId; args: Record<string, ReactNode> }) {
  const { tr } = useI18n();
  return <>{richText(tr, id, args)}</>;
}

export function richText(tr: Translator, id: string, args: Record<string, ReactNode>): ReactNode {
  const plain: Args = {};
  const nodes = new Map<string, ReactNode>();
  for (const [name, value] of Object.entries(args)) {
    if (typeof value === "string" || typeof value === "number") {
      plain[name] = value;
    } else {
      plain[name] = `${OPEN}${name}${CLOSE}`;
      nodes.set(name, value);
    }
  }
  const text = tr.dynamic(id, plain) ?? id;
  const parts: ReactNode[] = [];
  let rest = text;
  for (let at = rest.indexOf(OPEN); at >= 0; at = rest.indexOf(OPEN)) {
    const end = rest.indexOf(CLOSE, at);
    if (end < 0) break;
    if (at > 0) parts.push(rest.slice(0, at));
    parts.push(nodes.get(rest.slice(at + 1, end)));
    rest = rest.slice(end + 1);
  }
  if (rest) parts.push(rest);
  return parts.map((part, index) => <Fragment key={index}>{part}</Fragment>);
}
