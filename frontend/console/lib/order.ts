/*
 * The rule for lists under live updates: nothing moves while somebody looks.
 * A changed row changes in place and stays in the group it was loaded into;
 * a new ticket is counted and shown on request; a ticket that no longer
 * belongs stays, marked, until the list is loaded again.
 */
import type { TicketRow } from "../api/types";
import { SOON_MS } from "./clock";

export type Group = "breached" | "soon" | "later" | "none";
export const GROUPS: readonly Group[] = ["breached", "soon", "later", "none"];

/** Where a row belongs at the moment it is loaded. */
export function groupOf(row: Pick<TicketRow, "next_due">, now: number): Group {
  if (!row.next_due) return "none";
  const due = Date.parse(row.next_due.due_at);
  if (due < now) return "breached";
  return due - now <= SOON_MS ? "soon" : "later";
}

export interface Change {
  number: number;
  version: number;
  row?: TicketRow | undefined;
}

/** Newer replaces older, an echo of what is already here changes nothing. */
export function applyChange(rows: readonly TicketRow[], change: Change): readonly TicketRow[] {
  const index = rows.findIndex((row) => row.number === change.number);
  const old = rows[index];
  if (!old || !change.row || old.version >= change.row.version) return rows;
  const next = rows.slice();
  next[index] = change.row;
  return next;
}

export type Line =
  | { kind: "group"; group: Group; count: number }
  | { kind: "row"; row: TicketRow; index: number };

/** Rows with a heading before each group; the order of the rows is kept as loaded. */
export function withGroups(
  rows: readonly TicketRow[],
  groupAt: (row: TicketRow) => Group,
  grouped: boolean,
): Line[] {
  if (!grouped) return rows.map((row, index) => ({ kind: "row", row, index }));
  const counts = new Map<Group, number>();
  for (const row of rows) {
    const group = groupAt(row);
    counts.set(group, (counts.get(group) ?? 0) + 1);
  }
  const lines: Line[] = [];
  let index = 0;
  // By group and not by adjacency: a row that changed must not split its group.
  for (const group of GROUPS) {
    const count = counts.get(group);
    if (!count) continue;
    lines.push({ kind: "group", group, count });
    for (const row of rows) {
      if (groupAt(row) === group) {
        lines.push({ kind: "row", row, index });
        index += 1;
      }
    }
  }
  return lines;
}
