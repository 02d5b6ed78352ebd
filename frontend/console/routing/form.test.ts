import { expect, test } from "vitest";
import { decodeRouting, encodeRouting, keyOf, newRank, newRequired, newSkill, newTeam } from "./form";

const kept = {
  skills: [{ key: "db", name: "Databases", archived: false }],
  required: [{ product_id: "prd_1", type_id: null, plan_id: null, skill: "db", level: 3 }],
  plan_ranks: [{ plan_id: "pln_1", rank: 5 }],
  teams: [{ team_id: "tea_1", strategy: "best_skill" as const, cap: 7 }],
  version: 4,
};

test("what is kept goes through the form unchanged", () => {
  const { version: _, ...said } = kept;
  expect(encodeRouting(decodeRouting(kept)).body).toEqual(said);
});

test("what is missing or no number is said at its field before anything is sent", () => {
  const rows = { teams: [{ ...newTeam(), cap: "many" }], skills: [newSkill()], required: [newRequired()], ranks: [newRank()] };
  const { wrong } = encodeRouting(rows);
  expect(Object.keys(wrong).map((key) => key.replace(/\d+/, "n")).sort()).toEqual(["ranks.n.plan", "required.n.skill", "skills.n.id", "skills.n.name", "teams.n.cap", "teams.n.team"]);
});

test("each path of the API is a field of the screen", () => {
  const form = decodeRouting(kept);
  const { at } = encodeRouting(form);
  expect(at.get("required[0].level")).toBe(`required.${form.required[0]?.key}.level`);
  expect(at.get("teams[0].cap")).toBe(`teams.${form.teams[0]?.key}.cap`);
  expect(at.get("skills[0].key")).toBe(`skills.${form.skills[0]?.key}.id`);
  expect(at.get("plan_ranks[0].plan_id")).toBe(`ranks.${form.ranks[0]?.key}.plan`);
});

test("a short name is made of what people call it", () => {
  expect(keyOf("Data bases & SQL")).toBe("data-bases-sql");
  expect(keyOf("数据库")).toBe("");
  expect(keyOf("x".repeat(60))).toHaveLength(40);
});
