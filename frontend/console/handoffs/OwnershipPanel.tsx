/* On a ticket: which team had it how long, and how often it came back. */
import { useQuery } from "@tanstack/react-query";
import { ChevronRight, History } from "lucide-react";
import { useState } from "react";
import type { Ticket } from "../api/types";
import { useFormat } from "../lib/format";
import { useI18n, useSection } from "../lib/i18n";
import { Badge, Dialog } from "../ui";
import { type Ownership, ownershipQuery } from "./api";

export function OwnershipPanel({ ticket }: { ticket: Ticket }) {
  const ready = useSection("handoffs");
  const { data } = useQuery(ownershipQuery(ticket));
  // One owner all along is no news.
  if (!ready || !data || (data.teams.length < 2 && data.stretches.length < 2)) return null;
  return <Known owned={data} />;
}

function Known({ owned }: { owned: Ownership }) {
  const { tr } = useI18n();
  const t = tr.t;
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const whole = Math.max(1, owned.elapsed_seconds);
  return (
    <section className="side-ownership" aria-label={t("ownership")}>
      <h2>
        {t("ownership")} {owned.bounces > 0 && <Badge tone="amber">{t("handoff-bounces", { count: owned.bounces })}</Badge>}
      </h2>
      <ul className="ownership-bars">
        {owned.teams.map((each) => (
          <li key={each.team?.id ?? ""}>
            <span className="clip">{each.team?.name ?? t("ownership-no-team")}</span>
            <span className="num soft">{format.duration(each.business_seconds)}</span>
            <span className="ownership-bar" aria-hidden="true">
              <i style={{ inlineSize: `${Math.round((each.elapsed_seconds / whole) * 100)}%` }} />
            </span>
          </li>
        ))}
      </ul>
      <button type="button" className="why-button" onClick={() => setOpen(true)}>
        <History size={14} aria-hidden="true" /> {t("ownership-open")}
        <ChevronRight size={14} aria-hidden="true" />
      </button>
      {open && (
        <Dialog title={t("ownership")} size={760} onClose={() => setOpen(false)}>
          <p className="soft">{t("ownership-text")}</p>
          <div className="handoff-scroll" role="group" tabIndex={0} aria-label={t("ownership")}>
            <table className="table table-rows">
              <thead>
                <tr>
                  <th>{t("prop-team")}</th>
                  <th>{t("handoff-person")}</th>
                  <th>{t("ownership-from")}</th>
                  <th>{t("ownership-until")}</th>
                  <th className="num">{t("ownership-business")}</th>
                  <th className="num">{t("ownership-elapsed")}</th>
                </tr>
              </thead>
              <tbody>
                {owned.stretches.map((each) => (
                  <tr key={each.from}>
                    <td>{each.team?.name ?? <span className="faint">{t("ownership-no-team")}</span>}</td>
                    <td>{each.user?.name ?? <span className="faint">{t("handoff-nobody")}</span>}</td>
                    <td className="nowrap">{format.dateTime(each.from)}</td>
                    <td className="nowrap">{format.dateTime(each.until)}</td>
                    <td className="num nowrap">{format.duration(each.business_seconds)}</td>
                    <td className="num nowrap">{format.duration(each.elapsed_seconds)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </Dialog>
      )}
    </section>
  );
}
