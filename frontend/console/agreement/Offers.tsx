/* What waits for the customer's word: offers of their accounts, and what they have accepted. */
import "../css/pages.css";
import "../css/agreement.css";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { FileSignature } from "lucide-react";
import { contractName } from "../accounts/contract";
import { useFormat } from "../lib/format";
import { useI18n, useSection } from "../lib/i18n";
import { idPart } from "../lib/plaintext";
import { useMe } from "../shell/session";
import { Badge, EmptyState, Listed, PageTitle, Skeleton } from "../ui";
import { offersQuery } from "./api";

export function Offers() {
  const { tr } = useI18n();
  const t = tr.t;
  const format = useFormat();
  const ready = useSection("agreement");
  const customer = useMe().kind === "customer";
  const list = useQuery(offersQuery(customer));
  const rows = list.data ?? [];
  if (!ready) return <Skeleton lines={8} />;
  return (
    <section className="page">
      <div className="page-head">
        <PageTitle>{t("offers")}</PageTitle>
      </div>
      <div className="page-body">
        <p className="agreement-about">{t(customer ? "offers-text" : "offers-text-desk")}</p>
        <Listed
          list={list}
          count={rows.length}
          lines={4}
          empty={
            <EmptyState icon={<FileSignature size={22} />} title={t("offers-none")}>
              {t(customer ? "offers-none-text" : "offers-none-text-desk")}
            </EmptyState>
          }
        >
          <table className="table table-rows">
            <thead>
              <tr>
                <th>{t("contract")}</th>
                <th>{t("account")}</th>
                <th className="wide-only">{t("contract-term")}</th>
                <th className="end">{t("offers-state")}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((each) => (
                <tr key={each.id}>
                  <td>
                    <Link to="/agreements/$id" params={{ id: each.id }} className="row-link">
                      <b className="clip">{contractName(each)}</b>
                    </Link>
                  </td>
                  <td>{each.account.name}</td>
                  <td className="soft wide-only">
                    {format.date(each.start_date)} – {each.end_date ? format.lastDay(each.end_date) : t("open-ended")}
                  </td>
                  <td className="end">
                    <Badge tone={each.state === "awaiting_acceptance" ? "blue" : "grey"}>{tr.dynamic(`contract-state-${idPart(each.state)}`) ?? each.state}</Badge>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Listed>
      </div>
    </section>
  );
}
