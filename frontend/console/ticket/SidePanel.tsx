import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { BadgeCheck, Ban, ChevronRight, CircleHelp, Pause, Pencil, X } from "lucide-react";
import { Fragment, type ReactNode, Suspense, lazy, useCallback, useState } from "react";
import { contractName } from "../accounts/contract";
import { type Look, type TicketChange, changeTicket, pauseReason } from "../api/actions";
import { tagsQuery } from "../api/queries";
import type { Bucket, Clock, Level, Priority, Ticket } from "../api/types";
import { LEVELS } from "../api/types";
import { NONE, statusName, useAgentOptions, usePriorityOptions, useStatusOptions, useTeamOptions } from "../inbox/options";
import { urgencyOf, useTicking } from "../lib/clock";
import { useFormat } from "../lib/format";
import { useI18n } from "../lib/i18n";
import { can, useMe } from "../shell/session";
import { Avatar, Badge, Button, Met, type Option, PickerPopover, PlanBadge, PriorityGlyph, StatusGlyph, Tag, Tooltip } from "../ui";
import type { MatterField } from "./Matter";
import { bucketName } from "./bucket";
import { latestClocks } from "./clocks";

const OwnershipPanel = lazy(() => import("../handoffs/OwnershipPanel").then((module) => ({ default: module.OwnershipPanel })));
const TicketRouting = lazy(() => import("../routing/TicketRouting").then((module) => ({ default: module.TicketRouting })));
const Verdicts = lazy(() => import("./Verdicts").then((module) => ({ default: module.Verdicts })));

export function SidePanel({
  ticket,
  openWhy,
  openMatter,
  decide,
}: {
  ticket: Ticket;
  openWhy: () => void;
  openMatter: (field: MatterField) => void;
  decide: (how: "admit" | "decline") => void;
}) {
  const { tr } = useI18n();
  const t = tr.t;
  const me = useMe();
  const clocks = latestClocks(ticket.clocks);
  return (
    <aside className="side" aria-label={t("details")}>
      <section className="side-person">
        <Avatar name={ticket.requester?.name ?? "?"} seed={ticket.requester?.id} size={36} square />
        <div className="side-person-text">
          <strong className="clip">{ticket.requester?.name ?? t("no-requester")}</strong>
          {ticket.requester?.email && (
            <a className="faint clip" href={`mailto:${ticket.requester.email}`}>
              {ticket.requester.email}
            </a>
          )}
        </div>
        <Tooltip label={t("matter-change-contact")}>
          <button type="button" className="icon-button side-edit" aria-label={t("matter-change-contact")} aria-haspopup="dialog" onClick={() => openMatter("requester")}>
            <Pencil size={14} aria-hidden="true" />
          </button>
        </Tooltip>
        {ticket.account ? (
          <Link to="/accounts/$id" params={{ id: ticket.account.id }} className="side-account">
            <span className="clip">{ticket.account.name}</span>
            {ticket.plan && <PlanBadge plan={ticket.plan} />}
            <ChevronRight size={15} aria-hidden="true" />
          </Link>
        ) : (
          <p className="faint side-none">{t("no-account")}</p>
        )}
      </section>
      {ticket.admission !== "admitted" && (
        <section className="side-hold" role="group" aria-label={t(`admission-${ticket.admission}`)}>
          <h2>{t(`admission-${ticket.admission}`)}</h2>
          <p>{t(`admission-${ticket.admission}-text`)}</p>
          <div className="side-hold-buttons">
            <Button size="xs" leftSection={<BadgeCheck size={14} />} onClick={() => decide("admit")}>
              {t("admit")}
            </Button>
            <Button size="xs" variant="default" leftSection={<Ban size={14} />} onClick={() => decide("decline")}>
              {t("decline")}
            </Button>
          </div>
        </section>
      )}
      <section>
        <h2>{t("sla-timers")}</h2>
        {clocks.length === 0 ? (
          <p className="faint">{t("sla-none")}</p>
        ) : (
          <ul className="clocks">
            {clocks.map((clock) => (
              <ClockRow key={clock.metric} clock={clock} />
            ))}
          </ul>
        )}
      </section>
      {ticket.clocks.some((clock) => clock.fulfilled_at) && (
        <Suspense fallback={null}>
          <Verdicts ticket={ticket} />
        </Suspense>
      )}
      {(ticket.credits.length > 0 || ticket.limit_action) && (
        <section>
          <h2>{t("credits")}</h2>
          {ticket.limit_action && ticket.outcome === "over_limit" && (
            <p className="side-limit">
              <Badge tone="amber">{tr.dynamic(`limit-${ticket.limit_action.replaceAll("_", "-")}`) ?? ticket.limit_action}</Badge>
            </p>
          )}
          {ticket.credits.map((bucket) => (
            <BucketBar key={`${bucket.contract_id}${bucket.bucket}`} bucket={bucket} />
          ))}
        </section>
      )}
      <section>
        <h2>{t("contract")}</h2>
        <dl className="facts">
          <dt>{t("contract")}</dt>
          <dd>
            {ticket.contract && ticket.account ? (
              <Link to="/accounts/$id" params={{ id: ticket.account.id }} search={{ tab: "contracts" }} className="link">
                {contractName(ticket.contract)}
              </Link>
            ) : (
              <span className="faint">{t("no-contract")}</span>
            )}
          </dd>
          <dt>{t("plan")}</dt>
          <dd>{ticket.plan ? <PlanBadge plan={ticket.plan} /> : <span className="faint">{t("none")}</span>}</dd>
          <dt>{t("sla")}</dt>
          <dd>{ticket.sla?.name ?? <span className="faint">{t("none")}</span>}</dd>
          <dt>{t("outcome")}</dt>
          <dd>
            <Badge tone={ticket.outcome === "covered" ? "green" : ticket.outcome === "over_limit" ? "amber" : "grey"}>
              {tr.dynamic(`outcome-${ticket.outcome.replaceAll("_", "-")}`) ?? ticket.outcome}
            </Badge>
          </dd>
        </dl>
        {ticket.decision_id && (
          <button type="button" className="why-button" onClick={openWhy}>
            <CircleHelp size={14} aria-hidden="true" /> {t("why-this-plan")}
            <ChevronRight size={14} aria-hidden="true" />
          </button>
        )}
      </section>
      {ticket.team && (
        <Suspense fallback={null}>
          <TicketRouting ticket={ticket} />
        </Suspense>
      )}
      {can(me, "view_read") && (
        <Suspense fallback={null}>
          <OwnershipPanel ticket={ticket} />
        </Suspense>
      )}
      <Properties ticket={ticket} openMatter={openMatter} />
    </aside>
  );
}

