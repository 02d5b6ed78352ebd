import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { body, client, etag } from "../api/client";
import { problemText } from "../api/problem";
import { queryClient, quickSearchQuery } from "../api/queries";
import type { Ticket } from "../api/types";
import { useI18n } from "../lib/i18n";
import { PickerModal, toast, useDebouncedValue } from "../ui";

export function MergeDialog({ ticket, onClose }: { ticket: Ticket; onClose: () => void }) {
  const { tr } = useI18n();
  const t = tr.t;
  const navigate = useNavigate();
  const [text, setText] = useState("");
  const [query] = useDebouncedValue(text, 150);
  const found = useQuery(quickSearchQuery(query));
  const options = (query.trim() ? (found.data?.tickets ?? []) : [])
    .filter((each) => each.number !== ticket.number)
    .map((each) => ({ id: String(each.number), label: `#${each.number} ${each.subject}`, hint: each.account?.name }));
  const merge = async (into: number): Promise<void> => {
    try {
      await body(
        client.POST("/api/v1/tickets/{ticket}/merge", {
          params: { path: { ticket: String(ticket.number) } },
          headers: { "If-Match": etag(ticket.version) },
          body: { into: String(into) },
        }),
      );
      await queryClient.invalidateQueries({ queryKey: ["ticket"] });
      void queryClient.invalidateQueries({ queryKey: ["tickets"] });
      toast({ text: t("merged-toast", { from: ticket.number, into }) });
      void navigate({ to: "/tickets/$number", params: { number: String(into) } });
    } catch (error) {
      toast({ text: problemText(tr, error), tone: "error" });
    }
  };
  return (
    <PickerModal
      label={t("merge-into", { number: ticket.number })}
      placeholder={t("merge-hint")}
      options={options}
      external
      onQuery={setText}
      empty={query.trim() ? t("nothing-found") : t("merge-hint-text")}
      onClose={onClose}
      onPick={(option) => void merge(Number(option.id))}
    />
  );
}
