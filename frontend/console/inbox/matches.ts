import type { TicketFilter } from "../api/queries";
import type { OfferedBadge, TicketRow } from "../api/types";
import { SOON_MS } from "../lib/clock";
import { splitList } from "../lib/plaintext";

const OPEN = new Set(["new", "open", "pending", "on_hold"]);

function oneOf(wanted: string | undefined, found: string | null | undefined, self?: string): boolean {
  const list = splitList(wanted);
  if (list.length === 0) return true;
  return list.some((item) => (item === "none" ? !found : item === "me" ? found === self : item === found));
}

function offeredTo(offer: OfferedBadge | null, wanted: string, me: { id: string; teams: readonly { id: string }[] }): boolean {
  if (!offer) return false;
  if (wanted === "any") return true;
  if (offer.user_id) return wanted === "me" && offer.user_id === me.id;
  return me.teams.some((team) => team.id === offer.team_id);
}

/** Would this ticket be in the list? Good enough to say "3 new"; the server decides on reload. */
export function matches(row: TicketRow, filter: TicketFilter, me: { id: string; teams: readonly { id: string }[] }, now: number): boolean {
  // What used credits is a figure of the past.
  if (filter.drew || filter.handed) return false;
  if (row.spam !== (filter.spam === "true")) return false;
  if (row.merged_into) return false;
  if ((filter.open === "true" || (!filter.category && !filter.status)) && !OPEN.has(row.status.category)) return false;
  if (!oneOf(filter.category, row.status.category) || !oneOf(filter.status, row.status.id)) return false;
  if (!oneOf(filter.priority, row.priority)) return false;
  if (!oneOf(filter.assignee, row.assignee?.id, me.id)) return false;
  if (filter.team === "mine" ? !me.teams.some((team) => team.id === row.team?.id) : !oneOf(filter.team, row.team?.id)) return false;
  if (!oneOf(filter.account, row.account?.id) || !oneOf(filter.plan, row.plan?.id)) return false;
  if (!oneOf(filter.channel, row.channel)) return false;
  if (filter.escalated && (filter.escalated === "true") !== (row.escalated !== null)) return false;
  if (filter.offered && !offeredTo(row.offered, filter.offered, me)) return false;
  if (filter.bounces && row.bounces < Number(filter.bounces)) return false;
  if (filter.admission ? !oneOf(filter.admission, row.admission) : row.admission === "blocked") return false;
  if (filter.tag && !splitList(filter.tag).every((tag) => row.tags.includes(tag))) return false;
  if (filter.q) {
    const q = filter.q.toLowerCase();
    if (!row.subject.toLowerCase().includes(q) && !String(row.number).startsWith(q.replace(/^#/, ""))) return false;
  }
  return slaMatches(row, filter.sla, now);
}

function slaMatches(row: TicketRow, wanted: string | undefined, now: number): boolean {
  const list = splitList(wanted);
  if (list.length === 0) return true;
  const due = row.next_due ? Date.parse(row.next_due.due_at) : null;
  return list.some((item) => {
    switch (item) {
      case "breached":
        return row.breached || (due !== null && due < now);
      case "due_soon":
        return due !== null && due >= now && due - now <= SOON_MS;
      case "running":
        return due !== null;
      case "none":
        return due === null;
      default:
        return true;
    }
  });
}
