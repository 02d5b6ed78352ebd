/* Publishing: what changes, a note for those who are told, and whether customers are. */
import { useRef, useState } from "react";
import { newKey } from "../api/client";
import { problemText } from "../api/problem";
import { useI18n } from "../lib/i18n";
import { Button, Checkbox, Modal, Textarea, toast } from "../ui";
import { Diff } from "./DocumentView";
import { type SectionDiff, publish } from "./api";

export function Publish({ draftVersion, changes, onClose }: { draftVersion: number; changes: readonly SectionDiff[] | null; onClose: () => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const [note, setNote] = useState("");
  const [tell, setTell] = useState(false);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const key = useRef(newKey());
  const run = async (): Promise<void> => {
    setBusy(true);
    setWrong(null);
    try {
      const done = await publish(draftVersion, note.trim(), tell, key.current);
      toast({ text: t("policy-done", { n: done.version }) });
      onClose();
    } catch (error) {
      key.current = newKey();
      setWrong(problemText(tr, error));
    }
    setBusy(false);
  };
  return (
    <Modal opened onClose={onClose} size="lg" title={t("policy-publish-title")} radius="lg" classNames={{ title: "dialog-title" }} closeButtonProps={{ "aria-label": t("close") }}>
      <div className="dialog-form">
        <p>{t("policy-publish-text")}</p>
        {changes ? <div className="policy-publish-diff" role="region" tabIndex={0} aria-label={t("policy-tab-changes")}><Diff sections={changes} none={t("policy-no-changes")} /></div> : <p className="faint">{t("policy-first")}</p>}
        <Textarea label={t("policy-note")} description={t("policy-note-text")} value={note} maxLength={2_000} autosize minRows={2} maxRows={6} data-autofocus onChange={(event) => setNote(event.currentTarget.value)} />
        <Checkbox label={t("policy-tell")} description={t("policy-tell-text")} checked={tell} onChange={(event) => setTell(event.currentTarget.checked)} />
        {wrong && (
          <p className="block-wrong" role="alert">
            {wrong}
          </p>
        )}
        <div className="buttons buttons-end">
          <Button variant="default" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button loading={busy} onClick={() => void run()}>
            {t("policy-publish")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
