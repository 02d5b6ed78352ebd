/* A correction of one limit's credits by hand, up or down, with its reason. What it makes is shown before it is saved. */
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { body, client, newKey } from "../api/client";
import { asProblem, problemText } from "../api/problem";
import type { Account, Contract } from "../api/types";
import { useFormat } from "../lib/format";
import { useI18n } from "../lib/i18n";
import { idPart } from "../lib/plaintext";
import { bucketName } from "../ticket/bucket";
import { Button, Modal, Select, TextInput, toast } from "../ui";
import { contractChanged } from "./Amendments";
import { signedHundredthsOf } from "./terms";

export function AdjustDialog({ contract, account, onClose }: { contract: Contract; account: Account; onClose: () => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const format = useFormat();
  const queries = useQueryClient();
  const key = useRef(newKey());
  const [bucket, setBucket] = useState<string | null>(contract.credits.length === 1 ? (contract.credits[0]?.bucket ?? null) : null);
  const [amount, setAmount] = useState("");
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const hundredths = signedHundredthsOf(amount);
  const limit = contract.credits.find((each) => each.bucket === bucket);
  // A correction takes nothing of what is for one product or asset alone.
  const reserved = (limit?.reserved ?? []).reduce((sum, each) => sum + each.remaining_hundredths, 0);
  const free = (limit?.remaining_hundredths ?? 0) - reserved;
  const tooMuch = limit !== undefined && hundredths !== null && free + hundredths < 0;
  const named = problem ? asProblem(problem) : null;
  const at = (field: string): string | undefined => {
    const one = named?.errors.find((each) => each.field === field);
    if (one) return tr.dynamic(`error-${idPart(one.code)}`) ?? one.detail;
    return named?.field === field ? problemText(tr, problem) : undefined;
  };
  const changed = (run: () => void) => {
    key.current = newKey();
    setProblem(null);
    run();
  };
  const complete = bucket !== null && hundredths !== null && reason.trim() !== "" && !tooMuch;
  const save = async (): Promise<void> => {
    if (busy || !complete) return;
    setBusy(true);
    try {
      await body(
        client.POST("/api/v1/contracts/{contract}/adjustments", {
          params: { path: { contract: contract.id } },
          headers: { "Idempotency-Key": key.current },
          body: { bucket, amount_hundredths: hundredths, reason: reason.trim() },
        }),
      );
      await contractChanged(contract);
      await queries.invalidateQueries({ queryKey: ["account", account.id] });
      toast({ text: t("credits-adjust-toast", { credits: format.signedCredits(hundredths) }) });
      onClose();
    } catch (error) {
      setProblem(error);
      key.current = newKey();
    } finally {
      setBusy(false);
    }
  };
  const amountError = amount.trim() && hundredths === null ? t("credits-adjust-amount-wrong") : tooMuch ? t("credits-adjust-too-much", { credits: format.credits(free) }) : at("amount_hundredths");
  return (
    <Modal opened onClose={onClose} title={t("credits-adjust-title", { contract: contract.name || `#${contract.number}` })} size={520} radius="lg" classNames={{ title: "dialog-title" }} closeButtonProps={{ "aria-label": t("close") }}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Select label={t("bucket")} value={bucket} error={at("bucket")} onChange={(value) => changed(() => setBucket(value))} data={contract.credits.map((each) => ({ value: each.bucket, label: bucketName(tr, each) }))} required />
        <TextInput data-autofocus label={t("credits-adjust-by")} description={t("credits-adjust-by-text")} inputMode="text" value={amount} error={amountError} onChange={(event) => changed(() => setAmount(event.target.value))} required />
        {limit && hundredths !== null && !tooMuch && (
          <p className="faint" role="status">
            {t("credits-adjust-result", { before: format.credits(limit.remaining_hundredths), after: format.credits(limit.remaining_hundredths + hundredths) })}
          </p>
        )}
        <TextInput label={t("reason")} description={t("credits-adjust-reason-text")} value={reason} error={at("reason")} onChange={(event) => changed(() => setReason(event.target.value))} required />
        {named && named.errors.length === 0 && !named.field && (
          <p className="matter-error" role="alert">
            {problemText(tr, problem)}
          </p>
        )}
        <div className="buttons buttons-end">
          <Button variant="default" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button type="submit" loading={busy} disabled={!complete}>
            {t("credits-adjust")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
