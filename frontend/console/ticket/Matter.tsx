/*
 * What a ticket is about: contact, account, product, asset, type, channel.
 * They decide the plan, so a change is shown beside what is in force, with its
 * contract, SLA, deadlines and credits, before it is saved.
 */
import { useQuery } from "@tanstack/react-query";
import { ArrowRight } from "lucide-react";
import { type ReactNode, useMemo, useRef, useState } from "react";
import { type TicketChange, changeTicket } from "../api/actions";
import { problemText } from "../api/problem";
import { accountContactsQuery, assetsQuery, previewQuery, productsQuery, queryClient, quickSearchQuery, typesQuery } from "../api/queries";
import type { Preview, Ticket } from "../api/types";
import { useFormat } from "../lib/format";
import { useI18n } from "../lib/i18n";
import { idPart } from "../lib/plaintext";
import { Badge, Button, Modal, PlanBadge, Select, toast, useDebouncedValue, useSlow } from "../ui";
import { bucketName } from "./bucket";
import { METRIC_ORDER, latestClocks } from "./clocks";

export type MatterField = "requester" | "account" | "product" | "asset" | "type" | "channel";
export const CHANNELS = ["email", "web", "portal", "api", "phone", "chat", "sms", "social", "monitoring", "other"] as const;
type Matter = Pick<TicketChange, "account_id" | "requester_id" | "product_id" | "asset_id" | "type_id" | "channel">;
type Item = { value: string; label: string };

/** Only what differs from the ticket is asked of the server. */
export function differing(ticket: Ticket, chosen: Matter): Matter {
  const now: Required<Matter> = {
    account_id: ticket.account?.id ?? null,
    requester_id: ticket.requester?.id ?? "",
    product_id: ticket.product?.id ?? null,
    asset_id: ticket.asset?.id ?? null,
    type_id: ticket.type?.id ?? null,
    channel: ticket.channel,
  };
  const out: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(chosen)) {
    if (value !== undefined && value !== now[key as keyof Matter]) out[key] = value;
  }
  return out as Matter;
}

/** The current one first, each only once. */
function withCurrent(current: { id: string; name: string } | null | undefined, items: readonly Item[]): Item[] {
  const all = current ? [{ value: current.id, label: current.name }, ...items] : [...items];
  const seen = new Set<string>();
  return all.filter((item) => !seen.has(item.value) && seen.add(item.value));
}

