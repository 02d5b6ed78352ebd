/* Credits on top of a contract's limits, for anything or for one product or asset alone. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { body, client } from "../api/client";
import { assetsQuery, productsQuery } from "../api/queries";
import { useSending } from "../api/sending";
import type { Account, Contract } from "../api/types";
import { nowMs } from "../lib/clock";
import { useFormat } from "../lib/format";
import { useI18n } from "../lib/i18n";
import { bucketName } from "../ticket/bucket";
import { Dialog, DialogForm, Select, TextInput, toast } from "../ui";
import { contractName } from "./contract";
import { contractChanged } from "./Amendments";
import { dayIn, endOfDay, hundredthsOf } from "./terms";

/** What a top-up begins with, when something else proposes it. */
export interface TopUpStart {
  bucket: string;
  hundredths: number;
  reason: string;
}

export function TopUpDialog({ contract, account, start, onClose }: { contract: Contract; account: Account; start?: TopUpStart | undefined; onClose: () => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const format = useFormat();
  const sending = useSending(["amount_hundredths", "bucket", "product_id", "asset_id", "expires_at", "reason"]);
  const [today] = useState(() => dayIn(account.zone, nowMs()));
  const [amount, setAmount] = useState(start ? String(start.hundredths / 100) : "");
  const [bucket, setBucket] = useState<string | null>(start && contract.credits.length > 1 ? start.bucket : null);
  const [product, setProduct] = useState<string | null>(null);
  const [asset, setAsset] = useState<string | null>(null);
  const [until, setUntil] = useState("");
  const [reason, setReason] = useState(start?.reason ?? "");
  const { data: products = [] } = useQuery(productsQuery);
  const { data: assets = [] } = useQuery(assetsQuery(account.id));
  const hundredths = hundredthsOf(amount);
  const changed = (run: () => void) => {
    sending.touched();
    run();
  };
  const save = async (): Promise<void> => {
    if (hundredths === null || !reason.trim()) return;
    const done = await sending.send(async (key) => {
      await body(
        client.POST("/api/v1/contracts/{contract}/top_ups", {
          params: { path: { contract: contract.id } },
          headers: { "Idempotency-Key": key },
          body: {
            amount_hundredths: hundredths,
            reason: reason.trim(),
            ...(bucket ? { bucket } : {}),
            ...(asset ? { asset_id: asset } : product ? { product_id: product } : {}),
            ...(until ? { expires_at: endOfDay(until, account.zone) } : {}),
          },
        }),
      );
    });
    if (!done) return;
    await contractChanged(contract);
    toast({ text: t("top-up-toast", { credits: format.credits(hundredths) }) });
    onClose();
  };
  return (
    <Dialog title={t("top-up-title", { contract: contractName(contract) })} size={520} kept onClose={onClose}>
      <DialogForm sending={sending} onSubmit={() => void save()} onClose={onClose} label={t("top-up")} disabled={hundredths === null || !reason.trim()}>
        <TextInput data-autofocus label={t("credits")} inputMode="decimal" value={amount} error={amount && hundredths === null ? t("top-up-amount-wrong") : sending.wrong.amount_hundredths} onChange={(event) => changed(() => setAmount(event.target.value))} required />
        {contract.credits.length > 1 && (
          <Select label={t("bucket")} description={t("top-up-bucket-text")} clearable placeholder={t("top-up-all-limits")} value={bucket} error={sending.wrong.bucket} onChange={(value) => changed(() => setBucket(value))} data={contract.credits.map((each) => ({ value: each.bucket, label: bucketName(tr, each) }))} />
        )}
        <Select
          label={t("prop-product")}
          description={t("top-up-product-text")}
          searchable
          clearable
          placeholder={t("top-up-anything")}
          nothingFoundMessage={t("nothing-found")}
          value={product}
          error={sending.wrong.product_id}
          onChange={(value) =>
            changed(() => {
              setProduct(value);
              if (assets.find((each) => each.id === asset)?.product_id !== value) setAsset(null);
            })
          }
          data={products.map((each) => ({ value: each.id, label: each.name }))}
        />
        <Select
          label={t("prop-asset")}
          searchable
          clearable
          placeholder={t("top-up-anything")}
          nothingFoundMessage={t("matter-no-assets")}
          value={asset}
          error={sending.wrong.asset_id}
          onChange={(value) =>
            changed(() => {
              setAsset(value);
              const found = assets.find((each) => each.id === value);
              if (found) setProduct(found.product_id);
            })
          }
          data={assets.filter((each) => !product || each.product_id === product).map((each) => ({ value: each.id, label: each.serial ? `${each.name} · ${each.serial}` : each.name }))}
        />
        <TextInput type="date" label={t("top-up-until")} description={t("top-up-until-text")} min={today} value={until} error={sending.wrong.expires_at} onChange={(event) => changed(() => setUntil(event.target.value))} />
        <TextInput label={t("reason")} placeholder={t("top-up-reason-hint")} value={reason} error={sending.wrong.reason} onChange={(event) => changed(() => setReason(event.target.value))} required />
      </DialogForm>
    </Dialog>
  );
}
