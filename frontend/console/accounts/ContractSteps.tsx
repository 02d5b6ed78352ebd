/* The life of a contract, step by step, from the account's page. */
import { Ellipsis } from "lucide-react";
import { type FormEvent, useRef, useState } from "react";
import { body, client, newKey } from "../api/client";
import { asProblem, problemText } from "../api/problem";
import { queryClient } from "../api/queries";
import type { Account, Contract } from "../api/types";
import { useI18n, useSection } from "../lib/i18n";
import { instantIn } from "../promises/duration";
import { can, useMe } from "../shell/session";
import { ActionIcon, Button, Menu, Modal, TextInput, Textarea, toast } from "../ui";
import { RenewDialog } from "../contracts/RenewDialog";
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
          <ActionIcon variant="default" size={28} aria-label={t("contract-actions", { name: contract.name || `#${contract.number}` })}>
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
  const key = useRef(newKey());
  const [reason, setReason] = useState("");
  const [until, setUntil] = useState("");
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const asks = step === "suspend" || step === "cancel";
  const run = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setWrong({});
    const path = { params: { path: { contract: contract.id } }, headers: { "Idempotency-Key": key.current } };
    try {
      const ends = step === "suspend" && until ? instantIn(account.zone, `${until}T00:00`) : null;
      await body(
        step === "suspend"
          ? client.POST("/api/v1/contracts/{contract}/suspend", { ...path, body: { reason: reason.trim(), ...(ends ? { until: ends } : {}) } })
          : step === "cancel"
            ? client.POST("/api/v1/contracts/{contract}/cancel", { ...path, body: { reason: reason.trim() } })
            : client.POST(`/api/v1/contracts/{contract}/${step}` as "/api/v1/contracts/{contract}/activate", { ...path, body: {} as never }),
      );
      toast({ text: t("contract-stepped", { name: contract.name || `#${contract.number}` }) });
      void queryClient.invalidateQueries({ queryKey: ["account", account.id] });
      onClose();
    } catch (error) {
      const problem = asProblem(error);
      if (problem.status > 0) key.current = newKey();
      setWrong({ [problem.field ?? ""]: problem.code === "contract_overlap" && problem.detail ? `${problemText(tr, error)} (${problem.detail})` : problemText(tr, error) });
    }
    setBusy(false);
  };
  return (
    <Modal opened onClose={onClose} title={t(`contract-step-${step}`)} radius="lg" classNames={{ title: "dialog-title" }} closeButtonProps={{ "aria-label": t("close") }}>
      <form className="dialog-form" noValidate onSubmit={(event) => void run(event)}>
        <p>{t(`contract-ask-${step}`, { name: contract.name || `#${contract.number}` })}</p>
        {asks && <Textarea data-autofocus label={t("reason")} value={reason} error={wrong.reason} rows={2} onChange={(event) => setReason(event.currentTarget.value)} />}
        {step === "suspend" && <TextInput type="date" label={t("contract-until")} description={t("contract-until-text")} value={until} error={wrong.until} onChange={(event) => setUntil(event.currentTarget.value)} />}
        {wrong[""] && (
          <p className="hint hint-red" role="alert">
            {wrong[""]}
          </p>
        )}
        <div className="buttons buttons-end">
          <Button variant="default" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button type="submit" loading={busy} color={step === "cancel" ? "red" : undefined} disabled={asks && !reason.trim()} data-autofocus={asks ? undefined : true}>
            {t(`contract-step-${step}`)}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
