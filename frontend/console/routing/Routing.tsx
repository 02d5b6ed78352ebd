/* Which teams give out tickets by themselves, what needs which skill, whose tickets go first, and a try of it. */
import "../css/routing.css";
import { useQuery } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { plansQuery, productsQuery, queryClient, teamsQuery, typesQuery } from "../api/queries";
import { useI18n, useSection } from "../lib/i18n";
import { idPart } from "../lib/plaintext";
import { useDraft, useSettled } from "../promises/draft";
import { parseWhole } from "../promises/duration";
import { AddButton, Block, CheckField, type Choice, ChoiceField, RemoveButton, TextField, choices } from "../promises/fields";
import { SettingFrame } from "../promises/Setting";
import { ErrorState, Select, Skeleton, toast } from "../ui";
import { Decided } from "./Decided";
import { type RoutingKept, STRATEGIES, type Strategy, previewQuery, putRouting, routingQuery } from "./api";
import { type RoutingForm, type TeamRow, decodeRouting, encodeRouting, keyOf, newRank, newRequired, newSkill, newTeam } from "./form";

const SETTLE_MS = 400;

export function Routing() {
  const ready = useSection("effects");
  const kept = useQuery({ ...routingQuery, staleTime: 0 });
  if (kept.isError && !kept.data) return <ErrorState error={kept.error} retry={() => void kept.refetch()} />;
  if (!kept.data || !ready) return <Skeleton kind="panel" lines={8} />;
  return <Editor kept={kept.data} />;
}

type Rows = RoutingForm[keyof RoutingForm];

function Editor({ kept }: { kept: RoutingKept }) {
  const { tr } = useI18n();
  const t = tr.t;
  const { data: teams } = useQuery(teamsQuery);
  const { data: products } = useQuery(productsQuery);
  const { data: types } = useQuery(typesQuery);
  const { data: plans } = useQuery(plansQuery);
  // The first look decides; what is saved later comes through the draft.
  const [start] = useState(() => decodeRouting(kept));
  const draft = useDraft<RoutingForm, RoutingKept>({
    start,
    decode: decodeRouting,
    encode: encodeRouting,
    version: kept.version,
    send: (input, version) => putRouting(version, input),
    fetch: useCallback(() => queryClient.fetchQuery({ ...routingQuery, staleTime: 0 }), []),
    saved: () => {
      toast({ text: t("saved") });
      return false;
    },
  });
  const form = draft.form;
  const change = <K extends keyof RoutingForm>(part: K, key: number, to: Partial<RoutingForm[K][number]>): void =>
    draft.set((old) => ({ ...old, [part]: (old[part] as Rows).map((row) => (row.key === key ? { ...row, ...to } : row)) }));
  const add = (part: keyof RoutingForm, row: Rows[number]): void => draft.set((old) => ({ ...old, [part]: [...(old[part] as Rows), row] }));
  const remove = (part: keyof RoutingForm, key: number): void => draft.set((old) => ({ ...old, [part]: (old[part] as Rows).filter((row) => row.key !== key) }));
  const strategies: Choice[] = STRATEGIES.map((value) => ({ value, label: tr.dynamic(`routing-by-${idPart(value)}`) ?? value }));
  const skills: Choice[] = form.skills.filter((row) => row.id && !row.archived).map((row) => ({ value: row.id, label: row.name || row.id }));
  const teamName = (row: TeamRow, index: number): string => teams?.find((each) => each.id === row.team)?.name ?? t("routing-team-n", { n: index + 1 });
  return (
    <SettingFrame title={t("promises-routing")} text={t("routing-text")} draft={draft}>
      <Block k="teams" title={t("routing-teams")} text={t("routing-teams-text")}>
        {form.teams.length === 0 && <p className="faint">{t("routing-teams-none")}</p>}
        {form.teams.map((row, index) => (
          <div key={row.key} className="routing-row" role="group" aria-label={teamName(row, index)}>
            <ChoiceField k={`teams.${row.key}.team`} label={t("routing-team")} value={row.team} onChange={(team) => change("teams", row.key, { team })} data={choices(teams)} />
            <ChoiceField k={`teams.${row.key}.strategy`} label={t("routing-strategy")} value={row.strategy} onChange={(next) => change("teams", row.key, { strategy: (next ?? row.strategy) as Strategy })} data={strategies} />
            <TextField k={`teams.${row.key}.cap`} label={t("routing-cap")} className="short" mode="numeric" value={row.cap} onChange={(cap) => change("teams", row.key, { cap })} />
            <RemoveButton label={t("routing-team-remove", { name: teamName(row, index) })} onClick={() => remove("teams", row.key)} />
          </div>
        ))}
        {form.teams.length > 0 && <p className="hint">{t("routing-cap")}: {t("routing-cap-hint")}</p>}
        <AddButton onClick={() => add("teams", newTeam())}>{t("routing-team-add")}</AddButton>
      </Block>
      <Block title={t("routing-try-title")} text={t("routing-try-text")}>
        <Try rows={form.teams} name={teamName} version={kept.version} lists={{ products: choices(products), types: choices(types), plans: choices(plans) }} />
      </Block>
      <Block k="skills" title={t("routing-skills")}>
        {form.skills.length === 0 && <p className="faint">{t("routing-skills-none")}</p>}
        {form.skills.map((row, index) => (
          <div key={row.key} className="routing-row" role="group" aria-label={row.name || t("routing-skill-n", { n: index + 1 })}>
            <TextField
              k={`skills.${row.key}.name`}
              label={t("promise-named")}
              value={row.name}
              // The short name follows the name until it is kept.
              onChange={(name) => change("skills", row.key, { name, ...(kept.skills.some((each) => each.key === row.id) || row.id !== keyOf(row.name) ? {} : { id: keyOf(name) }) })}
            />
            <TextField k={`skills.${row.key}.id`} label={t("routing-skill-key")} value={row.id} onChange={(id) => change("skills", row.key, { id })} />
            <div className="routing-switch">
              <CheckField k={`skills.${row.key}.archived`} label={t("routing-skill-away")} value={row.archived} onChange={(archived) => change("skills", row.key, { archived })} />
            </div>
          </div>
        ))}
        <AddButton onClick={() => add("skills", newSkill())}>{t("routing-skill-add")}</AddButton>
      </Block>
      <Block k="required" title={t("routing-required")} text={t("routing-required-text")}>
        {form.required.length === 0 && <p className="faint">{t("routing-required-none")}</p>}
        {form.required.map((row, index) => (
          <div key={row.key} className="routing-row" role="group" aria-label={t("routing-required-n", { n: index + 1 })}>
            <ChoiceField k={`required.${row.key}.product`} label={t("routing-product")} clearable placeholder={t("routing-any")} value={row.product} onChange={(product) => change("required", row.key, { product })} data={choices(products)} />
            <ChoiceField k={`required.${row.key}.type`} label={t("routing-type")} clearable placeholder={t("routing-any")} value={row.type} onChange={(type) => change("required", row.key, { type })} data={choices(types)} />
            <ChoiceField k={`required.${row.key}.plan`} label={t("routing-plan")} clearable placeholder={t("routing-any")} value={row.plan} onChange={(plan) => change("required", row.key, { plan })} data={choices(plans)} />
            <ChoiceField k={`required.${row.key}.skill`} label={t("routing-skill")} value={row.skill} onChange={(skill) => change("required", row.key, { skill })} data={skills} />
            <TextField k={`required.${row.key}.level`} label={t("routing-level")} className="short" mode="numeric" value={row.level} onChange={(level) => change("required", row.key, { level })} />
            <RemoveButton label={t("routing-required-remove", { n: index + 1 })} onClick={() => remove("required", row.key)} />
          </div>
        ))}
        <AddButton onClick={() => add("required", newRequired())}>{t("routing-required-add")}</AddButton>
      </Block>
      <Block k="plan_ranks" title={t("routing-ranks")} text={t("routing-ranks-text")}>
        {form.ranks.length === 0 && <p className="faint">{t("routing-ranks-none")}</p>}
        {form.ranks.map((row, index) => {
          const name = plans?.find((each) => each.id === row.plan)?.name ?? t("routing-rank-n", { n: index + 1 });
          return (
            <div key={row.key} className="routing-row" role="group" aria-label={name}>
              <ChoiceField k={`ranks.${row.key}.plan`} label={t("routing-plan")} value={row.plan} onChange={(plan) => change("ranks", row.key, { plan })} data={choices(plans)} />
              <TextField k={`ranks.${row.key}.rank`} label={t("routing-rank")} className="short" mode="numeric" value={row.rank} onChange={(rank) => change("ranks", row.key, { rank })} />
              <RemoveButton label={t("routing-rank-remove", { name })} onClick={() => remove("ranks", row.key)} />
            </div>
          );
        })}
        <AddButton onClick={() => add("ranks", newRank())}>{t("routing-rank-add")}</AddButton>
      </Block>
    </SettingFrame>
  );
}

