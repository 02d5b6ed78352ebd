/* The tickets of a past span played again with the draft: what flips, what it costs, which limits are reached. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { History } from "lucide-react";
import { type ReactNode, useState } from "react";
import { body, client } from "../api/client";
import { problemText } from "../api/problem";
import { productsQuery } from "../api/queries";
import type { Account, Page, Schema } from "../api/types";
import { useFormat } from "../lib/format";
import { useI18n } from "../lib/i18n";
import { idPart } from "../lib/plaintext";
import { Button, Dialog, Select } from "../ui";
import { TicketLink } from "../ui/ticketLink";
import { type Kind, listQuery } from "./api";
import type { Encoded } from "./draft";
import { choices } from "./fields";
import { OutcomeTable, OutcomeTicket } from "./Outcomes";
import { post } from "./lint";

const FIELD = { calendars: "calendar", slas: "sla", plans: "plan" } as const;
const SPANS = [30, 90, 180, 365] as const;
const DAY_MS = 86_400_000;
/** The dialog's width: its table has five columns. */
const WIDTH = 1_080;

type Pair = Schema<"VerdictPairView">;
type Decision = Schema<"SimulatedDecision">;
type Money = Schema<"SimulatedMoney">;
export type SimulatedTicket = Schema<"SimulatedTicket">;
export type Simulation = Schema<"SimulationView">;

const step = (pair: Pair): [string, string] => [pair.old?.verdict ?? "none", pair.new?.verdict ?? "none"];
const word = (decision: Decision | null | undefined): string => decision?.limit_action ?? decision?.outcome ?? "none";
const costs = (money: readonly Money[]): boolean => money.some((each) => each.old_minor !== each.new_minor || each.old_awaiting_minor !== each.new_awaiting_minor);
const moved = (pair: Pair): boolean => pair.old?.verdict === pair.new?.verdict && pair.old?.due_at !== pair.new?.due_at;

/** Which tickets a figure stands for. */
export type Narrow = { by: "all" } | { by: "flip"; metric: string; from: string; to: string } | { by: "moved"; metric: string } | { by: "decision"; from: string; to: string } | { by: "credits"; bucket: string } | { by: "overage" } | { by: "money"; currency: string };

export function stands(ticket: SimulatedTicket, narrow: Narrow): boolean {
  switch (narrow.by) {
    case "all":
      return true;
    case "flip":
      return ticket.verdicts.some((pair) => pair.metric === narrow.metric && step(pair)[0] === narrow.from && step(pair)[1] === narrow.to);
    case "moved":
      return ticket.verdicts.some((pair) => pair.metric === narrow.metric && moved(pair));
    case "decision":
      return word(ticket.old_decision) === narrow.from && word(ticket.new_decision) === narrow.to;
    case "credits":
      return ticket.credits.some((each) => each.bucket === narrow.bucket && each.old_hundredths !== each.new_hundredths);
    case "overage":
      return ticket.old_overage_hundredths !== ticket.new_overage_hundredths;
    case "money":
      return costs(ticket.money.filter((each) => each.currency === narrow.currency));
  }
}

export function Simulate({ kind, id, encoded }: { kind: Kind; id: string | null; encoded: Encoded }) {
  const { tr } = useI18n();
  const t = tr.t;
  const [open, setOpen] = useState(false);
  const readable = Object.keys(encoded.wrong).every((key) => key === "name" || key.endsWith(".name"));
  return (
    <section className="card block" aria-label={t("simulate-title")}>
      <header>
        <h2>{t("simulate-title")}</h2>
      </header>
      <p className="faint">{t("simulate-text")}</p>
      <Button variant="default" size="xs" leftSection={<History size={14} />} disabled={!readable} onClick={() => setOpen(true)}>
        {t("simulate-open")}
      </Button>
      {open && <Asked kind={kind} id={id} encoded={encoded} onClose={() => setOpen(false)} />}
    </section>
  );
}

