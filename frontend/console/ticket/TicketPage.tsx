import "../css/ticket.css";
import "../css/handoffs.css";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { ArrowLeft, ArrowLeftRight, ChevronDown, ChevronUp, ChevronsUp, CircleCheck, Ellipsis, GitMerge, Link2, PanelRight, Replace, RotateCcw, ShieldAlert, ShieldCheck, Undo2 } from "lucide-react";
import { Suspense, lazy, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { acceptTicket, changeTicket, markSeen, pauseReason, undoChange } from "../api/actions";
import { body, client, etag } from "../api/client";
import { problemText } from "../api/problem";
import { eventsQuery, messagesQuery, queryClient, ticketQuery } from "../api/queries";
import type { Priority, Ticket } from "../api/types";
import { neighbours, recall } from "../inbox/memory";
import { NONE, statusName, useAgentOptions, usePriorityOptions, useStatusOptions } from "../inbox/options";
import { useI18n, useT } from "../lib/i18n";
import { type Shortcut, useShortcuts } from "../lib/keys";
import { can, useMe } from "../shell/session";
import {
  Button,
  DueChip,
  ErrorState,
  Keys,
  Menu,
  PageTitle,
  PickerModal,
  PriorityGlyph,
  Skeleton,
  StatusGlyph,
  Tooltip,
  ask,
  toast,
  useMediaQuery,
} from "../ui";
import { EscalationBanner, useHandBack } from "./Escalated";
import type { MatterField } from "./Matter";
import { SidePanel } from "./SidePanel";
import { Thread } from "./Thread";
import { useConversation } from "./useConversation";

const Composer = lazy(() => import("./Composer").then((module) => ({ default: module.Composer })));
const MatterDialog = lazy(() => import("./Matter").then((module) => ({ default: module.MatterDialog })));
const EscalateDialog = lazy(() => import("./Escalate").then((module) => ({ default: module.EscalateDialog })));
const OfferDialog = lazy(() => import("../handoffs/OfferDialog").then((module) => ({ default: module.OfferDialog })));
const HandoffBanner = lazy(() => import("../handoffs/Banner").then((module) => ({ default: module.HandoffBanner })));
const MergeDialog = lazy(() => import("./MergeDialog").then((module) => ({ default: module.MergeDialog })));
const WhyPlan = lazy(() => import("./WhyPlan").then((module) => ({ default: module.WhyPlan })));

export function TicketPage() {
  const { number } = useParams({ from: "/desk/tickets/$number" });
  const ticket = useQuery(ticketQuery(number));
  if (ticket.isError && !ticket.data) {
    return (
      <section className="page">
        <BackHead />
        <ErrorState error={ticket.error} retry={() => void ticket.refetch()} />
      </section>
    );
  }
  if (!ticket.data) {
    return (
      <section className="page">
        <BackHead />
        <Skeleton kind="thread" lines={3} />
      </section>
    );
  }
  return <Open key={ticket.data.id} ticket={ticket.data} />;
}

function BackHead() {
  const t = useT();
  return (
    <div className="ticket-head">
      <Link to="/" search={recall().filter.view ? { view: recall().filter.view } : {}} className="icon-button" aria-label={t("back-to-list")}>
        <ArrowLeft size={17} aria-hidden="true" />
      </Link>
    </div>
  );
}

/** What a plan may refund by hand; spam and merging give back by themselves. */
const REFUND_CAUSES = ["own_defect", "duplicate", "wrong_routing", "cancelled"] as const;
type RefundCause = (typeof REFUND_CAUSES)[number];
const REFUND_NAMES = {
  own_defect: "refund-own-defect",
  duplicate: "refund-duplicate",
  wrong_routing: "refund-wrong-routing",
  cancelled: "refund-cancelled",
} as const;

type Chooser = "assign" | "priority" | "status" | "merge" | "escalate" | "offer" | "why" | null;

function Open({ ticket }: { ticket: Ticket }) {
  const me = useMe();
  const { tr } = useI18n();
  const t = tr.t;
  const navigate = useNavigate();
  const wide = useMediaQuery("(min-width: 1101px)");
  const [panel, setPanel] = useState(false);
  const [chooser, setChooser] = useState<Chooser>(null);
  const [matter, setMatter] = useState<MatterField | null>(null);
  const [composerMode, setComposerMode] = useState<"reply" | "note">("reply");
  const composerFocus = useRef<(() => void) | null>(null);
  // Asked for before the editor has arrived.
  const focusWanted = useRef(false);
  const near = neighbours(ticket.number);
  const number = String(ticket.number);
  const conversation = useConversation(number);
  const events = useQuery(eventsQuery(number));
  const priorities = usePriorityOptions();
  const statuses = useStatusOptions();
  const agents = useAgentOptions();
  const done = ticket.status.category === "solved" || ticket.status.category === "closed";

  // What is on the screen is read, as soon as somebody can have looked at it.
  const lastSeq = conversation.messages?.reduce((most, message) => Math.max(most, message.seq), 0) ?? 0;
  useEffect(() => {
    if (!ticket.unread || lastSeq === 0) return undefined;
    const look = (): void => {
      if (document.visibilityState === "visible") void markSeen(ticket.number, lastSeq);
    };
    look();
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, [ticket.number, ticket.unread, lastSeq]);

  useEffect(() => {
    document.title = `#${ticket.number} ${ticket.subject} · Surety`;
    return () => {
      document.title = "Surety";
    };
  }, [ticket.number, ticket.subject]);

  const back = useCallback(() => {
    const { filter } = recall();
    const { sort: _sort, ...rest } = filter;
    void navigate({ to: "/", search: rest });
  }, [navigate]);
  const go = useCallback(
    (to: number | null | undefined) => {
      if (to) void navigate({ to: "/tickets/$number", params: { number: String(to) } });
    },
    [navigate],
  );
  // The neighbours are fetched ahead: the next ticket is there before the key is up.
  useEffect(() => {
    for (const next of [near?.next, near?.previous]) {
      if (next) {
        void queryClient.prefetchQuery(ticketQuery(String(next)));
        void queryClient.prefetchQuery(messagesQuery(String(next)));
      }
    }
  }, [near?.next, near?.previous]);

  const act = useCallback(
    async (path: "solve" | "reopen" | "spam" | "not_spam" | "refund" | "admit" | "decline", done?: string, input: Record<string, unknown> = {}) => {
      try {
        const answer = await body<Ticket>(
          client.POST(`/api/v1/tickets/{ticket}/${path}`, {
            params: { path: { ticket: String(ticket.number) } },
            headers: { "If-Match": etag(ticket.version) },
            body: input,
          }),
        );
        if (answer && typeof answer === "object" && "number" in answer) acceptTicket(answer);
        await queryClient.invalidateQueries({ queryKey: ["ticket", String(ticket.number)] });
        void queryClient.invalidateQueries({ queryKey: ["counts"] });
        void queryClient.invalidateQueries({ queryKey: ["approvals"] });
        if (done) toast({ text: done });
      } catch (error) {
        void queryClient.invalidateQueries({ queryKey: ["ticket", String(ticket.number)] });
        toast({ text: problemText(tr, error), tone: "error" });
      }
    },
    [ticket, tr],
  );
  const mayEscalate = can(me, "ticket_escalate");
  const mayOffer = can(me, "ticket_assign") && !done && !ticket.handoff && !ticket.spam && ticket.merged_into === null;
  const handBack = useHandBack(ticket);
  const refundable = can(me, "credit_adjust") && ticket.credits.some((each) => (each.this_ticket_hundredths ?? 0) > 0);
  const refund = useCallback(
    async (cause: RefundCause) => {
      const reason = await ask({ title: t("refund-title"), text: t("refund-text"), label: t("reason"), offers: [t(REFUND_NAMES[cause])] });
      if (reason !== null) await act("refund", t("refunded-toast"), { cause, reason });
    },
    [act, t],
  );
  const setStatus = useCallback(
    (id: string) => {
      const status = statuses.find((each) => each.id === id);
      if (!status) return;
      void pauseReason(tr, [ticket.status.category], status.category).then((pause) => {
        if (pause === false) return;
        void changeTicket(tr, ticket, { status_id: id, ...pause }, { status: { id, name: status.label, category: status.category } });
      });
    },
    [statuses, ticket, tr],
  );
  const solve = useCallback(() => {
    const old = ticket.status;
    const solved = statuses.find((each) => each.category === "solved");
    void changeTicket(
      tr,
      ticket,
      { category: "solved" },
      { status: solved ? { id: solved.id, name: solved.label, category: "solved" } : { ...old, category: "solved" } },
    ).then((ok) => {
      if (!ok) return;
      toast({
        text: t("solved-toast", { number: ticket.number }),
        action: {
          label: t("undo"),
          run: () => {
            const now = queryClient.getQueryData<Ticket>(["ticket", String(ticket.number)]);
            const back = undoChange({ status_id: old.id }, { status: old }, t("undo-reason"));
            const look = back.category === "open" ? { ...old, name: t("status-open"), category: "open" as const } : old;
            void changeTicket(tr, now ?? ticket, back as { status_id?: string; category?: string; pause_reason?: string }, { status: look });
          },
        },
      });
    });
  }, [ticket, statuses, tr, t]);
  const assign = useCallback(
    (id: string) => {
      const agent = id === NONE ? null : agents.find((each) => each.id === id);
      if (agent === undefined) return;
      void changeTicket(tr, ticket, { assignee_id: agent?.id ?? null }, { assignee: agent ? { id: agent.id, name: agent.label } : null });
    },
    [agents, ticket, tr],
  );
  const setPriority = useCallback(
    (id: string) => {
      const priority = id === NONE ? null : (id as Priority);
      void changeTicket(tr, ticket, { priority }, { priority });
    },
    [ticket, tr],
  );
  const write = useCallback((mode: "reply" | "note") => {
    // At once: the next letter typed must already be text and not a shortcut.
    flushSync(() => setComposerMode(mode));
    if (composerFocus.current) composerFocus.current();
    else focusWanted.current = true;
  }, []);

  const shortcuts = useMemo<Shortcut[]>(
    () => [
      { keys: "j", label: "key-next-ticket", run: () => go(near?.next) },
      { keys: "k", label: "key-previous-ticket", run: () => go(near?.previous) },
      { keys: "r", label: "key-reply", run: () => write("reply") },
      { keys: "n", label: "key-note", run: () => write("note") },
      { keys: "e", label: "key-solve", run: () => (done ? void act("reopen", t("reopened-toast")) : solve()) },
      { keys: "a", label: "key-assign", run: () => setChooser("assign") },
      { keys: "p", label: "key-priority", run: () => setChooser("priority") },
      { keys: "s", label: "key-status", run: () => setChooser("status") },
      { keys: "i", label: "key-matter", run: () => setMatter("requester") },
      { keys: "m", label: "key-merge", run: () => setChooser("merge") },
      ...(mayEscalate && !done ? [{ keys: "shift+e", label: "key-escalate", run: () => setChooser("escalate") } as const] : []),
      ...(mayOffer ? [{ keys: "h", label: "key-handoff", run: () => setChooser("offer") } as const] : []),
      { keys: "w", label: "key-why", run: () => setChooser("why") },
      { keys: "u", label: "key-back", run: back },
      { keys: "escape", label: "key-back", run: back },
    ],
    [go, near, write, solve, act, back, done, mayEscalate, mayOffer, t],
  );
  useShortcuts("keys-ticket", shortcuts);

  const side = <SidePanel ticket={ticket} openWhy={() => setChooser("why")} openMatter={setMatter} decide={(how) => void act(how, t(how === "admit" ? "admitted-toast" : "declined-toast"))} />;
  return (
    <section className="page" aria-label={t("ticket-n", { number: ticket.number })}>
      <div className="ticket-head">
        <button type="button" className="icon-button" aria-label={t("back-to-list")} onClick={back}>
          <ArrowLeft size={17} aria-hidden="true" />
        </button>
        <PageTitle className="clip">{ticket.subject || t("no-subject")}</PageTitle>
        <span className="ticket-number">#{ticket.number}</span>
        <button type="button" className="head-chip" onClick={() => setChooser("status")} aria-label={`${t("prop-status")}: ${statusName(tr, ticket.status)}`}>
          <StatusGlyph category={ticket.status.category} /> <span>{statusName(tr, ticket.status)}</span>
        </button>
        <button
          type="button"
          className="head-chip"
          onClick={() => setChooser("priority")}
          aria-label={`${t("prop-priority")}: ${t(ticket.priority ? `priority-${ticket.priority}` : "priority-none")}`}
        >
          <PriorityGlyph priority={ticket.priority} /> <span>{t(ticket.priority ? `priority-${ticket.priority}` : "priority-none")}</span>
        </button>
        {ticket.next_due && <DueChip due={ticket.next_due} large />}
        {ticket.spam && <span className="badge badge-red">{t("spam")}</span>}
        <span className="toolbar-gap" />
        {near && (
          <span className="near">
            <span className="num faint near-count">
              {near.at} / {near.of}
            </span>
            <Tooltip label={t("key-previous-ticket")}>
              <button type="button" className="icon-button" disabled={!near.previous} aria-label={t("key-previous-ticket")} onClick={() => go(near.previous)}>
                <ChevronUp size={17} aria-hidden="true" />
              </button>
            </Tooltip>
            <Tooltip label={t("key-next-ticket")}>
              <button type="button" className="icon-button" disabled={!near.next} aria-label={t("key-next-ticket")} onClick={() => go(near.next)}>
                <ChevronDown size={17} aria-hidden="true" />
              </button>
            </Tooltip>
          </span>
        )}
        <Menu position="bottom-end" width={220}>
          <Menu.Target>
            <button type="button" className="icon-button" aria-label={t("more-actions")}>
              <Ellipsis size={17} aria-hidden="true" />
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              leftSection={<Link2 size={15} />}
              onClick={() => {
                void navigator.clipboard.writeText(location.href).then(() => toast({ text: t("link-copied") }));
              }}
            >
              {t("copy-link")}
            </Menu.Item>
            <Menu.Item leftSection={<Replace size={15} />} rightSection={<Keys keys="i" />} onClick={() => setMatter("requester")}>
              {t("matter-title")}
            </Menu.Item>
            <Menu.Item leftSection={<GitMerge size={15} />} rightSection={<Keys keys="m" />} onClick={() => setChooser("merge")}>
              {t("merge")}
            </Menu.Item>
            {mayOffer && (
              <Menu.Item leftSection={<ArrowLeftRight size={15} />} rightSection={<Keys keys="h" />} onClick={() => setChooser("offer")}>
                {t("key-handoff")}
              </Menu.Item>
            )}
            {mayEscalate && !done && (
              <Menu.Item leftSection={<ChevronsUp size={15} />} rightSection={<Keys keys="shift+e" />} onClick={() => setChooser("escalate")}>
                {t(ticket.escalation ? "escalate-further" : "escalate")}
              </Menu.Item>
            )}
            {mayEscalate && ticket.escalation && (
              <Menu.Item leftSection={<Undo2 size={15} />} onClick={() => void handBack()}>
                {t("handback")}
              </Menu.Item>
            )}
            <Menu.Divider />
            {refundable && (
              <>
                <Menu.Label>{t("refund")}</Menu.Label>
                {REFUND_CAUSES.map((cause) => (
                  <Menu.Item key={cause} leftSection={<Undo2 size={15} />} onClick={() => void refund(cause)}>
                    {t(REFUND_NAMES[cause])}
                  </Menu.Item>
                ))}
                <Menu.Divider />
              </>
            )}
            {ticket.spam ? (
              <Menu.Item leftSection={<ShieldCheck size={15} />} onClick={() => void act("not_spam", t("not-spam-toast"))}>
                {t("not-spam")}
              </Menu.Item>
            ) : (
              <Menu.Item leftSection={<ShieldAlert size={15} />} color="red" onClick={() => void act("spam", t("spam-toast"))}>
                {t("mark-spam")}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
        {!wide && (
          <button type="button" className="icon-button" aria-label={t("details")} aria-expanded={panel} onClick={() => setPanel((is) => !is)}>
            <PanelRight size={17} aria-hidden="true" />
          </button>
        )}
        {done ? (
          <Button variant="default" size="sm" className="head-main" leftSection={<RotateCcw size={15} />} onClick={() => void act("reopen", t("reopened-toast"))}>
            {t("reopen")}
          </Button>
        ) : (
          <Button variant="default" size="sm" className="head-main" leftSection={<CircleCheck size={15} className="green" />} onClick={solve}>
            {t("solve")}
          </Button>
        )}
      </div>
      {ticket.merged_into !== null && (
        <div className="notice">
          <GitMerge size={15} aria-hidden="true" />
          {t("merged-into", { number: ticket.merged_into })}
          <Link className="link" to="/tickets/$number" params={{ number: String(ticket.merged_into) }}>
            {t("open-it")}
          </Link>
        </div>
      )}
      {ticket.escalation && <EscalationBanner ticket={ticket} standing={ticket.escalation} />}
      {ticket.handoff && (
        <Suspense fallback={null}>
          <HandoffBanner ticket={ticket} offer={ticket.handoff} />
        </Suspense>
      )}
      <div className={`ticket-body${panel && !wide ? " ticket-body-panel" : ""}`}>
        {(wide || !panel) && (
          <div className="ticket-main">
            <Thread
              ticket={ticket}
              messages={conversation.messages}
              events={events.data}
              error={conversation.query.isError ? conversation.query.error : null}
              retry={() => void conversation.query.refetch()}
              earlier={conversation.hasEarlier ? conversation : null}
            />
            <Suspense fallback={<div className="composer-hold" />}>
              <Composer ticket={ticket} mode={composerMode} setMode={setComposerMode} focusRef={composerFocus} focusWanted={focusWanted} />
            </Suspense>
          </div>
        )}
        {(wide || panel) && side}
      </div>
      {chooser === "assign" && <PickerModal label={t("assign-to")} options={mark(agents, ticket.assignee?.id ?? NONE)} onClose={() => setChooser(null)} onPick={(option) => assign(option.id)} />}
      {chooser === "priority" && (
        <PickerModal label={t("set-priority")} options={mark(priorities, ticket.priority ?? NONE)} onClose={() => setChooser(null)} onPick={(option) => setPriority(option.id)} />
      )}
      {chooser === "status" && <PickerModal label={t("set-status")} options={mark(statuses, ticket.status.id)} onClose={() => setChooser(null)} onPick={(option) => setStatus(option.id)} />}
      <Suspense fallback={null}>
        {matter && <MatterDialog ticket={ticket} focus={matter} onClose={() => setMatter(null)} />}
        {chooser === "escalate" && <EscalateDialog ticket={ticket} onClose={() => setChooser(null)} />}
        {chooser === "offer" && <OfferDialog ticket={ticket} onClose={() => setChooser(null)} />}
        {chooser === "merge" && <MergeDialog ticket={ticket} onClose={() => setChooser(null)} />}
        {chooser === "why" && <WhyPlan ticket={ticket} onClose={() => setChooser(null)} />}
      </Suspense>
    </section>
  );
}

export function mark<O extends { id: string }>(options: readonly O[], current: string): (O & { current: boolean })[] {
  return options.map((option) => ({ ...option, current: option.id === current }));
}
