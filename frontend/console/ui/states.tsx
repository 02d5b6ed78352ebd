import { CircleAlert, CloudOff, RotateCw } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "@mantine/core";
import { asProblem, problemText } from "../api/problem";
import { useI18n, useT } from "../lib/i18n";

/** Under this time a wait shows nothing: a flash is worse than a pause. */
export const SHOW_WAIT_AFTER_MS = 120;

export function useSlow(active: boolean): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!active) {
      setSlow(false);
      return undefined;
    }
    const timer = setTimeout(() => setSlow(true), SHOW_WAIT_AFTER_MS);
    return () => clearTimeout(timer);
  }, [active]);
  return active && slow;
}

export function Skeleton({ lines = 6, kind = "rows" }: { lines?: number; kind?: "rows" | "thread" | "panel" }) {
  const t = useT();
  const slow = useSlow(true);
  return (
    <div className={`skeleton skeleton-${kind}`} aria-busy="true">
      <span className="sr-only" role="status">
        {slow ? t("loading") : ""}
      </span>
      {slow &&
        Array.from({ length: lines }, (_, i) => (
          // Placeholders are all alike.
          <div key={i} className="skeleton-line" aria-hidden="true">
            <i />
            <i />
            <i />
          </div>
        ))}
    </div>
  );
}

export function EmptyState({
  icon,
  title,
  children,
  action,
  alone = false,
}: {
  icon: ReactNode;
  title: string;
  /** The whole page is this state, so its title is the page's heading. */
  alone?: boolean;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="empty">
      <div className="empty-art" aria-hidden="true">
        {icon}
      </div>
      {alone ? <h1>{title}</h1> : <h2>{title}</h2>}
      {children && <p>{children}</p>}
      {action}
    </div>
  );
}

export function ErrorState({ error, retry }: { error: unknown; retry?: () => void }) {
  const { tr } = useI18n();
  const problem = asProblem(error);
  const offline = problem.code === "offline";
  return (
    <div className="empty" role="alert">
      <div className="empty-art empty-art-red" aria-hidden="true">
        {offline ? <CloudOff size={22} /> : <CircleAlert size={22} />}
      </div>
      <h2>{offline ? tr.t("error-title-offline") : problem.status === 404 ? tr.t("error-title-gone") : tr.t("error-title")}</h2>
      <p>{problemText(tr, error)}</p>
      {retry && problem.status !== 404 && problem.status !== 403 && (
        <Button variant="default" leftSection={<RotateCw size={14} />} onClick={retry}>
          {tr.t("retry")}
        </Button>
      )}
    </div>
  );
}

/** The heading of a screen; it takes the focus when the route changes. */
export function PageTitle({ children, className }: { children: ReactNode; className?: string }) {
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // Focus already inside the screen (a list that was returned to) is left where it is.
    if (!document.activeElement || document.activeElement === document.body || document.activeElement.closest(".sidebar, [role=dialog]")) {
      ref.current?.focus({ preventScroll: true });
    }
  }, []);
  return (
    <h1 ref={ref} tabIndex={-1} className={`page-title ${className ?? ""}`}>
      {children}
    </h1>
  );
}
