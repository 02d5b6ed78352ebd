/* On a ticket: who was given it by the desk, and the door to why. Nothing where people gave it out. */
import { useQuery } from "@tanstack/react-query";
import { ChevronRight, CircleHelp } from "lucide-react";
import { useState } from "react";
import type { Ticket } from "../api/types";
import { useI18n, useSection } from "../lib/i18n";
import { can, useMe } from "../shell/session";
import { Dialog } from "../ui";
import { Decided, answer, because } from "./Decided";
import { type TicketRouting as Told, ticketRoutingQuery } from "./api";

export function TicketRouting({ ticket }: { ticket: Ticket }) {
  const me = useMe();
  const { data } = useQuery({ ...ticketRoutingQuery(ticket.id, ticket.version), enabled: can(me, "agent_read") });
  return data?.routed ? <Known told={data} /> : null;
}

function Known({ told }: { told: Told }) {
  const { tr } = useI18n();
  const t = tr.t;
  const [open, setOpen] = useState(false);
  const ready = useSection("effects");
  const routed = told.routed;
  if (!ready || !routed) return null;
  return (
    <section className="side-routing" aria-label={t("why-agent")}>
      <h2>{t("why-agent")}</h2>
      <p>{told.waiting ? t("why-agent-waits", { team: routed.team.name }) : answer(tr, routed)}</p>
      <p className="faint">{told.waiting ? t("why-agent-waiting") : told.in_force ? because(tr, routed.because) : t("why-agent-before")}</p>
      <button type="button" className="why-button" onClick={() => setOpen(true)}>
        <CircleHelp size={14} aria-hidden="true" /> {t("why-agent-open")}
        <ChevronRight size={14} aria-hidden="true" />
      </button>
      {open && (
        <Dialog title={t("why-agent")} size={720} onClose={() => setOpen(false)}>
          <Decided routed={routed} />
        </Dialog>
      )}
    </section>
  );
}
