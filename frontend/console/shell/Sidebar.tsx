import { useQuery } from "@tanstack/react-query";
import { Link, useRouterState } from "@tanstack/react-router";
import {
  ArrowLeftRight,
  AtSign,
  BadgeCheck,
  Building2,
  CircleHelp,
  CircleUser,
  Flag,
  Gauge,
  HandCoins,
  Hourglass,
  Inbox as InboxIcon,
  Layers,
  LogOut,
  MailWarning,
  Moon,
  PauseCircle,
  ScrollText,
  Search,
  Settings,
  ShieldCheck,
  Star,
  Sun,
  Tag as TagIcon,
  Timer,
  UserX,
  Users,
} from "lucide-react";
import { useMemo } from "react";
import { approvalsQuery, countsQuery, suspendedQuery, viewsQuery } from "../api/queries";
import type { View, ViewCount } from "../api/types";
import { useFormat } from "../lib/format";
import { useI18n } from "../lib/i18n";
import { ActionIcon, Avatar, Keys, Logo, Menu, Tooltip, useComputedColorScheme, useColorScheme } from "../ui";
import { NoticesButton } from "./Notices";
import { can, signOut, useMe } from "./session";
import { viewName } from "./viewName";

const ICONS: Record<string, typeof InboxIcon> = {
  inbox: InboxIcon,
  user: CircleUser,
  user_x: UserX,
  "user-x": UserX,
  "user-off": UserX,
  hand: BadgeCheck,
  ban: PauseCircle,
  timer: Timer,
  clock: Timer,
  flame: Timer,
  hourglass: Hourglass,
  shield: ShieldCheck,
  "badge-check": BadgeCheck,
  approval: BadgeCheck,
  pause: PauseCircle,
  mail: MailWarning,
  "mail-warning": MailWarning,
  at: AtSign,
  star: Star,
  flag: Flag,
  tag: TagIcon,
  users: Users,
};

function ViewLink({ view, count, current }: { view: View; count: ViewCount | undefined; current: boolean }) {
  const { tr } = useI18n();
  const format = useFormat();
  const Icon = ICONS[view.icon] ?? Layers;
  const hot = (view.filter.sla === "due_soon" || view.filter.sla === "breached") && (count?.count ?? 0) > 0;
  const label = count ? format.number(count.count) + (count.capped ? "+" : "") : "";
  return (
    <Link to="/" search={{ view: view.id }} className="nav-item" aria-current={current ? "page" : undefined} preload={false}>
      <Icon size={16} strokeWidth={1.8} aria-hidden="true" />
      <span className="nav-label">{viewName(tr, view)}</span>
      {count && (
        <span className={`nav-count${hot ? " nav-count-hot" : ""}`}>
          <span aria-hidden="true">{label}</span>
          <span className="sr-only">{tr.t("count-tickets", { count: count.count })}</span>
        </span>
      )}
    </Link>
  );
}

