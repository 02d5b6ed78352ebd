/* Writes a new contract of an account, or changes one that is still a draft. */
import { useQuery } from "@tanstack/react-query";
import { useMemo, useRef, useState } from "react";
import { body, client, etag, newKey } from "../api/client";
import { asProblem, problemText } from "../api/problem";
import { accountContactsQuery, assetsQuery, plansQuery, productsQuery, queryClient, typesQuery } from "../api/queries";
import type { Account, Contract } from "../api/types";
import { nowMs } from "../lib/clock";
import { useI18n, useSection } from "../lib/i18n";
import { without, wrongFields } from "../promises/draft";
import { localIn } from "../promises/duration";
import { ChoiceField, ChoicesField, EditProvider, SwitchField, TextField, choices } from "../promises/fields";
import { CHANNELS } from "../promises/plan";
import { listQuery } from "../promises/api";
import { Findings } from "../promises/Findings";
import { notesByField, useLint } from "../promises/lint";
import { Button, Modal, Textarea, toast } from "../ui";
import { type ContractFields, contractFields, encodeContract } from "./contractForm";

export function ContractForm({ account, contract, onClose }: { account: Account; contract: Contract | null; onClose: () => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const ready = useSection("promises");
  const key = useRef(newKey());
  const [form, setForm] = useState<ContractFields>(() => contractFields(contract, localIn(account.zone, nowMs()).slice(0, 10)));
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const [refused, setRefused] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  // The linter reads a contract as it would be made, with its account, also when it is changed.
  const draft = useMemo(() => encodeContract(form, account.id), [form, account.id]);
  const told = useLint("contract", contract?.id ?? null, draft, ready);
  const notes = useMemo(() => notesByField(told), [told]);
  const edit = useMemo(() => ({ wrong, notes, readOnly: false, touch: (field: string) => setWrong((old) => without(old, field)) }), [wrong, notes]);
  const { data: plans } = useQuery(plansQuery);
  const { data: slas } = useQuery(listQuery("slas"));
  const { data: products } = useQuery(productsQuery);
  const { data: types } = useQuery(typesQuery);
  const { data: assets } = useQuery(assetsQuery(account.id));
  const { data: contacts } = useQuery(accountContactsQuery(account.id));
  if (!ready) return null;
  const set = (part: Partial<ContractFields>): void => setForm((old) => ({ ...old, ...part }));
  const cover = (kind: keyof ContractFields["coverage"]) => (values: string[]): void => setForm((old) => ({ ...old, coverage: { ...old.coverage, [kind]: values } }));
  const save = async (): Promise<void> => {
    const encoded = encodeContract(form, contract ? null : account.id);
    const unread = Object.entries(encoded.wrong);
    if (unread.length > 0) {
      setWrong(Object.fromEntries(unread.map(([field, id]) => [field, t(id)])));
      return;
    }
    setBusy(true);
    setWrong({});
    setRefused(null);
    try {
      await body<Contract>(
        contract
          ? client.PATCH("/api/v1/contracts/{contract}", { params: { path: { contract: contract.id } }, headers: { "If-Match": etag(contract.version) }, body: encoded.body as never })
          : client.POST("/api/v1/contracts", { headers: { "Idempotency-Key": key.current }, body: encoded.body as never }),
      );
      toast({ text: t(contract ? "saved" : "contract-made") });
      void queryClient.invalidateQueries({ queryKey: ["account", account.id, "contracts"] });
      onClose();
    } catch (error) {
      const problem = asProblem(error);
      if (problem.status > 0) key.current = newKey();
      const fields = wrongFields(tr, problem, encoded.at);
      setWrong(fields);
      // An overlap names the other contract; that detail is worth more than the general word.
      if (Object.keys(fields).length === 0) setRefused(problem.code === "contract_overlap" && problem.detail ? `${problemText(tr, error)} (${problem.detail})` : problemText(tr, error));
    }
    setBusy(false);
  };
  return (
    <Modal opened onClose={onClose} size={720} radius="lg" closeOnClickOutside={false} title={t(contract ? "contract-edit" : "contract-new")} classNames={{ title: "dialog-title" }} closeButtonProps={{ "aria-label": t("close") }}>
      <EditProvider value={edit}>
        <form
          className="dialog-form contract-form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          <div className="form-row">
            <ChoiceField k="plan_id" label={t("plan")} value={form.plan_id || null} onChange={(plan_id) => set({ plan_id: plan_id ?? "" })} data={choices(plans)} placeholder={t("contract-choose-plan")} />
            <TextField k="name" label={t("promise-named")} value={form.name} onChange={(name) => set({ name })} placeholder={t("contract-name-hint")} />
          </div>
          <div className="form-row">
            <TextField k="start" label={t("contract-start")} type="date" value={form.start} onChange={(start) => set({ start })} />
            <TextField k="last" label={t("contract-last")} type="date" value={form.last} onChange={(last) => set({ last })} />
          </div>
          <h3>{t("contract-covers")}</h3>
          <p className="soft">{t("contract-covers-text")}</p>
          <div className="form-row">
            <ChoicesField k="coverage.products" label={t("contract-products")} placeholder={t("contract-all")} value={form.coverage.products} onChange={cover("products")} data={choices(products)} />
            <ChoicesField k="coverage.assets" label={t("contract-assets")} placeholder={t("contract-all")} value={form.coverage.assets} onChange={cover("assets")} data={choices(assets)} />
          </div>
          <div className="form-row">
            <ChoicesField k="coverage.contacts" label={t("contract-contacts")} placeholder={t("contract-all")} value={form.coverage.contacts} onChange={cover("contacts")} data={choices(contacts)} />
            <ChoicesField k="coverage.channels" label={t("plan-channels")} placeholder={t("contract-all")} value={form.coverage.channels} onChange={cover("channels")} data={CHANNELS.map((each) => ({ value: each, label: tr.dynamic(`channel-${each}`) ?? each }))} />
          </div>
          <ChoicesField k="coverage.types" label={t("plan-types")} placeholder={t("contract-all")} value={form.coverage.types} onChange={cover("types")} data={choices(types)} />
          <div className="form-row">
            <ChoiceField k="sla_id" label={t("contract-sla")} clearable value={form.sla_id || null} onChange={(sla_id) => set({ sla_id: sla_id ?? "" })} data={choices(slas?.filter((sla) => sla.layer === "contract"))} placeholder={t("contract-sla-none")} />
            <TextField k="rank" label={t("contract-rank")} hint={undefined} mode="numeric" value={form.rank} onChange={(rank) => set({ rank })} />
          </div>
          <SwitchField k="children" label={t("contract-children")} hint={t("contract-children-text")} value={form.children} onChange={(children) => set({ children })} />
          <Textarea label={t("contract-words")} description={t("contract-words-text")} rows={4} value={form.terms_text} error={wrong.terms_text} onChange={(event) => {
              setWrong((old) => without(old, "terms_text"));
              set({ terms_text: event.currentTarget.value });
            }} />
          {draft.body.plan_id !== "" && <Findings told={told} />}
          {refused && (
            <p className="hint hint-red" role="alert">
              {refused}
            </p>
          )}
          <div className="buttons buttons-end">
            <Button variant="default" onClick={onClose}>
              {t("cancel")}
            </Button>
            <Button type="submit" loading={busy}>
              {t(contract ? "save" : "contract-make")}
            </Button>
          </div>
        </form>
      </EditProvider>
    </Modal>
  );
}
