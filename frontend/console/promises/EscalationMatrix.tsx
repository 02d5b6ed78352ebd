/* The escalation steps of an SLA as one table, to be read, printed and changed: each save is a version of the SLA. */
import "../css/escalation.css";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Plus, Printer, Route, Timer } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { agentsQuery, statusesQuery, teamsQuery } from "../api/queries";
import { nowMs } from "../lib/clock";
import { useFormat } from "../lib/format";
import { useI18n } from "../lib/i18n";
import { useShortcuts } from "../lib/keys";
import { Badge, Button, Dialog, EmptyState, ErrorState, Keys, PageTitle, PriorityGlyph, Select, Skeleton } from "../ui";
import { type SlaKept, listQuery, oneQuery, rolesQuery } from "./api";
import { Banners, LeaveGuard } from "./Banners";
import { durationWords, writeDuration } from "./duration";
import { type CellStep, type MatrixPart, type PathKey, coverage, escalationMatrix } from "./escalation";
import { EditProvider, Notes, choices, useEdit } from "./fields";
import { Findings } from "./Findings";
import { useEditable } from "./Frame";
import { notesByField, useLint } from "./lint";
import { type ActionRow, type MetricKey, PATHS, type SlaForm, decodeSla, encodeSla, newStep } from "./sla";
import { StepFields } from "./Steps";
import { useKept } from "./useKept";
import { useWords } from "./useWords";

export function EscalationMatrix() {
  const { tr } = useI18n();
  const t = tr.t;
  const { sla } = useSearch({ strict: false }) as { sla?: string };
  const list = useQuery(listQuery("slas"));
  const chosen = sla ?? list.data?.find((each) => (each.spec.steps?.length ?? 0) > 0)?.id ?? list.data?.[0]?.id;
  const one = useQuery({ ...oneQuery("slas", chosen ?? ""), enabled: chosen !== undefined });
  const error = list.isError && !list.data ? list.error : one.isError && !one.data ? one.error : null;
  if (error) return <ErrorState error={error} retry={() => void (list.data ? one.refetch() : list.refetch())} />;
  if (!list.data) return <Skeleton lines={8} />;
  if (!chosen) {
    return (
      <>
        <div className="page-head">
          <PageTitle>{t("promises-escalation")}</PageTitle>
        </div>
        <EmptyState
          icon={<Timer size={22} />}
          title={t("promise-empty-slas")}
          action={
            <Link className="link" to="/promises/$kind/$id" params={{ kind: "slas", id: "new" }}>
              {t("promise-new-slas")}
            </Link>
          }
        >
          {t("escalation-needs-sla")}
        </EmptyState>
      </>
    );
  }
  if (!one.data) return <Skeleton lines={8} />;
  return <Sheet key={one.data.id} kept={one.data} slas={list.data} />;
}

