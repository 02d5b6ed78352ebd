import { useQuery } from "@tanstack/react-query";
import { KeyRound, Laptop, ShieldCheck } from "lucide-react";
import { type FormEvent, useState } from "react";
import { body, client } from "../api/client";
import { problemText } from "../api/problem";
import { devicesQuery, queryClient } from "../api/queries";
import { useI18n } from "../lib/i18n";
import { useMe } from "../shell/session";
import { PASSWORD_MIN } from "./password";
import { Qr } from "./Qr";
import { Ago, Badge, Button, CopyButton, ErrorState, Listed, Modal, PasswordInput, Skeleton, TextInput, toast } from "../ui";

export function Security() {
  const { tr } = useI18n();
  const t = tr.t;
  const me = useMe();
  const [dialog, setDialog] = useState<"on" | "off" | null>(null);
  return (
    <>
      <PasswordCard />
      <section className="card">
        <header>
          <h2>{t("totp")}</h2>
          <Badge tone={me.totp_enabled ? "green" : "grey"}>{me.totp_enabled ? t("on") : t("off")}</Badge>
        </header>
        <p className="soft">{t("totp-text")}</p>
        {me.totp_enabled ? (
          <Button variant="default" onClick={() => setDialog("off")}>
            {t("totp-turn-off")}
          </Button>
        ) : (
          <Button leftSection={<ShieldCheck size={15} />} onClick={() => setDialog("on")}>
            {t("totp-turn-on")}
          </Button>
        )}
      </section>
      <Devices />
      {dialog === "on" && <TotpOn onClose={() => setDialog(null)} />}
      {dialog === "off" && <TotpOff onClose={() => setDialog(null)} />}
    </>
  );
}

function PasswordCard() {
  const { tr } = useI18n();
  const t = tr.t;
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    try {
      await body(client.POST("/api/v1/me/password", { body: { current, new: next } }));
      setCurrent("");
      setNext("");
      toast({ text: t("password-changed") });
    } catch (error) {
      toast({ text: problemText(tr, error), tone: "error" });
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className="card">
      <header>
        <h2>{t("password")}</h2>
      </header>
      <form className="form-narrow" onSubmit={(event) => void submit(event)}>
        <PasswordInput label={t("password-current")} autoComplete="current-password" value={current} onChange={(event) => setCurrent(event.currentTarget.value)} visibilityToggleButtonProps={{ "aria-label": t("password-show") }} />
        <PasswordInput
          label={t("password-new")}
          description={t("password-rule", { min: PASSWORD_MIN })}
          autoComplete="new-password"
          value={next}
          onChange={(event) => setNext(event.currentTarget.value)}
          visibilityToggleButtonProps={{ "aria-label": t("password-show") }}
        />
        <div>
          <Button type="submit" leftSection={<KeyRound size={15} />} loading={busy} disabled={!current || next.length < PASSWORD_MIN}>
            {t("password-change")}
          </Button>
        </div>
      </form>
    </section>
  );
}

