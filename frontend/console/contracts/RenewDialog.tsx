/* Makes the contract that follows one. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { contractName } from "../accounts/contract";
import { plansQuery } from "../api/queries";
import { useSending } from "../api/sending";
import { useFormat } from "../lib/format";
import { useI18n } from "../lib/i18n";
import { idPart } from "../lib/plaintext";
import { parseWhole } from "../promises/duration";
import { Dialog, DialogForm, Select, TextInput, toast } from "../ui";
import { renewContract } from "./renewals";
import { TERM_UNITS, type TermUnit } from "./templates";

const STATES = ["draft", "awaiting_acceptance", "active"] as const;

export interface Renewable {
  id: string;
  name: string;
  number: number;
  end_date: string;
  plan: { id: string; name: string };
  account: { id: string };
}

export function RenewDialog({ contract, onClose }: { contract: Renewable; onClose: () => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const format = useFormat();
  const sending = useSending(["term.count", "plan_id"]);
  const [count, setCount] = useState("1");
  const [unit, setUnit] = useState<TermUnit>("year");
  const [state, setState] = useState<string>("draft");
  const [plan, setPlan] = useState(contract.plan.id);
  const { data: plans } = useQuery(plansQuery);
  const known = plans ?? [contract.plan];
  const changed = (run: () => void): void => {
    sending.touched();
    run();
  };
  const run = async (): Promise<void> => {
    const units = parseWhole(count);
    if (units === null) {
      sending.refuse({ "term.count": t("promise-bad-number") });
      return;
    }
    const done = await sending.send(async (key) => {
      const made = await renewContract(contract.id, contract.account.id, { term: { unit, count: units }, state, plan_id: plan }, key);
      toast({ text: t("renew-done", { day: made.end_date ? format.lastDay(made.end_date) : "" }) });
    });
    if (done) onClose();
  };
  return (
    <Dialog title={t("renew-title", { name: contractName(contract) })} size={560} kept onClose={onClose}>
      <DialogForm sending={sending} onSubmit={() => void run()} onClose={onClose} label={t("renew")}>
        <p>{t("renew-text", { day: format.date(contract.end_date) })}</p>
        <div className="form-row">
          <TextInput data-autofocus label={t("template-lasts")} inputMode="numeric" value={count} error={sending.wrong["term.count"]} onChange={(event) => changed(() => setCount(event.target.value))} />
          <Select label={t("template-lasts-unit")} value={unit} allowDeselect={false} data={TERM_UNITS.map((each) => ({ value: each as string, label: tr.dynamic(`term-unit-${idPart(each)}`) ?? each }))} onChange={(next) => changed(() => setUnit((next ?? "year") as TermUnit))} />
        </div>
        <div className="form-row">
          <Select label={t("plan")} value={plan} allowDeselect={false} searchable={known.length > 7} error={sending.wrong.plan_id} data={known.map((each) => ({ value: each.id, label: each.name }))} onChange={(next) => changed(() => setPlan(next ?? contract.plan.id))} />
          <Select label={t("renew-until")} value={state} allowDeselect={false} data={STATES.map((each) => ({ value: each as string, label: t(`template-until-${each === "awaiting_acceptance" ? "offer" : each}`) }))} onChange={(next) => changed(() => setState(next ?? "draft"))} />
        </div>
      </DialogForm>
    </Dialog>
  );
}