function Asked({ kind, id, encoded, onClose }: { kind: Kind; id: string | null; encoded: Encoded; onClose: () => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const [days, setDays] = useState("90");
  const [account, setAccount] = useState<string | null>(null);
  const [product, setProduct] = useState<string | null>(null);
  const [place, setPlace] = useState<string | null>(id);
  const { data: kept } = useQuery({ ...listQuery(kind), enabled: id === null });
  const { data: products } = useQuery(productsQuery);
  const { data: accounts } = useQuery({
    queryKey: ["accounts", "try"],
    queryFn: async () => (await body<Page<Account>>(client.GET("/api/v1/accounts", { params: { query: { limit: 100 } } }))).items,
    staleTime: 60_000,
  });
  const run = useMutation({
    mutationFn: () =>
      post<Simulation>("/api/v1/simulations", {
        [FIELD[kind]]: { ...(place ? { id: place } : {}), draft: encoded.body },
        from: new Date(Date.now() - Number(days) * DAY_MS).toISOString(),
        ...(account ? { account_id: account } : {}),
        ...(product ? { product_id: product } : {}),
      }),
  });
  return (
    <Dialog title={t("simulate-title")} size={WIDTH} kept onClose={onClose}>
      <div className="simulate">
        <div className="simulate-fields">
          {id === null && <Select size="xs" label={t("simulate-place")} value={place} data={choices(kept)} searchable clearable openOnFocus={false} onChange={setPlace} />}
          <Select size="xs" label={t("simulate-span")} value={days} allowDeselect={false} openOnFocus={false} data={SPANS.map((n) => ({ value: String(n), label: t("simulate-days", { n }) }))} onChange={(value) => setDays(value ?? "90")} />
          <Select size="xs" label={t("account")} value={account} data={choices(accounts)} searchable clearable openOnFocus={false} placeholder={t("simulate-all")} onChange={setAccount} />
          <Select size="xs" label={t("try-product")} value={product} data={choices(products)} searchable clearable openOnFocus={false} placeholder={t("simulate-all")} onChange={setProduct} />
          <Button size="xs" loading={run.isPending} onClick={() => run.mutate()} data-autofocus>
            {t("simulate-run")}
          </Button>
        </div>
        <div aria-live="polite">
          {run.isError && <p className="field-wrong">{problemText(tr, run.error)}</p>}
          {!run.isError && !run.data && <p className="faint">{t("simulate-nothing-written")}</p>}
          {run.data && <Result key={run.submittedAt} simulation={run.data} />}
        </div>
      </div>
    </Dialog>
  );
}

function Figure({ label, narrow, shown, show, children }: { label: string; narrow: Narrow; shown: Narrow; show: (narrow: Narrow) => void; children: ReactNode }) {
  return (
    <button type="button" className="simulate-figure" aria-pressed={JSON.stringify(narrow) === JSON.stringify(shown)} onClick={() => show(narrow)}>
      <span>{label}</span>
      <b className="num">{children}</b>
    </button>
  );
}

export function Result({ simulation }: { simulation: Simulation }) {
  const { tr } = useI18n();
  const t = tr.t;
  const format = useFormat();
  const [shown, show] = useState<Narrow>({ by: "all" });
  const { summary } = simulation;
  const judged = (name: string): string => tr.dynamic(`simulate-verdict-${idPart(name)}`) ?? name;
  const decided = (name: string): string => tr.dynamic(`limit-${idPart(name)}`) ?? tr.dynamic(`outcome-${idPart(name)}`) ?? name;
  const metricName = (name: string): string => tr.dynamic(`metric-${idPart(name)}`) ?? name;
  const bucketName = (name: string): string => tr.dynamic(`bucket-${idPart(name)}`) ?? name;
  const tickets = simulation.tickets.filter((ticket) => stands(ticket, shown));
  const figure = { shown, show };
  return (
    <div className="simulate-result">
      <p className="simulate-sum">{t("simulate-sum", { tickets: format.number(summary.tickets), changed: format.number(summary.changed), from: format.date(summary.from), to: format.date(summary.to) })}</p>
      {summary.changed === 0 ? (
        <p className="note note-blue">{t("simulate-same")}</p>
      ) : (
        <>
          <div className="simulate-figures" role="group" aria-label={t("simulate-figures")}>
            <Figure label={t("simulate-all-changed")} narrow={{ by: "all" }} {...figure}>
              {format.number(summary.changed)}
            </Figure>
            {summary.verdicts.flatMap((metric) => [
              ...metric.flips.map((flip) => (
                <Figure key={`${metric.metric}-${flip.from}-${flip.to}`} label={t("simulate-flip", { metric: metricName(metric.metric), from: judged(flip.from), to: judged(flip.to) })} narrow={{ by: "flip", metric: metric.metric, from: flip.from, to: flip.to }} {...figure}>
                  {format.number(flip.count)}
                </Figure>
              )),
              metric.moved > 0 && (
                <Figure key={`${metric.metric}-moved`} label={t("simulate-moved", { metric: metricName(metric.metric) })} narrow={{ by: "moved", metric: metric.metric }} {...figure}>
                  {format.number(metric.moved)}
                </Figure>
              ),
            ])}
            {summary.decisions
              .filter((each) => each.from !== each.to)
              .map((each) => (
                <Figure key={`${each.from}-${each.to}`} label={t("simulate-decision", { from: decided(each.from), to: decided(each.to) })} narrow={{ by: "decision", from: each.from, to: each.to }} {...figure}>
                  {format.number(each.count)}
                </Figure>
              ))}
            {summary.credits
              .filter((each) => each.old_hundredths !== each.new_hundredths)
              .map((each) => (
                <Figure key={each.bucket} label={t("simulate-credits", { bucket: bucketName(each.bucket) })} narrow={{ by: "credits", bucket: each.bucket }} {...figure}>
                  {format.credits(each.old_hundredths)} → {format.credits(each.new_hundredths)}
                </Figure>
              ))}
            {summary.old_overage_hundredths !== summary.new_overage_hundredths && (
              <Figure label={t("simulate-overage")} narrow={{ by: "overage" }} {...figure}>
                {format.credits(summary.old_overage_hundredths)} → {format.credits(summary.new_overage_hundredths)}
              </Figure>
            )}
            {summary.money.filter((each) => costs([each])).map((each) => (
              <Figure key={each.currency} label={t("simulate-money")} narrow={{ by: "money", currency: each.currency }} {...figure}>
                {format.money(each.old_minor + each.old_awaiting_minor, each.currency)} → {format.money(each.new_minor + each.new_awaiting_minor, each.currency)}
              </Figure>
            ))}
          </div>
          <Limits simulation={simulation} bucketName={bucketName} />
          <h3>{t("simulate-tickets", { n: tickets.length })}</h3>
          {simulation.more && <p className="note note-amber">{t("simulate-more", { n: simulation.tickets.length })}</p>}
          <OutcomeTable name={t("simulate-tickets", { n: tickets.length })} head={[t("simulate-ticket"), t("simulate-column-verdicts"), t("simulate-column-decision"), t("simulate-column-credits"), t("simulate-column-money")]}>
            {tickets.map((ticket) => (
              <tr key={ticket.ticket}>
                <OutcomeTicket ticket={ticket}> · {format.date(ticket.created_at)}</OutcomeTicket>
                <td>
                  {ticket.verdicts
                    .filter((pair) => step(pair)[0] !== step(pair)[1] || moved(pair))
                    .map((pair) => (
                      <div key={`${pair.metric}-${pair.cycle}`}>
                        <span className="faint">{metricName(pair.metric)}</span> {step(pair)[0] === step(pair)[1] ? judged(step(pair)[0]) : `${judged(step(pair)[0])} → ${judged(step(pair)[1])}`}
                        {moved(pair) && (
                          <div className="faint num">
                            {pair.old?.due_at ? format.dateTime(pair.old.due_at) : "–"} → {pair.new?.due_at ? format.dateTime(pair.new.due_at) : "–"}
                          </div>
                        )}
                      </div>
                    ))}
                </td>
                <td>{word(ticket.old_decision) === word(ticket.new_decision) ? "" : `${decided(word(ticket.old_decision))} → ${decided(word(ticket.new_decision))}`}</td>
                <td className="num">
                  {ticket.credits
                    .filter((each) => each.old_hundredths !== each.new_hundredths)
                    .map((each) => (
                      <div key={each.bucket}>
                        <span className="faint">{bucketName(each.bucket)}</span> {format.credits(each.old_hundredths)} → {format.credits(each.new_hundredths)}
                      </div>
                    ))}
                </td>
                <td className="num">
                  {ticket.money
                    .filter((each) => costs([each]))
                    .map((each) => (
                      <div key={each.currency}>
                        {format.money(each.old_minor + each.old_awaiting_minor, each.currency)} → {format.money(each.new_minor + each.new_awaiting_minor, each.currency)}
                      </div>
                    ))}
                </td>
              </tr>
            ))}
          </OutcomeTable>
        </>
      )}
    </div>
  );
}

/** Limits that had too little, on one side or both. */
function Limits({ simulation, bucketName }: { simulation: Simulation; bucketName: (name: string) => string }) {
  const { tr } = useI18n();
  const t = tr.t;
  const format = useFormat();
  const { limits, more_limits: more } = simulation.summary;
  if (limits.length === 0) return null;
  const at = (when: string | null | undefined, ticket: number | null | undefined): ReactNode =>
    when ? (
      <>
        {format.dateTime(when)}{" "}
        {ticket != null && <TicketLink number={ticket} apart />}
      </>
    ) : (
      <span className="faint">{t("simulate-not-reached")}</span>
    );
  return (
    <>
      <h3>{t("simulate-limits")}</h3>
      {more && <p className="note note-amber">{t("simulate-more-limits", { n: limits.length })}</p>}
      <OutcomeTable name={t("simulate-limits")} className="simulate-limits" head={[t("account"), t("simulate-limit"), t("simulate-period"), t("simulate-now"), t("simulate-draft")]}>
        {limits.map((limit) => (
          <tr key={`${limit.contract_id}-${limit.bucket}-${limit.period_start}`}>
            <td>{limit.account}</td>
            <td>{bucketName(limit.bucket)}</td>
            <td>{format.date(limit.period_start)}</td>
            <td>{at(limit.old_at, limit.old_ticket)}</td>
            <td>{at(limit.new_at, limit.new_ticket)}</td>
          </tr>
        ))}
      </OutcomeTable>
    </>
  );
}