interface Lists {
  products: Choice[];
  types: Choice[];
  plans: Choice[];
}

/** A ticket like this, now: to whom it would go. */
function Try({ rows, name, version, lists }: { rows: readonly TeamRow[]; name: (row: TeamRow, index: number) => string; version: number; lists: Lists }) {
  const { tr } = useI18n();
  const t = tr.t;
  const [chosen, setChosen] = useState<string | null>(null);
  const [about, setAbout] = useState<{ product: string | null; type: string | null; plan: string | null }>({ product: null, type: null, plan: null });
  const known = rows.filter((row) => row.team !== null);
  const row = known.find((each) => each.team === chosen) ?? known[0];
  const cap = parseWhole(row?.cap ?? "");
  const tried = useSettled(row?.team && cap !== null ? { team: row.team, strategy: row.strategy, cap, ...about } : null, SETTLE_MS);
  const told = useQuery({ ...previewQuery(tried ?? { team: "", strategy: "round_robin", cap: 1, ...about }, version), enabled: tried !== null });
  if (!row) return <p className="faint">{t("routing-teams-none")}</p>;
  const select = (part: keyof typeof about, label: string, data: Choice[]) => (
    <Select size="sm" label={label} clearable searchable data={data} value={about[part]} placeholder={t("routing-any")} onChange={(value) => setAbout((old) => ({ ...old, [part]: value }))} />
  );
  return (
    <div className="routing-try">
      <div className="people-row">
        <Select size="sm" label={t("routing-team")} allowDeselect={false} data={known.map((each) => ({ value: each.team ?? "", label: name(each, rows.indexOf(each)) }))} value={row.team} onChange={setChosen} />
        {select("product", t("routing-product"), lists.products)}
        {select("type", t("routing-type"), lists.types)}
        {select("plan", t("routing-plan"), lists.plans)}
      </div>
      {told.isError ? <ErrorState error={told.error} retry={() => void told.refetch()} /> : told.data ? <Decided routed={told.data} now /> : <Skeleton kind="panel" lines={3} />}
    </div>
  );
}
