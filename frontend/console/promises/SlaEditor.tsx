import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { productsQuery, statusesQuery, typesQuery } from "../api/queries";
import { useI18n } from "../lib/i18n";
import { idPart } from "../lib/plaintext";
import { CATEGORIES } from "../api/types";
import { Badge, PriorityGlyph } from "../ui";
import { type SlaKept, bandsQuery, listQuery } from "./api";
import { durationWords } from "./duration";
import { AddButton, Block, CheckField, type Choice, ChoiceField, ChoicesField, DurationField, RemoveButton, SwitchField, TagsField, choices, useEdit, useField } from "./fields";
import { type EditorProps, Frame } from "./Frame";
import { CHANNELS, PRIORITY_KEYS } from "./plan";
import {
  CLOCKS, COLUMNS, type ClockKind, CONDITIONS, type Condition, LAYERS, METRICS, type MetricKey, type SlaForm, type SlaSpec, type TargetRow, decodeSla, encodeSla, newRow, newSla,
} from "./sla";
import { Steps } from "./Steps";
import { useKept } from "./useKept";
import { useWords } from "./useWords";

type Set = (change: Partial<SlaForm> | ((form: SlaForm) => SlaForm)) => void;
interface Part {
  form: SlaForm;
  set: Set;
}

export function SlaEditor({ kept, old }: EditorProps<"slas">) {
  const { tr } = useI18n();
  const t = tr.t;
  const words = useWords();
  const { data: calendars } = useQuery(listQuery("calendars"));
  const decode = useMemo(() => (from: SlaKept): SlaForm => decodeSla(from, durationWords(tr.lang)), [tr.lang]);
  const start = useMemo(
    () => (kept ? decode(old ? { ...kept, spec: old.spec as SlaSpec, calendar_id: old.calendar_id ?? "" } : kept) : newSla("")),
    // The first look decides; what is saved later comes through the draft.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [],
  );
  const draft = useKept("slas", kept, start, decode, encodeSla);
  const { form, set } = draft;
  return (
    <Frame kind="slas" kept={kept} old={old} draft={draft as never} name={form.name} setName={(name) => set({ name })} aside={<HowItCounts />}>
      <Block title={t("sla-where")}>
        <div className="form-row">
          <ChoiceField k="layer" label={t("sla-layer")} hint={t("sla-layer-text")} value={form.layer} onChange={(layer) => set({ layer: layer ?? "plan" })} data={words.pick((key) => `promise-layer-${key}`, LAYERS)} disabled={kept !== null} />
          <ChoiceField k="calendar_id" label={t("sla-calendar")} hint={t("sla-calendar-text")} value={form.calendar_id || null} onChange={(id) => set({ calendar_id: id ?? "" })} data={choices(calendars)} placeholder={t(old ? "sla-calendar-then" : "sla-choose-calendar")} />
        </div>
      </Block>
      <Targets form={form} set={set} />
      <Rows form={form} set={set} />
      <Pauses form={form} set={set} />
      <RulesBlock form={form} set={set} />
      <Steps form={form} set={set} id={kept?.id ?? null} />
    </Frame>
  );
}

function HowItCounts() {
  const { tr } = useI18n();
  const t = tr.t;
  return (
    <section className="card block" aria-label={t("sla-help")}>
      <header>
        <h2>{t("sla-help")}</h2>
      </header>
      <ul className="help-list">
        <li>{t("sla-help-durations")}</li>
        <li>{t("sla-help-order")}</li>
        <li>{t("sla-help-layers")}</li>
      </ul>
    </section>
  );
}

