/* How a ticket stands escalated: who has it, until when the next update is due, and the way back. */
import { ChevronsUp } from "lucide-react";
import { useCallback } from "react";
import { acceptTicket } from "../api/actions";
import { body, client, etag, newKey } from "../api/client";
import { problemText } from "../api/problem";
import { queryClient } from "../api/queries";
import type { Escalation, Ticket } from "../api/types";
import { useTicking } from "../lib/clock";
import { useFormat } from "../lib/format";
import { richText, useI18n } from "../lib/i18n";
import { can, useMe } from "../shell/session";
import { Button, ask, toast } from "../ui";

/** Takes the ticket as the server left it. */
export async function accept(answer: Ticket): Promise<void> {
  acceptTicket(answer);
  await queryClient.invalidateQueries({ queryKey: ["ticket", String(answer.number)] });
  void queryClient.invalidateQueries({ queryKey: ["counts"] });
}

/** Hands the ticket back, once somebody has said why. */
export function useHandBack(ticket: Ticket): () => Promise<void> {
  const { tr } = useI18n();
  return useCallback(async () => {
    const t = tr.t;
    const reason = await ask({ title: t("handback-title", { number: ticket.number }), text: t("handback-text"), label: t("reason") });
    if (reason === null) return;
    try {
      const answer = await body<Ticket>(
        client.POST("/api/v1/tickets/{ticket}/deescalate", {
          params: { path: { ticket: String(ticket.number) } },
          headers: { "If-Match": etag(ticket.version), "Idempotency-Key": newKey() },
          body: { reason },
        }),
      );
      await accept(answer);
      toast({ text: t("handback-toast") });
    } catch (error) {
      void queryClient.invalidateQueries({ queryKey: ["ticket", String(ticket.number)] });
      toast({ text: problemText(tr, error), tone: "error" });
    }
  }, [ticket, tr]);
}

/** To whom it went, by whom and why, and until when the next update is due. */
export function EscalationBanner({ ticket, standing }: { ticket: Ticket; standing: Escalation }) {
  const { tr } = useI18n();
  const t = tr.t;
  const me = useMe();
  const format = useFormat();
  const handBack = useHandBack(ticket);
  const to = [standing.team?.name, ...standing.people.map((each) => each.name)].filter(Boolean).join(", ");
  const by = standing.by.kind === "system" ? t("escalated-by-sla") : (standing.by.name ?? t("actor-customer"));
  const due = standing.next_update_at;
  const read = useCallback((now: number) => due !== null && Date.parse(due) <= now, [due]);
  const late = useTicking(read);
  return (
    <section className="notice notice-escalated" aria-label={t("escalated")}>
      <ChevronsUp size={16} aria-hidden="true" />
      <div className="escalated-text">
        <p>
          {richText(tr, "escalated-to", { to: <b>{to || t("escalated-nobody")}</b>, by, level: standing.level })} <span className="nowrap">{format.dateTime(standing.since)}</span>
          {due !== null && (
            <span className={late ? "escalated-due escalated-late" : "escalated-due"}> · {t(late ? "escalated-update-late" : "escalated-update-due", { date: format.dateTime(due) })}</span>
          )}
        </p>
        {standing.reason && <p className="escalated-reason">{standing.reason}</p>}
      </div>
      {can(me, "ticket_escalate") && (
        <Button size="xs" variant="default" onClick={() => void handBack()}>
          {t("handback")}
        </Button>
      )}
    </section>
  );
}
