import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { typesQuery } from "../api/queries";
import { useI18n } from "../lib/i18n";
import { idPart } from "../lib/plaintext";
import { SegmentedControl } from "../ui";
import { listQuery } from "./api";
import { AddButton, Block, CheckField, type Choice, ChoiceField, ChoicesField, RemoveButton, SwitchField, TextField, choices, useEdit } from "./fields";
import { type EditorProps, Frame, useEditable } from "./Frame";
import {
  CHANNELS, CONSUME_AT, FACTORS, type Factor, LIMIT_ACTIONS, type LimitRow, PRIORITY_KEYS, PRORATIONS, type PlanForm, type PlanSpec, REFUNDS, UNITS, type Unit, decodePlan, encodePlan, freeName, newLimit, newPlan,
} from "./plan";
import { rowKey } from "./draft";
import { useKept } from "./useKept";
import { dayName } from "./CalendarEditor";
import { WEEKDAYS } from "./calendar";

type Set = (change: Partial<PlanForm> | ((form: PlanForm) => PlanForm)) => void;
interface Part {
  form: PlanForm;
  set: Set;
}

function usePick(): (text: (key: string) => string, keys: readonly string[]) => Choice[] {
  const { tr } = useI18n();
  return (text, keys) => keys.map((key) => ({ value: key, label: tr.dynamic(text(idPart(key))) ?? key }));
}

export function PlanEditor({ kept, old }: EditorProps<"plans">) {
  const { tr } = useI18n();
  const t = tr.t;
  const editable = useEditable("plans", old, kept);
  const { data: slas } = useQuery(listQuery("slas"));
  const start = useMemo(
    () => (kept ? decodePlan(old ? { ...kept, spec: old.spec as PlanSpec, sla_id: (old.spec as PlanSpec).sla ?? null } : kept) : newPlan()),
    // The first look decides; what is saved later comes through the draft.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [],
  );
  const draft = useKept("plans", kept, start, decodePlan, encodePlan);
  const { form, set } = draft;
  const counted = form.kind === "ticket_based";
  return (
    <Frame kind="plans" kept={kept} old={old} draft={draft as never} name={form.name} setName={(name) => set({ name })}>
      <Block title={t("plan-promise")}>
        <ChoiceField
          k="sla_id"
          label={t("plan-sla")}
          hint={t("plan-sla-text")}
          className="zone-field"
          value={form.sla_id || null}
          onChange={(id) => set({ sla_id: id ?? "" })}
          data={choices(slas?.filter((sla) => sla.layer === "plan" || sla.id === form.sla_id))}
          placeholder={t("plan-no-sla")}
          clearable
        />
        <div className="form-row">
          <ChoicesField k="channels" label={t("plan-channels")} placeholder={t("plan-all-channels")} value={form.channels} onChange={(channels) => set({ channels })} data={CHANNELS.map((key) => ({ value: key, label: tr.dynamic(`channel-${key}`) ?? key }))} />
          <Types form={form} set={set} />
        </div>
        <SwitchField k="is_default" label={t("plan-default")} hint={t("plan-default-text")} value={form.is_default} onChange={(value) => set({ is_default: value })} disabled={kept?.is_default ?? false} />
      </Block>
      <Block
        k="limits"
        title={t("plan-limits")}
        text={counted ? t("plan-limits-text") : t("plan-unlimited-text")}
        action={
          <SegmentedControl
            size="xs"
            readOnly={!editable}
            aria-label={t("plan-kind")}
            value={form.kind}
            onChange={(kind) => set((before) => ({ ...before, kind: kind as PlanForm["kind"], limits: kind === "ticket_based" && before.limits.length === 0 ? [newLimit("month", [])] : before.limits }))}
            data={[
              { value: "unlimited", label: t("plan-unlimited") },
              { value: "ticket_based", label: t("plan-counted") },
            ]}
          />
        }
      >
        {counted && <Limits form={form} set={set} />}
      </Block>
      {counted && (
        <>
          <Counting form={form} set={set} />
          <Policy form={form} set={set} />
          <Prices form={form} set={set} />
        </>
      )}
    </Frame>
  );
}

