/* What saving does to the tickets that are open: told beside the editor, and asked about when Save is pressed. */
import { useQuery } from "@tanstack/react-query";
import { Waypoints } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { type Problem, asProblem, isAnswer, problemText } from "../api/problem";
import type { Schema } from "../api/types";
import { useFormat } from "../lib/format";
import { useI18n, useSection } from "../lib/i18n";
import { idPart } from "../lib/plaintext";
import { Button, Dialog, Skeleton } from "../ui";
import { OutcomeTable, OutcomeTicket } from "./Outcomes";
import { post } from "./lint";

/** The dialog's width: its table has three columns of times. */
const WIDTH = 1_080;

type State = Schema<"EffectState">;
type ClockEffect = Schema<"EffectClock">;
type StepEffect = Schema<"EffectStep">;
type TicketEffect = Schema<"EffectTicket">;
export type Effect = Schema<"EffectView">;
/** The body of the question: one draft under its kind. */
export type EffectQuestion = Record<string, unknown>;

export const askEffect = (question: EffectQuestion): Promise<Effect> => post<Effect>("/api/v1/effects", question);
/** Whether there is anything to ask about before it is saved. */
export const matters = (effect: Effect): boolean => effect.changed > 0 || effect.credits.length > 0 || effect.more;

type Shown = "all" | "newly_late" | "no_longer_late" | "moved" | "fires";
const stands = (ticket: TicketEffect, shown: Shown): boolean =>
  shown === "all" ||
  (shown === "fires" ? ticket.steps.some((step) => step.state === "fires") : shown === "moved" ? ticket.clocks.some((clock) => clock.before?.due_at !== clock.after?.due_at) : ticket.clocks.some((clock) => clock.change === shown));

/** The card in an editor's margin. */
export function EffectPanel({ question, readable }: { question: () => EffectQuestion; readable: boolean }) {
  const { tr } = useI18n();
  const t = tr.t;
  const ready = useSection("effects");
  const [open, setOpen] = useState(false);
  if (!ready) return <Skeleton kind="panel" lines={2} />;
  return (
    <section className="card block" aria-label={t("effect-title")}>
      <header>
        <h2>{t("effect-title")}</h2>
      </header>
      <p className="faint">{t("effect-text")}</p>
      <Button variant="default" size="xs" leftSection={<Waypoints size={14} />} disabled={!readable} onClick={() => setOpen(true)}>
        {t("effect-open")}
      </Button>
      {open && <EffectDialog question={question} onClose={() => setOpen(false)} />}
    </section>
  );
}

