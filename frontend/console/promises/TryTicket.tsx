/* "A ticket like this, now, would get …", by the draft as it stands. */
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { contractName } from "../accounts/contract";
import { body, client } from "../api/client";
import { problemText } from "../api/problem";
import { productsQuery, typesQuery } from "../api/queries";
import type { Account, Page } from "../api/types";
import { useFormat } from "../lib/format";
import { useI18n } from "../lib/i18n";
import { idPart } from "../lib/plaintext";
import { Badge, Select } from "../ui";
import { type Encoded, useSettled } from "./draft";
import { durationWords, writeDuration } from "./duration";
import { choices } from "./fields";
import { post } from "./lint";
import { CHANNELS, PRIORITY_KEYS } from "./plan";

interface Named {
  id: string | null;
  name: string;
}
export interface Tried {
  at: string;
  draft_used: boolean;
  contract_assumed: boolean;
  outcome: string;
  admission: string;
  limit_action: string | null;
  priority: string | null;
  contract: { id: string; number: number; name: string } | null;
  plan: Named | null;
  sla: Named | null;
  targets: { metric: string; layer: string; sla: Named; target_seconds: number; clock: string; calendar: { name: string; zone: string } | null; state: string; due_at: string | null }[];
  credits: { bucket: string; before_hundredths: number; cost_hundredths: number; after_hundredths: number }[];
  price: { amount_minor: number; currency: string } | null;
}
const WAIT_MS = 600;

export function TryTicket({ kind, id, encoded }: { kind: "calendar" | "sla" | "plan"; id: string | null; encoded: Encoded }) {
  const { tr } = useI18n();
  const t = tr.t;
  const format = useFormat();
  const { data: accounts } = useQuery({
    queryKey: ["accounts", "try"],
    queryFn: async () => (await body<Page<Account>>(client.GET("/api/v1/accounts", { params: { query: { limit: 100 } } }))).items,
    staleTime: 60_000,
  });
  const { data: products } = useQuery(productsQuery);
  const { data: types } = useQuery(typesQuery);
  const [account, setAccount] = useState<string | null>(null);
  const [priority, setPriority] = useState<string | null>("high");
  const [product, setProduct] = useState<string | null>(null);
  const [type, setType] = useState<string | null>(null);
  const [channel, setChannel] = useState<string>("email");
  const whose = account ?? accounts?.[0]?.id ?? null;
  const readable = Object.keys(encoded.wrong).length === 0;
  const question = useMemo(
    () =>
      readable && whose
        ? JSON.stringify({
            [kind]: { ...(id ? { id } : {}), draft: encoded.body },
            ticket: { account_id: whose, channel, ...(priority && priority !== "none" ? { priority } : {}), ...(product ? { product_id: product } : {}), ...(type ? { type_id: type } : {}) },
          })
        : null,
    [readable, whose, kind, id, encoded.body, channel, priority, product, type],
  );
  const asked = useSettled(question, WAIT_MS);
  const answer = useQuery({
    queryKey: ["lint", "try", asked],
    queryFn: ({ signal }) => post<Tried>("/api/v1/lint/try", JSON.parse(asked ?? "{}") as object, signal),
    enabled: asked !== null,
    retry: false,
    gcTime: 60_000,
    placeholderData: (previous) => previous,
  });
  const tried = answer.data;
  return (
    <section className="card block try" aria-label={t("try-title")}>
      <header>
        <h2>{t("try-title")}</h2>
      </header>
      <div className="try-fields">
        <Select size="xs" label={t("account")} value={whose} data={choices(accounts)} searchable openOnFocus={false} allowDeselect={false} onChange={setAccount} />
        <Select size="xs" label={t("prop-priority")} value={priority} allowDeselect={false} openOnFocus={false} data={PRIORITY_KEYS.map((key) => ({ value: key as string, label: tr.dynamic(`priority-${key}`) ?? key }))} onChange={setPriority} />
        <Select size="xs" label={t("try-product")} value={product} clearable searchable openOnFocus={false} placeholder={t("none")} data={choices(products)} onChange={setProduct} />
        <Select size="xs" label={t("try-type")} value={type} clearable openOnFocus={false} placeholder={t("none")} data={choices(types)} onChange={setType} />
        <Select size="xs" label={t("try-channel")} value={channel} allowDeselect={false} openOnFocus={false} data={CHANNELS.map((key) => ({ value: key as string, label: tr.dynamic(`channel-${key}`) ?? key }))} onChange={(value) => setChannel(value ?? "email")} />
      </div>
      <div className="try-answer" aria-live="polite">
        {!readable ? (
          <span className="faint">{t("try-unreadable")}</span>
        ) : answer.isError ? (
          <span className="field-wrong">{problemText(tr, answer.error)}</span>
        ) : !tried ? (
          <span className="faint">…</span>
        ) : (
          <>
            <p>
              <Badge tone={tried.outcome === "covered" ? "green" : tried.outcome === "over_limit" ? "amber" : "grey"}>{tr.dynamic(`outcome-${idPart(tried.outcome)}`) ?? tried.outcome}</Badge>{" "}
              {tried.plan?.name}
              {tried.contract && <span className="faint"> · {contractName(tried.contract)}</span>}
            </p>
            {!tried.draft_used && <p className="note note-amber">{t("try-not-used")}</p>}
            {tried.contract_assumed && <p className="note note-blue">{t("try-assumed")}</p>}
            {tried.limit_action && <p className="note note-amber">{tr.dynamic(`limit-${idPart(tried.limit_action)}`) ?? tried.limit_action}</p>}
            <dl className="try-targets">
              {tried.targets.map((target) => (
                <div key={target.metric}>
                  <dt>
                    {tr.dynamic(`metric-${idPart(target.metric)}`) ?? target.metric} <span className="faint">{writeDuration(target.target_seconds, durationWords(tr.lang))}</span>
                  </dt>
                  <dd>
                    {target.due_at ? <b>{format.dateTime(target.due_at, target.calendar?.zone)}</b> : <span className="faint">{t(target.state === "paused" ? "try-paused" : "try-later")}</span>}
                    <span className="faint"> {target.calendar?.name ?? t("calendar-always")}</span>
                  </dd>
                </div>
              ))}
            </dl>
            {tried.targets.length === 0 && <p className="faint">{t("try-no-targets")}</p>}
            {tried.credits.map((bucket) => (
              <p key={bucket.bucket} className="try-credits">
                {tr.dynamic(`bucket-${idPart(bucket.bucket)}`) ?? bucket.bucket}{" "}
                <span className="num">{t("try-credits", { before: format.credits(bucket.before_hundredths), after: format.credits(bucket.after_hundredths) })}</span>
              </p>
            ))}
            {tried.price && <p>{t("try-price", { price: format.money(tried.price.amount_minor, tried.price.currency) })}</p>}
          </>
        )}
      </div>
    </section>
  );
}
