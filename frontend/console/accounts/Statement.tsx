/* What every limit of an account had, got and gave up to a day: on the screen, for spreadsheets, to print. */
import { useQuery } from "@tanstack/react-query";
import { FileText, ScrollText, Sheet } from "lucide-react";
import { useState } from "react";
import { API } from "../api/client";
import { statementQuery } from "../api/queries";
import type { Account } from "../api/types";
import { nowMs } from "../lib/clock";
import { useFormat } from "../lib/format";
import { useI18n } from "../lib/i18n";
import { idPart } from "../lib/plaintext";
import { contractName } from "./contract";
import { Badge, EmptyState, ErrorState, Skeleton } from "../ui";

/** Where the statement is as a file, of the same instant and in the reader's language. */
function fileOf(account: string, kind: "csv" | "pdf", at: string, lang: string): string {
  const query = new URLSearchParams(at ? { at, locale: lang } : { locale: lang });
  return `${API}/accounts/${account}/statement.${kind}?${query.toString()}`;
}

/** A day as the reader's own calendar has it. */
function civilDay(date: Date): string {
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

export function Statement({ account }: { account: Account }) {
  const { tr } = useI18n();
  const lang = tr.lang;
  const t = tr.t;
  const format = useFormat();
  const [today] = useState(() => civilDay(new Date(nowMs())));
  const [day, setDay] = useState(today);
  // The end of the chosen day: a statement of a day includes that day. Today ends now.
  const at = day && day < today ? new Date(`${day}T23:59:59`).toISOString() : "";
  const statement = useQuery(statementQuery(account.id, at));
  return (
    <>
      <div className="table-tools">
        <label className="date-field">
          <span>{t("statement-at")}</span>
          <input type="date" value={day} max={today} onChange={(event) => setDay(event.currentTarget.value || today)} />
        </label>
        <p className="faint">{t("statement-text")}</p>
        {(statement.data?.length ?? 0) > 0 && (
          <span className="buttons">
            <a className="link icon-link" href={fileOf(account.id, "csv", at, lang)} download>
              <Sheet size={14} aria-hidden="true" /> {t("statement-csv")}
            </a>
            <a className="link icon-link" href={fileOf(account.id, "pdf", at, lang)} download>
              <FileText size={14} aria-hidden="true" /> {t("statement-pdf")}
            </a>
          </span>
        )}
      </div>
      {statement.isError ? (
        <ErrorState error={statement.error} retry={() => void statement.refetch()} />
      ) : statement.isPending ? (
        <Skeleton lines={4} />
      ) : statement.data.length === 0 ? (
        <EmptyState icon={<ScrollText size={22} />} title={t("statement-empty")}>
          {t("statement-empty-text")}
        </EmptyState>
      ) : (
        <div className="table-scroll" tabIndex={0} role="region" aria-label={t("account-tab-statement")}>
          <table className="table table-rows">
            <thead>
              <tr>
                <th>{t("contract")}</th>
                <th>{t("bucket")}</th>
                <th>{t("period")}</th>
                <th className="end">{t("statement-opening")}</th>
                <th className="end">{t("statement-granted")}</th>
                <th className="end">{t("statement-consumed")}</th>
                <th className="end">{t("statement-refunded")}</th>
                <th className="end">{t("statement-expired")}</th>
                <th className="end">{t("statement-closing")}</th>
              </tr>
            </thead>
            <tbody>
              {statement.data.map((line) => (
                <tr key={`${line.contract.id}${line.bucket}${line.period_start ?? ""}`}>
                  <td>{contractName(line.contract)}</td>
                  <td className="soft">{tr.dynamic(`bucket-${idPart(line.bucket)}`) ?? line.bucket}</td>
                  <td className="soft nowrap">
                    {line.period_start ? format.date(line.period_start, account.zone) : "–"}
                    {line.period_end ? ` – ${format.lastDay(line.period_end, account.zone)}` : ""}
                  </td>
                  <td className="end num">{format.credits(line.opening_hundredths)}</td>
                  <td className="end num">{format.signedCredits(line.granted_hundredths + line.rolled_over_hundredths + line.topped_up_hundredths + line.adjusted_hundredths)}</td>
                  <td className="end num">{format.signedCredits(-Math.abs(line.consumed_hundredths))}</td>
                  <td className="end num">{format.signedCredits(Math.abs(line.refunded_hundredths))}</td>
                  <td className="end num">{format.signedCredits(-Math.abs(line.expired_hundredths))}</td>
                  <td className="end num">
                    <b>{format.credits(line.closing_hundredths)}</b>
                    {line.reserved_hundredths > 0 && <span className="faint"> {t("statement-reserved", { credits: format.credits(line.reserved_hundredths) })}</span>}
                    {line.overage_hundredths !== 0 && (
                      <>
                        {" "}
                        <Badge tone="red">{t("statement-overage", { credits: format.credits(Math.abs(line.overage_hundredths)) })}</Badge>
                      </>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
