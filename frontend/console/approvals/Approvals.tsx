import "../css/pages.css";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { BadgeCheck, Ban } from "lucide-react";
import { useState } from "react";
import { body, client } from "../api/client";
import { problemText } from "../api/problem";
import { approvalsQuery, queryClient } from "../api/queries";
import type { TicketRow } from "../api/types";
import { useI18n } from "../lib/i18n";
import { Ago, Button, EmptyState, Listed, PageTitle, PriorityGlyph, TextInput, toast } from "../ui";

export function Approvals() {
  const { tr } = useI18n();
  const t = tr.t;
  const list = useQuery(approvalsQuery);
  const items = list.data ?? [];
  return (
    <section className="page">
      <div className="page-head">
        <PageTitle>{t("nav-approvals")}</PageTitle>
        <span className="page-sub">{items.length > 0 ? t("approvals-count", { count: items.length }) : ""}</span>
      </div>
      <div className="page-body">
        <Listed
          list={list}
          count={items.length}
          kind="panel"
          lines={4}
          empty={
            <EmptyState icon={<BadgeCheck size={22} />} title={t("approvals-empty")}>
              {t("approvals-empty-text")}
            </EmptyState>
          }
        >
          <ul className="approvals">
            {items.map((item) => (
              <ApprovalCard key={item.id} item={item} />
            ))}
          </ul>
        </Listed>
      </div>
    </section>
  );
}

function ApprovalCard({ item }: { item: TicketRow }) {
  const { tr } = useI18n();
  const t = tr.t;
  const [note, setNote] = useState("");
  const [busy, setBusy] = useState<"approve" | "decline" | null>(null);
  const decide = async (how: "approve" | "decline"): Promise<void> => {
    setBusy(how);
    try {
      await body(
        client.POST(how === "approve" ? "/api/v1/tickets/{ticket}/admit" : "/api/v1/tickets/{ticket}/decline", {
          params: { path: { ticket: String(item.number) } },
          body: note.trim() ? { note: note.trim() } : {},
        }),
      );
      toast({ text: how === "approve" ? t("admitted-toast") : t("declined-toast") });
      void queryClient.invalidateQueries({ queryKey: ["ticket"] });
      void queryClient.invalidateQueries({ queryKey: ["counts"] });
    } catch (error) {
      toast({ text: problemText(tr, error), tone: "error" });
    } finally {
      setBusy(null);
      void queryClient.invalidateQueries({ queryKey: ["approvals"] });
    }
  };
  return (
    <li className="card approval">
      <div className="approval-text">
        <Link to="/tickets/$number" params={{ number: String(item.number) }} className="row-link">
          <PriorityGlyph priority={item.priority} />
          <span className="faint num">#{item.number}</span>
          <b className="clip">{item.subject || t("no-subject")}</b>
        </Link>
        <p className="soft">
          {item.account?.name ?? t("no-account")}
          {item.plan ? ` · ${item.plan.name}` : ""} · <Ago at={item.created_at} />
        </p>
      </div>
      <TextInput aria-label={t("note-optional")} placeholder={t("note-optional")} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
      <Button leftSection={<BadgeCheck size={15} />} loading={busy === "approve"} disabled={busy !== null} onClick={() => void decide("approve")}>
        {t("approve")}
      </Button>
      <Button variant="default" leftSection={<Ban size={15} />} loading={busy === "decline"} disabled={busy !== null} onClick={() => void decide("decline")}>
        {t("decline")}
      </Button>
    </li>
  );
}
