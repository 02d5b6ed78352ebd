/* Why this plan, in plain words: all that a customer reads of a decision. */
import type { Decision } from "../api/types";
import { useFormat } from "../lib/format";
import { useI18n } from "../lib/i18n";
import { idPart } from "../lib/plaintext";

export function AsCustomer({ decision, staff }: { decision: Decision; staff: boolean }) {
  const { tr } = useI18n();
  const t = tr.t;
  const format = useFormat();
  const { plain } = decision;
  const { bucket, cost_hundredths: cost, left_hundredths: left } = plain;
  return (
    <div className="why-body">
      {plain.plan && <p>{t("why-customer-plan", { plan: plain.plan })}</p>}
      <p className="why-plain">{tr.dynamic(`plain-${idPart(plain.code)}`) ?? plain.code.replaceAll("_", " ")}</p>
      <ul className="why-points">
        {(plain.points ?? []).map((point) => (
          <li key={point}>{tr.dynamic(`point-${idPart(point)}`) ?? point.replaceAll("_", " ")}</li>
        ))}
        {typeof cost === "number" && <li>{t("why-customer-cost", { cost: format.credits(cost) })}</li>}
        {bucket && typeof left === "number" && <li>{t("why-customer-left", { bucket: tr.dynamic(`bucket-${idPart(bucket)}`) ?? bucket, left: format.credits(left) })}</li>}
      </ul>
      {staff && (
        <p className="faint">
          {t("why-customer-about")} {typeof cost === "number" && t("why-customer-books")}
        </p>
      )}
    </div>
  );
}
