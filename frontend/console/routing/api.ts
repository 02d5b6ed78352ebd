/* Routing as the API tells it. */
import { queryOptions } from "@tanstack/react-query";
import { body, client, etag } from "../api/client";
import { queryClient } from "../api/queries";
import type { Page } from "../api/types";

export const STRATEGIES = ["round_robin", "least_loaded", "best_skill"] as const;
export type Strategy = (typeof STRATEGIES)[number];
export interface Skill {
  key: string;
  name: string;
  archived: boolean;
}
export interface Requirement {
  product_id: string | null;
  type_id: string | null;
  plan_id: string | null;
  skill: string;
  level: number;
}
export interface RoutingKept {
  skills: Skill[];
  required: Requirement[];
  plan_ranks: { plan_id: string; rank: number }[];
  teams: { team_id: string; strategy: Strategy; cap: number }[];
  version: number;
}
export interface Absence {
  from: string;
  until: string;
  reason: string;
}
export interface AgentWork {
  agent_id: string;
  name: string;
  disabled: boolean;
  cap?: number | null;
  calendar_id?: string | null;
  away: boolean;
  absences: Absence[];
  skills: { skill: string; level: number }[];
  zone: string;
  open_tickets: number;
  version: number;
}
export interface RoutingCheck {
  check: string;
  passed: boolean;
  skill?: string;
  found?: number;
  wanted?: number;
  until?: string;
}
export interface Considered {
  agent: { id: string; name: string };
  passed: boolean;
  checks: RoutingCheck[];
  open: number;
  cap: number;
  fit: number;
}
export interface Routed {
  at: string;
  team: { id: string; name: string };
  agent?: { id: string; name: string } | null;
  because: string;
  strategy: string;
  required: { skill: string; level: number }[];
  skill_names: Record<string, string>;
  considered: Considered[];
  left_out: number;
}
export interface TicketRouting {
  routed?: Routed | null;
  waiting: boolean;
  in_force: boolean;
}

const PAGE_MAX = 200;

export const routingQuery = queryOptions({
  queryKey: ["settings", "routing"],
  queryFn: () => body<RoutingKept>(client.GET("/api/v1/settings/routing", {}) as never),
});
export async function putRouting(version: number, input: object): Promise<RoutingKept> {
  const saved = await body<RoutingKept>(client.PUT("/api/v1/settings/routing", { params: {}, headers: { "If-Match": etag(version) }, body: input as never }) as never);
  queryClient.setQueryData(["settings", "routing"], saved);
  return saved;
}
export const peopleQuery = queryOptions({
  queryKey: ["agent_work"],
  queryFn: async () => {
    const items: AgentWork[] = [];
    let cursor: string | null = null;
    do {
      const page: Page<AgentWork> = await body<Page<AgentWork>>(client.GET("/api/v1/agent_work", { params: { query: { limit: PAGE_MAX, ...(cursor ? { cursor } : {}) } } }) as never);
      items.push(...page.items);
      cursor = page.next_cursor;
    } while (cursor);
    return items;
  },
});
export async function putWork(agent: string, version: number, input: object): Promise<void> {
  await body(client.PUT("/api/v1/agents/{agent}/work", { params: { path: { agent } }, headers: { "If-Match": etag(version) }, body: input as never }) as never);
  void queryClient.invalidateQueries({ queryKey: ["agent_work"] });
}
export async function setAway(away: boolean, key: string): Promise<void> {
  await body(client.POST("/api/v1/me/away", { headers: { "Idempotency-Key": key }, body: { away } } as never) as never);
  void queryClient.invalidateQueries({ queryKey: ["agent_work"] });
}

export interface Tried {
  team: string;
  strategy: Strategy;
  cap: number;
  product: string | null;
  type: string | null;
  plan: string | null;
}
export const previewQuery = (tried: Tried, version: number) =>
  queryOptions({
    queryKey: ["routing", "preview", tried, version],
    queryFn: () =>
      body<Routed>(
        client.GET("/api/v1/teams/{team}/routing/preview", {
          params: {
            path: { team: tried.team },
            query: { strategy: tried.strategy, cap: tried.cap, ...(tried.product ? { product_id: tried.product } : {}), ...(tried.type ? { type_id: tried.type } : {}), ...(tried.plan ? { plan_id: tried.plan } : {}) },
          },
        }) as never,
      ),
    staleTime: 0,
  });
export const ticketRoutingQuery = (ticket: string, version: number) =>
  queryOptions({
    queryKey: ["ticket", ticket, "routing", version],
    queryFn: () => body<TicketRouting>(client.GET("/api/v1/tickets/{ticket}/routing", { params: { path: { ticket } } }) as never),
    staleTime: 60_000,
  });
