/* What is done with charge lines that were chosen. */
import { BadgeCheck, Ban, Receipt } from "lucide-react";
import { useEffect, useState } from "react";
import { type Sending, useSending } from "../api/sending";
import { useFormat } from "../lib/format";
import { useI18n } from "../lib/i18n";
import { Button, Dialog, DialogForm, TextInput, toast } from "../ui";
import { CHARGES_BULK_MAX, type Charge, type Decision, type Outcome, decide } from "./api";

/** Longest reason and invoice reference that the desk keeps, characters. */
const REASON_CHARS_MAX = 500;
const INVOICE_CHARS_MAX = 100;

/** What is done with the chosen lines: approve at once, the others ask for their words. */
export function Bar({ picked, clear, done }: { picked: Charge[]; clear: () => void; done: (results: Outcome[]) => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const format = useFormat();
  const [asking, setAsking] = useState<"invoiced" | "waived" | null>(null);
  const sending = useSending(["reason", "invoice_reference"]);
  const { busy, touched } = sending;
  // Other lines are another intention.
  const lines = picked.map((line) => `${line.id} ${line.version}`).join();
  useEffect(() => touched(), [lines, touched]);
  const sums = new Map<string, number>();
  for (const line of picked) sums.set(line.currency, (sums.get(line.currency) ?? 0) + line.amount_minor);
  const amount = [...sums].map(([currency, minor]) => format.money(minor, currency)).join(" + ");
  const tooMany = picked.length > CHARGES_BULK_MAX;
  const run = (change: Decision): void =>
    void sending.send(async (key) => {
      const results = await decide(picked, change, key);
      const count = results.filter((each) => each.ok).length;
      if (count > 0) toast({ text: t(`charges-done-${change.status as "approved" | "invoiced" | "waived"}`, { count }) });
      // Where every line was left alone, what was typed stays.
      if (count > 0) setAsking(null);
      done(results);
    });
  const ask = (how: "invoiced" | "waived"): void => {
    sending.touched();
    setAsking(how);
  };
  return (
    <div className="charge-bar" role="region" aria-label={t("charges-chosen-region")}>
      <span role="status">
        <b>{t("charges-chosen", { count: picked.length })}</b> <span className="num">{amount}</span>
      </span>
      {sending.refused && !asking && (
        <span className="hint hint-red" role="alert">
          {sending.refused}
        </span>
      )}
      {tooMany && <span className="hint hint-amber">{t("charges-too-many", { max: CHARGES_BULK_MAX })}</span>}
      <span className="charge-space" />
      <Button size="xs" leftSection={<BadgeCheck size={14} />} loading={busy && !asking} disabled={busy || tooMany} onClick={() => run({ status: "approved" })}>
        {t("charges-approve")}
      </Button>
      <Button size="xs" variant="default" leftSection={<Receipt size={14} />} aria-haspopup="dialog" disabled={busy || tooMany} onClick={() => ask("invoiced")}>
        {t("charges-invoice")}
      </Button>
      <Button size="xs" variant="default" leftSection={<Ban size={14} />} aria-haspopup="dialog" disabled={busy || tooMany} onClick={() => ask("waived")}>
        {t("charges-waive")}
      </Button>
      <Button size="xs" variant="subtle" color="gray" onClick={clear}>
        {t("charges-clear")}
      </Button>
      {asking && <Words how={asking} count={picked.length} amount={amount} sending={sending} run={run} onClose={() => setAsking(null)} />}
    </div>
  );
}

function Words({ how, count, amount, sending, run, onClose }: { how: "invoiced" | "waived"; count: number; amount: string; sending: Sending; run: (change: Decision) => void; onClose: () => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const [text, setText] = useState("");
  const said = text.trim();
  const waives = how === "waived";
  return (
    <Dialog title={t(waives ? "charges-waive-title" : "charges-invoice-title", { count })} onClose={onClose} kept={said !== ""}>
      <DialogForm sending={sending} onClose={onClose} label={t(waives ? "charges-waive-do" : "charges-invoice-do")} disabled={!said} onSubmit={() => run(waives ? { status: how, reason: said } : { status: how, invoice_reference: said })}>
        <p>{t(waives ? "charges-waive-text" : "charges-invoice-text", { amount })}</p>
        <TextInput
          label={t(waives ? "reason" : "charges-invoice-reference")}
          value={text}
          maxLength={waives ? REASON_CHARS_MAX : INVOICE_CHARS_MAX}
          error={sending.wrong[waives ? "reason" : "invoice_reference"]}
          required
          data-autofocus
          onChange={(event) => {
            setText(event.currentTarget.value);
            sending.touched();
          }}
        />
      </DialogForm>
    </Dialog>
  );
}
