/* Files of a contract: the signed paper, the order. Customers see those that are marked for them. */
import { useQuery } from "@tanstack/react-query";
import { Paperclip, Trash2, Upload } from "lucide-react";
import { useRef, useState } from "react";
import { problemText } from "../api/problem";
import { useSending } from "../api/sending";
import { useFormat } from "../lib/format";
import { useI18n } from "../lib/i18n";
import { can, useMe } from "../shell/session";
import { ActionIcon, Badge, Button, Checkbox, Confirm, Listed, toast } from "../ui";
import { type Agreement, type ContractFile, addFile, filesQuery, removeFile } from "./api";

export function Files({ agreement }: { agreement: Agreement }) {
  const { tr } = useI18n();
  const t = tr.t;
  const me = useMe();
  const format = useFormat();
  const manages = can(me, "contract_manage");
  const contract = agreement.contract_id;
  const list = useQuery(filesQuery(contract));
  const rows = list.data ?? [];
  const input = useRef<HTMLInputElement>(null);
  const sending = useSending([]);
  const { busy, refused } = sending;
  const tried = useRef("");
  const [forCustomer, setForCustomer] = useState(false);
  const [removing, setRemoving] = useState<ContractFile | null>(null);
  const send = async (file: File): Promise<void> => {
    // The same file again is the same request while nobody knows what became of it.
    const of = `${file.name} ${file.size} ${file.lastModified} ${forCustomer}`;
    if (tried.current !== of) sending.touched();
    tried.current = of;
    const done = await sending.send((key) => addFile(contract, file, forCustomer, key));
    if (done) toast({ text: t("contract-file-added", { name: file.name }) });
  };
  return (
    <section className="card" aria-label={t("contract-files")}>
      <header>
        <h2>{t("contract-files")}</h2>
        {manages && (
          <Button size="xs" variant="default" loading={busy} leftSection={<Upload size={14} />} onClick={() => input.current?.click()}>
            {t("contract-file-add")}
          </Button>
        )}
      </header>
      {manages && (
        <>
          <input
            ref={input}
            type="file"
            className="sr-only"
            tabIndex={-1}
            aria-label={t("contract-file-choose")}
            onChange={(event) => {
              const file = event.currentTarget.files?.[0];
              event.currentTarget.value = "";
              if (file) void send(file);
            }}
          />
          <Checkbox size="xs" label={t("contract-file-for-customer")} checked={forCustomer} onChange={(event) => setForCustomer(event.currentTarget.checked)} />
          {refused && (
            <p className="hint hint-red" role="alert">
              {refused}
            </p>
          )}
        </>
      )}
      <Listed list={list} count={rows.length} kind="panel" lines={1} empty={<p className="faint">{t("contract-files-none")}</p>}>
        <ul className="agreement-missed">
          {rows.map((each) => (
            <li key={each.id}>
              <span className="agreement-doc">
                <a className="link icon-link" href={each.url} download>
                  <Paperclip size={13} aria-hidden="true" /> <span className="wrap">{each.name}</span>
                </a>
                {manages && (
                  <ActionIcon variant="subtle" color="gray" size={26} aria-label={t("contract-file-remove", { name: each.name })} onClick={() => setRemoving(each)}>
                    <Trash2 size={14} />
                  </ActionIcon>
                )}
              </span>
              <span className="faint">
                {format.size(each.size)} · {format.dateTime(each.created_at)}
              </span>
              {manages && each.for_customer && <Badge tone="blue">{t("contract-file-customer-sees")}</Badge>}
            </li>
          ))}
        </ul>
      </Listed>
      {removing && (
        <Confirm
          title={t("contract-file-remove-title")}
          text={t("contract-file-remove-text", { name: removing.name })}
          label={t("contract-file-remove-do")}
          onClose={() => setRemoving(null)}
          run={async () => {
            try {
              await removeFile(contract, removing.id);
              toast({ text: t("contract-file-removed", { name: removing.name }) });
            } catch (error) {
              toast({ text: problemText(tr, error), tone: "error" });
            }
          }}
        />
      )}
    </section>
  );
}