function Sheet({ kept, slas }: { kept: SlaKept; slas: readonly SlaKept[] }) {
  const { tr } = useI18n();
  const t = tr.t;
  const format = useFormat();
  const navigate = useNavigate();
  const editable = useEditable("slas", null, kept);
  const decode = useMemo(() => (from: SlaKept): SlaForm => decodeSla(from, durationWords(tr.lang)), [tr.lang]);
  const start = useMemo(
    () => decode(kept),
    // The first look decides; what is saved later comes through the draft.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [],
  );
  const draft = useKept("slas", kept, start, decode, encodeSla);
  const { form, set } = draft;
  const told = useLint("sla", kept.id, draft.encoded, editable);
  const ofSteps = useMemo(() => told.filter((note) => note.field === "steps" || note.field.startsWith("steps.")), [told]);
  const notes = useMemo(() => notesByField(told), [told]);
  const edit = useMemo(() => ({ wrong: draft.wrong, notes, readOnly: !editable, touch: draft.touch }), [draft.wrong, draft.touch, notes, editable]);
  useShortcuts("promise-keys", editable ? [{ keys: "mod+s", label: "promise-save", always: true, run: () => void draft.save() }] : []);
  const parts = useMemo(() => escalationMatrix(form), [form]);
  const [open, setOpen] = useState<number | null>(null);
  const shown = form.steps.find((step) => step.key === open);
  const add = (metric: MetricKey, path: PathKey): void => {
    const step = newStep(form.steps, metric, path);
    set((old) => ({ ...old, steps: [...old.steps, step] }));
    setOpen(step.key);
  };
  const calendar = useQuery(listQuery("calendars")).data?.find((each) => each.id === form.calendar_id);
  return (
    <EditProvider value={edit}>
      <form
        className="editor-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void draft.save();
        }}
      >
        <div className="page-head editor-head">
          <PageTitle className="clip">{t("promises-escalation")}</PageTitle>
          <Badge>{t("promise-version-n", { n: kept.current_version })}</Badge>
          <span className="editor-space" />
          {draft.dirty && (
            <span className="editor-dirty" role="status">
              {t("promise-unsaved")}
            </span>
          )}
          <Button variant="default" leftSection={<Printer size={15} aria-hidden="true" />} onClick={() => window.print()}>
            {t("escalation-print")}
          </Button>
          {editable && (
            <Button type="submit" loading={draft.busy} disabled={!draft.dirty} rightSection={<Keys keys="mod+s" />}>
              {t("promise-save-version")}
            </Button>
          )}
        </div>
        <div className="editor-scroll">
          <p className="promises-text">{t("escalation-text")}</p>
          <Banners draft={draft} />
          <div className="print-only print-title">
            <h1>{t("escalation-print-title", { sla: kept.name })}</h1>
            <p>{t("escalation-print-text", { n: kept.current_version, calendar: calendar?.name ?? "", date: format.dateTime(new Date(nowMs()).toISOString()) })}</p>
          </div>
          <div className="editor escalation-page">
            <div className="editor-main">
              <section className="card block escalation" aria-label={t("promises-escalation")}>
                <div className="escalation-which">
                  <Select
                    label={t("escalation-sla")}
                    value={kept.id}
                    allowDeselect={false}
                    searchable={slas.length > 7}
                    openOnFocus={false}
                    data={choices(slas.some((each) => each.id === kept.id) ? slas : [kept, ...slas])}
                    onChange={(id) => id && id !== kept.id && void navigate({ to: "/promises/$kind", params: { kind: "escalation" }, search: { sla: id } })}
                  />
                  <Link className="link" to="/promises/$kind/$id" params={{ kind: "slas", id: kept.id }}>
                    {t("escalation-open-sla")}
                  </Link>
                </div>
                {parts.length === 0 ? <p className="faint">{t("escalation-no-targets")}</p> : <Table parts={parts} add={editable ? add : null} open={setOpen} />}
              </section>
            </div>
            <div className="editor-aside">
              <CoverageCard parts={parts} />
              {editable && <Findings told={ofSteps} />}
            </div>
          </div>
        </div>
      </form>
      <LeaveGuard draft={draft} />
      {shown && (
        <StepDialog
          form={form}
          open={shown.key}
          onClose={() => setOpen(null)}
          set={set}
        />
      )}
      <WrongStep wrong={draft.wrong} show={setOpen} />
    </EditProvider>
  );
}

/** What was refused is shown where it can be changed: in the dialog of its step. */
function WrongStep({ wrong, show }: { wrong: Readonly<Record<string, string>>; show: (key: number) => void }) {
  useEffect(() => {
    const found = Object.keys(wrong).map((field) => /^steps\.(\d+)\./.exec(field)?.[1]).find(Boolean);
    if (found) show(Number(found));
  }, [wrong, show]);
  return null;
}

