/* What an editor says above its fields, and asks before it is left. */
import { useI18n } from "../lib/i18n";
import { Button, Dialog } from "../ui";
import type { Draft } from "./draft";

/** Why nothing was saved, and what to do about it. */
export function Banners<F, V extends { version: number }>({ draft }: { draft: Draft<F, V> }) {
  const { tr } = useI18n();
  const t = tr.t;
  const wrong = Object.entries(draft.wrong);
  return (
    <>
      {draft.theirs && (
        <div className="hint hint-amber editor-banner" role="alert">
          <span>{t("promise-conflict")}</span>
          <span className="buttons">
            <Button size="xs" variant="default" onClick={draft.takeTheirs}>
              {t("promise-take-theirs")}
            </Button>
            <Button size="xs" onClick={draft.keepMine}>
              {t("promise-keep-mine")}
            </Button>
          </span>
        </div>
      )}
      {draft.refused && (
        <div className="hint hint-red editor-banner" role="alert">
          {draft.refused}
        </div>
      )}
      {wrong.length > 0 && (
        <div className="hint hint-red editor-banner" role="alert">
          <span>
            <b>{t("promise-wrong-n", { count: wrong.length })}</b> {[...new Set(wrong.map(([, text]) => text))].join(" ")}
          </span>
        </div>
      )}
    </>
  );
}

/** Asks before what was typed is lost. */
export function LeaveGuard<F, V>({ draft }: { draft: Draft<F, V> }) {
  const { tr } = useI18n();
  const t = tr.t;
  if (!draft.guard) return null;
  return (
    <Dialog onClose={draft.guard.stay} title={t("promise-leave-title")}>
      <div className="dialog-form">
        <p>{t("promise-leave-text")}</p>
        <div className="buttons buttons-end">
          <Button variant="default" onClick={draft.guard.leave}>
            {t("promise-leave")}
          </Button>
          <Button data-autofocus onClick={draft.guard.stay}>
            {t("promise-stay")}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
