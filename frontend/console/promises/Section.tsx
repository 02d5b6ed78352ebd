/* The part of the console where a desk writes down what it promises. */
import "../css/pages.css";
import "../css/promises.css";
import { Link, Outlet, useRouterState } from "@tanstack/react-router";
import { useI18n, useSection } from "../lib/i18n";
import { Skeleton } from "../ui";

export const PLACES = ["plans", "templates", "renewals", "slas", "escalation", "escalating", "calendars", "statuses", "types", "priorities", "bands", "reopening", "routing", "people", "handoffs", "policy"] as const;
export type Place = (typeof PLACES)[number];

export function Section() {
  const { tr } = useI18n();
  const t = tr.t;
  const ready = useSection("promises");
  const path = useRouterState({ select: (state) => state.location.pathname });
  const [, , here = "plans", id] = path.replace(/^\/app/, "").split("/");
  if (!ready) return <Skeleton lines={10} />;
  return (
    <section className="page">
      <div className={`settings promises${id ? " promises-one" : ""}`}>
        <nav className="settings-nav" aria-label={t("nav-promises")}>
          {PLACES.map((place) => (
            <Link key={place} to="/promises/$kind" params={{ kind: place }} aria-current={place === here ? "page" : undefined}>
              {t(`promises-${place}`)}
            </Link>
          ))}
        </nav>
        <div className="promises-body">
          <Outlet />
        </div>
      </div>
    </section>
  );
}
