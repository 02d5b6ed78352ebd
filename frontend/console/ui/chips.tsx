import { Check, ChevronsUp, Clock, Flame, Pause } from "lucide-react";
import { useCallback } from "react";
import type { ReactNode } from "react";
import type { EscalatedBadge, Metric, NextDue } from "../api/types";
import { nowMs, urgencyOf, useTicking } from "../lib/clock";
import { useFormat } from "../lib/format";
import { useI18n } from "../lib/i18n";
import { keyCaps } from "../lib/keys";
import { hueOf } from "./avatar";

/** What is left until `due`, by text and icon and colour. */
export function DueChip({ due, large = false }: { due: NextDue; large?: boolean }) {
  const format = useFormat();
  const { tr } = useI18n();
  const dueMs = Date.parse(due.due_at);
  const read = useCallback(
    (now: number) => `${urgencyOf(dueMs, now)}|${format.countdown(dueMs - now)}`,
    [dueMs, format],
  );
  const [urgency, label] = useTicking(read).split("|");
  const metric = tr.dynamic(`metric-${due.metric.replaceAll("_", "-")}`) ?? due.metric;
  const words =
    urgency === "late"
      ? tr.t("due-late", { metric, date: format.dateTime(due.due_at) })
      : tr.t("due-by", { metric, date: format.dateTime(due.due_at) });
  const Icon = urgency === "late" ? Flame : Clock;
  return (
    <span className={`due due-${urgency}${large ? " due-large" : ""}`} title={words}>
      <Icon size={12} strokeWidth={2} aria-hidden="true" />
      <span aria-hidden="true">{label}</span>
      <span className="sr-only">{words}</span>
    </span>
  );
}

/** That a ticket is escalated; its level from the second on, and in words until when the next update is due. */
export function EscalatedChip({ escalated }: { escalated: EscalatedBadge }) {
  const format = useFormat();
  const { tr } = useI18n();
  const due = escalated.next_update_at;
  const words = due === null ? tr.t("escalated-level", { level: escalated.level }) : tr.t("escalated-level-until", { level: escalated.level, date: format.dateTime(due) });
  return (
    <span className="badge badge-red badge-escalated" title={words}>
      <ChevronsUp size={12} strokeWidth={2.2} aria-hidden="true" />
      <span aria-hidden="true">
        {tr.t("escalated")}
        {escalated.level > 1 && ` ${escalated.level}`}
      </span>
      <span className="sr-only">{words}</span>
    </span>
  );
}

export function PausedChip({ text }: { text: string }) {
  return (
    <span className="due due-paused">
      <Pause size={12} strokeWidth={2} aria-hidden="true" />
      {text}
    </span>
  );
}

/** A ticking text such as `22:58` for rows that have their own layout. */
export function Remaining({ dueAt }: { dueAt: string }) {
  const format = useFormat();
  const dueMs = Date.parse(dueAt);
  const read = useCallback((now: number) => format.countdown(dueMs - now), [dueMs, format]);
  return <>{useTicking(read)}</>;
}

export function Ago({ at, className }: { at: string; className?: string }) {
  const format = useFormat();
  const read = useCallback((now: number) => format.ago(at, now), [at, format]);
  const label = useTicking(read);
  return (
    <time className={className} dateTime={at} title={format.full(at)}>
      {label}
    </time>
  );
}

const PLAN_TONES = ["violet", "amber", "teal", "blue", "green"] as const;
/** The metals of the trade have their colours; other plans get a steady one. */
const PLAN_NAMED: readonly (readonly [RegExp, Tone])[] = [
  [/platinum|铂金|白金/i, "violet"],
  [/gold|黄金|金牌/i, "amber"],
  [/silver|白银|银牌/i, "grey"],
  [/free|免费/i, "grey"],
  [/basic|基础/i, "teal"],
];

export function planTone(plan: { id: string; name: string }): Tone {
  const named = PLAN_NAMED.find(([pattern]) => pattern.test(plan.name));
  return named?.[1] ?? PLAN_TONES[hueOf(plan.id) % PLAN_TONES.length] ?? "grey";
}

export function PlanBadge({ plan }: { plan: { id: string; name: string } }) {
  return (
    <span className={`badge badge-${planTone(plan)}`} title={plan.name}>
      {plan.name}
    </span>
  );
}

export type Tone = "red" | "amber" | "green" | "blue" | "violet" | "teal" | "grey";

export function Badge({ tone = "grey", children, title }: { tone?: Tone; children: ReactNode; title?: string }) {
  return (
    <span className={`badge badge-${tone}`} title={title}>
      {children}
    </span>
  );
}

export function Tag({ children }: { children: ReactNode }) {
  return <span className="tag">{children}</span>;
}

export function Keys({ keys }: { keys: string }) {
  return (
    <span className="keys" aria-hidden="true">
      {keyCaps(keys)
        .flat()
        .map((cap, i) => (
          // A sequence has no better identity than its place.
          <kbd key={`${cap}${i}`}>{cap}</kbd>
        ))}
    </span>
  );
}

export function Met({ text }: { text: string }) {
  return (
    <span className="met">
      <Check size={13} strokeWidth={2.4} aria-hidden="true" />
      {text}
    </span>
  );
}

export function metricId(metric: Metric): string {
  return `metric-${metric.replaceAll("_", "-")}`;
}

export { nowMs };
