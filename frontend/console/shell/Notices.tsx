/* What this person was told: steps of escalations and credits that run low. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ArrowLeftRight, Bell, BellOff, BookOpenText, CalendarClock, Coins, Flame } from "lucide-react";
import { useEffect, useState } from "react";
import { body, client } from "../api/client";
import { noticesQuery, queryClient } from "../api/queries";
import type { Notice } from "../api/types";
import { useFormat } from "../lib/format";
import { type MessageId, T, useI18n } from "../lib/i18n";
import { idPart } from "../lib/plaintext";
import { ActionIcon, Ago, Popover, Skeleton } from "../ui";

const TICKET_NOTICES: Readonly<Record<string, MessageId>> = {
  escalated_by_hand: "notice-by-hand",
  deescalated: "notice-deescalated",
  escalation_update_due: "notice-update-due",
  handoff_offered: "notice-handoff-offered",
  handoff_accepted: "notice-handoff-accepted",
  handoff_declined: "notice-handoff-declined",
  handoff_taken_back: "notice-handoff-taken-back",
  handoff_timed_out: "notice-handoff-timed-out",
  handoff_superseded: "notice-handoff-superseded",
  bounced_too_often: "notice-bounced",
};

/** The count says "99+" from here on; the server counts no further than 100. */
const COUNT_SHOWN_MAX = 99;

async function markRead(newest: Notice): Promise<void> {
  try {
    await body(client.POST("/api/v1/notifications/read", { body: { up_to: newest.id } }));
    await queryClient.invalidateQueries({ queryKey: ["notices"] });
  } catch {
    // They stay unread, which is the safe side.
  }
}

export function NoticesButton() {
  const { tr } = useI18n();
  const t = tr.t;
  const [opened, setOpened] = useState(false);
  const { data } = useQuery(noticesQuery);
  const unread = data?.unread ?? 0;
  const label = unread > 0 ? t("notices-unread", { count: unread }) : t("notifications");
  return (
    <Popover opened={opened} onChange={setOpened} position="right-start" width={340} trapFocus returnFocus withinPortal>
      <Popover.Target>
        <ActionIcon variant="subtle" color="gray" className="bell" aria-label={label} aria-haspopup="dialog" aria-expanded={opened} onClick={() => setOpened((is) => !is)}>
          <Bell size={16} aria-hidden="true" />
          {unread > 0 && (
            <span className="bell-count" aria-hidden="true">
              {unread > COUNT_SHOWN_MAX ? `${COUNT_SHOWN_MAX}+` : unread}
            </span>
          )}
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p={0} className="notices" aria-label={t("notifications")}>
        <h2 tabIndex={-1} data-autofocus>
          {t("notifications")}
        </h2>
        <Notices close={() => setOpened(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}

function Notices({ close }: { close: () => void }) {
  const { tr } = useI18n();
  const { data } = useQuery({ ...noticesQuery, staleTime: 0 });
  const newest = data?.items.find((each) => each.read_at === null);
  // Read when the list is closed: until then the new ones stand out.
  useEffect(() => {
    if (!newest) return undefined;
    return () => void markRead(newest);
  }, [newest]);
  if (!data) return <Skeleton kind="panel" lines={3} />;
  if (data.items.length === 0) {
    return (
      <p className="notices-none">
        <BellOff size={16} aria-hidden="true" /> {tr.t("notices-none")}
      </p>
    );
  }
  return (
    <ul>
      {data.items.map((notice) => (
        <li key={notice.id} className={notice.read_at ? "" : "notice-new"}>
          <Line notice={notice} close={close} />
        </li>
      ))}
    </ul>
  );
}

function Line({ notice, close }: { notice: Notice; close: () => void }) {
  const { tr } = useI18n();
  const format = useFormat();
  const text = (key: string): string => String(notice.data[key] ?? "");
  const when = <Ago at={notice.at} className="faint" />;
  if (notice.kind === "credits_threshold" && notice.data.account_id) {
    return (
      <Link to="/accounts/$id" params={{ id: text("account_id") }} search={{ tab: "ledger" }} onClick={close}>
        <Coins size={15} aria-hidden="true" className="amber" />
        <span>
          <T id="notice-credits" args={{ percent: text("percent"), period: tr.dynamic(`bucket-${idPart(text("bucket"))}`) ?? text("bucket"), number: text("number") }} /> {when}
        </span>
      </Link>
    );
  }
  if (notice.kind === "policy_review") {
    return (
      <Link to="/promises/$kind" params={{ kind: "policy" }} onClick={close}>
        <BookOpenText size={15} aria-hidden="true" className="amber" />
        <span>
          {tr.t("notice-policy-review", { date: format.date(text("review_by")) })} {when}
        </span>
      </Link>
    );
  }
  if (notice.kind === "contract_ending" && notice.data.account_id) {
    const days = Number(notice.data.days_left);
    return (
      <Link to="/accounts/$id" params={{ id: text("account_id") }} search={{ tab: "contracts" }} onClick={close}>
        <CalendarClock size={15} aria-hidden="true" className="amber" />
        <span>
          {days > 0 ? <T id="notice-contract-ends" args={{ name: <b>{text("name")}</b>, days: text("days_left") }} /> : <T id="notice-contract-ended" args={{ name: <b>{text("name")}</b> }} />} {when}
        </span>
      </Link>
    );
  }
  const number = text("number");
  const body = (
    <>
      {notice.kind.startsWith("handoff_") ? <ArrowLeftRight size={15} aria-hidden="true" /> : <Flame size={15} aria-hidden="true" className="red" />}
      <span>
        {number ? <T id={TICKET_NOTICES[notice.kind] ?? "notice-escalated"} args={{ number, subject: <b>{text("subject")}</b> }} /> : notice.kind.replaceAll("_", " ")} {when}
      </span>
    </>
  );
  return number ? (
    <Link to="/tickets/$number" params={{ number }} onClick={close}>
      {body}
    </Link>
  ) : (
    <div>{body}</div>
  );
}
