import { useNavigate, useSearch } from "@tanstack/react-router";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { body, client, setCsrfToken } from "../api/client";
import { asProblem, problemText } from "../api/problem";
import { queryClient } from "../api/queries";
import type { SignIn as Answer } from "../api/types";
import { useI18n } from "../lib/i18n";
import { Button, PasswordInput, TextInput } from "../ui";
import { Frame } from "./Frame";
import { Refusal } from "./parts";

/** Only a path of the console itself may be returned to. */
export function safeNext(next: string | undefined): string {
  if (!next || !next.startsWith("/") || next.startsWith("//") || next.includes("\\")) return "/";
  const path = next.replace(/^\/app(?=\/|$)/, "") || "/";
  return path.startsWith("//") ? "/" : path;
}

export function SignIn() {
  const { tr } = useI18n();
  const t = tr.t;
  const { next } = useSearch({ from: "/signin" });
  const navigate = useNavigate();
  const [stage, setStage] = useState<"password" | "code">("password");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const codeRef = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (stage === "code") codeRef.current?.focus();
  }, [stage]);

  const enter = async (answer: Answer): Promise<void> => {
    setCsrfToken(answer.csrf_token);
    if (answer.stage === "second_factor") {
      setStage("code");
      return;
    }
    queryClient.clear();
    await navigate({ href: safeNext(next), replace: true });
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      await enter(
        stage === "password"
          ? await body<Answer>(client.POST("/api/v1/session", { body: { email: email.trim(), password } }))
          : await body<Answer>(client.POST("/api/v1/session/second_factor", { body: { code: code.trim() } })),
      );
    } catch (error) {
      setProblem(problemText(tr, error));
      if (stage === "code") setCode("");
      else if (asProblem(error).status === 401) setPassword("");
    } finally {
      setBusy(false);
    }
  };
  return (
    <Frame title={stage === "password" ? t("sign-in-title") : t("second-factor-title")} text={stage === "password" ? t("sign-in-text") : t("second-factor-text")}>
      <form className="auth-form" onSubmit={(event) => void submit(event)}>
        <Refusal text={problem} />
        {stage === "password" ? (
          <>
            <TextInput size="md" type="email" label={t("email")} autoComplete="username" autoFocus required value={email} onChange={(event) => setEmail(event.currentTarget.value)} withAsterisk={false} />
            <PasswordInput
              size="md"
              label={t("password")}
              autoComplete="current-password"
              required
              withAsterisk={false}
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
              visibilityToggleButtonProps={{ "aria-label": t("password-show") }}
            />
          </>
        ) : (
          <TextInput ref={codeRef} size="md" label={t("totp-code")} inputMode="numeric" autoComplete="one-time-code" required withAsterisk={false} value={code} onChange={(event) => setCode(event.currentTarget.value)} />
        )}
        <Button type="submit" size="md" fullWidth loading={busy}>
          {stage === "password" ? t("sign-in") : t("confirm")}
        </Button>
        {stage === "code" && (
          <Button
            variant="subtle"
            color="gray"
            onClick={() => {
              setStage("password");
              setProblem(null);
              setCode("");
            }}
          >
            {t("sign-in-other")}
          </Button>
        )}
      </form>
    </Frame>
  );
}
