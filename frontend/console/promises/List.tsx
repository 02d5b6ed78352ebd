/* All calendars, SLAs or plans in use, and what each says in a line. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { CalendarClock, HandCoins, Plus, Timer } from "lucide-react";
import { type ReactNode, Suspense, lazy, useState } from "react";
import { useFormat } from "../lib/format";
import { useI18n } from "../lib/i18n";
import { idPart } from "../lib/plaintext";
import { can, useMe } from "../shell/session";
import { Ago, Badge, Button, EmptyState, Listed, PageTitle, Skeleton } from "../ui";
import { type CalendarKept, KINDS, type Kind, type KeptOf, MANAGES, type PlanKept, type SlaKept, listQuery } from "./api";
import { decodeCalendar, isAlways, weekMinutes } from "./calendar";
import { Escalating } from "./Escalating";
import { PriorityMatrix } from "./PriorityMatrix";
import { LicenceBands } from "./LicenceBands";
import { EscalationMatrix } from "./EscalationMatrix";
import { InUse, NothingAway } from "./InUse";
import { Reopen } from "./Reopen";
import { RenewalBoard } from "../contracts/RenewalBoard";
import { TemplateList } from "../contracts/TemplateList";
import { Statuses, TicketTypes } from "./Words";

const Routing = lazy(() => import("../routing/Routing").then((module) => ({ default: module.Routing })));
const People = lazy(() => import("../routing/People").then((module) => ({ default: module.People })));
const HandoffPolicyForm = lazy(() => import("../handoffs/PolicyForm").then((module) => ({ default: module.HandoffPolicyForm })));
const Policy = lazy(() => import("../policy/Policy").then((module) => ({ default: module.Policy })));

const LATER: Readonly<Record<string, typeof Policy>> = { policy: Policy, routing: Routing, people: People, handoffs: HandoffPolicyForm };

export function PromiseList() {
  const { kind } = useParams({ strict: false }) as { kind: string };
  if (kind === "statuses") return <Statuses />;
  if (kind === "types") return <TicketTypes />;
  if (kind === "priorities") return <PriorityMatrix />;
  if (kind === "renewals") return <RenewalBoard />;
  if (kind === "templates") return <TemplateList />;
  if (kind === "bands") return <LicenceBands />;
  if (kind === "escalation") return <EscalationMatrix />;
  if (kind === "reopening") return <Reopen />;
  const Later = LATER[kind];
  if (Later)
    return (
      <Suspense fallback={<Skeleton kind="panel" lines={8} />}>
        <Later />
      </Suspense>
    );
  if (kind === "escalating") return <Escalating />;
  return <KeptList key={kind} kind={KINDS.find((each) => each === kind) ?? "plans"} />;
}

const ICONS = { plans: HandCoins, slas: Timer, calendars: CalendarClock };

function KeptList({ kind }: { kind: Kind }) {
  const { tr } = useI18n();
  const t = tr.t;
  const me = useMe();
  const navigate = useNavigate();
  const [archived, setArchived] = useState(false);
  const list = useQuery(listQuery(kind, archived));
  const rows: readonly KeptOf[Kind][] = list.data ?? [];
  const Icon = ICONS[kind];
  const add = can(me, MANAGES[kind]) ? (
    <Button size="xs" leftSection={<Plus size={14} />} onClick={() => void navigate({ to: "/promises/$kind/$id", params: { kind, id: "new" } })}>
      {t(`promise-new-${kind}`)}
    </Button>
  ) : null;
  return (
    <>
      <div className="page-head">
        <PageTitle>{t(`promises-${kind}`)}</PageTitle>
        <span className="editor-space" />
        <InUse archived={archived} choose={setArchived} />
        {add}
      </div>
      <p className="promises-text">{t(`promise-about-${kind}`)}</p>
      <Listed
        list={list}
        count={rows.length}
        empty={
          archived ? (
            <NothingAway />
          ) : (
            <EmptyState icon={<Icon size={22} />} title={t(`promise-empty-${kind}`)} action={add}>
              {t(`promise-teach-${kind}`)}
            </EmptyState>
          )
        }
      >
        <table className="table table-rows">
          <thead>
            <tr>
              <th>{t("promise-named")}</th>
              <th className="wide-only">{t("promise-says")}</th>
              <th>{t("promise-version")}</th>
              <th className="end wide-only">{t("updated")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((each) => (
              <tr key={each.id}>
                <td>
                  <Link to="/promises/$kind/$id" params={{ kind, id: each.id }} className="row-link">
                    <b className="clip">{each.name}</b>
                    {"is_default" in each && each.is_default && <Badge tone="green">{t("promise-default")}</Badge>}
                  </Link>
                </td>
                <td className="soft wide-only">
                  <Summary kind={kind} kept={each} />
                </td>
                <td className="num soft">{each.current_version}</td>
                <td className="end soft nowrap wide-only">
                  <Ago at={each.updated_at} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Listed>
    </>
  );
}

function Summary({ kind, kept }: { kind: Kind; kept: KeptOf[Kind] }): ReactNode {
  if (kind === "calendars") return <OfCalendar kept={kept as CalendarKept} />;
  if (kind === "slas") return <OfSla kept={kept as SlaKept} />;
  return <OfPlan kept={kept as PlanKept} />;
}

function OfCalendar({ kept }: { kept: CalendarKept }) {
  const { tr } = useI18n();
  const format = useFormat();
  const form = decodeCalendar(kept.name, kept.spec);
  const hours = isAlways(form) ? tr.t("calendar-always") : tr.t("promise-hours-a-week", { hours: format.number(Math.round(weekMinutes(form.hours) / 6) / 10) });
  return (
    <>
      {kept.spec.tz} · {hours}
      {form.days.length > 0 && ` · ${tr.t("promise-special-days-n", { count: form.days.length })}`}
    </>
  );
}

function OfSla({ kept }: { kept: SlaKept }) {
  const { tr } = useI18n();
  return (
    <>
      <Badge tone="blue">{tr.dynamic(`promise-layer-${idPart(kept.layer)}`) ?? kept.layer}</Badge> {tr.t("promise-targets-n", { count: kept.spec.targets.length })}
      {(kept.spec.steps?.length ?? 0) > 0 && ` · ${tr.t("promise-steps-n", { count: kept.spec.steps?.length ?? 0 })}`}
    </>
  );
}

function OfPlan({ kept }: { kept: PlanKept }) {
  const { tr } = useI18n();
  const format = useFormat();
  const { data: slas } = useQuery(listQuery("slas"));
  const sla = slas?.find((each) => each.id === kept.sla_id);
  const limits = kept.spec.limits ?? [];
  return (
    <>
      {limits.length === 0
        ? tr.t("credits-unlimited")
        : limits.map((limit) => `${format.credits(limit.credits * 100)} ${tr.dynamic(`unit-${idPart(limit.unit)}`, { count: limit.count ?? 1 }) ?? limit.unit}`).join(" + ")}
      {sla && ` · ${sla.name}`}
    </>
  );
}
