import {
  ArrowLeftRight,
  ArrowUpRight,
  CircleDot,
  Coins,
  FileText,
  Flame,
  GitMerge,
  Image as ImageIcon,
  ImageOff,
  Lock,
  Paperclip,
  Scale,
  ShieldAlert,
  SignalHigh,
  SlidersHorizontal,
  Sparkles,
  Tag as TagIcon,
  UserPlus,
} from "lucide-react";
import { type ReactNode, memo, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { API, body, client } from "../api/client";
import { problemText } from "../api/problem";
import type { Attachment, Message, Ticket, TicketEvent } from "../api/types";
import { useFormat } from "../lib/format";
import { renderHtml, renderText } from "../lib/html";
import { useI18n } from "../lib/i18n";
import { Ago, Avatar, Button, ErrorState, Skeleton, toast } from "../ui";
import { useEventText } from "./eventText";

/** Events that a message already shows. */
const SAID_BY_MESSAGE = new Set(["customer_message", "agent_reply", "automatic_message", "note", "message"]);
/** A run of more events than this is folded. */
const FOLD_OVER = 3;

type Entry = { kind: "message"; seq: number; message: Message } | { kind: "events"; seq: number; events: TicketEvent[] };

export function entriesOf(messages: readonly Message[], events: readonly TicketEvent[]): Entry[] {
  const all: Entry[] = [
    ...messages.map((message): Entry => ({ kind: "message", seq: message.seq, message })),
    ...events.filter((event) => !SAID_BY_MESSAGE.has(event.kind)).map((event): Entry => ({ kind: "events", seq: event.seq, events: [event] })),
  ].sort((a, b) => a.seq - b.seq);
  const out: Entry[] = [];
  for (const entry of all) {
    const last = out[out.length - 1];
    if (entry.kind === "events" && last?.kind === "events") last.events.push(...entry.events);
    else out.push(entry.kind === "events" ? { ...entry, events: [...entry.events] } : entry);
  }
  return out;
}

export function Thread({
  ticket,
  messages,
  events,
  error,
  retry,
  earlier = null,
}: {
  ticket: Ticket;
  messages: readonly Message[] | undefined;
  events: readonly TicketEvent[] | undefined;
  error: unknown;
  retry: () => void;
  /** There are messages before these. */
  earlier?: { loading: boolean; loadEarlier: () => Promise<void> } | null;
}) {
  const { tr } = useI18n();
  const ref = useRef<HTMLDivElement>(null);
  const entries = useMemo(() => (messages ? entriesOf(messages, events ?? []) : null), [messages, events]);
  const count = messages?.length ?? 0;
  const settled = useRef(false);
  const wasAtEnd = useRef(true);
  const lastSize = useRef("");

  // The newest message is what was opened for; an arriving one scrolls only who is at the end.
  useLayoutEffect(() => {
    const box = ref.current;
    if (!box || count === 0) return;
    if (!settled.current || wasAtEnd.current) box.scrollTop = box.scrollHeight;
    settled.current = true;
  }, [count, entries]);
  useEffect(() => {
    const box = ref.current;
    const inner = box?.firstElementChild;
    if (!box || !inner) return undefined;
    // Pictures and fonts arrive later; whoever is at the end stays there.
    const watch = new ResizeObserver(() => {
      if (wasAtEnd.current) box.scrollTop = box.scrollHeight;
    });
    watch.observe(inner);
    watch.observe(box);
    return () => watch.disconnect();
  }, [entries === null]);

  return (
    <div
      ref={ref}
      className="thread"
      tabIndex={0}
      role="log"
      aria-live="off"
      aria-label={tr.t("conversation")}
      onScroll={(event) => {
        const box = event.currentTarget;
        const size = `${box.scrollHeight} ${box.clientHeight}`;
        // A scroll that a change of size caused says nothing of what the reader wants.
        if (size === lastSize.current) wasAtEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < 40;
        lastSize.current = size;
      }}
    >
      {error && !messages ? (
        <ErrorState error={error} retry={retry} />
      ) : !entries ? (
        <Skeleton kind="thread" lines={3} />
      ) : (
        <div className="thread-inner">
          {earlier && (
            <Button
              variant="subtle"
              size="xs"
              loading={earlier.loading}
              onClick={() => {
                wasAtEnd.current = false;
                earlier.loadEarlier().catch((problem: unknown) => toast({ text: problemText(tr, problem), tone: "error" }));
              }}
            >
              {tr.t("earlier-messages")}
            </Button>
          )}
          {entries.map((entry) =>
            entry.kind === "message" ? (
              <MessageCard key={entry.message.id} message={entry.message} ticket={ticket.number} />
            ) : (
              <EventRun key={`e${entry.seq}`} events={entry.events} />
            ),
          )}
        </div>
      )}
    </div>
  );
}

const EVENT_ICONS: Record<string, typeof CircleDot> = {
  created: Sparkles,
  status_changed: CircleDot,
  reopened: CircleDot,
  priority_changed: SignalHigh,
  assigned: UserPlus,
  team_changed: UserPlus,
  routed: UserPlus,
  promise_changed: Scale,
  entitlement_decided: Scale,
  credit_consumed: Coins,
  credit_refunded: Coins,
  charged: Coins,
  escalated: Flame,
  handoff_offered: ArrowLeftRight,
  handoff_ended: ArrowLeftRight,
  bounced_too_often: Flame,
  merged: GitMerge,
  merged_in: GitMerge,
  spam_marked: ShieldAlert,
  tag_added: TagIcon,
  tag_removed: TagIcon,
};

function EventRun({ events }: { events: readonly TicketEvent[] }) {
  const { tr } = useI18n();
  const [unfolded, setUnfolded] = useState(false);
  const shown = unfolded || events.length <= FOLD_OVER ? events : events.slice(-1);
  const hidden = events.length - shown.length;
  return (
    <ul className="event-run">
      {hidden > 0 && (
        <li>
          <button type="button" className="event-more" onClick={() => setUnfolded(true)}>
            {tr.t("events-more", { count: hidden })}
          </button>
        </li>
      )}
      {shown.map((event) => (
        <EventLine key={event.seq} event={event} />
      ))}
    </ul>
  );
}

const EventLine = memo(function EventLine({ event }: { event: TicketEvent }) {
  const text = useEventText(event);
  const Icon = EVENT_ICONS[event.kind] ?? SlidersHorizontal;
  return (
    <li className={`event event-${event.kind}`}>
      <Icon size={14} strokeWidth={1.8} aria-hidden="true" />
      <span className="event-text">{text}</span>
      <Ago at={event.at} className="faint nowrap" />
    </li>
  );
});

const MessageCard = memo(function MessageCard({ message, ticket }: { message: Message; ticket: number }) {
  const { tr } = useI18n();
  const t = tr.t;
  const [full, setFull] = useState<string | null>(null);
  const [loading, setLoading] = useState(false);
  const internal = message.visibility === "internal";
  const author = message.author.name || message.author.address || tr.t(`actor-${message.author.kind}`);
  const kind = internal ? "note" : message.author.kind;
  const byCid = useMemo(() => new Map(message.attachments.filter((each) => each.content_id).map((each) => [each.content_id ?? "", each])), [message.attachments]);
  const rendered = useMemo(() => {
    if (!message.body_html) return { node: renderText(message.body_text), cut: false };
    return renderHtml(message.body_html, {
      imageUrl: (cid) => {
        const found = byCid.get(cid);
        return found ? attachmentUrl(found) : null;
      },
      remoteImage: (alt) => (
        <span className="remote-image">
          <ImageOff size={13} aria-hidden="true" /> {alt || t("remote-image")}
        </span>
      ),
    });
  }, [message.body_html, message.body_text, byCid, t]);

  const showFull = async (): Promise<void> => {
    if (full !== null) {
      setFull(null);
      return;
    }
    setLoading(true);
    try {
      const { full_text } = await body<{ full_text: string }>(
        client.GET("/api/v1/tickets/{ticket}/messages/{message}/full", { params: { path: { ticket: String(ticket), message: message.id } } }),
      );
      setFull(full_text);
    } catch (error) {
      toast({ text: problemText(tr, error), tone: "error" });
    } finally {
      setLoading(false);
    }
  };

  return (
    <article className={`message message-${kind}`} aria-label={t("message-by", { name: author })}>
      <Avatar name={author} seed={message.author.id ?? author} size={28} square={message.author.kind === "customer"} />
      <div className="message-card">
        <div className="message-head">
          <strong>{author}</strong>
          {internal && (
            <span className="note-mark">
              <Lock size={12} aria-hidden="true" /> {t("internal-note")}
            </span>
          )}
          {message.automatic && <span className="badge badge-grey">{t("automatic")}</span>}
          {message.author.address && !internal && <span className="faint clip message-address">{message.author.address}</span>}
          <Ago at={message.at} className="message-ago" />
        </div>
        {message.cc.length > 0 && <p className="message-cc">{t("cc-list", { list: message.cc.join(", ") })}</p>}
        <div className="prose">{full === null ? rendered.node : renderText(full)}</div>
        {rendered.cut && <p className="faint">{t("message-cut")}</p>}
        {message.has_full_text && (
          <button type="button" className="quote-toggle" disabled={loading} aria-expanded={full !== null} onClick={() => void showFull()}>
            {full === null ? t("show-quoted") : t("hide-quoted")}
          </button>
        )}
        {message.attachments.length > 0 && (
          <ul className="attachments">
            {message.attachments.map((each) => (
              <AttachmentItem key={each.id} attachment={each} />
            ))}
          </ul>
        )}
      </div>
    </article>
  );
});

function attachmentUrl(attachment: Attachment): string {
  return attachment.url ?? `${API}/attachments/${attachment.id}`;
}

export function AttachmentIcon({ type }: { type: string }): ReactNode {
  if (type.startsWith("image/")) return <ImageIcon size={15} aria-hidden="true" />;
  if (type.startsWith("text/") || type.includes("pdf")) return <FileText size={15} aria-hidden="true" />;
  return <Paperclip size={15} aria-hidden="true" />;
}

function AttachmentItem({ attachment }: { attachment: Attachment }) {
  const format = useFormat();
  const { tr } = useI18n();
  return (
    <li>
      <a href={attachmentUrl(attachment)} download={attachment.name} className="attachment" aria-label={tr.t("download-file", { name: attachment.name })}>
        <AttachmentIcon type={attachment.content_type} />
        <span className="clip">{attachment.name}</span>
        <span className="faint nowrap">{format.size(attachment.size)}</span>
        <ArrowUpRight size={13} aria-hidden="true" className="faint" />
      </a>
    </li>
  );
}

