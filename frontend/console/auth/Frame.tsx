import "../css/auth.css";
import type { ReactNode } from "react";
import { LANGS, LANG_NAMES, useI18n } from "../lib/i18n";
import { Logo, PageTitle } from "../ui";

export function Frame({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  const { tr, setLang } = useI18n();
  return (
    <main className="auth">
      <div className="auth-card">
        <div className="auth-brand">
          <Logo size={34} />
        </div>
        <PageTitle className="auth-title">{title}</PageTitle>
        {text && <p className="auth-text">{text}</p>}
        {children}
      </div>
      <div className="auth-langs" role="group" aria-label={tr.t("language")}>
        {LANGS.map((lang) => (
          <button key={lang} type="button" lang={lang} aria-pressed={tr.lang === lang} onClick={() => setLang(lang)}>
            {LANG_NAMES[lang]}
          </button>
        ))}
      </div>
    </main>
  );
}
