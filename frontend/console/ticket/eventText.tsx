/* One sentence for each event of a ticket's history. */
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, Suspense, lazy } from "react";
import { agentsQuery, plansQuery, statusesQuery, teamsQuery } from "../api/queries";
import type { TicketEvent } from "../api/types";
import { statusName } from "../inbox/options";
import { useFormat } from "../lib/format";
import { richText, useI18n } from "../lib/i18n";
import { idPart } from "../lib/plaintext";

const HandoffText = lazy(() => import("../handoffs/Banner").then((module) => ({ default: module.HandoffText })));
const RoutedText = lazy(() => import("../routing/RoutedText").then((module) => ({ default: module.RoutedText })));

type Data = Record<string, unknown>;

const text = (value: unknown): string => (typeof value === "string" ? value : typeof value === "number" ? String(value) : "");
/** A name where the server sends `{id, name}`, an id where it sends that. */
const named = (value: unknown): string => (value && typeof value === "object" ? text((value as Data).name) || text((value as Data).number) || text((value as Data).id) : text(value));
const idOf = (value: unknown): string => (value && typeof value === "object" ? text((value as Data).id) : text(value));

export function useEventText(event: TicketEvent): ReactNode {
  const { tr } = useI18n();
  const format = useFormat();
  const { data: agents } = useQuery(agentsQuery);
  const { data: teams } = useQuery(teamsQuery);
  const { data: statuses } = useQuery(statusesQuery);
  const { data: plans } = useQuery(plansQuery);
  const data = event.data;
  const look = (list: readonly { id: string; name: string }[] | undefined, value: unknown): string =>
    list?.find((each) => each.id === idOf(value))?.name ?? named(value);
  const bold = (value: string): ReactNode => <b>{value}</b>;
  // The desk's own parts have code names; a reader knows it by one name.
  const own = event.actor.kind === "system" ? null : event.actor.name;
  const who = own ?? tr.dynamic(`actor-${idPart(event.actor.kind)}`) ?? event.actor.kind;
  const actor = bold(who);
  const status = (value: unknown, category: unknown): string => {
    const found = statuses?.find((each) => each.id === idOf(value));
    if (found) return statusName(tr, found);
    return tr.dynamic(`status-${idPart(text(category))}`) ?? named(value);
  };
  const priority = (value: unknown): string => tr.dynamic(`priority-${text(value) || "none"}`) ?? text(value);

  switch (event.kind) {
    case "created": {
      const channel = tr.dynamic(`channel-${text(data.channel)}`) ?? text(data.channel);
      return richText(tr, data.outbound ? "event-created-outbound" : "event-created", { actor, channel: bold(channel) });
    }
    case "status_changed": {
      const reason = text(data.reason);
      return richText(tr, reason ? "event-status-reason" : "event-status", { actor, to: bold(status(data.to, data.category)), reason });
    }
    case "reopened":
      return richText(tr, data.free === false ? "event-reopened-credit" : "event-reopened", { actor });
    case "priority_changed": {
      const derivation = (data.derivation ?? {}) as Data;
      const to = bold(priority(data.to));
      if (derivation.by === "matrix") {
        return richText(tr, "event-priority-matrix", {
          actor,
          to,
          impact: tr.dynamic(`level-${text(derivation.impact)}`) ?? "",
          urgency: tr.dynamic(`level-${text(derivation.urgency)}`) ?? "",
        });
      }
      return richText(tr, "event-priority", { actor, to });
    }
    case "assigned":
      return data.to
        ? richText(tr, "event-assigned", { actor, to: bold(look(agents, data.to)) })
        : richText(tr, "event-unassigned", { actor });
    case "routed":
      return (
        <Suspense fallback={null}>
          <RoutedText data={data} />
        </Suspense>
      );
    case "team_changed":
      return data.to ? richText(tr, "event-team", { actor, to: bold(look(teams, data.to)) }) : richText(tr, "event-team-none", { actor });
    case "field_changed": {
      const changes = Array.isArray(data.changes) ? (data.changes as Data[]) : [];
      const fields = changes.map((change) => tr.dynamic(`field-${idPart(text(change.field))}`) ?? text(change.field)).join(", ");
      return richText(tr, "event-field", { actor, fields: bold(fields) });
    }
    case "subject_matter_changed":
      return richText(tr, "event-subject-matter", { actor });
    case "promise_changed": {
      const plan = look(plans, data.plan);
      return plan ? richText(tr, "event-promise", { plan: bold(plan) }) : richText(tr, "event-promise-none", { actor });
    }
    case "entitlement_decided":
      return richText(tr, "event-decided", { outcome: bold(tr.dynamic(`outcome-${idPart(text(data.outcome))}`) ?? text(data.outcome)) });
    case "credit_consumed":
      return richText(tr, "event-credit-consumed", { credits: bold(format.credits(Math.abs(Number(data.hundredths) || 0))) });
    case "credit_refunded":
      return richText(tr, "event-credit-refunded", {
        credits: bold(format.credits(Math.abs(Number(data.hundredths) || 0))),
        cause: tr.dynamic(`cause-${idPart(text(data.cause))}`) ?? text(data.cause),
      });
    case "charged":
      return tr.t("event-charged");
    case "held":
      return tr.t("event-held");
    case "approved":
      return richText(tr, "event-approved", { actor });
    case "declined":
      return richText(tr, text(data.reason) ? "event-declined-reason" : "event-declined", { actor, reason: text(data.reason) });
    case "merged":
      return richText(tr, "event-merged", { actor, into: bold(ticketName(data.into)) });
    case "merged_in":
      return richText(tr, "event-merged-in", { actor, from: bold(ticketName(data.from)) });
    case "spam_marked":
      return richText(tr, data.spam === false ? "event-not-spam" : "event-spam", { actor });
    case "linked":
      return richText(tr, "event-linked", { actor, ticket: bold(ticketName(data.ticket)) });
    case "escalated": {
      const metric = tr.dynamic(`metric-${idPart(text(data.metric))}`) ?? text(data.metric);
      const actions = (Array.isArray(data.actions) ? data.actions : []).map((each) => {
        const name = text(each) || text((each as Data | null)?.kind);
        return tr.dynamic(`escalation-${idPart(name)}`) ?? name;
      });
      return richText(tr, "event-escalated", { metric: bold(metric), actions: actions.join(", ") || "–" });
    }
    case "escalated_by_hand": {
      const people = (Array.isArray(data.people) ? data.people : []).map((each) => look(agents, each));
      const to = [data.team ? look(teams, data.team) : "", ...people].filter(Boolean).join(", ");
      return richText(tr, "event-by-hand", { actor, to: bold(to || tr.t("escalated-nobody")), reason: text(data.reason) });
    }
    case "deescalated":
      return richText(tr, "event-deescalated", { actor, reason: text(data.reason) });
    case "escalation_update_missed":
      return richText(tr, "event-update-missed", { date: bold(format.dateTime(text(data.due_at))) });
    case "handoff_offered":
    case "handoff_ended":
    case "bounced_too_often":
      return (
        <Suspense fallback={null}>
          <HandoffText kind={event.kind} data={data} actor={actor} />
        </Suspense>
      );
    case "tag_added":
      return richText(tr, "event-tag-added", { actor, tag: bold(text(data.tag)) });
    case "tag_removed":
      return richText(tr, "event-tag-removed", { actor, tag: bold(text(data.tag)) });
    default:
      // A kind this console does not know yet is shown by its name, never hidden.
      return richText(tr, "event-other", { actor, kind: bold(event.kind.replaceAll("_", " ")) });
  }
}

function ticketName(value: unknown): string {
  const name = named(value);
  return /^\d+$/.test(name) ? `#${name}` : name;
}
