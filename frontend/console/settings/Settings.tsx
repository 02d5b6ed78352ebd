import "../css/pages.css";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useI18n } from "../lib/i18n";
import { PageTitle } from "../ui";
import { ApiTokens } from "./ApiTokens";
import { Profile } from "./Profile";
import { Security } from "./Security";

const TABS = ["profile", "security", "tokens"] as const;

export function Settings() {
  const { tr } = useI18n();
  const t = tr.t;
  const navigate = useNavigate();
  const search = useSearch({ from: "/desk/settings" });
  const tab = TABS.find((each) => each === search.tab) ?? "profile";
  return (
    <section className="page">
      <div className="page-head">
        <PageTitle>{t("nav-settings")}</PageTitle>
      </div>
      <div className="settings">
        <nav className="settings-nav" aria-label={t("nav-settings")}>
          {TABS.map((each) => (
            <button
              key={each}
              type="button"
              aria-current={each === tab ? "page" : undefined}
              onClick={() => void navigate({ to: "/settings", search: each === "profile" ? {} : { tab: each } })}
            >
              {t(`settings-${each}`)}
            </button>
          ))}
        </nav>
        <div className="settings-body">{tab === "profile" ? <Profile /> : tab === "security" ? <Security /> : <ApiTokens />}</div>
      </div>
    </section>
  );
}