function TotpOn({ onClose }: { onClose: () => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const [code, setCode] = useState("");
  const [codes, setCodes] = useState<string[] | null>(null);
  const [busy, setBusy] = useState(false);
  const secret = useQuery({
    queryKey: ["totp-pending"],
    queryFn: () => body<{ secret: string; otpauth_url: string }>(client.POST("/api/v1/me/totp", { body: {} })),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  const confirm = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    try {
      const { recovery_codes } = await body<{ recovery_codes: string[] }>(client.POST("/api/v1/me/totp/confirm", { body: { code: code.trim() } }));
      setCodes(recovery_codes);
      void queryClient.invalidateQueries({ queryKey: ["session"] });
    } catch (error) {
      toast({ text: problemText(tr, error), tone: "error" });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal opened onClose={onClose} title={codes ? t("recovery-codes") : t("totp-turn-on")} size={460} radius="lg" closeOnClickOutside={false} classNames={{ title: "dialog-title" }} closeButtonProps={{ "aria-label": t("close") }}>
      {codes ? (
        <div className="dialog-form">
          <p>{t("recovery-codes-text")}</p>
          <ul className="codes mono">
            {codes.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
          <div className="buttons buttons-end">
            <CopyButton value={codes.join("\n")}>
              {({ copied, copy }) => (
                <Button variant="default" onClick={copy}>
                  {copied ? t("copied") : t("copy")}
                </Button>
              )}
            </CopyButton>
            <Button onClick={onClose}>{t("recovery-codes-kept")}</Button>
          </div>
        </div>
      ) : secret.isError ? (
        <ErrorState error={secret.error} retry={() => void secret.refetch()} />
      ) : !secret.data ? (
        <Skeleton kind="panel" lines={3} />
      ) : (
        <form className="dialog-form" onSubmit={(event) => void confirm(event)}>
          <p>{t("totp-scan")}</p>
          <Qr text={secret.data.otpauth_url} label={t("totp-qr")} />
          <p className="faint">
            {t("totp-by-hand")} <span className="mono wrap">{secret.data.secret}</span>
          </p>
          <TextInput
            data-autofocus
            label={t("totp-code")}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={6}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value.replaceAll(/\D/g, ""))}
          />
          <div className="buttons buttons-end">
            <Button variant="default" onClick={onClose}>
              {t("cancel")}
            </Button>
            <Button type="submit" loading={busy} disabled={code.length !== 6}>
              {t("confirm")}
            </Button>
          </div>
        </form>
      )}
    </Modal>
  );
}

function TotpOff({ onClose }: { onClose: () => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const [code, setCode] = useState("");
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    try {
      await body(client.DELETE("/api/v1/me/totp", { headers: { "If-Match": "*" }, body: { code: code.trim() } }));
      await queryClient.invalidateQueries({ queryKey: ["session"] });
      toast({ text: t("totp-is-off") });
      onClose();
    } catch (error) {
      toast({ text: problemText(tr, error), tone: "error" });
      setBusy(false);
    }
  };
  return (
    <Modal opened onClose={onClose} title={t("totp-turn-off")} radius="lg" classNames={{ title: "dialog-title" }} closeButtonProps={{ "aria-label": t("close") }}>
      <form className="dialog-form" onSubmit={(event) => void submit(event)}>
        <p>{t("totp-off-text")}</p>
        <TextInput data-autofocus label={t("totp-code")} inputMode="numeric" autoComplete="one-time-code" value={code} onChange={(event) => setCode(event.currentTarget.value)} />
        <div className="buttons buttons-end">
          <Button variant="default" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button color="red" type="submit" loading={busy} disabled={code.trim().length < 6}>
            {t("totp-turn-off")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

/** `Firefox on Linux` from a user agent; the whole text is in the title. */
export function deviceName(agent: string): string {
  const browser = /Edg\//.test(agent) ? "Edge" : /Firefox\//.test(agent) ? "Firefox" : /Chrom(e|ium)\//.test(agent) ? "Chrome" : /Safari\//.test(agent) ? "Safari" : agent.split(/[\s/]/)[0] || "?";
  const system = /Android/.test(agent) ? "Android" : /iPhone|iPad/.test(agent) ? "iOS" : /Windows/.test(agent) ? "Windows" : /Mac OS/.test(agent) ? "macOS" : /Linux/.test(agent) ? "Linux" : "";
  return system ? `${browser} · ${system}` : browser;
}

function Devices() {
  const { tr } = useI18n();
  const t = tr.t;
  const list = useQuery(devicesQuery);
  const devices = list.data ?? [];
  const end = async (id: string): Promise<void> => {
    try {
      await body(client.DELETE("/api/v1/me/sessions/{session}", { params: { path: { session: id } }, headers: { "If-Match": "*" } }));
      toast({ text: t("session-ended") });
    } catch (error) {
      toast({ text: problemText(tr, error), tone: "error" });
    }
    void queryClient.invalidateQueries({ queryKey: ["my-sessions"] });
  };
  return (
    <section className="card">
      <header>
        <h2>{t("sessions")}</h2>
      </header>
      <Listed list={list} count={devices.length} kind="panel" lines={2} empty={null}>
        <ul className="devices">
          {devices.map((device) => (
            <li key={device.id}>
              <Laptop size={18} aria-hidden="true" className="faint" />
              <span className="stack" title={device.user_agent}>
                <b>{deviceName(device.user_agent)}</b>
                <span className="faint">
                  {t("last-seen")} <Ago at={device.seen_at} />
                </span>
              </span>
              <span className="toolbar-gap" />
              {device.current ? (
                <Badge tone="green">{t("this-device")}</Badge>
              ) : (
                <Button variant="default" size="xs" onClick={() => void end(device.id)}>
                  {t("session-end")}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </Listed>
    </section>
  );
}
