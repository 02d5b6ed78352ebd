/* Every question the console asks, with its cache key. Screens hold no path. */
import { QueryClient, infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { setServerTime } from "../lib/clock";
import { body, client } from "./client";
import { Problem } from "./problem";
import type {
  Account,
  Agent,
  ApiToken,
  Asset,
  AuditEntry,
  Contact,
  Contract,
  Decision,
  DeviceSession,
  ForecastView,
  LedgerEntry,
  Message,
  Notice,
  Page,
  Period,
  Plan,
  Preview,
  QuickSearch,
  Ref,
  Session,
  StatementLine,
  Status,
  SuspendedMail,
  Team,
  Ticket,
  TicketEvent,
  TicketRow,
  View,
  ViewCount,
} from "./types";

const MINUTE_MS = 60_000;
/** One page of a list: enough for two screens, small enough to arrive at once. */
export const PAGE_SIZE = 100;
/** Lists that fill a select are read whole up to this many entries. */
const WHOLE_LIST = 200;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      gcTime: 10 * MINUTE_MS,
      refetchOnWindowFocus: false,
      retry: (count, error) => {
        // What was answered is answered; only silence and server trouble are worth another try.
        const status = error instanceof Problem ? error.status : 0;
        return (status === 0 || status >= 500) && count < 2;
      },
    },
    mutations: { retry: false },
  },
});

export type TicketFilter = Partial<
  Record<
    "view" | "category" | "status" | "priority" | "assignee" | "team" | "account" | "plan" | "sla" | "admission" | "tag" | "channel" | "q" | "sort" | "spam" | "open" | "escalated" | "offered" | "bounces" | "handed" | "drew" | "type" | "product" | "requester",
    string
  >
>;

export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: () => body<Session>(client.GET("/api/v1/session", {})),
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
});

export const viewsQuery = queryOptions({
  queryKey: ["views"],
  queryFn: async () => (await body<Page<View>>(client.GET("/api/v1/views", { params: { query: { limit: WHOLE_LIST } } }))).items,
  staleTime: 5 * MINUTE_MS,
});

export const countsQuery = (views: readonly string[]) =>
  queryOptions({
    queryKey: ["counts", views],
    queryFn: async () =>
      (
        await body<{ items: ViewCount[] }>(
          client.GET("/api/v1/tickets/counts", { params: { query: { views: views.join(",") } } }),
        )
      ).items,
    enabled: views.length > 0,
    staleTime: MINUTE_MS,
  });