function ClockRow({ clock }: { clock: Clock }) {
  const { tr } = useI18n();
  const t = tr.t;
  const format = useFormat();
  const due = clock.due_at ? Date.parse(clock.due_at) : null;
  const running = (clock.state === "running" || (clock.state === "breached" && !clock.fulfilled_at)) && due !== null;
  const start = Date.parse(clock.started_at);
  const read = useCallback(
    (now: number) => {
      if (!running || due === null) return "";
      // By wall clock for the eye; the word beside it is exact.
      const share = Math.max(0, Math.min(100, Math.round(((now - start) / Math.max(1, due - start)) * 100)));
      return `${urgencyOf(due, now)}|${format.countdown(due - now)}|${share}`;
    },
    [running, due, start, format],
  );
  const [urgency = "", label = "", shareText = "0"] = useTicking(read).split("|");
  const metric = tr.dynamic(`metric-${clock.metric.replaceAll("_", "-")}`) ?? clock.metric;
  const used = clock.target_seconds > 0 ? Math.min(100, Math.round((clock.elapsed_seconds / clock.target_seconds) * 100)) : 0;
  const share = running ? (urgency === "late" ? 100 : Number(shareText)) : clock.state === "paused" ? used : 100;
  const tone = running ? urgency : clock.state === "paused" ? "paused" : clock.breached ? "late" : "met";
  const calendar = clock.calendar?.name ?? t("calendar-always");
  const title = `${clock.sla.name} v${clock.sla.version} · ${t("target-of", { duration: format.duration(clock.target_seconds) })} · ${calendar}`;
  return (
    <li title={title}>
      <div className="clock-line">
        <span>{metric}</span>
        <span className={`clock-word clock-${tone}`}>
          {running ? (
            <>
              <b className="num">{label}</b> <span className="clock-small">{urgency === "late" ? t("clock-late") : t("clock-left")}</span>
            </>
          ) : clock.state === "paused" ? (
            <>
              <Pause size={12} aria-hidden="true" /> {t("clock-paused")} <span className="clock-small num">{format.countdown(clock.remaining_seconds * 1000)}</span>
            </>
          ) : clock.breached ? (
            <>
              <X size={13} aria-hidden="true" /> {t("clock-breached")}
            </>
          ) : (
            <Met text={t("clock-met")} />
          )}
        </span>
      </div>
      <svg className={`bar bar-${tone}`} viewBox="0 0 100 5" preserveAspectRatio="none" aria-hidden="true">
        <rect className="bar-ground" width="100" height="5" />
        <rect className="bar-fill" width={share} height="5" />
      </svg>
      <div className="clock-under">
        {due !== null && running ? t("due-at", { date: format.dateTime(clock.due_at ?? "") }) : clock.fulfilled_at ? t("done-at", { date: format.dateTime(clock.fulfilled_at) }) : ""}
        <span>{t("target-of", { duration: format.duration(clock.target_seconds) })}</span>
      </div>
    </li>
  );
}