function Types({ form, set }: Part) {
  const { tr } = useI18n();
  const { data: types } = useQuery(typesQuery);
  return <ChoicesField k="types" label={tr.t("plan-types")} placeholder={tr.t("plan-all-types")} value={form.types} onChange={(next) => set({ types: next })} data={choices(types)} />;
}

function Limits({ form, set }: Part) {
  const { tr } = useI18n();
  const t = tr.t;
  const change = (row: LimitRow): void => set((old) => ({ ...old, limits: old.limits.map((each) => (each.key === row.key ? row : each)) }));
  return (
    <>
      {form.limits.map((row, index) => (
        <LimitFields key={row.key} row={row} n={index + 1} onChange={change} taken={form.limits.filter((each) => each.key !== row.key).map((each) => each.bucket)} onRemove={() => set((old) => ({ ...old, limits: old.limits.filter((each) => each.key !== row.key) }))} />
      ))}
      <AddButton onClick={() => set((old) => ({ ...old, limits: [...old.limits, newLimit(UNITS.find((unit) => !old.limits.some((limit) => limit.unit === unit) && unit !== "day") ?? "week", old.limits.map((limit) => limit.bucket))] }))}>{t("plan-add-limit")}</AddButton>
    </>
  );
}

function LimitFields({ row, n, taken, onChange, onRemove }: { row: LimitRow; n: number; taken: readonly string[]; onChange: (row: LimitRow) => void; onRemove: () => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const pick = usePick();
  const k = `limits.${row.key}`;
  const isUnitName = UNITS.some((unit) => row.bucket === unit || row.bucket.startsWith(`${unit}-`));
  const setUnit = (unit: Unit): void =>
    // A name that says the unit follows it; one that was chosen stays.
    onChange({ ...row, unit, align: "", bucket: isUnitName ? freeName(unit, taken) : row.bucket });
  const anchors: Choice[] =
    row.unit === "week"
      ? WEEKDAYS.map((day, index) => ({ value: String(index + 1), label: t("plan-anchor-week", { day: dayName(tr.lang, day) }) }))
      : row.unit === "day"
        ? []
        : Array.from({ length: 31 }, (_, index) => ({ value: String(index + 1), label: t("plan-anchor-day", { day: String(index + 1) }) }));
  return (
    <div className="rule" role="group" aria-label={t("plan-limit-n", { n })}>
      <div className="limit-fields">
        <TextField k={`${k}.credits`} label={t("credits")} mode="decimal" value={row.credits} onChange={(credits) => onChange({ ...row, credits })} />
        <TextField k={`${k}.count`} label={t("plan-every")} mode="numeric" value={row.count} onChange={(count) => onChange({ ...row, count })} />
        <ChoiceField k={`${k}.unit`} label={t("plan-unit")} value={row.unit} onChange={(unit) => setUnit((unit ?? row.unit) as Unit)} data={pick((key) => `plan-unit-${key}`, UNITS)} />
        <ChoiceField k={`${k}.align`} label={t("plan-anchor")} value={row.align || "start"} onChange={(align) => onChange({ ...row, align: align === "start" ? "" : (align ?? "") })} data={[{ value: "start", label: t("plan-anchor-start") }, ...anchors]} />
        <TextField k={`${k}.bucket`} label={t("plan-bucket")} value={row.bucket} onChange={(bucket) => onChange({ ...row, bucket })} />
        <TextField k={`${k}.periods`} label={t("plan-rollover")} mode="numeric" value={row.periods} onChange={(periods) => onChange({ ...row, periods })} />
        <TextField k={`${k}.cap`} label={t("plan-cap")} mode="decimal" placeholder={t("plan-no-cap")} value={row.cap} onChange={(cap) => onChange({ ...row, cap })} />
        <ChoiceField k={`${k}.proration`} label={t("plan-proration")} value={row.proration} onChange={(proration) => onChange({ ...row, proration: proration ?? "none" })} data={pick((key) => `plan-proration-${key}`, PRORATIONS)} />
      </div>
      <RemoveButton label={t("plan-remove-limit", { n })} onClick={onRemove} />
    </div>
  );
}

/** The values that a factor or a price can name. */
function useKeys(): Record<Factor, Choice[]> {
  const { tr } = useI18n();
  const { data: types } = useQuery(typesQuery);
  return {
    type: choices(types),
    priority: PRIORITY_KEYS.map((key) => ({ value: key, label: tr.dynamic(`priority-${key}`) ?? key })),
    channel: CHANNELS.map((key) => ({ value: key, label: tr.dynamic(`channel-${key}`) ?? key })),
  };
}

function Counting({ form, set }: Part) {
  const { tr } = useI18n();
  const t = tr.t;
  const pick = usePick();
  const keys = useKeys();
  return (
    <Block k="weights" title={t("plan-counting")} text={t("plan-counting-text")}>
      <div className="form-row">
        <ChoiceField k="consume_at" label={t("plan-consume")} value={form.consume_at} onChange={(value) => set({ consume_at: value ?? "creation" })} data={pick((key) => `plan-consume-${key}`, CONSUME_AT)} />
        <TextField k="free_reopen_days" label={t("plan-reopen")} mode="numeric" value={form.free_reopen_days} onChange={(free_reopen_days) => set({ free_reopen_days })} />
        <TextField k="thresholds" label={t("plan-thresholds")} hint={undefined} value={form.thresholds} onChange={(thresholds) => set({ thresholds })} />
      </div>
      <fieldset className="checks" data-field="refunds">
        <legend>{t("plan-refunds")}</legend>
        {REFUNDS.map((cause) => (
          <CheckField key={cause} k={`refunds.${cause}`} label={tr.dynamic(`cause-${idPart(cause)}`) ?? cause} value={form.refunds.includes(cause)} onChange={(on) => set((old) => ({ ...old, refunds: REFUNDS.filter((each) => (each === cause ? on : old.refunds.includes(each))) }))} />
        ))}
      </fieldset>
      <h3>{t("plan-weights")}</h3>
      {form.weights.length === 0 && <p className="faint">{t("plan-weights-none")}</p>}
      {form.weights.map((row, index) => (
        <div key={row.key} className="rule-head weight-row" role="group" aria-label={t("plan-weight-n", { n: index + 1 })}>
          <ChoiceField k={`weights.${row.key}.factor`} bare label={t("plan-factor")} value={row.factor} onChange={(factor) => set((old) => ({ ...old, weights: old.weights.map((each) => (each.key === row.key ? { ...each, factor: (factor ?? each.factor) as Factor, what: "" } : each)) }))} data={pick((key) => `plan-factor-${key}`, FACTORS)} />
          <ChoiceField k={`weights.${row.key}.what`} bare label={t("plan-value")} placeholder={t("plan-value")} value={row.what || null} onChange={(what) => set((old) => ({ ...old, weights: old.weights.map((each) => (each.key === row.key ? { ...each, what: what ?? "" } : each)) }))} data={keys[row.factor]} />
          <span className="faint" aria-hidden="true">
            ×
          </span>
          <TextField k={`weights.${row.key}.weight`} bare label={t("plan-weight")} mode="decimal" className="short" value={row.weight} onChange={(weight) => set((old) => ({ ...old, weights: old.weights.map((each) => (each.key === row.key ? { ...each, weight } : each)) }))} />
          <RemoveButton label={t("plan-remove-weight", { n: index + 1 })} onClick={() => set((old) => ({ ...old, weights: old.weights.filter((each) => each.key !== row.key) }))} />
        </div>
      ))}
      <AddButton onClick={() => set((old) => ({ ...old, weights: [...old.weights, { key: rowKey(), factor: "priority", what: "", weight: "2" }] }))}>{t("plan-add-weight")}</AddButton>
    </Block>
  );
}

function Policy({ form, set }: Part) {
  const { tr } = useI18n();
  const t = tr.t;
  const pick = usePick();
  const { data: slas } = useQuery(listQuery("slas"));
  const actions = pick((key) => `plan-limit-${key}`, LIMIT_ACTIONS);
  const uses = [form.limit_policy, ...Object.values(form.by_priority)];
  return (
    <Block title={t("plan-policy")} text={t("plan-policy-text")}>
      <div className="form-row">
        <ChoiceField k="limit_policy" label={t("plan-policy-usual")} value={form.limit_policy} onChange={(limit_policy) => set({ limit_policy: limit_policy ?? "ask_approval" })} data={actions} />
        <TextField k="tolerance" label={t("plan-tolerance")} mode="numeric" value={form.tolerance} onChange={(tolerance) => set({ tolerance })} />
        {(uses.includes("fallback_sla") || form.fallback_sla) && (
          <ChoiceField k="fallback_sla" label={t("plan-fallback")} clearable value={form.fallback_sla || null} onChange={(fallback_sla) => set({ fallback_sla: fallback_sla ?? "" })} data={choices(slas)} placeholder={t("plan-choose-sla")} />
        )}
      </div>
      <h3>{t("plan-by-priority")}</h3>
      <div className="form-row by-priority">
        {PRIORITY_KEYS.map((priority) => (
          <ChoiceField
            key={priority}
            k={`by_priority.${priority}`}
            label={tr.dynamic(`priority-${priority}`) ?? priority}
            placeholder={t("plan-as-usual")}
            clearable
            value={form.by_priority[priority] ?? null}
            onChange={(action) => set((old) => ({ ...old, by_priority: { ...old.by_priority, [priority]: action ?? "" } }))}
            data={actions}
          />
        ))}
      </div>
      <SwitchField k="urgent" label={t("plan-urgent")} hint={t("plan-urgent-text")} value={form.urgent} onChange={(urgent) => set({ urgent })} />
    </Block>
  );
}

function Prices({ form, set }: Part) {
  const { tr } = useI18n();
  const t = tr.t;
  const keys = useKeys();
  const { readOnly } = useEdit();
  const change = (key: number, part: Partial<PlanForm["prices"][number]>): void => set((old) => ({ ...old, prices: old.prices.map((each) => (each.key === key ? { ...each, ...part } : each)) }));
  return (
    <Block k="prices" title={t("plan-prices")} text={t("plan-prices-text")}>
      {(form.prices.length > 0 || form.currency || !readOnly) && <TextField k="currency" label={t("plan-currency")} className="short" placeholder="EUR" value={form.currency} onChange={(currency) => set({ currency: currency.toUpperCase() })} />}
      {form.prices.map((row, index) => (
        <div key={row.key} className="rule-head price-row" role="group" aria-label={t("plan-price-n", { n: index + 1 })}>
          {FACTORS.map((factor) => (
            <ChoiceField key={factor} k={`prices.${row.key}.${factor}`} bare label={tr.dynamic(`plan-factor-${factor}`) ?? factor} placeholder={t(`plan-any-${factor}`)} clearable value={row[factor] || null} onChange={(value) => change(row.key, { [factor]: value ?? "" })} data={keys[factor]} />
          ))}
          <TextField k={`prices.${row.key}.amount`} bare label={t("plan-amount")} placeholder={t("plan-amount")} className="short" mode="decimal" value={row.amount} onChange={(amount) => change(row.key, { amount })} />
          <RemoveButton label={t("plan-remove-price", { n: index + 1 })} onClick={() => set((old) => ({ ...old, prices: old.prices.filter((each) => each.key !== row.key) }))} />
        </div>
      ))}
      <AddButton onClick={() => set((old) => ({ ...old, currency: old.currency || "EUR", prices: [...old.prices, { key: rowKey(), type: "", priority: "", channel: "", amount: "" }] }))}>{t("plan-add-price")}</AddButton>
    </Block>
  );
}
