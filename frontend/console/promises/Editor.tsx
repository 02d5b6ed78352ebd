/* Reads what is to be edited, or an old version of it, and opens its editor. */
import { useQuery } from "@tanstack/react-query";
import { useParams, useSearch } from "@tanstack/react-router";
import { ErrorState, Skeleton } from "../ui";
import { type CalendarKept, KINDS, type Kind, type PlanKept, type SlaKept, oneQuery, versionsQuery } from "./api";
import { CalendarEditor } from "./CalendarEditor";
import { PlanEditor } from "./PlanEditor";
import { SlaEditor } from "./SlaEditor";
import { TemplatePage } from "../contracts/TemplatePage";

export function PromiseEditor() {
  const { kind } = useParams({ strict: false }) as { kind: string };
  return kind === "templates" ? <TemplatePage /> : <KeptEditor />;
}

function KeptEditor() {
  const { kind: named, id } = useParams({ strict: false }) as { kind: string; id: string };
  const { v } = useSearch({ strict: false }) as { v?: string };
  const kind: Kind = KINDS.find((each) => each === named) ?? "plans";
  const isNew = id === "new";
  const one = useQuery({ ...oneQuery(kind, id), enabled: !isNew });
  const versions = useQuery({ ...versionsQuery(kind, id), enabled: !isNew && v !== undefined });
  if (one.isError && !one.data) return <ErrorState error={one.error} retry={() => void one.refetch()} />;
  if (!isNew && !one.data) return <Skeleton kind="panel" lines={8} />;
  const wanted = v === undefined ? null : Number(v);
  const isOld = wanted !== null && wanted !== one.data?.current_version;
  if (isOld && versions.isPending) return <Skeleton kind="panel" lines={8} />;
  const found = isOld ? versions.data?.find((each) => each.version === wanted) : undefined;
  const old = found ? { version: found.version, spec: found.spec as never, calendar_id: found.calendar_id ?? null } : null;
  // The draft lives as long as its object does: another id or version is another draft.
  const key = `${kind}/${id}/${old?.version ?? ""}`;
  const kept = one.data ?? null;
  if (kind === "calendars") return <CalendarEditor key={key} kept={kept as CalendarKept | null} old={old} />;
  if (kind === "slas") return <SlaEditor key={key} kept={kept as SlaKept | null} old={old} />;
  return <PlanEditor key={key} kept={kept as PlanKept | null} old={old} />;
}
