/* Writes a template of contracts, or another version of one. */
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { plansQuery, productsQuery } from "../api/queries";
import { useSending } from "../api/sending";
import { useI18n } from "../lib/i18n";
import { idPart } from "../lib/plaintext";
import { ChoiceField, ChoicesField, EditProvider, TextField, choices } from "../promises/fields";
import { CHANNELS } from "../promises/plan";
import { Dialog, DialogForm, toast } from "../ui";
import { AgreedFields } from "./AgreedFields";
import { type Shared, TERM_UNITS, type Template, type TemplateFields, type TermUnit, encodeTemplate, keepTemplate, templateFields } from "./templates";

export function TemplateForm({ kept, onClose, onSaved }: { kept: Template | null; onClose: () => void; onSaved?: (saved: Template) => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const sending = useSending(null);
  const { wrong, touched } = sending;
  const [form, setForm] = useState<TemplateFields>(() => templateFields(kept));
  const edit = useMemo(() => ({ wrong, notes: {}, readOnly: false, touch: touched }), [wrong, touched]);
  const { data: plans } = useQuery(plansQuery);
  const { data: products } = useQuery(productsQuery);
  const set = (part: Partial<TemplateFields>): void => setForm((old) => ({ ...old, ...part }));
  const cover = (kind: Shared) => (values: string[]): void => setForm((old) => ({ ...old, coverage: { ...old.coverage, [kind]: values } }));
  const save = async (): Promise<void> => {
    const encoded = encodeTemplate(form);
    const unread = Object.entries(encoded.wrong);
    if (unread.length > 0) {
      sending.refuse(Object.fromEntries(unread.map(([field, id]) => [field, t(id)])));
      return;
    }
    const done = await sending.send(
      async (key) => {
        onSaved?.(await keepTemplate(kept, encoded.body, key));
      },
      { at: encoded.at },
    );
    if (!done) return;
    toast({ text: t("saved") });
    onClose();
  };
  return (
    <Dialog title={t(kept ? "template-edit" : "template-new")} size={720} kept onClose={onClose}>
      <EditProvider value={edit}>
        <DialogForm sending={sending} onSubmit={() => void save()} onClose={onClose} label={t(kept ? "promise-save-version" : "promise-create")} className="contract-form">
          <div className="form-row">
            <TextField k="name" label={t("promise-named")} value={form.name} onChange={(name) => set({ name })} placeholder={t("template-name-hint")} required />
            <ChoiceField k="plan_id" label={t("plan")} value={form.plan_id || null} onChange={(plan_id) => set({ plan_id: plan_id ?? "" })} data={choices(plans)} placeholder={t("contract-choose-plan")} />
          </div>
          <div className="form-row">
            <TextField k="count" label={t("template-lasts")} mode="numeric" value={form.count} onChange={(count) => set({ count })} placeholder={t("open-ended")} />
            <ChoiceField k="unit" label={t("template-lasts-unit")} value={form.unit} onChange={(unit) => set({ unit: (unit ?? "year") as TermUnit })} data={TERM_UNITS.map((each) => ({ value: each as string, label: tr.dynamic(`term-unit-${idPart(each)}`) ?? each }))} />
            <TextField k="contract_name" label={t("template-contract-name")} value={form.contract_name} onChange={(contract_name) => set({ contract_name })} placeholder={t("contract-name-hint")} />
          </div>
          <h3>{t("contract-covers")}</h3>
          <p className="soft">{t("template-covers-text")}</p>
          <div className="form-row">
            <ChoicesField k="coverage.products" label={t("contract-products")} placeholder={t("contract-all")} value={form.coverage.products} onChange={cover("products")} data={choices(products)} />
            <ChoicesField k="coverage.channels" label={t("plan-channels")} placeholder={t("contract-all")} value={form.coverage.channels} onChange={cover("channels")} data={CHANNELS.map((each) => ({ value: each, label: tr.dynamic(`channel-${each}`) ?? each }))} />
          </div>
          <AgreedFields form={form} sending={sending} set={set} setTypes={cover("types")} />
        </DialogForm>
      </EditProvider>
    </Dialog>
  );
}
