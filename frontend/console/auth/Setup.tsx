import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { KeyRound } from "lucide-react";
import { type FormEvent, useState } from "react";
import { body, client } from "../api/client";
import { useSending } from "../api/sending";
import { useI18n } from "../lib/i18n";
import { PASSWORD_MIN } from "../settings/password";
import { Button, EmptyState, TextInput, toast } from "../ui";
import { Frame } from "./Frame";
import { useLinkToken } from "./linkToken";
import { NewPassword, Refusal } from "./parts";

export function Setup() {
  const { tr } = useI18n();
  const t = tr.t;
  const navigate = useNavigate();
  const search = useSearch({ from: "/setup" });
  const token = useLinkToken(search.token, "/app/setup");
  const sending = useSending(["password"]);
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (password.length < PASSWORD_MIN) {
      sending.refuse({ password: t("password-rule", { min: PASSWORD_MIN }) });
      return;
    }
    const done = await sending.send(async (key) => {
      await body(client.POST("/api/v1/setup", { headers: { "Idempotency-Key": key }, body: { token, name: name.trim(), email: email.trim(), password } }));
    });
    if (!done) return;
    await navigate({ to: "/signin", replace: true });
    toast({ text: t("setup-done") });
  };
  if (!token) {
    return (
      <main className="alone">
        <EmptyState alone icon={<KeyRound size={22} />} title={t("setup-no-token")} action={<Link to="/signin" className="link">{t("sign-in")}</Link>}>
          {t("setup-no-token-text")}
        </EmptyState>
      </main>
    );
  }
  return (
    <Frame title={t("setup-title")} text={t("setup-text")}>
      <form className="auth-form" onSubmit={(event) => void submit(event)}>
        <Refusal text={sending.wrong.password ?? sending.refused} />
        <TextInput size="md" label={t("name")} autoComplete="name" autoFocus required withAsterisk={false} value={name} onChange={(event) => {
            sending.touched();
            setName(event.currentTarget.value);
          }} />
        <TextInput size="md" type="email" label={t("email")} autoComplete="username" required withAsterisk={false} value={email} onChange={(event) => {
            sending.touched();
            setEmail(event.currentTarget.value);
          }} />
        <NewPassword
          value={password}
          onChange={(next) => {
            sending.touched();
            setPassword(next);
          }}
        />
        <Button type="submit" size="md" fullWidth loading={sending.busy}>
          {t("setup-create")}
        </Button>
      </form>
    </Frame>
  );
}
