import { CircleCheck, CircleDot, ShieldAlert, SignalHigh, Tag as TagIcon, UserPlus, X } from "lucide-react";
import { memo, useEffect, useRef, useState } from "react";
import { useQuery } from "@tanstack/react-query";
import { type BulkChange, bulkChange, pauseReason } from "../api/actions";
import { tagsQuery } from "../api/queries";
import type { Priority, TicketRow } from "../api/types";
import { useT, useI18n } from "../lib/i18n";
import { Keys, type Option, PickerModal } from "../ui";
import { NONE, useAgentOptions, usePriorityOptions, useStatusOptions } from "./options";

export type BulkMode = "assign" | "priority" | "status" | "tag" | "solve" | "spam";

/** The bar for what is selected, and the choosers that the keys open. */
export const BulkBar = memo(function BulkBar({
  mode,
  setMode,
  selectedCount,
  targets,
  clear,
}: {
  mode: BulkMode | null;
  setMode: (mode: BulkMode | null) => void;
  selectedCount: number;
  targets: () => TicketRow[];
  clear: () => void;
}) {
  const { tr } = useI18n();
  const t = useT();
  const priorities = usePriorityOptions();
  const statuses = useStatusOptions();
  const agents = useAgentOptions();
  const [tagText, setTagText] = useState("");
  const tags = useQuery({ ...tagsQuery(tagText), enabled: mode === "tag" });

  const run = (change: BulkChange, look: (row: TicketRow) => Partial<TicketRow>, rows = targets()): void => {
    setMode(null);
    if (rows.length === 0) return;
    clear();
    void bulkChange(tr, rows, change, look, rows.length === 1 && rows[0] ? t("changed-one", { number: rows[0].number }) : t("changed-many", { count: rows.length }));
  };
  const toStatus = (option: Option & { category: string }): void => {
    const rows = targets();
    setMode(null);
    void pauseReason(tr, rows.map((row) => row.status.category), option.category).then((pause) => {
      if (pause === false) return;
      run({ status_id: option.id, ...pause }, () => ({
        status: { id: option.id, name: option.label, category: option.category as TicketRow["status"]["category"] },
      }), rows);
    });
  };
  const solve = (): void => {
    const solved = statuses.find((status) => status.category === "solved");
    run({ category: "solved" }, (row) => ({
      status: solved ? { id: solved.id, name: solved.label, category: "solved" } : { ...row.status, category: "solved" },
      next_due: null,
    }));
  };
  const latest = useRef(solve);
  latest.current = solve;
  useEffect(() => {
    if (mode === "solve") latest.current();
  }, [mode]);

  return (
    <>
      <div className="sr-only" role="status">
        {selectedCount > 0 ? t("selected-n", { count: selectedCount }) : ""}
      </div>
      {selectedCount > 0 && (
        <div className="bulk-bar" role="toolbar" aria-label={t("bulk-actions")}>
          <strong>{t("selected-n", { count: selectedCount })}</strong>
          <i className="bulk-line" aria-hidden="true" />
          <button type="button" onClick={() => setMode("assign")}>
            <UserPlus size={15} aria-hidden="true" /> <span>{t("assign")}</span> <Keys keys="a" />
          </button>
          <button type="button" onClick={() => setMode("priority")}>
            <SignalHigh size={15} aria-hidden="true" /> <span>{t("prop-priority")}</span> <Keys keys="p" />
          </button>
          <button type="button" onClick={() => setMode("status")}>
            <CircleDot size={15} aria-hidden="true" /> <span>{t("prop-status")}</span> <Keys keys="s" />
          </button>
          <button type="button" onClick={() => setMode("tag")}>
            <TagIcon size={15} aria-hidden="true" /> <span>{t("tag-add")}</span>
          </button>
          <button type="button" onClick={() => setMode("spam")}>
            <ShieldAlert size={15} aria-hidden="true" /> <span>{t("mark-spam")}</span>
          </button>
          <button type="button" onClick={solve}>
            <CircleCheck size={15} aria-hidden="true" /> <span>{t("solve")}</span> <Keys keys="e" />
          </button>
          <button type="button" aria-label={t("selection-clear")} onClick={clear}>
            <X size={15} aria-hidden="true" />
          </button>
        </div>
      )}
      {mode === "assign" && (
        <PickerModal
          label={t("assign-to")}
          options={agents}
          onClose={() => setMode(null)}
          onPick={(option) =>
            run({ assignee_id: option.id === NONE ? null : option.id }, () => ({
              assignee: option.id === NONE ? null : { id: option.id, name: option.label },
            }))
          }
        />
      )}
      {mode === "priority" && (
        <PickerModal
          label={t("set-priority")}
          options={priorities}
          onClose={() => setMode(null)}
          onPick={(option) => {
            const priority = option.id === NONE ? null : (option.id as Priority);
            run({ priority }, () => ({ priority }));
          }}
        />
      )}
      {mode === "status" && (
        <PickerModal
          label={t("set-status")}
          options={statuses}
          onClose={() => setMode(null)}
          onPick={(option) => {
            const status = statuses.find((each) => each.id === option.id);
            if (status) toStatus(status);
          }}
        />
      )}
      {mode === "tag" && (
        <PickerModal
          label={t("tag-add")}
          options={(tags.data ?? []).map((tag) => ({ id: tag, label: tag, icon: <TagIcon size={15} aria-hidden="true" /> }))}
          onQuery={setTagText}
          create={(query) => ({ id: query.toLowerCase(), label: t("tag-create", { tag: query.toLowerCase() }), icon: <TagIcon size={15} aria-hidden="true" /> })}
          onClose={() => setMode(null)}
          onPick={(option) =>
            run({ add_tags: [option.id] }, (row) => ({ tags: row.tags.includes(option.id) ? row.tags : [...row.tags, option.id] }))
          }
        />
      )}
      {mode === "spam" && (
        <PickerModal
          label={t("mark-spam-sure", { count: targets().length })}
          options={[
            { id: "yes", label: t("mark-spam"), icon: <ShieldAlert size={15} aria-hidden="true" /> },
            { id: "no", label: t("cancel"), icon: <X size={15} aria-hidden="true" /> },
          ]}
          onClose={() => setMode(null)}
          onPick={(option) => {
            if (option.id === "yes") run({ spam: true }, () => ({ spam: true }));
          }}
        />
      )}
    </>
  );
});
