/* What ends next, what it is worth, and what follows it. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CalendarCheck } from "lucide-react";
import { useState } from "react";
import { contractName } from "../accounts/contract";
import { useFormat } from "../lib/format";
import { useI18n } from "../lib/i18n";
import { idPart } from "../lib/plaintext";
import { can, useMe } from "../shell/session";
import { Badge, Button, EmptyState, Listed, PageTitle, Select } from "../ui";
import { RenewDialog } from "./RenewDialog";
import { type Renewal, renewalsQuery } from "./renewals";

const SPANS = [30, 60, 90, 180, 365] as const;
/** From when an end is near, and from when it is soon: two of the days of reminders. */
const NEAR_DAYS = 7;
const SOON_DAYS = 30;

export function RenewalBoard() {
  const { tr } = useI18n();
  const t = tr.t;
  const format = useFormat();
  const me = useMe();
  const [days, setDays] = useState("90");
  const [renewing, setRenewing] = useState<Renewal | null>(null);
  const list = useQuery(renewalsQuery(Number(days)));
  const rows = list.data ?? [];
  const open = rows.filter((row) => !row.renewed_by);
  return (
    <>
      <div className="page-head">
        <PageTitle>{t("promises-renewals")}</PageTitle>
        <span className="editor-space" />
        <Select aria-label={t("renewals-within")} size="xs" w={170} value={days} allowDeselect={false} data={SPANS.map((each) => ({ value: String(each), label: t("renewals-days", { count: each }) }))} onChange={(next) => setDays(next ?? "90")} />
      </div>
      <p className="promises-text">{t("renewals-about")}</p>
      <Listed
        list={list}
        count={rows.length}
        lines={6}
        empty={
          <EmptyState icon={<CalendarCheck size={22} />} title={t("renewals-empty")}>
            {t("renewals-teach")}
          </EmptyState>
        }
      >
        <p className="promises-text" role="status">
          {t("renewals-sum", { count: rows.length, open: open.length })}
        </p>
        <table className="table table-rows">
          <thead>
            <tr>
              <th>{t("account")}</th>
              <th className="wide-only">{t("contract")}</th>
              <th className="wide-only">{t("plan")}</th>
              <th>{t("renewals-ends")}</th>
              <th className="end wide-only">{t("account-revenue")}</th>
              <th className="end">{t("renewals-next")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <td>
                  <Link to="/accounts/$id" params={{ id: row.account.id }} search={{ tab: "contracts" }} className="row-link">
                    <b className="clip">{row.account.name}</b>
                  </Link>
                </td>
                <td className="wide-only">{contractName(row)}</td>
                <td className="soft wide-only">{row.plan.name}</td>
                <td>
                  <Badge tone={row.days_left <= NEAR_DAYS ? "red" : row.days_left <= SOON_DAYS ? "amber" : "grey"}>
                    {row.days_left > 0 ? t("renewals-left", { count: row.days_left }) : t("renewals-over", { count: -row.days_left })}
                  </Badge>{" "}
                  <span className="soft nowrap wide-only">{format.lastDay(row.end_date)}</span>
                </td>
                <td className="end num soft wide-only">{row.annual_revenue_minor != null ? format.wholeMoney(row.annual_revenue_minor, row.currency) : "–"}</td>
                <td className="end nowrap">
                  {row.renewed_by ? (
                    <Badge tone={row.renewed_by_state === "active" ? "green" : "blue"}>{t("renewals-follows", { state: tr.dynamic(`contract-state-${idPart(row.renewed_by_state ?? "")}`) ?? row.renewed_by_state ?? "" })}</Badge>
                  ) : can(me, "contract_manage") ? (
                    <Button size="xs" variant="default" aria-haspopup="dialog" aria-label={t("renew-title", { name: `${row.account.name}, ${contractName(row)}` })} onClick={() => setRenewing(row)}>
                      {t("renew")}
                    </Button>
                  ) : (
                    <span className="faint">{t("renewals-nothing")}</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Listed>
      {renewing && <RenewDialog contract={renewing} onClose={() => setRenewing(null)} />}
    </>
  );
}
