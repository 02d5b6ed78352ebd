/* Routing as the screen holds it. */
import type { MessageId } from "../lib/i18n";
import { type Encoded, rowKey } from "../promises/draft";
import { parseWhole } from "../promises/duration";
import type { RoutingKept, Strategy } from "./api";

export interface TeamRow {
  key: number;
  team: string | null;
  strategy: Strategy;
  cap: string;
}
export interface SkillRow {
  key: number;
  id: string;
  name: string;
  archived: boolean;
}
export interface RequiredRow {
  key: number;
  product: string | null;
  type: string | null;
  plan: string | null;
  skill: string | null;
  level: string;
}
export interface RankRow {
  key: number;
  plan: string | null;
  rank: string;
}
export interface RoutingForm {
  teams: TeamRow[];
  skills: SkillRow[];
  required: RequiredRow[];
  ranks: RankRow[];
}

export const newTeam = (): TeamRow => ({ key: rowKey(), team: null, strategy: "least_loaded", cap: "10" });
export const newSkill = (): SkillRow => ({ key: rowKey(), id: "", name: "", archived: false });
export const newRequired = (): RequiredRow => ({ key: rowKey(), product: null, type: null, plan: null, skill: null, level: "1" });
export const newRank = (): RankRow => ({ key: rowKey(), plan: null, rank: "10" });

export const decodeRouting = (kept: RoutingKept): RoutingForm => ({
  teams: kept.teams.map((each) => ({ key: rowKey(), team: each.team_id, strategy: each.strategy, cap: String(each.cap) })),
  skills: kept.skills.map((each) => ({ key: rowKey(), id: each.key, name: each.name, archived: each.archived })),
  required: kept.required.map((each) => ({ key: rowKey(), product: each.product_id, type: each.type_id, plan: each.plan_id, skill: each.skill, level: String(each.level) })),
  ranks: kept.plan_ranks.map((each) => ({ key: rowKey(), plan: each.plan_id, rank: String(each.rank) })),
});

/** A short name from what people call a skill, until somebody writes another. */
export const keyOf = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 40);

export function encodeRouting(form: RoutingForm): Encoded {
  const at = new Map<string, string>();
  const wrong: Record<string, MessageId> = {};
  const number = (key: string, text: string): number => {
    const read = parseWhole(text);
    if (read === null) wrong[key] = "promise-bad-number";
    return read ?? 0;
  };
  const needed = (key: string, value: string | null): string => {
    if (!value?.trim()) wrong[key] = "field-needed";
    return value ?? "";
  };
  const teams = form.teams.map((row, index) => {
    const key = `teams.${row.key}`;
    at.set(`teams[${index}]`, `${key}.team`).set(`teams[${index}].team_id`, `${key}.team`).set(`teams[${index}].cap`, `${key}.cap`);
    return { team_id: needed(`${key}.team`, row.team), strategy: row.strategy, cap: number(`${key}.cap`, row.cap) };
  });
  const skills = form.skills.map((row, index) => {
    const key = `skills.${row.key}`;
    at.set(`skills[${index}].key`, `${key}.id`).set(`skills[${index}].name`, `${key}.name`);
    return { key: needed(`${key}.id`, row.id.trim()), name: needed(`${key}.name`, row.name.trim()), archived: row.archived };
  });
  const required = form.required.map((row, index) => {
    const key = `required.${row.key}`;
    at.set(`required[${index}]`, `${key}.skill`);
    for (const [path, field] of [["product_id", "product"], ["type_id", "type"], ["plan_id", "plan"], ["skill", "skill"], ["level", "level"]] as const) at.set(`required[${index}].${path}`, `${key}.${field}`);
    return { product_id: row.product, type_id: row.type, plan_id: row.plan, skill: needed(`${key}.skill`, row.skill), level: number(`${key}.level`, row.level) };
  });
  const ranks = form.ranks.map((row, index) => {
    const key = `ranks.${row.key}`;
    at.set(`plan_ranks[${index}]`, `${key}.plan`).set(`plan_ranks[${index}].plan_id`, `${key}.plan`).set(`plan_ranks[${index}].rank`, `${key}.rank`);
    return { plan_id: needed(`${key}.plan`, row.plan), rank: number(`${key}.rank`, row.rank) };
  });
  return { body: { skills, required, plan_ranks: ranks, teams }, at, wrong };
}
