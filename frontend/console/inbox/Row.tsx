import { memo } from "react";
import type { TicketRow } from "../api/types";
import { useI18n } from "../lib/i18n";
import { Ago, Avatar, ChannelIcon, DueChip, EscalatedChip, PlanBadge, PriorityGlyph, StatusGlyph, Tag } from "../ui";

export interface RowActions {
  open: (row: TicketRow) => void;
  toggle: (row: TicketRow, range: boolean) => void;
  hover: (row: TicketRow) => void;
}

/** At most this many tags fit a row; the rest are a number. */
const TAGS_SHOWN = 2;

function RowView({
  row,
  active,
  selected,
  gone,
  rowIndex,
  height,
  top,
  actions,
}: {
  row: TicketRow;
  active: boolean;
  selected: boolean;
  gone: boolean;
  rowIndex: number;
  height: number;
  top: number;
  actions: RowActions;
}) {
  const { tr } = useI18n();
  const t = tr.t;
  const priority = t(row.priority ? `priority-${row.priority}` : "priority-none");
  const status = tr.dynamic(`status-${row.status.category.replace("_", "-")}`) ?? row.status.name;
  return (
    <div
      id={`row-${row.number}`}
      role="row"
      aria-rowindex={rowIndex}
      aria-selected={selected}
      className={`row${active ? " row-active" : ""}${selected ? " row-selected" : ""}${row.unread ? " row-unread" : ""}${gone ? " row-gone" : ""}`}
      style={{ height, transform: `translateY(${top}px)` }}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) {
          event.preventDefault();
          actions.toggle(row, event.shiftKey);
        } else {
          actions.open(row);
        }
      }}
    >
      <span role="gridcell" className="cell-check">
        <button
          type="button"
          tabIndex={-1}
          role="checkbox"
          aria-checked={selected}
          aria-label={t("select-ticket", { number: row.number })}
          className="tick"
          onClick={(event) => {
            event.stopPropagation();
            actions.toggle(row, event.shiftKey);
          }}
        />
      </span>
      <span role="gridcell" className="cell-priority" title={priority}>
        <PriorityGlyph priority={row.priority} />
        <span className="sr-only">{priority}</span>
      </span>
      <span role="gridcell" className="cell-status" title={row.status.name}>
        <StatusGlyph category={row.status.category} />
        <span className="sr-only">{status}</span>
      </span>
      <span role="gridcell" className="cell-number">
        {row.number}
      </span>
      <span role="gridcell" className="cell-subject">
        {row.unread && (
          <span className="unread-dot" title={t("unread")}>
            <span className="sr-only">{t("unread")}: </span>
          </span>
        )}
        <a
          href={`/app/tickets/${row.number}`}
          tabIndex={-1}
          className="subject"
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey) event.stopPropagation();
            else event.preventDefault();
          }}
        >
          {row.subject || t("no-subject")}
        </a>
        <span className="preview">{row.preview}</span>
        <span className="tags">
          {row.escalated && <EscalatedChip escalated={row.escalated} />}
          {row.offered && <span className="badge badge-blue">{t("offered")}</span>}
          {row.bounces > 0 && <span className="badge badge-amber">{t("bounced-n", { count: row.bounces })}</span>}
          {row.admission !== "admitted" && <span className="badge badge-amber">{t(`admission-${row.admission}`)}</span>}
          {row.tags.slice(0, TAGS_SHOWN).map((tag) => (
            <Tag key={tag}>{tag}</Tag>
          ))}
          {row.tags.length > TAGS_SHOWN && <Tag>+{row.tags.length - TAGS_SHOWN}</Tag>}
        </span>
      </span>
      <span role="gridcell" className="cell-account">
        <span className="account-name">{row.account?.name ?? row.requester?.name ?? ""}</span>
        {row.plan && <PlanBadge plan={row.plan} />}
      </span>
      <span role="gridcell" className="cell-due">
        {row.next_due && <DueChip due={row.next_due} />}
      </span>
      <span role="gridcell" className="cell-channel" title={tr.dynamic(`channel-${row.channel}`) ?? row.channel}>
        <ChannelIcon channel={row.channel} />
        <span className="sr-only">{tr.dynamic(`channel-${row.channel}`) ?? row.channel}</span>
      </span>
      <span role="gridcell" className="cell-assignee" title={row.assignee?.name ?? t("unassigned")}>
        <Avatar name={row.assignee?.name} seed={row.assignee?.id} size={20} />
        <span className="sr-only">{row.assignee?.name ?? t("unassigned")}</span>
      </span>
      <span role="gridcell" className="cell-ago">
        <Ago at={row.updated_at} />
      </span>
    </div>
  );
}

export const Row = memo(RowView);
