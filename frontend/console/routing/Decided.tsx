/* Who gets a ticket and why: every colleague who was considered, with each check. */
import "../css/ticket.css";
import "../css/routing.css";
import { Check, Trophy, X } from "lucide-react";
import { useFormat } from "../lib/format";
import { type Translator, useI18n } from "../lib/i18n";
import { idPart } from "../lib/plaintext";
import { Ago, Badge } from "../ui";
import type { Considered, Routed, RoutingCheck } from "./api";

export const because = (tr: Translator, word: string): string => tr.dynamic(`why-agent-because-${idPart(word)}`) ?? word.replaceAll("_", " ");

/** The sentence that says to whom it goes. */
export function answer(tr: Translator, routed: Routed): string {
  return routed.agent ? tr.t("why-agent-to", { agent: routed.agent.name, team: routed.team.name }) : tr.t("why-agent-none", { team: routed.team.name });
}

export function Decided({ routed, now = false }: { routed: Routed; now?: boolean }) {
  const { tr } = useI18n();
  const t = tr.t;
  return (
    <div className="why-body">
      <div className="why-answer">
        <strong>{answer(tr, routed)}</strong>
        <span className="faint">{tr.dynamic(`routing-by-${idPart(routed.strategy)}`) ?? ""}</span>
        <span className="toolbar-gap" />
        {!now && (
          <span className="faint">
            <Ago at={routed.at} />
          </span>
        )}
      </div>
      <p className="why-plain">{because(tr, routed.because)}</p>
      {routed.required.length > 0 && (
        <p className="soft">
          {t("why-agent-needs")}: {routed.required.map((each) => `${routed.skill_names[each.skill] ?? each.skill} (${t("why-agent-level-least", { level: each.level })})`).join(", ")}
        </p>
      )}
      <h3>{t("why-agent-considered", { count: routed.considered.length })}</h3>
      <ol className="candidates">
        {routed.considered.map((each) => (
          <Card key={each.agent.id} each={each} won={each.agent.id === routed.agent?.id} names={routed.skill_names} />
        ))}
      </ol>
      {routed.left_out > 0 && <p className="faint">{t("why-agent-left-out", { count: routed.left_out })}</p>}
    </div>
  );
}

function Card({ each, won, names }: { each: Considered; won: boolean; names: Readonly<Record<string, string>> }) {
  const { tr } = useI18n();
  const t = tr.t;
  const failed = each.checks.filter((check) => !check.passed);
  return (
    <li className={`candidate${won ? " candidate-won" : ""}`}>
      <details open={won}>
        <summary className="candidate-head">
          <strong>{each.agent.name}</strong>
          <span className="faint num">{t("why-agent-open-tickets", { open: each.open, cap: each.cap })}</span>
          <span className="toolbar-gap" />
          {won ? (
            <Badge tone="green">
              <Trophy size={12} aria-hidden="true" />
              &nbsp;{t("why-chosen")}
            </Badge>
          ) : (
            <Badge tone={each.passed ? "blue" : "red"}>{t(each.passed ? "why-agent-could" : "why-agent-could-not")}</Badge>
          )}
        </summary>
        {failed.length > 0 && <p className="candidate-fault">{t("why-failed-on", { checks: failed.map((check) => name(tr, check, names)).join(", ") })}</p>}
        <table className="table agent-checks">
          <thead>
            <tr>
              <th>{t("check")}</th>
              <th>{t("wanted")}</th>
              <th>{t("found")}</th>
            </tr>
          </thead>
          <tbody>
            {each.checks.map((check) => (
              <Row key={`${check.check}${check.skill ?? ""}`} check={check} names={names} />
            ))}
          </tbody>
        </table>
      </details>
    </li>
  );
}

const name = (tr: Translator, check: RoutingCheck, names: Readonly<Record<string, string>>): string =>
  check.skill ? (names[check.skill] ?? check.skill) : (tr.dynamic(`why-agent-check-${idPart(check.check)}`) ?? check.check);

function Row({ check, names }: { check: RoutingCheck; names: Readonly<Record<string, string>> }) {
  const { tr } = useI18n();
  const t = tr.t;
  const format = useFormat();
  const skill = check.check === "skill";
  const cap = check.check === "cap";
  const wanted = skill ? t("why-agent-level-least", { level: check.wanted ?? 0 }) : cap ? t("why-agent-below", { cap: check.wanted ?? 0 }) : t("why-agent-yes");
  const level = check.found ? t("why-agent-level", { level: check.found }) : t("why-agent-nothing");
  const found = skill ? level : cap ? t("why-agent-has-open", { open: check.found ?? 0 }) : t(check.passed ? "why-agent-yes" : "why-agent-no");
  return (
    <tr className={check.passed ? "" : "check-failed"}>
      <td>
        {check.passed ? <Check size={14} className="green" aria-label={t("passed")} /> : <X size={14} className="red" aria-label={t("failed")} />} {name(tr, check, names)}
      </td>
      <td data-label={t("wanted")}>{wanted}</td>
      <td data-label={t("found")}>
        {found}
        {check.until && <span className="soft"> · {t("why-agent-until", { date: format.dateTime(check.until) })}</span>}
      </td>
    </tr>
  );
}
