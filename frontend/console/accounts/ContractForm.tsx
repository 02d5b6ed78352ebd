/* Writes a new contract of an account, or changes one that is still a draft. */
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { body, client, etag } from "../api/client";
import { accountContactsQuery, assetsQuery, plansQuery, productsQuery, queryClient } from "../api/queries";
import { useSending } from "../api/sending";
import type { Account, Contract } from "../api/types";
import { nowMs } from "../lib/clock";
import { useI18n, useSection } from "../lib/i18n";
import { localIn } from "../promises/duration";
import { ChoiceField, ChoicesField, EditProvider, TextField, choices } from "../promises/fields";
import { CHANNELS } from "../promises/plan";
import { Findings } from "../promises/Findings";
import { notesByField, useLint } from "../promises/lint";
import { Dialog, DialogForm, toast } from "../ui";
import { AgreedFields } from "../contracts/AgreedFields";
import { type ContractFields, contractFields, encodeContract } from "./contractForm";

export function ContractForm({ account, contract, onClose }: { account: Account; contract: Contract | null; onClose: () => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const ready = useSection("promises");
  const sending = useSending(null);
  const { wrong, touched } = sending;
  const [form, setForm] = useState<ContractFields>(() => contractFields(contract, localIn(account.zone, nowMs()).slice(0, 10)));
  // The linter reads a contract as it would be made, with its account, also when it is changed.
  const draft = useMemo(() => encodeContract(form, account.id), [form, account.id]);
  const told = useLint("contract", contract?.id ?? null, draft, ready);
  const notes = useMemo(() => notesByField(told), [told]);
  const edit = useMemo(() => ({ wrong, notes, readOnly: false, touch: touched }), [wrong, notes, touched]);
  const { data: plans } = useQuery(plansQuery);
  const { data: products } = useQuery(productsQuery);
  const { data: assets } = useQuery(assetsQuery(account.id));
  const { data: contacts } = useQuery(accountContactsQuery(account.id));
  if (!ready) return null;
  const set = (part: Partial<ContractFields>): void => setForm((old) => ({ ...old, ...part }));
  const cover = (kind: keyof ContractFields["coverage"]) => (values: string[]): void => setForm((old) => ({ ...old, coverage: { ...old.coverage, [kind]: values } }));
  const save = async (): Promise<void> => {
    const encoded = encodeContract(form, contract ? null : account.id);
    const unread = Object.entries(encoded.wrong);
    if (unread.length > 0) {
      sending.refuse(Object.fromEntries(unread.map(([field, id]) => [field, t(id)])));
      return;
    }
    const done = await sending.send(
      async (key) => {
        await body<Contract>(
          contract
            ? client.PATCH("/api/v1/contracts/{contract}", { params: { path: { contract: contract.id } }, headers: { "If-Match": etag(contract.version) }, body: encoded.body as never })
            : client.POST("/api/v1/contracts", { headers: { "Idempotency-Key": key }, body: encoded.body as never }),
        );
      },
      { at: encoded.at },
    );
    if (!done) return;
    toast({ text: t(contract ? "saved" : "contract-made") });
    void queryClient.invalidateQueries({ queryKey: ["account", account.id, "contracts"] });
    onClose();
  };
  return (
    <Dialog title={t(contract ? "contract-edit" : "contract-new")} size={720} kept onClose={onClose}>
      <EditProvider value={edit}>
        <DialogForm sending={sending} onSubmit={() => void save()} onClose={onClose} label={t(contract ? "save" : "contract-make")} className="contract-form">
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
          <AgreedFields form={form} sending={sending} set={set} setTypes={cover("types")} />
          {draft.body.plan_id !== "" && <Findings told={told} />}
        </DialogForm>
      </EditProvider>
    </Dialog>
  );
}
