import "../css/pages.css";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { ChevronRight, ScrollText } from "lucide-react";
import { Fragment, useState } from "react";
import { type AuditFilter, auditQuery } from "../api/queries";
import type { AuditEntry } from "../api/types";
import { useAgentOptions, NONE } from "../inbox/options";
import { useFormat } from "../lib/format";
import { type Translator, useI18n } from "../lib/i18n";
import { idPart } from "../lib/plaintext";
import { Avatar, EmptyState, Listed, PageTitle, Select } from "../ui";

const KINDS = ["ticket", "account", "contact", "contract", "plan", "sla", "calendar", "product", "asset", "user", "role", "team", "token", "approval", "mail", "view", "session", "settings"] as const;

export function Audit() {
  const { tr } = useI18n();
  const t = tr.t;
  const navigate = useNavigate();
  const search = useSearch({ from: "/desk/audit" });
  const agents = useAgentOptions().filter((option) => option.id !== NONE);
  const filter: AuditFilter = {
    ...search,
    ...(search.from ? { from: new Date(`${search.from}T00:00:00`).toISOString() } : {}),
    ...(search.to ? { to: new Date(`${search.to}T23:59:59`).toISOString() } : {}),
  };
  const list = useInfiniteQuery(auditQuery(filter));
  const entries = list.data?.pages.flatMap((page) => page.items) ?? [];
  const set = (key: keyof AuditFilter, value: string | null): void => {
    const next: AuditFilter = { ...search };
    delete next[key];
    if (value) next[key] = value;
    void navigate({ to: "/audit", search: next, replace: true });
  };
  return (
    <section className="page">
      <div className="page-head">
        <PageTitle>{t("nav-audit")}</PageTitle>
      </div>
      <div className="table-tools table-tools-head">
        <Select aria-label={t("audit-actor")} placeholder={t("audit-actor")} value={search.actor ?? null} onChange={(value) => set("actor", value)} clearable searchable data={agents.map((agent) => ({ value: agent.id, label: agent.label }))} />
        <Select
          aria-label={t("audit-object")}
          placeholder={t("audit-object")}
          value={search.object_kind ?? null}
          onChange={(value) => set("object_kind", value)}
          clearable
          searchable
          data={KINDS.map((kind) => ({ value: kind as string, label: tr.dynamic(`object-${kind}`) ?? kind }))}
        />
        <label className="date-field">
          <span>{t("from-date")}</span>
          <input type="date" value={search.from ?? ""} onChange={(event) => set("from", event.currentTarget.value)} />
        </label>
        <label className="date-field">
          <span>{t("to-date")}</span>
          <input type="date" value={search.to ?? ""} onChange={(event) => set("to", event.currentTarget.value)} />
        </label>
      </div>
      <div className="page-body page-flush">
        <Listed
          list={list}
          count={entries.length}
          lines={12}
          empty={
            <EmptyState icon={<ScrollText size={22} />} title={t("audit-empty")}>
              {t("audit-empty-text")}
            </EmptyState>
          }
        >
          <table className="table table-rows">
            <thead>
              <tr>
                <th>{t("when")}</th>
                <th>{t("audit-actor")}</th>
                <th>{t("audit-action")}</th>
                <th className="wide-only">{t("audit-object")}</th>
                <th>
                  <span className="sr-only">{t("details")}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {entries.map((entry) => (
                <Entry key={entry.id} entry={entry} />
              ))}
            </tbody>
          </table>
        </Listed>
      </div>
    </section>
  );
}

/** `ticket.merged` in words; an action this console does not know keeps its name. */
function actionName(tr: Translator, action: string): string {
  const [object = "", verb = ""] = action.split(".");
  const what = tr.dynamic(`object-${idPart(object)}`);
  const done = tr.dynamic(`audit-verb-${idPart(verb)}`);
  return what && done ? `${what} · ${done}` : action.replaceAll("_", " ").replaceAll(".", " · ");
}

function Entry({ entry }: { entry: AuditEntry }) {
  const { tr } = useI18n();
  const t = tr.t;
  const format = useFormat();
  const [opened, setOpened] = useState(false);
  const actor = entry.actor.name ?? tr.dynamic(`actor-${idPart(entry.actor.kind)}`) ?? entry.actor.kind;
  const object = tr.dynamic(`object-${idPart(entry.object_kind)}`) ?? entry.object_kind;
  const target = entry.object_kind === "ticket" ? { to: "/tickets/$number", params: { number: entry.object_id } } : entry.object_kind === "account" ? { to: "/accounts/$id", params: { id: entry.object_id } } : null;
  const id = entry.object_name ? <span className="clip">{entry.object_name}</span> : <span className="mono faint">…{entry.object_id.slice(-6)}</span>;
  return (
    <Fragment>
      <tr>
        <td className="nowrap soft" title={format.full(entry.at)}>
          {format.dateTime(entry.at)}
        </td>
        <td>
          <span className="row-link">
            <Avatar name={actor} seed={entry.actor.id ?? actor} size={20} />
            <span>{actor}</span>
            {entry.token_id && <span className="badge badge-grey">API</span>}
          </span>
        </td>
        <td>{actionName(tr, entry.action)}</td>
        <td className="wide-only">
          <span className="audit-object">
            {object}{" "}
            {target ? (
              <Link className="link clip" {...(target as { to: "/tickets/$number"; params: { number: string } })}>
                {id}
              </Link>
            ) : (
              id
            )}
          </span>
        </td>
        <td className="end">
          <button type="button" className="icon-button" aria-expanded={opened} aria-label={t("audit-details-of", { action: entry.action })} onClick={() => setOpened((is) => !is)}>
            <ChevronRight size={15} aria-hidden="true" className={opened ? "turned" : ""} />
          </button>
        </td>
      </tr>
      {opened && (
        <tr className="audit-data">
          <td colSpan={5}>
            <pre className="mono" tabIndex={0}>
              {JSON.stringify(entry.data, null, 2)}
            </pre>
          </td>
        </tr>
      )}
    </Fragment>
  );
}
