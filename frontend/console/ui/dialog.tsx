/* Dialogs as they all look: a title, a form or a question, and the buttons at its foot. */
import { Button, Modal } from "@mantine/core";
import { type ReactNode, useState } from "react";
import type { Sending } from "../api/sending";
import { useT } from "../lib/i18n";

/** A dialog that is there as long as it is rendered. `kept` stays open when something beside it is clicked. */
export function Dialog({ title, onClose, size, kept = false, children }: { title: string; onClose: () => void; size?: number | string; kept?: boolean; children: ReactNode }) {
  const t = useT();
  return (
    <Modal opened onClose={onClose} title={title} {...(size ? { size } : {})} radius="lg" closeOnClickOutside={!kept} classNames={{ title: "dialog-title" }} closeButtonProps={{ "aria-label": t("close") }}>
      {children}
    </Modal>
  );
}

/** The foot of a form in a dialog: call it off, or send it. `off` is for a command that is itself a cancelling. */
export function DialogButtons({ onClose, label, off, busy = false, disabled = false, danger = false, focused = false }: { onClose: () => void; label: string; off?: string | undefined; busy?: boolean; disabled?: boolean; danger?: boolean; focused?: boolean }) {
  const t = useT();
  return (
    <div className="buttons buttons-end">
      <Button variant="default" onClick={onClose} {...(danger && !focused ? { "data-autofocus": true } : {})}>
        {off ?? t("cancel")}
      </Button>
      <Button type="submit" loading={busy} disabled={disabled} {...(danger ? { color: "red" } : {})} {...(focused ? { "data-autofocus": true } : {})}>
        {label}
      </Button>
    </div>
  );
}

/** A form in a dialog that sends one command, with why it was refused above its buttons. */
export function DialogForm({ sending, onSubmit, onClose, label, off, disabled = false, danger = false, focused = false, className, children }: { sending: Pick<Sending, "busy" | "refused">; onSubmit: () => void; onClose: () => void; label: string; off?: string; disabled?: boolean; danger?: boolean; focused?: boolean; className?: string; children: ReactNode }) {
  return (
    <form
      className={className ? `dialog-form ${className}` : "dialog-form"}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!disabled) onSubmit();
      }}
    >
      {children}
      {sending.refused && (
        <p className="hint hint-red" role="alert">
          {sending.refused}
        </p>
      )}
      <DialogButtons onClose={onClose} label={label} off={off} busy={sending.busy} disabled={disabled} danger={danger} focused={focused} />
    </form>
  );
}

/**
 * Asks before something that is hard to undo. It is busy while `run` works and
 * closed afterwards; `run` says itself what went wrong.
 */
export function Confirm({ title, text, label, run, onClose }: { title: string; text: string; label: string; run: () => Promise<void>; onClose: () => void }) {
  const t = useT();
  const [busy, setBusy] = useState(false);
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="dialog-form">
        <p>{text}</p>
        <div className="buttons buttons-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t("cancel")}
          </Button>
          <Button
            color="red"
            loading={busy}
            onClick={() => {
              setBusy(true);
              void run().finally(onClose);
            }}
          >
            {label}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
