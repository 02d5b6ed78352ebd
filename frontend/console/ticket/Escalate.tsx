/* Asks for help with a ticket: whose, why, and until when the customer hears of it. */
import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { body, client, etag, newKey } from "../api/client";
import { asProblem, problemText } from "../api/problem";
import { queryClient, teamsQuery } from "../api/queries";
import type { Ticket } from "../api/types";
import { NONE, useAgentOptions } from "../inbox/options";
import { useI18n } from "../lib/i18n";
import { Dialog, DialogButtons, Select, TextInput, Textarea, toast } from "../ui";
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
  const key = useRef(newKey());
  const agents = useAgentOptions();
  const { data: teams = [] } = useQuery(teamsQuery);
  const [path, setPath] = useState<Path>("functional");
  const [team, setTeam] = useState<string | null>(null);
  const [user, setUser] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  const [until, setUntil] = useState("");
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const touched = (): void => {
    setProblem(null);
    // Another intention is another request.
    key.current = newKey();
  };
  const above = [...teams].filter((each) => each.tier > ticket.tier).sort((a, b) => a.tier - b.tier || a.name.localeCompare(b.name, tr.lang))[0];
  const named = problem ? asProblem(problem) : null;
  const at = (field: string): string | undefined => (named?.field === field ? problemText(tr, problem) : undefined);
  const send = async (): Promise<void> => {
    if (busy || !reason.trim()) return;
    setBusy(true);
    try {
      const answer = await body<Ticket>(
        client.POST("/api/v1/tickets/{ticket}/escalate", {
          params: { path: { ticket: String(ticket.number) } },
          headers: { "If-Match": etag(ticket.version), "Idempotency-Key": key.current },
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
      toast({ text: t("escalated-toast", { number: ticket.number }) });
      onClose();
    } catch (error) {
      setProblem(error);
      key.current = newKey();
      if (asProblem(error).status === 412) void queryClient.invalidateQueries({ queryKey: ["ticket", String(ticket.number)] });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog title={t("escalate-title", { number: ticket.number })} size={540} kept onClose={onClose}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
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
            error={at("team_id")}
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
            error={at("user_id")}
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
          error={at("reason")}
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
          error={at("next_update_at")}
          onChange={(event) => {
            touched();
            setUntil(event.currentTarget.value);
          }}
        />
        {problem !== null && !named?.field && (
          <p className="form-error" role="alert">
            {problemText(tr, problem)}
          </p>
        )}
        <DialogButtons onClose={onClose} label={t("escalate")} busy={busy} disabled={!reason.trim()} />
      </form>
    </Dialog>
  );
}
