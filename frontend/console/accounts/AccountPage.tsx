import "../css/pages.css";
import "../css/ticket.css";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { ArrowLeft, Coins, Inbox as InboxIcon, Mail, Phone, Users } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useState } from "react";
import {
  accountContactsQuery,
  accountContractsQuery,
  accountQuery,
  ledgerQuery,
  ticketsQuery,
} from "../api/queries";
import type { Account } from "../api/types";
import { useFormat } from "../lib/format";
import { useI18n } from "../lib/i18n";
import { idPart } from "../lib/plaintext";
import { contractName } from "./contract";
import { Balance, Card, CausesCard, Contracts } from "./Promises";
import { Statement } from "./Statement";
import { Ago, Avatar, Badge, DueChip, EmptyState, ErrorState, Listed, PageTitle, PriorityGlyph, Select, Skeleton, StatusGlyph, type Tone } from "../ui";
import { TicketLink } from "../ui/ticketLink";

const TABS = ["overview", "contracts", "contacts", "ledger", "statement", "tickets"] as const;
type Tab = (typeof TABS)[number];

export function AccountPage() {
  const { tr } = useI18n();
  const t = tr.t;
  const { id } = useParams({ from: "/desk/accounts/$id" });
  const search = useSearch({ from: "/desk/accounts/$id" });
  const navigate = useNavigate();
  const account = useQuery(accountQuery(id));
  const tab: Tab = TABS.find((each) => each === search.tab) ?? "overview";
  const choose = (next: Tab) => void navigate({ to: "/accounts/$id", params: { id }, search: next === "overview" ? {} : { tab: next }, replace: true });
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const next = TABS[(TABS.indexOf(tab) + step + TABS.length) % TABS.length];
    if (!next) return;
    choose(next);
    event.currentTarget.querySelector<HTMLElement>(`[data-tab=${next}]`)?.focus();
  };
  return (
    <section className="page">
      <div className="page-head account-head">
        <Link to="/accounts" className="icon-button" aria-label={t("back-to-accounts")}>
          <ArrowLeft size={17} aria-hidden="true" />
        </Link>
        {account.data && <Avatar name={account.data.name} seed={account.data.id} size={28} square />}
        <PageTitle className="clip">{account.data?.name ?? t("account")}</PageTitle>
        {account.data?.segment && <Badge>{tr.dynamic(`segment-${idPart(account.data.segment)}`) ?? account.data.segment}</Badge>}
        {account.data?.archived_at && <Badge tone="red">{t("archived")}</Badge>}
      </div>
      <div className="tabs" role="tablist" aria-label={t("account")} onKeyDown={onKeyDown}>
        {TABS.map((each) => (
          <button key={each} type="button" role="tab" data-tab={each} id={`tab-${each}`} aria-selected={tab === each} aria-controls="tab-panel" tabIndex={tab === each ? 0 : -1} onClick={() => choose(each)}>
            {t(`account-tab-${each}`)}
          </button>
        ))}
      </div>
      <div className="page-body" id="tab-panel" role="tabpanel" aria-labelledby={`tab-${tab}`} tabIndex={0}>
        {account.isError ? (
          <ErrorState error={account.error} retry={() => void account.refetch()} />
        ) : !account.data ? (
          <Skeleton kind="panel" lines={6} />
        ) : tab === "overview" ? (
          <Overview account={account.data} />
        ) : tab === "contracts" ? (
          <Contracts account={account.data} />
        ) : tab === "contacts" ? (
          <Contacts id={id} />
        ) : tab === "ledger" ? (
          <Ledger account={account.data} />
        ) : tab === "statement" ? (
          <Statement account={account.data} />
        ) : (
          <Tickets id={id} />
        )}
      </div>
    </section>
  );
}

