/* Templates of contracts in use. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { CopyPlus, Plus } from "lucide-react";
import { useState } from "react";
import { plansQuery } from "../api/queries";
import { useI18n } from "../lib/i18n";
import { idPart } from "../lib/plaintext";
import { InUse, NothingAway } from "../promises/InUse";
import { can, useMe } from "../shell/session";
import { Ago, Button, EmptyState, Listed, PageTitle } from "../ui";
import { TemplateForm } from "./TemplateForm";
import { type Template, templatesQuery } from "./templates";

/** `3 years`, or that it is open-ended. */
export function TermWords({ template }: { template: Template }) {
  const { tr } = useI18n();
  const term = template.spec.term;
  return <>{term ? (tr.dynamic(`term-${idPart(term.unit)}`, { count: term.count }) ?? `${term.count} ${term.unit}`) : tr.t("open-ended")}</>;
}

export function TemplateList() {
  const { tr } = useI18n();
  const t = tr.t;
  const me = useMe();
  const navigate = useNavigate();
  const [adding, setAdding] = useState(false);
  const [archived, setArchived] = useState(false);
  const list = useQuery(templatesQuery(archived));
  const rows = list.data ?? [];
  const { data: plans } = useQuery(plansQuery);
  const add = can(me, "contract_manage") ? (
    <Button size="xs" leftSection={<Plus size={14} />} aria-haspopup="dialog" onClick={() => setAdding(true)}>
      {t("template-new")}
    </Button>
  ) : null;
  return (
    <>
      <div className="page-head">
        <PageTitle>{t("promises-templates")}</PageTitle>
        <span className="editor-space" />
        <InUse archived={archived} choose={setArchived} />
        {add}
      </div>
      <p className="promises-text">{t("template-about")}</p>
      <Listed
        list={list}
        count={rows.length}
        empty={
          archived ? (
            <NothingAway />
          ) : (
            <EmptyState icon={<CopyPlus size={22} />} title={t("template-empty")} action={add}>
              {t("template-teach")}
            </EmptyState>
          )
        }
      >
        <table className="table table-rows">
          <thead>
            <tr>
              <th>{t("promise-named")}</th>
              <th className="wide-only">{t("plan")}</th>
              <th className="wide-only">{t("template-lasts")}</th>
              <th>{t("promise-version")}</th>
              <th className="end wide-only">{t("updated")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((each) => (
              <tr key={each.id}>
                <td>
                  <Link to="/promises/$kind/$id" params={{ kind: "templates", id: each.id }} className="row-link">
                    <b className="clip">{each.name}</b>
                  </Link>
                </td>
                <td className="soft wide-only">{plans?.find((plan) => plan.id === each.spec.plan_id)?.name ?? ""}</td>
                <td className="soft wide-only">
                  <TermWords template={each} />
                </td>
                <td className="num soft">{each.current_version}</td>
                <td className="end soft nowrap wide-only">
                  <Ago at={each.updated_at} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Listed>
      {adding && <TemplateForm kept={null} onClose={() => setAdding(false)} onSaved={(saved) => void navigate({ to: "/promises/$kind/$id", params: { kind: "templates", id: saved.id } })} />}
    </>
  );
}