function StepDialog({ form, open, set, onClose }: { form: SlaForm; open: number; set: (change: (form: SlaForm) => SlaForm) => void; onClose: () => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const { readOnly } = useEdit();
  const at = form.steps.findIndex((step) => step.key === open);
  const step = form.steps[at];
  if (!step) return null;
  return (
    <Dialog title={t("escalation-step", { step: step.id })} size={640} onClose={onClose}>
      <div className="dialog-form">
        <p className="soft">{t("escalation-step-text")}</p>
        <StepFields step={step} n={at + 1} onChange={(next) => set((old) => ({ ...old, steps: old.steps.map((each) => (each.key === next.key ? next : each)) }))} />
        <div className="buttons buttons-end">
          {!readOnly && (
            <Button
              variant="default"
              color="red"
              onClick={() => {
                set((old) => ({ ...old, steps: old.steps.filter((each) => each.key !== open) }));
                onClose();
              }}
            >
              {t("escalation-remove")}
            </Button>
          )}
          <Button onClick={onClose}>{t("done")}</Button>
        </div>
      </div>
    </Dialog>
  );
}

function Table({ parts, add, open }: { parts: readonly MatrixPart[]; add: ((metric: MetricKey, path: PathKey) => void) | null; open: (key: number) => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const words = useWords();
  const units = durationWords(tr.lang);
  return (
    <div className="grid-scroll" role="group" tabIndex={0} aria-label={t("escalation-table")}>
      <table className="table escalation-table">
        <thead>
          <tr>
            <th scope="col">{t("prop-priority")}</th>
            <th scope="col">{t("sla-target")}</th>
            {PATHS.map((path) => (
              <th key={path} scope="col">
                <b>{t(`escalation-${path}`)}</b>
                <span className="faint">{t(`escalation-${path}-text`)}</span>
              </th>
            ))}
          </tr>
        </thead>
        {parts.map((part) => (
          <tbody key={part.metric}>
            <tr className="escalation-metric">
              <th scope="rowgroup" colSpan={2}>
                {words.metric(part.metric)}
              </th>
              {PATHS.map((path) => (
                <td key={path}>
                  {add && (
                    <button type="button" className="quiet-button" onClick={() => add(part.metric, path)} aria-label={t("escalation-add-named", { metric: words.metric(part.metric), path: t(`escalation-${path}`) })}>
                      <Plus size={13} aria-hidden="true" /> {t("sla-add-step")}
                    </button>
                  )}
                </td>
              ))}
            </tr>
            {part.rows.map((row) => (
              <tr key={row.priority} className={row.target === null ? "escalation-none" : ""}>
                <th scope="row">
                  <span className="target-head">
                    <PriorityGlyph priority={row.priority === "none" ? null : row.priority} /> {words.priority(row.priority)}
                  </span>
                </th>
                <td className="num nowrap">{row.target === null ? <span className="faint">{t("escalation-not-promised")}</span> : writeDuration(row.target, units)}</td>
                {PATHS.map((path) => (
                  <td key={path}>
                    {row.target !== null &&
                      (row.cells[path].length === 0 ? (
                        <span className="escalation-empty">{t("escalation-nobody")}</span>
                      ) : (
                        row.cells[path].map((each) => <StepButton key={each.step.key} cell={each} target={row.target ?? 0} open={open} />)
                      ))}
                  </td>
                ))}
              </tr>
            ))}
            {part.conditional && (
              <tr>
                <td colSpan={5} className="faint">
                  {t("escalation-conditional")}
                </td>
              </tr>
            )}
          </tbody>
        ))}
      </table>
    </div>
  );
}

/** A step in a cell: when it comes for this priority, what it does, and what the linter says of it. */
function StepButton({ cell, target, open }: { cell: CellStep; target: number; open: (key: number) => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const say = useActionText();
  const { notes, wrong } = useEdit();
  const { step, at, atOnce } = cell;
  const k = `steps.${step.key}.`;
  const told = Object.entries(notes).filter(([field]) => field.startsWith(k)).flatMap(([, each]) => each);
  const bad = Object.keys(wrong).some((field) => field.startsWith(k));
  const units = durationWords(tr.lang);
  const when =
    at === null
      ? "?"
      : atOnce
        ? t("escalation-at-once")
        : at === target
          ? t("escalation-when-due")
          : at > target
            ? t("escalation-late", { time: writeDuration(at - target, units) })
            : t("escalation-after", { time: writeDuration(at, units) });
  return (
    <button type="button" className="escalation-step" data-bad={bad || told.some((note) => note.tone === "red") ? "true" : undefined} onClick={() => open(step.key)}>
      <span className={`escalation-when${at !== null && at >= target ? " escalation-when-late" : ""}`}>
        {when}
        {step.when === "percent_of_target" && at !== target && <span className="faint"> {step.amount.replace("%", "")} %</span>}
      </span>
      <span>{step.actions.map(say).join(" · ") || t("escalation-no-action")}</span>
      <Notes notes={told} />
    </button>
  );
}

/** An action in words: `Tell the manager`, `Hand to Second line`. */
function useActionText(): (action: ActionRow) => string {
  const { tr } = useI18n();
  const words = useWords();
  const { data: teams } = useQuery(teamsQuery);
  const { data: agents } = useQuery(agentsQuery);
  const { data: roles } = useQuery(rolesQuery);
  const { data: statuses } = useQuery(statusesQuery);
  const named = (list: readonly { id: string; name: string }[] | undefined, id: string | undefined): string => list?.find((each) => each.id === id)?.name ?? "…";
  return (action) => {
    const verb = tr.dynamic(`sla-action-${action.action.replaceAll("_", "-")}`) ?? action.action;
    const whom = (): string => {
      switch (action.action) {
        case "notify":
          return action.to === "user" ? named(agents, action.user) : `${tr.dynamic(`sla-to-${action.to ?? "assignee"}`) ?? ""}${action.to === "role" ? ` ${named(roles, action.role)}` : ""}`;
        case "reassign":
          return [action.team ? named(teams, action.team) : "", action.user ? named(agents, action.user) : ""].filter(Boolean).join(" / ") || "…";
        case "set_priority":
          return words.priority(action.priority ?? "high");
        case "tag":
          return action.tag || "…";
        case "set_status":
          return named(statuses, action.status);
        default:
          return "";
      }
    };
    return `${verb} ${whom()}`.trim();
  };
}

function CoverageCard({ parts }: { parts: readonly MatrixPart[] }) {
  const { tr } = useI18n();
  const t = tr.t;
  const words = useWords();
  const found = useMemo(() => coverage(parts), [parts]);
  const comma = tr.lang === "zh-CN" ? "、" : ", ";
  const metrics = (keys: readonly MetricKey[]): string => keys.map(words.metric).join(comma);
  const notes = [
    ...found.unwatched.map((each) => ({ tone: "amber" as const, text: t("escalation-unwatched", { metric: words.metric(each.metric), priorities: each.priorities.map(words.priority).join(comma) }) })),
    ...(found.onlyLate.length > 0 ? [{ tone: "amber" as const, text: t("escalation-only-late", { metrics: metrics(found.onlyLate) }) }] : []),
    ...(found.withoutAuthority.length > 0 ? [{ tone: "blue" as const, text: t("escalation-without-authority", { metrics: metrics(found.withoutAuthority) }) }] : []),
  ];
  return (
    <section className="card block" aria-label={t("escalation-coverage")}>
      <header>
        <h2>{t("escalation-coverage")}</h2>
      </header>
      <p className="escalation-count">
        <Route size={15} aria-hidden="true" /> {t("escalation-cells", { filled: found.cells - found.empty, cells: found.cells })}
      </p>
      <Notes notes={notes} />
      {notes.length === 0 && found.cells > 0 && <p className="faint">{t("escalation-covered")}</p>}
    </section>
  );
}
