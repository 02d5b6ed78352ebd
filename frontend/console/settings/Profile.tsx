import { type FormEvent, useState } from "react";
import { body, client, etag } from "../api/client";
import { problemText } from "../api/problem";
import { queryClient, sessionQuery } from "../api/queries";
import type { Me } from "../api/types";
import { LANGS, LANG_NAMES, type Lang, useI18n } from "../lib/i18n";
import { keyCaps, setSingleKeys, singleKeysOn } from "../lib/keys";
import { useMe } from "../shell/session";
import { Button, SegmentedControl, Select, Switch, TextInput, toast, useColorScheme } from "../ui";

const zones = (): string[] => {
  const all = typeof Intl.supportedValuesOf === "function" ? Intl.supportedValuesOf("timeZone") : [];
  return all.includes("UTC") ? all : ["UTC", ...all];
};

export function Profile() {
  const { tr, setLang } = useI18n();
  const t = tr.t;
  const me = useMe();
  const { colorScheme, setColorScheme } = useColorScheme();
  const [name, setName] = useState(me.name);
  const [zone, setZone] = useState(me.zone);
  const [keys, setKeys] = useState(singleKeysOn());
  const [busy, setBusy] = useState(false);

  const save = async (change: Record<string, unknown>, note = true): Promise<void> => {
    try {
      const saved = await body<Me>(client.PATCH("/api/v1/me", { headers: { "If-Match": me.version === undefined ? "*" : etag(me.version) }, body: change }));
      const session = queryClient.getQueryData(sessionQuery.queryKey);
      if (session) queryClient.setQueryData(sessionQuery.queryKey, { ...session, user: { ...session.user, ...saved } });
      if (note) toast({ text: t("saved") });
    } catch (error) {
      await queryClient.invalidateQueries({ queryKey: ["session"] });
      toast({ text: problemText(tr, error), tone: "error" });
    }
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    await save({ name: name.trim(), zone });
    setBusy(false);
  };
  return (
    <>
      <section className="card">
        <header>
          <h2>{t("settings-you")}</h2>
        </header>
        <form className="form-narrow" onSubmit={(event) => void submit(event)}>
          <TextInput label={t("name")} value={name} onChange={(event) => setName(event.currentTarget.value)} required />
          <TextInput label={t("email")} value={me.email} readOnly description={t("email-admin")} />
          <Select label={t("account-zone")} value={zone} onChange={(value) => setZone(value ?? "UTC")} searchable data={zones()} limit={100} />
          <div>
            <Button type="submit" loading={busy} disabled={!name.trim() || (name.trim() === me.name && zone === me.zone)}>
              {t("save")}
            </Button>
          </div>
        </form>
      </section>
      <section className="card">
        <header>
          <h2>{t("settings-look")}</h2>
        </header>
        <div className="form-narrow">
          <div className="field">
            <span id="lang-label">{t("language")}</span>
            <SegmentedControl
              aria-labelledby="lang-label"
              value={tr.lang}
              onChange={(value) => {
                setLang(value as Lang);
                void save({ locale: value }, false);
              }}
              data={LANGS.map((lang) => ({ value: lang, label: LANG_NAMES[lang] }))}
            />
          </div>
          <div className="field">
            <span id="theme-label">{t("theme")}</span>
            <SegmentedControl
              aria-labelledby="theme-label"
              value={colorScheme}
              onChange={(value) => setColorScheme(value as "light" | "dark" | "auto")}
              data={[
                { value: "light", label: t("theme-light") },
                { value: "dark", label: t("theme-dark") },
                { value: "auto", label: t("theme-auto") },
              ]}
            />
          </div>
          <Switch
            label={t("single-keys")}
            description={t("single-keys-text", { key: keyCaps("mod+k").flat().join(" ") })}
            checked={keys}
            onChange={(event) => {
              setSingleKeys(event.currentTarget.checked);
              setKeys(event.currentTarget.checked);
            }}
          />
        </div>
      </section>
    </>
  );
}
