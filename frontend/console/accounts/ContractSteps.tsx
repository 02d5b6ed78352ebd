/* The life of a contract, step by step, from the account's page. */
import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { body, client } from "../api/client";
import { queryClient } from "../api/queries";
import { useSending } from "../api/sending";
import type { Account, Contract } from "../api/types";
import { useI18n, useSection } from "../lib/i18n";
import { instantIn } from "../promises/duration";
import { can, useMe } from "../shell/session";
import { ActionIcon, Dialog, DialogForm, Menu, TextInput, Textarea, toast } from "../ui";
import { RenewDialog } from "../contracts/RenewDialog";
import { contractName } from "./contract";
import { ContractForm } from "./ContractForm";
import { STEPS, type StepName } from "./contractForm";

/** States in which a contract can go on as another. */
const RENEWED = ["active", "suspended", "expired"];

export function ContractSteps({ account, contract }: { account: Account; contract: Contract }) {
  const { tr } = useI18n();
  const t = tr.t;
  const ready = useSection("promises");
  const me = useMe();
  const [asking, setAsking] = useState<StepName | null>(null);
  const [editing, setEditing] = useState(false);
  const [renewing, setRenewing] = useState(false);
  const steps = STEPS[contract.state] ?? [];
  const renews = contract.end_date && RENEWED.includes(contract.state);
  if (!ready || !can(me, "contract_manage") || (steps.length === 0 && !renews)) return null;
  return (
    <>
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <ActionIcon variant="default" size={28} aria-label={t("contract-actions", { name: contractName(contract) })}>
            <Ellipsis size={15} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {contract.state === "draft" && <Menu.Item onClick={() => setEditing(true)}>{t("contract-edit")}</Menu.Item>}
          {renews && <Menu.Item onClick={() => setRenewing(true)}>{t("renew")}</Menu.Item>}
          {steps.map((step) => (
            <Menu.Item key={step} color={step === "cancel" ? "red" : undefined} onClick={() => setAsking(step)}>
              {t(`contract-step-${step}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {asking && <Ask account={account} contract={contract} step={asking} onClose={() => setAsking(null)} />}
      {renewing && contract.end_date && <RenewDialog contract={{ ...contract, end_date: contract.end_date }} onClose={() => setRenewing(false)} />}
      {editing && <ContractForm account={account} contract={contract} onClose={() => setEditing(false)} />}
    </>
  );
}

function Ask({ account, contract, step, onClose }: { account: Account; contract: Contract; step: StepName; onClose: () => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const sending = useSending(["reason", "until"]);
  const [reason, setReason] = useState("");
  const [until, setUntil] = useState("");
  const asks = step === "suspend" || step === "cancel";
  const run = async (): Promise<void> => {
    const ends = step === "suspend" && until ? instantIn(account.zone, `${until}T00:00`) : null;
    const done = await sending.send(async (key) => {
      const path = { params: { path: { contract: contract.id } }, headers: { "Idempotency-Key": key } };
      await body(
        step === "suspend"
          ? client.POST("/api/v1/contracts/{contract}/suspend", { ...path, body: { reason: reason.trim(), ...(ends ? { until: ends } : {}) } })
          : step === "cancel"
            ? client.POST("/api/v1/contracts/{contract}/cancel", { ...path, body: { reason: reason.trim() } })
            : client.POST(`/api/v1/contracts/{contract}/${step}` as "/api/v1/contracts/{contract}/activate", { ...path, body: {} as never }),
      );
    });
    if (!done) return;
    toast({ text: t("contract-stepped", { name: contractName(contract) }) });
    void queryClient.invalidateQueries({ queryKey: ["account", account.id] });
    onClose();
  };
  return (
    <Dialog title={t(`contract-step-${step}`)} kept={asks} onClose={onClose}>
      <DialogForm sending={sending} onSubmit={() => void run()} onClose={onClose} label={t(`contract-step-${step}`)} disabled={asks && !reason.trim()} danger={step === "cancel"} focused={!asks}>
        <p>{t(`contract-ask-${step}`, { name: contractName(contract) })}</p>
        {asks && <Textarea data-autofocus label={t("reason")} value={reason} error={sending.wrong.reason} rows={2} onChange={(event) => {
              sending.touched("reason");
              setReason(event.currentTarget.value);
            }} />}
        {step === "suspend" && <TextInput type="date" label={t("contract-until")} description={t("contract-until-text")} value={until} error={sending.wrong.until} onChange={(event) => {
              sending.touched("until");
              setUntil(event.currentTarget.value);
            }} />}
      </DialogForm>
    </Dialog>
  );
}
