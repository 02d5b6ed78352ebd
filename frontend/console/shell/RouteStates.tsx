import { Link } from "@tanstack/react-router";
import { Compass } from "lucide-react";
import { useT } from "../lib/i18n";
import { EmptyState, ErrorState } from "../ui";

export function NotFound() {
  const t = useT();
  return (
    <main className="alone">
      <EmptyState alone icon={<Compass size={22} />} title={t("not-found-title")} action={<Link to="/" className="link">{t("not-found-back")}</Link>}>
        {t("not-found-text")}
      </EmptyState>
    </main>
  );
}

export function RouteError({ error, reset }: { error: unknown; reset: () => void }) {
  return (
    <main className="alone">
      <ErrorState
        error={error}
        retry={() => {
          reset();
          location.reload();
        }}
      />
    </main>
  );
}
