/* What is allowed and seldom meant: the server's findings about a draft, at the fields that they are about. */
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { body, client } from "../api/client";
import { type Formats, useFormat } from "../lib/format";
import { type Args, type Translator, useI18n } from "../lib/i18n";
import { idPart } from "../lib/plaintext";
import { type Encoded, useSettled } from "./draft";
import { fieldOf, pathOf } from "../api/fields";
import { durationWords, writeDuration } from "./duration";
import type { Note } from "./fields";

export interface Finding {
  code: string;
  severity: string;
  path: string;
  params: Record<string, unknown>;
}
export type LintKind = "calendar" | "sla" | "plan" | "contract" | "priority_matrix" | "licence_bands";

interface Plain {
  POST: (path: string, options: object) => Promise<{ data?: unknown; response: Response }>;
}
export const post = <T>(path: string, input: object, signal?: AbortSignal): Promise<T> => body<T>((client as unknown as Plain).POST(path, { body: input, signal }));

/** Which of our words a parameter is one of. */
const WORDS: Record<string, (key: string) => string> = {
  metric: (key) => `metric-${key}`,
  metrics: (key) => `metric-${key}`,
  priority: (key) => `priority-${key}`,
  priorities: (key) => `priority-${key}`,
  other_priority: (key) => `priority-${key}`,
  impact: (key) => `level-${key}`,
  urgency: (key) => `level-${key}`,
  other_impact: (key) => `level-${key}`,
  other_urgency: (key) => `level-${key}`,
  condition: (key) => `sla-condition-${key}`,
  status: (key) => `status-${key}`,
  cause: (key) => `cause-${key}`,
  consume_at: (key) => `plan-consume-${key}`,
  bucket: (key) => `bucket-${key}`,
  by_bucket: (key) => `bucket-${key}`,
  kind: (key) => `object-${key}`,
};
const CIVIL = /^\d{4}-\d{2}-\d{2}$/;

/** A finding's parameters as its text wants them: durations, credits, dates and our words written out. */
export function lintArgs(tr: Translator, format: Formats, params: Readonly<Record<string, unknown>>): Args {
  const out: Args = {};
  const one = (name: string, value: unknown): string => {
    // Places count from 0 there and from 1 for people.
    if (name === "by" && typeof value === "number") return String(value + 1);
    if (typeof value === "number") return format.number(value);
    const text = String(value ?? "");
    if (CIVIL.test(text)) return format.date(text);
    const word = WORDS[name];
    return (word && tr.dynamic(word(idPart(text)))) ?? text;
  };
  for (const [name, value] of Object.entries(params)) {
    const text = name.endsWith("_seconds")
      ? writeDuration(Number(value), durationWords(tr.lang))
      : name.endsWith("_hundredths")
        ? format.credits(Number(value))
        : Array.isArray(value)
          ? value.map((each) => one(name, each)).join(tr.lang === "zh-CN" ? "、" : ", ")
          : one(name, value);
    const bare = name.replace(/_(seconds|hundredths)$/, "");
    out[bare] = text;
  }
  return out;
}

export function lintText(tr: Translator, format: Formats, finding: Finding): string {
  // What has no end, or only one side, has a text of its own.
  const { params } = finding;
  const open =
    finding.code === "band_gap" && params.to == null
      ? "-open"
      : finding.code === "policy_outdated" && params.says == null
        ? "-new"
        : finding.code === "policy_outdated" && params.enforces == null
          ? "-gone"
          : "";
  return tr.dynamic(`lint-${idPart(finding.code)}${open}`, lintArgs(tr, format, finding.params)) ?? finding.code.replaceAll("_", " ");
}

const TONES: Record<string, Note["tone"]> = { error: "red", warning: "amber", hint: "blue" };
export interface Told extends Note {
  field: string;
}

export function tellFindings(tr: Translator, format: Formats, findings: readonly Finding[], at: ReadonlyMap<string, string>): Told[] {
  return findings.map((finding) => ({ field: fieldOf(pathOf(finding.path), at), text: lintText(tr, format, finding), tone: TONES[finding.severity] ?? "blue" }));
}

const WAIT_MS = 600;
const NONE: readonly Told[] = [];

/** The findings about a draft, a moment after the typing stopped; none while it cannot be read or would be refused. */
export function useLint(kind: LintKind, id: string | null, encoded: Encoded, enabled: boolean): readonly Told[] {
  const { tr } = useI18n();
  const format = useFormat();
  const readable = Object.keys(encoded.wrong).every((key) => key === "name" || key.endsWith(".name"));
  const question = useMemo(() => (enabled && readable ? JSON.stringify({ ...(id ? { id } : {}), draft: encoded.body }) : null), [enabled, readable, id, encoded.body]);
  const asked = useSettled(question, WAIT_MS);
  const answer = useQuery({
    queryKey: ["lint", kind, asked],
    queryFn: ({ signal }) => post<{ findings: Finding[] }>(`/api/v1/lint/${kind}`, JSON.parse(asked ?? "{}") as object, signal),
    enabled: asked !== null,
    retry: false,
    gcTime: 60_000,
    placeholderData: (previous) => previous,
  });
  const findings = answer.isError || asked === null ? undefined : answer.data?.findings;
  return useMemo(() => (findings ? tellFindings(tr, format, findings, encoded.at) : NONE), [tr, format, findings, encoded.at]);
}

export function notesByField(told: readonly Told[]): Record<string, Note[]> {
  const out: Record<string, Note[]> = {};
  for (const note of told) (out[note.field] ??= []).push(note);
  return out;
}