/** Asks at once and shows the answer. */
export function EffectDialog({ question, onClose }: { question: () => EffectQuestion; onClose: () => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const ready = useSection("effects");
  const opened = useId();
  // What is on the screen at this moment is what is asked about, once; offline it says so.
  const ask = useQuery({ queryKey: ["effects", opened], queryFn: () => askEffect(question()), staleTime: Number.POSITIVE_INFINITY, gcTime: 0, retry: false, refetchOnReconnect: false, networkMode: "always" });
  return (
    <Dialog title={t("effect-title")} size={WIDTH} onClose={onClose}>
      <div aria-live="polite" className="simulate">
        {!ready || ask.isPending ? <Skeleton kind="panel" lines={4} /> : ask.isError ? <p className="field-wrong">{problemText(tr, ask.error)}</p> : <EffectResult effect={ask.data} />}
      </div>
    </Dialog>
  );
}

/** What Save asks: go on with what changes, or without knowing it. */
export function EffectConfirm({ effect, error, save, onClose }: { effect: Effect | null; error: unknown; save: () => Promise<void>; onClose: () => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const [busy, setBusy] = useState(false);
  const ready = useSection("effects");
  if (!ready) return null;
  return (
    <Dialog title={effect ? t("effect-ask-title", { count: effect.changed }) : t("effect-title")} size={effect ? WIDTH : 520} kept onClose={onClose}>
      <div className="dialog-form">
        {effect ? <EffectResult effect={effect} /> : <p>{t("effect-unknown", { problem: problemText(tr, error) })}</p>}
        <div className="buttons buttons-end">
          <Button variant="default" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button
            data-autofocus
            loading={busy}
            onClick={() => {
              setBusy(true);
              void save().finally(onClose);
            }}
          >
            {t(effect ? "effect-save" : "effect-save-blind")}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

/**
 * Save, with the question before it where open tickets change. `dialog` is to be rendered; a draft that the server
 * refuses goes on to be refused at its fields.
 */
export function useAskedSave(): { ask: (question: EffectQuestion | null, save: () => Promise<void>) => Promise<void>; busy: boolean; dialog: ReactNode } {
  const [busy, setBusy] = useState(false);
  const [asked, setAsked] = useState<{ effect: Effect | null; error: unknown; save: () => Promise<void> } | null>(null);
  const ask = async (question: EffectQuestion | null, save: () => Promise<void>): Promise<void> => {
    if (busy || asked) return;
    if (!question) return save();
    setBusy(true);
    try {
      // Only the asking may fail in here: a save is never begun twice.
      const found = await askEffect(question).then(
        (effect) => ({ effect, error: null as Problem | null }),
        (error: unknown) => ({ effect: null, error: asProblem(error) }),
      );
      // Who asks too often has no answer either.
      const refused = found.error !== null && isAnswer(found.error) && found.error.status !== 429;
      if (refused || (found.effect && !matters(found.effect))) await save();
      else setAsked({ ...found, save });
    } finally {
      setBusy(false);
    }
  };
  return { ask, busy, dialog: asked ? <EffectConfirm {...asked} onClose={() => setAsked(null)} /> : null };
}

export function EffectResult({ effect }: { effect: Effect }) {
  const { tr } = useI18n();
  const t = tr.t;
  const format = useFormat();
  const [shown, show] = useState<Shown>("all");
  const bucketName = (name: string): string => tr.dynamic(`bucket-${idPart(name)}`) ?? name;
  const n = (count: number): string => (effect.more ? t("effect-at-least", { n: format.number(count) }) : format.number(count));
  const figures: [Shown, string, number][] = [
    ["all", t("effect-changed"), effect.changed],
    ["newly_late", t("effect-newly-late"), effect.newly_late],
    ["no_longer_late", t("effect-no-longer-late"), effect.no_longer_late],
    ["moved", t("effect-moved"), effect.moved],
    ["fires", t("effect-fires"), effect.fires],
  ];
  const tickets = effect.tickets.filter((ticket) => stands(ticket, shown));
  const credits = (hundredths: number | null | undefined): string => (hundredths == null ? "–" : format.credits(hundredths));
  return (
    <div className="simulate-result">
      {effect.changed === 0 ? (
        <p className="note note-blue">{t(effect.touched === 0 ? "effect-nobody" : "effect-same", { n: n(effect.touched) })}</p>
      ) : (
        <>
          <p className="simulate-sum">{t("effect-sum", { changed: n(effect.changed), touched: n(effect.touched) })}</p>
          <div className="simulate-figures" role="group" aria-label={t("effect-figures")}>
            {figures
              .filter(([, , count]) => count > 0)
              .map(([key, label, count]) => (
                <button key={key} type="button" className="simulate-figure" aria-pressed={shown === key} onClick={() => show(key)}>
                  <span>{label}</span>
                  <b className="num">{n(count)}</b>
                </button>
              ))}
          </div>
        </>
      )}
      {effect.more && <p className="note note-amber">{t("effect-more", { n: format.number(effect.looked_at) })}</p>}
      {effect.kept > 0 && <p className="note note-blue">{t("effect-kept", { count: effect.kept })}</p>}
      {effect.credits.length > 0 && (
        <>
          <h3>{t("effect-credits")}</h3>
          <ul className="effect-credits">
            {effect.credits.map((each) => (
              <li key={`${each.contract_id}${each.bucket}`}>
                {each.account} <span className="faint">{bucketName(each.bucket)}</span>{" "}
                <b className="num">
                  {credits(each.before_hundredths)} → {credits(each.after_hundredths)}
                </b>
              </li>
            ))}
          </ul>
          {effect.more_credits && <p className="faint">{t("effect-more-credits")}</p>}
        </>
      )}
      {tickets.length > 0 && (
        <OutcomeTable name={t("effect-tickets")} className="effect-table" head={[t("effect-ticket"), t("effect-clocks"), t("effect-steps")]}>
          {tickets.map((ticket) => (
            <tr key={ticket.ticket}>
              <OutcomeTicket ticket={ticket} />
              <td>
                {ticket.clocks
                  .filter((clock) => clock.change !== "same")
                  .map((clock) => (
                    <ClockChange key={`${clock.metric}-${clock.cycle}`} clock={clock} />
                  ))}
              </td>
              <td>
                {ticket.steps.map((step) => (
                  <StepChange key={`${step.metric}-${step.cycle}-${step.step}`} step={step} />
                ))}
              </td>
            </tr>
          ))}
        </OutcomeTable>
      )}
      {effect.more_tickets && <p className="faint">{t("effect-more-tickets", { n: effect.tickets.length })}</p>}
      {effect.hidden > 0 && <p className="faint">{t("effect-hidden", { count: effect.hidden })}</p>}
    </div>
  );
}

const TONES: Record<string, string> = { newly_late: "clock-late", no_longer_late: "clock-met" };

function ClockChange({ clock }: { clock: ClockEffect }) {
  const { tr } = useI18n();
  const t = tr.t;
  const format = useFormat();
  const side = (state: State | null | undefined): string => (!state ? t("effect-no-promise") : state.due_at ? format.dateTime(state.due_at) : t("effect-paused", { duration: format.duration(state.target_seconds) }));
  return (
    <div className="effect-clock">
      <span>{tr.dynamic(`metric-${idPart(clock.metric)}`) ?? clock.metric}</span>{" "}
      {(clock.change === "newly_late" || clock.change === "no_longer_late") && <b className={TONES[clock.change]}>{t(clock.change === "newly_late" ? "effect-word-late" : "effect-word-in-time")}</b>}
      <div className="faint num">
        {side(clock.before)} → {side(clock.after)}
      </div>
      {clock.after?.late_attached && <div className="faint">{t("effect-late-attached")}</div>}
    </div>
  );
}

function StepChange({ step }: { step: StepEffect }) {
  const { tr } = useI18n();
  const t = tr.t;
  const format = useFormat();
  const when = step.after_at ?? step.before_at;
  const names = step.tells.map((each) => each.name).join(tr.lang === "zh-CN" ? "、" : ", ");
  return (
    <div className="effect-clock">
      <span>{step.step}</span> <b className={step.state === "fires" ? "clock-late" : "faint"}>{tr.dynamic(`effect-step-${step.state}`, { at: when ? format.dateTime(when) : "" }) ?? step.state}</b>
      {names && <div className="faint">{t("effect-tells", { names })}</div>}
      {step.tells_customer && <div className="faint">{t("effect-tells-customer")}</div>}
    </div>
  );
}
