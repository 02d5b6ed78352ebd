/* The board of what breaches next, as the API says it. */
import { queryOptions } from "@tanstack/react-query";
import { body, client } from "../api/client";
import type { TicketRow } from "../api/types";

export const BANDS = ["breached", "hour", "today", "later"] as const;
export type Band = (typeof BANDS)[number];
export const GROUPS = ["team", "tier", "account", "plan", "priority", "assignee"] as const;
export type GroupBy = (typeof GROUPS)[number];
export type Counts = Record<Band | "all", number>;
export interface BoardGroup {
  key: string;
  name: string;
  counts: Counts;
}
export interface BoardItem {
  ticket: TicketRow;
  metric: string;
  due_at: string;
  target_seconds: number;
  business_seconds: number;
  wall_seconds: number;
  counting: boolean;
  band: Band;
}
export interface BoardView {
  by: GroupBy;
  at: string;
  counts: Counts;
  groups: BoardGroup[];
  items: BoardItem[];
  more: boolean;
}

/** Seconds pass without an event too: read anew this often. */
const EVERY_MS = 30_000;

export const boardQuery = (by: GroupBy, group: string | undefined, band: string | undefined) =>
  queryOptions({
    queryKey: ["board", by, group ?? "", band ?? ""],
    queryFn: ({ signal }) => body<BoardView>(client.GET("/api/v1/board", { params: { query: { by, ...(group ? { group } : {}), ...(band ? { band } : {}) } }, signal })),
    refetchInterval: EVERY_MS,
    staleTime: 5_000,
  });
