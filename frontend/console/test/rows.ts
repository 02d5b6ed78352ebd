import type { TicketRow } from "../api/types";

/** A ticket of a list, for tests. */
export function row(number: number, part: Partial<TicketRow> = {}): TicketRow {
  return {
    id: `tkt_${number}`,
    number,
    subject: `Ticket ${number}`,
    preview: "",
    status: { id: "sta_open", name: "Open", category: "open" },
    priority: "normal",
    channel: "email",
    type: null,
    product: null,
    account: null,
    requester: null,
    assignee: null,
    team: null,
    tier: 1,
    plan: null,
    admission: "admitted",
    outcome: "covered",
    tags: [],
    next_due: null,
    breached: false,
    unread: false,
    unanswered_seq: 0,
    escalated: null,
    offered: null,
    bounces: 0,
    message_count: 1,
    spam: false,
    merged_into: null,
    created_at: "2026-11-20T10:00:00Z",
    updated_at: "2026-11-20T10:00:00Z",
    version: 1,
    ...part,
  };
}
