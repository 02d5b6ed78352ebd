/* Writes a template of contracts, or another version of one. */
import { useQuery } from "@tanstack/react-query";
import { useMemo, useRef, useState } from "react";
import { newKey } from "../api/client";
import { asProblem, problemText } from "../api/problem";
import { plansQuery, productsQuery, typesQuery } from "../api/queries";
import { useI18n } from "../lib/i18n";
import { idPart } from "../lib/plaintext";
import { listQuery } from "../promises/api";
import { without, wrongFields } from "../promises/draft";
import { ChoiceField, ChoicesField, EditProvider, SwitchField, TextField, choices } from "../promises/fields";
import { CHANNELS } from "../promises/plan";
import { Button, Modal, Textarea, toast } from "../ui";
import { type Shared, TERM_UNITS, type Template, type TemplateFields, type TermUnit, encodeTemplate, keepTemplate, templateFields } from "./templates";

export function TemplateForm({ kept, onClose, onSaved }: { kept: Template | null; onClose: () => void; onSaved?: (saved: Template) => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const key = useRef(newKey());
  const [form, setForm] = useState<TemplateFields>(() => templateFields(kept));
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const [refused, setRefused] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const touch = (field: string): void => setWrong((old) => without(old, field));
  const edit = useMemo(() => ({ wrong, notes: {}, readOnly: false, touch: (field: string) => setWrong((old) => without(old, field)) }), [wrong]);
  const { data: plans } = useQuery(plansQuery);
  const { data: slas } = useQuery(listQuery("slas"));
  const { data: products } = useQuery(productsQuery);
  const { data: types } = useQuery(typesQuery);
  const set = (part: Partial<TemplateFields>): void => setForm((old) => ({ ...old, ...part }));
  const cover = (kind: Shared) => (values: string[]): void => setForm((old) => ({ ...old, coverage: { ...old.coverage, [kind]: values } }));
  const save = async (): Promise<void> => {
    const encoded = encodeTemplate(form);
    const unread = Object.entries(encoded.wrong);
    if (unread.length > 0) {
      setWrong(Object.fromEntries(unread.map(([field, id]) => [field, t(id)])));
      return;
    }
    setBusy(true);
    setWrong({});
    setRefused(null);
    try {
      const saved = await keepTemplate(kept, encoded.body, key.current);
      toast({ text: t("saved") });
      onSaved?.(saved);
      onClose();
    } catch (error) {
      const problem = asProblem(error);
      if (problem.status > 0) key.current = newKey();
      const fields = wrongFields(tr, problem, encoded.at);
      setWrong(fields);
      if (Object.keys(fields).length === 0) setRefused(problemText(tr, error));
    }
    setBusy(false);
  };
  return (
    <Modal opened onClose={onClose} size={720} radius="lg" closeOnClickOutside={false} title={t(kept ? "template-edit" : "template-new")} classNames={{ title: "dialog-title" }} closeButtonProps={{ "aria-label": t("close") }}>
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
          <ChoicesField k="coverage.types" label={t("plan-types")} placeholder={t("contract-all")} value={form.coverage.types} onChange={cover("types")} data={choices(types)} />
          <div className="form-row">
            <ChoiceField k="sla_id" label={t("contract-sla")} clearable value={form.sla_id || null} onChange={(sla_id) => set({ sla_id: sla_id ?? "" })} data={choices(slas?.filter((sla) => sla.layer === "contract"))} placeholder={t("contract-sla-none")} />
            <TextField k="rank" label={t("contract-rank")} mode="numeric" value={form.rank} onChange={(rank) => set({ rank })} />
          </div>
          <SwitchField k="children" label={t("contract-children")} hint={t("contract-children-text")} value={form.children} onChange={(children) => set({ children })} />
          <Textarea label={t("contract-words")} description={t("contract-words-text")} rows={4} value={form.terms_text} error={wrong.terms_text} onChange={(event) => {
              touch("terms_text");
              set({ terms_text: event.currentTarget.value });
            }} />
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
              {t(kept ? "promise-save-version" : "promise-create")}
            </Button>
          </div>
        </form>
      </EditProvider>
    </Modal>
  );
}