export const ticketsQuery = (filter: TicketFilter) =>
  infiniteQueryOptions({
    queryKey: ["tickets", filter],
    queryFn: ({ pageParam, signal }) =>
      body<Page<TicketRow>>(
        client.GET("/api/v1/tickets", {
          params: { query: { ...filter, limit: PAGE_SIZE, ...(pageParam ? { cursor: pageParam } : {}) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
    staleTime: 15_000,
  });

export const ticketQuery = (number: string) =>
  queryOptions({
    queryKey: ["ticket", number],
    queryFn: async ({ signal }) => {
      const ticket = await body<Ticket>(client.GET("/api/v1/tickets/{ticket}", { params: { path: { ticket: number } }, signal }));
      // Countdowns follow the server's clock; this is a fresh reading of it.
      setServerTime(ticket.server_time);
      return ticket;
    },
  });

const messagesPage = (number: string, cursor?: string, signal?: AbortSignal) =>
  body<Page<Message>>(client.GET("/api/v1/tickets/{ticket}/messages", { params: { path: { ticket: number }, query: { cursor } }, signal }));

/** The newest messages, oldest first; `next_cursor` leads to those before. */
export const messagesQuery = (number: string) =>
  queryOptions({
    queryKey: ["ticket", number, "messages"],
    queryFn: ({ signal }) => messagesPage(number, undefined, signal),
  });

/** The messages before a page of them. */
export const earlierMessages = (number: string, cursor: string) => messagesPage(number, cursor);

export const eventsQuery = (number: string) =>
  queryOptions({
    queryKey: ["ticket", number, "events"],
    queryFn: async ({ signal }) =>
      (await body<{ items: TicketEvent[] }>(client.GET("/api/v1/tickets/{ticket}/events", { params: { path: { ticket: number } }, signal }))).items,
  });

export const decisionQuery = (number: string) =>
  queryOptions({
    queryKey: ["ticket", number, "decision"],
    queryFn: ({ signal }) => body<Decision>(client.GET("/api/v1/tickets/{ticket}/decision", { params: { path: { ticket: number } }, signal })),
  });

/** What other facts would give; the version is part of the question, for the answer is of that moment. */
export const previewQuery = (number: string, version: number, change: Record<string, unknown>) =>
  queryOptions({
    queryKey: ["ticket", number, "preview", version, change],
    queryFn: ({ signal }) => {
      const { requester_id: contact, ...facts } = change;
      return body<Preview>(
        client.POST("/api/v1/tickets/{ticket}/entitlement_preview", {
          params: { path: { ticket: number } },
          body: contact ? { ...facts, contact_id: contact as string } : facts,
          signal,
        }),
      );
    },
    staleTime: 5_000,
    gcTime: MINUTE_MS,
    placeholderData: keepPreviousData,
  });

export const assetsQuery = (account: string) =>
  queryOptions({
    queryKey: ["account", account, "assets"],
    queryFn: async () =>
      (await body<Page<Asset>>(client.GET("/api/v1/assets", { params: { query: { account, limit: WHOLE_LIST } } }))).items,
  });

function whole<T>(key: string, path: "/api/v1/statuses" | "/api/v1/agents" | "/api/v1/teams" | "/api/v1/ticket_types" | "/api/v1/plans" | "/api/v1/products") {
  return queryOptions({
    queryKey: [key],
    queryFn: async () => (await body<Page<T>>(client.GET(path, { params: { query: { limit: WHOLE_LIST } } }))).items,
    staleTime: 5 * MINUTE_MS,
  });
}
export const statusesQuery = whole<Status>("statuses", "/api/v1/statuses");
export const agentsQuery = whole<Agent>("agents", "/api/v1/agents");
export const teamsQuery = whole<Team>("teams", "/api/v1/teams");
export const typesQuery = whole<Ref>("ticket_types", "/api/v1/ticket_types");
export const plansQuery = whole<Plan>("plans", "/api/v1/plans");
export const productsQuery = whole<Ref>("products", "/api/v1/products");

export const tagsQuery = (q: string) =>
  queryOptions({
    queryKey: ["tags", q],
    queryFn: async () => {
      const { items } = await body<{ items: (string | { tag?: string; name?: string })[] }>(
        client.GET("/api/v1/tags", { params: { query: { q } } }),
      );
      return items.map((item) => (typeof item === "string" ? item : (item.tag ?? item.name ?? "")));
    },
    staleTime: MINUTE_MS,
  });

export const accountsQuery = (q: string) =>
  infiniteQueryOptions({
    queryKey: ["accounts", q],
    queryFn: ({ pageParam, signal }) =>
      body<Page<Account>>(
        client.GET("/api/v1/accounts", {
          params: { query: { limit: PAGE_SIZE, ...(q ? { q } : {}), ...(pageParam ? { cursor: pageParam } : {}) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
  });

export const accountQuery = (id: string) =>
  queryOptions({
    queryKey: ["account", id],
    queryFn: () => body<Account>(client.GET("/api/v1/accounts/{account}", { params: { path: { account: id } } })),
  });

export const forecastsQuery = (id: string) =>
  queryOptions({
    queryKey: ["account", id, "forecasts"],
    queryFn: async () => (await body<{ items: ForecastView[] }>(client.GET("/api/v1/accounts/{account}/forecasts", { params: { path: { account: id } } }))).items,
  });

export const statementQuery = (id: string, at: string) =>
  queryOptions({
    queryKey: ["account", id, "statement", at],
    queryFn: async () =>
      (
        await body<{ items: StatementLine[] }>(
          client.GET("/api/v1/accounts/{account}/statement", { params: { path: { account: id }, query: at ? { at } : {} } }),
        )
      ).items,
  });

export const ledgerQuery = (id: string, contract: string) =>
  infiniteQueryOptions({
    queryKey: ["account", id, "ledger", contract],
    queryFn: ({ pageParam }) =>
      body<Page<LedgerEntry>>(
        client.GET("/api/v1/accounts/{account}/ledger", {
          params: {
            path: { account: id },
            query: { limit: PAGE_SIZE, ...(contract ? { contract } : {}), ...(pageParam ? { cursor: pageParam } : {}) },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
  });

export const accountContactsQuery = (id: string) =>
  queryOptions({
    queryKey: ["account", id, "contacts"],
    queryFn: async () =>
      (await body<Page<Contact>>(client.GET("/api/v1/contacts", { params: { query: { account: id, limit: WHOLE_LIST } } }))).items,
  });

export const accountContractsQuery = (id: string) =>
  queryOptions({
    queryKey: ["account", id, "contracts"],
    queryFn: async () =>
      (await body<Page<Contract>>(client.GET("/api/v1/contracts", { params: { query: { account: id, limit: WHOLE_LIST } } }))).items,
  });

export const contractPeriodsQuery = (id: string) =>
  queryOptions({
    queryKey: ["contract", id, "periods"],
    queryFn: async () => (await body<{ items: Period[] }>(client.GET("/api/v1/contracts/{contract}/periods", { params: { path: { contract: id } } }))).items,
  });

/** Tickets over a limit that wait for a yes; each is decided on the ticket itself. */
export const approvalsQuery = queryOptions({
  queryKey: ["approvals"],
  queryFn: async () =>
    (await body<Page<TicketRow>>(client.GET("/api/v1/tickets", { params: { query: { admission: "held", sort: "updated", limit: WHOLE_LIST } } }))).items,
});

export const suspendedQuery = queryOptions({
  queryKey: ["suspended"],
  queryFn: async () =>
    (await body<Page<SuspendedMail>>(client.GET("/api/v1/suspended_mails", { params: { query: { limit: WHOLE_LIST } } }))).items,
});

export const suspendedMailQuery = (id: string) =>
  queryOptions({
    queryKey: ["suspended", id],
    queryFn: () => body<SuspendedMail>(client.GET("/api/v1/suspended_mails/{mail}", { params: { path: { mail: id } } })),
  });

export type AuditFilter = Partial<Record<"actor" | "object_kind" | "object_id" | "action" | "from" | "to", string>>;
export const auditQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ["audit", filter],
    queryFn: ({ pageParam }) =>
      body<Page<AuditEntry>>(
        client.GET("/api/v1/audit", { params: { query: { ...filter, limit: PAGE_SIZE, ...(pageParam ? { cursor: pageParam } : {}) } } }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
  });

/** The newest of what this person was told, and how much of it is unread. */
export const noticesQuery = queryOptions({
  queryKey: ["notices"],
  queryFn: () => body<{ items: Notice[]; unread: number }>(client.GET("/api/v1/notifications", { params: { query: { limit: 30 } } })),
  staleTime: MINUTE_MS,
});

export const apiTokensQuery = queryOptions({
  queryKey: ["tokens"],
  queryFn: async () => (await body<Page<ApiToken>>(client.GET("/api/v1/tokens", { params: { query: { limit: WHOLE_LIST } } }))).items,
});

export const devicesQuery = queryOptions({
  queryKey: ["my-sessions"],
  queryFn: async () => (await body<{ items: DeviceSession[] }>(client.GET("/api/v1/me/sessions", {}))).items,
});

export const quickSearchQuery = (q: string) =>
  queryOptions({
    queryKey: ["quick", q],
    queryFn: ({ signal }) => body<QuickSearch>(client.GET("/api/v1/search/quick", { params: { query: { q } }, signal })),
    enabled: q.trim().length > 0,
    staleTime: 10_000,
    placeholderData: (previous) => previous,
  });
