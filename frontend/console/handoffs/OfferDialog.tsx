/* Offers a ticket to another team or agent, with what they have to know. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { teamsQuery } from "../api/queries";
import { useSending } from "../api/sending";
import type { Ticket } from "../api/types";
import { NONE, useAgentOptions } from "../inbox/options";
import { useI18n, useSection } from "../lib/i18n";
import { Dialog, DialogForm, Select, Switch, Textarea, toast } from "../ui";
import { NOTE_CHARS_MAX, NOTE_PARTS, handoffPolicyQuery, reasonName, sendHandoff } from "./api";

const AT: ReadonlyMap<string, string> = new Map(NOTE_PARTS.map((part) => [`note.${part}`, part]));

export function OfferDialog({ ticket, onClose }: { ticket: Ticket; onClose: () => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const ready = useSection("handoffs");
  const sending = useSending(["team_id", "user_id", "reason", ...NOTE_PARTS]);
  const { touched, wrong } = sending;
  const agents = useAgentOptions();
  const { data: teams = [] } = useQuery(teamsQuery);
  const { data: policy } = useQuery(handoffPolicyQuery);
  const [team, setTeam] = useState<string | null>(null);
  const [user, setUser] = useState<string | null>(null);
  const [reason, setReason] = useState<string | null>(null);
  const [note, setNote] = useState({ tried: "", found: "", next: "", promised: "" });
  const [tell, setTell] = useState(false);
  if (!ready) return null;
  const send = async (): Promise<void> => {
    const input = { ...(team ? { team_id: team } : {}), ...(user ? { user_id: user } : {}), reason: reason ?? "", note, tell_customer: tell };
    if (!(await sending.send((key) => sendHandoff(ticket, "", input, key), { at: AT }))) return;
    toast({ text: t("handoff-offered-toast", { number: ticket.number }) });
    onClose();
  };
  return (
    <Dialog title={t("handoff-title", { number: ticket.number })} size={600} kept onClose={onClose}>
      <DialogForm sending={sending} onSubmit={() => void send()} onClose={onClose} label={t("handoff-offer")}>
        <p className="soft">{t("handoff-text")}</p>
        <div className="escalate-whom">
          <Select
            label={t("prop-team")}
            data-autofocus
            clearable
            searchable
            nothingFoundMessage={t("nothing-found")}
            placeholder={t("handoff-pick-team")}
            value={team}
            error={wrong.team_id}
            data={teams.map((each) => ({ value: each.id, label: `${each.name} · ${t("tier-n", { tier: each.tier })}` }))}
            onChange={(id) => {
              touched("team_id");
              setTeam(id);
            }}
          />
          <Select
            label={t("handoff-person")}
            clearable
            searchable
            nothingFoundMessage={t("nothing-found")}
            placeholder={t("handoff-anybody")}
            value={user}
            error={wrong.user_id}
            data={agents.filter((each) => each.id !== NONE).map((each) => ({ value: each.id, label: each.label }))}
            onChange={(id) => {
              touched("user_id");
              setUser(id);
            }}
          />
        </div>
        <Select
          label={t("handoff-reason")}
          value={reason}
          error={wrong.reason}
          placeholder={t("handoff-pick-reason")}
          data={(policy?.reasons ?? []).filter((each) => !each.archived).map((each) => ({ value: each.key, label: reasonName(tr, each.key, each.name) }))}
          onChange={(key) => {
            touched("reason");
            setReason(key);
          }}
        />
        {NOTE_PARTS.map((part) => (
          <Textarea
            key={part}
            label={t(`handoff-${part}`)}
            description={t(`handoff-${part}-text`)}
            minRows={1}
            autosize
            maxRows={8}
            maxLength={NOTE_CHARS_MAX}
            value={note[part]}
            error={wrong[part]}
            onChange={(event) => {
              const text = event.currentTarget.value;
              touched(part);
              setNote((old) => ({ ...old, [part]: text }));
            }}
          />
        ))}
        <Switch
          label={t("handoff-tell")}
          checked={tell}
          onChange={(event) => {
            const on = event.currentTarget.checked;
            touched(null);
            setTell(on);
          }}
        />
      </DialogForm>
    </Dialog>
  );
}
