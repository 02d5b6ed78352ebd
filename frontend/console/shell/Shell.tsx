import { Outlet, useNavigate, useRouterState } from "@tanstack/react-router";
import { Menu as MenuIcon, WifiOff } from "lucide-react";
import { Suspense, lazy, useCallback, useEffect, useMemo, useState } from "react";
import { setOnSignedOut } from "../api/client";
import { queryClient } from "../api/queries";
import { useT } from "../lib/i18n";
import { type Shortcut, useShortcuts } from "../lib/keys";
import { Drawer, Logo, undoLast, useMediaQuery, useOnlineStatus } from "../ui";
import { Sidebar } from "./Sidebar";
import { connectLive, useLiveState } from "./live";
import { ShellContext } from "./context";

const Palette = lazy(() => import("./Palette").then((module) => ({ default: module.Palette })));
const PolicyBanner = lazy(() => import("../policy/PolicyBanner").then((module) => ({ default: module.PolicyBanner })));
const ShortcutHelp = lazy(() => import("./ShortcutHelp").then((module) => ({ default: module.ShortcutHelp })));

export const PHONE = "(max-width: 760px)";

function OfflineBar() {
  const t = useT();
  const online = useOnlineStatus();
  const live = useLiveState();
  if (online && live !== "down") return <div role="status" />;
  return (
    <div className="offline-bar" role="status">
      <WifiOff size={14} aria-hidden="true" />
      {online ? t("live-down") : t("offline")}
    </div>
  );
}

export function Shell() {
  const t = useT();
  const navigate = useNavigate();
  const phone = useMediaQuery(PHONE);
  const [palette, setPalette] = useState(false);
  const [help, setHelp] = useState(false);
  const [drawer, setDrawer] = useState(false);
  const path = useRouterState({ select: (state) => state.location.href });

  useEffect(() => connectLive(), []);
  useEffect(() => {
    setOnSignedOut(() => {
      queryClient.clear();
      location.assign(`/app/signin?next=${encodeURIComponent(location.pathname.replace(/^\/app/, "") + location.search)}`);
    });
    return () => setOnSignedOut(() => {});
  }, []);
  useEffect(() => {
    // Another page was chosen (the address changed): the drawer has done its job.
    if (path) setDrawer(false);
  }, [path]);

  const openPalette = useCallback(() => setPalette(true), []);
  const openHelp = useCallback(() => setHelp(true), []);
  const shortcuts = useMemo<Shortcut[]>(
    () => [
      { keys: "mod+k", label: "key-palette", always: true, run: () => setPalette((open) => !open) },
      { keys: "?", label: "key-help", run: openHelp },
      { keys: "c", label: "key-new-ticket", run: () => void navigate({ to: "/new" }) },
      { keys: "z", label: "key-undo", run: () => void undoLast() },
      { keys: "g i", label: "key-go-inbox", run: () => void navigate({ to: "/" }) },
      { keys: "g b", label: "key-go-board", run: () => void navigate({ to: "/board" }) },
      { keys: "g a", label: "key-go-accounts", run: () => void navigate({ to: "/accounts" }) },
      { keys: "g s", label: "key-go-suspended", run: () => void navigate({ to: "/suspended" }) },
      { keys: "g p", label: "key-go-approvals", run: () => void navigate({ to: "/approvals" }) },
      { keys: "g l", label: "key-go-audit", run: () => void navigate({ to: "/audit" }) },
      { keys: "g ,", label: "key-go-settings", run: () => void navigate({ to: "/settings" }) },
    ],
    [navigate, openHelp],
  );
  useShortcuts("keys-everywhere", shortcuts);
  const context = useMemo(() => ({ openPalette, openHelp }), [openPalette, openHelp]);

  return (
    <ShellContext.Provider value={context}>
      <a className="skip-link" href="#main">
        {t("skip-to-content")}
      </a>
      <div className="shell">
        {phone ? (
          <header className="phone-bar">
            <button type="button" className="icon-button" aria-label={t("open-menu")} onClick={() => setDrawer(true)}>
              <MenuIcon size={18} aria-hidden="true" />
            </button>
            <Logo size={20} />
            <strong>Surety</strong>
          </header>
        ) : (
          <Sidebar openPalette={openPalette} openHelp={openHelp} />
        )}
        <main className="stage" id="main" tabIndex={-1}>
          <OfflineBar />
          <Suspense fallback={null}>
            <PolicyBanner />
          </Suspense>
          <Suspense fallback={null}>
            <Outlet />
          </Suspense>
        </main>
      </div>
      {phone && drawer && (
        <Drawer opened onClose={() => setDrawer(false)} size={288} padding={0} withCloseButton={false} attributes={{ content: { "aria-label": t("menu") } }}>
          <Sidebar openPalette={openPalette} openHelp={openHelp} />
        </Drawer>
      )}
      <Suspense fallback={null}>
        {palette && <Palette onClose={() => setPalette(false)} openHelp={openHelp} />}
        {help && <ShortcutHelp onClose={() => setHelp(false)} />}
      </Suspense>
    </ShellContext.Provider>
  );
}
