/* What is in use, or what was put away: the choice above a list of promises. */
import { Archive } from "lucide-react";
import { useI18n } from "../lib/i18n";
import { EmptyState, SegmentedControl } from "../ui";

export function InUse({ archived, choose }: { archived: boolean; choose: (archived: boolean) => void }) {
  const { tr } = useI18n();
  return (
    <SegmentedControl
      size="xs"
      aria-label={tr.t("promise-shown")}
      value={archived ? "away" : "use"}
      data={[
        { value: "use", label: tr.t("promise-in-use") },
        { value: "away", label: tr.t("promise-put-away") },
      ]}
      onChange={(value) => choose(value === "away")}
    />
  );
}

export function NothingAway() {
  const { tr } = useI18n();
  return <EmptyState icon={<Archive size={22} />} title={tr.t("promise-none-away")}>{tr.t("promise-none-away-text")}</EmptyState>;
}
