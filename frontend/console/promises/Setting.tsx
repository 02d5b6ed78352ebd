/* A setting that is kept as a whole: read, changed on one screen, saved over the version that was seen. */
import type { ReactNode } from "react";
import { useMemo } from "react";
import { useI18n } from "../lib/i18n";
import { useShortcuts } from "../lib/keys";
import { can, useMe } from "../shell/session";
import { Button, Keys, PageTitle } from "../ui";
import type { Draft } from "./draft";
import { EditProvider } from "./fields";
import { Findings } from "./Findings";
import { type LintKind, notesByField, useLint } from "./lint";
import { Banners, LeaveGuard } from "./Banners";

export function SettingFrame<F, V extends { version: number }>({ title, text, draft, lint, children }: { title: string; text: string; draft: Draft<F, V>; lint?: LintKind; children: ReactNode }) {
  const { tr } = useI18n();
  const t = tr.t;
  const editable = can(useMe(), "settings_manage");
  const told = useLint(lint ?? "priority_matrix", null, draft.encoded, editable && lint !== undefined);
  const notes = useMemo(() => notesByField(told), [told]);
  const edit = useMemo(() => ({ wrong: draft.wrong, notes, readOnly: !editable, touch: draft.touch }), [draft.wrong, draft.touch, notes, editable]);
  useShortcuts("promise-keys", editable ? [{ keys: "mod+s", label: "promise-save", always: true, run: () => void draft.save() }] : []);
  return (
    <EditProvider value={edit}>
      <form
        className="editor-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void draft.save();
        }}
      >
        <div className="page-head editor-head">
          <PageTitle>{title}</PageTitle>
          <span className="editor-space" />
          {draft.dirty && (
            <span className="editor-dirty" role="status">
              {t("promise-unsaved")}
            </span>
          )}
          {editable && (
            <Button type="submit" loading={draft.busy} disabled={!draft.dirty} rightSection={<Keys keys="mod+s" />}>
              {t("save")}
            </Button>
          )}
        </div>
        <div className="editor-scroll">
          <p className="promises-text">{text}</p>
          {!editable && <p className="hint">{t("promise-read-only")}</p>}
          <Banners draft={draft} />
          <div className="editor">
            <div className="editor-main">{children}</div>
            {lint && <div className="editor-aside">{editable && <Findings told={told} />}</div>}
          </div>
        </div>
      </form>
      <LeaveGuard draft={draft} />
    </EditProvider>
  );
}
