/* Publishing: what changes, a note for those who are told, and whether customers are. */
import { useState } from "react";
import { useSending } from "../api/sending";
import { useI18n } from "../lib/i18n";
import { Checkbox, Dialog, DialogForm, Textarea, toast } from "../ui";
import { Diff } from "./DocumentView";
import { type SectionDiff, publish } from "./api";

export function Publish({ draftVersion, changes, onClose }: { draftVersion: number; changes: readonly SectionDiff[] | null; onClose: () => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const [note, setNote] = useState("");
  const [tell, setTell] = useState(false);
  const sending = useSending(["note"]);
  const run = async (): Promise<void> => {
    const done = await sending.send(async (key) => {
      const made = await publish(draftVersion, note.trim(), tell, key);
      toast({ text: t("policy-done", { n: made.version }) });
    });
    if (done) onClose();
  };
  return (
    <Dialog title={t("policy-publish-title")} size="lg" onClose={onClose}>
      <DialogForm sending={sending} onSubmit={() => void run()} onClose={onClose} label={t("policy-publish")}>
        <p>{t("policy-publish-text")}</p>
        {changes ? <div className="policy-publish-diff" role="region" tabIndex={0} aria-label={t("policy-tab-changes")}><Diff sections={changes} none={t("policy-no-changes")} /></div> : <p className="faint">{t("policy-first")}</p>}
        <Textarea label={t("policy-note")} description={t("policy-note-text")} value={note} maxLength={2_000} autosize minRows={2} maxRows={6} data-autofocus error={sending.wrong.note} onChange={(event) => {
            sending.touched("note");
            setNote(event.currentTarget.value);
          }} />
        <Checkbox label={t("policy-tell")} description={t("policy-tell-text")} checked={tell} onChange={(event) => {
            sending.touched();
            setTell(event.currentTarget.checked);
          }} />
      </DialogForm>
    </Dialog>
  );
}
