/* Says that there is a new support policy until it was acknowledged. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { BookOpenText } from "lucide-react";
import { problemText } from "../api/problem";
import { useI18n } from "../lib/i18n";
import { Button, toast } from "../ui";
import { acknowledge, statusQuery } from "./api";

export function PolicyBanner() {
  const { tr } = useI18n();
  const t = tr.t;
  const { data } = useQuery(statusQuery(tr.lang));
  const seen = useMutation({ mutationFn: acknowledge, onError: (error) => toast({ text: problemText(tr, error), tone: "error" }) });
  if (!data?.published || data.acknowledged) return null;
  const { version, note } = data.published;
  return (
    <aside className="policy-banner" aria-label={t("policy-banner-label")}>
      <BookOpenText size={15} aria-hidden="true" />
      <span className="policy-banner-text">
        <b>{t("policy-banner", { n: version })}</b> {note}
      </span>
      <a className="link" href={`/policy/${version}?lang=${tr.lang}`} target="_blank" rel="noreferrer">
        {t("policy-banner-read")}
      </a>
      <Button size="compact-xs" variant="default" loading={seen.isPending} onClick={() => seen.mutate(version)}>
        {t("policy-banner-seen")}
      </Button>
    </aside>
  );
}
