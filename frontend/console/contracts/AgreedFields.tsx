/* What a contract and a template of contracts say alike: types, SLA, rank, subsidiaries, and the words of the agreement. */
import { useQuery } from "@tanstack/react-query";
import { typesQuery } from "../api/queries";
import type { Sending } from "../api/sending";
import { useI18n } from "../lib/i18n";
import { listQuery } from "../promises/api";
import { ChoiceField, ChoicesField, SwitchField, TextField, choices } from "../promises/fields";
import { Textarea } from "../ui";

export interface Agreed {
  coverage: { types: string[] };
  sla_id: string;
  rank: string;
  children: boolean;
  terms_text: string;
}

type Change = Partial<Omit<Agreed, "coverage">>;

export function AgreedFields({ form, sending, set, setTypes }: { form: Agreed; sending: Sending; set: (part: Change) => void; setTypes: (types: string[]) => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const { data: slas } = useQuery(listQuery("slas"));
  const { data: types } = useQuery(typesQuery);
  return (
    <>
      <ChoicesField k="coverage.types" label={t("plan-types")} placeholder={t("contract-all")} value={form.coverage.types} onChange={setTypes} data={choices(types)} />
      <div className="form-row">
        <ChoiceField k="sla_id" label={t("contract-sla")} clearable value={form.sla_id || null} onChange={(sla_id) => set({ sla_id: sla_id ?? "" })} data={choices(slas?.filter((sla) => sla.layer === "contract"))} placeholder={t("contract-sla-none")} />
        <TextField k="rank" label={t("contract-rank")} mode="numeric" value={form.rank} onChange={(rank) => set({ rank })} />
      </div>
      <SwitchField k="children" label={t("contract-children")} hint={t("contract-children-text")} value={form.children} onChange={(children) => set({ children })} />
      <Textarea
        label={t("contract-words")}
        description={t("contract-words-text")}
        rows={4}
        value={form.terms_text}
        error={sending.wrong.terms_text}
        onChange={(event) => {
          sending.touched("terms_text");
          set({ terms_text: event.currentTarget.value });
        }}
      />
    </>
  );
}
