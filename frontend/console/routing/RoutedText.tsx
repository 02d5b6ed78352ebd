/* The sentence of the timeline that says to whom the desk gave a ticket. */
import { useQuery } from "@tanstack/react-query";
import { agentsQuery, teamsQuery } from "../api/queries";
import { richText, useI18n, useSection } from "../lib/i18n";
import { because } from "./Decided";

interface Data {
  team?: string;
  decision?: { agent?: string | null; because?: string };
}

export function RoutedText({ data }: { data: Data }) {
  const { tr } = useI18n();
  const { data: agents } = useQuery(agentsQuery);
  const { data: teams } = useQuery(teamsQuery);
  const ready = useSection("effects");
  if (!ready) return null;
  const find = (list: readonly { id: string; name: string }[] | undefined, id: string | null | undefined): string => list?.find((each) => each.id === id)?.name ?? "–";
  const reason = because(tr, data.decision?.because ?? "");
  return data.decision?.agent
    ? richText(tr, "event-routed", { agent: <b>{find(agents, data.decision.agent)}</b>, reason })
    : richText(tr, "event-routed-none", { team: <b>{find(teams, data.team)}</b>, reason });
}
