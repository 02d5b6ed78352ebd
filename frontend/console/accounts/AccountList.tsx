import "../css/pages.css";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Building2, FileUp, Search } from "lucide-react";
import { useEffect, useState } from "react";
import { accountsQuery } from "../api/queries";
import { useFormat } from "../lib/format";
import { useI18n } from "../lib/i18n";
import { can, useMe } from "../shell/session";
import { Avatar, EmptyState, Listed, PageTitle } from "../ui";

export function AccountList() {
  const { tr } = useI18n();
  const t = tr.t;
  const me = useMe();
  const format = useFormat();
  const navigate = useNavigate();
  const { q = "" } = useSearch({ from: "/desk/accounts" });
  const [text, setText] = useState(q);
  useEffect(() => {
    if (text.trim() === q) return undefined;
    const timer = setTimeout(() => void navigate({ to: "/accounts", search: text.trim() ? { q: text.trim() } : {}, replace: true }), 220);
    return () => clearTimeout(timer);
  }, [text, q, navigate]);
  const list = useInfiniteQuery(accountsQuery(q));
  const accounts = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className="page">
      <div className="page-head">
        <PageTitle>{t("nav-accounts")}</PageTitle>
        <span className="editor-space" />
        {can(me, "account_manage") && (
          <Link to="/accounts/import" className="link icon-link">
            <FileUp size={14} aria-hidden="true" /> {t("accounts-import")}
          </Link>
        )}
        <div className="head-search">
          <Search size={15} aria-hidden="true" />
          <input type="search" value={text} aria-label={t("accounts-search")} placeholder={t("accounts-search")} onChange={(event) => setText(event.currentTarget.value)} />
        </div>
      </div>
      <div className="page-body page-flush">
        <Listed
          list={list}
          count={accounts.length}
          lines={12}
          empty={
            <EmptyState icon={<Building2 size={22} />} title={q ? t("nothing-found") : t("accounts-empty")}>
              {q ? t("accounts-none-match") : t("accounts-empty-text")}
            </EmptyState>
          }
        >
          <table className="table table-rows">
            <thead>
              <tr>
                <th>{t("account")}</th>
                <th className="wide-only">{t("account-domains")}</th>
                <th className="wide-only">{t("account-segment")}</th>
                <th className="wide-only">{t("account-industry")}</th>
                <th className="wide-only">{t("account-zone")}</th>
                <th className="end">{t("account-revenue")}</th>
              </tr>
            </thead>
            <tbody>
              {accounts.map((account) => (
                <tr key={account.id}>
                  <td>
                    <Link to="/accounts/$id" params={{ id: account.id }} className="row-link">
                      <Avatar name={account.name} seed={account.id} size={28} square />
                      <b className="clip">{account.name}</b>
                    </Link>
                  </td>
                  <td className="soft wide-only">{account.domains?.join(", ")}</td>
                  <td className="wide-only">{account.segment && <span className="badge badge-grey">{tr.dynamic(`segment-${account.segment.toLowerCase().replaceAll("_", "-")}`) ?? account.segment}</span>}</td>
                  <td className="soft wide-only">{account.industry}</td>
                  <td className="soft wide-only">{account.zone}</td>
                  <td className="end num soft">{account.annual_revenue_minor !== null && account.annual_revenue_minor !== undefined ? format.wholeMoney(account.annual_revenue_minor, account.currency) : "–"}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Listed>
      </div>
    </section>
  );
}
