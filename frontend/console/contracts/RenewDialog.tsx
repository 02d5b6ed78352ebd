/* Makes the contract that follows one. */
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useRef, useState } from "react";
import { newKey } from "../api/client";
import { asProblem, problemText } from "../api/problem";
import { plansQuery } from "../api/queries";
import { useFormat } from "../lib/format";
import { useI18n } from "../lib/i18n";
import { idPart } from "../lib/plaintext";
import { parseWhole } from "../promises/duration";
import { Button, Modal, Select, TextInput, toast } from "../ui";
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
  const key = useRef(newKey());
  const [count, setCount] = useState("1");
  const [unit, setUnit] = useState<TermUnit>("year");
  const [state, setState] = useState<string>("draft");
  const [plan, setPlan] = useState(contract.plan.id);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const { data: plans } = useQuery(plansQuery);
  const known = plans ?? [contract.plan];
  const run = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const units = parseWhole(count);
    if (units === null) {
      setWrong({ "term.count": t("promise-bad-number") });
      return;
    }
    setBusy(true);
    setWrong({});
    try {
      const made = await renewContract(contract.id, contract.account.id, { term: { unit, count: units }, state, plan_id: plan }, key.current);
      toast({ text: t("renew-done", { day: made.end_date ? format.lastDay(made.end_date) : "" }) });
      onClose();
    } catch (error) {
      const problem = asProblem(error);
      if (problem.status > 0) key.current = newKey();
      setWrong({ [problem.field ?? ""]: problem.code === "contract_overlap" && problem.detail ? `${problemText(tr, error)} (${problem.detail})` : problemText(tr, error) });
    }
    setBusy(false);
  };
  return (
    <Modal opened onClose={onClose} size={560} radius="lg" title={t("renew-title", { name: contract.name || `#${contract.number}` })} classNames={{ title: "dialog-title" }} closeButtonProps={{ "aria-label": t("close") }}>
      <form className="dialog-form" noValidate onSubmit={(event) => void run(event)}>
        <p>{t("renew-text", { day: format.date(contract.end_date) })}</p>
        <div className="form-row">
          <TextInput data-autofocus label={t("template-lasts")} inputMode="numeric" value={count} error={wrong["term.count"]} onChange={(event) => setCount(event.currentTarget.value)} />
          <Select label={t("template-lasts-unit")} value={unit} allowDeselect={false} data={TERM_UNITS.map((each) => ({ value: each as string, label: tr.dynamic(`term-unit-${idPart(each)}`) ?? each }))} onChange={(next) => setUnit((next ?? "year") as TermUnit)} />
        </div>
        <div className="form-row">
          <Select label={t("plan")} value={plan} allowDeselect={false} searchable={known.length > 7} error={wrong.plan_id} data={known.map((each) => ({ value: each.id, label: each.name }))} onChange={(next) => setPlan(next ?? contract.plan.id)} />
          <Select label={t("renew-until")} value={state} allowDeselect={false} data={STATES.map((each) => ({ value: each as string, label: t(`template-until-${each === "awaiting_acceptance" ? "offer" : each}`) }))} onChange={(next) => setState(next ?? "draft")} />
        </div>
        {wrong[""] && (
          <p className="hint hint-red" role="alert">
            {wrong[""]}
          </p>
        )}
        <div className="buttons buttons-end">
          <Button variant="default" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button type="submit" loading={busy}>
            {t("renew")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
