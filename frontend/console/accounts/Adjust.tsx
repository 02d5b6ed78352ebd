/* A correction of one limit's credits by hand, up or down, with its reason. What it makes is shown before it is saved. */
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { body, client } from "../api/client";
import { useSending } from "../api/sending";
import type { Account, Contract } from "../api/types";
import { useFormat } from "../lib/format";
import { useI18n } from "../lib/i18n";
import { bucketName } from "../ticket/bucket";
import { Dialog, DialogForm, Select, TextInput, toast } from "../ui";
import { contractName } from "./contract";
import { contractChanged } from "./Amendments";
import { signedHundredthsOf } from "./terms";

export function AdjustDialog({ contract, account, onClose }: { contract: Contract; account: Account; onClose: () => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const format = useFormat();
  const queries = useQueryClient();
  const sending = useSending(["bucket", "amount_hundredths", "reason"]);
  const [bucket, setBucket] = useState<string | null>(contract.credits.length === 1 ? (contract.credits[0]?.bucket ?? null) : null);
  const [amount, setAmount] = useState("");
  const [reason, setReason] = useState("");
  const hundredths = signedHundredthsOf(amount);
  const limit = contract.credits.find((each) => each.bucket === bucket);
  // A correction takes nothing of what is for one product or asset alone.
  const reserved = (limit?.reserved ?? []).reduce((sum, each) => sum + each.remaining_hundredths, 0);
  const free = (limit?.remaining_hundredths ?? 0) - reserved;
  const tooMuch = limit !== undefined && hundredths !== null && free + hundredths < 0;
  const changed = (run: () => void) => {
    sending.touched();
    run();
  };
  const complete = bucket !== null && hundredths !== null && reason.trim() !== "" && !tooMuch;
  const save = async (): Promise<void> => {
    if (!complete) return;
    const done = await sending.send(async (key) => {
      await body(
        client.POST("/api/v1/contracts/{contract}/adjustments", {
          params: { path: { contract: contract.id } },
          headers: { "Idempotency-Key": key },
          body: { bucket, amount_hundredths: hundredths, reason: reason.trim() },
        }),
      );
    });
    if (!done) return;
    await contractChanged(contract);
    await queries.invalidateQueries({ queryKey: ["account", account.id] });
    toast({ text: t("credits-adjust-toast", { credits: format.signedCredits(hundredths) }) });
    onClose();
  };
  const amountError = amount.trim() && hundredths === null ? t("credits-adjust-amount-wrong") : tooMuch ? t("credits-adjust-too-much", { credits: format.credits(free) }) : sending.wrong.amount_hundredths;
  return (
    <Dialog title={t("credits-adjust-title", { contract: contractName(contract) })} size={520} kept onClose={onClose}>
      <DialogForm sending={sending} onSubmit={() => void save()} onClose={onClose} label={t("credits-adjust")} disabled={!complete}>
        <Select label={t("bucket")} value={bucket} error={sending.wrong.bucket} onChange={(value) => changed(() => setBucket(value))} data={contract.credits.map((each) => ({ value: each.bucket, label: bucketName(tr, each) }))} required />
        <TextInput data-autofocus label={t("credits-adjust-by")} description={t("credits-adjust-by-text")} inputMode="text" value={amount} error={amountError} onChange={(event) => changed(() => setAmount(event.target.value))} required />
        {limit && hundredths !== null && !tooMuch && (
          <p className="faint" role="status">
            {t("credits-adjust-result", { before: format.credits(limit.remaining_hundredths), after: format.credits(limit.remaining_hundredths + hundredths) })}
          </p>
        )}
        <TextInput label={t("reason")} description={t("credits-adjust-reason-text")} value={reason} error={sending.wrong.reason} onChange={(event) => changed(() => setReason(event.target.value))} required />
      </DialogForm>
    </Dialog>
  );
}
