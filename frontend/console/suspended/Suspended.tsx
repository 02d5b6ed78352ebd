import "../css/pages.css";
import "../css/ticket.css";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Download, MailCheck, MailWarning, Trash2 } from "lucide-react";
import { useState } from "react";
import { API, body, client } from "../api/client";
import { problemText } from "../api/problem";
import { queryClient, suspendedMailQuery, suspendedQuery } from "../api/queries";
import type { SuspendedMail } from "../api/types";
import { useI18n } from "../lib/i18n";
import { idPart } from "../lib/plaintext";
import { Ago, Badge, Button, EmptyState, ErrorState, Listed, Modal, PageTitle, Skeleton, TextInput, toast } from "../ui";

export function Suspended() {
  const { tr } = useI18n();
  const t = tr.t;
  const navigate = useNavigate();
  const list = useQuery(suspendedQuery);
  const [chosen, setChosen] = useState<string | null>(null);
  const [discarding, setDiscarding] = useState<SuspendedMail | null>(null);
  const mails = list.data ?? [];
  const current = mails.find((mail) => mail.id === chosen) ?? mails[0];

  const gone = async (): Promise<void> => {
    setChosen(null);
    await queryClient.invalidateQueries({ queryKey: ["suspended"] });
    void queryClient.invalidateQueries({ queryKey: ["counts"] });
  };
  const admit = async (mail: SuspendedMail): Promise<void> => {
    try {
      const answer = await body<{ ticket?: number | { number: number }; number?: number }>(
        client.POST("/api/v1/suspended_mails/{mail}/admit", { params: { path: { mail: mail.id } }, body: {} }),
      );
      const number = typeof answer.ticket === "number" ? answer.ticket : (answer.ticket?.number ?? answer.number);
      await gone();
      toast({
        text: t("mail-admitted"),
        ...(number ? { action: { label: t("open-it"), run: () => void navigate({ to: "/tickets/$number", params: { number: String(number) } }) } } : {}),
      });
    } catch (error) {
      toast({ text: problemText(tr, error), tone: "error" });
    }
  };

  return (
    <section className="page">
      <div className="page-head">
        <PageTitle>{t("nav-suspended")}</PageTitle>
        <span className="page-sub">{mails.length > 0 ? t("suspended-count", { count: mails.length }) : ""}</span>
      </div>
      <Listed
        list={list}
        count={mails.length}
        lines={6}
        empty={
          <EmptyState icon={<MailCheck size={22} />} title={t("suspended-empty")}>
            {t("suspended-empty-text")}
          </EmptyState>
        }
      >
        <div className="split">
          <ul className="split-list" aria-label={t("nav-suspended")}>
            {mails.map((mail) => (
              <li key={mail.id}>
                <button type="button" aria-current={mail.id === current?.id ? "true" : undefined} onClick={() => setChosen(mail.id)}>
                  <span className="split-top">
                    <b className="clip">{mail.from_address ?? t("unknown-sender")}</b>
                    <Ago at={mail.received_at} className="faint nowrap" />
                  </span>
                  <span className="clip soft">{mail.subject || t("no-subject")}</span>
                  <Badge tone="amber">{reasonName(tr, mail.reason)}</Badge>
                </button>
              </li>
            ))}
          </ul>
          {current && <MailView key={current.id} mail={current} admit={() => void admit(current)} discard={() => setDiscarding(current)} />}
        </div>
      </Listed>
      {discarding && (
        <Discard
          mail={discarding}
          onClose={() => setDiscarding(null)}
          onDone={() => {
            setDiscarding(null);
            void gone();
          }}
        />
      )}
    </section>
  );
}

function reasonName(tr: ReturnType<typeof useI18n>["tr"], reason: string | null): string {
  return reason ? (tr.dynamic(`suspended-reason-${idPart(reason)}`) ?? reason.replaceAll("_", " ")) : tr.t("suspended-reason-unknown");
}

function MailView({ mail, admit, discard }: { mail: SuspendedMail; admit: () => void; discard: () => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const one = useQuery(suspendedMailQuery(mail.id));
  const detail = one.data?.detail ?? {};
  const text = ["reply_text", "plain", "text", "preview"].map((key) => detail[key]).find((value): value is string => typeof value === "string" && value !== "");
  const rest = Object.entries(detail).filter(([key, value]) => !["reply_text", "plain", "text", "preview", "html"].includes(key) && value !== null && value !== "" && !(Array.isArray(value) && value.length === 0));
  return (
    <article className="split-detail" aria-label={mail.subject || t("no-subject")}>
      <header>
        <h2>{mail.subject || t("no-subject")}</h2>
        <p className="soft">
          {mail.from_address ?? t("unknown-sender")} → {mail.mailbox}
        </p>
        <div className="hint hint-amber">
          <MailWarning size={16} aria-hidden="true" />
          <span>
            <b>{reasonName(tr, mail.reason)}</b> {mail.reason ? (tr.dynamic(`suspended-reason-${idPart(mail.reason)}-text`) ?? "") : ""}
          </span>
        </div>
        <div className="buttons">
          <Button leftSection={<MailCheck size={15} />} onClick={admit}>
            {t("admit-as-ticket")}
          </Button>
          <Button variant="default" leftSection={<Trash2 size={15} />} onClick={discard}>
            {t("discard")}
          </Button>
          <Button variant="subtle" color="gray" component="a" href={`${API}/suspended_mails/${mail.id}/raw`} download leftSection={<Download size={15} />}>
            {t("download-raw")}
          </Button>
        </div>
      </header>
      {one.isError ? <ErrorState error={one.error} retry={() => void one.refetch()} /> : one.isPending ? <Skeleton kind="panel" lines={3} /> : text ? <div className="pre mail-text">{text}</div> : null}
      {rest.length > 0 && (
        <>
          <h3>{t("mail-seen")}</h3>
          <dl className="facts">
            {rest.map(([key, value]) => (
              <div key={key} className="facts-row">
                <dt>{key.replaceAll("_", " ")}</dt>
                <dd className="wrap">{typeof value === "object" ? JSON.stringify(value) : String(value)}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </article>
  );
}

function Discard({ mail, onClose, onDone }: { mail: SuspendedMail; onClose: () => void; onDone: () => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const run = async (): Promise<void> => {
    setBusy(true);
    try {
      await body(client.POST("/api/v1/suspended_mails/{mail}/discard", { params: { path: { mail: mail.id } }, body: { reason: reason.trim() } }));
      toast({ text: t("mail-discarded") });
      onDone();
    } catch (error) {
      toast({ text: problemText(tr, error), tone: "error" });
      setBusy(false);
    }
  };
  return (
    <Modal opened onClose={onClose} title={t("discard-title")} radius="lg" classNames={{ title: "dialog-title" }} closeButtonProps={{ "aria-label": t("close") }}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          void run();
        }}
      >
        <p>{t("discard-text", { subject: mail.subject || t("no-subject") })}</p>
        <TextInput data-autofocus label={t("reason")} value={reason} onChange={(event) => setReason(event.currentTarget.value)} required />
        <div className="buttons buttons-end">
          <Button variant="default" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button color="red" type="submit" loading={busy} disabled={!reason.trim()}>
            {t("discard")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
