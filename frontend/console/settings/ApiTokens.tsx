import { useQuery } from "@tanstack/react-query";
import { KeyRound, Plus } from "lucide-react";
import { useState } from "react";
import { body, client } from "../api/client";
import { problemText } from "../api/problem";
import { apiTokensQuery, queryClient } from "../api/queries";
import { useSending } from "../api/sending";
import type { ApiToken } from "../api/types";
import { nowMs } from "../lib/clock";
import { useFormat } from "../lib/format";
import { useI18n } from "../lib/i18n";
import { useMe } from "../shell/session";
import { Ago, Badge, Button, Confirm, CopyButton, Dialog, DialogForm, EmptyState, Listed, MultiSelect, Select, TextInput, toast } from "../ui";

const DAYS = ["30", "90", "365"] as const;
const DAY_MS = 86_400_000;

export function ApiTokens() {
  const { tr } = useI18n();
  const t = tr.t;
  const format = useFormat();
  const list = useQuery(apiTokensQuery);
  const [creating, setCreating] = useState(false);
  const [revoking, setRevoking] = useState<ApiToken | null>(null);
  const tokens = (list.data ?? []).filter((token) => !token.revoked_at);
  return (
    <section className="card">
      <header>
        <h2>{t("settings-tokens")}</h2>
        <Button size="xs" leftSection={<Plus size={14} />} onClick={() => setCreating(true)}>
          {t("token-create")}
        </Button>
      </header>
      <p className="soft">{t("tokens-text")}</p>
      <Listed
        list={list}
        count={tokens.length}
        kind="panel"
        lines={3}
        empty={
          <EmptyState icon={<KeyRound size={22} />} title={t("tokens-empty")}>
            {t("tokens-empty-text")}
          </EmptyState>
        }
      >
        <table className="table table-rows">
          <thead>
            <tr>
              <th>{t("name-of-thing")}</th>
              <th className="wide-only">{t("token-scopes")}</th>
              <th className="wide-only">{t("token-used")}</th>
              <th>{t("token-expires")}</th>
              <th>
                <span className="sr-only">{t("token-revoke")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {tokens.map((token) => (
              <tr key={token.id}>
                <td>
                  <span className="stack">
                    <b>{token.name}</b>
                    <span className="faint mono">srt_…{token.hint}</span>
                  </span>
                </td>
                <td className="soft wide-only">{t("scopes-count", { count: token.scopes.length })}</td>
                <td className="soft wide-only">{token.last_used_at ? <Ago at={token.last_used_at} /> : t("never")}</td>
                <td className="soft nowrap">{Date.parse(token.expires_at) < nowMs() ? <Badge tone="red">{t("expired")}</Badge> : format.date(token.expires_at)}</td>
                <td className="end">
                  <Button size="xs" variant="default" onClick={() => setRevoking(token)} aria-label={t("token-revoke-named", { name: token.name })}>
                    {t("token-revoke")}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Listed>
      {creating && <Create onClose={() => setCreating(false)} />}
      {revoking && <Revoke token={revoking} onClose={() => setRevoking(null)} />}
    </section>
  );
}

function Create({ onClose }: { onClose: () => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const me = useMe();
  const sending = useSending([]);
  // The same request says the same instant when it is sent again.
  const [opened] = useState(nowMs);
  const [name, setName] = useState("");
  const [days, setDays] = useState<string>("90");
  const [scopes, setScopes] = useState<string[]>(me.permissions.filter((each) => each === "ticket_read"));
  const [secret, setSecret] = useState<string | null>(null);
  const typed = (run: () => void): void => {
    sending.touched();
    run();
  };
  const submit = (): void =>
    void sending.send(async (key) => {
      const made = await body<{ token: string }>(
        client.POST("/api/v1/tokens", {
          headers: { "Idempotency-Key": key },
          body: { name: name.trim(), scopes, expires_at: new Date(opened + Number(days) * DAY_MS).toISOString() },
        }),
      );
      setSecret(made.token);
      void queryClient.invalidateQueries({ queryKey: ["tokens"] });
    });
  return (
    <Dialog onClose={onClose} title={t("token-create")} size={480} kept={secret !== null}>
      {secret ? (
        <div className="dialog-form">
          <p>{t("token-once")}</p>
          <output className="secret mono">{secret}</output>
          <div className="buttons buttons-end">
            <CopyButton value={secret}>
              {({ copied, copy }) => (
                <Button variant="default" onClick={copy}>
                  {copied ? t("copied") : t("copy")}
                </Button>
              )}
            </CopyButton>
            <Button onClick={onClose}>{t("done")}</Button>
          </div>
        </div>
      ) : (
        <DialogForm sending={sending} onSubmit={submit} onClose={onClose} label={t("token-create")} disabled={!name.trim() || scopes.length === 0}>
          <TextInput data-autofocus label={t("name-of-thing")} placeholder={t("token-name-hint")} value={name} onChange={(event) => typed(() => setName(event.target.value))} required />
          <MultiSelect label={t("token-scopes")} description={t("token-scopes-text")} value={scopes} onChange={(value) => typed(() => setScopes(value))} searchable data={me.permissions} maxDropdownHeight={220} />
          <Select label={t("token-lasts")} value={days} onChange={(value) => typed(() => setDays(value ?? "90"))} data={DAYS.map((each) => ({ value: each as string, label: t("days-n", { count: Number(each) }) }))} />
        </DialogForm>
      )}
    </Dialog>
  );
}

function Revoke({ token, onClose }: { token: ApiToken; onClose: () => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const run = async (): Promise<void> => {
    try {
      await body(client.DELETE("/api/v1/tokens/{token}", { params: { path: { token: token.id } }, headers: { "If-Match": "*" } }));
      toast({ text: t("token-revoked") });
    } catch (error) {
      toast({ text: problemText(tr, error), tone: "error" });
    }
    void queryClient.invalidateQueries({ queryKey: ["tokens"] });
  };
  return <Confirm title={t("token-revoke-named", { name: token.name })} text={t("token-revoke-text")} label={t("token-revoke")} run={run} onClose={onClose} />;
}
