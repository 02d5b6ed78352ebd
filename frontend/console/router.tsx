import {
  Outlet,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from "@tanstack/react-router";
import { setCsrfToken } from "./api/client";
import { asProblem } from "./api/problem";
import { queryClient, sessionQuery, type TicketFilter } from "./api/queries";
import { setServerTime } from "./lib/clock";
import { Inbox } from "./inbox/Inbox";
import { Shell } from "./shell/Shell";
import { NotFound, RouteError } from "./shell/RouteStates";

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound, errorComponent: RouteError });

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/signin",
  validateSearch: (search: Record<string, unknown>): { next?: string } => only(search, ["next"]),
  component: lazyRouteComponent(() => import("./auth/SignIn"), "SignIn"),
});

const setup = createRoute({
  getParentRoute: () => root,
  path: "/setup",
  validateSearch: (search: Record<string, unknown>): { token?: string } => only(search, ["token"]),
  component: lazyRouteComponent(() => import("./auth/Setup"), "Setup"),
});

const invite = createRoute({
  getParentRoute: () => root,
  path: "/invite",
  validateSearch: (search: Record<string, unknown>): { token?: string } => only(search, ["token"]),
  component: lazyRouteComponent(() => import("./auth/Invite"), "Invite"),
});

const desk = createRoute({
  getParentRoute: () => root,
  id: "desk",
  beforeLoad: async ({ location }) => {
    try {
      const session = await queryClient.ensureQueryData(sessionQuery);
      setCsrfToken(session.csrf_token);
      setServerTime(session.server_time);
    } catch (error) {
      const { status } = asProblem(error);
      if (status === 401 || status === 403) {
        throw redirect({ to: "/signin", search: location.href === "/" ? {} : { next: location.href } });
      }
      throw error;
    }
  },
  component: Shell,
});

/** Keeps the named parameters that are texts; a stranger in the address is dropped. */
function only<K extends string>(search: Record<string, unknown>, keys: readonly K[]): Partial<Record<K, string>> {
  const out: Partial<Record<K, string>> = {};
  for (const key of keys) {
    const value = search[key];
    if (typeof value === "string" && value) out[key] = value;
  }
  return out;
}

const INBOX_KEYS = ["view", "category", "status", "priority", "assignee", "plan", "sla", "q", "sort", "account", "tag", "admission", "team", "channel", "spam", "escalated", "offered", "bounces", "handed", "drew", "type", "product", "requester"] as const;

const inbox = createRoute({
  getParentRoute: () => desk,
  path: "/",
  validateSearch: (search: Record<string, unknown>): TicketFilter => only(search, INBOX_KEYS),
  component: Inbox,
});