export function MatterDialog({ ticket, focus, onClose }: { ticket: Ticket; focus: MatterField; onClose: () => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const [chosen, setChosen] = useState<Matter>({});
  const [names, setNames] = useState<Record<string, string>>({});
  const [saving, setSaving] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const change = useMemo(() => differing(ticket, chosen), [ticket, chosen]);
  const changed = Object.keys(change).length > 0;
  const preview = useQuery({ ...previewQuery(String(ticket.number), ticket.version, change), enabled: changed });
  const after = changed ? preview.data?.ticket_after : undefined;

  // A contact brings their account along: until one is chosen, the account is the one the server found.
  const account = chosen.account_id === undefined ? (after?.account ?? ticket.account) : chosen.account_id === null ? null : { id: chosen.account_id, name: names[chosen.account_id] ?? after?.account?.name ?? "" };
  const productId = chosen.product_id === undefined ? (after?.product?.id ?? ticket.product?.id ?? null) : chosen.product_id;
  const { data: products = [] } = useQuery(productsQuery);
  const { data: types = [] } = useQuery(typesQuery);
  const assets = useQuery({ ...assetsQuery(account?.id ?? ""), enabled: Boolean(account) });
  const contacts = useQuery({ ...accountContactsQuery(account?.id ?? ""), enabled: Boolean(account) });

  const set = (part: Matter): void => setChosen((before) => ({ ...before, ...part }));
  const save = async (): Promise<void> => {
    if (!changed || saving || preview.isError || !preview.data) return;
    setSaving(true);
    const done = await changeTicket(tr, ticket, change, {});
    setSaving(false);
    if (!done) return;
    void queryClient.invalidateQueries({ queryKey: ["ticket", String(ticket.number)] });
    void queryClient.invalidateQueries({ queryKey: ["account"] });
    toast({ text: t("matter-saved", { number: ticket.number }) });
    onClose();
  };

  return (
    <Modal opened onClose={onClose} title={t("matter-title")} size={760} radius="lg" classNames={{ content: "matter", title: "dialog-title" }} closeButtonProps={{ "aria-label": t("close") }}>
      <form
        ref={form}
        className="matter-form"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
            event.preventDefault();
            void save();
          }
        }}
      >
        <div className="matter-fields">
          <Finder
            label={t("contact")}
            autoFocus={focus === "requester"}
            value={chosen.requester_id ?? ticket.requester?.id ?? null}
            items={withCurrent(ticket.requester, (contacts.data ?? []).map((each) => ({ value: each.id, label: each.name })))}
            find="contacts"
            onPick={(id, name) => {
              setNames((before) => ({ ...before, [id ?? ""]: name }));
              if (id) set({ requester_id: id, asset_id: undefined });
            }}
          />
          <Finder
            label={t("account")}
            autoFocus={focus === "account"}
            clearable
            value={account?.id ?? null}
            items={withCurrent(account?.name ? account : null, withCurrent(ticket.account, []))}
            find="accounts"
            onPick={(id, name) => {
              setNames((before) => ({ ...before, [id ?? ""]: name }));
              // Another account's asset cannot stay.
              set({ account_id: id, ...(ticket.asset || chosen.asset_id ? { asset_id: null } : {}) });
            }}
          />
          <Select
            label={t("prop-product")}
            data-autofocus={focus === "product" || undefined}
            searchable
            clearable
            placeholder={t("none")}
            nothingFoundMessage={t("nothing-found")}
            value={productId}
            onChange={(value) => set({ product_id: value, ...(ticket.asset || chosen.asset_id ? { asset_id: null } : {}) })}
            data={withCurrent(ticket.product, products.map((each) => ({ value: each.id, label: each.name })))}
          />
          <Select
            label={t("prop-asset")}
            data-autofocus={focus === "asset" || undefined}
            searchable
            clearable
            placeholder={t("none")}
            nothingFoundMessage={t("matter-no-assets")}
            value={chosen.asset_id === undefined ? (after ? (after.asset?.id ?? null) : (ticket.asset?.id ?? null)) : chosen.asset_id}
            onChange={(value) => {
              const asset = assets.data?.find((each) => each.id === value);
              set({ asset_id: value, ...(asset ? { product_id: asset.product_id } : {}) });
            }}
            data={withCurrent(
              chosen.asset_id === undefined && chosen.account_id === undefined ? ticket.asset : null,
              (assets.data ?? []).filter((each) => !productId || each.product_id === productId || !chosen.product_id).map((each) => ({ value: each.id, label: each.serial ? `${each.name} · ${each.serial}` : each.name })),
            )}
          />
          <Select
            label={t("prop-type")}
            data-autofocus={focus === "type" || undefined}
            clearable
            placeholder={t("none")}
            value={chosen.type_id === undefined ? (ticket.type?.id ?? null) : chosen.type_id}
            onChange={(value) => set({ type_id: value })}
            data={withCurrent(ticket.type, types.map((each) => ({ value: each.id, label: each.name })))}
          />
          <Select
            label={t("prop-channel")}
            data-autofocus={focus === "channel" || undefined}
            value={chosen.channel ?? ticket.channel}
            allowDeselect={false}
            onChange={(value) => {
              if (value) set({ channel: value });
            }}
            data={CHANNELS.map((each) => ({ value: each as string, label: tr.dynamic(`channel-${each}`) ?? each }))}
          />
        </div>
        <div className="matter-answer" role="region" aria-label={t("matter-compare")} aria-busy={preview.isFetching}>
          {!changed ? (
            <p className="faint matter-hint">{t("matter-hint")}</p>
          ) : preview.isError ? (
            <p className="matter-error" role="alert">
              {problemText(tr, preview.error)}
            </p>
          ) : preview.data ? (
            <Compare preview={preview.data} stale={preview.isPlaceholderData} />
          ) : (
            <Checking />
          )}
        </div>
        <div className="buttons buttons-end">
          <Button variant="default" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button type="submit" loading={saving} disabled={!changed || preview.isError || !preview.data || preview.isPlaceholderData}>
            {t("matter-save")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function Checking() {
  const { tr } = useI18n();
  const slow = useSlow(true);
  return (
    <p className="faint matter-hint" role="status">
      {slow ? tr.t("matter-checking") : ""}
    </p>
  );
}

/** A select whose choices beyond the first few come from the search of the desk. */
function Finder({
  label,
  value,
  items,
  find,
  onPick,
  clearable = false,
  autoFocus = false,
}: {
  label: string;
  value: string | null;
  items: readonly Item[];
  find: "contacts" | "accounts";
  onPick: (id: string | null, name: string) => void;
  clearable?: boolean;
  autoFocus?: boolean;
}) {
  const { tr } = useI18n();
  const [text, setText] = useState("");
  const [query] = useDebouncedValue(text, 150);
  const typed = query.trim() && !items.some((item) => item.label === query.trim()) ? query.trim() : "";
  const found = useQuery(quickSearchQuery(typed));
  const hits: Item[] = typed ? (find === "contacts" ? (found.data?.contacts ?? []) : (found.data?.accounts ?? [])).map((each) => ({ value: each.id, label: each.name })) : [];
  const own = typed ? items.filter((item) => item.label.toLowerCase().includes(typed.toLowerCase()) || item.value === value) : items;
  const known = new Set(own.map((item) => item.value));
  const data = [...own, ...hits.filter((item) => !known.has(item.value))];
  return (
    <Select
      label={label}
      data-autofocus={autoFocus || undefined}
      searchable
      clearable={clearable}
      allowDeselect={false}
      placeholder={tr.t("none")}
      nothingFoundMessage={found.isFetching ? tr.t("searching") : tr.t("nothing-found")}
      value={value}
      onSearchChange={setText}
      filter={({ options }) => options}
      onChange={(id) => {
        if (id !== null || clearable) onPick(id, data.find((item) => item.value === id)?.label ?? "");
      }}
      data={data}
    />
  );
}

// ---------------------------------------------------------------- now and then, side by side
export function Compare({ preview, stale }: { preview: Preview; stale: boolean }) {
  const { tr } = useI18n();
  const t = tr.t;
  const format = useFormat();
  const { ticket_before: now, ticket_after: then } = preview;
  const nothing = <span className="faint">{t("none")}</span>;
  const outcome = (ticket: Ticket): ReactNode => (
    <Badge tone={ticket.outcome === "covered" ? "green" : ticket.outcome === "over_limit" ? "amber" : "grey"}>
      {ticket.admission === "admitted" ? (tr.dynamic(`outcome-${idPart(ticket.outcome)}`) ?? ticket.outcome) : t(`admission-${ticket.admission}`)}
    </Badge>
  );
  const rows: { name: string; before: ReactNode; after: ReactNode; same: boolean }[] = [
    { name: t("account"), before: now.account?.name ?? nothing, after: then.account?.name ?? nothing, same: now.account?.id === then.account?.id },
    { name: t("outcome"), before: outcome(now), after: outcome(then), same: now.outcome === then.outcome && now.admission === then.admission },
    {
      name: t("contract"),
      before: now.contract ? now.contract.name : <span className="faint">{t("no-contract")}</span>,
      after: then.contract ? then.contract.name : <span className="faint">{t("no-contract")}</span>,
      same: now.contract?.id === then.contract?.id,
    },
    { name: t("plan"), before: now.plan ? <PlanBadge plan={now.plan} /> : nothing, after: then.plan ? <PlanBadge plan={then.plan} /> : nothing, same: now.plan?.id === then.plan?.id },
    { name: t("sla"), before: now.sla?.name ?? nothing, after: then.sla?.name ?? nothing, same: now.sla?.id === then.sla?.id },
  ];
  const before = latestClocks(now.clocks);
  const after = latestClocks(then.clocks);
  const deadline = (clock: Ticket["clocks"][number] | undefined): ReactNode => {
    if (!clock) return nothing;
    const target = <span className="faint"> · {t("target-of", { duration: format.duration(clock.target_seconds) })}</span>;
    if (clock.state === "paused") return <>{t("clock-paused")}{target}</>;
    if (clock.fulfilled_at && clock.state !== "running") return <>{clock.breached ? t("clock-breached") : t("clock-met")}{target}</>;
    return (
      <>
        {clock.due_at ? t("due-at", { date: format.dateTime(clock.due_at) }) : ""}
        {clock.breached && <b className="red"> {t("clock-late")}</b>}
        {target}
      </>
    );
  };
  for (const metric of METRIC_ORDER) {
    if (![...before, ...after].some((clock) => clock.metric === metric)) continue;
    const one = before.find((clock) => clock.metric === metric);
    const other = after.find((clock) => clock.metric === metric);
    rows.push({
      name: tr.dynamic(`metric-${idPart(metric)}`) ?? metric,
      before: deadline(one),
      after: deadline(other),
      same: one?.due_at === other?.due_at && one?.target_seconds === other?.target_seconds && one?.state === other?.state && one?.breached === other?.breached,
    });
  }
  const credits = (ticket: Ticket): ReactNode =>
    ticket.credits.length === 0 ? (
      <span className="faint">{t("credits-not-counted")}</span>
    ) : (
      <span className="stack">
        {ticket.credits.map((bucket) => (
          <span key={`${bucket.contract_id}${bucket.bucket}`}>
            {t("credits-left-in", { left: format.credits(bucket.remaining_hundredths), granted: format.credits(bucket.granted_hundredths), period: bucketName(tr, bucket) })}
            {(bucket.this_ticket_hundredths ?? 0) > 0 && <span className="faint"> · {t("credits-this-ticket", { credits: format.credits(bucket.this_ticket_hundredths ?? 0) })}</span>}
          </span>
        ))}
      </span>
    );
  const key = (ticket: Ticket): string => JSON.stringify(ticket.credits.map((bucket) => [bucket.contract_id, bucket.bucket, bucket.remaining_hundredths, bucket.this_ticket_hundredths]));
  rows.push({ name: t("credits"), before: credits(now), after: credits(then), same: key(now) === key(then) });
  const differ = rows.filter((row) => !row.same).length;
  return (
    <>
      <p className="matter-gist" role="status">
        {differ === 0 ? t("matter-same") : t("matter-differs", { count: differ })}
      </p>
      <table className={`table matter-table${stale ? " matter-stale" : ""}`}>
        <thead>
          <tr>
            <th>
              <span className="sr-only">{t("field")}</span>
            </th>
            <th>{t("matter-now")}</th>
            <th>{t("matter-then")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name} className={row.same ? "" : "matter-changed"}>
              <th scope="row">{row.name}</th>
              <td data-label={t("matter-now")}>{row.before}</td>
              <td data-label={t("matter-then")}>
                {!row.same && <ArrowRight size={13} aria-hidden="true" className="matter-arrow" />}
                {row.same ? <span className="faint">{t("matter-unchanged")}</span> : row.after}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {preview.after.because && <p className="faint">{tr.dynamic(`because-${idPart(preview.after.because)}`) ?? preview.after.because}</p>}
    </>
  );
}
