/* What can be chosen for each property of a ticket. */
import { useQuery } from "@tanstack/react-query";
import { UserX } from "lucide-react";
import { useMemo } from "react";
import { agentsQuery, statusesQuery, teamsQuery } from "../api/queries";
import { CATEGORIES, PRIORITIES } from "../api/types";
import { useI18n } from "../lib/i18n";
import { Avatar, type Option, PriorityGlyph, StatusGlyph } from "../ui";
import { useMe } from "../shell/session";

export const NONE = "none";

export function usePriorityOptions(): Option[] {
  const { tr } = useI18n();
  return useMemo(
    () => [
      ...PRIORITIES.map((priority) => ({
        id: priority as string,
        label: tr.t(`priority-${priority}`),
        icon: <PriorityGlyph priority={priority} />,
        keywords: priority,
      })),
      { id: NONE, label: tr.t("priority-none"), icon: <PriorityGlyph priority={null} />, keywords: "none" },
    ],
    [tr],
  );
}

/** The statuses of this desk; until they are known, the categories they stand for. */
export function useStatusOptions(): (Option & { category: (typeof CATEGORIES)[number] })[] {
  const { tr } = useI18n();
  const { data } = useQuery(statusesQuery);
  return useMemo(
    () =>
      [...(data ?? [])]
        .sort((a, b) => (a.position ?? 0) - (b.position ?? 0))
        .map((status) => ({
          id: status.id,
          label: statusName(tr, status),
          icon: <StatusGlyph category={status.category} />,
          keywords: `${status.name} ${status.category}`,
          category: status.category,
        })),
    [data, tr],
  );
}

/** A status that carries its category's plain name is translated, a name of the desk's own is kept. */
export function statusName(tr: { dynamic: (id: string) => string | null }, status: { name: string; category: string }): string {
  const plain = status.category.replace("_", " ");
  return status.name.toLowerCase() === plain ? (tr.dynamic(`status-${status.category.replace("_", "-")}`) ?? status.name) : status.name;
}

export function useAgentOptions(): Option[] {
  const { tr } = useI18n();
  const me = useMe();
  const { data } = useQuery(agentsQuery);
  return useMemo(() => {
    const agents = (data ?? []).filter((agent) => !agent.disabled_at);
    if (!agents.some((agent) => agent.id === me.id)) agents.unshift({ id: me.id, name: me.name, email: me.email });
    agents.sort((a, b) => (a.id === me.id ? -1 : b.id === me.id ? 1 : a.name.localeCompare(b.name, tr.lang)));
    return [
      { id: NONE, label: tr.t("unassigned"), icon: <UserX size={16} aria-hidden="true" />, keywords: "none" },
      ...agents.map((agent) => ({
        id: agent.id,
        label: agent.name,
        icon: <Avatar name={agent.name} seed={agent.id} size={20} />,
        keywords: agent.email,
        ...(agent.id === me.id ? { hint: tr.t("you") } : {}),
      })),
    ];
  }, [data, me, tr]);
}

export function useTeamOptions(): Option[] {
  const { tr } = useI18n();
  const { data } = useQuery(teamsQuery);
  return useMemo(
    () => [
      { id: NONE, label: tr.t("no-team"), keywords: "none" },
      ...(data ?? []).map((team) => ({ id: team.id, label: team.name, hint: tr.t("tier-n", { tier: team.tier }) })),
    ],
    [data, tr],
  );
}
