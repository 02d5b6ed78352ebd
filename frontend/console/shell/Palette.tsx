import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { BadgeCheck, Building2, ChevronsUp, CircleHelp, HandCoins, Inbox as InboxIcon, Languages, Layers, LogOut, MailWarning, Moon, PencilLine, ScrollText, Settings, Sun } from "lucide-react";
import { useMemo, useState } from "react";
import { quickSearchQuery, viewsQuery } from "../api/queries";
import { LANG_NAMES, useI18n } from "../lib/i18n";
import { listShortcuts } from "../lib/keys";
import { Avatar, Keys, type Option, PickerModal, filterOptions, useComputedColorScheme, useDebouncedValue, useColorScheme } from "../ui";
import { signOut } from "./session";
import { viewName } from "./viewName";

type Command = Option & { run: () => void };
const WAIT_MS = 120;

/** Everything by name: pages, views, actions, and tickets, accounts and people as the server finds them. */
export function Palette({ onClose, openHelp }: { onClose: () => void; openHelp: () => void }) {
  const { tr, setLang } = useI18n();
  const t = tr.t;
  const navigate = useNavigate();
  const { data: views = [] } = useQuery(viewsQuery);
  const { setColorScheme } = useColorScheme();
  const scheme = useComputedColorScheme("light");
  const [text, setText] = useState("");
  const [query] = useDebouncedValue(text, WAIT_MS);
  const found = useQuery(quickSearchQuery(query.replace(/^#/, "")));

  // Of the ticket that is open behind the palette, if one is.
  const [escalate] = useState(() => listShortcuts().flatMap((layer) => layer.shortcuts).find((each) => each.label === "key-escalate"));

  const commands = useMemo<Command[]>(() => {
    const icon = { size: 16, "aria-hidden": true } as const;
    const pages = t("palette-go");
    const actions = t("palette-do");
    const other = tr.lang === "en" ? "zh-CN" : "en";
    return [
      { id: "new", section: actions, label: t("new-ticket"), icon: <PencilLine {...icon} />, hint: <Keys keys="c" />, run: () => void navigate({ to: "/new" }) },
      ...(escalate ? [{ id: "escalate", section: actions, label: t("key-escalate"), icon: <ChevronsUp {...icon} />, hint: <Keys keys={escalate.keys} />, keywords: "escalate 升级", run: () => escalate.run(new KeyboardEvent("keydown")) }] : []),
      { id: "inbox", section: pages, label: t("view-inbox"), icon: <InboxIcon {...icon} />, hint: <Keys keys="g i" />, keywords: "inbox", run: () => void navigate({ to: "/" }) },
      ...views.map((view): Command => ({
        id: view.id,
        section: pages,
        label: viewName(tr, view),
        icon: <Layers {...icon} />,
        hint: t("palette-view"),
        keywords: view.name,
        run: () => void navigate({ to: "/", search: { view: view.id } }),
      })),
      { id: "accounts", section: pages, label: t("nav-accounts"), icon: <Building2 {...icon} />, hint: <Keys keys="g a" />, keywords: "accounts", run: () => void navigate({ to: "/accounts" }) },
      { id: "approvals", section: pages, label: t("nav-approvals"), icon: <BadgeCheck {...icon} />, hint: <Keys keys="g p" />, keywords: "approvals", run: () => void navigate({ to: "/approvals" }) },
      { id: "suspended", section: pages, label: t("nav-suspended"), icon: <MailWarning {...icon} />, hint: <Keys keys="g s" />, keywords: "suspended mail", run: () => void navigate({ to: "/suspended" }) },
      { id: "audit", section: pages, label: t("nav-audit"), icon: <ScrollText {...icon} />, hint: <Keys keys="g l" />, keywords: "audit log", run: () => void navigate({ to: "/audit" }) },
      { id: "promises", section: pages, label: t("nav-promises"), icon: <HandCoins {...icon} />, keywords: "promises plans sla calendars statuses priorities", run: () => void navigate({ to: "/promises" }) },
      { id: "settings", section: pages, label: t("nav-settings"), icon: <Settings {...icon} />, hint: <Keys keys="g ," />, keywords: "settings profile", run: () => void navigate({ to: "/settings" }) },
      { id: "security", section: pages, label: t("settings-security"), icon: <Settings {...icon} />, hint: t("nav-settings"), keywords: "security password two-step sessions", run: () => void navigate({ to: "/settings", search: { tab: "security" } }) },
      { id: "tokens", section: pages, label: t("settings-tokens"), icon: <Settings {...icon} />, hint: t("nav-settings"), keywords: "api tokens", run: () => void navigate({ to: "/settings", search: { tab: "tokens" } }) },
      {
        id: "theme",
        section: actions,
        label: scheme === "dark" ? t("theme-to-light") : t("theme-to-dark"),
        icon: scheme === "dark" ? <Sun {...icon} /> : <Moon {...icon} />,
        keywords: "theme dark light",
        run: () => setColorScheme(scheme === "dark" ? "light" : "dark"),
      },
      { id: "lang", section: actions, label: t("palette-language", { language: LANG_NAMES[other] }), icon: <Languages {...icon} />, keywords: "language 语言", run: () => setLang(other) },
      { id: "help", section: actions, label: t("shortcuts"), icon: <CircleHelp {...icon} />, hint: <Keys keys="?" />, keywords: "help keys", run: openHelp },
      { id: "sign-out", section: actions, label: t("sign-out"), icon: <LogOut {...icon} />, keywords: "sign out", run: () => void signOut() },
    ];
  }, [t, tr, views, navigate, scheme, setColorScheme, setLang, openHelp, escalate]);

  const options = useMemo<Command[]>(() => {
    const fixed = filterOptions(commands, text) as Command[];
    if (!text.trim() || !found.data) return fixed;
    const hits: Command[] = [
      ...found.data.tickets.map((ticket): Command => ({
        id: ticket.id,
        section: t("tickets"),
        label: ticket.subject || t("no-subject"),
        icon: <span className="num faint palette-number">#{ticket.number}</span>,
        hint: ticket.account?.name,
        run: () => void navigate({ to: "/tickets/$number", params: { number: String(ticket.number) } }),
      })),
      ...found.data.accounts.map((account): Command => ({
        id: account.id,
        section: t("nav-accounts"),
        label: account.name,
        icon: <Avatar name={account.name} seed={account.id} size={20} square />,
        run: () => void navigate({ to: "/accounts/$id", params: { id: account.id } }),
      })),
      ...found.data.contacts.map((contact): Command => ({
        id: contact.id,
        section: t("contacts"),
        label: contact.name,
        icon: <Avatar name={contact.name} seed={contact.id} size={20} />,
        hint: contact.email ?? contact.emails?.[0],
        run: () => {
          if (contact.account_id) void navigate({ to: "/accounts/$id", params: { id: contact.account_id }, search: { tab: "contacts" } });
          else void navigate({ to: "/", search: { q: contact.name } });
        },
      })),
    ];
    // A number is nearly always a ticket; words are as often a page.
    return /^#?\d+$/.test(text.trim()) ? [...hits, ...fixed] : [...fixed.slice(0, 5), ...hits];
  }, [commands, text, found.data, navigate, t]);

  return (
    <PickerModal
      label={t("palette")}
      placeholder={t("palette-hint")}
      options={options}
      external
      onQuery={setText}
      onClose={onClose}
      empty={found.isFetching ? t("searching") : t("nothing-found")}
      onPick={(option) => options.find((each) => each.id === option.id)?.run()}
    />
  );
}
