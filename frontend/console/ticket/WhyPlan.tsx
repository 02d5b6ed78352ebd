import { useQuery } from "@tanstack/react-query";
import { Check, Trophy, X } from "lucide-react";
import { useState } from "react";
import { contractName } from "../accounts/contract";
import { accountQuery, decisionQuery, productsQuery, typesQuery } from "../api/queries";
import type { Candidate, Decision, Ticket } from "../api/types";
import { useFormat } from "../lib/format";
import { useI18n, useSection } from "../lib/i18n";
import { idPart } from "../lib/plaintext";
import { useMe } from "../shell/session";
import { Ago, Badge, ErrorState, Modal, PlanBadge, SegmentedControl, Skeleton } from "../ui";
import { AsCustomer } from "./AsCustomer";

interface Reader {
  /** A day in the account's own zone, where its contracts begin and end. */
  day: (iso: string) => string;
  dateTime: (iso: string) => string;
  credits: (credits: number) => string;
  /** The name of a known id, else null. */
  name: (id: string) => string | null;
  word: (code: string) => string | null;
}

const ID = /^[a-z]{3}_[0-9a-z]{26}$/;

/** A value that a check compared, as a person reads it. */
export function shown(value: unknown, read: Reader): string {
  if (value === null || value === undefined || value === "") return "–";
  if (Array.isArray(value)) return value.length === 0 ? "–" : value.map((each) => shown(each, read)).join(", ");
  if (typeof value === "object") {
    const record = value as Record<string, unknown>;
    if (typeof record.name === "string") return record.name;
    const parts = Object.entries(record).filter(([, each]) => each !== null && !(Array.isArray(each) && each.length === 0));
    if (parts.length === 0) return "–";
    return parts
      .map(([key, each]) => {
        // A contract begins and ends with a day, not at an hour of the reader's clock.
        const text = typeof each === "number" ? read.credits(each) : (key === "from" || key === "until") && typeof each === "string" ? read.day(each) : shown(each, read);
        return `${read.word(key) ?? key.replaceAll("_", " ")} ${text}`;
      })
      .join(", ");
  }
  if (typeof value === "string") {
    if (/^\d{4}-\d{2}-\d{2}T/.test(value)) return read.dateTime(value);
    if (ID.test(value)) return read.name(value) ?? `…${value.slice(-6)}`;
    return read.word(value) ?? value.replaceAll("_", " ");
  }
  return String(value);
}

/** Names of what the checks mention: products, and who and what the ticket is about. */
function useReader(ticket: Ticket): Reader {
  const { tr } = useI18n();
  const format = useFormat();
  const { data: products } = useQuery(productsQuery);
  const { data: types } = useQuery(typesQuery);
  const { data: account } = useQuery({ ...accountQuery(ticket.account?.id ?? ""), enabled: ticket.account !== null });
  return {
    day: (iso) => format.date(iso, account?.zone),
    dateTime: format.dateTime,
    // A trace counts whole credits, everything else in the API hundredths.
    credits: (credits) => format.credits(credits * 100),
    name: (id) => [...(products ?? []), ...(types ?? []), ticket.requester, ticket.account, ticket.product, ticket.plan].find((each) => each?.id === id)?.name ?? null,
    word: (code) => tr.dynamic(`value-${idPart(code)}`) ?? tr.dynamic(`channel-${idPart(code)}`) ?? tr.dynamic(`bucket-${idPart(code)}`),
  };
}

