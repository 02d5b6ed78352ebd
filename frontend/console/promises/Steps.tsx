/* The escalation steps of an SLA: when, on which path, and what is done. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { agentsQuery, statusesQuery, teamsQuery } from "../api/queries";
import { type Lang, useI18n } from "../lib/i18n";
import { rolesQuery } from "./api";
import { durationWords } from "./duration";
import { AddButton, Block, ChoiceField, DurationField, RemoveButton, TextField, choices, useField } from "./fields";
import { PRIORITY_KEYS } from "./plan";
import { rowKey } from "./draft";
import { ACTIONS, type ActionRow, METRICS, type MetricKey, PATHS, RECIPIENTS, type SlaForm, type StepRow, WHEN, newStep } from "./sla";
import { useWords } from "./useWords";

export function Steps({ form, set, id }: { form: SlaForm; set: (change: (form: SlaForm) => SlaForm) => void; id: string | null }) {
  const { tr } = useI18n();
  const t = tr.t;
  const change = (step: StepRow): void => set((old) => ({ ...old, steps: old.steps.map((each) => (each.key === step.key ? step : each)) }));
  const add = (): void => set((old) => ({ ...old, steps: [...old.steps, newStep(old.steps, "resolution", "automatic")] }));
  return (
    <Block
      k="steps"
      title={t("sla-steps")}
      text={t("sla-steps-text")}
      action={
        id && (
          <Link className="link" to="/promises/$kind" params={{ kind: "escalation" }} search={{ sla: id }}>
            {t("escalation-see")}
          </Link>
        )
      }
    >
      {form.steps.map((step, index) => (
        <StepFields key={step.key} step={step} n={index + 1} onChange={change} onRemove={() => set((old) => ({ ...old, steps: old.steps.filter((each) => each.key !== step.key) }))} />
      ))}
      <AddButton onClick={add}>{t("sla-add-step")}</AddButton>
    </Block>
  );
}

export function StepFields({ step, n, onChange, onRemove }: { step: StepRow; n: number; onChange: (step: StepRow) => void; onRemove?: () => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const words = useWords();
  const k = `steps.${step.key}`;
  const actions = useField(`${k}.actions`);
  const change = (action: ActionRow): void => onChange({ ...step, actions: step.actions.map((each) => (each.key === action.key ? action : each)) });
  const percent = step.when === "percent_of_target";
  const Amount = percent ? TextField : DurationField;
  return (
    <div className="rule" role="group" aria-label={t("sla-step-n", { n })}>
      <div className="rule-head step-head">
        <ChoiceField k={`${k}.metric`} label={t("sla-metric")} value={step.metric} onChange={(metric) => onChange({ ...step, metric: (metric ?? step.metric) as MetricKey })} data={words.pick((key) => `metric-${key}`, METRICS)} />
        <ChoiceField
          k={`${k}.when`}
          label={t("when")}
          value={step.when}
          onChange={(when) => onChange({ ...step, when: (when ?? step.when) as StepRow["when"], amount: when === "percent_of_target" ? "80" : percent ? `1 ${durationWords(tr.lang as Lang).h}` : step.amount })}
          data={words.pick((key) => `sla-when-${key}`, WHEN)}
        />
        <Amount k={`${k}.amount`} label={percent ? t("sla-percent") : t("sla-time")} value={step.amount} onChange={(amount) => onChange({ ...step, amount })} />
        <ChoiceField k={`${k}.path`} className="step-path" label={t("sla-path")} value={step.path} onChange={(path) => onChange({ ...step, path: (path ?? step.path) as StepRow["path"] })} data={words.pick((key) => `sla-path-${key}`, PATHS)} />
        <TextField k={`${k}.id`} label={t("sla-step-id")} value={step.id} onChange={(id) => onChange({ ...step, id })} />
        {onRemove && <RemoveButton label={t("sla-remove-step", { n })} onClick={onRemove} />}
      </div>
      <ul className="step-actions" data-wrong={actions.error ? "true" : undefined}>
        {step.actions.map((action) => (
          <ActionFields key={action.key} k={`${k}.${action.key}`} action={action} onChange={change} onRemove={() => onChange({ ...step, actions: step.actions.filter((each) => each.key !== action.key) })} />
        ))}
      </ul>
      {actions.error && <p className="field-wrong">{actions.error}</p>}
      <AddButton onClick={() => onChange({ ...step, actions: [...step.actions, { key: rowKey(), action: "notify", to: "team" }] })}>{t("sla-add-action")}</AddButton>
    </div>
  );
}

function ActionFields({ k, action, onChange, onRemove }: { k: string; action: ActionRow; onChange: (action: ActionRow) => void; onRemove: () => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const words = useWords();
  const { error } = useField(k);
  const { data: teams } = useQuery(teamsQuery);
  const { data: agents } = useQuery(agentsQuery);
  const { data: roles } = useQuery(rolesQuery);
  const { data: statuses } = useQuery(statusesQuery);
  const person = <ChoiceField k={`${k}.user`} bare label={t("sla-person")} placeholder={t("sla-person")} clearable value={action.user ?? null} onChange={(user) => onChange({ ...action, user: user ?? "" })} data={choices(agents)} />;
  return (
    <li className="action" data-wrong={error ? "true" : undefined}>
      <ChoiceField k={`${k}.action`} bare label={t("sla-action")} value={action.action} onChange={(kind) => onChange({ key: action.key, action: (kind ?? "notify") as ActionRow["action"], ...(kind === "notify" ? { to: "assignee" } : kind === "set_priority" ? { priority: "high" } : {}) })} data={words.pick((key) => `sla-action-${key}`, ACTIONS)} />
      {action.action === "notify" && <ChoiceField k={`${k}.to`} bare label={t("sla-recipient")} value={action.to ?? "assignee"} onChange={(to) => onChange({ ...action, to: to ?? "assignee" })} data={words.pick((key) => `sla-to-${key}`, RECIPIENTS)} />}
      {action.action === "notify" && action.to === "role" && <ChoiceField k={`${k}.role`} bare label={t("sla-role")} placeholder={t("sla-role")} value={action.role ?? null} onChange={(role) => onChange({ ...action, role: role ?? "" })} data={choices(roles)} />}
      {action.action === "notify" && action.to === "user" && person}
      {action.action === "reassign" && <ChoiceField k={`${k}.team`} bare label={t("sla-team")} placeholder={t("sla-team")} clearable value={action.team ?? null} onChange={(team) => onChange({ ...action, team: team ?? "" })} data={choices(teams)} />}
      {action.action === "reassign" && person}
      {action.action === "set_priority" && <ChoiceField k={`${k}.priority`} bare label={t("prop-priority")} value={action.priority ?? "high"} onChange={(priority) => onChange({ ...action, priority: priority ?? "high" })} data={PRIORITY_KEYS.filter((key) => key !== "none").map((key) => ({ value: key, label: words.priority(key) }))} />}
      {action.action === "tag" && <TextField k={`${k}.tag`} bare label={t("sla-tag")} placeholder={t("sla-tag")} value={action.tag ?? ""} onChange={(tag) => onChange({ ...action, tag })} />}
      {action.action === "set_status" && <ChoiceField k={`${k}.status`} bare label={t("sla-status")} placeholder={t("sla-choose-status")} value={action.status ?? null} onChange={(status) => onChange({ ...action, status: status ?? "" })} data={choices(statuses)} />}
      <RemoveButton label={t("sla-remove-action")} onClick={onRemove} />
      {error && <span className="field-wrong">{error}</span>}
    </li>
  );
}
