/* Short notes at the foot of the screen, with an undo where there is one. */
import { CircleAlert, CircleCheck, X } from "lucide-react";
import { useSyncExternalStore } from "react";
import { useT } from "../lib/i18n";

export interface ToastOptions {
  text: string;
  tone?: "done" | "error";
  action?: { label: string; run: () => void };
  /** How long it stays, in milliseconds; errors stay longer because they must be read. */
  lastsMs?: number;
}
interface Toast extends ToastOptions {
  id: number;
}

export const TOAST_MS = 6_000;
export const TOAST_ERROR_MS = 10_000;
const TOAST_MAX = 3;

let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();
const publish = (next: readonly Toast[]): void => {
  toasts = next;
  for (const each of listeners) each();
};

export function dismissToast(id: number): void {
  publish(toasts.filter((toast) => toast.id !== id));
}

export function toast(options: ToastOptions): number {
  const id = nextId;
  nextId += 1;
  publish([...toasts, { ...options, id }].slice(-TOAST_MAX));
  const lasts = options.lastsMs ?? (options.tone === "error" ? TOAST_ERROR_MS : TOAST_MS);
  setTimeout(() => dismissToast(id), lasts);
  return id;
}

/** Runs the undo of the newest note that has one; false when there is none. */
export function undoLast(): boolean {
  const last = toasts.findLast((each) => each.action);
  if (!last?.action) return false;
  dismissToast(last.id);
  last.action.run();
  return true;
}

export function Toaster() {
  const t = useT();
  const list = useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => toasts,
  );
  return (
    <div className="toasts" role="region" aria-label={t("notifications")}>
      {list.map((each) => (
        <div key={each.id} className={`toast toast-${each.tone ?? "done"}`} role={each.tone === "error" ? "alert" : "status"}>
          {each.tone === "error" ? <CircleAlert size={16} aria-hidden="true" /> : <CircleCheck size={16} aria-hidden="true" />}
          <span className="toast-text">{each.text}</span>
          {each.action && (
            <button
              type="button"
              className="toast-action"
              onClick={() => {
                dismissToast(each.id);
                each.action?.run();
              }}
            >
              {each.action.label}
            </button>
          )}
          <button type="button" className="toast-close" aria-label={t("close")} onClick={() => dismissToast(each.id)}>
            <X size={14} aria-hidden="true" />
          </button>
        </div>
      ))}
    </div>
  );
}
