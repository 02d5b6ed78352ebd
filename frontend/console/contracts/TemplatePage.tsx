/* One template: what it says, and its use on many accounts at once. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { ArrowLeft, Ellipsis, FilePen } from "lucide-react";
import { type ReactNode, useState } from "react";
import { problemText } from "../api/problem";
import { plansQuery, productsQuery, typesQuery } from "../api/queries";
import { useFormat } from "../lib/format";
import { useI18n } from "../lib/i18n";
import { listQuery } from "../promises/api";
import { Restore } from "../promises/Frame";
import { can, useMe } from "../shell/session";
import { ActionIcon, Badge, Button, ErrorState, Menu, PageTitle, Skeleton, toast } from "../ui";
import { ApplyTemplate } from "./ApplyTemplate";
import { TemplateForm } from "./TemplateForm";
import { TermWords } from "./TemplateList";
import { type Template, appliesQuery, moveTemplate, templateQuery } from "./templates";

export function TemplatePage() {
  const { tr } = useI18n();
  const t = tr.t;
  const me = useMe();
  const navigate = useNavigate();
  const { id } = useParams({ strict: false }) as { id: string };
  const one = useQuery(templateQuery(id));
  const [editing, setEditing] = useState(false);
  const [shown, setShown] = useState<string | null>(null);
  if (one.isError && !one.data) return <ErrorState error={one.error} retry={() => void one.refetch()} />;
  if (!one.data) return <Skeleton kind="panel" lines={8} />;
  const template = one.data;
  const manages = can(me, "contract_manage") && !template.archived_at;
  const away = async (): Promise<void> => {
    try {
      await moveTemplate(template, "archive");
      toast({ text: t("promise-archived", { name: template.name }) });
      void navigate({ to: "/promises/$kind", params: { kind: "templates" } });
    } catch (error) {
      toast({ text: problemText(tr, error), tone: "error" });
    }
  };
  return (
    <div className="editor-form">
      <div className="page-head editor-head">
        <Link to="/promises/$kind" params={{ kind: "templates" }} className="icon-button" aria-label={t("template-back")}>
          <ArrowLeft size={17} aria-hidden="true" />
        </Link>
        <PageTitle className="clip">{template.name}</PageTitle>
        <Badge tone="grey">{t("promise-version-n", { n: template.current_version })}</Badge>
        {template.archived_at && <Badge tone="red">{t("promise-put-away")}</Badge>}
        <span className="editor-space" />
        {template.archived_at && <Restore named={template.name} may="contract_manage" run={() => moveTemplate(template, "restore")} />}
        {manages && (
          <Button variant="default" leftSection={<FilePen size={14} />} aria-haspopup="dialog" onClick={() => setEditing(true)}>
            {t("template-edit")}
          </Button>
        )}
        {manages && (
          <Menu position="bottom-end" width={210}>
            <Menu.Target>
              <ActionIcon variant="default" size={32} aria-label={t("promise-more")}>
                <Ellipsis size={16} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => void away()}>{t("promise-archive")}</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
      <div className="editor-scroll">
        <div className="editor">
          <div className="editor-main">{manages ? <ApplyTemplate key={shown ?? "new"} template={template} shown={shown} show={setShown} /> : <Says template={template} />}</div>
          <div className="editor-aside">
            {manages && <Says template={template} />}
            {manages && <Uses template={template} shown={shown} show={setShown} />}
          </div>
        </div>
      </div>
      {editing && <TemplateForm kept={template} onClose={() => setEditing(false)} />}
    </div>
  );
}

function Says({ template }: { template: Template }) {
  const { tr } = useI18n();
  const t = tr.t;
  const { data: plans } = useQuery(plansQuery);
  const { data: slas } = useQuery(listQuery("slas"));
  const { data: products } = useQuery(productsQuery);
  const { data: types } = useQuery(typesQuery);
  const spec = template.spec;
  const names = (ids: readonly string[] | undefined, list: readonly { id: string; name: string }[] | undefined): string[] => (ids ?? []).map((id) => list?.find((each) => each.id === id)?.name ?? "…");
  const covers = [...names(spec.coverage?.products, products), ...names(spec.coverage?.types, types), ...(spec.coverage?.channels ?? []).map((each) => tr.dynamic(`channel-${each}`) ?? each)];
  const facts: [string, ReactNode][] = [
    [t("plan"), plans?.find((plan) => plan.id === spec.plan_id)?.name ?? "…"],
    ...(spec.sla_id ? [[t("contract-sla"), slas?.find((sla) => sla.id === spec.sla_id)?.name ?? "…"] as [string, ReactNode]] : []),
    [t("template-lasts"), <TermWords key="term" template={template} />],
    [t("contract-covers"), covers.length > 0 ? covers.join(", ") : t("contract-covers-all")],
    [t("contract-children"), spec.covers_children ? t("yes") : t("no")],
  ];
  return (
    <section className="card block" aria-label={t("template-says")}>
      <header>
        <h2>{t("template-says")}</h2>
      </header>
      <dl className="template-facts">
        {facts.map(([name, value]) => (
          <div key={name} className="facts-row">
            <dt>{name}</dt>
            <dd className="wrap">{value}</dd>
          </div>
        ))}
      </dl>
      {spec.terms_text && <p className="soft contract-words">{spec.terms_text}</p>}
    </section>
  );
}

/** Earlier uses; each opens what became of its accounts. */
function Uses({ template, shown, show }: { template: Template; shown: string | null; show: (id: string | null) => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const format = useFormat();
  const list = useQuery(appliesQuery(template.id));
  if (!list.data || list.data.length === 0) return null;
  return (
    <section className="card block" aria-label={t("template-uses")}>
      <header>
        <h2>{t("template-uses")}</h2>
      </header>
      <ol className="versions">
        {list.data.map((each) => (
          <li key={each.id}>
            <button type="button" className="version-button" aria-current={each.id === shown ? "true" : undefined} onClick={() => show(each.id)}>
              <b>{format.dateTime(each.created_at)}</b>
              <span className="faint">{t("template-use-counts", { made: each.made, refused: each.refused, waiting: each.waiting })}</span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
