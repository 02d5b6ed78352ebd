/* What the pages before the sign-in have in common. */
import { CircleAlert } from "lucide-react";
import { useI18n } from "../lib/i18n";
import { PASSWORD_MIN } from "../settings/password";
import { PasswordInput } from "../ui";

/** Why it was refused; the place is there before there is anything to say, so that it is read out. */
export function Refusal({ text }: { text: string | null }) {
  return (
    <div role="alert" className={text ? "hint hint-red" : undefined}>
      {text && (
        <>
          <CircleAlert size={16} aria-hidden="true" /> <span>{text}</span>
        </>
      )}
    </div>
  );
}

/** A password that is chosen here. */
export function NewPassword({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { tr } = useI18n();
  return (
    <PasswordInput
      size="md"
      label={tr.t("password")}
      description={tr.t("password-rule", { min: PASSWORD_MIN })}
      autoComplete="new-password"
      required
      withAsterisk={false}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      visibilityToggleButtonProps={{ "aria-label": tr.t("password-show") }}
    />
  );
}
