/* How agents work: skills, caps, hours, absences; and "I am away". */
import "../css/routing.css";
import { useQuery } from "@tanstack/react-query";
import { Pencil } from "lucide-react";
import { useState } from "react";
import { queryClient } from "../api/queries";
import { useSending } from "../api/sending";
import { useFormat } from "../lib/format";
import { useI18n } from "../lib/i18n";
import { listQuery } from "../promises/api";
import { rowKey } from "../promises/draft";
import { parseWhole } from "../promises/duration";
import { AddButton, EditProvider, RemoveButton } from "../promises/fields";
import { can, useMe } from "../shell/session";
import { Badge, Button, Dialog, DialogForm, ErrorState, PageTitle, Select, Skeleton, Switch, TextInput, toast } from "../ui";
import { type AgentWork, type Skill, peopleQuery, putWork, routingQuery, setAway } from "./api";
import { dayOf, startOf } from "./days";

const LEVELS = ["1", "2", "3", "4", "5"];

export function People() {
  const { tr } = useI18n();
  const t = tr.t;
  const me = useMe();
  const people = useQuery(peopleQuery);
  const routing = useQuery(routingQuery);
  const [edited, setEdited] = useState<string | null>(null);
  const sending = useSending([]);
  if (people.isError && !people.data) return <ErrorState error={people.error} retry={() => void people.refetch()} />;
  if (!people.data || !routing.data) return <Skeleton kind="panel" lines={8} />;
  const mine = people.data.find((each) => each.agent_id === me.id);
  const open = people.data.find((each) => each.agent_id === edited);
  return (
    <>
      <div className="page-head">
        <PageTitle>{t("promises-people")}</PageTitle>
        <span className="editor-space" />
        {mine && (
          <Button size="xs" variant="default" loading={sending.busy} onClick={() => void sending.send((key) => setAway(!mine.away, key))}>
            {t(mine.away ? "people-me-back" : "people-me-away")}
          </Button>
        )}
      </div>
      <p className="promises-text">{t("people-text")}</p>
      {sending.refused && (
        <p className="hint hint-red" role="alert">
          {sending.refused}
        </p>
      )}
      {people.data.length === 0 ? (
        <p className="faint">{t("people-none")}</p>
      ) : (
        <table className="table table-rows">
          <thead>
            <tr>
              <th>{t("people-agent")}</th>
              <th>{t("people-now")}</th>
              <th>{t("people-load")}</th>
              <th className="wide-only">{t("people-skills")}</th>
              <th>
                <span className="sr-only">{t("people-change")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {people.data.map((each) => (
              <Row key={each.agent_id} each={each} skills={routing.data.skills} edit={can(me, "agent_manage") ? () => setEdited(each.agent_id) : null} />
            ))}
          </tbody>
        </table>
      )}
      {open && <Edit key={open.agent_id} now={open} skills={routing.data.skills} onClose={() => setEdited(null)} />}
    </>
  );
}

function Row({ each, skills, edit }: { each: AgentWork; skills: readonly Skill[]; edit: (() => void) | null }) {
  const { tr } = useI18n();
  const t = tr.t;
  const format = useFormat();
  const now = Date.now();
  const absent = each.absences.find((absence) => Date.parse(absence.from) <= now && now < Date.parse(absence.until));
  return (
    <tr>
      <td>{each.name}</td>
      <td>{each.away ? <Badge tone="amber">{t("people-away")}</Badge> : absent ? <Badge tone="amber">{t("people-absent", { date: format.date(absent.until) })}</Badge> : <Badge tone="green">{t("people-here")}</Badge>}</td>
      <td className="num">{each.cap == null ? format.number(each.open_tickets) : t("people-load-of", { open: each.open_tickets, cap: each.cap })}</td>
      <td className="wide-only">
        <span className="people-skills">
          {each.skills.map((held) => (
            <Badge key={held.skill} tone="grey">
              {skills.find((skill) => skill.key === held.skill)?.name ?? held.skill} {held.level}
            </Badge>
          ))}
        </span>
      </td>
      <td className="end">
        {edit && (
          <button type="button" className="icon-button" aria-label={t("people-edit", { name: each.name })} title={t("people-edit", { name: each.name })} onClick={edit}>
            <Pencil size={15} aria-hidden="true" />
          </button>
        )}
      </td>
    </tr>
  );
}

interface AbsenceRow {
  key: number;
  from: string;
  until: string;
  reason: string;
}

function Edit({ now, skills, onClose }: { now: AgentWork; skills: readonly Skill[]; onClose: () => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  // As it was when the dialog came up: what somebody changed meanwhile is said once; who saves again after that means it.
  const [agent] = useState(now);
  const [warned, setWarned] = useState(false);
  const sending = useSending(null);
  const calendars = useQuery(listQuery("calendars"));
  const [cap, setCap] = useState(agent.cap == null ? "" : String(agent.cap));
  const [calendar, setCalendar] = useState(agent.calendar_id ?? null);
  const [away, setAwayNow] = useState(agent.away);
  const [held, setHeld] = useState(() => agent.skills.map((each) => ({ key: rowKey(), skill: each.skill as string | null, level: String(each.level) })));
  const [absences, setAbsences] = useState<AbsenceRow[]>(() => agent.absences.map((each) => ({ key: rowKey(), from: dayOf(each.from, agent.zone), until: dayOf(each.until, agent.zone), reason: each.reason })));
  // An absence knows the instants that it had by its row.
  const [before] = useState(() => new Map(absences.map((row, index) => [row.key, agent.absences[index]])));
  const wrong = sending.wrong;
  const save = (): void => {
    const bad: Record<string, string> = {};
    const limit = cap.trim() === "" ? null : parseWhole(cap);
    if (cap.trim() !== "" && limit === null) bad.cap = t("promise-bad-number");
    held.forEach((row, index) => {
      if (!row.skill) bad[`skills[${index}].skill`] = t("field-needed");
    });
    absences.forEach((row, index) => {
      if (!row.from) bad[`absences[${index}].from`] = t("people-day-needed");
      if (!row.until) bad[`absences[${index}].until`] = t("people-day-needed");
    });
    if (Object.keys(bad).length > 0) {
      sending.refuse(bad);
      return;
    }
    const input = {
      cap: limit,
      calendar_id: calendar,
      away,
      absences: absences.map((row) => ({ from: startOf(row.from, agent.zone, before.get(row.key)?.from), until: startOf(row.until, agent.zone, before.get(row.key)?.until), reason: row.reason })),
      skills: held.map((row) => ({ skill: row.skill, level: Number(row.level) })),
    };
    const at = new Map(["cap", "calendar_id", ...held.flatMap((_, n) => [`skills[${n}]`, `skills[${n}].skill`, `skills[${n}].level`]), ...absences.flatMap((_, n) => [`absences[${n}].from`, `absences[${n}].until`, `absences[${n}].reason`])].map((path) => [path, path]));
    void sending
      .send(() => putWork(agent.agent_id, warned ? now.version : agent.version, input), {
        at,
        failed: (problem) => {
          if (problem.status !== 412) return;
          setWarned(true);
          void queryClient.invalidateQueries(peopleQuery);
        },
      })
      .then((done) => {
        if (!done) return;
        toast({ text: t("saved") });
        onClose();
      });
  };
  const touched = (field?: string): void => sending.touched(field);
  return (
    <Dialog title={t("people-title", { name: agent.name })} size={640} kept onClose={onClose}>
      <EditProvider value={{ wrong: {}, notes: {}, readOnly: false }}>
        <DialogForm sending={sending} onSubmit={save} onClose={onClose} label={t("save")}>
          <div className="people-row">
            <TextInput
              label={t("people-cap")}
              description={t("people-cap-hint")}
              inputMode="numeric"
              value={cap}
              error={wrong.cap}
              onChange={(event) => {
                touched("cap");
                setCap(event.currentTarget.value);
              }}
            />
            <Select label={t("people-hours")} clearable placeholder={t("people-hours-team")} data={(calendars.data ?? []).map((each) => ({ value: each.id, label: each.name }))} value={calendar} error={wrong.calendar_id} onChange={(value) => {
                touched("calendar_id");
                setCalendar(value);
              }} />
          </div>
          <Switch label={t("people-is-away")} checked={away} onChange={(event) => {
              touched();
              setAwayNow(event.currentTarget.checked);
            }} />
          <fieldset className="people-part">
            <legend>{t("people-skills")}</legend>
            {held.map((row, index) => (
              <div key={row.key} className="people-row" role="group" aria-label={t("people-skill-n", { n: index + 1 })}>
                <Select
                  label={t("routing-skill")}
                  data={skills.filter((skill) => !skill.archived || skill.key === row.skill).map((skill) => ({ value: skill.key, label: skill.name }))}
                  value={row.skill}
                  error={wrong[`skills[${index}].skill`] ?? wrong[`skills[${index}]`]}
                  onChange={(skill) => {
                    touched(`skills[${index}].skill`);
                    setHeld(held.map((each) => (each.key === row.key ? { ...each, skill } : each)));
                  }}
                />
                <Select
                  label={t("routing-level")}
                  data={LEVELS}
                  allowDeselect={false}
                  value={row.level}
                  error={wrong[`skills[${index}].level`]}
                  onChange={(level) => {
                    touched();
                    setHeld(held.map((each) => (each.key === row.key ? { ...each, level: level ?? each.level } : each)));
                  }}
                />
                <RemoveButton label={t("people-skill-remove", { n: index + 1 })} onClick={() => {
                    touched();
                    setHeld(held.filter((each) => each.key !== row.key));
                  }} />
              </div>
            ))}
            <AddButton onClick={() => setHeld([...held, { key: rowKey(), skill: null, level: "3" }])}>{t("people-skill-add")}</AddButton>
          </fieldset>
          <fieldset className="people-part">
            <legend>{t("people-absences")}</legend>
            {absences.map((row, index) => {
              const set = (part: Partial<AbsenceRow>): void => {
                touched();
                setAbsences(absences.map((each) => (each.key === row.key ? { ...each, ...part } : each)));
              };
              return (
                <div key={row.key} className="people-row" role="group" aria-label={t("people-absence-n", { n: index + 1 })}>
                  <TextInput type="date" label={t("people-from")} value={row.from} error={wrong[`absences[${index}].from`]} onChange={(event) => set({ from: event.currentTarget.value })} />
                  <TextInput type="date" label={t("people-until")} value={row.until} error={wrong[`absences[${index}].until`]} onChange={(event) => set({ until: event.currentTarget.value })} />
                  <TextInput label={t("people-reason")} value={row.reason} error={wrong[`absences[${index}].reason`]} onChange={(event) => set({ reason: event.currentTarget.value })} />
                  <RemoveButton label={t("people-absence-remove", { n: index + 1 })} onClick={() => {
                      touched();
                      setAbsences(absences.filter((each) => each.key !== row.key));
                    }} />
                </div>
              );
            })}
            <AddButton onClick={() => setAbsences([...absences, { key: rowKey(), from: "", until: "", reason: "" }])}>{t("people-absence-add")}</AddButton>
          </fieldset>
        </DialogForm>
      </EditProvider>
    </Dialog>
  );
}