const ticket = createRoute({
  getParentRoute: () => desk,
  path: "/tickets/$number",
  component: lazyRouteComponent(() => import("./ticket/TicketPage"), "TicketPage"),
});
const newTicket = createRoute({
  getParentRoute: () => desk,
  path: "/new",
  component: lazyRouteComponent(() => import("./ticket/NewTicket"), "NewTicket"),
});
const accounts = createRoute({
  getParentRoute: () => desk,
  path: "/accounts",
  validateSearch: (search: Record<string, unknown>): { q?: string } => only(search, ["q"]),
  component: lazyRouteComponent(() => import("./accounts/AccountList"), "AccountList"),
});
const accountImport = createRoute({
  getParentRoute: () => desk,
  path: "/accounts/import",
  validateSearch: (search: Record<string, unknown>): { table?: string } => only(search, ["table"]),
  component: lazyRouteComponent(() => import("./accounts/import/ImportPage"), "ImportPage"),
});
const account = createRoute({
  getParentRoute: () => desk,
  path: "/accounts/$id",
  validateSearch: (search: Record<string, unknown>): { tab?: string } => only(search, ["tab"]),
  component: lazyRouteComponent(() => import("./accounts/AccountPage"), "AccountPage"),
});
const agreement = createRoute({
  getParentRoute: () => desk,
  path: "/agreements/$id",
  component: lazyRouteComponent(() => import("./agreement/Agreement"), "AgreementPage"),
});
const offers = createRoute({
  getParentRoute: () => desk,
  path: "/offers",
  component: lazyRouteComponent(() => import("./agreement/Offers"), "Offers"),
});
const suspended = createRoute({
  getParentRoute: () => desk,
  path: "/suspended",
  component: lazyRouteComponent(() => import("./suspended/Suspended"), "Suspended"),
});
const approvals = createRoute({
  getParentRoute: () => desk,
  path: "/approvals",
  component: lazyRouteComponent(() => import("./approvals/Approvals"), "Approvals"),
});
const board = createRoute({
  getParentRoute: () => desk,
  path: "/board",
  validateSearch: (search: Record<string, unknown>): { by?: string; group?: string; band?: string } => only(search, ["by", "group", "band"]),
  component: lazyRouteComponent(() => import("./board/Board"), "Board"),
});
const charges = createRoute({
  getParentRoute: () => desk,
  path: "/charges",
  validateSearch: (search: Record<string, unknown>): { status?: string; account?: string; contract?: string; currency?: string; from?: string; to?: string } => only(search, ["status", "account", "contract", "currency", "from", "to"]),
  component: lazyRouteComponent(() => import("./charges/Charges"), "Charges"),
});
const handoffs = createRoute({
  getParentRoute: () => desk,
  path: "/handoffs",
  validateSearch: (search: Record<string, unknown>): { from?: string; to?: string } => only(search, ["from", "to"]),
  component: lazyRouteComponent(() => import("./handoffs/Report"), "Handoffs"),
});
const audit = createRoute({
  getParentRoute: () => desk,
  path: "/audit",
  validateSearch: (search: Record<string, unknown>): { actor?: string; object_kind?: string; object_id?: string; action?: string; from?: string; to?: string } =>
    only(search, ["actor", "object_kind", "object_id", "action", "from", "to"]),
  component: lazyRouteComponent(() => import("./audit/Audit"), "Audit"),
});
const promises = createRoute({
  getParentRoute: () => desk,
  path: "/promises",
  component: lazyRouteComponent(() => import("./promises/Section"), "Section"),
});
const promisesHome = createRoute({
  getParentRoute: () => promises,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/promises/$kind", params: { kind: "plans" }, replace: true });
  },
});
const promiseList = createRoute({
  getParentRoute: () => promises,
  path: "/$kind",
  validateSearch: (search: Record<string, unknown>): { sla?: string } => only(search, ["sla"]),
  component: lazyRouteComponent(() => import("./promises/List"), "PromiseList"),
});
const promiseEditor = createRoute({
  getParentRoute: () => promises,
  path: "/$kind/$id",
  validateSearch: (search: Record<string, unknown>): { v?: string } => only(search, ["v"]),
  component: lazyRouteComponent(() => import("./promises/Editor"), "PromiseEditor"),
});
const settings = createRoute({
  getParentRoute: () => desk,
  path: "/settings",
  validateSearch: (search: Record<string, unknown>): { tab?: string } => only(search, ["tab"]),
  component: lazyRouteComponent(() => import("./settings/Settings"), "Settings"),
});

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    setup,
    invite,
    desk.addChildren([inbox, ticket, newTicket, accounts, accountImport, account, agreement, offers, suspended, approvals, board, charges, handoffs, audit, promises.addChildren([promisesHome, promiseList, promiseEditor]), settings]),
  ]),
  basepath: "/app",
  defaultPreload: "intent",
  defaultPreloadStaleTime: 0,
  scrollRestoration: false,
  // Plain `?priority=urgent,high`: addresses are read and shared by people.
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const params = new URLSearchParams();
    for (const [key, value] of Object.entries(search)) {
      if (typeof value === "string" && value) params.set(key, value);
    }
    const text = params.toString().replaceAll("%2C", ",");
    return text ? `?${text}` : "";
  },
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
