/*
 * The offer that stands: what is known, until when an answer is wanted, and the
 * answers; and the sentence of a handoff in a ticket's history.
 */
import { useQuery } from "@tanstack/react-query";
import { ArrowLeftRight } from "lucide-react";
import { type ReactNode, useCallback, useState } from "react";
import { newKey } from "../api/client";
import { problemText } from "../api/problem";
import { agentsQuery, teamsQuery } from "../api/queries";
import { useSending } from "../api/sending";
import type { Handoff, Ticket } from "../api/types";
import { useTicking } from "../lib/clock";
import { useFormat } from "../lib/format";
import { type MessageId, richText, useI18n, useSection } from "../lib/i18n";
import { idPart } from "../lib/plaintext";
import { can, useMe } from "../shell/session";
import { Button, Dialog, DialogForm, Textarea, toast } from "../ui";
import { NOTE_CHARS_MAX, NOTE_PARTS, reasonName, sendHandoff } from "./api";

export function HandoffBanner({ ticket, offer }: { ticket: Ticket; offer: Handoff }) {
  const { tr } = useI18n();
  const t = tr.t;
  const me = useMe();
  const format = useFormat();
  const ready = useSection("handoffs");
  const [busy, setBusy] = useState(false);
  const [declining, setDeclining] = useState(false);
  const read = useCallback((now: number) => Math.max(0, Math.ceil((Date.parse(offer.due_at) - now) / 60_000)), [offer.due_at]);
  const minutes = useTicking(read);
  if (!ready) return null;
  const answer = async (verb: "/accept" | "/take_back", input: object, done: MessageId): Promise<void> => {
    if (busy) return;
    setBusy(true);
    try {
      await sendHandoff(ticket, verb, input, newKey());
      toast({ text: t(done, { number: ticket.number }) });
    } catch (error) {
      toast({ text: problemText(tr, error), tone: "error" });
    } finally {
      setBusy(false);
    }
  };
  const to = [offer.to_user?.name, offer.to_team?.name].filter(Boolean).join(", ");
  const from = [offer.from_user?.name, offer.from_team?.name].filter(Boolean).join(", ");
  return (
    <section className="notice notice-handoff" aria-label={t("handoff")}>
      <ArrowLeftRight size={16} aria-hidden="true" />
      <div className="handoff-body">
        <p>
          {richText(tr, offer.yours ? "handoff-yours" : "handoff-waits", { by: <b>{offer.by.name ?? ""}</b>, to: <b>{to}</b>, reason: reasonName(tr, offer.reason, offer.reason_name) })}{" "}
          <span className={minutes < 60 ? "handoff-due handoff-soon" : "handoff-due"}>{t("handoff-due", { date: format.dateTime(offer.due_at) })}</span>
        </p>
        <p className="soft">{t(offer.tell_customer ? "handoff-owner-tells" : "handoff-owner", { from: from || t("handoff-nobody") })}</p>
        {offer.note && <Note note={offer.note} />}
      </div>
      <div className="buttons handoff-buttons">
        {offer.yours && (
          <>
            <Button size="xs" loading={busy} onClick={() => void answer("/accept", { take: true }, "handoff-accepted-toast")}>
              {t("handoff-accept")}
            </Button>
            {!offer.to_user && (
              <Button size="xs" variant="default" disabled={busy} onClick={() => void answer("/accept", { take: false }, "handoff-accepted-team-toast")}>
                {t("handoff-accept-team")}
              </Button>
            )}
            <Button size="xs" variant="default" disabled={busy} onClick={() => setDeclining(true)}>
              {t("handoff-decline")}
            </Button>
          </>
        )}
        {!offer.yours && can(me, "ticket_assign") && (
          <Button size="xs" variant="default" loading={busy} onClick={() => void answer("/take_back", {}, "handoff-taken-back-toast")}>
            {t("handoff-take-back")}
          </Button>
        )}
      </div>
      {declining && <DeclineDialog ticket={ticket} onClose={() => setDeclining(false)} />}
    </section>
  );
}

/** Why it is declined; what was typed stays until it is done. */
function DeclineDialog({ ticket, onClose }: { ticket: Ticket; onClose: () => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const sending = useSending(["reason"]);
  const [reason, setReason] = useState("");
  const send = async (): Promise<void> => {
    if (!(await sending.send((key) => sendHandoff(ticket, "/decline", { reason }, key)))) return;
    toast({ text: t("handoff-declined-toast", { number: ticket.number }) });
    onClose();
  };
  return (
    <Dialog title={t("handoff-decline-title", { number: ticket.number })} size={480} kept onClose={onClose}>
      <DialogForm sending={sending} onSubmit={() => void send()} onClose={onClose} label={t("handoff-decline")} disabled={!reason.trim()}>
        <p className="soft">{t("handoff-decline-text")}</p>
        <Textarea
          label={t("reason")}
          data-autofocus
          minRows={2}
          autosize
          maxLength={NOTE_CHARS_MAX}
          value={reason}
          error={sending.wrong.reason}
          onChange={(event) => {
            sending.touched("reason");
            setReason(event.currentTarget.value);
          }}
        />
      </DialogForm>
    </Dialog>
  );
}

/** The four parts of the note. */
function Note({ note }: { note: Readonly<Record<(typeof NOTE_PARTS)[number], string>> }) {
  const { tr } = useI18n();
  return (
    <dl className="handoff-note">
      {NOTE_PARTS.map((part) => (
        <div key={part}>
          <dt>{tr.t(`handoff-${part}`)}</dt>
          <dd>{note[part]}</dd>
        </div>
      ))}
    </dl>
  );
}

type Data = Record<string, unknown>;

export function HandoffText({ kind, data, actor }: { kind: string; data: Data; actor: ReactNode }) {
  const { tr } = useI18n();
  const ready = useSection("handoffs");
  const { data: agents } = useQuery(agentsQuery);
  const { data: teams } = useQuery(teamsQuery);
  if (!ready) return null;
  const word = (value: unknown): string => (typeof value === "string" || typeof value === "number" ? String(value) : "");
  if (kind === "bounced_too_often") return richText(tr, "event-bounced", { bounces: word(data.bounces), limit: word(data.limit) });
  if (kind === "handoff_ended") {
    const reason = word(data.reason) || (tr.dynamic(`handoff-cause-${idPart(word(data.cause))}`) ?? "");
    const outcome = idPart(word(data.outcome));
    return richText(tr, reason ? `event-handoff-${outcome}-reason` : `event-handoff-${outcome}`, { actor, reason });
  }
  const to = (data.to ?? {}) as Data;
  const name = (list: readonly { id: string; name: string }[] | undefined, id: unknown): string => list?.find((each) => each.id === id)?.name ?? "";
  const whom = [to.user ? name(agents, to.user) : "", to.team ? name(teams, to.team) : ""].filter(Boolean).join(", ");
  return (
    <>
      {richText(tr, "event-handoff-offered", { actor, to: <b>{whom}</b>, reason: reasonName(tr, word(data.reason), word(data.reason_name)) })}
      {data.note ? <Note note={data.note as Parameters<typeof Note>[0]["note"]} /> : null}
    </>
  );
}