export function BucketBar({ bucket }: { bucket: Bucket }) {
  const { tr } = useI18n();
  const t = tr.t;
  const format = useFormat();
  const granted = Math.max(bucket.granted_hundredths, 1);
  const mine = Math.max(0, bucket.this_ticket_hundredths ?? 0);
  const used = Math.max(0, bucket.used_hundredths - mine);
  const share = (n: number) => Math.max(0, Math.min(100, (n / granted) * 100));
  const left = bucket.remaining_hundredths;
  const low = left <= 0 ? "late" : left / granted <= 0.2 ? "soon" : "calm";
  return (
    <div className="bucket">
      <div className="bucket-head">
        <b className={`bucket-left bucket-${low}`}>{format.credits(left)}</b>
        <span className="faint">{t("credits-left-of", { granted: format.credits(bucket.granted_hundredths) })}</span>
        <span className="bucket-name">{bucketName(tr, bucket)}</span>
      </div>
      <svg className={`bar bar-credit bar-credit-${low}`} viewBox="0 0 100 5" preserveAspectRatio="none" role="img" aria-label={t("credits-bar", { used: format.credits(bucket.used_hundredths), granted: format.credits(bucket.granted_hundredths) })}>
        <rect className="bar-ground" width="100" height="5" />
        <rect className="bar-fill" width={share(used)} height="5" />
        <rect className="bar-mine" x={share(used)} width={share(mine)} height="5" />
      </svg>
      <div className="clock-under">
        {mine > 0 ? (
          <span className="mine">
            <i aria-hidden="true" /> {t("credits-this-ticket", { credits: format.credits(mine) })}
          </span>
        ) : (
          <span>{t("period-from", { date: format.date(bucket.first_day) })}</span>
        )}
        <span>{t("period-resets", { date: format.dayAfter(bucket.last_day) })}</span>
      </div>
      {(bucket.reserved ?? []).map((each) => {
        const what = { credits: format.credits(each.remaining_hundredths), what: each.product?.name ?? each.asset?.name ?? "" };
        return (
          <p key={`${each.product?.id ?? ""}${each.asset?.id ?? ""}${each.expires_at ?? ""}`} className="bucket-reserved">
            {each.expires_at ? t("credits-reserved-until", { ...what, date: format.lastDay(each.expires_at) }) : t("credits-reserved", what)}
          </p>
        );
      })}
    </div>
  );
}