export function Sidebar({ openPalette, openHelp }: { openPalette: () => void; openHelp: () => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const me = useMe();
  const { data: views = [] } = useQuery(viewsQuery);
  const ids = useMemo(() => views.map((view) => view.id), [views]);
  const { data: counts = [] } = useQuery(countsQuery(ids));
  const byView = useMemo(() => new Map(counts.map((count) => [count.view, count])), [counts]);
  const location = useRouterState({ select: (state) => state.location });
  const search = location.search as Record<string, string | undefined>;
  const onInbox = location.pathname === "/" || location.pathname === "/app" || location.pathname === "/app/";
  const currentView = onInbox ? (search.view ?? views[0]?.id) : undefined;
  const seesSuspended = can(me, "suspended_manage");
  const seesApprovals = can(me, "approval_decide");
  const approvals = useQuery({ ...approvalsQuery, enabled: seesApprovals });
  const suspended = useQuery({ ...suspendedQuery, enabled: seesSuspended });
  const { setColorScheme } = useColorScheme();
  const scheme = useComputedColorScheme("light");
  const main = views.slice(0, 3);
  const more = views.slice(3);
  const tier = me.teams[0];
  const place = location.pathname.replace(/^\/app/, "");

  return (
    <nav className="sidebar" aria-label={t("nav-main")}>
      <div className="brand">
        <Logo />
        <span className="brand-name">Surety</span>
        <NoticesButton />
      </div>
      <button type="button" className="search-button" onClick={openPalette} aria-keyshortcuts="Control+K Meta+K">
        <Search size={15} aria-hidden="true" />
        <span>{t("search")}</span>
        <Keys keys="mod+k" />
      </button>
      <div className="nav-scroll">
        <div className="nav-group">
          {main.map((view) => (
            <ViewLink key={view.id} view={view} count={byView.get(view.id)} current={view.id === currentView} />
          ))}
        </div>
        {more.length > 0 && (
          <div className="nav-group">
            <h2 className="nav-heading">{t("nav-views")}</h2>
            {more.map((view) => (
              <ViewLink key={view.id} view={view} count={byView.get(view.id)} current={view.id === currentView} />
            ))}
          </div>
        )}
        <div className="nav-group">
          <h2 className="nav-heading">{t("nav-workspace")}</h2>
          <Link to="/board" className="nav-item" aria-current={place.startsWith("/board") ? "page" : undefined}>
            <Gauge size={16} strokeWidth={1.8} aria-hidden="true" />
            <span className="nav-label">{t("nav-board")}</span>
          </Link>
          <Link to="/accounts" className="nav-item" aria-current={place.startsWith("/accounts") ? "page" : undefined}>
            <Building2 size={16} strokeWidth={1.8} aria-hidden="true" />
            <span className="nav-label">{t("nav-accounts")}</span>
          </Link>
          {me.kind === "customer" && can(me, "contract_accept") && (
            <Link to="/offers" className="nav-item" aria-current={place.startsWith("/offers") ? "page" : undefined}>
              <ScrollText size={16} strokeWidth={1.8} aria-hidden="true" />
              <span className="nav-label">{t("nav-offers")}</span>
            </Link>
          )}
          {seesApprovals && (
          <Link to="/approvals" className="nav-item" aria-current={place.startsWith("/approvals") ? "page" : undefined}>
            <BadgeCheck size={16} strokeWidth={1.8} aria-hidden="true" />
            <span className="nav-label">{t("nav-approvals")}</span>
            {(approvals.data?.length ?? 0) > 0 && <span className="nav-count">{approvals.data?.length}</span>}
          </Link>
          )}
          {can(me, "charge_manage") && (
            <Link to="/charges" className="nav-item" aria-current={place.startsWith("/charges") ? "page" : undefined}>
              <TagIcon size={16} strokeWidth={1.8} aria-hidden="true" />
              <span className="nav-label">{t("nav-charges")}</span>
            </Link>
          )}
          {me.kind !== "customer" && (
            <Link to="/handoffs" className="nav-item" aria-current={place.startsWith("/handoffs") ? "page" : undefined}>
              <ArrowLeftRight size={16} strokeWidth={1.8} aria-hidden="true" />
              <span className="nav-label">{t("nav-handoffs")}</span>
            </Link>
          )}
          {seesSuspended && (
            <Link to="/suspended" className="nav-item" aria-current={place.startsWith("/suspended") ? "page" : undefined}>
              <MailWarning size={16} strokeWidth={1.8} aria-hidden="true" />
              <span className="nav-label">{t("nav-suspended")}</span>
              {(suspended.data?.length ?? 0) > 0 && <span className="nav-count">{suspended.data?.length}</span>}
            </Link>
          )}
          {(can(me, "plan_manage") || can(me, "sla_manage") || can(me, "calendar_manage")) && (
            <Link to="/promises" className="nav-item" aria-current={place.startsWith("/promises") ? "page" : undefined}>
              <HandCoins size={16} strokeWidth={1.8} aria-hidden="true" />
              <span className="nav-label">{t("nav-promises")}</span>
            </Link>
          )}
          {can(me, "audit_read") && (
          <Link to="/audit" className="nav-item" aria-current={place.startsWith("/audit") ? "page" : undefined}>
            <ScrollText size={16} strokeWidth={1.8} aria-hidden="true" />
            <span className="nav-label">{t("nav-audit")}</span>
          </Link>
          )}
          <Link to="/settings" className="nav-item" aria-current={place.startsWith("/settings") ? "page" : undefined}>
            <Settings size={16} strokeWidth={1.8} aria-hidden="true" />
            <span className="nav-label">{t("nav-settings")}</span>
          </Link>
        </div>
      </div>
      <div className="me">
        <Menu position="top-start" width={210}>
          <Menu.Target>
            <button type="button" className="me-button">
              <Avatar name={me.name} seed={me.id} size={28} />
              <span className="me-text">
                <strong>{me.name}</strong>
                <span>{tier ? t("me-team", { team: tier.name, tier: tier.tier }) : me.role.name}</span>
              </span>
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<Settings size={15} />} component={Link} {...{ to: "/settings" }}>
              {t("nav-settings")}
            </Menu.Item>
            <Menu.Item leftSection={<CircleHelp size={15} />} rightSection={<Keys keys="?" />} onClick={openHelp}>
              {t("shortcuts")}
            </Menu.Item>
            <Menu.Divider />
            <Menu.Item leftSection={<LogOut size={15} />} onClick={() => void signOut()}>
              {t("sign-out")}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
        <Tooltip label={scheme === "dark" ? t("theme-to-light") : t("theme-to-dark")}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={scheme === "dark" ? t("theme-to-light") : t("theme-to-dark")}
            onClick={() => setColorScheme(scheme === "dark" ? "light" : "dark")}
          >
            {scheme === "dark" ? <Sun size={16} /> : <Moon size={16} />}
          </ActionIcon>
        </Tooltip>
      </div>
    </nav>
  );
}