export function WhyPlan({ ticket, onClose }: { ticket: Ticket; onClose: () => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const customer = useMe().kind === "customer";
  const ready = useSection("why");
  const [version, setVersion] = useState<"full" | "customer">("full");
  const decision = useQuery(decisionQuery(String(ticket.number)));
  return (
    <Modal opened onClose={onClose} title={t("why-this-plan")} size={720} radius="lg" classNames={{ content: "why", title: "dialog-title" }} closeButtonProps={{ "aria-label": t("close") }}>
      {decision.isError ? (
        <ErrorState error={decision.error} retry={() => void decision.refetch()} />
      ) : decision.data && ready ? (
        <>
          {!customer && (
            <SegmentedControl
              size="xs"
              className="why-version"
              aria-label={t("why-shown-as")}
              value={version}
              onChange={(next) => setVersion(next as typeof version)}
              data={[
                { value: "full", label: t("why-in-full") },
                { value: "customer", label: t("why-as-customer") },
              ]}
            />
          )}
          {customer || version === "customer" ? <AsCustomer decision={decision.data} staff={!customer} /> : <Body decision={decision.data} ticket={ticket} />}
        </>
      ) : (
        <Skeleton kind="panel" lines={4} />
      )}
    </Modal>
  );
}

function Body({ decision, ticket }: { decision: Decision; ticket: Ticket }) {
  const { tr } = useI18n();
  const t = tr.t;
  const format = useFormat();
  const outcome = tr.dynamic(`outcome-${idPart(decision.outcome)}`) ?? decision.outcome;
  const credits = Object.entries(decision.credits ?? {});
  return (
    <div className="why-body">
      <div className="why-answer">
        <Badge tone={decision.outcome === "covered" ? "green" : decision.outcome === "over_limit" ? "amber" : "grey"}>{outcome}</Badge>
        {decision.plan && <PlanBadge plan={decision.plan} />}
        <span>{decision.contract ? t("why-contract", { contract: contractName(decision.contract) }) : t("no-contract")}</span>
        {decision.sla && <span className="faint">{t("why-sla", { sla: decision.sla.name })}</span>}
        <span className="toolbar-gap" />
        <span className="faint">
          {tr.dynamic(`decision-cause-${idPart(decision.cause)}`) ?? decision.cause} · <Ago at={decision.at} />
        </span>
      </div>
      {decision.plain && <p className="why-plain">{tr.dynamic(`plain-${idPart(decision.plain.code)}`) ?? decision.plain.code.replaceAll("_", " ")}</p>}
      {decision.because && <p className="soft">{tr.dynamic(`because-${idPart(decision.because)}`) ?? decision.because}</p>}
      {decision.limit_action && (
        <p>
          {t("why-limit")} <b>{tr.dynamic(`limit-${idPart(decision.limit_action)}`) ?? decision.limit_action}</b>
        </p>
      )}
      {credits.length > 0 && (
        <table className="table why-credits">
          <thead>
            <tr>
              <th>{t("bucket")}</th>
              <th className="end">{t("before")}</th>
              <th className="end">{t("cost")}</th>
              <th className="end">{t("after")}</th>
            </tr>
          </thead>
          <tbody>
            {credits.map(([bucket, line]) => (
              <tr key={bucket}>
                <td>{tr.dynamic(`bucket-${idPart(bucket)}`) ?? bucket}</td>
                <td className="end num">{format.credits(line.before_hundredths)}</td>
                <td className="end num">{format.signedCredits(-line.cost_hundredths)}</td>
                <td className="end num">{format.credits(line.after_hundredths)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <h3>{t("why-considered", { count: decision.candidates.length })}</h3>
      {decision.candidates.length === 0 && <p className="faint">{t("why-no-candidates")}</p>}
      <ol className="candidates">
        {decision.candidates.map((candidate) => (
          <CandidateCard
            key={candidate.contract?.id ?? "default"}
            candidate={candidate}
            ticket={ticket}
            won={decision.outcome !== "uncovered" && (candidate.contract?.id ?? null) === (decision.contract?.id ?? null)}
          />
        ))}
      </ol>
      {decision.tie_break && <p className="faint">{t("why-tie", { rule: tr.dynamic(`tie-${idPart(decision.tie_break)}`) ?? decision.tie_break.replaceAll("_", " ") })}</p>}
    </div>
  );
}

function CandidateCard({ candidate, ticket, won }: { candidate: Candidate; ticket: Ticket; won: boolean }) {
  const { tr } = useI18n();
  const t = tr.t;
  const read = useReader(ticket);
  return (
    <li className={`candidate${won ? " candidate-won" : ""}`}>
      <div className="candidate-head">
        <strong>{candidate.contract ? contractName(candidate.contract) : t("default-plan")}</strong>
        {candidate.contract && candidate.contract.name && <span className="faint num">#{candidate.contract.number}</span>}
        {candidate.plan && <PlanBadge plan={candidate.plan} />}
        {candidate.specificity && <span className="faint">{tr.dynamic(`specificity-${idPart(candidate.specificity)}`) ?? candidate.specificity}</span>}
        <span className="toolbar-gap" />
        {won ? (
          <Badge tone="green">
            <Trophy size={12} aria-hidden="true" />
            &nbsp;{t("why-chosen")}
          </Badge>
        ) : (
          <Badge tone={candidate.passed ? "blue" : "red"}>{candidate.passed ? t("why-passed") : t("why-failed")}</Badge>
        )}
      </div>
      {!candidate.passed && (
        <p className="candidate-fault">
          {t("why-failed-on", { checks: candidate.checks.filter((check) => !check.passed).map((check) => tr.dynamic(`check-${idPart(check.check)}`) ?? check.check.replaceAll("_", " ")).join(", ") })}
        </p>
      )}
      <table className="table checks">
        <thead>
          <tr>
            <th>{t("check")}</th>
            <th>{t("wanted")}</th>
            <th>{t("found")}</th>
          </tr>
        </thead>
        <tbody>
          {candidate.checks.map((check) => (
            <tr key={check.check} className={check.passed ? "" : "check-failed"}>
              <td>
                {check.passed ? <Check size={14} className="green" aria-label={t("passed")} /> : <X size={14} className="red" aria-label={t("failed")} />}{" "}
                {tr.dynamic(`check-${idPart(check.check)}`) ?? check.check.replaceAll("_", " ")}
              </td>
              <td data-label={t("wanted")}>
                {check.wanted === null ? t("anything") : shown(check.wanted, read)}
              </td>
              <td data-label={t("found")}>
                {shown(check.found, read)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </li>
  );
}