function Targets({ form, set }: Part) {
  const { tr } = useI18n();
  const t = tr.t;
  const words = useWords();
  const setCell = (metric: MetricKey, column: string, text: string): void => set((old) => ({ ...old, grid: { ...old.grid, [metric]: { ...old.grid[metric], [column]: text } } }));
  return (
    <Block k="targets" title={t("sla-targets")} text={t("sla-targets-text")}>
      <div className="grid-scroll" role="group" tabIndex={0} aria-label={t("sla-targets")}>
        <table className="table target-grid">
          <thead>
            <tr>
              <th scope="col">{t("sla-metric")}</th>
              {COLUMNS.map((column) => (
                <th key={column} scope="col">
                  {column === "any" ? (
                    t("sla-any-priority")
                  ) : (
                    <span className="target-head">
                      <PriorityGlyph priority={column === "none" ? null : column} /> {words.priority(column)}
                    </span>
                  )}
                </th>
              ))}
              <th scope="col">{t("sla-clock")}</th>
            </tr>
          </thead>
          <tbody>
            {METRICS.map((metric) => (
              <tr key={metric}>
                <th scope="row">{words.metric(metric)}</th>
                {COLUMNS.map((column) => (
                  <td key={column}>
                    <DurationField
                      k={`grid.${metric}.${column}`}
                      bare
                      label={`${words.metric(metric)}, ${column === "any" ? t("sla-any-priority") : words.priority(column)}`}
                      placeholder="–"
                      value={form.grid[metric][column]}
                      onChange={(text) => setCell(metric, column, text)}
                    />
                  </td>
                ))}
                <td>
                  <ChoiceField
                    k={`clocks.${metric}`}
                    bare
                    label={t("sla-clock-of", { metric: words.metric(metric) })}
                    value={form.clocks[metric]}
                    onChange={(clock) => set((old) => ({ ...old, clocks: { ...old.clocks, [metric]: (clock ?? "calendar") as ClockKind } }))}
                    data={words.pick((key) => `sla-clock-${key}`, CLOCKS)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Block>
  );
}

function useConditionChoices(): Record<Condition, Choice[]> {
  const words = useWords();
  const { tr } = useI18n();
  const { data: products } = useQuery(productsQuery);
  const { data: types } = useQuery(typesQuery);
  const { data: bands } = useQuery(bandsQuery);
  const none = { value: "none", label: tr.t("none") };
  const segments = ["enterprise", "mid_market", "smb", "small", "startup", "public", "strategic"];
  return {
    priority: PRIORITY_KEYS.map((key) => ({ value: key, label: words.priority(key) })),
    product: [...choices(products), none],
    type: [...choices(types), none],
    segment: [...segments.map((key) => ({ value: key, label: tr.dynamic(`segment-${idPart(key)}`) ?? key })), none],
    licence_band: [...(bands?.bands ?? []).map((band) => ({ value: band.name, label: band.name })), none],
    channel: CHANNELS.map((key) => ({ value: key, label: tr.dynamic(`channel-${key}`) ?? key })),
  };
}

function Rows({ form, set }: Part) {
  const { tr } = useI18n();
  const t = tr.t;
  const words = useWords();
  const known = useConditionChoices();
  const change = (row: TargetRow): void => set((old) => ({ ...old, rows: old.rows.map((each) => (each.key === row.key ? row : each)) }));
  return (
    <Block title={t("sla-rows")} text={t("sla-rows-text")}>
      {form.rows.map((row, index) => (
        <div key={row.key} className="rule" role="group" aria-label={t("sla-row-n", { n: index + 1 })}>
          <div className="rule-head">
            <ChoiceField k={`rows.${row.key}.metric`} bare label={t("sla-metric")} value={row.metric} onChange={(metric) => change({ ...row, metric: (metric ?? row.metric) as MetricKey })} data={words.pick((key) => `metric-${key}`, METRICS)} />
            <DurationField k={`rows.${row.key}.text`} bare label={t("sla-target")} placeholder={t("sla-target")} value={row.text} onChange={(text) => change({ ...row, text })} />
            <ChoiceField k={`rows.${row.key}.clock`} bare label={t("sla-clock")} value={row.clock} onChange={(clock) => change({ ...row, clock: (clock ?? "calendar") as ClockKind })} data={words.pick((key) => `sla-clock-${key}`, CLOCKS)} />
            <span className="editor-space" />
            <RemoveButton label={t("sla-remove-row", { n: index + 1 })} onClick={() => set((old) => ({ ...old, rows: old.rows.filter((each) => each.key !== row.key) }))} />
          </div>
          <div className="rule-conditions">
            {CONDITIONS.map((name) => {
              const chosen = row.conditions[name];
              const Field = name === "segment" ? TagsField : ChoicesField;
              const all = [...known[name], ...chosen.filter((value) => !known[name].some((each) => each.value === value)).map((value) => ({ value, label: value }))];
              return (
                <Field
                  key={name}
                  k={`rows.${row.key}.${name}`}
                  label={tr.dynamic(`sla-condition-${idPart(name)}`) ?? name}
                  placeholder={t("sla-condition-any")}
                  value={chosen}
                  onChange={(values) => change({ ...row, conditions: { ...row.conditions, [name]: values } })}
                  data={all}
                />
              );
            })}
          </div>
        </div>
      ))}
      <AddButton onClick={() => set((old) => ({ ...old, rows: [...old.rows, newRow()] }))}>{t("sla-add-row")}</AddButton>
    </Block>
  );
}

function Pauses({ form, set }: Part) {
  const { tr } = useI18n();
  const t = tr.t;
  const words = useWords();
  const { readOnly } = useEdit();
  const { data: statuses } = useQuery(statusesQuery);
  const { pauses, closed_statuses: closed } = form.rules;
  const setPauses = (next: typeof pauses): void => set((old) => ({ ...old, rules: { ...old.rules, pauses: next } }));
  const categories: readonly string[] = CATEGORIES;
  const own = Object.keys(pauses).filter((name) => !categories.includes(name));
  const free = (statuses ?? []).filter((status) => !own.includes(status.name) && !categories.includes(status.name));
  const toggle = (status: string, metric: MetricKey, on: boolean): void => {
    const was = pauses[status] ?? [];
    const next = on ? METRICS.filter((each) => each === metric || was.includes(each)) : was.filter((each) => each !== metric);
    const left = { ...pauses, [status]: next };
    // A category that is not named and one that pauses nothing are the same.
    if (next.length === 0 && categories.includes(status)) delete left[status];
    setPauses(left);
  };
  const setClosed = (status: string, on: boolean): void => set((old) => ({ ...old, rules: { ...old.rules, closed_statuses: on ? [...old.rules.closed_statuses, status] : old.rules.closed_statuses.filter((each) => each !== status) } }));
  return (
    <Block k="pauses" title={t("sla-pauses")} text={t("sla-pauses-text")}>
      <ClosedError />
      <div className="grid-scroll" role="group" tabIndex={0} aria-label={t("sla-pauses")}>
        <table className="table pause-grid">
          <thead>
            <tr>
              <th scope="col">{t("sla-status")}</th>
              {METRICS.map((metric) => (
                <th key={metric} scope="col">
                  {words.metric(metric)}
                </th>
              ))}
              <th scope="col">{t("sla-fulfils")}</th>
              <th>
                <span className="sr-only">{t("promise-remove")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {[...categories, ...own].map((status) => {
              const label = categories.includes(status) ? words.status(status) : status;
              return (
                <tr key={status}>
                  <th scope="row">
                    {label} {!categories.includes(status) && <Badge>{t("sla-own-status")}</Badge>}
                  </th>
                  {METRICS.map((metric) => (
                    <td key={metric}>
                      <CheckField k={`pauses.${status}.${metric}`} bare label={t("sla-pauses-of", { status: label, metric: words.metric(metric) })} value={pauses[status]?.includes(metric) ?? false} onChange={(on) => toggle(status, metric, on)} />
                    </td>
                  ))}
                  <td>
                    <CheckField k={`closed.${status}`} bare label={t("sla-fulfils-of", { status: label })} value={closed.includes(status)} onChange={(on) => setClosed(status, on)} />
                  </td>
                  <td className="end">
                    {!categories.includes(status) && (
                      <RemoveButton
                        label={t("sla-remove-status", { status: label })}
                        onClick={() => {
                          const left = { ...pauses };
                          delete left[status];
                          setPauses(left);
                          setClosed(status, false);
                        }}
                      />
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {!readOnly && free.length > 0 && (
        <ChoiceField
          k="pauses.add"
          className="zone-field"
          label={t("sla-add-status")}
          hint={t("sla-add-status-text")}
          value={null}
          onChange={(name) => {
            if (name) setPauses({ ...pauses, [name]: ["update", "resolution"] });
          }}
          data={free.map((status) => ({ value: status.name, label: status.name }))}
          placeholder={t("sla-choose-status")}
        />
      )}
    </Block>
  );
}

function ClosedError() {
  const { error } = useField("closed_statuses");
  return error ? <p className="field-wrong">{error}</p> : null;
}

function RulesBlock({ form, set }: Part) {
  const { tr } = useI18n();
  const t = tr.t;
  const words = useWords();
  const change = (rules: Partial<SlaForm["rules"]>): void => set((old) => ({ ...old, rules: { ...old.rules, ...rules } }));
  return (
    <Block title={t("sla-rules")}>
      <div className="form-row">
        <ChoiceField k="reopen" label={t("sla-reopen")} value={form.rules.reopen} onChange={(reopen) => change({ reopen: reopen ?? "continue" })} data={words.pick((key) => `sla-reopen-${key}`, ["continue", "restart", "keep_running"])} />
        <ChoiceField k="target_change" label={t("sla-change")} value={form.rules.target_change} onChange={(value) => change({ target_change: value ?? "carry" })} data={words.pick((key) => `sla-change-${key}`, ["carry", "from_change"])} />
      </div>
      <SwitchField k="next_before" label={t("sla-next-before")} hint={t("sla-next-before-text")} value={form.rules.next_response_before_first_reply} onChange={(value) => change({ next_response_before_first_reply: value })} />
      <SwitchField k="agent_created" label={t("sla-agent-created")} hint={t("sla-agent-created-text")} value={form.rules.agent_created_first_response} onChange={(value) => change({ agent_created_first_response: value })} />
    </Block>
  );
}
