import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { KeyRound } from "lucide-react";
import { type FormEvent, useState } from "react";
import { body, client } from "../api/client";
import { useSending } from "../api/sending";
import { useI18n } from "../lib/i18n";
import { PASSWORD_MIN } from "../settings/password";
import { Button, EmptyState, toast } from "../ui";
import { Frame } from "./Frame";
import { useLinkToken } from "./linkToken";
import { NewPassword, Refusal } from "./parts";

export function Invite() {
  const { tr } = useI18n();
  const t = tr.t;
  const navigate = useNavigate();
  const search = useSearch({ from: "/invite" });
  const token = useLinkToken(search.token, "/app/invite");
  const sending = useSending(["password"]);
  const [password, setPassword] = useState("");

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (password.length < PASSWORD_MIN) {
      sending.refuse({ password: t("password-rule", { min: PASSWORD_MIN }) });
      return;
    }
    const done = await sending.send(async (key) => {
      await body(client.POST("/api/v1/invites/accept", { headers: { "Idempotency-Key": key }, body: { token, password } }));
    });
    if (!done) return;
    await navigate({ to: "/signin", replace: true });
    toast({ text: t("invite-done") });
  };
  if (!token) {
    return (
      <main className="alone">
        <EmptyState alone icon={<KeyRound size={22} />} title={t("setup-no-token")} action={<Link to="/signin" className="link">{t("sign-in")}</Link>}>
          {t("invite-no-token-text")}
        </EmptyState>
      </main>
    );
  }
  return (
    <Frame title={t("invite-title")} text={t("invite-text")}>
      <form className="auth-form" onSubmit={(event) => void submit(event)}>
        <Refusal text={sending.wrong.password ?? sending.refused} />
        <NewPassword
          value={password}
          onChange={(next) => {
            sending.touched();
            setPassword(next);
          }}
        />
        <Button type="submit" size="md" fullWidth loading={sending.busy}>
          {t("invite-save")}
        </Button>
      </form>
    </Frame>
  );
}
