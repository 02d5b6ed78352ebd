/* The documents of an offer, who accepted which, and the dialog that accepts exactly the one that was read. */
import { useQuery } from "@tanstack/react-query";
import { BadgeCheck, Download, FileText } from "lucide-react";
import { useState } from "react";
import { contractName } from "../accounts/contract";
import { useSending } from "../api/sending";
import { useFormat } from "../lib/format";
import { useI18n } from "../lib/i18n";
import { can, useMe } from "../shell/session";
import { Button, Checkbox, Dialog, DialogForm, Listed, TextInput, Textarea, toast } from "../ui";
import { type Agreement, type OfferedDocument, acceptOffer, documentsQuery } from "./api";

export function Documents({ agreement }: { agreement: Agreement }) {
  const { tr } = useI18n();
  const t = tr.t;
  const me = useMe();
  const [accepting, setAccepting] = useState(false);
  const list = useQuery(documentsQuery(agreement.contract_id));
  const rows = list.data ?? [];
  const offered = agreement.state === "awaiting_acceptance" ? rows[0] : undefined;
  return (
    <section className="card" aria-label={t("documents")}>
      <header>
        <h2>{t("documents")}</h2>
        {offered && can(me, "contract_accept") && (
          <Button size="xs" leftSection={<BadgeCheck size={14} />} aria-haspopup="dialog" onClick={() => setAccepting(true)}>
            {t(me.kind === "customer" ? "document-accept" : "document-accept-for")}
          </Button>
        )}
      </header>
      <Listed list={list} count={rows.length} kind="panel" lines={2} empty={<p className="faint">{t("documents-none")}</p>}>
        <ul className="agreement-missed">
          {rows.map((each) => (
            <Kept key={each.number} document={each} offered={each === offered} />
          ))}
        </ul>
      </Listed>
      {accepting && offered && <Accept agreement={agreement} document={offered} onClose={() => setAccepting(false)} />}
    </section>
  );
}

function Kept({ document, offered }: { document: OfferedDocument; offered: boolean }) {
  const { tr } = useI18n();
  const t = tr.t;
  const format = useFormat();
  const accepted = document.acceptance;
  return (
    <li data-offered={offered ? "true" : undefined}>
      <span className="agreement-doc">
        <a className="link icon-link" href={document.url} target="_blank" rel="noreferrer">
          <FileText size={14} aria-hidden="true" /> {t("document-number", { number: document.number })}
        </a>
        <a className="icon-button" href={`${document.url}?download=true`} download aria-label={t("document-download", { number: document.number })}>
          <Download size={14} aria-hidden="true" />
        </a>
      </span>
      <span className="faint">{t("document-offered", { at: format.dateTime(document.created_at) })}</span>
      {accepted ? (
        <>
          <span>{t("document-accepted", { name: accepted.name, at: format.dateTime(accepted.at) })}</span>
          {accepted.on_behalf_reason && <span className="soft">{t("document-on-behalf", { reason: accepted.on_behalf_reason })}</span>}
        </>
      ) : (
        <span className="soft">{t(offered ? "document-waits" : "document-not-accepted")}</span>
      )}
      <code className="agreement-hash" title={t("document-hash")}>
        {document.sha256}
      </code>
    </li>
  );
}

function Accept({ agreement, document, onClose }: { agreement: Agreement; document: OfferedDocument; onClose: () => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const me = useMe();
  const own = me.kind === "customer";
  const sending = useSending(["name", "reason"]);
  const [name, setName] = useState(own ? me.name : "");
  const [reason, setReason] = useState("");
  const [seen, setSeen] = useState(false);
  // What was shown when the dialog opened is accepted, whatever comes meanwhile.
  const [shown] = useState(document);
  const run = async (): Promise<void> => {
    const done = await sending.send((key) => acceptOffer(agreement, { document_sha256: shown.sha256, name: name.trim(), ...(own ? {} : { reason: reason.trim() }) }, key));
    if (!done) return;
    toast({ text: t("document-accepted-toast") });
    onClose();
  };
  return (
    <Dialog title={t("document-accept-title", { contract: contractName(agreement) })} onClose={onClose} kept>
      <DialogForm sending={sending} onSubmit={() => void run()} onClose={onClose} label={t("document-accept")} disabled={!seen || !name.trim() || (!own && !reason.trim())}>
        <p>{t(own ? "document-accept-text" : "document-accept-for-text")}</p>
        <p>
          <a className="link icon-link" href={shown.url} target="_blank" rel="noreferrer">
            <FileText size={14} aria-hidden="true" /> {t("document-read")}
          </a>
          <code className="agreement-hash">{shown.sha256}</code>
        </p>
        <TextInput data-autofocus label={t("document-name")} description={t("document-name-text")} value={name} error={sending.wrong.name} onChange={(event) => {
            sending.touched("name");
            setName(event.currentTarget.value);
          }} />
        {!own && <Textarea label={t("document-reason")} description={t("document-reason-text")} value={reason} error={sending.wrong.reason} rows={2} onChange={(event) => {
              sending.touched("reason");
              setReason(event.currentTarget.value);
            }} />}
        <Checkbox label={t("document-seen")} checked={seen} onChange={(event) => setSeen(event.currentTarget.checked)} />
      </DialogForm>
    </Dialog>
  );
}