function Properties({ ticket, openMatter }: { ticket: Ticket; openMatter: (field: MatterField) => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const statuses = useStatusOptions();
  const priorities = usePriorityOptions();
  const agents = useAgentOptions();
  const teams = useTeamOptions();
  const change = (input: TicketChange, look: Look): void => void changeTicket(tr, ticket, input, look);
  const levels: Option[] = [...LEVELS.map((level) => ({ id: level as string, label: t(`level-${level}`) })), { id: NONE, label: t("none") }];
  const how = ticket.priority_source?.by ?? "none";
  const derived = how === "matrix";
  return (
    <section>
      <h2>{t("properties")}</h2>
      <dl className="facts facts-edit">
        <Property
          name={t("prop-status")}
          options={statuses}
          current={ticket.status.id}
          onPick={(option) => {
            const status = statuses.find((each) => each.id === option.id);
            if (!status) return;
            void pauseReason(tr, [ticket.status.category], status.category).then((pause) => {
              if (pause !== false) change({ status_id: status.id, ...pause }, { status: { id: status.id, name: status.label, category: status.category } });
            });
          }}
        >
          <StatusGlyph category={ticket.status.category} /> {statusName(tr, ticket.status)}
        </Property>
        <Property
          name={t("prop-priority")}
          options={priorities}
          current={ticket.priority ?? NONE}
          onPick={(option) => {
            const priority = option.id === NONE ? null : (option.id as Priority);
            change({ priority }, { priority });
          }}
        >
          <PriorityGlyph priority={ticket.priority} /> {t(ticket.priority ? `priority-${ticket.priority}` : "priority-none")}
        </Property>
        {(["impact", "urgency"] as const).map((field) => (
          <Property
            key={field}
            name={t(`prop-${field}`)}
            options={levels}
            current={ticket[field] ?? NONE}
            onPick={(option) => {
              const level = option.id === NONE ? null : (option.id as Level);
              change({ [field]: level }, { [field]: level });
            }}
          >
            {ticket[field] ? t(`level-${ticket[field]}`) : <span className="faint">{t("none")}</span>}
          </Property>
        ))}
        <dt className="sr-only">{t("priority-how")}</dt>
        <dd className="derived">
          {derived && ticket.impact && ticket.urgency
            ? t("priority-from-matrix", { impact: t(`level-${ticket.impact}`), urgency: t(`level-${ticket.urgency}`) })
            : how === "overridden"
              ? t("priority-overridden")
              : how === "chosen"
                ? t("priority-given")
                : t("priority-default")}
        </dd>
        <Property
          name={t("prop-assignee")}
          options={agents}
          current={ticket.assignee?.id ?? NONE}
          onPick={(option) =>
            change({ assignee_id: option.id === NONE ? null : option.id }, { assignee: option.id === NONE ? null : { id: option.id, name: option.label } })
          }
        >
          <Avatar name={ticket.assignee?.name} seed={ticket.assignee?.id} size={20} /> {ticket.assignee?.name ?? <span className="faint">{t("unassigned")}</span>}
        </Property>
        <Property
          name={t("prop-team")}
          options={teams}
          current={ticket.team?.id ?? NONE}
          onPick={(option) => change({ team_id: option.id === NONE ? null : option.id }, { team: option.id === NONE ? null : { id: option.id, name: option.label } })}
        >
          {ticket.team ? (
            <>
              {ticket.team.name} <span className="faint">{t("tier-n", { tier: ticket.tier })}</span>
            </>
          ) : (
            <span className="faint">{t("no-team")}</span>
          )}
        </Property>
        {(["product", "asset", "type", "channel"] as const).map((field) => (
          <Fragment key={field}>
            <dt>{t(`prop-${field}`)}</dt>
            <dd>
              <button type="button" className="property" aria-haspopup="dialog" onClick={() => openMatter(field)}>
                <span className="sr-only">{t(`prop-${field}`)}: </span>
                {field === "channel" ? (tr.dynamic(`channel-${ticket.channel}`) ?? ticket.channel) : (ticket[field]?.name ?? <span className="faint">{t("none")}</span>)}
              </button>
            </dd>
          </Fragment>
        ))}
        <Tags ticket={ticket} change={change} />
      </dl>
    </section>
  );
}

function Property({
  name,
  options,
  current,
  onPick,
  children,
}: {
  name: string;
  options: readonly Option[];
  current: string;
  onPick: (option: Option) => void;
  children: ReactNode;
}) {
  const [opened, setOpened] = useState(false);
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <PickerPopover
          label={name}
          opened={opened}
          onChange={setOpened}
          options={options.map((option) => ({ ...option, current: option.id === current }))}
          onPick={(option) => {
            if (option.id !== current) onPick(option);
          }}
        >
          <button type="button" className="property" aria-haspopup="listbox" aria-expanded={opened} onClick={() => setOpened((is) => !is)}>
            <span className="sr-only">{name}: </span>
            {children}
          </button>
        </PickerPopover>
      </dd>
    </>
  );
}

function Tags({ ticket, change }: { ticket: Ticket; change: (input: TicketChange, look: Look) => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const [opened, setOpened] = useState(false);
  const [query, setQuery] = useState("");
  const found = useQuery({ ...tagsQuery(query), enabled: opened });
  const set = (tags: string[]) => change({ tags }, { tags });
  return (
    <>
      <dt>{t("prop-tags")}</dt>
      <dd className="tag-list">
        {ticket.tags.map((tag) => (
          <span key={tag} className="tag-edit">
            <Tag>{tag}</Tag>
            <button type="button" aria-label={t("tag-remove", { tag })} onClick={() => set(ticket.tags.filter((each) => each !== tag))}>
              <X size={11} aria-hidden="true" />
            </button>
          </span>
        ))}
        <PickerPopover
          label={t("tag-add")}
          opened={opened}
          onChange={setOpened}
          options={(found.data ?? []).filter((tag) => !ticket.tags.includes(tag)).map((tag) => ({ id: tag, label: tag }))}
          onQuery={setQuery}
          create={(text) => ({ id: text.toLowerCase(), label: t("tag-create", { tag: text.toLowerCase() }) })}
          onPick={(option) => {
            if (!ticket.tags.includes(option.id)) set([...ticket.tags, option.id]);
          }}
        >
          <button type="button" className="tag-new" aria-haspopup="listbox" aria-expanded={opened} onClick={() => setOpened((is) => !is)}>
            + {t("tag-add")}
          </button>
        </PickerPopover>
      </dd>
    </>
  );
}
