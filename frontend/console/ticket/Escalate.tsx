/* Asks for help with a ticket: whose, why, and until when the customer hears of it. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { body, client, etag } from "../api/client";
import { queryClient, teamsQuery } from "../api/queries";
import { useSending } from "../api/sending";
import type { Ticket } from "../api/types";
import { NONE, useAgentOptions } from "../inbox/options";
import { useI18n } from "../lib/i18n";
import { Dialog, DialogForm, Select, TextInput, Textarea, toast } from "../ui";
import { accept } from "./Escalated";

const REASON_CHARS_MAX = 2000;
type Path = "functional" | "hierarchical";
const PATHS = [
  ["functional", "escalate-functional", "escalate-functional-text"],
  ["hierarchical", "escalate-hierarchical", "escalate-hierarchical-text"],
] as const;

export function EscalateDialog({ ticket, onClose }: { ticket: Ticket; onClose: () => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const sending = useSending(["team_id", "user_id", "reason", "next_update_at"]);
  const { touched, wrong } = sending;
  const agents = useAgentOptions();
  const { data: teams = [] } = useQuery(teamsQuery);
  const [path, setPath] = useState<Path>("functional");
  const [team, setTeam] = useState<string | null>(null);
  const [user, setUser] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  const [until, setUntil] = useState("");
  const above = [...teams].filter((each) => each.tier > ticket.tier).sort((a, b) => a.tier - b.tier || a.name.localeCompare(b.name, tr.lang))[0];
  const send = async (): Promise<void> => {
    if (!reason.trim()) return;
    const done = await sending.send(
      async (key) => {
        const answer = await body<Ticket>(
          client.POST("/api/v1/tickets/{ticket}/escalate", {
            params: { path: { ticket: String(ticket.number) } },
            headers: { "If-Match": etag(ticket.version), "Idempotency-Key": key },
            body: {
              path,
              reason: reason.trim(),
              ...(team ? { team_id: team } : {}),
              ...(user ? { user_id: user } : {}),
              ...(until ? { next_update_at: new Date(until).toISOString() } : {}),
            },
          }),
        );
        await accept(answer);
      },
      {
        failed: (problem) => {
          if (problem.status === 412) void queryClient.invalidateQueries({ queryKey: ["ticket", String(ticket.number)] });
        },
      },
    );
    if (!done) return;
    toast({ text: t("escalated-toast", { number: ticket.number }) });
    onClose();
  };
  return (
    <Dialog title={t("escalate-title", { number: ticket.number })} size={540} kept onClose={onClose}>
      <DialogForm sending={sending} onSubmit={() => void send()} onClose={onClose} label={t("escalate")} disabled={!reason.trim()}>
        <fieldset className="escalate-paths">
          <legend>{t("escalate-path")}</legend>
          {PATHS.map(([each, name, text]) => (
            <label key={each} className={path === each ? "escalate-path escalate-path-on" : "escalate-path"}>
              <input
                type="radio"
                name="path"
                checked={path === each}
                {...(each === "functional" ? { "data-autofocus": true } : {})}
                onChange={() => {
                  touched();
                  setPath(each);
                }}
              />
              <span>
                <b>{t(name)}</b>
                <span className="soft">{t(text)}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <div className="escalate-whom">
          <Select
            label={t("prop-team")}
            clearable
            searchable
            nothingFoundMessage={t("nothing-found")}
            placeholder={path === "functional" && !user ? (above ? t("escalate-next-tier", { team: above.name }) : t("escalate-no-tier")) : t("escalate-optional")}
            value={team}
            error={wrong.team_id}
            data={teams.map((each) => ({ value: each.id, label: `${each.name} · ${t("tier-n", { tier: each.tier })}` }))}
            onChange={(id) => {
              touched();
              setTeam(id);
            }}
          />
          <Select
            label={t("escalate-person")}
            clearable
            searchable
            nothingFoundMessage={t("nothing-found")}
            placeholder={t("escalate-optional")}
            value={user}
            error={wrong.user_id}
            data={agents.filter((each) => each.id !== NONE).map((each) => ({ value: each.id, label: each.label }))}
            onChange={(id) => {
              touched();
              setUser(id);
            }}
          />
        </div>
        <Textarea
          label={t("reason")}
          description={t("escalate-reason-text")}
          minRows={3}
          autosize
          required
          withAsterisk={false}
          maxLength={REASON_CHARS_MAX}
          value={reason}
          error={wrong.reason}
          onChange={(event) => {
            touched();
            setReason(event.currentTarget.value);
          }}
        />
        <TextInput
          type="datetime-local"
          label={t("escalate-until")}
          description={t("escalate-until-text")}
          value={until}
          error={wrong.next_update_at}
          onChange={(event) => {
            touched();
            setUntil(event.currentTarget.value);
          }}
        />
      </DialogForm>
    </Dialog>
  );
}
