/* Credits on top of a contract's limits, for anything or for one product or asset alone. */
import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { body, client, newKey } from "../api/client";
import { asProblem, problemText } from "../api/problem";
import { assetsQuery, productsQuery } from "../api/queries";
import type { Account, Contract } from "../api/types";
import { nowMs } from "../lib/clock";
import { useFormat } from "../lib/format";
import { useI18n } from "../lib/i18n";
import { idPart } from "../lib/plaintext";
import { bucketName } from "../ticket/bucket";
import { Button, Modal, Select, TextInput, toast } from "../ui";
import { contractChanged } from "./Amendments";
import { dayIn, endOfDay, hundredthsOf } from "./terms";

export function TopUpDialog({ contract, account, onClose }: { contract: Contract; account: Account; onClose: () => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const format = useFormat();
  const key = useRef(newKey());
  const [today] = useState(() => dayIn(account.zone, nowMs()));
  const [amount, setAmount] = useState("");
  const [bucket, setBucket] = useState<string | null>(null);
  const [product, setProduct] = useState<string | null>(null);
  const [asset, setAsset] = useState<string | null>(null);
  const [until, setUntil] = useState("");
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const { data: products = [] } = useQuery(productsQuery);
  const { data: assets = [] } = useQuery(assetsQuery(account.id));
  const hundredths = hundredthsOf(amount);
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
  const save = async (): Promise<void> => {
    if (busy || hundredths === null || !reason.trim()) return;
    setBusy(true);
    try {
      await body(
        client.POST("/api/v1/contracts/{contract}/top_ups", {
          params: { path: { contract: contract.id } },
          headers: { "Idempotency-Key": key.current },
          body: {
            amount_hundredths: hundredths,
            reason: reason.trim(),
            ...(bucket ? { bucket } : {}),
            ...(asset ? { asset_id: asset } : product ? { product_id: product } : {}),
            ...(until ? { expires_at: endOfDay(until, account.zone) } : {}),
          },
        }),
      );
      await contractChanged(contract);
      toast({ text: t("top-up-toast", { credits: format.credits(hundredths) }) });
      onClose();
    } catch (error) {
      setProblem(error);
      key.current = newKey();
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal opened onClose={onClose} title={t("top-up-title", { contract: contract.name || `#${contract.number}` })} size={520} radius="lg" classNames={{ title: "dialog-title" }} closeButtonProps={{ "aria-label": t("close") }}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextInput data-autofocus label={t("credits")} inputMode="decimal" value={amount} error={amount && hundredths === null ? t("top-up-amount-wrong") : at("amount_hundredths")} onChange={(event) => changed(() => setAmount(event.target.value))} required />
        {contract.credits.length > 1 && (
          <Select label={t("bucket")} description={t("top-up-bucket-text")} clearable placeholder={t("top-up-all-limits")} value={bucket} error={at("bucket")} onChange={(value) => changed(() => setBucket(value))} data={contract.credits.map((each) => ({ value: each.bucket, label: bucketName(tr, each) }))} />
        )}
        <Select
          label={t("prop-product")}
          description={t("top-up-product-text")}
          searchable
          clearable
          placeholder={t("top-up-anything")}
          nothingFoundMessage={t("nothing-found")}
          value={product}
          error={at("product_id")}
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
          error={at("asset_id")}
          onChange={(value) =>
            changed(() => {
              setAsset(value);
              const found = assets.find((each) => each.id === value);
              if (found) setProduct(found.product_id);
            })
          }
          data={assets.filter((each) => !product || each.product_id === product).map((each) => ({ value: each.id, label: each.serial ? `${each.name} · ${each.serial}` : each.name }))}
        />
        <TextInput type="date" label={t("top-up-until")} description={t("top-up-until-text")} min={today} value={until} error={at("expires_at")} onChange={(event) => changed(() => setUntil(event.target.value))} />
        <TextInput label={t("reason")} placeholder={t("top-up-reason-hint")} value={reason} error={at("reason")} onChange={(event) => changed(() => setReason(event.target.value))} required />
        {named && named.errors.length === 0 && !named.field && (
          <p className="matter-error" role="alert">
            {problemText(tr, problem)}
          </p>
        )}
        <div className="buttons buttons-end">
          <Button variant="default" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button type="submit" loading={busy} disabled={hundredths === null || !reason.trim()}>
            {t("top-up")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
