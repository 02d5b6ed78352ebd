/* Past verdicts of a ticket where the versions of today would say something else: then and now, side by side. */
import { useQuery } from "@tanstack/react-query";
import { body, client } from "../api/client";
import type { Schema, Ticket } from "../api/types";
import { useFormat } from "../lib/format";
import { useI18n, useSection } from "../lib/i18n";
import { idPart } from "../lib/plaintext";
import { can, useMe } from "../shell/session";

type Judged = Schema<"JudgedBy">;
type Item = Schema<"VerdictView">;

/** Nothing where both say the same. */
export function Verdicts({ ticket }: { ticket: Ticket }) {
  const me = useMe();
  const { data } = useQuery({
    queryKey: ["ticket", ticket.id, "verdicts", ticket.version],
    queryFn: () => body<Schema<"VerdictsView">>(client.GET("/api/v1/tickets/{ticket}/verdicts", { params: { path: { ticket: ticket.id } } })),
    staleTime: 60_000,
    enabled: can(me, "sla_read"),
  });
  const differing = (data?.items ?? []).filter((item) => item.differs);
  return differing.length === 0 ? null : <Differing items={differing} />;
}

function Differing({ items }: { items: readonly Item[] }) {
  const { tr } = useI18n();
  const t = tr.t;
  const ready = useSection("effects");
  if (!ready) return null;
  return (
    <section className="verdicts" aria-label={t("verdicts-title")}>
      <h2>{t("verdicts-title")}</h2>
      <p className="faint">{t("verdicts-text")}</p>
      {items.map((item) => (
        <dl key={`${item.metric}-${item.cycle}`} className="verdict-pair">
          <dt className="verdict-metric">{tr.dynamic(`metric-${idPart(item.metric)}`) ?? item.metric}</dt>
          <dd>
            <Side name={t("verdicts-then")} judged={item.then} />
            <Side name={t("verdicts-now")} judged={item.now ?? null} />
          </dd>
        </dl>
      ))}
    </section>
  );
}

function Side({ name, judged }: { name: string; judged: Judged | null }) {
  const { tr } = useI18n();
  const t = tr.t;
  const format = useFormat();
  return (
    <div className="verdict-side">
      <span className="faint">{name}</span>
      {judged ? (
        <span>
          <b className={judged.verdict === "breached" ? "clock-late" : "clock-met"}>{tr.dynamic(`verdicts-${judged.verdict}`) ?? judged.verdict}</b>
          {judged.due_at && <span className="num"> · {t("verdicts-due", { date: format.dateTime(judged.due_at) })}</span>}
          <span className="faint verdict-by">{t("verdicts-by", { sla: judged.sla, version: judged.sla_version, calendar: judged.calendar, calendar_version: judged.calendar_version })}</span>
        </span>
      ) : (
        <span className="faint">{t("verdicts-nothing")}</span>
      )}
    </div>
  );
}
