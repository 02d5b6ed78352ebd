import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { CircleAlert, KeyRound } from "lucide-react";
import { type FormEvent, useRef, useState } from "react";
import { body, client, newKey } from "../api/client";
import { problemText } from "../api/problem";
import { useI18n } from "../lib/i18n";
import { PASSWORD_MIN } from "../settings/password";
import { Button, EmptyState, PasswordInput, toast } from "../ui";
import { Frame } from "./Frame";
import { useLinkToken } from "./linkToken";

export function Invite() {
  const { tr } = useI18n();
  const t = tr.t;
  const navigate = useNavigate();
  const search = useSearch({ from: "/invite" });
  const token = useLinkToken(search.token, "/app/invite");
  const key = useRef(newKey());
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (password.length < PASSWORD_MIN) {
      setProblem(t("password-rule", { min: PASSWORD_MIN }));
      return;
    }
    setBusy(true);
    setProblem(null);
    try {
      await body(
        client.POST("/api/v1/invites/accept", { headers: { "Idempotency-Key": key.current }, body: { token, password } }),
      );
      await navigate({ to: "/signin", replace: true });
      toast({ text: t("invite-done") });
    } catch (error) {
      key.current = newKey();
      setProblem(problemText(tr, error));
    } finally {
      setBusy(false);
    }
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
        <div role="alert" className={problem ? "hint hint-red" : undefined}>
          {problem && (
            <>
              <CircleAlert size={16} aria-hidden="true" /> <span>{problem}</span>
            </>
          )}
        </div>
        <PasswordInput
          size="md"
          label={t("password")}
          description={t("password-rule", { min: PASSWORD_MIN })}
          autoComplete="new-password"
          required
          withAsterisk={false}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={{ "aria-label": t("password-show") }}
        />
        <Button type="submit" size="md" fullWidth loading={busy}>
          {t("invite-save")}
        </Button>
      </form>
    </Frame>
  );
}