function Overview({ account }: { account: Account }) {
  const { tr } = useI18n();
  const t = tr.t;
  const format = useFormat();
  const facts: [string, ReactNode][] = [
    [t("account-domains"), account.domains?.join(", ") || "–"],
    [t("account-industry"), account.industry || "–"],
    [t("account-zone"), account.zone],
    [t("account-locale"), format.language(account.locale)],
    [t("account-revenue"), account.annual_revenue_minor != null ? format.wholeMoney(account.annual_revenue_minor, account.currency) : "–"],
    [t("account-deals"), account.open_deal_value_minor != null ? format.wholeMoney(account.open_deal_value_minor, account.currency) : "–"],
    [t("account-since"), format.date(account.created_at)],
  ];
  return (
    <div className="cards">
      <Balance account={account} />
      <Card title={t("account-facts")}>
        <dl className="facts">
          {facts.map(([name, value]) => (
            <div key={name} className="facts-row">
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        {account.notes && (
          <>
            <h3>{t("account-notes")}</h3>
            <p className="pre">{account.notes}</p>
          </>
        )}
      </Card>
    </div>
  );
}

function Contacts({ id }: { id: string }) {
  const { tr } = useI18n();
  const t = tr.t;
  const list = useQuery(accountContactsQuery(id));
  if (list.isError) return <ErrorState error={list.error} retry={() => void list.refetch()} />;
  if (list.isPending) return <Skeleton lines={6} />;
  if (list.data.length === 0) {
    return (
      <EmptyState icon={<Users size={22} />} title={t("contacts-empty")}>
        {t("contacts-empty-text")}
      </EmptyState>
    );
  }
  return (
    <table className="table table-rows">
      <thead>
        <tr>
          <th>{t("contact")}</th>
          <th>{t("email")}</th>
          <th className="wide-only">{t("phone")}</th>
          <th className="wide-only">{t("account-zone")}</th>
        </tr>
      </thead>
      <tbody>
        {list.data.map((contact) => (
          <tr key={contact.id}>
            <td>
              <span className="row-link">
                <Avatar name={contact.name} seed={contact.id} size={28} square />
                <span className="stack">
                  <b>{contact.name}</b>
                  {contact.title && <span className="faint">{contact.title}</span>}
                </span>
              </span>
            </td>
            <td>
              {contact.emails.map((address) => (
                <a key={address} className="link icon-link" href={`mailto:${address}`}>
                  <Mail size={13} aria-hidden="true" /> {address}
                </a>
              ))}
            </td>
            <td className="soft wide-only">
              {contact.phone ? (
                <span className="icon-link">
                  <Phone size={13} aria-hidden="true" /> {contact.phone}
                </span>
              ) : (
                "–"
              )}
            </td>
            <td className="soft wide-only">{contact.zone ?? "–"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Ledger({ account }: { account: Account }) {
  const { id } = account;
  const { tr } = useI18n();
  const t = tr.t;
  const format = useFormat();
  const [contract, setContract] = useState("");
  const contracts = useQuery(accountContractsQuery(id));
  const list = useInfiniteQuery(ledgerQuery(id, contract));
  const entries = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <div className="table-tools">
        <Select
          aria-label={t("contract")}
          value={contract}
          onChange={(value) => setContract(value ?? "")}
          data={[{ value: "", label: t("all-contracts") }, ...(contracts.data ?? []).map((each) => ({ value: each.id, label: contractName(each) }))]}
        />
        <p className="faint">{t("ledger-text")}</p>
      </div>
      <CausesCard account={account} contract={null} className="causes-account" />
      <Listed
        list={list}
        count={entries.length}
        lines={8}
        empty={
          <EmptyState icon={<Coins size={22} />} title={t("ledger-empty")}>
            {t("ledger-empty-text")}
          </EmptyState>
        }
      >
        <table className="table table-rows">
          <thead>
            <tr>
              <th>{t("when")}</th>
              <th>{t("entry")}</th>
              <th className="wide-only">{t("reason")}</th>
              <th className="wide-only">{t("contract")}</th>
              <th className="wide-only">{t("bucket")}</th>
              <th className="wide-only">{t("ticket")}</th>
              <th className="end">{t("amount")}</th>
              <th className="end wide-only">{t("balance")}</th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <tr key={entry.id}>
                <td className="nowrap soft" title={format.full(entry.at)}>
                  {format.dateTime(entry.at)}
                </td>
                <td>
                  <Badge tone={ENTRY_TONES[entry.kind] ?? "grey"}>{tr.dynamic(`entry-${idPart(entry.kind)}`) ?? entry.kind}</Badge>
                  {(entry.product ?? entry.asset) && <span className="faint"> {t("entry-only-for", { what: entry.product?.name ?? entry.asset?.name ?? "" })}</span>}
                </td>
                <td className="soft wide-only">{tr.dynamic(`cause-${idPart(entry.reason)}`) ?? entry.reason}</td>
                <td className="wide-only">{contractName(entry.contract)}</td>
                <td className="soft wide-only">{tr.dynamic(`bucket-${idPart(entry.bucket)}`) ?? entry.bucket}</td>
                <td className="wide-only">
                  <TicketLink number={entry.ticket_number} />
                </td>
                <td className={`end num ${entry.amount_hundredths < 0 ? "minus" : "plus"}`}>{format.signedCredits(entry.amount_hundredths)}</td>
                <td className="end num soft wide-only">{entry.balance_after == null ? "–" : format.credits(entry.balance_after)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Listed>
    </>
  );
}

const ENTRY_TONES: Record<string, Tone> = { grant: "green", consume: "blue", refund: "teal", expire: "grey", roll_over: "violet", top_up: "green", adjust: "amber", overage: "red" };

function Tickets({ id }: { id: string }) {
  const { tr } = useI18n();
  const t = tr.t;
  const list = useInfiniteQuery(ticketsQuery({ account: id, sort: "-updated" }));
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Listed
      list={list}
      count={rows.length}
      lines={8}
      empty={
        <EmptyState icon={<InboxIcon size={22} />} title={t("account-no-tickets")}>
          {t("account-no-tickets-text")}
        </EmptyState>
      }
    >
      <table className="table table-rows">
        <thead>
          <tr>
            <th>{t("ticket")}</th>
            <th className="wide-only">{t("prop-assignee")}</th>
            <th className="wide-only">{t("filter-sla")}</th>
            <th className="end">{t("updated")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>
                <Link to="/tickets/$number" params={{ number: String(row.number) }} className={`row-link${row.unread ? " row-link-unread" : ""}`}>
                  <PriorityGlyph priority={row.priority} />
                  <StatusGlyph category={row.status.category} />
                  <span className="faint num">#{row.number}</span>
                  <b className="clip">{row.subject || t("no-subject")}</b>
                </Link>
              </td>
              <td className="soft wide-only">{row.assignee?.name ?? t("unassigned")}</td>
              <td className="wide-only">{row.next_due && <DueChip due={row.next_due} />}</td>
              <td className="end soft nowrap">
                <Ago at={row.updated_at} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Listed>
  );
}
